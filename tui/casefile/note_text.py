"""A note as a person reads it: its facts in words, its text, what was added, and why it was voided."""

from store import Note
from store.language import _
from store.language.formats import day_text, when_text
from store.model import NoteFormat, NoteStatus
from store.model.note import Addendum
from store.packet.facts import note_facts
from tui.casefile.layout import ACCENT, ALARM, BLANK, QUIET, STRONG, blocks, fact, line, paragraph, widest
from tui.casefile.page import MEASURE, Lines
from tui.casefile.reading import Reading


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


def note_lines(note: Note, width: int, reading: Reading) -> Lines:
    """The whole note as lines of a width.

    Args:
        note: the note.
        width: cells there are.
        reading: its case, which knows the goals and tasks that it names, and whether client text is hidden.
    """
    width = min(width, MEASURE)
    return blocks([
        _facts(note, width),
        _more(note, width, reading),
        _voided(note, width, reading),
        _body(note.body, width, reading),
        *(_addendum(addendum, width, reading) for addendum in note.addenda),
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


def _more(note: Note, width: int, reading: Reading) -> Lines:
    """Who, where, how long, for what; those that are not known fall away. Hidden goals and tasks are counted only."""
    facts = note_facts(note, reading.folder)
    if reading.hidden:
        counts = {"goals": note.goals, "tasks_done": note.tasks_done}
        facts |= {key: (facts[key][0], reading.text(facts[key][1])) for key in ("participants", "place")}
        facts |= {key: (facts[key][0], str(len(ids)) if ids else "") for key, ids in counts.items()}
    known = [(name, value) for name, value in facts.values() if value]
    names = widest(name for name, _value in known)
    return [each for name, value in known for each in fact(name, value, width, names)]


def _body(body: str, width: int, reading: Reading) -> Lines:
    text = reading.text(body)
    return paragraph(text, width, QUIET if reading.hidden else "") or (
        paragraph(_("This note has no text yet."), width, QUIET)
    )


def _voided(note: Note, width: int, reading: Reading) -> Lines:
    if note.status is not NoteStatus.VOIDED:
        return []
    head = paragraph(_("Voided, and kept for the record. Why:"), width, ALARM)
    return [*head, *paragraph(reading.text(note.void_reason), width, "", 2)]


def _addendum(addendum: Addendum, width: int, reading: Reading) -> Lines:
    head = _("Addendum, {moment}").format(moment=when_text(addendum.at))
    return [*paragraph(head, width, "bold $accent"), *(paragraph(reading.text(addendum.text), width, "", 2) or [BLANK])]
