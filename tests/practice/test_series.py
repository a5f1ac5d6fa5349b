"""Series of one target: the published ones by their numbers, and what is said of a baseline that is unfit or unsure."""

import csv
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from statistics import NormalDist
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model.measure import Measure, Measurement
from store.model.record import build
from store.practice.finding import finding
from store.practice.measures import Band, mann_kendall, von_neumann
from store.practice.series import LIMIT, Doubt, Series, series_of

DATA = Path(__file__).parents[2].parent / "shared" / "data"
DAY = date(2026, 1, 5)
CRY = (3, 4, 2, 5, 3, 4)


def near(value: float) -> Any:
    return pytest.approx(value, abs=0.00005, rel=0)


def measured(stages: str, values: Sequence[float], of: str = "m") -> list[Measurement]:
    """One value a day, the stages written as `AAABBB`."""
    return [
        build(Measurement, {
            "id": f"{of}{place}", "case_code": "K-2026-001", "measure": of, "on": DAY + timedelta(days=place),
            "stage": stage, "value": value,
        })
        for place, (stage, value) in enumerate(zip(stages, values, strict=True))
    ]  # fmt: skip


def measure(improves: str) -> Measure:
    return build(Measure, {"id": "m", "case_code": "K-2026-001", "target": "t", "improves": improves})


def series(stages: str, values: Sequence[float], improves: str = "down") -> Series:
    return series_of(measure(improves), measured(stages, values))


def said(found: Series) -> list[str]:
    """The words by which each remark is known."""
    words = [
        "a band needs",
        "is constant",
        "only",
        "already improving",
        "getting worse",
        "leans on",
        "after the first B",
    ]
    return [word for remark in found.remarks for word in words if word in remark]


# The series of the domain reference, and published ones


def published(name: str, **wanted: str) -> tuple[str, list[float]]:
    """Stages and values of the rows of a file in which all these columns hold this."""
    if not (DATA / name).exists():
        pytest.skip("the folder shared/data is absent")
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if all(row[column] in value for column, value in wanted.items())]
    return "".join(row["Condition"] for row in rows), [float(row["Outcome"]) for row in rows]


def numbers(found: Series) -> tuple[Any, ...]:
    assert found.band
    return (found.band.mean, found.band.s, found.band.lower, found.band.upper, found.outside, found.run, found.signal,
            found.nap, found.pnd)  # fmt: skip


def row(
    mean: float, s: float, lower: float, upper: float, outside: int, run: int, nap: float, pnd: float
) -> tuple[Any, ...]:
    return near(mean), near(s), near(lower), near(upper), outside, run, run >= 2, near(nap), near(pnd)


@pytest.mark.parametrize(("b", "improves", "a", "expected"), [
    ((2, 2, 3, 2, 1, 2), "down", CRY, row(3.5, 1.0488, 1.4024, 5.5976, 1, 1, 0.8889, 0.1667)),
    ((2, 2, 1, 2, 1, 0, 0, 0), "down", CRY, row(3.5, 1.0488, 1.4024, 5.5976, 5, 4, 0.9688, 0.6250)),
    ((28, 25, 24, 27, 30, 30, 29), "up", (20, 20, 26, 25, 22, 23),
     row(22.6667, 2.5033, 17.66, 27.6733, 4, 3, 0.9167, 0.7143)),
])  # fmt: skip
def test_the_series_of_the_reference(b: Any, improves: str, a: Any, expected: tuple[Any, ...]) -> None:
    assert numbers(series("A" * len(a) + "B" * len(b), (*a, *b), improves)) == expected


@pytest.mark.parametrize(("period", "expected"), [
    ("Period 1", row(13.9833, 1.6257, 10.7319, 17.2348, 6, 6, 1.0, 1.0)),
    ("Period 2", row(17.6520, 5.5768, 6.4984, 28.8056, 3, 2, 0.7714, 0.4286)),
    ("Period 3", row(13.4411, 2.3302, 8.7808, 18.1015, 3, 2, 0.9167, 0.7500)),
])  # fmt: skip
def test_mckissick(period: str, expected: tuple[Any, ...]) -> None:
    stages, values = published("mckissick2010_ab.csv", Case_pseudonym=period)
    assert numbers(series(stages, values)) == expected


