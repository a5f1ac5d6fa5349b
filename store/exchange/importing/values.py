"""Reading days, numbers, lengths of time and codes as people and other programs write them.

Never guesses between two meanings: what could be read in two ways is refused, or read in the one way the map states.
"""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache

from store.exchange.importing.words import CODE_WORDS
from store.language import _
from store.language.days import month_number, weekday_number
from store.language.quoting import quoted
from store.model.codes import Vocabulary
from store.model.text import clean_line

_LONGEST = 80  # characters: what is longer is no day, number or code, and need not be searched for one
_YEARS = range(1850, 2150)  # a year outside is a slip of the hand, not a day in somebody's life
_AHEAD = 2  # a year of two figures is one of this century, unless it lies farther ahead than that
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})[\s/-]+([a-z]+)\.?,?[\s/-]+(\d{4}|\d{2})")
_MONTH_DAY = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WEEKDAY = re.compile(r"([a-z'’]{3,9})\.?,?\s+(.+)")
_CLOCK = re.compile(
    r"(?P<day>.+?)(?:t|[\s,]+(?:(?:pukul|jam|at)\s+)?)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2})(?:\.\d+)?)?\s?(?P<half>am|pm)?\s?(?:gmt|utc)?(?P<zone>(?<=gmt)|(?<=utc)|z|wib|wita|wit|[+-]\d{1,2}(?::?\d{2})?)?"
)
_ZONES = {"z": "+00:00", "": "+00:00", "wib": "+07:00", "wita": "+08:00", "wit": "+09:00"}
_NAME_YEAR = re.compile(r"([a-z]+)\.?[\s/-]+(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[\s/.-]+(\d{1,2}|[a-z]+)")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-](\d{4})")
_CURRENCY = re.compile(r"^(?:rp|idr)\.?\s*|\s*%$|,-$", re.IGNORECASE)
_PLAIN = {
    ",": re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:,(\d+))?"),
    ".": re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.(\d+))?"),
}
_LENGTH = re.compile(
    r"(?:(\d[\d.,]*)\s*(?:jam|j|hours?|hrs?|h))?\s*(?:(\d{1,5})\s*(?:menit|mnt|minutes?|mins?|m|['’])?)?"
)
_HOURS = re.compile(r"(\d{1,2}):([0-5]\d)(?::00)?")
_BARE = re.compile(r"\d[\d.,]*")


def parse_day(text: str, *, month_first: bool = False, today: date | None = None) -> date:
    """A day from `2026-11-20`, `20-11-2026`, `20/11/2026`, `20 November 2026`, `20 Agustus 2026`, `Nov 20, 2026`.

    The name of its weekday may stand before it. A year may have two figures (`16-Sep-22`, `20/11/26`): it is one of
    this century, unless it lies more than two years ahead.

    Args:
        text: the day, in one of these forms; a time of day and a zone after it are left
            aside: the day is the one that is written.
        month_first: read `11/20/2026` as Americans write it; otherwise the day comes first.
        today: by which the century is known; the day it is where nothing is said.

    Raises:
        ValueError: with a sentence; the text is no day.
    """
    return parse_moment(text, month_first=month_first, today=today).date()


def parse_birth(text: str, *, month_first: bool = False, today: date | None = None) -> date:
    """The same for a day of birth, which is not ahead: a year of two figures that fits both centuries is refused.

    Raises:
        ValueError: with a sentence; the text is no day, or could be two.
    """
    today = today or date.today()
    day = parse_day(text, month_first=month_first, today=today)
    if not re.search(r"\d{4}", text):  # the year has two figures
        late = day if day.year >= 2000 else _moved(day, 100)
        if late <= today:
            raise ValueError(
                _("{given} can be a day of either century; write its year with four figures.").format(
                    given=quoted(text)
                )
            )
        return _moved(late, -100)
    return day


