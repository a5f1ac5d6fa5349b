"""A note as a person reads it: its facts in words, its text, what was added, and why it was voided."""

from collections.abc import Sequence

from store import Note
from store.language import _, n_
from store.language.formats import day_text, when_text
from store.model import Goal, NoteFormat, NoteStatus, Task
from tui.casefile.layout import ACCENT, ALARM, BLANK, QUIET, STRONG, blocks, fact, line, paragraph, widest
from tui.casefile.note_facts import minutes_text
from tui.casefile.page import MEASURE, Lines
from tui.casefile.reading import HIDDEN, Reading


def status_words(note: Note) -> str:
    """How far the note is fixed, and what else must be known about it."""
    words = [note.status.label.lower()]
    if note.is_late_entry:
        words.append(_("late entry"))
    if note.private:
        words.append(_("private"))
    return " · ".join(words)


def status_style(note: Note) -> str:
    """The colour of the status: only what still waits for the worker stands out."""
    if note.status is NoteStatus.VOIDED:
        return "$error"
    return ACCENT if note.is_draft else QUIET


def contact_words(note: Note) -> str:
    """How the contact was made and what came of it."""
    return f"{note.mode.label} · {note.outcome.label}"


def opening_words(note: Note, length: int = 400) -> str:
    """How the text of the note begins, as one line."""
    return " ".join(note.body[:length].split())


def session_words(note: Note) -> str:
    """That the same note stands in other cases too, whose clients are not named; empty where it does not."""
    if not note.session:
        return ""
    count = getattr(note, "session_cases", 0)
    if count < 2:
        return _("group session with other cases")
    return n_("group session with {count} case", "group session with {count} cases", count).format(count=count)


def note_lines(note: Note, width: int, hidden: bool, reading: Reading | None = None) -> Lines:
    """The whole note as lines of a width.

    Args:
        note: the note.
        width: cells there are.
        hidden: whether client text is hidden.
        reading: its case, which knows the goals and tasks that it names; without it they are counted only.
    """
    width = min(width, MEASURE)
    return blocks([
        _facts(note, width),
        _more(note, width, hidden, reading),
        _voided(note, width, hidden),
        _body(note.body, width, hidden),
        *(_addendum(note, index, width, hidden) for index in range(len(note.addenda))),
    ])  # fmt: skip


def _facts(note: Note, width: int) -> Lines:
    first = line((when_text(note.contact_at), STRONG), (" · ", QUIET), (contact_words(note), STRONG))
    words = [note.phase.label]
    if note.format is not NoteFormat.NARRATIVE:
        words.append(note.format.label)
    if note.is_late_entry:
        words.append(_("written {day}").format(day=day_text(note.written_at.date())))
    if note.signed_at:
        words.append(_("signed {moment}").format(moment=when_text(note.signed_at)))
    second = line((status_words(note), status_style(note)), (" · " + " · ".join(words), QUIET))
    return [*first.wrap(width), *second.wrap(width)]


def _more(note: Note, width: int, hidden: bool, reading: Reading | None) -> Lines:
    """Who, where, how long, for what; those that are not known fall away."""
    facts = [
        (_("Who was there"), HIDDEN if hidden and note.participants else note.participants),
        (_("Where"), HIDDEN if hidden and note.place else note.place),
        (_("How long"), minutes_text(note.minutes) if note.minutes else ""),
        (_("Goals"), _named(note.goals, Goal, hidden, reading)),
        (_("Tasks done"), _named(note.tasks_done, Task, hidden, reading)),
        (_("Session"), session_words(note)),
    ]
    known = [(name, value) for name, value in facts if value]
    names = widest(name for name, _value in known)
    return [each for name, value in known for each in fact(name, value, width, names)]


def _named(ids: Sequence[str], kind: type[Goal | Task], hidden: bool, reading: Reading | None) -> str:
    """What some ids stand for, one a line; only how many where that is not known, or hidden."""
    if not ids:
        return ""
    if reading is None or hidden:
        return str(len(ids))
    words = {part.id: part.statement if isinstance(part, Goal) else part.text for part in reading.parts(kind)}
    gone = _("no longer in the file")
    return "\n".join(" ".join(words.get(id, gone).split()) for id in ids)


def _body(body: str, width: int, hidden: bool) -> Lines:
    if hidden and body:
        return paragraph(HIDDEN, width, QUIET)
    return paragraph(body, width) or paragraph(_("This note has no text yet."), width, QUIET)


def _voided(note: Note, width: int, hidden: bool) -> Lines:
    if note.status is not NoteStatus.VOIDED:
        return []
    why = HIDDEN if hidden else note.void_reason
    return [*paragraph(_("Voided, and kept for the record. Why:"), width, ALARM), *paragraph(why, width, "", 2)]


def _addendum(note: Note, index: int, width: int, hidden: bool) -> Lines:
    addendum = note.addenda[index]
    head = _("Addendum, {moment}").format(moment=when_text(addendum.at))
    text = HIDDEN if hidden else addendum.text
    return [*paragraph(head, width, "bold $accent"), *(paragraph(text, width, "", 2) or [BLANK])]
