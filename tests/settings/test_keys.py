"""Other keys: pressed, checked before they are saved, used at once, given back."""

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from store import Casebook
from store.settings_file import NAME
from tests.casework.forms import read
from tests.forms.host import SIZES, shown, speak, until
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.commands import BY_ACTION, COMMANDS
from tui.commands.command import Where, use_keys
from tui.frame import KeyBar, Said
from tui.settings.keys import KeysScreen, NewKey
from tui.settings.keys_list import KeysList, places_words, rows_of


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    yield
    use_keys({})


async def at_keys(pilot: Pilot, action: str = "cursor_left") -> KeysScreen:
    """The list over the board, its cursor on a command."""
    await pilot.app.push_screen(KeysScreen())
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, KeysScreen)
    at = next(place for place, row in enumerate(rows_of()) if row.command is BY_ACTION[action])
    screen.list.go_to(at)
    await pilot.pause()
    assert screen.list.command is BY_ACTION[action]
    return screen


def said(screen: KeysScreen) -> str:
    return screen.query_one(Said).text


def take_in(book: Casebook) -> str:
    return book.add_case(alias="Bu S", size="family").code


async def test_a_new_key_is_pressed_saved_and_works_at_once(book: Casebook) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await at_keys(pilot, "new_case")
        await pilot.press("enter")
        assert isinstance(app.screen, NewKey)
        await pilot.press("f9")
        assert app.screen is screen
        assert said(screen) == "f9: Take in a new case"
        assert book.settings.keymap == {"new_case": ("f9",)}
        assert 'new_case = ["f9"]' in (book.folder / NAME).read_text()
        await pilot.press("escape")
        assert "f9   take in your first case" in shown(app)
        assert "f9 new case" in read(pilot)
        await pilot.press("c")
        assert isinstance(app.screen, BoardScreen), "the usual key does nothing any more"
        await pilot.press("f9")
        await until(pilot, lambda: type(app.screen).__name__ == "CaseForm")


async def test_one_more_key_stands_beside_the_others(book: Casebook) -> None:
    async with LingkarApp(book).run_test(size=(100, 30)) as pilot:
        await at_keys(pilot, "advance")
        await pilot.press("plus", "f9")
        assert book.settings.keymap == {"advance": ("a", "shift+right", "L", "f9")}


async def test_a_clash_is_said_before_anything_is_saved_and_another_key_can_be_pressed(book: Casebook) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await at_keys(pilot, "note")
        await pilot.press("enter", "e")
        assert isinstance(app.screen, NewKey)
        why = str(app.screen.query_one(".doing", Static).content)
        assert why == "e is also the key of “Change what is written about the case”. Press another one."
        for key in ("ctrl+c", "ctrl+h"):
            await pilot.press(key)
            assert isinstance(app.screen, NewKey)
        assert not (book.folder / NAME).exists()
        await pilot.press("f9")
        assert app.screen is screen
        assert book.settings.keymap == {"note": ("f9",)}


async def test_escape_leaves_the_key_as_it_is(book: Casebook) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await at_keys(pilot, "note")
        await pilot.press("enter", "escape")
        assert app.screen is screen
        assert book.settings.keymap == {}
        await pilot.press("escape")
        assert isinstance(app.screen, BoardScreen)


@pytest.mark.parametrize("key", ["backspace", "D"])
async def test_a_command_gets_its_usual_keys_back(book: Casebook, key: str) -> None:
    book.change_settings(keymap={"note": ("f9",), "edit": ("f8",)})
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await at_keys(pilot, "note")
        assert "backspace as usual" in read(pilot)
        await pilot.press(key)
        assert book.settings.keymap == {"edit": ("f8",)}
        assert said(screen) == "n: Write a new note on the case"
        assert BY_ACTION["note"].keys == ("n",)
        await pilot.press(key)
        assert book.settings.keymap == {"edit": ("f8",)}


async def test_usual_keys_that_another_command_has_now_are_not_given_back(book: Casebook) -> None:
    book.change_settings(keymap={"advance": ("f9",), "monitor": ("a",)})
    async with LingkarApp(book).run_test(size=(100, 30)) as pilot:
        screen = await at_keys(pilot, "advance")
        await pilot.press("backspace")
        assert "a is now the key of “Move the case to Monitoring" in said(screen)
        assert book.settings.keymap == {"advance": ("f9",), "monitor": ("a",)}


async def test_all_keys_come_back_after_a_question(book: Casebook) -> None:
    book.change_settings(keymap={"note": ("f9",), "edit": ("f8",)})
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await at_keys(pilot)
        await pilot.press("ctrl+d", "escape")
        assert len(book.settings.keymap) == 2
        await pilot.press("ctrl+d", "y")
        await until(pilot, lambda: app.screen is screen and not book.settings.keymap)
        assert said(screen) == "All keys are as usual."
        await pilot.press("escape", "n")
        assert BY_ACTION["note"].keys == ("n",)


async def test_what_cannot_be_changed_says_why(book: Casebook) -> None:
    async with LingkarApp(book).run_test(size=(100, 30)) as pilot:
        screen = await at_keys(pilot, "jump")
        await pilot.press("enter")
        assert (pilot.app.screen, said(screen)) == (screen, "its keys stay the numbers")
        screen = await at_keys(pilot, "backup")
        await pilot.press("enter")
        assert (pilot.app.screen, said(screen)) == (screen, "it cannot have a key")


