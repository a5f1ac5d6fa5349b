"""The dangers of a case taken together: what alarms, how great the danger is, and when it is looked at next.

Two things are kept apart and named alike everywhere: the risk is what the worker assessed for the case as a whole, a
danger is what a flag says. Where an open danger is above the assessed risk, both are said.

Nothing here asks whether the case rests: safety rules never do.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from store.language import _
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


class Standing(NamedTuple):
    """How a case stands: what was assessed, and what is recorded beside it.

    Attributes:
        risk: as it was assessed; None where it was never looked at.
        danger: the level of the greatest open danger; None where none is open.
    """

    risk: RiskLevel | None = None
    danger: RiskLevel | None = None

    @property
    def worst(self) -> RiskLevel | None:
        """The greater of the two."""
        return max((level for level in self if level is not None), key=_ORDER.index, default=None)

    @property
    def danger_above(self) -> RiskLevel | None:
        """The danger, where it is above the risk or the risk was never assessed; None where the risk says it all."""
        return None if self.risk is self.worst else self.danger

    @property
    def is_too_low(self) -> bool:
        """Whether the risk was assessed lower than a danger that is open."""
        return self.risk is not None and self.danger_above is not None


def greatest_open(flags: Iterable[Flag]) -> RiskLevel | None:
    """The level of the greatest open danger; None where none is open."""
    return max((flag.level for flag in flags if flag.is_open), key=_ORDER.index, default=None)


def standing(case: Case, flags: Iterable[Flag]) -> Standing:
    """How a case stands, by what was assessed and by its open dangers."""
    return Standing(case.risk_level, greatest_open(flags))


def worst_level(case: Case, flags: Iterable[Flag]) -> RiskLevel | None:
    """How great the danger is: the greatest of the level of the case and those of its open dangers.

    None where the risk was never looked at and no danger is open.
    """
    return standing(case, flags).worst


def said_beside(case: Case, flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """The open dangers that are said beside the risk: those that alarm, and the one that is above it."""
    flags = tuple(flags)
    above = standing(case, flags).danger_above
    return alarming(flags) or in_order(flag for flag in flags if flag.is_open and flag.level is above)


def too_low_text(standing: Standing) -> str:
    """That an open danger is above the assessed risk; empty where none is."""
    return _below(standing, _("an open danger is recorded: {level}"))


def too_low_warning(standing: Standing) -> str:
    """The same to whoever assesses the risk, with what to do about it; empty where none is."""
    return _below(standing, _("Lower than an open danger: {level}. If that is under control, say so there."))


def _below(standing: Standing, words: str) -> str:
    danger = standing.danger_above
    return words.format(level=danger.label.lower()) if danger and standing.is_too_low else ""


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
