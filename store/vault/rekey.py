"""Giving a book another passphrase, its first one, or none.

Another passphrase wraps the same secret anew: the key file changes, and its copies at the heads of the logs. A first
passphrase, or none from now on, changes what everything is closed with: a new generation is written, of the live book
and of its archive, which counts from the moment at which the key file names its key; whatever was closed otherwise is
then removed. Stopped half-way, the book is as it was before, or the next opening removes the rest.
"""

from contextlib import ExitStack, suppress
from pathlib import Path

from store.errors import LingkarError, NotSaved
from store.language import _
from store.language.system import why_refused

from . import generations, keyfile, opening, retention
from .keyfile import KeyFile
from .keys import ARCHIVE, Key, SecretKey
from .opening import Access, Opened


def change_passphrase(folder: Path, old: str | None, new: str | None) -> None:
    """Change the passphrase of a book, give it one, or take it off.

    Args:
        folder: The book.
        old: The passphrase, or the recovery key; None for a plain book.
        new: The new one; None for no encryption any more.

    Raises:
        NotSaved: The disk refused; it says which passphrase is the right one now.
        LingkarError: As for `open_vault`, or a plain book is to lose its passphrase.
    """
    with ExitStack() as stack:
        live = _locked(stack, folder, Access(old))
        if isinstance(live.key, SecretKey) and new is not None:
            file = KeyFile.of(live.key, new)
            _make_count(folder, file)
            _renew_copies(folder, live.key, file)
        elif isinstance(live.key, SecretKey) or new is not None:
            parts = [(live, folder)]
            if not opening.is_unborn(folder / ARCHIVE):
                parts.append((_locked(stack, folder / ARCHIVE, Access(key=live.key.archived())), folder / ARCHIVE))
            _close_anew(folder, parts, new)
        else:
            raise LingkarError(_("The book in {folder} has no passphrase. Nothing was changed.").format(folder=folder))


def _locked(stack: ExitStack, folder: Path, access: Access) -> Opened:
    opened = opening.prepare(folder, access, create=False)
    assert opened.lock is not None, "opened for writing"
    assert opened.log is not None, "opened for writing"
    stack.callback(opened.lock.release)
    opened.log.close()  # nothing is appended, and Windows does not replace an open file
    return opened


def _make_count(folder: Path, file: KeyFile) -> None:
    try:
        keyfile.publish(folder, file)
    except OSError as error:
        if not keyfile.is_there(folder, file):
            raise _not_saved(error) from error
        raise NotSaved(
            _(
                "The change counts, but the disk did not confirm it: {why}. Keep the passphrase before it in mind "
                "until you have checked the disk and opened the book once more."
            ).format(why=why_refused(error))
        ) from error


def _renew_copies(folder: Path, key: Key, file: KeyFile) -> None:
    try:
        keyfile.renew_copies(folder, key, file, generations.heads(folder))
    except OSError as error:
        raise NotSaved(
            _(
                "The new passphrase is the right one now. But copies of the old key in older files could not be "
                "replaced: {why}. Make room on the disk; the next opening of the book replaces them."
            ).format(why=why_refused(error))
        ) from error


def _close_anew(folder: Path, parts: list[tuple[Opened, Path]], passphrase: str | None) -> None:
    key = keyfile.new_key(passphrase)
    file = KeyFile.of(key, passphrase)
    before = parts[0][0].key_file
    current = {}
    try:
        if before is not None:  # lost, when the recovery key alone opened the book
            keyfile.publish(folder, before.changing_to(key))  # so that what comes next is known for what it is
        for opened, part in reversed(parts):  # the archive first: it must be there when the live book counts
            own_key, fields = (key, file.fields) if part == folder else (key.archived(), None)
            tables, last = generations.replayed(opened.loaded).tables, opened.loaded.scan.frames[-1]
            log, _size = generations.publish(part, own_key, fields, tables, last.seq, last.tag)
            log.close()
            current[part] = log.generation
        _make_count(folder, file)
    except BaseException as error:
        if before is not None and not keyfile.is_there(folder, file):
            with suppress(OSError):  # else plain text could lie there until the next opening, which does the same
                opening.undo_change(folder, parts[0][0].key, before.changing_to(key))
        if isinstance(error, OSError):
            raise _not_saved(error) from error
        raise
    try:
        for part, number in current.items():
            retention.forget_older(part, number)
    except OSError as error:
        raise NotSaved(
            _(
                "The change counts. But older files of the book, closed as before, could not be removed: {why}. Open "
                "the book once more to try again."
            ).format(why=why_refused(error))
        ) from error


def _not_saved(error: OSError) -> NotSaved:
    return NotSaved(
        _("The passphrase could not be changed: {why}. The book is as it was before.").format(why=why_refused(error))
    )
