"""Notes in a packet: the questions marked in them, what became of the last supervision, the notes themselves. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from store.language import N_, _, n_
from store.language.formats import day_text, when_text
from store.model.codes import ContactMode, ContactOutcome, NoteStatus
from store.model.folder import Folder
from store.model.note import Note
from store.packet.document import Block, Entry, Facts, Heading, Numbered, Paragraph, Table
from store.packet.facts import contact_texts, extra_facts, known_day, note_facts
from store.packet.sections.cover import danger_text
from store.practice.questions import asked_last, open_questions, sessions
from store.practice.review import CaseReview
from store.practice.risk import alarming, is_handed_over

_WHICH_IS_STUCK = N_("Which case is stuck, and why?")
_STUCK_HERE = N_("Where is this case stuck, and why?")
PROMPTS = (
    N_("What do you want from this session?"), N_("What is the greatest risk this week?"),
    N_("What has changed since the last session?"), N_("Which hypothesis may be wrong?"),
    _WHICH_IS_STUCK, N_("An ethical dilemma, a boundary?"),
    N_("What has to be advocated for in the system?"), N_("Your own needs: workload, learning?"),
)  # fmt: skip
"""What a session can be about where nothing was marked (domain reference, section 6)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a case is read in a packet.

    Attributes:
        folder: its file, with the notes of the packet and those that questions and directions are taken from.
        shown: ids of the notes of the packet.
        private_notes: how many notes of the time are left out because they are private.
        private_questions: how many questions stand in such notes.
        review: what the daily review says of the case, where the packet tells it.
    """

    folder: Folder
    shown: frozenset[str]
    private_notes: int
    private_questions: int
    review: CaseReview | None = None

    @property
    def notes(self) -> list[Note]:
        """The notes of the packet, the oldest contact first."""
        found = [note for note in self.folder.notes if note.id in self.shown]
        return sorted(found, key=lambda note: (note.contact_at, note.written_at))

    @property
    def is_empty(self) -> bool:
        """Whether there is no note of the time, not even one that is left out."""
        return not self.shown and not self.private_notes


def reading_of(folder: Folder, since: date | None, until: date, chosen: frozenset[str]) -> Reading:
    """What of a case a packet reads.

    Args:
        folder: the whole file.
        since: notes of contacts from this day on; None takes all.
        until: the last day.
        chosen: ids of the private notes that may be read.
    """
    of_the_time = [note for note in folder.notes if (since or date.min) <= note.contact_at.date() <= until]
    readable = {note.id for note in folder.notes if not note.private or note.id in chosen}
    asked = open_questions(folder.notes)
    before = [question.note for question in asked_last(folder.notes)] + [
        note.id for note in sessions(folder.notes)[-2:]
    ]
    shown = frozenset(note.id for note in of_the_time if note.id in readable)
    needed = shown | ({question.note for question in asked} | set(before)) & readable
    return Reading(
        replace(folder, notes=tuple(note for note in folder.notes if note.id in needed)), shown,
        len(of_the_time) - len(shown), sum(question.note not in readable for question in asked),
    )  # fmt: skip


def questions(reading: Reading) -> Iterator[Block]:
    """The questions for supervision; where none was marked, what one can think about."""
    yield Heading(_("Questions for supervision"))
    yield from asked(reading)
    if not open_questions(reading.folder.notes):
        yield from prompts(1)


def prompts(cases: int) -> Iterator[Block]:
    """What one can think about where no question was marked in so many cases."""
    yield Paragraph(_("No question was marked in the notes. To think about:"))
    told = (_STUCK_HERE if cases == 1 and prompt is _WHICH_IS_STUCK else prompt for prompt in PROMPTS)
    yield Numbered(tuple(map(_, told)))


def asked(reading: Reading) -> Iterator[Block]:
    """The questions of one case, and how many stand in notes that are left out."""
    if found := open_questions(reading.folder.notes):
        yield Numbered(tuple(question.text for question in found))
    if left := reading.private_questions:
        yield Paragraph(
            n_("{count} question stands in a private note.", "{count} questions stand in private notes.", left).format(
                count=left
            )
        )


def last_supervision(folder: Folder) -> Iterator[Block]:
    """What the last session led to, and what became of it."""
    past = sessions(folder.notes)
    if not past:
        return
    last = past[-1]
    yield Heading(_("What became of the last supervision"))
    yield Facts.known(
        (_("Session"), day_text(last.contact_at.date())), (_("Supervisor"), last.supervisor),
        (_("What was asked"), "\n".join(question.text for question in asked_last(folder.notes))),
        (_("Directions and decisions"), last.body),
        *((_("Addendum {moment}").format(moment=when_text(more.at)), more.text) for more in last.addenda),
    )  # fmt: skip
    tasks = [task for task in folder.tasks if task.supervision == last.id]
    if tasks:
        rows = tuple((task.text, known_day(task.due), task.status.label, known_day(task.done_on)) for task in tasks)
        yield Table((_("Task"), _("Due"), _("Status"), _("Done on")), rows)


def period_notes(reading: Reading) -> Iterator[Block]:
    """The notes of the packet, and how many are left out because they are private."""
    if left := reading.private_notes:
        yield Paragraph(
            n_("{count} private note is left out.", "{count} private notes are left out.", left).format(count=left)
        )
    if not reading.shown:
        yield Paragraph(_("There are no notes."))
    for note in reading.notes:
        yield entry(note, reading.folder)


def entry(note: Note, folder: Folder) -> Entry:
    """One note with everything that is to be known about it."""
    marks = [_("Phase: {phase}").format(phase=note.phase.label)]
    if note.private:
        marks.append(_("Private note, chosen for this packet"))
    if note.is_late_entry:
        marks.append(_("Late entry, written {moment}").format(moment=when_text(note.written_at)))
    if note.is_draft:
        marks.append(_("DRAFT, not signed"))
    elif note.status is NoteStatus.VOIDED:
        marks.append(_("VOIDED: {reason}").format(reason=note.void_reason))
    elif note.signed_at:
        marks.append(_("Signed {moment}").format(moment=when_text(note.signed_at)))
    marks += [f"{name}: {value}".replace("\n", "; ") for name, value in note_facts(note, folder).values() if value]
    marks += [f"{name}: {value}" for name, value in extra_facts(note)]
    additions = [(_("Addendum {moment}").format(moment=when_text(more.at)), more.text) for more in note.addenda]
    title = ", ".join((when_text(note.contact_at), *contact_texts(note)))
    return Entry(title, tuple(marks), note.body, tuple(additions))


def contacts_by_mode(notes: Sequence[Note]) -> Iterator[Block]:
    """How often what kind of contact reached somebody, and how often it was tried in vain.

    What reaches nobody, supervision and the worker's own desk, is no contact; how many still wait for their signature
    is said.
    """
    counted = [note for note in notes if note.counts and note.mode.has_outcome]
    if not counted:
        return
    reached: Counter[ContactMode] = Counter()
    tried: Counter[ContactMode] = Counter()
    for note in counted:
        (reached if note.outcome is ContactOutcome.REACHED else tried)[note.mode] += 1
    rows = tuple(
        (mode.label, str(reached[mode]), str(tried[mode])) for mode in ContactMode if reached[mode] or tried[mode]
    )
    yield Table((_("Contact"), _("Reached"), _("Not reached")), rows, numbers=(1, 2))
    if drafts := sum(note.is_draft for note in counted):
        yield Paragraph(n_("Of these {count} draft.", "Of these {count} drafts.", drafts).format(count=drafts))


# Several cases


def dangers_by_case(readings: Sequence[Reading]) -> Iterator[Block]:
    """The open high and critical dangers of several cases, before everything else."""
    for one in readings:
        case = one.folder.case
        if case.closure is None or not is_handed_over(case.closure):
            for flag in alarming(one.folder.flags):
                yield Paragraph(f"{case.code} · {danger_text(flag)}", strong=True)


def questions_by_case(readings: Sequence[Reading]) -> Iterator[Block]:
    """The questions for supervision of several cases; where none was marked, what one can think about."""
    yield Heading(_("Questions for supervision"))
    for one in readings:
        if found := list(asked(one)):
            yield Heading(one.folder.case.code, 3)
            yield from found
    if not any(open_questions(one.folder.notes) for one in readings):
        yield from prompts(len(readings))


def notes_blocks(reading: Reading) -> Iterator[Block]:
    """One case in the notes of a period, under a heading of its own; nothing where it has no note of that time."""
    if reading.is_empty:
        return
    case = reading.folder.case
    yield Heading(_("{code}, {size}, {phase}").format(code=case.code, size=case.size.label, phase=case.phase.label))
    yield from contacts_by_mode(reading.notes)
    yield from period_notes(reading)


def without_notes(readings: Sequence[Reading]) -> Iterator[Block]:
    """The cases that have no note of the time."""
    if codes := [one.folder.case.code for one in readings if one.is_empty]:
        yield Heading(_("Without a note in this time"))
        yield Paragraph(", ".join(codes))
