"""How far goals are reached, and what is advised on their scales."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language import use
from store.model.goal import Goal, GoalStatus, Rater
from store.model.record import build
from store.practice.goals import GoalStanding, advice, goal_advice, standing
from store.practice.measures import gas_t_score

DAY = date(2026, 1, 5)
FULL = {
    "much_less": "Keluar rumah beberapa kali sebulan", "less": "Keluar rumah kurang dari sekali seminggu",
    "expected": "Keluar rumah 1-2 kali seminggu", "better": "Lebih dari 2 kali seminggu",
    "much_better": "Lebih dari 4 kali seminggu",
}  # fmt: skip
FIELDS = dict(zip(range(-2, 3), FULL, strict=True))


def rating(on: int, level: int, by: str = "practitioner") -> dict[str, Any]:
    """A rating `on` days after the goals were set."""
    return {"on": DAY + timedelta(days=on), "level": level, "by": by}


def goal(*ratings: dict[str, Any], **fields: Any) -> Goal:
    return build(Goal, {
        "id": "g", "case_code": "K-2026-001", "statement": "s", "set_on": DAY, "ratings": ratings, **fields,
    })  # fmt: skip


def near(value: float) -> Any:
    return pytest.approx(value, abs=0.00005, rel=0)


def test_the_worked_case_of_the_reference() -> None:
    found = standing([
        goal(rating(30, 0), baseline=-1, weight=3),
        goal(rating(30, 1), baseline=-1, weight=2),
        goal(rating(60, -1), baseline=-2, weight=1),
    ])  # fmt: skip
    assert (found.baseline, found.now, found.change) == (near(34.5772), near(52.2033), near(17.6261))
    assert (found.rated, found.all) == (3, 3)
    assert [day for day, _ in found.trend] == [DAY + timedelta(days=30), DAY + timedelta(days=60)]
    assert found.trend[0][1] == gas_t_score([0, 1], [3, 2])
    assert found.trend[-1][1] == found.now


def test_no_goal_has_no_score() -> None:
    assert standing([]) == GoalStanding(rated=0, all=0, baseline=None, now=None, change=None, trend=(), by={})


def test_an_unrated_goal_is_passed_over_and_is_not_50() -> None:
    found = standing([goal(baseline=-1), goal(baseline=-1)])
    assert (found.rated, found.all, found.now, found.change, found.trend) == (0, 2, None, None, ())
    assert found.baseline == gas_t_score([-1, -1])
    found = standing([goal(rating(1, 2), baseline=-1), goal(baseline=-2)])
    assert (found.rated, found.all) == (1, 2)
    assert (found.baseline, found.now) == (gas_t_score([-1, -2]), 70)
    assert found.change == 30  # the goal with both, from 40 to 70


def test_a_goal_without_a_baseline_changes_nothing() -> None:
    found = standing([goal(rating(1, 2)), goal(rating(1, 0), baseline=-1)])
    assert (found.baseline, found.now, found.change) == (40, gas_t_score([2, 0]), 10)


@pytest.mark.parametrize("status", GoalStatus)
def test_goals_given_up_do_not_count(status: GoalStatus) -> None:
    found = standing([goal(rating(1, 2), baseline=2, status=status), goal(rating(2, 0), baseline=0)])
    given_up = status in (GoalStatus.REVISED, GoalStatus.DROPPED)
    assert found.all == found.rated == (1 if given_up else 2)
    assert (found.now == 50) == (found.baseline == 50) == given_up
    assert len(found.trend) == (1 if given_up else 2)


def test_the_last_rating_counts_by_its_day_and_then_by_its_order() -> None:
    assert standing([goal(rating(9, 1), rating(3, -2))]).now == 60
    assert standing([goal(rating(9, 1), rating(9, -2))]).now == 30


def test_who_rates_is_kept_apart() -> None:
    found = standing([
        goal(rating(1, 1, "client"), rating(2, 0), rating(3, -1, "client")),
        goal(rating(1, 2, "client")),
        goal(),
    ])  # fmt: skip
    assert found.by == {Rater.PRACTITIONER: 50, Rater.CLIENT: gas_t_score([-1, 2])}
    assert found.now == gas_t_score([-1, 2])


GOALS = st.lists(
    st.builds(
        lambda ratings, baseline, weight, status: goal(*ratings, baseline=baseline, weight=weight, status=status),
        st.lists(st.builds(rating, st.integers(0, 5), st.integers(-2, 2), st.sampled_from(list(Rater))), max_size=4),
        st.none() | st.integers(-2, 2), st.integers(1, 3), st.sampled_from(list(GoalStatus)),
    ),
    max_size=5,
)  # fmt: skip


@given(GOALS)
def test_whatever_is_rated_the_standing_adds_up(goals: list[Goal]) -> None:
    found, counting = standing(goals), [each for each in goals if each.counts]
    latest = [each.latest.level if each.latest else None for each in counting]
    weights = [each.weight for each in counting]
    assert (found.rated, found.all) == (sum(level is not None for level in latest), len(counting))
    assert found.now == gas_t_score(latest, weights)
    assert found.baseline == gas_t_score([each.baseline for each in counting], weights)
    assert [day for day, _ in found.trend] == sorted({one.on for each in counting for one in each.ratings})
    assert (found.trend[-1][1] if found.trend else None) == found.now
    for day, score in found.trend:
        in_order = [sorted(each.ratings, key=lambda one: one.on) for each in counting]
        known = [[one.level for one in told if one.on <= day] for told in in_order]
        assert score == gas_t_score([told[-1] if told else None for told in known], [each.weight for each in counting])
    assert set(found.by) == {one.by for each in counting for one in each.ratings}
    whole = [each for each in counting if each.baseline is not None and each.latest]
    assert (found.change is None) == (not whole)
    if whole:
        alone = standing(whole)
        assert alone.now is not None
        assert alone.baseline is not None
        assert found.change == alone.change == pytest.approx(alone.now - alone.baseline)


# Advice on the goals together


def begins(sentences: tuple[str, ...]) -> list[str]:
    return [" ".join(sentence.split()[:4]) for sentence in sentences]


@pytest.mark.parametrize(
    ("count", "advised"), [(0, []), (1, ["There is only one"]), (2, ["There are two goals."]), (3, [])]
)
def test_three_goals_are_better_than_two_and_two_than_one(count: int, advised: list[str]) -> None:
    assert begins(advice([goal()] * count)) == advised
    assert begins(advice([goal()] * count + [goal(status="dropped"), goal(status="revised")])) == advised


@pytest.mark.parametrize(
    ("weights", "is_advised"),
    [
        ((1, 1, 1), False),
        ((2, 2, 2), False),
        ((3, 2, 1), False),
        ((3, 2, 2), False),
        ((2, 1, 1), True),
        ((3, 3, 1), True),
    ],
)
def test_where_one_goal_is_weighted_all_are(weights: tuple[int, ...], is_advised: bool) -> None:
    assert begins(advice([goal(weight=weight) for weight in weights])) == ["Some goals are weighted"] * is_advised
    gone = goal(weight=3, status="dropped")
    assert advice([goal(), goal(), goal(), gone]) == ()


# Advice on one scale


def scale(**texts: str) -> Goal:
    return goal(**{**FULL, **texts})


def test_a_full_scale_needs_no_advice() -> None:
    assert goal_advice(scale()) == ()


def test_a_blank_scale_gets_one_sentence() -> None:
    assert begins(goal_advice(goal())) == ["The scale is still"]


def test_a_goal_given_up_gets_none() -> None:
    assert goal_advice(goal(status="dropped")) == goal_advice(goal(status="revised")) == ()


@pytest.mark.parametrize(("filled", "advised"), [
    ((-1, 0, 1), []), ((-2, 0, 2), []), ((-2, 0, 1), []),
    ((-1, 1), ["Level 0 is blank."]), ((-2, -1, 1, 2), ["Level 0 is blank."]),
    ((0, 1, 2), ["Nothing below level 0"]), ((-2, -1, 0), ["Nothing above level 0"]),
    ((0,), ["Nothing below level 0", "Nothing above level 0"]),
    ((2,), ["Level 0 is blank.", "Nothing below level 0"]),
])  # fmt: skip
def test_level_0_and_one_on_each_side_are_described(filled: tuple[int, ...], advised: list[str]) -> None:
    assert begins(goal_advice(goal(**{FIELDS[level]: FULL[FIELDS[level]] for level in filled}))) == advised


@given(st.sets(st.integers(-2, 2)))
def test_where_nothing_is_advised_three_are_filled_and_no_two_neighbours_blank(filled: set[int]) -> None:
    if not goal_advice(goal(**{FIELDS[level]: FULL[FIELDS[level]] for level in filled})):
        assert len(filled) >= 3
        assert all({level, level + 1} & filled for level in range(-2, 2))


def test_levels_do_not_say_the_same() -> None:
    found = goal_advice(scale(less="Dua kali seminggu", better="dua  kali Seminggu"))
    assert found == ("Levels -1 and +1 say the same. Levels should not overlap.",)
    assert "Levels 0 and +2" in goal_advice(scale(much_better=FULL["expected"]))[0]


@pytest.mark.parametrize("text", [
    "Better than when treatment began", "Sleeps better than before", "More calm than at intake",
    "Eats more than at the start", "Lebih baik dari sebelumnya", "Lebih sering keluar rumah daripada awal",
    "Membaik dibandingkan saat awal", "lebih tenang dari pada waktu mulai", "Dibanding dulu berkurang",
])  # fmt: skip
def test_no_level_is_measured_by_the_beginning(text: str) -> None:
    assert begins(goal_advice(scale(better=text))) == ["Level +1 compares with"]


@pytest.mark.parametrize("text", [
    "Hadir dari awal sampai akhir pelajaran", "More than 2 times a week", "Lebih dari 2 kali seminggu",
    "Makan pagi sebelum sekolah", "Other than school", "Mulai dari sekarang",
])  # fmt: skip
def test_a_level_that_says_what_is_seen_is_left_alone(text: str) -> None:
    assert goal_advice(scale(better=text)) == ()


@pytest.mark.parametrize(("text", "is_asked"), [
    ("Hadir 4 hari dan mengerjakan PR", True), ("Goes to school and does homework", True), ("Makan; tidur", True),
    ("Hadir 4 hari", False), ("Kendang dimainkan dua kali", False), ("Sandwich at noon", False),
    ("Berat badan 40 kg", False), ("Holds a hand", False),
])  # fmt: skip
def test_a_scale_follows_one_thing(text: str, is_asked: bool) -> None:
    assert begins(goal_advice(scale(expected=text))) == ["Does level 0 hold"] * is_asked


def test_advice_comes_in_every_language() -> None:
    for language in ("en", "id"):
        use(language)
        sentences = [*advice([goal(weight=2), goal()]), *goal_advice(goal(much_better="more than before", better="x"))]
        assert all(sentence.endswith((".", "?")) and "{" not in sentence for sentence in sentences)
