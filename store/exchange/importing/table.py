"""From the bytes of a CSV file to rows with their line numbers. What the columns mean is not known here."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import LingkarError
from store.language import _
from store.model.text import clean_line

if TYPE_CHECKING:
    import _csv

DELIMITERS = ",;\t"
_LONGEST_FIELD = 16 * 1024 * 1024  # characters; csv's own limit of 131,072 is less than a long life's story


@dataclass(frozen=True, slots=True)
class Row:
    """One row that has as many fields as the header.

    Attributes:
        line: the line of the file it begins on.
        cells: column -> what stands there, without white space around it.
    """

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken in, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """A file: its columns in their order, its good rows and its bad ones."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]


def read_table(path: Path) -> Table:
    """Read a CSV file.

    Args:
        path: UTF-8 with or without a byte order mark, else Windows-1252; fields parted by comma, semicolon or tab.

    Raises:
        LingkarError: the file as a whole cannot be read; the sentence says why.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LingkarError(
            _("{file} cannot be read: {why}.").format(file=path, why=error.strerror or type(error).__name__)
        ) from None
    return parse_table(data, path.name)


def parse_table(data: bytes, name: str) -> Table:
    """The same for bytes that were read already.

    Raises:
        LingkarError: as `read_table`.
    """
    text = _decoded(data, name)
    if not text.strip():
        raise LingkarError(_("{file} is empty.").format(file=name))
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sniff(text), strict=True)
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    bad: list[BadRow] = []
    for line, fields in _records(reader, name):
        if not columns:
            if isinstance(fields, str):
                raise LingkarError(_("{file}, line {line}: {reason}").format(file=name, line=line, reason=fields))
            columns = _columns(fields, name)
        elif isinstance(fields, str):
            bad.append(BadRow(line, fields))
        elif len(fields) < len(columns) or any(fields[len(columns) :]):
            reason = _("The row has {count} fields, the header has {columns}.")
            bad.append(BadRow(line, reason.format(count=len(fields), columns=len(columns))))
        else:
            rows.append(Row(line, dict(zip(columns, fields, strict=False))))
    return Table(name, columns, tuple(rows), tuple(bad))


def _records(reader: "_csv.Reader", name: str) -> Iterator[tuple[int, list[str] | str]]:
    """Each record with the line it begins on: its fields, or what is wrong with it.

    Raises:
        LingkarError: a quotation mark is never closed, so nobody knows where the rows after it begin.
    """
    while True:
        line = reader.line_num + 1
        try:
            fields = [field.strip() for field in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            if "end of data" in str(error):
                raise LingkarError(
                    _("{file}, line {line}: a quotation mark opens here that is never closed.").format(
                        file=name, line=line
                    )
                ) from None
            yield line, _("There is text after a closing quotation mark.")
        else:
            if any(fields):  # neither a blank line nor the empty cells that spreadsheets leave at the end
                yield line, fields


def sniff(text: str) -> str:
    """The delimiter: the one that stands most often in the header line, outside quotation marks."""
    header = text.lstrip().split("\n", 1)[0]
    bare = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=bare.count)


def _decoded(data: bytes, name: str) -> str:
    """The text, from UTF-8 or else from Windows-1252; a file that is neither is no table at all."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = "\0" if b"\0" in data else data.decode("cp1252")
        except UnicodeDecodeError:
            text = "\0"
    header = text.lstrip().split("\n", 1)[0]
    if any(char < " " and char not in "\t\r" for char in header):
        raise LingkarError(_("{file} is not a text table. Save it as CSV (UTF-8) and try again.").format(file=name))
    return text


def _columns(fields: list[str], name: str) -> tuple[str, ...]:
    """The names in the header; a column without one gets its number."""
    names = [clean_line(field) or f"column {number}" for number, field in enumerate(fields, 1)]
    twice = next((column for column in names if names.count(column) > 1), None)
    if twice is not None:
        raise LingkarError(_("{file}: the column {column} stands twice in the header.").format(file=name, column=twice))
    return tuple(names)
