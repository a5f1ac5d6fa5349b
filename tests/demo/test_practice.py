"""The demonstration caseload shows the whole practice: each row of the domain reference, section 1, that is data."""

from collections import Counter
from typing import Any

import pytest

from store import Casebook
from store.model.case import Case
from store.model.codes import Level, PracticeFunction, RiskLevel, SystemSize, TerminationReason, WorkerRole
from store.model.disguise import MaskWord
from store.model.flag import Flag, FlagState
from store.model.folder import Folder
from store.model.goal import Goal, Rater
from store.model.intervention import Intervention, InterventionType
from store.model.part import Part
from store.model.person import Person, Sex
from store.model.referral import Referral, ReferralStatus
from store.model.relation import Bond, Flow, Relation
from store.model.resource import ResourceKind
from store.model.score import LifeDomain, Score
from store.model.task import Task, TaskOwner, TaskStatus
from store.model.team import SystemRole, TeamMember
from store.practice import endings, risk
from store.practice.cycle import FORWARD
from store.practice.gap import gap_of
from store.practice.goals import goal_advice, standing
from store.practice.items import has_scale, is_rated
from store.practice.measures import BAND_POINTS
from store.practice.series import series_of
from store.shelf import IN_THE_FILE
from tests.demo.conftest import NOW

PHASES = list(FORWARD)
PARTS: list[Any] = [model for model in IN_THE_FILE.values() if issubclass(model, Part)]


def folders(book: Casebook) -> list[Folder]:
    return [book.folder_of(case.code) for case in book.cases()]


def every(book: Casebook, model: type[Any]) -> list[Any]:
    return [part for case in book.cases() for part in book.parts(model, case.code)]


def is_past(case: Case, *phases: str) -> bool:
    """Whether the case is at work in a phase that comes after these."""
    return case.phase not in phases


@pytest.mark.parametrize("model", PARTS)
def test_every_kind_of_part_lies_in_some_file(book: Casebook, model: type[Any]) -> None:
    assert len(every(book, model)) >= 20 or model.__name__ in ("Flag", "Measure", "MaskWord")
    assert len(every(book, model)) >= (1 if model is MaskWord else 5)


def test_both_books_hold_the_same(built: Any) -> None:
    indonesian, english = built("id"), built("en")
    for model in PARTS:
        assert [part.case_code for part in every(indonesian, model)] == [
            part.case_code for part in every(english, model)
        ]
    assert len(indonesian.resources()) == len(english.resources())
    assert [note.contact_at for folder in folders(indonesian) for note in folder.notes] == [
        note.contact_at for folder in folders(english) for note in folder.notes
    ]


# Row by row: domain reference, section 1


def test_systems_of_all_levels_meet_in_one_case(book: Casebook) -> None:  # rows 4 and 5
    levels = [
        {goal.level for goal in folder.goals} | {act.level for act in folder.interventions} for folder in folders(book)
    ]
    assert sum(set(Level) == found for found in levels) >= 1
    assert sum(len({goal.level for goal in folder.goals}) > 1 for folder in folders(book)) >= 4


def test_a_macro_case_knows_the_micro_cases_behind_it(book: Casebook) -> None:  # row 5
    cases = {case.code: case for case in book.cases()}
    assert all(code in cases[other].linked for code, case in cases.items() for other in case.linked)
    behind = [[cases[other] for other in case.linked] for case in cases.values() if case.level is Level.MACRO]
    assert any(sum(case.level is Level.MICRO for case in linked) >= 3 for linked in behind)


def test_people_stand_around_each_case(book: Casebook) -> None:  # rows 6 and 20
    for folder in folders(book):
        if is_past(folder.case, "engagement", "assessment"):
            assert len(folder.people) >= 3, folder.case.alias
            assert len(folder.relations) >= 3, folder.case.alias
    people = every(book, Person)
    assert {person.sex for person in people} >= set(Sex)
    assert any(person.born for person in people)
    assert any(person.is_deceased for person in people)
    assert sum(person.is_member for person in people) >= 20
    ties = every(book, Relation)
    genogram = {Bond.MARRIED, Bond.CHILD}
    assert {tie.bond for tie in ties} >= {Bond.STRONG, Bond.ORDINARY, Bond.WEAK, Bond.STRESSFUL, Bond.BROKEN} | genogram
    assert {Bond.SEPARATED, Bond.DIVORCED} & {tie.bond for tie in ties}
    assert {tie.flow for tie in ties} == set(Flow)


