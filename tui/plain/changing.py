"""Commands on an entry of a case's file, known by its id: change it, bring it to its end, take it out."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any

from store import Casebook, InvalidInput, LingkarError
from store.language import _
from store.model.codes import ContactMode, ContactOutcome, NoteFormat
from store.model.flag import Flag, FlagState
from store.model.folder import Folder
from store.model.goal import Goal, GoalStatus
from store.model.intervention import Intervention
from store.model.note import Note
from store.model.person import Person
from store.model.record import new_id
from store.model.referral import Referral, ReferralStatus
from store.model.task import Task, TaskStatus
from tui.casework.rated import GoalRating
from tui.plain.adding import from_stdin, nothing_named, resolved
from tui.plain.entries import NOTE, all_fields, kind_of
from tui.plain.fields import DEST, option, read
from tui.plain.kinds import code_of, day, moment
from tui.plain.lookup import find
from tui.plain.opening import acting
from tui.plain.output import tell
from tui.plain.parser import Commands, Parser, add, add_case_code, add_entry, text
from tui.plain.recording import minutes
from tui.plain.understood import day_lines


def add_commands(commands: Commands) -> None:
    """Declare them."""
    _add_change(commands)

    parser = add(commands, "finish", _("bring a task, goal, referral, intervention or danger to its end"), _finish)
    add_case_code(parser)
    add_entry(parser)
    parser.add_argument("--on", metavar=_("DAY"), type=day, help=_("the day it came to be so (today)"))
    parser.add_argument(
        "--as", dest="state", metavar=_("CODE"), type=text,
        help=_("how it ended, where that is not the usual way: a code of its status"),
    )  # fmt: skip
    parser.add_argument(
        "--why", metavar=_("TEXT"), type=text, help=_("why; of a referral that failed, what stood in the way")
    )

    parser = add(commands, "remove", _("take an entry out of the file of a case; undo brings it back"), _remove)
    add_case_code(parser)
    add_entry(parser)


def _add_change(commands: Commands) -> None:
    """Of which kind the entry is, is known when it is found: the values are read then."""
    parser = add(commands, "change", _("change an entry or a draft; an empty value clears a field"), _change)
    add_case_code(parser)
    add_entry(parser)
    code, entry, field, value = _("CODE"), _("ID"), _("FIELD"), _("VALUE")
    parser.usage = f"%(prog)s {code} {entry} --{field} {value} ..."  # all the fields are in the help
    parser.declare_later(lambda: _add_fields(parser))


def _add_fields(parser: Parser) -> None:
    for field, kinds in all_fields():
        _add_text(parser, field, "; ".join(f"{kind.word}: {kind.label_of(field)}" for kind in kinds))
    for field, label in NOTE.items():
        if DEST + field not in {action.dest for action in parser._actions}:
            _add_text(parser, field, _("note: {label}").format(label=_(label)))


def _add_text(parser: Parser, field: str, help: str) -> None:
    parser.add_argument(
        option(field), dest=DEST + field, metavar=_("VALUE"), type=text, default=argparse.SUPPRESS, help=help
    )


# Changing


def _change(args: argparse.Namespace) -> int:
    typed = {name.removeprefix(DEST): value for name, value in vars(args).items() if name.startswith(DEST)}
    if not typed:
        raise nothing_named()
    with acting(args) as book:
        folder = book.folder_of(args.code)
        entry = find(folder, args.id)
        typed = from_stdin(typed)
        if isinstance(entry, Note):
            fields = _read(typed, NOTE, _read_of_note)
            book.write_draft(folder.case.code, entry.id, session=new_id(), **fields)
        else:
            fields = _change_part(book, folder, entry, typed)
        days = ((option(name), value) for name, value in fields.items() if isinstance(value, date))
        for line in day_lines(days, book.today()):
            tell(line)
    return 0


def _change_part(book: Casebook, folder: Folder, entry: Any, typed: dict[str, str]) -> dict[str, Any]:
    """Change what is no note; answers the fields as they were understood."""
    kind = kind_of(entry)
    fields = resolved(book, folder, _read(typed, kind.labels, lambda name, value: read(kind.model, name, value)))
    if isinstance(entry, GoalRating):
        fields.pop("goal", None)
        book.change_rating(entry.goal, entry.place, entry.plain, folder.case.code, **fields)
    else:
        book.change(entry, **(entry.keeping_old_name(fields) if isinstance(entry, Person) else fields))
    return fields


def _read(typed: dict[str, str], known: Any, reader: Callable[[str, str], Any]) -> dict[str, Any]:
    """The values of fields.

    Raises:
        LingkarError: this entry has no such field, or the value does not fit it.
    """
    fields = {}
    for name, value in typed.items():
        if name not in known:
            raise LingkarError(
                _("This entry has no {field}. It has: {fields}.").format(
                    field=option(name), fields=", ".join(map(option, known))
                )
            )
        try:
            fields[name] = reader(name, value)
        except argparse.ArgumentTypeError as error:
            raise InvalidInput({name: str(error)}) from None
    return fields


def _read_of_note(field: str, value: str) -> Any:
    """The value of a field of a note."""
    vocabularies = {"mode": ContactMode, "outcome": ContactOutcome, "format": NoteFormat}
    if field in vocabularies:
        return code_of(vocabularies[field])(value)
    if field == "contact_at":
        return moment(value)
    if field == "minutes":
        return minutes(value) if value else None
    if field == "private":
        return read(Person, "is_member", value)
    return value


# Finishing and removing


def _finish(args: argparse.Namespace) -> int:
    with acting(args) as book:
        entry = find(book.folder_of(args.code), args.id)
        book.change(entry, **_ended(entry, args.on or book.today(), args.state, args.why))
    return 0


def _ended(entry: Any, on: date, state: str | None, why: str | None) -> dict[str, Any]:
    """What becomes of an entry at its end.

    Raises:
        LingkarError: it is nothing that ends, or has no such state.
    """
    if isinstance(entry, Intervention):
        return {"until": on}
    ends: dict[type[Any], tuple[str, Any, str, str]] = {
        Task: ("status", TaskStatus.DONE, "done_on", "carried_over"),
        Goal: ("status", GoalStatus.ACHIEVED, "", ""),
        Referral: ("status", ReferralStatus.COMPLETED, "answered_on", "barrier"),
        Flag: ("state", FlagState.RESOLVED, "state_on", "state_reason"),
    }  # fmt: skip
    if type(entry) not in ends:
        raise LingkarError(_("Only a task, a goal, a referral, an intervention or a danger comes to an end."))
    field, usual, day_field, why_field = ends[type(entry)]
    end = _read({field: state}, (field,), lambda name, value: read(type(entry), name, value))[field] if state else usual
    fields = {field: end}
    if day_field and not (isinstance(entry, Task) and end is not TaskStatus.DONE):
        fields[day_field] = on
    if why_field and why is not None:
        fields[why_field] = why
    return fields


def _remove(args: argparse.Namespace) -> int:
    with acting(args) as book:
        entry = find(book.folder_of(args.code), args.id)
        if isinstance(entry, GoalRating):
            book.remove_rating(entry.goal, entry.place, entry.plain, entry.case_code)
        elif isinstance(entry, Note):
            book.discard_draft(entry.id)
        else:
            book.remove(entry)
    return 0
