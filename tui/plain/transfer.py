"""Commands that bring records in: the demonstration, import."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from store import Casebook, Refused
from store.language import _, current, n_
from store.model.text import clean
from tui.plain.opening import acting, folder_of, reading, settle_passphrase, will_make
from tui.plain.output import show, tell, warn
from tui.plain.parser import Commands, add
from tui.plain.progress import told_how_far

if TYPE_CHECKING:
    from store.exchange.importing.plan import Plan

LONGEST_VALUE = 200
"""A longer value is no code of anybody; the report does not write it out."""


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "demo", _("open a board of sample cases that is thrown away at the end"), _demo)
    parser.add_argument(
        "--fill", action="store_true", help=_("put the sample cases into the book of --book, which must be empty")
    )

    parser = add(commands, "import", _("bring cases in from a table: CSV, from any program"), _import)
    parser.add_argument("file", metavar=_("FILE"), type=Path, help=_("a table with a header, or a handed-over case"))
    parser.add_argument("--map", metavar=_("FILE"), type=Path, help=_("a TOML file that says which column is what"))
    parser.add_argument(
        "--save-map", metavar=_("FILE"), type=Path,
        help=_("write what was guessed there, with the columns and values that nothing is known for, to be put right "
               "by hand"),
    )  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help=_("only report what would happen"))
    parser.add_argument("--yes", action="store_true", help=_("import at once, without showing the columns first"))
    parser.add_argument(
        "--file-passphrase-file", metavar=_("FILE"),
        help=_("for a case that a colleague handed over: the passphrase of that file is the first line of this one"),
    )  # fmt: skip


def _demo(args: argparse.Namespace) -> int:
    if not args.fill:
        from tui.app import run_demo

        return run_demo()
    from store.demo import build_demo

    with acting(args, may_make=True, says=False) as book:
        if book.cases() or book.has_archived:
            raise Refused(
                _("{folder} has cases of its own. The sample cases go into an empty book only.").format(
                    folder=folder_of(args)
                )
            )
        count = build_demo(book, current())
    tell(n_("{count} case", "{count} cases", count).format(count=count))
    return 0


def _import(args: argparse.Namespace) -> int:
    from store.exchange.handover import is_handover

    if is_handover(args.file):
        from tui.plain.handover import take_over

        return take_over(args)
    if _shows_first(args):
        from tui.app import run_board

        settle_passphrase(args)
        return run_board(folder_of(args), vars(args).pop("passphrase"), plain=args.plain, bring_in=args.file)
    from store.exchange.importing.plan import carry_out

    _tell_of_map(args)
    plan = None
    if will_make(args):  # a new book is only made for a file that can be read
        plan = _worked_out(args, None)
    elif args.dry_run:
        with reading(args) as book:
            plan = _worked_out(args, book)
    if not args.dry_run and (plan is None or not plan.report.failed):
        with acting(args, may_make=True, says=False) as book:
            plan = _worked_out(args, book)
            _save_map(args, plan)
            carry_out(book, plan)
    else:
        _save_map(args, plan)
    assert plan is not None
    told = clean("\n".join([*plan.report.sentences(tried=args.dry_run), *_what_a_map_needs(args, plan)]))
    if plan.report.taken and not args.dry_run:
        tell(told)
    else:
        show([told])
    return 1 if plan.report.failed else 0


def _shows_first(args: argparse.Namespace) -> bool:
    """Whether a person is there to look at the columns before anything is done, and did not say how it is to be."""
    if args.map or args.save_map or args.dry_run or args.yes or not args.file.is_file():
        return False
    return bool(sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty())


def _tell_of_map(args: argparse.Namespace) -> None:
    """Say that a map lies beside the table, where it is not used: what is imported otherwise is imported twice."""
    from tui.importing.kept import kept_map, place_of_map

    if not args.map and kept_map(args.file):
        place = clean(str(place_of_map(args.file)))
        warn(
            _(
                "Beside it lies the map file {file}, which says what its columns are. It is not used; --map uses it."
            ).format(file=place)
        )


def _worked_out(args: argparse.Namespace, book: Casebook | None) -> "Plan":
    from store.exchange.importing import plan_of

    with told_how_far(_("Working out ... {share} %")) as progress:
        return plan_of(book, args.file, args.map, progress)


def _save_map(args: argparse.Namespace, plan: "Plan | None") -> None:
    """Write the map, before anything else is written: it may not be possible."""
    if not args.save_map or plan is None:
        return
    from store.exchange.importing.mapfile import save_map
    from store.exchange.importing.missing import filled_in

    place = save_map(filled_in(plan.mapping, plan.report.unknown), args.save_map, plan.report.kept)
    warn(_("The map is in {file}.").format(file=place))


def _what_a_map_needs(args: argparse.Namespace, plan: "Plan") -> list[str]:
    """The lines to put into a map file for what the table does not say or nobody understands, and when it is used."""
    from store.exchange.importing.missing import lines_for, lines_for_supposed

    unknown = lines_for(one for one in plan.report.unknown if len(one.value) <= LONGEST_VALUE)
    supposed = lines_for_supposed(plan.report.supposed)
    lines = []
    if unknown:
        lines.append(
            _('With these lines in a map file (--map), and a code in each, words go into their fields; "" only keeps '
              "them:")
        )  # fmt: skip
        lines += [f"  {line}" for line in unknown]
    if supposed:
        lines.append(_("With these lines in a map file (--map) you say yourself what the table does not say:"))
        lines += [f"  {line}" for line in supposed]
    if lines and not args.dry_run:
        lines.append(_("To use it for what was just imported: `lingkar undo`, then import again with the map."))
    return lines
