"""A book as one database that TinyDB opens by itself: `TinyDB("lingkar_tinydb_UNMASKED_2026-11-22.json")`.

The archived cases stand in the same tables as the live ones, with ids that follow on theirs. The table `lingkar` has
one row, which says of which format the documents are and which cases were archived; with it such a database comes back
as the book it was, and with what was changed in it meanwhile. It is ASCII, since TinyDB reads files in the encoding of
the system.
"""

from collections.abc import Iterator

from store.exchange.dumping.contents import Contents, Tables, in_order
from store.exchange.dumping.lossless import DUMP, KIND, ascii_json, table_pieces
from store.shelf import CASES, IN_THE_FILE
from store.vault import Document

_ABOUT = 1
"""The one row of the table about the dump."""


def pieces(contents: Contents) -> Iterator[bytes]:
    """The database, piece by piece."""
    yield b"{\n"
    yield from table_pieces(_merged(contents), ascii_json)
    yield b"}\n"


def _merged(contents: Contents) -> Tables:
    """The tables with the archived rows behind the live ones."""
    about = {"format": contents.format, "program": contents.program, "archived": [*contents.archive]}
    tables = {KIND: {_ABOUT: about}, **{name: dict(rows) for name, rows in contents.tables.items()}}
    for table in (CASES, *IN_THE_FILE):
        rows = tables.get(table, {})
        free = max(rows, default=0) + 1
        filed = [
            row
            for file in contents.archive.values()
            for row in ([file["case"]] if table == CASES else file.get(table, ()))
        ]
        if filed:
            tables[table] = {**rows, **dict(enumerate(filed, free))}
    return tables


def parted(found: Document) -> Document:
    """Such a database in the form of a lossless dump, the archived cases by themselves again. Nothing is checked yet.

    Args:
        found: the tables, as JSON has them.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: it is not such a database.
    """
    about = found[KIND][str(_ABOUT)]
    files: dict[str, Document] = {code: {"code": code, "format": about["format"]} for code in about["archived"]}
    tables: dict[str, Document] = {}
    for table, rows in found.items():
        if table in (CASES, *IN_THE_FILE):
            tables[table] = _taken_out(table, rows, files)
        elif table != KIND:
            tables[table] = rows
    archive = [in_order(file) for file in files.values()]
    return {KIND: DUMP, "format": about["format"], "program": about["program"], "tables": tables, "archive": archive}


def _taken_out(table: str, rows: Document, files: dict[str, Document]) -> Document:
    """The rows of live cases; those of archived ones are put into their files."""
    live: Document = {}
    for id in sorted(rows, key=int):
        row = rows[id]
        file = files.get(row["code" if table == CASES else "case_code"])
        if file is None:
            live[id] = row
        elif table != CASES:
            file.setdefault(table, []).append(row)
        elif "case" in file:
            raise ValueError("an archived case twice")
        else:
            file["case"] = row
    return live
