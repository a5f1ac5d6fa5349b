"""What is guessed of tables nobody here made: which column is what, and that all others are left alone."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.exchange.importing.guess import guess_map, reason_of
from store.exchange.importing.mapping import CASE_FIELDS, EVENT_FIELDS, MANY
from store.exchange.importing.table import Table, parse_table, read_table, samples
from store.exchange.importing.values import find_code, folded
from store.exchange.importing.words import CASE_WORDS, CODE_WORDS, EVENT_WORDS
from store.language import use
from store.model.measure import Improves

TABLES = Path(__file__).with_name("tables")
DATA = Path(__file__).parents[2].parent / "shared" / "data"

GUESSED: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "catatan_wa.csv": (
        {"Nama Klien": "client_name"},
        {"Tanggal": "date", "Kegiatan": "mode", "Hasil": "text", "Lama (jam)": "minutes", "Skor PHQ-9": "measure"},
    ),
    "rekap_kunjungan_2025.csv": ({"Nama": "client_name", "Alamat": "address"}, {}),
    "perkembangan.csv": ({"Kode": "key", "Nama Samaran": "alias"}, {}),
    "hadir.csv": ({"NAMA": "client_name"}, {}),
    "data_ppks_dinsos.csv": (
        {"NAMA LENGKAP": "client_name", "NIK": "nik", "L/P": "sex", "KELAHIRAN TGL LAHIR": "born",
         "NO. HP": "contact", "JENIS PPKS": "tags"},
        {},
    ),
    "unicode_text.txt": (
        {"No. Register": "key", "Nama Klien": "client_name", "Tanggal Masuk": "opened", "Tanggal Lahir": "born",
         "Tingkat Risiko": "risk_level", "Tanggal Selesai": "closed"},
        {},
    ),
    "salah_encoding.csv": (
        {"Kode Kasus": "key", "Nama Klien": "client_name", "Masalah": "presenting_problem", "Jenis Kelamin": "sex"},
        {},
    ),
    "kobo_kunjungan.csv": (
        {"klien/kode_klien": "key", "klien/nama_klien": "client_name", "klien/no_hp": "contact"},
        {"kunjungan/tanggal_kunjungan": "date", "kunjungan/jenis_kunjungan": "mode",
         "kunjungan/catatan_kunjungan": "text", "_uuid": "key"},
    ),
    "commcare_cases.csv": (
        {"caseid": "key", "case_type": "tags", "name": "client_name", "dob": "born", "gender": "sex",
         "phone_number": "contact", "date_opened": "opened", "closed_date": "closed", "status": "status"},
        {},
    ),
    "primero_cases.csv": (
        {"case_id": "key", "status": "status", "registration_date": "opened", "name": "client_name",
         "name_nickname": "alias", "age": "age", "date_of_birth": "born", "sex": "sex", "risk_level": "risk_level",
         "date_closure": "closed"},
        {},
    ),
    "google_forms_us.csv": (
        {"1. What is the client's full name?": "client_name"},
        {"2. Date of visit": "date", "3. What happened during the visit?": "text"},
    ),
    "nama_saja.csv": ({"Nama": "client_name"}, {}),
    "kutipan.csv": (
        {"Case No": "key", "Client Name": "client_name", "Presenting Problem": "presenting_problem"},
        {},
    ),
    "case_list_mixed.csv": (
        {"Client ID": "key", "Beneficiary name": "client_name", "Gender": "sex", "Age (years)": "age",
         "Referred by": "intake_source", "Registration date": "opened", "Case status": "status", "Exit date": "closed",
         "Reason for exit": "reason", "Consent": "consent", "Next follow-up": "next_contact"},
        {},
    ),
    "casa_cases.csv": ({"case_number": "key"}, {}),
    "casa_cases_without_case_number.csv": ({"case_number": "key"}, {}),
    "openspp_cases.csv": (
        {"case_id": "key", "case_name": "alias", "client_name": "client_name", "client_type": "size",
         "case_type": "tags", "intake_source": "intake_source", "opened": "opened", "closed": "closed",
         "presenting_issue": "presenting_problem"},
        {},
    ),
    "openspp_events.csv": ({}, {"case_id": "case", "date": "date", "action": "kind", "text": "text"}),
}  # fmt: skip


def path_of(name: str) -> Path:
    path = TABLES / name if (TABLES / name).exists() else DATA / name
    if not path.exists():
        pytest.skip("the folder shared/data is absent")
    return path


def table(*rows: tuple[str, ...], name: str = "f.csv", delimiter: str = ",") -> Table:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return parse_table(out.getvalue().encode(), name)


def test_every_sample_has_its_answer() -> None:
    assert {path.name for path in TABLES.iterdir()} <= GUESSED.keys()


@pytest.mark.parametrize("name", GUESSED)
def test_a_strangers_table_is_understood(name: str) -> None:
    mapping = guess_map(read_table(path_of(name)))
    assert (dict(mapping.cases.columns), dict(mapping.events.columns)) == GUESSED[name]
    assert not mapping.left_out


@pytest.mark.parametrize(
    ("name", "decimal", "month_first"),
    [
        ("catatan_wa.csv", ",", False),
        ("google_forms_us.csv", ".", True),
        ("kobo_kunjungan.csv", ".", False),
        ("case_list_mixed.csv", ",", False),
        ("data_ppks_dinsos.csv", ",", False),
    ],
)
def test_how_numbers_and_days_are_written_is_seen(name: str, decimal: str, month_first: bool) -> None:
    mapping = guess_map(read_table(path_of(name)))
    assert (mapping.decimal, mapping.month_first) == (decimal, month_first)


def test_wide_sheets_by_months_and_by_days() -> None:
    yearly = guess_map(read_table(TABLES / "rekap_kunjungan_2025.csv"))
    assert list(yearly.days.values()) == [f"2025-{month:02}" for month in range(1, 13)]
    assert (list(yearly.days)[7], yearly.series) == ("Agt", "REKAPITULASI KUNJUNGAN KLIEN LKS HARAPAN")
    in_words = guess_map(read_table(TABLES / "perkembangan.csv"))
    assert in_words.days == {f"{name}-25": f"2025-{month:02}" for month, name in
                             enumerate(("Jan", "Feb", "Mar", "Apr"), 1)}  # fmt: skip
    assert in_words.series == ""  # its cells are notes
    daily = guess_map(read_table(TABLES / "hadir.csv"))
    assert daily.days["31"] == "2025-01-31"


@pytest.mark.parametrize(
    ("heads", "days"),
    [
        (("Januari 2025", "Feb 2025", "2025-03"), ["2025-01", "2025-02", "2025-03"]),
        (("Nov-24", "Dec-24", "Jan-25"), ["2024-11", "2024-12", "2025-01"]),
        (("Skor Jan 2025", "Skor Feb 2025", "Skor Mar 2025"), ["2025-01", "2025-02", "2025-03"]),
        (("13/01/2025", "20/01/2025", "03/02/2025"), ["2025-01-13", "2025-01-20", "2025-02-03"]),
        (("1/13/2025", "1/20/2025", "2/3/2025"), ["2025-01-13", "2025-01-20", "2025-02-03"]),
        (("01/02/2025", "02/02/2025", "03/02/2025"), []),  # two meanings
        (("Jan", "Feb", "Mar"), []),  # of which year?
        (("Jan-24", "Jan-25", "Jan-26"), ["2024-01", "2025-01", "2026-01"]),
        (("May we call?", "Mar", "Apr 2025"), []),
        (("Jan 2025", "Januari 2025", "Feb 2025"), []),  # which of the two?
        (("1", "2", "3"), []),
    ],
)
def test_heads_that_are_months_or_days(heads: tuple[str, ...], days: list[str]) -> None:
    assert list(guess_map(table(("Nama", *heads), ("Siti", "a", "b", "c"))).days.values()) == days


def test_the_words_that_months_share_name_what_they_measure() -> None:
    weights = table(("Nama", "BB Jan 2025", "BB Feb 2025", "BB Mar 2025"), ("Rina", "11,2", "", "11,5"))
    assert guess_map(weights).series == "BB"


@pytest.mark.parametrize(
    "rows",
    [
        # a telephone, a NIK, a running number are no key; the head of a key with days under it neither
        [("ID", "Nama"), ("081234567890", "Siti"), ("085612345678", "Joko")],
        [("Kode", "Nama"), ("3204125203800001", "Siti"), ("3204125203800002", "Joko")],
        [("No", "Nama"), ("1", "Siti"), ("2", "Joko")],
        [("Case No", "Nama"), ("2025-01-02", "Siti"), ("2025-01-03", "Joko")],
        # what comes back in a list of cases is a category, and so is what goes with several names
        [("Kode", "Nama"), ("A", "Siti"), ("A", "Joko"), ("B", "Rina")],
        [("Kode", "Nama", "Tanggal kunjungan", "Catatan")]
        + [("A" if n % 2 else "B", f"Orang {'abcdefgh'[n]}", "2025-01-02", "datang") for n in range(8)],
    ],
)
def test_what_is_no_key(rows: list[tuple[str, ...]]) -> None:
    mapping = guess_map(table(*rows))
    assert "key" not in mapping.cases.columns.values()
    assert mapping.cases.columns["Nama"] == "client_name"


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("Tanggal Lahir", ("Bandung", "Garut")),  # a place
        ("Tanggal Lahir", ("5-Sep-22", "6-Sep-22")),  # of which century?
        ("Status", ("Kawin", "Belum kawin")),
        ("Tingkat", ("SD", "SMP")),
        ("Usia", ("12 bln", "3 th")),
        ("No HP", ("ada", "tidak ada")),
        ("Nama Ibu Kandung", ("Minah", "Eneng")),
        ("Nama Petugas", ("Dewi", "André")),
        ("No HP Tetangga", ("081234567890", "085612345678")),
        ("Tanggal kunjungan terakhir", ("2025-01-02", "2025-01-03")),
        ("Jenis kelamin anak", ("L", "P")),
        ("No. KK", ("3204125203800001", "3204125203800002")),
        ("Selesai?", ("True", "False")),
        ("Tanggal pernikahan", ("2001-02-03", "2002-03-04")),
        ("Persetujuan", ("Ya", "Tidak")),
    ],
)
def test_what_is_not_certain_is_left_alone(head: str, values: tuple[str, str]) -> None:
    mapping = guess_map(table(("Nama Klien", head), ("Siti", values[0]), ("Joko", values[1])))
    assert dict(mapping.cases.columns) == {"Nama Klien": "client_name"}
    assert not mapping.events.columns


def test_values_speak_where_the_head_does_not() -> None:
    rows = [("P" if n % 2 else "L", f"Orang {'abcdefgh'[n]}") for n in range(8)]
    sex = table(("Keterangan 1", "Nama"), *rows)
    assert guess_map(sex).cases.columns == {"Keterangan 1": "sex", "Nama": "client_name"}
    assert reason_of(sex, "Keterangan 1", guess_map(sex)) == "8 of 8 values looked at are known words"
    days = [("Siti", f"2025-01-{n + 1:02}", f"ibu bercerita panjang lebar tentang hal {n}", "x") for n in range(8)]
    log = table(("Klien", "Kapan", "Apa", "Lain"), *days)
    mapping = guess_map(log)
    assert mapping.has_several_rows
    assert mapping.events.columns == {"Kapan": "date", "Apa": "text"}
    assert reason_of(log, "Kapan", mapping) == "8 of 8 values looked at are days"
    assert reason_of(log, "Apa", mapping) == "the longest texts stand here"
    assert reason_of(log, "Lain", mapping) == ""


def test_reasons_of_heads() -> None:
    forms = read_table(TABLES / "google_forms_us.csv")
    mapping = guess_map(forms)
    assert reason_of(forms, "2. Date of visit", mapping) == "from the column heading"
    assert reason_of(forms, "1. What is the client's full name?", mapping) == "the head has the words"
    wide = read_table(TABLES / "perkembangan.csv")
    assert reason_of(wide, "Jan-25", guess_map(wide)) == "the head is a month or a day"


def test_scores_and_their_direction() -> None:
    rows = [(f"P-{n}", str(n), str(n)) for n in range(5)]
    mapping = guess_map(table(("Kode Kasus", "PHQ9 (0-27)", "Skor kemandirian"), *rows))
    assert dict(mapping.cases.columns) == {
        "Kode Kasus": "key", "PHQ9 (0-27)": "measure", "Skor kemandirian": "measure",
    }  # fmt: skip
    assert mapping.improves == {"PHQ9 (0-27)": Improves.DOWN}
    scales = table(("Kode Kasus", "Skor DASS-21", "SRQ", "GDS"), *[(f"P-{n}", "9", "4", "3") for n in range(5)])
    assert guess_map(scales).improves == dict.fromkeys(("Skor DASS-21", "SRQ", "GDS"), Improves.DOWN)


def test_what_is_done_and_what_came_of_it_are_codes_where_all_are() -> None:
    rows = [("Siti", "2025-01-02", "Kunjungan rumah", "bertemu"), ("Siti", "2025-01-03", "WA", "tidak dijawab")]
    mapping = guess_map(table(("Nama Klien", "Tanggal", "Kegiatan", "Hasil"), *rows))
    assert mapping.events.columns == {"Tanggal": "date", "Kegiatan": "mode", "Hasil": "outcome"}


YEARS_OF_TWO = {
    "kasus-2026.csv": (
        {"Nama Klien": "client_name", "Tgl Lahir": "born", "Tgl Masuk": "opened", "Tgl Tutup": "closed",
         "Alasan Tutup": "reason", "DASS": "measure"},
        {},
    ),
    "kontak.csv": (
        {"Kode": "key", "Klien": "client_name"},
        {"Tanggal": "date", "Kegiatan": "mode", "Hasil": "outcome", "Lama (jam)": "minutes", "Uraian": "text"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", YEARS_OF_TWO)
@pytest.mark.parametrize("month_first", [False, True])
def test_days_with_years_of_two_figures(name: str, month_first: bool) -> None:
    def day(first: int, second: int) -> str:
        return f"{second:02}/{first:02}/26" if month_first else f"{first:02}/{second:02}/26"

    if name == "kontak.csv":
        heads = ("Tanggal", "Kode", "Klien", "Kegiatan", "Hasil", "Lama (jam)", "Uraian")
        rows = [
            (day(12, 1), "A1", "Bu Sumiati", "Kunjungan rumah", "Bertemu", "1,5", "Bercerita tentang pemukulan"),
            (day(15, 1), "A1", "Bu Sumiati", "Telepon", "Tidak diangkat", "0,25", "Ditelepon dua kali"),
            (day(20, 1), "A1", "Bu Sumiati", "WA", "Dibalas", "0,1", "Mau datang hari Kamis"),
            (day(3, 2), "A2", "Pak Darmo", "Homevisit", "Tidak di rumah", "0,5", "Tetangga bilang ke sawah"),
            (day(5, 2), "A2", "Pak Darmo", "Konseling", "Bertemu", "1", "Belum makan dua hari"),
        ]
    else:
        heads = ("No", "Nama Klien", "Tgl Lahir", "Tgl Masuk", "Tgl Tutup", "Alasan Tutup", "DASS")
        rows = [
            ("1", "Bu Sumiati", "2/3/85", day(12, 1), "", "", "18,5"),
            ("2", "Pak Darmo", "8/7/59", day(3, 2), day(15, 8), "Pindah", "12"),
        ]
    mapping = guess_map(table(heads, *rows, delimiter=";"))
    assert (dict(mapping.cases.columns), dict(mapping.events.columns)) == YEARS_OF_TWO[name]
    assert (mapping.month_first, mapping.decimal) == (month_first, ",")
    assert mapping.improves == ({"DASS": Improves.DOWN} if name.startswith("kasus") else {})


def test_a_phrase_in_two_heads_is_no_sign() -> None:
    rows = [("Siti", "0812345678", "0812345679"), ("Joko", "0812345670", "0812345671")]
    assert "contact" not in guess_map(table(("Nama", "No HP utama", "No HP cadangan"), *rows)).cases.columns.values()


VISITS = [("7", "Siti", "2025-01-02", "datang", "2"), ("8", "Siti", "2025-01-03", "pergi", "1"),
          ("9", "Joko", "2025-01-03", "datang", "3"), ("10", "Siti", "2025-01-09", "pergi", "2")]  # fmt: skip


def test_what_is_different_in_each_row_of_a_log_is_the_key_of_the_row() -> None:
    mapping = guess_map(table(("ID", "Nama", "Tanggal", "Catatan", "Lama (menit)"), *VISITS))
    assert mapping.cases.columns == {"Nama": "client_name"}
    assert mapping.events.columns == {
        "Tanggal": "date", "Catatan": "text", "Lama (menit)": "minutes", "ID": "key",
    }  # fmt: skip
    in_hours = guess_map(table(("ID", "Nama", "Tanggal", "Catatan", "Lama (jam)"), *VISITS))
    assert in_hours.events.columns["Lama (jam)"] == "minutes"
    in_days = guess_map(table(("ID", "Nama", "Tanggal", "Catatan", "Lama (hari)"), *VISITS))
    assert "minutes" not in in_days.events.columns.values()
    own_case = guess_map(table(("Case ID", "Nama", "Tanggal", "Catatan", "Lama"), *VISITS))
    assert own_case.cases.columns == {"Case ID": "key", "Nama": "client_name", "Tanggal": "opened"}


def test_a_log_of_cases_without_names_and_a_birth_that_is_no_event() -> None:
    rows = [("K1" if n % 3 else "K2", f"2025-01-{n + 1:02}", "datang") for n in range(8)]
    mapping = guess_map(table(("Case ID", "Date", "Notes"), *rows))
    assert (dict(mapping.cases.columns), mapping.new_cases) == ({}, True)
    assert mapping.events.columns == {"Case ID": "case", "Date": "date", "Notes": "text"}
    assert not guess_map(table(("Case ID", "Lahir", "Notes"), *rows)).events.columns


def test_what_changes_from_row_to_row_is_no_fact_of_the_case() -> None:
    rows = [("K1", "2025-01-02", "datang", "Cimahi", "a@b.id"), ("K1", "2025-01-05", "datang", "Bandung", "a@b.id"),
            ("K1", "2025-01-06", "datang", "Garut", "a@b.id"), ("K2", "2025-01-06", "datang", "Garut", "")]  # fmt: skip
    mapping = guess_map(table(("No Kasus", "Tanggal Kunjungan", "Catatan", "Alamat", "Kontak"), *rows))
    assert dict(mapping.cases.columns) == {"No Kasus": "key", "Kontak": "contact"}


@pytest.mark.parametrize(
    ("days", "month_first"),
    [
        (("11/20/2026", "01/02/2026"), True),
        (("20/11/2026", "01/02/2026"), False),
        (("1/3/2025 9:12", "1/5/2025 9:12", "2/1/2025 9:12"), True),  # in order in one reading alone
        (("1/3/2025", "2/3/2025", "1/4/2025"), False),
        (("1/2/2025", "1/2/2025"), False),  # nothing tells
        (("20-11-2026", "11/20/2026", "21-11-2026"), False),  # most
    ],
)
def test_evidence_of_the_order_of_days(days: tuple[str, ...], month_first: bool) -> None:
    rows = [(f"P-{n}", day) for n, day in enumerate(days)]
    assert guess_map(table(("Kode Kasus", "Tanggal Masuk"), *rows)).month_first is month_first


@pytest.mark.parametrize(
    ("numbers", "delimiter", "decimal"),
    [
        (("1,5", "2"), ",", ","),
        (("1.5", "2"), ";", "."),
        (("3", "2"), ";", ","),
        (("3", "2"), "\t", "."),
        (("Rp 1.500", "Rp 20.000"), "\t", ","),
        (("1.500.000,00", "2"), "\t", ","),
        (("1.500", "2.250"), "\t", "."),  # nothing tells
    ],
)
def test_evidence_of_the_decimal_sign(numbers: tuple[str, ...], delimiter: str, decimal: str) -> None:
    rows = [(f"P-{n}", number) for n, number in enumerate(numbers)]
    assert guess_map(table(("Kode Kasus", "Nilai"), *rows, delimiter=delimiter)).decimal == decimal


def test_three_thousand_rows_with_a_slip_here_and_there() -> None:
    start = date(2020, 1, 1)
    rows = [
        (f"P-{n:04}", f"Orang {chr(97 + n % 26)}", str(start + timedelta(n)) if n % 50 else "lupa", "LLP"[n % 3])
        for n in range(3000)
    ]
    mapping = guess_map(table(("Nomor Kasus", "Nama", "Tanggal", "JK"), *rows))
    assert list(mapping.cases.columns.values()) == ["sex", "key", "client_name", "opened"]


# Whatever stands there


HEADS = st.one_of(
    st.sampled_from([word for words in (CASE_WORDS | EVENT_WORDS).values() for word in words]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
)
CELLS = st.one_of(
    st.sampled_from(["2025-01-02", "03/04/2025", "12 Mei 2025", "L", "P", "1,5", "08123456789", "Siti", "selesai", ""]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
)


@given(st.lists(HEADS, min_size=1, max_size=8), st.data())
def test_whatever_stands_there_a_field_is_taken_once(heads: list[str], data: st.DataObject) -> None:
    use("en")
    rows = data.draw(st.lists(st.tuples(*[CELLS] * len(heads)), max_size=8))
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("kepala", *heads), *(("a", *row) for row in rows)])
    read = parse_table(out.getvalue().encode(), "f.csv")
    mapping = guess_map(read)
    for part, fields in ((mapping.cases, CASE_FIELDS), (mapping.events, EVENT_FIELDS)):
        once = [field for field in part.columns.values() if field not in MANY]
        assert len(once) == len(set(once))
        assert set(once) <= set(fields)
    taken = [*mapping.cases.columns, *mapping.events.columns, *mapping.days]
    assert len(taken) == len(set(taken))
    assert set(taken) <= set(read.columns)
    for column in read.columns:
        assert bool(reason_of(read, column, mapping)) <= (column in taken)
        assert all("\n" not in sample for sample in samples(read, column))


@pytest.mark.parametrize("columns", [1, 5000])
def test_tables_of_any_width(columns: int) -> None:
    wide = table(tuple(f"Pertanyaan {n}" for n in range(columns)), ("ya",) * columns, ("tidak",) * columns)
    assert len(wide.columns) == columns
    assert not guess_map(wide).cases.columns


@pytest.mark.parametrize("filling", ["x", "/", ",", "( ", "@", "9", "9 ", "-", "Jan ", "1/2/2025 ", "a/b.c@d "])
def test_cells_and_heads_of_a_megabyte(filling: str) -> None:
    long = filling * (1_000_000 // len(filling)) + " "
    deep = table(("Nama", "Tanggal", "No HP", "Status", long + "x"), *[("Siti", long + "x", long, long, long)] * 3)
    mapping = guess_map(deep)
    assert [len(row.cells["Tanggal"]) for row in deep.rows] == [len(long) + 1] * 3
    assert set(mapping.cases.columns) | set(mapping.events.columns) <= {"Nama"}
    for column in deep.columns:
        reason_of(deep, column, mapping)
        assert len("".join(samples(deep, column))) < 1000


# The words


def test_words_are_written_as_heads_are_compared() -> None:
    for words in (CASE_WORDS, EVENT_WORDS):
        told = [word for names in words.values() for word in names]
        assert all(folded(word) == word for word in told)
        assert len(told) == len(set(told)), "a head would be two fields"
    assert set(CASE_WORDS) <= set(CASE_FIELDS)
    assert set(EVENT_WORDS) <= set(EVENT_FIELDS)


def test_every_word_for_a_code_names_that_code() -> None:
    for vocabulary, words in CODE_WORDS.items():
        assert {word: find_code(word, vocabulary) for word in words} == words
        assert {label: find_code(label, vocabulary) for code in vocabulary for label in (code, *code.labels)} == {
            label: code for code in vocabulary for label in (code, *code.labels)
        }
