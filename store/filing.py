"""Closed cases on their way into the archive and back: every reader and every act finds them as if they had not gone.

A case is archived when it has a stub and no row among the live cases; the live row always wins. Filing writes the case
into the archive first, durable there, and then, in one transaction, its stub in and its rows out of the live book: cut
off between the two, the case is live as before and is filed again later. An act on an archived case puts its rows back
in the same transaction, so that it is one step to undo, and undoing it leaves the case in the archive as it lay there.
Before such a case is filed again, that act is made one that cannot be undone any more, since the copy changes.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from store.act import Act, Change, Way
from store.archive import Archive
from store.desk import Desk, full_code
from store.errors import NotSaved, Refused
from store.language import _
from store.leafing import NotesAtHand, newest_first
from store.model.case import Case, by_number
from store.model.flag import Flag
from store.model.folder import Folder
from store.model.measure import Measurement
from store.model.move import Move
from store.model.note import Note
from store.model.record import Record
from store.model.stub import Stub
from store.practice.cycle import is_shown
from store.practice.review import asks_still
from store.shelf import IN_THE_FILE, NOTES, oldest_first
from store.vault import Transaction

FILE = "file"
"""The label of the transaction that takes a case out of the live book. It is no act: it is no step to undo."""

RESTS = timedelta(days=1)
"""A case is not filed sooner after the last act on it: filing ends what can be undone about it."""

DEAD_ROWS = 1_000
"""So many filed rows, and more than there are live ones, make the snapshot worth writing anew at closing."""


_MANY = (Note, Measurement)
"""Of these a case of many years has thousands."""

_Name = tuple[type[Record], str]
R = TypeVar("R", bound=Record)


class Filing(Desk):
    """The cases of an open book, wherever they lie. The archive is opened only when a case in it is asked for."""

    def __init__(
        self, folder: Path, passphrase: str | None, *, create: bool, read_only: bool, clock: Callable[[], datetime]
    ) -> None:
        """Open the live book only; see `store.open_casebook`."""
        self._acted: dict[str, datetime] = {}  # when a closed case was acted on last, as far as the log tells
        self._dead_rows = 0  # rows filed since the snapshot, which still has them
        super().__init__(folder, passphrase, create=create, read_only=read_only, clock=clock)
        self._archive = Archive(folder, self._db.key.archived(), read_only=read_only)

    def close(self) -> None:
        """Give the lock back, and the archive with it; first tidy up after much was filed."""
        dead, self._dead_rows = self._dead_rows, 0
        try:
            if dead > max(DEAD_ROWS, self.shelf.count()) and not self.read_only:
                with suppress(NotSaved):
                    super().compact()
            self._archive.close()
        finally:
            super().close()

    def compact(self) -> None:
        """Write new snapshots of book and archive, and begin new logs.

        Once the book is closed, what was done before cannot be undone.

        Raises:
            NotSaved: one could not be written; nothing was lost.
            BookDamaged: the archive cannot be read; the live book is tidied up.
        """
        super().compact()
        self._dead_rows = 0
        self._archive.compact()

    # Reading, wherever a case lies

    def case(self, code: str) -> Case:
        """The case with this code (`k-2026-14` finds K-2026-014).

        Raises:
            NotFound: there is none.
            BookDamaged: it is archived, and the archive cannot be read; so for every method about one case.
        """
        code = full_code(code)
        return self._archive.get(code).case if self._lies_archived(code) else self.shelf.case(code)

    def every_case(self) -> list[Case]:
        """The live and the archived cases, by code. Opens the archive if there is anything in it."""
        archived = [self._archive.get(stub.code).case for stub in self.archived()]
        return sorted([*self.shelf.cases(), *archived], key=lambda case: by_number(case.code))

    def parts(self, model: type[R], code: str) -> list[R]:
        """The records of one kind in the file of a case, in the order in which they came.

        Args:
            model: Note, Move, or a kind of `Part`.
            code: which case.

        Raises:
            NotFound: there is no such case.
        """
        code = self.case(code).code
        return (
            list(self._archive.get(code).in_file(model)) if self.is_archived(code) else self.shelf.in_file(model, code)
        )

    def every_code(self) -> list[str]:
        """The codes of the live and the archived cases, by year and number, without opening the archive."""
        return sorted({*self.shelf.codes(), *self.shelf.stub_codes()}, key=by_number)

    def notes(self, code: str) -> list[Note]:
        """The notes of a case, the newest contact first.

        Raises:
            NotFound: there is no such case.
        """
        return newest_first(self.parts(Note, code))

    def leaf_through(self, code: str) -> NotesAtHand:
        """The same notes, none of them read yet: who looks at few of them waits for no others.

        Raises:
            NotFound: there is no such case.
        """
        code = self.case(code).code
        if not self.is_archived(code):
            return self.shelf.leaf_through(code)
        filed = self._archive.get(code)
        rows = enumerate(filed.document.get(NOTES, ()))
        return NotesAtHand(rows, lambda place, _document: filed.in_file(Note)[place])

    def _at_hand(self, model: type[R], code: str) -> Sequence[R]:
        return tuple(self.parts(model, code)) if self.is_archived(code) else self.shelf.at_hand(model, code)

    def history(self, code: str) -> list[Move]:
        """The phase history of a case, the oldest entry first.

        Raises:
            NotFound: there is no such case.
        """
        return oldest_first(self.parts(Move, code))

    def folder_of(self, code: str) -> Folder:
        """Everything in the file of a case.

        Raises:
            NotFound: there is no such case.
        """
        case = self.case(code)
        kinds: dict[str, Any] = {
            table: tuple(self.parts(model, case.code)) for table, model in IN_THE_FILE.items() if model not in _MANY
        }
        kinds["history"] = tuple(oldest_first(kinds["history"]))
        return Folder(case, self.leaf_through(case.code), measurements=self._at_hand(Measurement, case.code), **kinds)

    def part(self, model: type[R], id: str, code: str = "") -> R:
        """The record of this kind with this id.

        Args:
            model: Note, Move, or a kind of `Part`.
            id: which one.
            code: the case it belongs to, where that is known. A record of an archived case is found without it too
                once the archive is open.

        Raises:
            NotFound: there is none.
        """
        if (part := self._archived_part(model, id, code)) is not None:
            return part
        return self.shelf.one(model, id)

    def has_part(self, model: type[Record], id: str, code: str = "") -> bool:
        """Whether `part` finds one with this id."""
        return self.shelf.has(model, id) or self._archived_part(model, id, code) is not None

    def note(self, id: str, code: str = "") -> Note:
        """The note with this id; see `part`."""
        return self.part(Note, id, code)

    def has_note(self, id: str, code: str = "") -> bool:
        """Whether `note` finds one with this id."""
        return self.has_part(Note, id, code)

    def drafts(self, code: str) -> int:
        """How many notes of a case wait for a signature."""
        code = full_code(code)
        if self.is_archived(code):
            return sum(note.is_draft for note in self._archive.get(code).in_file(Note))
        return self.shelf.drafts(code)

    def is_imported(self, source: str) -> bool:
        """Whether a record with this origin is in the book. Opens the archive if there is anything in it."""
        if self.shelf.is_imported(source):
            return True
        may_be = self._archive.is_read or self.has_archived
        code = self._archive.code_of_source(source) if may_be else None
        return code is not None and self.is_archived(code)

    # The archive

    def archived(self) -> list[Stub]:
        """What is known of the archived cases without opening the archive, by code."""
        return [stub for stub in self.shelf.stubs() if not self.shelf.has_case(stub.code)]

    @property
    def has_archived(self) -> bool:
        """Whether any case lies in the archive."""
        return any(not self.shelf.has_case(code) for code in list(self.shelf.stub_codes()))  # in any thread

    def is_archived(self, code: str) -> bool:
        """Whether the case with this code lies in the archive."""
        return self._lies_archived(full_code(code))

    def _lies_archived(self, code: str) -> bool:
        return self.shelf.has_stub(code) and not self.shelf.has_case(code)

    def open_archive(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Read the archive into memory, if there is anything in it, so that what is asked of it next is there at once.

        A worker thread may call it while others use the book; who needs the archive meanwhile waits. A second call does
        nothing.

        Args:
            progress: is told now and then, in that thread, how much of all is done.

        Raises:
            BookDamaged: the archive cannot be read.
        """
        if self.has_archived:
            self._archive.read(progress)

    @property
    def is_archive_busy(self) -> bool:
        """Whether another thread is opening or reading the archive."""
        return self._archive.is_busy

    def due_for_filing(self) -> list[str]:
        """The codes of the closed cases that are off the board, not just worked on, and not asked about any more."""
        now = self.clock()
        return [code for code in self.shelf.closed_codes() if self._is_due(code, now)]

    def is_due_for_filing(self, code: str) -> bool:
        """Whether a case is live, closed, off the board, not asked about any more, and not acted on since yesterday."""
        return self._is_due(full_code(code), self.clock())

    def _is_due(self, code: str, now: datetime) -> bool:
        closed, acted = self.shelf.closed_on(code), self._acted.get(code)
        if closed is None or is_shown(closed, now.date()) or self._is_asked_about(code):
            return False
        return acted is None or now - acted >= RESTS

    def _is_asked_about(self, code: str) -> bool:
        """Whether the daily review, which looks at live cases only, has something to say of a closed one still."""
        return asks_still(self.shelf.case(code), self.shelf.in_file(Flag, code), self.shelf.draft_notes(code))

    def prepare_filing(self) -> None:
        """Open the archive ahead of the first filing: its log may be long, and a person should not wait for it.

        A worker thread may call it while others use the book.

        Raises:
            BookDamaged: the archive cannot be opened.
        """
        self._archive.open(create=not self.has_archived)

    def file_away(self, code: str) -> None:
        """Put a closed case into the archive. It can be read and acted on as before; it is no longer in `cases`.

        Earlier acts on it can no longer be undone. Nobody is told: nothing changes for the user.

        Raises:
            NotFound: there is no such case.
            Refused: it is not closed, or archived already.
            NotSaved: the disk refused; the case is live as before.
            BookDamaged: the archive cannot be opened; the case is live as before.
        """
        case = self.shelf.case(full_code(code))
        if not case.is_closed:
            raise Refused(_("{code} is not closed.").format(code=case.code))
        if self.shelf.has_stub(case.code):
            # It came back from the archive, where the old copy is about to be replaced: earlier acts on it are
            # forgotten before, so that undoing them does not lead there when filing is cut off.
            self.shelf.write_stub_again(FILE, case.code)
        # An archive that has cases but is not there was lost or moved, and must not be begun anew.
        self._archive.put(self.shelf.whole(case.code), create=not self.has_archived)
        with self._db.transaction(FILE):
            self.shelf.put([Stub.of(case, self.today())])
            self.shelf.clear(case.code)

    def _archived_part(self, model: type[R], id: str, code: str = "") -> R | None:
        """A record in the file of an archived case; None when it is live, or not known to be archived."""
        if self.shelf.has(model, id):
            return None
        if self.is_archived(code):
            self._archive.read()
        owner = self._archive.code_of_id(id) if self._archive.is_read else None
        if owner is None or not self.is_archived(owner):
            return None
        return next((part for part in self._archive.get(owner).in_file(model) if part.key == id), None)

    # Bringing back

    def _commit(
        self,
        act: Act,
        records: Iterable[Record] = (),
        *,
        drops: Iterable[Record] = (),
        numbers: dict[int, int] | None = None,
    ) -> None:
        """As on the desk; the archived cases that the act changes come back in the same transaction."""
        changed = {_name(record): record for record in records}
        dropped = {_name(record): record for record in drops}
        archived: dict[str, list[_Name]] = {}
        for name, record in [*changed.items(), *dropped.items()]:
            if self._lies_archived(code := _code_of(record)):
                archived.setdefault(code, []).append(name)
        back: list[Record] = []
        for code, names in archived.items():
            lay = {_name(record): record for record in self._archive.get(code).records()}
            gone = [name for name in names if dropped.pop(name, None)]
            new = {name: changed.pop(name) for name in names if name in changed}
            if gone or any(name not in lay or not _is_same(lay[name], record) for name, record in new.items()):
                back += [record for name, record in {**lay, **new}.items() if name not in gone]
        super()._commit(act, [*back, *changed.values()], drops=dropped.values(), numbers=numbers)

    # What the log tells

    def _learn(self, transaction: Transaction) -> None:
        super()._learn(transaction)
        if isinstance(transaction.act, dict):
            self._acted_on(lambda: datetime.fromisoformat(transaction.at))
        elif transaction.act == FILE:
            self._dead_rows += len(transaction.changes)

    def _tell(self, act: Act, way: Way) -> Change:
        self._acted_on(self.clock)  # which tests and demonstrations set
        return super()._tell(act, way)

    def _acted_on(self, clock: Callable[[], datetime]) -> None:
        """Remember when the closed cases that were touched just now were acted on; nobody asks it of the open ones."""
        if closed := [code for code in self._touched if self.shelf.is_closed(code)]:
            self._acted.update(dict.fromkeys(closed, clock()))


def _name(record: Record) -> _Name:
    return type(record), record.key


def _code_of(record: Record) -> str:
    return str(getattr(record, "case_code", "") or record.key)


def _is_same(one: Record, other: Record) -> bool:
    return one.document() == other.document()
