"""The mouse, where people try it: never needed, and no click by itself takes anything away."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import pytest
from textual import events
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widget import Widget

from store import Casebook
from tests.casefile.conftest import until
from tui.app import LingkarApp
from tui.board.board import Board
from tui.board.geometry import CARD_HEIGHT
from tui.casefile.head import TabBar
from tui.casefile.page import Page
from tui.casefile.screen import CaseFile
from tui.closed.screen import ClosedCases
from tui.forms.ask import Ask
from tui.forms.form import Form
from tui.frame import KeyBar
from tui.guide.guide import Guide
from tui.intake.case_form import CaseForm
from tui.moves.gate import GateDialog


@pytest.fixture
def many(book: Casebook) -> Casebook:
    """A dozen cases in the first column, one in the second."""
    for number in range(12):
        book.add_case(alias=f"Kel. {number}", size="family", opened=date(2026, 11, 1))
    code = book.add_case(alias="Bu S", size="family", opened=date(2026, 11, 1)).code
    book.advance(code, reason="x" * 20)
    return book


@asynccontextmanager
async def at_board(book: Casebook, size: tuple[int, int] = (140, 40)) -> AsyncIterator[Pilot[None]]:
    async with LingkarApp(book).run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def board(pilot: Pilot[None]) -> Board:
    return pilot.app.screen_stack[1].query_one(Board)


def on_card(pilot: Pilot[None], phase: int, line: int) -> tuple[int, int]:
    """A cell of a card in the window of the board."""
    window = board(pilot)._window
    column = next(column for column in window.columns if column.phase == phase)
    return column.x + 2, window.head_height + line * CARD_HEIGHT + 1


def on_key(pilot: Pilot[None], label: str) -> tuple[KeyBar, tuple[int, int]]:
    """A key of the footer, and a cell of it."""
    bar = pilot.app.screen.query_one(KeyBar)
    x = next(x for x in range(bar.size.width) if bar.key_at(x) == label)
    return bar, (x + bar.content_region.x - bar.region.x, 0)


async def wheel(pilot: Pilot[None], widget: Widget, offset: tuple[int, int], kind: type[events.MouseEvent]) -> None:
    at = widget.region.offset + Offset(*offset)
    pilot.app.post_message(kind(None, at.x, at.y, 0, 1, 0, False, False, False))
    await pilot.pause()


# The board


async def test_a_click_moves_the_cursor_and_a_second_one_opens(many: Casebook) -> None:
    async with at_board(many) as pilot:
        await pilot.click(board(pilot), offset=on_card(pilot, 0, 2))
        assert (board(pilot).phase, board(pilot).row_in(0)) == (0, 2)
        assert not isinstance(pilot.app.screen, CaseFile)
        await pilot.click(board(pilot), offset=on_card(pilot, 1, 0), times=2)
        await until(lambda: isinstance(pilot.app.screen, CaseFile))
        assert pilot.app.screen.current_case.alias == "Bu S"  # type: ignore[attr-defined]


async def test_two_clicks_below_the_last_card_open_nothing(many: Casebook) -> None:
    async with at_board(many) as pilot:
        await pilot.click(board(pilot), offset=on_card(pilot, 1, 2), times=2)
        await pilot.pause()
        assert board(pilot).phase == 1
        assert not isinstance(pilot.app.screen, CaseFile)


async def test_the_wheel_scrolls_the_column_under_the_mouse(many: Casebook) -> None:
    async with at_board(many) as pilot:
        await pilot.click(board(pilot), offset=on_card(pilot, 1, 0))
        for _turn in range(2):
            await wheel(pilot, board(pilot), on_card(pilot, 0, 0), events.MouseScrollDown)
        assert board(pilot)._tops[0] == 2
        assert (board(pilot).phase, board(pilot).current_case.alias) == (1, "Bu S"), "the cursor stays where it is"
        await wheel(pilot, board(pilot), on_card(pilot, 1, 0), events.MouseScrollDown)
        assert board(pilot)._tops[1] == 0, "there is no more in this column"
        await wheel(pilot, board(pilot), on_card(pilot, 0, 0), events.MouseScrollUp)
        assert board(pilot)._tops[0] == 1


async def test_the_wheel_takes_the_cursor_along_rather_than_losing_it(many: Casebook) -> None:
    async with at_board(many) as pilot:
        for _turn in range(20):
            await wheel(pilot, board(pilot), on_card(pilot, 0, 0), events.MouseScrollDown)
        shown = board(pilot)._window.cards_shown
        assert board(pilot)._tops[0] == 12 - shown
        assert board(pilot).row_in(0) == 12 - shown


async def test_a_click_on_a_phase_leads_to_its_column(many: Casebook) -> None:
    async with at_board(many, (80, 24)) as pilot:
        strip = board(pilot).render_line(0).text
        await pilot.click(board(pilot), offset=(strip.index("Evaluate") + 1, 0))
        assert board(pilot).phase == 5
        heads = board(pilot).render_line(1).text
        await pilot.click(board(pilot), offset=(heads.index("Intervention"), 1))
        assert board(pilot).phase == 3


# The footer


async def test_a_click_on_a_key_acts_like_the_key(many: Casebook) -> None:
    async with at_board(many) as pilot:
        for label, kind in (("?", Guide), ("c", CaseForm), ("a", GateDialog)):
            bar, offset = on_key(pilot, label)
            await pilot.click(bar, offset=offset)
            await until(lambda kind=kind: isinstance(pilot.app.screen, kind))
            await pilot.pause()
            bar, offset = on_key(pilot, "esc")
            await pilot.click(bar, offset=offset)
            await until(lambda: len(pilot.app.screen_stack) == 2)
            await pilot.pause()


async def test_a_click_on_a_key_of_a_form_waits_for_what_was_typed(many: Casebook) -> None:
    async with at_board(many) as pilot:
        await pilot.press("d")
        await until(lambda: isinstance(pilot.app.screen, Form) and pilot.app.focused)
        await pilot.press(*"+3")
        bar, offset = on_key(pilot, "enter")
        await pilot.click(bar, offset=offset)
        await until(lambda: not isinstance(pilot.app.screen, Form))
        assert board(pilot).current_case.next_contact == date(2026, 11, 24)


async def test_a_yes_is_never_a_click(many: Casebook) -> None:
    async with at_board(many) as pilot:
        await pilot.press("c")
        await until(lambda: isinstance(pilot.app.screen, CaseForm) and pilot.app.focused)
        await pilot.press(*"Bu T", "escape")
        await until(lambda: isinstance(pilot.app.screen, Ask))
        await pilot.pause()
        bar, offset = on_key(pilot, "y")
        await pilot.click(bar, offset=offset)
        assert isinstance(pilot.app.screen, Ask)
        bar, offset = on_key(pilot, "esc")
        await pilot.click(bar, offset=offset)
        await until(lambda: isinstance(pilot.app.screen, CaseForm))


async def test_a_second_click_does_not_act_on_what_came_up(many: Casebook) -> None:
    async with at_board(many) as pilot:
        bar, offset = on_key(pilot, "a")
        await pilot.click(bar, offset=offset, times=2)
        await until(lambda: isinstance(pilot.app.screen, GateDialog))
        await pilot.pause()
        assert isinstance(pilot.app.screen, GateDialog)
        assert list(board(pilot).arrangement.counts()[:2]) == [12, 1]


async def test_no_click_anywhere_on_the_board_changes_a_case(many: Casebook) -> None:
    before = [case.model_dump() for case in many.cases()]
    async with at_board(many, (80, 24)) as pilot:
        for y in range(0, 24, 2):
            for x in range(1, 80, 13):
                await pilot.click(offset=(x, y))
                while len(pilot.app.screen_stack) > 2:
                    await pilot.app.pop_screen()
    assert [case.model_dump() for case in many.cases()] == before


# Lists, tabs and texts


async def test_a_click_on_a_tab_opens_it_and_the_wheel_scrolls_its_page(many: Casebook) -> None:
    code = many.cases()[-1].code
    many.add_note(code, body="Panjang. " * 400, mode="home_visit", outcome="reached", sign=True)
    async with at_board(many, (80, 24)) as pilot:
        pilot.app.push_screen(CaseFile(code))
        await until(lambda: isinstance(pilot.app.screen, CaseFile) and pilot.app.screen.is_mounted)
        await pilot.pause()
        tabs = pilot.app.screen.query_one(TabBar)
        await pilot.click(tabs, offset=(str(tabs.render()).index("History") + 2, 0))
        await pilot.pause()
        assert pilot.app.screen.open_tab == 7  # type: ignore[attr-defined]
        page = next(page for page in pilot.app.screen.query(Page) if page.is_on_screen and page.size.height)
        await wheel(pilot, page, (3, 3), events.MouseScrollDown)
        assert page.top == min(3, max(0, len(page._lines) - page.size.height))


async def test_rows_of_a_list_take_clicks_and_the_wheel(many: Casebook) -> None:
    for number in range(6):
        many.terminate(
            many.cases()[number].code, reason="goals_met", outcome="better", summary="Good.", notice="agreed",
            override="x" * 20, closed=date(2026, 11, 9 + number),
        )  # fmt: skip
    async with at_board(many, (80, 24)) as pilot:
        await pilot.press("z")
        await until(lambda: isinstance(pilot.app.screen, ClosedCases) and pilot.app.screen.row is not None)
        screen = pilot.app.screen
        assert isinstance(screen, ClosedCases)
        await pilot.click(screen.cases, offset=(4, screen.cases.HEAD + 3))
        assert screen.cases.cursor == 3
        await wheel(pilot, screen.cases, (4, 4), events.MouseScrollUp)
        assert screen.cases.cursor == 2


async def test_the_wheel_scrolls_a_form(many: Casebook) -> None:
    async with at_board(many, (60, 20)) as pilot:
        await pilot.press("c")
        await until(lambda: isinstance(pilot.app.screen, CaseForm) and pilot.app.focused)
        await pilot.pause()
        frame = pilot.app.screen.query_one(".form")
        assert frame.max_scroll_y
        await wheel(pilot, frame, (2, frame.size.height - 2), events.MouseScrollDown)
        await until(lambda: frame.scroll_y > 0)
