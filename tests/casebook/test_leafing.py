"""Leafing through a file: the order of the notes from their rows, and none of them read before somebody looks."""

from datetime import UTC, date, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any, cast

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Casebook, Note
from store import shelf as module
from store.leafing import NotesAtHand, newest_first
from store.model.record import build
from store.practice.questions import open_questions
from store.vault import VaultDB

from .conftest import Clock

zones = st.sampled_from([7, 8, 9, -11, 14]).map(lambda hours: timezone(timedelta(hours=hours)))
moments = st.builds(
    lambda minutes, zone, micro: datetime(2026, 11, 20, tzinfo=zone) + timedelta(minutes=minutes, microseconds=micro),
    st.integers(-1500, 1500), zones, st.sampled_from([0, 0, 5, 999_999]),
)  # fmt: skip


def row_of(number: int, at: datetime, written: datetime) -> dict[str, Any]:
    return {
        "id": str(number), "case_code": "K-2026-001", "phase": "assessment", "mode": "phone", "outcome": "reached",
        "contact_at": at.isoformat(), "written_at": written.isoformat(),
    }  # fmt: skip


@given(st.lists(st.tuples(moments, moments), max_size=9))
def test_rows_are_in_the_order_of_the_notes_wherever_they_were_written(found: list[tuple[datetime, datetime]]) -> None:
    rows = [(number, row_of(number, *two)) for number, two in enumerate(found)]
    notes = [build(Note, row) for _number, row in rows]
    assert [*NotesAtHand(rows, lambda number, _row: notes[number])] == newest_first(notes)


def test_rows_that_another_program_wrote_in_its_way_are_in_order_too() -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    rows = [(0, row_of(0, at, at)), (1, row_of(1, at, at)), (2, row_of(2, at, at))]
    rows[0][1]["contact_at"] = at.timestamp() + 60
    rows[2][1]["contact_at"] = at.timestamp() - 60
    assert [note.id for note in NotesAtHand(rows, lambda _number, row: build(Note, row))] == ["0", "1", "2"]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[type]:
    """The kinds of the records that the shelf makes of rows."""
    kinds: list[type] = []

    def building(model: type[Any], values: dict[str, Any]) -> Any:
        kinds.append(model)
        return build(model, values)

    monkeypatch.setattr(module, "build", building)
    return kinds


def test_only_what_is_looked_at_is_read(book: Casebook, clock: Clock, made: list[type]) -> None:
    code = book.add_case(alias="a", size="family").code
    for number in range(20):
        clock.go(minutes=1)
        book.add_note(code, body="(?) why" if number == 5 else str(number), mode="home_visit", private=number == 7)
    made.clear()
    notes = book.leaf_through(code)
    assert (len(notes), notes[0].body, [note.body for note in notes[1:3]]) == (20, "19", ["18", "17"])
    assert made.count(Note) == 3
    assert open_questions(notes.asking) == open_questions(book.notes(code)) != []
    assert [note.body for note in notes.private] == ["7"]
    made.clear()
    assert book.gate(code) == book.gate(code)
    assert made.count(Note) == 0, "and what was read is kept"
    assert book.leaf_through(code) is notes, "until the case changes"


def test_it_stays_as_it_was_and_the_next_look_is_new(book: Casebook, clock: Clock) -> None:
    code = book.add_case(alias="a", size="family").code
    first = book.add_note(code, body="one", mode="phone")
    notes = book.leaf_through(code)
    clock.go(minutes=1)
    book.write_draft(code, first.id, session="s", body="changed")
    second = book.add_note(code, body="two", mode="phone")
    assert [note.body for note in notes] == ["one"]
    assert [note.body for note in book.leaf_through(code)] == ["two", "changed"]
    assert (book.leaf_through(code).place_of(first.id), notes.place_of(second.id)) == (1, None)
    assert book.notes(code)[1].body == "changed", "the older one is not what is kept"


@given(st.lists(st.tuples(moments, st.sampled_from(["reached", "no_answer"])), max_size=6), moments, st.integers(-3, 3))
def test_when_the_client_was_reached_is_told_by_the_clock_of_each_place(
    found: list[tuple[datetime, str]], after: datetime, day: int
) -> None:
    rows = {number: {**row_of(number, at, at), "outcome": outcome} for number, (at, outcome) in enumerate(found)}
    shelf, until = module.Shelf(), date(2026, 11, 20) + timedelta(days=day)
    lines = [(number, orjson.dumps(row)) for number, row in rows.items()]
    shelf.load(cast(VaultDB, SimpleNamespace(documents=lambda _table: {}, lines=lambda _table: lines)))
    reached = [at for at, outcome in found if outcome == "reached" and at.date() <= until]
    assert shelf.reached_on("K-2026-001", until) == max((at.date() for at in reached), default=None)
    later = [at.date() for at in reached if at > after]
    assert shelf.reached_on("K-2026-001", until, after) == max(later, default=None)
