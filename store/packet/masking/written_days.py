"""Days written in free text: `12 November 2026`, `12/11/26`, `tgl 12 Nov`, `Nov 12, 2026`, `12 s/d 14 Nov`.

They are told anew, as the packet tells days, so that no real day stands beside one that was moved. The day comes before
the month, as in Indonesia. What looks like a day and is none (31/02/2026) is told as `[DATE]`. A year, or a month with
its year, stays.
"""

import re
from collections.abc import Callable
from datetime import date

from store.language import N_
from store.language.days import month_number
from store.packet.masking.spans import DAY_RANK, Span

UNKNOWN = N_("[DATE]")
"""What stands for a day that cannot be told."""

Tell = Callable[[date], str]

# The name of a month, in either language, in full or short.
MONTH = (
    r"(?:januar[iy]|jan|februar[iy]|pebruari|feb|peb|maret|march|mar|april|apr|mei|may|jun[ie]|jun|jul[iy]|jul|agustus"
    r"|agust|august|agu|agt|ags|aug|september|sept|sep|oktober|october|okt|oct|nopember|november|nop|nov|desember"
    r"|december|des|dec)(?![^\W\d_])"
)
_RUN = re.compile(r"\d+")
_FIGURES_OF_ONE = (1, 2, 4)  # a day has one or two figures, and a year that stands first four
_ALONE = r"(?<![\w/-])(?<!\d[.,])"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_TO = r"\s?(?:[-–]|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|until|to|dan|and|&)\s?"
_NAMED = re.compile(
    rf"{_ALONE}(?:(?P<first>\d{{1,2}})(?P<to>{_TO}))?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s./-]{{0,3}}(?:of\s)?(?P<month>{MONTH})\.?"
    rf"(?:[\s./,-]{{0,3}}(?P<year>{_YEAR})|[./-](?P<short>\d\d)|\s(?P<last>\d\d)(?=\s*(?:[,;)\n]|\.(?!\d)|$)))?"
    r"(?!\w|[/:]\d)",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    rf"{_ALONE}(?P<day>\d{{1,2}})\s?(?P<joint>[-/.])\s?(?P<month>\d{{1,2}})\s?(?P=joint)\s?"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?!\w|[/.-]\d)"
)
_YEAR_FIRST = re.compile(
    rf"{_ALONE}(?P<year>(?:19|20)\d\d)(?P<joint>[-/.])(?P<month>\d{{1,2}})(?P=joint)(?P<day>\d{{1,2}})(?!\d|[/.-]\d)"
)
_MONTH_BEFORE = re.compile(rf"(?<!\w)(?P<month>{MONTH})\.?\s{{1,3}}$", re.IGNORECASE)
_DAY_BEHIND = re.compile(
    r"(?P<day>\d{1,2})(?P<ordinal>st|nd|rd|th)?(?:,?\s{0,2}(?P<year>(?:19|20)\d\d))?(?!\w|[/.,:-]\d)", re.IGNORECASE
)
_SAID_BEFORE = re.compile(  # only behind a word for a day are two figures one: tgl 12/11
    r"(?<!\w)(?:tgl|tanggal|tggl|date|senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday)\.?,?\s{0,3}$",
    re.IGNORECASE,
)
_TWO_FIGURES = re.compile(
    r"(?P<day>\d{1,2})(?:[-/]|\s(?=\d{1,2}\s(?:19|20)\d\d))(?P<month>\d{1,2})(?:\s(?P<year>(?:19|20)\d\d))?(?!\w|[/.:-]\d)"
)
_REACH = 16  # how far before its figures the word for a month or day begins
# What follows a number that is a count.
COUNTED = re.compile(
    r"\s?(?:orang|org|anak|kali|x|jam|hari|minggu|bulan|tahun|keluarga|kk|rumah|ribu|juta|persen|%|kg|porsi|jiwa|siswa"
    r"|people|children|times|hours|days|weeks|months|years|families)(?!\w)",
    re.IGNORECASE,
)
_MAY_DO = re.compile(r"\s[a-z]")


