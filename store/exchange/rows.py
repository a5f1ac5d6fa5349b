"""What case rows and event rows have in common: cells by field, keys, and the columns no field takes."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from store.exchange.mapping import Part
from store.exchange.table import Row
from store.model.record import Record
from store.model.text import clean_block, clean_line

RESERVED = frozenset({"notes", "history", "drafts", "last_reached"})
"""Names that `lingkar show --json` adds to a case."""


def by_field(row: Row, part: Part) -> dict[str, str]:
    """Field -> what stands there; the map's constant where the cell is empty or there is no column."""
    values = {field: row.cells[column] for column, field in part.columns.items()}
    for field, constant in part.constants.items():
        values[field] = values.get(field) or constant
    return values


def column_of(field: str, part: Part) -> str:
    """The column a field comes from, as a sentence about its row names it."""
    return next((column for column, named in part.columns.items() if named == field), field)


def translations(field: str, part: Part) -> Mapping[str, str]:
    """Value in the file -> code, for one field."""
    return part.codes.get(field, {})


def extras(row: Row, part: Part, model: type[Record]) -> dict[str, Any]:
    """The cells of columns that are no field, cleaned, under names that hide nothing of the record."""
    return {
        extra_name(column, model): clean_block(value)
        for column, value in row.cells.items()
        if value and column not in part.columns
    }


def extra_name(column: str, model: type[Record]) -> str:
    """The name a column without a field is kept under."""
    name = clean_line(column)
    taken = name in model.model_fields or name in RESERVED or name.startswith("_") or hasattr(model, name)
    return f"imported_{name.lstrip('_')}" if taken else name


def fingerprint(row: Row) -> str:
    """What a row without a key is known by: a hash of all that stands in it."""
    told = "\x1f".join(f"{column}\x1e{value}" for column, value in sorted(row.cells.items()))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
