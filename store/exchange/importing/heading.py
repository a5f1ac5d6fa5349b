"""Where the rows of a table begin, and what its columns are called: past titles, with a header of one row or two."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from store.exchange.importing.values import parse_day
from store.model.text import clean_line

Record = tuple[int, list[str] | str]
"""The line a record begins on, and its fields or what is wrong with it."""

_MOST_TITLES = 20
_LOOKED_AT = 5
"""Rows under a header that tell whether it is one."""

_LONG_FIGURES = re.compile(r"[+\d][\d ().-]{8,30}")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,3}\)?\.?")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands before the rows.

    Attributes:
        names: what the header calls the columns; empty names where there is no header.
        rows_at: the place of the first row.
        aside: lines that are neither header nor row: titles, the numbers of the columns.
    """

    names: tuple[str, ...]
    rows_at: int
    aside: tuple[str, ...] = ()


def find_heading(records: Sequence[Record]) -> Heading:
    """Find the header among the first records, of which the very first has fields."""
    whole = [fields for _line, fields in records if isinstance(fields, list)]
    usual = Counter(map(len, whole)).most_common(1)[0][0]
    used = max(reach(fields) for fields in whole if len(fields) == usual)
    at = _header_at(records, usual, used)
    names, after = _fields(records[at]), [_fields(record) for record in records[at + 1 : at + 1 + _LOOKED_AT]]
    aside = [_line_of(record) for record in records[:at]]
    if _is_row(names, after):
        return Heading(("",) * len(names), at, tuple(aside))
    if after and _is_lower_half(names, after[0], used):
        names, after = _joined(names, after[0]), after[1:]
        at += 1
    if after and _counts_columns(after[0], is_printed=bool(aside)):
        at += 1
        aside.append(_line_of(records[at]))
    return Heading(tuple(names), at + 1, tuple(aside))


def each_once(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the columns, each once, and those that were changed: a column without a name gets its number."""
    columns: dict[str, None] = {}
    renamed = []
    told = [clean_line(name) for name in names]
    taken, times = set(told), Counter[str]()
    for number, name in enumerate(told, 1):
        wanted = name or f"column {number}"
        column = wanted
        while column in columns or (column != name and column in taken):
            times[wanted] += 1
            column = f"{wanted} ({times[wanted] + 1})"
        if column != name:
            renamed.append(column)
        columns[column] = None
    return tuple(columns), tuple(renamed)


def reach(fields: Sequence[str]) -> int:
    """How many columns are used: up to the last that holds something."""
    return max((number for number, field in enumerate(fields, 1) if field), default=0)


def _header_at(records: Sequence[Record], usual: int, used: int) -> int:
    """The place of the header: the first record that fills at least half of the columns in use, two or more.

    A title with a comma in it has two fields, fewer than the rows. What comes after it must not look like a row: then
    the first record is the header after all, and the rows do not fit it.
    """
    if used < 3:
        return 0
    for at, record in enumerate(records[:_MOST_TITLES]):
        fields = _fields(record)
        filled = _filled(fields)
        if filled < 2 or filled * 2 < used or (filled == 2 and len(fields) != usual):
            continue
        after = [_fields(record) for record in records[at + 1 : at + 1 + _LOOKED_AT]]
        return 0 if _filled(_fields(records[0])) > 1 and at and _is_row(fields, after) else at
    return 0


def _is_row(fields: list[str], after: Sequence[list[str]]) -> bool:
    """Whether this is a row and no header: it has days or long figures in columns where the next rows have them too.

    In a wide sheet the days are in the header alone.
    """
    facts = [place for place, field in enumerate(fields) if _is_fact(field)]
    return bool(facts) and all(any(_is_fact(_at(row, place)) for row in after) for place in facts)


def _is_fact(field: str) -> bool:
    if _LONG_FIGURES.fullmatch(field):
        return True
    try:
        return bool(parse_day(field)) if field else False
    except ValueError:
        return False


def _is_lower_half(upper: list[str], lower: list[str], used: int) -> bool:
    """Whether a header has a second row, under merged cells: it fills their width and nothing else."""
    gaps = {place for place in range(1, used) if not _at(upper, place)}
    filled = {place for place in range(used) if _at(lower, place)}
    under = gaps | {place - 1 for place in gaps}
    return bool(gaps) and filled == under and not any(re.match(r"[\d(+]", lower[place]) for place in filled)


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    """One name of two: what stands in a merged cell goes before each name under it."""
    names: list[str] = []
    above = ""
    for place in range(max(len(upper), len(lower))):
        above, below = _at(upper, place) or above, _at(lower, place)
        names.append(f"{above} {below}" if below else _at(upper, place))
    return names


def _counts_columns(fields: list[str], *, is_printed: bool) -> bool:
    """Whether a row only numbers the columns, as printed forms do: (1), (2), (3), or 1, 2, 3 where there is a title."""
    numbers = [field for field in fields if field]
    is_form = is_printed or all("(" in number for number in numbers)
    return (
        is_form
        and len(numbers) > 2
        and all(
            _COLUMN_NUMBER.fullmatch(number) and int(number.strip("().")) == place
            for place, number in enumerate(numbers, 1)
        )
    )


def _fields(record: Record) -> list[str]:
    return record[1] if isinstance(record[1], list) else []


def _filled(fields: list[str]) -> int:
    return len(fields) - fields.count("")


def _at(fields: list[str], place: int) -> str:
    return fields[place] if place < len(fields) else ""


def _line_of(record: Record) -> str:
    return " ".join(filter(None, _fields(record)))
