"""The first start: who one is, a passphrase with its strength, the recovery sheet, three keys; leaving is free."""

import errno
import stat
import sys
from pathlib import Path

import pytest

import tui.packet.write_out
from store import Casebook, NotSaved, open_casebook
from store.keeping import Kept, how_kept, recovery_key
from store.language import current, use
from store.strength import Strength, strength_of
from store.vault import disk
from tests.unlock.conftest import PASSPHRASE, before_the_lock, keys, on_board, see, shown, until
from tui.app import LingkarApp
from tui.commands import BY_ACTION
from tui.commands.keymap import apply
from tui.forms.ask import Ask
from tui.plain.sheet import grouped
from tui.unlock import beginning
from tui.unlock.first_start import FirstStart
from tui.unlock.sheet import RecoverySheet
from tui.unlock.three_keys import ThreeKeys

PAST = ["enter"] * 3
"""Past language, name and what to begin with, to the passphrase."""
SIZES = [(60, 20), (80, 24), (140, 40)]


def typed(app: LingkarApp, key: str) -> str | None:
    """What is filled in there."""
    assert isinstance(app.screen, FirstStart)
    return app.screen.field(key).typed


async def test_a_passphrase_twice_makes_an_encrypted_book_and_shows_the_sheet(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        assert isinstance(app.screen, FirstStart)
        await see(app, "Nobody can recover it")
        await pilot.press(*PAST, *keys(PASSPHRASE), "enter", *keys(PASSPHRASE))
        assert not folder.exists()
        assert "bintang" not in shown(app)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, RecoverySheet))
        assert how_kept(folder) is Kept.ENCRYPTED
        for line in grouped(recovery_key(folder, PASSPHRASE)):
            await see(app, line)
        await pilot.press("enter", "y")
        await until(lambda: isinstance(app.screen, ThreeKeys))
        await pilot.press("enter")
        await until(lambda: on_board(app))
        await see(app, "Your casebook is empty")
        assert "Last saved" not in shown(app)
        await pilot.press("c", *"Bu S", "tab", "f", "ctrl+s")
        await until(lambda: app.book.cases())
    with open_casebook(folder, PASSPHRASE) as book:
        assert [case.alias for case in book.cases()] == ["Bu S"]


async def test_whoever_comes_back_to_a_passphrase_types_it_anew(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*PAST, *"meja", "enter", *"meja", "shift+tab", *"gunting")
        assert app.screen.field("passphrase").typed == "gunting"  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", ["escape", "ctrl+q"])
async def test_leaving_makes_nothing(folder: Path, way: str) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*PAST, *keys(PASSPHRASE), "enter", *"bintang", way)
        await until(lambda: not app.is_running)
    assert not folder.exists()


async def test_short_and_differing_passphrases_are_refused(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*PAST, *"kucing", "enter", *"kucing", "enter")
        await see(app, "At least 8 characters.")
        await pilot.press("1")
        assert typed(app, "again") == "", "no dots of another passphrase are left there"
        await pilot.press(*keys(" di atap rumah"), "tab", *"other", "enter")
        await see(app, "This is not the same as above.")
        await pilot.press(*"once")
        assert app.screen.field("again").typed == "once"  # type: ignore[attr-defined]
        assert not folder.exists()


async def test_a_recovery_key_is_no_passphrase(folder: Path) -> None:
    """The book would take it for the key of another one, and never open."""
    key = "age-secret-key-1 qqqq"
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*PAST, *keys(key), "enter", *keys(key), "enter")
        await see(app, "A recovery key cannot be the passphrase")
        assert not folder.exists()


async def test_a_weak_passphrase_is_warned_of_and_taken_all_the_same(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*PAST, *"password1", "enter", *"password1", "enter")
        await see(app, "This passphrase is very weak.")
        assert not folder.exists()
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, RecoverySheet))


