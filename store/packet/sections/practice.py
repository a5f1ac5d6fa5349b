"""The sections of a packet about the work itself: people, assessment, dangers, goals, plan and measures. Pure.

Where a case has nothing of a kind, its section is left out.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from store.language import _
from store.language.formats import day_text, due_text
from store.language.numbers import number_text
from store.model.folder import Folder
from store.model.goal import Goal, Rating, level_word, signed
from store.model.person import Person
from store.model.referral import Referral
from store.model.score import domain_label
from store.model.task import Task
from store.packet.charts import gap_chart, goal_chart, measure_chart
from store.packet.document import Block, Facts, Heading, Paragraph, Table
from store.packet.facts import case_facts, known_day
from store.practice.finding import finding
from store.practice.gap import GapStanding, gap_of
from store.practice.goals import standing
from store.practice.notation import write_relation
from store.practice.risk import in_order
from store.practice.series import Points, Series, series_of

AGE_BANDS = (5, 12, 17, 24, 39, 59)
"""The last year of each band but the last; a band says enough of an age and too little to know somebody by."""

ASSESSED = ("strengths", "needs_rights", "tasks_roles", "coping", "decision")
"""The facts of a case that stand in the assessment."""


def people(folder: Folder, today: date, *, masked: bool = False) -> Iterator[Block]:
    """The client system and others, and the ties between them.

    Args:
        folder: the case and its file.
        today: the day on which ages are told.
        masked: whether names are tokens, and ages told as bands.
    """
    if folder.people and masked:
        yield Heading(_("People"))
        bands = tuple((person.alias, _kin(person), age_band(person, today)) for person in folder.people)
        yield Table((_("Person"), _("To the client"), _("Age")), bands)
    elif folder.people:
        yield Heading(_("People"))
        rows = tuple(_person(person, today) for person in folder.people)
        yield Table((_("Called"), _("Name"), _("To the client"), _("Age"), _("Contact")), rows)
    if folder.relations:
        yield Heading(_("Ties"))
        yield Facts(tuple((write_relation(tie), tie.bond.label) for tie in folder.relations))


def _person(person: Person, today: date) -> tuple[str, ...]:
    return person.alias, person.name, _kin(person), person_age(person, today), person.contact


def person_age(person: Person, today: date) -> str:
    """How old somebody is, and whether that is a child; empty where neither is known."""
    years = person.years(today)
    age = "" if years is None else str(years)
    if person.counts_as_child(today):
        return _("{age}, child").format(age=age) if age else _("child")
    return age


def _kin(person: Person) -> str:
    return person.kin_role or (_("client system") if person.is_member else "")


def age_band(person: Person, today: date) -> str:
    """Between which years somebody's age lies; empty where it is not known."""
    years = person.years(today)
    if years is None:
        return _("child") if person.counts_as_child(today) else ""
    first = 0
    for last in AGE_BANDS:
        if years <= last:
            return _("{first} to {last} years").format(first=first, last=last)
        first = last + 1
    return _("{first} years and older").format(first=first)


def assessment(folder: Folder) -> Iterator[Block]:
    """Strengths, social functioning, and expectation and reality by domain."""
    known = case_facts(folder.case)
    written = [known[name] for name in ASSESSED if known[name][1]]
    gap = gap_of(folder.scores)
    if not written and not gap.domains:
        return
    yield Heading(_("Assessment: strengths, functioning, expectation and reality"))
    if written:
        yield Facts(tuple(written))
    if gap.domains:
        rows = tuple(
            (
                each.label, str(each.last.expectation), str(each.last.reality), each.last.whose,
                str(each.gap_before), str(each.gap_now), day_text(each.last.on),
            )
            for each in gap.domains
        )  # fmt: skip
        headers = (
            _("Life domain"), _("Expected"), _("Real"), _("Whose expectation"), _("Gap at first"), _("Gap now"),
            _("Scored on"),
        )  # fmt: skip
        yield Table(headers, rows, numbers=(1, 2, 4, 5))
    if chart := gap_chart(gap):
        yield chart
    yield from map(Paragraph, gap_sentences(gap))


