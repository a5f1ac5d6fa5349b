"""f1 in the small screens over another: a question, a menu, a list to pick from, the palette."""

import pytest
from textual.screen import Screen

from store import Casebook
from store.language import use
from tests.board.test_screen import running, take_in
from tests.forms.host import shown
from tui.casework.menu import AddMenu
from tui.forms.ask import Ask, ask_to_discard
from tui.forms.pick_list import PickList
from tui.frame import KeyBar
from tui.guide.guide import Guide
from tui.guide.manual_screen import Manual
from tui.guide.pages import title_of
from tui.guide.palette import Palette
from tui.importing.chooser import Chooser, Offered


@pytest.mark.parametrize(
    ("keys", "kind", "topic", "told"),
    [
        (("c", "B", "escape"), Ask, "case", "throw it away"),
        (("c", "tab", "space"), PickList, "case", "leave it as it was"),
        (("enter", "i"), AddMenu, "case", "letter"),
        (("colon",), Palette, "board", "do it"),
    ],
)
@pytest.mark.parametrize("language", ["en", "id"])
async def test_f1_says_what_the_keys_do_and_leads_to_the_manual(
    book: Casebook, keys: tuple[str, ...], kind: type[Screen], topic: str, told: str, language: str
) -> None:
    take_in(book, "Bu S")
    use(language)
    async with running(book) as (pilot, _):
        await pilot.press(*keys)
        small = pilot.app.screen
        assert isinstance(small, kind)
        await pilot.press("f1")
        guide = pilot.app.screen
        assert isinstance(guide, Guide)
        assert title_of(topic) in str(guide.query_one("#guide").border_subtitle)
        if language == "en":
            assert told in shown(pilot.app)
        await pilot.press("escape")
        assert pilot.app.screen is small
        await pilot.press("f1", "m")
        assert isinstance(pilot.app.screen, Manual)
        await pilot.press("escape")
        assert pilot.app.screen is small


@pytest.mark.parametrize("make", [ask_to_discard, lambda: Chooser("Which?", "", [Offered("one"), Offered("two")])])
async def test_f1_works_in_every_question_and_chooser(book: Casebook, make) -> None:  # type: ignore[no-untyped-def]
    async with running(book) as (pilot, _):
        small = make()
        await pilot.app.push_screen(small)
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, Guide)
        await pilot.press("escape")
        assert pilot.app.screen is small


async def test_where_no_command_is_found_the_palette_offers_only_the_way_out(book: Casebook) -> None:
    async with running(book) as (pilot, _):
        await pilot.press("colon")
        assert "enter do it" in shown(pilot.app)
        await pilot.press(*"qqq")
        assert [key for key, _word in pilot.app.screen.query_one(KeyBar).keys] == ["esc"]
        await pilot.press(*["backspace"] * 3)
        assert "enter do it" in shown(pilot.app)


async def test_a_chooser_opens_with_what_is_marked_in_sight(book: Casebook) -> None:
    async with running(book) as (pilot, _):
        await pilot.resize_terminal(60, 20)
        await pilot.app.push_screen(Chooser("Which?", "one · two", [Offered(f"number {n}") for n in range(40)], at=30))
        await pilot.pause(0.5)
        assert "number 30" in shown(pilot.app)
