"""Bringing in what the book has already: the same table under another name, rows that changed, the same people."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from store import Casebook, LingkarError
from store.exchange.importing import import_csv
from store.exchange.importing.mapfile import load_map, save_map
from store.exchange.importing.mapping import ImportMap, Part
from store.exchange.importing.plan import Fate, Plan, carry_out, known_to, make_plan, read_source

Write = Callable[..., Path]

HEAD = "No,Nama,Masalah,Tahap,Skor,Ditutup,Desa\n"
ROWS = (
    "1,Bu Sumiati,Sewa,Asesmen,18,,Asri\n",
    "2,Pak Darmo,Lansia,Asesmen,12,,Asri\n",
    "3,An Bagas,Sekolah,Intervensi,7,2026-10-01,\n",
)
CASES = ImportMap(
    cases=Part({
        "No": "key", "Nama": "client_name", "Masalah": "presenting_problem", "Tahap": "phase", "Skor": "measure",
        "Ditutup": "closed",
    })
)  # fmt: skip


def bring(book: Casebook, file: Path, mapping: ImportMap = CASES) -> Plan:
    plan = make_plan(known_to(book), read_source(file, mapping), mapping)
    assert plan.report.adds_up
    carry_out(book, plan)
    return plan


def counts(plan: Plan) -> tuple[int, int]:
    return plan.report.cases, plan.report.unchanged


def said(plan: Plan, words: str) -> str:
    """What a remark with these words says after its colon; empty when there is none."""
    return next((remark.rpartition(": ")[2] for remark in plan.report.remarks if words in remark), "")


def table(*rows: str) -> str:
    return HEAD + "".join(rows)


# The same table under another name


def test_a_grown_copy_under_another_name_adds_what_is_new_and_says_so(book: Casebook, write: Write) -> None:
    first = bring(book, write("kasus.csv", table(*ROWS)))
    assert (counts(first), first.report.remarks[1:]) == ((3, 0), ()), "one remark, on the direction of the measure"
    grown = bring(book, write("kasus november.csv", table(*ROWS, "4,Bu Rina,Akta,Asesmen,,,\n")))
    assert counts(grown) == (1, 3)
    assert any("imported before from kasus;" in remark for remark in grown.report.remarks)
    assert {case.imported_from for case in book.cases()} == {f"kasus:{number}" for number in range(1, 5)}
    assert counts(bring(book, write("kasus (1).csv", table(*ROWS)))) == (0, 3)


def test_a_table_without_a_key_is_known_again_too(book: Casebook, write: Write) -> None:
    without = replace(CASES, cases=Part({"Nama": "client_name", "Masalah": "presenting_problem"}))
    bring(book, write("a.csv", table(*ROWS)), without)
    assert counts(bring(book, write("b.csv", table(*ROWS)), without)) == (0, 3)


@pytest.mark.parametrize(
    "rows",
    [
        ("1,Bu Ani,x,,,,\n", "2,Pak Darmo,x,,,,\n"),  # one of the numbers is somebody else
        ("1,Bu Sumiati,x,,,,\n", "9,Pak Joko,x,,,,\n"),  # one in common is chance
    ],
)
def test_numbers_in_common_alone_make_no_same_table(book: Casebook, write: Write, rows: tuple[str, ...]) -> None:
    bring(book, write("kasus.csv", table(*ROWS)))
    assert counts(bring(book, write("lain.csv", table(*rows)))) == (2, 0)


def test_the_name_that_a_map_gives_stands_and_is_kept_with_it(book: Casebook, write: Write, tmp_path: Path) -> None:
    first = bring(book, write("kasus.csv", table(*ROWS)))
    assert load_map(save_map(first.mapping, tmp_path / "kasus.toml")).name == "kasus"
    assert counts(bring(book, write("b.csv", table(*ROWS)), replace(CASES, name="b"))) == (3, 0)


def test_rows_of_events_find_the_case_of_another_table_by_a_key_that_tells(book: Casebook, write: Write) -> None:
    keyed = "".join(row.replace(row[0], key, 1) for row, key in zip(ROWS, ("KS-01", "123456", "3"), strict=True))
    bring(book, write("kasus.csv", HEAD + keyed))
    events = ImportMap(events=Part({"k": "case", "d": "date", "t": "text"}), new_cases=True)
    rows = "k,d,t\nKS-01,2026-01-02,a\n123456,2026-01-02,b\n3,2026-01-03,c\n"
    plan = bring(book, write("kontak.csv", rows), events)
    assert [row.fate for row in plan.report.fates] == [Fate.NOTE, Fate.NOTE, Fate.BOTH], "3 may be the third of any"
    again = bring(book, write("kontak (1).csv", rows + "KS-01,2026-02-02,d\n"), replace(events, new_cases=False))
    assert [row.fate for row in again.report.fates] == [Fate.UNCHANGED, Fate.UNCHANGED, Fate.SKIPPED, Fate.NOTE]
    bring(book, write("lain.csv", HEAD + "KS-01,Bu Lain,x,,,,\n"))
    two = bring(book, write("kontak (2).csv", "k,d,t\nKS-01,2026-03-02,e\n"), replace(events, new_cases=False))
    assert [row.fate for row in two.report.fates] == [Fate.SKIPPED], "two cases have the key: none is guessed"


# What changed, and who may be the same


def test_rows_that_say_something_else_than_the_book_are_named(book: Casebook, write: Write) -> None:
    bring(book, write("kasus.csv", table(*ROWS)))
    same = bring(book, write("kasus.csv", table(*ROWS)))
    assert not said(same, "something else")
    book.advance(book.cases()[0].code, "the book went on, and the table did not")
    assert not said(bring(book, write("kasus.csv", table(*ROWS))), "something else")
    changed = (
        ROWS[0].replace("Asesmen,18", "Evaluasi,12"),
        ROWS[1].replace(",12,,Asri", ",12,2026-11-20,Asri"),
        ROWS[2].replace("7,2026-10-01,", "7,2026-10-01,Indah"),
    )
    for number, row in enumerate(changed):
        rows = [*ROWS[:number], row, *ROWS[number + 1 :]]
        plan = bring(book, write("kasus.csv", table(*rows)))
        assert (said(plan, "something else"), plan.records) == (f"line {number + 2}", ())
    assert book.cases()[1].closure is None, "the book's version stands"


def test_rows_of_people_who_may_be_there_already_are_named(book: Casebook, write: Write) -> None:
    mapping = ImportMap(cases=Part({"id": "key", "n": "client_name", "nik": "nik"}))
    rows = (
        "1,Bu Sumiati,3374015203850002\n2,bu  SUMIATI,\n3,Sri,3374015203850003\n4,Sri,\n"
        "5,Ibu Wati,3374015203850003\n6,Pak Darmo,\n"
    )
    first = bring(book, write("a.csv", f"id,n,nik\n{rows}"), mapping)
    assert said(first, "same person") == "lines 2, 3, 4, 6", "one word is the name of many"
    assert not said(bring(book, write("a.csv", f"id,n,nik\n{rows}"), mapping), "same person")
    other = bring(book, write("b.csv", "id,n,nik\n91,PAK DARMO,\n92,Sri,\n93,Bu X,3374015203850002\n"), mapping)
    assert said(other, "same person") == "lines 2, 4"


# Rows and names


def test_a_row_with_nothing_but_its_number_is_no_case(book: Casebook, write: Write) -> None:
    rows = "No,Kode,Nama,Desa\n1,K-a,Bu Sumiati,\n2,K-b,,\n3,K-c,,Asri\n"
    plan = bring(book, write("f.csv", rows), ImportMap(cases=Part({"Kode": "key", "Nama": "client_name"})))
    assert [(row.line, row.case, row.reason) for row in plan.report.skipped] == [
        (3, "K-b", "The row has nothing but its number.")
    ]
    assert [case.alias for case in book.cases()] == ["B.S.", "K-c"]
    keys_alone = bring(book, write("g.csv", "Kode\nK-x\n"), ImportMap(cases=Part({"Kode": "key"})))
    assert keys_alone.report.cases == 1, "the table has no more than that"


def test_a_case_is_called_by_its_alias_else_by_the_initials_else_by_its_key(book: Casebook, write: Write) -> None:
    mapping = ImportMap(cases=Part({"k": "key", "a": "alias", "n": "client_name", "x": "tags"}))
    bring(book, write("f.csv", "k,a,n,x\n1,Melati,Siti Aminah,t\n2,,Siti Aminah,t\n3,,,t\n"), mapping)
    assert [case.alias for case in book.cases()] == ["Melati", "S.A.", "3"]


def test_words_beside_their_codes_hours_and_the_hand_that_signed(book: Casebook, write: Write) -> None:
    mapping = ImportMap(
        cases=Part({"n": "client_name", "jk": "sex", "dari": "intake_source", "lahir": "born"}),
        events=Part({"d": "date", "cara": "mode", "Lama (jam)": "minutes"}), decimal=",",
    )  # fmt: skip
    rows = "n;jk;dari;lahir;d;cara;Lama (jam)\nSiti A;P;Puskesmas;1/2/12;12/01/26;WA;1,5\nSiti A;;;;13/01/26;phone;2\n"
    plan = bring(book, write("f.csv", rows), mapping)
    [case] = book.cases()
    assert (case.intake_source, case.extra) == ("health", {"dari": "Puskesmas"})
    assert [(one.column, one.lines) for one in plan.report.as_text] == [("lahir", (2,))], "which century?"
    second, first = book.notes(case.code)
    assert (first.mode, first.minutes, first.extra) == ("message", 90, {"cara": "WA", "lahir": "1/2/12"})
    assert (second.mode, second.minutes, second.extra) == ("phone", 120, {}), "our own word says nothing more"
    assert {note.signed_at for note in (first, second)} == {book.clock()}
    assert first.contact_at.date().isoformat() == "2026-01-12"


def test_the_cell_of_another_case_is_kept_beside_the_key(book: Casebook, write: Write) -> None:
    mapped = write(
        "m.toml",
        '[cases.columns]\nno = "key"\n[events.columns]\nsiapa = "case"\nhari = "date"\nisi = "text"\n',
    )
    import_csv(book, write("f.csv", "no,siapa,hari,isi\n1,Ibu Tetangga,2026-03-01,x\n1,1,2026-03-02,y\n"), mapped)
    (case,) = book.cases()
    kept = [*case.extra.values(), *(text for note in book.notes(case.code) for text in note.extra.values())]
    assert "Ibu Tetangga" in kept


def test_values_of_cases_that_were_not_imported_are_not_added_twice(book: Casebook, write: Write) -> None:
    code = book.add_case(alias="Bu S", size="family").code
    mapped = write(
        "m.toml",
        '[events.columns]\nkode = "case"\nhari = "date"\nisi = "text"\n'
        '[days]\n"Jan" = "2026-01"\n[series]\nname = "Hadir"\n',
    )
    table = write("f.csv", f"kode,hari,isi,Jan\n{code},2026-03-01,x,4\n")
    assert import_csv(book, table, mapped).values == 1
    again = import_csv(book, table, mapped)
    assert (again.values, again.unchanged) == (0, 1)


@pytest.mark.parametrize("named", ["../outside.csv", "{outside}", "link.csv", "pipe"])
def test_a_map_names_only_a_plain_file_beside_the_table(
    book: Casebook, write: Write, tmp_path: Path, named: str
) -> None:
    outside = write("outside.csv", "id,day\n1,2026-01-01\n")
    place = tmp_path / "place"
    place.mkdir()
    (place / "link.csv").symlink_to(outside)
    os.mkfifo(place / "pipe")
    (place / "f.csv").write_text("id,alias\n1,A\n")
    text = f'[cases.columns]\nid = "key"\n[events]\nfile = "{named.format(outside=outside)}"\n'
    mapped = write("m.toml", text + '[events.columns]\nid = "case"\nday = "date"\n')
    with pytest.raises(LingkarError, match="lies beside the table"):
        import_csv(book, place / "f.csv", mapped)
    assert book.cases() == []
