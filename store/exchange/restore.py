"""Taking a book out of a backup, or making one of a dump, and putting it in its place; the one that is there is kept.

Everything is unpacked or made, checked and opened beside the book first; only then are two folders renamed. Killed at
any moment, either the old book or the new one is in the place, or the place is empty and both lie beside it; restoring
again works in each case. Nothing here ever removes a book.
"""

import contextlib
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from store.desk import now
from store.errors import BookDamaged, BookNotFound, LingkarError, NotSaved
from store.exchange import bundle
from store.exchange.dumping.contents import Contents, Source, read_contents
from store.exchange.dumping.load import must_be_no_tables
from store.exchange.dumping.lossless import digest
from store.exchange.naming import first_free
from store.exchange.progress import Progress, stretch, unwatched
from store.exchange.whole import Whole, open_whole
from store.language import _
from store.language.system import why_refused
from store.outside import KEPT, UNPACKED, kept_beside, row_of
from store.settings_file import NAME as SETTINGS
from store.shelf import CASES
from store.vault import Document, Key, disk, generations, keyfile, open_vault
from store.vault.frames import NO_TAG
from store.vault.keys import ARCHIVE
from store.vault.lock import HOLDER, LOCK, WriterLock
from store.vault.memory import Table

_PART_OF_BOOK = re.compile(
    r"key\.json|\d{10}[-.].*|.*\.tmp|" + "|".join(map(re.escape, (ARCHIVE, LOCK, HOLDER, SETTINGS)))
)


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """A book that was restored.

    Attributes:
        folder: where it is.
        made: when its backup was made; None for a dump, which does not tell.
        book: what is in it.
        kept: where the book is that was there before; None when there was none.
        earlier: the books kept from earlier restorings, the oldest first.
    """

    folder: Path
    made: datetime | None
    book: Whole
    kept: Path | None
    earlier: tuple[Path, ...]


def restore(path: Path, folder: Path, passphrase: str | None = None, *, at: datetime | None = None) -> RestoreReport:
    """Put the book of a backup into a folder; a book that is there is kept beside it.

    Args:
        path: the backup.
        folder: where the book is to be.
        passphrase: of the backup, as it was when it was made; None for one that is not encrypted.
        at: the moment for the name of the book that was there; now unless given.

    Returns:
        What was restored.

    Raises:
        BookDamaged: the backup is damaged, or no backup.
        NewerFormat: a newer version made it.
        PassphraseNeeded: it is encrypted and no passphrase was given.
        WrongPassphrase: it is another one.
        BookInUse: the book that is there is open.
        LingkarError: the backup cannot be read, or the folder not be used; or it is no backup but tables for a
            spreadsheet. In every case nothing was changed.
    """
    must_be_no_tables(path)

    def fill(beside: Path) -> tuple[datetime | None, Whole]:
        manifest = bundle.unpack(path, beside)
        return manifest.at, _open(beside, path, passphrase)

    return _put_in_place(folder, fill, at or now())


def restore_dump(
    contents: Contents, folder: Path, passphrase: str | None, *, at: datetime | None = None,
    progress: Progress = unwatched,
) -> RestoreReport:  # fmt: skip
    """Make a new book of a dump; a book that is there is kept beside it.

    Args:
        contents: what `dumping.read_dump` read.
        folder: where the book is to be.
        passphrase: of the new book; None makes one without encryption.
        at: the moment for the name of the book that was there; now unless given.
        progress: told how far it is.

    Returns:
        What was made.

    Raises:
        BookInUse: the book that is there is open.
        LingkarError: the folder cannot be used, or this text not be a passphrase. In every case nothing was changed.
    """

    def fill(beside: Path) -> tuple[datetime | None, Whole]:
        progress(0, 1)
        _build(beside, contents, passphrase)
        return None, _read_back(beside, contents, passphrase, stretch(progress, 50, 100))

    return _put_in_place(folder, fill, at or now())


def _put_in_place(folder: Path, fill: Callable[[Path], tuple[datetime | None, Whole]], at: datetime) -> RestoreReport:
    """Have a book put into a folder of its own and give it its place.

    Args:
        folder: where the book is to be.
        fill: puts the book into the folder that it is given, opens it, and answers when it was made and what is in it.
        at: the moment for the name of the book that was there.

    Raises:
        LingkarError: see `restore` and `restore_dump`.
    """
    folder = folder.resolve()
    beside = folder.with_name(folder.name + UNPACKED)
    earlier = tuple(path for path in kept_beside(folder) if path != beside)
    try:
        _check_place(folder)
        with _lock(folder):
            pass  # known before the long work
        _clear(beside)
        try:
            made, whole = fill(beside)
            kept = _exchange(beside, folder, at)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    except OSError as error:
        why = why_refused(error)
        raise LingkarError(
            _(
                "The book could not be restored into {folder}: {why}. No book was removed: what was there is there "
                "still, or beside it under a name with {kept}."
            ).format(folder=folder, why=why, kept=KEPT)
        ) from error
    return RestoreReport(folder, made, whole, kept, earlier)


