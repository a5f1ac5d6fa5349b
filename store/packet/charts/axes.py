"""The scales of a chart over time: where on the paper a day and a value lie, and what is written along the edges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from store.language.formats import day_text, short_day_text
from store.language.numbers import number_text
from store.packet.charts.drawing import INK, QUIET, SMALL, WIDTH, Drawing, width_of

_MOST_DAYS, _MOST_STEPS = 7, 6
_APART = 14.0  # between labels of days, at least
_STEPS = [Decimal(times) for times in (1, 2, 5, 10, 20, 50, 100)]
_TICK = 4.0


@dataclass(frozen=True, slots=True)
class Days:
    """The axis of days: as far apart on it as they were.

    Attributes:
        first: the day at the left.
        last: the day at the right.
        left: where the first one lies.
        right: where the last one lies.
    """

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day lies; the only day stands in the middle."""
        if self.first == self.last:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * ((day - self.first).days / (self.last - self.first).days)

    def labels(self, days: Sequence[date]) -> list[tuple[date, float, str]]:
        """Days on which something was told, the middle of their labels, and the labels: as many as have room.

        Args:
            days: at least one; the first and the last of them are always there.
        """
        days = sorted(set(days))
        word = short_day_text if self.first.year == self.last.year else day_text
        for most in range(_MOST_DAYS, 1, -1):
            chosen = days if len(days) <= most else self._even(days, most)
            labels = [self._label(day, word(day) if day < days[-1] else day_text(day)) for day in chosen]
            ends = [middle + width_of(text, SMALL) / 2 + _APART for _day, middle, text in labels]
            starts = [middle - width_of(text, SMALL) / 2 for _day, middle, text in labels]
            if all(end <= start for end, start in zip(ends, starts[1:], strict=False)):
                return labels
        return labels[-1:]

    def _even(self, days: Sequence[date], count: int) -> list[date]:
        """So many of the days at most, as evenly over the time as they come."""
        length = self.last - self.first
        wishes = [self.first + timedelta(round(length.days * part / (count - 1))) for part in range(count)]
        return list(dict.fromkeys(min(days, key=lambda day: abs(day - wish)) for wish in wishes))

    def _label(self, day: date, text: str) -> tuple[date, float, str]:
        """The label stands in the middle below its day, but on the paper."""
        half = width_of(text, SMALL) / 2
        return day, max(half, min(self.x(day), WIDTH - half)), text

    def draw(self, drawing: Drawing, days: Sequence[date], y: float) -> None:
        """A line at the foot of the field, with its days below it."""
        drawing.line((self.left - 8, y), (self.right + 8, y), QUIET, 1)
        for day, middle, text in self.labels(days):
            drawing.line((self.x(day), y), (self.x(day), y + _TICK), QUIET, 1)
            drawing.text((middle, y + _TICK + SMALL + 1), text, anchor="middle", size=SMALL, colour=INK)


@dataclass(frozen=True, slots=True)
class Values:
    """The axis of values. Decimals, so that neither tiny nor huge values fall out of what a float can hold.

    Attributes:
        low: the value at the bottom.
        high: the value at the top.
        step: between the labelled values.
        top: where the highest value lies.
        bottom: where the lowest value lies.
    """

    low: Decimal
    high: Decimal
    step: Decimal
    top: float
    bottom: float

    def y(self, value: float | Decimal) -> float:
        """Where a value lies."""
        share = float((Decimal(str(value)) - self.low) / (self.high - self.low))
        return self.bottom - (self.bottom - self.top) * share

    @property
    def labels(self) -> list[tuple[float, str]]:
        """Where the round values lie, and the values."""
        places = max(0, -self.step.adjusted())
        values = [self.low + self.step * index for index in range(int((self.high - self.low) / self.step) + 1)]
        return [(self.y(value), number_text(value, places, exact=True)) for value in values]


def values_axis(values: Sequence[float], top: float, bottom: float) -> Values:
    """An axis with round values that holds all of some values, and zero where that costs no more than half the height.

    Args:
        values: at least one.
        top: where the highest round value lies.
        bottom: where the lowest one lies.
    """
    held = [Decimal(str(value)) for value in values]
    low, high = min(held), max(held)
    if low == high:  # one value stands in the middle, zero at its edge
        low, high = min(low * 2, Decimal()), max(high * 2, Decimal())
        high = high if low < high else Decimal(1)
    low = Decimal() if 0 < low <= high / 2 else low
    high = Decimal() if low / 2 <= high < 0 else high
    unit = Decimal(1).scaleb(((high - low) / _MOST_STEPS).adjusted())
    ends = [(step, *_ends(low, high, step)) for step in (unit * times for times in _STEPS)]
    step, start, end = next(each for each in ends if each[2] - each[1] <= each[0] * _MOST_STEPS)
    return Values(start, end, step, top, bottom)


def _ends(low: Decimal, high: Decimal, step: Decimal) -> tuple[Decimal, Decimal]:
    """The nearest multiples of a step that hold two values."""
    start, end = (low / step).to_integral_value(ROUND_FLOOR), (high / step).to_integral_value(ROUND_CEILING)
    return start * step, end * step