def find(text: str, tell: Tell, near: date | None = None) -> list[Span]:
    """The days in a text, each with the way it is told.

    Args:
        text: to be read.
        tell: how a day is told.
        near: the day the text is about: a day without a year is the one nearest to it; without it, it is `UNKNOWN`.
    """
    found: list[Span] = []
    for run in _RUN.finditer(text):
        at, end = run.span()
        if end - at not in _FIGURES_OF_ONE or (found and at < found[-1].end):
            continue
        span = _named(text, at, tell, near) or _in_figures(text, at, tell, near) or _month_first(text, at, tell, near)
        if span:
            found.append(span)
    return found


def _named(text: str, at: int, tell: Tell, near: date | None) -> Span | None:
    """`12 November 2026`, `12-14 Nov`, `12-nov-26`."""
    each = _NAMED.match(text, at)
    if not each or int(each["day"]) > 31:
        return None
    month, year = each["month"], each["year"] or each["short"] or each["last"]
    if month == "may" and not year and _MAY_DO.match(text, each.end()):
        return None  # 12 may come
    told = _told(_day(each["day"], month, year, near), tell)
    if not each["first"]:
        return Span(at, each.end(), told, DAY_RANK)
    if 0 < int(each["first"]) < int(each["day"]):
        return Span(at, each.end(), _told(_day(each["first"], month, year, near), tell) + each["to"] + told, DAY_RANK)
    return Span(each.start("day"), each.end(), told, DAY_RANK)


def _in_figures(text: str, at: int, tell: Tell, near: date | None) -> Span | None:
    """`12/11/2026`, `2026-11-12`, `tgl 12/11`."""
    each = _FIGURES.match(text, at) or _YEAR_FIRST.match(text, at)
    if each and each["joint"] == "." and int(each["month"]) > 12:
        return None  # 08.30.15
    if not each and (each := _TWO_FIGURES.match(text, at)):
        is_said = each["year"] or _SAID_BEFORE.search(text[max(0, at - _REACH) : at])
        each = each if is_said else None
    if not each or not _may_be(int(each["day"]), int(each["month"])):
        return None
    return Span(at, each.end(), _told(_day(each["day"], each["month"], each["year"], near), tell), DAY_RANK)


def _month_first(text: str, at: int, tell: Tell, near: date | None) -> Span | None:
    """`November 12, 2026`, `Nov 12`."""
    before, behind = _MONTH_BEFORE.search(text[max(0, at - _REACH) : at]), _DAY_BEHIND.match(text, at)
    if not before or not behind or not 0 < int(behind["day"]) < 32:
        return None
    if not behind["year"] and not behind["ordinal"] and COUNTED.match(text, behind.end()):
        return None  # bulan Mei 12 anak
    told = _told(_day(behind["day"], before["month"], behind["year"], near), tell)
    return Span(at - len(before[0]), behind.end(), told, DAY_RANK)


def _told(day: date | None, tell: Tell) -> str:
    return tell(day) if day else UNKNOWN


def _may_be(day: int, month: int) -> bool:
    """Whether these figures are meant as a day, even where there is none such."""
    return 0 < day < 32 and 0 < month < 32 and min(day, month) < 13


def _day(day: str, month: str, year: str | None, near: date | None) -> date | None:
    """The day that is meant, or None: there is none, or its year is not known."""
    number, named = int(day), int(month) if month.isdecimal() else month_number(month) or 0
    if named > 12 >= number:  # as Americans write it
        number, named = named, number
    if year:
        return _real(_full(int(year.strip("'’"))), named, number)
    if near is None:
        return None
    days = [_real(each, named, number) for each in range(near.year - 1, near.year + 2)]
    return min((each for each in days if each), key=lambda each: abs(each - near), default=None)


def _full(year: int) -> int:
    """A year of two figures in full: up to 69 of this century."""
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
