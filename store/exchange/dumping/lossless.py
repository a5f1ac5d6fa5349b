"""A book as JSON that loses nothing: ids, counters, settings, the register, the archive as an archive.

    {"lingkar":"dump","format":2,"program":"0.2.0",
    "tables":{
    "cases":{
    "1":{"code":"K-2026-001", ...},
    ...}},
    "archive":[
    {"code":"K-2025-014","format":2,"case":{...},"notes":[...], ...},
    ...]}

Days and moments are ISO 8601, text is UTF-8, and each row stands on a line of its own. Nothing in it tells when it was
made: the same book gives the same bytes.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping

import orjson

from store.exchange.dumping.contents import Contents, Tables
from store.vault import Document

KIND = "lingkar"
DUMP = "dump"
"""What stands under `lingkar` in a dump, and in nothing else."""

Written = Callable[[Document], bytes]
"""A document as JSON on one line."""


def pieces(contents: Contents) -> Iterator[bytes]:
    """The dump, piece by piece."""
    head = orjson.dumps({KIND: DUMP, "format": contents.format, "program": contents.program})
    yield head[:-1] + b',\n"tables":{\n'
    yield from table_pieces(contents.tables, orjson.dumps)
    yield b'},\n"archive":[\n'
    yield from _between(map(orjson.dumps, contents.archive.values()))
    yield b"]}\n"


def table_pieces(tables: Tables, written: Written) -> Iterator[bytes]:
    """The tables as the inside of a JSON object, one row a line."""
    for number, (name, rows) in enumerate(tables.items()):
        yield b",\n" * bool(number) + orjson.dumps(name) + b":{\n"
        yield from _between(b'"%d":%b' % (id, written(row)) for id, row in rows.items())
        yield b"}"


def ascii_json(row: Mapping[str, object]) -> bytes:
    """A document in ASCII alone, for tools that read files in the encoding of the system."""
    return json.dumps(row, separators=(",", ":")).encode("ascii")


def digest(contents: Contents) -> str:
    """By what equal contents are known: the SHA-256 of their dump."""
    sum = hashlib.sha256()
    for piece in pieces(contents):
        sum.update(piece)
    return sum.hexdigest()


def _between(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines with what parts them."""
    for number, line in enumerate(lines):
        yield b",\n" * bool(number) + line
