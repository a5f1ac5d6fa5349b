"""Which closed cases are listed, and in which order: pure, without a screen. The archive is not opened for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from store import Case, Casebook
from store.folding import fold
from store.model import Closure, Outcome, TerminationReason
from store.model.case import by_number
from store.model.stub import Stub
from tui.look.words import real_name


@dataclass(frozen=True, slots=True)
class Row:
    """A closed case as the list shows it.

    Attributes:
        opened: the day of intake.
        closed: the day of the ending.
        episode: how many times it was opened.
        is_archived: whether its file lies in the archive, which takes a moment to open.
        words: what the filter looks in: as they read in the language in use, without regard to capitals and accents.
        name: the real name of the client where it is shown and the file is at hand, else empty.
    """

    code: str
    alias: str
    opened: date
    closed: date
    reason: TerminationReason
    outcome: Outcome
    episode: int
    is_archived: bool
    words: str
    name: str = ""


def closed_rows(book: Casebook) -> list[Row]:
    """Every closed case, live or archived; the one closed last comes first."""
    reasons, outcomes = ({code: fold(code.label) for code in codes} for codes in (TerminationReason, Outcome))
    named = book.settings.show_names

    def row(case: Case | Stub, end: Stub | Closure) -> Row:
        name = real_name(case, shown=named) if isinstance(case, Case) else ""
        words = f"{fold(f'{case.code} {case.alias} {name}')} {reasons[end.reason]} {outcomes[end.outcome]}"
        return Row(
            case.code, case.alias, case.opened, end.closed, end.reason, end.outcome, case.episode,
            isinstance(case, Stub), words, name,
        )  # fmt: skip

    live = (row(case, case.closure) for case in book.cases(status="closed") if case.closure)
    archived = (row(stub, stub) for stub in book.archived())
    return sorted([*live, *archived], key=_order, reverse=True)


def _order(row: Row) -> tuple[date, tuple[int, ...]]:
    return row.closed, by_number(row.code)


class Listing:
    """The closed cases, and those of them that the filter lets through.

    Attributes:
        query: what is filtered by; empty shows all.
        shown: the rows that are listed.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        """All rows, in their order."""
        self.query = ""
        self._rows: list[Row] = []
        self.shown: list[Row] = []
        self.fill(rows)

    def fill(self, rows: Iterable[Row]) -> None:
        """Start anew with these rows; the filter stays on."""
        self._rows = list(rows)
        self.filter(self.query)

    def filter(self, query: str) -> None:
        """List only the cases in whose code, alias, reason or outcome every word of the query occurs."""
        self.query = fold(query).strip()
        words = self.query.split()
        self.shown = [row for row in self._rows if all(word in row.words for word in words)] if words else self._rows

    def find(self, code: str) -> int | None:
        """The place of a case in the list; None when it is not listed."""
        return next((place for place, row in enumerate(self.shown) if row.code == code), None)

    @property
    def count(self) -> int:
        """How many closed cases there are, also those that the filter hides."""
        return len(self._rows)
