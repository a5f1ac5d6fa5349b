"""How far a case has come, on the board: asked only of cards in sight, once until the case changes."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store import Casebook
from store.model import Flag, Goal, Score
from tests.forms.host import shown, until
from tests.practice.ready import GOAL
from tui.app import LingkarApp
from tui.board import screen as module
from tui.board.board import Board
from tui.board.trend import NO_TREND, Trend, trend_of, trend_words

numbers = st.none() | st.floats(0, 100)
courses = st.lists(st.floats(0, 100), max_size=30).map(tuple)
trends = st.builds(Trend, numbers, courses, numbers, courses)


def measured(book: Casebook, alias: str = "Bu S", **fields: Any) -> str:
    """A case whose goal was rated and whose gap was scored twice."""
    start = book.today() - timedelta(days=9)
    code = book.add_case(alias=alias, size="family", opened=start, **fields).code
    goal = book.add(Goal, code, set_on=start, **GOAL)
    book.rate_goal(goal.id, 0, on=start + timedelta(days=2))
    for reality, day in ((1, start), (3, book.today())):
        book.add(Score, code, domain="housing", expectation=5, reality=reality, on=day)
    return code


def test_the_numbers_are_those_of_the_goals_and_scores(book: Casebook) -> None:
    assert trend_of(book, measured(book)) == Trend(50, (40, 50), 50, (100, 50))
    assert trend_of(book, book.add_case(alias="x", size="family").code) == NO_TREND
    assert trend_of(book, "K-1999-001") == NO_TREND, "what is gone in between has none"


def test_before_the_first_rating_the_baseline_stands(book: Casebook) -> None:
    code = book.add_case(alias="x", size="family").code
    book.add(Goal, code, **GOAL)
    assert trend_of(book, code) == Trend(None, (40,)), "a baseline says nothing of how far a case has come"


@given(trends, st.integers(0, 40))
def test_the_words_never_need_more_room_than_there_is(trend: Trend, width: int) -> None:
    words = trend_words(trend, width)
    assert cell_len(words) <= width
    if width >= 7 and (trend.t is not None or trend.gap is not None):
        assert words


async def test_a_rating_changes_its_card_at_once(book: Casebook) -> None:
    code = measured(book)
    app = LingkarApp(book)
    async with app.run_test(size=(140, 40)) as pilot:
        assert "T 50" in shown(app)
        goal = book.parts(Goal, code)[0]
        book.rate_goal(goal.id, 2)
        await until(pilot, lambda: "T 70" in shown(app))
        await pilot.press("u")
        await until(pilot, lambda: "T 50" in shown(app))
        await pilot.press("asterisk")
        await until(pilot, lambda: "Bu S" not in shown(app))
        assert "T 50" in shown(app)


async def test_only_cards_in_sight_are_asked_and_only_once(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(30):
        book.add_case(alias=f"A{n}", size="family", next_contact=date(2026, 12, 1) + timedelta(days=n))
    asked: list[str] = []

    def trend(_book: Casebook, code: str) -> Trend:
        asked.append(code)
        return NO_TREND

    monkeypatch.setattr(module, "trend_of", trend)
    app = LingkarApp(book)
    async with app.run_test(size=(140, 40)) as pilot:
        board = app.screen.query_one(Board)
        seen = board._window.cards_shown
        assert sorted(asked) == [f"K-2026-{n + 1:03}" for n in range(seen)]
        await pilot.press(*["down"] * (seen - 1), *["up"] * (seen - 1))
        assert len(asked) == seen, "the cursor asks nothing anew"
        await pilot.press("G")
        await pilot.pause()
        assert len(asked) == len(set(asked)) <= 2 * seen


async def test_a_danger_rises_to_the_top_as_soon_as_it_is_written_down(book: Casebook) -> None:
    measured(book, "First", next_contact=book.today())
    code = measured(book, "Second")
    book.hold(code, "Waits for the court.")
    app = LingkarApp(book)
    async with app.run_test(size=(140, 40)) as pilot:
        assert shown(app).index("First") < shown(app).index("Second")
        flag = book.add(Flag, code, type="homeless", level="high")
        await until(pilot, lambda: "Loss of home" in shown(app))
        text = shown(app)
        assert text.index("Second") < text.index("First")
        assert "HIGH DANGER" in text
        book.change(flag, state="resolved", state_reason="Lives with the sister.")
        await until(pilot, lambda: "Loss of home" not in shown(app))
        assert shown(app).index("First") < shown(app).index("Second")
