"""What is how frequent in the benchmark's books, and the moment at which they stand.

Durations, ages and reopening are those of the domain reference, section 8. What it gives no shares for (how contacts
are made, why cases end) is a plausible mix of a generalist's caseload.
"""

import random
from datetime import datetime, timedelta, timezone
from typing import Any

from store.model import Phase
from store.practice.limits import Limits

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(hours=7)))
"""A Friday morning: the moment at which every book stands. Nothing was done on this day yet."""
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)

SYSTEMS = {
    "individual": 42, "family": 30, "formal_group": 10, "organisation": 4, "neighbourhood": 6, "community": 6,
    "society": 2,
}  # fmt: skip
FIELDS = {
    "residential_child_care": 26, "legislature_office": 14, "community_hospice": 17, "rape_crisis": 18, "other": 25,
}  # fmt: skip
RISKS = {"none": 10, "low": 40, "medium": 50}
ENDINGS = {
    "goals_met": 28, "partial": 16, "not_needed": 11, "transferred": 9, "returned": 8, "withdrew": 8, "moved": 6,
    "lost_contact": 6, "ineligible": 2, "mandate_end": 2, "capacity": 1, "duplicate": 1, "died": 1, "other": 1,
}  # fmt: skip
WITHOUT_GOALS = ("not_needed", "transferred", "withdrew", "moved", "lost_contact", "ineligible", "duplicate", "died")
FOLLOWED = ("goals_met", "partial", "returned")
"""The endings after which the worker looks in again, 30 and 90 days later."""
OUTCOMES = {"much_better": 15, "better": 45, "same": 25, "worse": 8, "unknown": 7}
MODES = {
    "home_visit": 27, "office": 17, "phone": 16, "message": 10, "collateral": 10, "field": 5, "liaison": 5, "group": 4,
    "admin": 2, "conference": 2, "supervision": 1, "video": 1,
}  # fmt: skip
MET = {"reached": 82, "no_answer": 7, "no_show": 4, "left_message": 4, "cancelled": 2, "refused": 1}
FORMATS = {"narrative": 62, "SOAP": 16, "summary": 9, "DAP": 5, "process": 4, "BIRP": 2, "GIRP": 2}
TASKS_ENDED = {"done": 82, "cancelled": 11, "not_possible": 7}
REFERRALS_ENDED = {"completed": 70, "rejected": 12, "client_declined": 10, "unavailable": 8}
LATE_ENTRIES, PRIVATE, AMENDED, VOIDED = 0.05, 0.02, 0.02, 0.004
SOURCES = {"self": 20, "neighbourhood": 22, "school": 14, "health": 16, "social_office": 18, "family": 6, "hotline": 4}
TOLD = ("presenting_problem", "origin_environment", "strengths", "needs_rights", "tasks_roles", "coping")
LENGTHS = (0.2, 0.4, 0.6, 0.9, 1.1, 1.6, 2.2)
"""How long notes are, by the average."""
LONG = 14_500
"""Words of a note of 100 kB."""
SUPERVISOR = "Bu Hartati Sihombing"

TROUBLES = {
    "contact": 26, "planned": 14, "today": 14, "task": 22, "unsigned": 9, "unwritten": 4, "review": 12, "referral": 8,
    "stuck": 6, "danger": 5,
}  # fmt: skip
"""Why a case needs its worker today; one that has none of these is in order."""
TROUBLED = 3
"""One in so many open cases needs its worker today."""
RESTING = 0.04
LIMITS = Limits()
DURATIONS = {(3, 91): 47.5, (92, 182): 14.8, (183, 365): 15.7, (366, 730): 12.2, (731, 2_000): 9.8}
"""How long ended episodes took, in days (England 2024, DfE b5)."""
AGES = {(2, 91): 26.1, (92, 182): 10.5, (183, 365): 13.5, (366, 730): 14.5, (731, 1_800): 35.5}
"""For how long open ones have been open (DfE b4)."""
REOPENED = 0.224
LATER = {
    Phase.ASSESSMENT: 15, Phase.PLANNING: 15, Phase.INTERVENTION: 38, Phase.MONITORING: 12, Phase.EVALUATION: 12,
    Phase.TERMINATION: 8,
}  # fmt: skip
"""In which phase open cases are that are more than a few weeks old; of the closed ones, from which they were ended."""
UNUSUAL = 5
"""Of two cases that took as long, one has so many times as many notes as is usual, at most."""
FEW = 0.01
STEPS = {phase: steps for steps, phase in enumerate(Phase)} | {Phase.MONITORING: 5}
"""So many steps it takes to a phase, at least."""


def pick(draw: random.Random, shares: dict[Any, float]) -> Any:
    """One of some things, by the share of each."""
    return draw.choices(tuple(shares), tuple(shares.values()))[0]
