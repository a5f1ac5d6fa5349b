"""The form of the settings: everything is set by keyboard, kept, told, and used at once."""

import errno
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import Casebook
from store.language import current, name_of
from store.settings import Settings
from store.settings_file import NAME
from store.vault import disk
from tests.casefile.conftest import see
from tests.casework.forms import brought_back, fits, read
from tests.forms.host import SIZES, fill, opened, shown, speak, trouble, under, until
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.commands import BY_ACTION
from tui.commands.command import use_keys
from tui.forms.pick_list import PickList
from tui.frame import Said
from tui.look.themes import CONTRAST, DARK, LIGHT, THEMES
from tui.settings.door import Door
from tui.settings.keys import KeysScreen
from tui.settings.limits_form import LimitsForm
from tui.settings.screen import SettingsForm

FIELDS = [
    "language", "practitioner", "hints", "theme", "show_names", "lock_after", "packet_format", "packet_folder",
]  # fmt: skip


@pytest.fixture(autouse=True)
def usual_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("LINGKAR_LANG", "")
    use_keys({})


async def at_settings(pilot: Pilot) -> SettingsForm:
    """The form over the board of the running program."""
    await pilot.press("comma")
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingsForm) and bool(pilot.app.screen.query("KeyBar")))
    await pilot.pause()
    assert isinstance(pilot.app.screen, SettingsForm)
    return pilot.app.screen


async def on_board(pilot: Pilot) -> str:
    """What the board says once the form is gone."""
    await until(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))
    await pilot.pause()
    return pilot.app.screen.query_one(Said).text


async def test_everything_is_set_by_keyboard_and_used_at_once(book: Casebook, tmp_path: Path) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(80, 24)) as pilot:
        form = await at_settings(pilot)
        assert [field.key for field in form.fields] == FIELDS
        await fill(
            pilot, language="id", practitioner="Sari Dewi", theme=LIGHT.name, lock_after="15", packet_format="md",
            packet_folder=str(tmp_path),
        )  # fmt: skip
        form.field("hints").control.focus()
        await pilot.press("space")
        form.field("show_names").control.focus()
        await pilot.press("space", "ctrl+s")
        await on_board(pilot)
        assert current() == "id"
        assert app.theme == LIGHT.name
        assert "Tinjauan" in shown(app) or "Lingkar" in shown(app)
    settings = book.settings
    assert settings == Settings(
        language="id", practitioner="Sari Dewi", theme=LIGHT.name, lock_after=15, packet_format="md",
        packet_folder=str(tmp_path), hints=False, show_names=True,
    )  # fmt: skip
    assert "Sari" not in (book.folder / NAME).read_text()


async def test_what_was_saved_is_told(book: Casebook) -> None:
    async with LingkarApp(book).run_test(size=(80, 24)) as pilot:
        await at_settings(pilot)
        await fill(pilot, lock_after="10", practitioner="Sari")
        await pilot.press("ctrl+s")
        assert await on_board(pilot) == "2 settings are saved."
        await at_settings(pilot)
        await pilot.press("ctrl+s")
        assert await on_board(pilot) == ""
    assert [line for line in (book.folder / NAME).read_text().splitlines() if line[0] != "#"] == [
        "lock_after = 10 # minutes without a key until the book locks; 0: never"
    ], "what was not changed is not written"


async def test_colours_show_at_once_and_escape_takes_them_back(book: Casebook) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.theme
        form = await at_settings(pilot)
        form.field("theme").control.focus()
        await pilot.pause()
        assert "left/right try them" in read(pilot)
        await pilot.press("right")
        assert app.theme == THEMES[1].name
        await fill(pilot, theme=CONTRAST.name)
        assert app.theme == CONTRAST.name
        await pilot.press("escape")
        assert form.holds_text, "it asks before it throws away"
        await pilot.press("y")
        await on_board(pilot)
        assert app.theme == before
    assert book.settings.theme == ""


async def test_the_open_list_shows_the_colours_under_its_cursor(book: Casebook) -> None:
    async with LingkarApp(book).run_test(size=(100, 40)) as pilot:
        app = pilot.app
        before = app.theme
        form = await at_settings(pilot)
        form.field("theme").control.focus()
        await pilot.press("space", "home", "down")
        assert isinstance(app.screen, PickList)
        await until(pilot, lambda: app.theme == THEMES[1].name)
        await pilot.press("down")
        await until(pilot, lambda: app.theme == THEMES[2].name)
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == before)
        assert form.field("theme").value == before
        await pilot.press("space", "home", "down", "enter")
        await until(pilot, lambda: form.field("theme").value == THEMES[1].name)
        assert app.theme == THEMES[1].name
        form.field("packet_format").control.focus()
        await pilot.press("space", "down", "escape")
        assert app.theme == THEMES[1].name, "another list leaves them alone"


