"""The dangers of a case: what alarms, the worst level, what lacks a safety plan, and when to look again."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import FlagState, RiskLevel
from store.practice import risk

from .facts import DAY, case, flag

LEVELS = [None, *RiskLevel]
SERIOUS = (RiskLevel.HIGH, RiskLevel.CRITICAL)
flags = st.lists(
    st.builds(
        lambda level, state, days, plan: flag(
            level, state=state, state_reason="r", since=DAY + timedelta(days), safety_plan=plan
        ),
        st.sampled_from(list(RiskLevel)), st.sampled_from(list(FlagState)), st.integers(-9, 9),
        st.sampled_from(["", "p"]),
    ),
    max_size=6,
)  # fmt: skip


def test_the_worst_and_oldest_danger_comes_first() -> None:
    young, old, worst = flag(since=DAY), flag(since=DAY - timedelta(1)), flag("critical", since=DAY)
    others = [flag("medium"), flag("critical", state="mitigated", state_reason="r"), flag(state="resolved")]
    assert risk.alarming([young, *others, old, worst]) == (worst, old, young)


@pytest.mark.parametrize(("level", "dangers", "worst"), [
    (None, [], None), ("none", [], "none"), ("low", [flag("medium")], "medium"), ("high", [flag("low")], "high"),
    (None, [flag("low")], "low"), ("low", [flag("critical", state="mitigated")], "low"),
    ("medium", [flag("high"), flag("critical")], "critical"),
])  # fmt: skip
def test_the_worst_level(level: str | None, dangers: list[Any], worst: str | None) -> None:
    assert risk.worst_level(case(risk_level=level), dangers) == worst


@given(st.sampled_from(LEVELS), flags)
def test_serious_is_what_the_level_or_an_alarm_says(level: RiskLevel | None, dangers: list[Any]) -> None:
    at = case(risk_level=level)
    assert risk.is_serious(at, dangers) is (level in SERIOUS or bool(risk.alarming(dangers)))
    resting = case(risk_level=level, status="on_hold", hold={"since": DAY, "reason": "r"})
    assert risk.worst_level(resting, dangers) is risk.worst_level(at, dangers)
    if not risk.is_serious(at, dangers):
        assert not risk.unplanned(at, dangers)
    if any(not one.safety_plan for one in risk.alarming(dangers)):
        assert risk.unplanned(at, dangers)


def test_the_next_check_is_that_of_a_danger_that_is_not_over() -> None:
    days = [DAY + timedelta(days) for days in range(4)]
    over = flag(state="resolved", next_check=days[0])
    watched = flag(state="mitigated", next_check=days[1])
    assert risk.next_check([flag(), over, flag(next_check=days[2]), watched]) == days[1]
    assert risk.next_check([flag(), over]) is None
