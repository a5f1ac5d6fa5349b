"""What a plan says of each row before anything is done, and doing it: several rows a case, wide sheets, codes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from store import Case, Casebook, Refused
from store.exchange.dumping import contents_of
from store.exchange.importing.mapping import ImportMap, Kind, Part
from store.exchange.importing.missing import filled_in
from store.exchange.importing.plan import Fate, Plan, Report, RowFate, carry_out, known_to, make_plan, read_source
from store.model.codes import Phase
from store.model.measure import Improves, Measure, Measurement, Stage
from store.model.note import Note
from store.model.person import Person

Write = Callable[..., Path]
LOG = ImportMap(
    name="log",
    cases=Part({"Nama": "client_name", "Alamat": "address", "Sumber": "intake_source"}),
    events=Part({"Tanggal": "date", "Kegiatan": "kind", "Hasil": "text", "Skor": "measure", "Lama": "minutes"}),
    decimal=",",
    improves={"Skor": Improves.DOWN},
)
WIDE = ImportMap(name="rekap", cases=Part({"Nama": "client_name"}), days={"Jan": "2025-01", "3 Feb": "2025-02-03"})


def plan(book: Casebook | None, file: Path, mapping: ImportMap) -> Plan:
    made = make_plan(known_to(book), read_source(file, mapping), mapping)
    assert made.report.adds_up
    return made


def done(book: Casebook, file: Path, mapping: ImportMap) -> Plan:
    made = plan(book, file, mapping)
    carry_out(book, made)
    return made


def fates(made: Plan) -> list[tuple[int, str, str]]:
    return [(row.line, row.fate.value, row.case) for row in made.report.fates]


# Several rows a case


@pytest.fixture
def log(write: Write) -> Path:
    return write(
        "log.csv",
        "Nama;Alamat;Sumber;Tanggal;Kegiatan;Hasil;Skor;Lama;Petugas;Desa\n"
        "Siti Aminah;Jl. Melati 1;sendiri;03/02/2025;Kunjungan;Ibu cemas;14,5;1,5 jam;André;Sukamaju\n"
        "Joko;;;03/02/2025;Telepon;Tidak diangkat;;;Dewi;\n"
        "siti aminah;Jl. Mawar 2;;10/02/2025;Kunjungan;Lebih tenang;tidak mau;lama;Dewi;Sukamaju\n"
        "Siti Aminah;;;;;Tanpa tanggal;;;Dewi;Sukamaju\n"
        ";;;11/02/2025;Kunjungan;Siapa?;;;Dewi;\n"
        "Rina;Jl. Kenanga;;;;;;;Dewi;Cibeunying\n"
        "Rina;;;;;;;;Dewi;\n",
    )


def test_rows_of_one_name_are_one_case_with_its_notes(book: Casebook, log: Path) -> None:
    made = done(book, log, LOG)
    assert fates(made) == [
        (2, "both", "S.A."), (3, "both", "J."), (4, "note", "S.A."), (5, "skipped", "Siti Aminah"), (6, "skipped", ""),
        (7, "case", "R."), (8, "skipped", "Rina"),
    ]  # fmt: skip
    assert [row.reason for row in made.report.skipped] == [
        "Tanggal: the day is missing.",
        "The row has neither an alias nor a key nor a name.",
        "The row has no day, and its case stands further up already.",
    ]
    siti, _joko, rina = book.cases()
    assert (siti.client_name, siti.intake_source, siti.opened) == ("Siti Aminah", "self", date(2025, 2, 3))
    assert siti.extra == {"Sumber": "sendiri", "Desa": "Sukamaju"}  # what all its rows say; the rest is with each note
    assert rina.extra == {"Petugas": "Dewi", "Desa": "Cibeunying"}
    later, first = book.notes(siti.code)
    assert (first.body, first.minutes, first.extra) == ("Kunjungan: Ibu cemas", 90, {"Petugas": "André"})
    assert later.minutes is None
    assert later.extra == {
        "Nama": "siti aminah", "Alamat": "Jl. Mawar 2", "Skor": "tidak mau", "Lama": "lama", "Petugas": "Dewi",
    }  # fmt: skip
    assert [(one.column, one.lines) for one in made.report.as_text] == [("Lama", (4,)), ("Skor", (4,))]
    assert book.parts(Person, siti.code)[0].address == "Jl. Melati 1"
    [measure], [value] = book.parts(Measure, siti.code), book.parts(Measurement, siti.code)
    assert (measure.target, measure.improves, value.value, value.on) == ("Skor", "down", 14.5, date(2025, 2, 3))
    assert made.report.remarks == ()


def test_a_log_that_has_grown_adds_to_the_case_what_is_new(book: Casebook, log: Path) -> None:
    done(book, log, LOG)
    before = contents_of(book)
    again = done(book, log, LOG)
    assert (again.records, again.report.unchanged) == ((), 4)
    assert contents_of(book) == before
    log.write_text(log.read_text() + "Siti Aminah;Jl. Baru 9;sendiri;12/03/2025;Kunjungan;Pindah;9;;Dewi;Sukamaju\n")
    grown = done(book, log, LOG)
    assert fates(grown)[-1] == (9, "note", "S.A.")
    siti = book.cases()[0]
    assert book.notes(siti.code)[0].extra == {"Alamat": "Jl. Baru 9", "Petugas": "Dewi", "Desa": "Sukamaju"}
    assert [value.value for value in book.parts(Measurement, siti.code)] == [14.5, 9]
    assert len(book.parts(Measure, siti.code)) == 1


def test_events_alone_begin_cases_where_the_map_says_so(book: Casebook, write: Write) -> None:
    known = book.add_case(alias="Bu S", size="family")
    table = write(
        "e.csv", f"kasus,hari,isi,oleh\n{known.code},2026-01-02,a,D\nP-7,2026-01-03,b,D\nP-7,2026-01-04,c,D\n"
    )
    columns = Part({"kasus": "case", "hari": "date", "isi": "text"})
    closed = plan(book, table, ImportMap(events=columns))
    assert [row.reason for row in closed.report.skipped] == ["There is no case “P-7”."] * 2
    made = done(book, table, ImportMap(events=columns, new_cases=True))
    assert fates(made) == [(2, "note", "Bu S"), (3, "both", "P-7"), (4, "note", "P-7")]
    assert made.report.codes == {"P-7": "K-2026-002"}
    assert [note.extra for note in book.notes("K-2026-002")] == [{"oleh": "D"}] * 2


def test_a_case_that_begins_in_a_file_of_events_has_the_constants_too(book: Casebook, write: Write) -> None:
    (write("c.csv", "id,size\nP-1,giant\n").parent / "sub").mkdir()
    write("sub/c.csv", "k,d\nP-1,2026-01-02\nP-2,2026-01-03\nP-2,2026-01-04\n")  # another file of the same name
    mapping = ImportMap(
        cases=Part({"id": "key", "size": "size"}, constants={"size": "family", "consent": "verbal"}),
        events_file="sub/c.csv", events=Part({"k": "case", "d": "date"}), new_cases=True,
    )  # fmt: skip
    made = done(book, write("c.csv", "id,size\nP-1,giant\n"), mapping)
    assert made.report.rows == {"c.csv": 1, "sub/c.csv": 3}
    told = [(case.alias, case.size, case.consent) for case in book.cases()]
    assert told == [("P-1", "family", "verbal"), ("P-2", "family", "verbal")], "for a word that nobody knows, too"
    assert book.cases()[0].extra == {"size": "giant"}
    wrong = replace(mapping, cases=replace(mapping.cases, constants={"opened": "never"}))
    book.undo()
    assert plan(book, write("c.csv", "id,size\nP-1,giant\n"), wrong).report.skipped == ()


# Wide sheets


def test_the_cells_of_a_wide_sheet_are_notes(book: Casebook, write: Write) -> None:
    table = write("w.csv", "Nama,Jan,3 Feb\nSiti Aminah,Sekolah lagi,Nilai membaik\nJoko,,\n")
    made = done(book, table, WIDE)
    assert fates(made) == [(2, "both", "S.A."), (3, "case", "J.")]
    siti = book.cases()[0]
    assert siti.opened == date(2025, 1, 1)
    notes = [(note.body, note.contact_at.date(), note.mode, note.is_signed) for note in book.notes(siti.code)]
    assert notes == [
        ("3 Feb: Nilai membaik", date(2025, 2, 3), "admin", True),
        ("Jan: Sekolah lagi", date(2025, 1, 1), "admin", True),
    ]  # fmt: skip
    table.write_text("Nama,Jan,3 Feb\nSiti Aminah,Sekolah lagi,Nilai membaik\nJoko,,Datang\n")
    assert fates(done(book, table, WIDE)) == [(2, "unchanged", "S.A."), (3, "note", "J.")]


def test_a_wide_sheet_may_have_events_beside_it(book: Casebook, write: Write) -> None:
    write("e.csv", "kasus,hari,isi\nP-1,2025-02-07,Datang sendiri\n")
    mapping = ImportMap(
        cases=Part({"Kode": "key"}), days={"Jan": "2025-01"}, events_file="e.csv",
        events=Part({"kasus": "case", "hari": "date", "isi": "text"}),
    )  # fmt: skip
    made = done(book, write("w.csv", "Kode,Jan\nP-1,Sekolah lagi\n"), mapping)
    assert fates(made) == [(2, "both", "P-1"), (2, "note", "P-1")]
    assert [note.body for note in book.notes(book.cases()[0].code)] == ["Datang sendiri", "Jan: Sekolah lagi"]


def test_the_cells_of_a_series_are_measured_values(book: Casebook, write: Write) -> None:
    series = replace(WIDE, series="Kehadiran")
    table = write("w.csv", "Nama,Jan,3 Feb\nSiti Aminah,4,sakit\n")
    made = done(book, table, series)
    assert made.report.remarks == (
        "More is taken to be better for Kehadiran; for one that gets better when it falls, choose “A measure: better "
        "when it falls”.",
    )
    [siti] = book.cases()
    assert [(value.value, value.on) for value in book.parts(Measurement, siti.code)] == [(4, date(2025, 1, 1))]
    assert [note.body for note in book.notes(siti.code)] == ["3 Feb: sakit"]
    table.write_text("Nama,Jan,3 Feb\nSiti Aminah,5,sakit\n")
    assert fates(done(book, table, series)) == [(2, "note", "S.A.")]
    assert [value.value for value in book.parts(Measurement, siti.code)] == [4, 5]
    assert done(book, table, series).records == ()


# Codes


def test_an_unknown_word_is_told_once_and_kept_until_a_map_knows_it(book: Casebook, write: Write) -> None:
    table = write("f.csv", "id,src,size\n1,grm,individual\n2,GRM ,giant\n3,self,family\n")
    mapping = ImportMap(cases=Part({"id": "key", "src": "intake_source", "size": "size"}))
    made = plan(book, table, mapping)
    assert [(one.part, one.field, one.column, one.value, one.lines) for one in made.report.unknown] == [
        ("cases", "intake_source", "src", "grm", (2, 3)), ("cases", "size", "size", "giant", (3,)),
    ]  # fmt: skip
    assert [row.fate for row in made.report.fates] == [Fate.CASE] * 3
    settled = filled_in(mapping, made.report.unknown)
    for told in (mapping, settled):
        made = done(book, table, told)
        assert [(case.intake_source, case.size, case.extra) for case in book.cases()] == [
            (None, "individual", {"src": "grm"}), (None, "individual", {"src": "GRM", "size": "giant"}),
            ("self", "family", {}),
        ]  # fmt: skip
        book.undo()
    assert made.report.unknown == (), "nothing is asked twice"
    codes = {"intake_source": {"grm": "hotline"}, "size": {"giant": "community"}}
    done(book, table, replace(mapping, cases=replace(mapping.cases, codes=codes)))
    assert [(case.intake_source, case.size, case.extra) for case in book.cases()] == [
        ("hotline", "individual", {"src": "grm"}), ("hotline", "community", {"src": "GRM", "size": "giant"}),
        ("self", "family", {}),
    ]  # fmt: skip


def test_an_unknown_word_of_a_log_is_kept_once_with_its_case(book: Casebook, write: Write) -> None:
    rows = "Siti,grm,03/02/2025\nSiti,grm,04/02/2025\n"
    table = write("log.csv", f"Nama,Sumber,Tanggal\n{rows}")
    mapping = ImportMap(
        cases=Part({"Nama": "client_name", "Sumber": "intake_source"}), events=Part({"Tanggal": "date"})
    )
    made = done(book, table, mapping)
    assert [(one.value, one.lines) for one in made.report.unknown] == [("grm", (2, 3))]
    table.write_text(f"Nama,Sumber,Tanggal\n{rows}Siti,grm,05/02/2025\nSiti,lsm x,06/02/2025\n")
    made = done(book, table, mapping)
    assert [(one.value, one.lines) for one in made.report.unknown] == [("grm", (4,)), ("lsm x", (5,))]
    [siti] = book.cases()
    assert siti.extra == {"Sumber": "grm"}
    assert [note.extra for note in book.notes(siti.code)] == [{"Sumber": "lsm x"}, {}, {}, {}]


def test_an_unknown_kind_of_event_is_told_and_may_become_a_note(book: Casebook, write: Write) -> None:
    case = book.add_case(alias="A", size="family")
    table = write("e.csv", f"k,d,j,t\n{case.code},2026-11-21,pesta,Ramai\n{case.code},2026-11-21,,Sepi\n")
    mapping = ImportMap(
        events=Part({"k": "case", "d": "date", "j": "kind", "t": "text"}), kinds={"visit": Kind(label="Visit")}
    )
    made = plan(book, table, mapping)
    assert [(one.part, one.field, one.value, one.lines) for one in made.report.unknown] == [
        ("events", "kind", "pesta", (2,))
    ]
    for told in (mapping, filled_in(mapping, made.report.unknown)):
        done(book, table, told)
        assert [note.body for note in book.notes(case.code)] == ["Sepi", "pesta: Ramai"]
        book.undo()
    named = replace(mapping, kinds={**mapping.kinds, "pesta": Kind(label="Selamatan", phase=Phase.PLANNING)})
    assert done(book, table, named).report.unknown == ()
    assert [note.body for note in book.notes(case.code)] == ["Sepi", "Selamatan: Ramai"]
    assert book.case(case.code).phase is Phase.PLANNING


def test_what_comes_to_a_case_of_the_book_has_the_phase_that_the_case_was_in_then(book: Casebook, write: Write) -> None:
    case = book.add_case(alias="A", size="family")
    begun, day = book.clock(), book.today()
    book.clock = lambda: begun + timedelta(days=3)
    book.advance(case.code, "A reason that is long enough to pass.")
    book.clock = lambda: begun + timedelta(days=5)
    days = [day - timedelta(days=9), day + timedelta(days=1), day + timedelta(days=4)]
    table = write("e.csv", "k,d,t\n" + "".join(f"{case.code},{each},x\n" for each in days))
    done(book, table, ImportMap(events=Part({"k": "case", "d": "date", "t": "text"})))
    phases = [note.phase for note in reversed(book.notes(case.code))]
    assert phases == [Phase.ENGAGEMENT, Phase.ENGAGEMENT, Phase.ASSESSMENT]


def test_a_kind_that_is_a_mode_of_contact_is_one_where_the_map_names_no_kinds(book: Casebook, write: Write) -> None:
    case = book.add_case(alias="A", size="family")
    kinds = {
        "home_visit": "home_visit", "Kunjungan rumah": "home_visit", "telepon": "phone", "Rapat": "conference",
        "Case conference": "conference", "Assessment": "admin", "": "admin",
    }  # fmt: skip
    rows = [f"{case.code},2026-01-0{day},{kind},x\n" for day, kind in enumerate(kinds, 1)]
    table = write("e.csv", "k,d,j,t\n" + "".join(rows))
    mapping = ImportMap(events=Part({"k": "case", "d": "date", "j": "kind", "t": "text"}))
    assert done(book, table, mapping).report.unknown == ()
    assert [(note.mode, note.body) for note in book.notes(case.code)][::-1] == [
        (mode, f"{kind}: x" if kind else "x") for kind, mode in kinds.items()
    ]
    book.undo()
    done(book, table, replace(mapping, kinds={"*": Kind()}))
    assert {note.mode for note in book.notes(case.code)} == {"admin"}, "what the map says of it stands"


# People and measures of a case


def test_what_is_known_of_a_person_becomes_one(book: Casebook, write: Write) -> None:
    table = write(
        "f.csv",
        "kasus,nama,jk,lahir,umur,hp,alamat,nik,jenis\n"
        "Keluarga 7,Siti Aminah,P,1985-03-02,40 tahun,0812,Jl. Melati,3201,family\n"
        "Pak J,Joko,L,±1970,tua,,,,\nBu R,Rina,,,,,,,\n",
    )
    mapping = ImportMap(
        cases=Part({
            "kasus": "alias", "nama": "client_name", "jk": "sex", "lahir": "born", "umur": "age", "hp": "contact",
            "alamat": "address", "nik": "nik", "jenis": "size",
        }, constants={"size": "individual"})
    )  # fmt: skip
    made = done(book, table, mapping)
    siti, joko, rina = book.cases()
    [person] = book.parts(Person, siti.code)
    assert (person.name, person.alias, person.sex, person.born) == ("Siti Aminah", "S.A.", "female", date(1985, 3, 2))
    assert (person.age, person.contact, person.address) == (40, "0812", "Jl. Melati")
    assert (person.note, person.is_member) == ("NIK 3201", True)
    assert [(one.alias, one.sex) for one in book.parts(Person, joko.code)] == [("Pak J", "male")]
    assert joko.extra == {"lahir": "±1970", "umur": "tua"}
    assert {one.column: one.lines for one in made.report.as_text} == {"lahir": (3,), "umur": (3,)}
    assert book.parts(Person, rina.code) == []


def test_a_value_is_of_the_baseline_until_the_intervention_begins(book: Casebook, write: Write) -> None:
    table = write(
        "e.csv",
        "k,d,j,PHQ\nP,2026-01-02,visit,20\nP,2026-01-09,help,18\nP,2026-02-01,visit,11\nP,2026-01-05,visit,19\n",
    )
    mapping = ImportMap(
        events=Part({"k": "case", "d": "date", "j": "kind", "PHQ": "measure"}), new_cases=True,
        kinds={"help": Kind(phase=Phase.INTERVENTION), "*": Kind()},
    )  # fmt: skip
    done(book, table, mapping)
    [case] = book.cases()
    assert {value.value: value.stage for value in book.parts(Measurement, case.code)} == {
        20: Stage.A, 18: Stage.B, 11: Stage.B, 19: Stage.A,
    }  # fmt: skip
    table.write_text("k,d,j,PHQ\nP,2026-01-04,visit,25\nP,2026-03-01,visit,8\n")
    done(book, table, mapping)  # the book knows when the intervention began
    assert [value.stage for value in book.parts(Measurement, case.code)[-2:]] == [Stage.A, Stage.B]


# Doing it


def test_columns_left_out_and_kept_are_named(book: Casebook, write: Write) -> None:
    table = write("f.csv", "id,Foto,Desa\n1,x.jpg,Sukamaju\n")
    made = done(book, table, ImportMap(cases=Part({"id": "key"}), left_out=("Foto", "Gone")))
    assert (made.report.kept, made.report.left_out) == (("Desa",), ("Foto",))
    assert book.cases()[0].extra == {"Desa": "Sukamaju"}
    assert made.report.sentences()[-2:] == ["Columns kept under their own name: Desa", "Columns left out: Foto"]


def test_rows_that_do_not_add_up_are_told() -> None:
    row = RowFate("f.csv", 2, Fate.CASE)
    for fates in ((row,), (row, row), (row, replace(row, line=3), replace(row, line=4))):
        report = Report(rows={"f.csv": 2}, fates=fates)
        assert not report.adds_up
        assert f"2 were read, {len(fates)} are accounted for" in "\n".join(report.sentences())


def test_a_plan_that_the_book_has_overtaken_is_refused(book: Casebook, write: Write) -> None:
    table = write("f.csv", "id\n1\n")
    mapping = ImportMap(cases=Part({"id": "key"}))
    made = plan(book, table, mapping)
    book.add_case(alias="Bu S", size="family")
    with pytest.raises(Refused, match="changed since"):
        carry_out(book, made)
    carry_out(book, fresh := plan(book, table, mapping))
    with pytest.raises(Refused, match="changed since"):
        carry_out(book, fresh)  # the same once more
    [known] = [case for case in book.cases() if case.imported_from]
    visit = ImportMap(events=Part({"k": "case", "d": "date"}))
    note = plan(book, write("v.csv", f"k,d\n{known.code},2026-11-21\n"), visit)
    carry_out(book, note)
    with pytest.raises(Refused, match="changed since"):
        carry_out(book, note)
    moves = ImportMap(events=Part({"k": "case", "d": "date", "j": "kind"}), kinds={"p": Kind(phase=Phase.PLANNING)})
    late = plan(book, write("e.csv", f"k,d,j\n{known.code},2026-11-21,p\n"), moves)
    book.edit_case(known.code, alias="Changed meanwhile")
    with pytest.raises(Refused, match="changed since"):
        carry_out(book, late)
    assert book.case(known.code).alias == "Changed meanwhile"


def test_one_undo_gives_the_very_same_book(book: Casebook, log: Path) -> None:
    book.add_case(alias="Bu S", size="family")
    before = contents_of(book)
    done(book, log, LOG)
    assert contents_of(book) != before
    book.undo()
    assert contents_of(book) == before


class Stop(Exception):
    pass


def test_progress_is_told_and_stops_the_work(book: Casebook, write: Write) -> None:
    table = write("f.csv", "id,alias\n" + "".join(f"{n},A{n}\n" for n in range(1000)))
    source, mapping = read_source(table), ImportMap(cases=Part({"id": "key", "alias": "alias"}))
    told: list[tuple[int, int]] = []
    make_plan(known_to(book), source, mapping, lambda far, total: told.append((far, total)))
    assert told == sorted(told)
    assert (told[0], told[-1]) == ((0, 2000), (2000, 2000))
    assert len(told) >= 8

    def stop(far: int, _total: int) -> None:
        if far > 500:
            raise Stop

    before = contents_of(book)
    with pytest.raises(Stop):
        make_plan(known_to(book), source, mapping, stop)
    assert contents_of(book) == before


@pytest.mark.parametrize(
    "cell",
    ["[/]", "\x1b[31mred", "=1+1", "\u202egnirts", "\u200b", "a" * 1_000_000, "👩‍👩‍👧", "\u200d", "'; --", "\x07"],
)
def test_any_cell_can_stand_anywhere(book: Casebook, write: Write, cell: str) -> None:
    fields = [
        "alias",
        "client_name",
        "presenting_problem",
        "tags",
        "summary",
        "contact",
        "address",
        "nik",
        "age",
        "born",
    ]
    quoted = f'"{cell}"'
    table = write("f.csv", ",".join(["id", *fields, "rest"]) + "\n1," + ",".join([quoted] * 11) + "\n")
    mapping = ImportMap(cases=Part({"id": "key", **{name: name for name in fields}}))
    assert done(book, table, mapping).report.cases == 1
    table = write("e.csv", f"id,d,k,j,t,m\n{quoted},2026-01-01,1,{quoted},{quoted},{quoted}\n")
    events = ImportMap(
        name="f", events=Part({"id": "key", "d": "date", "k": "case", "j": "kind", "t": "text", "m": "measure"})
    )
    assert done(book, table, events).report.notes == 1
    kept = [record for case in book.cases() for record in (case, *book.parts(Note, case.code))]
    assert all("\x1b" not in str(record.document()) and "\u202e" not in str(record.document()) for record in kept)


def test_a_case_without_a_book_is_planned_too(write: Write) -> None:
    made = plan(None, write("f.csv", "id\n1\n"), ImportMap(cases=Part({"id": "key"})))
    assert [record.code for record in made.records if isinstance(record, Case)] == [f"K-{date.today().year}-001"]
