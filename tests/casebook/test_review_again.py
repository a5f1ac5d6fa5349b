"""When a case waits again on the same day, and what a planned contact, an erasing and a filing have to do with it."""

from datetime import timedelta

import pytest

from store import Casebook, InvalidInput, Refused
from store.model import Flag, Task
from store.settings import SavedQuery

from .conftest import Clock

DAY = timedelta(days=1)


@pytest.fixture
def code(book: Casebook) -> str:
    """A case with a task of today."""
    code = book.add_case(alias="Bu Sulastri", size="family", client_name="Sumiati", risk_level="low").code
    book.add(Task, code, text="Telepon", due=book.today())
    return code


def waiting(book: Casebook) -> list[str]:
    return [one.case.code for one in book.review().waiting]


def test_a_case_that_was_left_waits_again_when_something_new_comes(book: Casebook, code: str) -> None:
    book.looked_at(code, left=True)
    assert waiting(book) == []
    flag = book.add(Flag, code, type="medical", level="high", safety_plan="x")
    assert (waiting(book), book.needs_today()) == ([code], {code})
    book.looked_at(code, left=True)
    assert waiting(book) == []
    book.change(flag, level="critical")
    assert waiting(book) == [code]


def test_acts_that_are_written_down_later_do_not_hide_what_came_since(book: Casebook, code: str) -> None:
    book.looked_at(code, left=True)
    book.add(Flag, code, type="medical", level="high", safety_plan="x")
    book.looked_at(code, acts=("flags",))
    assert waiting(book) == [code]
    assert book.review_day(book.today()).of(code).left  # type: ignore[union-attr]
    book.looked_at(code, left=False)
    book.undo()
    assert waiting(book) == [code]


def test_undoing_what_settled_a_case_makes_it_wait_again(book: Casebook, code: str) -> None:
    task = book.parts(Task, code)[0]
    book.change(task, status="done")
    book.looked_at(code, left=True, acts=("tasks",))
    assert waiting(book) == []
    book.undo()
    assert (waiting(book), book.needs_today()) == ([code], {code})


def test_a_danger_that_was_only_passed_by_still_needs_the_worker(book: Casebook, code: str) -> None:
    book.add(Flag, code, type="medical", level="high", safety_plan="x")
    book.looked_at(code, left=True)
    assert (waiting(book), book.needs_today()) == ([], {code})
    book.set_next_contact(code, book.today())
    book.put_off(code, book.today() + DAY, "away")
    book.looked_at(code, acts=("put_off",), left=True)
    assert (waiting(book), book.needs_today()) == ([], {code}), "putting off does nothing about a danger"
    assert [one.case.code for one in book.review().needing] == [code]
    assert [one.case.code for one in book.review().resting] == [code]
    book.looked_at(code, acts=("put_off", "contact"))
    assert book.needs_today() == frozenset()


def test_a_danger_that_is_to_be_checked_needs_the_worker_until_it_was(book: Casebook, code: str) -> None:
    flag = book.add(Flag, code, type="medical", level="high", safety_plan="x", next_check=book.today())
    book.looked_at(code, left=True, acts=("contact", "note"))
    assert book.needs_today() == {code}, "a contact is no check of the danger"
    book.change(flag, next_check=book.today() + DAY)
    book.put_off(code, book.today() + DAY, "away")
    book.looked_at(code, left=True, acts=("contact", "note", "flags", "put_off"))
    assert book.needs_today() == frozenset()


def test_what_has_its_day_stays_until_it_is_done_or_put_off(book: Casebook, code: str, clock: Clock) -> None:
    book.looked_at(code, left=True, acts=("note",))
    assert (waiting(book), book.needs_today()) == ([], {code}), "a look does no task"
    book.put_off(code, book.today() + DAY, "away")
    assert book.needs_today() == frozenset()
    book.undo()
    (task,) = book.parts(Task, code)
    book.change(task, status="done")
    book.set_next_contact(code, book.today())
    book.looked_at(code, left=True)
    assert book.needs_today() == {code}, "a contact that is planned"
    clock.go(minutes=5)
    book.log_contact(code, mode="phone", outcome="reached")
    assert book.needs_today() == frozenset()


def test_what_only_a_limit_says_rests_for_the_day(book: Casebook, clock: Clock) -> None:
    code = book.add_case(alias="B", size="individual", risk_level="low").code
    clock.go(days=10)
    assert waiting(book) == [code]
    book.looked_at(code, left=True)
    assert book.needs_today() == frozenset()


