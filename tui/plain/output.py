"""Telling what an act did, where standard output may not take it any more."""

import contextlib
import os
import sys
from pathlib import Path

from store import LingkarError
from store.language import _

STDOUT = Path("-")
"""The path that means standard output, where a file could be written."""


class NotPrinted(LingkarError):
    """An act is saved, but standard output does not take what is to be said of it. Exit code 1."""


def tell(sentence: str) -> None:
    """Print what was saved.

    Raises:
        NotPrinted: standard output does not take the sentence.
    """
    try:
        print(sentence, flush=True)
    except OSError as error:
        forget_stdout()
        why = error.strerror or type(error).__name__
        raise NotPrinted(_("It is saved, but that cannot be printed: {why}.").format(why=why)) from None


def forget_stdout() -> None:
    """Let the interpreter end without trying to write what can no longer be written."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def open_closed_streams() -> None:
    """Give streams that were closed before the start (`>&-`) a place, so that no file of a book gets their number.

    Standard input is then empty, writing to standard output fails as it does on a full disk, standard error is silent.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
