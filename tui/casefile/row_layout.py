"""Rows one below the other: which line belongs to which entry, and what must be shown so that an entry is in sight.

Pure numbers; the widget is in `rows`.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from textual.content import Content

from store.model.record import Record
from tui.casefile.page import LaterLines

_LEAD = 2  # lines above an entry, such as its heading, that come into sight with it


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that belong together.

    Attributes:
        lines: none wider than the width they were laid out for. Empty ones at the end set it off from the next row and
            are not marked.
        part: what the keys act on while the cursor is here; None for a heading, a text or a chart, which the cursor
            passes by.
    """

    lines: Sequence[Content]
    part: Record | None = None


class RowLayout:
    """Rows, laid out. An entry is known by its place among those rows that have one.

    Attributes:
        lines: all lines; those that are made later are not made here.
        parts: the entries, in their order.
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        """Put rows one below the other."""
        self._places: list[tuple[Sequence[Content], int]] = []  # of each line: the lines of its row, and which of them
        self.parts: list[Record] = []
        self._spans: list[tuple[int, int]] = []
        self._of_line: list[int | None] = []
        for row in rows:
            start = len(self._places)
            self._places += [(row.lines, number) for number in range(len(row.lines))]
            entry = len(self.parts) if row.part is not None and row.lines else None
            self._of_line += [entry] * len(row.lines)
            if row.part is not None and row.lines:
                self.parts.append(row.part)
                filled = next((n for n in range(len(row.lines), 0, -1) if not self._is_empty(start + n - 1)), 1)
                self._spans.append((start, start + filled))
        self.lines = LaterLines(len(self._places), partial(_line_of, self._places))

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self.parts)

    def _is_empty(self, line: int) -> bool:
        """Whether nothing stands there; where that is made later, something does."""
        lines, number = self._places[line]
        return not isinstance(lines, LaterLines) and not lines[number].plain.strip()

    def span(self, place: int) -> tuple[int, int]:
        """The first line of an entry, and the one after its last that is not empty."""
        return self._spans[place]

    def at(self, line: int) -> int | None:
        """The entry to which a line belongs; None when there is none, or no such line."""
        return self._of_line[line] if 0 <= line < len(self._of_line) else None

    def key(self, place: int) -> str:
        """By what an entry is known; empty when there is no such place."""
        return self.parts[place].key if 0 <= place < len(self) else ""

    def find(self, key: str, near: int) -> int:
        """The place of the entry with this key, the nearest where it stands twice; without one, a place near it."""
        same = [place for place in range(len(self)) if self.key(place) == key] if key else []
        if same:
            return min(same, key=lambda place: abs(place - near))
        return max(0, min(near, len(self) - 1))

    def first_of(self, keys: Container[str]) -> int | None:
        """The place of the first entry with one of these keys."""
        return next((place for place, part in enumerate(self.parts) if part.key in keys), None)

    def in_sight(self, top: int, height: int) -> list[int]:
        """The entries of which something is seen between these lines."""
        return [place for place in range(len(self)) if self.is_in_sight(place, top, height)]

    def is_in_sight(self, place: int, top: int, height: int) -> bool:
        """Whether something of an entry is seen between these lines."""
        if not 0 <= place < len(self):
            return False
        start, end = self._spans[place]
        return start < top + height and end > top

    def next_out_of_sight(self, way: int, top: int, height: int) -> int | None:
        """The first entry below what is seen between these lines, or the last one above it."""
        if way > 0:
            return next((place for place, (start, _end) in enumerate(self._spans) if start >= top + height), None)
        return next((place for place in range(len(self) - 1, -1, -1) if self._spans[place][1] <= top), None)

    def clamped(self, top: int, height: int) -> int:
        """The nearest line that can be the first one shown."""
        return max(0, min(top, len(self.lines) - height))

    def top_for(self, place: int, top: int, height: int) -> int:
        """The first line to be shown so that an entry is in sight, whole where it fits, with its heading.

        Args:
            place: of the entry.
            top: the first line shown now, which is kept where it can be.
            height: lines there is room for.
        """
        if not 0 <= place < len(self):
            return top
        start, end = self._spans[place]
        above = start - self._spans[place - 1][1] if place else start
        lead = min(_LEAD, above, max(0, height - (end - start)))
        while lead and self._is_empty(start - lead):
            lead -= 1
        return self.clamped(min(max(top, end - height), start - lead), height)


def _line_of(places: Sequence[tuple[Sequence[Content], int]], line: int) -> Content:
    lines, number = places[line]
    return lines[number]
