"""The cells of a wide sheet, whose columns are months or days: each is a note of its case, or a value of a series."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from store.exchange.importing.events import Event
from store.exchange.importing.mapping import ImportMap
from store.exchange.importing.measured import Value
from store.exchange.importing.rows import digest
from store.exchange.importing.steps import midnight
from store.exchange.importing.table import Row
from store.exchange.importing.values import parse_number


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell of a month or day.

    Attributes:
        column: its head.
        on: the day, or the first one of the month.
        text: what stands there.
        number: the value, where the sheet is a series and this is a number.
    """

    column: str
    on: date
    text: str
    number: float | None = None

    def value(self, series: str) -> Value | None:
        """What was measured; None for a cell that is a note."""
        return None if self.number is None else Value(series, self.number, self.on)

    def event(self, source: str) -> Event:
        """The cell as a note of the case with this origin."""
        told = f"{self.column}: {self.text}"
        return Event(moment=midnight(self.on), body=told, source=f"{source}/{digest(told)}")


def cells_of(row: Row, mapping: ImportMap) -> Iterator[Cell]:
    """The filled cells of the months or days of a row, in their order."""
    for column, day in mapping.days.items():
        if text := row.cells[column]:
            yield Cell(column, day_of(day), text, _number(text, mapping.decimal) if mapping.series else None)


def day_of(given: str) -> date:
    """The day that a map gives a column: itself, or the first one of its month."""
    year, month, *day = map(int, given.split("-"))
    return date(year, month, *(day or [1]))


def _number(text: str, decimal: str) -> float | None:
    try:
        return parse_number(text, decimal)
    except ValueError:
        return None
