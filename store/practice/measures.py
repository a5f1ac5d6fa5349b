"""The formulas of the practice on plain numbers: goal attainment, the gap, and single-system measures.

Nothing here knows cases. `gap`, `goals` and `series` beside this file bring the records of a case to these formulas,
and scripts may call them as they are. The vectors they must match: domain reference, section 4.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import inf, isfinite, sqrt
from statistics import mean, stdev
from typing import NamedTuple

from store.model.goal import HIGHEST, LOWEST
from store.model.score import LEAST, MOST

RHO = 0.3
"""How much the goals of one client are taken to hang together (Kiresuk and Sherman 1968)."""

BAND_POINTS = 3
"""The least baseline points that make a band (domain reference 4.3)."""

SIGNAL_RUN = 2
"""So many points in a row outside the band are a signal (Gottman and Leiblum 1974; Bloom, Fischer and Orme 2009)."""

Rated = tuple[float, float, float]
"""Expectation (1 to 5), reality (1 to 5) and weight (above 0) of one domain."""


def gas_t_score(
    levels: Sequence[float | None], weights: Sequence[float] | None = None, rho: float = RHO
) -> float | None:
    """How far the goals of one client are reached, in one number: 50 is as expected, 10 is one standard deviation.

    T = 50 + 10 * sum(w*x) / sqrt((1 - rho) * sum(w*w) + rho * sum(w)^2), from Kiresuk and Sherman 1968
    (doi 10.1007/BF01530764). On a single case it describes, it does not test.

    Args:
        levels: -2 to +2 for each goal; None for a goal that is not rated, which is passed over with its weight.
        weights: one for each goal, 0 or more. None, or nothing but zeros, weighs all goals alike.
        rho: the correlation between goals that is assumed, 0 to 1.

    Returns:
        The score; None without a rated goal, never 50.

    Raises:
        ValueError: a level, a weight or rho is out of its range, or there are not as many weights as levels.
    """
    given = [1.0] * len(levels) if weights is None else weights
    rated = [(level, weight) for level, weight in zip(levels, given, strict=True) if level is not None]
    _within(0, 1, "rho", rho)
    for level, weight in rated:
        _within(LOWEST, HIGHEST, "level", level)
        if not 0 <= weight < inf:
            raise ValueError(f"a weight is 0 or more, not {weight}")
    if not rated:
        return None
    heaviest = max(weight for _, weight in rated)
    shares = [(level, weight / heaviest if heaviest else 1.0) for level, weight in rated]
    return t_of_sums(
        sum(share * level for level, share in shares), sum(share for _, share in shares),
        sum(share * share for _, share in shares), rho,
    )  # fmt: skip


def t_of_sums(attained: float, total: float, squares: float, rho: float = RHO) -> float:
    """The score of `gas_t_score` from its three sums, for who knows them.

    Args:
        attained: the sum of each weight times its level; weights are shares of the heaviest.
        total: of the weights.
        squares: of their squares.
        rho: as there.
    """
    return 50 + 10 * attained / sqrt((1 - rho) * squares + rho * total * total)


def gap_index(ratings: Iterable[Rated]) -> float | None:
    """How far reality is from what is expected, over several domains: 0 is no gap, 100 the widest there can be.

    G = 100 * sum(w * max(0, expectation - reality)) / sum(w * 4). It is our own, for describing one case over time, and
    not a validated scale (domain reference 4.2).

    Args:
        ratings: (expectation, reality, weight) of each domain. Both go from 1 to 5, the weight is above 0.

    Returns:
        The index; None without a domain.

    Raises:
        ValueError: a number is out of its range.
    """
    gaps = widest = 0.0
    for expectation, reality, weight in ratings:
        _within(LEAST, MOST, "expectation", expectation)
        _within(LEAST, MOST, "reality", reality)
        if not 0 < weight < inf:
            raise ValueError(f"the weight of a domain is above 0, not {weight}")
        gaps += weight * max(0, expectation - reality)
        widest += weight * (MOST - LEAST)
    return 100 * gaps / widest if widest else None


class GapChange(NamedTuple):
    """What became of a gap.

    Attributes:
        before, after: the gap index then and now.
        closed: the percentage of the gap that is gone, below 0 where it grew; None where there was no gap.
        by_reality: points of the index that went because the client's life changed.
        by_expectation: points that went because those around the client came to expect something else. Both together
            are `before` less `after`.
    """

    before: float
    after: float
    closed: float | None
    by_reality: float
    by_expectation: float


def gap_change(before: Mapping[str, Rated], after: Mapping[str, Rated]) -> GapChange | None:
    """Compare two gaps and say what moved, reality or expectation (domain reference 4.2).

    Only domains in both are compared, with the weights they had before: weighing a domain anew closes no gap.

    Args:
        before: (expectation, reality, weight) by the name of the domain.
        after: the same at the later date.

    Returns:
        The change; None where no domain is in both.

    Raises:
        ValueError: a number is out of its range.
    """
    common = [(was, after[domain]) for domain, was in before.items() if domain in after]
    then = gap_index(was for was, _ in common)
    only_reality_moved = gap_index((was[0], now[1], was[2]) for was, now in common)
    now_index = gap_index((now[0], now[1], was[2]) for was, now in common)
    if then is None or only_reality_moved is None or now_index is None:
        return None
    return GapChange(
        before=then,
        after=now_index,
        closed=100 * (then - now_index) / then if then else None,
        by_reality=then - only_reality_moved,
        by_expectation=only_reality_moved - now_index,
    )


class Band(NamedTuple):
    """The range in which a target kept without the intervention.

    Attributes:
        mean: of the baseline.
        s: its standard deviation, with n - 1.
        lower, upper: the mean less and plus two standard deviations.
    """

    mean: float
    s: float
    lower: float
    upper: float


def two_sd_band(baseline: Sequence[float]) -> Band | None:
    """The band of two standard deviations around the mean of the baseline (SSDforR `SD2`, Auerbach and Zeitlin).

    Returns:
        The band; None with less than `BAND_POINTS` points, where all are the same, or where a limit would be past what
        a number can hold.
    """
    if len(baseline) < BAND_POINTS:
        return None
    try:
        middle, s = mean(map(float, baseline)), stdev(map(float, baseline))
    except OverflowError:
        return None
    band = Band(middle, s, middle - 2 * s, middle + 2 * s)
    return band if s and isfinite(band.lower) and isfinite(band.upper) else None


def outside(values: Iterable[float], band: Band, improve: str = "up") -> int:
    """How many values lie outside the band on the side where it gets better; a value on its edge does not.

    Raises:
        ValueError: `improve` is neither "up" nor "down".
    """
    return sum(_are_better(values, band, improve))


def run(values: Iterable[float], band: Band, improve: str = "up") -> int:
    """How many values in a row, at most, lie outside the band on the side where it gets better.

    Raises:
        ValueError: `improve` is neither "up" nor "down".
    """
    longest = length = 0
    for is_better in _are_better(values, band, improve):
        length = length + 1 if is_better else 0
        longest = max(longest, length)
    return longest


def signal(values: Iterable[float], band: Band, improve: str = "up") -> bool:
    """Whether at least `SIGNAL_RUN` values in a row lie outside the band on the side where it gets better.

    Raises:
        ValueError: `improve` is neither "up" nor "down".
    """
    return run(values, band, improve) >= SIGNAL_RUN


def nap(a: Sequence[float], b: Sequence[float], improve: str = "up") -> float | None:
    """Nonoverlap of all pairs (Parker and Vannest 2009): the share of pairs in which B is better than A, ties half.

    Args:
        a: the values of the baseline.
        b: those with the intervention.
        improve: "up" where more is better, "down" where less is.

    Returns:
        0 to 1, where 0.5 is no difference; None where one of the two has no values.

    Raises:
        ValueError: `improve` is neither "up" nor "down".
    """
    before, after = sorted(_as_up(a, improve)), _as_up(b, improve)
    if not before or not after:
        return None
    twice = sum(bisect_left(before, value) + bisect_right(before, value) for value in after)
    return twice / (2 * len(before) * len(after))


def pnd(a: Sequence[float], b: Sequence[float], improve: str = "up") -> float | None:
    """Share of nonoverlapping data (Scruggs, Mastropieri and Casto 1987): of B, how much is better than the best of A.

    Arguments, result and errors are those of `nap`, but 0 is no difference.
    """
    before, after = _as_up(a, improve), _as_up(b, improve)
    if not before or not after:
        return None
    best = max(before)
    return sum(value > best for value in after) / len(after)


def mann_kendall(values: Sequence[float]) -> float:
    """Whether values rise or fall over time: z of the test of Mann (1945) and Kendall, above 0 where they rise.

    With corrections for ties and for continuity. At 1.96 either way p is 0.05; with less than five values it never gets
    there. Tarlow (2017, doi 10.1177/0145445516676750) looks at baselines of single cases by the same rank correlation.
    """
    score, earlier = 0, list[float]()
    for value in values:
        score += bisect_left(earlier, value) - (len(earlier) - bisect_right(earlier, value))
        insort(earlier, value)
    n = len(values)
    ties = sum(same * (same - 1) * (2 * same + 5) for same in Counter(values).values())
    variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    if abs(score) <= 1:  # as with less than two values, or nothing but ties
        return 0.0
    return (score - 1 if score > 0 else score + 1) / sqrt(variance)


def von_neumann(values: Sequence[float]) -> float:
    """Whether each value leans on the one before it: z of the ratio of von Neumann (1941), above 0 where it does.

    It is how SSDforR's `ABrf2` looks at short baselines (Huitema and McKean 1994, which is the same ratio with a t
    distribution). At 1.96 p is 0.05; with less than five values it never gets there. In short series it overlooks much.
    """
    n, middle = len(values), mean(map(float, values)) if values else 0.0
    spread = sum((value - middle) * (value - middle) for value in values)
    if n < 3 or not 0 < spread < inf:
        return 0.0
    leaps = sum((after - before) * (after - before) for before, after in pairwise(values))
    return (1 - leaps / spread / 2) * sqrt((n - 1) * (n + 1) / (n - 2))


def _within(least: float, most: float, name: str, value: float) -> None:
    if not least <= value <= most:
        raise ValueError(f"{name} goes from {least} to {most}, not {value}")


def _as_up(values: Iterable[float], improve: str) -> list[float]:
    """The values, turned round where less is better, so that more always is."""
    if improve not in ("up", "down"):
        raise ValueError(f'it improves "up" or "down", not {improve!r}')
    return [value if improve == "up" else -value for value in values]


def _are_better(values: Iterable[float], band: Band, improve: str) -> list[bool]:
    (edge,) = _as_up([band.upper if improve == "up" else band.lower], improve)
    return [value > edge for value in _as_up(values, improve)]
