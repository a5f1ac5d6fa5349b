"""Writing a packet as PDF: tagged for screen readers (PDF/UA-1), with its own fonts, the same on every laptop.

Typst sets the pages from a fixed template, `packet.typ`; the packet goes there as JSON, so no text is ever evaluated.
What the template cannot know is told from here: how wide the columns of a table are, which rows are too long to be
kept on one page, and where an endless word may break.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import orjson

from store.errors import LingkarError
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
    Written,
    holding_on,
    paragraphs,
)
from store.packet.fitting import BREAK, PADDING, broken, columns, height

if TYPE_CHECKING:
    import typst

_PROBE = b"""
#set document(title: "probe", date: none)
#set text(font: "Noto Sans")
#for each in json(bytes(sys.inputs.characters)) [#each

]
"""
_PICTURE = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "Noto Sans")
#image(bytes(sys.inputs.svg), format: "svg")
"""
_SURE = {chr(code) for code in (*range(0x180), *range(0x2010, 0x2028), 0x20AC)} | {BREAK}  # Noto Sans has them all
_ASCII = bytes(range(128))
_NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")


# Widths are in ems of the text they are for.
_LINE = 459  # points between the margins
_TEXT, _VALUE, _LABEL = 43.0, 30.0, 12.0
_HEADINGS = (18.5, 29.0, 38.0)
_MANY = 7  # columns; their text is smaller
_WHOLE = 14  # lines; so short a row, or a table, is not broken over two pages


def write(document: Document) -> Written:
    """The whole packet as PDF, in A4.

    Args:
        document: what it holds. Its figures are well-formed SVG.

    Returns:
        The file. Where a character cannot be shown it is tagged all the same, but does not claim the profile.

    Raises:
        LingkarError: Typst did not get through it.
    """
    import typst

    packet = source(document)
    undrawn = _undrawn(_unsure(packet))
    if undrawn:  # each stands apart, or the letter that it is a mark of becomes a box with it
        packet = re.sub(f"[{re.escape(undrawn)}]", rf"{BREAK}\g<0>", packet)
    else:
        try:
            return Written(set_pages(packet, "ua-1"))
        except typst.TypstError as error:  # a joiner or a mark that cannot stand where it does
            undrawn = _named(error)
    try:
        return Written(set_pages(packet), undrawn)
    except typst.TypstError as error:
        raise _refused() from error


def source(document: Document) -> str:
    """The packet as the template reads it: JSON."""
    return orjson.dumps(_told(document)).decode()


def png_of(svg: str) -> bytes:
    """A figure as a picture, for a format without SVG: PNG, 200 pixels an inch, on white.

    Args:
        svg: the whole SVG document, well-formed.

    Raises:
        ImportError: there is no Typst for this machine.
        TypstError: it is no picture.
        LingkarError: Typst panicked over it.
    """
    return _compiled(_PICTURE, {"svg": svg}, format="png", ppi=200)


@cache
def _fonts(*, of_laptop: bool) -> "typst.Fonts":
    """Noto Sans, and behind it, if asked for, what the laptop has for other scripts: no key acts while that is read."""
    import fontpkg_noto_sans
    import typst

    ours = [str(fontpkg_noto_sans.ROOT / "files")]
    return typst.Fonts(include_system_fonts=of_laptop, font_paths=ours)


def set_pages(packet: str, *profiles: "typst.PDFStandard") -> bytes:
    """Let Typst set the pages.

    Args:
        packet: see `source`.
        profiles: which standards the file claims to keep to.

    Raises:
        TypstError: it does not keep to the profile, or a figure is none.
        LingkarError: Typst panicked over a text, which none should make it do.
    """
    template = (files("store.packet") / "packet.typ").read_bytes()
    return _compiled(template, {"packet": packet}, pdf_standards=list(profiles))


def _compiled(template: bytes, inputs: dict[str, str], **how: Any) -> bytes:
    """What Typst makes of a template, with our fonts.

    Args:
        template: Typst's markup.
        inputs: what it reads as `sys.inputs`.
        how: more for `typst.compile`.
    """
    import typst

    fonts = _fonts(of_laptop=any(map(_unsure, inputs.values())))
    try:
        made: bytes = typst.compile(template, sys_inputs=inputs, font_paths=fonts, **how)
    except BaseException as error:  # Rust's panics are none of Python's exceptions
        if type(error).__name__ == "PanicException":
            raise _refused() from error
        raise
    return made


