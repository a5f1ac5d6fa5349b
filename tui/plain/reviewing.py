"""The command of the daily review, and two of the answers to it: a contact written down, a case put off."""

import argparse
import sys
from pathlib import Path

from store import BookInUse, Casebook, LingkarError, Refused
from store.language import _
from store.model.codes import ContactMode, ContactOutcome
from store.model.text import clean, clean_block
from store.packet.files import place, write_new
from store.practice.reasons import reason
from tui.plain import today, views
from tui.plain.kinds import add_at, choices, code_of, day
from tui.plain.lookback import lookback_lines
from tui.plain.opening import acting, reading
from tui.plain.output import STDOUT, show, tell, warn
from tui.plain.parser import USAGE, Commands, add, add_case_code, text
from tui.plain.recording import typed_note


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "today", _("say who needs you today, and why"), _today)
    parser.add_argument("--day", metavar=_("DAY"), type=day, help=_("review another day"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=_("for another program"))
    how.add_argument(
        "--done", action="store_true", help=_("look back: what was done today, case by case, and what waits still")
    )
    how.add_argument(
        "--ics", action="store_true",
        help=_("write the coming reviews and checks as a calendar, with case codes only"),
    )  # fmt: skip
    parser.add_argument(
        "-o", "--output", metavar=_("PATH"), type=Path,
        help=_("with --ics: a folder or a file that is not there yet (otherwise the current folder); - prints it"),
    )  # fmt: skip

    parser = add(commands, "contact", _("write down a contact, or a try; its note may follow"), _contact)
    add_case_code(parser)
    parser.add_argument(
        "text", metavar=_("TEXT"), nargs="?", default="", type=text,
        help=_("a few words, if there is time for them; - reads them from standard input"),
    )  # fmt: skip
    for option, vocabulary in (("--mode", ContactMode), ("--outcome", ContactOutcome)):
        parser.add_argument(
            option, metavar=_("CODE"), type=code_of(vocabulary), required=True, help=choices(vocabulary)
        )
    add_at(parser)
    parser.add_argument("--next", metavar=_("DAY"), type=day, help=_("the day of the next contact"))
    parser.add_argument("--sign", action="store_true", help=_("sign it at once; otherwise it is a draft"))

    parser = add(commands, "put-off", _("let the review leave a case alone until a day; dangers stay"), _put_off)
    add_case_code(parser)
    parser.add_argument("--until", metavar=_("DAY"), type=day, required=True, help=_("the day it asks again"))
    parser.add_argument("--reason", metavar=_("TEXT"), type=text, required=True, help=_("why"))


def _today(args: argparse.Namespace) -> int:
    if args.ics:
        return _calendar(args)
    if args.output is not None:
        warn(_("-o says where a calendar goes; it needs --ics."))
        return USAGE
    with reading(args) as book:
        if args.done:
            show(lookback_lines(book, args.day or book.today(), plain=args.plain))
            return 0
        review = book.review(args.day)
        if args.json:
            views.print_json(today.review_json(book, review))
        else:
            show(today.review_lines(book, review, plain=args.plain))
    return 0


def _calendar(args: argparse.Namespace) -> int:
    try:
        with acting(args, says=False) as book:
            _write_calendar(book, args)
    except BookInUse:  # the board is open: nothing is to be changed, only the list of copies cannot have it
        with reading(args) as book:
            _write_calendar_beside(book, args)
        warn(_("Another program holds the book, so the list of copies does not have this calendar."))
    warn(
        _(
            "It has case codes, days and a word for what is due. What gets done later stays in a calendar: "
            "bring it into one of its own, which you can empty before the next."
        )
    )
    return 0


def _write_calendar(book: Casebook, args: argparse.Namespace) -> None:
    from store.exchange.calendar import print_calendar, write_calendar

    if args.output == STDOUT:
        _print_calendar(print_calendar(book, args.day))
    else:
        tell(clean(str(write_calendar(book, args.output or Path(), args.day).resolve())))


def _write_calendar_beside(book: Casebook, args: argparse.Namespace) -> None:
    """The same from a book that is only read."""
    from store.exchange.calendar import KIND, calendar_text, entries

    found = entries(book, args.day)
    if not found:
        raise Refused(_("Nothing lies ahead in any case, so there is no calendar to write."))
    written = calendar_text(found, book)
    if args.output == STDOUT:
        _print_calendar(written)
    else:
        target = place(args.output or Path(), f"lingkar_{KIND}_{book.today().isoformat()}.ics")
        tell(clean(str(write_new(target, written.encode("utf-8")).resolve())))


def _print_calendar(written: str) -> None:
    sys.stdout.buffer.write(written.encode("utf-8"))  # as it is: the standard asks for its own ends of lines


def _contact(args: argparse.Namespace) -> int:
    body = typed_note() if args.text == "-" else args.text
    if args.text == "-" and not clean_block(body).strip():
        raise LingkarError(_("The note has no text. Nothing was saved."))
    with acting(args) as book:
        book.log_contact(
            args.code, mode=args.mode, outcome=args.outcome, at=args.at, body=body, next_contact=args.next,
            sign=args.sign,
        )  # fmt: skip
    return 0


def _put_off(args: argparse.Namespace) -> int:
    with acting(args) as book:
        case = book.put_off(args.code, args.until, args.reason)
        for finding in book.review_of(case.code).findings:
            if finding.rule.is_safety:
                tell(_("Not put off: {reason}").format(reason=reason(finding, book.today())))
    return 0
