"""What tables tell of one case, and from it the case with its opening entry, and with its ending where one is told."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from store.exchange.importing.events import Event
from store.exchange.importing.mapping import PERSON_FIELDS
from store.exchange.importing.measured import Value
from store.exchange.importing.people import initials, shortened
from store.exchange.importing.steps import close, closing_record, midnight, step
from store.language import _
from store.model.came import Came, Supposed
from store.model.case import Case, Hold
from store.model.codes import MoveKind, Outcome, Phase, Status, SystemSize, TerminationReason
from store.model.move import Move
from store.model.record import build, new_id
from store.model.text import clean_line

MOST_ALIAS = 80
"""The longest alias of a case."""

_BESIDE = frozenset({"key", "opened", "closed", "status", "phase", "reason", "outcome", "summary", *PERSON_FIELDS})


@dataclass(slots=True)
class Gathered:
    """All that the rows of one case say.

    Attributes:
        key: what the other program knows the case by; empty where it has no key.
        source: what we know its origin by.
        table: the name of the file that it begins in.
        line: where it begins there.
        known: the case, where the book has it already.
        told: field -> value.
        columns: field -> the column that told it.
        extra: what has no field, by column.
        events: what happened; notes come of it.
        values: what was measured.
    """

    key: str
    source: str
    table: str
    line: int
    known: Case | None = None
    told: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    @property
    def alias(self) -> str:
        """What the case is called: by its alias, the initials of the client, or its key."""
        if self.known:
            return self.known.alias
        return clean_line(self.told.get("alias", "")) or self.initials or self.key

    @property
    def initials(self) -> str:
        """Those of the client, where a name is told."""
        return initials(self.told.get("client_name", ""))

    @property
    def has_own_alias(self) -> bool:
        """Whether the table says what the case is called."""
        return bool(clean_line(self.told.get("alias", "")))

    @property
    def person(self) -> dict[str, Any]:
        """What is told of the client as a person."""
        return {name: self.told[name] for name in PERSON_FIELDS if name in self.told}

    @property
    def is_closed(self) -> bool:
        """Whether the table says that the case has ended."""
        return "closed" in self.told or self.told.get("status") is Status.CLOSED


def make_case(one: Gathered, code: str, opened: date, since: date, supposed: tuple[Supposed, ...]) -> Case:
    """The case as it was taken in.

    Args:
        one: what is known of it.
        code: its code.
        supposed: what is taken where the tables say nothing.
        opened: the day of intake.
        since: the day its history begins; earlier than the intake when the file has events before it.

    Raises:
        InvalidInput: a value does not fit its field.
    """
    facts = {name: value for name, value in one.told.items() if name not in _BESIDE}
    alias, extra = one.alias, one.extra
    if len(alias) > MOST_ALIAS and "alias" in facts:
        extra = {**extra, one.columns.get("alias", "alias"): alias}
    if "risk_level" not in facts and "risk_assessed" in facts:  # of what was assessed then nothing is said
        day = facts.pop("risk_assessed")
        extra = {**extra, one.columns.get("risk_assessed", "risk_assessed"): str(day)}
    return build(Case, {
        "size": SystemSize.INDIVIDUAL, **facts, "alias": shortened(alias, MOST_ALIAS), "extra": extra, "code": code,
        "opened": opened, "phase": one.told.get("phase", Phase.ENGAGEMENT), "phase_since": since,
        "imported_from": one.source, "level_confirmed": "level" in facts,
        "came": Came(table=one.table, row=one.line, supposed=supposed),
    })  # fmt: skip


def opening(case: Case, at: datetime) -> Move:
    """The first entry of its history."""
    return build(Move, {
        "id": new_id(), "case_code": case.code, "at": at, "kind": MoveKind.OPENED, "to_phase": case.phase,
        "imported_from": case.imported_from,
    })  # fmt: skip


def ending(one: Gathered, case: Case, last: datetime) -> tuple[Case, list[Move]]:
    """The case as the table says it ended or rests, after its events were played.

    Args:
        one: what the table tells.
        case: as its events left it.
        last: the moment of the latest entry, before which nothing may be written.
    """
    told = one.told
    if case.closure is not None:
        return _with_the_rest(one, case), []
    if one.is_closed:
        day = told.get("closed") or last.date()
        closure = closing_record(
            day,
            told.get("reason", TerminationReason.OTHER),
            told.get("outcome", Outcome.UNKNOWN),
            told.get("summary") or _("Closed before the import; the file has no summary."),
        )
        ended, moves = close(case, closure, max(last, midnight(day)), closure.summary, case.imported_from)
        return _with_the_rest(one, ended), moves
    left = {one.columns.get(name, name): str(told[name]) for name in ("reason", "outcome", "summary") if name in told}
    if left:  # a closing record that nobody says was made
        case = case.changed(extra={**case.extra, **left})
    if told.get("status") is Status.ON_HOLD:
        reason = _("On hold in the imported file.")
        held = case.changed(status=Status.ON_HOLD, hold=Hold(since=last.date(), reason=reason))
        return held, [step(held, MoveKind.HELD, held.phase, last, reason, case.imported_from)]
    return case, []


def _with_the_rest(one: Gathered, case: Case) -> Case:
    """A closed case with what the table says otherwise than its closing record: that stands, this is kept beside it."""
    rest = {
        one.columns.get(name, name): str(one.told[name])
        for name in ("closed", "reason", "outcome", "summary", "next_contact")
        if name in one.told and one.told[name] != getattr(case.closure, name, None)
    }
    return case.changed(extra={**case.extra, **rest}) if rest else case
