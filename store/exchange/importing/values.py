"""Reading days, moments and codes as people and other programs write them. Never guesses between two meanings."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from store.language import _
from store.language.days import month_number
from store.model.codes import Vocabulary
from store.model.text import clean_line

_YEARS = range(1850, 2150)  # a year outside is a slip of the hand, not a day in somebody's life
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2})[\s-]+([a-z]+)\.?,?[\s-]+(\d{4})")
_MONTH_DAY = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_CLOCK = re.compile(r"(.+?)[T\s,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?")


def parse_day(text: str, *, month_first: bool = False) -> date:
    """A day from `2026-11-20`, `20-11-2026`, `20/11/2026`, `20 November 2026`, `20 Agustus 2026` or `November 20 2026`.

    Args:
        text: the day, in one of these forms; a time of day and a zone after it are left
            aside: the day is the one that is written.
        month_first: read `11/20/2026` as Americans write it; otherwise the day comes first.

    Raises:
        ValueError: with a sentence; the text is no day.
    """
    return parse_moment(text, month_first=month_first).date()


def parse_moment(text: str, *, month_first: bool = False) -> datetime:
    """The same with the time of day that may follow (`2026-11-20T09:30`, `20/11/2026 09.30`); midnight when none does.

    A zone after the time (`Z`, `+07:00`) is kept with it; without one the moment has none.

    Raises:
        ValueError: with a sentence; the text is no day.
    """
    wanted = clean_line(text)
    try:
        found = _CLOCK.fullmatch(wanted)
        if found and (numbers := _numbers(found[1].lower(), month_first)):
            clock = f"{found[2]:0>2}:{found[3]}:{found[4] or '00'}{found[5] or ''}"
            return datetime.combine(_day(*numbers), time.fromisoformat(clock))
        if numbers := _numbers(wanted.lower(), month_first):
            return datetime.combine(_day(*numbers), time())
    except ValueError:
        pass  # such a day or time does not exist
    raise ValueError(_("{given} is not a date; write it as 2026-11-20.").format(given=repr(wanted[:60])))


def _day(year: int, month: int, day: int) -> date:
    if year not in _YEARS:
        raise ValueError
    return date(year, month, day)


def _numbers(text: str, month_first: bool) -> tuple[int, int, int] | None:
    """Year, month and day."""
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _YEAR_LAST.fullmatch(text):
        day, month = (found[2], found[1]) if month_first else (found[1], found[2])
        return int(found[3]), int(month), int(day)
    if found := _DAY_MONTH.fullmatch(text):
        return int(found[3]), month_number(found[2]) or 0, int(found[1])
    if found := _MONTH_DAY.fullmatch(text):
        return int(found[3]), month_number(found[1]) or 0, int(found[2])
    return None


def parse_code(text: str, vocabulary: type[Vocabulary], translations: Mapping[str, str] | None = None) -> Vocabulary:
    """A code from its own name, its label in the language in use, or the translation a map file gives.

    Args:
        text: what stands in the file.
        vocabulary: the closed list.
        translations: value in the file -> code; upper and lower case are the same.

    Raises:
        ValueError: with a sentence that lists the codes there are.
    """
    wanted = clean_line(text)
    folded = wanted.casefold()
    for value, code in (translations or {}).items():
        if clean_line(value).casefold() == folded:
            return vocabulary.of(code)
    for member in vocabulary:
        if folded in (member.value.casefold(), member.value.replace("_", " ").casefold(), member.label.casefold()):
            return member
    raise ValueError(
        _("{given} is not known here; there are {choices}.").format(
            given=repr(wanted[:60]), choices=", ".join(vocabulary)
        )
    )
