"""Finding an entry of a case by its id, or by the beginning of it; and the line of an entry in a list."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from store.language import _
from store.language.formats import when_text
from store.model.folder import Folder
from store.model.goal import Goal
from store.model.note import Note
from store.model.part import Part
from store.model.record import Record
from store.model.text import clean_line
from store.packet.facts import Fact, mode_text
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
            told.append(f"{_label(kind, field)}: {value}")
    return "; ".join(told)


def entry_lines(entry: Part, folder: Folder, short: Shorten) -> Iterator[Fact]:
    """An entry whole: its kind and id, then every field under its name."""
    yield kind_of(entry).label, short(entry.id)
    yield from (fact for _field, fact in named_entry(entry, folder))


def named_entry(entry: Part, folder: Folder) -> Iterator[tuple[str, Fact]]:
    """Every field of an entry, with its label and its value in words."""
    kind = kind_of(entry)
    yield from ((field, (_label(kind, field), shown(entry, field, folder))) for field in kind.labels)


def whole_line(entry: Part, folder: Folder, short: Shorten, *, also: Iterable[Fact] = (), **instead: str) -> str:
    """An entry on one line: what it is, its id, what it is known by, and all that is known of it.

    Args:
        entry: which one.
        folder: the file it lies in.
        short: shortens its id.
        also: what is told behind its fields.
        instead: fields that are told in other words; an empty one is left out.
    """
    kind = kind_of(entry)
    fields = [
        (field, label, instead.get(field, "" if getattr(entry, field) is False else value))
        for field, (label, value) in named_entry(entry, folder)
    ]
    (_first, _known_by, name), *rest = fields
    told = [f"{kind.label} {short(entry.id)}: {clean_line(name)}"]
    told += [f"{label}: {clean_line(value)}" for _field, label, value in rest if value]
    return "; ".join([*told, *(f"{label}: {value}" for label, value in also if value)])


def _label(kind: Kind, field: str) -> str:
    """The label of a field before its value: forms ask for some, here they are told."""
    return kind.label_of(field).removesuffix("?")


def note_line(note: Note, short: Shorten) -> str:
    """A note on one line: its id, when and how it was, its marks, and how its text begins."""
    marks = [note.status.label, *([_("private")] if note.private else [])]
    return "; ".join((
        *note_head(note, short), f"{_('Status')}: {', '.join(marks)}", f"{_('Text')}: {clean_line(note.body)}",
    ))  # fmt: skip


def note_head(note: Note, short: Shorten) -> list[str]:
    """The id of a note, and when and how the contact was."""
    what = [_("Note {id}: {moment}").format(id=short(note.id), moment=when_text(note.contact_at))]
    what.append(f"{_('How')}: {mode_text(note)}")
    if not note.is_unstated:
        what.append(f"{_('Outcome')}: {note.outcome.label}")
    return what
