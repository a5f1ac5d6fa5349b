"""The gap of a case: first and last score of each domain, what closed and why, and the way in between."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language import use
from store.model.record import build
from store.model.score import Score
from store.practice.gap import GapStanding, gap_of

DAY = date(2026, 1, 5)
FIRST = {"basic_needs": (4, 1, 3), "education": (4, 2, 2), "legal": (3, 2, 1), "family": (5, 3, 2), "health": (3, 4, 1)}
BETTER = {
    "basic_needs": (4, 3, 3),
    "education": (3, 3, 2),
    "legal": (3, 3, 1),
    "family": (5, 3, 2),
    "health": (3, 4, 1),
}
WORSE = {"basic_needs": (4, 1, 3), "education": (5, 2, 2), "legal": (3, 1, 1), "family": (5, 3, 2), "health": (3, 4, 1)}
SCORES = st.lists(
    st.tuples(
        st.sampled_from(["housing", "legal", "roles", "Kelompok arisan"]),
        st.integers(0, 6), st.integers(1, 5), st.integers(1, 5), st.integers(1, 3),
    ),
    max_size=20,
)  # fmt: skip


def score(domain: str, on: int, expectation: int, reality: int, weight: int = 1, **fields: Any) -> Score:
    """A score `on` days after the first."""
    return build(Score, {
        "id": f"{domain}{on}", "case_code": "K-2026-001", "domain": domain, "on": DAY + timedelta(days=on),
        "expectation": expectation, "reality": reality, "weight": weight, **fields,
    })  # fmt: skip


def scores(on: int, rated: dict[str, tuple[int, int, int]]) -> list[Score]:
    return [score(domain, on, *numbers) for domain, numbers in rated.items()]


def near(value: float) -> Any:
    return pytest.approx(value, abs=0.00005, rel=0)


def test_the_case_of_the_reference() -> None:
    gap = gap_of(scores(0, FIRST) + scores(90, BETTER))
    assert (gap.baseline, gap.now, gap.closed) == (near(50.0), near(19.4444), near(61.1111))
    assert (gap.by_reality, gap.by_expectation) == (near(25.0), near(5.5556))
    assert gap.trend == (near(50.0), near(19.4444))
    assert gap.days == (DAY, DAY + timedelta(days=90))
    assert not gap.is_worse


def test_a_case_that_got_worse() -> None:
    gap = gap_of(scores(0, FIRST) + scores(90, WORSE))
    assert (gap.now, gap.closed) == (near(58.3333), near(-16.6667))
    assert gap.is_worse


def test_nothing_scored_is_no_gap() -> None:
    gap = gap_of([])
    assert gap == GapStanding()
    assert (gap.domains, gap.baseline, gap.now, gap.closed, gap.trend) == ((), None, None, None, ())
    assert not gap.is_worse


def test_no_gap_at_first_has_no_percentage() -> None:
    gap = gap_of([score("legal", 0, 3, 3), score("legal", 9, 3, 1)])
    assert (gap.baseline, gap.now, gap.closed) == (0, 50, None)
    assert gap.is_worse


def test_each_domain_then_and_now() -> None:
    domains = gap_of(scores(0, FIRST) + scores(90, BETTER)).domains
    assert [(each.domain, each.gap_before, each.gap_now) for each in domains] == [
        ("basic_needs", 3, 1), ("education", 2, 0), ("legal", 1, 0), ("family", 2, 2), ("health", 0, 0),
    ]  # fmt: skip
    assert all(each.first.on == DAY and each.last.on > DAY and each.is_rescored for each in domains)


def test_a_domain_is_named_in_the_language_in_use_and_an_own_label_as_it_is() -> None:
    domains = gap_of([score("housing", 0, 3, 1), score("Kelompok arisan", 0, 3, 1)]).domains
    assert [each.label for each in domains] == ["Housing", "Kelompok arisan"]
    use("id")
    assert domains[1].label == "Kelompok arisan"


def test_a_domain_that_was_not_scored_again_stands_as_it_stood() -> None:
    gap = gap_of([score("legal", 0, 5, 1), score("housing", 0, 5, 1), score("legal", 30, 5, 5)])
    assert (gap.baseline, gap.now, gap.closed) == (100, 50, 50)
    assert [each.is_rescored for each in gap.domains] == [True, False]


def test_a_domain_that_came_later_belongs_to_the_baseline_with_its_first_score() -> None:
    gap = gap_of([score("legal", 0, 5, 5), score("housing", 30, 5, 1), score("housing", 60, 5, 3)])
    assert (gap.baseline, gap.now) == (50, 25)
    assert gap.trend == (0, 50, 25)  # the first day knew of one domain only
    assert gap.is_rescored
    twice = gap_of([score("legal", 0, 5, 5), score("housing", 30, 5, 1)])
    assert (twice.days, twice.is_rescored) == (gap.days[:2], False)  # two days, and nothing was looked at again


def test_weighing_a_domain_anew_closes_nothing() -> None:
    gap = gap_of([
        score("legal", 0, 5, 1, 3), score("housing", 0, 3, 3, 1),
        score("legal", 9, 5, 1, 1), score("housing", 9, 3, 3, 3),
    ])  # fmt: skip
    assert (gap.baseline, gap.now, gap.closed, gap.trend) == (75, 75, 0, (75, 75))


def test_of_two_scores_on_one_day_the_later_stands() -> None:
    """A slip of the hand that was put right at once, or the school's view and then the family's, is no change."""
    gap = gap_of([score("legal", 0, 5, 1, whose="school"), score("legal", 0, 3, 1, whose="family")])
    assert (gap.baseline, gap.now, gap.by_expectation, gap.trend) == (50, 50, 0, (50,))
    assert gap.domains[0].first.whose == gap.domains[0].last.whose == "family"


def test_the_days_decide_and_not_the_order_of_entry() -> None:
    late_entry = [score("legal", 30, 3, 3), score("legal", 0, 3, 1)]
    gap = gap_of(late_entry)
    assert (gap.baseline, gap.now, gap.trend) == (50, 0, (50, 0))


@given(SCORES)
def test_whatever_is_scored_the_standing_adds_up(rows: list[tuple[str, int, int, int, int]]) -> None:
    gap = gap_of([score(*row) for row in rows])
    assert {each.domain for each in gap.domains} == {domain for domain, *_ in rows}
    assert list(gap.days) == sorted({DAY + timedelta(days=on) for _, on, *_ in rows})
    assert len(gap.trend) == len(gap.days)
    if not rows:
        return
    assert gap.baseline is not None
    assert gap.now is not None
    assert gap.by_reality is not None
    assert gap.by_expectation is not None
    assert gap.trend[-1] == gap.now
    assert gap.by_reality + gap.by_expectation == pytest.approx(gap.baseline - gap.now)
    assert gap.is_worse == (gap.now > gap.baseline)
    assert all(0 <= index <= 100 for index in (gap.baseline, gap.now, *gap.trend))
    weights = [each.first.weight for each in gap.domains]
    now = sum(weight * each.gap_now for weight, each in zip(weights, gap.domains, strict=True))
    assert gap.now == pytest.approx(100 * now / (4 * sum(weights)))
    if all(on == 0 for _, on, *_ in rows):
        assert gap.baseline == gap.now


@pytest.mark.parametrize(
    ("points", "is_worsening"),
    [
        ([], False), ([(0, 4, 2)], False), ([(0, 4, 2), (9, 4, 1)], True), ([(0, 4, 2), (9, 4, 2)], False),
        ([(0, 4, 2), (9, 4, 3)], False), ([(0, 4, 1), (9, 4, 3), (20, 4, 2)], True),
        ([(0, 4, 3), (9, 4, 1), (20, 4, 2)], False),
    ],
)  # fmt: skip
def test_the_gap_gets_wider_when_it_did_on_the_last_day(points: list[tuple[int, int, int]], is_worsening: bool) -> None:
    assert gap_of([score("legal", *point) for point in points]).is_worsening is is_worsening
