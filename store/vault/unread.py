"""A large table of a snapshot as it came from the disk: text, of which a row is made when somebody looks at it.

The notes of ten years are tens of megabytes of text and nearly twice as much as objects, of which a morning needs a
few hundred. Pressed, the text takes a third. What is changed afterwards lies over it, as in any table.
"""

import re
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import ItemsView, Iterable, Iterator, MutableMapping, ValuesView
from typing import Protocol

import orjson

from .records import Document

ROWS_KEPT = 6_000
"""So many rows are kept once they were looked at: the file of a case with very many notes."""

PIECE = 256 * 1024
"""So much text is pressed at once: a row costs the opening of its piece, about half a millisecond."""

AT_ONCE = 16 * 1024
"""So much of it at a time. Each time another thread may take its turn, and wants it while keys are pressed."""

LEVEL = 3
"""Of pressing, as zlib counts: 6, its usual one, takes three times as long for a tenth less."""

PIECES_KEPT = 4
"""So many pieces are kept open: rows that are asked for one after the other mostly lie beside each other."""

_BEGINS = re.compile(rb'\n"(\d+)":')


class Text(Protocol):
    """The rows as JSON, each on a line of its own."""

    def line(self, id: int) -> bytes:
        """A row; KeyError if there is none with this id."""
        ...

    def __contains__(self, id: object) -> bool:
        """Whether there is a row with this id."""
        ...

    def __iter__(self) -> Iterator[int]:
        """The ids."""
        ...

    def __len__(self) -> int:
        """How many rows there are."""
        ...


class PlainText:
    """A snapshot as `snapshots.write` makes it. It is held as a whole as long as a row of it is."""

    def __init__(self, content: bytes) -> None:
        """No row of it is known yet."""
        self._content = content
        self._starts: dict[int, int] = {}

    def find(self, start: int, stop: int) -> None:
        """Learn of the rows whose lines begin in a part of it."""
        for match in _BEGINS.finditer(self._content, start - 1, stop):
            self._starts[int(match[1])] = match.end()

    def line(self, id: int) -> bytes:
        """See `Text`."""
        start = self._starts[id]
        return self._content[start : self._content.index(b"\n", start)].rstrip(b",")

    def __contains__(self, id: object) -> bool:
        """See `Text`."""
        return id in self._starts

    def __iter__(self) -> Iterator[int]:
        """See `Text`."""
        return iter(self._starts)

    def __len__(self) -> int:
        """See `Text`."""
        return len(self._starts)


class _Piece:
    """A piece while it is made. Little lies open beside it, which memory would be left with."""

    def __init__(self) -> None:
        self.length = 0
        self._press = zlib.compressobj(LEVEL)
        self._parts: list[bytes] = []
        self._lines: list[bytes] = []
        self._open = 0

    def add(self, line: bytes) -> None:
        self._lines += line, b"\n"
        self.length += len(line) + 1
        self._open += len(line) + 1
        if self._open >= AT_ONCE:
            self._press_lines()

    def _press_lines(self) -> None:
        self._parts.append(self._press.compress(b"".join(self._lines)))
        self._lines.clear()
        self._open = 0

    def pressed(self) -> bytes:
        self._press_lines()
        return b"".join([*self._parts, self._press.flush()])


class PressedText:
    """The same pressed, in pieces. Made once, and read by several threads."""

    def __init__(self, lines: Iterable[tuple[int, bytes]]) -> None:
        """Press rows; those that are asked for together should come together.

        Args:
            lines: The rows, each an id and its JSON.
        """
        self._begins: list[int] = []
        self._pieces: list[bytes] = []
        self._open: dict[int, bytes] = {}
        starts: dict[int, int] = {}
        end = 0
        piece = _Piece()
        for id, line in lines:
            starts[id] = end + piece.length
            piece.add(line)
            if piece.length >= PIECE:
                end = self._keep(piece, end)
                piece = _Piece()
        self._keep(piece, end)
        # In two rows of numbers, which take a tenth of what a dict takes.
        self._ids = array("q", sorted(starts))
        self._starts = array("q", (starts[id] for id in self._ids))

    def _keep(self, piece: "_Piece", begin: int) -> int:
        self._begins.append(begin)
        self._pieces.append(piece.pressed())
        return begin + piece.length

    def line(self, id: int) -> bytes:
        """See `Text`."""
        place = self._place(id)
        if place is None:
            raise KeyError(id)
        at = bisect_right(self._begins, self._starts[place]) - 1
        piece = self._open.get(at)
        if piece is None:
            if len(self._open) >= PIECES_KEPT:
                self._open.clear()
            piece = self._open[at] = zlib.decompress(self._pieces[at])
        start = self._starts[place] - self._begins[at]
        return piece[start : piece.index(b"\n", start)]

    def _place(self, id: object) -> int | None:
        if not isinstance(id, int):
            return None
        place = bisect_left(self._ids, id)
        return place if place < len(self._ids) and self._ids[place] == id else None

    def __contains__(self, id: object) -> bool:
        """See `Text`."""
        return self._place(id) is not None

    def __iter__(self) -> Iterator[int]:
        """See `Text`."""
        return iter(self._ids)

    def __len__(self) -> int:
        """See `Text`."""
        return len(self._ids)


