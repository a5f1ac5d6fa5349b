"""From bytes to rows: encodings, delimiters, headings, line numbers, and what is no table."""

import contextlib
import csv
import io
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import LingkarError
from store.exchange.importing.decoding import decode
from store.exchange.importing.table import BadRow, Table, parse_table, samples, sniff
from store.language import use
from store.model.text import clean

CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


def parsed(text: str | bytes) -> Table:
    return parse_table(text.encode() if isinstance(text, str) else text, "f.csv")


def rows(text: str | bytes) -> list[dict[str, str]]:
    return [row.cells for row in parsed(text).rows]


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


def garbled(text: str) -> str:
    """UTF-8 as a program shows it that takes it for Windows-1252."""
    unused = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    return "".join(chr(byte) if byte in unused else bytes([byte]).decode("cp1252") for byte in text.encode())


def test_utf_16_and_garbled_utf_8() -> None:
    for order, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        table = parsed(mark + "kode\tnama\r\n1\tZoë 😀\r\n".encode(order))
        assert [row.cells for row in table.rows] == [{"kode": "1", "nama": "Zoë 😀"}]
        assert (table.form.encoding, table.form.delimiter) == ("utf-16", "\t")
    mended = parsed(garbled("\ufeffnama;kota\nÁndré à – “Í”;Wałbrzych 😀\n"))
    assert [row.cells for row in mended.rows] == [{"nama": "Ándré à – “Í”", "kota": "Wałbrzych 😀"}]
    assert mended.form.encoding == "mended"
    assert mended.form.sentence == "garbled UTF-8, put right, columns separated by semicolons"


