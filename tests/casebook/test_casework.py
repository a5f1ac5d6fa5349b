"""What lies in a file beside notes: what is refused, what follows by itself, and what goes with what is removed."""

from datetime import date, timedelta
from typing import Any

import pytest

from store import Casebook, Change, InvalidInput, NotFound, Refused
from store.model import (
    Case,
    Flag,
    Goal,
    Intervention,
    Measure,
    Measurement,
    Note,
    Person,
    Referral,
    Score,
    Task,
    Verdict,
)
from store.shelf import IN_THE_FILE

from .archived import a_part_of_each_kind
from .conftest import Clock
from .scene import AFTERCARE, CLOSED, DRAFT, FRESH, HELD, WHY, WORKED, documents, of, play


@pytest.fixture
def played(book: Casebook, told: list[Change]) -> Casebook:
    play(book)
    told.clear()
    return book


def refused(book: Casebook, act: Any, field: str) -> str:
    """The sentence beside a field, when an act changes nothing."""
    before = documents(book)
    with pytest.raises(InvalidInput) as trouble:
        act()
    assert documents(book) == before
    assert list(trouble.value.problems) == [field]
    return str(trouble.value.problems[field])


@pytest.mark.parametrize(
    ("model", "fields", "field"),
    [
        (Goal, {"statement": " \n "}, "statement"),
        (Goal, {"statement": "s", "baseline": 3}, "baseline"),
        (Goal, {"statement": "s", "weight": 0}, "weight"),
        (Score, {"domain": "health", "expectation": 6, "reality": 1}, "expectation"),
        (Score, {"domain": "", "expectation": 5, "reality": 1}, "domain"),
        (Person, {"alias": "\u200b"}, "alias"),
        (Person, {"alias": "a", "age": -1}, "age"),
        (Flag, {"type": "boredom", "level": "low"}, "type"),
        (Referral, {"to": "Puskesmas", "reason": "r", "follow_up": "soon"}, "follow_up"),
        (Measure, {"target": "t", "improves": "sideways"}, "improves"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    model: Any, fields: dict[str, Any], field: str, played: Casebook
) -> None:
    assert refused(played, lambda: played.add(model, FRESH, **fields), field)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "much"])
def test_a_measured_value_is_a_number(value: Any, played: Casebook) -> None:
    measure = of(played, Measure)
    add = lambda: played.add(Measurement, WORKED, measure=measure.id, stage="B", value=value)  # noqa: E731
    assert refused(played, add, "value")


@pytest.mark.parametrize(
    ("model", "fields", "day"),
    [
        (Goal, {"statement": "s"}, "set_on"),
        (Score, {"domain": "health", "expectation": 4, "reality": 1}, "on"),
        (Flag, {"type": "medical", "level": "low"}, "since"),
        (Intervention, {"kind": "linking", "level": "micro"}, "since"),
    ],
)
def test_the_day_is_today_unless_given_and_never_to_come(
    model: Any, fields: dict[str, Any], day: str, played: Casebook
) -> None:
    tomorrow = played.today() + timedelta(days=1)
    assert getattr(played.add(model, FRESH, **fields), day) == played.today()
    assert getattr(played.add(model, FRESH, **fields, **{day: date(2026, 1, 2)}), day) == date(2026, 1, 2)
    said = refused(played, lambda: played.add(model, FRESH, **fields, **{day: tomorrow}), day)
    assert said == "This day has not come yet."


def test_a_rating_is_not_of_a_day_to_come_and_ratings_stand_by_day(played: Casebook) -> None:
    goal = of(played, Goal)
    refused(played, lambda: played.rate_goal(goal.id, 1, on=played.today() + timedelta(days=1)), "on")
    refused(played, lambda: played.rate_goal(goal.id, 3), "level")
    played.rate_goal(goal.id, 1)
    played.rate_goal(goal.id, -1, "client", date(2026, 11, 1))
    rated = played.rate_goal(goal.id, 0, "caregiver", note="She said so.")
    first, *others = [(one.level, one.by) for one in rated.ratings]
    assert (first, others) == ((-1, "practitioner"), [(-1, "client"), (1, "practitioner"), (0, "caregiver")])
    assert rated.latest == rated.ratings[-1]
    ahead = {"on": played.today() + timedelta(days=1), "level": 1}
    refused(played, lambda: played.change(rated, ratings=(*rated.ratings, ahead)), "on")
    refused(played, lambda: played.change_rating(goal.id, 0, rated.ratings[0], **ahead), "on")
    with pytest.raises(NotFound):
        played.rate_goal("nowhere", 1)


