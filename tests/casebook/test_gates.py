"""The gates of a real book: a case that has everything walks through; what is passed with a reason stays on record."""

from datetime import date, timedelta

import pytest

from store import Casebook, GateNotMet, InvalidInput
from store.model import Flag, Goal, Person, Phase, Score
from store.practice.gates import BY_CODE, ITEMS
from tests.letting_out import case_text
from tests.practice.ready import GOAL, make_ready, walk

from .conftest import START, Clock
from .scene import WHY

ENDING = {"outcome": "better", "summary": "Goes to school."}
LEAVE = [item.code for item in ITEMS if item.leaving is not Phase.TERMINATION and item.hard]


@pytest.fixture
def code(book: Casebook) -> str:
    return book.add_case(alias="Bu S", size="family", opened=date(2026, 11, 1)).code


def packet(book: Casebook, code: str) -> str:
    return case_text(book, code).replace("\\", "")


def test_with_everything_in_place_no_gate_says_a_word(book: Casebook, code: str) -> None:
    for phase in Phase:
        walk(book, code, phase)
    make_ready(book, code)
    book.terminate(code, reason="goals_met", notice="agreed", aftercare=("2026-12-20",), **ENDING)
    moves = book.history(code)
    assert [move.to_phase for move in moves[:-1]] == list(Phase)
    assert [result for move in moves for result in move.gate if not result.met] == []
    assert {result.item for move in moves for result in move.gate} == {item.code for item in ITEMS}


@pytest.mark.parametrize("item", LEAVE)
def test_what_is_passed_with_a_reason_stands_in_the_history_and_in_the_packet(
    item: str, book: Casebook, code: str
) -> None:
    phase = BY_CODE[item].leaving
    walk(book, code, phase)
    if item in ("risk", "monitoring_risk"):
        book.add(Flag, code, type="child_abuse", level="critical")
    if item == "all_rated":  # the others were rated when Intervention was left
        book.add(Goal, code, **GOAL)
    make_ready(book, code, leave=item)
    with pytest.raises(GateNotMet) as caught:
        book.advance(code)
    missing = tuple(one.code for one in caught.value.gate.unmet_hard)
    assert item in missing
    assert "Gate overridden" not in packet(book, code)
    book.advance(code, WHY)
    move = book.history(code)[-1]
    assert (move.overrides, move.reason) == (missing, WHY)
    assert BY_CODE[item].text in packet(book, code)


@pytest.mark.parametrize(("item", "left"), [("notice", {}), ("closing_risk", {"notice": "agreed"})])
def test_so_does_what_an_ending_is_closed_without(item: str, left: dict[str, str], book: Casebook, code: str) -> None:
    if item == "closing_risk":
        book.add(Flag, code, type="homeless", level="high")
    with pytest.raises(GateNotMet):
        book.terminate(code, reason="moved", **ENDING, **left)
    book.terminate(code, reason="moved", **ENDING, **left, override=WHY)
    assert book.history(code)[-1].overrides == (item,)
    assert BY_CODE[item].text in packet(book, code)


def test_a_decision_is_asked_for_anew_each_time(book: Casebook, code: str) -> None:
    walk(book, code, Phase.EVALUATION)
    make_ready(book, code)
    book.move_back(code, "intervention", "Not yet.")
    book.advance(code)
    assert [item.code for item in book.gate(code).unmet_hard] == ["decision"]


# The closing record


def test_the_closing_record_tells_the_gap_and_the_goals_then_and_now(book: Casebook, code: str, clock: Clock) -> None:
    book.add(Score, code, domain="housing", expectation=5, reality=1)
    goal = book.add(Goal, code, **GOAL)
    clock.go(days=10)
    book.add(Score, code, domain="housing", expectation=5, reality=3)
    book.rate_goal(goal.id, 1)
    closure = book.terminate(code, reason="not_needed", notice="agreed", **ENDING).closure
    assert closure
    assert (closure.gap_before, closure.gap_after) == (100, 50)
    assert (closure.t_before, closure.t_after) == (40, 60)


