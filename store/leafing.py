"""What lies in the file of a case to leaf through: each record is made only when somebody looks at it.

A case of many years has thousands of notes, of which a screen shows a dozen. Their order, and which of them say
anything about supervision, can be seen from the rows as they lie there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from operator import itemgetter
from typing import TypeVar, overload

from store.model.codes import ContactMode
from store.model.note import Note
from store.model.record import Record
from store.practice.questions import MARK
from store.vault import Document

R = TypeVar("R", bound=Record)

Row = tuple[int, Document]
"""A row and its number."""

_moments: Callable[[Document], tuple[str, str]] = itemgetter("contact_at", "written_at")
_SECONDS = len("2026-11-20T09:30:00")


def _nothing_to_read(_row: int, _document: Document) -> Note:
    raise LookupError


class AtHand(Sequence[R]):
    """Records of one kind in the order in which they came, as they were when this was made."""

    def __init__(self, rows: Iterable[Row], read: Callable[[int, Document], R]) -> None:
        """None read yet.

        Args:
            rows: in the order in which they came.
            read: makes a record of one.
        """
        self._came = list(rows)
        self._read = read

    @property
    def _rows(self) -> list[Row]:
        return self._came

    def __len__(self) -> int:
        """How many there are."""
        return len(self._came)

    def __eq__(self, other: object) -> bool:
        """Whether the other has the same records in the same order."""
        return isinstance(other, Sequence) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]  # as of any list

    @overload
    def __getitem__(self, place: int) -> R: ...

    @overload
    def __getitem__(self, place: slice) -> list[R]: ...

    def __getitem__(self, place: int | slice) -> R | list[R]:
        """One of them, or some."""
        if isinstance(place, slice):
            return [self._read(*row) for row in self._rows[place]]
        return self._read(*self._rows[place])

    def __iter__(self) -> Iterator[R]:
        """One after the other: who has found what it looks for reads no more."""
        return (self._read(*row) for row in self._rows)


class NotesAtHand(AtHand[Note]):
    """Notes, the newest contact first. Who only asks for the rest of a file does not wait for their order."""

    def __init__(self, rows: Iterable[Row] = (), read: Callable[[int, Document], Note] = _nothing_to_read) -> None:
        """None unless given; see `AtHand`."""
        super().__init__(rows, read)

    @cached_property
    def _rows(self) -> list[Row]:
        try:
            ordered = sorted(self._came, key=_as_written if _is_in_one_zone(self._came) else _in_seconds)
        except (KeyError, TypeError, ValueError):  # not as we write them: reading them tells what they mean
            ordered = sorted(self._came, key=lambda row: _in_order(self._read(*row)))
        return ordered[::-1]

    def place_of(self, id: str) -> int | None:
        """Where the note with this id is; None when it is not among them."""
        return next((place for place, (_row, document) in enumerate(self._rows) if document["id"] == id), None)

    @cached_property
    def asking(self) -> tuple[Note, ...]:
        """All that `store.practice.questions` needs: sessions of supervision, and notes with the mark of a question."""
        return tuple(self._read(*row) for row in self._rows if _asks(row[1]))

    @property
    def private(self) -> list[Note]:
        """Those that are private."""
        return [self._read(*row) for row in self._rows if row[1].get("private")]


def newest_first(notes: Iterable[Note]) -> list[Note]:
    """Notes as they are read: by contact, then by writing; of those that are equal, the one that came last is first."""
    return sorted(notes, key=_in_order)[::-1]


def _in_order(note: Note) -> tuple[datetime, datetime]:
    return note.contact_at, note.written_at


def _is_in_one_zone(rows: Sequence[Row]) -> bool:
    """Whether all moments have the same zone, and no fractions of seconds: then they sort as they are written."""
    return len({moment[_SECONDS:] for _row, document in rows for moment in _moments(document)}) == 1


def _as_written(row: Row) -> tuple[str, str]:
    return _moments(row[1])


def _in_seconds(row: Row) -> tuple[int, ...]:
    return tuple(int(datetime.fromisoformat(moment).timestamp()) for moment in _moments(row[1]))


def _asks(note: Document) -> bool:
    if note.get("mode") == ContactMode.SUPERVISION or MARK in note.get("body", ""):
        return True
    return "addenda" in note and any(MARK in more["text"] for more in note["addenda"])