@pytest.mark.parametrize("place", range(3))
def test_one_rating_is_put_right_or_goes_and_the_others_stay(place: int, played: Casebook) -> None:
    goal = played.add(Goal, FRESH, statement="s")
    for day, level in ((1, 1), (2, 0), (2, 1)):
        goal = played.rate_goal(goal.id, level, on=date(2026, 11, day))
    was = goal.ratings[place]
    rest = [one for at, one in enumerate(goal.ratings) if at != place]
    changed = played.change_rating(goal.id, place, was, level=-2, on=date(2026, 10, 1))
    assert [(one.level, one.on) for one in changed.ratings[:1]] == [(-2, date(2026, 10, 1))]
    assert list(changed.ratings[1:]) == rest
    with pytest.raises(NotFound):  # another one stands in its place, or it was changed
        played.remove_rating(goal.id, place, was)
    played.undo()
    assert list(played.remove_rating(goal.id, place, was).ratings) == rest
    with pytest.raises(NotFound):
        played.remove_rating(goal.id, 2, was)


def test_a_domain_has_one_score_a_day_and_keeps_what_is_not_said_anew(played: Casebook) -> None:
    day = date(2026, 11, 1)
    played.score(FRESH, day, {"health": {"expectation": 4, "reality": 1, "weight": 3, "whose": "RT"}})
    played.score(FRESH, day, {"health": {"expectation": 5, "reality": 2}, "legal": {"expectation": 3, "reality": 3}})
    played.score(FRESH, played.today(), {"health": {"expectation": 5, "reality": 3, "weight": None, "whose": ""}})
    assert [
        (one.domain, one.on, one.expectation, one.reality, one.weight, one.whose)
        for one in played.parts(Score, FRESH)
    ] == [
        ("health", day, 5, 2, 3, "RT"), ("legal", day, 3, 3, 1, ""), ("health", played.today(), 5, 3, 3, ""),
    ]  # fmt: skip
    row = {"legal": {"expectation": 3, "reality": 1}, "health": {"expectation": 9, "reality": 1}}
    refused(played, lambda: played.score(FRESH, day, row), "expectation")  # and nothing of the others
    refused(played, lambda: played.score(FRESH, played.today() + timedelta(days=1), row), "on")
    before = documents(played)
    assert played.score(FRESH, day, {}) == []
    assert documents(played) == before
    with pytest.raises(TypeError):
        played.score(FRESH, day, {"legal": {"case_code": WORKED}})


def test_a_part_names_only_what_lies_in_the_same_file(played: Casebook) -> None:
    goal, measure = of(played, Goal), of(played, Measure)
    refused(played, lambda: played.add(Task, FRESH, text="t", goal=goal.id), "goal")
    refused(played, lambda: played.add(Measurement, FRESH, measure=measure.id, stage="A", value=1), "measure")


def test_with_a_goal_goes_its_name_and_with_a_measure_its_values(played: Casebook) -> None:
    played.remove(of(played, Goal))
    assert played.parts(Goal, WORKED) == []
    assert of(played, Task).goal == of(played, Measure).goal == ""
    played.remove(of(played, Measure))
    assert played.parts(Measurement, WORKED) == []
    with pytest.raises(NotFound):
        played.rate_goal("gone", 1)


def test_a_part_that_is_gone_is_not_changed_nor_removed_twice(played: Casebook) -> None:
    task = of(played, Task)
    played.remove(task)
    with pytest.raises(NotFound):
        played.change(task, text="again")
    with pytest.raises(NotFound):
        played.remove(task)


def test_a_change_begins_at_what_the_book_has_now(played: Casebook) -> None:
    task = of(played, Task)
    played.change(task, text="Call again")
    assert played.change(task, owner="client").text == "Call again"