class UnreadTable(MutableMapping[int, Document]):
    """A table over such a text. The documents it hands out are not to be mutated."""

    def __init__(self, text: Text) -> None:
        """None of the rows is read yet.

        Args:
            text: The rows.
        """
        self._text = text
        self._changed: dict[int, Document | None] = {}  # since it was read; None: removed
        self._read: dict[int, Document] = {}
        self._length = len(text)

    def __getitem__(self, id: int) -> Document:
        """Return a document."""
        if id in self._changed:
            changed = self._changed[id]
            if changed is None:
                raise KeyError(id)
            return changed
        document = self._read.get(id)
        if document is None:
            document = orjson.loads(self._text.line(id))
            if len(self._read) >= ROWS_KEPT:
                self._read.clear()
            self._read[id] = document
        return document

    def __setitem__(self, id: int, document: Document) -> None:
        """Put a document, new or instead of another."""
        self._length += id not in self
        self._changed[id] = document

    def __delitem__(self, id: int) -> None:
        """Remove a document."""
        if id not in self:
            raise KeyError(id)
        self._length -= 1
        if id in self._text:
            self._changed[id] = None
        else:
            del self._changed[id]

    def __contains__(self, id: object) -> bool:
        """Tell whether there is a document with this id, without reading it."""
        if id in self._changed:
            return self._changed[id] is not None
        return id in self._text

    def __iter__(self) -> Iterator[int]:
        """Go through the ids, those of the snapshot first."""
        text, changed = self._text, self._changed
        if not changed:
            return iter(text)
        kept = [id for id in text if changed.get(id, ...) is not None]
        return iter(kept + [id for id, new in changed.items() if new is not None and id not in text])

    def __len__(self) -> int:
        """Count the documents."""
        return self._length

    def __eq__(self, other: object) -> bool:
        """Whether the other has the same documents; as of any mapping."""
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]  # as of any mapping that changes

    def items(self) -> ItemsView[int, Document]:
        """Go through ids and documents, keeping none of those that are read for it."""
        return _Items(self)

    def values(self) -> ValuesView[Document]:
        """Go through the documents, keeping none of those that are read for it."""
        return _Values(self)

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Go through ids and documents as JSON, reading none."""
        for id in self:
            yield id, self.line(id)

    def line(self, id: int) -> bytes:
        """A document as JSON."""
        changed = self._changed.get(id)
        return self._text.line(id) if changed is None else orjson.dumps(changed)

    def press(self, order: Iterable[int]) -> None:
        """Let the text take less memory, and let go of what was read. Another thread may do it, while this one reads.

        Args:
            order: The ids, those together that are asked for together; those it does not name come last.
        """
        text = self._text
        ids = dict.fromkeys([*(id for id in order if id in text), *text])
        self._text = PressedText((id, text.line(id)) for id in ids)
        self._read.clear()


class _Items(ItemsView[int, Document]):
    _mapping: UnreadTable

    def __iter__(self) -> Iterator[tuple[int, Document]]:
        for id, line in self._mapping.lines():
            yield id, orjson.loads(line)


class _Values(ValuesView[Document]):
    _mapping: UnreadTable

    def __iter__(self) -> Iterator[Document]:
        for _id, line in self._mapping.lines():
            yield orjson.loads(line)
