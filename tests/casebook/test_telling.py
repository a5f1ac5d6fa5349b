"""What listeners are told of an act, and importing finished records as one."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from store import Casebook, Change, open_casebook
from store.model import NoteStatus

from .conftest import JAKARTA, Clock
from .scene import FRESH, WHY, WORKED, documents, imported, play


def test_an_act_that_changes_nothing_touches_nothing_and_is_no_step(book: Casebook, told: list[Change]) -> None:
    play(book)
    book.edit_case(FRESH, alias="Fresher")
    told[:] = []
    book.edit_case(WORKED, alias="Worked")
    assert [change.codes for change in told] == [frozenset()]
    assert told[0].sentence == "Nothing changed: it stood so already."
    assert book.undo().act.code == FRESH
    assert book.case(FRESH).alias == "Fresh"


def test_the_first_act_after_opening_tells_only_what_it_touched(folder: Path, book: Casebook, clock: Clock) -> None:
    play(book)
    book.close()
    with open_casebook(folder, clock=clock) as again:
        changes: list[Change] = []
        again.subscribe(changes.append)
        again.edit_case(WORKED, alias="Worked")
        assert all(not change.codes for change in changes)


def test_events_come_once_the_act_is_done(book: Casebook) -> None:
    seen: list[Any] = []
    book.subscribe(lambda change: seen.append([case.alias for case in book.cases()]))
    book.add_case(alias="a", size="family")
    assert seen == [["a"]]


def test_sentences(book: Casebook, told: list[Change]) -> None:
    play(book)
    told[:] = []
    book.set_next_contact(FRESH, date(2026, 11, 27))
    book.advance(FRESH, WHY)
    book.undo()
    book.redo()
    book.add_records(imported(book))
    assert [change.sentence for change in told] == [
        "K-2026-001: next contact 27 Nov 2026", "K-2026-001 to Assessment", "Undone: K-2026-001 to Assessment",
        "Done again: K-2026-001 to Assessment", "1 case, 1 note imported",
    ]  # fmt: skip


# Import


def test_an_import_is_one_undo_and_known_again(book: Casebook) -> None:
    play(book)
    before = documents(book)
    records = imported(book)
    book.add_records(records)
    assert book.shelf.is_imported("file:1")
    assert book.shelf.is_imported("file:event:1")
    assert book.notes("K-2026-005")[0].body == "b"
    assert book.next_number(2026) == 6
    book.undo()
    assert documents(book) == before
    assert not book.shelf.is_imported("file:1")
    assert not book.shelf.is_imported("file:event:1")
    assert book.next_number(2026) == 5
    book.redo()
    assert book.next_number(2026) == 6
    assert book.shelf.is_imported("file:1")
    assert book.case("K-2026-005") == records[0]


def test_the_codes_of_an_undone_import_are_free_again_unless_others_may_know_them(book: Casebook, folder: Path) -> None:
    play(book)
    book.add_records(imported(book))
    case = book.add_case(alias="Later", size="family")
    book.undo()
    book.undo()
    assert book.next_number(2026) == 7, f"{case.code} was given after the import, and is never given again"
    book.redo()
    book.undo()
    [first, *rest] = [record.changed(imported_from=f"again {number}") for number, record in enumerate(imported(book))]
    book.add_records([first, *rest])
    book.went_out("export", folder / "x.pdf", [first.key])
    book.undo()
    assert book.next_number(2026) == 8, "a file with that code lies somewhere"


def test_a_source_is_known_while_any_record_has_it(book: Casebook, folder: Path) -> None:
    case, note = imported(book)
    book.add_records([case, note.changed(imported_from="file:1")])
    book.discard_draft(note.id)
    assert book.shelf.is_imported("file:1")
    book.edit_case(case.code, alias="x")
    assert book.shelf.is_imported("file:1")
    assert not book.shelf.is_imported("")


def test_an_import_of_earlier_numbers_does_not_turn_the_counter_back(book: Casebook) -> None:
    play(book)
    case, _ = imported(book)
    book.add_records([case.changed(code="K-2024-007"), case.changed(code="K-2024-003")])
    assert [book.next_number(year) for year in (2024, 2026)] == [8, 5]
    book.add_records([case.changed(code="K-2024-002"), case.changed(code="K-2026-009")])
    assert [book.next_number(year) for year in (2024, 2026)] == [8, 10]


def test_today_is_the_day_on_the_books_clock(book: Casebook, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 20, 0, 30, tzinfo=JAKARTA)  # still the 19th in UTC
    assert book.today() == date(2026, 11, 20)
    assert book.add_case(alias="a", size="family").opened == date(2026, 11, 20)
    assert book.notes("K-2026-001") == []
    assert book.note(book.add_note("K-2026-001", body="b").id).status is NoteStatus.DRAFT
