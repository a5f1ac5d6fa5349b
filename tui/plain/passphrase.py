"""Where a passphrase comes from: a file, one line of standard input, or the person at the terminal.

It is asked for on the terminal itself, never shown, and never taken from an argument, which other programs can read.
"""

import argparse
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from store import LingkarError, PassphraseNeeded, WrongPassphrase
from store.language import _
from store.language.system import why_refused
from store.private import others_can_read
from store.strength import as_recovery_key
from tui.plain.output import wrapped

T = TypeVar("T")

STDIN = "-"
_SHEET = 10_000
"""Bytes, more than a recovery sheet has."""
PAUSES = (1, 2)
"""Seconds to wait after each wrong passphrase before it is asked for again; after the last the command ends."""


def passphrase_of(args: argparse.Namespace) -> str | None:
    """The passphrase that `--passphrase-file` gives; None without that option. Read once only.

    Raises:
        LingkarError: the file cannot be read, holds nothing, or is not UTF-8.
    """
    if not hasattr(args, "passphrase"):
        args.passphrase = None if args.passphrase_file is None else first_line(args.passphrase_file, STDIN)
    passphrase: str | None = args.passphrase
    return passphrase


def first_line(name: str, stdin: str | None = None) -> str:
    """The passphrase in a file: its first line, or the recovery key of a saved recovery sheet.

    Args:
        name: the file.
        stdin: the name that stands for standard input, of which one line is taken and the rest is left.

    Raises:
        LingkarError: it cannot be read, holds nothing, or is not UTF-8.
    """
    if name == stdin:
        return ask(_("Passphrase: ")) if is_asked(name) else _line(sys.stdin.buffer, _("Standard input"))
    try:
        with Path(name).open("rb") as file:
            if others_can_read(file.fileno()):
                told = _("Warning: others on this computer can read {file}. `chmod 600 {file}` lets only you read it.")
                print(wrapped(told.format(file=name), sys.stderr), file=sys.stderr)
            line = _line(file, name)
            return (_key_on_sheet(file) or line) if line.startswith("#") else line
    except OSError as error:
        why = why_refused(error)
        raise LingkarError(
            _("The passphrase cannot be read from {file}: {why}. Nothing was changed.").format(file=name, why=why)
        ) from None


def _key_on_sheet(file: BinaryIO) -> str:
    """The recovery key on a sheet, whose first line, a remark, was read already; empty of any other file."""
    lines = file.read(_SHEET).decode("utf-8", errors="replace").splitlines()
    keys = [line for line in lines if line and not line.startswith("#")]
    return as_recovery_key(keys[0]) if len(keys) == 1 else ""


def _line(file: BinaryIO, name: str) -> str:
    try:
        line = file.readline().decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise LingkarError(
            _("{file} is not UTF-8 text, so it gives no passphrase. Nothing was changed.").format(file=name)
        ) from None
    if not line:
        raise LingkarError(_("{file} has no passphrase on its first line. Nothing was changed.").format(file=name))
    return unicodedata.normalize("NFC", line)


def unlocked(args: argparse.Namespace, act: Callable[[str | None], T]) -> T:
    """Do something that may need the passphrase, which is asked for when it turns out that it does.

    Args:
        args: what was typed.
        act: is given the passphrase, or None when none was given so far.

    Raises:
        PassphraseNeeded: there is no terminal to ask on.
        WrongPassphrase: the one given is wrong, or three that were typed are.
    """
    given = passphrase_of(args)
    try:
        return act(given)
    except PassphraseNeeded:
        if given is not None:
            raise
    for pause in PAUSES:
        try:
            return _asked(args, act)
        except WrongPassphrase as error:
            print(wrapped(str(error), sys.stderr), file=sys.stderr)
            time.sleep(pause)
    return _asked(args, act)


def _asked(args: argparse.Namespace, act: Callable[[str | None], T]) -> T:
    passphrase = ask(_("Passphrase: "))
    done = act(passphrase)
    args.passphrase = passphrase  # whatever else this command opens need not ask again
    return done


def ask(prompt: str) -> str:
    """Ask for a passphrase on the terminal; what is typed is not shown.

    Raises:
        PassphraseNeeded: there is no terminal, or nothing was typed.
    """
    import getpass
    import warnings

    if not _is_at_a_terminal():
        raise _needed()
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)  # it would show what is typed
        try:
            typed = getpass.getpass(prompt)
        except (EOFError, OSError, getpass.GetPassWarning):
            raise _needed() from None
    if not typed:
        raise _needed()
    return unicodedata.normalize("NFC", typed)


def _needed() -> PassphraseNeeded:
    return PassphraseNeeded(
        _("The book is encrypted and no passphrase was given. Nothing was changed. Give it at a terminal, or with "
          "--passphrase-file FILE.")
    )  # fmt: skip


def is_asked(name: str) -> bool:
    """Whether this file is standard input, and a person types there."""
    return name == STDIN and _is_typed_in()


def _is_at_a_terminal() -> bool:
    return _is_typed_in() or bool(sys.stderr and sys.stderr.isatty())  # text may be piped in by a person


def _is_typed_in() -> bool:
    return bool(sys.stdin and sys.stdin.isatty())
