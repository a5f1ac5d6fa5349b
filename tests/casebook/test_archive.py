"""Filed cases: read and acted on as if they had never left, and safe whatever happens between the two writes."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import pytest

from store import Casebook, Change, NotFound, Refused, open_casebook
from store.model.stub import Stub
from store.practice.cycle import checks_left, is_on_board
from store.shelf import IN_THE_FILE
from store.vault import FORMAT, VaultDB, open_vault

from .archived import SECRET, again, files, tell, told
from .conftest import Clock
from .scene import AFTERCARE, CLOSED, CLOSING, FRESH, WHY, WORKED, documents, imported, play

# What is due


def test_due_is_what_the_board_no_longer_shows(book: Casebook, clock: Clock) -> None:
    play(book)
    for _ in range(40):
        left = {case.code for case in book.cases() if checks_left(case)}
        expected = [case.code for case in book.cases() if not is_on_board(case, book.today()) and case.code not in left]
        assert book.due_for_filing() == expected
        clock.go(days=1)
    assert (expected, left) == ([], {CLOSED}), "a check is still to come"
    book.aftercare_done(CLOSED, AFTERCARE)
    assert book.due_for_filing() == [], "it was just worked on"
    clock.go(days=1)
    assert book.due_for_filing() == [CLOSED]


def test_what_was_worked_on_just_now_can_still_be_undone_and_is_not_due(book: Casebook, clock: Clock) -> None:
    old = book.add_case(alias="a", size="family", opened=date(2020, 1, 1))
    book.terminate(old.code, **CLOSING, closed=date(2020, 2, 1))
    assert book.due_for_filing() == []
    book = again(book)
    assert book.due_for_filing() == [], "nor in the next process"
    book.compact()
    book = again(book)
    assert book.due_for_filing() == [old.code]
    book.edit_case(old.code, alias="b")
    assert book.due_for_filing() == []
    clock.go(hours=23)
    assert book.due_for_filing() == []
    clock.go(hours=1)
    assert book.due_for_filing() == [old.code]
    book.close()


def test_only_a_closed_live_case_can_be_filed(book: Casebook, closed: str) -> None:
    with pytest.raises(Refused, match="not closed"):
        book.file_away(FRESH)
    with pytest.raises(NotFound):
        book.file_away("K-2026-099")
    book.file_away(closed)
    with pytest.raises(NotFound):
        book.file_away(closed)


# Reading


@pytest.mark.parametrize("passphrase", [None, "lima kata acak panjang sekali"])
def test_everything_reads_the_same(folder: Path, clock: Clock, passphrase: str | None) -> None:
    book = open_casebook(folder, passphrase, clock=clock)
    tell(book, clock)
    code = CLOSED
    before, others = told(book, code), [case for case in book.cases() if case.code != code]
    heard: list[Change] = []
    book.subscribe(heard.append)
    book.file_away(code.lower())
    assert heard == [], "nothing changes for the user"
    assert told(book, code) == before
    for how in ({}, {}, {"read_only": True}):
        book = again(book, passphrase=passphrase, **how)
        assert book.cases() == others
        assert [stub.code for stub in book.archived()] == [code]
        assert (book.is_archived(code), book.is_archived(code.lower()), book.is_archived(FRESH)) == (True, True, False)
        assert told(book, code) == before
        assert book.every_case() == sorted([*others, before[0]], key=lambda case: case.code)
        book.open_archive()
        assert all(book.note(note.id) == note for note in before[1]), "without the code too, once the archive is open"
    book.close()
    if passphrase:
        assert not [name for name, data in files(folder).items() if SECRET.encode() in data]


def test_the_stub_says_what_the_list_needs(book: Casebook, closed: str) -> None:
    case = book.case(closed)
    book.file_away(closed)
    assert case.closure
    assert book.archived() == [
        Stub(
            code=closed, alias=case.alias, size=case.size, level=case.level, field=case.field, opened=case.opened,
            closed=case.closure.closed, reason=case.closure.reason, outcome=case.closure.outcome, episode=2,
            filed=book.today(), retention_until=case.closure.retention_until, legal_hold=False,
        )
    ]  # fmt: skip


def test_the_archive_is_a_vault_with_one_document_for_a_case(book: Casebook, closed: str) -> None:
    rows = documents(book)
    mine = {table: [row for row in rows[table].values() if row.get("case_code") == closed] for table in rows}
    book.file_away(closed)
    key = book._db.key.archived()
    book.close()
    with open_vault(book.folder / "archive", key=key, read_only=True) as db:
        assert db.tables() == {"cases"}
        assert dict(db.documents("cases")) == {
            2026000003: {
                "code": closed, "format": FORMAT,
                "case": next(row for row in rows["cases"].values() if row["code"] == closed),
                **{table: mine[table] for table in IN_THE_FILE},
            }
        }  # fmt: skip


def test_opening_and_working_at_the_live_book_does_not_touch_the_archive(book: Casebook, closed: str) -> None:
    book.file_away(closed)
    book.close()
    looked_at: list[str] = []
    watching = True

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if watching and event in ("open", "os.listdir", "os.scandir") and "archive" in str(args[0]):
            looked_at.append(str(args[0]))

    sys.addaudithook(watch)
    with open_casebook(book.folder, clock=book.clock) as live:
        live.add_note(FRESH, body="b", sign=True)
        live.undo()
        assert live.archived()
        assert live.due_for_filing() == []
        assert looked_at == []
        live.notes(closed)
        assert looked_at, "now it is"
    watching = False


def test_filing_appends_without_reading_the_snapshot(book: Casebook, closed: str) -> None:
    for code in (closed, WORKED):
        if code == WORKED:
            book.terminate(WORKED, **CLOSING)
        book.file_away(code)
        book.compact()
        book = again(book)
    snapshots = sorted((book.folder / "archive").glob("*.json"))
    book.terminate(FRESH, **CLOSING)
    for snapshot in snapshots:
        snapshot.rename(snapshot.with_suffix(".away"))
    book.file_away(FRESH)
    for snapshot in snapshots:
        snapshot.with_suffix(".away").rename(snapshot)
    assert [book.case(stub.code).alias for stub in book.archived()] == ["Fresh", "Worked", "Closed"]
    book.close()


def test_after_tidying_up_the_live_book_has_nothing_of_the_file_left(book: Casebook, closed: str) -> None:
    book.file_away(closed)
    book.compact()
    newest = max(book.folder.glob("*.log")).stem
    assert SECRET not in "".join((book.folder / f"{newest}.{end}").read_text("latin-1") for end in ("json", "log"))
    assert SECRET in (book.folder / "archive" / f"{newest}.json").read_text("latin-1")


def test_much_that_was_filed_is_tidied_up_at_closing(
    book: Casebook, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.file_away(closed)
    book = again(book)
    assert book.report.generation == 1, "a little is not worth it"
    monkeypatch.setattr("store.filing.DEAD_ROWS", 3)
    monkeypatch.setattr(book.shelf, "count", lambda: 5)
    book = again(book)
    assert book.report.generation == 2
    book.close()


def test_who_files_while_a_thread_reads_waits_for_it(
    book: Casebook, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.file_away(closed)
    book.terminate(WORKED, **CLOSING)
    book = again(book)
    reading, go_on = Event(), Event()
    read = VaultDB.documents

    def slowly(db: VaultDB, table: str) -> Any:
        found = read(db, table)
        if "archive" in str(db.folder):
            reading.set()
            assert go_on.wait(5)
        return found

    assert not book.is_archive_busy
    with monkeypatch.context() as patch, ThreadPoolExecutor(2) as pool:
        patch.setattr(VaultDB, "documents", slowly)
        ahead = pool.submit(book.open_archive)
        assert reading.wait(5)
        assert book.is_archive_busy
        filing = pool.submit(book.file_away, WORKED)
        sleep(0.05)
        assert not filing.done()
        go_on.set()
        ahead.result(5)
        filing.result(5)
    assert not book.is_archive_busy
    assert [book.case(stub.code).alias for stub in book.archived()] == ["Worked", "Closed"]
    book.close()


# Acting: the case comes back in the same step

ACTS: dict[str, Callable[[Casebook], Any]] = {
    "edit": lambda book: book.edit_case(CLOSED, alias="Changed"),
    "next contact": lambda book: book.set_next_contact(CLOSED, date(2027, 1, 1)),
    "risk": lambda book: book.assess_risk(CLOSED, "high"),
    "note": lambda book: book.add_note(CLOSED, body="new", mode="phone", sign=True),
    "new draft": lambda book: book.write_draft(CLOSED, "new", session="t", body="new"),
    "draft": lambda book: book.write_draft(CLOSED, "draft", session="t", body="more"),
    "sign": lambda book: book.sign_note(draft_of(book)),
    "discard": lambda book: book.discard_draft(draft_of(book)),
    "addendum": lambda book: book.add_addendum(signed_of(book), "late"),
    "void": lambda book: book.void_note(signed_of(book), "why"),
    "reopen": lambda book: book.reopen(CLOSED, "assessment", "again"),
    "import": lambda book: book.add_records([*imported(book), book.case(CLOSED).changed(alias="By import")]),
}


def draft_of(book: Casebook) -> str:
    return next(note.id for note in book.notes(CLOSED) if note.is_draft)


def signed_of(book: Casebook) -> str:
    return next(note.id for note in book.notes(CLOSED) if note.is_signed)


def ignoring_new_ids(told: Any) -> str:
    """All that was read of a case as text, in which ids that an act makes read alike."""
    case, notes, history, drafts, reached, gate, *_ = told
    known = ("draft",)
    return repr((
        case, [note.changed(id=note.id if note.id in known else "-") for note in notes],
        [move.changed(id="-") for move in history], drafts, reached, gate,
    ))  # fmt: skip


def undo_all(book: Casebook) -> None:
    for _ in range(100):
        book.undo()


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("name", ACTS)
def test_an_act_does_what_it_does_on_a_live_case_and_undo_files_it_again(
    book: Casebook, closed: str, clock: Clock, tmp_path: Path, name: str, restart: bool
) -> None:
    def turned(book: Casebook) -> Casebook:
        return again(book) if restart else book

    other_clock = Clock()
    with open_casebook(tmp_path / "other", clock=other_clock) as other:  # where nothing is ever filed
        tell(other, other_clock)
        ACTS[name](other)
        expected = ignoring_new_ids(told(other, CLOSED))

    before, live = told(book, closed), documents(book)
    book.file_away(closed)
    assert documents(book) != live
    filed = documents(book)
    archive = files(book.folder / "archive")
    book = turned(book)
    heard: list[Change] = []
    book.subscribe(heard.append)
    ACTS[name](book)
    assert len(heard) == 1
    assert closed in heard[0].codes
    assert not book.is_archived(closed)
    assert ignoring_new_ids(told(book, closed)) == expected
    after, brought = told(book, closed), documents(book)
    book = turned(book)
    assert told(book, closed) == after

    book.undo()
    assert documents(book) == filed
    assert book.is_archived(closed)
    assert told(book, closed) == before
    book = turned(book)
    assert told(book, closed) == before
    book.redo()
    assert documents(book) == brought
    assert told(book, closed) == after
    book.undo()
    with pytest.raises(Refused, match="nothing to undo"):
        undo_all(book)
    assert files(book.folder / "archive") == archive
    book.close()


def test_an_act_that_changes_nothing_brings_nothing_back(book: Casebook, closed: str) -> None:
    book.file_away(closed)
    before = files(book.folder)
    heard: list[Change] = []
    book.subscribe(heard.append)
    book.edit_case(closed, alias=book.case(closed).alias)
    assert [change.codes for change in heard] == [frozenset()]
    assert book.is_archived(closed)
    assert files(book.folder) == before


def test_refused_acts_bring_nothing_back(book: Casebook, closed: str) -> None:
    book.file_away(closed)
    for act in (
        lambda: book.advance(closed, WHY), lambda: book.hold(closed, "why"), lambda: book.tick(closed, "roles"),
        lambda: book.terminate(closed, **CLOSING), lambda: book.move_back(closed, "assessment", "why"),
        lambda: book.write_draft(closed, signed_of(book), session="s", body="no"),
        lambda: book.write_draft(FRESH, draft_of(book), session="s", body="no"),
    ):  # fmt: skip
        with pytest.raises(Refused):
            act()
    assert book.is_archived(closed)


def test_filed_again_after_another_episode(book: Casebook, closed: str, clock: Clock) -> None:
    book.file_away(closed)
    book.reopen(closed, "engagement", "again")
    book.add_note(closed, body="third episode", mode="office", sign=True)
    book.terminate(closed, **CLOSING)
    clock.go(days=31)
    for note in book.notes(closed):
        if note.is_draft:
            assert book.due_for_filing() == [], "the review goes on to ask for the signature"
            book.sign_note(note.id)
            clock.go(days=1)
    assert book.due_for_filing() == [closed]
    before = told(book, closed)
    book.file_away(closed)
    assert told(book, closed) == before
    book = again(book)
    assert told(book, closed) == before
    assert [(stub.episode, stub.filed) for stub in book.archived()] == [(3, book.today())]
    book.close()
