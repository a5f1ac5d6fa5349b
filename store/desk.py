"""An open book as a desk to work at: the clock, the listeners, and the one way in which an act becomes durable.

An act hands its new records to `_commit`: one transaction of the vault, then one `Change` to whoever listens. Undo and
redo are the same way walked with the documents that were there before. What the acts are is not known here.
"""

import re
from collections.abc import Callable, Container, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from store.act import Act, Change, Way
from store.errors import Refused
from store.language import _
from store.migration import bring_up
from store.model.record import Record
from store.model.text import clean_block, clean_line
from store.shelf import BOOK, Shelf
from store.undo import UndoStack, label
from store.vault import Document, OpeningReport, Transaction, open_vault

_AS_KEPT = re.compile(r"K-\d{4}-(\d{3}|[1-9]\d{3,})", re.ASCII)


def now() -> datetime:
    """This moment, with the zone of the laptop."""
    return datetime.now(UTC).astimezone()


class Desk:
    """An open book.

    Attributes:
        clock: what time it is, with zone. May be set, as the demonstration does to tell a story of past weeks.
        report: what opening the book found (generation, torn tail, healing).
        folder: where the book is.
        read_only: whether acts are refused.
        was_upgraded: whether an older version of the program wrote it, so that its documents were brought up to date.
    """

    def __init__(
        self, folder: Path, passphrase: str | None, *, create: bool, read_only: bool, clock: Callable[[], datetime]
    ) -> None:
        """Open; see `store.open_casebook`."""
        self.clock = clock
        self.folder = folder
        self.read_only = read_only
        self.shelf = Shelf()
        self._undo = UndoStack(counters=BOOK)
        self._touched: frozenset[str] = frozenset()
        self._listeners: list[Callable[[Change], None]] = []
        self._db = open_vault(
            folder,
            passphrase=passphrase,
            create=create,
            read_only=read_only,
            unread=True,
            on_snapshot=self.shelf.load,
            on_transaction=self._learn,
        )
        self.report: OpeningReport = self._db.report
        try:
            self.was_upgraded = bring_up(self.shelf)
        except BaseException:
            self._db.close()
            raise
        if self.was_upgraded:
            self._undo = UndoStack(counters=BOOK)  # what was done before has the shape of before

    def __enter__(self) -> Self:
        """The open book."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the book."""
        self.close()

    def close(self) -> None:
        """Give the lock back. Every act is on the disk already."""
        self._db.close()

    @property
    def is_encrypted(self) -> bool:
        """Whether it has a passphrase."""
        return self._db.is_encrypted

    def compact(self) -> None:
        """Write a new snapshot and begin a new log. Once the book is closed, what was done before cannot be undone."""
        self._db.compact()

    def press(self) -> None:
        """Let what was not read yet take less memory. Another thread may do it, while this one goes on."""
        self.shelf.press()

    def begin_day(self) -> None:
        """Begin a new generation if acts of an earlier day lie in the open one: its book stays as a backup of that day.

        Raises:
            NotSaved: it could not be written; nothing was lost.
        """
        begun = self._db.holds_acts_since()
        if begun is None:
            return
        age = (self.today() - begun).days
        if age > 0 or age < -1:  # begun in the future: a start with a wrong clock, not another time zone
            self._db.compact()

    def subscribe(self, listener: Callable[[Change], None]) -> None:
        """Be told of each change once it is durable."""
        self._listeners.append(listener)

    def today(self) -> date:
        """The day it is on the book's clock."""
        return self.clock().date()

    # Undo

    def undo(self) -> Change:
        """Take the last act back.

        Raises:
            Refused: there is nothing to undo.
        """
        return self._turn("undo", self._undo.done, _("There is nothing to undo."))

    def redo(self) -> Change:
        """Do again what was undone last.

        Raises:
            Refused: there is nothing to redo.
        """
        return self._turn("redo", self._undo.undone, _("There is nothing to redo."))

    @property
    def next_undo(self) -> object:
        """What an undo would take back now: the same object as long as that is the same; None for nothing."""
        return self._undo.done[-1] if self._undo.done else None

    def rows_to_turn(self, way: Way) -> int:
        """How many rows the next undo or redo writes: after an import they are thousands, which takes a while."""
        steps = self._undo.undone if way == "redo" else self._undo.done
        return len(steps[-1].rows) if steps else 0

    def _turn(self, way: Way, steps: Any, nothing: str) -> Change:
        if not steps:
            raise Refused(nothing)
        step = steps[-1]
        self._touched = frozenset()
        with self._db.transaction(label(step.act, way)):
            for (table, id), (before, after) in step.rows.items():
                now, then = (after, before) if way == "undo" else (before, after)
                if table != BOOK or (self._db.documents(BOOK).get(id) == now and not self._knows_outside(step.codes)):
                    self.shelf.restore(table, id, then)
            self._turn_along(step.act, way, step.codes)
        return self._tell(step.act, way)

    def _turn_along(self, act: Act, way: Way, codes: frozenset[str]) -> None:
        """Turn what an act brought about beside its own rows, in the same transaction: whoever keeps that does."""

    def _knows_outside(self, codes: frozenset[str]) -> bool:  # noqa: ARG002 - whoever keeps the register looks
        """Whether somebody else may know one of these codes, so that it must never be given to another case."""
        return False

    # How an act becomes durable

    def _commit(
        self,
        act: Act,
        records: Iterable[Record] = (),
        *,
        drops: Iterable[Record] = (),
        numbers: dict[int, int] | None = None,
    ) -> None:
        self._touched = frozenset()  # stays empty when nothing changes: then nothing is written either
        self._db.commit(label(act, "do"), self.shelf.changes(records, drops, numbers))
        self._tell(act, "do")

    def _quietly(self, label: str, table: str, id: int, document: Document | None) -> None:
        """Keep something that is no act of the user on a case: it is no step to undo, and nobody is told."""
        with self._db.transaction(label):
            self.shelf.restore(table, id, document)

    def _tell(self, act: Act, way: Way) -> Change:
        change = Change(act, way, self._touched)
        for listener in self._listeners:
            listener(change)
        return change

    def _learn(self, transaction: Transaction) -> None:
        """Called by the vault with each transaction, replayed at open or just made durable."""
        self._touched = self.shelf.apply(transaction)
        self._undo.record(transaction, self._touched)


def full_code(code: str) -> str:
    """A case code as it is kept, from the ways people type it: `k-2026-14` becomes K-2026-014."""
    if _AS_KEPT.fullmatch(code):
        return code
    parts = clean_line(code).upper().split("-")
    if len(parts) == 3 and parts[2].isdigit():
        parts[2] = parts[2].lstrip("0").zfill(3)
    return "-".join(parts)


def needed(reason: str) -> str:
    """A reason that was really given, cleaned.

    Raises:
        Refused: nothing is left of it.
    """
    reason = clean_block(reason).strip()
    if not reason:
        raise Refused(_("This step needs a reason."))
    return reason


def only(fields: Iterable[str], known: Container[str]) -> None:
    """Check the names of fields.

    Raises:
        TypeError: one is not known.
    """
    unknown = [name for name in fields if name not in known]
    if unknown:
        raise TypeError(f"no such field: {', '.join(sorted(unknown))}")
