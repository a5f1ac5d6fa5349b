"""Finding and opening the book a command is about."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store import BookNotFound, Casebook, Change, LingkarError, open_casebook
from store.keeping import Kept, how_kept
from store.language import _
from store.outside import last_kept
from store.strength import must_be_fit
from tui.plain.output import tell, wrapped
from tui.plain.passphrase import passphrase_of, unlocked
from tui.unlock.words import mended

FILED_AT_ONCE = 20
"""How many old closed cases a command puts into the archive, so that nobody waits for many."""


def folder_of(args: argparse.Namespace) -> Path:
    """Where the book is: `--book`, then LINGKAR_HOME, then the platform's user data folder."""
    if args.book is not None and not args.book.strip():
        raise LingkarError(_("--book names no folder."))
    named = args.book or os.environ.get("LINGKAR_HOME")
    if named:
        return Path(os.path.expanduser(named))  # leaves an unknown ~user as it is, where Path's own raises
    from platformdirs import user_data_path

    return user_data_path("lingkar", appauthor=False)


@contextmanager
def reading(args: argparse.Namespace) -> Iterator[Casebook]:
    """The book as it stands, without a lock: also while the board is open."""
    with _found(args, read_only=True) as book:
        yield book


@contextmanager
def acting(args: argparse.Namespace, *, may_make: bool = False, says: bool = True) -> Iterator[Casebook]:
    """The book for an act.

    Args:
        args: what was typed.
        may_make: whether this command makes a new book when `--plain` or `--passphrase-file` says how it is kept.
        says: whether each change is told on standard output.
    """
    if may_make and will_make(args) and (chosen := passphrase_of(args)):
        must_be_fit(chosen)
    with _found(args, create=may_make and _says_how(args)) as book:
        if book.report.torn:
            warn(
                _(
                    "The last act before the program was cut off had not been saved; "
                    "what was found of it lies in {file}."
                ).format(file=book.report.torn.name)
            )
        for sentence in mended(book):
            warn(sentence)
        if says:
            book.subscribe(_tell)
        yield book
        if says:
            _remind(book)
        with suppress(LingkarError):  # the act is done; what could not be filed stays where it is until next time
            for code in book.due_for_filing()[:FILED_AT_ONCE]:
                book.file_away(code)


def _remind(book: Casebook) -> None:
    """Say once a day that a backup is due."""
    if due := book.backup_reminder():
        warn(_("{reminder}; `lingkar backup PATH` makes one.").format(reminder=due.sentence))


def is_missing(args: argparse.Namespace) -> bool:
    """Whether there is no book yet."""
    return how_kept(folder_of(args)) is Kept.NONE


def will_make(args: argparse.Namespace) -> bool:
    """Whether there is no book yet, and what was typed says how a new one is to be kept."""
    return _says_how(args) and is_missing(args)


def _says_how(args: argparse.Namespace) -> bool:
    return bool(args.plain or args.passphrase_file is not None)


def _found(args: argparse.Namespace, *, create: bool = False, read_only: bool = False) -> Casebook:
    folder = folder_of(args)
    try:
        return unlocked(args, lambda passphrase: open_casebook(folder, passphrase, create=create, read_only=read_only))
    except BookNotFound:
        raise no_book(folder) from None


def no_book(folder: Path) -> BookNotFound:
    """The trouble with a folder in which there is none."""
    if kept := last_kept(folder):
        return BookNotFound(
            _("There is no casebook in {folder}, but the one that was there before a backup was restored is kept in "
              "{kept}. If restoring was cut off, restore the backup again, or give {kept} its old name back."
            ).format(folder=folder, kept=kept)
        )  # fmt: skip
    return BookNotFound(
        _("There is no casebook in {folder}. `lingkar` makes one and opens its board; `lingkar --passphrase-file FILE "
          "new` makes an encrypted one with its first case, `lingkar --plain new` one without encryption."
        ).format(folder=folder)
    )  # fmt: skip


def warn(sentence: str) -> None:
    """Say on standard error what the user should know beside the answer."""
    print(wrapped(sentence, sys.stderr), file=sys.stderr)


def _tell(change: Change) -> None:
    tell(change.sentence)
