"""The bars of design section 10 and of issue 8, and the table that says which of them are met."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

START = 1.6
"""A typical book's start to its painted board, in starts of a bare Textual program."""
EXTREME = 1.2
"""An extreme book's start, in starts of a typical one."""
EXTREME_MEMORY = 1.5
"""Its memory before the archive is opened, in that of a typical one."""
GROWTH = 1.1
"""Memory after opening and closing, locking and unlocking, in that of before."""
CURSOR, ADVANCE, FILTER = 10.0, 25.0, 50.0
"""A key on a board of 5,000 cards, in ms of CPU until all is painted."""
APPEND, SQLITE, FLAT = 1.5, 1.0, 1.2
"""A durable note, in appends of 600 bytes with fdatasync, in rows of sqlite3, and at 10,000 cases in one at 100."""
SEARCH = 500.0
"""Searching all notes of the extreme book, in ms."""
IMPORT = 10.0
"""An import of 15,000 rows, in seconds."""
PDF = 1.5
"""A packet of 200 pages, in compiles by Typst alone."""


@dataclass(frozen=True)
class Figure:
    """One figure of the table.

    Attributes:
        what: what was measured, beside what.
        value: how much it is.
        bar: how much it may be; None where no bar is set.
        unit: `x` for a ratio.
        more: what helps to judge it.
    """

    what: str
    value: float
    bar: float | None = None
    unit: str = "x"
    more: str = ""

    @property
    def is_met(self) -> bool:
        """Whether it keeps its bar, exactly and not as it is shown."""
        return self.bar is None or self.value <= self.bar

    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        bar = "" if self.bar is None else _amount(self.bar, self.unit)
        met = "" if self.bar is None else "met" if self.is_met else "NOT MET"
        return self.what, _amount(self.value, self.unit), bar, met, self.more


def _amount(value: float, unit: str) -> str:
    """Two digits behind the point for ratios, and as many as say something for the rest."""
    number = f"{value:.2f}" if unit in ("x", "") or value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"
    return f"{number} {unit}".rstrip()


def table(figures: Iterable[Figure]) -> str:
    """All figures as a table in Markdown, under the day; nothing in it tells which machine it was."""
    rows = [("what", "figure", "bar", "", ""), *(figure.cells() for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)).rstrip() + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join([f"{date.today():%d %b %Y}", "", *lines])
