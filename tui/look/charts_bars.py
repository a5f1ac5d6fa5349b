"""Bars in a line of text: shares, counts, expectation beside reality, and a trend in a word's room.

Eighths of a cell make them exact. Every bar has its value in words beside it, so that none has to be measured by eye.
"""

import math
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content

from store.language import _
from store.language.numbers import number_text
from tui.look.charts_words import cut, wrapped
from tui.look.net import cell_text

Bar = tuple[str, float | None, float, str]
"""What it is, the value (None: not known), the value of a full bar, and the value in words."""
Count = tuple[str, int]
Pair = tuple[str, int, int, str]
"""A life domain, what is expected and what is, 1 to 5 both, and words about the distance."""

_EIGHTHS = " ▏▎▍▌▋▊▉"
_HEIGHTS = "▁▂▃▄▅▆▇█"
_TRACK = "░"
_GAP = 2
_LEAST_BAR = 8  # cells; with less room the bar goes below its name
_MOST_BAR = 28  # cells; longer ones say no more
_LEAST_NAME = 20  # cells of a name beside two bars; with less room they go below it
_HIGHEST = 5  # the scale of expectation and reality (domain reference 4.2)
_QUIET, _MAIN, _OTHER = "$quiet", "$primary", "$secondary"


def bars(rows: Sequence[Bar], width: int) -> list[Content]:
    """A bar for each row: its name, a bar within the length of a full one, and its words at the right.

    Args:
        rows: see `Bar`. What is more than a full bar is drawn full; the words say how much it is.
        width: cells; no line is wider. A name for which that is too little takes several lines.
    """
    names, words = _widest(row[0] for row in rows), _widest(row[3] for row in rows)
    if names + words + 2 * _GAP + _LEAST_BAR > width:
        names = min(names, max(_LEAST_BAR, width // 2))
    room = min(_MOST_BAR, width - names - words - 2 * _GAP)
    lines: list[Content] = []
    if room >= _LEAST_BAR:
        for name, value, full, said in rows:
            *above, last = wrapped(name, names) or [Content("")]
            lines += [*above, _bar_line((last.plain, value, full, said), names, room)]
        return lines
    for name, value, full, said in rows:
        lines += wrapped(name, width)
        length = min(_MOST_BAR, width - 2 * _GAP - cell_len(cell_text(said)))
        if value is None or length < _LEAST_BAR:
            lines += wrapped(said, width, indent=_GAP)
            length, said = width - _GAP, ""
        if value is not None:
            lines.append(_bar_line(("", value, full, said), 0, max(1, length)))
    return lines


def _bar_line(row: Bar, names: int, length: int) -> Content:
    name, value, full, said = row
    share = 0.0 if value is None else _share(value, 0, full)
    filled, rest = block(share, length)
    track = _TRACK * rest if value is not None else " " * rest
    return Content.assemble(
        _left(cut(name, names), names) + " " * _GAP, (filled, _MAIN), (track, _QUIET), " " * _GAP, cell_text(said)
    ).rstrip()


def counts(rows: Sequence[Count], width: int) -> list[Content]:
    """How often each thing is: its name, the number, and a bar as long as the number is of the greatest one.

    Args:
        rows: names and numbers, in the order to be shown.
        width: cells; no line is wider.
    """
    most = max((count for _name, count in rows), default=0)
    numbers = max((len(number_text(count)) for _name, count in rows), default=0)
    names = min(_widest(name for name, _count in rows), max(1, width - numbers - _GAP))
    length = min(_MOST_BAR, width - names - numbers - 2 * _GAP)
    if length < _LEAST_BAR:  # the number says it all; half a bar would not
        names, length = max(1, min(names, width - numbers - _GAP)), 0
    lines = []
    for name, count in rows:
        number = number_text(count).rjust(numbers)
        filled, _rest = block(_share(count, 0, most), length)
        lines.append(Content.assemble(_left(name, names), " " * _GAP, number, " " * _GAP, (filled, _MAIN)).rstrip())
    return lines


def paired(rows: Sequence[Pair], width: int, name_room: int) -> list[list[Content]]:
    """Expectation and reality of each domain, beside each other where there is room, else below each other.

    Args:
        rows: see `Pair`.
        width: cells; no line is wider.
        name_room: most cells of a name beside its bars, which it gets before the bars are made longer; above them it
            stands whole.

    Returns:
        Of each domain its lines.
    """
    expected, real = (_("expectation"), _OTHER), (_("reality"), _MAIN)
    heads = cell_len(expected[0]) + cell_len(real[0]) + 2 * 3
    wanted, words = min(name_room, _widest(row[0] for row in rows)), _widest(row[3] for row in rows)
    words += _GAP if words else 0
    for length, below, least in (
        (10, False, wanted),
        (5, False, min(wanted, _LEAST_NAME)),
        (10, True, 0),
        (5, True, 0),
    ):
        names = min(wanted, width - (_GAP + heads + 2 * length + _GAP + words))
        if names < least:
            continue
        groups: list[list[Content]] = []
        for name, expectation, reality, said in rows:
            head = " " * _GAP if below else _left(cut(name, names), names) + " " * _GAP
            one, other = _level(*expected, expectation, length), _level(*real, reality, length)
            bars = Content.assemble(head, one, " " * _GAP, other, " " * _GAP, cut(said, words)).rstrip()
            groups.append([*(wrapped(name, width, "bold") if below else ()), bars])
        return groups
    return [_stacked(row, width, expected, real) for row in rows]


def _stacked(row: Pair, width: int, expected: tuple[str, str], real: tuple[str, str]) -> list[Content]:
    name, expectation, reality, said = row
    head = max(cell_len(expected[0]), cell_len(real[0]))
    length = next((each for each in (10, 5) if width >= _GAP + head + 3 + each), 0)
    lines = [*wrapped(name, width, "bold")]
    for (word, style), value in ((expected, expectation), (real, reality)):
        level = _level(_left(word, head), style, value, length).pad_left(_GAP)
        lines += [each.rstrip() for each in level.wrap(max(2, width))]
    return [*lines, *wrapped(said, width, indent=_GAP)]


def _level(word: str, style: str, value: int, length: int) -> Content:
    """The word, the number and the bar."""
    filled, rest = block(_share(value, 0, _HIGHEST), length)
    return Content.assemble((f"{word} {value} ", _QUIET), (filled, style), (_TRACK * rest, _QUIET))


def spark(values: Sequence[float], width: int, low: float | None = None, high: float | None = None) -> str:
    """A trend as a row of bars of a cell each; empty when there is nothing to show.

    Every bar is a value that was there: of more values than cells, the first, the last and some between them evenly.

    Args:
        values: the oldest first.
        width: at most so many cells.
        low: the value of the lowest bar; the least value when not given.
        high: the value of the highest bar; the greatest when not given.
    """
    values = [value for value in values if math.isfinite(value)]
    if not values or width <= 0:
        return ""
    low = min(values) if low is None else low
    high = max(values) if high is None else high
    if len(values) > width:
        last = len(values) - 1
        values = [values[round(cell * last / (width - 1))] for cell in range(width)] if width > 1 else [values[-1]]
    if high <= low:
        return _HEIGHTS[3] * len(values)
    return "".join(_HEIGHTS[round(_share(value, low, high) * (len(_HEIGHTS) - 1))] for value in values)


def block(share: float, length: int) -> tuple[str, int]:
    """A bar, and how many cells are left behind it.

    A share that is not nothing is seen, and one that is not all does not look like all.

    Args:
        share: 0 to 1.
        length: cells of a full bar.
    """
    eighths = round(share * length * 8)
    if 0 < share < 1:
        eighths = min(max(eighths, 1), length * 8 - 1)
    whole, part = divmod(max(0, eighths), 8)
    filled = "█" * whole + (_EIGHTHS[part] if part else "")
    return filled, length - len(filled)


def _share(value: float, low: float, high: float) -> float:
    """Where a value lies between two others, 0 to 1; halved first, so that the widest range does not overflow."""
    if not all(map(math.isfinite, (value, low, high))) or high <= low:
        return 0.0
    if value <= low or value >= high:
        return float(value >= high)
    return (value / 2 - low / 2) / (high / 2 - low / 2)


def _widest(names: Iterable[str]) -> int:
    return max((cell_len(cell_text(name)) for name in names), default=0)


def _left(name: str, room: int) -> str:
    name = cut(name, room)
    return name + " " * (room - cell_len(name))
