"""The intervention team: who else works with the client, from which discipline."""

from pydantic import Field

from store.language import N_
from store.model.codes import Vocabulary
from store.model.part import Part
from store.model.text import Line


class Discipline(Vocabulary):
    """What somebody brings along (domain reference 2.6)."""

    DOCTOR = "doctor", N_("Doctor")
    NURSE = "nurse", N_("Nurse")
    PSYCHOLOGIST = "psychologist", N_("Psychologist")
    TEACHER = "teacher", N_("Teacher or school counsellor")
    LAWYER = "lawyer", N_("Legal aid")
    POLICE = "police", N_("Police")
    FAITH = "faith", N_("Religious leader")
    CADRE = "cadre", N_("Community health volunteer")
    VILLAGE = "village", N_("Village or RT/RW official")
    PKH = "pkh", N_("PKH companion")
    TKSK = "tksk", N_("TKSK")
    VOLUNTEER = "volunteer", N_("Volunteer")
    PEER = "peer", N_("Peer")
    KIN = "kin", N_("Relative")
    OTHER = "other", N_("Other discipline")


class SystemRole(Vocabulary):
    """Which of the four systems of practice somebody belongs to (Pincus and Minahan)."""

    CHANGE_AGENT = "change_agent", N_("Change agent system")
    CLIENT = "client", N_("Client system")
    TARGET = "target", N_("Target system")
    ACTION = "action", N_("Action system")


class TeamMember(Part):
    """One member of the team.

    Attributes:
        role: what the person does in this case.
        may_see: whether the client agreed that the person may know of the case.
    """

    name: Line = Field(min_length=1)
    discipline: Discipline
    organisation: Line = ""
    role: Line = ""
    system_role: SystemRole | None = None
    contact: Line = ""
    may_see: bool = False