async def test_the_warning_holds_for_one_passphrase_only(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*PAST, *"password1", "enter", *"password1", "enter")
        await see(app, "This passphrase is very weak.")
        await pilot.press("shift+tab", "end", "2", "tab", *"password12", "enter")
        await see(app, "This passphrase is weak.")
        assert not folder.exists()


async def test_strength_is_shown_as_one_types(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*PAST, *"12345678")
        await see(app, "━━──────── very weak · guessed in less than a second")
        await pilot.press(*keys(" bintang jatuh di sungai kelabu"))
        await see(app, "━━━━━━━━━━ strong · guessed in centuries")


def test_strength_is_never_told_in_the_words_of_the_library() -> None:
    assert strength_of("") == Strength(0, 0)
    assert strength_of("x" * 500).score == 0  # far longer than the library takes
    assert strength_of("password").score == 0
    assert [Strength(score, 0).word for score in range(5)] == ["very weak", "weak", "fair", "good", "strong"]
    assert [Strength(score, 0).is_fair for score in range(5)] == [False, False, True, True, True]
    times = [0.5, 1, 119, 7200, 86_400 * 3, 86_400 * 70, 31_557_600, 31_557_600 * 40, 31_557_600 * 100, 1e300]
    assert [Strength(0, seconds).time for seconds in times] == [
        "less than a second", "1 second", "1 minute", "2 hours", "3 days", "2 months", "1 year", "40 years",
        "centuries", "centuries",
    ]  # fmt: skip


async def test_going_without_is_asked_once_more(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("ctrl+n")
        await until(lambda: isinstance(app.screen, Ask))
        await see(app, "can read everything you write about clients")
        await pilot.press("escape")
        assert not folder.exists()
        await pilot.press("ctrl+n")
        await until(lambda: isinstance(app.screen, Ask))
        await pilot.press("y")
        await until(lambda: isinstance(app.screen, ThreeKeys))  # there is no sheet of a book without a passphrase
        await see(app, "in the settings (key comma).")
        await pilot.press("escape")
        await until(lambda: on_board(app))
        assert not app.book.is_encrypted
    assert how_kept(folder) is Kept.PLAIN


async def test_the_sheet_is_written_for_its_owner_only_and_never_over_a_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.unlock.sheet, "documents", lambda: tmp_path)
    taken = tmp_path / "lingkar-recovery-sheet.txt"
    taken.write_text("mine")
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*PAST, *keys(PASSPHRASE), "enter", *keys(PASSPHRASE), "enter")
        await until(lambda: isinstance(app.screen, RecoverySheet))
        await see(app, "it must not stay on this laptop")
        await pilot.press("x", "slash", "y", "ctrl+s")
        await see(app, "There is no folder")
        app.screen.field("path").retype(str(folder))  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await see(app, "A key beside its book protects nothing.")
        assert list(folder.glob("*.txt")) == []
        app.screen.field("path").retype(str(taken))  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await see(app, "Written to")
        written = taken.with_stem("lingkar-recovery-sheet-2")
        assert taken.read_text() == "mine"
        key = recovery_key(folder, PASSPHRASE)
        assert key in written.read_text(encoding="utf-8")
        if sys.platform != "win32":
            assert stat.S_IMODE(written.stat().st_mode) == 0o600
        await pilot.press("ctrl+s", "enter", "enter")
        await until(lambda: on_board(app))


@pytest.mark.parametrize("way", ["enter", "escape"])
async def test_the_sheet_does_not_go_away_unnoticed_while_nothing_is_written(folder: Path, way: str) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*PAST, *keys(PASSPHRASE), "enter", *keys(PASSPHRASE), "enter")
        await until(lambda: isinstance(app.screen, RecoverySheet))
        await see(app, "A file for printing, not written yet")
        await pilot.press(way)
        await until(lambda: isinstance(app.screen, Ask))
        await see(app, "No file was written.")
        await see(app, "`lingkar recovery-sheet`")
        await pilot.press("enter")  # once more than needed
        await until(lambda: isinstance(app.screen, RecoverySheet))
        await see(app, "AGE-SECRET-KEY-1")
        await pilot.press(way, "y")
        await until(lambda: isinstance(app.screen, ThreeKeys))


