"""Opening a book: taking the lock, healing what a crash left, finding the newest generation, or making the first one.

Everything here happens before the first transaction is replayed. Damage is told, never repaired by guessing: when
`BookDamaged` is raised nothing on the disk was changed.
"""

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path

from store.errors import BookDamaged, BookNotFound, LingkarError
from store.language import _

from . import disk, generations, keyfile
from .frames import NO_TAG
from .generations import Loaded
from .lock import WriterLock
from .log import Log
from .seal import Seal

_ATTEMPTS = 10
_PAUSE = 0.02  # seconds: time for the writer to finish what made a reading fail


@dataclass(frozen=True, slots=True)
class Opened:
    """A book that is ready to be replayed.

    Attributes:
        seal: How its frames are sealed.
        loaded: Its newest generation.
        lock: The right to write; None when reading only.
        log: The log to append to; None when reading only.
        torn: Where an unfinished write was set aside.
    """

    seal: Seal
    loaded: Loaded
    lock: WriterLock | None = None
    log: Log | None = None
    torn: Path | None = None


def prepare(folder: Path, create: bool) -> Opened:
    """Open a book for writing.

    Args:
        folder: The book.
        create: Make a new one if there is none, or if its making was interrupted.

    Returns:
        The book, locked, its log cut to whole frames.

    Raises:
        LingkarError: See `open_vault`.
    """
    try:
        if not create and not _has_book(folder):
            raise _not_found(folder)
        made_for_us = not folder.is_dir() or not any(folder.iterdir())
        disk.make_folder(folder)
        if made_for_us:
            folder.chmod(disk.FOLDER_MODE)
        lock = WriterLock(folder)
    except OSError as error:
        raise _unreachable(folder, error) from error
    try:
        return _open_locked(folder, create, lock)
    except OSError as error:
        lock.release()
        raise _unreachable(folder, error) from error
    except BaseException:
        lock.release()
        raise


def _open_locked(folder: Path, create: bool, lock: WriterLock) -> Opened:
    seal = keyfile.read(folder)
    if seal is None or not generations.complete(folder):
        _check_unborn(folder, seal)
        if not create:
            raise _not_found(folder)
        seal = seal or keyfile.create(folder)
        first, _size = generations.publish(folder, seal, {}, 0, NO_TAG)
        first.close()
    number = generations.complete(folder)[-1]
    loaded = generations.load(folder, seal, number)
    generations.sweep(folder)
    last = loaded.scan.frames[-1]
    log = Log(generations.log_path(folder, number), seal, number, last.seq, last.tag, last.end)
    torn = None
    if loaded.tail:
        try:
            torn = generations.set_aside(folder, number, loaded.tail)
            log.cut_tail()
        except OSError:
            # A full disk must not keep anyone from reading. Nothing may be appended behind a torn frame, though: the
            # next commit starts a new generation.
            log.retire()
    return Opened(seal, loaded, lock, log, torn)


def read(folder: Path) -> Opened:
    """Open a book for reading, while another process may be writing to it.

    Args:
        folder: The book.

    Returns:
        The book up to its last complete frame.

    Raises:
        LingkarError: See `open_vault`.
    """
    for attempt in range(_ATTEMPTS):
        try:
            return _read_once(folder)
        except (BookDamaged, FileNotFoundError) as error:
            # The writer may have been half-way through a frame, or have pruned the generation that we chose.
            if attempt == _ATTEMPTS - 1:
                if isinstance(error, BookDamaged):
                    raise
                raise _unreachable(folder, error) from error
            time.sleep(_PAUSE)
        except OSError as error:
            raise _unreachable(folder, error) from error
    raise AssertionError("the last attempt returns or raises")


def _read_once(folder: Path) -> Opened:
    if not _has_book(folder):
        raise _not_found(folder)
    seal = keyfile.read(folder)
    complete = generations.complete(folder)
    if seal is None or not complete:
        _check_unborn(folder, seal)
        raise _not_found(folder)
    return Opened(seal, generations.load(folder, seal, complete[-1]))


def _has_book(folder: Path) -> bool:
    return folder.is_dir() and ((folder / keyfile.NAME).exists() or bool(generations.numbers(folder)))


def _check_unborn(folder: Path, seal: Seal | None) -> None:
    """Tell a book whose making was interrupted, so that nothing was ever saved in it, from one that lost its files."""
    found = generations.numbers(folder)
    if seal is None and found:
        raise BookDamaged(
            _(
                "The file {file} is missing, which says how the book is kept. Nothing was changed. "
                "Put it back from a backup; an older copy of this book has the same."
            ).format(file=folder / keyfile.NAME)
        )
    for number in found:
        with contextlib.suppress(FileNotFoundError):
            if generations.snapshot_path(folder, number).read_bytes() != generations.EMPTY_SNAPSHOT:
                raise BookDamaged(
                    _(
                        "The logs of the book in {folder} are missing; a snapshot without its log may lack the latest "
                        "changes. Nothing was changed. Copy the folder to a safe place and go on from a backup."
                    ).format(folder=folder)
                )


def _not_found(folder: Path) -> BookNotFound:
    return BookNotFound(_("There is no book in {folder}.").format(folder=folder))


def _unreachable(folder: Path, error: OSError) -> LingkarError:
    return LingkarError(
        _("The book in {folder} cannot be opened: {why}. What was saved in it was not changed.").format(
            folder=folder, why=error.strerror or error
        )
    )
