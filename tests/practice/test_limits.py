"""The limits of the daily review: by default those of the domain reference, section 5; a book may change them."""

from typing import Any

import pytest

from store import Casebook, InvalidInput, open_casebook
from store.model import Phase, RiskLevel
from store.model.case import MOST_DAYS
from store.model.record import build
from store.practice.limits import Limits, PhaseLimits

# By hand from the table: contact at the latest, high / medium / low; days in the phase, warned of / late.
TABLE = {
    "engagement": (1, 3, 7, 7, 14), "assessment": (3, 7, 14, 30, 63), "planning": (7, 14, 14, 14, 30),
    "intervention": (7, 14, 30, 90, 180), "monitoring": (7, 30, 30, 90, 180), "evaluation": (7, 14, 14, 14, 30),
    "termination": (7, 14, 14, 14, 30),
}  # fmt: skip
OF_A_BOOK = {
    "review_high": 30, "review": 90, "review_ahead": 3, "task_ahead": 7, "note_unsigned": 1, "note_late": 3,
    "referral": 7,
}  # fmt: skip
OWN = PhaseLimits(high=2, medium=4, low=6, stale=5, stuck=9)


@pytest.mark.parametrize("phase", Phase)
def test_the_defaults_of_each_phase(phase: Phase) -> None:
    high, medium, low, stale, stuck = TABLE[phase]
    limits = Limits()
    assert limits.of(phase) == PhaseLimits(high=high, medium=medium, low=low, stale=stale, stuck=stuck)
    assert {risk: limits.contact(phase, risk) for risk in (None, *RiskLevel)} == {
        RiskLevel.CRITICAL: 1, RiskLevel.HIGH: high, RiskLevel.MEDIUM: medium, None: medium, RiskLevel.LOW: low,
        RiskLevel.NONE: low,
    }  # fmt: skip


def test_the_defaults_that_no_phase_changes() -> None:
    limits = Limits()
    assert set(Limits.model_fields) == {*TABLE, *OF_A_BOOK}
    assert {name: getattr(limits, name) for name in OF_A_BOOK} == OF_A_BOOK
    assert {risk: limits.between_reviews(risk) for risk in (None, *RiskLevel)} == {
        RiskLevel.CRITICAL: 30, RiskLevel.HIGH: 30, RiskLevel.MEDIUM: 90, RiskLevel.LOW: 90, RiskLevel.NONE: 90,
        None: 90,
    }  # fmt: skip


def test_other_limits_than_the_defaults() -> None:
    limits = Limits(planning=OWN, review=60, review_high=20)
    assert [limits.contact(Phase.PLANNING, risk) for risk in (RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW)] == [
        2, 4, 6,
    ]  # fmt: skip
    assert limits.contact(Phase.PLANNING, RiskLevel.CRITICAL) == 1, "every day, whatever is set"
    assert limits.contact(Phase.ASSESSMENT, None) == 7
    assert (limits.between_reviews(RiskLevel.HIGH), limits.between_reviews(None)) == (20, 60)


@pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1, "soon", 1.5, None])
@pytest.mark.parametrize("name", ["task_ahead", "referral", "note_late", "review"])
def test_a_limit_is_a_number_of_days(name: str, days: Any, book: Casebook) -> None:
    with pytest.raises(InvalidInput) as caught:
        build(Limits, {name: days})
    assert set(caught.value.problems) == {name}
    with pytest.raises(InvalidInput):
        book.change_settings(limits={name: days})
    assert book.settings.limits == Limits()


def test_the_limits_travel_with_the_book(book: Casebook) -> None:
    book.change_settings(limits=Limits(planning=OWN, referral=5))
    book.change_settings(lock_after=9)
    book.close()
    with open_casebook(book.folder, read_only=True) as again:
        assert again.settings.limits == Limits(planning=OWN, referral=5)


def test_what_a_book_does_not_say_is_as_by_default() -> None:
    assert build(Limits, {"review": 60, "of a newer version": 1}).changed(referral=5).document() == {
        **Limits().document(), "review": 60, "referral": 5, "of a newer version": 1,
    }  # fmt: skip
