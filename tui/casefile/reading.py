"""What the case file shows of one case, read from the book once and only as far as something asks for it."""

from datetime import date
from functools import cached_property

from store import Case, Casebook, Move, Note
from store.practice.gates import Gate

HIDDEN = "· · ·"
"""What stands in the place of client text while it is hidden: as long for a short text as for a long one."""


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
        self._book = book
        self.case: Case = book.case(code)
        self.hidden = hidden

    @cached_property
    def today(self) -> date:
        """The day on the book's clock."""
        return self._book.today()

    @cached_property
    def notes(self) -> list[Note]:
        """Its notes, the newest contact first."""
        return self._book.notes(self.case.code)

    @cached_property
    def history(self) -> list[Move]:
        """Its phase history, the oldest entry first."""
        return self._book.history(self.case.code)

    @cached_property
    def gate(self) -> Gate:
        """The gate of its present phase."""
        return self._book.gate(self.case.code)

    def text(self, text: str) -> str:
        """Client text as it may be shown now."""
        return HIDDEN if self.hidden and text else text
