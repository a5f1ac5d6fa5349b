"""Values as the language writes them, and what a chart shows in a sentence, for who does not see it."""

import math
from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from store.language import _, n_
from store.language.formats import day_text
from store.language.numbers import number_text
from tui.look.net import cell_text

Point = tuple[date, float]


def clear_points(points: Sequence[Point]) -> list[Point]:
    """The points in the order of their days, without what is not a number."""
    return sorted((point for point in points if math.isfinite(point[1])), key=lambda point: point[0])


def described(points: Sequence[Point], unit: str = "") -> str:
    """One sentence that says what a line would show: how many values, the first, the last, the lowest, the highest.

    Args:
        points: days and values, in any order.
        unit: what is counted, in words.
    """
    points = clear_points(points)
    if not points:
        return _("No values yet.")
    unit = cell_text(unit)
    first, last = points[0], points[-1]
    if len(points) == 1:
        one = _("One value ({unit}): {value} on {day}.") if unit else _("One value: {value} on {day}.")
        return one.format(unit=unit, value=number_text(first[1]), day=day_text(first[0]))
    low, high = min(points, key=lambda point: point[1]), max(points, key=lambda point: point[1])
    count = len(points)
    head = n_("{count} value", "{count} values", count).format(count=number_text(count))
    if unit:
        head = _("{values} ({unit})").format(values=head, unit=unit)
    start, end = number_text(first[1]), number_text(last[1])
    if low[1] == high[1]:
        return _("{values}: always {value}, from {day} to {until}.").format(
            values=head, value=start, day=day_text(first[0]), until=day_text(last[0])
        )
    return _(
        "{values}: first {first} on {day}, last {last} on {until}; "
        "lowest {low} on {low_day}, highest {high} on {high_day}."
    ).format(
        values=head, first=start, day=day_text(first[0]), last=end, until=day_text(last[0]),
        low=number_text(low[1]), low_day=day_text(low[0]), high=number_text(high[1]), high_day=day_text(high[0]),
    )  # fmt: skip


def cut(text: str, width: int) -> str:
    """A text cut to a width with three dots where it goes on; without what would confuse a line."""
    text = cell_text(text)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def wrapped(text: str, width: int, style: str = "", indent: int = 0) -> list[Content]:
    """A text as lines of a width, all set in by so many cells."""
    text = cell_text(text)
    indent = indent if width - indent >= 8 else 0
    lines = Content.styled(text, style).wrap(max(2, width - indent)) if text else []
    return [each.rstrip().pad_left(indent) for each in lines]