async def test_the_colours_of_a_lock_are_those_that_were_saved(book: Casebook) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.theme
        form = await at_settings(pilot)
        await fill(pilot, theme=LIGHT.name)
        await app.pop_screen()
        await pilot.pause()
        assert app.theme == before
        assert not form.is_attached


async def test_the_language_of_the_computer_is_a_choice(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    book.change_settings(language="en")
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    async with LingkarApp(book).run_test(size=(80, 24)) as pilot:
        await at_settings(pilot)
        assert "English" in read(pilot)
        await fill(pilot, language="")
        assert f"that of the computer ({name_of('id')})" in read(pilot)
        await pilot.press("ctrl+s")
        await on_board(pilot)
        assert (current(), book.settings.language) == ("id", "")


async def test_what_is_wrong_in_the_file_is_shown_with_its_line(book: Casebook) -> None:
    (book.folder / NAME).write_text(
        'theme = "blue"\nlock_after = "soon"\n[keymap]\nnote = "N"\nedit = "f9"\n[limits]\nreviw = 3\n'
    )
    book.reread_settings()
    app = LingkarApp(book)
    async with app.run_test(size=(100, 40)) as pilot:
        said = app.screen.query_one(Said).text
        assert "settings.toml, line 2, lock_after: “soon” does not fit here; it can be 0 to 1440." in said
        assert "and 3 more lines · , shows them" in said
        await at_settings(pilot)
        screen = read(pilot)
        for line, name in ((1, "theme"), (2, "lock_after"), (4, "keymap.note"), (7, "limits.reviw")):
            assert f"settings.toml, line {line}, {name}:" in screen
        assert app.theme == app.usual_theme
        await fill(pilot, theme=DARK.name, lock_after="10")
        await pilot.press("ctrl+s")
        await on_board(pilot)
    text = (book.folder / NAME).read_text()
    assert 'edit = "f9"' in text
    assert "reviw = 3" in text


async def test_what_a_hand_wrote_meanwhile_is_shown_and_used_once_it_is_saved(book: Casebook) -> None:
    async with LingkarApp(book).run_test(size=(80, 24)) as pilot:
        (book.folder / NAME).write_text('lock_after = 30\n[keymap]\nnew_case = "f9"\n')
        form = await at_settings(pilot)
        assert form.field("lock_after").value == "30"
        await fill(pilot, packet_format="md")
        await pilot.press("ctrl+s")
        await on_board(pilot)
        assert BY_ACTION["new_case"].keys == ("f9",)
        await pilot.press("f9")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "CaseForm")
    use_keys({})


async def test_where_the_file_lies_is_said(book: Casebook) -> None:
    async with opened(book, SettingsForm(), (140, 60)) as pilot:
        assert "settings.toml. It may be changed there by hand" in read(pilot)


async def test_a_file_that_cannot_be_read_is_not_written_over(book: Casebook) -> None:
    (book.folder / NAME).write_text("theme is 3\n")
    book.reread_settings()
    async with LingkarApp(book).run_test(size=(80, 40)) as pilot:
        await at_settings(pilot)
        assert "line 1, column 7 is not written as TOML wants it" in read(pilot)
        await fill(pilot, lock_after="10")
        await pilot.press("ctrl+s")
        assert "cannot be read" in trouble(pilot.app)
        assert isinstance(pilot.app.screen, SettingsForm)
    assert (book.folder / NAME).read_text() == "theme is 3\n"


