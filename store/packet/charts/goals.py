"""Goal attainment over time: a line for each rated goal, over the five levels of the scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.language import _, n_
from store.language.formats import day_text
from store.model.goal import HIGHEST, LOWEST, Goal, Rater, Rating, level_word, signed
from store.model.text import clean_line
from store.packet.charts.axes import Days
from store.packet.charts.drawing import (
    ACCENT,
    FAINT,
    FRAME,
    INK,
    LINE,
    OTHER,
    QUIET,
    SIZE,
    SMALL,
    WIDTH,
    Drawing,
    Place,
    fitted,
    folded,
    spread,
    width_of,
)
from store.packet.document import Figure

MOST_GOALS = 8
"""More lines than that cannot be told apart."""

_TOP = 10.0
_LANE = 6.0  # between goals at the same level, so that none hides another
_LEAST_LEVEL = 34.0  # between levels
_BETWEEN = 12.0  # more than the lanes of a level take
_BADGE, _END = 7.5, 20.0  # the circle with the number of a goal, and how far behind its last mark it stands
_MARK, _SMALL_MARK = 3.8, 2.6
_DENSE = 7.0  # marks closer than that are drawn smaller
_SAMPLE, _WORDS = 38.0, 70.0  # in the legend: the end of the strokes, the beginning of the statements
_DASHES = ("", "7 3", "2 3", "9 3 2 3")
_SHAPES = ("disc", "square", "diamond", "triangle")
_COLOURS = (ACCENT, INK, OTHER)


@dataclass(frozen=True, slots=True)
class _Course:
    """What is drawn of one goal.

    Attributes:
        number: of the goal among all of them, from 1.
        lane: its place among those that are drawn, from 0.
        goal: the goal.
        ratings: the baseline and the ratings, in order.
    """

    number: int
    lane: int
    goal: Goal
    ratings: Sequence[Rating]

    @property
    def dash(self) -> str:
        return _DASHES[self.lane % len(_DASHES)]

    @property
    def colour(self) -> str:
        return _COLOURS[self.lane % len(_COLOURS)]

    def mark(self, drawing: Drawing, place: Place, radius: float = _MARK) -> None:
        """One of its marks: eight goals, eight marks."""
        drawing.mark(_SHAPES[self.lane % len(_SHAPES)], place, radius, self.colour, is_hollow=self.lane >= len(_SHAPES))


def goal_chart(goals: Sequence[Goal]) -> Figure | None:
    """How far the rated goals were reached, day by day.

    Args:
        goals: of the case; their places in it, from 1, are their numbers in the chart.

    Returns:
        The chart. None where no rated goal has levels of two days: then nothing moved that could be seen.
    """
    rated = [(number, goal) for number, goal in enumerate(goals, 1) if goal.ratings]
    drawn = sorted(sorted(rated, key=lambda one: not one[1].counts)[:MOST_GOALS], key=lambda one: one[0])
    courses = [_Course(number, lane, goal, _ratings(goal)) for lane, (number, goal) in enumerate(drawn)]
    if not any(each.ratings[0].on < each.ratings[-1].on for each in courses):
        return None
    left_out = len(rated) - len(drawn)
    caption = _("Goal attainment: the level of each rated goal over time, from its baseline; 0 is as targeted.")
    scale = _("The levels go from -2, much below the target, to +2, much above it.")
    words = [scale, *(_in_words(each) for each in courses), *_left_out(left_out)]
    return Figure(caption, _Picture(courses).svg(left_out), " ".join(words))


def _ratings(goal: Goal) -> list[Rating]:
    """The baseline first, then the ratings by day."""
    ratings = sorted(goal.ratings, key=lambda rating: rating.on)
    if goal.baseline is None:
        return ratings
    return [Rating(on=min(goal.set_on, ratings[0].on), level=goal.baseline), *ratings]


# In words


def _in_words(course: _Course) -> str:
    """A goal and all its levels."""
    goal, ratings = course.goal, course.ratings
    levels = [_level(rating) for rating in ratings]
    if goal.baseline is not None:
        levels[0] = _("baseline {level} on {day}").format(level=signed(goal.baseline), day=day_text(ratings[0].on))
    name = _("Goal {number}, “{statement}”").format(number=course.number, statement=clean_line(goal.statement))
    return _("{name}: {levels}.").format(name=_with_status(name, goal), levels="; ".join(levels))


def _level(rating: Rating) -> str:
    level, day = signed(rating.level), day_text(rating.on)
    if rating.by is Rater.PRACTITIONER:
        return _("{level} on {day}").format(level=level, day=day)
    return _("{level} on {day} ({rater})").format(level=level, day=day, rater=rating.by.label)


def _with_status(words: str, goal: Goal) -> str:
    """What is said of a goal, and whether it was given up."""
    return f"{words} ({goal.status.label})" if goal.status.is_given_up else words


def _left_out(count: int) -> Iterator[str]:
    if count:
        yield n_(
            "{count} more rated goal is not in the chart.", "{count} more rated goals are not in the chart.", count
        ).format(count=count)


# In the picture


class _Picture:
    """The field, the lines on it, and the legend below."""

    def __init__(self, courses: Sequence[_Course]) -> None:
        self.courses = courses
        self.drawing = Drawing()
        self.level = max(_LEAST_LEVEL, len(courses) * _LANE + _BETWEEN)
        self.bottom = _TOP + self.level * (HIGHEST - LOWEST + 1)
        self.on = [rating.on for each in courses for rating in each.ratings]
        words = max(width_of(level_word(level), SMALL) for level in range(LOWEST, HIGHEST + 1))
        self.left = min(words + 34, WIDTH * 0.4)
        self.days = Days(min(self.on), max(self.on), self.left + 14, WIDTH - _END - _BADGE - 6)

    def svg(self, left_out: int) -> str:
        """The whole picture.

        Args:
            left_out: how many goals it does not show.
        """
        self._levels()
        self.days.draw(self.drawing, self.on, self.bottom)
        for each in self.courses:
            self._course(each)
        self._numbers()
        return self.drawing.svg(self._legend(left_out))

    def _y(self, course: _Course, level: int) -> float:
        return self._middle(level) + (course.lane - (len(self.courses) - 1) / 2) * _LANE

    def _middle(self, level: int) -> float:
        return _TOP + (HIGHEST - level + 0.5) * self.level

    def _levels(self) -> None:
        """A stripe for each level, its name at the left; the one that is aimed at stands out."""
        right, half = self.days.right + _END + _BADGE, self.level / 2
        for level in range(LOWEST, HIGHEST + 1):
            y, is_target = self._middle(level), level == 0
            self.drawing.box((self.left, y - half + 1), right - self.left, self.level - 2, FAINT)
            if is_target:
                self.drawing.line((self.left, y), (right, y), INK, 1.4)
            else:
                self.drawing.line((self.left, y), (right, y), FRAME, 0.8)
            base, colour = y + SIZE * 0.36, INK if is_target else QUIET
            self.drawing.text((self.left - 8, base), signed(level), anchor="end", colour=INK, is_bold=is_target)
            words = fitted(level_word(level), self.left - 34, SMALL)
            place = (self.left - 30, base)
            self.drawing.text(place, words, anchor="end", size=SMALL, colour=colour, is_bold=is_target)

    def _course(self, course: _Course) -> None:
        places = [(self.days.x(rating.on), self._y(course, rating.level)) for rating in course.ratings]
        closest = min((after[0] - before[0] for before, after in pairwise(places)), default=_DENSE)
        self.drawing.course(places, course.colour, 1.6, course.dash)
        for place in places:
            course.mark(self.drawing, place, _MARK if closest >= _DENSE else _SMALL_MARK)

    def _numbers(self) -> None:
        """The number of each goal behind its last mark; those that end close to each other are kept apart."""
        ends = sorted(((self._end(each), each) for each in self.courses), key=lambda end: end[0])
        groups: list[list[tuple[Place, _Course]]] = []
        for end in ends:
            if groups and end[0][0] - groups[-1][-1][0][0] < _END + 2 * _BADGE:
                groups[-1].append(end)
            else:
                groups.append([end])
        for group in groups:
            x = group[-1][0][0] + _END
            group.sort(key=lambda end: end[0][1])
            wishes = [place[1] for place, _course in group]
            badges = spread(wishes, 2 * _BADGE + 1, _TOP + _BADGE, self.bottom - _BADGE)
            for (place, course), y in zip(group, badges, strict=True):
                self.drawing.line((place[0] + _MARK + 1, place[1]), (x, y), course.colour)
                self._badge((x, y), course)

    def _end(self, course: _Course) -> Place:
        last = course.ratings[-1]
        return self.days.x(last.on), self._y(course, last.level)

    def _badge(self, place: Place, course: _Course) -> None:
        """The number of a goal in a circle."""
        (x, y), size = place, 9.0 if course.number < 100 else 7.0
        self.drawing.mark("disc", place, _BADGE, course.colour, is_hollow=True)
        self.drawing.text((x, y + size * 0.36), str(course.number), anchor="middle", size=size, is_bold=True)

    def _legend(self, left_out: int) -> float:
        """A line for each goal: its stroke and mark, its number, its statement. Returns the height of the picture."""
        y = self.bottom + 34
        for each in self.courses:
            lines = folded(_with_status(each.goal.statement, each.goal), WIDTH - _WORDS)
            middle = y + (len(lines) * LINE + 4) / 2
            self.drawing.course(((2, middle), (_SAMPLE, middle)), each.colour, 1.6, each.dash)
            each.mark(self.drawing, (1 + _SAMPLE / 2, middle))
            self._badge((_SAMPLE + 16, middle), each)
            self.drawing.lines((_WORDS, middle), lines)
            y += len(lines) * LINE + 4
        for words in _left_out(left_out):
            self.drawing.lines((_WORDS, y + LINE / 2), [words], QUIET)
            y += LINE
        return y + 2