def gap_sentences(gap: GapStanding) -> Iterator[str]:
    """The gap index now; where anything was scored again, what it was at first too, and what moved it."""
    if gap.baseline is None or gap.now is None:
        return
    now, before = number_text(gap.now, 1), number_text(gap.baseline, 1)
    if not gap.is_rescored:
        yield _("Gap index {now} of 100.").format(now=now)
        return
    yield _("Gap index {now} of 100, {before} at first.").format(now=now, before=before)
    if gap.by_reality is not None and gap.by_expectation is not None:
        yield _("Of the change, {reality} points came from reality and {expectation} from expectation.").format(
            reality=number_text(gap.by_reality, 1), expectation=number_text(gap.by_expectation, 1)
        )


def dangers(folder: Folder) -> Iterator[Block]:
    """Every flag, the gravest first."""
    if not folder.flags:
        return
    for flag in in_order(folder.flags):
        state = flag.state.label
        if flag.state_on:
            state = _("{state}, {day}: {why}").format(state=state, day=day_text(flag.state_on), why=flag.state_reason)
        yield Heading(_("Danger: {type}, {level}").format(type=flag.type.label, level=flag.level.label), 3)
        yield Facts.known(
            (_("State"), state), (_("Since"), day_text(flag.since)), (_("What is known"), flag.note),
            (_("Safety plan"), flag.safety_plan), (_("Next check"), known_day(flag.next_check)),
        )  # fmt: skip


def goals(folder: Folder) -> Iterator[Block]:
    """The goals with their scales and ratings, and the T-score then and now."""
    if not folder.goals:
        return
    yield Heading(_("Goals"))
    yield from map(Paragraph, goal_sentences(folder.goals))
    if chart := goal_chart(folder.goals):
        yield chart
    for goal in folder.goals:
        yield from _goal(goal)


def goal_sentences(goals: Sequence[Goal]) -> Iterator[str]:
    """The T-score of the goals then and now; nothing before the first rating."""
    stand = standing(goals)
    if stand.now is not None:
        before = number_text(stand.baseline, 1) if stand.baseline is not None else "-"
        yield _("Goal attainment T-score {before} at the baseline, {now} now; 50 is as targeted.").format(
            before=before, now=number_text(stand.now, 1)
        )


def _goal(goal: Goal) -> Iterator[Block]:
    yield Heading(goal.statement, 3)
    baseline = "" if goal.baseline is None else at_level(goal, goal.baseline)
    ratings = "\n".join(_rating(goal, rating) for rating in goal.ratings)
    scale = "\n".join(at_level(goal, level) for level, words in goal.scale.items() if words)
    yield Facts.known(
        (_("Status"), goal.status.label), (_("Level"), goal.level.label), (_("Life domain"), domain_label(goal.domain)),
        (_("Weight"), str(goal.weight)), (_("Scale"), scale),
        (_("Target date"), known_day(goal.target)), (_("Baseline"), baseline), (_("Ratings"), ratings),
    )  # fmt: skip


def _rating(goal: Goal, rating: Rating) -> str:
    said = f"{day_text(rating.on)}, {rating.by.label}: {at_level(goal, rating.level)}"
    return f"{said} ({rating.note})" if rating.note else said


def at_level(goal: Goal, level: int) -> str:
    """A level of the scale of a goal, in the words the goal has for it."""
    return f"{signed(level)} {' '.join(goal.scale[level].split()) or level_word(level)}"


