"""A line chart: values over days, with reference lines and phases. What is too narrow for one is said in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from store.language import _, n_
from store.language.formats import day_text
from store.language.numbers import number_text
from tui.look.charts_axes import Days, values_axis
from tui.look.charts_canvas import Picture, picture_lines
from tui.look.charts_course import MARKS, TOGETHER, Course, drawn_courses, made_course, phase_of
from tui.look.charts_frame import Border, Item, legend, names_beside, phase_line
from tui.look.charts_words import Point, clear_points, wrapped
from tui.look.net import cell_text

Lines = list[Content]

_QUIET = "$quiet"
_LEAST_COLUMNS, _LEAST_ROWS = 24, 5  # a smaller field shows no course
_BELOW = 2  # lines below the field: the axis and its labels
_TABLE = 28  # cells of a table of days and values
_LEAST_BESIDE = 36  # columns that must remain where the names of reference lines stand at the right


@dataclass(frozen=True, slots=True)
class Plot:
    """One series.

    Attributes:
        label: what it is called.
        points: days and values, in any order.
        mark: the character of a value, one cell wide; chosen for you when it is empty or taken.
    """

    label: str
    points: Sequence[Point]
    mark: str = ""


class Drawing(NamedTuple):
    """A chart to be drawn: drawing one takes milliseconds, and who shows forty does not show all at once.

    Attributes:
        height: how many lines it has.
        draw: makes them.
    """

    height: int
    draw: Callable[[], Lines]


@dataclass(frozen=True, slots=True)
class _Chart:
    """What was asked for, cleaned."""

    courses: list[Course]
    across: list[tuple[float, str]]
    splits: list[date]
    phases: list[str]
    unit: str
    span: tuple[float, float] | None

    @property
    def days(self) -> list[date]:
        return sorted(day for each in self.courses for day, _value in each.points)

    @property
    def values(self) -> list[float]:
        return [value for each in self.courses for _day, value in each.points] + [value for value, _n in self.across]

    def phase(self, number: int) -> str:
        return self.phases[number % len(self.phases)]


def line_chart(
    series: Sequence[Plot],
    width: int,
    height: int,
    *,
    lines: Sequence[tuple[float, str]] = (),
    places: int = 1,
    split: date | Sequence[date] | None = None,
    phases: Sequence[str] = ("A", "B"),
    unit: str = "",
    span: tuple[float, float] | None = None,
) -> Drawing:
    """Values over days, as far apart as the days were.

    Args:
        series: what to draw; one without values falls away.
        width: cells; no line is wider.
        height: lines of a chart. What is said in words instead takes as many as it needs.
        lines: values drawn across the chart, with their names: a mean, the edges of a band.
        places: so many behind the point of those values at most; as many as the sentences beside the chart give them.
        split: the first day of phase B, or of each phase after the first.
        phases: names of the phases, taken in turn; where there is little room their first word is shown.
        unit: what is counted, in words.
        span: values the chart reaches to in any case, such as 0 and 100 for percentages.
    """
    courses = _courses(series)
    if not courses:
        return _said(wrapped(_("No values yet."), width, _QUIET))
    lines = [(value, label) for value, label in lines if isfinite(value)]
    across = [(value, _named(value, label, places)) for value, label in lines]
    splits = sorted({split} if isinstance(split, date) else set(split or ()))
    chart = _Chart(courses, across, splits, [cell_text(name) for name in phases] or [""], cell_text(unit), span)
    drawing = _drawing(chart, width, height, beside=True) or _drawing(chart, width, height)
    return drawing or _said(_in_words(chart, width))


def _said(lines: Lines) -> Drawing:
    return Drawing(len(lines), lambda: lines)


def _courses(series: Sequence[Plot]) -> list[Course]:
    """The series that have values, each with a mark of its own."""
    courses: list[Course] = []
    for plot in series:
        if points := clear_points(plot.points):
            taken = {TOGETHER, *(each.mark for each in courses)}
            wishes = [mark for mark in (plot.mark, *MARKS) if len(mark.strip()) == cell_len(cell_text(mark)) == 1]
            mark = next((mark for mark in wishes if mark not in taken), MARKS[-1])
            courses.append(made_course(len(courses), cell_text(plot.label), mark, points))
    return courses


def _named(value: float, label: str, places: int) -> str:
    """A reference line in words."""
    return _("{name} {value}").format(name=cell_text(label), value=number_text(value, places)).strip()


def _drawing(chart: _Chart, width: int, height: int, *, beside: bool = False) -> Drawing | None:
    """The chart, the names of its reference lines beside it or else above it; None when there is no room."""
    several, dense = len(chart.courses) > 1, any(len(each.points) > width // 2 for each in chart.courses)
    most = legend(_items(chart, beside, meet=several, thinned=dense), width)
    rows = height - len(most) - _BELOW - bool(chart.splits)
    if rows < max(_LEAST_ROWS, len(chart.across) if beside else 0):
        return None
    values = values_axis(chart.values, chart.span, rows)
    margin = max(len(label) for _row, label in values.ticks) + 1
    names = max((cell_len(name) for _value, name in chart.across), default=0) if beside else 0
    columns = width - margin - (names + 1 if names else 0)
    if names > width // 3 or columns < (_LEAST_BESIDE if names else _LEAST_COLUMNS):
        return None
    days = Days(chart.days[0], chart.days[-1], columns)
    courses = drawn_courses(chart.courses, days, values, chart.splits)
    across = [(values.row(value), name) for value, name in chart.across]
    borders = _borders(chart, days)
    picture = Picture(
        columns, rows, values.ticks, days.ticks, [row for row, _name in across],
        [border.column for border in borders if border.column], courses.strokes, _QUIET,
    )  # fmt: skip
    above = legend(_items(chart, beside, meet=courses.meet, thinned=courses.thinned), width)
    if chart.splits:
        above.append(phase_line(borders, margin, columns))

    def draw() -> Lines:
        lines = picture_lines(picture)
        return [*above, *(names_beside(lines, across, rows, margin + columns) if names else lines)]

    return Drawing(len(above) + rows + _BELOW, draw)


def _items(chart: _Chart, beside: bool, *, meet: bool, thinned: bool) -> list[Item]:
    """What the legend explains."""
    items = [Item(each.mark, each.label, each.style) for each in chart.courses if each.label]
    if meet:
        items.append(Item(TOGETHER, _("together"), "$foreground"))
    if chart.unit:
        items.append(Item("", _("({unit})").format(unit=chart.unit), _QUIET))
    if thinned:
        items.append(Item("", _("not every value has its mark"), _QUIET))
    if not beside:
        items += [Item("-", name, _QUIET) for _value, name in chart.across]
    return items


def _borders(chart: _Chart, axis: Days) -> list[Border]:
    """Where phases begin: left of their first value, where there is a column between it and the one before."""
    borders = [Border(0, chart.phase(phase_of(axis.first, chart.splits)))]
    for last, first in pairwise(chart.days):
        phase = phase_of(first, chart.splits)
        if phase > phase_of(last, chart.splits):
            before, after = axis.column(last), axis.column(first)
            column = max(before, min(max(axis.column(chart.splits[phase - 1]), before + 1), after - 1))
            if borders[-1].column == column:  # a phase of less than a column
                borders.pop()
            borders.append(Border(column, chart.phase(phase)))
    return borders


def _in_words(chart: _Chart, width: int) -> Lines:
    """The first and the last value of each series and phase, as a small table."""
    lines: Lines = []
    for each in chart.courses:
        lines += wrapped(each.label, width, "bold")
        for phase, points in each.parts(chart.splits):
            count = len(points)
            words = n_("{count} value", "{count} values", count)
            words = (_("the first and the last of {count} values") if count > 2 else words).format(
                count=number_text(count)
            )
            if chart.splits:
                words = _("{name}: {value}").format(name=chart.phase(phase), value=words)
            lines += wrapped(words, width, _QUIET)
            lines += [line for point in dict.fromkeys((points[0], points[-1])) for line in _row(point, width)]
    if chart.unit:
        lines += wrapped(_("({unit})").format(unit=chart.unit), width, _QUIET)
    return lines + [line for _value, name in chart.across for line in wrapped(name, width, _QUIET)]


def _row(point: Point, width: int) -> Lines:
    """A day, and its value at the right of the room for both."""
    day, value = day_text(point[0]), number_text(point[1])
    gap = min(width, _TABLE) - cell_len(day) - cell_len(value)
    if gap < 1:
        return [*wrapped(day, width), *wrapped(value, width, indent=1)]
    return [Content(day + " " * gap + value)]
