"""The formulas: each vector of the domain reference, section 4, to four decimals; what holds for any numbers."""

from collections.abc import Sequence
from math import sqrt
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.practice.measures import (
    Band,
    gap_change,
    gap_index,
    gas_t_score,
    mann_kendall,
    nap,
    outside,
    pnd,
    run,
    signal,
    two_sd_band,
    von_neumann,
)


def near(value: float) -> Any:
    """Equal to four decimals."""
    return pytest.approx(value, abs=0.00005, rel=0)


# 4.1 Goal attainment

LEVEL = st.integers(-2, 2)
NAN = float("nan")
WEIGHT = st.floats(0, 1000)
WEIGHED = st.lists(st.tuples(LEVEL | st.none(), WEIGHT), min_size=1, max_size=12)
T_SCORES = [
    ((2, 2, 2), (1, 1, 1), 77.3861),
    ((0, 1, 1), None, 59.1287),
    ((-2, 1, -1), None, 40.8713),
    ((-2, 0, -1, 2, 0, 1), (3, 5, 1, 4, 2, 6), 55.0000),
    ((-1, -1, -2), (3, 2, 1), 34.5772),
    ((0, 1, -1), (3, 2, 1), 52.2033),
    ((-1, -1, -1), None, 36.3069),
    ((-2, -2, -2), None, 22.6139),
]


@pytest.mark.parametrize(("levels", "weights", "t"), T_SCORES)
def test_the_t_scores_of_the_reference(levels: Sequence[int], weights: Sequence[int] | None, t: float) -> None:
    assert gas_t_score(levels, weights) == near(t)


def test_the_change_of_the_worked_case() -> None:
    before, after = gas_t_score((-1, -1, -2), (3, 2, 1)), gas_t_score((0, 1, -1), (3, 2, 1))
    assert before is not None
    assert after is not None
    assert after - before == near(17.6261)


@pytest.mark.parametrize("weight", [1, 3, 0.25, 0])
def test_the_weight_of_a_single_goal_cancels(weight: float) -> None:
    assert gas_t_score([1], [weight]) == near(60.0)


@pytest.mark.parametrize(("rho", "t"), [(0, 67.3205), (0.3, 63.6931), (1, 60.0)])
def test_rho(rho: float, t: float) -> None:
    assert gas_t_score([1, 1, 1], rho=rho) == near(t)


@pytest.mark.parametrize(("goals", "c"), [*enumerate([10.0, 6.2017, 4.5644, 3.6274, 3.0151, 2.5820], start=1)])
@given(data=st.data())
def test_goals_of_equal_weight_count_by_their_sum(goals: int, c: float, data: st.DataObject) -> None:
    levels = data.draw(st.lists(LEVEL, min_size=goals, max_size=goals))
    assert gas_t_score(levels) == pytest.approx(50 + c * sum(levels), abs=0.00005 * 2 * goals)
    assert gas_t_score([1] + [0] * (goals - 1)) == near(50 + c)


@pytest.mark.parametrize("levels", [[], [None], [None, None]])
def test_without_a_rated_goal_there_is_no_score(levels: list[None]) -> None:
    assert gas_t_score(levels) is None


@given(WEIGHED)
def test_an_unrated_goal_goes_with_its_weight(goals: list[tuple[int | None, float]]) -> None:
    rated = [(level, weight) for level, weight in goals if level is not None]
    whole = gas_t_score(*zip(*goals, strict=True))
    assert whole == (gas_t_score(*zip(*rated, strict=True)) if rated else None)
    assert (whole is None) == (not rated)


@given(WEIGHED)
def test_weights_of_zero_weigh_all_alike(goals: list[tuple[int | None, float]]) -> None:
    levels = [level for level, _ in goals]
    assert gas_t_score(levels, [0] * len(levels)) == gas_t_score(levels)
    assert gas_t_score(levels, [7] * len(levels)) == gas_t_score(levels)


@given(WEIGHED, st.floats(0, 1))
def test_the_score_has_bounds(goals: list[tuple[int | None, float]], rho: float) -> None:
    t = gas_t_score(*zip(*goals, strict=True), rho=rho)
    if t is not None:
        count = sum(level is not None for level, _ in goals)
        widest = 20 / sqrt((1 - rho) / count + rho)
        assert 50 - widest - 1e-9 <= t <= 50 + widest + 1e-9