def test_unknown_fields_are_a_fault_of_the_caller(played: Casebook) -> None:
    for call in (
        lambda: played.add(Task, FRESH, text="t", colour="red"),
        lambda: played.change(of(played, Task), id="other"),
        lambda: played.add_resource(name="n", kind="formal", id="own"),
    ):
        with pytest.raises(TypeError):
            call()


# What follows by itself


def test_the_day_a_task_was_done(played: Casebook, clock: Clock) -> None:
    task = played.change(of(played, Task), status="done")
    day = task.done_on
    assert day == played.today()
    clock.go(days=3)
    assert played.change(task, text="Called").done_on == day
    assert played.change(task, status="open").done_on is None
    assert played.change(task, status="done", done_on=date(2026, 11, 1)).done_on == date(2026, 11, 1)


def test_a_danger_is_over_only_with_a_reason(played: Casebook, clock: Clock) -> None:
    flag = played.add(Flag, FRESH, type="medical", level="critical")
    assert flag.is_alarming
    for state in ("mitigated", "resolved"):
        refused(played, lambda state=state: played.change(flag, state=state), "state_reason")
    over = played.change(flag, state="resolved", state_reason="Operated.")
    assert (over.state_on, over.is_alarming) == (played.today(), False)
    clock.go(days=1)
    assert played.change(over, note="n").state_on == over.state_on
    assert played.change(over, state="mitigated").state_on == played.today()  # another state, another day
    assert played.change(over, state="resolved", state_on=date(2026, 11, 2)).state_on == date(2026, 11, 2)
    assert played.change(over, state="open").state_on is None


def test_a_failed_referral_says_what_stood_in_the_way(played: Casebook) -> None:
    follow_up = played.today() + timedelta(days=7)
    referral = played.add(Referral, FRESH, to="KIP", reason="School fees", follow_up=follow_up)
    assert (referral.sent_on, referral.answered_on, referral.is_open) == (None, None, True)
    assert played.change(referral, status="sent").sent_on == played.today()
    for status in ("rejected", "unavailable", "client_declined"):
        refused(played, lambda status=status: played.change(referral, status=status), "barrier")
    failed = played.change(referral, status="rejected", barrier="Quota used up.")
    assert (failed.is_open, failed.answered_on) == (False, played.today())


# The case as a whole


def test_a_decision_is_asked_for_anew_in_each_phase(played: Casebook) -> None:
    decided = played.decide(WORKED, "replan", "Goals were too small.")
    assert decided.decision is not None
    assert (decided.decision.verdict, decided.decision.on) == (Verdict.REPLAN, played.today())
    assert played.move_back(WORKED, "planning", WHY).decision is None
    with pytest.raises(Refused):
        played.decide(WORKED, "end", " ")
    refused(played, lambda: played.decide(WORKED, "perhaps", "why"), "verdict")


def test_the_step_that_leaves_an_evaluation_keeps_its_decision(played: Casebook) -> None:
    steps = [
        lambda: played.move_back(WORKED, "planning", WHY),
        lambda: played.advance(WORKED, WHY),
        lambda: played.to_monitoring(WORKED, WHY),
        lambda: played.terminate(WORKED, reason="moved", outcome="same", summary="S", notice="agreed", override=WHY),
    ]
    for number, step in enumerate(steps):
        decision = played.decide(WORKED, "replan", f"Reason {number}").decision
        step()
        assert played.history(WORKED)[-1].decision == decision
    played.reopen(WORKED, "assessment", "Back again.")
    assert played.history(WORKED)[-1].decision is None


def test_linked_cases_know_each_other_until_one_is_erased(played: Casebook) -> None:
    played.link("k-2026-1", WORKED)
    played.link(WORKED, FRESH)
    assert played.case(WORKED).linked == (HELD, FRESH)
    assert played.case(FRESH).linked == (WORKED,)
    with pytest.raises(Refused):
        played.link(FRESH, FRESH)
    played.erase(WORKED)
    assert played.case(FRESH).linked == played.case(HELD).linked == ()
    assert played.unlink(FRESH, WORKED).linked == ()


