"""The first start: a passphrase with its strength, the recovery sheet, going without, and leaving without a trace."""

import stat
import sys
from pathlib import Path

import pytest

import tui.packet.write_out
from store import open_casebook
from store.keeping import Kept, how_kept, recovery_key
from tests.unlock.conftest import PASSPHRASE, before_the_lock, keys, on_board, see, shown, until
from tui.forms.ask import Ask
from tui.unlock.first_start import FirstStart
from tui.unlock.sheet import RecoverySheet, grouped
from tui.unlock.strength import Strength, strength_of


async def test_a_passphrase_twice_makes_an_encrypted_book_and_shows_the_sheet(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        assert isinstance(app.screen, FirstStart)
        await see(app, "Nobody can recover it")
        await pilot.press(*keys(PASSPHRASE), "enter", *keys(PASSPHRASE))
        assert not folder.exists()
        assert "bintang" not in shown(app)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, RecoverySheet))
        assert how_kept(folder) is Kept.ENCRYPTED
        for line in grouped(recovery_key(folder, PASSPHRASE)):
            await see(app, line)
        await pilot.press("enter")
        await until(lambda: on_board(app))
        await see(app, "Your casebook is empty")
        assert "Last saved" not in shown(app)
        await pilot.press("c", *"Bu S", "tab", "f", "ctrl+s")
        await until(lambda: app.book.cases())
    with open_casebook(folder, PASSPHRASE) as book:
        assert [case.alias for case in book.cases()] == ["Bu S"]


@pytest.mark.parametrize("way", ["escape", "ctrl+q"])
async def test_leaving_makes_nothing(folder: Path, way: str) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*keys(PASSPHRASE), "enter", *"bintang", way)
        await until(lambda: not app.is_running)
    assert not folder.exists()


async def test_short_and_differing_passphrases_are_refused(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*"kucing", "enter", *"kucing", "enter")
        await see(app, "At least 8 characters.")
        await pilot.press(*keys(" di atap rumah"), "tab", "end", "x", "enter")
        await see(app, "This is not the same as above.")
        await pilot.press(*"once")
        assert app.screen.field("again").typed == "once"  # type: ignore[attr-defined]
        assert not folder.exists()


async def test_a_weak_passphrase_is_warned_of_and_taken_all_the_same(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*"password1", "enter", *"password1", "enter")
        await see(app, "This passphrase is very weak.")
        assert not folder.exists()
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, RecoverySheet))


async def test_the_warning_holds_for_one_passphrase_only(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*"password1", "enter", *"password1", "enter")
        await see(app, "This passphrase is very weak.")
        await pilot.press("2", "shift+tab", "end", "2", "tab", "enter")
        await see(app, "This passphrase is weak.")
        assert not folder.exists()


async def test_strength_is_shown_as_one_types(folder: Path) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*"12345678")
        await see(app, "━━──────── very weak · guessed in less than a second")
        await pilot.press(*keys(" bintang jatuh di sungai kelabu"))
        await see(app, "━━━━━━━━━━ strong · guessed in centuries")


def test_strength_is_never_told_in_the_words_of_the_library() -> None:
    assert strength_of("") == Strength(0, 0)
    assert strength_of("x" * 500).score == 0  # far longer than the library takes
    assert strength_of("password").score == 0
    assert [Strength(score, 0).word for score in range(5)] == ["very weak", "weak", "fair", "good", "strong"]
    assert [len(Strength(score, 0).bar) for score in range(5)] == [10] * 5
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
        await pilot.press(*keys(PASSPHRASE), "enter", *keys(PASSPHRASE), "enter")
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
        await pilot.press("ctrl+s", "enter")
        await until(lambda: on_board(app))


async def test_a_folder_that_refuses_is_said(folder: Path, tmp_path: Path) -> None:
    folder.write_text("a file where the book is to be")
    async with before_the_lock(folder) as (app, pilot):
        assert isinstance(app.screen, FirstStart)
        await pilot.press(*keys(PASSPHRASE), "enter", *keys(PASSPHRASE), "enter")
        await until(lambda: app.screen.query_one(".trouble").display)
        assert isinstance(app.screen, FirstStart)
        assert app.screen.field("passphrase").typed == PASSPHRASE
    assert folder.read_text() == "a file where the book is to be"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_everything_fits(folder: Path, size: tuple[int, int]) -> None:
    async with before_the_lock(folder, size) as (app, pilot):
        await pilot.press(*"password1", "enter")
        frame = app.screen.query_one(".form")
        assert frame.max_scroll_y == 0
        await see(app, "ctrl+n no passphrase")
        await pilot.press(*"password1", "enter", "enter")
        await until(lambda: isinstance(app.screen, RecoverySheet) and app.screen.query(".form"))
        await pilot.pause()
        assert app.screen.query_one(".form").max_scroll_y == 0
