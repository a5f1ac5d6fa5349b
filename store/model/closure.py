"""The closing record of a case: how and why it ended, and what comes after."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import Field

from store.model.codes import Notice, Outcome, Returned, TerminationReason
from store.model.person import Person
from store.model.record import Record
from store.model.text import Line, Text

RETENTION_YEARS, CHILD_UNTIL = 7, 25
"""How many years a closed record is kept, and until which age that of a child (domain reference, section 8)."""


def kept_until(closed: date, people: Iterable[Person] = ()) -> date:
    """The day until which a record closed on this day must be kept.

    Args:
        closed: the day of the ending.
        people: of the case. Who is a child of the client system at the end makes the record stay longer.
    """
    children = [one for one in people if one.is_member and one.counts_as_child(closed)]
    return max([_years_on(closed, RETENTION_YEARS), *(_grown(child, closed) for child in children)])


def _grown(child: Person, closed: date) -> date:
    """The day on which a child reaches `CHILD_UNTIL`, at the latest: of unknown age it may just have been born."""
    if child.born:
        return _years_on(child.born, CHILD_UNTIL)
    return _years_on(closed, max(0, CHILD_UNTIL - (child.age or 0)))


def _years_on(day: date, years: int) -> date:
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)


def _retention(given: dict[str, Any]) -> date:
    return kept_until(given["closed"]) if "closed" in given else date.max  # a wrong day is reported by its own field


class Closure(Record):
    """What is written down when a case is terminated.

    Attributes:
        closed: the day of the ending.
        notice: how the client took part in the ending; `notice_why` when that was not possible.
        return_plan: how the client goes back to the environment of origin.
        aftercare: days on which the worker looks in again; the case stays closed.
        aftercare_done: those of them on which it was done.
        retention_until: the day until which the record must be kept; seven years on unless the file says more.
        returned: whether the client went back to the environment of origin.
        receiver: who goes on with the client, where the case was transferred.
        kept_case: the code of the case that stays, where this one was a duplicate.
        family_support: what is done for the family, where the client died.
        door_open: whether the client, who withdrew, knows that they may come back.
        documents_returned: whether the client's papers were given back.
        gap_before, gap_after: the gap index at the baseline and at the end of this episode. Without a second look at
            a later day there is no gap at the end.
        t_before, t_after: the goal attainment T-score at the baseline and at the end of this episode; without a rating
            in it there is none at the end.
    """

    closed: date
    reason: TerminationReason
    outcome: Outcome
    summary: Text = Field(min_length=1)
    notice: Notice | None = None
    notice_why: Text = ""
    unmet_needs: Text = ""
    return_plan: Text = ""
    aftercare: tuple[date, ...] = ()
    aftercare_done: tuple[date, ...] = ()
    returned: Returned | None = None
    receiver: Line = ""
    kept_case: Line = ""
    family_support: Text = ""
    door_open: bool = False
    documents_returned: bool = False
    gap_before: float | None = None
    gap_after: float | None = None
    t_before: float | None = None
    t_after: float | None = None
    retention_until: date = Field(default_factory=_retention)
