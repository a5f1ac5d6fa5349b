"""Importing whole files: what becomes of each row, twice the same file, and files that are refused."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from store import Case, Casebook, LingkarError
from store.exchange.importing import Report, import_csv
from store.language import use
from store.model.codes import MoveKind, Phase

HERE = Path(__file__).parent
Write = Callable[..., Path]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a book, byte for byte."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def unchanged(book: Casebook) -> Iterator[None]:
    """What happens in the test leaves the book's folder as it was, byte for byte."""
    before = contents(book.folder)
    yield
    assert contents(book.folder) == before


COLUMNS = '[cases.columns]\nid = "key"\n'
"""The first lines of a map; with fewer than a few rows nothing certain can be guessed."""


def own(book: Casebook, **more: bool) -> Report:
    return import_csv(book, HERE / "kasus.csv", HERE / "peta.toml", **more)


def by_key(book: Casebook, key: str) -> Case:
    return next(case for case in book.cases() if case.imported_from == f"dinas:{key}")


def test_every_row_is_taken_unchanged_or_skipped_with_its_line_and_reason(book: Casebook) -> None:
    report = own(book)
    assert report.rows == {"kasus.csv": 5, "peristiwa.csv": 10}
    assert (report.cases, report.notes, report.moves, report.unchanged) == (4, 8, 9, 0)
    assert [(row.file, row.line) for row in report.skipped] == [
        ("kasus.csv", 7), ("peristiwa.csv", 8), ("peristiwa.csv", 10),
    ]  # fmt: skip
    assert [(one.column, one.lines) for one in report.as_text] == [("Tanggal Masuk", (5,))]
    group = by_key(book, "P-03")  # whose day of intake does not exist
    assert group.extra == {"Tanggal Masuk": "31/02/2025", "Sumber": "sendiri", "Desa": "Cibeunying"}
    reasons = " ".join(row.reason for row in report.skipped)
    for words in (
        "4 fields, the header has 9",
        "tanggal: “bukan hari” is not a date",
        "There is no case “P-09”",
    ):
        assert words in reasons
    assert report.taken + report.unchanged + len(report.skipped) == 15
    assert not report.failed


def test_a_word_without_a_code_is_kept_with_its_row_and_listed(book: Casebook) -> None:
    report = own(book)
    assert [(one.column, one.value, one.lines) for one in report.unknown] == [
        ("Jenis Klien", "raksasa", (6,)), ("jenis", "pesta", (9,)),
    ]  # fmt: skip
    rina, andre = by_key(book, "P-04"), by_key(book, "P-02")
    assert (rina.size, rina.extra) == ("individual", {"Jenis Klien": "raksasa", "Sumber": "rt", "Desa": "Sukamaju"})
    [party, _intake] = book.notes(andre.code)
    assert (party.body, party.mode, party.extra) == ("pesta: Undangan", "admin", {"petugas": "Dewi"})
    assert own(book).unknown == (), "of rows that are in the book already nothing is asked"


def test_cases_notes_and_moves_tell_the_same_story(book: Casebook) -> None:
    own(book)
    case = by_key(book, "P-01")
    assert (case.code, case.alias, case.client_name) == ("K-2025-001", "Bu S", "Siti Aminah")
    assert case.presenting_problem == "Suami kehilangan pekerjaan;\nanak putus sekolah"
    assert (case.size, case.level, case.consent, case.risk_level) == ("family", "micro", "verbal", "medium")
    assert (case.opened, case.risk_assessed) == (date(2025, 8, 12), None), "no day of an assessment is made up"
    assert case.extra == {"Sumber": "rt", "Desa": "Sukamaju"}, "a word of another's stays beside its code"
    assert case.closure is not None
    assert (case.closure.reason, case.closure.outcome) == ("goals_met", "better")
    assert case.closure.closed == date(2025, 10, 1)
    moves = book.history(case.code)
    assert [(move.kind, move.to_phase, move.at.date().day) for move in moves] == [
        (MoveKind.OPENED, Phase.ENGAGEMENT, 12),
        (MoveKind.ADVANCED, Phase.ASSESSMENT, 12),
        (MoveKind.ADVANCED, Phase.PLANNING, 20),
        (MoveKind.TERMINATED, Phase.TERMINATION, 1),
    ]
    assert moves == sorted(moves, key=lambda move: move.at)
    notes = book.notes(case.code)[::-1]
    assert [note.body for note in notes] == [
        "Penerimaan: Diantar ketua RT",
        "Kunjungan: Rumah bersih, ibu cemas",
        "Rencana: Bantuan sekolah dan pelatihan kerja",
        "Kunjungan: Rumah bersih, ibu cemas",
        "Penutupan: hasil: membaik, alasan: tujuan tercapai",
    ]
    assert [note.phase for note in notes] == ["assessment", "assessment", "planning", "planning", "termination"]
    assert {note.signed_at for note in notes} == {book.clock()}, "nobody signed them on the day of the contact"
    assert all(note.imported_from.startswith("dinas:P-01/") for note in notes)
    assert len({note.imported_from for note in notes}) == 5
    assert notes[0].extra == {"petugas": "Dewi"}
    assert book.last_reached(case.code) == notes[3].contact_at


