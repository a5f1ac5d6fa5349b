"""What a packet is made of: a list of blocks that every writer turns into its own format.

All text in a block is plain: no writer may take a character of it for structure. Blocks hold finished sentences in the
language of the packet and know nothing of cases.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the title of the packet."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; an empty line in it begins a new paragraph. `strong` is for warnings."""

    text: str
    strong: bool = False


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
    """Rows of short texts under headers. A line break in a cell becomes a space."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact note or the like: its title, what is to be known about it, its text, and what was added later."""

    title: str
    marks: tuple[str, ...]
    body: str
    additions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BlankLines:
    """Room to write by hand: a label and a dotted line each."""

    labels: tuple[str, ...]


Block = Heading | Paragraph | Facts | Table | Entry | BlankLines


@dataclass(frozen=True, slots=True)
class Document:
    """A packet: its language, for writers that state it, and its blocks."""

    language: str
    blocks: tuple[Block, ...]
