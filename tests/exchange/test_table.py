"""From bytes to rows: encodings, delimiters, line numbers, and what is no table."""

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import LingkarError
from store.exchange.importing.table import parse_table, sniff
from store.language import use

CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


def rows(text: str | bytes) -> list[dict[str, str]]:
    table = parse_table(text.encode() if isinstance(text, str) else text, "f.csv")
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_tells_the_delimiter(delimiter: str) -> None:
    assert rows(f"a{delimiter}b\n1,5{delimiter}x;y\n".replace("1,5", '"1,5"').replace("x;y", '"x;y"')) == [
        {"a": "1,5", "b": "x;y"}
    ]


def test_delimiters_inside_quotation_marks_do_not_count() -> None:
    assert sniff('"a,b,c";d\n') == ";"


def test_byte_order_mark_and_windows_1252() -> None:
    assert rows("\ufeffkode;nama\n1;Siti\n".encode()) == [{"kode": "1", "nama": "Siti"}]
    assert rows("nama,kota\nAndré,“Solo”\n".encode("cp1252")) == [{"nama": "André", "kota": "“Solo”"}]


def test_bad_rows_are_named_by_line_and_the_rest_is_read() -> None:
    table = parse_table(b'a,b\n1,2\n\n"x\ny",3\n4\n5,6,7\n8,9,,\n"q"z,1\n10,11\n', "f.csv")
    assert [(row.line, row.cells["a"]) for row in table.rows] == [(2, "1"), (4, "x\ny"), (8, "8"), (10, "10")]
    assert [bad.line for bad in table.bad] == [6, 7, 9]
    assert "1 fields, the header has 2" in table.bad[0].reason


def test_rows_of_empty_cells_and_unnamed_columns() -> None:
    assert rows("a,b,\n,,\n1,2,3\n") == [{"a": "1", "b": "2", "column 3": "3"}]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text table"),
        ("a,b\n1,2\n".encode("utf-16"), "not a text table"),
        ("a,b\n1,2\n".encode("utf-16-le"), "not a text table"),
        (b"a,b\n\x81\x8d,2\n", "not a text table"),
        (b'a,b\n1,2\n"3,4\n5,6\n', "line 3: a quotation mark opens here"),
        (b'"a"x,b\n1,2\n', "line 1: There is text after"),
        (b"a,b,a\n1,2,3\n", "column a stands twice"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(LingkarError, match=says) as caught:
        parse_table(data, "f.csv")
    assert "f.csv" in str(caught.value)


def test_a_field_longer_than_the_limit_of_the_csv_module() -> None:
    assert len(rows("a,b\n1," + "x" * 300_000)[0]["b"]) == 300_000


@given(
    cells=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_the_csv_module_writes_is_read_back(cells: list[tuple[str, str, str]], delimiter: str, end: str) -> None:
    use("en")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("a", "b", "c"), *cells])
    wanted = [tuple(cell.strip() for cell in row) for row in cells]
    read = [tuple(row.cells.values()) for row in parse_table(out.getvalue().encode(), "f.csv").rows]
    assert read == [row for row in wanted if any(row)]


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    use("en")
    with contextlib.suppress(LingkarError):
        parse_table(data, "f.csv")
