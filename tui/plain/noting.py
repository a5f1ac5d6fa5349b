"""Commands on notes: list and read them, sign, add to, void and discard them; one note for several cases."""

import argparse
from typing import Any

from store import LingkarError
from store.language import _
from store.model.codes import ContactMode, ContactOutcome, NoteFormat
from store.model.note import Note
from store.model.text import clean, clean_block
from tui.casefile.templates import headings, outline
from tui.plain import views
from tui.plain.casefile import note_lines
from tui.plain.kinds import add_at, choices, code_of, day
from tui.plain.lookup import find, note_line, shortener
from tui.plain.opening import acting, reading
from tui.plain.output import show, warn
from tui.plain.parser import Commands, add, add_case_code, add_entry, text
from tui.plain.recording import minutes, typed_note
from tui.plain.stating import stated_contact


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "notes", _("list the notes of a case, the newest first, each with its id"), _notes)
    add_case_code(parser)
    parser.add_argument("--note", metavar=_("ID"), type=text, help=_("read this one whole"))
    parser.add_argument("--drafts", action="store_true", help=_("only those that wait for a signature"))
    parser.add_argument("--json", action="store_true", help=_("for another program"))

    parser = add(commands, "sign", _("sign a draft, which locks it"), _sign)
    add_case_code(parser)
    add_entry(parser)
    for option, vocabulary in (("--mode", ContactMode), ("--outcome", ContactOutcome)):
        parser.add_argument(
            option, metavar=_("CODE"), type=code_of(vocabulary),
            help=_("{choices} (otherwise as the draft has it, or as you answer)").format(choices=choices(vocabulary)),
        )  # fmt: skip
    parser.add_argument("--next", metavar=_("DAY"), type=day, help=_("the day of the next contact"))

    for name, help, run, asked in (
        ("addendum", _("add to a signed note; the original stays as it is"), _addendum, _("what is to be added")),
        ("void", _("declare a signed note void; it stays listed with the reason"), _void, _("why it is not valid")),
    ):
        parser = add(commands, name, help, run)
        add_case_code(parser)
        add_entry(parser)
        parser.add_argument(
            "text", metavar=_("TEXT"), nargs="?", default="-", type=text,
            help=_("{what}; - or nothing reads it from standard input").format(what=asked),
        )  # fmt: skip

    parser = add(commands, "template", _("print the headings of a format for notes, to write under"), _template)
    parser.add_argument(
        "format", metavar=_("CODE"), nargs="?", type=code_of(NoteFormat),
        help=_("{choices} (otherwise all are listed)").format(choices=choices(NoteFormat)),
    )  # fmt: skip
    parser.epilog = _(
        "`lingkar template SOAP > FILE` writes them into a file; when you have written under them, "
        "`lingkar note CODE --format SOAP - < FILE` takes the note in."
    )

    parser = add(commands, "discard", _("throw a draft away; undo brings it back"), _discard)
    add_case_code(parser)
    add_entry(parser)
    _add_group_note(commands)


def _add_group_note(commands: Commands) -> None:
    parser = add(commands, "group-note", _("write one note for several cases, such as a group session"), _group_note)
    parser.add_argument("codes", metavar=_("CODE"), nargs="+", type=text, help=_("the cases"))
    parser.add_argument(
        "--text", metavar=_("TEXT"), type=text, default="-",
        help=_("the note; - or nothing reads it from standard input"),
    )  # fmt: skip
    for option, vocabulary, default in (
        ("--mode", ContactMode, ContactMode.GROUP), ("--outcome", ContactOutcome, ContactOutcome.REACHED),
    ):  # fmt: skip
        parser.add_argument(
            option, metavar=_("CODE"), type=code_of(vocabulary), default=default,
            help=_("{choices} (otherwise {default})").format(choices=choices(vocabulary), default=default),
        )  # fmt: skip
    add_at(parser)
    parser.add_argument("--minutes", metavar=_("COUNT"), type=minutes, help=_("how long it took"))
    parser.add_argument("--place", metavar=_("TEXT"), type=text, help=_("where it was"))
    parser.add_argument("--private", action="store_true", help=_("keep it out of every export"))
    parser.add_argument("--sign", action="store_true", help=_("sign it at once; otherwise it is a draft"))


def _template(args: argparse.Namespace) -> int:
    if args.format:
        show([outline(args.format).rstrip("\n") or _("A narrative has no headings.")])
    else:
        none = _("no headings")
        show(f"{one}: {', '.join(headings(one)) or none}" for one in NoteFormat)
    return 0


def _notes(args: argparse.Namespace) -> int:
    with reading(args) as book:
        folder = book.folder_of(args.code)
        if args.note:
            notes = [find(folder, args.note, Note)]
        else:
            notes = [note for note in folder.notes if note.is_draft or not args.drafts]
        short = shortener(folder)
    if args.json:
        views.print_json([note.model_dump(mode="json") for note in notes])
    elif args.note:
        show(note_lines(notes[0], folder, short))
    elif notes:
        show(note_line(note, short) for note in notes)
    else:
        warn(_("There are no such notes."))
    return 0


def _found(book: Any, args: argparse.Namespace) -> Note:
    note: Note = find(book.folder_of(args.code), args.id, Note)
    return note


def _sign(args: argparse.Namespace) -> int:
    with acting(args) as book:
        note = _found(book, args)
        mode, outcome = args.mode, args.outcome
        if note.is_unstated:
            mode, outcome = stated_contact(mode, outcome)
        book.sign_note(note.id, mode=mode, outcome=outcome, next_contact=args.next)
    return 0


def _addendum(args: argparse.Namespace) -> int:
    more = _written(args.text)
    with acting(args) as book:
        book.add_addendum(_found(book, args).id, more)
    return 0


def _void(args: argparse.Namespace) -> int:
    why = _written(args.text)
    with acting(args) as book:
        book.void_note(_found(book, args).id, why)
    return 0


def _discard(args: argparse.Namespace) -> int:
    with acting(args) as book:
        book.discard_draft(_found(book, args).id)
    return 0


def _group_note(args: argparse.Namespace) -> int:
    body = _written(args.text)
    with acting(args) as book:
        book.add_group_note(
            args.codes, body=body, mode=args.mode, outcome=args.outcome, at=args.at, minutes=args.minutes,
            place=args.place, private=args.private, sign=args.sign,
        )  # fmt: skip
    return 0


def _written(given: str) -> str:
    """The text that was typed, or that stands on standard input.

    Raises:
        LingkarError: there is none.
    """
    written = typed_note() if given == "-" else given
    if not clean_block(clean(written)).strip():
        raise LingkarError(_("There is no text. Nothing was saved."))
    return written
