"""The goals of one case: how far they are reached, and advice on how their scales are made."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, groupby
from operator import itemgetter, mul

from store.language import _
from store.model.goal import Goal, Rater, Rating
from store.practice.measures import gas_t_score, t_of_sums

ENOUGH_GOALS, LEAST_GOALS = 3, 2
"""How many goals a case should have, and must have for a score that says something (Marson)."""

_SINCE_THE_BEGINNING = re.compile(
    r"\bthan (?:before|now|(?:when|at|in) (?:the )?(?:\w+ )?(?:start|began|begins|beginning|intake|baseline))\b"
    r"|\b(?:lebih (?:\w+ ){1,3}dari|daripada|dibanding(?:kan)?|ketimbang)(?: pada)?(?: saat| waktu| keadaan| kondisi)?"
    r" (?:sebelum|sebelumnya|awal|awalnya|semula|dulu|dahulu|sekarang|mulai)\b",
    re.IGNORECASE,
)
"""Ways, in both languages, of writing "better than when treatment began" into a level. A bare "dari awal" is no
comparison: it also means from the beginning."""

_TWO_THINGS = re.compile(r"\b(?:and|as well as|dan|serta|sekaligus)\b|[;&]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """How far the goals are reached, as T-scores: 50 is as targeted, 10 one standard deviation.

    Goals that were revised or dropped do not count, here and in all that follows.

    Attributes:
        rated: how many goals are rated.
        all: how many there are.
        baseline: T of where the client stood, over the goals with a baseline.
        now: T of the last ratings, whoever gave them, over the rated goals.
        change: by how much T rose, over the goals that have both.
        trend: T on each day with a rating, over the goals rated by then, each at its last known level.
        by: T of the last ratings of each rater who gave any.
    """

    rated: int = 0
    all: int = 0
    baseline: float | None = None
    now: float | None = None
    change: float | None = None
    trend: tuple[tuple[date, float], ...] = ()
    by: dict[Rater, float] = field(default_factory=dict)


def standing(goals: Sequence[Goal]) -> GoalStanding:
    """How far the goals of a case are reached (domain reference 4.1)."""
    counting = [goal for goal in goals if goal.counts]
    then, now = [goal.baseline for goal in counting], [_last_level(goal.ratings) for goal in counting]
    by = {rater: _t_score(counting, [_last_level(goal.ratings, rater) for goal in counting]) for rater in Rater}
    return GoalStanding(
        rated=sum(level is not None for level in now),
        all=len(counting),
        baseline=_t_score(counting, then),
        now=_t_score(counting, now),
        change=_change(counting, then, now),
        trend=tuple(_trend(counting)),
        by={rater: score for rater, score in by.items() if score is not None},
    )


def since(goal: Goal, day: date) -> Goal:
    """A goal as if it had been set on a day: with the ratings from then on, and where it stood then as the baseline."""
    earlier = [rating for rating in goal.ratings if rating.on < day]
    if not earlier:
        return goal
    later = tuple(rating for rating in goal.ratings if rating.on >= day)
    return goal.changed(baseline=_last_level(earlier), ratings=later)


def advice(goals: Sequence[Goal]) -> tuple[str, ...]:
    """What to look at in the goals of a case taken together, in sentences. It never stops anyone.

    After Marson's "Ten Commandments of Goal Attainment Scaling" (marson-and-associates.com/GAS/gas10.html);
    `goal_advice` has those on a single scale. A goal weighs 1 unless another weight is chosen, so that 1 beside one
    other weight may be a goal that nobody weighed; 3, 2 and 1 were all weighed.
    """
    counting = [goal for goal in goals if goal.counts]
    sentences = []
    if counting and len(counting) < LEAST_GOALS:
        sentences.append(_("There is only one goal. Set at least two, better three."))
    elif counting and len(counting) < ENOUGH_GOALS:
        sentences.append(_("There are two goals. Three or more show better how the case stands as a whole."))
    weights = {goal.weight for goal in counting}
    if len(weights) == 2 and 1 in weights:
        sentences.append(
            _("Some goals are weighted and others stand at weight 1. Where one is weighted, weigh them all.")
        )
    return tuple(sentences)


def goal_advice(goal: Goal) -> tuple[str, ...]:
    """What to look at in the scale of one goal, in sentences. It never stops anyone.

    Once level 0 and one level on each side are described, three are, and no two blank levels lie side by side: the
    other two of Marson's rules on what to fill need no sentences of their own.
    """
    if not goal.counts:
        return ()
    return (*_on_blanks(goal.scale), *_on_overlap(goal.scale), *_on_wording(goal.scale))


def _on_blanks(scale: dict[int, str]) -> Iterator[str]:
    if not any(scale.values()):
        yield _("The scale is still blank. Describe at least three levels: 0, one below it and one above it.")
        return
    if not scale[0]:
        yield _("Level 0 is blank. Describe what will be seen when the goal is met as targeted.")
    if not scale[-2] and not scale[-1]:
        yield _("Nothing below level 0 is described. Describe at least one level that falls short.")
    if not scale[1] and not scale[2]:
        yield _("Nothing above level 0 is described. Describe at least one level that goes further.")


def _on_overlap(scale: dict[int, str]) -> Iterator[str]:
    for (one, text), (other, same) in combinations(scale.items(), 2):
        if text and " ".join(text.casefold().split()) == " ".join(same.casefold().split()):
            yield _("Levels {one} and {other} say the same. Levels should not overlap.").format(
                one=_signed(one), other=_signed(other)
            )


def _on_wording(scale: dict[int, str]) -> Iterator[str]:
    for level, text in scale.items():
        if _SINCE_THE_BEGINNING.search(text):
            yield _(
                "Level {level} compares with the beginning. Describe what will be seen, so that anyone can rate it."
            ).format(level=_signed(level))
    if _TWO_THINGS.search(scale[0]):
        yield _(
            "Does level 0 hold more than one thing? Each scale should follow one; give the other a goal of its own."
        )


def _signed(level: int) -> str:
    return f"{level:+d}" if level else "0"


def _last_level(ratings: Iterable[Rating], by: Rater | None = None) -> int | None:
    """The level of the last rating, or of the last by one rater; of two on one day the later in order."""
    told = sorted((rating for rating in ratings if by is None or rating.by is by), key=lambda rating: rating.on)
    return told[-1].level if told else None


def _t_score(goals: Sequence[Goal], levels: Sequence[int | None]) -> float | None:
    return gas_t_score(levels, [goal.weight for goal in goals])


def _change(goals: Sequence[Goal], then: Sequence[int | None], now: Sequence[int | None]) -> float | None:
    """By how much T rose, over the goals that have a level at both dates."""
    has_both = [was is not None and level is not None for was, level in zip(then, now, strict=True)]
    before = _t_score(goals, [was if both else None for was, both in zip(then, has_both, strict=True)])
    after = _t_score(goals, [level if both else None for level, both in zip(now, has_both, strict=True)])
    return None if before is None or after is None else after - before


def _trend(goals: Sequence[Goal]) -> Iterator[tuple[date, float]]:
    """The same as `_t_score` on each day: a case of years has hundreds of goals and of days with a rating.

    What is not rated yet weighs nothing, and the others are shares of the heaviest of them.
    """
    levels, shares, heaviest = [0] * len(goals), [0.0] * len(goals), 0
    ratings = [(rating.on, place, rating.level) for place, goal in enumerate(goals) for rating in goal.ratings]
    for day, told in groupby(sorted(ratings, key=itemgetter(0)), key=itemgetter(0)):
        for _day, place, level in told:
            levels[place], weight = level, goals[place].weight
            if weight > heaviest:
                heaviest = weight
                shares = [goal.weight / heaviest if share else 0.0 for goal, share in zip(goals, shares, strict=True)]
            shares[place] = weight / heaviest
        yield day, t_of_sums(sum(map(mul, shares, levels)), sum(shares), sum(map(mul, shares, shares)))
