"""What the worker does: an intervention by type, level and role."""

from datetime import date

from pydantic import Field

from store.language import N_
from store.model.codes import Level, Vocabulary, WorkerRole
from store.model.part import Part
from store.model.text import Line, Text


class InterventionType(Vocabulary):
    """The kinds of work that the founding text names (domain reference 2.6)."""

    COUNSELLING = "counselling", N_("Counselling and psychosocial support")
    LINKING = "linking", N_("Linking with resources")
    TANGIBLE = "tangible", N_("Concrete help")
    EDUCATION = "education", N_("Teaching")
    GROUP_WORK = "group_work", N_("Social group work")
    MEDIATION = "mediation", N_("Mediation and facilitation")
    ADVOCACY_CASE = "advocacy_case", N_("Case advocacy")
    ADVOCACY_POLICY = "advocacy_policy", N_("Policy advocacy")
    SYSTEM_CHANGE = "system_change", N_("Changing a resource system")
    CRISIS = "crisis", N_("Crisis intervention")
    COMMUNITY = "community", N_("Community organising")
    RESEARCH = "research", N_("Practice research")


class Intervention(Part):
    """One intervention.

    Attributes:
        level: the level it works at.
        role: the worker's role in it.
        goal: the id of the goal it serves; empty for none.
        since: the day it began; `until` the day it ended, None while it goes on.
    """

    kind: InterventionType
    level: Level
    text: Text = ""
    role: WorkerRole | None = None
    goal: Line = ""
    since: date
    until: date | None = Field(default=None)
