"""A key that does nothing where one is says why, or where it would do something."""

import pytest
from textual.color import Color
from textual.pilot import Pilot

from store import Casebook
from tests.board.test_screen import running, take_in
from tests.forms.host import shown
from tui.cli import build_parser
from tui.frame import Said
from tui.guide.palette import SHELL_ONLY, Palette
from tui.optionlist import OptionsBelow


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(Said).text


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("m", "m (monitor) does nothing now: only for an active case in Intervention or Evaluation"),
        ("y", "y (check done) does nothing now: only for a closed case that has a check left"),
        ("i", "i does nothing here, but in: case file (add), daily review (add)"),
        ("p", "p does nothing here, but in: my practice (month, quarter, year), daily review (put off)"),
        ("f", "f does nothing here, but in: case file (finish), search (case file), copies out there (destroyed), ..."),
        ("ctrl+s", "Everything here is saved already"),
        ("Y", "Y does nothing here, but in: packet (all stand)"),
    ],
)
async def test_it_is_said_on_the_board(book: Casebook, key: str, sentence: str) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        await pilot.press(key)
        assert said(pilot) == sentence


async def test_at_the_next_key_it_is_said_no_more(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        await pilot.press("i")
        assert said(pilot)
        await pilot.press("down")
        assert not said(pilot)


async def test_without_a_case_it_is_said_that_there_is_none(book: Casebook) -> None:
    async with running(book) as (pilot, _):
        await pilot.press("a")
        assert said(pilot) == "a (advance) does nothing now: there is no case under the cursor"


async def test_an_entry_that_is_not_there_is_said(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        await pilot.press("enter", "3", "v")
        assert said(pilot) == "v (void) does nothing now: there is nothing under the cursor that it is for"


@pytest.mark.parametrize("key", ["escape", "down", "home", "Q", "f9", "ctrl+y"])
async def test_what_is_no_command_anywhere_and_what_only_moves_says_nothing(book: Casebook, key: str) -> None:
    async with running(book) as (pilot, _):
        await pilot.press(key)
        assert said(pilot) == ""


async def test_what_is_typed_says_nothing(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        await pilot.press("slash", *"my if")
        assert said(pilot) == ""


async def test_in_too_small_a_window_keys_do_nothing_in_silence(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book, (20, 5)) as (pilot, _):
        await pilot.press("m")
        assert said(pilot) == ""


async def test_the_palette_lists_what_cannot_be_done_now_with_the_reason(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, board):
        await pilot.press("colon")
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        assert "not now" not in shown(pilot.app), "only where somebody looks for it"
        await pilot.press(*"check ending")
        listed = palette.query_one(OptionsBelow)
        told = str(listed.get_option_at_index(0).prompt)
        assert told.endswith("not now: only for a closed case that has a check left")
        await pilot.press("down", "enter")
        assert pilot.app.screen is board.screen
        assert said(pilot) == ""


async def test_that_no_command_has_the_words_is_as_easy_to_read_as_what_else_is_quiet(book: Casebook) -> None:
    async with running(book) as (pilot, _):
        await pilot.press("colon", *"qqq")
        quiet = Color.parse(pilot.app.theme_variables["quiet"]).rich_color
        line = next(
            each for each in pilot.app.screen._compositor.render_strips() if "No command has these words." in each.text
        )
        assert next(part.style.color for part in line if "No command" in part.text and part.style) == quiet


async def test_the_palette_says_of_what_is_only_typed_how(book: Casebook) -> None:
    async with running(book) as (pilot, _):
        await pilot.press("colon", *"remove a client")
        assert "after leaving, type: lingkar erase" in " ".join(shown(pilot.app).split())


def test_what_is_only_typed_is_told_as_its_own_help_tells_it(capsys: pytest.CaptureFixture[str]) -> None:
    for name, help in SHELL_ONLY.items():
        with pytest.raises(SystemExit):
            build_parser().parse_args([name, "--help"])
        assert " ".join(help.split()) in " ".join(capsys.readouterr().out.split())
