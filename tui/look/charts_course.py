"""The courses of a line chart: the cells of each series, joined within a phase, with a mark where a value is."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import floor

from tui.look.charts_axes import Days, Values
from tui.look.charts_canvas import Strokes
from tui.look.charts_words import Point

MARKS = tuple("*o+x#%abcdefghijklmnpqrstuvwyz")
"""The marks of series, in the order they are given out; filled circles and the like are two cells wide to some."""

TOGETHER = "@"
"""Where marks of several series fall on one cell."""

_JOINS = ("·", ":")
_STYLES = ("$primary", "$foreground", "$secondary")
_SPARSE = 4  # columns between marks when there are too many values to mark each


@dataclass(frozen=True, slots=True)
class Course:
    """A series as it is drawn.

    Attributes:
        label: its name.
        mark: the character of a value.
        style: a style of the theme.
        join: the character between values.
        points: days and values in order, at least one.
    """

    label: str
    mark: str
    style: str
    join: str
    points: Sequence[Point]

    def parts(self, splits: Sequence[date]) -> list[tuple[int, list[Point]]]:
        """The points of each phase that has some, with its number."""
        grouped = groupby(self.points, key=lambda point: phase_of(point[0], splits))
        return [(phase, list(points)) for phase, points in grouped]


@dataclass(frozen=True, slots=True)
class Drawn:
    """All courses as strokes.

    Attributes:
        strokes: joins first, then marks.
        meet: whether marks of several series fell on one cell.
        thinned: whether not every value has its mark.
    """

    strokes: list[Strokes]
    meet: bool
    thinned: bool


def made_course(number: int, label: str, mark: str, points: Sequence[Point]) -> Course:
    """A series with what tells it from the others: its join and its style, by its place among them."""
    return Course(label, mark, _STYLES[number % len(_STYLES)], _JOINS[number % len(_JOINS)], points)


def phase_of(day: date, splits: Sequence[date]) -> int:
    """The number of the phase a day belongs to; a phase begins on its first day."""
    return bisect_right(splits, day)


def drawn_courses(courses: Sequence[Course], days: Days, values: Values, splits: Sequence[date]) -> Drawn:
    """The strokes of all courses; values of two phases are never joined.

    Args:
        courses: what to draw.
        days: the axis of days.
        values: the axis of values.
        splits: the first days of the later phases.
    """
    joins: list[Strokes] = []
    marks: list[list[tuple[int, float]]] = []
    thinned = False
    for each in courses:
        cells = [(days.column(day), values.row(value)) for day, value in each.points]
        start = 0
        for _phase, points in each.parts(splits):
            joins.append(_strokes(cells[start : start + len(points)], each.join, each.style, is_line=True))
            start += len(points)
        marked = _marked(cells, days.columns)
        thinned = thinned or len(marked) < len(cells)
        marks.append([(column, floor(row + 0.5)) for column, row in marked])
    taken = Counter(cell for cells in marks for cell in set(cells))
    shared = [cell for cell, times in taken.items() if times > 1]
    strokes = [*joins]
    for each, cells in zip(courses, marks, strict=True):
        strokes.append(_strokes(cells, each.mark, each.style))
    if shared:
        strokes.append(_strokes(shared, TOGETHER, "$foreground"))
    return Drawn([stroke for stroke in strokes if stroke.xs], bool(shared), thinned)


def _strokes(cells: Sequence[tuple[float, float]], mark: str, style: str, *, is_line: bool = False) -> Strokes:
    return Strokes([column for column, _row in cells], [row for _column, row in cells], mark, style, is_line)


def _marked(cells: Sequence[tuple[int, float]], columns: int) -> Sequence[tuple[int, float]]:
    """Every value, unless they would run into one another: then the first, the last and some between them."""
    if len(cells) <= columns:
        return cells
    marked = [cells[0]]
    for cell in cells[1:-1]:
        if marked[-1][0] + _SPARSE <= cell[0] <= cells[-1][0] - _SPARSE:
            marked.append(cell)
    return [*marked, cells[-1]]
