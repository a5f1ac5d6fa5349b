"""The way through the review: who comes first, who joins later, what comes after the last; and what was done."""

from datetime import UTC, datetime

from store import Act, Case
from store.language import use
from store.model.day import Looked, ReviewDay
from store.practice.review import CaseReview, Finding, Rule
from store.reviewing import Review
from tests.review.conftest import TODAY
from tui.review.doing import done_words
from tui.review.walk import BOOK, SUMMARY, first_stop, next_stop, order_of, previous_stop

A, B, C, D = (f"K-2026-00{number}" for number in range(1, 5))


def day(*queue: str, looked: dict[str, bool] | None = None) -> Review:
    """A review with these cases in the queue, and those that were looked at: whether they were left."""
    cases = tuple(
        CaseReview(
            Case(code=code, alias="x", size="family", phase_since=TODAY, opened=TODAY), TODAY,
            findings=(Finding(Rule.TASK, TODAY, id=code),),
        )
        for code in queue
    )  # fmt: skip
    at = datetime(2026, 11, 21, tzinfo=UTC)
    seen = {one.case.code: tuple(one.keys) for one in cases}
    done = tuple(Looked(code=code, at=at, left=left, seen=seen.get(code, ())) for code, left in (looked or {}).items())
    return Review(TODAY, cases, ReviewDay(day=TODAY, looked=done), (), (), None)


def test_the_review_begins_by_urgency_and_goes_on_with_the_case_that_was_begun() -> None:
    assert order_of(day(C, A, B)) == [C, A, B]
    seen = {B: True, A: False, D: False}  # B left, A begun, D out of the queue by what was done
    assert order_of(day(C, A, B, looked=seen)) == [B, D, A, C]
    assert first_stop([B, D, A, C], [A, C], book_waits=False) == A


def test_the_order_stays_and_whoever_comes_to_need_the_worker_joins_at_the_end() -> None:
    assert order_of(day(D, B, A), before=[A, B]) == [A, B, D]
    assert order_of(day(B), before=[A, B, C]) == [B], "who needs nobody any more, without having been looked at"
    assert order_of(day(B, looked={A: False}), before=[A, B, C]) == [A, B]


def test_after_the_last_case_comes_who_still_waits_then_the_book_then_the_summary() -> None:
    codes = [A, B]
    assert next_stop(A, codes, [B], book_waits=True) == B
    assert next_stop(B, codes, [A], book_waits=True) == A
    assert next_stop(B, codes, [], book_waits=True) == BOOK
    assert next_stop(BOOK, codes, [], book_waits=True) == SUMMARY
    assert next_stop(B, codes, [], book_waits=False) == SUMMARY
    assert next_stop(SUMMARY, codes, [B], book_waits=False) == B
    assert first_stop([], [], book_waits=False) == SUMMARY
    assert (previous_stop(A, codes), previous_stop(B, codes), previous_stop(SUMMARY, codes)) == (None, A, B)
    assert previous_stop(SUMMARY, []) is None


def test_acts_are_named_by_what_they_are_about_and_undoing_takes_the_last_one_back() -> None:
    assert Act("change", A, "tasks").kind == "tasks"
    assert Act("advance", A, "planning").kind == "advance"
    looked = Looked(code=A, at=datetime(2026, 11, 21, tzinfo=UTC), acts=("contact", "tasks", "contact"), left=True)
    undone = looked.without_last("contact")
    assert (undone.acts, undone.left) == (("contact", "tasks"), False)
    assert looked.without_last("put_off") == looked, "done before the review began"


def test_what_was_done_in_words() -> None:
    acts = [
        "finish", "contact", "note", "finish", "reschedule", "tasks", "note", "discard_note", "flags", "people",
        "goals",
    ]  # fmt: skip
    assert done_words(acts) == [
        "1 contact", "1 note", "2 tasks done", "1 task moved", "1 task added or changed", "1 danger",
        "2 entries in the file",
    ]  # fmt: skip
    assert done_words(["discard_note"]) == []
    use("id")
    assert all(word[0].isdigit() for word in done_words(acts))