@given(WEIGHED)
def test_the_score_mirrors_itself_about_50(goals: list[tuple[int | None, float]]) -> None:
    levels, weights = zip(*goals, strict=True)
    t = gas_t_score(levels, weights)
    mirrored = gas_t_score([None if level is None else -level for level in levels], weights)
    if t is None:
        assert mirrored is None
    else:
        assert mirrored == pytest.approx(100 - t)


@given(st.lists(st.tuples(st.integers(-2, 1), st.floats(0.1, 10)), min_size=1, max_size=8), st.data())
def test_a_better_rating_never_lowers_the_score(goals: list[tuple[int, float]], data: st.DataObject) -> None:
    better = data.draw(st.integers(0, len(goals) - 1))
    levels, weights = zip(*goals, strict=True)
    raised = [level + (place == better) for place, level in enumerate(levels)]
    t, risen = gas_t_score(levels, weights), gas_t_score(raised, weights)
    assert t is not None
    assert risen is not None
    assert risen > t


@given(WEIGHED, st.floats(0.001, 1000), st.randoms())
def test_only_the_shares_of_the_weights_count_and_no_order(goals: list[Any], factor: float, random: Any) -> None:
    goals = [(level, weight if weight > 0.01 else 0) for level, weight in goals]
    shuffled = random.sample(goals, len(goals))
    t = gas_t_score(*zip(*goals, strict=True))
    again = gas_t_score([level for level, _ in shuffled], [weight * factor for _, weight in shuffled])
    assert again == (None if t is None else pytest.approx(t))


@pytest.mark.parametrize(
    ("levels", "weights", "rho"),
    [
        ([3], None, 0.3), ([-2.5], None, 0.3), ([NAN], None, 0.3), ([1], [-1], 0.3), ([1], [1e999], 0.3),
        ([1], [NAN], 0.3), ([1, 1], [1], 0.3), ([1], [1, 1], 0.3), ([1], None, 1.1), ([1], None, -0.1),
    ],
)  # fmt: skip
def test_what_is_no_rating_is_refused(levels: list[float], weights: list[float] | None, rho: float) -> None:
    with pytest.raises(ValueError, match=r"weight|level|rho|zip"):
        gas_t_score(levels, weights, rho)


# 4.2 The gap

BEFORE = {"food": (4, 1, 3), "school": (4, 2, 2), "legal": (3, 2, 1), "care": (5, 3, 2), "health": (3, 4, 1)}
BETTER = {"food": (4, 3, 3), "school": (3, 3, 2), "legal": (3, 3, 1), "care": (5, 3, 2), "health": (3, 4, 1)}
WORSE = {"food": (4, 1, 3), "school": (5, 2, 2), "legal": (3, 1, 1), "care": (5, 3, 2), "health": (3, 4, 1)}
RATED = st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(1, 3))
DOMAINS = st.dictionaries(st.sampled_from("abcdefghijkl"), RATED, max_size=12)


@pytest.mark.parametrize(("ratings", "index"), [
    (BEFORE.values(), 50.0), (BETTER.values(), 19.4444), (WORSE.values(), 58.3333),
    ([(5, 1, 1)], 100.0), ([(5, 1, 3)], 100.0), ([(3, 3, 2)], 0.0), ([(2, 5, 1)], 0.0),
])  # fmt: skip
def test_the_indexes_of_the_reference(ratings: Any, index: float) -> None:
    assert gap_index(ratings) == near(index)


def test_without_a_domain_there_is_no_index() -> None:
    assert gap_index([]) is None
    assert gap_change({}, {}) is None
    assert gap_change(BEFORE, {}) is None
    assert gap_change({"food": (4, 1, 1)}, {"school": (4, 1, 1)}) is None


def test_the_change_of_the_reference() -> None:
    change = gap_change(BEFORE, BETTER)
    assert change is not None
    assert (change.before, change.after, change.closed) == (near(50.0), near(19.4444), near(61.1111))
    assert (change.by_reality, change.by_expectation) == (near(25.0), near(5.5556))


def test_a_gap_that_grew() -> None:
    change = gap_change(BEFORE, WORSE)
    assert change is not None
    assert (change.before, change.after, change.closed) == (near(50.0), near(58.3333), near(-16.6667))
    assert (change.by_reality, change.by_expectation) == (near(-2.7778), near(-5.5556))


def test_no_gap_has_no_percentage() -> None:
    change = gap_change({"food": (3, 3, 1)}, {"food": (3, 1, 1)})
    assert change is not None
    assert (change.before, change.after, change.closed) == (0, 50, None)


def test_weighing_anew_closes_nothing() -> None:
    change = gap_change({"a": (5, 1, 3), "b": (3, 3, 1)}, {"a": (5, 1, 1), "b": (3, 3, 3)})
    assert change is not None
    assert (change.before, change.after, change.by_reality, change.by_expectation) == (75, 75, 0, 0)


