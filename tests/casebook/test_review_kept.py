"""What the review keeps in memory is always what a book just opened would say: after each act, undone or done again."""

from contextlib import suppress
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Casebook, LingkarError, open_casebook
from store.model import Flag, Referral, Task
from store.practice.limits import Limits
from store.practice.questions import open_questions

from .conftest import Clock
from .scene import CLOSED, DEEDS, DRAFT, FRESH, HELD, WORKED, of, play


def as_just_opened(book: Casebook) -> Any:
    """What a reader says who has kept nothing; the book itself says the same."""
    with open_casebook(book.folder, read_only=True, clock=book.clock) as fresh:
        expected = fresh.review(), fresh.needs_today(), [fresh.review_of(code) for code in fresh.every_code()]
        files = [
            (fresh.notes(code), open_questions(fresh.notes(code)), whole(fresh, code)) for code in fresh.every_code()
        ]
    assert (book.review(), book.needs_today(), [book.review_of(code) for code in book.every_code()]) == expected
    at_hand = [(code, book.leaf_through(code)) for code in book.every_code()]
    assert [([*notes], open_questions(notes.asking), whole(book, code)) for code, notes in at_hand] == files
    return *expected, files


def whole(book: Casebook, code: str) -> dict[str, Any]:
    """All that lies in a file, read."""
    folder = book.folder_of(code)
    return {one.name: value if one.name == "case" else [*value]
            for one in fields(folder) for value in [getattr(folder, one.name)]}  # fmt: skip


def begin(book: Casebook, clock: Clock) -> None:
    """The scene, two weeks later, when everybody needs their worker for some reason."""
    play(book)
    book.add(Flag, FRESH, type="medical", level="high")
    book.add(Task, HELD, text="t", due=book.today())
    book.change(of(book, Task), due=book.today())
    book.write_draft(FRESH, DRAFT, session="s2", outcome="no_answer")
    book.add(Referral, WORKED, to="RS", reason="r", follow_up=book.today(), status="sent")
    clock.go(days=14)
    as_just_opened(book)


@pytest.mark.parametrize("name", DEEDS)
def test_after_each_act(name: str, book: Casebook, clock: Clock) -> None:
    begin(book, clock)
    before = as_just_opened(book)
    DEEDS[name].do(book)
    after = as_just_opened(book)
    book.undo()
    assert as_just_opened(book) == before
    book.redo()
    assert as_just_opened(book) == after


def test_these_acts_are_seen() -> None:
    """The test above would not notice acts that change nothing in any review; these must."""
    seen = set()
    for name in DEEDS:
        clock = Clock()
        with TemporaryDirectory() as place, open_casebook(Path(place) / "book", clock=clock) as book:
            begin(book, clock)
            before = as_just_opened(book)
            DEEDS[name].do(book)
            if as_just_opened(book) != before:
                seen.add(name)
    assert seen >= {
        "assess_risk", "advance", "hold", "resume", "terminate", "reopen", "add_note", "sign_note", "void_note",
        "discard_draft", "change", "put_off", "log_contact", "log_contact_and_plan", "aftercare_done",
        "set_next_contact", "clear_next_contact", "add_case", "write_new_draft",
    }  # fmt: skip


EARLY = Limits().changed(task_ahead=1, referral=2)
STEPS: dict[str, Any] = {
    **{name: deed.do for name, deed in DEEDS.items() if name not in ("add_records", "receive")},  # notes of one id
    "undo": lambda book: book.undo(),
    "redo": lambda book: book.redo(),
    "file": lambda book: book.file_away(CLOSED),
    "end": lambda book: book.file_away(WORKED),
    "other limits": lambda book: book.change_settings(limits=EARLY),
    "own limit": lambda book: book.edit_case(WORKED, contact_every=2),
    "look": lambda book: book.looked_at(FRESH),
    "leave": lambda book: book.looked_at(WORKED, left=True),
    "leave the book": lambda book: book.book_looked_at(),
    "compact": lambda book: book.compact(),
    "another day": lambda book: book.review(book.today() + timedelta(days=30)),
}
DAYS_LATER = st.integers(-2, 40)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(st.sampled_from(list(STEPS)), DAYS_LATER), min_size=5, max_size=15))
def test_after_any_acts_on_any_days(steps: list[str | int]) -> None:
    clock = Clock()
    with TemporaryDirectory() as place, open_casebook(Path(place) / "book", clock=clock) as book:
        begin(book, clock)
        for step in steps:
            if isinstance(step, int):
                clock.go(days=step)
            else:
                with suppress(LingkarError, IndexError):  # refused, or there is nothing left to do it to
                    STEPS[step](book)
            as_just_opened(book)
