"""One small caseload with something in it for every act, and every act there is as data."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from store import Act, Case, Casebook, Note
from store.model.record import build
from store.shelf import CASES, MOVES, NOTES

WHY = "A reason that is long enough to pass."
JAKARTA = timezone(timedelta(hours=7))
CLOSING = {"reason": "moved", "outcome": "same", "summary": "Moved away.", "notice": "agreed", "override": WHY}

FRESH, WORKED, CLOSED, HELD = "K-2026-001", "K-2026-002", "K-2026-003", "K-2026-004"
DRAFT, SIGNED = "draft-note", "signed-note"


def documents(book: Casebook) -> dict[str, dict[int, Any]]:
    """Every document that undo speaks of, as the vault holds it."""
    return {
        table: {id: dict(row) for id, row in book.shelf.db.documents(table).items()} for table in (CASES, NOTES, MOVES)
    }


def play(book: Casebook) -> None:
    """A fresh case with a draft and a signed note, one in Intervention, one closed, one on hold."""
    book.add_case(alias="Fresh", size="family")
    book.add_case(alias="Worked", size="individual", next_contact=date(2026, 12, 1))
    for _ in range(3):
        book.advance(WORKED, WHY)
    book.add_case(alias="Closed", size="community")
    book.terminate(CLOSED, **CLOSING)
    book.add_case(alias="Held", size="society")
    book.tick(HELD, "roles")
    book.hold(HELD, "Waits for the court.", date(2027, 1, 1))
    book.write_draft(FRESH, DRAFT, session="s0", body="typed so far", mode="phone")
    book.write_draft(FRESH, SIGNED, session="s1", body="said", mode="office")
    book.sign_note(SIGNED)


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
    touches: str
    history: tuple[str, ...] = ()
    tables: frozenset[str] = field(default=frozenset({CASES}))


BOTH = frozenset({CASES, MOVES})
NOTE_ONLY = frozenset({NOTES})

DEEDS = {
    "add_case": Deed(
        lambda book: book.add_case(alias="New", size="family"), Act("add_case", "K-2026-005"), "K-2026-005",
        ("opened",), BOTH
    ),
    "edit_case": Deed(lambda book: book.edit_case(FRESH, alias="Newer"), Act("edit_case", FRESH), FRESH),
    "set_next_contact": Deed(
        lambda book: book.set_next_contact(FRESH, date(2026, 11, 27)), Act("next_contact", FRESH, "2026-11-27"), FRESH
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
    "add_records": Deed(
        lambda book: book.add_records(imported(book)), Act("import", detail="2"), "K-2026-005",
        tables=frozenset({CASES, NOTES}),
    ),
}  # fmt: skip