async def test_nobody_locks_themselves_out(book: Casebook) -> None:
    """Help, palette and quitting are given other keys, and their own still work."""
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        for action, key in (("guide", "f6"), ("palette", "f7"), ("leave", "f8"), ("leave_program", "f9")):
            screen = await at_keys(pilot, action)
            await pilot.press("enter", key)
            assert app.screen is screen
            await pilot.press("escape")
        take_in(book)
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "CaseFile")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        for key in ("f6", "f1", "f7", "ctrl+p"):
            await pilot.press(key)
            assert not isinstance(app.screen, BoardScreen), key
            await pilot.press("escape")
            assert isinstance(app.screen, BoardScreen)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app._exit)


async def test_keys_of_the_settings_hold_after_a_start(book: Casebook) -> None:
    book.change_settings(keymap={"study": ("f9",), "open_resource": ("1",)})
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f9")
        await until(pilot, lambda: type(app.screen).__name__ == "Study")


async def test_sentences_name_the_keys_that_hold(book: Casebook) -> None:
    book.change_settings(keymap={"undo": ("f9",), "review": ("f8",), "new_case": ("f7",), "hide_text": ("f6",)})
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        assert "f7   take in your first case" in shown(app)
        take_in(book)
        await pilot.pause()
        assert "f9 undoes" in app.screen.query_one(Said).text
        app.action_help_quit()
        await pilot.pause()
        assert "press q on the board" in "".join(each.message for each in app._notifications)


async def test_only_commands_are_under_the_cursor_from_end_to_end(book: Casebook) -> None:
    async with LingkarApp(book).run_test(size=(80, 24)) as pilot:
        screen = await at_keys(pilot)
        seen = [screen.list.command]
        for _step in range(len(COMMANDS) - 1):
            await pilot.press("down")
            seen.append(screen.list.command)
        assert set(seen) == set(COMMANDS)
        await pilot.press("down")
        assert screen.list.command is seen[-1]
        for key, command in (("home", seen[0]), ("end", seen[-1]), ("g", seen[0]), ("G", seen[-1])):
            await pilot.press(key)
            assert screen.list.command is command
        for _step in range(20):
            await pilot.press("pageup")
            assert screen.list.command in COMMANDS
        assert screen.list.command is seen[0]


def test_where_each_command_works_is_said() -> None:
    assert places_words(BY_ACTION["guide"]) == "everywhere"
    assert places_words(BY_ACTION["directory"]) == "board, case file, directory"
    for place in Where:
        assert all(places_words(command) for command in COMMANDS if place in command.places)


@pytest.mark.parametrize(("size", "language"), list(zip(SIZES, ["long", "id", "en"], strict=True)), ids=str)
async def test_it_fits(book: Casebook, size: tuple[int, int], language: str) -> None:
    speak(language)
    async with LingkarApp(book).run_test(size=size) as pilot:
        screen = await at_keys(pilot, "review_previous")
        lines = shown(pilot.app).split("\n")
        assert len(lines) == size[1]
        assert screen.query_one(KeysList).size.height >= 5
        facts = screen.query_one(".keys-facts")
        assert facts.region.bottom <= size[1] - 1
        assert "esc" in lines[-1]


# Finding


def listed(screen: KeysScreen) -> list[str]:
    return [row.command.action for row in screen.list._rows if row.command]


@pytest.mark.parametrize(("language", "word"), [("en", "monitoring"), ("id", "pemantauan")])
async def test_words_leave_only_the_commands_that_fit(book: Casebook, language: str, word: str) -> None:
    speak(language)
    async with LingkarApp(book).run_test(size=(100, 30)) as pilot:
        screen = await at_keys(pilot)
        await pilot.press("slash", *word)
        assert "monitor" in listed(screen)
        assert "new_case" not in listed(screen)
        await pilot.press("enter", "enter")
        assert isinstance(pilot.app.screen, NewKey)
        await pilot.press("f9")
        assert book.settings.keymap == {"monitor": ("f9",)}
        assert "new_case" not in listed(screen), "the filter stays on"
        await pilot.press("escape")
        assert listed(screen) == [row.command.action for row in rows_of() if row.command]
        assert screen.list.command is BY_ACTION["monitor"]
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_words_are_found_by_their_beginning_and_not_by_where_a_command_works(book: Casebook) -> None:
    async with LingkarApp(book).run_test(size=(100, 30)) as pilot:
        screen = await at_keys(pilot)
        await pilot.press("slash", *"review")
        told = [BY_ACTION[action] for action in listed(screen)]
        assert all("review" in f"{each.help} {each.group} {each.label}".casefold() for each in told)
        await pilot.press(*["backspace"] * 6, *"ort")
        assert listed(screen) == [], "no word begins so"


async def test_the_ways_back_to_the_usual_keys_stand_in_the_footer_of_a_narrow_window(book: Casebook) -> None:
    async with LingkarApp(book).run_test(size=(80, 24)) as pilot:
        screen = await at_keys(pilot, "new_case")
        await pilot.press("enter", "f9")
        told = screen.query_one(KeyBar).shown
        assert ("backspace", "as usual") in told
        assert ("ctrl+d", "all as usual") in told


async def test_a_key_finds_the_commands_that_have_it(book: Casebook) -> None:
    async with LingkarApp(book).run_test(size=(100, 30)) as pilot:
        screen = await at_keys(pilot)
        await pilot.press("slash", "m")
        assert set(listed(screen)) == {"monitor", "mask_word"}


async def test_nothing_that_fits_is_said_and_the_keys_do_nothing(book: Casebook) -> None:
    async with LingkarApp(book).run_test(size=(100, 30)) as pilot:
        screen = await at_keys(pilot)
        await pilot.press("slash", *"[/] xyz", "down")
        assert listed(screen) == []
        assert "No command has these words." in read(pilot)
        await pilot.press("enter", "enter", "plus", "D", "G")
        assert pilot.app.screen is screen
        assert book.settings.keymap == {}
