"""The gap of one case: from its scores to what stands in each domain, what closed, and what closed it."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from store.model.score import Score, domain_label
from store.practice.measures import Rated, gap_change, gap_index


class DomainStanding(NamedTuple):
    """One domain, then and now.

    Attributes:
        domain: its code, or a label of one's own.
        first: its score on the first day on which it was scored.
        last: its newest score; the same one where it was scored on one day only.
    """

    domain: str
    first: Score
    last: Score

    @property
    def label(self) -> str:
        """What it is called in the language in use."""
        return domain_label(self.domain)

    @property
    def gap_before(self) -> int:
        """By how much reality fell short at first; 0 where it did not."""
        return max(0, self.first.expectation - self.first.reality)

    @property
    def gap_now(self) -> int:
        """By how much reality falls short now."""
        return max(0, self.last.expectation - self.last.reality)

    @property
    def is_rescored(self) -> bool:
        """Whether it was scored again on a later day."""
        return self.last.on > self.first.on


class GapStanding(NamedTuple):
    """The gap of a case, then and now.

    Attributes:
        domains: in the order in which they were first scored.
        baseline: the gap index over the first score of each domain; None before the first.
        now: the same over the last scores. A domain that was not scored again stands as it stood.
        closed: the percentage of the baseline that is gone; None where there was no gap.
        by_reality, by_expectation: the points that each moved; together `baseline` less `now`.
        trend: the index on each of `days`, over the domains scored by then, each at its last known score.
        days: the days on which something was scored.
    """

    domains: tuple[DomainStanding, ...] = ()
    baseline: float | None = None
    now: float | None = None
    closed: float | None = None
    by_reality: float | None = None
    by_expectation: float | None = None
    trend: tuple[float, ...] = ()
    days: tuple[date, ...] = ()

    @property
    def is_rescored(self) -> bool:
        """Whether any domain was scored again on a later day: only then is there a then and a now to compare."""
        return any(each.is_rescored for each in self.domains)

    @property
    def is_worse(self) -> bool:
        """Whether the gap is wider than it was at first."""
        return self.baseline is not None and self.now is not None and self.now > self.baseline

    @property
    def is_worsening(self) -> bool:
        """Whether the gap was wider on the last day of scoring than on the one before it."""
        return len(self.trend) > 1 and self.trend[-1] > self.trend[-2]


def gap_of(scores: Sequence[Score]) -> GapStanding:
    """How the gap of a case stands.

    A domain has one score a day, the last that was given; it keeps the weight of its first.

    Args:
        scores: all scores of the case, those of one day in the order in which they came.
    """
    lines = _lines(scores)
    domains = tuple(DomainStanding(domain, line[0], line[-1]) for domain, line in lines.items())
    change = gap_change(
        {each.domain: _rated(each.first, each.first) for each in domains},
        {each.domain: _rated(each.last, each.first) for each in domains},
    )
    if change is None:
        return GapStanding()
    points = tuple(_trend(lines))
    return GapStanding(
        domains=domains,
        baseline=change.before,
        now=change.after,
        closed=change.closed,
        by_reality=change.by_reality,
        by_expectation=change.by_expectation,
        trend=tuple(index for _day, index in points),
        days=tuple(day for day, _index in points),
    )


def _lines(scores: Sequence[Score]) -> dict[str, list[Score]]:
    """The scores of each domain by day, one a day."""
    lines: dict[str, list[Score]] = {}
    for score in sorted(scores, key=lambda score: score.on):
        line = lines.setdefault(score.domain, [])
        if line and line[-1].on == score.on:
            line.pop()
        line.append(score)
    return lines


def _trend(lines: dict[str, list[Score]]) -> Iterator[tuple[date, float]]:
    known: dict[str, Rated] = {}
    by_day = sorted((score for line in lines.values() for score in line), key=lambda score: score.on)
    for day, told in groupby(by_day, key=lambda score: score.on):
        known |= {score.domain: _rated(score, lines[score.domain][0]) for score in told}
        index = gap_index(known.values())
        if index is not None:
            yield day, index


def _rated(score: Score, first: Score) -> Rated:
    return score.expectation, score.reality, first.weight
