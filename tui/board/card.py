"""What the board knows of a case: read once when the case changes, drawn and filtered as often as it takes. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from store import Case
from store.folding import fold
from store.model import Flag, RiskLevel, Status
from store.practice.due import Due, due_of
from store.practice.risk import Standing, alarming, standing

Urgency = tuple[bool, bool, bool, date, str]
"""Ends in the code, so that no two cards have the same."""


class Card(NamedTuple):
    """A case as the board shows it.

    Attributes:
        drafts: how many of its notes wait for a signature.
        dangers: how many are open, of any level.
        standing: the risk as it was assessed, beside the open dangers.
        alarms: its open high and critical dangers, the worst first.
        due: what is due next: a contact, a look at a danger, or a check after the ending.
        urgency: serious risk first, then by what is due; resting and closed cases last.
        words: what the filter looks in, folded.
        name: the real name of the client where it is shown, else empty.
    """

    case: Case
    drafts: int
    dangers: int
    standing: Standing
    alarms: tuple[Flag, ...]
    due: Due | None
    urgency: Urgency
    words: str
    name: str = ""

    @property
    def risk(self) -> RiskLevel | None:
        """The worst of the assessed risk and the open dangers; None where there is neither."""
        return self.standing.worst


def card_of(case: Case, drafts: int, flags: Sequence[Flag] = (), reached: date | None = None, name: str = "") -> Card:
    """The card of a case. A case at rest stands on top all the same when it is in serious danger.

    Args:
        case: the case.
        drafts: how many of its notes wait for a signature.
        flags: its dangers.
        reached: the day on which the client was reached last; needed where a contact was planned for a day that came.
        name: the real name of the client, where it is shown.
    """
    stands, alarms = standing(case, flags), alarming(flags)
    worst = stands.worst
    serious = worst is not None and worst.is_serious
    resting = case.status is Status.ON_HOLD and not serious
    due = due_of(case, flags, reached)
    urgency = (case.is_closed, resting, not serious, due.day if due else date.max, case.code)
    labels = [case.size.label, case.level.label, case.field.label, worst.label if worst else ""]
    labels += [flag.type.label for flag in alarms]
    words = " ".join((case.code, case.alias, name, *case.tags, *labels, case.presenting_problem))
    dangers = sum(flag.is_open for flag in flags)
    return Card(case, drafts, dangers, stands, alarms, due, urgency, fold(words), name)
