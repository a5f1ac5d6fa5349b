"""What the case file shows of one case, read from the book once and only as far as something asks for it."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

from store import Case, Casebook, Move
from store.leafing import NotesAtHand
from store.model import (
    Flag,
    Folder,
    Goal,
    Intervention,
    Measure,
    Measurement,
    Person,
    Referral,
    Relation,
    Score,
    Task,
    TeamMember,
)
from store.model.part import P, Part
from store.model.text import HIDDEN
from store.practice.gates import Gate
from store.practice.questions import Question, open_questions
from tui.look.words import called, real_name

if TYPE_CHECKING:
    from store.practice.gap import GapStanding
    from store.practice.goals import GoalStanding


def shown(text: str, hidden: bool) -> str:
    """Client text as it may be shown."""
    return HIDDEN if hidden and text else text


_KEPT_AS: dict[type[Part], str] = {
    Person: "people", Relation: "relations", Score: "scores", Goal: "goals", Task: "tasks",
    Intervention: "interventions", Referral: "referrals", TeamMember: "team", Flag: "flags", Measure: "measures",
    Measurement: "measurements",
}  # fmt: skip
"""Where a folder keeps each kind of part."""


class Reading:
    """One look at a case. A change of the book makes a new one.

    Attributes:
        case: the case itself.
        hidden: whether client text is hidden.
    """

    def __init__(self, book: Casebook, code: str, hidden: bool) -> None:
        """Look at a case.

        Raises:
            NotFound: it is not in the book (any more).
        """
        self.book = book
        self.case: Case = book.case(code)
        self.hidden = hidden

    @cached_property
    def today(self) -> date:
        """The day on the book's clock."""
        return self.book.today()

    @cached_property
    def notes(self) -> NotesAtHand:
        """Its notes, the newest contact first; each is read when it is looked at."""
        return self.book.leaf_through(self.case.code)

    @cached_property
    def questions(self) -> list[Question]:
        """The questions for supervision that are open, the oldest first."""
        return open_questions(self.notes.asking)

    @cached_property
    def history(self) -> list[Move]:
        """Its phase history, the oldest entry first."""
        return self.book.history(self.case.code)

    @cached_property
    def gate(self) -> Gate:
        """The gate of its present phase."""
        return self.book.gate(self.case.code)

    @cached_property
    def folder(self) -> Folder:
        """Everything in its file, as the rules of the practice take it."""
        return self.book.folder_of(self.case.code)

    @cached_property
    def gap(self) -> "GapStanding":
        """How far expectation and reality are apart, at first and now."""
        from store.practice.gap import gap_of

        return gap_of(self.folder.scores)

    @cached_property
    def goals(self) -> "GoalStanding":
        """How far its goals are."""
        from store.practice.goals import standing

        return standing(self.folder.goals)

    def parts(self, model: type[P]) -> Sequence[P]:
        """All parts of one kind, in the order they came."""
        return cast(Sequence[P], getattr(self.folder, _KEPT_AS[model]))

    @property
    def client(self) -> str:
        """What the client is called, as it may be shown now."""
        name = real_name(self.case, shown=self.book.settings.show_names)
        return self.text(called(self.case.alias, name))

    def text(self, text: str) -> str:
        """Client text as it may be shown now."""
        return shown(text, self.hidden)
