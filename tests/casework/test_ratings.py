"""Rating a goal: two keys, a level on the client's own scale, enter; and a wrong rating is put right."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Case, Casebook, NotFound
from store.model import Goal
from tests.casefile.conftest import case_file, see
from tests.casework.conftest import TODAY
from tests.casework.forms import SCALE, done, read
from tests.forms.host import (
    break_disk,
    fill,
    opened,
    shown,
    text_of,
    trouble,
    under,
    until,
)  # fmt: skip
from tui.app import LingkarApp
from tui.casework.rated import find_rating, rating_id, ratings_of
from tui.casework.ratings import RatingForm
from tui.casework.scale import GoalLevelField, LevelChoice
from tui.forms.ask import Ask
from tui.look.net import MOST, brief


@pytest.fixture
def goal(book: Casebook, case: Case) -> Goal:
    return book.add(Goal, case.code, statement="To get out more", baseline=-1, set_on=date(2026, 8, 1), **SCALE)


def ratings(book: Casebook, case: Case) -> list[tuple[int, str, date, str]]:
    goal = book.parts(Goal, case.code)[0]
    return [(one.level, one.by, one.on, one.note) for one in goal.ratings]


# Rating


async def test_rated_in_two_keys_a_level_and_enter(book: Casebook, case: Case, goal: Goal) -> None:
    app = LingkarApp(book)
    async with case_file(app, case.code) as pilot:
        await pilot.press("i", "r")
        await until(pilot, lambda: isinstance(app.screen, RatingForm))
        await pilot.press("+", "1", "enter")
        await see(app, "goal rated")
        assert ratings(book, case) == [(1, "practitioner", TODAY, "")]
        await pilot.press("i", "r")
        await until(pilot, lambda: isinstance(app.screen, RatingForm))
        await pilot.press("enter")  # as before is an answer too
        await until(pilot, lambda: len(ratings(book, case)) == 2)
    assert ratings(book, case)[1][0] == 1


async def test_one_reads_what_each_level_means_for_this_goal(book: Casebook, case: Case, goal: Goal) -> None:
    form = RatingForm(case.code)
    async with opened(book, form, (80, 40)) as pilot:
        assert pilot.app.focused is form.field("level").control
        text = read(pilot)
        assert "+1 Above the target: Get out of the house more than 2 times per week in the next month" in text
        assert "-2 Much below the target: Get out of house only a few times a month" in text
        assert "Baseline: -1 Below the target." in under(form.field("level"))


async def test_nothing_is_taken_for_granted(book: Casebook, case: Case, goal: Goal) -> None:
    form = RatingForm(case.code)
    async with opened(book, form) as pilot:
        await pilot.press("enter")
        assert "This is needed." in under(form.field("level"))
        await pilot.press("down", "escape")  # a moved cursor is no work
        await until(pilot, lambda: pilot.app.answers == [None])  # type: ignore[attr-defined]
    assert ratings(book, case) == []


@pytest.mark.parametrize(
    ("typed", "level"),
    [("2", 2), ("1", 1), ("0", 0), ("-", -2), ("-1", -1), ("+", 1), ("+2", 2), ("b", -2), ("as", 0), ("g", None)],
)
def test_numbers_and_words_jump_and_the_clients_texts_do_not(typed: str, level: int | None) -> None:
    texts = dict(zip(range(-2, 3), SCALE.values(), strict=True))
    assert LevelChoice(texts, "-1")._find(typed) == (None if level is None else level + 2)


async def test_who_says_so_the_day_and_a_word(book: Casebook, case: Case, goal: Goal) -> None:
    form = RatingForm(case.code)
    async with opened(book, form) as pilot:
        await pilot.press("0", "tab", "c", "tab", *"18/11", "tab", *"katanya sendiri", "enter")
        await done(pilot)
    assert ratings(book, case) == [(0, "client", date(2026, 11, 18), "katanya sendiri")]


async def test_a_day_to_come_is_refused_and_nothing_typed_is_lost(book: Casebook, case: Case, goal: Goal) -> None:
    form = RatingForm(case.code)
    async with opened(book, form) as pilot:
        await fill(pilot, level="1", on="tomorrow", note="kata")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "has not come yet" in under(form.field("on")))
        assert text_of(form.field("note")) == "kata"
        break_disk(book)
        await fill(pilot, on="today")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "The disk is full" in trouble(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))


async def test_of_several_goals_it_asks_which_and_shows_that_ones_scale(book: Casebook, case: Case, goal: Goal) -> None:
    walk = book.add(Goal, case.code, statement="Walk", baseline=0, better="Walk 3x a week")
    book.rate_goal(walk.id, -1, on=date(2026, 11, 2), by="client")
    book.add(Goal, case.code, statement="Gone", status="dropped")
    form = RatingForm(case.code)
    async with opened(book, form, (80, 40)) as pilot:
        assert pilot.app.focused is form.field("goal").control
        assert "Gone" not in [words for _value, words in form.field("goal").choice.options]  # type: ignore[attr-defined]
        await pilot.press("w", "enter")
        assert "+1 Above the target: Walk 3x a week" in read(pilot)
        assert form.field("level").value == "-1", "it begins at the last rating of that goal"
        assert "Last: -1 Below the target (Client, 2 Nov 2026)." in under(form.field("level"))
        await pilot.press("+", "enter")
        await done(pilot)
    assert [one.level for one in book.part(Goal, walk.id).ratings] == [-1, 1]
    assert book.part(Goal, goal.id).ratings == ()


async def test_the_goal_under_the_cursor_is_the_one(book: Casebook, case: Case, goal: Goal) -> None:
    walk = book.add(Goal, case.code, statement="Walk")
    app = LingkarApp(book)
    async with case_file(app, case.code, (80, 40)) as pilot:
        await pilot.press("3", "down", "i", "r")
        await until(pilot, lambda: isinstance(app.screen, RatingForm))
        assert app.screen.field("goal").value == walk.id  # type: ignore[attr-defined]
        await pilot.press("2", "enter")
        await until(pilot, lambda: bool(book.part(Goal, walk.id).ratings))
        await see(app, "21 Nov 2026 +2 Much above the target")
        await pilot.press("down", "i", "r")  # on a rating the goal it is of
        await until(pilot, lambda: isinstance(app.screen, RatingForm))
        assert app.screen.field("goal").value == walk.id  # type: ignore[attr-defined]


# Putting a rating right


async def test_a_wrong_rating_is_put_right_and_another_removed_from_its_row(
    book: Casebook, case: Case, goal: Goal
) -> None:
    for day, level in ((1, -2), (8, 2), (15, 1)):
        book.rate_goal(goal.id, level, on=date(2026, 11, day))
    app = LingkarApp(book)
    async with case_file(app, case.code, (80, 40)) as pilot:
        await pilot.press("3", "down", "down")  # the goal, its newest rating, the one before
        await see(app, "8 Nov 2026 +2 Much above the target")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RatingForm))
        assert "To get out more" in shown(app)
        await pilot.press("0", "tab", "tab", *"2/11", "enter")
        await see(app, "2 Nov 2026 0 As targeted")
        assert [(one[0], one[2].day) for one in ratings(book, case)] == [(-2, 1), (0, 2), (1, 15)]
        await pilot.press("D")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press("y")
        await until(pilot, lambda: len(ratings(book, case)) == 2)
        await pilot.press("u")
        await until(pilot, lambda: len(ratings(book, case)) == 3)
    assert len(book.parts(Goal, case.code)) == 1, "the goal stays"


async def test_a_rating_is_removed_from_its_form(book: Casebook, case: Case, goal: Goal) -> None:
    book.rate_goal(goal.id, 1)
    new = RatingForm(case.code)
    async with opened(book, new) as pilot:
        await pilot.press("ctrl+d")  # a new one has nothing to remove
        assert pilot.app.screen is new
        await pilot.press("escape")
        await done(pilot)
    form = RatingForm(case.code, rating_id(goal.id, 0))
    async with opened(book, form) as pilot:
        assert "remove it" in shown(pilot.app)
        await pilot.press("ctrl+d", "escape")
        assert len(ratings(book, case)) == 1
        await pilot.press("ctrl+d", "y")
        await done(pilot)
    assert ratings(book, case) == []


async def test_a_rating_is_not_put_on_a_day_to_come(book: Casebook, case: Case, goal: Goal) -> None:
    book.rate_goal(goal.id, 1)
    form = RatingForm(case.code, rating_id(goal.id, 0))
    async with opened(book, form) as pilot:
        await fill(pilot, on="tomorrow")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "has not come yet" in under(form.field("on")))
    assert ratings(book, case) == [(1, "practitioner", TODAY, "")]


async def test_a_rating_that_is_gone_meanwhile_is_said(book: Casebook, case: Case, goal: Goal) -> None:
    book.rate_goal(goal.id, 1)
    form = RatingForm(case.code, rating_id(goal.id, 0))
    async with opened(book, form) as pilot:
        book.undo()
        await pilot.press("0", "enter")
        await until(pilot, lambda: "not in the file of the case any more" in trouble(pilot.app))
        await pilot.press("ctrl+d", "y")
        await until(pilot, lambda: "not in the file" in trouble(pilot.app))


def test_a_rating_is_known_by_its_goal_and_its_place(book: Casebook, case: Case, goal: Goal) -> None:
    for day, level in ((1, -1), (2, 0), (3, 1)):
        goal = book.rate_goal(goal.id, level, on=date(2026, 11, day))
    assert [one.plain for one in ratings_of(goal)] == list(goal.ratings)
    second = find_rating(book, rating_id(goal.id, 1))
    assert (second.goal, second.place, second.level) == (goal.id, 1, 0)
    with pytest.raises(NotFound):
        find_rating(book, rating_id(goal.id, 3))


# What holds for every form


async def test_the_scale_that_comes_back_is_that_of_the_goal_that_was_chosen(
    book: Casebook, case: Case, goal: Goal
) -> None:
    walk = book.add(Goal, case.code, statement="Walk", better="Walk 3x a week")
    again = RatingForm(case.code)
    again.was = {"typed": {"goal": walk.id, "level": "1"}, "focus": "on", "cursor": []}
    async with opened(book, again, (80, 40)) as pilot:
        assert (again.field("goal").value, again.field("level").value) == (walk.id, "1")
        assert "Walk 3x a week" in shown(pilot.app)


async def test_the_chosen_level_is_in_sight_however_long_the_texts(book: Casebook, case: Case) -> None:
    texts = {key: f"{key} " * 40 for key in SCALE}
    book.add(Goal, case.code, statement="Long", **texts)
    form = RatingForm(case.code)
    async with opened(book, form, (60, 20)) as pilot:
        for keys, word in (("end", "+2"), ("home", "-2"), ("+1", "+1")):
            await pilot.press(*([keys] if keys in ("end", "home") else keys))
            await until(pilot, lambda: f"› {word}" in shown(pilot.app))  # noqa: B023  # awaited at once


async def test_no_level_looks_chosen_before_one_is(book: Casebook, case: Case, goal: Goal) -> None:
    form = RatingForm(case.code)
    async with opened(book, form, (80, 40)) as pilot:
        choice = form.query_one(LevelChoice)
        assert choice.value is None
        choice.focus()
        await pilot.pause()
        assert choice.render().plain.startswith("· -2")
        await pilot.press("down")
        assert choice.render().plain.startswith("› -2")


async def test_the_mouse_takes_the_level_it_is_on(book: Casebook, case: Case, goal: Goal) -> None:
    form = RatingForm(case.code)
    async with opened(book, form, (80, 40)) as pilot:
        choice = form.query_one(LevelChoice)
        start, height = choice._place(3)
        assert height == 2
        await pilot.click(LevelChoice, offset=(10, start + 1))
        assert form.field("level").value == "1"


async def test_without_anything_to_say_it_of_it_says_so(book: Casebook, case: Case) -> None:
    form = RatingForm(case.code)
    async with opened(book, form) as pilot:
        assert "no goal to rate yet" in read(pilot)
        await pilot.press("down", "enter", "ctrl+s", "escape")
        await until(pilot, lambda: pilot.app.answers == [None])  # type: ignore[attr-defined]


@given(st.text(max_size=900) | st.integers(0, 900).map(lambda count: "a b\n" * count))
def test_an_endless_text_is_shown_as_far_as_it_is_recognised(text: str) -> None:
    shown_as = brief(text)
    assert len(shown_as) <= MOST + 1
    assert "\n" not in shown_as
    if len(text) <= MOST and text.isascii() and text.isprintable():
        assert shown_as == " ".join(text.split())
    if len(text) > 2 * MOST:
        assert shown_as.endswith("…")


def test_a_field_of_levels_begins_anew() -> None:
    field = GoalLevelField("level", "Level", {}, 1)
    assert (field.value, field.is_touched) == ("1", False)
    field.begin_at(None)
    assert (field.value, field.is_touched) == (None, False)