def test_a_check_after_the_ending_is_done_once(played: Casebook, told: list[Change]) -> None:
    played.aftercare_done(CLOSED, AFTERCARE)
    played.aftercare_done(CLOSED, AFTERCARE)
    case = played.case(CLOSED)
    assert case.closure is not None
    assert (case.is_closed, case.closure.aftercare_done) == (True, (AFTERCARE,))
    assert not told[-1].codes
    for code, day in ((CLOSED, date(2026, 12, 21)), (FRESH, AFTERCARE)):
        with pytest.raises(Refused):
            played.aftercare_done(code, day)


def test_one_note_for_a_group_is_one_act_and_each_case_has_its_own(played: Casebook) -> None:
    before = documents(played)
    notes = played.add_group_note(["k-2026-1", HELD, FRESH], body="Shared a meal.", minutes=90, sign=True)
    assert [note.case_code for note in notes] == [FRESH, HELD]
    assert len({note.session for note in notes}) == 1
    assert len({note.id for note in notes}) == 2
    assert all(note.session and note.reached_client and note.is_signed and note.minutes == 90 for note in notes)
    played.undo()
    assert documents(played) == before
    refused(played, lambda: played.add_group_note([], body="b"), "codes")
    refused(played, lambda: played.add_group_note([FRESH, HELD], body=" "), "body")
    with pytest.raises(NotFound):
        played.add_group_note([FRESH, "K-2026-099"], body="b")
    assert documents(played) == before


def test_what_a_note_names_is_kept_with_it(played: Casebook) -> None:
    goal, task = of(played, Goal), of(played, Task)
    note = played.add_note(
        WORKED, body="b", mode="office", participants="Ibu, guru", minutes=45, place="SDN 3",
        goals=[goal.id], tasks_done=[task.id],
    )  # fmt: skip
    assert played.note(note.id).goals == (goal.id,)
    assert played.note(note.id).tasks_done == (task.id,)
    assert of(played, Task).is_open  # a draft may still be discarded
    draft = played.write_draft(FRESH, DRAFT, session="s", place="At home", minutes=None)
    assert (draft.place, draft.minutes) == ("At home", None)


def test_the_signature_finishes_the_tasks_on_the_day_of_the_contact(played: Casebook) -> None:
    task, given_up = of(played, Task), played.add(Task, WORKED, text="Give up", status="cancelled")
    at = played.clock() - timedelta(days=3)
    note = played.add_note(WORKED, body="b", at=at, tasks_done=[task.id, given_up.id, "gone"])
    played.sign_note(note.id)
    told = [(one.status, one.done_on) for one in played.parts(Task, WORKED)]
    assert told == [("done", date(2026, 11, 17)), ("cancelled", None)]
    played.undo()
    assert of(played, Task).is_open
    assert played.note(note.id).is_draft


# The directory


def test_the_directory_stands_by_name_and_belongs_to_no_case(played: Casebook, told: list[Change]) -> None:
    played.add_resource(name="arisan RT 3", kind="informal", gives="Loans", is_tangible=True)
    assert [one.name for one in played.resources()] == ["arisan RT 3", "Puskesmas"]
    assert told[-1].sentence == "Directory: resource added"
    played.change_resource(played.resources()[0].id, area="RT 3")
    assert played.resource(played.resources()[0].id).area == "RT 3"
    for resource in played.resources():
        played.remove_resource(resource.id)
    assert played.resources() == []
    with pytest.raises(NotFound):
        played.resource("gone")


# All that a file holds goes where the case goes


def test_erasing_a_case_erases_its_whole_file(played: Casebook) -> None:
    a_part_of_each_kind(played, FRESH)
    assert all(played.parts(model, FRESH) for model in IN_THE_FILE.values())
    played.erase(FRESH)
    left = documents(played)
    assert not [row for table in IN_THE_FILE for row in left[table].values() if row["case_code"] == FRESH]


def test_a_folder_has_every_part(played: Casebook) -> None:
    a_part_of_each_kind(played, FRESH)
    folder = played.folder_of("k-2026-1")
    assert isinstance(folder.case, Case)
    for table, model in IN_THE_FILE.items():
        assert sorted(getattr(folder, table), key=lambda one: one.id) == sorted(
            played.parts(model, FRESH), key=lambda one: one.id
        )
    assert list(folder.notes) == played.notes(FRESH)
    assert played.has_part(Note, DRAFT)
    assert not played.has_part(Goal, DRAFT)
