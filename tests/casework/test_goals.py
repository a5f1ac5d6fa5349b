"""The form of a goal: its scale in words, advice that never stops anyone, and only what was changed is written."""

from datetime import date

import pytest
from textual.widgets import Static

from store import Case, Casebook
from store.model import Goal, GoalStatus, Score
from tests.casefile.conftest import case_file, see
from tests.casework.conftest import TODAY
from tests.casework.forms import SCALE, done
from tests.forms.host import (
    CLEANED,
    HOSTILE,
    LONG,
    fill,
    opened,
    shown,
    under,
    until,
    write,
)  # fmt: skip
from tui.app import LingkarApp
from tui.casework.goals import OWN, GoalForm
from tui.casework.scale import LevelText


@pytest.fixture
def goal(book: Casebook, case: Case) -> Goal:
    return book.add(Goal, case.code, statement="To get out more", baseline=-1, set_on=date(2026, 8, 1), **SCALE)


def advice(form: GoalForm) -> str:
    line = form.query_one(".advice", Static)
    return str(line.content) if line.display else ""


# Setting a goal


async def test_a_goal_is_set_with_the_keys_alone(book: Casebook, case: Case) -> None:
    app = LingkarApp(book)
    async with case_file(app, case.code) as pilot:
        await pilot.press("3")
        await see(app, "i g to set the first one")
        await pilot.press("i", "g")
        await until(pilot, lambda: isinstance(app.screen, GoalForm))
        await pilot.press(*"Masuk", "tab", *"none", "enter", *"1x", "enter", *"3x", "enter", *"5x", "enter", *"6x")
        await pilot.press("enter", "m", "u", "tab", *"+90", "tab", "e", "d", "ctrl+s")
        await see(app, "0 of 1 goal rated")
    goal = book.parts(Goal, case.code)[0]
    assert goal.statement == "Masuk"
    assert list(goal.scale.values()) == ["none", "1x", "3x", "5x", "6x"], "enter goes from level to level"
    assert (goal.baseline, goal.target, goal.domain, goal.weight) == (-2, date(2027, 2, 19), "education", 1)
    assert (goal.level, goal.status, goal.set_on) == (case.level, GoalStatus.ACTIVE, TODAY)


async def test_each_level_is_named_in_words_from_the_lowest_to_the_highest(book: Casebook, case: Case) -> None:
    form = GoalForm(case.code)
    async with opened(book, form, (80, 50)) as pilot:
        assert [field.level for field in form.query(LevelText)] == [-2, -1, 0, 1, 2]
        text = shown(pilot.app)
        names = ["-2 Much below the target", "-1 Below", "0 As targeted", "+1 Above", "+2 Much above the target"]
        places = [text.index(name) for name in names]
        assert places == sorted(places)


async def test_only_the_goal_itself_is_needed(book: Casebook, case: Case) -> None:
    form = GoalForm(case.code)
    async with opened(book, form) as pilot:
        await pilot.press("ctrl+s")
        assert under(form.field("statement")).startswith("This is needed.")
        assert [field.key for field in form.fields if field.has_class("-wrong")] == ["statement"]
        await fill(pilot, statement="Sekolah")
        await pilot.press("ctrl+s")
        await done(pilot)
    assert book.parts(Goal, case.code)[0].baseline is None


async def test_advice_is_said_while_one_types_and_never_stops_anyone(book: Casebook, case: Case) -> None:
    form = GoalForm(case.code)
    async with opened(book, form) as pilot:
        assert "The scale is still blank." in advice(form)
        assert "one goal" not in advice(form), "it is only being written"
        form.field("expected").control.focus()
        await until(pilot, lambda: form.field("expected").control.has_focus)
        await pilot.press(*"3x")
        assert "still blank" not in advice(form)
        assert "Nothing below level 0 is described." in advice(form)
        await fill(pilot, less="3x", better="5x")
        assert "Levels -1 and 0 say the same." in advice(form)
        await fill(pilot, less="1x")
        assert "Level" not in advice(form)
        await fill(pilot, status="dropped", less="")
        assert advice(form) == "", "what does not count needs no advice"
        await fill(pilot, status="active", statement="Sekolah")
        assert "Nothing below level 0 is described." in advice(form)
        await pilot.press("ctrl+s")
        await done(pilot)
    assert len(book.parts(Goal, case.code)) == 1


async def test_advice_looks_at_the_other_goals_too(book: Casebook, case: Case, goal: Goal) -> None:
    book.add(Goal, case.code, statement="Walk", weight=2, **SCALE)
    form = GoalForm(case.code, goal.id)
    async with opened(book, form) as pilot:
        assert "Where one is weighted, weigh them all." in advice(form)
        assert "There are two goals" in advice(form)
        await fill(pilot, weight="3")
        assert "weigh them all" not in advice(form)


async def test_the_baseline_shows_what_is_written_at_each_level(book: Casebook, case: Case) -> None:
    form = GoalForm(case.code)
    async with opened(book, form, (80, 50)) as pilot:
        await fill(pilot, baseline="-1")
        assert "-1 Below the target" in shown(pilot.app)
        await fill(pilot, less="once a week")
        await until(pilot, lambda: "-1 Below the target: once a week" in shown(pilot.app))


async def test_a_life_domain_of_ones_own(book: Casebook, case: Case) -> None:
    book.add(Score, case.code, domain="Kerja bakti", expectation=3, reality=1)
    form = GoalForm(case.code)
    async with opened(book, form) as pilot:
        own = form.field("own_domain")
        assert not own.display
        await fill(pilot, statement="Rukun", domain=OWN)
        assert own.display
        await pilot.press("ctrl+s")
        assert under(own) == "This is needed."
        await fill(pilot, own_domain="Kerukunan RT")
        await pilot.press("ctrl+s")
        await done(pilot)
    goal = book.change(book.parts(Goal, case.code)[0], baseline=-1, better="5x")
    assert goal.domain == "Kerukunan RT"
    again = GoalForm(case.code, goal.id)
    async with opened(book, again) as pilot:
        assert again.field("domain").value == "Kerukunan RT"
        await fill(pilot, domain="Kerja bakti")  # the label that is in use in the same case
        assert not again.field("own_domain").display
        again.field("baseline").retype(None)
        again.field("better").retype("")
        await pilot.press("ctrl+s")
        await done(pilot)
    goal = book.part(Goal, goal.id)
    assert (goal.domain, goal.baseline, goal.better) == ("Kerja bakti", None, "")


async def test_hostile_and_endless_text_is_text(book: Casebook, case: Case) -> None:
    form = GoalForm(case.code)
    async with opened(book, form) as pilot:
        await fill(pilot, statement=HOSTILE, better=HOSTILE, domain=OWN, own_domain=HOSTILE[:50])
        form.field("expected").control.focus()
        await until(pilot, lambda: form.field("expected").control.has_focus)
        await write(pilot, LONG[:20_000])
        await pilot.press("ctrl+s")
        await done(pilot)
    goal = book.parts(Goal, case.code)[0]
    assert (goal.statement, goal.better) == (CLEANED, CLEANED)
