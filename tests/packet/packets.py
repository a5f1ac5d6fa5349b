"""Packets for the tests: made from a book, and read back as texts, tables and facts."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from store import Casebook
from store.model.disguise import Disguise, MaskLevel
from store.model.packet import PacketKind
from store.packet import markdown
from store.packet.document import Block, Document, Facts, Heading, Paragraph, Table
from store.packet.elsewhere import others_of
from store.packet.prepare import Packet, Request, prepare

A_DAY = (
    r"\b\d{1,2} (?:Jan(?:uar[iy])?|Feb(?:ruar[iy])?|Mar(?:ch|et)?|Apr(?:il)?|Ma[yi]|Jun[ei]?|Jul[yi]?|Aug(?:ust)?"
    r"|Ag(?:u|t|s|ustus)|Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[cs](?:ember)?)\b(?: \d{4})?"
    r"|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b"
)
"""A real day in any form in which either language writes it."""
COUNTED_DAY = r"\bH[+-]\d|\bDay -?\d"


def packet_of(
    book: Casebook, *codes: str, kind: PacketKind = PacketKind.CASE, disguises: Iterable[Disguise] = (), **asked: Any
) -> Packet:
    """A packet of some cases, all of their time unless told otherwise."""
    asked = {"until": book.today(), "limits": book.settings.limits, **asked}
    files = [book.folder_of(code) for code in codes]
    given = {one.code: one for one in disguises}
    return prepare(Request(kind, codes, **asked), files, given, others_of(book, files), book.clock())


def open_packet(book: Casebook, code: str) -> Packet:
    """The packet of a case in which nothing is masked."""
    return packet_of(book, code, level=MaskLevel.NONE)


def text_of(packet: Packet) -> str:
    """A packet as Markdown."""
    return markdown.write(packet.document).data.decode()


def texts(value: Any) -> Iterator[str]:
    """Every text of a document, its charts and their words too."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from texts(getattr(value, each.name))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from texts(one)


def headings(document: Document, level: int = 2) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == level]


def section(document: Document, heading: str) -> list[Block]:
    """The blocks under a heading of the second level."""
    blocks = list(document.blocks)
    start = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text == heading)
    rest = blocks[start + 1 :]
    ends = (n for n, block in enumerate(rest) if isinstance(block, Heading) and block.level == 2)
    return rest[: next(ends, None)]


def rows(blocks: Iterable[Block], header: str) -> list[tuple[str, ...]]:
    return [row for block in blocks if isinstance(block, Table) and header in block.headers for row in block.rows]


def facts(blocks: Iterable[Block], name: str) -> list[str]:
    return [value for block in blocks if isinstance(block, Facts) for label, value in block.pairs if label == name]


def paragraphs(blocks: Iterable[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]
