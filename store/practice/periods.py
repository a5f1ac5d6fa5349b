"""Stretches of time that people look back on: a month, a quarter, a year, all of it. Pure."""

from datetime import date, timedelta
from typing import NamedTuple

from store.language import N_
from store.model.codes import Vocabulary


class Period(NamedTuple):
    """From one day to another, both included."""

    first: date
    last: date

    def has(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.first <= day <= self.last

    def overlaps(self, start: date, end: date | None) -> bool:
        """Whether something was going on on any day of it; without an end it still is."""
        return start <= self.last and (end is None or end >= self.first)


def days_on(day: date, days: int) -> date:
    """So many days on, or back where they are negative; the calendar has an end."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def goes_on(start: date, end: date | None, day: date) -> bool:
    """Whether something is going on at the end of a day; without an end it still is."""
    return start <= day and (end is None or end > day)


class Stretch(Vocabulary):
    """How long a period is."""

    MONTH = "month", N_("Month")
    QUARTER = "quarter", N_("Quarter")
    YEAR = "year", N_("Year")
    ALL = "all", N_("All the time")


_MONTHS = {Stretch.MONTH: 1, Stretch.QUARTER: 3, Stretch.YEAR: 12}


def period_around(stretch: Stretch, day: date, begin: date) -> Period:
    """The month, quarter or year of the calendar in which a day lies; of all the time, from `begin` to the day."""
    if stretch is Stretch.ALL:
        return Period(min(begin, day), day)
    months = _MONTHS[stretch]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(first, _month_later(first, months) - timedelta(days=1))


def shifted(stretch: Stretch, day: date, by: int) -> date:
    """A day in the period before (`by` -1) or after (1) the one in which a day lies; all the time has none."""
    if stretch is Stretch.ALL:
        return day
    first = period_around(stretch, day, day).first
    try:
        return _month_later(first, by * _MONTHS[stretch])
    except ValueError:  # the calendar ends here
        return first


def _month_later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)