def test_social_functioning_is_told_in_its_three_dimensions(book: Casebook) -> None:  # row 7
    for case in book.cases():
        if is_past(case, "engagement", "assessment"):
            assert case.strengths, case.alias
            assert case.needs_rights, case.alias
            assert case.tasks_roles, case.alias
            assert case.coping, case.alias
    assert {case.function for case in book.cases()} >= set(PracticeFunction)


def test_expectation_and_reality_are_scored_and_scored_again(book: Casebook) -> None:  # row 8
    standings = {folder.case.alias: gap_of(folder.scores) for folder in folders(book)}
    for folder in folders(book):
        if is_past(folder.case, "engagement", "assessment"):
            assert len(standings[folder.case.alias].domains) >= 3, folder.case.alias
    known = [gap for gap in standings.values() if gap.baseline is not None]
    assert any(gap.is_worse for gap in known)
    assert sum((gap.closed or 0) > 0 for gap in known) >= 10
    assert any(gap.by_expectation for gap in known), "somewhere the environment moved, not the client"
    scores = every(book, Score)
    assert {score.whose for score in scores} - {""}
    assert {score.domain for score in scores} - set(LifeDomain), "a group may use labels of its own"
    assert len({score.domain for score in scores} & set(LifeDomain)) >= 10


def test_a_team_of_many_disciplines(book: Casebook) -> None:  # row 9
    team = every(book, TeamMember)
    assert len({member.discipline for member in team}) >= 10
    assert {member.system_role for member in team} >= set(SystemRole) - {SystemRole.CHANGE_AGENT}
    assert {member.may_see for member in team} == {True, False}


def test_clients_go_back_and_are_looked_after(book: Casebook) -> None:  # row 10
    for case in book.cases():
        if case.closure and case.closure.reason is TerminationReason.RETURNED:
            assert case.closure.return_plan
            assert case.closure.aftercare
    checks = [
        (day, day in case.closure.aftercare_done)
        for case in book.cases()
        if case.closure
        for day in case.closure.aftercare
    ]
    past = {done for day, done in checks if day < NOW.date()}
    assert past == {True, False}
    assert any(day > NOW.date() for day, _done in checks)


def test_resources_of_every_kind_and_what_stood_in_the_way(book: Casebook) -> None:  # rows 11, 12, 13
    resources = {resource.id: resource for resource in book.resources()}
    referrals = every(book, Referral)
    assert 12 <= len(resources) <= 16
    assert {resource.kind for resource in resources.values()} == set(ResourceKind)
    used = [resources[referral.resource] for referral in referrals if referral.resource]
    assert {resource.kind for resource in used} == set(ResourceKind)
    assert any(resource.is_tangible for resource in used)
    assert {referral.status for referral in referrals} >= set(ReferralStatus) - {ReferralStatus.DRAFT}
    assert sum(bool(referral.barrier) for referral in referrals) >= 4
    assert all(referral.barrier for referral in referrals if referral.status.has_failed)
    assert any(referral.is_open and referral.follow_up < NOW.date() for referral in referrals)


def test_every_kind_of_work_and_every_role_is_met(book: Casebook) -> None:  # rows 13 to 16, and 21
    acts = every(book, Intervention)
    assert {act.kind for act in acts} == set(InterventionType)
    assert {act.level for act in acts} == set(Level)
    assert {role for case in book.cases() for role in case.worker_roles} == set(WorkerRole)


def test_one_session_serves_three_cases(book: Casebook) -> None:  # row 16
    sessions = Counter(note.session for folder in folders(book) for note in folder.notes if note.session)
    assert max(sessions.values()) >= 3


def test_practice_is_measured(book: Casebook) -> None:  # row 17
    series = [series_of(measure, folder.measurements) for folder in folders(book) for measure in folder.measures]
    assert len(series) >= 5
    assert any(one.signal for one in series)
    assert any(one.band and len(one.b) >= 5 and not one.signal for one in series)
    assert any(0 < len(one.a) < BAND_POINTS for one in series), "a baseline that is too short"
    assert sum(len(one.a) >= 4 and len(one.b) >= 5 for one in series) >= 4


