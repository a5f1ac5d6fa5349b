"""Random weeks of work against a plain model: dicts of what each case should be, and a list of states to go back to."""

import shutil
import tempfile
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from store import Casebook, Change, GateNotMet, InvalidInput, Note, Refused, new_id, open_casebook
from store.shelf import Shelf

from .conftest import Clock
from .scene import CLOSING, WHY, documents, imported

FORWARD = {
    "engagement": "assessment", "assessment": "planning", "planning": "intervention", "intervention": "evaluation",
    "monitoring": "evaluation", "evaluation": "termination",
}  # fmt: skip
BACK = {
    "engagement": "", "assessment": "engagement", "planning": "assessment", "intervention": "planning assessment",
    "monitoring": "intervention planning assessment", "evaluation": "intervention planning assessment",
    "termination": "evaluation assessment",
}  # fmt: skip
PHASES = list(BACK)
PICK = st.integers(0, 30)
WORDS = st.sampled_from(["", "a", "b", "[/]", "\x1b[2J", "Bu S \U0001f468\u200d\U0001f469\u200d\U0001f467"])


class Weeks(RuleBasedStateMachine):
    """The plain model: `cases` and `notes` as a user would tell them, `done` and `undone` as whole states."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="lingkar-machine-"))
        self.clock = Clock()
        self.cases: dict[str, dict[str, Any]] = {}
        self.notes: dict[str, tuple[str, str]] = {}
        self.done: list[Any] = []
        self.undone: list[Any] = []
        self.given: set[str] = set()
        self.imported: set[str] = set()
        self.sitting = ("", 0)
        self.compacted = False
        self.turned = False
        self.told: list[Change] = []

    def teardown(self) -> None:
        self.book.close()
        shutil.rmtree(self.folder)

    @initialize()
    def open(self) -> None:
        self.book: Casebook = open_casebook(self.folder, clock=self.clock)
        self.book.subscribe(self.told.append)
        self.past: dict[int, Any] = {}

    # The model's own way of doing, undoing and redoing

    def state(self) -> Any:
        return deepcopy((documents(self.book), self.cases, self.notes))

    def act(self, do: Any, allowed: bool = True, session: str = "", codes: Any = None, may_wait: bool = False) -> Any:
        """Do it in the book; the caller then does it in the model when something is answered."""
        before = self.state()
        told, self.turned = len(self.told), False
        try:
            answer = do()
        except GateNotMet:
            assert may_wait
            answer = None
        except (Refused, InvalidInput):
            assert not allowed
            answer = None
        else:
            assert allowed
        if answer is None:
            assert (self.state(), len(self.told)) == (before, told)
            return None
        changed = documents(self.book) != before[0]
        if changed:
            again = session and self.done and self.done[-1][1] == session
            first = self.done[-1][0] if again else before
            self.done = self.done[:-1] if again else self.done
            if documents(self.book) != first[0]:
                self.done = [*self.done, (first, session)][-100:]
            self.undone = []
        change = self.told[-1]
        assert len(self.told) == told + 1
        assert (change.way, change.codes) == ("do", frozenset(codes or {change.act.code}) if changed else frozenset())
        return answer

    def pick(self, number: int) -> str:
        return sorted(self.cases)[number % len(self.cases)]

    def pick_note(self, number: int) -> str:
        return list(self.notes)[number % len(self.notes)]  # their ids are random, their order is not

    has_cases = precondition(lambda self: self.cases)
    has_notes = precondition(lambda self: self.notes)

    # Acts

    @rule(size=st.sampled_from(["family", "society"]), days=st.integers(0, 30))
    def add_case(self, size: str, days: int) -> None:
        self.clock.go(days=days)
        case = self.act(lambda: self.book.add_case(alias="new", size=size))
        assert case.code not in self.taken
        self.given.add(case.code)
        self.cases[case.code] = {
            "phase": "engagement",
            "status": "active",
            "episode": 1,
            "alias": "new",
            "next": None,
            "planned": None,
        }

    @rule()
    def import_some(self) -> None:
        records = imported(self.book)
        code = records[0].code
        assert code not in self.taken
        records[1] = records[1].changed(id=new_id(), imported_from=f"{code}:event")
        records[0] = records[0].changed(imported_from=code)
        self.act(lambda: self.book.add_records(records) or True, codes={code})
        self.given.add(code)
        self.imported.add(code)
        self.cases[code] = {
            "phase": "engagement",
            "status": "active",
            "episode": 1,
            "alias": "Imported",
            "next": None,
            "planned": None,
        }
        self.notes[records[1].id] = (code, "draft")

    @has_cases
    @rule(n=PICK, alias=st.sampled_from(["x", "y", "z"]))
    def edit_case(self, n: int, alias: str) -> None:
        code = self.pick(n)
        if self.act(lambda: self.book.edit_case(code, alias=alias)):
            self.cases[code]["alias"] = alias

    @has_cases
    @rule(n=PICK, days=st.one_of(st.none(), st.integers(-3, 3)))
    def set_next_contact(self, n: int, days: int | None) -> None:
        code = self.pick(n)
        day = None if days is None else self.book.today() + timedelta(days=days)
        is_new = day != self.cases[code]["next"]
        may = day is None or day >= self.book.today() or not is_new
        if self.act(lambda: self.book.set_next_contact(code, day), may) and is_new:
            self.cases[code].update(next=day, planned=self.book.clock() if day else None)

    @has_cases
    @rule(
        n=PICK, level=st.sampled_from(["none", "critical"]), item=st.sampled_from(["roles", "team"]), done=st.booleans()
    )
    def assess_and_tick(self, n: int, level: str, item: str, done: bool) -> None:
        self.act(lambda: self.book.assess_risk(self.pick(n), level))
        case = self.book.case(self.pick(n))
        by_hand = {"engagement": "roles", "planning": "team"}.get(case.phase)
        self.act(lambda: self.book.tick(case.code, item, done), item == by_hand and not case.is_closed)

    @has_cases
    @rule(n=PICK, reason=st.sampled_from([None, WHY, WHY]), days=st.integers(0, 2))
    def advance(self, n: int, reason: str | None, days: int) -> None:
        self.clock.go(days=days)
        code = self.pick(n)
        case = self.cases[code]
        allowed = case["status"] == "active" and case["phase"] in FORWARD
        if self.act(lambda: self.book.advance(code, reason), allowed, may_wait=reason is None):
            case["phase"] = FORWARD[case["phase"]]

    @has_cases
    @rule(n=PICK)
    def to_monitoring(self, n: int) -> None:
        code = self.pick(n)
        case = self.cases[code]
        allowed = case["status"] == "active" and case["phase"] in ("intervention", "evaluation")
        if self.act(lambda: self.book.to_monitoring(code, WHY), allowed):
            case["phase"] = "monitoring"

    @has_cases
    @rule(n=PICK, to=st.sampled_from(PHASES))
    def move_back(self, n: int, to: str) -> None:
        code = self.pick(n)
        case = self.cases[code]
        allowed = case["status"] == "active" and to in BACK[case["phase"]].split()
        if self.act(lambda: self.book.move_back(code, to, "why"), allowed):
            case["phase"] = to

    @has_cases
    @rule(n=PICK)
    def hold_or_resume(self, n: int) -> None:
        code = self.pick(n)
        case = self.cases[code]
        if self.act(lambda: self.book.hold(code, "why"), case["status"] == "active"):
            case["status"] = "on_hold"
        elif self.act(lambda: self.book.resume(code), case["status"] == "on_hold"):
            case["status"] = "active"

    @has_cases
    @rule(n=PICK)
    def terminate(self, n: int) -> None:
        code = self.pick(n)
        case = self.cases[code]
        if self.act(lambda: self.book.terminate(code, **CLOSING), case["status"] != "closed"):
            case.update(phase="termination", status="closed", next=None, planned=None)

    @has_cases
    @rule(n=PICK, to=st.sampled_from(PHASES))
    def reopen_case(self, n: int, to: str) -> None:
        code = self.pick(n)
        case = self.cases[code]
        allowed = case["status"] == "closed" and to in ("engagement", "assessment")
        if self.act(lambda: self.book.reopen(code, to, "why"), allowed):
            case.update(phase=to, status="active", episode=case["episode"] + 1)

    @has_cases
    @rule(n=PICK, body=st.sampled_from(["b", "[/]"]), sign=st.booleans())
    def add_note(self, n: int, body: str, sign: bool) -> None:
        code = self.pick(n)
        if note := self.act(lambda: self.book.add_note(code, body=body, mode="phone", sign=sign)):
            self.notes[note.id] = (code, "signed" if sign else "draft")
            self.signed(note)

    def signed(self, note: Note) -> None:
        """A signed contact with the client on the planned day or later, after it was planned, is the planned one."""
        case = self.cases[note.case_code]
        if (
            note.is_signed
            and case["next"]
            and note.contact_at.date() >= case["next"]
            and case["planned"] < note.contact_at
        ):
            case.update(next=None, planned=None)

    @has_cases
    @rule(n=PICK, fresh=st.booleans(), words=st.lists(WORDS, min_size=1, max_size=4))
    def sit_at_a_note(self, n: int, fresh: bool, words: list[str]) -> None:
        if fresh or not self.notes:
            id, code = new_id(), self.pick(n)
        else:
            id = self.pick_note(n)
            code = self.notes[id][0]
        session = new_id()
        allowed = self.notes.get(id, (code, "draft"))[1] == "draft"
        for body in words:
            if self.act(
                lambda body=body: self.book.write_draft(code, id, session=session, body=body), allowed, session
            ):
                self.notes[id] = (code, "draft")

    @has_notes
    @rule(n=PICK, what=st.sampled_from(["sign", "add", "void", "discard"]))
    def work_on_a_note(self, n: int, what: str) -> None:
        id = self.pick_note(n)
        code, status = self.notes[id]
        written = bool(self.book.note(id).body)
        if what == "sign":
            if self.act(lambda: self.book.sign_note(id), status == "draft" and written):
                self.notes[id] = (code, "signed")
                self.signed(self.book.note(id))
        elif what == "add":
            if self.act(lambda: self.book.add_addendum(id, "also"), status in ("signed", "amended")):
                self.notes[id] = (code, "amended")
        elif what == "void":
            if self.act(lambda: self.book.void_note(id, "why"), status in ("signed", "amended")):
                self.notes[id] = (code, "voided")
        elif self.act(lambda: self.book.discard_draft(id) or True, status == "draft"):
            del self.notes[id]

    # Going back, going on, closing the book

    @rule(times=st.integers(1, 6), way=st.sampled_from(["undo", "undo", "redo"]))
    def turn(self, times: int, way: str) -> None:
        for _ in range(times):
            source, target = (self.done, self.undone) if way == "undo" else (self.undone, self.done)
            now, told = self.state(), len(self.told)
            try:
                change = getattr(self.book, way)()
            except Refused:
                assert not source
                assert (self.state(), len(self.told)) == (now, told)
                return
            state, session = source.pop()
            target.append((now, session))
            self.cases, self.notes = deepcopy(state[1]), deepcopy(state[2])
            assert documents(self.book) == state[0]
            assert (len(self.told), self.told[-1], change.way) == (told + 1, change, way)
            touched = {
                row.get("code") or row.get("case_code")
                for table in now[0] for rows, others in ((now[0], state[0]), (state[0], now[0]))
                for id, row in rows[table].items() if others[table].get(id) != row
            }  # fmt: skip
            assert change.codes == touched
            self.turned = True

    @rule()
    def open_again(self) -> None:
        before = documents(self.book)
        self.book.close()
        with open_casebook(self.folder, read_only=True) as reader:
            assert documents(reader) == before
        self.book = open_casebook(self.folder, create=False, clock=self.clock)
        self.book.subscribe(self.told.append)
        assert documents(self.book) == before
        done, undone = len(self.book._undo.done), len(self.book._undo.undone)
        if self.compacted:  # what lies before it may be forgotten, the rest must be there
            self.done = self.done[len(self.done) - done :]
            self.undone = self.undone[len(self.undone) - undone :]
        assert (done, undone) == (len(self.done), len(self.undone))
        self.compacted = False

    @rule()
    def compact(self) -> None:
        self.book.compact()
        self.compacted = True

    @rule(times=st.integers(1, 3))
    def go_over_a_compaction(self, times: int) -> None:
        """The log then holds undo frames whose steps stand only in the snapshot, and reads them back all the same."""
        times = min(times, len(self.done))
        self.compact()
        self.turn(times, "undo")
        self.open_again()
        assert len(self.undone) >= times
        self.turn(times, "redo")
        self.open_again()
        assert len(self.done) >= times

    @property
    def taken(self) -> set[str]:
        """The codes that are never given again: an import that was undone gives its own back."""
        return self.given - (self.imported - set(self.cases))

    # What always holds

    @invariant()
    def the_book_says_what_the_model_says(self) -> None:
        if not hasattr(self, "book"):
            return
        told = {
            case.code: {
                "phase": case.phase, "status": case.status, "episode": case.episode, "alias": case.alias,
                "next": case.next_contact, "planned": case.contact_planned,
            }
            for case in self.book.cases()
        }  # fmt: skip
        assert told == self.cases
        for case in self.book.cases():
            assert (case.closure is not None) == (case.status == "closed") == case.is_closed
            assert (case.hold is not None) == (case.status == "on_hold")
            assert case.level == case.size.suggested_level
            last = self.book.history(case.code)[-1] if self.book.history(case.code) else None
            assert last is None or (last.to_phase, last.episode) == (case.phase, case.episode)
            for note in self.book.notes(case.code):
                assert self.notes[note.id] == (case.code, note.status)
            drafts = [id for id, (code, status) in self.notes.items() if code == case.code and status == "draft"]
            assert self.book.drafts(case.code) == len(drafts)
        assert len(self.notes) == sum(len(self.book.notes(code)) for code in self.cases)
        assert self.book.next_number(2026) > max(
            (int(code[7:]) for code in self.taken if code[2:6] == "2026"), default=0
        )

    @invariant()
    def the_history_only_grows(self) -> None:
        if not hasattr(self, "book"):
            return
        now = documents(self.book)["history"]
        if not self.turned:
            assert {id: now.get(id) for id in self.past} == self.past
        self.past = now

    @invariant()
    def the_indexes_are_those_of_a_book_just_opened(self) -> None:
        if not hasattr(self, "book"):
            return
        fresh = Shelf()
        fresh.load(self.book.shelf.db)
        assert indexes(self.book.shelf) == indexes(fresh)
        for case in fresh.cases():
            assert self.book.case(case.code) == case


def indexes(shelf: Shelf) -> Any:
    """What the shelf finds things by, without the empty places that an index may keep."""
    by_case = {
        table: {code: rows for code, rows in found.items() if rows} for table, found in shelf._rows_of_case.items()
    }
    drafts = {code: rows for code, rows in shelf._drafts.items() if rows}
    return shelf._row_of, by_case, drafts, {source: count for source, count in shelf._imported.items() if count}


TestWeeks = Weeks.TestCase
TestWeeks.settings = settings(max_examples=12, stateful_step_count=100, suppress_health_check=list(HealthCheck))
