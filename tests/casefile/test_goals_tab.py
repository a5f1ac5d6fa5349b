"""The tab of goals: what the score says in words, where each goal stands, and that it stays readable and quick."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Case, Casebook, new_id
from store.language import use
from store.model import Folder, Goal, GoalStatus, Rating, Task
from store.practice.goals import GoalStanding, standing
from tests.casefile.conftest import case_file, see, shown, until
from tests.casework.forms import SCALE
from tests.conftest import MORNING
from tests.forms.host import HOSTILE, LONG, SIZES, speak
from tui.app import LingkarApp
from tui.casefile.goal_score import score_sentences
from tui.casefile.goals_tab import GoalsTab, goal_rows
from tui.casefile.reading import HIDDEN, Reading
from tui.casefile.rows import Row, RowPage
from tui.casework.goals import GoalForm
from tui.casework.rated import GoalRating

TODAY = MORNING.date()


def lines(rows: list[Row]) -> list[str]:
    return [line.plain.rstrip() for row in rows for line in row.lines]


def laid_out(book: Casebook, case: Case, width: int = 76, hidden: bool = False) -> str:
    """What the tab says, wherever its lines break."""
    rows = goal_rows(Reading(book, case.code, hidden), width)
    return " ".join(" ".join(lines(rows)).split())


def a_goal(**fields: Any) -> Goal:
    return Goal(**{"id": new_id(), "case_code": "K-2026-001", "statement": "x", "set_on": date(2026, 1, 1), **fields})


def rated(*levels: int) -> tuple[Rating, ...]:
    return tuple(Rating(on=date(2026, 2, 1) + timedelta(days=n), level=level) for n, level in enumerate(levels))


def says(*goals: Goal) -> list[str]:
    return list(score_sentences(standing(goals)))


# The score in words


def test_the_score_then_and_now_of_the_worked_case() -> None:
    """-1, -1, -2 becomes 0, 1, -1 with weights 3, 2, 1: T 34.58 -> 52.20 (domain reference 4.1)."""
    told = ((3, -1, 0), (2, -1, 1), (1, -2, -1))
    goals = [a_goal(weight=weight, baseline=was, ratings=rated(now)) for weight, was, now in told]
    assert says(*goals) == ["T 35 -> 52, up 17; 50 = as targeted", "3 of 3 goals rated"]


@pytest.mark.parametrize(
    ("baseline", "ratings", "first"),
    [
        (0, (-1,), "T 50 -> 40, down 10; 50 = as targeted"),
        (-1, (0, -1), "T 40, as at the baseline; 50 = as targeted"),
        (None, (1,), "T 60; 50 = as targeted. No goal has a baseline to compare it with."),
        (-2, (), "T 30 at the baseline; 50 = as targeted. No goal is rated yet."),
        (None, (), "No score yet: no goal is rated."),
    ],
)
def test_the_score_says_what_is_missing(baseline: int | None, ratings: tuple[int, ...], first: str) -> None:
    assert says(a_goal(baseline=baseline, ratings=rated(*ratings)))[0] == first


def test_raters_who_see_it_differently_are_named() -> None:
    ratings = (*rated(0), Rating(on=date(2026, 3, 1), level=1, by="client"))
    assert says(a_goal(ratings=ratings))[1] == "1 of 1 goal rated · Social worker T 50 · Client T 60"


def test_then_and_now_about_different_goals_is_said() -> None:
    only_then, only_now = a_goal(baseline=-2), a_goal(ratings=rated(2))
    assert "different goals" in says(only_then, only_now)[-1]
    both = a_goal(baseline=-1, ratings=rated(1))
    assert says(only_then, both)[-1].endswith("over those that have both the change is +20.")


@given(st.lists(st.tuples(st.none() | st.integers(-2, 2), st.lists(st.integers(-2, 2), max_size=3)), max_size=6))
def test_the_sentence_always_adds_up(told: list[tuple[int | None, list[int]]]) -> None:
    goals = [a_goal(baseline=was, ratings=rated(*levels)) for was, levels in told]
    first = says(*goals)[0]
    if "->" in first:
        numbers = [int(word.strip(",;")) for word in first.split() if word.strip(",;").isdigit()]
        assert abs(numbers[1] - numbers[0]) == numbers[2]
        assert ("up" in first) == (numbers[1] > numbers[0])
    assert says() == ["No score yet: no goal is rated.", "0 of 0 goals rated"]
    assert list(score_sentences(GoalStanding())) == says()


# One goal


def test_everything_about_a_goal(book: Casebook, case: Case) -> None:
    goal = book.add(
        Goal, case.code, statement="To get out more", domain="social", weight=2, baseline=-1, target=date(2026, 11, 19),
        set_on=date(2026, 8, 1), **SCALE,
    )  # fmt: skip
    book.rate_goal(goal.id, 0, on=date(2026, 10, 1))
    book.rate_goal(goal.id, 1, on=date(2026, 11, 10), by="client", note="ke pasar")
    book.add(Task, case.code, text="Ajak ke arisan", goal=goal.id, due=TODAY - timedelta(days=1))
    book.add(Task, case.code, text="Telepon anak", goal=goal.id, status="done")
    book.add(Task, case.code, text="Not of this goal")
    text = laid_out(book, case)
    for told in (
        "To get out more Social relations · micro · weight 2 · in progress",
        "Now +1 Above the target: Get out of the house more than 2 times per week in the next month",
        "Next +2 Much above the target: Get out of house more than 4 times per week in the next month",
        "Raters Social worker 0, 1 Oct 2026 · Client +1, 10 Nov 2026",
        "Baseline -1 Below the target",
        "Until 19 Nov 2026 (2 days late)",
        "Tasks 1 of 2 settled · Ajak ke arisan (1 day late)",
        "Course ▅▆",
        "10 Nov 2026 +1 Above the target · Client · ke pasar 1 Oct 2026 0 As targeted · Social worker",
        "There is only one goal.",
    ):
        assert told in text
    assert "Not of this goal" not in text


def test_lateness_is_a_word_only_while_the_goal_is_pursued(book: Casebook, case: Case) -> None:
    goal = book.add(Goal, case.code, statement="x", target=TODAY - timedelta(days=3))
    assert "(3 days late)" in laid_out(book, case)
    for status in GoalStatus:
        book.change(goal, status=status)
        assert ("late" in laid_out(book, case)) == (status in (GoalStatus.PLANNED, GoalStatus.ACTIVE))


def test_what_is_not_pursued_any_more_stands_last_and_asks_for_nothing(book: Casebook, case: Case) -> None:
    book.add(Goal, case.code, statement="Gone", status="dropped")
    book.add(Goal, case.code, statement="Kept")
    text = laid_out(book, case)
    assert text.index("Kept") < text.index("No longer pursued") < text.index("Gone")
    assert text.count("not rated yet · i r") == 1
    assert text.count("The scale is still blank.") == 1


def test_a_closed_case_is_only_told_what_was(book: Casebook, case: Case) -> None:
    assert "i g" in laid_out(book, case)
    empty = book.add_case(alias="x", size="family").code
    book.add(Goal, case.code, statement="Kept", target=TODAY - timedelta(days=3))
    for code in (case.code, empty):
        book.terminate(code, reason="died", outcome="unknown", summary="x")
    text = laid_out(book, case)
    for nudge in ("i r", "late", "blank", "only one goal"):
        assert nudge not in text
    assert laid_out(book, book.case(empty)) == "No goals were set."


def test_rows_hold_goals_and_their_ratings_the_newest_first(book: Casebook, case: Case) -> None:
    goal = book.add(Goal, case.code, statement="x", set_on=date(2026, 1, 1))
    for day in (3, 1, 2):
        book.rate_goal(goal.id, 0, on=date(2026, 11, day))
    parts = [row.part for row in goal_rows(Reading(book, case.code, False), 76) if row.part]
    assert [type(part) for part in parts] == [Goal, GoalRating, GoalRating, GoalRating]
    assert [part.on.day for part in parts[1:]] == [3, 2, 1]  # type: ignore[attr-defined]


# Readable, safe and quick


@pytest.mark.parametrize("width", [20, 76, 136])
def test_no_line_is_wider_than_the_page(book: Casebook, case: Case, width: int) -> None:
    speak("long")
    wide = "漢字" * 60 + " " + "a" * 200
    goal = book.add(
        Goal,
        case.code,
        statement=wide,
        domain=wide[:50],
        target=TODAY,
        better=wide,
        baseline=0,
        set_on=date(2026, 1, 1),
    )
    for day, by in ((1, "client"), (2, "caregiver"), (3, "practitioner")):
        book.rate_goal(goal.id, 1, on=date(2026, 11, day), by=by, note=wide)
    book.add(Task, case.code, text=wide, goal=goal.id, due=TODAY)
    rows = goal_rows(Reading(book, case.code, False), width)
    assert all(line.cell_length <= width for row in rows for line in row.lines)


def test_what_was_said_with_a_rating_is_cut_only_where_the_window_ends(book: Casebook, case: Case) -> None:
    goal = book.add(Goal, case.code, statement="Walk")
    book.rate_goal(goal.id, 0, note="kata " * 14 + "akhir")
    laid = {width: "\n".join(lines(goal_rows(Reading(book, case.code, False), width))) for width in (96, 135)}
    assert {width: "akhir" in text for width, text in laid.items()} == {96: False, 135: True}


def test_in_one_column_the_course_stands_below_the_goals(book: Casebook, case: Case) -> None:
    goal = book.add(Goal, case.code, statement="Walk", baseline=-2, set_on=date(2026, 1, 1))
    for day in (1, 8):
        book.rate_goal(goal.id, 0, on=date(2026, 2, day))
    for width, above in ((76, 0), (96, 1)):
        rows = goal_rows(Reading(book, case.code, False), width)
        first = next(place for place, row in enumerate(rows) if row.part)
        drawn = [place for place, row in enumerate(rows) if any("┤" in line.plain for line in row.lines)]
        assert len(drawn) == 1
        assert (drawn[0] < first) == above


def test_hidden_nothing_of_the_client_is_shown(book: Casebook, case: Case) -> None:
    goal = book.add(Goal, case.code, statement="Rahasia satu", domain="Rahasia dua", better="Rahasia tiga")
    book.rate_goal(goal.id, 1, note="Rahasia empat")
    book.add(Task, case.code, text="Rahasia lima", goal=goal.id)
    text = laid_out(book, case, hidden=True)
    assert "Rahasia" not in text
    assert HIDDEN in text
    assert "+1 Above the target" in text
    assert "Tasks 0 of 1 settled" in text
    assert "settled ·" not in text, "no row of dots for what is hidden"
    assert "Social worker ·" not in text


async def test_hidden_no_form_opens(app: LingkarApp, book: Casebook, case: Case) -> None:
    book.add(Goal, case.code, statement="Rahasia")
    async with case_file(app, case.code) as pilot:
        await pilot.press("3", "asterisk", "enter")
        await see(app, "press * to show it first")
        await pilot.press("i")
        assert not isinstance(app.screen, GoalForm)
        assert "Rahasia" not in shown(app)


async def test_hostile_text_is_shown_as_text(app: LingkarApp, book: Casebook, case: Case) -> None:
    use("id")
    goal = book.add(Goal, case.code, statement=HOSTILE, domain=HOSTILE[:40], better=HOSTILE, expected=LONG)
    book.rate_goal(goal.id, 1, note=HOSTILE)
    book.add(Task, case.code, text=HOSTILE, goal=goal.id)
    async with case_file(app, case.code, SIZES[0]) as pilot:
        await pilot.press("3")
        await see(app, "[/] [bold]x[/bold]")
        for key in ("down", "G", "g"):
            await pilot.press(key)
            assert "\x1b" not in shown(app)
            assert "\u202e" not in shown(app)
        assert not app.trouble


async def test_two_hundred_goals_are_laid_out_once_and_drawn_as_far_as_they_are_seen(
    app: LingkarApp, book: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    goals = [
        book.new_part(
            Goal, case.code, statement=f"Goal {n} with words", baseline=-1, set_on=date(2025, 1, 1), **SCALE,
            ratings=tuple(Rating(on=date(2026, 1 + k, 1), level=(k + n) % 5 - 2) for k in range(5)),
        )
        for n in range(200)
    ]  # fmt: skip
    book.add_parts(goals)
    laid: list[int] = []

    def counted(reading: Reading, width: int) -> list[Row]:
        laid.append(width)
        return goal_rows(reading, width)

    monkeypatch.setattr(GoalsTab, "lay_out", staticmethod(counted))
    async with case_file(app, case.code) as pilot:
        await pilot.press("3")
        await see(app, "Goal 0 with words")
        page = app.screen.query_one(GoalsTab).query_one(RowPage)
        before = len(laid)
        await pilot.press(*["down"] * 12, "pagedown", "G")
        await until(lambda: app.screen.part is not None and app.screen.part.key.startswith(goals[-1].id))  # type: ignore[attr-defined]
        assert len(laid) == before, "moving lays nothing out"
        assert len(page._strips) < 12 * page.size.height, "what was never in sight is never drawn"


def test_a_folder_is_read_once_however_many_goals(book: Casebook, case: Case) -> None:
    book.add_parts([book.new_part(Goal, case.code, statement=f"Goal {n}") for n in range(50)])
    asked: list[str] = []

    class Counting:
        case, today = book.case, book.today

        def folder_of(self, code: str) -> Folder:
            asked.append(code)
            return book.folder_of(code)

    reading = Reading(Counting(), case.code, False)  # type: ignore[arg-type]
    goal_rows(reading, 76)
    goal_rows(reading, 60)
    assert asked == [case.code]


async def test_the_label_counts_the_goals(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with case_file(app, case.code, (140, 40)) as pilot:
        await pilot.press("3")
        book.add(Goal, case.code, statement="x")
        await see(app, "Goals 1")