async def test_on_a_full_disk_nothing_changes_and_the_form_stays(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(fd: int, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with LingkarApp(book).run_test(size=(80, 40)) as pilot:
        await at_settings(pilot)
        await fill(pilot, language="id", lock_after="10")
        monkeypatch.setattr(disk, "write_all", full)
        await pilot.press("ctrl+s")
        assert "the disk is full" in trouble(pilot.app)
        assert current() == "en"
        monkeypatch.undo()
    assert book.settings == Settings()


async def test_a_folder_that_is_not_there_is_said_beside_its_field(book: Casebook, tmp_path: Path) -> None:
    book.change_settings(packet_folder="/a/stick/that/is/not/plugged/in")
    form = SettingsForm()
    async with opened(book, form, (80, 40)) as pilot:
        await fill(pilot, packet_folder=str(tmp_path / "nowhere"))
        await pilot.press("ctrl+s")
        assert "There is no folder" in under(form.field("packet_folder"))
        assert book.settings.packet_folder == "/a/stick/that/is/not/plugged/in"


@pytest.mark.parametrize(("words", "kind"), [("Limits", LimitsForm), ("Every command", KeysScreen)])
async def test_what_has_more_to_set_lies_behind_a_door(book: Casebook, words: str, kind: type) -> None:
    async with LingkarApp(book).run_test(size=(80, 24)) as pilot:
        form = await at_settings(pilot)
        await fill(pilot, practitioner="Sari")
        door = next(each for each in form.query(Door) if each._label.startswith(words))
        door.focus()
        await pilot.pause()
        assert "enter open" in read(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, kind))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is form)
        assert form.field("practitioner").typed == "Sari", "what was typed is still there"


@pytest.mark.parametrize("size", [(80, 40), (140, 40)])
async def test_nothing_of_the_settings_looks_out_under_what_a_door_opens(book: Casebook, size: tuple[int, int]) -> None:
    async with LingkarApp(book).run_test(size=size) as pilot:
        form = await at_settings(pilot)
        form.query(Door).first().focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LimitsForm))
        await until(pilot, lambda: "Limits of the daily review" in shown(pilot.app))
        seen = shown(pilot.app)
        assert seen.count("╰") == seen.count("╭") == 1


async def test_a_door_looks_like_a_way_on_and_not_like_a_field(book: Casebook) -> None:
    async with opened(book, SettingsForm(), (80, 40)) as pilot:
        door = next(line for line in shown(pilot.app).splitlines() if "Limits: how long" in line)
        assert door.rstrip(" │").endswith("›")
        assert "▌" not in door
        await pilot.press("shift+tab")
        last = next(line for line in shown(pilot.app).splitlines() if "Every command, and" in line)
        assert "█ Every command" in last, "what has the focus is seen without colours too"


async def test_a_door_opens_with_the_mouse_and_is_reached_with_tab(book: Casebook) -> None:
    async with LingkarApp(book).run_test(size=(100, 40)) as pilot:
        form = await at_settings(pilot)
        await pilot.press("shift+tab")
        doors = list(form.query(Door))
        assert pilot.app.focused is doors[-1]
        await pilot.click(doors[0])
        await until(pilot, lambda: isinstance(pilot.app.screen, LimitsForm))


async def test_what_is_typed_comes_back_after_the_lock(book: Casebook) -> None:
    form = SettingsForm()
    async with opened(book, form) as pilot:
        await fill(pilot, practitioner="Sari", lock_after="30", theme=LIGHT.name)
        again = brought_back(book, form)
    async with opened(book, again) as pilot:
        assert (again.field("practitioner").typed, again.field("lock_after").value) == ("Sari", "30")
        assert pilot.app.theme == LIGHT.name


@pytest.mark.parametrize(("words", "screen"), [
    ("all that can", "SettingsForm"), ("another key", "KeysScreen"), ("locks by", "LockAfterDialog"),
    ("limits review", "LimitsForm"),
])  # fmt: skip
async def test_all_of_them_are_in_the_palette(book: Casebook, words: str, screen: str) -> None:
    async with LingkarApp(book).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *words, "enter")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == screen)


@pytest.mark.parametrize(("size", "language"), list(zip(SIZES, ["long", "id", "en"], strict=True)), ids=str)
async def test_nothing_is_cut(book: Casebook, size: tuple[int, int], language: str) -> None:
    (book.folder / NAME).write_text('lock_after = "soon"\n')
    book.reread_settings()
    speak(language)
    form = SettingsForm()
    async with opened(book, form, size) as pilot:
        await fill(pilot, packet_folder="/nowhere/" + "far/" * 12)
        await pilot.press("ctrl+s")
        await fits(pilot)


async def test_an_encrypted_book_says_that_it_locks(tmp_path: Path) -> None:
    from store import open_casebook

    with open_casebook(tmp_path / "book", "kuda benar baterai staples") as book:
        async with opened(book, SettingsForm(), (100, 40)) as pilot:
            assert "the book locks and asks for its passphrase" in read(pilot)
            await see(pilot.app, "Settings")


async def test_what_is_ticked_can_be_read_whole_in_a_narrow_window(book: Casebook) -> None:
    async with LingkarApp(book).run_test(size=(60, 20)) as pilot:
        await at_settings(pilot)
        assert "say which key does what" in read(pilot)
        assert "show real names as well" in read(pilot)
