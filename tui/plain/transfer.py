"""Commands that bring records in: the demonstration, import."""

import argparse
from pathlib import Path

from store import Refused
from store.language import _, current, n_
from store.model.text import clean
from tui.plain.opening import acting, folder_of, reading, will_make
from tui.plain.output import tell
from tui.plain.parser import Commands, add


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "demo", _("open a board of sample cases that is thrown away at the end"), _demo)
    parser.add_argument(
        "--fill", action="store_true", help=_("put the sample cases into the book of --book, which must be empty")
    )

    parser = add(commands, "import", _("bring cases in from a CSV file"), _import)
    parser.add_argument("file", metavar=_("FILE"), type=Path, help=_("a table with a header; one row is one case"))
    parser.add_argument("--map", metavar=_("FILE"), type=Path, help=_("a TOML file that says which column is what"))
    parser.add_argument("--dry-run", action="store_true", help=_("only report what would happen"))


def _demo(args: argparse.Namespace) -> int:
    if not args.fill:
        from tui.app import run_demo

        return run_demo()
    from store.demo import build_demo

    with acting(args, may_make=True, says=False) as book:
        if book.cases() or book.archived():
            raise Refused(
                _("{folder} has cases of its own. The sample cases go into an empty book only.").format(
                    folder=folder_of(args)
                )
            )
        count = build_demo(book, current())
    tell(n_("{count} case", "{count} cases", count).format(count=count))
    return 0


def _import(args: argparse.Namespace) -> int:
    from store.exchange.importing import import_csv

    report = None
    if will_make(args):  # a new book is only made for a file that can be read
        report = import_csv(None, args.file, args.map, dry_run=True)
    elif args.dry_run:
        with reading(args) as book:
            report = import_csv(book, args.file, args.map, dry_run=True)
    if not args.dry_run and (report is None or not report.failed):
        with acting(args, may_make=True, says=False) as book:
            report = import_csv(book, args.file, args.map)
    assert report is not None
    told = clean("\n".join(report.sentences()))
    if report.taken and not args.dry_run:
        tell(told)
    else:
        print(told)
    return 1 if report.failed else 0
