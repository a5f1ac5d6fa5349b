"""Reading a moment as a person writes it, in either language: a day as in `days`, a time of day, or both."""

import re
from datetime import datetime, time

from store.language.catalogue import _
from store.language.days import no_day, read_day
from store.language.formats import clock_text
from store.language.quoting import quoted

_CLOCK = re.compile(r"(?:\b(?:pukul|jam|at)\s+)?\b([0-9]{1,2})[.:]([0-9]{2})\s*$", re.IGNORECASE)
_NOW = ("now", "sekarang")


def read_moment(text: str, known: datetime, now: datetime) -> datetime:
    """The moment that a text means: a day as people write it, a time of day, or both.

    Args:
        text: `20 Nov 2026 09.30`, `yesterday 14:00`, `08.15`, `now`.
        known: gives the time when only a day is written, and the day when only a time is.
        now: what `yesterday` and `now` count from, with its zone.

    Returns:
        The moment with the zone of this computer, to the minute; `now` to the second.

    Raises:
        ValueError: it is not a moment; the sentence is for the user.
    """
    words = text.strip()
    if words.casefold() in _NOW:
        return now.replace(microsecond=0)
    hour_minute = known.time().replace(second=0, microsecond=0)
    found = _CLOCK.search(words)
    if found:
        words = words[: found.start()].strip()
        try:
            hour_minute = time(int(found[1]), int(found[2]))
        except ValueError:
            raise ValueError(
                _("{given} is not a time of day. Write it as {time}.").format(
                    given=quoted(found[0].strip()), time=clock_text(now)
                )
            ) from None
    day = read_day(words, now.date()) if words or not found else known.date()
    try:
        return datetime.combine(day, hour_minute).astimezone()
    except (ValueError, OverflowError):  # the first and last days of the calendar have no other zone
        raise no_day(text, now.date()) from None