def parse_moment(text: str, *, month_first: bool = False, today: date | None = None) -> datetime:
    """The same with the time of day that may follow (`2026-11-20T09:30`, `20/11/2026 09.30`); midnight when none does.

    A zone after the time (`Z`, `+07:00`, `GMT+7`, `WIB`) is kept with it; without one the moment has none.

    Raises:
        ValueError: with a sentence; the text is no day.
    """
    wanted = clean_line(text)
    try:
        return _moment(wanted.lower() if len(wanted) <= _LONGEST else "", month_first, today or date.today())
    except (ValueError, OverflowError):  # such a day or time does not exist, or it is none
        raise ValueError(_("{given} is not a date; write it as 2026-11-20.").format(given=quoted(wanted))) from None


def parse_month(text: str) -> date | None:
    """The first day of a month, from `March 2010`, `Jan 2025`, `Januari 2025`, `2025-01` or `01/2025`; else None."""
    wanted = clean_line(text).lower() if len(text) <= _LONGEST else ""
    year = month = 0
    if found := _NAME_YEAR.fullmatch(wanted):
        year, month = int(found[2]), month_number(found[1]) or 0
    elif found := _YEAR_MONTH.fullmatch(wanted):
        year, month = int(found[1]), int(found[2]) if found[2].isdecimal() else month_number(found[2]) or 0
    elif found := _MONTH_YEAR.fullmatch(wanted):
        year, month = int(found[2]), int(found[1])
    return date(year, month, 1) if year in _YEARS and 1 <= month <= 12 else None


def parse_number(text: str, decimal: str = ".") -> float:
    """A number from `1234.5`, `1,234.5`, `12 %`, `Rp 1.500.000,50`.

    Args:
        text: the number; a percent sign or Rupiah is left aside.
        decimal: what parts the whole from its parts, `.` or `,`. The other one groups thousands, three figures each:
            `4.5` is no number where the comma is the decimal sign.

    Raises:
        ValueError: with a sentence; the text is no such number.
    """
    wanted = clean_line(text).replace("−", "-")
    found = _PLAIN[decimal].fullmatch(_CURRENCY.sub("", wanted).strip()) if len(wanted) <= _LONGEST else None
    number = float(f"{found[1]}{re.sub('[ .,]', '', found[2])}.{found[3] or '0'}") if found else math.inf
    if not math.isfinite(number):
        raise ValueError(
            _("{given} is not a number; write it as {example}.").format(given=quoted(wanted), example=f"1234{decimal}5")
        )
    return number


def parse_minutes(text: str, decimal: str = ".", *, in_hours: bool = False) -> int:
    """A length of time in minutes, from `90`, `45 menit`, `1,5 jam`, `1 jam 30 menit`, `1h30` or `1:30`.

    Args:
        text: the length.
        decimal: as for `parse_number`.
        in_hours: a number alone counts hours; otherwise minutes.

    Raises:
        ValueError: with a sentence; the text is no length of time.
    """
    wanted = clean_line(text)
    lower = wanted.lower() if len(wanted) <= _LONGEST else ""
    if found := _HOURS.fullmatch(lower):
        return int(found[1]) * 60 + int(found[2])
    found = _LENGTH.fullmatch(lower)
    try:
        if in_hours and _BARE.fullmatch(lower):
            return round(parse_number(lower, decimal) * 60)
        if found and (found[1] or found[2]):
            return round(parse_number(found[1] or "0", decimal) * 60) + int(found[2] or 0)
    except ValueError:
        pass
    raise ValueError(_("{given} is not a length of time; write it as 90 or 1:30.").format(given=quoted(wanted)))


