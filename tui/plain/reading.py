"""Commands that only read: they take no lock and work while the board is open."""

import argparse
import sys
from collections.abc import Collection
from typing import Any

from store import Case, Casebook
from store.language import _
from store.model.codes import Phase, Status
from store.model.flag import Flag
from store.model.stub import Stub
from store.practice import gates
from store.practice.cycle import is_on_board
from tui.plain import views
from tui.plain.dangers import is_first
from tui.plain.kinds import choices, code_of, phase
from tui.plain.opening import reading
from tui.plain.parser import Commands, add, add_case_code


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "list", _("list the cases on the board, one a line"), _list)
    parser.add_argument("--all", action="store_true", help=_("also cases closed more than 30 days ago"))
    parser.add_argument(
        "--phase", metavar=_("PHASE"), type=phase, help=_("only this phase: {choices}").format(choices=choices(Phase))
    )
    parser.add_argument(
        "--status", metavar=_("CODE"), type=code_of(Status),
        help=_("only this status: {choices}").format(choices=choices(Status)),
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help=_("for another program"))

    parser = add(commands, "show", _("show the whole file of a case"), _show)
    add_case_code(parser)
    parser.add_argument("--json", action="store_true", help=_("for another program"))

    add_case_code(add(commands, "gate", _("show what is met and what is missing before a case may go on"), _gate))


def _list(args: argparse.Namespace) -> int:
    order = list(Phase)
    with reading(args) as book:
        cases: list[Case | Stub] = [
            case
            for case in book.cases(phase=args.phase, status=args.status)
            if args.all or is_on_board(case, book.today())
        ]
        if args.all:  # those in the archive too, as far as they are known without opening it
            cases += [
                stub
                for stub in book.archived()
                if args.phase in (None, stub.phase) and args.status in (None, stub.status)
            ]
        cases.sort(key=lambda case: (order.index(case.phase), not _is_first(book, case), case.code))
        waiting = book.needs_today()
        if args.json:
            views.print_json([_as_json(book, case, waiting) for case in cases])
        elif cases:
            print("\n".join(_line(book, case, waiting) for case in cases))
        else:
            print(_("There are no such cases."), file=sys.stderr)
    return 0


def _as_json(book: Casebook, case: Case | Stub, waiting: Collection[str]) -> dict[str, Any]:
    return views.stub_json(case) if isinstance(case, Stub) else views.case_json(book, case, waiting)


def _line(book: Casebook, case: Case | Stub, waiting: Collection[str]) -> str:
    if isinstance(case, Stub):
        return views.stub_line(case)
    line = views.case_line(case, book.drafts(case.code), book.parts(Flag, case.code))
    return "\t".join((line, _("needs you today"))) if case.code in waiting else line


def _is_first(book: Casebook, case: Case | Stub) -> bool:
    """Whether it stands before the others of its phase, as on the board."""
    return isinstance(case, Case) and is_first(case, book.parts(Flag, case.code))


def _show(args: argparse.Namespace) -> int:
    with reading(args) as book:
        case = book.case(args.code)
        if args.json:
            views.print_json(views.show_json(book, case))
            return 0
        lines = list(views.facts_lines(views.facts_of(book, case)))
        folder = book.folder_of(case.code)
        lines += views.practice_lines(folder, book.today())
        lines += ["", _("History")]
        lines += [line for move in folder.history for line in views.move_lines(move)]
        lines += ["", _("Notes, the newest first")]
        for note in folder.notes:
            lines += [*views.note_lines(note, folder), ""]
    print("\n".join(lines).rstrip("\n"))
    return 0


def _gate(args: argparse.Namespace) -> int:
    with reading(args) as book:
        case = book.case(args.code)
        gate = book.gate(args.code)
    if case.is_closed:
        print(_("{code} is closed. Reopen it first.").format(code=case.code))
        return 0
    print(_("{code}: before leaving {phase}").format(code=case.code, phase=case.phase.label))
    print("\n".join(views.gate_lines(gate)))
    if gate.unmet_hard:
        print(
            _("To go on all the same, give a reason of at least {count} characters.").format(count=gates.REASON_LENGTH)
        )
    return 0
