"""What case rows and event rows have in common: cells by field, keys, and the columns no field takes."""

from collections.abc import Mapping
from hashlib import sha256

from store.exchange.importing.mapping import Part
from store.exchange.importing.table import Row


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


def extras(row: Row, part: Part) -> dict[str, str]:
    """The cells of columns that are no field, under the names of their columns."""
    return {column: value for column, value in row.cells.items() if value and column not in part.columns}


def fingerprint(row: Row) -> str:
    """What a row without a key is known by: a hash of all that stands in it."""
    told = "\x1f".join(f"{column}\x1e{value}" for column, value in sorted(row.cells.items()))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
