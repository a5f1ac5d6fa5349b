"""What the screen changes in a map: another field for a column, a code for a word, how days are read. All pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from store.exchange.importing.mapping import ImportMap, Kind, Part
from store.exchange.importing.plan import Unknown
from store.language.days import month_number
from store.model.codes import Phase
from tui.importing.targets import OWN_NAME, Column, Target, Use, target_of

T = TypeVar("T")


def assigned(mapping: ImportMap, column: Column, target: Target) -> ImportMap:
    """The map with another target for a column; a field that another column had is taken from that one.

    Args:
        mapping: the map as it is.
        column: which column.
        target: what it becomes; for a month or day of a wide sheet see `dated`.
    """
    changed = _without(mapping, column)
    if target.use is Use.LEFT_OUT:
        changed = replace(changed, left_out=(*changed.left_out, column.name))
    elif target.use is Use.CASE:
        changed = replace(changed, cases=_with(changed.cases, column.name, target.field))
    elif target.use is Use.EVENT:
        changed = replace(changed, events=_with(changed.events, column.name, target.field))
    if target.improves:
        changed = replace(changed, improves={**changed.improves, column.name: target.improves})
    return _made_whole(changed, was_of_cases=_tells_of_cases(mapping))


def dated(mapping: ImportMap, column: Column, day: str, series: str) -> ImportMap:
    """The map with a column that is a month or day of a wide sheet.

    Args:
        mapping: the map as it is.
        column: which column.
        day: `2025-01` or `2025-01-31`.
        series: what the values in all such columns measure; empty makes them notes.
    """
    changed = _without(mapping, column)
    return replace(changed, days={**changed.days, column.name: day}, series=series)


def bare_months(columns: Iterable[str]) -> dict[str, int]:
    """The columns that are headed by a month without its year, with the number of the month."""
    return {name: number for name in columns if (number := month_number(name.strip()))}


def dated_like(mapping: ImportMap, column: Column, columns: Iterable[str]) -> ImportMap:
    """The map with the year of a column headed by a month for all others that are headed so and have no use yet.

    Args:
        mapping: the map with a month for this column; see `dated`.
        column: which column.
        columns: all of the table.
    """
    year, months = mapping.days[column.name][:4], bare_months(columns)
    if mapping.days[column.name] != f"{year}-{months.get(column.name, 0):02}":
        return mapping
    free = {name: month for name, month in months.items() if target_of(mapping, Column(name)) == OWN_NAME}
    return replace(mapping, days={**mapping.days, **{name: f"{year}-{month:02}" for name, month in free.items()}})


def translated(mapping: ImportMap, unknown: Unknown, code: str) -> ImportMap:
    """The map with a code for a word of the file; "" leaves the field empty and keeps the word."""
    part = mapping.cases if unknown.part == "cases" else mapping.events
    codes = {**part.codes, unknown.field: {**part.codes.get(unknown.field, {}), unknown.value: code}}
    return _with_part(mapping, unknown.part, replace(part, codes=codes))


def said_for_all(mapping: ImportMap, field: str, value: str) -> ImportMap:
    """The map with a value for all cases of which the table does not say it."""
    return replace(mapping, cases=replace(mapping.cases, constants={**mapping.cases.constants, field: value}))


def with_kind(mapping: ImportMap, name: str, phase: Phase | None) -> ImportMap:
    """The map with a kind of event: a note under its name, which may move the case to a phase."""
    return replace(mapping, kinds={**mapping.kinds, name: Kind(label=name, phase=phase)})


def read_as(mapping: ImportMap, *, month_first: bool, decimal: str) -> ImportMap:
    """The map with another way to read days and numbers."""
    return replace(mapping, month_first=month_first, decimal=decimal)


def _with_part(mapping: ImportMap, part: str, changed: Part) -> ImportMap:
    return replace(mapping, cases=changed) if part == "cases" else replace(mapping, events=changed)


def _with(part: Part, column: str, field: str) -> Part:
    """A part with a field for a column, which no other column has then."""
    others = {name: had for name, had in part.columns.items() if had != field or field == "measure"}
    return replace(part, columns={**others, column: field})


def _without(mapping: ImportMap, column: Column) -> ImportMap:
    """The map without a word about a column, which so keeps its own name."""
    name, is_first = column.name, not column.in_events
    of_events = column.in_events == bool(mapping.events_file)
    return replace(
        mapping,
        left_out=tuple(each for each in mapping.left_out if each != name),
        days=_but(mapping.days, name) if is_first else mapping.days,
        improves=_but(mapping.improves, name),
        cases=replace(mapping.cases, columns=_but(mapping.cases.columns, name)) if is_first else mapping.cases,
        events=replace(mapping.events, columns=_but(mapping.events.columns, name)) if of_events else mapping.events,
    )


def _but(told: Mapping[str, T], name: str) -> dict[str, T]:
    return {key: value for key, value in told.items() if key != name}


def _tells_of_cases(mapping: ImportMap) -> bool:
    return bool(mapping.cases.columns) or bool(mapping.events_file) or not mapping.events.columns


def _made_whole(mapping: ImportMap, *, was_of_cases: bool) -> ImportMap:
    """What follows from a change, in a table that is its own table of events.

    Measures belong to the event of their row where a row is an event. In a table of cases and events the column that
    says which case an event belongs to is the key of the case. A table of events alone begins the cases it tells of.
    """
    if mapping.events_file:
        return mapping
    cases, events = dict(mapping.cases.columns), dict(mapping.events.columns)
    of_case = next((name for name, field in events.items() if field == "case"), "")
    if of_case and set(cases.values()) - {"measure"}:
        del events[of_case]
        if "key" not in cases.values():
            cases[of_case] = "key"
    is_event = bool(set(events.values()) - {"measure"})
    source, goal = (cases, events) if is_event else (events, cases)
    for name in [name for name, field in source.items() if field == "measure"]:
        goal[name] = source.pop(name)
    whole = replace(
        mapping, cases=replace(mapping.cases, columns=cases), events=replace(mapping.events, columns=events)
    )
    return whole if _tells_of_cases(whole) or not was_of_cases else replace(whole, new_cases=True)
