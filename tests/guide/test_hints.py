"""Hints: one at the right time, only where nothing else is said, and never again about a key that is known."""

from pathlib import Path

import pytest

from store import Casebook, open_casebook
from store.habits import ENOUGH
from store.language import use
from tests.board.test_screen import running, take_in
from tests.casefile.conftest import until
from tui.commands import BY_ACTION
from tui.commands.command import use_keys
from tui.frame import Said
from tui.guide.hints import HINTS, OLD, give, hint_for
from tui.place import Place


def place_of(pilot: object) -> Place:
    screen = pilot.app.screen  # type: ignore[attr-defined]
    assert isinstance(screen, Place)
    return screen


def said(place: Place) -> str:
    return place.query_one(Said).text


def learn(book: Casebook, *commands: str) -> None:
    for command in commands:
        for _time in range(ENOUGH):
            book.count_use(command)


@pytest.mark.parametrize("hint", HINTS, ids=lambda hint: f"{hint.place}-{hint.command}")
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_hint_speaks_of_a_command_that_works_there(hint, language: str) -> None:  # type: ignore[no-untyped-def]
    use(language)
    command = BY_ACTION[hint.command]
    assert hint.place in command.places
    assert "{key}" in hint.sentence
    assert command.keys


async def test_an_empty_board_hints_at_the_first_case(book: Casebook) -> None:
    async with running(book) as (pilot, _):
        place = place_of(pilot)
        place.say("")
        give(place, after=0)
        assert said(place).startswith("c ")


async def test_a_hint_ends_with_the_third_use_of_its_key(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        board = place_of(pilot)
        for _use in range(ENOUGH):
            assert hint_for(board) == "enter opens the file of the case under the cursor"
            await pilot.press("enter", "escape")
            await pilot.pause()
            assert pilot.app.screen is board
        assert book.uses("open_case") == ENOUGH
        assert hint_for(board).startswith("n ")


async def test_what_was_learned_is_kept_with_the_book(tmp_path: Path) -> None:
    folder = tmp_path / "learned"
    with open_casebook(folder) as book:
        take_in(book, "Bu S")
        learn(book, "open_case", "note")
    with open_casebook(folder) as book:
        async with running(book) as (pilot, _):
            assert hint_for(place_of(pilot)).startswith("r ")


async def test_a_hint_gives_way_to_everything_else(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        board = place_of(pilot)
        board.say("Something happened")
        give(board, after=0)
        assert said(board) == "Something happened"
        board.say("")
        give(board, after=0)
        assert said(board) == hint_for(board) != ""
        board.say("Something else")
        await pilot.press("down")
        assert said(board) == "Something else", "only the hint is taken back"


async def test_what_was_said_long_ago_gives_way_to_a_hint_but_trouble_does_not(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        board = place_of(pilot)
        board.say("Something happened")
        await pilot.press(*["right"] * (OLD - 1))
        give(board, after=0)
        assert said(board) == "Something happened"
        await pilot.press("left")
        give(board, after=0)
        assert said(board) == hint_for(board) != ""
        board.say("It went wrong", trouble=True)
        await pilot.press(*["right"] * (OLD + 1))
        give(board, after=0)
        assert said(board) == "It went wrong"


async def test_a_hint_is_taken_back_by_the_next_key(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        board = place_of(pilot)
        board.say("")
        give(board, after=0)
        assert said(board)
        await pilot.press("right")
        assert said(board) == ""


async def test_nobody_is_hinted_at_while_typing_or_behind_a_dialog(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        board = place_of(pilot)
        board.say("")
        give(board, after=1000)
        assert said(board) == "", "a key was touched a moment ago"
        await pilot.press("d")
        give(board, after=0)
        assert said(board) == "", "a dialog stands before it"


async def test_hints_can_be_turned_off(book: Casebook) -> None:
    take_in(book, "Bu S")
    book.change_settings(hints=False)
    async with running(book) as (pilot, _):
        assert hint_for(place_of(pilot)) == ""


async def test_somebody_who_knows_everything_is_left_alone(book: Casebook) -> None:
    take_in(book, "Bu S")
    learn(book, *(hint.command for hint in HINTS))
    async with running(book) as (pilot, _):
        assert hint_for(place_of(pilot)) == ""
        await pilot.press("enter")
        assert hint_for(place_of(pilot)) == ""


async def test_a_hint_names_the_key_that_was_chosen(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        use_keys({"open_case": ("v",)})
        try:
            assert hint_for(place_of(pilot)).startswith("v ")
        finally:
            use_keys({})


async def test_the_case_file_hints_at_its_own_keys(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        await pilot.press("enter")
        place = place_of(pilot)
        assert hint_for(place).startswith("1-7 ")
        learn(book, "tab")
        assert hint_for(place).startswith("i ")


async def test_the_palette_counts_as_a_use(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        await pilot.press("ctrl+p", *"daily review", "enter")
        await pilot.pause()
        assert book.uses("palette") == 1
        assert book.uses("review") == 1


async def test_a_hint_comes_by_itself_to_whoever_stopped(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.app.LOOK_FOR_HINTS", 0.05)
    monkeypatch.setattr("tui.place.HINT_AFTER", 0.0)
    async with running(book) as (pilot, _):
        place = place_of(pilot)
        place.say("")
        await until(lambda: said(place).startswith("c "))
