"""Finding and opening the book a command is about."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store import BookNotFound, Casebook, Change, LingkarError, open_casebook
from store.language import _
from tui.plain.output import tell


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
        may_make: whether this command makes a new book with `--plain`.
        says: whether each change is told on standard output.
    """
    with _found(args, create=may_make and args.plain) as book:
        if book.report.torn:
            _warn(
                _(
                    "The last act before the program was cut off had not been saved; "
                    "what was found of it lies in {file}."
                ).format(file=book.report.torn.name)
            )
        if book.report.healed:
            _warn(_("A damaged part of the book was rebuilt from its copy; nothing is lost."))
        if says:
            book.subscribe(_tell)
        yield book


def is_missing(args: argparse.Namespace) -> bool:
    """Whether there is no book yet."""
    try:
        open_casebook(folder_of(args), read_only=True).close()
    except BookNotFound:
        return True
    return False


def _found(args: argparse.Namespace, *, create: bool = False, read_only: bool = False) -> Casebook:
    folder = folder_of(args)
    try:
        return open_casebook(folder, create=create, read_only=read_only)
    except BookNotFound:
        raise BookNotFound(
            _("There is no casebook in {folder}. `lingkar` makes one and opens its board; `lingkar --plain new` makes "
              "one without encryption with its first case.").format(folder=folder)
        ) from None  # fmt: skip


def _warn(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _tell(change: Change) -> None:
    tell(change.sentence)