# Period 3 and these were worked out apart from this program, in exact fractions and 40 decimal digits.
@pytest.mark.parametrize(("child", "outcome", "improves", "expected"), [
    ("Faith", "Disruptive Behavior", "down", row(18.6338, 7.1567, 4.3203, 32.9473, 5, 5, 0.9583, 0.6250)),
    ("Lilly", "Disruptive Behavior", "down", row(23.3761, 13.0937, -2.8114, 49.5636, 0, 0, 0.7768, 0.0714)),
    ("Albert", "Disruptive Behavior", "down", row(29.3101, 11.4280, 6.4541, 52.1660, 9, 4, 1.0, 1.0)),
    ("Faith", "On Task Behavior", "up", row(67.6937, 26.0135, 15.6667, 119.7207, 0, 0, 0.7708, 0.0)),
    ("Lilly", "On Task Behavior", "up", row(75.4394, 13.3802, 48.6790, 102.1999, 0, 0, 0.5804, 0.0)),
    ("Albert", "On Task Behavior", "up", row(59.7980, 28.2469, 3.3042, 116.2918, 0, 0, 0.7350, 0.0)),
])  # fmt: skip
def test_the_first_two_phases_of_schmidt(child: str, outcome: str, improves: str, expected: tuple[Any, ...]) -> None:
    wanted = {"Case_pseudonym": child, "Outcome_descriptor": outcome, "Phase": "A1 B1"}
    stages, values = published("schmidt2007_abab.csv", **wanted)
    assert numbers(series(stages, values, improves)) == expected


def test_all_four_phases_of_schmidt() -> None:
    stages, values = published("schmidt2007_abab.csv", Case_pseudonym="Faith", Outcome_descriptor="Disruptive Behavior")
    found = series(stages, values)
    assert (stages.count("A"), stages.count("B")) == (len(found.a), len(found.b)) == (12, 13)
    assert said(found) == ["after the first B"]


def test_a_series_whose_paper_has_three_points_before_says_so() -> None:
    stages, values = published("mckissick2010_ab.csv", Case_pseudonym="Period 1")
    assert said(series(stages, values)) == ["only"]


# How a series is read


def test_the_values_stand_by_day_with_their_stage() -> None:
    found = series_of(measure("up"), measured("AABB", [1, 2, 3, 4])[::-1])
    assert found.a == ((DAY, 1), (DAY + timedelta(days=1), 2))
    assert found.b == ((DAY + timedelta(days=2), 3), (DAY + timedelta(days=3), 4))


def test_what_belongs_to_another_measure_is_passed_over() -> None:
    own = measured("AAAABB", [3, 4, 2, 5, 2, 2])
    assert series_of(measure("down"), own + measured("ABABAB", [9] * 6, of="other")) == series_of(measure("down"), own)


def test_nothing_measured_is_nothing_to_remark() -> None:
    assert series("", []) == Series((), (), None, 0, 0, False, None, None, Doubt.SHORT, ())


def test_a_return_to_the_baseline_breaks_a_run() -> None:
    together, apart = series("AAAABB", [3, 4, 3, 4, 0, 0]), series("AAABAB", [3, 4, 3, 0, 4, 0])
    assert (together.outside, together.run, together.signal) == (2, 2, True)
    assert (apart.outside, apart.run, apart.signal) == (2, 1, False)
    assert together.band == apart.band
    assert "after the first B" in said(apart)
    assert "after the first B" not in said(together)


def test_a_change_for_the_worse_is_no_signal() -> None:
    values = [3, 4, 3, 4, 9, 9, 9]
    assert (series("AAAABBB", values, "down").outside, series("AAAABBB", values, "down").signal) == (0, False)
    assert (series("AAAABBB", values, "up").outside, series("AAAABBB", values, "up").signal) == (3, True)


# Remarks


