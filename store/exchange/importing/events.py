"""From the dated events of a case to its notes and the moves between its phases.

Every event becomes a signed note, so that no text is lost; its kind may also move the case on, or close it. A case only
moves forward in the order of the board: the first event of a kind counts, a later plan or intervention is just a note.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TypeVar

from store.exchange.importing.cases import close, closing_record, step
from store.exchange.importing.mapping import EVENT_CODED, ImportMap, Kind
from store.exchange.importing.rows import by_field, column_of, extras, fingerprint, translations
from store.exchange.importing.table import Row
from store.exchange.importing.values import parse_code, parse_moment
from store.language import _
from store.model.case import Case
from store.model.codes import MoveKind, NoteStatus, Outcome, Phase, Status, TerminationReason, Vocabulary
from store.model.note import Note
from store.model.record import Record, build, new_id, to_the_second
from store.model.text import clean_line

_ORDER = list(Phase)

V = TypeVar("V", bound=Vocabulary)


@dataclass(frozen=True, slots=True)
class Event:
    """A row that was understood.

    Attributes:
        case: the key of its case.
        own_key: what the event is known by among those of its case.
        moment: when it was; midnight when the file has only the day.
        kind: what it does.
        body: its text, with the label of its kind before it.
        coded: mode and outcome, where the row has its own.
        ends: reason and outcome of the closing record, for a kind that closes.
    """

    line: int
    case: str
    own_key: str
    moment: datetime
    kind: Kind
    body: str
    coded: Mapping[str, Vocabulary]
    ends: tuple[TerminationReason, Outcome] | None
    extra: dict[str, str]


def read_event(row: Row, mapping: ImportMap) -> Event:
    """Understand a row.

    Raises:
        ValueError: with a sentence; a value does not fit its field.
    """
    part = mapping.events
    given = by_field(row, part)
    try:
        moment = parse_moment(given["date"], month_first=mapping.month_first)
    except ValueError as error:
        raise ValueError(f"{column_of('date', part)}: {error}") from None
    kind = _kind(given.get("kind", ""), mapping)
    text = given.get("text", "")
    body = ": ".join(part for part in (kind.label or given.get("kind", ""), text) if part)
    if kind.closes and not body:
        raise ValueError(_("An event that closes a case needs a text."))
    coded = {}
    for field, vocabulary in EVENT_CODED.items():
        known = translations(field, part)
        if given.get(field) or (field in given and "" in known):
            coded[field] = parse_code(given[field], vocabulary, known)
    return Event(
        line=row.line,
        case=clean_line(given["case"]),
        own_key=clean_line(given.get("key", "")) or fingerprint(row),
        moment=to_the_second(moment.astimezone()),  # on the clock here, whatever zone it is written in
        kind=kind,
        body=body,
        coded=coded,
        ends=(_found(kind.reasons, text), _found(kind.outcomes, text)) if kind.closes else None,
        extra=extras(row, part),
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


def play(case: Case, events: Iterable[tuple[datetime, Event]], sources: Mapping[int, str]) -> tuple[Case, list[Record]]:
    """Let the events happen to a case.

    Args:
        case: as it stands before them.
        events: in order, from `spread`.
        sources: line of an event -> its origin.

    Returns:
        The case after them, and their notes and moves.
    """
    records: list[Record] = []
    for at, event in events:
        source = sources[event.line]
        before = case
        if event.ends and not case.is_closed:
            closure = closing_record(at.date(), *event.ends, event.body)
            case, moves = close(case, closure, at, event.body, source)
            records += moves
        elif event.kind.phase and _leads_on(case, event.kind.phase, at):
            case = case.changed(phase=event.kind.phase, phase_since=at.date())
            records.append(step(case, MoveKind.ADVANCED, before.phase, at, event.body, source))
        records.append(_note(case, event, at, source))
    return case, records


def _leads_on(case: Case, to: Phase, at: datetime) -> bool:
    """Whether the case would go forward, and did not enter its phase on a later day than that."""
    ahead = _ORDER.index(to) > _ORDER.index(case.phase)
    return ahead and case.status is Status.ACTIVE and at.date() >= case.phase_since


def _note(case: Case, event: Event, at: datetime, source: str) -> Note:
    return build(Note, {
        "extra": event.extra, "id": new_id(), "case_code": case.code, "contact_at": at, "written_at": at,
        "signed_at": at, "mode": event.kind.mode, "outcome": event.kind.outcome, **event.coded, "body": event.body,
        "status": NoteStatus.SIGNED, "phase": case.phase, "imported_from": source,
    })  # fmt: skip


def _kind(name: str, mapping: ImportMap) -> Kind:
    kinds = mapping.kinds
    if not kinds:
        return Kind()
    kind = kinds.get(name) or kinds.get("*")
    if kind is None:
        raise ValueError(
            _("{column}: {given} is not a kind of event the map knows; there are {choices}.").format(
                column=column_of("kind", mapping.events), given=repr(name[:60]), choices=", ".join(kinds)
            )
        )
    return kind


def _found(phrases: Mapping[str, V], text: str) -> V:
    """The code of the longest phrase that stands in the text (so `unsuccessful` is not taken for `successful`)."""
    folded = text.casefold()
    for phrase in sorted(phrases, key=len, reverse=True):
        if phrase.casefold() in folded:
            return phrases[phrase]
    raise ValueError(_("How the case ended is not in {text}.").format(text=repr(text[:60])))
