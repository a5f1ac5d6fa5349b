"""What fits into a line of print: how wide the columns of a table are, and where an endless word may break.

Pure, and only about right: widths are guessed from the letters, in ems of the text they are for. A guess that is too
small costs a little air beside a text, one that is too large a word broken where it need not be.
"""

import re
from collections.abc import Sequence
from functools import cache
from unicodedata import combining

from store.packet.document import Table

BREAK = "\u200b"
"""Where a word may break. Cleaned text never holds it."""

PADDING = 1.6
"""Beside a text in its column: both sides together, and a little more than it is."""

_JOINERS = "\u200d\u200c"
_EM = 0.58  # a usual letter; what others are wider, or narrower, than that
_OTHERS = ((re.compile("[mwMW%@]"), 0.32), (re.compile("[DGHNOQU]"), 0.16), (re.compile("[fijlrtIJ.,:;'|() ]"), -0.26))
_DEADLY = re.compile("(?<![\u2600-\u27bf\U0001f000-\U0001fbff])(?=[\U0001f3fb-\U0001f3ff])")
"""Before the colour of an emoji without one: Typst 0.15 panics if a line of Arabic or Hebrew breaks behind it."""

_ENDLESS = 2_000  # letters; a longer word breaks at fewer places, for Typst takes minutes over 100,000 of them
_PLACES = 3  # in a line of such a word

_KEPT = 8.0  # so short a text, a day for one, stays on one line
_AIR = 4.0  # beside a text that has room anyway
_WORD = 12.0  # a word that is longer does not make a column wider


def columns(table: Table, room: float) -> list[float]:
    """How wide each column of a table is, in ems.

    Where every text has room on one line, columns are as wide as that, and the table may be narrower than the line.
    Else it fills the line: every column holds its longest word, and a short text such as a day on one line. What is
    left goes to the columns that want more: long ones get more of it, but not so much that the others become towers.

    Args:
        table: its texts.
        room: how wide the line is, in ems.
    """
    cells = [[header, *column] for header, column in zip(table.headers, _turned(table), strict=True)]
    wanted = [max(_width(line) for cell in column for line in cell.split("\n")) for column in cells]
    left = room - sum(wanted) - PADDING * len(wanted)
    if left >= 0:
        air = min(_AIR, left / len(wanted))
        return [want + PADDING + (0.0 if at in table.numbers else air) for at, want in enumerate(wanted)]
    words = [max((_width(word) for cell in column for word in cell.split()), default=0.0) for column in cells]
    needed = [
        max(want if want <= _KEPT else min(want / 4, _WORD), min(word, _WORD))
        for want, word in zip(wanted, words, strict=True)
    ]
    least = [need + PADDING for need in needed]
    left = room - sum(least)
    if left <= 0:
        return _lowered(least, room)
    more = [max(want - need, 0.0) ** 0.5 for want, need in zip(wanted, needed, strict=True)]
    return [width + left * part / sum(more) for width, part in zip(least, more, strict=True)]


def _lowered(widths: Sequence[float], room: float) -> list[float]:
    """Widths that fill the room: the widest give way until they fit, the others stay as they are."""
    cap, narrow = 0.0, list[float]()
    for count, width in enumerate(sorted(widths)):
        cap = (room - sum(narrow)) / (len(widths) - count)
        if width > cap:
            break
        narrow.append(width)
    return [min(width, cap) for width in widths]


def _turned(table: Table) -> Sequence[Sequence[str]]:
    """The columns of a table, without the headers."""
    return list(zip(*table.rows, strict=True)) or [()] * len(table.headers)


def height(row: Sequence[str], rooms: Sequence[float]) -> float:
    """How many lines a row takes, about."""
    return max(cell.count("\n") + 1 + len(cell) * _EM / room for cell, room in zip(row, rooms, strict=True))


def broken(text: str, room: float) -> str:
    """A text of which every word fits into a line.

    Args:
        text: what it says.
        room: how wide the line is, in ems.
    """
    text = text if text.isascii() else _DEADLY.sub(BREAK, text)
    length = max(1, int(room))
    if max(map(len, text.split()), default=0) < length:
        return text  # as nearly always, and told far sooner
    return _long_words(length).sub(lambda found: _apart(found[0], room), text)


@cache
def _long_words(length: int) -> re.Pattern[str]:
    """What finds long words; Chinese, Japanese and Korean ones break anywhere by themselves."""
    return re.compile(rf"[^\s\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\uffef]{{{length},}}")


def _apart(word: str, room: float) -> str:
    """A long word, with a place to break behind each of its letters, or few, where it is too long for a line."""
    if _width(word) <= room + 0.01:  # a column is made for its longest word, to a hair's breadth
        return word
    together = 1 if len(word) <= _ENDLESS else max(1, int(room / _PLACES))
    apart, since = list[str](), 0
    for before, letter in zip(_JOINERS[0] + word, word, strict=False):
        if since >= together and not (before in _JOINERS or letter in _JOINERS or combining(letter)):
            apart.append(BREAK)
            since = 0
        apart.append(letter)
        since += 1
    return "".join(apart)


def _width(word: str) -> float:
    """About how wide a word is, in ems."""
    return _EM * len(word) + sum(more * len(letters.findall(word)) for letters, more in _OTHERS)