@pytest.mark.parametrize(("stages", "values", "improves", "remarks"), [
    ("BB", [1, 2], "down", ["a band needs"]),
    ("AAB", [1, 2, 3], "down", ["a band needs"]),
    ("AAABBB", [2, 2, 2, 1, 1, 1], "down", ["is constant"]),
    ("AAAB", [1, 3, 2, 2], "down", ["only"]),
    ("AAAAB", [1, 3, 2, 4, 2], "down", ["only"]),
    ("AAAAA", [1, 3, 2, 4, 2], "down", []),
    ("AAAAA", [1, 2, 3, 4, 5], "up", ["already improving"]),
    ("AAAAA", [1, 2, 3, 4, 5], "down", ["getting worse"]),
    ("AAAAA", [5, 4, 3, 2, 1], "down", ["already improving"]),
    ("AAAAA", [5, 4, 3, 2, 1], "up", ["getting worse"]),
    ("A" * 10, [1, 1, 2, 4, 5, 5, 4, 2, 1, 1], "down", ["leans on"]),
    ("A" * 6, [1, 1, 1, 3, 3, 3], "down", ["leans on"]),
    ("A" * 6, [1, 9, 1, 9, 1, 9], "down", []),
    ("AAAAAAB", [*CRY, 2], "down", []),
    ("ABA", [1, 2, 3], "down", ["a band needs", "after the first B"]),
])  # fmt: skip
def test_what_makes_a_series_less_sure(stages: str, values: list[float], improves: str, remarks: list[str]) -> None:
    assert said(series(stages, values, improves)) == remarks


LATER = (9, 9, 9, 9, 9)


@pytest.mark.parametrize(("before", "after", "improves", "doubt"), [
    (CRY, LATER, "up", None),
    ((1, 3, 2, 4), LATER, "up", Doubt.SHORT),
    (CRY, (9, 9, 9, 9), "up", Doubt.SHORT),
    ((1, 2, 3, 4, 5), LATER, "up", Doubt.IMPROVING),
    ((1, 2, 3, 4, 5), LATER, "down", Doubt.WORSENING),
    ((1, 1, 1, 3, 3, 3), LATER, "up", Doubt.LEANING),
])  # fmt: skip
def test_what_is_not_sure_is_not_claimed_as_if_it_were(
    before: tuple[int, ...], after: tuple[int, ...], improves: str, doubt: Doubt | None
) -> None:
    found = series("A" * len(before) + "B" * len(after), [*before, *after], improves)
    told = finding(measure(improves), found)
    assert found.doubt is doubt
    assert told is not None
    assert told.is_firm == (doubt is None)
    assert (": a change beyond chance variation." in told.claim) == (doubt is None)
    assert ("not what changed it" in told.text) == (doubt is None)


@pytest.mark.parametrize(("stages", "values", "improves", "claim"), [
    ("AAABB", [3, 4, 2, 0, 0], "down",
     "2 of 2 B values outside the band on the better side, 2 in a row: perhaps a change beyond chance variation, "
     "but there are too few values to be sure (A: 3, B: 2; at least 5 each)."),
    ("AAAAB", [3, 4, 2, 5, 3], "down",
     "1 B value, not outside the band on the better side: no change beyond chance variation seen, "
     "but there are too few values to be sure (A: 4, B: 1; at least 5 each)."),
    ("AAAAABBBBB", [1, 2, 3, 4, 5, 9, 9, 9, 9, 9], "up",
     "5 of 5 B values outside the band on the better side, 5 in a row: perhaps a change beyond chance variation, "
     "but the baseline was already improving by itself."),
])  # fmt: skip
def test_the_caution_stands_in_the_sentence_of_the_claim(
    stages: str, values: list[int], improves: str, claim: str
) -> None:
    told = finding(measure(improves), series(stages, values, improves))
    assert told is not None
    assert told.claim == claim


def test_the_remarks_name_the_test() -> None:
    assert "test of Mann and Kendall, p < 0.05" in series("AAAAA", [1, 2, 3, 4, 5]).remarks[0]
    assert "test of von Neumann, p < 0.05" in series("A" * 6, [1, 1, 1, 3, 3, 3]).remarks[0]


