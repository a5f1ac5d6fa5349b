"""Expectation and reality of a case: briefly for the overview, and whole, with every score, above the measures.

The index is our own description of the distance, not a validated scale (domain reference 4.2); the rows say so.
"""

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from store.language import _, n_
from store.language.formats import day_text
from store.model import LifeDomain, Score
from store.model.score import domain_label
from store.practice.gap import DomainStanding, GapStanding
from tui.casefile.layout import BLANK, QUIET, STRONG, headline, line, paragraph, widest
from tui.casefile.page import LISTED, MEASURE, Lines
from tui.casefile.plan_words import ways_to_add
from tui.casefile.reading import Reading
from tui.casefile.rows import Row
from tui.look.charts import Pair, Plot, line_chart, paired, spark
from tui.look.charts_words import cut
from tui.look.net import brief, cell_text

_INDENT = 2
_MOST = 6  # domains on the overview
_CHART = 9  # lines
_SPARK = 16  # cells
_LABEL, _LEAST_LABEL = 28, 8  # cells of a domain beside its numbers


def gap_lines(reading: Reading, width: int) -> Lines:
    """The gap for the overview: the widest distances first, and what moved."""
    gap = reading.gap
    lines = headline(_("Expectation and reality"), width)
    if not gap.domains:
        return [] if reading.case.is_closed else [*lines, *_hint(width)]
    widest_first = sorted(gap.domains, key=lambda each: -each.gap_now * each.first.weight)
    shown, more = widest_first[:_MOST], len(widest_first) - _MOST
    lines += [line for bars in _bars(reading, shown, width) for line in bars]
    if more > 0:
        words = n_("{count} more domain stands in the tab for measures", "{count} more domains stand in the tab for "
                   "measures", more).format(count=more)  # fmt: skip
        lines += paragraph(words, width, QUIET, _INDENT)
    for sentence, style in _sentences(gap):
        lines += paragraph(sentence, width, style, _INDENT)
    course = spark(gap.trend, _SPARK, 0, 100) if len(gap.trend) > 1 else ""
    if course:
        lines += paragraph(_("Course {bars}").format(bars=course), width, QUIET, _INDENT)
    return lines


def gap_rows(reading: Reading, width: int) -> list[Row]:
    """All of it: every domain, what moved, the course, and every score, the newest first, to be corrected.

    What opens at a domain is its newest score.
    """
    gap, listed, width = reading.gap, min(width, LISTED), min(width, MEASURE)
    heading = headline(_("Expectation and reality"), width)
    if not gap.domains:
        return [] if reading.case.is_closed else [Row([*heading, *_hint(width)])]
    bars = _bars(reading, gap.domains, width)
    rows = [Row(heading), *(Row(each, domain.last) for each, domain in zip(bars, gap.domains, strict=True))]
    lines: Lines = []
    for sentence, style in _sentences(gap):
        lines += paragraph(sentence, width, style, _INDENT)
    about = _(
        "The index is 0 when nothing falls short and 100 when everything does. It describes; it is no tested scale."
    )
    lines += paragraph(about, width, QUIET, _INDENT)
    rows.append(Row(lines))
    if len(gap.trend) > 1:
        points = list(zip(gap.days, gap.trend, strict=True))
        rows.append(Row([BLANK, *line_chart([Plot(_("gap"), points)], width, _CHART, span=(0, 100)).draw()]))
    return [*rows, *_scores(reading, listed)]


def _hint(width: int) -> Lines:
    what = _(
        "How far what is expected and what is are apart, in each part of life: the distance that the work is to "
        "shorten. Press {key} {letter} to score them."
    )
    return paragraph(what.format(**ways_to_add(Score)), width, QUIET, _INDENT)


