"""Reading a day as a person writes it, in either language, and saying in words which day was understood.

`2026-11-20`, `20 Nov 2026`, `20/11/2026`, `today`, `besok`, `+3`, `Jumat`, `in 3 days`, `minggu depan`. The day comes
before the month, as in Indonesia; a month before the day is understood only when it is written as a name. Years have
four figures: a shorter one could be a day. Both languages are always understood, whichever is shown.
"""

import re
from datetime import date, timedelta

from store.language.catalogue import _, n_
from store.language.formats import day_text, weekday_text
from store.language.quoting import quoted

_MONTHS = (
    ("january", "januari"), ("february", "februari", "pebruari"), ("march", "maret"), ("april",), ("may", "mei"),
    ("june", "juni"), ("july", "juli"), ("august", "agustus", "agt", "ags"), ("september",), ("october", "oktober"),
    ("november", "nopember"), ("december", "desember"),
)  # fmt: skip
_WEEKDAYS = (
    ("monday", "senin"), ("tuesday", "selasa"), ("wednesday", "rabu"), ("thursday", "kamis"), ("friday", "jumat"),
    ("saturday", "sabtu"), ("sunday", "minggu", "ahad"),
)  # fmt: skip
_RELATIVE = {
    "today": 0, "hari ini": 0, "tomorrow": 1, "besok": 1, "lusa": 2, "yesterday": -1, "kemarin": -1,
    "next week": 7, "minggu depan": 7, "pekan depan": 7, "last week": -7, "minggu lalu": -7, "pekan lalu": -7,
}  # fmt: skip
"""Days from today. `minggu` is the week here, though it is Sunday too where it stands alone."""

_FROM_NOW = re.compile(r"([+-]) ?([0-9]{1,5})")
_AHEAD = re.compile(r"in ([0-9]{1,5}) (day|week)s?|([0-9]{1,5}) (hari|minggu|pekan) lagi")
_AGO = re.compile(r"([0-9]{1,5}) (day|week)s? ago|([0-9]{1,5}) (hari|minggu|pekan) (?:yang )?lalu")
_DAY_WORDS = ("day", "hari")
_NEXT = re.compile(r"next ([a-z]+)|([a-z]+) depan")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{4}))?")
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_SHORTEST_NAME = 3


def read_day(text: str, today: date) -> date:
    """The day that a text means.

    Args:
        text: a day with or without its year or weekday, a weekday, or how far it is from today (see the module).
        today: what `+3` and `Friday` count from. A weekday is the next one after today, also as `next Friday`; a day
            without a year is the one nearest to today.

    Raises:
        ValueError: it is not a day; the sentence is for the user.
    """
    words = " ".join(text.casefold().replace(",", " ").replace("'", "").replace("’", "").split())
    try:
        day = _from_today(words, today) or _in_figures(words, today) or _in_names(words, today)
    except (ValueError, OverflowError):  # 31 February, the year 10000
        day = None
    if day is None:
        raise no_day(text, today)
    return day


def no_day(text: str, today: date) -> ValueError:
    """The error that a text is not a day, with an example of one."""
    return ValueError(
        _("{given} is not a day. Write it as {day}, or as today, tomorrow, Friday, +3.").format(
            given=quoted(text.strip(), 40), day=day_text(today)
        )
    )


def month_number(name: str) -> int | None:
    """The month of a name in either language, full or shortened to three letters or more; None when it is none."""
    return _place(name, _MONTHS)


def weekday_number(name: str) -> int | None:
    """The weekday of a name in either language, Monday being 1; None when it is none."""
    return _place(name, _WEEKDAYS)


def day_in_words(day: date, today: date) -> str:
    """Which day that is: `Friday 27 Nov 2026 · in 6 days`."""
    return f"{weekday_text(day)} {day_text(day)} · {distance((day - today).days)}"


def distance(ahead: int) -> str:
    """How far away a day is, so many days ahead: `in 6 days`, `today`, `3 days ago`."""
    if ahead in (-1, 0, 1):
        return (_("today"), _("tomorrow"), _("yesterday"))[ahead]
    if ahead < 0:
        return n_("{count} day ago", "{count} days ago", -ahead).format(count=-ahead)
    return n_("in {count} day", "in {count} days", ahead).format(count=ahead)


def _from_today(words: str, today: date) -> date | None:
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    if found := _FROM_NOW.fullmatch(words):
        return today + timedelta(days=int(found[1] + found[2]))
    for counted, direction in ((_AHEAD, 1), (_AGO, -1)):
        if found := counted.fullmatch(words):
            count, unit = [part for part in found.groups() if part]
            return today + timedelta(days=direction * int(count) * (1 if unit in _DAY_WORDS else 7))
    named = _NEXT.fullmatch(words)
    if weekday := weekday_number((named[1] or named[2]) if named else words):
        return today + timedelta(days=(weekday - today.isoweekday() - 1) % 7 + 1)
    return None


def _in_figures(words: str, today: date) -> date | None:
    if found := _YEAR_FIRST.fullmatch(words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(words):
        return _dated(int(found[1]), int(found[2]), found[3], today)
    return None


def _in_names(words: str, today: date) -> date | None:
    """`20 Nov 2026`, `20-nov`, `Nov 20, 2026`, each with its weekday or without."""
    parts = re.split(r"[-/. ]+", words.strip("-/. "))
    weekday = weekday_number(parts[0])
    if weekday:
        parts = parts[1:]
    if len(parts) not in (2, 3):
        return None
    if month_number(parts[0]):
        parts[:2] = [parts[1], parts[0]]
    day, month, *year = parts
    numbers, named = (
        _ORDINAL.fullmatch(day),
        month_number(month) or (int(month) if re.fullmatch("[0-9]{1,2}", month) else 0),
    )
    if not numbers or not named or (year and not re.fullmatch("[0-9]{4}", year[0])):
        return None
    meant = _dated(int(numbers[1]), named, year[0] if year else None, today)
    return meant if weekday in (None, meant.isoweekday()) else None  # a day that is no Friday is a slip of the pen


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    """The day with its year, or the nearest such day to today."""
    if year:
        return date(int(year), month, day)
    near = [date(y, month, day) for y in range(today.year - 1, today.year + 2) if _exists(y, month, day)]
    return min(near, key=lambda each: abs(each - today))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _place(name: str, names: tuple[tuple[str, ...], ...]) -> int | None:
    wanted = name.casefold().rstrip(".")
    if len(wanted) < _SHORTEST_NAME:
        return None
    return next((n for n, same in enumerate(names, 1) if any(full.startswith(wanted) for full in same)), None)
