"""The scales of a line chart: round values at the left, days below, and where on them a value lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from store.language.formats import day_text, short_day_text
from store.language.numbers import number_text

_STEPS = [Decimal(times) for times in (1, 2, 5, 10, 20, 50, 100)]
_PARTS = ((0, 0.25, 0.5, 0.75, 1), (0, 0.5, 1), (0, 1))
_APART = 2  # cells between labels of days, at least
_MARGIN = 1  # columns kept free at both ends, so that no mark sits on the axis


@dataclass(frozen=True, slots=True)
class Values:
    """The axis of values. Decimals, so that neither tiny nor huge values fall out of what a float can hold.

    Attributes:
        low: the value of the lowest row.
        high: of the highest.
        step: between the labelled values.
        rows: of the chart.
    """

    low: Decimal
    high: Decimal
    step: Decimal
    rows: int

    def row(self, value: float | Decimal) -> float:
        """The row of a value, counted from the bottom."""
        return float((Decimal(str(value)) - self.low) / (self.high - self.low) * (self.rows - 1))

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """The rows of the labelled values, and the values."""
        places = max(0, -self.step.adjusted())
        count = int((self.high - self.low) / self.step)
        values = [self.low + self.step * index for index in range(count + 1)]
        return [(self.row(value), number_text(value, places, exact=True)) for value in values]


def values_axis(values: Sequence[float], span: tuple[float, float] | None, rows: int) -> Values:
    """An axis with round values that holds all of some values, and zero where that costs no more than half the height.

    Args:
        values: at least one.
        span: what it shows in any case, such as 0 and 100 of percentages.
        rows: of the chart.
    """
    held = [Decimal(str(value)) for value in (*values, *(span or ()))]
    low, high = min(held), max(held)
    if low == high:  # one value stands in the middle, zero at its edge
        low, high = min(low * 2, Decimal()), max(high * 2, Decimal())
        if not high - low:
            high = Decimal(1)
    if span is None:
        low = Decimal() if 0 < low <= high / 2 else low
        high = Decimal() if low / 2 <= high < 0 else high
    most = max(2, (rows - 1) // 2)  # labels on every other row at the most
    unit = Decimal(1).scaleb(((high - low) / most).adjusted())
    ends = [(step, *_ends(low, high, step)) for step in (unit * times for times in _STEPS)]
    step, start, end = next(each for each in ends if each[2] - each[1] <= each[0] * most)
    return Values(start, end, step, rows)


def _ends(low: Decimal, high: Decimal, step: Decimal) -> tuple[Decimal, Decimal]:
    """The nearest multiples of a step that hold two values."""
    start, end = (low / step).to_integral_value(ROUND_FLOOR), (high / step).to_integral_value(ROUND_CEILING)
    return start * step, end * step


@dataclass(frozen=True, slots=True)
class Days:
    """The axis of days: as far apart on it as they were.

    Attributes:
        first: the day at the left.
        last: the day at the right.
        columns: of the chart.
    """

    first: date
    last: date
    columns: int

    def column(self, day: date) -> int:
        """The column of a day; the only day stands in the middle."""
        if self.first == self.last:
            return self.columns // 2
        room = self.columns - 1 - 2 * _MARGIN
        return _MARGIN + round((day - self.first).days * room / (self.last - self.first).days)

    @property
    def ticks(self) -> list[tuple[int, int, str]]:
        """Columns of days, where their labels begin, and the labels.

        Both ends are there, and as many days between them as have room; the last one has its year.
        """
        length = (self.last - self.first).days
        word = short_day_text if self.first.year == self.last.year else day_text
        ticks: list[tuple[int, int, str]] = []
        for parts in _PARTS:
            days = dict.fromkeys(self.first + timedelta(round(length * part)) for part in parts)
            ticks = [self._tick(day, word(day) if day < self.last else day_text(day)) for day in days]
            ends = [place + len(label) for _column, place, label in ticks]
            if all(end + _APART <= place for end, (_column, place, _label) in zip(ends, ticks[1:], strict=False)):
                break
        return ticks

    def _tick(self, day: date, label: str) -> tuple[int, int, str]:
        """The label stands in the middle below its column, but within the field."""
        column = self.column(day)
        return column, max(0, min(column - len(label) // 2, self.columns - len(label))), label
