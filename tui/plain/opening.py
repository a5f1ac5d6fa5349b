"""Finding and opening the book a command is about."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store import BookNotFound, Casebook, Change, LingkarError, open_casebook
from store.keeping import Kept, how_kept
from store.language import _
from store.outside import last_kept
from tui.plain.new_passphrase import chosen, given
from tui.plain.output import tell, warn
from tui.plain.passphrase import is_asked, passphrase_of, unlocked
from tui.plain.understood import day_lines, typed_days
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
        says: whether each change is told on standard output, with the days that were typed as they were understood.
    """
    is_made = may_make and will_make(args)
    if is_made:
        settle_passphrase(args)
    with _found(args, create=is_made) as book:
        if is_made:
            warn(_kept_so(book, folder_of(args)))
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
            days = list(day_lines(typed_days(args), book.today()))
            book.subscribe(lambda change: _tell(change, days))
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
    return bool(args.plain or args.passphrase_file is not None) and is_missing(args)


def settle_passphrase(args: argparse.Namespace) -> None:
    """Have the passphrase with which a book is about to be made be a fit one, and typed twice where it is typed.

    Args:
        args: what was typed. Nothing is asked without `--passphrase-file`, nor where there is a book.

    Raises:
        Refused: it cannot be the passphrase, or was not typed twice in the same way.
    """
    if (typed := passphrase_of(args)) and is_missing(args):
        args.passphrase = chosen(typed) if is_asked(args.passphrase_file) else given(typed)


def _kept_so(book: Casebook, folder: Path) -> str:
    """What should be known of how a book is kept that was just made."""
    if book.is_encrypted:
        return _(
            "A new casebook with a passphrase was made in {folder}. If the passphrase is ever forgotten, only its "
            "recovery sheet opens it: make one now with `lingkar recovery-sheet -o FILE`, print it, and keep it away "
            "from this laptop."
        ).format(folder=folder)
    return _(
        "A new casebook without a passphrase was made in {folder}: anybody who has this laptop can read it. "
        "`lingkar passphrase` gives it one."
    ).format(folder=folder)


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


def _tell(change: Change, days: list[str]) -> None:
    """Tell what was done; with the first change the days that were typed, which are told once."""
    tell(change.sentence)
    while days:
        tell(days.pop(0))
