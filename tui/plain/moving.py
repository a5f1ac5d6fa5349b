"""Commands that move a case through the cycle, and undo."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from store import Casebook, GateNotMet, InvalidInput, Refused
from store.language import _
from store.language.days import read_day
from store.language.quoting import quoted
from store.model.codes import Notice, Outcome, Returned, TerminationReason
from store.practice.endings import NOT_COMPARED
from store.practice.gates import BY_CODE, ITEMS
from tui.plain.kinds import choices, code_of, day, phase
from tui.plain.mending import missing_lines
from tui.plain.opening import acting
from tui.plain.output import warn
from tui.plain.parser import USAGE, Commands, Parser, add, add_case_code, text


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "advance", _("move a case to the next phase"), _advance)
    add_case_code(parser)
    _add_reason(parser, _("why to go on although something is missing"))

    parser = add(commands, "back", _("move a case back to an earlier phase"), _back)
    add_case_code(parser)
    parser.add_argument("phase", metavar=_("PHASE"), type=phase, help=_("the phase it goes back to"))
    _add_reason(parser, _("why"), required=True)

    parser = add(commands, "monitor", _("move a case to Monitoring"), _monitor)
    add_case_code(parser)
    _add_reason(parser, _("why to go on although something is missing"))

    parser = add(commands, "hold", _("let a case rest"), _hold)
    add_case_code(parser)
    _add_reason(parser, _("why"), required=True)
    parser.add_argument("--until", metavar=_("DAY"), type=day, help=_("the day it is to be taken up again"))

    add_case_code(add(commands, "resume", _("take a resting case up again"), _resume))
    _add_terminate(commands)

    parser = add(commands, "reopen", _("begin a new episode of a closed case"), _reopen)
    add_case_code(parser)
    parser.add_argument("phase", metavar=_("PHASE"), type=phase, help=_("the phase it begins in"))
    _add_reason(parser, _("why"), required=True)
    parser.add_argument("--next-contact", metavar=_("DAY"), type=day, help=_("the day of the next contact (none)"))

    parser = add(commands, "tick", _("tick off a gate item that only you can know"), _tick)
    add_case_code(parser)
    parser.add_argument("item", metavar=_("ITEM"), type=_item, help=_("one of {items}").format(items=_items()))
    parser.add_argument("--undo", action="store_true", help=_("take the tick back"))

    add(commands, "undo", _("take the last act back"), _undo)
    add(commands, "redo", _("do again what was undone last"), _redo)


def _add_reason(parser: Parser, help: str, *, required: bool = False) -> None:
    parser.add_argument("--reason", metavar=_("TEXT"), type=text, required=required, help=help)


def _add_terminate(commands: Commands) -> None:
    parser = add(commands, "terminate", _("close a case with its closing record"), _terminate)
    add_case_code(parser)
    parser.add_argument(
        "--reason", metavar=_("CODE"), type=code_of(TerminationReason), required=True,
        help=_("why it ends: {choices}").format(choices=choices(TerminationReason)),
    )  # fmt: skip
    add_record(parser, required=True)


def add_record(parser: Parser, *, required: bool) -> None:
    """The options of a closing record, but for the reason.

    Args:
        parser: gets them.
        required: whether the command always closes a case.
    """
    code, words = _("CODE"), _("TEXT")
    compared = _("how the client is, compared with the beginning: {choices}")
    if required:
        compared = _("how the client is, compared with the beginning: {choices}; needed, except where the client died "
                     "or the record is a duplicate")  # fmt: skip
    parser.add_argument(
        "--outcome", metavar=code, type=code_of(Outcome), help=compared.format(choices=choices(Outcome))
    )
    parser.add_argument(
        "--summary", metavar=words, type=text, required=required, help=_("the ending in a few sentences")
    )
    parser.add_argument(
        "--notice", metavar=code, type=code_of(Notice),
        help=_("the client's part in the ending: {choices}").format(choices=choices(Notice)),
    )  # fmt: skip
    parser.add_argument("--notice-why", metavar=words, type=text, help=_("why the client could not be told"))
    parser.add_argument("--unmet-needs", metavar=words, type=text, help=_("needs that remain"))
    parser.add_argument(
        "--returned", metavar=code, type=code_of(Returned),
        help=_("whether the client is back in the environment of origin: {choices}").format(choices=choices(Returned)),
    )  # fmt: skip
    parser.add_argument(
        "--door-open",
        action="store_const",
        const=True,
        help=_("the client, who withdrew, knows that they may come back"),
    )
    parser.add_argument(
        "--documents-returned", action="store_const", const=True, help=_("the client's documents were given back")
    )
    parser.add_argument("--receiver", metavar=words, type=text, help=_("who takes over, where the case is transferred"))
    parser.add_argument("--kept-case", metavar=_("CASE"), help=_("the case that stays, where this one is a duplicate"))
    parser.add_argument(
        "--family-support", metavar=words, type=text, help=_("what is done for the family, where the client died")
    )
    parser.add_argument(
        "--return-plan", metavar=words, type=text, help=_("how the client returns to their environment")
    )
    day_word = _("DAY")
    parser.add_argument(
        "--aftercare", metavar=day_word, type=text, nargs="+", help=_("days on which you look in again")
    )
    parser.add_argument("--closed", metavar=day_word, type=day, help=_("the day of the ending; today unless given"))
    parser.add_argument(
        "--keep-until", metavar=day_word, type=day,
        help=_("until when the record is kept; seven years, or until a child is 25, unless given"),
    )  # fmt: skip
    parser.add_argument("--override", metavar=words, type=text, help=_("why to close although something is missing"))


@contextmanager
def _saying_how(book: Casebook, code: str, option: str) -> Iterator[None]:
    """Where a gate is not met, say which commands meet it.

    Raises:
        Refused: it is not.
    """
    try:
        yield
    except GateNotMet as error:
        raise Refused("\n".join(missing_lines(error, book.folder_of(code), option))) from None


def _advance(args: argparse.Namespace) -> int:
    with acting(args) as book:
        with _saying_how(book, args.code, "--reason"):
            book.advance(args.code, args.reason)
        _advise(book, args.code)
    return 0


def _advise(book: Casebook, code: str) -> None:
    """Name the soft items that the gate just passed had open."""
    for result in book.history(code)[-1].gate:
        if not result.met and not result.overridden:
            warn(_("Advice: {item}").format(item=BY_CODE[result.item].missing_text))


def _back(args: argparse.Namespace) -> int:
    with acting(args) as book:
        act = book.reopen if book.case(args.code).is_closed else book.move_back  # as `b` does on the board
        act(args.code, args.phase, args.reason)
    return 0


def _monitor(args: argparse.Namespace) -> int:
    with acting(args) as book:
        with _saying_how(book, args.code, "--reason"):
            book.to_monitoring(args.code, args.reason)
        _advise(book, args.code)
    return 0


def _hold(args: argparse.Namespace) -> int:
    with acting(args) as book:
        book.hold(args.code, args.reason, args.until)
    return 0


def _resume(args: argparse.Namespace) -> int:
    with acting(args) as book:
        book.resume(args.code)
    return 0


def _terminate(args: argparse.Namespace) -> int:
    if not args.outcome and args.reason not in NOT_COMPARED:
        warn(_("--outcome is needed, except where the client died or the record is a duplicate."))
        return USAGE
    with acting(args) as book:
        close(book, args, args.reason)
    return 0


def close(book: Casebook, args: argparse.Namespace, reason: TerminationReason) -> None:
    """Close a case with the record that was typed.

    Raises:
        LingkarError: as for `Casebook.terminate`.
    """
    with _saying_how(book, args.code, "--override"):
        book.terminate(
            args.code, reason=reason, outcome=args.outcome, summary=args.summary, override=args.override,
            notice=args.notice, notice_why=args.notice_why, unmet_needs=args.unmet_needs, returned=args.returned,
            door_open=args.door_open, documents_returned=args.documents_returned, receiver=args.receiver,
            kept_case=args.kept_case, family_support=args.family_support, return_plan=args.return_plan,
            aftercare=_checks(args.aftercare, args.closed or book.today()), closed=args.closed,
            retention_until=args.keep_until,
        )  # fmt: skip
    _advise(book, args.code)


def _checks(typed: list[str] | None, closed: date) -> tuple[date, ...] | None:
    """The days after the ending, counted from it as the closing form does."""
    try:
        return tuple(read_day(each, closed) for each in typed) if typed else None
    except ValueError as error:
        raise InvalidInput({"aftercare": str(error)}) from None


def _reopen(args: argparse.Namespace) -> int:
    with acting(args) as book:
        book.reopen(args.code, args.phase, args.reason, next_contact=args.next_contact)
    return 0


def _tick(args: argparse.Namespace) -> int:
    with acting(args) as book:
        book.tick(args.code, args.item, done=not args.undo)
    return 0


def _undo(args: argparse.Namespace) -> int:
    with acting(args) as book:
        book.undo()
    return 0


def _redo(args: argparse.Namespace) -> int:
    with acting(args) as book:
        book.redo()
    return 0


def _items() -> str:
    return ", ".join(item.code for item in ITEMS if item.by_hand)


def _item(typed: str) -> str:
    """A kind of value: a gate item that is ticked by hand."""
    if typed not in _items().split(", "):
        raise argparse.ArgumentTypeError(
            _("{given} is not known here; there are {choices}.").format(given=quoted(typed), choices=_items())
        )
    return typed
