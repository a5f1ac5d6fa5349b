"""Which column a field takes: the one whose head is most surely it, and whose values are such as the field has."""

import re
from collections.abc import Callable, Container, Mapping
from functools import partial
from typing import TypeVar

from store.exchange.importing.evidence import Values
from store.exchange.importing.heads import counts_hours, is_of_another, names_of, tells, whole_heads
from store.exchange.importing.mapping import CODED, DAYS, EVENT_CODED
from store.exchange.importing.values import folded
from store.exchange.importing.words import CASE_WORDS, EVENT_WORDS, ONE_DAY_OF_MANY, PHRASED

T = TypeVar("T")

Seen = dict[str, Values]
"""Column -> what its values say."""

Words = Mapping[str, tuple[str, ...]]
"""Field -> the heads it has elsewhere."""

IDENTITY = ("key", "alias", "client_name")
"""What a case is known by."""

MOST = 0.6
"""The share of known words from which on a column is one of codes; the other words are asked for."""

_SPEAKING = ("sex", "phase", "reason")
"""Fields whose codes are words so much their own that a column of them needs no head."""

_COUNTS_DAYS = re.compile(r"\b(?:hari|days?)\b")


def case_columns(seen: Seen, *, is_log: bool) -> dict[str, str]:
    """Column -> field of a case.

    Args:
        seen: the columns that may be taken.
        is_log: each row is a thing done for a case: by what the case is known is settled then, and the day of a row is
            not that of the intake.
    """
    words: Words = CASE_WORDS
    if is_log:
        opened = tuple(word for word in CASE_WORDS["opened"] if word not in ONE_DAY_OF_MANY)
        words = {field: names for field, names in CASE_WORDS.items() if field not in IDENTITY} | {"opened": opened}
    taken = _taken(seen, words, partial(_fits_case, is_log=is_log))
    return taken | _by_codes(without(seen, taken), taken)


def identity_columns(seen: Seen) -> dict[str, str]:
    """Column -> by what of it a case is known, whether rows come back to the same case or not."""
    return _taken(seen, {field: CASE_WORDS[field] for field in IDENTITY}, partial(_fits_case, is_log=True))


def event_columns(seen: Seen) -> dict[str, str]:
    """Column -> field of an event, but for its key."""
    return _taken(seen, {field: words for field, words in EVENT_WORDS.items() if field != "key"}, _fits_event)


def event_key(seen: Seen) -> dict[str, str]:
    """The column by which each row is known, if there is one."""
    return _taken(seen, {"key": EVENT_WORDS["key"]}, _fits_event)


def without(seen: dict[str, T], taken: Container[str]) -> dict[str, T]:
    """The columns that are not taken."""
    return {column: what for column, what in seen.items() if column not in taken}


def _taken(seen: Seen, words: Words, fits: Callable[[str, str, Values], bool]) -> dict[str, str]:
    """Column -> field: by the whole head, else by a phrase that stands in one head only."""
    taken: dict[str, str] = {}
    for _rank, _place, column, field in whole_heads(seen, words):
        if column not in taken and field not in taken.values() and fits(field, column, seen[column]):
            taken[column] = field
    for field, names in words.items():
        told = [column for column in seen if tells(column, names)] if field in PHRASED - set(taken.values()) else []
        if len(told) == 1 and told[0] not in taken and seen[told[0]].filled and fits(field, told[0], seen[told[0]]):
            taken[told[0]] = field
    return taken


def _by_codes(seen: Seen, taken: Mapping[str, str]) -> dict[str, str]:
    """Columns taken by their values alone: nearly all of them codes of one field, and of one column only."""
    found: dict[str, str] = {}
    for field in _SPEAKING:
        coded = [column for column, values in seen.items() if _is_all_codes(column, values, field)]
        if len(coded) == 1 and field not in taken.values():
            found[coded[0]] = field
    return found


def _is_all_codes(column: str, values: Values, field: str) -> bool:
    is_all = values.are(values.codes(CODED[field]), 0.95) and values.different_codes(CODED[field]) > 1
    return is_all and not is_of_another(column)


# Do the values fit?


def _fits_case(field: str, column: str, values: Values, *, is_log: bool) -> bool:
    if not values.filled:
        return field not in IDENTITY
    if field in CODED:
        return _has_codes(field, column, values)
    if field == "key":
        return _is_key(values) and (is_log or values.different >= 0.9 * values.filled)
    return _fits(field, values)


def _fits_event(field: str, column: str, values: Values) -> bool:
    if field in EVENT_CODED:
        return values.are(values.codes(EVENT_CODED[field]), MOST)
    if field == "key":
        return bool(values.filled) and values.different == values.rows
    if field == "minutes" and values.numbers and _COUNTS_DAYS.search(folded(column)):
        return False  # 2 under "days" is not two minutes
    if field == "minutes" and counts_hours(column):
        return values.are(max(values.lengths, values.numbers))
    return bool(values.filled) and _fits(field, values)


def _fits(field: str, values: Values) -> bool:
    """Whether values are such as the field has, whatever the head says."""
    match field:
        case "born":
            return values.are(values.births)
        case "client_name":
            return values.are(values.names, 0.6) and not values.are(values.contacts, 0.1)
        case "age":
            return values.are(values.ages)
        case "nik":
            return values.are(values.identity_numbers)
        case "contact":
            return values.are(values.contacts)
        case "minutes":
            return values.are(values.lengths)
        case _ if field in DAYS or field == "date":
            return values.are(values.days, 0.6)
        case _:
            return values.are(values.words, 0.5)


def _has_codes(field: str, column: str, values: Values) -> bool:
    """Whether enough of the values are codes. Where the head has several words, one: the others are mapped by hand."""
    known = values.codes(CODED[field])
    is_plain = any(" " in name and name in CASE_WORDS[field] for name in names_of(column))
    return known > 0 if is_plain else values.are(known, 0.5)


def _is_key(values: Values) -> bool:
    """Whether something could be what a case is known by elsewhere: short, and no telephone, NIK or day."""
    figures = max(values.contacts, values.identity_numbers, values.days)
    return values.filled * 2 >= values.rows and values.typical_length <= 40 and not values.are(figures, 0.3)
