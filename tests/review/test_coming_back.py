"""The review comes back after a lock: at its case, with the dialog that lay over it; also from another version."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from store import Casebook, open_casebook
from tests.casefile.conftest import see, shown
from tests.review.conftest import DANGER, TASK, TODAY, YESTERDAY, Clock, code, on_review, record, review
from tests.unlock.conftest import PASSPHRASE, folder, lock, unlock, unlocked, until  # noqa: F401
from tui.board.screen import BoardScreen
from tui.moves.put_off import PutOffDialog
from tui.review.screen import DailyReview
from tui.review.walk import BOOK, SUMMARY
from tui.unlock.comeback import is_sound


@pytest.fixture
def waiting(folder: Path, clock: Clock) -> list[str]:  # noqa: F811
    """The codes of three cases that need their worker, in an encrypted book that is closed again."""
    with open_casebook(folder, PASSPHRASE, clock=clock) as book:
        codes = [book.add_case(alias=f"Bu {letter}", size="family", risk_level="low").code for letter in "ABC"]
        for each in codes:
            book.set_next_contact(each, clock.now.date())
    return codes


async def test_the_review_and_what_was_typed_over_it_come_back(folder: Path, waiting: list[str]) -> None:  # noqa: F811
    async with unlocked(folder) as (app, pilot):
        await pilot.press("r", "space", "space", "backspace")
        screen = await on_review(app, pilot)
        assert code(screen) == waiting[1]
        await pilot.press("p", *"Away")
        await lock(app, pilot)
        await unlock(app, pilot)
        dialog = app.screen
        assert isinstance(dialog, PutOffDialog)
        assert dialog.field("reason").value == "Away"
        await pilot.press("enter")
        again = await on_review(app, pilot)
        assert again is not screen
        assert code(again) == waiting[1]
        assert record(app.book)[waiting[1]] == (("put_off",), True)
        await see(app, "2 of 3")
        await see(app, "Nothing more needs you here")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, BoardScreen))


@pytest.mark.parametrize(
    ("at", "day", "stop"),
    [
        ("", TODAY, DANGER), ("K-1999-001", TODAY, DANGER), (TASK, TODAY, TASK), (SUMMARY, TODAY, SUMMARY),
        (SUMMARY, YESTERDAY, DANGER), (BOOK, YESTERDAY, DANGER), (TASK, YESTERDAY, DANGER), (SUMMARY, None, DANGER),
    ],
)  # fmt: skip
async def test_where_it_was_holds_for_that_day_and_what_is_gone_leads_to_who_waits(
    morning: Casebook, at: str, day: date | None, stop: str
) -> None:
    thing = {"screen": "review", "at": at, **({"day": day.isoformat()} if day else {})}
    assert is_sound(thing, "review")
    assert not is_sound({"screen": "review", "at": None}, "review")
    morning.looked_at(DANGER, left=False)
    async with review(morning) as (app, pilot, _screen):
        again = DailyReview()
        again.was = thing
        app.push_screen(again)
        await until(lambda: app.screen is again and again.is_mounted)
        await pilot.pause()
        assert (code(again) or SUMMARY) == stop
        if stop == SUMMARY:
            await see(app, "3 more cases need you · space goes on")
            text = shown(app)
            assert not any(word in text for word in ("Nobody", "been through", "all done", "Left as it is"))
            await pilot.press("space")
            assert code(again) == DANGER
        else:
            assert again.parked() == {"screen": "review", "at": stop, "day": TODAY.isoformat()}


async def test_a_lock_over_night_ends_the_day(folder: Path, waiting: list[str], clock: Clock) -> None:  # noqa: F811
    async with unlocked(folder) as (app, pilot):
        await pilot.press("r", "space", "space", "space")
        screen = await on_review(app, pilot)
        await see(app, "You have been through all 3 cases")
        await lock(app, pilot)
        await unlock(app, pilot)
        await on_review(app, pilot)
        await see(app, "You have been through all 3 cases")
        assert app.screen is not screen
        await lock(app, pilot)
        clock.now += timedelta(days=1)
        await unlock(app, pilot)
        assert code(await on_review(app, pilot)) == waiting[0]
        await see(app, "1 of 3")
