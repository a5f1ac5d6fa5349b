"""Questions for supervision: marked in a note while it is written, collected when a packet is made. Pure.

A line that begins with the mark is a question. The mark is text as any other: it can be typed, it is found by
searching, and it stays readable in every other program.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from store.model.codes import ContactMode, NoteStatus
from store.model.note import Note

MARK = "(?)"


class Question(NamedTuple):
    """A question for supervision.

    Attributes:
        note: id of the note it stands in.
        at: when it was written down.
        text: without its mark.
        private: whether it stands in a private note.
    """

    note: str
    at: datetime
    text: str
    private: bool


def toggled(line: str) -> str:
    """A line with the mark, or without it where it had one. What stands before the first word stays before it."""
    words = line.lstrip()
    indent = line[: len(line) - len(words)]
    return indent + (words.removeprefix(MARK).lstrip() if words.startswith(MARK) else f"{MARK} {words}")


def questions_in(text: str) -> list[str]:
    """The questions of a text, in order; a mark without words is none."""
    marked = (line.strip().removeprefix(MARK).strip() for line in text.split("\n") if line.strip().startswith(MARK))
    return [words for words in marked if words]


def questions_of(notes: Iterable[Note], after: datetime | None = None) -> list[Question]:
    """The questions of several notes and their addenda, the oldest first.

    Args:
        notes: of a case; what was voided asks nothing.
        after: those written down until then were asked already; None takes all.
    """
    found = [
        Question(note.id, at, words, note.private)
        for note in notes
        if note.status is not NoteStatus.VOIDED
        for at, text in [(note.written_at, note.body), *((more.at, more.text) for more in note.addenda)]
        for words in questions_in(text)
        if after is None or at > after
    ]
    return sorted(found, key=lambda question: question.at)


def sessions(notes: Sequence[Note]) -> list[Note]:
    """The supervision sessions among the notes of a case, the oldest first. A draft is none yet."""
    return sorted(
        (note for note in notes if note.mode is ContactMode.SUPERVISION and note.is_signed),
        key=lambda note: (note.contact_at, note.written_at),
    )


def asked_until(session: Note) -> datetime:
    """Questions that were written down until then were asked in a session; what came later was not.

    A session may be written down days after it was held. Where only its day is known, that whole day counts.
    """
    held = session.contact_at
    if not (held.hour or held.minute):
        held += timedelta(days=1)
    return min(held, session.written_at)


def asked_last(notes: Sequence[Note]) -> list[Question]:
    """The questions that lay on the table of the last supervision session."""
    past = sessions(notes)
    if not past:
        return []
    earlier = questions_of(notes, asked_until(past[-2]) if len(past) > 1 else None)
    return [question for question in earlier if question.at <= asked_until(past[-1])]


def open_questions(notes: Sequence[Note]) -> list[Question]:
    """The questions that were written down since the last supervision session."""
    past = sessions(notes)
    return questions_of(notes, asked_until(past[-1]) if past else None)