def test_private_troubles_are_a_public_issue(book: Casebook) -> None:  # row 18
    issues = Counter(issue for case in book.cases() for issue in case.collective_issues)
    assert issues.most_common(1)[0][1] >= 4
    assert sum(times >= 2 for times in issues.values()) >= 2


# The plan


def test_goals_have_scales_and_are_rated_by_all(book: Casebook) -> None:
    goals = every(book, Goal)
    assert all(has_scale(goal) for goal in goals)
    assert not [advice for goal in goals for advice in goal_advice(goal)]
    assert {rating.by for goal in goals for rating in goal.ratings} == set(Rater)
    assert {goal.weight for goal in goals} == {1, 2, 3}
    for folder in folders(book):
        if is_past(folder.case, "engagement", "assessment"):
            assert 2 <= len(folder.goals) <= 5, folder.case.alias
        if folder.case.phase in ("evaluation", "monitoring"):
            assert all(is_rated(goal, folder) for goal in folder.goals if goal.counts), folder.case.alias
    assert sum((standing(folder.goals).change or 0) > 0 for folder in folders(book)) >= 10


def test_tasks_are_done_late_and_carried_over(book: Casebook) -> None:
    tasks, today = every(book, Task), NOW.date()
    assert {task.owner for task in tasks} >= set(TaskOwner)
    assert {task.status for task in tasks} >= {TaskStatus.OPEN, TaskStatus.DOING, TaskStatus.DONE}
    assert any(task.is_open and task.due and task.due < today for task in tasks)
    assert any(task.is_open and task.due == today for task in tasks)
    assert any(task.carried_over for task in tasks)
    assert all(task.owner and task.due for task in tasks)


def test_gates_were_passed_with_what_they_ask_for(book: Casebook) -> None:
    """What was passed unmet, hard or soft, is the one override that the story tells."""
    moves = [move for folder in folders(book) for move in folder.history]
    assert [result.item for move in moves for result in move.gate if not result.met] == ["review_date"]


def test_a_decision_stands_where_one_was_made(book: Casebook) -> None:
    decisions = [case.decision for case in book.cases() if case.decision]
    assert decisions
    assert all(decision.why for decision in decisions)


# Dangers


def test_dangers_agree_with_the_level_of_the_case(book: Casebook) -> None:
    flags = every(book, Flag)
    assert {flag.state for flag in flags} == set(FlagState)
    assert 5 <= len({flag.case_code for flag in flags}) <= 12
    alarms = [flag for flag in flags if flag.is_alarming]
    assert [flag.level for flag in alarms].count(RiskLevel.CRITICAL) == 1
    assert 2 <= [flag.level for flag in alarms].count(RiskLevel.HIGH) <= 4
    assert all(flag.safety_plan and flag.next_check for flag in alarms)
    assert all(flag.state_reason and flag.state_on for flag in flags if not flag.is_open)
    for folder in folders(book):
        if folder.case.risk_level and folder.case.risk_level.is_serious:
            assert risk.alarming(folder.flags), folder.case.alias
        assert risk.worst_level(folder.case, folder.flags) == folder.case.risk_level, folder.case.alias


# The endings


def test_closed_cases_hold_what_their_reason_asks_for(book: Casebook) -> None:
    for folder in folders(book):
        closure = folder.case.closure
        if closure is None:
            continue
        assert not endings.still_asked(closure, folder.referrals), folder.case.alias
        assert endings.notice_given(closure, folder.notes), folder.case.alias
        assert not [part for part in (*folder.tasks, *folder.referrals) if part.is_open], folder.case.alias
        assert not risk.is_serious(folder.case, folder.flags), folder.case.alias
        if endings.asks_for_ratings(closure.reason):
            assert all(is_rated(goal, folder) for goal in folder.goals if goal.counts), folder.case.alias
            assert closure.gap_before is not None
            assert closure.t_after is not None


def test_a_child_s_record_is_kept_until_they_are_grown(book: Casebook) -> None:
    [closed] = [
        case for case in book.cases()
        if case.closure and case.size is SystemSize.INDIVIDUAL and case.closure.reason is TerminationReason.RETURNED
    ]  # fmt: skip
    assert closed.closure
    assert closed.closure.retention_until.year > NOW.year + 7


def test_a_domain_that_is_scored_again_keeps_its_weight(book: Casebook) -> None:
    for folder in folders(book):
        assert all(each.last.weight == each.first.weight for each in gap_of(folder.scores).domains), folder.case.code
