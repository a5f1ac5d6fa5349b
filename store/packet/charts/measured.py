"""A single-system design: the values in time, the phases A and B, and the band in which the baseline kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from store.language import _
from store.language.formats import day_text
from store.language.numbers import number_text
from store.model.measure import Measure, Stage
from store.packet.charts.axes import Days, Values, values_axis
from store.packet.charts.drawing import (
    ACCENT,
    FAINT,
    FRAME,
    INK,
    QUIET,
    SIZE,
    SMALL,
    WIDTH,
    Drawing,
    Place,
    fitted,
    spread,
    width_of,
)
from store.packet.document import Figure
from store.practice.measures import Band
from store.practice.series import Points, Series

_UNIT, _PHASES, _FIELD = 14.0, 34.0, 210.0  # base lines of what is measured and of the phases; height of the field
_TOP = 44.0
_MARK, _SMALL_MARK = 3.8, 2.2
_DENSE = 8.0  # with less room for each value marks are drawn smaller


@dataclass(frozen=True, slots=True)
class _Value:
    """A value, and in which phase it was taken."""

    on: date
    value: float
    stage: Stage


def measure_chart(measure: Measure, series: Series) -> Figure | None:
    """The values of one measure over time.

    Args:
        measure: what was measured.
        series: its values, as `store.practice.series.series_of` finds them.

    Returns:
        The chart; None with fewer than two values.
    """
    stages = ((Stage.A, series.a), (Stage.B, series.b))
    values = [_Value(on, value, stage) for stage, points in stages for on, value in points]
    if len(values) < 2:
        return None
    values.sort(key=lambda one: one.on)  # of one day A comes first
    caption = _("{target}: the values over time; A without the intervention, B with it.").format(target=measure.target)
    if series.band:
        caption += " " + _("The band is the mean of A and two standard deviations each way.")
    alt = " ".join([*_about(measure), *_in_words(stages, series.band)])
    return Figure(caption, _Picture(measure, values, series.band).svg(), alt)


def _about(measure: Measure) -> Iterator[str]:
    """In what it is measured, and which way is better."""
    if measure.unit:
        yield _("Unit: {unit}.").format(unit=measure.unit)
    yield f"{measure.improves.label}."


def _in_words(stages: Sequence[tuple[Stage, Points]], band: Band | None) -> Iterator[str]:
    """Every value with its day, phase by phase, and the band."""
    for stage, points in stages:
        if points:
            told = [_("{value} on {day}").format(value=number_text(value), day=day_text(on)) for on, value in points]
            yield _("{phase}: {values}.").format(phase=stage.label, values="; ".join(told))
    if band:
        yield _("Mean of A {mean}, band from {lower} to {upper}.").format(
            mean=number_text(band.mean), lower=number_text(band.lower), upper=number_text(band.upper)
        )


class _Picture:
    """The field with the band, the borders of the phases and the values."""

    def __init__(self, measure: Measure, values: Sequence[_Value], band: Band | None) -> None:
        self.drawing, self.measure, self.values = Drawing(), measure, values
        self.across = _across(band)
        shown = [one.value for one in values] + [value for value, _name in self.across]
        self.axis: Values = values_axis(shown, _TOP, _TOP + _FIELD)
        self.left = max(width_of(text, SMALL) for _y, text in self.axis.labels) + 8
        names = max((width_of(name, SMALL) for _value, name in self.across), default=0.0)
        self.right = WIDTH - names - 8
        self.days = Days(values[0].on, values[-1].on, self.left + 14, self.right - 14)

    def svg(self) -> str:
        """The whole picture."""
        bottom = _TOP + _FIELD
        self._band()
        self._scale()
        self._phases()
        self.days.draw(self.drawing, [one.on for one in self.values], bottom + 6)
        self._courses()
        return self.drawing.svg(bottom + 30)

    def _scale(self) -> None:
        """The round values at the left, and above them what they count."""
        words = self.measure.improves.label
        if self.measure.unit:
            words = f" · {words}"
            words = fitted(self.measure.unit, WIDTH - width_of(words, SMALL), SMALL) + words
        self.drawing.text((0, _UNIT), words, size=SMALL, colour=QUIET)
        for y, text in self.axis.labels:
            self.drawing.line((self.left, y), (self.right, y), FRAME, 0.5)
            self.drawing.text((self.left - 6, y + SMALL * 0.36), text, anchor="end", size=SMALL)

    def _band(self) -> None:
        """The mean of the baseline and two standard deviations each way, named at the right."""
        if not self.across:
            return
        ys = [self.axis.y(value) for value, _name in self.across]
        self.drawing.box((self.left, ys[0]), self.right - self.left, ys[-1] - ys[0], FAINT)
        for y, dash in zip(ys, ("5 3", "", "5 3"), strict=True):
            self.drawing.line((self.left, y), (self.right, y), QUIET, 1, dash)
        places = spread(ys, SMALL + 3, _TOP, _TOP + _FIELD)
        for (_value, name), y in zip(self.across, places, strict=True):
            self.drawing.text((self.right + 8, y + SMALL * 0.36), name, size=SMALL, colour=QUIET)

    def _phases(self) -> None:
        """The names of the phases above their parts of the field, and a broken line between them."""
        changes = [pair for pair in pairwise(self.values) if pair[0].stage is not pair[1].stage]
        borders = [(self.days.x(before.on) + self.days.x(after.on)) / 2 for before, after in changes]
        stages = [self.values[0].stage, *(after.stage for _before, after in changes)]
        for x in borders:
            self.drawing.line((x, _PHASES - SIZE), (x, _TOP + _FIELD + 6), INK, 1.2, "6 4")
        edges = [self.left, *borders, self.right]
        for stage, (start, end) in zip(stages, pairwise(edges), strict=True):
            names = (stage.label, str(stage))
            name = next((each for each in names if 1.1 * width_of(each) + 8 <= end - start), "")
            self.drawing.text(((start + end) / 2, _PHASES), name, anchor="middle", is_bold=True)

    def _courses(self) -> None:
        """The values, joined within a phase; those without the intervention are hollow."""
        room = (self.days.right - self.days.left) / len(self.values)
        radius = _MARK if room >= _DENSE else _SMALL_MARK
        for stage, told in groupby(self.values, key=lambda one: one.stage):
            places: list[Place] = [(self.days.x(one.on), self.axis.y(one.value)) for one in told]
            self.drawing.course(places, ACCENT, 1.6)
            for place in places:
                self.drawing.mark("disc", place, radius, ACCENT, is_hollow=stage is Stage.A)


def _across(band: Band | None) -> list[tuple[float, str]]:
    """The lines of the band from the top, and their names."""
    if band is None:
        return []
    lines = ((band.upper, _("+2 SD")), (band.mean, _("mean of A")), (band.lower, _("-2 SD")))
    return [(value, _("{name} {value}").format(name=name, value=number_text(value))) for value, name in lines]
