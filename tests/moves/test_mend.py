"""Enter on a gate item opens the form that fills it, at what is missing; what shows client text stays closed."""

from datetime import timedelta
from typing import Any

import pytest

from store import Casebook
from store.model import Flag, Goal, Phase, Referral, Score, Task
from store.practice.gates import BY_CODE, ITEMS
from tests.forms.host import fill, opened, shown, trouble, until
from tests.practice.ready import GOAL, make_ready, walk
from tui.casefile.editor import NoteEditor
from tui.casework.assessment import AssessmentForm
from tui.casework.decision import DecisionDialog
from tui.casework.flags import FlagForm
from tui.casework.goals import GoalForm
from tui.casework.people import PersonForm
from tui.casework.plan import TaskForm, TeamForm
from tui.casework.ratings import RatingForm
from tui.casework.referral import ReferralForm
from tui.casework.scores import ScoresForm
from tui.intake.case_form import CaseForm
from tui.moves.gate import GateDialog
from tui.moves.items import GateItems
from tui.moves.mend import _goal, _task_of_goal
from tui.moves.risk import RiskDialog

FORMS = {
    "consent": CaseForm, "problem": CaseForm, "first_contact": NoteEditor, "safety": RiskDialog, "origin": CaseForm,
    "domains": ScoresForm, "strengths": AssessmentForm, "map": PersonForm, "risk": RiskDialog, "level": CaseForm,
    "goal": GoalForm, "goal_tasks": TaskForm, "team": TeamForm, "review_date": CaseForm,
    "signed_note": NoteEditor, "tasks": TaskForm, "referrals": ReferralForm, "ratings": RatingForm,
    "check": NoteEditor, "monitoring_risk": FlagForm,
    "all_rated": RatingForm, "gap_again": ScoresForm, "decision": DecisionDialog,
}  # fmt: skip
"""What is opened for each automatic item of the gates of the phases; the closing gate is in `test_terminate`."""
NOTHING_WRITTEN = (RiskDialog, NoteEditor)
"""What opens also while client text is hidden: nothing of it stands there yet."""


@pytest.fixture
def code(book: Casebook) -> str:
    return book.add_case(alias="Bu S", size="family").code


def leave_open(book: Casebook, code: str, item: str) -> None:
    """Bring the case before the gate of an item, everything in place but that."""
    walk(book, code, BY_CODE[item].leaving)
    if item == "goal_tasks":
        book.add(Goal, code, **GOAL)
    elif item == "tasks":
        book.add(Task, code, text="Speak with the school")
    elif item in ("ratings", "all_rated"):
        book.add(Goal, code, **GOAL)
    elif item == "referrals":
        book.add(Referral, code, to="School", reason="A place", follow_up=book.today())
    elif item in ("signed_note", "check"):
        for note in book.notes(code):
            book.void_note(note.id, "Of another moment of the same second.")
    elif item == "monitoring_risk":
        book.add(Flag, code, type="homeless", level="high")
    make_ready(book, code, leave=item)


async def pick(pilot: Any, dialog: GateDialog, item: str) -> None:
    """Enter on an item."""
    items = dialog.query_one(GateItems)
    items.focus()
    items.point_at([row.item.code for row in items.rows if row.item].index(item))
    await pilot.press("enter")


def test_every_item_that_can_be_filled_in_opens_something() -> None:
    fillable = {item.code for item in ITEMS if item.fix and item.leaving is not Phase.TERMINATION}
    assert fillable == FORMS.keys()


@pytest.mark.parametrize("item", FORMS)
async def test_enter_opens_what_fills_it(item: str, book: Casebook, code: str) -> None:
    leave_open(book, code, item)
    assert item in {one.code for one in book.gate(code).unmet}
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog) as pilot:
        if FORMS[item] not in NOTHING_WRITTEN:
            pilot.app.hidden = True
            await pick(pilot, dialog, item)
            await until(pilot, lambda: "Client text is hidden" in trouble(pilot.app))
            assert pilot.app.screen is dialog
            pilot.app.hidden = False
        await pick(pilot, dialog, item)
        await until(pilot, lambda: type(pilot.app.screen) is FORMS[item])


@pytest.mark.parametrize(("goal", "field"), [
    ({"expected": ""}, "expected"), ({"much_less": "", "less": ""}, "less"), ({"better": ""}, "better"),
    ({"baseline": None}, "baseline"),
])  # fmt: skip
def test_the_field_of_a_goal_that_is_not_whole(goal: dict[str, Any], field: str, book: Casebook, code: str) -> None:
    half = book.add(Goal, code, **{**GOAL, **goal})
    form = _goal(book.folder_of(code))
    assert isinstance(form, GoalForm)
    assert (form._part_id, form._first) == (half.id, field)


async def test_a_goal_opens_where_it_is_not_whole(book: Casebook, code: str) -> None:
    walk(book, code, Phase.PLANNING)
    half = book.add(Goal, code, **{**GOAL, "baseline": None})
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog) as pilot:
        await pick(pilot, dialog, "goal")
        await until(pilot, lambda: isinstance(pilot.app.screen, GoalForm))
        form = pilot.app.screen
        await until(pilot, lambda: form.part is not None and form.part.id == half.id)
        await until(pilot, lambda: pilot.app.focused is form.field("baseline").control)


