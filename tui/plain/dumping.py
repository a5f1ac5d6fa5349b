"""The command that writes the whole book out in plain text, for another tool or another laptop."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from store import Refused
from store.language import _, n_
from store.model.text import clean
from store.synced import synced_by
from tui.dumping.words import missing_words, tables_words
from tui.plain.opening import acting
from tui.plain.output import STDOUT, tell, warn
from tui.plain.parser import Commands, add
from tui.plain.progress import told_how_far

if TYPE_CHECKING:  # what dumps is imported when something is dumped
    from store.exchange.dumping import Dumped

JSON, TINYDB, CSV = FORMATS = ("json", "tinydb", "csv")
"""The codes of `DumpFormat`. JSON is what one gets unasked: it loses nothing, reads like any text, and comes back."""


def add_commands(commands: Commands) -> None:
    """Declare it."""
    parser = add(commands, "dump", _("write the whole book in plain text, for another tool"), _dump)
    parser.add_argument(
        "--format", choices=FORMATS, default=JSON,
        help=_("json (unless you say otherwise) and tinydb, which `lingkar restore` reads back, or csv: tables for a "
               "spreadsheet, under the names of the fields"),
    )  # fmt: skip
    parser.add_argument(
        "-o", "--output", metavar=_("PATH"), type=Path, required=True,
        help=_("a folder, or a file that is not there yet; - prints it, for a program that encrypts it"),
    )  # fmt: skip
    parser.add_argument("--yes", action="store_true", help=_("do not ask before everything is written in plain text"))


def _dump(args: argparse.Namespace) -> int:
    from store.exchange.dumping import DumpFormat, dump

    is_printed = args.output == STDOUT
    with acting(args, says=False) as book:
        warn(
            _("Warning: a dump is the whole book in plain text. Whoever gets hold of it can read names, notes and "
              "everything else about every client; the passphrase of the book does not protect it.")
        )  # fmt: skip
        if not is_printed and (service := synced_by(args.output)):
            warn(
                _("Warning: {service} copies this folder to other computers, and the dump with it.").format(
                    service=service
                )
            )
        _must_be_meant(args)
        with told_how_far(_("Writing ... {share} %")) as progress:
            dumped = dump(book, None if is_printed else args.output, DumpFormat.of(args.format), progress)
    if is_printed:
        sys.stdout.buffer.write(dumped.data)
    _tell_of(dumped, args.format)
    return 0


def _must_be_meant(args: argparse.Namespace) -> None:
    """Have a word typed without which nothing leaves.

    Raises:
        Refused: it was not.
    """
    if args.yes:
        return
    if not (sys.stdin and sys.stdin.isatty()):
        raise Refused(_("Nothing was written. Say --yes to write everything in plain text."))
    from store.packet.prepare import confirmation

    word = confirmation()
    print(_("Type {word} to write it: ").format(word=word), end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().casefold() != word.casefold():
        raise Refused(_("Nothing was written."))


def _tell_of(dumped: "Dumped", format: str) -> None:
    if dumped.missing:
        warn(missing_words(dumped.missing))
    if format == CSV:
        warn(tables_words())
    if dumped.path:
        count = dumped.cases
        told = n_(
            "The whole book with {count} case, in plain text: {path}",
            "The whole book with {count} cases, in plain text: {path}", count,
        )  # fmt: skip
        tell(clean(told.format(count=count, path=dumped.path.resolve())))
        warn(_("Delete it after use; `lingkar copies` shows where it is."))