def test_a_second_import_changes_nothing(book: Casebook) -> None:
    first = own(book)
    before = contents(book.folder)
    again = own(book)
    assert contents(book.folder) == before
    assert (again.cases, again.notes, again.moves, again.taken) == (0, 0, 0, 0)
    assert again.unchanged == first.taken == 12
    assert [row.line for row in again.skipped] == [row.line for row in first.skipped]
    assert not again.failed


def test_one_undo_takes_it_back_with_its_codes(book: Casebook) -> None:
    own(book)
    book.undo()
    assert book.cases() == []
    assert own(book).cases == 4
    assert by_key(book, "P-01").code == "K-2025-001"


@pytest.mark.usefixtures("unchanged")
def test_a_dry_run_reports_the_same_and_changes_nothing(book: Casebook) -> None:
    report = own(book, dry_run=True)
    assert (report.cases, report.notes, report.moves) == (4, 8, 9)
    assert "nothing was written" in "\n".join(report.sentences(tried=True))


def test_a_file_that_has_grown_brings_in_what_is_new(book: Casebook, write: Write) -> None:
    mapped = write("m.toml", (HERE / "peta.toml").read_text())
    cases = write("kasus.csv", (HERE / "kasus.csv").read_bytes())
    events = (HERE / "peristiwa.csv").read_text().splitlines()
    write("peristiwa.csv", "\n".join(events[:3]))
    import_csv(book, cases, mapped)
    assert by_key(book, "P-01").phase is Phase.ASSESSMENT
    write("peristiwa.csv", "\n".join(events[:4]))
    report = import_csv(book, cases, mapped)
    assert (report.cases, report.notes, report.moves) == (0, 1, 1)
    assert by_key(book, "P-01").phase is Phase.PLANNING


def test_events_alone_go_to_cases_the_book_has(book: Casebook, write: Write) -> None:
    case = book.add_case(alias="Bu S", size="family")
    mapped = write("m.toml", '[events.columns]\ncode = "case"\nday = "date"\nwords = "text"\nhow = "mode"\n')
    table = write("notes.csv", f"code,day,words,how\n{case.code.lower()},2026-11-20,Called her,phone\n")
    assert import_csv(book, table, mapped).notes == 1
    assert book.notes(case.code)[0].mode == "phone"


def test_headers_alone_are_enough(book: Casebook, write: Write) -> None:
    table = write("f.csv", "Nama Klien,Masalah,Status,Tanggal Masuk,Catatan\nSiti Aminah,Sewa,,3 Mei 2026,x\n")
    report = import_csv(book, table)
    case = book.cases()[0]
    assert (case.alias, case.presenting_problem, case.opened) == ("S.A.", "Sewa", date(2026, 5, 3))
    assert report.kept == ("Catatan",)
    assert import_csv(book, table).unchanged == 1  # known by a hash of the row, for want of a key


def test_the_outcome_of_a_death_is_kept_beside_the_closing_record(book: Casebook, write: Write) -> None:
    told = "id,alias,opened,closed,closing reason,final outcome\n1,A,2025-01-01,2025-06-30,died,better\n"
    table = write("f.csv", told)
    import_csv(book, table)
    (case,) = book.cases()
    assert case.closure is not None
    assert (case.closure.outcome, case.extra["final outcome"]) == ("unknown", "better")


