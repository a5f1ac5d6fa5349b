"""What a supervision packet is about, and how its days are told."""

from store.language import N_
from store.model.codes import Vocabulary


class PacketKind(Vocabulary):
    """The three packets (domain reference, section 6)."""

    CASE = "case", N_("Single case")
    CASELOAD = "caseload", N_("Caseload summary")
    NOTES = "notes", N_("Notes of a period")


class DayStyle(Vocabulary):
    """How the days of a masked packet are told."""

    RELATIVE = "relative", N_("Days since intake")
    SHIFTED = "shifted", N_("Dates moved by whole weeks")
