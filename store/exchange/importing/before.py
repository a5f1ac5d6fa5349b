"""What a table has in common with the book: cases imported before, what is said otherwise now, the same people."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from store.exchange.importing.account import Account
from store.exchange.importing.known import Known
from store.exchange.importing.mapping import ImportMap
from store.exchange.importing.measured import target_of
from store.exchange.importing.report import line_numbers
from store.exchange.importing.rows import Reader, Told, digest, filled, fingerprint
from store.exchange.importing.table import Row, Table
from store.exchange.importing.values import folded
from store.language import _
from store.model.case import Case
from store.model.codes import Phase, Status
from store.model.text import clean_block, clean_line

_ENOUGH = 2
"""Cases that two tables must have in common to be the same one."""

_ORDER = list(Phase)
_NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")


def earlier_name(known: Known, mapping: ImportMap, table: Table, own_name: str) -> str:
    """Under which name the cases of a table were imported before; its own name where they were not.

    It is another name when keys of the table occur there, and the client or the alias is the same for all of them.

    Args:
        known: the book.
        mapping: which column is what.
        table: of cases, or of cases and their events.
        own_name: what the table itself is called.
    """
    told = _who_by_key(known, mapping, table) if known.by_key else {}
    if any(clean_line(f"{own_name}:{key}") in known.by_source for key in told):
        return own_name
    agreeing: defaultdict[str, list[bool]] = defaultdict(list)
    for key, who in told.items():
        for case in known.by_key.get(key, ()):
            is_same = not who.isdisjoint({("alias", folded(case.alias)), ("client_name", folded(case.client_name))})
            agreeing[case.imported_from.removesuffix(f":{key}")].append(is_same)
    enough = min(_ENOUGH, len(told))
    same = {name: len(each) for name, each in agreeing.items() if all(each) and len(each) >= enough}
    return max(same, key=lambda name: same[name], default=own_name)


def _who_by_key(known: Known, mapping: ImportMap, table: Table) -> dict[str, set[tuple[str, str]]]:
    """What each case is known by -> its alias and its client, of those that have one of them."""
    about = Reader(mapping.cases, mapping, known.at, events=False)
    events = Reader(mapping.events, mapping, known.at, events=True)
    is_log = bool(mapping.events.columns) and not mapping.events_file
    told: dict[str, set[tuple[str, str]]] = {}
    for row in table.rows:
        names = {name: clean_line(about.text(name, row)) for name in ("alias", "client_name")}
        key = clean_line(about.text("key", row) or (events.text("case", row) if is_log else ""))
        if any(names.values()):
            without_key = digest((names["alias"] or names["client_name"]).casefold()) if is_log else ""
            key = key or without_key or fingerprint(row, without=mapping.days)
            told.setdefault(key, {(name, folded(text)) for name, text in names.items() if text})
    return told


def differs(known: Known, case: Case, told: Told, columns: Mapping[str, str], row: Row, rest: Iterable[str]) -> bool:
    """Whether a row that was imported before says something else than the book now.

    A case that was led on or closed since then says nothing else: it is ahead of its row.

    Args:
        known: the book.
        case: what was made of the row.
        told: what the row says now.
        columns: field -> its column.
        row: the cells.
        rest: the columns that are no field.
    """
    kept = {column: clean_block(text) for column, text in case.extra.items()}

    def is_said(name: str, value: Any) -> bool:
        column = columns.get(name, name)  # what has no place in a case that was not closed is under its column
        beside = (clean_block(str(value)), clean_block(row.cells.get(column, "")))
        return _is_behind(case, name, value) or kept.get(column) in beside or known.says(case, name, value)

    understood = {columns[name] for name in told.values if name in columns}
    words = {column: text for column, text in told.aside.items() if column not in understood} | filled(row, rest)
    numbers = told.numbers.items()
    return (
        not all(is_said(name, value) for name, value in told.values.items())
        or any(kept.get(column) != clean_block(text) for column, text in words.items())
        or not all(known.has_value(case.code, target_of(head), case.opened, number) for head, number in numbers)
    )


def _is_behind(case: Case, name: str, value: Any) -> bool:
    if name == "phase":
        return _ORDER.index(value) <= _ORDER.index(case.phase)
    return name == "status" and value is Status.ACTIVE


def met_before(known: Known, account: Account, joined: Iterable[str]) -> tuple[str, ...]:
    """Remarks on what a table has in common with the book.

    Args:
        known: the book.
        account: what became of the rows.
        joined: the names under which cases were imported before that the table tells more of.
    """
    remarks = [
        _("The cases are taken to be those imported before from {name}; only what is new is added.").format(name=name)
        for name in joined
    ]
    if account.differing:
        remarks.append(
            _("Imported before, but the table now says something else; the book's version stands: {lines}").format(
                lines=line_numbers(tuple(account.differing))
            )
        )
    if lines := _perhaps_the_same(known, account):
        remarks.append(
            _("Perhaps the same person as in another case, by name or NIK: {lines}").format(lines=line_numbers(lines))
        )
    return tuple(remarks)


def _perhaps_the_same(known: Known, account: Account) -> tuple[int, ...]:
    """The lines of new cases whose client has the name, of two words or more, or the NIK of another case."""
    there = {sign for case in known.by_code.values() for sign in _signs(case.client_name, "")}
    there |= {sign for person in known.people.values() for sign in _signs(person.name, person.note)}
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for place in account.places:
        if place.begins and place.one:
            told = place.one.told
            for sign in _signs(told.get("client_name", ""), told.get("nik", "")):
                lines[sign].append(place.line)
    met = (found for sign, found in lines.items() if sign in there or len(found) > 1)
    return tuple(sorted({line for found in met for line in found}))


def _signs(name: str, nik: str) -> set[str]:
    """What tells a person from most others."""
    told = folded(name)
    return {*([told] if " " in told else []), *_NIK.findall(nik)}