def test_closed_and_resting_cases_without_events(book: Casebook, write: Write) -> None:
    table = write(
        "f.csv",
        "id,alias,opened,closed,status,phase\n"
        "1,A,2025-01-01,2025-06-30,closed,\n2,B,2025-01-01,,on_hold,planning\n3,C,2025-01-01,,,implementation\n",
    )
    import_csv(book, table)
    closed, resting, working = book.cases()
    assert closed.closure is not None
    assert (closed.closure.closed, closed.closure.reason) == (date(2025, 6, 30), "other")
    assert (resting.status, resting.phase) == ("on_hold", "planning")
    assert working.phase is Phase.INTERVENTION
    assert [move.kind for move in book.history(resting.code)] == ["opened", "held"]


def test_columns_named_like_our_own_fields_hide_nothing(book: Casebook, write: Write) -> None:
    table = write("f.csv", "id,episode,notes,document,_x,ticks\n1,nine,n\x1b[31m,d,u,t\n")
    import_csv(book, table)
    case = book.cases()[0]
    assert case.episode == 1
    assert case.extra == {"episode": "nine", "notes": "n[31m", "document": "d", "_x": "u", "ticks": "t"}


def test_events_before_the_intake_and_out_of_order_make_an_ordered_history(book: Casebook, write: Write) -> None:
    mapped = write(
        "m.toml",
        '[cases.columns]\nid = "key"\nopened = "opened"\n[events]\nfile = "e.csv"\n[events.columns]\n'
        'id = "case"\nday = "date"\nkind = "kind"\n[events.kinds.plan]\nphase = "planning"\n'
        '[events.kinds.look]\nphase = "assessment"\n',
    )
    write("e.csv", "id,day,kind\n1,2026-03-01,plan\n1,2026-01-01,look\n1,2026-04-01,look\n")
    import_csv(book, write("c.csv", "id,opened\n1,2026-02-01\n"), mapped)
    moves = book.history(book.cases()[0].code)
    assert [move.to_phase for move in moves] == ["engagement", "assessment", "planning"]
    assert [move.at for move in moves] == sorted(move.at for move in moves)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("content", "mapped", "says"),
    [
        (b"", None, "f.csv is empty"),
        (b"id,alias\n", None, "a header but no rows"),
        (b"\x00\x01\x02", None, "not a text table"),
        (b"colour,shape\nred,round\n", None, "no column for the case key, the alias or the client's name"),
        (b"id,alias\n1,A\n", '[cases.columns]\nid = "key"\nrisk = "risk_level"', "has no column risk"),
        (b"id,alias\n1,A\n", '[cases.columns]\nid = "key"\n[events]\nfile = "gone.csv"', "gone.csv cannot be read"),
        (b"id,alias\n1,A\n", '[cases.columns]\nid = "key"\n[events]\nfile = "a\\u0000b"', "cannot be read"),
        (b"id,alias\n1,A\n", '[cases.columns]\nid = "key"\n[events]\nfile = "./f.csv"', "names f.csv itself"),
        (b"id,alias\n1,A\n", '[events.columns]\nid = "case"', "names no column of f.csv as date"),
        (b'id,alias\n1,"A\n', None, "line 2: a quotation mark"),
    ],
)
def test_a_file_refused_as_a_whole_changes_nothing(
    book: Casebook, write: Write, content: bytes, mapped: str | None, says: str
) -> None:
    map_file = write("m.toml", mapped) if mapped else None
    with pytest.raises(LingkarError, match=says):
        import_csv(book, write("f.csv", content), map_file)


@pytest.mark.usefixtures("unchanged")
def test_a_file_of_bad_rows_only_counts_as_failed(book: Casebook, write: Write) -> None:
    mapped = write("m.toml", COLUMNS + 'opened = "opened"\nrisk = "risk_level"\n')
    report = import_csv(book, write("f.csv", "id,opened,risk\n1,never\n2,,\n,,terrible\n"), mapped)
    assert report.failed
    assert report.unknown == (), "nothing of a row that is skipped is kept"
    assert [row.line for row in report.skipped] == [2, 3, 4]
    assert report.rows == {"f.csv": 3}


def test_the_same_key_twice_is_told(book: Casebook, write: Write) -> None:
    mapped = write("m.toml", COLUMNS + 'alias = "alias"\n')
    report = import_csv(book, write("f.csv", "id,alias\n1,A\n1,B\n"), mapped)
    assert [case.alias for case in book.cases()] == ["A"]
    assert "stands in line 2 already" in "\n".join(report.sentences())


