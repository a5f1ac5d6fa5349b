"""Expectation and reality by life domain, at first and now: two bars for each, and between their ends the gap."""

from collections.abc import Iterator, Sequence
from datetime import date

from store.language import _, n_
from store.language.formats import day_text
from store.model.score import LEAST, MOST, Score
from store.packet.charts.drawing import (
    ACCENT,
    FRAME,
    INK,
    LINE,
    OTHER,
    PAPER,
    QUIET,
    SIZE,
    SMALL,
    WIDTH,
    Drawing,
    folded,
    width_of,
)
from store.packet.document import Figure
from store.practice.gap import DomainStanding, GapStanding

MOST_DOMAINS = 20
"""More do not go on a page; then those with the widest gaps are shown."""

_LEGEND, _HEAD = 18.0, 60.0  # height of the legend, and of the head of the columns
_BAR, _ROW = 12.0, 38.0
_NAMES, _BETWEEN = 176.0, 22.0  # width of the names, and between the columns
_NUMBER = 14.0  # a number left of its bar
_WORDS = 58.0  # "gap 3" right of the bars
_SAMPLE = 20.0  # of a bar in the legend
_FILLS = ((PAPER, OTHER), (ACCENT, ACCENT))  # of expectation and reality


def gap_chart(gap: GapStanding) -> Figure | None:
    """What is expected and what is, in each domain, on the first day and now.

    Args:
        gap: as `store.practice.gap.gap_of` finds it.

    Returns:
        The chart; None where nothing was scored. Without a second day it has one column.
    """
    if not gap.domains:
        return None
    widest = sorted(gap.domains, key=lambda each: (-each.gap_now, -each.first.weight))[:MOST_DOMAINS]
    shown = [each for each in gap.domains if each in widest]
    is_rescored = any(each.is_rescored for each in shown)
    caption = (
        _("Expectation and reality by life domain, at first and now; 1 is very poor, 3 enough, 5 very good.")
        if is_rescored
        else _("Expectation and reality by life domain; 1 is very poor, 3 enough, 5 very good.")
    )
    left_out = list(_left_out(len(gap.domains) - len(shown)))
    words = [*(_in_words(each, is_rescored) for each in shown), *left_out]
    return Figure(caption, _picture(shown, is_rescored, left_out), " ".join(words))


def _left_out(count: int) -> Iterator[str]:
    if count:
        yield n_(
            "{count} more domain, with no wider gap, is not in the chart.",
            "{count} more domains, with no wider gap, are not in the chart.",
            count,
        ).format(count=count)


# In words


def _in_words(each: DomainStanding, is_rescored: bool) -> str:
    """A domain and its scores.

    Args:
        each: the domain.
        is_rescored: whether any of those shown was scored on a second day.
    """
    told = [_told(each.first, each.gap_before)]
    if each.is_rescored:
        told.append(_told(each.last, each.gap_now))
    elif is_rescored:
        told.append(_("not scored again"))
    return _("{domain}: {scores}.").format(domain=each.label, scores="; ".join(told))


def _told(score: Score, gap: int) -> str:
    return _("on {day} expected {expectation}, real {reality}, gap {gap}").format(
        day=day_text(score.on), expectation=score.expectation, reality=score.reality, gap=gap
    )


# In the picture


