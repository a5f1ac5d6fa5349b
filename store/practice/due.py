"""What is due next in a case, and on which day: a contact, a look at a danger, or a check after the ending. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from store.model.case import Case
from store.model.codes import Status
from store.model.flag import Flag
from store.practice.risk import next_check


class DueKind(Enum):
    """What it is."""

    CONTACT = auto()
    CHECK = auto()
    AFTERCARE = auto()


@dataclass(frozen=True, slots=True)
class Due:
    """One thing and its day.

    Attributes:
        rests: whether it waits with the case, which is on hold. Looking at a danger never does.
    """

    day: date
    kind: DueKind
    rests: bool = False


def due_of(case: Case, flags: Iterable[Flag] = ()) -> Due | None:
    """What comes first; of two on one day the danger. None where nothing has a day."""
    if case.closure:
        left = sorted(set(case.closure.aftercare) - set(case.closure.aftercare_done))
        return Due(left[0], DueKind.AFTERCARE) if left else None
    check, contact = next_check(flags), case.next_contact
    if check and (contact is None or check <= contact):
        return Due(check, DueKind.CHECK)
    return Due(contact, DueKind.CONTACT, rests=case.status is Status.ON_HOLD) if contact else None
