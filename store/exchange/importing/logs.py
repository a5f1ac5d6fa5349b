"""Several rows a case: telling a table of what was done from one of cases."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from store.exchange.importing.evidence import Values
from store.exchange.importing.fitting import MOST, Seen, event_columns, event_key, identity_columns, without
from store.exchange.importing.heads import names_of, place_among
from store.exchange.importing.mapping import DAYS
from store.exchange.importing.table import Table
from store.exchange.importing.words import CASE_WORDS, EVENT_WORDS, EVENTS_ALONE, LOOSE_KEYS
from store.model.codes import ContactMode, ContactOutcome

LONG_TEXT = 20
"""Characters on average of what is taken for text where the head does not say so."""

_OF_A_BIRTH = re.compile(r"lahir|birth|born|\bdob\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Log:
    """What was found of a table of what was done.

    Attributes:
        who: column -> by what of it the case is known.
        events: column -> field of an event.
    """

    who: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)


def find_log(table: Table, seen: Seen) -> Log | None:
    """The columns of what was done, when each row is a thing done for a case; None when each row is a case.

    It is so when there is a day and rows come back to the same cases, or the heads are of what only is done (such as
    "visit date" or "activity").
    """
    found = event_columns(seen)
    who = identity_columns(without(seen, found))
    if not _is_key(table, who):
        who = {column: what for column, what in who.items() if what != "key"}
    columns = {what: column for column, what in who.items()}
    by_key, by_name = _come_back({what: seen[column] for what, column in columns.items()}, columns.get("key", ""))
    if by_name and "key" in columns:
        del who[columns["key"]]  # different in each row: it is the key of the row
    if by_key or by_name:
        rest = without(seen, who | found)
        found |= {} if "date" in found.values() else _only_day(rest)
        found |= {} if "text" in found.values() else _longest_text(without(rest, found))
    elif not who or not _has_heads_of_events(found):
        return None
    if "date" not in found.values():
        return None
    found |= {} if "outcome" in found.values() else _outcome(without(seen, who | found))
    return Log(who, _as_codes(seen, found) | event_key(without(seen, who | found)))


def _is_key(table: Table, who: Mapping[str, str]) -> bool:
    """Whether the key is one of cases: under a head that may be any key, each goes with one name."""
    key = next((column for column, what in who.items() if what == "key"), "")
    if not key or place_among(key, LOOSE_KEYS) is None:
        return bool(key)
    names = [column for column, what in who.items() if what != "key"]
    pairs = {(row.cells[key], row.cells[names[0]]) for row in table.rows} if names else set()
    keys = {told for told, _name in pairs}
    return bool(names) and len(pairs) <= 1.1 * len(keys)


def _has_heads_of_events(found: Mapping[str, str]) -> bool:
    """Whether a head is of what only is done, and what was done is told."""
    is_told = not {"text", "kind", "mode"}.isdisjoint(found.values())
    return is_told and any(name in EVENTS_ALONE for column in found for name in names_of(column))


def lasting(table: Table, who: Mapping[str, str], facts: Mapping[str, str]) -> dict[str, str]:
    """Those of the columns that are facts of the case: what changes between its rows belongs to what was done."""
    told: dict[tuple[str, str], str] = {}
    names = sorted(who, key=lambda column: who[column] != "key")[:1]
    changing = {
        column
        for row in table.rows
        for column in facts
        if row.cells[column] and told.setdefault((column, row.cells[names[0]]), row.cells[column]) != row.cells[column]
    }
    return without(dict(facts), changing)


def _come_back(who: Mapping[str, Values], head_of_key: str) -> tuple[bool, bool]:
    """Whether rows come back to the same cases, by their keys, or else by their names.

    Names come back by chance too, but not that often; and not where each row has a case number of its own.
    """
    key = who.get("key")
    if key and key.different * 1.2 <= key.filled and key.filled - key.different > 1:
        return True, False
    if key and key.different == key.filled and place_among(head_of_key, EVENT_WORDS["key"]) is None:
        return False, False
    names = [values for what, values in who.items() if what != "key"]
    return False, any(values.filled > 3 and values.different * 1.5 <= values.filled for values in names)


def _only_day(seen: Seen) -> dict[str, str]:
    """The one column of days that is no other day of the case."""
    others = tuple(word for what in DAYS if what != "opened" for word in CASE_WORDS[what])
    days = [
        column
        for column, values in seen.items()
        if values.are(values.days) and not _OF_A_BIRTH.search(column) and place_among(column, others) is None
    ]
    return {days[0]: "date"} if len(days) == 1 else {}


def _longest_text(seen: Seen) -> dict[str, str]:
    """The column with the longest texts, if they are texts and longer than all others."""
    texts = sorted(
        (
            (values.typical_length, column)
            for column, values in seen.items()
            if values.are(values.words) and values.typical_length >= LONG_TEXT
            and values.different * 2 > values.filled
        ),
        reverse=True,
    )  # fmt: skip
    if not texts or (len(texts) > 1 and texts[1][0] * 1.5 > texts[0][0]):
        return {}
    return {texts[0][1]: "text"}


def _outcome(seen: Seen) -> dict[str, str]:
    """The one column whose values say whether somebody was reached, whatever its head is."""
    told = [
        column
        for column, values in seen.items()
        if values.are(values.codes(ContactOutcome), MOST) and values.different_codes(ContactOutcome) > 1
    ]
    return {told[0]: "outcome"} if len(told) == 1 else {}


def _as_codes(seen: Seen, found: dict[str, str]) -> dict[str, str]:
    """What was done as a mode of contact where most values are one; what came of it as a code where every value is."""
    better = {"kind": ("mode", ContactMode, MOST), "text": ("outcome", ContactOutcome, 1)}
    coded = {
        column: better[what][0]
        for column, what in found.items()
        if what in better and better[what][0] not in found.values()
        and seen[column].are(seen[column].codes(better[what][1]), better[what][2])
    }  # fmt: skip
    return found | coded
