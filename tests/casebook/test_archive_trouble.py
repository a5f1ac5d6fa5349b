"""The archive when things go wrong or go on beside it: undo around filing, a cut between the two writes, imports."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from store import BookDamaged, Case, Casebook, NotSaved, Refused, open_casebook
from store.archive import Archive
from store.checking import verify
from store.exchange.importing import import_csv
from store.model.stub import Stub
from store.shelf import Shelf
from store.vault import disk

from .archived import SECRET, again, files, told
from .conftest import Clock
from .scene import CLOSING, FRESH, WORKED, documents, imported

# Undo around filing


def test_filing_ends_what_can_be_undone_about_that_case_only(book: Casebook, closed: str) -> None:
    book.compact()
    book = again(book)
    book.edit_case(FRESH, alias="f1")
    book.edit_case(closed, alias="c1")
    book.edit_case(FRESH, alias="f2")
    book.edit_case(closed, alias="c2")
    book.edit_case(WORKED, alias="w1")
    book.undo()
    book.file_away(closed)
    for _ in range(2):
        book.redo()
        assert book.case(WORKED).alias == "w1"
        book.undo()
        book = again(book)  # the same, read back from the log
    assert [book.undo().act.code for _ in range(2)] == [FRESH, FRESH]
    with pytest.raises(Refused):
        book.undo()
    assert (book.case(FRESH).alias, book.case(closed).alias) == ("Fresh", "c2")
    book.close()


def test_what_lies_behind_an_act_that_cannot_be_undone_any_more_stays_too(book: Casebook, closed: str) -> None:
    book.compact()
    book = again(book)
    book.edit_case(FRESH, alias="f1")
    book.edit_case(WORKED, alias="w1")
    book.add_records([book.case(FRESH).changed(alias="f2"), book.case(closed).changed(alias="c2")])
    book.edit_case(FRESH, alias="f3")
    book.file_away(closed)
    for _ in range(2):
        assert [book.undo().act.code for _ in range(2)] == [FRESH, WORKED]
        with pytest.raises(Refused):
            book.undo()
        assert book.case(FRESH).alias == "f2", "not f1: the import, which touched both, stands"
        book.redo()
        book.redo()
        book = again(book)
    book.close()


def test_nor_can_anything_undone_about_it_be_done_again(book: Casebook, closed: str) -> None:
    book.edit_case(closed, alias="c1")
    book.edit_case(FRESH, alias="f1")
    book.undo()
    book.undo()
    book.file_away(closed)
    for _ in range(2):
        assert book.redo().act.code == FRESH
        with pytest.raises(Refused, match="nothing to redo"):
            book.redo()
        assert (book.case(closed).alias, book.is_archived(closed)) == ("Closed", True)
        book.undo()
        book = again(book)
    book.close()


def test_a_sitting_that_touched_two_cases_goes_when_one_of_them_is_filed(book: Casebook, closed: str) -> None:
    book.edit_case(WORKED, alias="w1")
    book.write_draft(FRESH, "two", session="both", body="b")
    book.write_draft(closed, "one", session="both", body="b")
    book.file_away(closed)
    assert book.undo().act.code == WORKED
    assert book.has_note("two")


# Trouble between the two writes


def test_cut_off_between_the_two_writes_the_live_case_wins(
    book: Casebook, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, rows = told(book, closed), documents(book)

    class Cut(BaseException):
        """The power goes."""

    real, writes = disk.write_all, []

    def write(fd: int, data: bytes) -> None:
        if writes:
            raise Cut
        real(fd, data)

    def put(self: Archive, document: Any, *, create: bool) -> None:
        archived_put(self, document, create=create)
        writes.append(1)

    archived_put = Archive.put
    with monkeypatch.context() as patch:
        patch.setattr(disk, "write_all", write)
        patch.setattr(Archive, "put", put)
        with pytest.raises(Cut):
            book.file_away(closed)
    book._db._storage._lock.release()  # type: ignore[union-attr]  # as the end of the process does
    book._archive._db._storage._lock.release()  # type: ignore[union-attr]
    with open_casebook(book.folder, create=False, clock=book.clock) as healed:
        assert (documents(healed), healed.archived(), told(healed, closed)) == (rows, [], before)
        assert not healed.is_archived(closed)
        healed.edit_case(closed, alias="Since then")
        healed.file_away(closed)
        assert healed.case(closed).alias == "Since then"
        assert documents(healed)["cases"].keys() == rows["cases"].keys() - {3}


@pytest.mark.parametrize("reads_log", [False, True])
@pytest.mark.parametrize("undone", [False, True])
def test_cut_off_the_second_time_undoing_does_not_lead_to_the_newer_copy(
    book: Casebook, closed: str, monkeypatch: pytest.MonkeyPatch, reads_log: bool, undone: bool
) -> None:
    class Cut(BaseException):
        """The power goes."""

    def cut(self: Shelf, code: str) -> None:
        raise Cut

    book.file_away(closed)
    book.edit_case(FRESH, alias="f1")
    book.edit_case(closed, alias="Back")
    if undone:
        book.edit_case(closed, alias="Undone")
        book.undo()
    rows = documents(book)
    with monkeypatch.context() as patch:
        patch.setattr(Shelf, "clear", cut)
        with pytest.raises(Cut):
            book.file_away(closed)
    if reads_log:
        book = again(book)
    assert (documents(book)["cases"], book.is_archived(closed)) == (rows["cases"], False)
    assert book.undo().act.code == FRESH
    for code in (closed, FRESH):
        assert book.case(code).alias == {closed: "Back", FRESH: "Fresh"}[code]
    book.file_away(closed)
    assert (book.case(closed).alias, book.is_archived(closed)) == ("Back", True)
    assert book.redo().act.code == FRESH
    book.close()


def test_a_full_disk_at_either_write_leaves_the_case_live(
    book: Casebook, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.file_away(closed)
    book.terminate(WORKED, **CLOSING)
    before, rows, real = told(book, WORKED), documents(book), disk.write_all
    for failing in (0, 1):
        count = iter(range(10))

        def write(fd: int, data: bytes, count: Any = count, failing: int = failing) -> None:
            if next(count) == failing:
                raise OSError(28, "No space left on device")
            real(fd, data)

        with monkeypatch.context() as patch:
            patch.setattr(disk, "write_all", write)
            with pytest.raises(NotSaved):
                book.file_away(WORKED)
        assert (documents(book), told(book, WORKED)) == (rows, before)
    book.file_away(WORKED)
    book = again(book)
    assert told(book, WORKED) == before
    book.close()


def test_the_archive_cannot_be_read_but_the_live_book_works(book: Casebook, closed: str, clock: Clock) -> None:
    book.file_away(closed)
    book.terminate(WORKED, **CLOSING)
    clock.go(days=31)
    archive, aside = book.folder / "archive", book.folder.parent / "aside"
    book.close()

    def damaged() -> None:
        log = max(archive.glob("*.log"))
        data = bytearray(log.read_bytes())
        for place in range(200, len(data)):
            data[place] ^= 0xFF
        log.write_bytes(data)

    def missing() -> None:
        archive.rename(aside)

    for break_it in (damaged, missing):
        break_it()
        with open_casebook(book.folder, create=False, clock=clock) as live:
            live.add_note(FRESH, body="works", sign=True)
            live.undo()
            assert [stub.code for stub in live.archived()] == [closed]
            for act in (
                lambda: live.case(closed), lambda: live.notes(closed), lambda: live.edit_case(closed, alias="x"),
                lambda: live.reopen(closed, reason="x"), live.open_archive, live.every_case,
                lambda: live.is_imported("anything"),
            ):  # fmt: skip
                with pytest.raises(BookDamaged, match="archive") as told_so:
                    act()
                assert str(archive) in str(told_so.value)
            with pytest.raises(BookDamaged):
                live.file_away(WORKED)
            assert live.case(WORKED).is_closed
            assert not archive.exists() or break_it is damaged, "a lost archive is not begun anew over its cases"


def test_a_case_that_the_archive_lost_is_said_to_be_missing(book: Casebook, closed: str) -> None:
    book.file_away(closed)
    book._archive.remove(closed)
    with pytest.raises(BookDamaged, match=f"{closed} is missing"):
        book.case(closed)


# What goes on beside


def test_no_code_is_given_twice(book: Casebook, closed: str) -> None:
    year, number = closed.split("-")[1:]
    book.file_away(closed)
    taken = {case.code for case in book.cases()} | {closed}
    for _ in range(2):
        book = again(book)
        assert book.next_number(int(year)) > int(number)
        new = book.add_case(alias="n", size="family").code
        assert new not in taken
        taken.add(new)
        book.compact()
    book.close()


CSV = "key,alias,size,opened,closed\n1,Old,family,2020-01-01,2020-02-01\n2,New,family,2026-01-01,\n"
EVENTS = "case,date,type,text\n1,2020-01-05,home_visit,Met\n2,2026-01-05,home_visit,Met\n"
MAP = """
[cases.columns]
key = "key"
alias = "alias"
size = "size"
opened = "opened"
closed = "closed"
[events]
file = "events.csv"
[events.columns]
case = "case"
date = "date"
type = "mode"
text = "text"
"""


def test_an_import_knows_what_is_archived(book: Casebook, tmp_path: Path) -> None:
    for name, text in (("cases.csv", CSV), ("events.csv", EVENTS), ("map.toml", MAP)):
        (tmp_path / name).write_text(text)
    first = import_csv(book, tmp_path / "cases.csv", tmp_path / "map.toml")
    assert (first.cases, first.skipped) == (2, ())
    old = first.codes["1"]
    before = told(book, old)
    book.file_away(old)
    book = again(book)
    second = import_csv(book, tmp_path / "cases.csv", tmp_path / "map.toml")
    assert (second.taken, second.unchanged, second.skipped) == (0, 4, ())
    assert told(book, old) == before
    assert book.is_archived(old)
    (tmp_path / "events.csv").write_text(EVENTS + "1,2020-01-06,home_visit,Met again\n")
    third = import_csv(book, tmp_path / "cases.csv", tmp_path / "map.toml")
    assert (third.taken, third.notes, third.cases, third.skipped) == (1, 1, 0, ())
    assert (len(book.notes(old)), book.is_archived(old)) == (len(before[1]) + 1, False)
    book.close()


def test_what_an_import_left_in_the_archive_before_it_was_undone_is_not_imported(book: Casebook) -> None:
    records = imported(book)
    closing = {"closed": "2026-11-02", "reason": "moved", "outcome": "same", "summary": "s"}
    records[0] = records[0].changed(status="closed", phase="termination", closure=closing)
    book.add_records(records)
    book._archive.put(book.shelf.whole(records[0].code), create=True)  # and cut off there
    book._archive.read()
    assert book.is_imported("file:1")
    book.undo()
    assert not book.is_imported("file:1")


def test_a_removed_case_leaves_no_trace_in_the_archive(book: Casebook, closed: str) -> None:
    book.file_away(closed)
    book.compact()
    book._archive.erase(closed)
    book._archive.erase(closed)
    assert [name for name, data in files(book.folder / "archive").items() if SECRET.encode() in data] == []
    assert json.loads(max((book.folder / "archive").glob("*.json")).read_bytes()) in ({}, {"cases": {}})


def test_a_book_without_archive_has_nothing_to_read(book: Casebook) -> None:
    book.open_archive()
    book._archive.read_if_there()
    assert book._archive.erase("K-2026-001") == 0
    book.compact()
    assert (book.archived(), book.is_imported("x"), book.every_case()) == ([], False, [])
    assert not (book.folder / "archive").exists()


def test_the_stub_of_any_closed_case(book: Casebook, closed: str) -> None:
    case = book.case(closed)
    stub = Stub.of(case, book.today())
    assert (stub.phase, stub.status, stub.key) == (case.phase, case.status, case.code)
    assert isinstance(case, Case)


def test_verify_misses_an_archive_that_is_gone(book: Casebook, closed: str) -> None:
    book.file_away(closed)
    assert verify(book.folder).is_whole
    shutil.rmtree(book.folder / "archive")
    report = verify(book.folder)
    assert not report.is_whole
    assert closed in report.problems[0]
    assert book.cases()