def test_a_zone_in_the_file_is_brought_to_the_clock_here(book: Casebook, write: Write) -> None:
    table = write("c.csv", "id,opened\n1,2026-01-01\n")
    write("e.csv", "case,when,words\n1,2026-05-20T23:30:00Z,Seen\n")
    mapping = write(
        "m.toml",
        """
[cases.columns]
id = "key"
opened = "opened"
[events]
file = "e.csv"
[events.columns]
case = "case"
when = "date"
words = "text"
""",
    )
    assert import_csv(book, table, mapping).notes == 1
    contact = book.notes(book.cases()[0].code)[0].contact_at
    there = datetime(2026, 5, 20, 23, 30, tzinfo=UTC)
    assert (contact, contact.date()) == (there, there.astimezone().date())


def test_two_rows_that_say_the_same_are_two_events(book: Casebook, write: Write) -> None:
    case = book.add_case(alias="Bu S", size="family")
    mapped = write("m.toml", '[events.columns]\ncode = "case"\nday = "date"\nwords = "text"\n')
    lines = ["code,day,words", *[f"{case.code},2026-11-20,Weekly check-in"] * 2]
    import_csv(book, write("notes.csv", "\n".join(lines)), mapped)
    assert len(book.notes(case.code)) == 2
    assert import_csv(book, write("notes.csv", "\n".join([*lines, lines[1]])), mapped).notes == 1
    assert len({note.imported_from for note in book.notes(case.code)}) == 3


def test_nothing_is_taken_in_as_done_before_its_day_has_come(book: Casebook, write: Write) -> None:
    case = book.add_case(alias="Bu S", size="family")
    mapped = write("m.toml", '[events.columns]\ncode = "case"\nday = "date"\nwords = "text"\nhow = "mode"\n')
    rows = "".join(f"{case.code},{day},Saw her,home_visit\n" for day in ("2026-11-20", "2026-11-22", "2027-01-01"))
    report = import_csv(book, write("notes.csv", f"code,day,words,how\n{rows}"), mapped)
    assert [note.contact_at.date() for note in book.notes(case.code)] == [date(2026, 11, 20)]
    assert [(row.line, row.reason) for row in report.skipped] == [
        (3, "day: This day has not come yet."), (4, "day: This day has not come yet."),
    ]  # fmt: skip


def test_nor_before_its_hour(book: Casebook, write: Write) -> None:
    case = book.add_case(alias="Bu S", size="family")
    mapped = write("m.toml", '[events.columns]\ncode = "case"\nday = "date"\nwords = "text"\nhow = "mode"\n')
    here = book.clock().astimezone()
    soon, later = here + timedelta(minutes=4), here + timedelta(hours=1)
    days = (f"{soon:%Y-%m-%d %H:%M}", f"{later:%Y-%m-%d %H:%M}", later.astimezone(UTC).isoformat(), f"{later:%Y-%m-%d}")
    rows = "".join(f"{case.code},{day},Saw her,home_visit\n" for day in days)
    report = import_csv(book, write("notes.csv", f"code,day,words,how\n{rows}"), mapped)
    assert [(row.line, row.reason) for row in report.skipped] == [
        (3, "day: This has not come yet."), (4, "day: This has not come yet."),
    ]  # fmt: skip
    assert len(book.notes(case.code)) == 2


@pytest.mark.parametrize(("language", "words"), [
    ("en", ("Aliases made of the initials of the client's name: in 2 rows: lines 2, 4",
            "Aliases taken from the case number of the table: in 1 row: line 5")),
    ("id", ("2 baris: baris 2, 4", "1 baris: baris 5")),
])  # fmt: skip
def test_an_alias_that_is_made_is_said(language: str, words: tuple[str, ...], book: Casebook, write: Write) -> None:
    use(language)
    table = write("f.csv", "id,alias,nama,x\n1,,Tono Nasution,\n2,Pak J,Joko,\n3,,Rina,\n4,,,y\n")
    mapped = write("m.toml", '[cases.columns]\nid = "key"\nalias = "alias"\nnama = "client_name"\n[cases.constants]\n')
    report = import_csv(book, table, mapped)
    assert [case.alias for case in book.cases()] == ["T.N.", "Pak J", "R.", "4"]
    assert all(any(expected in sentence for sentence in report.sentences()) for expected in words)
