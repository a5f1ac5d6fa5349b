"""What the head of a column says: the names it may go by, whose column it is, and the month or day it stands for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from store.exchange.importing.table import Table
from store.exchange.importing.values import folded, parse_day
from store.exchange.importing.words import OF_ANOTHER
from store.language.days import month_number

_FEWEST = 3
"""Columns with a month or day as their head that make a wide sheet."""

_LONGEST = 300
"""Characters of a head that is looked into: the longest question of a form. A month or day is in far less."""

_PATH = re.compile(r"\S+?(?:/|::|\.(?=[a-z_]))(\S+)")  # group/question, as forms on telephones write it
_NUMBERED = re.compile(r"^\s*(?:q\s?)?\d{1,3}[a-z]?\s*[.):]\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_FILLERS = frozenset({"bulan", "bln", "tahun", "thn", "th", "month", "year", "tanggal", "tgl"})
_HOURS = frozenset({"jam", "hour", "hours", "hr", "hrs"})
_MINUTES = frozenset({"menit", "mnt", "minute", "minutes", "min", "mins"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


@lru_cache(maxsize=10_000)
def names_of(head: str) -> tuple[str, ...]:
    """The names a head may go by, the whole first: without its number, its brackets and the groups before it."""
    if len(head) > _LONGEST:
        return ()
    bare = _BRACKETS.sub(" ", _NUMBERED.sub("", head))
    last = found[1] if (found := _PATH.fullmatch(bare.strip())) else bare
    names = (folded(head), folded(bare), folded(last.rsplit("/", 1)[-1]))
    return tuple(dict.fromkeys(name for name in names if name))


def place_among(head: str, words: tuple[str, ...]) -> int | None:
    """The place of the first of the words that the head is; None when it is none of them."""
    return next((words.index(name) for name in names_of(head) if name in words), None)


def tells(head: str, words: Iterable[str]) -> bool:
    """Whether one of the words, of two or more, stands in a head that is longer, such as a question.

    A head that names somebody else too, as the mother or the worker, or the last visit, says nothing.
    """
    told = f" {next(iter(names_of(head)), '')} "
    return any(" " in word and f" {word} " in told for word in words) and not is_of_another(head)


def is_of_another(head: str) -> bool:
    """Whether a head speaks of another than the client, or of another time."""
    return not OF_ANOTHER.isdisjoint(word for name in names_of(head) for word in name.split())


def counts_hours(head: str) -> bool:
    """Whether the numbers under a head of lengths of time are hours, as under `Lama (jam)`."""
    told = set(folded(head[:_LONGEST]).split())
    return not told.isdisjoint(_HOURS) and told.isdisjoint(_MINUTES)


def dated_heads(table: Table) -> tuple[dict[str, str], str]:
    """The columns of a wide sheet, and what the words that stand in each of their heads call them.

    Returns:
        Column -> its month (2025-01) or day (2025-01-31), empty when the table is no wide sheet; and the common words.
    """
    found, common = _months(table)
    if len(found) < _FEWEST:
        found, common = _days(table.columns) or _days_of_a_month(table), ""
    return (found, common) if len(found) >= _FEWEST else ({}, "")


def _months(table: Table) -> tuple[dict[str, str], str]:
    """The columns headed by months: `Jan 2025`, `Jan-25`, `2025-01`, or `Jan` where title or file tell one year."""
    groups: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)  # the other words -> column -> year and month
    for column in table.columns:
        told = _month(column)
        if told:
            year, month, rest = told
            groups[rest][column] = (year, month)
    if not groups:
        return {}, ""
    common, months = max(groups.items(), key=lambda group: len(group[1]))
    years = {int(year) for text in (*table.aside, table.name.replace("_", " ")) for year in _YEAR.findall(text)}
    if all(not year for year, _month in months.values()) and len(years) == 1:
        only = years.pop()
        months = {column: (only, month) for column, (_none, month) in months.items()}
    months = {column: told for column, told in months.items() if told[0]}
    if len(set(months.values())) != len(months):  # Jan-24, Jan-25, Jan-26 might be days
        return {}, ""
    name = " ".join(
        word for word in re.findall(r"[^\W_]+", next(iter(months), "")) if word.casefold() in common.split()
    )
    return {column: f"{year}-{month:02}" for column, (year, month) in months.items()}, name


def _month(head: str) -> tuple[int, int, str] | None:
    """Year, 0 where there is none, month and the other words of a head in which there is one month."""
    if len(head) > _LONGEST // 4:
        return None
    words = folded(head).split()
    names = [word for word in words if month_number(word)]
    years = [word for word in words if _YEAR.fullmatch(word)]
    short = re.fullmatch(r"\D*[a-zA-Z]{3,}\.?[-\s'’/](\d\d)", head.strip())
    rest = [word for word in words if word not in names and word not in years and word not in _FILLERS]
    if (
        not names
        and len(years) == 1
        and (found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})", head.strip()))
    ):
        month = int(found[2] or found[3])
        return (int(years[0]), month, "") if 1 <= month <= 12 else None
    if len(names) != 1 or len(years) > 1:
        return None
    if short and not years:
        return 2000 + int(short[1]), month_number(names[0]) or 0, " ".join(word for word in rest if word != short[1])
    if any(word.isdecimal() for word in rest):  # 12 Jan 2025 is a day
        return None
    return int(years[0]) if years else 0, month_number(names[0]) or 0, " ".join(rest)


def _days(columns: Iterable[str]) -> dict[str, str]:
    """The columns headed by days, in the one order in which all of them are days."""
    columns = [column for column in columns if column[:1].isalnum() and any(char.isdecimal() for char in column[:30])]
    first, second = (
        {column: day.isoformat() for column in columns if (day := _day(column, month_first))}
        for month_first in (False, True)
    )
    if first == second or len(first) > len(second):
        return first
    return second if len(second) > len(first) else {}


def _day(head: str, month_first: bool) -> date | None:
    try:
        return parse_day(head, month_first=month_first)
    except ValueError:
        return None


def _days_of_a_month(table: Table) -> dict[str, str]:
    """The columns 1 to 28 or more of an attendance list, where its title tells the month."""
    numbers = {column: int(column) for column in table.columns if re.fullmatch(r"\d{1,2}", column)}
    told = {
        (int(years[0]), month)
        for text in (*table.aside, table.name.replace("_", " "))
        if len(years := _YEAR.findall(text)) == 1
        for word in folded(text).split()
        if (month := month_number(word))
    }
    if len(numbers) < 28 or list(numbers.values()) != list(range(1, len(numbers) + 1)) or len(told) != 1:
        return {}
    year, month = told.pop()
    return {
        column: f"{year}-{month:02}-{number:02}" for column, number in numbers.items() if _exists(year, month, number)
    }


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def whole_heads(columns: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> list[tuple[int, int, str, str]]:
    """Each head that is a word of a field, surest first: place among the words, place in the table, column, field."""
    return sorted(
        (rank, place, column, field)
        for place, column in enumerate(columns)
        for field, names in words.items()
        if (rank := place_among(column, names)) is not None
    )
