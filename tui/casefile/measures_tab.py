"""What is measured in a case: first the gap between expectation and reality, then each measure with its values.

What the numbers say is said in words, and so is what they do not say.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from store.language import _, n_
from store.language.formats import day_text
from store.language.numbers import number_text
from store.model import Goal, Measure, Measurement, Stage
from store.practice.finding import finding
from store.practice.series import Points, Series, series_of
from tui.casefile.gap_lines import gap_rows
from tui.casefile.layout import BLANK, QUIET, STRONG, headline, line, paragraph, widest
from tui.casefile.page import LISTED, MEASURE, LaterLines, Lines
from tui.casefile.plan_words import ways_to_add
from tui.casefile.reading import Reading
from tui.casefile.rows import Row, RowsTab
from tui.look.charts import Plot, line_chart
from tui.look.charts_words import cut
from tui.look.net import brief

_CHART = 11  # lines
_INDENT = 2
_DAY = 11  # cells of the longest day


def measure_rows(reading: Reading, width: int) -> list[Row]:
    """The gap, then the measures, for a width."""
    rows = gap_rows(reading, width)
    listed, width = min(width, LISTED), min(width, MEASURE)
    measures = reading.parts(Measure)
    heading = headline(_("What is measured"), width)
    if not measures:
        return [*rows, Row([*([BLANK] if rows else []), *heading, *_empty(reading, width)])]
    values = defaultdict[str, list[Measurement]](list)
    for one in reading.parts(Measurement):
        values[one.measure].append(one)
    rows.append(Row([*([BLANK] if rows else []), *heading]))
    for measure in measures:
        rows += _measure(reading, measure, values[measure.id], width, listed)
    return rows


def _empty(reading: Reading, width: int) -> Lines:
    if reading.case.is_closed:
        return paragraph(_("Nothing was measured."), width, QUIET, _INDENT)
    first = _(
        "Nothing yet. One thing is counted or rated again and again: first without the intervention (A), then with it "
        "(B). So a change can be told from chance."
    )
    then = _("Press {key} {letter} to say what it is.").format(**ways_to_add(Measure))
    return [*paragraph(first, width, QUIET, _INDENT), *paragraph(then, width, QUIET, _INDENT)]


def _measure(reading: Reading, measure: Measure, values: Sequence[Measurement], width: int, listed: int) -> list[Row]:
    """A measure: what it is, its chart, what that says, and a row for each value, the newest first."""
    title = Row([*_title(reading, measure, len(values), width)], measure)
    if not values and reading.case.is_closed:
        return [Row([*title.lines, BLANK], measure)]
    if not values:
        press = _("No value yet. Press {key} {letter} to write one down.").format(**ways_to_add(Measurement))
        return [title, Row([*paragraph(press, width, QUIET, _INDENT), BLANK])]
    told = sorted(values, key=lambda one: one.on)
    series = series_of(measure, told)
    rows = [title, Row(_chart(told, series, width)), Row([*_says(measure, series, width), BLANK])]
    places = widest(number_text(one.value) for one in told)
    rows += [Row(LaterLines.at_once(1, partial(_value, reading, one, places, listed)), one) for one in reversed(told)]
    return [*rows[:-1], Row([*rows[-1].lines, BLANK], rows[-1].part)]


def _title(reading: Reading, measure: Measure, count: int, width: int) -> Lines:
    goal = next((goal for goal in reading.parts(Goal) if goal.id == measure.goal), None)
    what = [
        measure.improves.label, _clear(reading, measure.unit),
        n_("{count} value", "{count} values", count).format(count=number_text(count)) if count else "",
        _("goal: {goal}").format(goal=_clear(reading, goal.statement)) if goal and not reading.hidden else "",
    ]  # fmt: skip
    facts = cut(" · ".join(word for word in what if word), max(1, width - _INDENT))
    return [*paragraph(_clear(reading, measure.target), width, STRONG), *paragraph(facts, width, QUIET, _INDENT)]


# The chart


def _chart(told: Sequence[Measurement], series: Series, width: int) -> LaterLines:
    """The values over the days, with the band of the baseline and a border where a phase begins."""
    across = []
    if series.band:
        band = series.band
        across = [(band.upper, _("+2 SD")), (band.mean, _("mean of A")), (band.lower, _("-2 SD"))]
    phases = (Stage.A, Stage.B) if told[0].stage is Stage.A else (Stage.B, Stage.A)
    return LaterLines.at_once(*line_chart(
        [Plot("", [(one.on, one.value) for one in told])], width, _CHART,
        lines=across, places=2, split=_borders(told), phases=phases,
    ))  # fmt: skip


def _borders(told: Sequence[Measurement]) -> list[date]:
    """The first day of each phase after the first."""
    return [after.on for before, after in pairwise(told) if before.stage is not after.stage]


# What it says


def _says(measure: Measure, series: Series, width: int) -> Lines:
    """Whether there is a change, bold only where that is sure; in grey what it rests on and what makes it less sure."""
    found = finding(measure, series)
    if found is None:
        return []
    grey = [*found.more, *_means(series), *_overlap(series), *series.remarks]
    lines = paragraph(found.claim, width, STRONG if found.is_firm else "", _INDENT)
    for sentence in grey:
        lines += paragraph(sentence, width, QUIET, _INDENT)
    return lines


def _means(series: Series) -> list[str]:
    """The mean of each phase, and the band."""
    told = [
        _("{phase} {mean} ({count})").format(phase=stage, mean=number_text(_mean(points)), count=len(points))
        for stage, points in ((Stage.A, series.a), (Stage.B, series.b))
        if points
    ]
    sentences = [_("Mean (number of values): {means}.").format(means=", ".join(told))]
    if series.band:
        words = _("Band: {lower} to {upper}, the mean of A and two standard deviations each way.")
        sentences.append(words.format(lower=number_text(series.band.lower), upper=number_text(series.band.upper)))
    return sentences


def _mean(points: Points) -> float:
    return sum(value / len(points) for _day, value in points)


def _overlap(series: Series) -> list[str]:
    """How little the two phases overlap, each in one line."""
    if series.nap is None or series.pnd is None:
        return []
    nap = _("NAP {share}: the share of pairs of A and B in which B is better; {none} is no difference.")
    pnd = _("PND {share}: the share of B values that are better than the best A value.")
    return [nap.format(share=_percent(series.nap), none=_percent(0.5)), pnd.format(share=_percent(series.pnd))]


def _percent(share: float) -> str:
    return _("{percent}%").format(percent=number_text(100 * share, 0))


# The values


def _value(reading: Reading, one: Measurement, places: int, width: int) -> Lines:
    """One value in one line."""
    note = "" if reading.hidden else _clear(reading, one.note)
    value = line(
        (f"{' ' * 2 * _INDENT}{day_text(one.on).rjust(_DAY)}  {one.stage}  ", QUIET),
        number_text(one.value).rjust(places), ("  " + note if note else "", QUIET),
    )  # fmt: skip
    return [value.truncate(width, ellipsis=True)]


def _clear(reading: Reading, text: str) -> str:
    """User text in one line, or what stands in its place."""
    return brief(reading.text(text))


class MeasuresTab(RowsTab):
    """What is measured, and what it says."""

    lay_out = staticmethod(measure_rows)

    @property
    def label(self) -> str:
        """Its name."""
        return _("Measures")
