"""What is due next in a case, and on which day: a contact, a look at a danger, or a check after the ending. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import NamedTuple

from store.errors import InvalidInput
from store.language import _
from store.model.case import Case
from store.model.codes import Status
from store.model.flag import Flag
from store.model.note import Note
from store.practice.cycle import checks_left
from store.practice.risk import next_check

_CLOCK_SLACK = timedelta(minutes=5)
"""So far ahead a contact may seem to lie, by a clock that was wrong when it was written."""


class DueKind(Enum):
    """What it is."""

    CONTACT = auto()
    CHECK = auto()
    AFTERCARE = auto()


class Due(NamedTuple):
    """One thing and its day.

    Attributes:
        rests: whether it waits with the case, which is on hold. Looking at a danger never does.
    """

    day: date
    kind: DueKind
    rests: bool = False


def has_come(moment: datetime, now: datetime) -> bool:
    """Whether a contact of this moment can have been made."""
    return moment <= now + _CLOCK_SLACK


def must_be_ahead(next_contact: date | None, today: date) -> None:
    """See that a contact is planned for a day on which it can still be made.

    Raises:
        InvalidInput: the day has passed.
    """
    if next_contact is not None and next_contact < today:
        raise InvalidInput({"next_contact": _("This day has passed.")})


def still_planned(case: Case, reached: date | None) -> date | None:
    """The day set for the next contact, until the client was reached on it or later; None where there is none.

    Args:
        case: the case.
        reached: the day on which the client was reached last.
    """
    return None if case.next_contact and reached and reached >= case.next_contact else case.next_contact


def keeps(note: Note, case: Case) -> bool:
    """Whether a note tells of the contact that was planned: the client was reached on its day or later.

    A contact before the day was set is another one, although it be of the same day.

    Args:
        note: what was written.
        case: as it is now.
    """
    return note.reached_client and keeps_at(case, note.contact_at)


def keeps_at(case: Case, moment: datetime) -> bool:
    """Whether reaching the client at a moment is the contact that was planned; see `keeps`."""
    if case.next_contact is None or moment.date() < case.next_contact:
        return False
    return case.contact_planned is None or moment > case.contact_planned


def due_of(case: Case, flags: Iterable[Flag] = (), reached: date | None = None) -> Due | None:
    """What comes first; of two on one day the danger. None where nothing has a day.

    Args:
        case: the case.
        flags: its dangers.
        reached: the day on which the client was reached last, up to today; a contact that was kept is not due any more.
    """
    if case.closure:
        left = checks_left(case)
        return Due(left[0], DueKind.AFTERCARE) if left else None
    check, contact = next_check(flags), still_planned(case, reached)
    if check and (contact is None or check <= contact):
        return Due(check, DueKind.CHECK)
    return Due(contact, DueKind.CONTACT, rests=case.status is Status.ON_HOLD) if contact else None
