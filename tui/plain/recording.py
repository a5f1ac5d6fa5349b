"""Commands that write about a case: take it in, change it, link it, note a contact, decide at the evaluation."""

import argparse
import sys

from store import LingkarError
from store.desk import now
from store.intake import new_case
from store.language import _
from store.language.quoting import quoted
from store.model.codes import ContactMode, ContactOutcome, NoteFormat, Verdict
from store.model.note import MOST_MINUTES
from store.model.text import clean_block
from store.practice.questions import MARK
from tui.plain.case_fields import add_fields, fields_of
from tui.plain.kinds import add_at, choices, code_of, day
from tui.plain.lookup import shortener
from tui.plain.opening import acting, will_make
from tui.plain.output import tell, warn
from tui.plain.parser import Commands, add, add_case_code, text
from tui.plain.stating import stated_contact
from tui.plain.understood import day_lines, typed_days


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "new", _("take in a case; prints its code"), _new)
    add_fields(parser, is_new=True)
    parser.add_argument("--opened", metavar=_("DAY"), type=day, help=_("the day of intake (today)"))

    parser = add(commands, "edit", _("change what is written about a case; an empty value clears it"), _edit)
    add_case_code(parser)
    add_fields(parser, is_new=False)

    for name, help, run in (
        ("link", _("link a case with another, such as a public issue with a case behind it"), _link),
        ("unlink", _("take such a link away"), _unlink),
    ):
        parser = add(commands, name, help, run)
        add_case_code(parser)
        parser.add_argument("other", metavar=_("CODE"), type=text, help=_("the other case"))

    parser = add(commands, "decide", _("write down what the evaluation leads to"), _decide)
    add_case_code(parser)
    parser.add_argument("verdict", metavar=_("VERDICT"), type=code_of(Verdict), help=choices(Verdict))
    parser.add_argument("--why", metavar=_("TEXT"), type=text, required=True, help=_("why"))
    _add_note(commands)


def _add_note(commands: Commands) -> None:
    parser = add(commands, "note", _("note a contact"), _note)
    parser.epilog = _(
        "A line that begins with {mark} is a question for supervision; `lingkar questions` lists them. "
        "`lingkar template CODE` prints the headings of a format."
    ).format(mark=MARK)
    add_case_code(parser)
    parser.add_argument(
        "text", metavar=_("TEXT"), nargs="?", default="-", type=text,
        help=_("the note; - or nothing reads it from standard input"),
    )  # fmt: skip
    parser.add_argument(
        "--mode", metavar=_("CODE"), type=code_of(ContactMode),
        help=_("{choices} (otherwise it is asked when the note is signed)").format(choices=choices(ContactMode)),
    )  # fmt: skip
    for option, vocabulary, default in (
        ("--outcome", ContactOutcome, ContactOutcome.REACHED),
        ("--format", NoteFormat, NoteFormat.NARRATIVE),
    ):
        parser.add_argument(
            option, metavar=_("CODE"), type=code_of(vocabulary),
            help=_("{choices} (otherwise {default})").format(choices=choices(vocabulary), default=default),
        )  # fmt: skip
    add_at(parser)
    parser.add_argument(
        "--with", dest="others", metavar=_("CODE"), type=text, action="append", default=[],
        help=_("another case that gets the same note, as after a group session; once for each"),
    )  # fmt: skip
    parser.add_argument("--participants", metavar=_("TEXT"), type=text, help=_("who was there"))
    parser.add_argument("--minutes", metavar=_("COUNT"), type=minutes, help=_("how long it took"))
    parser.add_argument("--place", metavar=_("TEXT"), type=text, help=_("where it was"))
    parser.add_argument("--private", action="store_true", help=_("keep it out of every export"))
    parser.add_argument("--sign", action="store_true", help=_("sign it at once; otherwise it is a draft"))


def _new(args: argparse.Namespace) -> int:
    today = now().date()
    if will_make(args):
        new_case(1, args.opened or today, today, **fields_of(args))  # what does not fit leaves no new book behind
    with acting(args, may_make=True, says=False) as book:
        code = book.add_case(opened=args.opened, **fields_of(args)).code
    tell(code)
    for line in day_lines(typed_days(args), now().date()):
        warn(line)
    return 0


def _edit(args: argparse.Namespace) -> int:
    fields = fields_of(args)
    with acting(args) as book:
        book.case(args.code)
        if not fields:
            raise LingkarError(_("There is nothing to change: name at least one field."))
        book.edit_case(args.code, **fields)
    return 0


def _note(args: argparse.Namespace) -> int:
    body = typed_note() if args.text == "-" else args.text
    if not clean_block(body).strip():
        raise LingkarError(_("The note has no text. Nothing was saved."))
    facts = {
        "at": args.at, "format": args.format or NoteFormat.NARRATIVE, "private": args.private,
        "participants": args.participants, "minutes": args.minutes, "place": args.place, "sign": args.sign,
    }  # fmt: skip
    with acting(args) as book:
        for code in (args.code, *args.others):
            book.case(code)  # before anything is asked
        mode, outcome = stated_contact(args.mode, args.outcome) if args.sign else (args.mode, args.outcome)
        facts |= {"mode": mode or ContactMode.ADMIN, "outcome": outcome or ContactOutcome.REACHED}
        if args.others:
            book.add_group_note([args.code, *args.others], body=body, **facts)
        else:
            note = book.add_note(args.code, body=body, **facts)
            if note.is_draft:
                id = shortener(book.folder_of(note.case_code))(note.id)
                tell(_("It is a draft: `lingkar sign {code} {id}` signs it.").format(code=note.case_code, id=id))
    return 0


def _link(args: argparse.Namespace) -> int:
    with acting(args) as book:
        book.link(args.code, args.other)
    return 0


def _unlink(args: argparse.Namespace) -> int:
    with acting(args) as book:
        book.unlink(args.code, args.other)
    return 0


def _decide(args: argparse.Namespace) -> int:
    with acting(args) as book:
        book.decide(args.code, args.verdict, args.why)
    return 0


def minutes(typed: str) -> int:
    """A kind of value: a number of minutes, up to a whole day."""
    count = int(typed) if typed.strip().isascii() and typed.strip().isdigit() else 0
    if not 1 <= count <= MOST_MINUTES:
        given = quoted(text(typed), 40)
        raise argparse.ArgumentTypeError(_("{given} is not a number of minutes.").format(given=given))
    return count


def typed_note() -> str:
    """What stands on standard input."""
    if sys.stdin.isatty():
        print(_("Type the note; ctrl+d on a line of its own ends it."), file=sys.stderr)
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LingkarError(_("The text on standard input is not UTF-8. Nothing was saved.")) from None
