"""Commands that write about a case: take it in, change it, note a contact."""

import argparse
import sys
from typing import Any

from store import LingkarError
from store.casebook import new_case
from store.desk import now
from store.language import _
from store.model.codes import (
    Consent,
    ContactMode,
    ContactOutcome,
    IntakeSource,
    Level,
    NoteFormat,
    PracticeField,
    RiskLevel,
    SystemSize,
    Vocabulary,
)
from store.model.text import clean_block
from tui.plain.kinds import choices, code_of, day, day_or_none, moment
from tui.plain.opening import acting, will_make
from tui.plain.output import tell
from tui.plain.parser import Commands, Parser, add, add_case_code, text


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "new", _("take in a case; prints its code"), _new)
    _add_fields(parser, is_new=True)
    parser.add_argument("--opened", metavar=_("DAY"), type=day, help=_("the day of intake (today)"))

    parser = add(commands, "edit", _("change what is written about a case; an empty value clears it"), _edit)
    add_case_code(parser)
    _add_fields(parser, is_new=False)

    parser = add(commands, "note", _("note a contact"), _note)
    add_case_code(parser)
    parser.add_argument(
        "text", metavar=_("TEXT"), nargs="?", default="-", type=text,
        help=_("the note; - or nothing reads it from standard input"),
    )  # fmt: skip
    for option, vocabulary, default in (
        ("--mode", ContactMode, ContactMode.ADMIN),
        ("--outcome", ContactOutcome, ContactOutcome.REACHED),
        ("--format", NoteFormat, NoteFormat.NARRATIVE),
    ):
        parser.add_argument(
            option, metavar=_("CODE"), type=code_of(vocabulary), default=default,
            help=_("{choices} (otherwise {default})").format(choices=choices(vocabulary), default=default),
        )  # fmt: skip
    parser.add_argument("--at", metavar=_("MOMENT"), type=moment, help=_("when it was, such as 2026-11-20T09:30 (now)"))
    parser.add_argument("--private", action="store_true", help=_("keep it out of every export"))
    parser.add_argument("--sign", action="store_true", help=_("sign it at once; otherwise it is a draft"))


def _add_fields(parser: Parser, *, is_new: bool) -> None:
    """The fields of a case. Only those that were typed are in the arguments."""

    def words(option: str, name: str, help: str, **more: Any) -> None:
        parser.add_argument(
            option, dest=name, metavar=_("TEXT"), type=text, default=argparse.SUPPRESS, help=help, **more
        )

    def coded(option: str, name: str, vocabulary: type[Vocabulary], *, clears: bool = True, **more: Any) -> None:
        parser.add_argument(
            option, dest=name, metavar=_("CODE"), default=argparse.SUPPRESS, help=choices(vocabulary),
            type=code_of(vocabulary, clears=clears and not is_new), **more,
        )  # fmt: skip

    def dated(option: str, name: str, help: str) -> None:
        parser.add_argument(
            option, dest=name, metavar=_("DAY"), type=day if is_new else day_or_none, default=argparse.SUPPRESS,
            help=help,
        )  # fmt: skip

    words("--alias", "alias", _("what the board shows; not the client's name"), required=is_new)
    coded("--size", "size", SystemSize, clears=False, required=is_new)
    coded("--level", "level", Level)
    coded("--field", "field", PracticeField, clears=False)
    words("--problem", "presenting_problem", _("the presenting problem in the client's words"))
    words("--client-name", "client_name", _("the client's real name"))
    coded("--source", "intake_source", IntakeSource)
    coded("--consent", "consent", Consent)
    coded("--risk", "risk_level", RiskLevel)
    words("--origin", "origin_environment", _("the environment the client comes from and returns to"))
    dated("--next-contact", "next_contact", _("the day of the next contact"))
    dated("--next-review", "next_review", _("the day of the next review"))
    words("--tags", "tags", _("tags with commas between them"))


_FIELDS = (
    "alias", "size", "level", "field", "presenting_problem", "client_name", "intake_source", "consent", "risk_level",
    "origin_environment", "next_contact", "next_review", "tags",
)  # fmt: skip


def _fields(args: argparse.Namespace) -> dict[str, Any]:
    return {name: getattr(args, name) for name in _FIELDS if hasattr(args, name)}


def _new(args: argparse.Namespace) -> int:
    if will_make(args):
        new_case(1, args.opened or now().date(), **_fields(args))  # what does not fit leaves no new book behind
    with acting(args, may_make=True, says=False) as book:
        code = book.add_case(opened=args.opened, **_fields(args)).code
    tell(code)
    return 0


def _edit(args: argparse.Namespace) -> int:
    fields = _fields(args)
    with acting(args) as book:
        book.case(args.code)
        if not fields:
            raise LingkarError(_("There is nothing to change: name at least one field."))
        book.edit_case(args.code, **fields)
    return 0


def _note(args: argparse.Namespace) -> int:
    body = _typed() if args.text == "-" else args.text
    if not clean_block(body).strip():
        raise LingkarError(_("The note has no text. Nothing was saved."))
    with acting(args) as book:
        book.add_note(
            args.code, body=body, mode=args.mode, outcome=args.outcome, at=args.at, format=args.format,
            private=args.private, sign=args.sign,
        )  # fmt: skip
    return 0


def _typed() -> str:
    """What stands on standard input."""
    if sys.stdin.isatty():
        print(_("Type the note; ctrl+d on a line of its own ends it."), file=sys.stderr)
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LingkarError(_("The text on standard input is not UTF-8. Nothing was saved.")) from None
