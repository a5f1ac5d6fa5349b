"""Opening a book: taking the lock, healing what a crash left, finding the newest generation, or making the first one.

Everything here happens before the first transaction is replayed. Damage is told, never repaired by guessing: when
`BookDamaged` is raised nothing on the disk was changed.
"""

import contextlib
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from store.errors import BookDamaged, BookNotFound, LingkarError
from store.language import _
from store.language.system import why_refused

from . import disk, generations, keyfile, retention, snapshots
from .frames import NO_TAG
from .generations import Loaded, Progress
from .keyfile import KeyFile
from .keys import ARCHIVE, Key, SecretKey, as_identity, is_identity
from .lock import WriterLock
from .log import Log

_ATTEMPTS = 10
_PAUSE = 0.02  # seconds: time for the writer to finish what made a reading fail


class Opened(NamedTuple):
    """A book that is ready to be replayed.

    Attributes:
        key: Closes its frames and snapshots.
        key_file: What its key file says; None in an archive, whose book has it.
        loaded: Its newest generation.
        lock: The right to write; None when reading only.
        log: The log to append to; None when reading only.
        torn: Where an unfinished write was set aside.
    """

    key: Key
    key_file: KeyFile | None
    loaded: Loaded
    lock: WriterLock | None = None
    log: Log | None = None
    torn: Path | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """By what right a book is opened.

    Attributes:
        passphrase: What the user typed: the passphrase, or the recovery key; None for a plain book.
        key: The key itself, of a book or of its archive; then nothing is asked of a key file.
        documents: Whether the documents are wanted now.
        unread: Whether their rows stay as text until somebody looks at them.
        progress: Is told how far reading them is.
    """

    passphrase: str | None = field(default=None, repr=False)
    key: Key | None = None
    documents: bool = True
    unread: bool = False
    progress: Progress | None = None


def prepare(folder: Path, access: Access, create: bool) -> Opened:
    """Open a book for writing.

    Args:
        folder: The book.
        access: The right to open it, or what a new one is to be closed with.
        create: Make a new one if there is none, or if its making was interrupted.

    Returns:
        The book, locked, its log cut to whole frames.

    Raises:
        LingkarError: See `open_vault`.
    """
    try:
        if not create and not _has_book(folder):
            raise not_found(folder)
        made_for_us = not folder.is_dir() or not any(folder.iterdir())
        disk.make_folder(folder)
        if made_for_us:
            folder.chmod(disk.FOLDER_MODE)
        lock = WriterLock(folder)
    except OSError as error:
        raise _unreachable(folder, error) from error
    try:
        return _open_locked(folder, access, create, lock)
    except OSError as error:
        lock.release()
        raise _unreachable(folder, error) from error
    except BaseException:
        lock.release()
        raise


def _open_locked(folder: Path, access: Access, create: bool, lock: WriterLock) -> Opened:
    if is_unborn(folder):
        if not create:
            raise not_found(folder)
        key, key_file = _begin(folder, access)
    else:
        key, key_file = unlock(folder, access)
    number = _newest(folder, key)
    loaded = generations.load(folder, key, number, documents=access.documents, unread=access.unread)
    retention.sweep(folder)
    if key_file is not None:
        heads = generations.heads(folder)
        if key_file.is_encrypted and not key_file.is_copy:
            with contextlib.suppress(OSError):  # a change of the passphrase may have been cut off before these
                if keyfile.renew_copies(folder, key, key_file, heads):
                    loaded = generations.load(folder, key, number, documents=access.documents, unread=access.unread)
        # A full disk must not keep anyone from reading; the next opening tries again.
        with contextlib.suppress(OSError):
            if key_file.next is not None:
                key_file = undo_change(folder, key, key_file)
            elif key_file.is_copy:
                keyfile.publish(folder, key_file)
            if retention.foreign(folder, key, heads):
                # The archive first: as long as the live book has some left, nothing else need be looked at.
                retention.drop_foreign(folder / ARCHIVE, key.archived())
                retention.drop_foreign(folder, key)
    last = loaded.scan.frames[-1]
    log = Log(generations.log_path(folder, number), key, number, last.seq, last.tag, last.end)
    torn = None
    if loaded.tail:
        try:
            torn = generations.set_aside(folder, number, loaded.tail)
            log.cut_tail()
        except OSError:
            # A full disk must not keep anyone from reading. Nothing may be appended behind a torn frame, though: the
            # next commit starts a new generation.
            log.retire()
    return Opened(key, key_file, loaded, lock, log, torn)


def _begin(folder: Path, access: Access) -> tuple[Key, KeyFile | None]:
    """Make the first generation of a new book, and its key file."""
    key, key_file = access.key, None
    if key is None:
        key = keyfile.new_key(access.passphrase)
        key_file = KeyFile.of(key, access.passphrase)
        keyfile.set_aside(folder)
        keyfile.publish(folder, key_file)
    for number in generations.numbers(folder):  # a snapshot whose log never came, empty, perhaps under another key
        for key_before in (".json", ".json.age"):
            disk.remove(folder / f"{number:010d}{key_before}")
    fields = key_file.fields if key_file is not None else None
    log, _size = generations.publish(folder, key, fields, {}, 0, NO_TAG)
    log.close()
    return key, key_file


