"""What comes next in a case, for the overview: the steps that wait, who takes them and when, and the team."""

from rich.cells import cell_len
from textual.content import Content

from store.language import _
from store.model import Discipline, Referral, Task, TaskOwner, TeamMember
from tui.casefile.layout import QUIET, headline, line, paragraph, styled, widest
from tui.casefile.page import Lines
from tui.casefile.plan_words import Step, by_due_day, due_words, step_words, ways_to_add
from tui.casefile.reading import Reading
from tui.casework.kinds import kind_of
from tui.look.net import cell_text

_SHOWN = 5  # steps; the plan has them all
_LEAST_STEP = 24  # cells; with less, who takes it is left out
_GAP = 2


def next_steps_lines(reading: Reading, width: int) -> Lines:
    """The heading, the steps and the team. Nothing for a closed case in which nothing waits."""
    waiting: list[Step] = [*reading.parts(Task), *reading.parts(Referral)]
    steps = by_due_day(waiting)
    body = [*_steps(reading, steps[:_SHOWN], width), *_more(steps, width), *_team(reading, width)]
    if not steps and not reading.case.is_closed:
        nothing = _("Nothing waits to be done. {key} {letter} adds a task.").format(**ways_to_add(Task))
        body = [*paragraph(nothing, width, QUIET, 2), *body]
    return [*headline(_("Next steps"), width), *body] if body else []


def _steps(reading: Reading, steps: list[Step], width: int) -> Lines:
    """Each step in a line: what, who, when."""
    whens = [due_words(step, reading.today) for step in steps]
    whos = [_who(step) for step in steps]
    when_room, who_room = widest(words for words, _style in whens), widest(whos)
    room = width - 2 - when_room - _GAP
    if room - who_room - _GAP >= _LEAST_STEP:
        room -= who_room + _GAP
    else:
        whos, who_room = [""] * len(whos), 0
    lines = []
    for step, who, (when, style) in zip(steps, whos, whens, strict=True):
        name = cell_text(reading.text(step.text if isinstance(step, Task) else step.to))
        what = Content(step_words(step, name)).truncate(max(1, room), ellipsis=True, pad=True)
        middle = " " * _GAP + who + " " * (who_room - cell_len(who)) if who_room else ""
        gap = " " * (_GAP + when_room - cell_len(when))
        line_of_step = Content.assemble("  ", what, (middle, QUIET), gap, styled(when, style))
        lines.append(line_of_step.truncate(width, ellipsis=True))
    return lines


def _who(step: Step) -> str:
    """Who takes the step; asking again about a referral is the worker's."""
    if isinstance(step, Referral):
        return TaskOwner.WORKER.label
    return step.owner.label if step.owner else _("nobody yet")


def _more(steps: list[Step], width: int) -> Lines:
    """How many there are beside those that are shown, and where."""
    more = len(steps) - _SHOWN
    kind = kind_of(steps[0]) if steps else None
    if more <= 0 or kind is None:
        return []
    words = _("and {count} more · key {key} shows the plan")
    return paragraph(words.format(count=more, key=kind.tab), width, QUIET, 2)


def _team(reading: Reading, width: int) -> Lines:
    """The disciplines of the team, as many as one line takes; one outside the list by its organisation or name."""
    members = reading.parts(TeamMember)
    if not members:
        return []
    words = [_discipline(reading, member) for member in members]
    words = list(dict.fromkeys(words))
    head = _("Team: ")
    shown = words
    while len(shown) > 1 and 2 + cell_len(head + _listed(shown, len(words))) > width:
        shown = shown[:-1]
    text = line("  ", (head, QUIET), _listed(shown, len(words)))
    return [text.truncate(width, ellipsis=True)]


def _listed(words: list[str], all: int) -> str:
    listed = ", ".join(words)
    more = all - len(words)
    return _("{words} and {count} more").format(words=listed, count=more) if more else listed


def _discipline(reading: Reading, member: TeamMember) -> str:
    if member.discipline is not Discipline.OTHER:
        return member.discipline.label
    return cell_text(reading.text(member.organisation or member.name))
