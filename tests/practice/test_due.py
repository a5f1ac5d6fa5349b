"""What is due next in a case: the danger before the contact, the check after the ending, and what rests."""

from datetime import date

import pytest

from store import Casebook
from store.model import Flag
from store.practice.due import Due, DueKind, due_of
from tests.conftest import days_ago

WHY = "A reason that is long enough to pass."
FIRST, LATER = date(2026, 11, 18), date(2026, 11, 25)


@pytest.fixture
def code(book: Casebook) -> str:
    return book.add_case(alias="a", size="family").code


def due(book: Casebook, code: str) -> Due | None:
    return due_of(book.case(code), book.parts(Flag, code))


def test_nothing_has_a_day(book: Casebook, code: str) -> None:
    book.add(Flag, code, type="medical", level="high")
    assert due(book, code) is None


@pytest.mark.parametrize(
    ("contact", "check", "expected"),
    [
        (LATER, FIRST, (FIRST, DueKind.CHECK)), (FIRST, LATER, (FIRST, DueKind.CONTACT)),
        (FIRST, FIRST, (FIRST, DueKind.CHECK)), (None, LATER, (LATER, DueKind.CHECK)),
    ],
)  # fmt: skip
def test_what_comes_first_and_of_two_the_danger(
    book: Casebook, code: str, contact: date | None, check: date, expected: tuple[date, DueKind]
) -> None:
    with days_ago(book, 7):
        book.set_next_contact(code, contact)
    flag = book.add(Flag, code, type="medical", level="low", next_check=check)
    found = due(book, code)
    assert found is not None
    assert (found.day, found.kind) == expected
    book.change(flag, state="resolved", state_reason="Over.")
    assert due(book, code) == (Due(contact, DueKind.CONTACT) if contact else None)


def test_a_contact_rests_with_the_case_a_danger_does_not(book: Casebook, code: str) -> None:
    book.set_next_contact(code, LATER)
    book.hold(code, "Away.")
    assert due(book, code) == Due(LATER, DueKind.CONTACT, rests=True)
    book.add(Flag, code, type="medical", level="low", next_check=FIRST)
    assert due(book, code) == Due(FIRST, DueKind.CHECK)


def test_after_the_ending_the_checks_that_are_left(book: Casebook, code: str) -> None:
    book.terminate(
        code, reason="moved", outcome="same", summary="s", notice="agreed", override=WHY, aftercare=[LATER, FIRST]
    )
    assert due(book, code) == Due(FIRST, DueKind.AFTERCARE)
    book.aftercare_done(code, FIRST)
    assert due(book, code) == Due(LATER, DueKind.AFTERCARE)
    book.aftercare_done(code, LATER)
    assert due(book, code) is None


@pytest.mark.parametrize(("reached", "is_due"), [
    (None, True), (FIRST, True), (date(2026, 11, 24), True), (LATER, False), (date(2026, 11, 26), False),
])  # fmt: skip
def test_a_contact_that_was_kept_is_not_due_any_more(
    book: Casebook, code: str, reached: date | None, is_due: bool
) -> None:
    case = book.set_next_contact(code, LATER)
    assert due_of(case, reached=reached) == (Due(LATER, DueKind.CONTACT) if is_due else None)
    flag = book.add(Flag, code, type="medical", level="low", next_check=date(2026, 11, 30))
    kept = Due(date(2026, 11, 30), DueKind.CHECK)
    assert due_of(case, [flag], reached) == (Due(LATER, DueKind.CONTACT) if is_due else kept)


def test_reaching_the_client_does_not_do_a_check(book: Casebook, code: str) -> None:
    flag = book.add(Flag, code, type="medical", level="low", next_check=FIRST)
    assert due_of(book.case(code), [flag], LATER) == Due(FIRST, DueKind.CHECK)
    book.terminate(code, reason="moved", outcome="same", summary="s", notice="agreed", override=WHY, aftercare=[FIRST])
    assert due_of(book.case(code), (), LATER) == Due(FIRST, DueKind.AFTERCARE)
