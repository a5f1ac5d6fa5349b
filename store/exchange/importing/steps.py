"""Entries of the history that an import writes, and the closing record."""

from datetime import date, datetime, time

from store.model.case import Case
from store.model.closure import Closure
from store.model.codes import MoveKind, Outcome, Phase, Status, TerminationReason
from store.model.move import Move
from store.model.record import build, new_id, to_the_second
from store.practice.closing import outcome_of


def closing_record(day: date, reason: TerminationReason, outcome: Outcome, summary: str) -> Closure:
    """A closing record with the retention day and the outcome that one made here would have."""
    judged = outcome_of(reason, outcome)
    return build(Closure, {"closed": day, "reason": reason, "outcome": judged, "summary": summary})


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
