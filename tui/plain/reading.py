"""Commands that only read: they take no lock and work while the board is open."""

import argparse
from collections.abc import Collection, Iterable
from typing import Any

from store import Case, Casebook, Note
from store.language import _
from store.language.formats import day_text
from store.language.quoting import quoted
from store.model.codes import Phase, Status
from store.model.flag import Flag
from store.model.folder import Folder
from store.model.goal import Goal
from store.model.stub import Stub
from store.practice import gates
from store.practice.cycle import is_on_board
from store.query import read_query
from tui.casework.rated import ratings_of
from tui.closed.listing import Listing, Row, closed_rows
from tui.plain import views
from tui.plain.casefile import file_lines, note_lines, tab_lines
from tui.plain.dangers import is_first
from tui.plain.entries import BY_WORD, Kind, kind_of, names_of_kinds
from tui.plain.kinds import choices, code_of, phase
from tui.plain.lookup import entries_of, entry_line, entry_lines, find, shortener
from tui.plain.mending import gate_lines
from tui.plain.opening import reading
from tui.plain.output import show, warn
from tui.plain.parser import Commands, add, add_case_code, bare, text

TABS = ("overview", "notes", "goals", "plan", "people", "measures", "history")
"""The tabs of the case file, as they are typed."""


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
    parser.add_argument("--today", action="store_true", help=_("only cases that need you today"))
    parser.add_argument(
        "--find", metavar=_("TEXT"), type=text,
        help=_("only cases with these words and conditions, as in `lingkar search`; --find needs no archive"),
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help=_("for another program"))

    parser = add(commands, "show", _("show the whole file of a case, a tab of it, or one entry"), _show)
    add_case_code(parser)
    parser.add_argument(
        "id",
        metavar=_("ID"),
        nargs="?",
        type=text,
        help=_("only this entry or note, whole, by the beginning of its id"),
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=_("for another program"))
    how.add_argument(
        "--tab", metavar=_("TAB"), type=_tab, help=_("only this tab: {choices}").format(choices=", ".join(TABS))
    )

    parser = add(commands, "entries", _("list what lies in the file of a case, each entry with its id"), _entries)
    add_case_code(parser)
    parser.add_argument(
        "kind", metavar=_("KIND"), nargs="?", type=_kind,
        help=_("only this kind: {choices}").format(choices=", ".join(BY_WORD)),
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help=_("for another program"))

    add_case_code(add(commands, "history", _("show how a case went through the cycle"), _history))

    parser = add(commands, "closed", _("list all closed cases, those of the archive too, the last one first"), _closed)
    parser.add_argument(
        "text", metavar=_("TEXT"), nargs="*", type=text, help=_("only those with these words in code, alias or ending")
    )
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
        waiting = book.needs_today()
        if args.today:
            cases = [case for case in cases if case.code in waiting]
        if args.find:
            found = _found(book, args.find)
            cases = [case for case in cases if case.code in found]
        elif args.all and not args.today:  # those in the archive too, as far as they are known without opening it
            cases += [
                stub
                for stub in book.archived()
                if args.phase in (None, stub.phase) and args.status in (None, stub.status)
            ]
        cases.sort(key=lambda case: (order.index(case.phase), not _is_first(book, case), case.code))
        if args.json:
            views.print_json([_as_json(book, case, waiting) for case in cases])
        elif cases:
            line = _row if args.plain else _line
            show(line(book, case, waiting) for case in cases)
        else:
            warn(_("There are no such cases."))
    return 0


def _as_json(book: Casebook, case: Case | Stub, waiting: Collection[str]) -> dict[str, Any]:
    return views.stub_json(case) if isinstance(case, Stub) else views.case_json(book, case, waiting)


def _line(book: Casebook, case: Case | Stub, waiting: Collection[str]) -> str:
    if isinstance(case, Stub):
        return views.stub_line(case)
    line = views.case_line(case, book.drafts(case.code), book.parts(Flag, case.code))
    return "\t".join((line, _("needs you today"))) if case.code in waiting else line


def _row(book: Casebook, case: Case | Stub, waiting: Collection[str]) -> str:
    return views.case_row(case, book, waiting)


def _found(book: Casebook, typed: str) -> set[str]:
    """The codes of the live cases that a query finds."""
    query = read_query(typed)
    for problem in query.problems:
        warn(problem)
    return {hit.code for hit in book.search_live(query) if not hit.note}


