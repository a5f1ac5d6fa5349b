"""Telling what an act did: in lines as wide as the terminal, or whole, where a screen reader speaks them."""

import contextlib
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap
from typing import TextIO

from store.errors import LingkarError
from store.language import _
from store.language.system import why_refused

STDOUT = Path("-")
"""The path that means standard output, where a file could be written."""


class NotPrinted(LingkarError):
    """An act is saved, but standard output does not take what is to be said of it. Exit code 1."""


_WHOLE = re.compile(r"\s*(?:/|[A-Za-z]:\\|lingkar )")
"""How a path or a command begins that has a line of its own: it is taken over as it stands."""

WIDEST, NARROWEST = 80, 20
"""Columns of a sentence in a terminal that has more, or less; what has tabs is a row, and stays one line."""


ENDLESS = 1_000_000
"""Columns of a line that stays whole."""
_width = WIDEST


def keep_lines_whole(wish: bool) -> None:
    """Let each line stay one line from now on, however narrow the terminal: a reader speaks a broken one as two."""
    global _width
    _width = ENDLESS if wish else WIDEST


def lines_stay_whole() -> bool:
    """Whether they do: then nothing is drawn anew on the terminal either."""
    return _width == ENDLESS


def columns() -> int:
    """How wide a line may be."""
    return _width if lines_stay_whole() else max(NARROWEST, min(WIDEST, get_terminal_size((WIDEST, 24)).columns))


def show(lines: Iterable[str]) -> None:
    """Print what was asked for."""
    print(wrapped("\n".join(lines), sys.stdout))


def wrapped(text: str, stream: TextIO | None) -> str:
    """A text for a stream: broken between its words where a person reads it, as it is where a program does."""
    try:
        is_read = stream is not None and stream.isatty()
    except ValueError:  # it is closed
        return text
    if not is_read:
        return text
    return "\n".join(part for line in text.split("\n") for part in _broken(line, columns()))


def _broken(line: str, width: int) -> list[str]:
    """A line in lines of a width; those after the first are set in further. A word too long for one stays whole."""
    if len(line) <= width or "\t" in line or _WHOLE.match(line):
        return [line]
    lead = line[: len(line) - len(line.lstrip(" "))]
    parts = wrap(
        line, width, subsequent_indent=f"{lead}    ", break_long_words=False, break_on_hyphens=False,
        replace_whitespace=False,
    )  # fmt: skip
    return parts or [line]


def tell(sentence: str) -> None:
    """Print what was saved.

    Raises:
        NotPrinted: standard output does not take the sentence.
    """
    try:
        print(wrapped(sentence, sys.stdout), flush=True)
    except OSError as error:
        forget_stdout()
        why = why_refused(error)
        raise NotPrinted(_("It is saved, but that cannot be printed: {why}.").format(why=why)) from None


def warn(sentence: str) -> None:
    """Say on standard error what the user should know beside the answer."""
    print(wrapped(sentence, sys.stderr), file=sys.stderr)


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
