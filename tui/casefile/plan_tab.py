"""The plan of a case as rows: tasks, referrals, what the worker does, and the team.

What waits stands before what is over, and lateness is a word. What is over takes one quiet line; its form has the rest.
"""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from store.language import _
from store.language.formats import day_text
from store.model import Goal, Intervention, Referral, ReferralStatus, Task, TaskStatus, TeamMember
from store.model.part import Part
from tui.casefile.layout import ALARM, BLANK, HEADING, QUIET, STRONG, headline, line, opening, paragraph, styled
from tui.casefile.page import LISTED, MEASURE, Lines
from tui.casefile.plan_words import S, Step, Words, by_due_day, due_words, is_late, settled_words, ways_to_add
from tui.casefile.reading import Reading
from tui.casefile.rows import Row, RowsTab
from tui.look.net import cell_text

_INDENT = 2
_LEAST_TITLE = 24  # cells; with less, what stands at its right goes below


def plan_rows(reading: Reading, width: int) -> list[Row]:
    """The whole plan, laid out for so many cells."""
    width = min(width, LISTED)
    sections = [
        _tasks(reading, width),
        _referrals(reading, width),
        _interventions(reading, width),
        _team(reading, width),
    ]
    if not any(row.part for section in sections for row in section):
        sections.insert(0, _nothing(reading, width))
    rows: list[Row] = []
    for section in filter(None, sections):
        rows += [*([Row([BLANK])] if rows else []), *section]
    return rows


def _nothing(reading: Reading, width: int) -> list[Row]:
    if reading.case.is_closed:
        return [Row(paragraph(_("Nothing was planned."), min(width, MEASURE), QUIET))]
    what = _("The plan says how the goals are reached: who does what until when, and with whose help.")
    return [Row(paragraph(what, min(width, MEASURE)))]


def _section(
    reading: Reading, width: int, heading: str, facts: Sequence[Words], rows: list[Row], model: type[Part], empty: str
) -> list[Row]:
    """A heading and its rows; an empty section of an open case says what goes there, of a closed one nothing."""
    if rows:
        parts = [(" · " if number else "  ", QUIET) for number in range(len(facts))]
        shown = [part for pair in zip(parts, facts, strict=True) for part in pair]
        return [Row(headline(line((heading, HEADING), *shown).truncate(width, ellipsis=True), width)), *rows]
    if reading.case.is_closed:
        return []
    hint = paragraph(empty.format(**ways_to_add(model)), min(width, MEASURE), QUIET, _INDENT)
    return [Row([*headline(heading, width), *hint])]


# The sections


def _tasks(reading: Reading, width: int) -> list[Row]:
    tasks, today = reading.parts(Task), reading.today
    rows = [_task(reading, task, width) for task in _waiting_first(tasks)]
    facts = _counts([task.is_open for task in tasks], [is_late(task, today) for task in tasks])
    empty = _("No tasks yet. {key} {letter} adds one.")
    return _section(reading, width, _("Tasks"), facts, rows, Task, empty)


def _task(reading: Reading, task: Task, width: int) -> Row:
    text = cell_text(reading.text(task.text))
    if not task.is_open:
        return Row(_head(text, QUIET, (settled_words(task), QUIET), width), task)
    details = [
        task.owner.label if task.owner else _("nobody yet"),
        task.status.label.lower() if task.status is TaskStatus.DOING else "",
        _("due {day}").format(day=day_text(task.due)) if task.due else "",
    ]  # fmt: skip
    goal = _goal(reading, task.goal)
    lines = [*_head(text, STRONG, due_words(task, reading.today), width), *_details(details, width, goal)]
    why = _("Goes on because: {why}").format(why=reading.text(task.carried_over)) if task.carried_over else ""
    return Row([*lines, *_text(why, width, QUIET)], task)


def _referrals(reading: Reading, width: int) -> list[Row]:
    referrals, today = reading.parts(Referral), reading.today
    rows = [_referral(reading, referral, width) for referral in _waiting_first(referrals)]
    facts = _counts([each.is_open for each in referrals], [is_late(each, today) for each in referrals])
    empty = _("Nobody was asked for help yet. {key} {letter} writes a referral.")
    return _section(reading, width, _("Referrals"), facts, rows, Referral, empty)


def _referral(reading: Reading, referral: Referral, width: int) -> Row:
    to = cell_text(reading.text(referral.to))
    barrier = _("Obstacle: {text}").format(text=reading.text(referral.barrier)) if referral.barrier else ""
    if not referral.is_open:
        lines = _head(to, QUIET, (settled_words(referral), QUIET), width)
        return Row([*lines, *_text(barrier if referral.status.has_failed else "", width, QUIET)], referral)
    details = [
        referral.status.label.lower() if referral.status is not ReferralStatus.SENT else "",
        _("sent {day}").format(day=day_text(referral.sent_on)) if referral.sent_on else "",
        _("ask again on {day}").format(day=day_text(referral.follow_up)),
    ]  # fmt: skip
    lines = [
        *_head(to, STRONG, _asking(referral, reading.today), width),
        *_details(details, width, _goal(reading, referral.goal)), *_text(reading.text(referral.reason), width),
    ]  # fmt: skip
    return Row(lines, referral)


