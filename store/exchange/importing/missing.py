"""What a map lacks: entries for values that no code is known for, and lines to fill in for what no table says."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import tomli_w

from store.exchange.importing.mapping import CODED, EVENT_CODED, KIND, ImportMap, Kind
from store.exchange.importing.report import Supposition, Unknown
from store.exchange.importing.supposing import SAID_BY

_SUCH_AS = {"opened": "2026-11-20", "size": "individual", "phase": "engagement"}


def filled_in(mapping: ImportMap, unknown: Iterable[Unknown]) -> ImportMap:
    """The map with an entry for each value that no code is known for: it leaves the field empty and keeps the word.

    A kind of event becomes a note like any other.
    """
    missing: dict[str, dict[str, dict[str, str]]] = {"cases": defaultdict(dict), "events": defaultdict(dict)}
    kinds = dict(mapping.kinds)
    for one in unknown:
        if one.field == KIND:
            kinds[one.value] = Kind()
        else:
            missing[one.part][one.field][one.value] = ""
    cases, events = (
        replace(part, codes={**part.codes, **{name: {**part.codes.get(name, {}), **new} for name, new in more.items()}})
        for part, more in ((mapping.cases, missing["cases"]), (mapping.events, missing["events"]))
    )
    return replace(mapping, cases=cases, events=events, kinds=kinds)


def lines_for(unknown: Iterable[Unknown]) -> list[str]:
    """The lines that a map file needs for values that no code is known for; each code is to be filled in."""
    entries: dict[str, list[str]] = {}
    for one in unknown:
        if one.field == KIND:
            head = tomli_w.dumps({"events": {"kinds": {one.value: {}}}}).strip()
            entries[head] = [f"label = {tomli_w.dumps({'_': one.value})[4:].strip()}"]
        else:
            coded = CODED if one.part == "cases" else EVENT_CODED
            head = f"[{one.part}.codes.{one.field}]  # {', '.join(coded[one.field])}"
            entries.setdefault(head, []).append(tomli_w.dumps({one.value: ""}).strip())
    return [line for head, lines in entries.items() for line in (head, *lines)]


def lines_for_supposed(supposed: Iterable[Supposition]) -> list[str]:
    """The lines of a map file that say what is taken where a table says nothing; each value is to be put right."""
    fields = dict.fromkeys(SAID_BY[one.what] for one in supposed if one.what in SAID_BY)
    lines = [
        tomli_w.dumps({name: _SUCH_AS[name]}).strip() + (f"  # {', '.join(CODED[name])}" if name in CODED else "")
        for name in fields
    ]
    return ["[cases.constants]", *lines] if lines else []
