"""Help and palette show what the command table says, and the palette does it."""

import pytest
from textual.widgets import Input, OptionList

from store import Casebook
from store.language import use
from tests.board.test_screen import running, take_in
from tui.commands import commands_for
from tui.commands.command import Where
from tui.guide.guide import Guide
from tui.guide.pages import Kind, table
from tui.guide.palette import Palette


@pytest.mark.parametrize("place", Where)
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_help_lists_every_command_with_its_keys(place: Where, language: str) -> None:
    use(language)
    shown = [piece.runs for piece in table(commands_for(place)) if piece.kind is Kind.KEY]
    rows = [(keys, help) for (keys, _code), (help, _plain) in shown]
    assert rows == [(command.shown_keys, command.help) for command in commands_for(place)]


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_opens_and_closes(book: Casebook, key: str) -> None:
    async with running(book) as (pilot, board):
        await pilot.press(key)
        assert isinstance(pilot.app.screen, Guide)
        await pilot.press("escape")
        assert pilot.app.screen is board.screen


async def test_the_palette_finds_a_command_by_any_word_and_does_it(book: Casebook) -> None:
    code = take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        await pilot.press("ctrl+p", *"gate phase", "enter")
        await pilot.pause()
        assert book.case(code).phase == "assessment"


async def test_the_palette_offers_only_what_makes_sense_now(book: Casebook) -> None:
    async with running(book) as (pilot, _):
        await pilot.press("colon")
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        offered = {command.action for command in palette._shown}
        assert "new_case" in offered
        assert "advance" not in offered, "there is no case"


async def test_the_palette_says_when_nothing_fits_and_takes_any_text(book: Casebook) -> None:
    async with running(book) as (pilot, board):
        await pilot.press("colon")
        pilot.app.screen.query_one(Input).value = "[/] [bold] \x1b"
        await pilot.pause()
        assert pilot.app.screen.query_one(OptionList).option_count == 1
        await pilot.press("enter")
        assert pilot.app.screen is board.screen


async def test_help_before_a_note_lists_only_what_works_there(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        await pilot.press("enter", "2", "enter")
        await pilot.pause()
        await pilot.press("question_mark")
        guide = pilot.app.screen
        assert isinstance(guide, Guide)
        actions = {command.action for command in guide._commands}
        assert "add_addendum" in actions
        assert "advance" not in actions