def unlock(folder: Path, access: Access) -> tuple[Key, KeyFile | None]:
    """Get the key of a book that is there.

    Args:
        folder: The book.
        access: The right to open it.

    Returns:
        The key, and what the key file says; None of an archive, or if the recovery key alone opened the book.

    Raises:
        PassphraseNeeded, WrongPassphrase, BookDamaged, NewerFormat: See `open_vault`.
    """
    if access.key is not None:
        return access.key, None
    try:
        key_file = keyfile.find(folder)
    except BookDamaged:
        # The recovery sheet alone opens a book whose key file and all copies of it are gone.
        identity = as_identity(access.passphrase or "")
        if identity is None or not is_identity(identity):
            raise
        return SecretKey(identity), None
    if key_file is None:
        raise keyfile.damaged(folder)
    return replace(key_file.unlock(folder, access.passphrase), coming=key_file.next or ""), key_file


def undo_change(folder: Path, key: Key, key_file: KeyFile) -> KeyFile:
    """Take back a change of the key that was interrupted before it counted; no act was done under the new one.

    Args:
        folder: The book.
        key: What it is closed with.
        key_file: What its key file says, with the name of the key that was to come.

    Returns:
        What it says now.

    Raises:
        OSError: Something is still to be done.
    """
    for part, own_key in ((folder, key), (folder / ARCHIVE, key.archived())):
        current = generations.newest(part, own_key) if part.is_dir() else None
        if current is not None:
            retention.drop_newer(part, current)
    restored = key_file.changing_to(None)
    keyfile.publish(folder, restored)
    return restored


def _newest(folder: Path, key: Key) -> int:
    number = generations.newest(folder, key)
    for newer in generations.complete(folder):
        of = generations.read_head(folder, newer).get("of") if newer > (number or 0) else None
        if of is not None and of != key.coming:
            raise BookDamaged(
                _(
                    "The log {file} belongs to another book, or to this one under another key. Nothing was changed. "
                    "Put the right files back from a backup."
                ).format(file=generations.log_path(folder, newer))
            )
    if number is None:
        raise BookDamaged(
            _(
                "No generation of the book in {folder} belongs to its key file. Nothing was changed. Put the right key "
                "file back from a backup."
            ).format(folder=folder)
        )
    return number


def read(folder: Path, access: Access) -> Opened:
    """Open a book for reading, while another process may be writing to it.

    Args:
        folder: The book.
        access: The right to open it.

    Returns:
        The book up to its last complete frame.

    Raises:
        LingkarError: See `open_vault`.
    """
    key, key_file = None, None
    for attempt in range(_ATTEMPTS):
        try:
            if not _has_book(folder) or is_unborn(folder):
                raise not_found(folder)
            if key is None:  # trying a passphrase takes its time: once is enough
                key, key_file = unlock(folder, access)
            loaded = generations.load(
                folder, key, _newest(folder, key),
                documents=access.documents, unread=access.unread, progress=access.progress,
            )  # fmt: skip
            return Opened(key, key_file, loaded)
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


def is_unborn(folder: Path) -> bool:
    """Tell a book whose making was interrupted, so that nothing was ever saved in it, from one that lost its files.

    Args:
        folder: The book; it need not exist.

    Returns:
        Whether there is nothing, or nothing but the first steps of making a book.

    Raises:
        BookDamaged: There are snapshots, but no log.
    """
    if not folder.is_dir():
        return True
    if generations.complete(folder):
        return False
    # The snapshot of the first generation is made with the book, and empty.
    if any(number > 1 for number in generations.numbers(folder)) or _holds_documents(folder / "0000000001.json"):
        raise BookDamaged(
            _(
                "The logs of the book in {folder} are missing; a snapshot without its log may lack the latest "
                "changes. Nothing was changed. Copy the folder to a safe place and go on from a backup."
            ).format(folder=folder)
        )
    return True


def _holds_documents(snapshot: Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return snapshot.read_bytes() != snapshots.EMPTY
    return False


def _has_book(folder: Path) -> bool:
    return folder.is_dir() and ((folder / keyfile.NAME).exists() or bool(generations.numbers(folder)))


def not_found(folder: Path) -> BookNotFound:
    """The trouble with a folder in which there is no book."""
    return BookNotFound(_("There is no book in {folder}.").format(folder=folder))


def _unreachable(folder: Path, error: OSError) -> LingkarError:
    return LingkarError(
        _("The book in {folder} cannot be opened: {why}. What was saved in it was not changed.").format(
            folder=folder, why=why_refused(error)
        )
    )
