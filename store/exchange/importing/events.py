"""From the dated events of a case to its notes and the moves between its phases.

Every event becomes a signed note, so that no text is lost; its kind may also move the case on, or close it. A case only
moves forward in the order of the board: the first event of a kind counts, a later plan or intervention is just a note.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from store.exchange.importing.mapping import KIND, Kind
from store.exchange.importing.rows import Reader, Told
from store.exchange.importing.steps import close, closing_record, step
from store.exchange.importing.table import Row
from store.language import _
from store.language.quoting import quoted
from store.model.case import Case
from store.model.codes import MoveKind, NoteStatus, Outcome, Phase, Status, TerminationReason, Vocabulary
from store.model.move import Move
from store.model.note import Note
from store.model.record import Record, build, new_id, to_the_second
from store.practice.spans import phase_at

_ORDER = list(Phase)
_OF_THE_NOTE = ("mode", "outcome", "minutes", "participants", "place")

V = TypeVar("V", bound=Vocabulary)


@dataclass(slots=True)
class Event:
    """A row that was understood, or a cell of a wide sheet.

    Attributes:
        moment: when it was; midnight when the file has only the day.
        body: its text, with the label of its kind before it.
        source: what we know its origin by.
        kind: what it does.
        facts: fields of the note beside its text.
        ends: reason and outcome of the closing record, for a kind that closes.
        extra: what has no field, by column.
    """

    moment: datetime
    body: str
    source: str = ""
    kind: Kind = field(default_factory=Kind)
    facts: Mapping[str, Any] = field(default_factory=dict)
    ends: tuple[TerminationReason, Outcome] | None = None
    extra: dict[str, str] = field(default_factory=dict)


def read_event(row: Row, told: Told, reader: Reader) -> Event:
    """Make an event of what a row says.

    Raises:
        ValueError: with a sentence; it is no event.
    """
    if "date" not in told.values:
        raise ValueError(_("{column}: the day is missing.").format(column=reader.column_of["date"]))
    kind = told.values.get(KIND, reader.plain_kind)
    name, text = reader.text(KIND, row), told.values.get("text", "")
    body = ": ".join(part for part in (kind.label or name, text) if part)
    if kind.closes and not body:
        raise ValueError(_("An event that closes a case needs a text."))
    is_any = kind is reader.plain_kind and kind.label and name  # the label of "*" does not tell which kind it was
    return Event(
        moment=to_the_second(told.values["date"].astimezone()),  # on the clock here, whatever zone it is written in
        body=body,
        kind=kind,
        facts={name: told.values[name] for name in _OF_THE_NOTE if name in told.values},
        ends=(_found(kind.reasons, text), _found(kind.outcomes, text)) if kind.closes else None,
        extra={reader.column_of.get(KIND, KIND): name, **told.aside} if is_any else dict(told.aside),
    )


def spread(events: Iterable[Event]) -> list[tuple[datetime, Event]]:
    """The events in their order, each with its moment: those of one day without a time are a second apart.

    So their order in the file is kept, and the first one comes after the opening of the case.
    """
    on_day: Counter[datetime] = Counter()
    timed = []
    for event in events:
        at = event.moment
        if at.time() == time():
            on_day[at] += 1
            at += timedelta(seconds=on_day[at])
        timed.append((at, event))
    return sorted(timed, key=lambda pair: pair[0])


def play(
    case: Case, history: Sequence[Move], events: Iterable[tuple[datetime, Event]], signed: datetime
) -> tuple[Case, list[Record]]:
    """Let the events happen to a case.

    Args:
        case: as it stands before them.
        history: its entries up to then, the oldest first.
        events: in order, from `spread`.
        signed: when their notes are signed: at their import, whenever they were written.

    Returns:
        The case after them, and their notes and moves.
    """
    notes: list[Note] = []
    moves = list(history)
    for at, event in events:
        before = case
        if event.ends and not case.is_closed:
            closure = closing_record(at.date(), *event.ends, event.body)
            case, ending = close(case, closure, at, event.body, event.source)
            moves += ending
        elif event.kind.phase and _leads_on(case, event.kind.phase, at):
            case = case.changed(phase=event.kind.phase, phase_since=at.date())
            moves.append(step(case, MoveKind.ADVANCED, before.phase, at, event.body, event.source))
        notes.append(_note(case, phase_at(moves, at, case.phase), event, at, signed))
    return case, [*moves[len(history) :], *notes]


def _leads_on(case: Case, to: Phase, at: datetime) -> bool:
    """Whether the case would go forward, and did not enter its phase on a later day than that."""
    ahead = _ORDER.index(to) > _ORDER.index(case.phase)
    return ahead and case.status is Status.ACTIVE and at.date() >= case.phase_since


def _note(case: Case, phase: Phase, event: Event, at: datetime, signed: datetime) -> Note:
    return build(Note, {
        "extra": event.extra, "id": new_id(), "case_code": case.code, "contact_at": at, "written_at": at,
        "signed_at": to_the_second(signed), "mode": event.kind.mode, "outcome": event.kind.outcome, **event.facts,
        "body": event.body, "status": NoteStatus.SIGNED, "phase": phase, "imported_from": event.source,
    })  # fmt: skip


def _found(phrases: Mapping[str, V], text: str) -> V:
    """The code of the longest phrase that stands in the text (so `unsuccessful` is not taken for `successful`)."""
    folded = text.casefold()
    for phrase in sorted(phrases, key=len, reverse=True):
        if phrase.casefold() in folded:
            return phrases[phrase]
    raise ValueError(_("How the case ended is not in {text}.").format(text=quoted(text)))
