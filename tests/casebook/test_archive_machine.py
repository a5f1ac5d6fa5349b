"""Random work on two books, of which only one ever files a case: nobody can tell them apart."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from store import Casebook, Refused, open_casebook
from store.filing import FILE
from store.model import Goal

from .conftest import Clock
from .scene import CLOSING

PICK = st.integers(0, 30)


class Twins(RuleBasedStateMachine):
    """`filing` puts cases into its archive, `plain` keeps them all; every act is done in both."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="lingkar-twins-"))
        self.clock = Clock()
        self.codes: list[str] = []
        self.notes: list[str] = []
        self.sitting = 0

    @initialize(passphrase=st.sampled_from([None, "lima kata acak panjang sekali"]))
    def open(self, passphrase: str | None) -> None:
        self.passphrase = passphrase
        self.filing = open_casebook(self.folder / "filing", passphrase, clock=self.clock)
        self.plain = open_casebook(self.folder / "plain", clock=self.clock)
        self.add_case()

    def teardown(self) -> None:
        self.filing.close()
        self.plain.close()
        shutil.rmtree(self.folder)

    def both(self, act: Any) -> Any:
        """Do the same in both; they answer the same, or refuse both."""
        answers = []
        for book in (self.filing, self.plain):
            heard: list[Any] = []
            book._listeners[:] = [heard.append]
            try:
                answer = act(book)
            except Refused as refused:
                answer = str(refused)
            answers.append((same(answer), [(change.act, change.way, change.codes) for change in heard]))
        assert answers[0] == answers[1]
        return answers[0][0]

    def code(self, n: int) -> str:
        return self.codes[n % len(self.codes)]

    def note(self, n: int) -> str:
        return self.notes[n % len(self.notes)]

    has_notes = precondition(lambda self: self.notes)

    @rule()
    def add_case(self) -> None:
        self.codes.append(self.filing.add_case(alias="new", size="family").code)
        assert self.plain.add_case(alias="new", size="family").code == self.codes[-1]

    @rule(n=PICK, alias=st.sampled_from(["x", "y"]))
    def edit(self, n: int, alias: str) -> None:
        if self.is_there(n):
            self.both(lambda book: book.edit_case(self.code(n), alias=alias))

    @rule(n=PICK, back=st.booleans())
    def close_or_reopen(self, n: int, back: bool) -> None:
        if self.is_there(n):
            self.both(
                lambda book: book.reopen(self.code(n), "assessment", "why") if back
                else book.terminate(self.code(n), **CLOSING)
            )  # fmt: skip

    @rule(n=PICK, old=st.booleans(), m=PICK, bodies=st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=3))
    def sit_at_a_note(self, n: int, old: bool, m: int, bodies: list[str]) -> None:
        if not self.is_there(n):
            return
        self.sitting += 1
        session, id = str(self.sitting), self.note(m) if old and self.notes else f"note-{self.sitting}"
        for body in bodies:
            self.both(lambda book, body=body: book.write_draft(self.code(n), id, session=session, body=body))
        if id not in self.notes:
            self.notes.append(id)

    @has_notes
    @rule(n=PICK, what=st.sampled_from(["sign", "add", "void", "discard"]))
    def work_on_a_note(self, n: int, what: str) -> None:
        id = self.note(n)
        if not self.plain.has_note(id):
            return
        self.filing.notes(self.plain.note(id).case_code)  # as a screen does that shows it
        self.both(
            lambda book: {
                "sign": lambda: book.sign_note(id), "add": lambda: book.add_addendum(id, "also"),
                "void": lambda: book.void_note(id, "why"), "discard": lambda: book.discard_draft(id),
            }[what]()
        )  # fmt: skip

    @rule(n=PICK, what=st.sampled_from(["add", "add", "rate", "link", "remove"]), m=PICK)
    def work_on_the_plan(self, n: int, what: str, m: int) -> None:
        if not self.is_there(n):
            return
        code = self.code(n)
        goals = [[goal.statement for goal in book.parts(Goal, code)] for book in (self.filing, self.plain)]
        assert goals[0] == goals[1]
        self.sitting += 1
        statement = f"goal {self.sitting}"

        def act(book: Casebook) -> Any:
            found = book.parts(Goal, code)
            if what == "link" and self.is_there(m):
                return book.link(code, self.code(m))
            if what in ("rate", "remove") and found:
                goal = found[m % len(found)]
                return plain(book.rate_goal(goal.id, 1, code=code)) if what == "rate" else book.remove(goal)
            return plain(book.add(Goal, code, statement=statement))

        self.both(act)

    def is_there(self, n: int) -> bool:
        """Whether the case was not undone."""
        return self.plain.shelf.has_case(self.code(n))

    @rule(times=st.integers(1, 4), way=st.sampled_from(["undo", "undo", "redo"]))
    def turn(self, times: int, way: str) -> None:
        for _ in range(times):
            self.both(lambda book: getattr(book, way)())

    @rule(days=st.integers(0, 20))
    def wait(self, days: int) -> None:
        self.clock.go(days=days)

    @rule(n=PICK, cut_off=st.booleans())
    def file(self, n: int, cut_off: bool) -> None:
        """Filing ends what can be undone about the case; here for both, and about all."""
        code = self.code(n)
        if not self.is_there(n) or not self.plain.case(code).is_closed or self.filing.is_archived(code):
            return
        if cut_off:  # after it wrote the copy, and before the stub
            if self.filing.shelf.has_stub(code):  # it came back: earlier acts are forgotten before the copy changes
                self.filing.shelf.write_stub_again(FILE, code)
                for book in (self.filing, self.plain):
                    book.compact()
            self.filing._archive.put(self.filing.shelf.whole(code), create=not self.filing.archived())
            self.open_again()
            return
        self.filing.file_away(code)
        for book in (self.filing, self.plain):
            book.compact()
        self.open_again()

    @rule()
    def open_again(self) -> None:
        for book in (self.filing, self.plain):
            book.close()
        self.filing = open_casebook(self.folder / "filing", self.passphrase, create=False, clock=self.clock)
        self.plain = open_casebook(self.folder / "plain", create=False, clock=self.clock)

    @invariant()
    def nobody_can_tell_them_apart(self) -> None:
        if not hasattr(self, "plain"):
            return
        cases = self.plain.every_case()
        assert self.filing.every_case() == cases
        live, archived = {case.code for case in self.filing.cases()}, {stub.code for stub in self.filing.archived()}
        assert live | archived == {case.code for case in cases}
        assert not live & archived
        for case in cases:
            assert all_of(self.filing, case.code) == all_of(self.plain, case.code)
        assert self.filing.next_number(2026) == self.plain.next_number(2026)


def same(answer: Any) -> Any:
    """What an act answers, in which the ids that it makes read alike."""
    return answer.changed(id="-") if hasattr(answer, "to_phase") else answer


def plain(goal: Goal) -> Goal:
    """A goal, whose id each book gives by itself."""
    return goal.changed(id="-")


def all_of(book: Casebook, code: str) -> Any:
    return (
        book.notes(code), [same(move) for move in book.history(code)], book.drafts(code), book.last_reached(code),
        book.gate(code), [plain(goal) for goal in book.parts(Goal, code)],
        book.is_archived(code) or code in {case.code for case in book.cases()},
    )  # fmt: skip


TestTwins = Twins.TestCase
TestTwins.settings = settings(max_examples=25, stateful_step_count=40, suppress_health_check=list(HealthCheck))
