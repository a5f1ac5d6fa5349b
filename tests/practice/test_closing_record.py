"""The closing record takes what was filled in as it is, and the rest from the file."""

from datetime import date, timedelta
from typing import Any

import pytest

from store.errors import InvalidInput
from store.model import Closure, Folder, Outcome, Returned
from store.practice.closing import closing_record

from .facts import DAY, NOON, case, goal, move, person, score

ENDED = DAY + timedelta(days=40)


def drawn_up(
    reason: str = "goals_met", of: dict[str, Any] | None = None, outcome: str | None = "better", **more: Any
) -> Closure:
    """The record of an ending on `ENDED`, of a file with these parts."""
    folder = Folder(case(), **{name: tuple(parts) for name, parts in (of or {}).items()})
    return closing_record(folder, ENDED, reason=reason, outcome=outcome, summary="s", **more)


def test_it_is_of_today_and_kept_as_long_as_the_file_asks() -> None:
    assert (drawn_up().closed, drawn_up().retention_until) == (ENDED, date(2033, 12, 30))
    child = person(born=date(2020, 1, 1))
    assert drawn_up(of={"people": [child]}).retention_until == date(2045, 1, 1)
    given = drawn_up(closed=DAY, retention_until=date(2060, 1, 1))
    assert (given.closed, given.retention_until) == (DAY, date(2060, 1, 1))
    assert drawn_up(closed=None, retention_until=None) == drawn_up()


@pytest.mark.parametrize(
    ("closed", "sentence"),
    [
        (DAY - timedelta(days=1), "This day lies before the opening on 20 Nov 2026."),
        (ENDED + timedelta(days=1), "This day has not come yet."),
    ],
)
def test_it_is_of_a_day_between_the_opening_and_today(closed: date, sentence: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        drawn_up(closed=closed)
    assert caught.value.problems == {"closed": sentence}


def test_who_is_said_to_have_returned_has_unless_it_is_said_otherwise() -> None:
    assert drawn_up("returned").returned is Returned.YES
    assert drawn_up("returned", returned="no").returned is Returned.NO
    assert drawn_up("moved").returned is None


@pytest.mark.parametrize("reason", ["died", "duplicate"])
@pytest.mark.parametrize("outcome", ["better", None])
def test_of_who_is_not_compared_no_outcome_is_judged(reason: str, outcome: str | None) -> None:
    assert drawn_up(reason, outcome=outcome).outcome is Outcome.UNKNOWN


def test_every_other_ending_needs_its_outcome() -> None:
    with pytest.raises(InvalidInput) as caught:
        drawn_up("moved", outcome=None)
    assert caught.value.problems == {"outcome": "This is needed."}


def test_gap_and_goals_are_those_of_this_episode() -> None:
    before = [score(on=DAY, expectation=5, reality=1)]
    again = [score(on=DAY + timedelta(days=20), reality=1), score(on=DAY + timedelta(days=30), reality=4)]
    opened, reopened = move("opened", NOON), move("reopened", NOON + timedelta(days=10))
    rated = goal(ratings=[{"on": DAY + timedelta(days=30), "level": 1, "by": "practitioner"}])
    old = goal(ratings=[{"on": DAY, "level": 2, "by": "practitioner"}])
    first = drawn_up(of={"scores": before, "history": [opened]})
    assert first.gap_before is not None
    assert (first.gap_after, first.t_before, first.t_after) == (None, None, None)
    second = drawn_up(of={"scores": [*before, *again], "history": [opened, reopened], "goals": [rated, old]})
    stood = old.changed(baseline=2, ratings=())
    alone = drawn_up(of={"scores": again, "history": [opened, reopened], "goals": [rated, stood]})
    assert second == alone
    assert second.gap_before != first.gap_before
    assert second.gap_before is not None
    assert second.gap_after is not None
    assert second.gap_after < second.gap_before
    assert second.t_before is not None
    assert second.t_after is not None
    assert second.t_after > second.t_before
