"""Days, times and stretches of time as each language writes them: "20 Nov 2026", "3 hari", "besok".

As the language in use, the way in which days are told is in the air: while a masked packet is made, `days_told` keeps
every real day out of it, whoever writes one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from store.language.catalogue import N_, _, n_

_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip


Tell = Callable[[date], str]
"""How a day is told."""

_told: ContextVar[Tell | None] = ContextVar("days_told", default=None)


@contextmanager
def days_told(tell: Tell | None) -> Iterator[None]:
    """Have every day told in another way, in this thread, until the block ends.

    Args:
        tell: the text of a day; None tells the real one.
    """
    before = _told.set(tell)
    try:
        yield
    finally:
        _told.reset(before)


def day_text(day: date | str) -> str:
    """A day as both languages write it: `20 Nov 2026`.

    Args:
        day: a date, or its ISO form.
    """
    if isinstance(day, str):
        day = date.fromisoformat(day)
    tell = _told.get()
    return tell(day) if tell else real_day_text(day)


def real_day_text(day: date) -> str:
    """The day itself, however days are told."""
    return f"{day.day} {_(_MONTHS[day.month - 1])} {day.year}"


def short_day_text(day: date) -> str:
    """A day without its year: `20 Nov`."""
    tell = _told.get()
    return tell(day) if tell else f"{day.day} {_(_MONTHS[day.month - 1])}"


def weekday_text(day: date) -> str:
    """The name of the weekday."""
    return _(_WEEKDAYS[day.weekday()])


def moment_text(moment: datetime) -> str:
    """A moment as it was on the clock of the one who wrote it: `20 Nov 2026 09.30`, in English with a colon."""
    clock = _("{hour}:{minute}").format(hour=f"{moment.hour:02}", minute=f"{moment.minute:02}")
    return f"{day_text(moment.date())} {clock}"


def when_text(moment: datetime) -> str:
    """A moment; only its day when the time is unknown (imported records stand within the first minute of their day)."""
    return moment_text(moment) if moment.hour or moment.minute else day_text(moment.date())


def clock_text(moment: datetime) -> str:
    """The time of day alone."""
    return _("{hour}:{minute}").format(hour=f"{moment.hour:02}", minute=f"{moment.minute:02}")


def days_text(count: int) -> str:
    """A number of days: `1 day`, `3 days`."""
    return n_("{count} day", "{count} days", count).format(count=count)


def minutes_text(minutes: int) -> str:
    """How long something took: `90 min`."""
    return _("{count} min").format(count=minutes)


def age_text(years: int) -> str:
    """How old somebody is: `1 year old`."""
    return n_("{count} year old", "{count} years old", years).format(count=years)


def due_text(day: date, today: date) -> str:
    """How far off a due day is, never rounded to nothing: `3 days late`, `today`, `tomorrow`, `4 days`."""
    ahead = (day - today).days
    if ahead < 0:
        return n_("{count} day late", "{count} days late", -ahead).format(count=-ahead)
    if ahead == 0:
        return _("today")
    return _("tomorrow") if ahead == 1 else days_text(ahead)
