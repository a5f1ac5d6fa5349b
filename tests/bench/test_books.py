"""The benchmark's books are what they say: counted, the same each time, and what the program itself would have written.

Small shares of them are built here; what a whole one costs is no business of a test.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Casebook, open_casebook
from store.checking import verify
from store.model import Measurement, Move, Note
from store.model.codes import Status
from store.model.record import build
from store.model.text import clean_block
from store.practice import cycle
from store.shelf import BOOK, CASES, IN_THE_FILE, MODEL_OF
from tests.bench.books import (
    EXTREME,
    NOW,
    PASSPHRASE,
    SINGLE,
    SIZES,
    TYPICAL,
    book_of,
    build_book,
    copy_of,
    documents,
    scaled,
)
from tests.bench.growth import exponent, part
from tests.bench.shares import REOPENED, TODAY
from tests.bench.texts import ODD

PER_CENT = scaled(EXTREME, 0.01)
FIFTH = scaled(TYPICAL, 0.2)
DIGEST = """
from hashlib import sha256
import orjson
from tests.bench.books import EXTREME, documents, scaled
print(sha256(orjson.dumps(documents(scaled(EXTREME, 0.01)), option=orjson.OPT_NON_STR_KEYS)).hexdigest())
"""
COUNTED = {"notes": "notes", "goals": "goals", "tasks": "tasks", "measurements": "measurements", "people": "people",
           "moves": "history"}  # fmt: skip


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """A fifth of the typical book, open on the morning for which it was built."""
    folder = tmp_path_factory.mktemp("books") / "book"
    build_book(folder, FIFTH)
    with open_casebook(folder, clock=lambda: NOW) as book:
        yield book


def test_sizes_are_those_of_the_domain_reference() -> None:
    assert {name: (size.open, size.closed, size.notes, size.moves) for name, size in SIZES.items()} == {
        "small": (12, 8, 240, 90), "typical": (25, 275, 9_000, 2_000), "heavy": (40, 960, 45_000, 7_500),
        "extreme": (150, 3_850, 300_000, 30_000), "single": (1, 0, 5_000, 40),
    }  # fmt: skip


def test_the_same_bytes_in_every_process() -> None:
    told = subprocess.run(
        [sys.executable, "-c", DIGEST], env={**os.environ, "PYTHONHASHSEED": "8", "TZ": "Asia/Jayapura"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    here: dict[str, str] = {}
    exec(DIGEST, {"print": lambda digest: here.setdefault("digest", digest)})
    assert told.stdout.strip() == here["digest"]


def test_every_document_is_what_the_program_would_write() -> None:
    live, archived = documents(PER_CENT)
    rows = [(table, row) for table in MODEL_OF for row in live.get(table, {}).values()]
    for filed in archived.values():
        rows += [(CASES, filed["case"]), *((table, row) for table in IN_THE_FILE for row in filed.get(table, ()))]
    assert {table for table, _row in rows} == {*MODEL_OF} - {"mask_words"}
    for table, row in rows:
        assert build(MODEL_OF[table], row).document() == row
    assert set(live[BOOK][1]) > {"2026", "format"}


def test_everything_is_there_as_often_as_it_says(one: Casebook) -> None:
    codes = one.every_code()
    assert sum(not case.is_closed for case in one.every_case()) == FIFTH.open
    assert len(codes) == FIFTH.open + FIFTH.closed
    for name, table in COUNTED.items():
        assert sum(len(one.parts(IN_THE_FILE[table], code)) for code in codes) == getattr(FIFTH, name)


def test_shares_are_those_that_were_set(one: Casebook) -> None:
    cases = one.every_case()
    notes = [note for case in cases for note in one.notes(case.code)]
    odd = [clean_block(line) for line in ODD]
    counts = sorted(len(one.notes(case.code)) for case in cases)
    assert 0.03 < sum(note.is_late_entry for note in notes) / len(notes) < 0.07
    assert 0.02 < sum(any(line in note.body for line in odd) for note in notes) / len(notes) < 0.04
    assert 8 <= counts[len(counts) // 2] <= 22
    assert counts[-1] > 100
    assert abs(sum(case.episode > 1 for case in cases) / len(cases) - REOPENED) < 0.12
    assert 0.2 < len(one.review().queue) / FIFTH.open < 0.5
    assert {case.level for case in cases} == {"micro", "mezzo", "macro"}


def test_nothing_waits_to_be_filed_or_backed_up(one: Casebook) -> None:
    assert one.due_for_filing() == []
    assert one.review().backup is None
    assert any(case.is_closed for case in one.cases())
    assert len(one.archived()) > FIFTH.closed / 2


def test_moves_lead_to_the_phase_and_the_days_are_in_order(one: Casebook) -> None:
    for case in one.every_case():
        moves = one.history(case.code)
        phase = None
        for move in moves:
            assert move.from_phase == phase, case.code
            phase = move.to_phase
            if move.kind == "moved_back":
                assert phase in cycle.BACK[move.from_phase]
        assert phase == case.phase
        assert moves[0].at.date() == case.opened
        assert [move.at.date() for move in moves if move.kind.enters_phase][-1] == case.phase_since
        assert moves[-1].episode == case.episode
        assert (moves[-1].kind == "terminated") == (case.status is Status.CLOSED)
        assert (moves[-1].kind == "held") == (case.status is Status.ON_HOLD)
        notes = one.notes(case.code)
        assert all(case.opened <= note.contact_at.date() < TODAY for note in notes)
        assert all(note.contact_at <= note.written_at <= NOW for note in notes)
        assert all(note.phase in {move.to_phase for move in moves} for note in notes)


def test_it_is_searched(one: Casebook) -> None:
    assert {hit.is_archived for hit in one.search("puskesmas")} == {True, False}


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_kept_book_is_whole_and_a_copy_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str | None
) -> None:
    monkeypatch.setenv("BENCH_DIR", str(tmp_path / "kept"))
    book = book_of(PER_CENT, passphrase)
    assert book == book_of(PER_CENT, passphrase)
    report = verify(book, passphrase)
    assert report.is_whole
    assert report.archive is not None
    before = {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
    copy = copy_of(PER_CENT, tmp_path / "copy", passphrase)
    with open_casebook(copy, passphrase, clock=lambda: NOW) as mine:
        mine.add_note(mine.cases()[0].code, body="Satu catatan lagi.")
    assert {path: path.read_bytes() for path in book.rglob("*") if path.is_file()} == before


def test_the_single_case_has_it_all(tmp_path: Path) -> None:
    build_book(tmp_path / "book", SINGLE)
    with open_casebook(tmp_path / "book", clock=lambda: NOW) as book:
        (case,) = book.cases()
        notes = book.notes(case.code)
        assert (len(notes), len(book.parts(Move, case.code)), len(book.parts(Measurement, case.code))) == (
            5_000, 40, 1_000,
        )  # fmt: skip
        assert sum(len(note.body) > 90_000 for note in notes) == 1


def test_parts_stay_what_they_are_beside_others() -> None:
    steady = part("steady", open=6)

    def open_notes(closed: int) -> set[str]:
        live, _archived = documents(steady, part(f"closed-{closed}", closed=closed))
        cases = {row["code"] for row in live[CASES].values() if row["status"] != "closed"}
        return {build(Note, row).body for row in live["notes"].values() if row["case_code"] in cases}

    assert open_notes(5) == open_notes(20)


def test_exponents() -> None:
    assert exponent({10: 3.0, 100: 3.0, 1_000: 3.0}) == pytest.approx(0)
    assert exponent({10: 3.0, 100: 30.0, 1_000: 300.0}) == pytest.approx(1)
    assert exponent({10: 1.0, 100: 100.0, 1_000: 10_000.0}) == pytest.approx(2)