async def test_a_folder_that_refuses_is_said(folder: Path, tmp_path: Path) -> None:
    folder.write_text("a file where the book is to be")
    async with before_the_lock(folder) as (app, pilot):
        assert isinstance(app.screen, FirstStart)
        await pilot.press(*PAST, *keys(PASSPHRASE), "enter", *keys(PASSPHRASE), "enter")
        await until(lambda: app.screen.query_one(".trouble").display)
        assert isinstance(app.screen, FirstStart)
        assert app.screen.field("passphrase").typed == PASSPHRASE
    assert folder.read_text() == "a file where the book is to be"


async def test_it_can_be_done_in_thirteen_strokes_and_two_words(folder: Path) -> None:
    """Enter goes through everything but the question about the key: nothing has to be known, and no key is held."""
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("enter", *"Siti", "enter", "enter", *"password1", "enter", *"password1", *["enter"] * 2)
        await until(lambda: isinstance(app.screen, RecoverySheet))
        await pilot.press("enter", "y", "enter")
        await until(lambda: on_board(app))
        assert app.book.settings.practitioner == "Siti"


# What is chosen


@pytest.mark.parametrize("language", ["id", "en"])
async def test_what_was_chosen_stands_in_the_new_book(folder: Path, language: str) -> None:
    other = {"id": "en", "en": "id"}[language]
    use(language)
    async with before_the_lock(folder) as (app, pilot):
        assert typed(app, "language") == language  # that of the system
        before = shown(app)
        await pilot.press("right" if language == "id" else "left")
        await until(lambda: current() == other)
        await until(lambda: shown(app) != before)
        assert typed(app, "language") == other
        await pilot.press("enter", *"Siti", "f3", "enter", "enter", *keys(PASSPHRASE), "enter", *keys(PASSPHRASE))
        theme = app.theme
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, RecoverySheet))
        settings = app.book.settings
        assert (settings.language, settings.practitioner, settings.theme) == (other, "Siti", theme)
        assert settings.theme != "lingkar-dark"
    assert "Siti" not in (folder / "settings.toml").read_text(encoding="utf-8")  # encrypted, in the book
    assert LingkarApp(folder=folder).theme == theme


