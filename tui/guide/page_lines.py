"""A page of the manual as lines of a width, with what is looked for marked in it."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from tui.casefile.layout import BLANK, HEADING, STRONG, fact, paragraph, widest
from tui.casefile.page import Lines
from tui.guide.pages import Kind, Page, Piece, Weight

MEASURE = 84
"""Longer lines tire the eye in a text that is read as a whole."""

HERE, THERE = "bold $background on $accent", "bold underline $accent"
"""The find where one is, and the others."""

_STYLES = {Weight.PLAIN: "", Weight.CODE: "$accent", Weight.STRONG: STRONG}
_TOGETHER = frozenset({Kind.ITEM, Kind.KEY, Kind.EXAMPLE})
"""Pieces that follow each other without an empty line."""


class Sought(NamedTuple):
    """What is looked for.

    Attributes:
        word: in small letters; empty for nothing.
        at: which find of the page one is at, from 0; -1 for none.
    """

    word: str = ""
    at: int = -1


def count_of(page: Page, word: str) -> int:
    """How often a word in small letters stands in a page."""
    return sum(piece.text.lower().count(word) for piece in page.pieces) if word else 0


def page_lines(page: Page, width: int, sought: Sought = Sought()) -> Lines:  # noqa: B008 - it is immutable
    """The page, without its title.

    Args:
        page: the topic.
        width: cells; no line is wider.
        sought: what is marked in it.
    """
    width = min(width, MEASURE)
    keys = widest(piece.runs[0][0] for piece in page.pieces if piece.kind is Kind.KEY)
    lines: Lines = []
    before: Kind | None = None
    found = 0
    for piece in page.pieces:
        if piece.kind is not before or before not in _TOGETHER:
            lines += [] if before in (None, Kind.HEAD, Kind.GROUP) else [BLANK]
        lines += _laid_out(piece, _marked(piece, sought, found), width, keys)
        found += piece.text.lower().count(sought.word) if sought.word else 0
        before = piece.kind
    return lines


def _marked(piece: Piece, sought: Sought, found: int) -> Sequence[Content]:
    """The runs of a piece as contents: one, or for a row of a table two."""
    runs = [Content.styled(text, style) if (style := _STYLES[weight]) else Content(text) for text, weight in piece.runs]
    parts = runs if piece.kind is Kind.KEY else [Content.assemble(*runs)]
    marked = []
    for part in parts:
        text, start = part.plain.lower(), 0
        while sought.word and len(text) == len(part.plain) and (start := text.find(sought.word, start)) >= 0:
            end = start + len(sought.word)
            part = part.stylize(HERE if found == sought.at else THERE, start, end)
            start, found = end, found + 1
        marked.append(part)
    return marked


def _laid_out(piece: Piece, parts: Sequence[Content], width: int, keys: int) -> Lines:
    match piece.kind:
        case Kind.HEAD:
            return paragraph(parts[0].stylize_before(HEADING), width)
        case Kind.GROUP:
            return paragraph(parts[0], width)
        case Kind.ITEM:
            first, *rest = paragraph(parts[0], width, indent=2)
            return [Content.assemble(("- ", "$quiet"), first[2:]), *rest]
        case Kind.EXAMPLE:
            return paragraph(parts[0], width, indent=2)
        case Kind.KEY:
            return _row(parts[0], parts[1], width, keys)
        case Kind.TEXT:
            return paragraph(parts[0], width)


def _row(keys: Content, help: Content, width: int, names: int) -> Lines:
    """Keys and what they do beside them; below them where there is too little room."""
    lines = fact(keys.plain, help, width, names, quiet="")
    first = lines[0]
    start = len(keys.plain)
    return [Content.assemble(keys, first[start:]) if first.plain.startswith(keys.plain) else first, *lines[1:]]
