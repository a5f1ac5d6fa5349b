"""Commands around a supervision session: the questions for it, and what it led to."""

import argparse
from typing import Any

from store import LingkarError
from store.language import _
from store.language.formats import when_text
from store.model.text import clean, clean_block, clean_line
from store.practice.questions import MARK, Question, open_questions
from tui.plain import views
from tui.plain.kinds import add_at, day
from tui.plain.opening import acting, reading
from tui.plain.output import show, warn
from tui.plain.parser import Commands, add, add_case_code, text
from tui.plain.recording import typed_note


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "supervision", _("write down what a supervision session led to"), _supervision)
    add_case_code(parser)
    parser.add_argument(
        "text", metavar=_("TEXT"), nargs="?", default="-", type=text,
        help=_("directions and decisions; - or nothing reads them from standard input"),
    )  # fmt: skip
    parser.add_argument(
        "--supervisor", metavar=_("TEXT"), type=text, default="", help=_("who gave it (otherwise that of the case)")
    )
    parser.add_argument(
        "--task", dest="tasks", metavar=_("TEXT"), type=text, action="append", default=[],
        help=_("a task that follows from it; once for each"),
    )  # fmt: skip
    parser.add_argument("--due", metavar=_("DAY"), type=day, help=_("the day until which the tasks are to be done"))
    parser.add_argument("--next", metavar=_("DAY"), type=day, help=_("the day of the next session"))
    add_at(parser)

    parser = add(commands, "questions", _("list the questions for supervision that are open"), _questions)
    parser.epilog = _marked()
    parser.add_argument(
        "code", metavar=_("CODE"), nargs="?", type=text, help=_("of one case (otherwise of all live ones)")
    )
    parser.add_argument("--json", action="store_true", help=_("for another program"))


def _supervision(args: argparse.Namespace) -> int:
    directions = typed_note() if args.text == "-" else args.text
    if not clean_block(directions).strip():
        raise LingkarError(_("The note has no text. Nothing was saved."))
    with acting(args) as book:
        book.record_supervision(
            args.code, directions=directions, supervisor=args.supervisor, at=args.at, tasks=args.tasks, due=args.due,
            next_session=args.next,
        )  # fmt: skip
    return 0


def _questions(args: argparse.Namespace) -> int:
    with reading(args) as book:
        codes = [book.case(args.code).code] if args.code else [case.code for case in book.cases()]
        found = [(code, question) for code in codes for question in open_questions(book.notes(code))]
    if args.json:
        views.print_json([_as_json(code, question) for code, question in found])
    elif found:
        line = _row if args.plain else _line
        show(clean(line(code, question)) for code, question in found)
    else:
        warn(f"{_('No question for supervision is open.')} {_marked()}")
    return 0


def _marked() -> str:
    """How a question is asked."""
    return _("A line of a note that begins with {mark} is such a question.").format(mark=MARK)


def _line(code: str, question: Question) -> str:
    private = f" · {_('private')}" if question.private else ""
    return f"{code} · {when_text(question.at)}{private}: {clean_line(question.text)}"


def _row(code: str, question: Question) -> str:
    """The same, each fact under its name."""
    return views.row(
        (_("Code"), code), (_("Day"), when_text(question.at)), (_("Private"), _("yes") if question.private else ""),
        (_("Question"), question.text),
    )  # fmt: skip


def _as_json(code: str, question: Question) -> dict[str, Any]:
    """A question under the field names of the model; `note` is the id of the note it stands in."""
    return {
        "code": code, "note": question.note, "at": question.at.isoformat(), "text": question.text,
        "private": question.private,
    }  # fmt: skip
