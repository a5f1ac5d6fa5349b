"""The closing record of a case: how and why it ended, and what comes after."""

from datetime import date
from typing import Any

from pydantic import Field

from store.model.codes import Notice, Outcome, TerminationReason
from store.model.record import Record
from store.model.text import Text

RETENTION_YEARS = 7
"""How long a closed record is kept unless another day is given (domain reference, section 8)."""


def kept_until(closed: date) -> date:
    """The day until which a record closed on this day must be kept."""
    year = min(closed.year + RETENTION_YEARS, date.max.year)
    try:
        return closed.replace(year=year)
    except ValueError:  # 29 February
        return closed.replace(year=year, day=28)


def _retention(given: dict[str, Any]) -> date:
    return kept_until(given["closed"]) if "closed" in given else date.max  # a wrong day is reported by its own field


class Closure(Record):
    """What is written down when a case is terminated.

    Attributes:
        closed: the day of the ending.
        notice: how the client took part in the ending; `notice_why` when that was not possible.
        return_plan: how the client goes back to the environment of origin.
        aftercare: days on which the worker looks in again; the case stays closed.
        retention_until: the day until which the record must be kept.
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
    retention_until: date = Field(default_factory=_retention)