def test_one_value_is_counted_as_one() -> None:
    assert series("A", [1]).remarks == ("The baseline has 1 value; a band needs at least 3.",)
    assert series("B", [1]).remarks == ("The baseline has 0 values; a band needs at least 3.",)
    assert series("AAA", [1, 2, 3]).remarks == (
        "The baseline has only 3 values. Whether it was already moving can be tested from 5 on.",
    )


@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.floats(allow_nan=False, allow_infinity=False))),
    st.sampled_from(["up", "down"]),
)
def test_any_series_has_an_answer(points: list[tuple[str, float]], improves: str) -> None:
    found = series("".join(stage for stage, _ in points), [value for _, value in points], improves)
    assert len(found.a) + len(found.b) == len(points)
    assert 0 <= found.run <= found.outside <= len(found.b)
    assert found.signal == (found.run >= 2)
    assert (found.nap is None) == (found.pnd is None) == (not found.a or not found.b)
    assert found.band is None or isinstance(found.band, Band)
    assert all(remark and "{" not in remark for remark in found.remarks)
    if not found.a and found.b:
        assert found.remarks


# The tests of a baseline


def inversions(values: Sequence[int]) -> int:
    return sum(one > other for place, one in enumerate(values) for other in values[place + 1 :])


@pytest.mark.parametrize("n", [3, 4, 5, 6])
def test_the_trend_test_agrees_with_the_exact_one_in_short_series(n: int) -> None:
    """All orders of n values: those past the limit are those whose exact two-sided p is at most 0.05."""
    counts = Counter(map(inversions, permutations(range(n))))
    for order in permutations(range(n)):
        fewest = min(inversions(order), n * (n - 1) // 2 - inversions(order))
        p = 2 * sum(times for count, times in counts.items() if count <= fewest) / counts.total()
        assert (abs(mann_kendall(order)) >= 1.96) == (p <= 0.05)


def test_the_trend_test_on_a_known_series() -> None:
    # by hand: S = 9 - 1 = 8 of 10 pairs, var = 5 * 4 * 15 / 18 = 16.6667, z = 7 / 4.0825
    assert mann_kendall([1, 2, 3, 5, 4]) == near(1.7146)
    # a tie: S = 9, var = (5 * 4 * 15 - 2 * 1 * 9) / 18 = 15.6667, z = 8 / 3.9581
    assert mann_kendall([1, 2, 3, 3, 4]) == near(2.0212)
    assert mann_kendall([3, 3, 3, 3]) == mann_kendall([]) == mann_kendall([1]) == 0


@given(st.lists(st.integers(-5, 5), max_size=30))
def test_the_trend_turns_round_with_the_series(values: list[int]) -> None:
    z = mann_kendall(values)
    assert mann_kendall(values[::-1]) == mann_kendall([-value for value in values]) == -z
    assert mann_kendall([value * 3 + 7 for value in values]) == z


def test_the_autocorrelation_test_on_a_known_series() -> None:
    # by hand: leaps 4, spread 6, 1 - 4 / 12 = 2 / 3, times the root of 5 * 7 / 4
    assert von_neumann([1, 1, 1, 3, 3, 3]) == near(1.9720)
    # the same with leaps 19 and spread 5.5
    assert von_neumann(CRY) == near(-2.1513)
    assert von_neumann([5, 5, 5]) == von_neumann([]) == von_neumann([5]) == von_neumann([1, 2]) == 0


@given(st.lists(st.integers(-5, 5), max_size=30))
def test_leaning_does_not_know_which_way_time_goes(values: list[int]) -> None:
    z = von_neumann(values)
    assert von_neumann(values[::-1]) == pytest.approx(z)
    assert von_neumann([7 - value * 3 for value in values]) == pytest.approx(z)


@pytest.mark.parametrize("test", [mann_kendall, von_neumann])
@given(values=st.lists(st.integers(-99, 99), max_size=4))
def test_less_than_five_values_show_nothing(test: Any, values: list[int]) -> None:
    assert abs(test(values)) < LIMIT


def test_the_limit_is_that_of_its_distribution() -> None:
    assert pytest.approx(NormalDist().inv_cdf(0.975), abs=0.0005) == LIMIT