def _asking(referral: Referral, today: date) -> Words:
    """When to ask again; one that is still to be sent says so."""
    due, style = due_words(referral, today)
    if referral.status is not ReferralStatus.DRAFT:
        return _("ask again: {due}").format(due=due), style
    return (_("not sent: {due}").format(due=due), style) if is_late(referral, today) else (_("not sent yet"), QUIET)


def _interventions(reading: Reading, width: int) -> list[Row]:
    found = reading.parts(Intervention)
    going = sorted((each for each in found if each.until is None), key=lambda each: each.since, reverse=True)
    over = sorted((each for each in found if each.until), key=lambda each: each.until or date.min, reverse=True)
    rows = [_intervention(reading, each, width) for each in (*going, *over)]
    facts = [(_("{count} going on").format(count=len(going)), QUIET)] if going else []
    empty = _("What you do yourself, at which level and in which role. {key} {letter} adds an intervention.")
    return _section(reading, width, _("What the worker does"), facts, rows, Intervention, empty)


def _intervention(reading: Reading, each: Intervention, width: int) -> Row:
    since = day_text(each.since)
    when = _("{since} to {until}").format(since=since, until=day_text(each.until)) if each.until else (
        _("since {day}").format(day=since)
    )  # fmt: skip
    level = (each.level.label.lower(), QUIET)
    if each.until:
        return Row(_head(each.kind.label, QUIET, (f"{level[0]} · {when}", QUIET), width), each)
    details = [each.role.label if each.role else "", when]
    goal = _goal(reading, each.goal)
    lines = [*_head(each.kind.label, STRONG, level, width), *_details(details, width, goal)]
    return Row([*lines, *_text(reading.text(each.text), width)], each)


def _team(reading: Reading, width: int) -> list[Row]:
    rows = [_member(reading, member, width) for member in reading.parts(TeamMember)]
    empty = _("Who else works with the client, from which discipline. {key} {letter} adds somebody.")
    return _section(reading, width, _("Team"), [], rows, TeamMember, empty)


def _member(reading: Reading, member: TeamMember, width: int) -> Row:
    details = [
        reading.text(member.organisation), reading.text(member.role),
        member.system_role.label if member.system_role else "", reading.text(member.contact),
        _("may know of the case") if member.may_see else _("no agreement to tell them of the case"),
    ]  # fmt: skip
    name = cell_text(reading.text(member.name))
    return Row([*_head(name, STRONG, (member.discipline.label, ""), width), *_details(details, width)], member)


# What they share


def _waiting_first(steps: Sequence[S]) -> list[S]:
    """Open ones by the day they are due, then the others, the last one settled first."""
    over = [step for step in reversed(steps) if not step.is_open]
    return [*by_due_day(steps), *sorted(over, key=_settled_on, reverse=True)]


def _settled_on(step: Step) -> date:
    return (step.done_on if isinstance(step, Task) else step.answered_on) or date.min


def _counts(waiting: Sequence[bool], late: Sequence[bool]) -> list[Words]:
    """How many wait, and how many of them are late."""
    facts = []
    if any(waiting):
        facts.append((_("{count} open").format(count=sum(waiting)), QUIET))
    if any(late):
        facts.append((_("{count} late").format(count=sum(late)), ALARM))
    return facts


def _head(title: str, style: str, right: Words, width: int) -> Lines:
    """A title with a word at its right; where there is no room for both, the word goes below."""
    room = width - cell_len(right[0]) - 2
    if room < _LEAST_TITLE:
        return [*opening(title, width, style, indent=0), *paragraph(right[0], width, right[1], _INDENT)]
    first, *rest = opening(title, room, style, indent=0)
    gap = " " * (width - first.cell_length - cell_len(right[0]))
    return [Content.assemble(first, gap, styled(*right)), *rest]


def _text(text: str, width: int, style: str = "") -> Lines:
    """The first lines of a text, none longer than can be read well."""
    return opening(text, min(width, MEASURE), style)


def _details(facts: Sequence[str], width: int, goal: str = "") -> Lines:
    """Facts in a quiet line, and the goal behind them where there is room for all of it, else below."""
    *above, last = opening(" · ".join(cell_text(fact) for fact in facts if fact), width, QUIET)
    if goal and last.cell_length + 3 + cell_len(goal) <= width:
        return [*above, Content.assemble(last, (" · " + goal, QUIET))]
    return [*above, last, *opening(goal, width, QUIET)]


def _goal(reading: Reading, id: str) -> str:
    """The goal that something serves; empty where it serves none."""
    goal = next((goal for goal in reading.parts(Goal) if goal.id == id), None) if id else None
    if goal is None:
        return ""
    return _("for: {goal}").format(goal=cell_text(reading.text(" ".join(goal.statement.split()))))


class PlanTab(RowsTab):
    """Who does what until when, whom the client was sent to, and who else works on it."""

    lay_out = staticmethod(plan_rows)

    @property
    def label(self) -> str:
        """Its name."""
        return _("Plan")