async def test_colours_that_were_not_touched_stay_the_usual_ones(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("ctrl+n", "y")
        await until(lambda: isinstance(app.screen, ThreeKeys))
        assert (app.book.settings.theme, app.book.settings.language) == ("", "en")
        assert app.book.settings.practitioner == ""


async def test_another_language_loses_nothing_of_what_is_typed(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("enter", *"Siti", "enter", "enter", *keys(PASSPHRASE), "enter", *"bin")
        await pilot.press("f2")
        await until(lambda: current() == "id" and app.focused is not None)
        await see(app, "Nama Anda")
        await pilot.press("x")
        assert (typed(app, "practitioner"), typed(app, "passphrase")) == ("Siti", PASSPHRASE)
        assert (typed(app, "again"), typed(app, "language")) == ("binx", "id")
        await pilot.press("tab", "left", "right")  # round to the language, with the arrows, quickly
        await until(lambda: current() == "en" and app.focused is not None)
        assert app.focused is app.screen.field("language").control  # type: ignore[attr-defined]
        assert (typed(app, "practitioner"), typed(app, "again")) == ("Siti", "binx")


async def test_the_language_changes_in_the_manual_before_there_is_a_book_too(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("enter", *"Siti", "f1", "m", "f2")
        await until(lambda: current() == "id")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, FirstStart) and app.focused is not None)
        await see(app, "Nama Anda")
        assert typed(app, "practitioner") == "Siti"
        await pilot.press("x")
        assert typed(app, "practitioner") == "Sitix"


async def test_going_back_keeps_what_was_typed(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("enter", *"Siti", "enter", "enter", *keys(PASSPHRASE), *["shift+tab"] * 2, *" A")
        assert (typed(app, "practitioner"), typed(app, "passphrase")) == ("Siti A", PASSPHRASE)
        await pilot.press("tab", "down")
        await see(app, "nothing of it stays")
        assert "Passphrase" not in shown(app)
        await pilot.press("up")
        await see(app, "Passphrase")
        assert typed(app, "passphrase") == PASSPHRASE


async def test_a_full_disk_right_after_the_book_is_made_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, written = beginning.open_casebook, disk.write_all

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def made_with_the_last_room(*arguments: object) -> Casebook:
        book = made(*arguments)  # type: ignore[arg-type]
        monkeypatch.setattr(disk, "write_all", full)
        return book

    monkeypatch.setattr(beginning, "open_casebook", made_with_the_last_room)
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("enter", *"Siti", "enter", "enter", *keys(PASSPHRASE), "enter", *keys(PASSPHRASE), "enter")
        await until(lambda: isinstance(app.screen, RecoverySheet))  # the book is there, and its key
        monkeypatch.setattr(disk, "write_all", written)
        await pilot.press("enter", "y", "enter")
        await until(lambda: on_board(app))
        await see(app, "The book is made, but what you chose with it could not all be kept:")
        assert app.book.settings.practitioner == ""
    assert how_kept(folder) is Kept.ENCRYPTED


async def test_settings_that_a_hand_wrote_before_are_used_and_kept(folder: Path) -> None:
    folder.mkdir()
    (folder / "settings.toml").write_text('# mine\ntheme = "lingkar-light"\nlock_after = 9\n', encoding="utf-8")
    async with before_the_lock(folder) as (app, pilot):
        assert app.theme == "lingkar-light"
        await pilot.press("ctrl+n", "y")
        await until(lambda: isinstance(app.screen, ThreeKeys))
        assert (app.book.settings.theme, app.book.settings.lock_after) == ("lingkar-light", 9)
    assert "# mine" in (folder / "settings.toml").read_text(encoding="utf-8")


# Three keys


async def test_the_three_keys_are_those_in_use(folder: Path) -> None:
    folder.mkdir()
    (folder / "settings.toml").write_text('[keymap]\nnew_case = "Y"\nreview = ["f9", "r"]\n', encoding="utf-8")
    try:
        async with before_the_lock(folder) as (app, pilot):
            await pilot.press("ctrl+n", "y")
            await until(lambda: isinstance(app.screen, ThreeKeys))
            await see(app, "Y Take in a new case")
            await see(app, "f9 To the daily review: who needs you today, and why")
            await see(app, "? What the keys do where you are")
            await pilot.press("Y")
            await until(lambda: type(app.screen).__name__ == "CaseForm")
    finally:
        apply({})


@pytest.mark.parametrize("action", ThreeKeys.THREE)
async def test_whoever_tries_one_of_them_gets_what_it_promises(folder: Path, action: str) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("ctrl+n", "y")
        await until(lambda: isinstance(app.screen, ThreeKeys))
        await pilot.press("x", "a")  # others do nothing
        assert isinstance(app.screen, ThreeKeys)
        await pilot.press(BY_ACTION[action].keys[0])
        name = {"new_case": "CaseForm", "review": "DailyReview", "guide": "Guide"}[action]
        await until(lambda: type(app.screen).__name__ == name)
        assert not any(isinstance(screen, ThreeKeys) for screen in app.screen_stack)


async def test_language_and_colours_that_change_on_the_sheet_are_kept_too(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("ctrl+n", "y")
        await until(lambda: isinstance(app.screen, ThreeKeys))
        await pilot.press("f2", "f3")
        await until(lambda: app.book.settings.language == "id")
        assert app.book.settings.theme == app.theme != "lingkar-dark"


# Looking around


async def test_one_looks_around_and_comes_back_and_nothing_of_it_stays(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("enter", *"Siti", "enter", "down", "enter")
        await until(lambda: on_board(app) and app.is_open, 60)
        await see(app, "Nobody here exists")
        assert app.is_demo
        assert len(app.book.cases()) > 10
        assert len(list(tmp_path.glob("lingkar-*"))) == 1
        await pilot.press("c", *"Kasus saya", "tab", "f", "ctrl+s")
        await until(lambda: any(case.alias == "Kasus saya" for case in app.book.cases()))
        await pilot.press("asterisk", "ctrl+q")  # not a way out of the program here
        await until(lambda: isinstance(app.screen, FirstStart) and app.focused is not None and app._free.is_set())
        assert (app.is_open, app.is_demo, app.hidden) == (False, False, False)
        assert list(tmp_path.glob("lingkar-*")) == []
        assert not folder.exists()
        assert (typed(app, "practitioner"), typed(app, "begin")) == ("Siti", "own")
        await pilot.press("enter", *keys(PASSPHRASE), "enter", *keys(PASSPHRASE), "enter")
        await until(lambda: isinstance(app.screen, RecoverySheet))
        await pilot.press("enter", "y", "enter")
        await until(lambda: on_board(app))
        await see(app, "Your casebook is empty")
        assert "demo" not in shown(app).splitlines()[0]
        assert app.book.settings.practitioner == "Siti"
        assert app.book.folder == folder
        await pilot.press("q")
        await until(lambda: not app.is_running)  # of one's own book one leaves the program
    assert app.return_code == 0


async def test_ended_from_outside_while_looking_around_leaves_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("enter", "enter", "down", "enter")
        await until(lambda: on_board(app) and app.is_open, 60)
        app._end_now()
        await until(lambda: not app.is_running)
    assert list(tmp_path.glob("lingkar-*")) == []
    assert not folder.exists()


async def test_sample_cases_that_cannot_be_made_are_no_dead_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> Casebook:
        raise NotSaved("No room for that.")

    monkeypatch.setattr("tui.unlock.samples.open_casebook", refuse)
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("enter", "enter", "down", "enter")
        await see(app, "No room for that.")
        await pilot.press("up", "enter", *keys(PASSPHRASE))
        assert typed(app, "passphrase") == PASSPHRASE


# The look


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_everything_fits(folder: Path, size: tuple[int, int], language: str) -> None:
    use(language)
    async with before_the_lock(folder, size) as (app, pilot):
        frame = app.screen.query_one(".form")
        await pilot.press(*PAST, *"password1")
        assert frame.max_scroll_y == 0
        assert "ctrl+n" in shown(app).splitlines()[-1]
        await pilot.press("enter", "enter")  # what is missing is said
        assert frame.max_scroll_y == 0
        await pilot.press(*"password1", "enter")
        assert frame.max_scroll_y == 0
        await pilot.press("enter")
        for screen in (RecoverySheet, ThreeKeys):
            await until(lambda kind=screen: isinstance(app.screen, kind) and app.screen.query(".form"))  # type: ignore[misc]
            await pilot.pause()
            assert app.screen.query_one(".form").max_scroll_y == 0
            await pilot.press("enter", *(["y"] if screen is RecoverySheet else []))


async def test_a_page_that_was_made_smaller_keeps_what_is_typed_in_sight(folder: Path) -> None:
    async with before_the_lock(folder, (140, 40)) as (app, pilot):
        await pilot.press(*PAST, *"password1", "enter", *"pass")
        await pilot.resize_terminal(60, 20)
        await pilot.press(*"word1")
        assert typed(app, "again") == "password1"
        await see(app, "Once more █ •••••••••")
