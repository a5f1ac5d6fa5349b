"""The gate items: what should be in place before a case leaves each phase, as data, with their checks.

Items, their order and their kinds: domain reference, section 3. Three readings hold for all of them:

An item about each of something is met where there is none: that there must be one is an item of its own.

Only a signed note shows a contact. A draft can still be discarded without a trace, and the history of a case must not
vouch for what is not in its file.

Items that only the worker can know are ticked off by hand. Where the file shows them as well (a team and referrals are
recorded, strengths are written, the client rated a goal), they are met without a tick.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from store.language import N_, _, n_
from store.model.case import Case
from store.model.closure import Closure
from store.model.codes import Consent, Phase, RiskLevel
from store.model.folder import Folder
from store.model.goal import Goal, GoalStatus, Rater
from store.model.note import Note
from store.model.task import TaskStatus
from store.practice import endings, risk
from store.practice.gap import gap_of
from store.practice.spans import episode_began, is_since

LEAST_DOMAINS = 3
"""In so many life domains expectation and reality are scored before planning (domain reference, section 3)."""


class Facts(NamedTuple):
    """What a gate may look at.

    Attributes:
        folder: everything in the file of the case.
        today: the day.
        closure: at the end, the closing record that is proposed.
        entered: the moment the case entered its phase; None where only the day (`phase_since`) is known.
    """

    folder: Folder
    today: date
    closure: Closure | None = None
    entered: datetime | None = None

    @property
    def case(self) -> Case:
        """The case."""
        return self.folder.case

    def is_in_phase(self, moment: datetime) -> bool:
        """Whether something happened since the case entered its phase."""
        if self.entered is None:
            return moment.date() >= self.case.phase_since
        return is_since(moment, self.entered)

    def is_in_episode(self, day: date) -> bool:
        """Whether a day is one of the present episode. What came before the first intake belongs to that one."""
        return is_in_episode(self.folder, day)


def is_in_episode(folder: Folder, day: date) -> bool:
    """Whether a day is one of the present episode. What came before the first intake belongs to that one."""
    began = episode_began(folder.history)
    return began is None or day >= began


class Left(NamedTuple):
    """What is still open where an item asks that nothing is, or asks for several things at once.

    Attributes:
        risk: as it was assessed, where only that stands against it and no danger.
        assessment: whether the risk was not assessed in this phase.
        plan: whether a safety plan is missing.
    """

    drafts: int = 0
    tasks: int = 0
    referrals: int = 0
    dangers: int = 0
    risk: RiskLevel | None = None
    assessment: bool = False
    plan: bool = False

    @property
    def text(self) -> str:
        """It in words, in the language in use; empty for nothing."""
        counted = [
            n_("{count} draft", "{count} drafts", self.drafts).format(count=self.drafts),
            n_("{count} task", "{count} tasks", self.tasks).format(count=self.tasks),
            n_("{count} referral", "{count} referrals", self.referrals).format(count=self.referrals),
            n_("{count} danger", "{count} dangers", self.dangers).format(count=self.dangers),
        ]
        told = [words for count, words in zip(self, counted, strict=False) if count]
        if self.risk:
            told.append(_("risk {level}").format(level=self.risk.label.lower()))
        if self.assessment:
            told.append(_("the assessment in this phase"))
        if self.plan:
            told.append(_("a safety plan"))
        return ", ".join(told)


Check = Callable[[Facts], bool]
Count = Callable[[Facts], tuple[int, int]]
"""How many there are, and how many there should be."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a gate.

    Attributes:
        code: its name in the history.
        leaving: the phase whose gate it belongs to.
        hard: whether passing it unmet needs a reason.
        check: the fact it looks at. Of an item that is ticked by hand, what shows it without a tick; None for nothing.
        fix: where it is filled in: a field of the case or of its closing record, or a name that `tui.moves.mend` knows.
            Empty for an item that can only be ticked.
        by_hand: whether the worker ticks it off.
        count: how far it is, for an item about several things.
        nothing: what is said where there is nothing to count, in the language of the code; empty where that is no news.
        left: what is still open, for an item that asks that nothing is, or for several things.
        about_risk: whether it is about the assessed risk, which an open danger may be above.
        advice: what to do for it, in the language of the code: behind "advice" the text of a soft item would read as
            if it were done.
    """

    code: str
    leaving: Phase
    _text: str
    hard: bool
    check: Check | None = None
    fix: str = ""
    by_hand: bool = False
    count: Count | None = None
    nothing: str = ""
    left: Callable[[Facts], Left] | None = None
    about_risk: bool = False
    advice: str = ""

    @property
    def text(self) -> str:
        """The item in the language in use."""
        return _(self._text)

    @property
    def missing_text(self) -> str:
        """The item in the language in use, where it is not met: as what is still to be done."""
        return _(self.advice) if self.advice else self.text

    def is_met(self, facts: Facts) -> bool:
        """Whether it is in place."""
        if self.by_hand and self.code in facts.case.ticks:
            return True
        return self.check is not None and self.check(facts)


# Engagement


def _contact(note: Note) -> bool:
    return note.is_signed and note.reached_client


def _client_reached(facts: Facts) -> bool:
    """In this episode; a contact before the first intake counts, one of a former episode does not."""
    if facts.case.episode == 1:
        return any(_contact(note) for note in facts.folder.notes)
    return _reached_in_phase(facts)


def _reached_in_phase(facts: Facts) -> bool:
    return any(_contact(note) and facts.is_in_phase(note.contact_at) for note in facts.folder.notes)


def _risk_looked_at(facts: Facts) -> bool:
    return facts.case.risk_level is not None and facts.case.risk_reviewed


def _look_to_be_renewed(facts: Facts) -> Left:
    """Where the risk is known from before, that it is says nothing of now."""
    return Left(assessment=facts.case.risk_level is not None)


# Assessment


def _domains(facts: Facts) -> tuple[int, int]:
    """In this episode: what was expected and was so years ago is not what is now."""
    scored = {score.domain for score in facts.folder.scores if facts.is_in_episode(score.on)}
    return len(scored), LEAST_DOMAINS


def _risk_assessed(facts: Facts) -> bool:
    return _risk_left(facts) == Left()


def _risk_left(facts: Facts) -> Left:
    return Left(assessment=not _risk_looked_at(facts), plan=risk.unplanned(facts.case, facts.folder.flags))


# Planning


def in_work(goal: Goal) -> bool:
    """Whether a goal is one of the present plan: neither reached, nor judged, nor given up."""
    return goal.status in (GoalStatus.PLANNED, GoalStatus.ACTIVE)


def has_scale(goal: Goal) -> bool:
    """Whether a goal has a scale and a baseline: level 0 and one on each side described (domain reference 2.5)."""
    below, above = goal.much_less or goal.less, goal.better or goal.much_better
    return bool(goal.expected and below and above) and goal.baseline is not None


def has_task(goal: Goal, folder: Folder) -> bool:
    """Whether somebody is to do something for a goal until a day, or did it."""
    named = [task for task in folder.tasks if task.goal == goal.id and (task.is_open or task.status is TaskStatus.DONE)]
    return any(task.owner and task.due for task in named)


def _goals_with_task(facts: Facts) -> tuple[int, int]:
    goals = [goal for goal in facts.folder.goals if in_work(goal)]
    return sum(has_task(goal, facts.folder) for goal in goals), len(goals)


def _review_ahead(facts: Facts) -> bool:
    """A day that has passed says nothing of this plan: it was set for the one before."""
    return facts.case.next_review is not None and facts.case.next_review >= facts.today


# Intervention, Monitoring, Evaluation


def _signed_in_phase(facts: Facts) -> bool:
    return any(note.is_signed and facts.is_in_phase(note.contact_at) for note in facts.folder.notes)


def _tasks_settled(facts: Facts) -> tuple[int, int]:
    tasks = facts.folder.tasks
    return sum(not task.is_open or bool(task.carried_over) for task in tasks), len(tasks)


def _referrals_answered(facts: Facts) -> tuple[int, int]:
    referrals = facts.folder.referrals
    return sum(referral.status.has_outcome for referral in referrals), len(referrals)


def is_rated(goal: Goal, folder: Folder) -> bool:
    """Whether a goal was rated since its baseline, and in this episode."""
    return any(rating.on >= goal.set_on and is_in_episode(folder, rating.on) for rating in goal.ratings)


def _goals_rated(facts: Facts) -> tuple[int, int]:
    """Of the goals that count: what was revised or dropped is not rated any more."""
    goals = [goal for goal in facts.folder.goals if goal.counts]
    return sum(is_rated(goal, facts.folder) for goal in goals), len(goals)


def _no_serious_risk(facts: Facts) -> bool:
    return not risk.is_serious(facts.case, facts.folder.flags)


def _gap_rescored(facts: Facts) -> tuple[int, int]:
    """On a later day than the baseline of this episode: a second score of the same day corrects the first."""
    domains = gap_of([score for score in facts.folder.scores if facts.is_in_episode(score.on)]).domains
    return sum(domain.is_rescored for domain in domains), len(domains)


def _client_rated(facts: Facts) -> bool:
    ratings = [rating for goal in facts.folder.goals if goal.counts for rating in goal.ratings]
    return any(rating.by is Rater.CLIENT and rating.on >= facts.case.phase_since for rating in ratings)


# Termination


def _closing_goals(facts: Facts) -> tuple[int, int]:
    """Where the reason asks for it (domain reference 2.9)."""
    if facts.closure is None or not endings.asks_for_ratings(facts.closure.reason):
        return 0, 0
    return _goals_rated(facts)


def _loose_ends(facts: Facts) -> Left:
    return Left(
        drafts=sum(note.is_draft for note in facts.folder.notes),
        tasks=sum(task.is_open for task in facts.folder.tasks),
        referrals=sum(referral.is_open for referral in facts.folder.referrals),
    )


def _open_risk(facts: Facts) -> Left:
    dangers = len(risk.alarming(facts.folder.flags))
    return Left(dangers=dangers, risk=None if dangers else facts.case.risk_level)


def _risk_settled(facts: Facts) -> bool:
    """A danger is handed over to whoever takes over, who has a name; the client who died is in none any more."""
    return (facts.closure is not None and risk.is_handed_over(facts.closure)) or _no_serious_risk(facts)


def _full(count: Count) -> Check:
    """Whether there are as many as there should be."""

    def check(facts: Facts) -> bool:
        have, wanted = count(facts)
        return have >= wanted

    return check


def _notice_given(facts: Facts) -> bool:
    """By what happened in this episode: an attempt before the reopening says nothing of now."""
    notes = [note for note in facts.folder.notes if facts.is_in_episode(note.contact_at.date())]
    return facts.closure is not None and endings.notice_given(facts.closure, notes)


HARD, SOFT = True, False
_NO_GOALS = N_("no goals")

ITEMS = (
    Item("consent", Phase.ENGAGEMENT, N_("Consent or another legal basis is recorded"), HARD,
         lambda f: f.case.consent not in (None, Consent.REFUSED), "consent"),
    Item("problem", Phase.ENGAGEMENT, N_("The presenting problem stands in the client's words"), HARD,
         lambda f: bool(f.case.presenting_problem), "presenting_problem"),
    Item("first_contact", Phase.ENGAGEMENT, N_("A first contact reached the client, in a signed note"), SOFT,
         _client_reached, "contact",
         advice=N_("Reach the client for a first contact, and sign its note")),
    Item("safety", Phase.ENGAGEMENT, N_("Immediate safety was screened (risk level set)"), HARD,
         _risk_looked_at, "risk_level", left=_look_to_be_renewed, about_risk=True),
    Item("roles", Phase.ENGAGEMENT, N_("Roles, confidentiality and its limits were explained"), SOFT, by_hand=True,
         advice=N_("Explain roles, confidentiality and its limits")),
    Item("origin", Phase.ENGAGEMENT, N_("The environment of origin is named"), SOFT,
         lambda f: bool(f.case.origin_environment), "origin_environment",
         advice=N_("Name the environment of origin")),

    Item("domains", Phase.ASSESSMENT, N_("Expectation and reality are scored in at least three life domains"), SOFT,
         _full(_domains), "scores", count=_domains,
         advice=N_("Score expectation and reality in at least three life domains")),
    Item("strengths", Phase.ASSESSMENT, N_("Strengths and resources are recorded, not only problems"), SOFT,
         lambda f: bool(f.case.strengths), "strengths", by_hand=True,
         advice=N_("Record strengths and resources, not only problems")),
    Item("map", Phase.ASSESSMENT, N_("An ecomap, a genogram or a list of the people is made"), SOFT,
         lambda f: bool(f.folder.people or f.folder.relations), "people",
         advice=N_("Make an ecomap, a genogram or a list of the people")),
    Item("risk", Phase.ASSESSMENT, N_("The risk was assessed again in this phase; high or critical has a safety plan"),
         HARD, _risk_assessed, "risk", left=_risk_left, about_risk=True),
    Item("level", Phase.ASSESSMENT, N_("Level and system size are confirmed"), SOFT,
         lambda f: f.case.level_confirmed, "level",
         advice=N_("Confirm level and system size")),

    Item("goal", Phase.PLANNING, N_("At least one goal has a scale from -2 to +2 and a baseline"), HARD,
         lambda f: any(in_work(goal) and has_scale(goal) for goal in f.folder.goals), "goal"),
    Item("goal_tasks", Phase.PLANNING, N_("Each goal has a task with somebody to do it and a day"), SOFT,
         _full(_goals_with_task), "goal_tasks", count=_goals_with_task, nothing=_NO_GOALS,
         advice=N_("Give each goal a task with somebody to do it and a day")),
    Item("plan_agreed", Phase.PLANNING, N_("The client agreed to the plan, or it is written why not"), SOFT,
         by_hand=True,
         advice=N_("Agree on the plan with the client, or write why not")),
    Item("team", Phase.PLANNING, N_("Team and referrals are named"), SOFT,
         lambda f: bool(f.folder.team and f.folder.referrals), "team", by_hand=True,
         advice=N_("Name the team and the referrals")),
    Item("review_date", Phase.PLANNING, N_("A review date is set and has not passed"), HARD,
         _review_ahead, "next_review"),

    Item("signed_note", Phase.INTERVENTION, N_("A signed note since the plan"), SOFT, _signed_in_phase, "note",
         advice=N_("Write and sign a note of a contact since the plan")),
    Item("tasks", Phase.INTERVENTION, N_("Tasks are done, cancelled, or carried over with a reason"), SOFT,
         _full(_tasks_settled), "tasks", count=_tasks_settled, nothing=N_("no tasks"),
         advice=N_("Finish the tasks, cancel them, or carry them over with a reason")),
    Item("referrals", Phase.INTERVENTION, N_("Referrals have an outcome"), SOFT,
         _full(_referrals_answered), "referrals", count=_referrals_answered, nothing=N_("no referrals"),
         advice=N_("Record what became of the referrals")),
    Item("ratings", Phase.INTERVENTION, N_("The goals were rated since the baseline"), SOFT,
         _full(_goals_rated), "ratings", count=_goals_rated, nothing=_NO_GOALS,
         advice=N_("Rate the goals again, after the baseline")),

    Item("check", Phase.MONITORING, N_("The client was seen at least once since the intervention, in a signed note"),
         SOFT, _reached_in_phase, "contact",
         advice=N_("See the client at least once after the intervention, and sign the note")),
    Item("monitoring_risk", Phase.MONITORING, N_("High and critical risk is under control"), HARD,
         _no_serious_risk, "danger", left=_open_risk),
    Item("plan_fits", Phase.MONITORING, N_("The plan still fits, or was revised"), SOFT, by_hand=True,
         advice=N_("See whether the plan still fits, or revise it")),

    Item("all_rated", Phase.EVALUATION, N_("All goals are rated"), HARD,
         _full(_goals_rated), "ratings", count=_goals_rated, nothing=_NO_GOALS),
    Item("gap_again", Phase.EVALUATION, N_("The gap was scored again in the domains of the baseline"), SOFT,
         _full(_gap_rescored), "scores", count=_gap_rescored,
         advice=N_("Score the gap again in the domains of the baseline")),
    Item("client_view", Phase.EVALUATION, N_("The client's own view is recorded"), SOFT, _client_rated, by_hand=True,
         advice=N_("Record the client's own view")),
    Item("decision", Phase.EVALUATION, N_("It is decided, and written why: to end, to monitor, or to plan anew"), HARD,
         lambda f: f.case.decision is not None, "decision"),

    Item("record", Phase.TERMINATION, N_("Reason, outcome and summary are written"), HARD,
         lambda f: f.closure is not None, "reason"),
    Item("notice", Phase.TERMINATION, N_("The client agreed or was told, as the reason asks"), HARD,
         _notice_given, "notice",
         advice=N_("Say whether the client agreed or was told: this reason asks for it")),
    Item("return", Phase.TERMINATION, N_("Return or aftercare is prepared, as the reason asks"), SOFT,
         lambda f: f.closure is not None and not endings.still_asked(f.closure, f.folder.referrals), "return",
         advice=N_("Prepare what else the reason asks for")),
    Item("closing_goals", Phase.TERMINATION, N_("The goals are rated, where the reason asks for it"), SOFT,
         _full(_closing_goals), "ratings", count=_closing_goals,
         advice=N_("Rate the goals: the reason asks for it")),
    Item("drafts", Phase.TERMINATION, N_("Draft notes are signed, tasks and referrals are brought to an end"), SOFT,
         lambda f: not any(_loose_ends(f)), "loose_ends", left=_loose_ends,
         advice=N_("Sign draft notes, bring tasks and referrals to an end")),
    Item("closing_risk", Phase.TERMINATION, N_("High and critical risk is under control, or was handed over"), HARD,
         _risk_settled, "danger", left=_open_risk),
    Item("retention", Phase.TERMINATION, N_("A retention date is set"), SOFT,
         lambda f: f.closure is not None and f.closure.retention_until > f.closure.closed, "retention_until",
         advice=N_("Set a retention date")),
)  # fmt: skip
"""Every gate item, in the order it is shown."""

BY_CODE = {item.code: item for item in ITEMS}


def item_text(code: str) -> str:
    """An item in words; the code itself where an older version asked for what this one does not."""
    return BY_CODE[code].text if code in BY_CODE else code
