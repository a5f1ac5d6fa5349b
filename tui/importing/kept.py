"""What was chosen for a table the last time: the map that was kept beside it, under the same name."""

from pathlib import Path

from store import LingkarError
from store.exchange.importing.mapfile import load_map
from store.exchange.importing.mapping import ImportMap
from store.exchange.importing.table import Table


def place_of_map(path: Path) -> Path:
    """Where the map of a table is kept unless another place is typed."""
    return path.absolute().with_suffix(".toml")


def kept_map(path: Path) -> ImportMap | None:
    """The map beside a table; None where there is none, or something else has the name."""
    place = place_of_map(path)
    try:
        return load_map(place) if place.is_file() else None
    except LingkarError:
        return None


def fits(mapping: ImportMap, table: Table) -> bool:
    """Whether a table has every column that a map names of it."""
    events = {} if mapping.events_file else mapping.events.columns
    named = {*mapping.cases.columns, *events, *mapping.days}
    return bool(named) and named <= set(table.columns)
