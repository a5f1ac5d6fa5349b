"""Finding an entry of a case by its id, or by the beginning of it; and the line of an entry in a list."""

from collections.abc import Callable, Iterator
from typing import Any

from store.language import _
from store.language.formats import when_text
from store.model.codes import NoteStatus
from store.model.folder import Folder
from store.model.goal import Goal
from store.model.note import Note
from store.model.part import Part
from store.model.record import Record
from store.model.text import clean_line
from store.packet.facts import mode_text
from store.shelf import TABLE_OF
from tui.casework.rated import GoalRating, rating_id, ratings_of
from tui.plain.entries import KINDS, Kind, kind_of
from tui.plain.fields import only_one, short_ids, shown

Shorten = Callable[[str], str]


def entries_of(folder: Folder, only: Kind | None = None) -> list[Part]:
    """What lies in the file of a case beside its notes, kind by kind; the ratings of a goal follow it."""
    found: list[Part] = []
    for kind in KINDS:
        if kind.model is GoalRating:
            continue
        for part in getattr(folder, TABLE_OF[kind.model]):
            found.append(part)
            if isinstance(part, Goal):
                found += ratings_of(part)
    return [one for one in found if only is None or kind_of(one) is only]


def shortener(folder: Folder) -> Shorten:
    """What tells how much of an id has to be typed in this case. A rating is the id of its goal and its number."""
    parts = [one.id for one in entries_of(folder) if not isinstance(one, GoalRating)]
    shorten = short_ids([*parts, *(note.id for note in folder.notes)])

    def short(id: str) -> str:
        goal, slash, place = id.partition("/")
        return f"{shorten(goal)}/{int(place) + 1}" if slash else shorten(id)

    return short


def find(folder: Folder, typed: str, *models: type[Record]) -> Any:
    """The entry or note that an id means.

    Args:
        folder: the file of the case.
        typed: an id or the beginning of one; a rating is that of its goal, a stroke and its number, the oldest is 1.
        models: the kinds it may be of; any unless given.

    Raises:
        LingkarError: there is none, or more than one.
    """
    wish, slash, number = clean_line(typed).casefold().partition("/")
    pool = [*entries_of(folder), *folder.notes]
    fitting = [one for one in pool if not models or isinstance(one, models)]
    if slash:
        goal = only_one(_named([one for one in pool if isinstance(one, Goal)], wish), typed)
        place = rating_id(goal.id, int(number) - 1) if number.isascii() and number.isdigit() else ""
        return only_one([one for one in fitting if one.key == place], typed)
    return only_one(_named([one for one in fitting if not isinstance(one, GoalRating)], wish), typed)


def _named(entries: list[Any], wish: str) -> list[Any]:
    exact = [one for one in entries if one.key.casefold() == wish]
    return exact or [one for one in entries if wish and one.key.casefold().startswith(wish)]


# Lines


def entry_line(entry: Part, folder: Folder, short: Shorten) -> str:
    """An entry on one line: what it is, its id, what it is known by, and its brief fields under their names."""
    kind = kind_of(entry)
    first = clean_line(shown(entry, next(iter(kind.labels)), folder))
    told = [f"{kind.label} {short(entry.id)}: {first}"]
    for field in kind.brief:
        if value := clean_line(shown(entry, field, folder)):
            told.append(f"{kind.label_of(field)}: {value}")
    return "; ".join(told)


def entry_lines(entry: Part, folder: Folder, short: Shorten) -> Iterator[tuple[str, str]]:
    """An entry whole: its kind and id, then every field under its name."""
    kind = kind_of(entry)
    yield kind.label, short(entry.id)
    yield from ((kind.label_of(field), shown(entry, field, folder)) for field in kind.labels)


def note_line(note: Note, short: Shorten) -> str:
    """A note on one line: its id, when and how it was, its marks, and how its text begins."""
    marks = [note.status.label] if note.status is not NoteStatus.SIGNED else []
    if note.private:
        marks.append(_("private"))
    what = [_("Note {id}: {moment}").format(id=short(note.id), moment=when_text(note.contact_at))]
    what += [f"{_('How')}: {mode_text(note)}"]
    if not note.is_unstated:
        what.append(f"{_('Outcome')}: {note.outcome.label}")
    if marks:
        what.append(f"{_('Status')}: {', '.join(marks)}")
    what.append(f"{_('Text')}: {clean_line(note.body)}")
    return "; ".join(what)
