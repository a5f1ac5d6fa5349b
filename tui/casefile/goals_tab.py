"""The goals of a case: the score then and now, its course, and each goal with where it stands and what comes next."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content

from store.language import _
from store.language.formats import day_text, due_text
from store.model import Goal, GoalStatus, LifeDomain, Rater, Rating, Task
from store.model.goal import HIGHEST, LOWEST, level_word, signed
from store.model.score import domain_label
from store.practice.goals import goal_advice
from tui.casefile.goal_score import course_lines, standing_lines
from tui.casefile.layout import ALARM, BLANK, QUIET, STRONG, fact, headline, line, paragraph, styled, widest
from tui.casefile.page import LISTED, MEASURE, Lines
from tui.casefile.plan_words import ways_to_add
from tui.casefile.reading import Reading
from tui.casefile.rows import Row, RowsTab
from tui.casework.rated import GoalRating, ratings_of
from tui.casework.scale import level_name, level_words
from tui.look.charts import spark
from tui.look.charts_words import cut
from tui.look.net import brief

_SPARK = 24  # cells
_INDENT = 2
_DAY = 11  # cells of the longest day
_DOMAINS = frozenset(LifeDomain)


def goal_rows(reading: Reading, width: int) -> list[Row]:
    """Everything about the goals, for a width; what to look at stands before the goals, those given up after them.

    In one column the course of the score stands below the goals too: above them it would leave none of them in sight.
    """
    listed, width = min(width, LISTED), min(width, MEASURE)
    goals = reading.parts(Goal)
    if not goals:
        return [Row(_empty(reading, width))]
    tasks = defaultdict[str, list[Task]](list)
    for task in reading.parts(Task):
        tasks[task.goal].append(task)
    course, is_below = course_lines(reading, width), width < MEASURE
    rows = [Row([*standing_lines(reading, width), BLANK])]
    if course and not is_below:
        rows.append(Row([*course, BLANK]))
    lay = _Goals(reading, width, listed)
    for goal in (goal for goal in goals if goal.counts):
        rows += lay.rows(goal, tasks[goal.id])
    if course and is_below:
        rows.append(Row([*headline(_("Course"), width), *course, BLANK]))
    given_up = [goal for goal in goals if not goal.counts]
    if given_up:
        rows.append(Row([*headline(_("No longer pursued"), width), BLANK]))
        for goal in given_up:
            rows += lay.rows(goal, tasks[goal.id])
    return rows


def _empty(reading: Reading, width: int) -> Lines:
    if reading.case.is_closed:
        return paragraph(_("No goals were set."), width, QUIET)
    first = _(
        "No goals yet. A goal says what will be different when the work succeeds, and what is to be seen at each of "
        "five levels, from -2 over 0 (as targeted) to +2."
    )
    then = _("Press {key} {letter} to set the first one. Rated from time to time, it shows how far the work has come.")
    return [*paragraph(first, width, QUIET), BLANK, *paragraph(then.format(**ways_to_add(Goal)), width, QUIET)]


class _Goals:
    """Lays out goals, all in the same columns. There may be hundreds, so what fits into a line is not wrapped."""

    def __init__(self, reading: Reading, width: int, listed: int) -> None:
        """For a look at the case, the width of a text, and that of a list: the ratings."""
        self._reading, self._width, self._listed = reading, width, listed
        self._advises = not reading.case.is_closed and not reading.hidden
        names = (_("Now"), _("Next"), _("Raters"), _("Baseline"), _("Until"), _("Tasks"), _("Course"))
        self._names = widest(names) + _INDENT
        self._room = max(1, width - self._names - 2)

    def rows(self, goal: Goal, tasks: Sequence[Task]) -> list[Row]:
        """A goal, and a row for each of its ratings, the newest first."""
        lines = [*self._text(self._clear(goal.statement), STRONG, 0), *self._text(self._what(goal), QUIET)]
        for name, value, style in self._facts(goal, tasks):
            if value:
                lines += self._fact(name, value, style)
        if self._advises:
            for sentence in goal_advice(goal):
                lines += self._text(sentence, QUIET)
        rows = [Row(lines, goal), *(Row([self._rating(rated)], rated) for rated in reversed(ratings_of(goal)))]
        return [*rows[:-1], Row([*rows[-1].lines, BLANK], rows[-1].part)]

    # What is said of a goal

    def _what(self, goal: Goal) -> str:
        domain = domain_label(goal.domain) if goal.domain in _DOMAINS else self._clear(goal.domain)
        level = goal.level.label.lower() if domain else goal.level.label
        words = [domain, level, _("weight {number}").format(number=goal.weight), goal.status.label.lower()]
        return " · ".join(word for word in words if word)

    def _facts(self, goal: Goal, tasks: Sequence[Task]) -> Iterator[tuple[str, str, str]]:
        """Each with its name and style; those without a value fall away."""
        yield _("Now"), self._now(goal), ""
        yield _("Next"), self._next(goal), ""
        yield _("Raters"), _raters(goal), ""
        yield _("Baseline"), _("not known yet") if goal.baseline is None else level_name(goal.baseline), QUIET
        yield _("Until"), *self._until(goal)
        yield _("Tasks"), cut(self._tasks(tasks), self._room) if tasks else "", QUIET
        yield _("Course"), _course(goal.ratings), ""

    def _now(self, goal: Goal) -> str:
        if goal.latest is None:
            how = _("not rated yet · {key} {letter}").format(**ways_to_add(GoalRating))
            return how if self._is_pursued(goal) else ""
        return self._level(goal, goal.latest.level)

    def _next(self, goal: Goal) -> str:
        """What is to be seen one level higher."""
        stands = goal.latest.level if goal.latest else goal.baseline
        if stands is None or stands == HIGHEST or not self._is_pursued(goal):
            return ""
        return self._level(goal, stands + 1)

    def _is_pursued(self, goal: Goal) -> bool:
        return goal.status in (GoalStatus.PLANNED, GoalStatus.ACTIVE) and not self._reading.case.is_closed

    def _level(self, goal: Goal, level: int) -> str:
        return level_words(level, self._reading.text(goal.scale[level]))

    def _until(self, goal: Goal) -> tuple[str, str]:
        """The target date, and while the goal is pursued how far off it is."""
        if goal.target is None:
            return "", ""
        if not self._is_pursued(goal):
            return day_text(goal.target), QUIET
        today = self._reading.today
        return f"{day_text(goal.target)} ({due_text(goal.target, today)})", ALARM if goal.target < today else ""

    def _tasks(self, tasks: Sequence[Task]) -> str:
        """How many are settled, then those that are not."""
        settled = sum(not task.is_open for task in tasks)
        head = _("{settled} of {all} settled").format(settled=settled, all=len(tasks))
        waiting = [f"{self._clear(task.text)} ({self._due(task)})" for task in tasks if task.is_open]
        return " · ".join([head, *([] if self._reading.hidden else waiting)])

    def _due(self, task: Task) -> str:
        return due_text(task.due, self._reading.today) if task.due else task.status.label

    # Lines

    def _rating(self, rated: GoalRating) -> Content:
        """One rating in one line."""
        level = f"{signed(rated.level).rjust(2)} {level_word(rated.level)}"
        note = "" if self._reading.hidden else self._clear(rated.note)
        words = " · ".join(word for word in (level, rated.by.label, note) if word)
        day = f"{' ' * 2 * _INDENT}{day_text(rated.on).rjust(_DAY)}  "
        room = max(1, self._listed - len(day))
        return line((day, QUIET), words if cell_len(words) <= room else cut(words, room))

    def _text(self, text: str, style: str, indent: int = _INDENT) -> Lines:
        """A text on as many lines as it takes."""
        if cell_len(text) + indent <= self._width:
            return [styled(" " * indent + text, style)]
        return paragraph(text, self._width, style, indent)

    def _fact(self, name: str, value: str, style: str) -> Lines:
        """A name, and its value on as many lines as it takes."""
        name = " " * _INDENT + name
        if cell_len(value) <= self._room:
            return [line((name + " " * (self._names + 2 - cell_len(name)), QUIET), (value, style))]
        return fact(name, value, self._width, self._names, style)

    def _clear(self, text: str) -> str:
        """User text in one line, or what stands in its place."""
        return brief(self._reading.text(text))


def _raters(goal: Goal) -> str:
    """The last rating of each, where more than one rates."""
    last: dict[Rater, Rating] = {}
    for rating in goal.ratings:
        last[rating.by] = rating
    told = (f"{by.label} {signed(rating.level)}, {day_text(rating.on)}" for by, rating in last.items())
    return " · ".join(told) if len(last) > 1 else ""


def _course(ratings: Sequence[Rating]) -> str:
    """Its ratings as a small picture on the whole scale."""
    return spark([rating.level for rating in ratings], _SPARK, LOWEST, HIGHEST) if len(ratings) > 1 else ""


class GoalsTab(RowsTab):
    """What the work is to reach, and how far it is."""

    lay_out = staticmethod(goal_rows)

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self._count = 0

    @property
    def label(self) -> str:
        """Its name, and how many goals there are."""
        return _("Goals {count}").format(count=self._count) if self._count else _("Goals")

    def read(self, reading: Reading) -> None:
        """Show the goals of this case."""
        self._count = len(reading.parts(Goal))
        super().read(reading)
