"""One small caseload with something in it for every act, and every act there is as data."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from store import Act, Case, Casebook, Note
from store.model import Goal, Measure, Measurement, Person, Relation, Score, Task
from store.model.disguise import MaskWord
from store.model.record import build
from store.shelf import CASES, IN_THE_FILE, MOVES, NOTES, RESOURCES

WHY = "A reason that is long enough to pass."
JAKARTA = timezone(timedelta(hours=7))
AFTERCARE = date(2026, 12, 20)
CLOSING = {"reason": "moved", "outcome": "same", "summary": "Moved away.", "notice": "agreed", "override": WHY}

FRESH, WORKED, CLOSED, HELD = "K-2026-001", "K-2026-002", "K-2026-003", "K-2026-004"
DRAFT, SIGNED = "draft-note", "signed-note"


def documents(book: Casebook) -> dict[str, dict[int, Any]]:
    """Every document that undo speaks of, as the vault holds it."""
    return {
        table: {id: dict(row) for id, row in book.shelf.db.documents(table).items()}
        for table in (CASES, *IN_THE_FILE, RESOURCES)
    }


def play(book: Casebook) -> None:
    """A fresh case with a draft and a signed note, one in Intervention with a plan, one closed, one on hold."""
    book.add_case(alias="Fresh", size="family")
    book.add_case(alias="Worked", size="individual", next_contact=date(2026, 12, 1))
    for _ in range(3):
        book.advance(WORKED, WHY)
    book.add_case(alias="Closed", size="community")
    book.terminate(CLOSED, **CLOSING, aftercare=[AFTERCARE])
    book.add_case(alias="Held", size="society")
    book.tick(HELD, "roles")
    book.hold(HELD, "Waits for the court.", date(2027, 1, 1))
    book.write_draft(FRESH, DRAFT, session="s0", body="typed so far", mode="phone")
    book.write_draft(FRESH, SIGNED, session="s1", body="said", mode="office")
    book.sign_note(SIGNED)
    goal = book.add(Goal, WORKED, statement="Back at school")
    book.rate_goal(goal.id, -1, on=date(2026, 10, 30))
    book.add(Task, WORKED, text="Call the school", goal=goal.id)
    measure = book.add(Measure, WORKED, target="Days at school", improves="up", goal=goal.id)
    book.add(Measurement, WORKED, measure=measure.id, stage="A", value=2)
    book.add_resource(name="Puskesmas", kind="societal")
    book.link(WORKED, HELD)


def of(book: Casebook, model: type[Any], code: str = WORKED) -> Any:
    """The first part of a kind in the file of a case."""
    return book.parts(model, code)[0]


def scores(book: Casebook) -> list[Score]:
    """Two scores that are not in the book yet."""
    return [book.new_part(Score, FRESH, domain=name, expectation=4, reality=2) for name in ("health", "Own label")]


def imported(book: Casebook) -> list[Any]:
    number = book.next_number(2026)
    code = f"K-2026-{number:03}"
    case = build(Case, {
        "code": code, "alias": "Imported", "size": "family", "opened": "2026-11-01", "phase_since": "2026-11-01",
        "imported_from": "file:1",
    })  # fmt: skip
    moment = datetime(2026, 11, 1, 9, tzinfo=JAKARTA)
    note = build(Note, {
        "id": "imported-note", "case_code": code, "contact_at": moment, "written_at": moment, "mode": "office",
        "outcome": "reached", "phase": "engagement", "body": "b", "imported_from": "file:event:1",
    })  # fmt: skip
    return [case, note]


@dataclass(frozen=True)
class Deed:
    """One act: how it is done, what it tells, which entries of the history it adds."""

    do: Callable[[Casebook], Any]
    act: Act
    touches: str | set[str]
    history: tuple[str, ...] = ()
    tables: frozenset[str] = field(default=frozenset({CASES}))

    @property
    def touched(self) -> frozenset[str]:
        """The codes that its `Change` names."""
        return frozenset([self.touches] if isinstance(self.touches, str) else self.touches)


BOTH = frozenset({CASES, MOVES})
NOTE_ONLY = frozenset({NOTES})

DEEDS = {
    "add_case": Deed(
        lambda book: book.add_case(alias="New", size="family"), Act("add_case", "K-2026-005"), "K-2026-005",
        ("opened",), BOTH
    ),
    "edit_case": Deed(lambda book: book.edit_case(FRESH, alias="Newer"), Act("edit_case", FRESH), FRESH),
    "set_next_contact": Deed(
        lambda book: book.set_next_contact(FRESH, date(2026, 12, 5)), Act("next_contact", FRESH, "2026-12-05"), FRESH
    ),
    "clear_next_contact": Deed(lambda book: book.set_next_contact(WORKED, None), Act("next_contact_cleared", WORKED),
    WORKED),
    "assess_risk": Deed(lambda book: book.assess_risk(FRESH, "high"), Act("assess_risk", FRESH), FRESH),
    "tick": Deed(lambda book: book.tick(FRESH, "roles"), Act("tick", FRESH), FRESH),
    "untick": Deed(lambda book: book.tick(HELD, "roles", done=False), Act("untick", HELD), HELD),
    "advance": Deed(lambda book: book.advance(FRESH, WHY), Act("advance", FRESH, "assessment"), FRESH, ("advanced",),
    BOTH),
    "to_monitoring": Deed(
        lambda book: book.to_monitoring(WORKED), Act("monitor", WORKED, "monitoring"), WORKED, ("advanced",), BOTH
    ),
    "move_back": Deed(
        lambda book: book.move_back(WORKED, "assessment", "New facts."), Act("move_back", WORKED, "assessment"), WORKED,
        ("moved_back",), BOTH,
    ),
    "hold": Deed(lambda book: book.hold(FRESH, "Away."), Act("hold", FRESH), FRESH, ("held",), BOTH),
    "resume": Deed(lambda book: book.resume(HELD), Act("resume", HELD), HELD, ("resumed",), BOTH),
    "terminate": Deed(lambda book: book.terminate(WORKED, **CLOSING), Act("terminate", WORKED), WORKED, ("terminated",
    ), BOTH),
    "reopen": Deed(
        lambda book: book.reopen(CLOSED, "assessment", "Back again."), Act("reopen", CLOSED, "assessment"), CLOSED,
        ("reopened",), BOTH,
    ),
    "add_note": Deed(
        lambda book: book.add_note(FRESH, body="b", mode="office"), Act("note", FRESH), FRESH, tables=NOTE_ONLY
    ),
    "write_draft": Deed(
        lambda book: book.write_draft(FRESH, DRAFT, session="s9", body="more"), Act("note", FRESH, session="s9"), FRESH,
        tables=NOTE_ONLY,
    ),
    "write_new_draft": Deed(
        lambda book: book.write_draft(HELD, "new-note", session="s9", body="more"), Act("note", HELD, session="s9"),
        HELD,
        tables=NOTE_ONLY,
    ),
    "sign_note": Deed(lambda book: book.sign_note(DRAFT), Act("sign_note", FRESH), FRESH, tables=NOTE_ONLY),
    "add_addendum": Deed(lambda book: book.add_addendum(SIGNED, "also"), Act("addendum", FRESH), FRESH,
    tables=NOTE_ONLY),
    "void_note": Deed(lambda book: book.void_note(SIGNED, "Wrong case."), Act("void_note", FRESH), FRESH,
    tables=NOTE_ONLY),
    "discard_draft": Deed(lambda book: book.discard_draft(DRAFT), Act("discard_note", FRESH), FRESH, tables=NOTE_ONLY),
    "add": Deed(
        lambda book: book.add(Person, FRESH, alias="Nenek"), Act("add", FRESH, "people"), FRESH,
        tables=frozenset({"people"}),
    ),
    "add_parts": Deed(
        lambda book: book.add_parts(scores(book)), Act("add", FRESH, "scores"), FRESH, tables=frozenset({"scores"})
    ),
    "new_part": Deed(
        lambda book: book.add_parts([book.new_part(Relation, FRESH, a="Bu S", b="RT")]), Act("add", FRESH, "relations"),
        FRESH, tables=frozenset({"relations"}),
    ),
    "change": Deed(
        lambda book: book.change(of(book, Task), status="doing"), Act("change", WORKED, "tasks"), WORKED,
        tables=frozenset({"tasks"}),
    ),
    "finish": Deed(
        lambda book: book.change(of(book, Task), status="done"), Act("finish", WORKED), WORKED,
        tables=frozenset({"tasks"}),
    ),
    "reschedule": Deed(
        lambda book: book.change(of(book, Task), due=date(2026, 12, 1)), Act("reschedule", WORKED, "2026-12-01"),
        WORKED, tables=frozenset({"tasks"}),
    ),
    "remove": Deed(
        lambda book: book.remove(of(book, Goal)), Act("remove", WORKED, "goals"), WORKED,
        tables=frozenset({"goals", "tasks", "measures"}),
    ),
    "remove_measure": Deed(
        lambda book: book.remove(of(book, Measure)), Act("remove", WORKED, "measures"), WORKED,
        tables=frozenset({"measures", "measurements"}),
    ),
    "rate_goal": Deed(
        lambda book: book.rate_goal(of(book, Goal).id, 1), Act("rate_goal", WORKED), WORKED, tables=frozenset({"goals"})
    ),
    "change_rating": Deed(
        lambda book: book.change_rating(of(book, Goal).id, 0, of(book, Goal).ratings[0], level=2),
        Act("change", WORKED, "goals"), WORKED, tables=frozenset({"goals"}),
    ),
    "remove_rating": Deed(
        lambda book: book.remove_rating(of(book, Goal).id, 0, of(book, Goal).ratings[0]),
        Act("change", WORKED, "goals"), WORKED, tables=frozenset({"goals"}),
    ),
    "score": Deed(
        lambda book: book.score(FRESH, book.today(), {"health": {"expectation": 4, "reality": 2}}),
        Act("score", FRESH), FRESH, tables=frozenset({"scores"}),
    ),
    "sign_note_of_a_task": Deed(
        lambda book: book.add_note(WORKED, body="b", tasks_done=[of(book, Task).id], sign=True), Act("note", WORKED),
        WORKED, tables=frozenset({"notes", "tasks"}),
    ),
    "put_off": Deed(
        lambda book: book.put_off(WORKED, date(2026, 12, 24), "Away until then."),
        Act("put_off", WORKED, "2026-12-24"), WORKED, ("put_off",), BOTH,
    ),
    "log_contact": Deed(
        lambda book: book.log_contact(FRESH, mode="phone", outcome="no_answer"), Act("contact", FRESH), FRESH,
        tables=NOTE_ONLY,
    ),
    "log_contact_and_plan": Deed(
        lambda book: book.log_contact(WORKED, mode="home_visit", outcome="reached", next_contact=date(2026, 12, 5)),
        Act("contact", WORKED), WORKED, tables=frozenset({CASES, NOTES}),
    ),
    "log_contact_and_sign": Deed(
        lambda book: book.log_contact(FRESH, mode="phone", outcome="reached", body="At school.", sign=True),
        Act("contact", FRESH), FRESH, tables=NOTE_ONLY,
    ),
    "record_supervision": Deed(
        lambda book: book.record_supervision(FRESH, directions="Go on.", supervisor="Bu Rini", tasks=["Call", "Ask"]),
        Act("supervision", FRESH), FRESH, tables=frozenset({CASES, NOTES, "tasks"}),
    ),
    "mask_a_word": Deed(
        lambda book: book.add(MaskWord, WORKED, text="Sukamaju", kind="place"),
        Act("add", WORKED, "mask_words"), WORKED, tables=frozenset({"mask_words"}),
    ),
    "decide": Deed(lambda book: book.decide(FRESH, "end", "All is well."), Act("decide", FRESH), FRESH),
    "link": Deed(
        lambda book: book.link(FRESH, CLOSED), Act("link", FRESH, CLOSED), {FRESH, CLOSED},
    ),
    "unlink": Deed(
        lambda book: book.unlink(HELD, WORKED), Act("unlink", HELD, WORKED), {HELD, WORKED},
    ),
    "aftercare_done": Deed(
        lambda book: book.aftercare_done(CLOSED, AFTERCARE), Act("aftercare", CLOSED), CLOSED,
    ),
    "add_group_note": Deed(
        lambda book: book.add_group_note([FRESH, HELD], body="Together."), Act("group_note", FRESH, "2"), {FRESH, HELD},
        tables=NOTE_ONLY,
    ),
    "new_note": Deed(
        lambda book: book.add_group_note([FRESH], body="Alone."), Act("group_note", FRESH, "1"), FRESH,
        tables=NOTE_ONLY,
    ),
    "add_resource": Deed(
        lambda book: book.add_resource(name="PKK", kind="formal"), Act("add", detail=RESOURCES), RESOURCES,
        tables=frozenset({RESOURCES}),
    ),
    "change_resource": Deed(
        lambda book: book.change_resource(book.resources()[0].id, area="RW 05"), Act("change", detail=RESOURCES),
        RESOURCES, tables=frozenset({RESOURCES}),
    ),
    "remove_resource": Deed(
        lambda book: book.remove_resource(book.resources()[0].id), Act("remove", detail=RESOURCES), RESOURCES,
        tables=frozenset({RESOURCES}),
    ),
    "add_records": Deed(
        lambda book: book.add_records(imported(book)), Act("import", detail="1 1"), "K-2026-005",
        tables=frozenset({CASES, NOTES}),
    ),
    "receive": Deed(
        lambda book: book.receive(imported(book)), Act("receive", "K-2026-005"), "K-2026-005",
        tables=frozenset({CASES, NOTES}),
    ),
}  # fmt: skip
