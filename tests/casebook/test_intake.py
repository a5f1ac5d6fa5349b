"""What a person writes about a case has its consequences at once, and no day of it lies where it cannot."""

from datetime import date, timedelta
from typing import Any

import pytest

from store.errors import InvalidInput
from store.intake import EARLIEST, edited, must_be_intake, new_case
from store.model.case import Case
from tests.casebook.conftest import START

TODAY = START.date()
LATER = START + timedelta(days=7)


def taken_in(**fields: Any) -> Case:
    """A case of today."""
    return new_case(7, TODAY, TODAY, **{"alias": "Bu S", "size": "family", **fields})


@pytest.mark.parametrize(("day", "fits"), [
    (TODAY, True), (TODAY + timedelta(days=1), False), (EARLIEST, True), (EARLIEST - timedelta(days=1), False),
    (TODAY.isoformat(), False),
])  # fmt: skip
def test_a_case_is_taken_in_on_a_day_that_has_come(day: Any, fits: bool) -> None:
    if fits:
        must_be_intake(day, TODAY)
    else:
        with pytest.raises(InvalidInput) as caught:
            must_be_intake(day, TODAY)
        assert list(caught.value.problems) == ["opened"]


def test_a_case_that_is_taken_in_needs_no_book() -> None:
    case = taken_in(risk_level="high", level=None)
    assert (case.code, case.opened, case.phase_since) == ("K-2026-007", TODAY, TODAY)
    assert (case.risk_assessed, case.risk_reviewed, case.level_confirmed) == (TODAY, True, False)
    assert taken_in().risk_assessed is None
    with pytest.raises(TypeError, match="episode"):
        taken_in(episode=2)


def test_what_follows_from_an_edit() -> None:
    case = taken_in()
    assessed = edited(case, LATER, {"risk_level": "low"})
    assert (assessed.risk_assessed, assessed.risk_reviewed) == (LATER.date(), True)
    planned = edited(case, LATER, {"next_contact": LATER.date()})
    assert planned.contact_planned == LATER
    assert edited(planned, START, {"next_contact": LATER.date()}) == planned
    assert edited(planned, LATER, {"next_contact": None}).contact_planned is None
    assert edited(case, LATER, {"size": "community"}).level != case.level
    chosen = edited(case, LATER, {"level": case.level})
    assert chosen.level_confirmed
    assert edited(chosen, LATER, {"size": "community"}).level == case.level
    assert not edited(chosen, LATER, {"level": None}).level_confirmed
    with pytest.raises(TypeError, match="episode"):
        edited(case, LATER, {"episode": 2})


def test_no_contact_is_planned_for_a_day_that_has_passed() -> None:
    yesterday, before = TODAY - timedelta(days=1), TODAY - timedelta(days=9)
    late = taken_in(next_contact=TODAY)
    for act in (
        lambda: taken_in(next_contact=yesterday), lambda: edited(taken_in(), START, {"next_contact": yesterday}),
        lambda: edited(late, LATER, {"next_contact": TODAY + timedelta(days=1)}),
        lambda: new_case(7, yesterday, TODAY, alias="Bu S", size="family", next_contact=before),
    ):  # fmt: skip
        with pytest.raises(InvalidInput) as caught:
            act()
        assert caught.value.problems == {"next_contact": "This day has passed."}
    assert edited(late, LATER, {"next_contact": TODAY, "alias": "Bu T"}).next_contact == TODAY, "as it stood"
    old = new_case(7, before, TODAY, alias="Bu S", size="family", next_contact=yesterday)
    assert old.next_contact == yesterday, "planned at an intake of the past, and missed since"


def test_no_consent_was_given_on_a_day_to_come() -> None:
    tomorrow = TODAY + timedelta(days=1)
    for act in (lambda: taken_in(consent_on=tomorrow), lambda: edited(taken_in(), START, {"consent_on": tomorrow})):
        with pytest.raises(InvalidInput) as caught:
            act()
        assert list(caught.value.problems) == ["consent_on"]
    assert edited(taken_in(), LATER, {"consent_on": tomorrow}).consent_on == tomorrow
    known = taken_in().changed(consent_on=tomorrow)  # written while the clock was wrong
    assert edited(known, START, {"alias": "Bu T"}).alias == "Bu T"
    assert taken_in(consent_on=date(2026, 1, 2)).consent_on == date(2026, 1, 2)