@given(DOMAINS, DOMAINS)
def test_the_split_adds_up_over_the_common_domains(before: dict[str, Any], after: dict[str, Any]) -> None:
    change = gap_change(before, after)
    common = [domain for domain in before if domain in after]
    if change is None:
        assert not common
        return
    assert common
    assert change.before == gap_index(before[domain] for domain in common)
    assert change.after == gap_index((*after[domain][:2], before[domain][2]) for domain in common)
    assert change.by_reality + change.by_expectation == pytest.approx(change.before - change.after)
    if change.closed is not None:
        assert change.closed == pytest.approx(100 * (1 - change.after / change.before))


@given(DOMAINS)
def test_the_index_has_bounds(domains: dict[str, Any]) -> None:
    index = gap_index(domains.values())
    assert (index is None) == (not domains)
    if index is not None:
        assert 0 <= index <= 100
        assert (index == 0) == all(reality >= expectation for expectation, reality, _ in domains.values())
        assert (index == 100) == all((expectation, reality) == (5, 1) for expectation, reality, _ in domains.values())


@given(st.dictionaries(st.sampled_from("abcdef"), RATED, min_size=1), st.data())
def test_only_what_moved_is_given_the_points(before: dict[str, Any], data: st.DataObject) -> None:
    reality = {domain: (e, data.draw(st.integers(1, 5)), w) for domain, (e, _, w) in before.items()}
    expectation = {domain: (data.draw(st.integers(1, 5)), r, w) for domain, (_, r, w) in before.items()}
    lived, wished = gap_change(before, reality), gap_change(before, expectation)
    assert lived is not None
    assert wished is not None
    assert lived.by_expectation == 0
    assert wished.by_reality == 0


@pytest.mark.parametrize("rated", [(0, 1, 1), (6, 1, 1), (3, 0, 1), (3, 6, 1), (3, 3, 0), (3, 3, -1), (3, 3, 1e999)])
def test_what_is_no_score_is_refused(rated: Any) -> None:
    with pytest.raises(ValueError, match=r"expectation|reality|weight"):
        gap_index([rated])


# 4.3 Single-system measures: A, B, direction | mean, s, lower, upper | outside, run, signal | NAP, PND

CRY = (3, 4, 2, 5, 3, 4)
CRY_BAND = (3.5, 1.0488, 1.4024, 5.5976)
PARKER = (20, 20, 26, 25, 22, 23)
ROWS = [
    (CRY, (2, 2, 3, 2, 1, 2), "down", CRY_BAND, (1, 1, False), 0.8889, 0.1667),
    (CRY, (2, 2, 1, 2, 1, 0, 0, 0), "down", CRY_BAND, (5, 4, True), 0.9688, 0.6250),
    (PARKER, (28, 25, 24, 27, 30, 30, 29), "up", (22.6667, 2.5033, 17.66, 27.6733), (4, 3, True), 0.9167, 0.7143),
]
NUMBERS = st.lists(st.integers(-50, 50) | st.floats(-50, 50), max_size=12)
SOME = st.lists(st.integers(-5, 5), min_size=1, max_size=12)
DIRECTION = st.sampled_from(["up", "down"])


@pytest.mark.parametrize(("a", "b", "improve", "band", "signs", "nap_", "pnd_"), ROWS)
def test_the_series_of_the_reference(
    a: Sequence[float], b: Sequence[float], improve: str, band: Any, signs: Any, nap_: float, pnd_: float
) -> None:
    found = two_sd_band(a)
    assert found is not None
    assert (found.mean, found.s, found.lower, found.upper) == tuple(map(near, band))
    assert (outside(b, found, improve), run(b, found, improve), signal(b, found, improve)) == signs
    assert (nap(a, b, improve), pnd(a, b, improve)) == (near(nap_), near(pnd_))


def test_the_shares_of_parker() -> None:
    assert nap(*ROWS[2][:2]) == 38.5 / 42
    assert pnd(*ROWS[2][:2]) == 5 / 7


def test_a_constant_baseline_has_no_band() -> None:
    assert two_sd_band((2, 2, 2)) is None
    assert two_sd_band([0.1] * 10) is None  # whose mean, added up, is not 0.1
    assert nap((2, 2, 2), (1, 1, 1), "down") == 1
    assert pnd((2, 2, 2), (1, 1, 1), "down") == 1