async def test_what_was_filled_in_is_left_for_what_is_still_missing(book: Casebook, code: str) -> None:
    book.edit_case(code, consent="verbal")
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog) as pilot:
        items = dialog.query_one(GateItems)

        def here() -> str:
            return items.row.item.code if items.row and items.row.item else ""

        await pick(pilot, dialog, "safety")
        await until(pilot, lambda: isinstance(pilot.app.screen, RiskDialog))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is dialog)
        assert here() == "safety", "nothing was filled in"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RiskDialog))
        await pilot.press("l", "enter")
        await until(pilot, lambda: pilot.app.screen is dialog)
        assert here() == "roles"
        book.edit_case(code, origin_environment="The village")
        book.tick(code, "roles")
        dialog._look()
        items.point_at_next()
        assert here() == "problem", "nothing behind it: from the first"


@pytest.mark.parametrize(("task", "field"), [
    (None, ""), ({}, "owner"), ({"owner": "client"}, "due"),
])  # fmt: skip
def test_the_field_of_a_task_that_is_not_whole(
    task: dict[str, Any] | None, field: str, book: Casebook, code: str
) -> None:
    goal = book.add(Goal, code, **GOAL)
    half = book.add(Task, code, text="Speak with the school", goal=goal.id, **task) if task is not None else None
    form = _task_of_goal(book.folder_of(code))
    assert isinstance(form, TaskForm)
    assert (form._part_id, form._first) == (half.id if half else "", field)
    assert half or form._about == goal.id


async def test_a_task_opens_where_it_is_not_whole(book: Casebook, code: str) -> None:
    walk(book, code, Phase.PLANNING)
    goal = book.add(Goal, code, **GOAL)
    book.add(Task, code, text="Speak with the school", goal=goal.id, owner="client")
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog) as pilot:
        await pick(pilot, dialog, "goal_tasks")
        await until(pilot, lambda: isinstance(pilot.app.screen, TaskForm))
        form = pilot.app.screen
        await until(pilot, lambda: pilot.app.focused is form.field("due").control)
        assert form.field("goal").value == goal.id


async def test_the_risk_is_assessed_first_and_then_a_plan_is_made(book: Casebook, code: str) -> None:
    leave_open(book, code, "risk")
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog) as pilot:
        await pick(pilot, dialog, "risk")
        await until(pilot, lambda: isinstance(pilot.app.screen, RiskDialog))
        await pilot.press("h", "enter")
        await until(pilot, lambda: pilot.app.screen is dialog)
        await pick(pilot, dialog, "risk")
        await until(pilot, lambda: isinstance(pilot.app.screen, FlagForm))
        form = pilot.app.screen
        await until(pilot, lambda: bool(form.query("#none, .field")))
        assert form.part is None, "no danger says why the risk is high"
        await fill(pilot, type="homeless", level="high")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen is dialog)
        await pick(pilot, dialog, "risk")
        await until(pilot, lambda: isinstance(pilot.app.screen, FlagForm))
        form = pilot.app.screen
        await until(pilot, lambda: pilot.app.focused is form.field("safety_plan").control)
        await fill(pilot, safety_plan="Sleeps at the sister's.")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen is dialog)
        assert not book.gate(code).unmet_hard


async def test_a_high_level_without_a_danger_is_assessed_anew(book: Casebook, code: str) -> None:
    walk(book, code, Phase.MONITORING)
    book.assess_risk(code, "high")
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog) as pilot:
        await pick(pilot, dialog, "monitoring_risk")
        await until(pilot, lambda: isinstance(pilot.app.screen, RiskDialog))


async def test_a_draft_of_the_contact_is_opened_to_sign(book: Casebook, code: str) -> None:
    book.add_note(code, body="letter", mode="admin")
    book.add_note(code, body="met", mode="home_visit", at=book.clock() - timedelta(days=1))
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog) as pilot:
        await pick(pilot, dialog, "first_contact")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor) and bool(pilot.app.screen.focused))
        assert pilot.app.screen.area.text == "met"


async def test_a_draft_of_which_nobody_said_how_the_contact_was_is_opened_too(book: Casebook, code: str) -> None:
    book.add_note(code, body="tried", mode="phone", outcome="no_answer")
    book.add_note(code, body="typed", at=book.clock() - timedelta(days=1))
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog) as pilot:
        await pick(pilot, dialog, "first_contact")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor) and bool(pilot.app.screen.focused))
        assert pilot.app.screen.area.text == "typed"


async def test_what_the_file_may_show_is_filled_in_there_or_ticked_off(book: Casebook, code: str) -> None:
    walk(book, code, Phase.ASSESSMENT)
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog) as pilot:
        items = dialog.query_one(GateItems)
        items.point_at(next(n for n, row in enumerate(items.rows) if row.item and row.item.code == "strengths"))
        await pilot.pause()
        assert dialog.keys()[:2] == [("enter", "fill it in"), ("space", "tick it off")]
        await pilot.press("space")
        await until(pilot, lambda: list(book.case(code).ticks) == ["strengths"])
        assert dialog.keys()[0] == ("enter", "take it back")
        await pilot.press("space")
        await until(pilot, lambda: not book.case(code).ticks)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentForm))


async def test_how_far_it_is_and_what_the_file_shows_by_itself(book: Casebook, code: str) -> None:
    walk(book, code, Phase.ASSESSMENT)
    book.add(Score, code, domain="housing", expectation=4, reality=2)
    book.edit_case(code, strengths="The grandmother cares.")
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog, (140, 40)) as pilot:
        assert "(1/3)" in shown(pilot.app)
        await pick(pilot, dialog, "strengths")
        await pilot.pause()
        assert book.case(code).ticks == {}, "there is nothing to tick and nothing to take back"
        assert "tick" not in shown(pilot.app)
        book.tick(code, "strengths")
        await pick(pilot, dialog, "strengths")
        await until(pilot, lambda: book.case(code).ticks == {})
