"""The goals of a case together: the score then and now in words, who sees it how, what to look at; and its course."""

from collections.abc import Iterator

from store.language import _, n_
from store.model import Goal
from store.model.goal import signed
from store.practice.goals import GoalStanding, advice
from tui.casefile.layout import QUIET, STRONG, headline, paragraph
from tui.casefile.page import Lines
from tui.casefile.reading import Reading
from tui.look.charts import Plot, line_chart

_CHART = 9  # lines
_INDENT = 2


def standing_lines(reading: Reading, width: int) -> Lines:
    """The score in words, who sees it how, and what to look at."""
    now = reading.goals
    lines = headline(_("How far the goals are reached"), width)
    for number, sentence in enumerate(score_sentences(now)):
        lines += paragraph(sentence, width, QUIET if number else STRONG, _INDENT)
    if not reading.case.is_closed:
        for sentence in advice(reading.parts(Goal)):
            lines += paragraph(sentence, width, QUIET, _INDENT)
    return lines


def course_lines(reading: Reading, width: int) -> Lines:
    """The course of the score; nothing before there are two days to compare."""
    now = reading.goals
    if len(now.trend) < 2:
        return []
    marks = [(50.0, _("as targeted"))]
    if now.baseline is not None:
        marks.append((now.baseline, _("baseline")))
    return line_chart([Plot(_("T"), now.trend)], width, _CHART, lines=marks).draw()


def score_sentences(standing: GoalStanding) -> Iterator[str]:
    """The score then and now, then what it rests on.

    The points between are those of the two scores as they are shown, so that the sentence adds up.
    """
    before, now = standing.baseline, standing.now
    if now is None and before is None:
        yield _("No score yet: no goal is rated.")
    elif now is None:
        yield _("T {before} at the baseline; 50 = as targeted. No goal is rated yet.").format(before=_t(before))
    elif before is None:
        yield _("T {now}; 50 = as targeted. No goal has a baseline to compare it with.").format(now=_t(now))
    else:
        yield _change(round(before), round(now))
    yield n_("{rated} of {all} goal rated", "{rated} of {all} goals rated", standing.all).format(
        rated=standing.rated, all=standing.all
    ) + "".join(f" · {rater.label} T {_t(score)}" for rater, score in standing.by.items() if len(standing.by) > 1)
    yield from _same_goals(standing)


def _change(before: int, now: int) -> str:
    words = (
        _("T {before} -> {now}, up {points}; 50 = as targeted") if now > before
        else _("T {before} -> {now}, down {points}; 50 = as targeted") if now < before
        else _("T {now}, as at the baseline; 50 = as targeted")
    )  # fmt: skip
    return words.format(before=before, now=now, points=abs(now - before))


def _same_goals(standing: GoalStanding) -> Iterator[str]:
    """The change over the goals that have both, where then and now are not over the same goals."""
    before, now, change = standing.baseline, standing.now, standing.change
    if before is None or now is None or (change is not None and abs(now - before - change) < 0.5):
        return
    if change is None:
        yield _("No goal has both a baseline and a rating: then and now are about different goals.")
    else:
        yield _("Then and now are not about the same goals; over those that have both the change is {points}.").format(
            points=signed(round(change))
        )


def _t(score: float | None) -> str:
    return "" if score is None else str(round(score))
