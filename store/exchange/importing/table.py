"""From the bytes of a CSV file to rows with their line numbers. What the columns mean is not known here."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import LingkarError
from store.exchange.importing.decoding import decode
from store.exchange.importing.heading import Record, each_once, find_heading, reach
from store.exchange.importing.values import folded
from store.exchange.importing.words import TOTALS
from store.language import _
from store.language.system import why_refused
from store.model.text import clean_line

if TYPE_CHECKING:
    import _csv

DELIMITERS = ",;\t|"
_LONGEST_FIELD = 16 * 1024 * 1024  # characters; csv's own limit of 131,072 is less than a long life's story
_LOOKED_AT = 100_000  # characters, from which the delimiter is told
_MOST_BENEATH = 20  # rows that may stand beneath the totals
_LONGEST_SAMPLE = 200  # characters
_SEP = re.compile(r'"?sep=(.)"?\s*?(?:\r\n|\r|\n)', re.IGNORECASE)
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # how Excel is told that figures are no number


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
class Form:
    """How a file is written.

    Attributes:
        encoding: utf-8, utf-16, windows-1252, or mended: UTF-8 that was garbled on its way and put right.
        delimiter: what parts the columns; empty where there is one.
    """

    encoding: str = "utf-8"
    delimiter: str = ","

    @property
    def sentence(self) -> str:
        """For a person."""
        encodings = {
            "utf-8": "UTF-8", "utf-16": "UTF-16", "windows-1252": "Windows-1252",
            "mended": _("garbled UTF-8, put right"),
        }  # fmt: skip
        delimiters = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs"), "|": _("vertical bars")}
        if not self.delimiter:
            return _("{encoding}, a single column").format(encoding=encodings[self.encoding])
        return _("{encoding}, columns separated by {delimiters}").format(
            encoding=encodings[self.encoding], delimiters=delimiters[self.delimiter]
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A file: its columns in their order, its good rows and its bad ones.

    Attributes:
        aside: the lines that head the table and are no rows: its title, the numbers of its columns.
        renamed: names of columns that were changed so that each stands once.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]
    form: Form = Form()
    aside: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was done to the file in reading it, one sentence each."""
        said = []
        if self.aside:
            lines = " · ".join(line if len(line) <= 60 else f"{line[:59]}…" for line in self.aside)
            said.append(_("Lines of the heading, not rows: {lines}").format(lines=lines))
        if self.renamed:
            said.append(_("Columns without a name of their own: {columns}").format(columns=", ".join(self.renamed)))
        return tuple(said)


def read_table(path: Path) -> Table:
    """Read a CSV file.

    Args:
        path: in any of the encodings of `decode`; fields parted by comma, semicolon, tab or vertical bar. The header
            may come after title lines and may have two rows, the upper one of merged cells.

    Raises:
        LingkarError: the file as a whole cannot be read; the sentence says why.
    """
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # the latter for a name that no file can have
        why = why_refused(error)
        raise LingkarError(_("{file} cannot be read: {why}.").format(file=path, why=why)) from None
    return parse_table(data, path.name)


def parse_table(data: bytes, name: str) -> Table:
    """The same for bytes that were read already.

    Raises:
        LingkarError: as `read_table`.
    """
    text, encoding = decode(data, name)
    if not text.strip():
        raise LingkarError(_("{file} is empty.").format(file=name))
    csv.field_size_limit(_LONGEST_FIELD)
    told = _SEP.match(text)
    form = Form(encoding, told[1] if told and told[1] in DELIMITERS else sniff(text))
    nowhere = next(char for char in "\x1f\x1e\x1d\x1c\x1b\x1a\x19\x18\x17\x16" if char not in text or char == "\x16")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=form.delimiter or nowhere, strict=True)
    records = list(islice(_records(reader, name), 1 if told else 0, None))
    if not records:
        raise LingkarError(_("{file} is empty.").format(file=name))
    if isinstance(records[0][1], str):
        raise LingkarError(
            _("{file}, line {line}: {reason}").format(file=name, line=records[0][0], reason=records[0][1])
        )
    head = find_heading(records)
    told_of = [head.names, *(fields for _line, fields in records[head.rows_at :] if isinstance(fields, list))]
    columns, renamed = each_once(head.names[: max(map(reach, told_of))])
    rows, bad = _sorted_out(records[head.rows_at :], columns, head.names)
    return Table(name, columns, tuple(rows), tuple(bad), form, head.aside, renamed)


def samples(table: Table, column: str, count: int = 3) -> tuple[str, ...]:
    """The first different values of a column, each a line without what could act on a terminal."""
    values = (clean_line(row.cells[column][:_LONGEST_SAMPLE]) for row in table.rows)
    return tuple(islice(dict.fromkeys(islice(filter(None, values), 50 * count)), count))


def sniff(text: str) -> str:
    """The delimiter: the one that parts the most records into the same number of fields; none for a single column."""
    start = text[:_LOOKED_AT].lstrip()
    first = "".join(start.split("\n", 1)[0].split('"')[::2])
    best, found = (0, 0, 0), ""
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
        widths = Counter(len(fields) for fields in reader if any(fields))
        width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(1, 0))
        if width == 1 and delimiter in first:
            width, count = len(first.split(delimiter)), 1
        is_table = delimiter in first or (width > 2 and count * 5 > widths.total() * 3)
        if width > 1 and is_table and (rank := (count, width, first.count(delimiter))) > best:
            best, found = rank, delimiter
    return found


def _records(reader: "_csv.Reader", name: str) -> Iterator[Record]:
    """Each record with the line it begins on: its fields, or what is wrong with it.

    Raises:
        LingkarError: a quotation mark is never closed, so nobody knows where the rows after it begin.
    """
    while True:
        line = reader.line_num + 1
        try:
            fields = [_unwrapped(field.strip()) for field in next(reader)]
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


def _unwrapped(field: str) -> str:
    """A cell without the formula by which a spreadsheet marks it as text."""
    return found[1] if (found := _AS_TEXT.fullmatch(field)) else field


def _sorted_out(
    records: Sequence[Record], columns: tuple[str, ...], names: tuple[str, ...]
) -> tuple[list[Row], list[BadRow]]:
    """The rows that fit the header, and those that do not."""
    rows: list[Row] = []
    bad: list[BadRow] = []
    width = len(columns)
    header = list(names)
    for line, fields in records:
        if isinstance(fields, str):
            bad.append(BadRow(line, fields))
        elif len(fields) < width or any(fields[width:]):
            reason = _("The row has {count} fields, the header has {columns}.")
            bad.append(BadRow(line, reason.format(count=len(fields), columns=width)))
        elif fields == header and any(header):
            bad.append(BadRow(line, _("The header stands here once more.")))
        else:
            rows.append(Row(line, dict(zip(columns, fields, strict=False))))
    last = next(
        (place for place in range(len(rows) - 1, max(0, len(rows) - _MOST_BENEATH), -1) if _is_total(rows[place])), None
    )
    if last and all(len([*filter(None, row.cells.values())]) < 3 for row in rows[last + 1 :]):
        bad.append(BadRow(rows[last].line, _("The row holds the totals of the others.")))
        bad += [BadRow(row.line, _("The row stands beneath the totals.")) for row in rows[last + 1 :]]
        del rows[last:]
    return rows, sorted(bad, key=lambda row: row.line)


def _is_total(row: Row) -> bool:
    first, *rest = filter(None, row.cells.values())
    return folded(first[:40]) in TOTALS and bool(rest) and all(re.fullmatch(r"[-\d.,%Rp ]+", value) for value in rest)
