"""Copies that left the book: whether the file still lies where it was written, and whether it is the very one.

A file is known again by its content. A folder that cannot be reached now, such as a memory stick that is not put in, is
no trouble: then the copy is not found, and nobody can say more of it from here.
"""

import hashlib
import os
import stat
from datetime import datetime, timedelta
from typing import NamedTuple

from store.errors import NotFound, NotSaved, Refused
from store.language import N_, _, n_
from store.language.system import why_refused
from store.model.codes import Vocabulary
from store.model.outside import Outside, OutsideKind
from store.model.record import build, to_the_second
from store.outside import OUTSIDE, Register

COPY_DAYS = 30
"""So long a packet may be out there before it is worth a word: by then the session has been held."""

_OF_COPIES = 2
"""The row of what the user was reminded of; 1 is that of the backup."""


class CopyState(Vocabulary):
    """What can be said of a copy."""

    THERE = "there", N_("there")
    CHANGED = "changed", N_("there, with other content")
    MISSING = "missing", N_("not found")
    PRINTED = "printed", N_("printed, not a file")
    GONE = "gone", N_("destroyed")


_WHY_KEPT = {
    CopyState.CHANGED: N_("{file} has other content than what was written there. It was not deleted."),
    CopyState.MISSING: N_(
        "{file} is not found, so nothing was deleted. It may have been moved, or lie on another disk."
    ),
    CopyState.PRINTED: N_("It was printed; there is no file to delete."),
    CopyState.GONE: N_("This copy is destroyed already."),
}


class Copy(NamedTuple):
    """One copy.

    Attributes:
        id: by which the book knows it; it stays the same.
        outside: what is known of it.
        state: what can be said of it now.
    """

    id: int
    outside: Outside
    state: CopyState


class Copies(Register):
    """What becomes of the copies that left an open book. Quiet as the register: no acts, nothing to undo."""

    def copies(self) -> list[Copy]:
        """What left but the backups, the newest first, and what can be said of each copy now. Reads the files."""
        rows = self._db.documents(OUTSIDE)
        found = [(id, one) for id, row in rows.items() if (one := build(Outside, row)).kind is not OutsideKind.BACKUP]
        found.sort(key=lambda pair: (pair[1].at, pair[0]), reverse=True)
        return [Copy(id, one, state_of(one)) for id, one in found]

    def copies_due(self) -> int:
        """How many supervision packets are out there for too long. Looks at no file."""
        now = self.clock()
        return sum(is_due(one, now) for one in self.outside())

    def copies_reminder(self) -> str | None:
        """That old copies are out there, once a day as `backup_reminder`."""
        count = 0 if self._was_said(_OF_COPIES) else self.copies_due()
        if not count:
            return None
        self._say_once(_OF_COPIES)
        return copies_sentence(count)

    def mark_gone(self, id: int) -> Outside:
        """Write down that a copy was destroyed; nothing is deleted.

        Args:
            id: see `Copy`.

        Raises:
            NotFound: nothing with this number was exported.
            NotSaved: the disk refused.
        """
        one = self._copy(id)
        if one.gone is None:
            one = one.changed(gone=to_the_second(self.clock()))
            self._quietly("outside", OUTSIDE, id, one.document())
        return one

    def delete_copy(self, id: int) -> Outside:
        """Delete the file of a copy, if it is the very one that was written, and write down that it is gone.

        Args:
            id: see `Copy`.

        Raises:
            NotFound: nothing with this number was exported.
            Refused: there is no such file any more, or it has other content; nothing was deleted.
            NotSaved: the disk refused.
        """
        one = self._copy(id)
        if (state := state_of(one)) is not CopyState.THERE:
            raise Refused(why_kept(one, state))
        one = one.changed(gone=to_the_second(self.clock()))
        try:
            with self._db.transaction("outside"):  # a book that takes no changes keeps the file
                self.shelf.restore(OUTSIDE, id, one.document())
                os.unlink(one.path)
        except OSError as error:
            why = why_refused(error)
            raise NotSaved(
                _("{file} cannot be deleted: {why}. It is still there.").format(file=one.path, why=why)
            ) from None
        return one

    def _copy(self, id: int) -> Outside:
        row = self._db.documents(OUTSIDE).get(id)
        if row is None or row["kind"] == OutsideKind.BACKUP:
            raise NotFound(_("There is no copy {number}.").format(number=id))
        return build(Outside, row)


def is_due(one: Outside, now: datetime) -> bool:
    """Whether something that left is a packet that is out there for longer than it should be."""
    return one.packet is not None and one.gone is None and one.at < now - timedelta(days=COPY_DAYS)


def state_of(one: Outside) -> CopyState:
    """What can be said of a copy now; reads its file."""
    if one.gone:
        return CopyState.GONE
    if one.is_printed:
        return CopyState.PRINTED
    try:
        found = os.lstat(one.path)
        if not stat.S_ISREG(found.st_mode):  # a link in its place is not the copy, and a pipe would never end
            return CopyState.MISSING
        if found.st_size != one.size:
            return CopyState.CHANGED
        with open(one.path, "rb") as file:
            return (
                CopyState.THERE if hashlib.file_digest(file, "sha256").hexdigest() == one.sha256 else CopyState.CHANGED
            )
    except (OSError, ValueError):  # the path may be of another system
        return CopyState.MISSING


def protection(one: Outside) -> str:
    """How what is in a copy is kept from other eyes; empty where that is not known."""
    if one.kind is OutsideKind.HANDOVER:
        return _("encrypted, names are real")
    return one.level.label if one.level else ""


def why_kept(one: Outside, state: CopyState) -> str:
    """Why a copy that is not the very file is not deleted.

    Args:
        one: what is known of it.
        state: any but `CopyState.THERE`.
    """
    return _(_WHY_KEPT[state]).format(file=one.path)


def copies_sentence(count: int) -> str:
    """That so many packets are out there longer than they should be."""
    return n_(
        "{count} supervision packet left more than {days} days ago: destroy it if it has served",
        "{count} supervision packets left more than {days} days ago: destroy those that have served", count,
    ).format(count=count, days=COPY_DAYS)  # fmt: skip
