"""What a packet is made of: a list of blocks that every writer turns into its own format.

All text in a block is plain and says what may be read: masking is done before, and no writer may take a character of it
for structure. Blocks hold finished sentences in the language of the packet and know nothing of cases.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the title of the packet, 2 a section, 3 a part of one."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; an empty line in it begins a new paragraph. `strong` is for warnings."""

    text: str
    strong: bool = False


def paragraphs(text: str) -> list[str]:
    """Running text in its paragraphs: an empty line in it begins a new one."""
    return _BLANK.split(text)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered list: each item running text."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and their values, one a line."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def known(cls, *pairs: tuple[str, str]) -> "Facts":
        """Those of the facts that are known."""
        return cls(tuple((name, value) for name, value in pairs if value))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of short texts under headers.

    Attributes:
        headers: one a column.
        rows: each as long as the headers.
        caption: what the table shows, where its heading does not say it.
        numbers: the columns, counted from 0, that hold numbers and stand to the right.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact note or the like: its title, what is to be known about it, its text, and what was added later."""

    title: str
    marks: tuple[str, ...]
    body: str
    additions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart.

    Attributes:
        caption: stands under it.
        svg: the picture: a whole SVG document, 680 user units wide, with its own colours.
        alt: the same in words, for a reader who does not see it and for formats without pictures.
    """

    caption: str
    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class BlankLines:
    """Room to write by hand: a label and a dotted line each. `tall` leaves room for several sentences."""

    labels: tuple[str, ...]
    tall: bool = False


Block = Heading | Paragraph | Numbered | Facts | Table | Entry | Figure | BlankLines


def holding_on(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether it stays on one page with the next: who signs, and both signatures, stand together."""
    for block, after in zip_longest(blocks, blocks[1:]):
        names_who_signs = isinstance(block, Facts) and isinstance(after, BlankLines)
        leads_to_another = isinstance(block, BlankLines) and isinstance(after, Paragraph) and after.strong
        yield block, names_who_signs or leads_to_another


@dataclass(frozen=True, slots=True)
class Document:
    """A packet.

    Attributes:
        language: `id` or `en`, for writers that state it.
        title: what it is, without the client in it; the first heading says the same.
        running: stands at the foot of each page, beside the page number.
        blocks: what it holds, in order.
    """

    language: str
    title: str
    running: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A packet in one format.

    Attributes:
        data: the whole file.
        undrawn: characters that no font at hand can show, each once; they are boxes on the page.
    """

    data: bytes
    undrawn: str = ""