def parse_code(text: str, vocabulary: type[Vocabulary], translations: Mapping[str, str] | None = None) -> Vocabulary:
    """A code from its own name, its label in either language, a word strangers use, or what a map file says.

    Args:
        text: what stands in the file.
        vocabulary: the closed list.
        translations: value in the file -> code; upper and lower case are the same. They go before all else.

    Raises:
        ValueError: with a sentence that lists the codes there are.
    """
    wanted = clean_line(text)
    lower = wanted.casefold()
    for value, code in (translations or {}).items():
        if clean_line(value).casefold() == lower:
            return vocabulary.of(code)
    known = find_code(wanted, vocabulary)
    if known is None:
        raise ValueError(
            _("{given} is not known here; there are {choices}.").format(
                given=quoted(wanted), choices=", ".join(vocabulary)
            )
        )
    return known


def find_code(text: str, vocabulary: type[Vocabulary]) -> Vocabulary | None:
    """The code that a text names by itself; None when it names none."""
    return _names(vocabulary).get(folded(text)) if len(text) <= 2 * _LONGEST else None


def is_own_name(text: str, code: Vocabulary) -> bool:
    """Whether a text is a code itself, or its label in either language: then it says no more than the code does."""
    return _own_names(type(code)).get(folded(text)) is code


def folded(text: str) -> str:
    """Words and figures alone, in lower case, one space between: how heads and codes are compared."""
    return " ".join(re.findall(r"[^\W_]+", clean_line(text).casefold()))


@cache
def _own_names(vocabulary: type[Vocabulary]) -> dict[str, Vocabulary]:
    return {folded(name): member for member in vocabulary for name in (member.value, *member.labels)}


@cache
def _names(vocabulary: type[Vocabulary]) -> dict[str, Vocabulary]:
    """Every name of every code: what is written in a book, what a screen shows in either language, and other words."""
    others = {word: vocabulary.of(code) for word, code in CODE_WORDS.get(vocabulary, {}).items()}
    return others | _own_names(vocabulary)


def _moment(text: str, month_first: bool, today: date) -> datetime:
    """As `parse_moment`.

    Raises:
        ValueError: bare; the text is no day.
    """
    weekday = None
    if (found := _WEEKDAY.fullmatch(text)) and (weekday := weekday_number(found[1].replace("'", "").replace("’", ""))):
        text = found[2]
    clock = time()
    if found := _CLOCK.fullmatch(text):
        text, clock = found["day"], _clock(found)
    day = date(*_numbers(text, month_first, today))
    if day.year not in _YEARS or weekday not in (None, day.isoweekday()):  # a day that is no Friday is a slip
        raise ValueError
    return datetime.combine(day, clock)


def _clock(found: re.Match[str]) -> time:
    hour, half, zone = int(found["hour"]), found["half"], found["zone"]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if half == "pm" else 0)
    if zone is not None:
        zone = re.sub(r"^([+-])(\d)(?!\d)", r"\g<1>0\2", _ZONES.get(zone, zone))
    return time.fromisoformat(f"{hour:02}:{found['minute']}:{found['second'] or '00'}{zone or ''}")


def _numbers(text: str, month_first: bool, today: date) -> tuple[int, int, int]:
    """Year, month and day; of one that is no month the number is 0.

    Raises:
        ValueError: bare; the text has none of the forms.
    """
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _YEAR_LAST.fullmatch(text):
        day, month = (found[2], found[1]) if month_first else (found[1], found[2])
        return _year(found[3], today), int(month), int(day)
    if found := _DAY_MONTH.fullmatch(text):
        return _year(found[3], today), month_number(found[2]) or 0, int(found[1])
    if found := _MONTH_DAY.fullmatch(text):
        return int(found[3]), month_number(found[1]) or 0, int(found[2])
    raise ValueError


def _year(figures: str, today: date) -> int:
    year = int(figures)
    if len(figures) > 2:
        return year
    return year + (2000 if year + 2000 <= today.year + _AHEAD else 1900)


def _moved(day: date, years: int) -> date:
    """The same day in another year.

    Raises:
        ValueError: bare; that year has no such day.
    """
    return day.replace(year=day.year + years)
