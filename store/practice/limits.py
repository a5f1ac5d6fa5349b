"""How long something may wait before the daily review speaks of it: the defaults, which the settings of a book change.

Source of every default: domain reference, section 5. All limits are days.
"""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from store.language import N_, _
from store.model.case import MOST_DAYS
from store.model.codes import Phase, RiskLevel
from store.model.record import SAID, Record

Days = Annotated[int, Field(ge=1, le=MOST_DAYS)]

DAILY = 1
"""A case in critical danger is contacted every day, in any phase."""


def _in_order(first: int, then: int, sentence: str) -> int:
    """The second of two numbers of days; it may not be the smaller one."""
    if then < first:
        raise PydanticCustomError(SAID, "{sentence}", {"sentence": _(sentence)})
    return then


class PhaseLimits(Record):
    """The limits of one phase.

    Attributes:
        high, medium, low: at the latest after so many days the client is reached again, by how great the danger is.
        stale: after so many days in the phase the review mentions it.
        stuck: after so many it asks what keeps the case there.
    """

    high: Days
    medium: Days
    low: Days
    stale: Days
    stuck: Days

    @field_validator("medium", "low")
    @classmethod
    def _by_danger(cls, days: int, known: ValidationInfo) -> int:
        greater = known.data.get("high" if known.field_name == "medium" else "medium", 0)
        return _in_order(greater, days, N_("The greater the risk, the shorter the time: high, then medium, then low."))

    @field_validator("stuck")
    @classmethod
    def _mentioned_first(cls, days: int, known: ValidationInfo) -> int:
        return _in_order(known.data.get("stale", 0), days, N_("It is mentioned first, and asked about after that."))


class Limits(Record):
    """All limits of a book.

    Attributes:
        engagement, assessment, planning, intervention, monitoring, evaluation, termination: those of each phase.
        review_high: a plan is reviewed after so many days where the danger is high or critical.
        review: and elsewhere.
        review_ahead: so many days before it is due the review is mentioned.
        task_ahead: so many days before it is due a task is mentioned.
        note_unsigned: after so many days a contact must have its note, and the note its signature.
        note_late: from so many days on that is late.
        referral: so many days after it was sent a referral should have its answer, or one asks again.
    """

    engagement: PhaseLimits = PhaseLimits(high=1, medium=3, low=7, stale=7, stuck=14)
    assessment: PhaseLimits = PhaseLimits(high=3, medium=7, low=14, stale=30, stuck=63)
    planning: PhaseLimits = PhaseLimits(high=7, medium=14, low=14, stale=14, stuck=30)
    intervention: PhaseLimits = PhaseLimits(high=7, medium=14, low=30, stale=90, stuck=180)
    monitoring: PhaseLimits = PhaseLimits(high=7, medium=30, low=30, stale=90, stuck=180)
    evaluation: PhaseLimits = PhaseLimits(high=7, medium=14, low=14, stale=14, stuck=30)
    termination: PhaseLimits = PhaseLimits(high=7, medium=14, low=14, stale=14, stuck=30)
    review_high: Days = 30
    review: Days = 90
    review_ahead: Days = 3
    task_ahead: Days = 7
    note_unsigned: Days = 1
    note_late: Days = 3
    referral: Days = 7

    @field_validator("review")
    @classmethod
    def _by_danger(cls, days: int, known: ValidationInfo) -> int:
        often = known.data.get("review_high", 0)
        return _in_order(often, days, N_("Where the risk is high, a plan is not reviewed less often than elsewhere."))

    @field_validator("note_late")
    @classmethod
    def _due_first(cls, days: int, known: ValidationInfo) -> int:
        return _in_order(known.data.get("note_unsigned", 0), days, N_("A note is due first, and late after that."))

    def of(self, phase: Phase) -> PhaseLimits:
        """The limits of a phase."""
        limits: PhaseLimits = getattr(self, phase.value)
        return limits

    def contact(self, phase: Phase, risk: RiskLevel | None) -> int:
        """After how many days the client is reached again at the latest.

        Args:
            phase: the phase of the case.
            risk: how great the danger is; None, never looked at, counts as medium.
        """
        if risk is RiskLevel.CRITICAL:
            return DAILY
        of_phase = self.of(phase)
        if risk is RiskLevel.HIGH:
            return of_phase.high
        return of_phase.medium if risk in (None, RiskLevel.MEDIUM) else of_phase.low

    def between_reviews(self, risk: RiskLevel | None) -> int:
        """After how many days a plan is reviewed."""
        return self.review_high if risk is not None and risk.is_serious else self.review
