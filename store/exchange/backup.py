"""A backup: one file that is a whole book, written, read back from the disk and opened before it counts as made.

`Backup` fixes what the book is at this moment and may then work in another thread, since it only reads files; `backup`
does all of it at once. The files are taken as they lie: the backup of an encrypted book is encrypted. The format is
`bundle`'s; taking a book out of a backup is `restore`'s.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from store import settings_file
from store.casebook import Casebook
from store.errors import BookDamaged, BookNotFound, LingkarError, NotSaved
from store.exchange import bundle
from store.exchange.apart import open_apart
from store.exchange.naming import first_free
from store.exchange.progress import Progress, unwatched
from store.exchange.whole import Whole, open_whole
from store.language import _
from store.language.system import why_refused
from store.model.outside import OutsideKind
from store.vault import copying, disk, keyfile, retention
from store.vault.keys import ARCHIVE

ENDING = ".backup"
"""How the name of a backup ends. Another name that is not there was meant for a folder: a stick not plugged in."""

WRITING, CHECKING = "writing", "checking"
"""What a backup is doing."""

Staged = Callable[[str, int, int], None]
"""Told the stage, and how many bytes of how many are done; stops the work by raising."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup that was made and checked.

    Attributes:
        path: where it is.
        size: its length in bytes.
        book: what is in it.
        is_encrypted: whether it needs the passphrase to be read.
        off_laptop: whether it lies on another disk than the book.
    """

    path: Path
    size: int
    book: Whole
    is_encrypted: bool
    off_laptop: bool


def backup(book: Casebook, path: Path, *, force: bool = False) -> BackupReport:
    """Make a backup of a book, check it, and write it down in the book.

    Args:
        book: open for writing.
        path: the file; or a folder, in which it gets the name of the day.
        force: whether a file that is there may be replaced, once the new one is whole and checked.

    Returns:
        What was made.

    Raises:
        LingkarError: it could not be made or does not read back as the book is; then nothing is left of it.
        NotSaved: it is made, but the book could not write that down.
    """
    report = Backup(book, path, force=force).make()
    register(book, report)
    return report


def proposed_place(book: Casebook) -> Path:
    """Where a backup might go: where the last ones off the laptop went, else a drive that is plugged in, else home."""
    before = [Path(one.path).parent for one in book.outside() if one.kind is OutsideKind.BACKUP and one.off_laptop]
    for place in [*reversed(before), *disk.other_drives()]:
        with contextlib.suppress(OSError):
            if os.access(place, os.W_OK) and not disk.same_device(book.folder, place):
                return place
    return Path.home()


def register(book: Casebook, report: BackupReport) -> None:
    """Write a backup down in the book.

    Raises:
        NotSaved: the disk refused; the backup is whole all the same.
    """
    try:
        book.went_out(OutsideKind.BACKUP, report.path, off_laptop=report.off_laptop)
    except NotSaved as error:
        raise NotSaved(
            _("The backup {file} is made and whole, but the book could not write down that it is there: {why}").format(
                file=report.path, why=error
            )
        ) from error


class Backup:
    """A backup of what the book is at the moment this is made. `make` may run in another thread, the book going on."""

    def __init__(self, book: Casebook, path: Path, *, force: bool = False, apart: bool = False) -> None:
        """Look at the book and at the place.

        Args:
            book: see `backup`.
            path: see `backup`.
            force: see `backup`.
            apart: open the copy in a process of its own, so that other threads of this one are not held up.

        Raises:
            LingkarError: there can be no backup there.
        """
        db = book.shelf.db
        self._folder, self._key, self._at = book.folder, db.key, book.clock()
        self._is_encrypted = book.is_encrypted
        self._standing = db.standing()
        self._settings = _settings_of(book.folder)
        self._force, self._apart = force, apart
        self.target = _target(book.folder, path, book.today(), force)

    def make(self, progress: Staged = unwatched) -> BackupReport:
        """Write it, read it back, and give it its name.

        Args:
            progress: told how far it is.

        Raises:
            LingkarError: see `backup`.
        """
        try:
            draft = _draft_of(self.target)
        except OSError as error:
            raise _not_made(self.target, error) from error
        try:
            self._write(draft, lambda done, total: progress(WRITING, done, total))
            whole = self._check(draft, lambda done, total: progress(CHECKING, done, total))
            report = BackupReport(
                path=self.target,
                size=draft.stat().st_size,
                book=whole,
                is_encrypted=self._is_encrypted,
                off_laptop=not disk.same_device(self._folder, draft),
            )
            progress(CHECKING, 1, 1)  # the last moment to stop it
            if not self._force and self.target.exists():
                raise _is_there(self.target)
            disk.rename(draft, self.target)
        except BaseException as error:
            with contextlib.suppress(OSError):
                disk.remove(draft)
            if isinstance(error, OSError):
                raise _not_made(self.target, error) from error
            raise
        with contextlib.suppress(OSError):  # the file is whole and has its name; a stick pulled now keeps it or not
            disk.sync_folder(self.target.parent)
        return report

    def _write(self, draft: Path, progress: Progress) -> None:
        fd = disk.create_file(draft)
        try:
            with open(fd, "wb", closefd=False) as out:
                bundle.write(out, self._pieces(), self._at, progress)
            disk.flush(fd)
            disk.forget_cached(fd)
        finally:
            disk.close_file(fd)

    def _pieces(self) -> Iterator[copying.Piece]:
        """The files, in the order in which they are looked at.

        The moment of the live book was fixed first, and the archive is looked at after it: filing writes a case into
        the archive before it takes it out of the live book. So a case that is filed meanwhile is in both or in the live
        book, never in neither; and where it is in both, the live one counts.
        """
        file = self._folder / keyfile.NAME
        if file.exists():  # else the log has a copy of it, which comes along
            yield copying.Piece(keyfile.NAME, file, file.stat().st_size)
        yield from copying.generation_of(self._folder, self._key, standing=self._standing)
        archive = self._folder / ARCHIVE
        if archive.is_dir():
            yield from copying.generation_of(archive, self._key.archived(), prefix=f"{ARCHIVE}/")
        yield from self._settings

    def _check(self, draft: Path, progress: Progress) -> Whole:
        """Take the book out of the file again, open it, and count.

        Raises:
            LingkarError: it is not the book.
        """
        place = self._folder / retention.CHECK_FOLDER
        _drop(place)
        disk.make_folder(place)
        try:
            bundle.unpack(draft, place, progress)
            found = keyfile.find(place)
            fits = found is not None and found.is_encrypted == self._is_encrypted
            if not fits or (found and found.is_encrypted and found.fields["recipient"] != self._key.name):
                raise _differs(self.target)
            whole = (
                open_apart(place, self._key, lambda: progress(1, 1)) if self._apart else open_whole(place, self._key)
            )
            if (whole.seq, whole.documents) != (self._standing.seq, self._standing.documents):
                raise _differs(self.target)
            return whole
        except (BookDamaged, BookNotFound) as error:
            raise _differs(self.target) from error
        finally:
            _drop(place)


def _settings_of(folder: Path) -> list[copying.Piece]:
    """The file of the settings as it is written, sound or not; nothing where there is none that can be read."""
    path = folder / settings_file.NAME
    try:
        data = path.read_bytes()
    except OSError:
        return []
    return [copying.Piece(settings_file.NAME, path, len(data), data)]


def _target(folder: Path, path: Path, day: date, force: bool) -> Path:
    """Where a backup goes.

    Raises:
        LingkarError: it cannot go there.
    """
    path = Path(os.path.expanduser(path))  # leaves an unknown ~user as it is, where Path's own raises
    try:
        target = first_free(path, f"lingkar-{day.isoformat()}", ENDING) if path.is_dir() else path
        parent = target.parent.resolve()
        if not parent.is_dir():
            raise LingkarError(_("There is no folder {folder}. Nothing was written.").format(folder=target.parent))
        if parent.is_relative_to(folder.resolve()):
            raise LingkarError(
                _("{folder} is part of the book itself; a backup there would be lost with it. Choose another place, "
                  "best on another disk.").format(folder=target.parent)
            )  # fmt: skip
        if target.exists() and not force:
            raise _is_there(target)
        if target.suffix != ENDING and not target.exists():
            raise LingkarError(
                _("There is no folder {folder}. Is the stick or disk plugged in? The name of a file for a backup ends "
                  "in {ending}.").format(folder=target, ending=ENDING)
            )  # fmt: skip
    except OSError as error:  # a name that is too long, a folder of someone else
        raise LingkarError(_("{file} cannot be used: {why}.").format(file=path, why=why_refused(error))) from error
    return target


def _draft_of(target: Path) -> Path:
    """A new empty file beside the target, which is nobody else's.

    Raises:
        OSError: there can be none.
    """
    handle, name = tempfile.mkstemp(prefix=f"{target.name}.", suffix=disk.TEMPORARY, dir=target.parent)  # mode 0600
    os.close(handle)
    return Path(name)


def _drop(place: Path) -> None:
    """Remove the unpacked copy; the next opening of the book sweeps what cannot be removed now."""
    shutil.rmtree(place, ignore_errors=True)


def _is_there(target: Path) -> LingkarError:
    return LingkarError(
        _("{file} is there already and was not touched. Choose another name, or replace it with --force.").format(
            file=target
        )
    )


def _not_made(target: Path, error: OSError) -> LingkarError:
    return LingkarError(
        _("The backup {file} could not be made: {why}. Nothing is left of it, and the book is unharmed.").format(
            file=target, why=why_refused(error)
        )
    )


def _differs(target: Path) -> LingkarError:
    return LingkarError(
        _("The backup {file} does not read back as the book is, so it was thrown away. The book is unharmed. Try "
          "another disk; `lingkar verify` checks the book.").format(file=target)
    )  # fmt: skip