def _bars(reading: Reading, domains: Sequence[DomainStanding], width: int) -> list[Lines]:
    """Of each domain the lines: what is expected, what is, and the distance in words."""
    pairs: list[Pair] = []
    for each in domains:
        words = _("gap {now}").format(now=each.gap_now)
        if each.gap_before != each.gap_now:
            words = _("gap {now}, was {before}").format(now=each.gap_now, before=each.gap_before)
        label = _label(reading, each.domain, each.label)
        pairs.append((label, each.last.expectation, each.last.reality, words))
    made = paired(pairs, width - _INDENT, _LABEL)
    return [[each.pad_left(_INDENT) for each in lines] for lines in made]


def _label(reading: Reading, domain: str, label: str) -> str:
    """A label of one's own is client text."""
    return label if domain in list(LifeDomain) else cell_text(reading.text(label))


def _sentences(gap: GapStanding) -> list[tuple[str, str]]:
    """The index now and at first, and what moved. The points are those of the numbers shown, so that they add up."""
    if gap.now is None or gap.baseline is None:
        return []
    now, before = round(gap.now), round(gap.baseline)
    if not gap.is_rescored or gap.by_reality is None:
        return [(_("Gap index {now}; scored on {day}").format(now=now, day=day_text(gap.days[-1])), STRONG)]
    points = before - now
    by_reality = _whole_points(points, gap.by_reality, gap.by_expectation or 0)
    if points > 0:
        change = _("Gap index {before} -> {now}: {points} points smaller, {percent}% of it closed").format(
            before=before, now=now, points=points, percent=round(gap.closed or 0)
        )
    elif points < 0:
        change = _("Gap index {before} -> {now}: {points} points wider").format(before=before, now=now, points=-points)
    else:
        change = _("Gap index {now}, as at first").format(now=now)
    lines = [(change, STRONG)]
    if points or by_reality:
        lines.append((_what_moved(points, by_reality), ""))
    return lines


def _whole_points(points: int, by_reality: float, by_expectation: float) -> int:
    """The points of reality in whole numbers. What rounding leaves goes to the greater part, never to nothing."""
    return points - round(by_expectation) if abs(by_reality) >= abs(by_expectation) else round(by_reality)


def _what_moved(points: int, by_reality: int) -> str:
    """How much of the change each brought about; where the two cancel out, which of them helped."""
    if points:
        way = 1 if points > 0 else -1
        return _("{reality} points from reality, {expectation} from expectation").format(
            reality=way * by_reality, expectation=way * (points - by_reality)
        )
    if by_reality > 0:
        return _("reality closed {points} points of it, expectation opened as many").format(points=by_reality)
    return _("expectation closed {points} points of it, reality opened as many").format(points=-by_reality)


# Every score


def _scores(reading: Reading, width: int) -> list[Row]:
    """A heading for each day, and its scores below it."""
    newest = sorted(reading.parts(Score), key=lambda score: score.on, reverse=True)
    labels = {score.domain: _label(reading, score.domain, domain_label(score.domain)) for score in newest}
    room = width - _INDENT - 2 - widest(map(_numbers, newest)) - 2  # what is scored is never cut, the domain rather
    names = min(widest(labels.values()), _LABEL, max(_LEAST_LABEL, room))
    rows: list[Row] = []
    for day, told in groupby(newest, key=lambda score: score.on):
        head = _("Scored on {day}").format(day=day_text(day))
        rows.append(Row([BLANK, *paragraph(head, width, QUIET)]))
        rows += [Row([_score(reading, score, labels[score.domain], names, width)], score) for score in told]
    return rows


def _score(reading: Reading, score: Score, label: str, names: int, width: int) -> Content:
    """One score on one line."""
    short = Content(cut(label, names)).truncate(names, pad=True).plain
    weight = _("weight {weight}").format(weight=score.weight) if score.weight != 1 else ""
    words = () if reading.hidden else (score.whose, score.note)
    told = [weight, *(brief(text) for text in words)]
    rest = "".join(f" · {text}" for text in told if text)
    return line(" " * _INDENT, short, f"  {_numbers(score)}", (rest, QUIET)).truncate(width, ellipsis=True)


def _numbers(score: Score) -> str:
    return _("expectation {expectation}, reality {reality}").format(
        expectation=score.expectation, reality=score.reality
    )