def _refused() -> LingkarError:
    return LingkarError(_("This packet cannot be set as PDF. Choose another format: it holds the same."))


def _unsure(text: str) -> set[str]:
    """The characters of a text that Noto Sans may not have."""
    return set(text.encode().translate(None, _ASCII).decode()) - _SURE  # most of a text need not be looked at


def _undrawn(unsure: set[str]) -> str:
    """Those of some characters that no font shows, found on a page of their own: setting the packet twice is slow."""
    import typst

    if not unsure:
        return ""
    inputs = {"characters": orjson.dumps(sorted(unsure)).decode()}
    try:
        _compiled(_PROBE, inputs, pdf_standards="ua-1")
    except typst.TypstError as error:
        return _named(error)
    return ""


def _named(error: "typst.TypstError") -> str:
    """The characters that an error is about, each once."""
    texts = "".join(_NOT_SHOWN.findall(error.diagnostic))
    characters = _CODE.sub(lambda found: chr(int(found[1], 16)), texts)
    return "".join(each for each in dict.fromkeys(characters) if each not in _SURE)


def _told(document: Document) -> dict[str, Any]:
    """The packet as the template reads it. The cover is what stands above the first section."""
    cover = list(takewhile(lambda block: not (isinstance(block, Heading) and block.level > 1), document.blocks))
    told, rank = [], 0
    for block, holds in holding_on(document.blocks):
        if isinstance(block, Heading):  # what is read aloud never skips a level, as the profile wants it
            rank = min(block.level, rank + 1)
        told.append({**_block(block, rank), "holds": holds})
    return {
        "language": document.language,
        "title": document.title,
        "running": broken(document.running, _TEXT),
        "cover": told[: len(cover)],
        "body": told[len(cover) :],
    }


def _block(block: Block, rank: int) -> dict[str, Any]:
    """A block as the template reads it.

    Args:
        block: what to tell.
        rank: how deep the heading lies that it stands under; that of a heading is its own.
    """
    match block:
        case Heading():
            text = broken(block.text, _HEADINGS[min(block.level, 3) - 1])
            return {"kind": "heading", "text": text, "level": block.level, "rank": rank}
        case Paragraph(strong=True):
            return {"kind": "strong", "text": broken(block.text, _TEXT)}
        case Paragraph():
            return {"kind": "paragraph", "parts": _parts(block.text, _TEXT)}
        case Numbered():
            return {"kind": "numbered", "items": [_parts(item, _TEXT) for item in block.items]}
        case Facts():
            pairs = [(broken(name, _LABEL), _parts(value, _VALUE)) for name, value in block.pairs]
            return {"kind": "facts", "pairs": pairs}
        case Table():
            return _table(block)
        case Entry():
            return _entry(block, rank)
        case Figure():
            return {"kind": "figure", "caption": broken(block.caption, _TEXT), "svg": block.svg, "alt": block.alt}
        case BlankLines():
            room = _TEXT if block.tall else _LABEL
            return {"kind": "blanks", "labels": [broken(label, room) for label in block.labels], "tall": block.tall}


def _entry(entry: Entry, rank: int) -> dict[str, Any]:
    return {
        "kind": "entry",
        "title": broken(entry.title, _TEXT),
        "rank": rank + 1,
        "marks": broken(" · ".join(entry.marks), _TEXT),
        "body": _parts(entry.body, _TEXT),
        "additions": [(broken(name, _TEXT), _parts(text, _TEXT)) for name, text in entry.additions],
    }


def _table(table: Table) -> dict[str, Any]:
    size = 9 if len(table.headers) < _MANY else 8
    widths = columns(table, _LINE / size)
    rooms = [max(1.0, width - PADDING) for width in widths]
    heights = [height(row, rooms) for row in table.rows]
    return {
        "kind": "table",
        "size": size,
        "headers": _cells(table.headers, rooms),
        "rows": [(_cells(row, rooms), lines > _WHOLE) for row, lines in zip(table.rows, heights, strict=True)],
        "whole": sum(heights) <= _WHOLE,
        "widths": widths,
        "numbers": table.numbers,
        "caption": broken(table.caption, _TEXT),
    }


def _cells(cells: Sequence[str], rooms: Sequence[float]) -> list[str]:
    return [broken(cell, room) for cell, room in zip(cells, rooms, strict=True)]


def _parts(text: str, room: float) -> list[str]:
    """A text as paragraphs."""
    return [broken(part, room) for part in paragraphs(text)] if text else []