@pytest.mark.parametrize(
    "name", ["André", "CAFÉ…", "“ANDRÉ”", "Â", "Â”", "MÃE", "François – Ã la carte", "Ã© é", "日本"]
)
def test_text_that_is_right_is_left_as_it_is(name: str) -> None:
    table = parsed(f"nama,kota\n{name},Solo\n")
    assert (table.rows[0].cells["nama"], table.form.encoding) == (name, "utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20))
def test_what_was_garbled_is_put_right_or_left(text: str) -> None:
    wanted = f"nama é,b\n“{text}”,x\n"
    read, how = decode(garbled(wanted).encode(), "f.csv")
    assert (read, how) == (wanted, "mended")


def test_excels_own_ways() -> None:
    assert rows('sep=;\r\n"a, b, c";d\r\n="0812";"=""001"""\r\n') == [{"a, b, c": "0812", "d": "001"}]
    assert parsed("sep=;\na;b\n1;2\n").rows[0].line == 3
    assert rows('a,b\n1,2\n"=""""",\n') == [{"a": "1", "b": "2"}], "what is empty within is empty"


def test_titles_and_totals_are_no_rows() -> None:
    table = parsed(
        "DAFTAR KLIEN, TAHUN 2025\n\nKabupaten,Bandung,,,\nNo,Nama,Jan,Feb,Mar\n1,2,3,4,5\n1,Siti,2,3,\n"
        "No,Nama,Jan,Feb,Mar\n2,Joko,1,,\nJumlah,,3,3,0\n,,,,\n,,Mengetahui,,\n"
    )
    assert [row.line for row in table.rows] == [6, 8]
    assert table.columns == ("No", "Nama", "Jan", "Feb", "Mar")
    assert table.aside == ("DAFTAR KLIEN TAHUN 2025", "Kabupaten Bandung", "1 2 3 4 5")
    assert table.bad == (
        BadRow(7, "The header stands here once more."),
        BadRow(9, "The row holds the totals of the others."),
        BadRow(11, "The row stands beneath the totals."),
    )
    assert "DAFTAR KLIEN TAHUN 2025 · Kabupaten Bandung" in table.remarks[0]


def test_a_header_of_two_rows() -> None:
    table = parsed("NO;NAMA;LAHIR;;ALAMAT;;KET\n;;TEMPAT;TGL;JALAN;RT;\n1;Siti;Solo;1/2/1990;Melati;03;-\n")
    assert table.columns == ("NO", "NAMA", "LAHIR TEMPAT", "LAHIR TGL", "ALAMAT JALAN", "ALAMAT RT", "KET")
    assert (table.rows[0].line, table.aside) == (3, ())


@pytest.mark.parametrize("text", ["a,b,\nx,y,z\n", "a,,c\n,q,\n1,2,3\n", "a,b,c\n1,2,3\n4,5,6\n"])
def test_a_row_is_not_taken_for_a_part_of_the_header(text: str) -> None:
    assert len(rows(text)) == text.count("\n") - 1


def test_a_table_without_a_header_keeps_its_first_row() -> None:
    table = parsed("P-01,Siti,12/01/2025,081234567890\nP-02,Joko,13/01/2025,\nP-03,Rina,14/01/2025,085612345678\n")
    assert (len(table.rows), table.columns[2]) == (3, "column 3")
    assert table.remarks == ("Columns without a name of their own: column 1, column 2, column 3, column 4",)
    wide = parsed("Nama,12/01/2025,19/01/2025\nSiti,v,\nJoko,,v\n")
    assert wide.columns == ("Nama", "12/01/2025", "19/01/2025")


def test_a_header_that_no_row_fits_is_the_header_all_the_same() -> None:
    table = parsed("nama,lahir\nSiti,1990-01-02,x\nJoko,1991-01-02,y\n")
    assert (table.columns, table.rows, len(table.bad)) == (("nama", "lahir"), (), 2)


def test_columns_that_stand_twice_are_numbered_and_empty_ones_left_out() -> None:
    table = parsed("a,b,a,a (2),,,\n1,2,3,4,5,,\n")
    assert table.columns == ("a", "b", "a (3)", "a (2)", "column 5")
    assert table.renamed == ("a (3)", "column 5")


def test_a_single_column_is_not_parted() -> None:
    table = parsed('Nama\nSiti, S.Sos\nJoko, M.Pd\nRina "Ina"; adik\n"Kartini, Ny."\n')
    assert [row.cells["Nama"] for row in table.rows] == [
        "Siti, S.Sos", "Joko, M.Pd", 'Rina "Ina"; adik', "Kartini, Ny.",
    ]  # fmt: skip
    assert table.form.sentence == "UTF-8, a single column"
    assert sniff("Alamat\nMelati 1, RT 03, Solo\nSukamaju\nMawar 2, RT 01, Solo\n") == ""


def test_decimal_commas_do_not_part_columns() -> None:
    assert sniff("nama;skor;berat\nA;1,5;2,5\nB;2,5;3,5\nC;1,5;4,5\n") == ";"
    assert sniff("REKAP, 2025\nnama\tskor\tberat\nA\t1,5\t2,5\n") == "\t"


def test_samples_are_the_first_different_values_and_harmless() -> None:
    table = parsed("a,b\n1,x\n1,\n\x1b[31m2,y\n3,\n4,\n")
    assert samples(table, "a") == ("1", "[31m2", "3")
    assert samples(table, "b", 1) == ("x",)


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
        (b"\xff\xfea\x00,\x00b", "not a text table"),
        ("a,b\n1,2\n".encode("utf-16-le"), "not a text table"),
        (b"a,b\n\x81\x8d,2\n", "not a text table"),
        (b'a,b\n1,2\n"3,4\n5,6\n', "line 3: a quotation mark opens here"),
        (b'"a"x,b\n1,2\n', "line 1: There is text after"),
        (b"PK\x03\x04\x14\x00\x06\x00,;\n", "not a text table"),
        (b"sep=;\n", "empty"),
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


def words(*texts: str) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"[^\W_]+", clean(text)))


PIECES = st.sampled_from([
    b",", b";", b"\t", b"|", b"\n", b"\r\n", b'"', b'""', b"a", b"Nama", b"12", b"1/2/2025", b"Total", b"sep=;",
    b"\xc3\xa9", b"\xe9", b"\xff\xfe", b"\0", b"\x1b", b" ", b'="1"', b"\xef\xbb\xbf",
])  # fmt: skip


@given(st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=40).map(b"".join)))
def test_any_bytes_are_refused_or_found_again(data: bytes) -> None:
    use("en")
    with contextlib.suppress(LingkarError):
        table = parse_table(data, "f.csv")
        text, _how = decode(data, "f.csv")
        told = words(re.sub(r'\A"?sep=.', "", text))
        kept = words(*table.columns, *table.aside, *(cell for row in table.rows for cell in row.cells.values()))
        assert all(set(row.cells) == set(table.columns) for row in table.rows)
        assert table.bad or not told - kept