def test_a_case_of_which_only_a_danger_is_due_is_not_put_off(book: Casebook) -> None:
    code = book.add_case(alias="B", size="individual", risk_level="low").code
    book.add(Flag, code, type="medical", level="high", safety_plan="x")
    with pytest.raises(Refused, match="never put off"):
        book.put_off(code, book.today() + DAY, "away")
    assert book.case(code).put_off is None


def test_whoever_asks_again_first_stands_on_top(book: Casebook, code: str) -> None:
    other = book.add_case(alias="B", size="individual").code
    for one, days in ((code, 5), (other, 3)):
        book.set_next_contact(one, book.today())
        book.put_off(one, book.today() + days * DAY, "away")
    assert [one.case.code for one in book.review().resting] == [other, code]


def test_a_contact_keeps_only_an_appointment_that_was_made_before(book: Casebook, code: str, clock: Clock) -> None:
    book.log_contact(code, mode="phone", outcome="reached")
    clock.go(minutes=5)
    book.set_next_contact(code, book.today())
    assert "appointment" in [one.rule.code for one in book.review_of(code).findings]
    assert book.kept_on(code) is None
    clock.go(minutes=5)
    book.log_contact(code, mode="phone", outcome="no_answer")
    assert book.case(code).next_contact == book.today()
    book.log_contact(code, mode="phone", outcome="reached")
    assert book.case(code).next_contact is None
    book.undo()
    assert book.case(code).next_contact == book.today()


@pytest.mark.parametrize("sign", [True, False])
def test_a_signed_note_keeps_the_appointment_in_the_same_act(
    book: Casebook, code: str, clock: Clock, sign: bool
) -> None:
    book.set_next_contact(code, book.today())
    clock.go(days=1)
    note = book.add_note(code, body="x", mode="home_visit", sign=sign)
    assert (book.case(code).next_contact is None) is sign
    assert "late_appointment" not in [one.rule.code for one in book.review_of(code).findings], "the draft counts too"
    if not sign:
        book.sign_note(note.id)
        assert book.case(code).next_contact is None
    book.undo()
    assert book.case(code).next_contact is not None


def test_a_case_is_not_put_off_for_longer_than_a_quarter(book: Casebook, code: str) -> None:
    with pytest.raises(InvalidInput, match="90 days at most"):
        book.put_off(code, book.today() + 91 * DAY, "long")
    assert book.put_off(code, book.today() + 90 * DAY, "long").put_off


def test_putting_off_again_keeps_quiet_what_was_put_off_before(book: Casebook, code: str, clock: Clock) -> None:
    book.put_off(code, book.today() + 5 * DAY, "away")
    clock.go(days=1)
    book.put_off(code, book.today() + 9 * DAY, "still away")
    clock.go(days=6)
    assert [one.rule.code for one in book.review_of(code).quiet] == ["task"]


def test_erasing_forgets_the_saved_searches_that_name_the_client(book: Casebook, code: str) -> None:
    kept = SavedQuery(name="Draf", query="has:draft")
    named = [SavedQuery(name=name, query=query) for name, query in (
        ("a", "bu sulastri sekolah"), ("Sumiati", "sekolah"), ("c", f"{code} draf"),
    )]  # fmt: skip
    book.change_settings(saved=(named[0], kept, *named[1:]))
    book.erase(code)
    assert book.settings.saved == (kept,)


def test_a_closed_case_stays_while_it_asks_for_something(book: Casebook, code: str, clock: Clock) -> None:
    flag = book.add(Flag, code, type="medical", level="high", safety_plan="x")
    note = book.add_note(code, body="draft", mode="phone")
    book.terminate(code, reason="withdrew", outcome="unknown", summary="x", override="x" * 20)
    clock.go(days=40)
    assert book.due_for_filing() == []
    assert {"open_danger", "unsigned"} <= {one.rule.code for one in book.review_of(code).findings}
    book.change(flag, state="resolved", state_reason="moved to her sister")
    clock.go(days=2)
    assert book.due_for_filing() == [], "the draft"
    book.sign_note(note.id)
    clock.go(days=2)
    assert book.due_for_filing() == [code]
    assert waiting(book) == []


def test_a_look_that_was_planned_at_a_danger_under_control_is_not_lost_with_the_filing(
    book: Casebook, code: str, clock: Clock
) -> None:
    flag = book.add(
        Flag, code, type="medical", level="low", state="mitigated", state_reason="x", next_check=book.today() + 60 * DAY
    )
    book.terminate(code, reason="withdrew", outcome="unknown", summary="x", override="x" * 20)
    clock.go(days=40)
    assert book.due_for_filing() == []
    clock.go(days=20)
    assert waiting(book) == [code]
    book.change(flag, state="resolved")
    clock.go(days=2)
    assert book.due_for_filing() == [code]