def test_a_band_needs_three_points() -> None:
    assert two_sd_band([]) is two_sd_band([1]) is two_sd_band([1, 2]) is None
    assert two_sd_band([1, 2, 3]) == Band(2, 1, 0, 4)


def test_the_edge_of_the_band_is_not_outside() -> None:
    band = Band(2, 1, 0, 4)
    assert outside([4, 0], band) == outside([4, 0], band, "down") == 0
    assert outside([4.001, -0.001], band) == outside([4.001, -0.001], band, "down") == 1


def test_two_in_a_row_are_a_signal_and_two_apart_are_not() -> None:
    band = Band(2, 1, 0, 4)
    assert (run([5, 4, 5, 4, 5], band), signal([5, 4, 5, 4, 5], band)) == (1, False)
    assert (run([5, 4, 5, 5, 4, 5], band), signal([5, 4, 5, 5], band)) == (2, True)
    assert (run([-1, -1, -1], band), signal([-1, -1], band)) == (0, False)  # the wrong side
    assert (run([-1, -1, -1], band, "down"), signal([], band)) == (3, False)


@given(NUMBERS)
def test_the_band_lies_around_the_mean(values: list[float]) -> None:
    band = two_sd_band(values)
    if len(values) < 3 or len(set(values)) == 1:
        assert band is None
    elif band is not None:  # numbers too close for a float have no band either
        assert min(values) <= band.mean <= max(values)
        assert band.lower <= band.mean <= band.upper
        assert band.upper - band.mean == pytest.approx(band.mean - band.lower)
        near_ones = sum(band.lower <= value <= band.upper for value in values)
        assert near_ones >= 0.75 * len(values) - 1  # Chebyshev, for s with n - 1
    else:
        assert max(values) - min(values) < 1e-100


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=8))
@example([1.7e308, -1.7e308, 1.7e308, -1.7e308])
@example([1e-200, 2e-200, 1e-200])
def test_no_number_is_too_large_or_too_small(values: list[float]) -> None:
    band = two_sd_band(values)
    assert band is None or (band.s > 0 and outside(values, band) <= len(values))
    mann_kendall(values)
    von_neumann(values)


@given(NUMBERS, NUMBERS, DIRECTION)
def test_a_run_is_no_longer_than_what_is_outside(a: list[float], b: list[float], improve: str) -> None:
    band = two_sd_band(a)
    if band is None:
        return
    out, longest = outside(b, band, improve), run(b, band, improve)
    assert 0 <= longest <= out <= len(b)
    assert (longest == 0) == (out == 0)
    assert signal(b, band, improve) == (longest >= 2)
    assert out + outside(b, band, "down" if improve == "up" else "up") <= len(b)
    turned = Band(-band.mean, band.s, -band.upper, -band.lower)
    assert outside([-value for value in b], turned, "down" if improve == "up" else "up") == out


@given(SOME, SOME)
def test_nap_is_the_share_of_better_pairs(a: list[int], b: list[int]) -> None:
    found = nap(a, b)
    pairs = [1 if y > x else 0.5 if y == x else 0 for x in a for y in b]
    assert found == pytest.approx(sum(pairs) / len(pairs))
    assert found is not None
    assert 0 <= found <= 1
    assert nap(a, b, "down") == pytest.approx(1 - found)
    assert nap(b, a) == pytest.approx(1 - found)
    assert nap(a, a) == 0.5


@given(SOME, SOME, DIRECTION)
def test_pnd_is_the_share_beyond_the_best_of_the_baseline(a: list[int], b: list[int], improve: str) -> None:
    found, shared = pnd(a, b, improve), nap(a, b, improve)
    better = [y > max(a) if improve == "up" else y < min(a) for y in b]
    assert found == pytest.approx(better.count(True) / len(b))
    assert found is not None
    assert shared is not None
    assert 0 <= found <= shared + 1e-12  # what beats the best of A beats every one
    assert pnd([-x for x in a], [-y for y in b], "down" if improve == "up" else "up") == found


@pytest.mark.parametrize("share", [nap, pnd])
def test_there_is_no_share_of_nothing(share: Any) -> None:
    assert share([], [1]) is share([1], []) is share([], []) is None


@pytest.mark.parametrize("call", [
    lambda way: nap([1], [2], way), lambda way: pnd([1], [2], way),
    lambda way: outside([1], Band(2, 1, 0, 4), way), lambda way: run([1], Band(2, 1, 0, 4), way),
])  # fmt: skip
def test_there_are_two_directions(call: Any) -> None:
    with pytest.raises(ValueError, match="sideways"):
        call("sideways")
