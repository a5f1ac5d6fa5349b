"""How far a case has come, in the few cells of a card: the goal score and the gap, each with its course."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

from store import Casebook, LingkarError
from store.language import _
from store.model import Goal, Score
from store.practice.gap import gap_of
from store.practice.goals import standing
from tui.look.charts_bars import spark

_COURSES = (5, 3, 0)  # cells of a course, as many as there is room for
_BETWEEN = "  "
_T, _GAP = (20, 80), (0, 100)
"""What the lowest and the highest bar stand for: three goals reach from T 23 to T 77 (domain reference 4.1)."""


class Trend(NamedTuple):
    """The numbers of a case.

    Attributes:
        t: the goal score now; None while nothing is rated, since a baseline says nothing of how far a case has come.
        t_course: the baseline, and the score on each day with a rating.
        gap: the gap index now; None where nothing was scored.
        gap_course: the index on each day on which something was scored.
    """

    t: float | None = None
    t_course: tuple[float, ...] = ()
    gap: float | None = None
    gap_course: tuple[float, ...] = ()


NO_TREND = Trend()
"""Of a case without goals and scores."""


def trend_of(book: Casebook, code: str) -> Trend:
    """The numbers of a case as the book has them; none where they cannot be read, which its file will tell."""
    try:
        goals, scores = book.parts(Goal, code), book.parts(Score, code)
    except LingkarError:
        return NO_TREND
    if not goals and not scores:
        return NO_TREND
    reached, gap = standing(goals), gap_of(scores)
    course = [score for _day, score in reached.trend]
    if reached.baseline is not None:
        course.insert(0, reached.baseline)
    return Trend(reached.now, tuple(course), gap.now, gap.trend)


def trend_words(trend: Trend, width: int) -> str:
    """Both numbers with as much of their courses as there is room for; else the score, else the gap; else nothing."""
    return next((text for text in _ways(trend) if cell_len(text) <= width), "")


def _ways(trend: Trend) -> Iterator[str]:
    """What could be said, the most first."""
    score = _("T {score}").format(score=round(trend.t)) if trend.t is not None else ""
    gap = _("gap {index}").format(index=round(trend.gap)) if trend.gap is not None else ""
    for numbers in ((score, gap), (score, ""), ("", gap)):
        for cells in _COURSES:
            courses = spark(_course(trend.t_course), cells, *_T), spark(_course(trend.gap_course), cells, *_GAP)
            told = (f"{number} {course}".rstrip() for number, course in zip(numbers, courses, strict=True) if number)
            yield _BETWEEN.join(told)


def _course(values: tuple[float, ...]) -> tuple[float, ...]:
    """One value is no course yet."""
    return values if len(values) > 1 else ()
