"""A note as a person reads it: its facts in words, its text, what was added, and why it was voided."""

from collections.abc import Sequence

from textual.content import Content, Span

from store import Note
from store.folding import spans_of
from store.language import _
from store.language.formats import day_text, when_text
from store.model import NoteFormat, NoteStatus
from store.model.note import Addendum
from store.model.text import clean_block, clean_line
from store.packet.facts import contact_texts, extra_facts, mode_text, note_facts
from tui.casefile.layout import ACCENT, ALARM, BLANK, QUIET, STRONG, blocks, fact, line, paragraph, styled, widest
from tui.casefile.page import MEASURE, Lines
from tui.casefile.questions import question_spans, question_words
from tui.casefile.reading import Reading

FOUND = "bold underline $accent"
"""The style of what was looked for: to be told from the text around it also without colours."""


def status_words(note: Note, asks: int = 0, *, with_moment: bool = False) -> str:
    """How far the note is fixed, and what else must be known about it.

    Args:
        note: the note.
        asks: how many open questions for supervision stand in it, where that is to be said.
        with_moment: whether to say of a signed note when that was.
    """
    is_signed = note.status is NoteStatus.SIGNED
    words = [_signed(note) if is_signed and with_moment else note.status.label.lower()]
    if note.is_late_entry:
        words.append(_("late entry"))
    if note.private:
        words.append(_("private"))
    if asks:
        words.append(question_words(asks))
    return " · ".join(words)


def status_style(note: Note) -> str:
    """The colour of the status: only what still waits for the worker stands out."""
    if note.status is NoteStatus.VOIDED:
        return "$error"
    return ACCENT if note.is_draft else QUIET


def contact_words(note: Note) -> str:
    """How the contact was made, and what came of it where somebody was to be reached."""
    return " · ".join(contact_texts(note)) if note.mode.has_outcome else mode_text(note)


def opening_words(note: Note, length: int = 400) -> str:
    """How the text of the note begins, as one line."""
    return " ".join(note.body[:length].split())


def note_lines(note: Note, width: int, reading: Reading, words: Sequence[str] = ()) -> Lines:
    """The whole note as lines of a width.

    Args:
        note: the note.
        width: cells there are.
        reading: its case, which knows the goals and tasks that it names, and whether client text is hidden.
        words: folded words by which it was found; they stand out.
    """
    width = min(width, MEASURE)
    return blocks([
        _facts(note, width, sum(question.note == note.id for question in reading.questions)),
        _more(note, width, reading, words),
        _voided(note, width, reading),
        _body(note.body, width, reading, words),
        *(_addendum(addendum, width, reading, words) for addendum in note.addenda),
    ])  # fmt: skip


def _facts(note: Note, width: int, asks: int) -> Lines:
    first = line((when_text(note.contact_at), STRONG), (" · ", QUIET), (contact_words(note), STRONG))
    words = [note.phase.label]
    if note.format is not NoteFormat.NARRATIVE:
        words.append(note.format.label)
    if note.is_late_entry:
        words.append(_("written {day}").format(day=day_text(note.written_at.date())))
    if note.signed_at and note.status is not NoteStatus.SIGNED:
        words.append(_signed(note))
    status = status_words(note, asks, with_moment=True)
    second = line((status, status_style(note)), (" · " + " · ".join(words), QUIET))
    return [*first.wrap(width), *second.wrap(width)]


def _signed(note: Note) -> str:
    """When it was signed."""
    return _("signed {moment}").format(moment=when_text(note.signed_at)) if note.signed_at else ""


def _more(note: Note, width: int, reading: Reading, words: Sequence[str]) -> Lines:
    """Who, where, how long, for what; those that are not known fall away. Hidden goals and tasks are counted only."""
    facts = note_facts(note, reading.folder)
    if reading.hidden:
        counts = {"goals": note.goals, "tasks_done": note.tasks_done}
        facts |= {key: (facts[key][0], reading.text(facts[key][1])) for key in ("participants", "place")}
        facts |= {key: (facts[key][0], str(len(ids)) if ids else "") for key, ids in counts.items()}
    known = [(name, value, words if key in _SEARCHED else ()) for key, (name, value) in facts.items() if value]
    known += [(clean_line(name), reading.text(clean_block(value)), words) for name, value in extra_facts(note)]
    names = widest(name for name, _value, _words in known)
    return [each for name, value, found in known for each in fact(name, _marked(value, found), width, names)]


_SEARCHED = ("participants", "place")
"""The facts that a search looks in."""


def _marked(text: str, words: Sequence[str]) -> Content:
    """A text in which the words by which it was found stand out."""
    return Content(text, [Span(start, end, FOUND) for start, end in spans_of(text, words)])


def _written(text: str, words: Sequence[str]) -> Content:
    """A text of the note, in which its questions stand out beside the words by which it was found."""
    return Content(text, [*question_spans(text), *_marked(text, words).spans])


def _body(body: str, width: int, reading: Reading, words: Sequence[str]) -> Lines:
    text = styled(reading.text(body), QUIET) if reading.hidden else _written(body, words)
    return paragraph(text, width) or paragraph(_("This note has no text yet."), width, QUIET)


def _voided(note: Note, width: int, reading: Reading) -> Lines:
    if note.status is not NoteStatus.VOIDED:
        return []
    head = paragraph(_("Voided, and kept for the record. Why:"), width, ALARM)
    return [*head, *paragraph(reading.text(note.void_reason), width, "", 2)]


def _addendum(addendum: Addendum, width: int, reading: Reading, words: Sequence[str]) -> Lines:
    head = _("Addendum, {moment}").format(moment=when_text(addendum.at))
    text = _written(reading.text(addendum.text), words)
    return [*paragraph(head, width, "bold $accent"), *(paragraph(text, width, "", 2) or [BLANK])]