def _is_first(book: Casebook, case: Case | Stub) -> bool:
    """Whether it stands before the others of its phase, as on the board."""
    return isinstance(case, Case) and is_first(case, book.parts(Flag, case.code))


def _show(args: argparse.Namespace) -> int:
    with reading(args) as book:
        case = book.case(args.code)
        if args.id:
            return _show_entry(book.folder_of(case.code), args)
        if args.json:
            views.print_json(views.show_json(book, case))
            return 0
        lines = list(tab_lines(book, case, args.tab) if args.tab else file_lines(book, case))
    if lines:
        show("\n".join(lines).strip("\n").split("\n"))
    else:
        warn(_("There is no such entry in the file yet."))
    return 0


def _show_entry(folder: Folder, args: argparse.Namespace) -> int:
    entry, short = find(folder, args.id), shortener(folder)
    if args.json:
        views.print_json(entry.model_dump(mode="json"))
    elif isinstance(entry, Note):
        show(note_lines(entry, folder, short))
    else:
        show(views.facts_lines(entry_lines(entry, folder, short)))
        if isinstance(entry, Goal) and entry.ratings:
            show(entry_line(one, folder, short) for one in ratings_of(entry))
    return 0


def _entries(args: argparse.Namespace) -> int:
    with reading(args) as book:
        folder = book.folder_of(args.code)
    found = entries_of(folder, args.kind)
    short = shortener(folder)
    if args.json:
        views.print_json([{"entry": kind_of(one).word, **one.model_dump(mode="json")} for one in found])
    elif found:
        show(entry_line(one, folder, short) for one in found)
    else:
        warn(_("There is no such entry in the file yet."))
    return 0


def _history(args: argparse.Namespace) -> int:
    with reading(args) as book:
        show(views.history_lines(book.folder_of(args.code)))
    return 0


def _closed(args: argparse.Namespace) -> int:
    with reading(args) as book:
        listing = Listing(closed_rows(book))
    listing.filter(" ".join(args.text))
    if args.json:
        views.print_json([_closed_json(one) for one in listing.shown])
    elif listing.shown:
        show(map(_closed_line, listing.shown))
    else:
        warn(_("There are no such cases."))
    return 0


def _closed_line(one: Row) -> str:
    return views.row(
        (_("Code"), one.code), (_("Alias"), one.alias), (_("Closed"), day_text(one.closed)),
        (_("Reason"), one.reason.label), (_("Outcome"), one.outcome.label), (_("Opened"), day_text(one.opened)),
        (_("Episode"), str(one.episode)), (_("Archived"), _("yes") if one.is_archived else ""),
    )  # fmt: skip


def _closed_json(one: Row) -> dict[str, Any]:
    """A closed case, every field under its name in the model."""
    return {
        "code": one.code, "alias": one.alias, "closed": one.closed.isoformat(), "reason": one.reason.value,
        "outcome": one.outcome.value, "opened": one.opened.isoformat(), "episode": one.episode,
        "archived": one.is_archived,
    }  # fmt: skip


def _tab(typed: str) -> str:
    return _one_of(typed, TABS)


def _kind(typed: str) -> Kind:
    return BY_WORD[_one_of(names_of_kinds().get(bare(typed), typed), BY_WORD)]


def _one_of(typed: str, known: Iterable[str]) -> str:
    """A kind of value: one of these words."""
    if typed not in known:
        raise argparse.ArgumentTypeError(
            _("{given} is not known here; there are {choices}.").format(
                given=quoted(text(typed)), choices=", ".join(known)
            )
        )
    return typed


def _gate(args: argparse.Namespace) -> int:
    with reading(args) as book:
        case = book.case(args.code)
        gate, folder = book.gate(args.code), book.folder_of(args.code)
    if case.is_closed:
        print(_("{code} is closed. Reopen it first.").format(code=case.code))
        return 0
    print(_("{code}: before leaving {phase}").format(code=case.code, phase=case.phase.label))
    show(gate_lines(gate, folder))
    if gate.unmet_hard:
        told = _("To go on all the same, give a reason of at least {count} characters with {option}.")
        option = "--override" if case.phase is Phase.TERMINATION else "--reason"
        show([told.format(count=gates.REASON_LENGTH, option=option)])
    return 0
