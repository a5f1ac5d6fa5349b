"""What a column of a stranger's table can become, in words, and what a map says of a column. All pure."""

from dataclasses import dataclass
from enum import Enum, auto

from store.exchange.importing.mapping import CASE_FIELDS, EVENT_FIELDS, ImportMap
from store.language import N_, _, in_all
from store.model.measure import Improves


class Use(Enum):
    """The ways in which a column can be taken in."""

    OWN_NAME = auto()
    LEFT_OUT = auto()
    DAY = auto()
    CASE = auto()
    EVENT = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file, or of the file of events beside it."""

    name: str
    in_events: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """What a column becomes.

    Attributes:
        use: in which way it is taken in.
        field: which field of a case or an event.
        improves: for a measure, in which direction it gets better.
    """

    use: Use
    field: str = ""
    improves: Improves | None = None


OWN_NAME, LEFT_OUT, DAY = Target(Use.OWN_NAME), Target(Use.LEFT_OUT), Target(Use.DAY)

_CASE_WORDS = {
    "key": N_("Number in the other program"), "alias": N_("Alias"), "client_name": N_("Client's name"),
    "size": N_("Client system"), "level": N_("Level"), "field": N_("Practice field"),
    "presenting_problem": N_("Presenting problem"), "origin_environment": N_("Environment of origin"),
    "strengths": N_("Strengths"), "opened": N_("Day of intake"), "intake_source": N_("Intake source"),
    "phase": N_("Phase"), "status": N_("Status"), "risk_level": N_("Risk"),
    "risk_assessed": N_("Risk assessed on"), "next_contact": N_("Next contact"), "next_review": N_("Next review"),
    "target_close": N_("To be closed by"), "consent": N_("Consent or legal basis"),
    "consent_by": N_("Consent given by"), "consent_on": N_("Consent given on"), "closed": N_("Day of the closing"),
    "reason": N_("Reason of the closing"), "outcome": N_("Outcome of the closing"),
    "summary": N_("Summary of the closing"), "tags": N_("Tags"), "collective_issues": N_("Collective issues"),
    "function": N_("Practice function"), "client_language": N_("Client's language"), "supervisor": N_("Supervisor"),
    "born": N_("Born"), "age": N_("Age"), "sex": N_("Sex"), "contact": N_("Telephone, e-mail"),
    "address": N_("Address"), "nik": N_("Identity number (NIK)"),
}  # fmt: skip
_EVENT_WORDS = {
    "case": N_("Note: which case it belongs to"), "date": N_("Note: its day"), "text": N_("Note: its text"),
    "kind": N_("Note: kind of event"), "mode": N_("Note: how the contact was made"),
    "outcome": N_("Note: what came of the contact"), "minutes": N_("Note: how long it took"),
    "participants": N_("Note: who was there"), "place": N_("Note: where it was"),
    "key": N_("Note: its number in the other program"),
}  # fmt: skip
_MEASURE_WORDS = {
    Improves.UP: N_("A measure: better when it rises"), Improves.DOWN: N_("A measure: better when it falls"),
}  # fmt: skip
_OTHER_WORDS = {
    OWN_NAME: N_("Kept under its own name"), LEFT_OUT: N_("Left out"), DAY: N_("A month or day of a wide sheet"),
}  # fmt: skip


def _msgid(target: Target) -> str:
    if target.field == "measure":
        return _MEASURE_WORDS[target.improves or Improves.UP]
    if target.use is Use.CASE:
        return _CASE_WORDS[target.field]
    return _EVENT_WORDS[target.field] if target.use is Use.EVENT else _OTHER_WORDS[target]


def words_of(target: Target) -> str:
    """What a column becomes, in the language in use."""
    return _(_msgid(target))


def all_words_of(target: Target) -> str:
    """The same in every language, by which it is looked for."""
    return " ".join(in_all(_msgid(target)))


def field_words(part: str, field: str) -> str:
    """A field of a part of a map (`cases` or `events`) in words."""
    words = _CASE_WORDS if part == "cases" else _EVENT_WORDS
    return _(words[field]) if field in words else field


def targets_for(mapping: ImportMap, column: Column) -> list[Target]:
    """All that a column can become, in the order in which it is offered."""
    cases = [Target(Use.CASE, field) for field in _CASE_WORDS if field in CASE_FIELDS]
    events = [Target(Use.EVENT, field) for field in _EVENT_WORDS if field in EVENT_FIELDS]
    measures = [Target(measured_in(mapping, column), "measure", way) for way in _MEASURE_WORDS]
    if column.in_events:
        return [OWN_NAME, LEFT_OUT, *events, *measures]
    if mapping.events_file:
        events = []
    return [OWN_NAME, LEFT_OUT, *cases, *events, *measures, DAY]


def measured_in(mapping: ImportMap, column: Column) -> Use:
    """Whether a measure in a column belongs to the event of its row or to its case."""
    if mapping.events_file:
        return Use.EVENT if column.in_events else Use.CASE
    return Use.EVENT if set(mapping.events.columns.values()) - {"measure"} else Use.CASE


def target_of(mapping: ImportMap, column: Column) -> Target:
    """What the map makes of a column."""
    name = column.name
    if name in mapping.left_out:
        return LEFT_OUT
    if name in mapping.days and not column.in_events:
        return DAY
    if not column.in_events and (field := mapping.cases.columns.get(name)):
        return _target(mapping, Use.CASE, field, name)
    if column.in_events == bool(mapping.events_file) and (field := mapping.events.columns.get(name)):
        return _target(mapping, Use.EVENT, field, name)
    return OWN_NAME


def _target(mapping: ImportMap, use: Use, field: str, name: str) -> Target:
    return Target(use, field, mapping.improves.get(name, Improves.UP) if field == "measure" else None)


def taken_by(mapping: ImportMap, target: Target) -> str:
    """The column that has a field already; empty where none has, or several may."""
    if target.field == "measure" or target.use not in (Use.CASE, Use.EVENT):
        return ""
    part = mapping.cases if target.use is Use.CASE else mapping.events
    return next((column for column, field in part.columns.items() if field == target.field), "")
