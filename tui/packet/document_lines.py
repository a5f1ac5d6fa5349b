"""A packet as lines of the screen: what the supervisor will read, with all that stands for something masked raised.

Made from the same blocks as every file, so that nothing is seen here that is not in it, and the reverse.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from store.language import _
from store.packet.document import (
    BlankLines,
    Block,
    Document,
    Entry,
    Facts,
    Figure,
    Heading,
    Numbered,
    Paragraph,
    Table,
)
from tui.casefile.layout import HEADING, QUIET, STRONG, widest
from tui.casefile.note_text import FOUND
from tui.casefile.page import MEASURE, Lines
from tui.packet.wrapping import wrapped

MARKED = "on $panel"
_STYLES = {1: "bold $accent", 2: HEADING}
_LEAST = 7
"""Cells of the narrowest column of a table; with less its rows are written one value a line."""
_GAP = 2
_NAMES = 26
"""Cells that the names of facts take at most."""
_TALL = 4

_Line = tuple[tuple[str, str], ...]
"""Texts and their styles."""


class _Row(NamedTuple):
    """The lines of one row of a table.

    Attributes:
        lines: from the top, each with its cells and what stands between them.
        numbers: which texts of a line are cells.
    """

    lines: Sequence[_Line]
    numbers: range


class _Piece(NamedTuple):
    """A text of the document as one reads on in it: a line, or in a table the line of a cell.

    Attributes:
        line: in which line it stands.
        column: its first character there.
        text: what stands there.
    """

    line: int
    column: int
    text: str


class DocumentLines:
    """A document laid out for a width, whatever is looked for in it."""

    def __init__(self, document: Document, marks: Iterable[str]) -> None:
        """Of a document.

        Args:
            document: the packet.
            marks: what stands in it for names, numbers and places.
        """
        self._document = document
        self._marks = sorted(marks, key=len, reverse=True)
        self._width, self._lines = 0, Lines()
        self._pieces: list[_Piece] = []  # all of it as one reads it
        self._plain = ""  # the same as one text, in small letters
        self._starts: list[int] = []  # where each piece begins in it

    def lay_out(self, width: int) -> None:
        """Lay it out for a width; may be done in another thread before anything is shown."""
        if width != self._width:
            laid = list(_document_lines(self._document, min(width, MEASURE)))
            self._pieces = list(_as_read(laid))
            self._plain = "\n".join(piece.text for piece in self._pieces).lower()
            self._starts = [0, *accumulate(len(piece.text) + 1 for piece in self._pieces)]
            every = (line for each in laid for line in (each.lines if isinstance(each, _Row) else (each,)))
            self._width, self._lines = width, [self._drawn(line) for line in every]

    def lines(self, width: int, word: str = "") -> Lines:
        """The lines for a width, with a word in them that stands out."""
        self.lay_out(width)
        places = list(self._places(word)) if word else []
        if not places:
            return self._lines
        shown = list(self._lines)
        for at, start, end in places:
            shown[at] = shown[at].stylize(FOUND, start, end)
        return shown

    def _places(self, word: str) -> Iterator[tuple[int, int, int]]:
        """Where a word stands: line, first and behind-last character; one that is broken by a line end twice."""
        words = (r"(?:\n *)?".join(map(re.escape, part)) for part in word.lower().split())  # a long one breaks anywhere
        wanted = re.compile(r"\s+".join(words) + r"(?!\w)")
        for found in wanted.finditer(self._plain):
            if found.start() and self._plain[found.start() - 1].isalnum():
                continue
            at = bisect_right(self._starts, found.start()) - 1
            while at < len(self._pieces) and self._starts[at] < found.end():
                piece, start = self._pieces[at], self._starts[at]
                first, last = max(0, found.start() - start), min(len(piece.text), found.end() - start)
                yield piece.line, piece.column + first, piece.column + last
                at += 1

    @cached_property
    def _is_mark(self) -> re.Pattern[str] | None:
        """What finds the marks. In a packet of many cases one can say of which case it is."""
        if not self._marks:
            return None
        found = (
            re.escape(mark[:-1]) + r"(?:, [^\[\]\n]+)?\]" if mark.endswith("]") else rf"(?<!\w){re.escape(mark)}(?!\w)"
            for mark in self._marks
        )
        return re.compile("|".join(found))

    def _drawn(self, line: _Line) -> Content:
        content = Content.assemble(*line)
        if self._is_mark:
            for found in self._is_mark.finditer(content.plain):
                content = content.stylize(MARKED, *found.span())
        return content


def _as_read(laid: Iterable[_Line | _Row]) -> Iterator[_Piece]:
    """All texts in the order in which one reads them: line by line, in a row of a table cell by cell."""
    line = 0
    for each in laid:
        lines = each.lines if isinstance(each, _Row) else (each,)
        if isinstance(each, _Row):
            for number in each.numbers:
                for below, parts in enumerate(lines):
                    text = parts[number][0].rstrip() if number < len(parts) else ""
                    if text:
                        column = sum(len(part) for part, _style in parts[:number])
                        yield _Piece(line + below, column, text)
        else:
            yield _Piece(line, 0, "".join(text for text, _style in each))
        line += len(lines)


# The blocks


def _document_lines(document: Document, width: int) -> Iterator[_Line | _Row]:
    before: Block | None = None
    for block in document.blocks:
        is_under = isinstance(before, Heading) and before.level > 1 and not isinstance(block, Heading)
        if before is not None and not is_under:
            yield ()
        yield from _lines_of(block, width)
        before = block


def _lines_of(block: Block, width: int) -> Iterator[_Line | _Row]:
    match block:
        case Heading(text, level):
            yield from _text(text, width, _STYLES.get(level, STRONG))
        case Paragraph(text, strong):
            yield from _text(text, width, STRONG if strong else "")
        case Numbered(items):
            for number, item in enumerate(items, 1):
                yield from _hanging(f"{number}. ", item, width)
        case Facts(pairs):
            yield from _facts(pairs, width)
        case Table():
            yield from _table(block, width)
        case Entry():
            yield from _entry(block, width)
        case Figure(caption, _svg, alt):
            yield from _text(_("Chart: {caption}").format(caption=caption), width, STRONG)
            yield from _text(alt, width, QUIET)
        case BlankLines(labels, tall):
            yield from _blank_lines(labels, width, _TALL if tall else 1)


def _text(text: str, width: int, style: str = "", indent: int = 0) -> Iterator[_Line]:
    margin = " " * indent
    for line in wrapped(text, width - indent):
        yield ((margin + line, style),)


def _hanging(head: str, text: str, width: int, style: str = QUIET) -> Iterator[_Line]:
    """A text beside its head, all lines in one column."""
    start = cell_len(head)
    for at, line in enumerate(wrapped(text, width - start)):
        yield (head if at == 0 else " " * start, style), (line, "")


def _facts(pairs: Sequence[tuple[str, str]], width: int) -> Iterator[_Line]:
    names = min(widest(name for name, _value in pairs), _NAMES, width // 3)
    for name, value in pairs:
        if cell_len(name) <= names:
            yield from _hanging(_padded(name, names + _GAP), value, width)
        else:
            yield from _text(name, width, QUIET)
            yield from _text(value, width, "", _GAP)


def _entry(entry: Entry, width: int) -> Iterator[_Line]:
    yield from _text(entry.title, width, STRONG)
    if entry.marks:
        yield from _text(" · ".join(entry.marks), width, QUIET)
    if entry.body:
        yield from _text(entry.body, width)
    for title, text in entry.additions:
        yield from _text(title, width, "bold $accent")
        yield from _text(text, width, "", _GAP)


def _blank_lines(labels: Sequence[str], width: int, height: int) -> Iterator[_Line]:
    for label in labels:
        yield (f"{label} ", ""), ("." * max(0, width - cell_len(label) - 1), QUIET)
        for _more in range(height - 1):
            yield (("." * width, QUIET),)


# Tables


def _table(table: Table, width: int) -> Iterator[_Line | _Row]:
    if table.caption:
        yield from _text(table.caption, width, STRONG)
    columns = _columns([table.headers, *table.rows], width)
    if columns is None:
        for at, row in enumerate(table.rows):
            if at:
                yield ()
            yield from _facts([(name, value) for name, value in zip(table.headers, row, strict=True) if value], width)
        return
    yield _row(table.headers, columns, table.numbers, QUIET)
    for row in table.rows:
        yield _row(row, columns, table.numbers, "")


def _columns(rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """The cells of each column: what they need where there is room, else the widest give way; None with too little."""
    needed = [max(cell_len(part) for cell in column for part in cell.split("\n")) for column in zip(*rows, strict=True)]
    room = width - _GAP * (len(needed) - 1)
    if room < _LEAST * len(needed) and sum(needed) > room:
        return None
    while (over := sum(needed) - room) > 0:
        most = max(needed)
        wide = [at for at, cells in enumerate(needed) if cells == most]
        second = max((cells for cells in needed if cells < most), default=0)
        less = max(1, min(most - second, over // len(wide)))
        for at in wide[: max(1, over)]:
            needed[at] -= less
    return needed


def _row(cells: Sequence[str], columns: Sequence[int], numbers: Sequence[int], style: str) -> _Row:
    """One row of a table, as many lines as its longest cell takes."""
    parts = [wrapped(cell, columns[at]) for at, cell in enumerate(cells)]
    rows = []
    for number in range(max(map(len, parts))):
        line: list[tuple[str, str]] = []
        for at, lines in enumerate(parts):
            put: Callable[[str, int], str] = _to_the_right if at in numbers else _padded
            text = put(lines[number] if number < len(lines) else "", columns[at])
            line += [(text if at + 1 < len(parts) else text.rstrip(), style), (" " * _GAP, style)]
        rows.append(tuple(line[:-1]))
    return _Row(rows, range(0, 2 * len(parts), 2))


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _to_the_right(text: str, width: int) -> str:
    return " " * (width - cell_len(text)) + text