def _check_place(folder: Path) -> None:
    """Make sure that what is renamed is a book, not somebody's folder.

    Raises:
        LingkarError: there are other files.
    """
    if folder.exists() and not folder.is_dir():
        raise LingkarError(_("{folder} is a file, not a folder. Nothing was changed.").format(folder=folder))
    if folder.is_dir() and not (folder / keyfile.NAME).exists() and not generations.numbers(folder):
        foreign = [child.name for child in folder.iterdir() if not _PART_OF_BOOK.fullmatch(child.name)]
        if foreign:
            raise LingkarError(
                _("{folder} has no book in it, but other files. Nothing was changed. Choose another folder with "
                  "--book.").format(folder=folder)
            )  # fmt: skip


@contextlib.contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold the book that is there, if there is one."""
    if not folder.is_dir() or not any(folder.iterdir()):
        yield
        return
    lock = WriterLock(folder)
    try:
        yield
    finally:
        lock.release()


def _clear(beside: Path) -> None:
    """Make an empty folder, where a restoring that was stopped may have left its copy.

    Raises:
        LingkarError: something else lies there.
    """
    if beside.is_dir() and not all(_PART_OF_BOOK.fullmatch(child.name) for child in beside.iterdir()):
        raise LingkarError(
            _("{folder} is in the way: the backup is unpacked there, and it has other files in it. Nothing was "
              "changed. Move it elsewhere, then try again.").format(folder=beside)
        )  # fmt: skip
    if beside.exists():
        shutil.rmtree(beside)
    disk.make_folder(beside)


def _open(beside: Path, path: Path, passphrase: str | None) -> Whole:
    """Open the unpacked book.

    Raises:
        LingkarError: it does not open.
    """
    found = keyfile.find(beside)
    if found is None:
        raise _empty(path)
    key = found.unlock(beside, passphrase)
    try:
        return open_whole(beside, key)
    except (BookDamaged, BookNotFound) as error:
        raise _empty(path) from error


def _build(beside: Path, contents: Contents, passphrase: str | None) -> None:
    """Write a new book into an empty folder, as one generation.

    Raises:
        LingkarError: this text cannot be a passphrase.
    """
    key = keyfile.new_key(passphrase)
    key_file = keyfile.KeyFile.of(key, passphrase)
    keyfile.publish(beside, key_file)
    _publish(beside, key, key_file, contents.tables)
    if contents.archive:
        disk.make_folder(beside / ARCHIVE)
        _publish(
            beside / ARCHIVE, key.archived(), None,
            {CASES: {row_of(code): file for code, file in contents.archive.items()}},
        )  # fmt: skip


def _publish(
    folder: Path, key: Key, key_file: keyfile.KeyFile | None, tables: Mapping[str, Mapping[int, Document]]
) -> None:
    """Write documents as the first generation of a part of a book."""
    rows: dict[str, Table] = {name: dict(table) for name, table in tables.items()}
    log, _size = generations.publish(folder, key, key_file.fields if key_file else None, rows, 1, NO_TAG)
    log.close()


def _read_back(beside: Path, contents: Contents, passphrase: str | None, progress: Progress) -> Whole:
    """Open the book that was made, and see whether it is what it was made of.

    Raises:
        NotSaved: it is not.
    """
    progress(0, 1)
    with open_vault(beside, passphrase=passphrase, read_only=True) as db:
        again = read_contents(Source.of(db), progress)
    if digest(replace(again, program=contents.program)) != digest(contents):
        raise NotSaved(
            _("The book that was made of the dump does not read back as it was written. Nothing was changed. Try "
              "another disk.")
        )  # fmt: skip
    counts = {name: len(rows) for name, rows in contents.tables.items()}
    return Whole(1, counts, frozenset(contents.archive))


def _exchange(beside: Path, folder: Path, at: datetime) -> Path | None:
    """Give the book that is there another name, and the unpacked one its place; or, stopped, leave it where it is.

    Returns:
        The new place of the book that was there; None when there was nothing.
    """
    kept = _aside(folder, at)
    try:
        if kept is not None:
            with _lock(folder) if disk.RENAMES_OPEN_FOLDERS else contextlib.nullcontext():
                disk.rename(folder, kept)
                disk.sync_folder(folder.parent)
            disk.remove(kept / HOLDER)  # nobody holds it under this name
        disk.rename(beside, folder)
    except BaseException:
        if kept is not None and kept.exists() and not folder.exists():
            with contextlib.suppress(OSError):
                disk.rename(kept, folder)
        raise
    disk.sync_folder(folder.parent)
    return kept


def _aside(folder: Path, at: datetime) -> Path | None:
    """A name for the book that is there; None when there is none. An empty folder is removed."""
    if not folder.exists():
        return None
    if not any(folder.iterdir()):
        folder.rmdir()
        return None
    return first_free(folder.parent, f"{folder.name}{KEPT}{at:%Y-%m-%d-%H%M}")


def _empty(path: Path) -> BookDamaged:
    return BookDamaged(
        _("The book in the backup {file} cannot be opened: it does not read as it was written. Nothing was changed. "
          "Try another backup.").format(file=path)
    )  # fmt: skip
