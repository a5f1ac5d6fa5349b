"""The records of a book as CSV tables in one zip file: one table a kind, one row a record, for a spreadsheet.

What a spreadsheet would run as a formula, or turn into a number or a day although it is a text (a telephone number, the
number of an identity card), begins with an apostrophe; so does a text that has one of its own, and whoever takes one
apostrophe away has the text back. Numbers, days and moments stand as what they are. Lists and the like are JSON. In
Indonesian, where spreadsheets read a comma as the decimal point, fields are parted by semicolons.

Heads are the names of the fields, in every language, so that what reads such tables finds its way. Columns that an
import kept under their own names are columns again (`extra: Kelurahan`), and beside the id of what was measured stands
its name.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import IO, Any

import orjson

from store.exchange.dumping.contents import Contents
from store.exchange.progress import Far
from store.language import current
from store.model.measure import Measure
from store.model.outside import Outside
from store.model.record import Record
from store.outside import OUTSIDE
from store.shelf import CASES, IN_THE_FILE, MODEL_OF, RESOURCES, TABLE_OF
from store.vault import Document

TABLES: dict[str, type[Record]] = {
    **{table: MODEL_OF[table] for table in (CASES, *IN_THE_FILE, RESOURCES)}, OUTSIDE: Outside,
}  # fmt: skip
"""What is a record of the user. Stubs say nothing that the cases do not; the rest only serves the program."""

ARCHIVED = "archived"
"""The last column of whatever belongs to a case: whether it lies in the archive."""

EXTRA, MEASURE = "extra", "measure"
"""The fields that become several columns: what an import kept, and which measure a value belongs to."""

_RUN = re.compile(r"[\t\r\n\0]|\s*[=+\-@＝＋－＠]")
_COUNTED = re.compile(r"\s*\d[\d\s.,:/eE+%-]*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)?")
_MARK = "'"
_MEASURES = TABLE_OF[Measure]

Row = tuple[Document, bool]
"""A record, and whether it is archived."""

Column = tuple[str, Callable[[Document], Any]]
"""A head, and what stands under it of a record."""


def write(contents: Contents, out: IO[bytes], far: Far) -> None:
    """Write the tables into a new file.

    Args:
        contents: what a book holds.
        out: the file.
        far: counts the rows.
    """
    is_indonesian = current() == "id"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in TABLES:
            entry = zipfile.ZipInfo(f"{table}.csv")
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            with archive.open(entry, "w", force_zip64=True) as file:
                _write_table(contents, table, file, ";" if is_indonesian else ",", far)


def safe(text: str) -> str:
    """A text as a cell that stays the text it is in every spreadsheet."""
    is_taken_for_more = _RUN.match(text) or text.isdigit() or (_COUNTED.fullmatch(text) and not _DAY.fullmatch(text))
    return _MARK + text if is_taken_for_more or text.startswith(_MARK) else text


def _write_table(contents: Contents, table: str, file: IO[bytes], delimiter: str, far: Far) -> None:
    columns = [*_columns(contents, table)]
    has_case = table in (CASES, *IN_THE_FILE)
    with io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow([*(safe(head) for head, _of in columns), *[ARCHIVED] * has_case])
        for row, is_archived in _rows(contents, table):
            cells = [_cell(of(row), delimiter) for _head, of in columns]
            writer.writerow([*cells, *[_cell(is_archived, delimiter)] * has_case])
            far.tick()


def _columns(contents: Contents, table: str) -> Iterator[Column]:
    fields = dict.fromkeys([*TABLES[table].model_fields, *_names_in(row for row, _archived in _rows(contents, table))])
    for name in fields:
        if name == EXTRA:
            kept = dict.fromkeys(_names_in(row.get(EXTRA) or {} for row, _archived in _rows(contents, table)))
            yield from ((f"{EXTRA}: {key}", partial(_kept, key)) for key in kept)
            continue
        yield name, partial(_field, name)
        if name == MEASURE:
            targets = {row["id"]: row["target"] for row, _archived in _rows(contents, _MEASURES)}
            yield "target", partial(_target, targets)


def _names_in(rows: Iterable[Document]) -> Iterator[str]:
    return (name for row in rows for name in row)


def _field(name: str, row: Document) -> Any:
    return row.get(name)


def _kept(name: str, row: Document) -> Any:
    return (row.get(EXTRA) or {}).get(name)


def _target(targets: dict[str, str], row: Document) -> Any:
    return targets.get(row[MEASURE])


def _rows(contents: Contents, table: str) -> Iterator[Row]:
    live = contents.tables.get(table, {}).values()
    return chain(((row, False) for row in live), ((row, True) for row in _filed(contents, table)))


def _filed(contents: Contents, table: str) -> Iterable[Document]:
    for file in contents.archive.values():
        yield from [file["case"]] if table == CASES else file.get(table, ())


def _cell(value: Any, delimiter: str) -> str:
    """A value as it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value).replace(".", ",") if delimiter == ";" else str(value)
    return orjson.dumps(value).decode()
