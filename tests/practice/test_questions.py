"""Questions for supervision in the notes: how a line becomes one, which are found, and which were asked already."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model.note import Addendum, Note
from store.model.record import build
from store.practice.questions import MARK, open_questions, questions_in, questions_of, sessions, toggled

WIB = timezone(timedelta(hours=7))
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=WIB)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def note(id: str, written: datetime, body: str = "b", **fields: Any) -> Note:
    start = {"mode": "office", "outcome": "reached", "phase": "planning", "contact_at": written, "status": "signed"}
    return build(Note, {**start, "id": id, "case_code": "K-2026-001", "written_at": written, "body": body, **fields})


def session(id: str, held: datetime, written: datetime | None = None, **fields: Any) -> Note:
    return note(id, written or held, contact_at=held, mode="supervision", **fields)


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("Why?", "(?) Why?"), ("  Why?", "  (?) Why?"), ("(?) Why?", "Why?"), ("  (?)Why?", "  Why?"), ("", "(?) "),
        ("(?) ", ""), ("Why (?) not", "(?) Why (?) not"),
    ],
)  # fmt: skip
def test_the_mark_comes_and_goes(line: str, after: str) -> None:
    assert toggled(line) == after


@given(st.text(st.characters(exclude_characters="\n")).filter(lambda line: not line.lstrip().startswith(MARK)))
def test_what_was_marked_is_a_question_and_unmarked_as_it_was(line: str) -> None:
    assert questions_in(toggled(line)) == ([line.strip()] if line.strip() else [])
    assert toggled(toggled(line)) == line or not line.strip()


def test_the_marked_lines_are_found_in_order_and_others_are_not() -> None:
    text = "Visited.\n(?) Who decides?\n   (?)And when?\nIs this one? (?) no\n(?)\n(?)  \n"
    assert questions_in(text) == ["Who decides?", "And when?"]


def test_they_come_from_bodies_and_addenda_in_the_order_in_which_they_were_written() -> None:
    late = Addendum(at=NOON + DAY, text="(?) third")
    notes = [
        note("b", NOON + HOUR, "(?) second", private=True),
        note("a", NOON, "(?) first", addenda=[late]),
        note("v", NOON, "(?) no more", status="voided", void_reason="Wrong case."),
        note("d", NOON + 2 * DAY, "(?) of a draft", status="draft"),
    ]
    found = questions_of(notes)
    assert [(one.text, one.note, one.private) for one in found] == [
        ("first", "a", False), ("second", "b", True), ("third", "a", False), ("of a draft", "d", False),
    ]  # fmt: skip
    assert [one.at for one in found] == [NOON, NOON + HOUR, NOON + DAY, NOON + 2 * DAY]


def test_a_session_is_signed_and_the_latest_held_counts() -> None:
    drafted = session("draft", NOON + 2 * DAY, status="draft")
    voided = session("void", NOON + 2 * DAY, status="voided", void_reason="Never held.")
    late = session("late", NOON - 5 * DAY, NOON + DAY)
    last = session("last", NOON)
    assert [one.id for one in sessions([drafted, voided, last, late, note("n", NOON)])] == ["late", "last"]


@pytest.mark.parametrize(
    ("held", "written", "still_open"),
    [
        (NOON, NOON, ["later", "next day"]),
        (NOON, NOON + 3 * DAY, ["later", "next day"]),  # written down late: what came in between was not asked
        (NOON.replace(hour=0), NOON + 3 * DAY, ["next day"]),  # only the day is known
        (NOON.replace(hour=0), NOON, ["later", "next day"]),
        (NOON - DAY, NOON - DAY, ["before", "later", "next day"]),
    ],
)
def test_what_was_written_before_a_session_was_asked_in_it(
    held: datetime, written: datetime, still_open: list[str]
) -> None:
    notes = [
        note("1", NOON - HOUR, "(?) before"),
        note("2", NOON + HOUR, "(?) later"),
        note("3", NOON + DAY, "(?) next day"),
        session("s", held, written),
    ]
    assert [one.text for one in open_questions(notes)] == still_open
    assert [one.text for one in open_questions(notes[:3])] == ["before", "later", "next day"]
