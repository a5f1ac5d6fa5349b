"""Undo in the daily review: one key takes back one thing, with all that it brought about."""

from store import Casebook
from store.model import Task
from tests.casefile.conftest import see, until
from tests.review.conftest import DANGER, LATE, TASK, TODAY, code, on_review, record, review
from tui.board.screen import BoardScreen
from tui.frame import Said


async def test_undo_takes_back_going_on_and_then_the_last_act(morning: Casebook) -> None:
    async with review(morning) as (app, pilot, screen):
        await pilot.press("space", "p", *"Away", "enter")
        await on_review(app, pilot)
        assert code(screen) == TASK
        await pilot.press("space")
        assert record(morning) == {DANGER: ((), True), LATE: (("put_off",), True), TASK: ((), True)}
        await pilot.press("u")
        assert code(screen) == TASK
        assert screen.query_one(Said).text == "K-2026-003 waits again"
        assert record(morning) == {DANGER: ((), True), LATE: (("put_off",), True), TASK: ((), False)}
        await see(app, "3 of 3")
        await pilot.press("u")
        assert code(screen) == LATE
        assert record(morning)[LATE] == ((), False)
        await pilot.press("space", "space")
        morning.edit_case(TASK, tags=["x"])
        await pilot.press("u")
        assert record(morning)[TASK] == ((), False), "an act in between is what is undone"
        assert record(morning)[LATE] == ((), True)


async def test_undo_takes_a_contact_back_as_one_and_going_on_from_each_case_by_itself(morning: Casebook) -> None:
    async with review(morning) as (app, pilot, screen):
        await pilot.press("space", "l", "enter")
        await on_review(app, pilot)
        await pilot.press("space")  # nothing more is due there: going on leaves nothing behind to take back
        assert (code(screen), record(morning)[LATE]) == (TASK, (("contact",), True))
        await pilot.press("u")
        assert (code(screen), record(morning)[LATE]) == (LATE, ((), False)), "the contact, and that it was looked at"
        assert [note.status for note in morning.notes(LATE)] == ["signed"]
        await pilot.press("u")
        assert (code(screen), record(morning)[DANGER]) == (DANGER, ((), False)), "a key of its own, done before"
        assert screen.query_one(Said).text == "K-2026-001 waits again"
        await pilot.press("space", "space", "u", "u")
        assert (code(screen), record(morning)) == (DANGER, {DANGER: ((), False), LATE: ((), False)})


async def test_what_is_undone_elsewhere_was_not_done_in_the_review_either(morning: Casebook) -> None:
    async with review(morning) as (app, pilot, _screen):
        await pilot.press("l", "enter")
        await on_review(app, pilot)
        await pilot.press("space", "escape")
        await until(lambda: isinstance(app.screen, BoardScreen))
        assert DANGER not in morning.needs_today(), "something was done for it, and it was left"
        await pilot.press("u")
        await until(lambda: not morning.draft_notes(DANGER))
        assert record(morning)[DANGER] == ((), False)
        assert DANGER in morning.needs_today()


async def test_undo_after_putting_off_a_case_in_danger_undoes_that(morning: Casebook) -> None:
    async with review(morning) as (app, pilot, screen):
        await pilot.press("p")
        assert app.screen is screen, "a danger alone is not put off"
        await see(app, "A danger is never put off · f settles it · space goes on")
        morning.add(Task, DANGER, text="Call", due=TODAY)
        await pilot.press("p", *"Away", "enter")
        await on_review(app, pilot)
        assert code(screen) == DANGER, "its danger waits"
        await see(app, "K-2026-001 put off until 24 Nov 2026 · u undoes · its danger is not")
        await see(app, "Child abuse or neglect, high")
        await pilot.press("space")
        assert code(screen) == LATE
        await pilot.press("u", "u")
        assert code(screen) == DANGER
        assert morning.case(DANGER).put_off is None