def test_where_nothing_was_measured_nothing_is_told(book: Casebook, code: str) -> None:
    closure = book.terminate(code, reason="not_needed", notice="agreed", **ENDING).closure
    assert closure
    assert closure.gap_before is closure.gap_after is closure.t_before is closure.t_after is None


def test_what_was_scored_and_rated_once_has_no_then_and_now(book: Casebook, code: str, clock: Clock) -> None:
    book.add(Score, code, domain="housing", expectation=5, reality=1)
    book.add(Goal, code, **GOAL)
    clock.go(days=10)
    book.add(Score, code, domain="health", expectation=5, reality=5)
    closure = book.terminate(code, reason="not_needed", notice="agreed", **ENDING).closure
    assert closure
    assert (closure.gap_before, closure.gap_after, closure.t_before, closure.t_after) == (50, None, 40, None)


@pytest.mark.parametrize(("people", "until"), [
    ([], date(2033, 11, 20)),
    ([{"born": date(2018, 5, 4)}], date(2043, 5, 4)),
    ([{"born": date(2018, 5, 4), "is_member": False}], date(2033, 11, 20)),
    ([{"age": 5, "is_child": True}], date(2046, 11, 20)),
    ([{"age": 8}], date(2043, 11, 20)),
    ([{"is_child": True}], date(2051, 11, 20)),
    ([{"age": 40}], date(2033, 11, 20)),
    ([{"born": date(1980, 5, 4)}, {"born": date(2020, 1, 31)}], date(2045, 1, 31)),
    ([{"born": date(2010, 5, 4), "is_child": False}], date(2033, 11, 20)),
])  # fmt: skip
def test_the_record_of_a_child_is_kept_until_25(
    people: list[dict[str, object]], until: date, book: Casebook, code: str
) -> None:
    for one in people:
        book.add(Person, code, alias="Anak", **one)
    closure = book.terminate(code, reason="moved", notice="agreed", **ENDING).closure
    assert closure
    assert closure.retention_until == until


def test_another_day_may_be_given(book: Casebook, code: str) -> None:
    closure = book.terminate(
        code, reason="moved", notice="agreed", retention_until="2060-01-01", aftercare=["2026-12-20"], **ENDING
    ).closure  # fmt: skip
    assert closure
    assert (closure.retention_until, closure.aftercare) == (date(2060, 1, 1), (date(2026, 12, 20),))


@pytest.mark.parametrize(("day", "sentence"), [
    (date(2026, 10, 31), "This day lies before the opening on 1 Nov 2026."),
    (START.date() + timedelta(days=1), "This day has not come yet."),
])  # fmt: skip
def test_a_wrong_closing_day_is_complained_of(day: date, sentence: str, book: Casebook, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        book.terminate(code, reason="moved", notice="agreed", closed=day, **ENDING)
    assert caught.value.problems == {"closed": sentence}
    assert not book.case(code).is_closed


def test_a_duplicate_names_another_case_of_the_book(book: Casebook, code: str) -> None:
    kept = book.add_case(alias="Bu S again", size="family").code
    for wrong, sentence in ((code, "This is the case that is being closed."),
                            ("K-2020-001", "There is no such case in the book.")):  # fmt: skip
        with pytest.raises(InvalidInput) as caught:
            book.closing_gate(code, reason="duplicate", kept_case=wrong, **ENDING)
        assert caught.value.problems == {"kept_case": sentence}
    closure = book.terminate(code, reason="duplicate", kept_case=kept.lower(), **ENDING).closure
    assert closure
    assert closure.kept_case == kept


def test_who_returned_is_known_from_the_reason(book: Casebook, code: str) -> None:
    closure = book.terminate(code, reason="returned", notice="agreed", **ENDING).closure
    assert closure
    assert closure.returned == "yes"