def _picture(shown: Sequence[DomainStanding], is_rescored: bool, left_out: Sequence[str]) -> str:
    """The legend, a column of bars for each time, and what is not shown."""
    drawing = Drawing()
    _legend(drawing)
    columns = 2 if is_rescored else 1
    width = (WIDTH - _NAMES - columns * _BETWEEN) / columns
    top = _LEGEND + _HEAD
    for number, each in enumerate(shown):
        y = top + number * _ROW
        drawing.lines((0, y + _BAR), folded(each.label, _NAMES))
        if number:
            drawing.line((0, y - (_ROW - 2 * _BAR) / 2), (WIDTH, y - (_ROW - 2 * _BAR) / 2), FRAME, 0.4)
    bottom = top + len(shown) * _ROW - (_ROW - 2 * _BAR) + 4
    first = _Column(drawing, _NAMES + _BETWEEN, width, top, bottom)
    first.head(_("At first") if is_rescored else _("Scored"), [each.first.on for each in shown])
    for number, each in enumerate(shown):
        first.bars(number, each.first, each.gap_before)
    if is_rescored:
        now = _Column(drawing, _NAMES + 2 * _BETWEEN + width, width, top, bottom)
        now.head(_("Now"), [each.last.on for each in shown if each.is_rescored])
        for number, each in enumerate(shown):
            if each.is_rescored:
                now.bars(number, each.last, each.gap_now)
            else:
                now.unscored(number)
    for words in left_out:
        bottom += _LEGEND
        drawing.text((0, bottom), words, colour=QUIET)
    return drawing.svg(bottom + 6)


def _legend(drawing: Drawing) -> None:
    """What the bars are."""
    x, y = _NAMES + _BETWEEN + _NUMBER, 3.0
    for number, words in enumerate((_("expectation"), _("reality"), _("gap"))):
        if number < 2:
            drawing.box((x, y), _SAMPLE, _BAR, *_FILLS[number])
        else:
            drawing.hatched((x, y), _SAMPLE, _BAR, ACCENT)
        drawing.text((x + _SAMPLE + 6, y + _BAR * 0.9), words)
        x += _SAMPLE + 28 + width_of(words)


class _Column:
    """The bars of one time, below its head."""

    def __init__(self, drawing: Drawing, left: float, width: float, top: float, bottom: float) -> None:
        self.drawing, self.left, self.width, self.top = drawing, left, width, top
        self.zero = left + _NUMBER
        self.unit = (width - _NUMBER - _WORDS) / MOST
        for value in range(LEAST, MOST + 1):
            drawing.line((self._x(value), top - 4), (self._x(value), bottom), FRAME, 0.6, "2 2")
            drawing.text((self._x(value), top - 8), str(value), anchor="middle", size=SMALL, colour=QUIET)
        drawing.line((self.zero, top - 4), (self.zero, bottom), QUIET, 1)

    def _x(self, value: int) -> float:
        return self.zero + self.unit * value

    def head(self, title: str, days: Sequence[date]) -> None:
        """What time it is, and the days of its scores."""
        first, last = min(days), max(days)
        when = day_text(first)
        if first < last:
            when = _("{first} to {last}").format(first=when, last=day_text(last))
        y = _LEGEND + 18
        self.drawing.text((self.zero, y), title, is_bold=True)
        self.drawing.text((self.zero, y + LINE), when, size=SMALL, colour=QUIET)

    def bars(self, number: int, score: Score, gap: int) -> None:
        """A score: the bar of what is expected above that of what is, and how far it falls short.

        Args:
            number: of the row, from 0.
            score: what to draw.
            gap: how far reality falls short.
        """
        y, drawing = self.top + number * _ROW, self.drawing
        drawing.box((self.zero, y), self.unit * score.expectation, _BAR, *_FILLS[0])
        drawing.box((self.zero, y + _BAR), self.unit * score.reality, _BAR, *_FILLS[1])
        if gap:
            drawing.hatched((self._x(score.reality), y + _BAR), self.unit * gap, _BAR, ACCENT)
        for value, base in ((score.expectation, y), (score.reality, y + _BAR)):
            drawing.text((self.zero - 5, base + _BAR * 0.88), str(value), anchor="end", size=SMALL)
        words, x = _("gap {now}").format(now=gap), self._x(MOST) + 8
        drawing.text((x, y + _BAR + SIZE * 0.36), words, colour=INK if gap else QUIET, is_bold=bool(gap))

    def unscored(self, number: int) -> None:
        """A domain without a second score says so."""
        middle, words = self.top + number * _ROW + _BAR, _("not scored again")
        self.drawing.box((self.zero + 4, middle - _BAR / 2), width_of(words, SMALL), _BAR, PAPER)  # above the grid
        self.drawing.text((self.zero + 6, middle + SMALL * 0.36), words, size=SMALL, colour=QUIET)
