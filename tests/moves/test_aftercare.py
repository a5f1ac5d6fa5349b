"""A check after the ending is marked done, on the board and in the file; the case stays closed."""

from datetime import date
from typing import Any

import pytest

from store import Casebook
from tests.forms.host import SIZES, assert_nothing_cut, opened, shown, speak, until
from tui.app import LingkarApp
from tui.frame import KeyBar
from tui.moves.aftercare import AftercareDialog

ENDED: dict[str, Any] = {"reason": "goals_met", "outcome": "better", "summary": "Done.", "notice": "agreed"}
FIRST, SECOND = date(2026, 12, 21), date(2027, 2, 19)


@pytest.fixture
def code(book: Casebook) -> str:
    """A closed case with two checks ahead."""
    code = book.add_case(alias="Bu S", size="family").code
    book.terminate(code, **ENDED, aftercare=(FIRST, SECOND))
    return code


def done(book: Casebook, code: str) -> tuple[date, ...]:
    closure = book.case(code).closure
    assert closure
    return closure.aftercare_done


async def test_the_next_check_is_done_with_one_key(book: Casebook, code: str) -> None:
    async with opened(book, AftercareDialog(code)) as pilot:
        assert "21 Dec 2026 (30 days)" in shown(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert done(book, code) == (FIRST,)
    assert book.case(code).is_closed
    book.undo()
    assert done(book, code) == ()


async def test_another_check_can_be_chosen(book: Casebook, code: str) -> None:
    async with opened(book, AftercareDialog(code)) as pilot:
        await pilot.press("down", "enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert done(book, code) == (SECOND,)


async def test_where_no_check_is_left_nothing_is_asked(book: Casebook, code: str) -> None:
    for day in (FIRST, SECOND):
        book.aftercare_done(code, day)
    async with opened(book, AftercareDialog(code)) as pilot:
        assert "No check is left." in shown(pilot.app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [None])


@pytest.mark.parametrize("where", ["board", "file"])
async def test_the_key_is_offered_while_a_check_is_left(book: Casebook, code: str, where: str) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(140, 40)) as pilot:
        if where == "file":
            await pilot.press("enter")
        for left in (1, 0):
            assert ("y", "check done") in app.screen.query_one(KeyBar)._keys
            await pilot.press("y")
            await until(pilot, lambda: isinstance(app.screen, AftercareDialog))
            await pilot.press("enter")
            await until(pilot, lambda: not isinstance(app.screen, AftercareDialog))
            assert len(done(book, code)) == 2 - left
        await until(pilot, lambda: ("y", "check done") not in app.screen.query_one(KeyBar)._keys)
        await pilot.press("y")
        assert not isinstance(app.screen, AftercareDialog)


@pytest.mark.parametrize(("size", "language"), list(zip(SIZES, ["long", "id", "en"], strict=True)), ids=str)
async def test_nothing_is_cut(book: Casebook, code: str, size: tuple[int, int], language: str) -> None:
    speak(language)
    async with opened(book, AftercareDialog(code), size) as pilot:
        assert_nothing_cut(pilot.app)
