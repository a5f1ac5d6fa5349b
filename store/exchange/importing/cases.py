"""From a row of a case table to a case with its opening entry, and to its closing record where the row tells one."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from store.exchange.importing.mapping import CODED, DAYS, Part
from store.exchange.importing.rows import by_field, column_of, extras, fingerprint, translations
from store.exchange.importing.table import Row
from store.exchange.importing.values import parse_code, parse_day
from store.language import _
from store.model.case import PHASE_ALIASES, Case, Hold
from store.model.closure import Closure
from store.model.codes import MoveKind, Outcome, Phase, Status, SystemSize, TerminationReason
from store.model.move import Move
from store.model.record import build, new_id, to_the_second
from store.model.text import clean_line


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A row that was understood.

    Attributes:
        key: what the other program knows the case by.
        source: what we know its origin by.
        facts: fields of `Case`.
        told: what the row says beside them: opened, closed, status, phase, reason, outcome, summary.
        extra: the cells no field takes.
    """

    line: int
    key: str
    source: str
    facts: dict[str, Any]
    told: dict[str, Any]
    extra: dict[str, str]

    @property
    def is_closed(self) -> bool:
        """Whether the row says that the case has ended."""
        return bool(self.told.get("closed")) or self.told.get("status") is Status.CLOSED


def read_case(row: Row, part: Part, name: str, *, month_first: bool) -> CaseRow:
    """Understand a row.

    Args:
        row: the row.
        part: which column is what.
        name: what stands before the key in the origin.
        month_first: how days with slashes are read.

    Raises:
        ValueError: with a sentence; a value does not fit its field.
    """
    given = {
        field: value
        for field, text in by_field(row, part).items()
        if (value := _value(field, text, part, month_first)) not in (None, "")
    }
    key = clean_line(given.pop("key", ""))
    client = given.get("client_name", "")
    alias = given.pop("alias", "") or key or "".join(f"{word[0]}." for word in client.split())
    if not alias:
        raise ValueError(_("The row has neither an alias nor a key nor a name."))
    told: dict[str, Any] = {
        field: given.pop(field)
        for field in ("opened", "closed", "status", "phase", "reason", "outcome", "summary")
        if field in given
    }
    facts = {"alias": alias, "size": SystemSize.INDIVIDUAL, **given}
    source = clean_line(f"{name}:{key or fingerprint(row)}")  # as the record keeps it
    return CaseRow(row.line, key, source, facts, told, extras(row, part))


def make_case(row: CaseRow, code: str, opened: date, since: date) -> Case:
    """The case as it was taken in.

    Args:
        row: what is known of it.
        code: its code.
        opened: the day of intake.
        since: the day its history begins; earlier than the intake when the file has events before it.

    Raises:
        InvalidInput: a value does not fit its field.
    """
    return build(Case, {
        **row.facts, "extra": row.extra, "code": code, "opened": opened, "phase_since": since,
        "phase": row.told.get("phase", Phase.ENGAGEMENT), "imported_from": row.source,
        "level_confirmed": "level" in row.facts, "risk_assessed": opened if "risk_level" in row.facts else None,
    })  # fmt: skip


def opening(case: Case, at: datetime) -> Move:
    """The first entry of its history."""
    return build(Move, {
        "id": new_id(), "case_code": case.code, "at": at, "kind": MoveKind.OPENED, "to_phase": case.phase,
        "imported_from": case.imported_from,
    })  # fmt: skip


def ending(row: CaseRow, case: Case, last: datetime) -> tuple[Case, list[Move]]:
    """The case as its row says it ended or rests, after its events were played.

    Args:
        row: what the row tells.
        case: as its events left it.
        last: the moment of the latest entry, before which nothing may be written.
    """
    if case.closure is not None:
        day = row.told.get("closed")
        if day and day != case.closure.closed:  # the event's day stands; what the row says is kept
            case = case.changed(extra={**case.extra, "closed": day.isoformat()})
        return case, []
    if row.is_closed:
        day = row.told.get("closed") or last.date()
        closure = closing_record(
            day,
            row.told.get("reason", TerminationReason.OTHER),
            row.told.get("outcome", Outcome.UNKNOWN),
            row.told.get("summary") or _("Closed before the import; the file has no summary."),
        )
        at = max(last, midnight(day))
        return close(case, closure, at, closure.summary, case.imported_from)
    if row.told.get("status") is Status.ON_HOLD:
        reason = _("On hold in the imported file.")
        held = case.changed(status=Status.ON_HOLD, hold=Hold(since=last.date(), reason=reason))
        return held, [step(held, MoveKind.HELD, held.phase, last, reason, case.imported_from)]
    return case, []


def closing_record(day: date, reason: TerminationReason, outcome: Outcome, summary: str) -> Closure:
    """A closing record with the retention day that one made here would have."""
    return build(Closure, {"closed": day, "reason": reason, "outcome": outcome, "summary": summary})


def close(case: Case, closure: Closure, at: datetime, reason: str, source: str) -> tuple[Case, list[Move]]:
    """Close a case, whatever phase it is in: the other program's gates are not ours."""
    ended = case.changed(
        status=Status.CLOSED, phase=Phase.TERMINATION, phase_since=closure.closed, closure=closure, next_contact=None
    )
    move = step(ended, MoveKind.TERMINATED, case.phase, at, reason, source).changed(closure=closure)
    return ended, [move]


def step(case: Case, kind: MoveKind, start: Phase, at: datetime, reason: str, source: str) -> Move:
    """An entry of the history that leads to where the case is now."""
    return build(Move, {
        "id": new_id(), "case_code": case.code, "at": at, "kind": kind, "from_phase": start, "to_phase": case.phase,
        "reason": reason, "episode": case.episode, "imported_from": source,
    })  # fmt: skip


def midnight(day: date) -> datetime:
    """The first moment of a day here: what stands for a day whose time nobody wrote down."""
    return to_the_second(datetime.combine(day, time()))


def _value(field: str, text: str, part: Part, month_first: bool) -> Any:
    """A cell as its field keeps it; None for an empty one."""
    try:
        if field in CODED:
            known = translations(field, part)
            if not text and "" not in known:
                return None
            text = PHASE_ALIASES.get(text.lower(), text) if field == "phase" else text
            return parse_code(text, CODED[field], known)
        if field in DAYS:
            return parse_day(text, month_first=month_first) if text else None
    except ValueError as error:
        raise ValueError(f"{column_of(field, part)}: {error}") from None
    return text