def plan(folder: Folder) -> Iterator[Block]:
    """Tasks, interventions, referrals and the team."""
    if folder.tasks:
        yield Heading(_("Tasks"))
        rows = tuple(_task(task) for task in sorted(folder.tasks, key=lambda task: not task.is_open))
        yield Table((_("Task"), _("Who"), _("Due"), _("Status")), rows)
    if folder.interventions:
        yield Heading(_("Interventions"))
        yield Table(
            (_("Intervention"), _("Level"), _("Role"), _("Since"), _("Until"), _("What")),
            tuple(
                (one.kind.label, one.level.label, one.role.label if one.role else "", day_text(one.since),
                 known_day(one.until), one.text)
                for one in folder.interventions
            ),
        )  # fmt: skip
    if folder.referrals:
        yield Heading(_("Referrals"))
        rows = tuple(_referral(referral) for referral in folder.referrals)
        yield Table((_("To"), _("What for"), _("Status"), _("Follow up"), _("What stood in the way")), rows)
    if folder.team:
        yield Heading(_("Intervention team"))
        rows = tuple((one.name, one.discipline.label, one.organisation, one.role) for one in folder.team)
        yield Table((_("Name"), _("Discipline"), _("Organisation"), _("Role")), rows)


def _task(task: Task) -> tuple[str, ...]:
    status = task.status.label
    if task.done_on:
        status = _("{status}, {day}").format(status=status, day=day_text(task.done_on))
    if task.carried_over:
        status = _("{status}; carried over: {why}").format(status=status, why=task.carried_over)
    return task.text, task.owner.label if task.owner else "", known_day(task.due), status


def _referral(referral: Referral) -> tuple[str, ...]:
    follow_up = day_text(referral.follow_up) if referral.is_open else ""
    return referral.to, referral.reason, referral.status.label, follow_up, referral.barrier


def measures(folder: Folder) -> Iterator[Block]:
    """What was measured: the baseline, the intervention, and what may be said of them."""
    for measure in folder.measures:
        series = series_of(measure, folder.measurements)
        yield Heading(_("Measured: {target}").format(target=measure.target))
        if chart := measure_chart(measure, series):
            yield chart
        found = finding(measure, series)
        yield Facts.known(
            (_("Unit"), measure.unit), (_("Direction"), measure.improves.label),
            (_("Values"), _values(series)), (_("Finding"), found.text if found else ""),
            (_("Bear in mind"), " ".join(series.remarks)),
        )  # fmt: skip


def _values(series: Series) -> str:
    stages = (("A", series.a), ("B", series.b))
    return "\n".join(f"{name}: {points_text(points)}" for name, points in stages if points)


def points_text(points: Points) -> str:
    """Values with their days."""
    return ", ".join(f"{number_text(value)} ({day_text(day)})" for day, value in points)


def not_there(folder: Folder) -> Iterator[Block]:
    """What the file does not hold, so that none is not taken for left out."""
    kinds = (
        (folder.people, _("people")), (folder.scores, _("expectation and reality")), (folder.goals, _("goals")),
        (folder.tasks, _("tasks")), (folder.interventions, _("interventions")), (folder.referrals, _("referrals")),
        (folder.team, _("intervention team")), (folder.measures, _("measures")),
    )  # fmt: skip
    if missing := [name for parts, name in kinds if not parts]:
        yield Paragraph(_("Not in the file yet: {kinds}.").format(kinds=", ".join(missing)))


def until_next(folder: Folder, today: date) -> Iterator[Block]:
    """What the worker means to do until the next session: open tasks, referrals to follow up, days that were set."""
    case = folder.case
    tasks = sorted((task for task in folder.tasks if task.is_open), key=lambda task: task.due or date.max)
    referrals = sorted((one for one in folder.referrals if one.is_open), key=lambda one: one.follow_up)
    rows = [(_("Task"), task.text, _due(task.due, today)) for task in tasks]
    rows += [(_("Referral"), one.to, _due(one.follow_up, today)) for one in referrals]
    rows += [
        (label, "", _due(day, today))
        for label, day in (
            (_("Next contact"), case.next_contact), (_("Next review"), case.next_review),
            (_("Next supervision"), case.next_supervision),
        )
        if day
    ]  # fmt: skip
    if rows:
        yield Heading(_("Plan until the next session"))
        yield Table((_("What"), _("Text"), _("When")), tuple(rows))


def _due(day: date | None, today: date) -> str:
    """A day, and how far off it is."""
    return f"{day_text(day)} ({due_text(day, today)})" if day else ""
