"""The dangers of a case taken together: what alarms, how great the danger is, and when it is looked at next.

Nothing here asks whether the case rests: safety rules never do.
"""

from collections.abc import Iterable
from datetime import date

from store.model.case import Case
from store.model.closure import Closure
from store.model.codes import RiskLevel, TerminationReason
from store.model.flag import Flag, FlagState

_ORDER, _STATES = tuple(RiskLevel), tuple(FlagState)


def alarming(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """The dangers that stay on top everywhere (open, high or critical): the worst first, then the oldest."""
    return in_order(flag for flag in flags if flag.is_alarming)


def in_order(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Dangers as they are read: open before under control before over, then the worst first, then the oldest."""
    return tuple(sorted(flags, key=lambda flag: (
        _STATES.index(flag.state), -_ORDER.index(flag.level), flag.since, flag.id,
    )))  # fmt: skip


def worst_level(case: Case, flags: Iterable[Flag]) -> RiskLevel | None:
    """How great the danger is: the greatest of the level of the case and those of its open dangers.

    None where the risk was never looked at and no danger is open.
    """
    levels = [flag.level for flag in flags if flag.is_open]
    if case.risk_level is not None:
        levels.append(case.risk_level)
    return max(levels, key=_ORDER.index, default=None)


def is_serious(case: Case, flags: Iterable[Flag]) -> bool:
    """Whether a high or critical danger is open, by the level of the case or by a flag."""
    worst = worst_level(case, flags)
    return worst is not None and worst.is_serious


def unplanned(case: Case, flags: Iterable[Flag]) -> bool:
    """Whether a safety plan is missing: on a high or critical open danger, or on a case at such a level.

    A case whose level is high or critical without an open danger that says why needs a plan on one that is not over.
    """
    flags = tuple(flags)
    if alarms := alarming(flags):
        return not all(flag.safety_plan for flag in alarms)
    if not is_serious(case, flags):
        return False
    return not any(flag.safety_plan for flag in flags if flag.state is not FlagState.RESOLVED)


def is_handed_over(closure: Closure) -> bool:
    """Whether the dangers of an ended case are its worker's no more: somebody named took over, or the client died."""
    if closure.reason is TerminationReason.TRANSFERRED:
        return bool(closure.receiver)
    return closure.reason is TerminationReason.DIED


def next_check(flags: Iterable[Flag]) -> date | None:
    """The next day on which a danger that is not over is to be looked at; None where there is no such day."""
    days = (flag.next_check for flag in flags if flag.state is not FlagState.RESOLVED)
    return min((day for day in days if day), default=None)
