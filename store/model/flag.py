"""A safety flag: one danger, how great it is, what is agreed against it, and when it is looked at next."""

from datetime import date

from pydantic import Field

from store.language import N_
from store.model.codes import RiskLevel, Vocabulary
from store.model.part import Part
from store.model.text import Text


class RiskType(Vocabulary):
    """What the danger is (domain reference 2.7). The last two are ours: without them a false one would be chosen."""

    SELF_HARM = "self_harm", N_("Suicide or self-harm")
    HARM_OTHERS = "harm_others", N_("Harm to others")
    DOMESTIC_VIOLENCE = "domestic_violence", N_("Domestic violence")
    CHILD_ABUSE = "child_abuse", N_("Child abuse or neglect")
    SEXUAL_VIOLENCE = "sexual_violence", N_("Sexual violence")
    ELDER = "elder", N_("Neglect of an older person")
    TRAFFICKING = "trafficking", N_("Trafficking or exploitation")
    HOMELESS = "homeless", N_("Loss of home")
    MEDICAL = "medical", N_("Medical emergency")
    WORKER_SAFETY = "worker_safety", N_("Safety of the worker")
    MISSING = "missing", N_("Run away or missing")
    OTHER = "other", N_("Another danger")


class FlagState(Vocabulary):
    """How the danger stands."""

    OPEN = "open", N_("Open")
    MITIGATED = "mitigated", N_("Under control")
    RESOLVED = "resolved", N_("Resolved")


class Flag(Part):
    """One danger.

    Attributes:
        since: the day it became known.
        safety_plan: what was agreed for the case that it comes to it.
        next_check: when to look again.
        state_reason: why it is under control or resolved.
        state_on: the day it came to be so.
    """

    type: RiskType
    level: RiskLevel
    since: date
    note: Text = ""
    safety_plan: Text = ""
    next_check: date | None = None
    state: FlagState = FlagState.OPEN
    state_reason: Text = ""
    state_on: date | None = Field(default=None)

    @property
    def is_open(self) -> bool:
        """Whether the danger is neither under control nor over."""
        return self.state is FlagState.OPEN

    @property
    def is_alarming(self) -> bool:
        """Open, and high or critical: what stays on top everywhere."""
        return self.is_open and self.level.is_serious
