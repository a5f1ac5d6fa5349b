"""Commands that bring records in and out: the demonstration, import, export."""

import argparse
import sys
from pathlib import Path

from store import Refused
from store.language import _, current, n_
from store.model.text import clean
from tui.plain.opening import acting, folder_of, reading, will_make
from tui.plain.output import STDOUT, tell
from tui.plain.parser import Commands, Parser, add, add_case_code


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

    _add_export(add(commands, "export", _("write something for another reader"), _export_case))


def _add_export(parser: Parser) -> None:
    kinds = parser.add_subparsers(title=_("what"), metavar=_("WHAT"), dest="what", required=True)
    case = add(kinds, "case", _("one case, for supervision; names are not masked"), _export_case)
    add_case_code(case)
    case.add_argument("--format", choices=("md",), default="md", help=_("md is Markdown"))
    case.add_argument(
        "-o", "--output", metavar=_("PATH"), type=Path, default=Path(),
        help=_("a folder or a file that is not there yet (otherwise the current folder); - prints it"),
    )  # fmt: skip


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
    from store.exchange import import_csv

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


def _export_case(args: argparse.Namespace) -> int:
    from store.packet import export_case, print_case

    with acting(args, says=False) as book:
        if args.output == STDOUT:
            print(print_case(book, args.code, format=args.format), end="")
            target = None
        else:
            target = export_case(book, args.code, args.output, format=args.format)
    print(
        _("Warning: names, places and dates in it are real. Nothing is masked yet; share it with care."),
        file=sys.stderr,
    )
    if target:
        tell(clean(str(target.resolve())))
    return 0
