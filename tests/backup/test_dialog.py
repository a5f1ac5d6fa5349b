"""The backup from the board: where to, how far, and done; the book goes on meanwhile."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from store import Casebook, LingkarError, open_casebook
from store.exchange import backup as backups
from store.vault import disk
from tests.conftest import MORNING
from tests.forms.host import SIZES, assert_nothing_cut, fill, opened, shown, speak, under, until
from tests.unlock.conftest import PASSPHRASE, lock, unlock, unlocked
from tui.app import LingkarApp
from tui.backup.dialog import BackupDialog
from tui.frame import Said


@pytest.fixture
def code(book: Casebook) -> str:
    return book.add_case(alias="Bu S", size="family").code


def told(dialog: BackupDialog) -> str:
    line = dialog.query_one("#written", Static)
    return str(line.content) if line.display else ""


async def patiently(pilot: Pilot, true: Callable[[], bool]) -> None:
    """As `until`, for what another process does on a busy machine."""
    for _try in range(15):
        with contextlib.suppress(AssertionError):
            return await until(pilot, true)
    raise AssertionError("it did not come")


class Gate:
    """Holds the work back in its thread until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.open = threading.Event(), threading.Event()
        real = backups.Backup._check

        def held(job: Any, *args: Any) -> Any:
            self.reached.set()
            assert self.open.wait(20)
            return real(job, *args)

        monkeypatch.setattr(backups.Backup, "_check", held)


async def test_made_checked_and_written_down(book: Casebook, code: str, tmp_path: Path) -> None:
    dialog = BackupDialog()
    target = tmp_path / "lingkar-2026-11-21.backup"
    async with opened(book, dialog) as pilot:
        assert "will not be encrypted" in shown(pilot.app)
        await fill(pilot, path=str(tmp_path / "nowhere" / "x"))
        await pilot.press("enter")
        assert "There is no folder" in under(dialog.field("path"))
        await fill(pilot, path=str(tmp_path))
        await pilot.press("enter")
        await patiently(pilot, lambda: told(dialog).startswith("Made and checked"))
        assert told(dialog) == (
            f"Made and checked, 1 case: {target}\nIt lies on the same disk as the book: copy it to another one."
        )
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.answers == [None])
    assert [one.path for one in book.outside()] == [str(target)]


async def test_the_book_goes_on_while_it_works(
    book: Casebook, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, dialog = Gate(monkeypatch), BackupDialog()
    async with opened(book, dialog) as pilot:
        await fill(pilot, path=str(tmp_path))
        await pilot.press("enter")
        await until(pilot, gate.reached.is_set)
        book.add_note(code, body="meanwhile")
        await pilot.press("enter", "ctrl+s")  # not twice
        parked = dialog.parked()
        assert parked
        assert parked["typed"] == {"path": str(tmp_path)}
        assert "%" in told(dialog) or "..." in told(dialog)
        gate.open.set()
        await patiently(pilot, lambda: told(dialog).startswith("Made and checked"))
        assert dialog.parked() is None
    assert len(list(tmp_path.glob("*.backup"))) == 1
    assert len(book.notes(code)) == 1


async def test_stopped_it_leaves_nothing_and_can_be_tried_again(
    book: Casebook, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, dialog = Gate(monkeypatch), BackupDialog()
    async with opened(book, dialog) as pilot:
        await fill(pilot, path=str(tmp_path))
        await pilot.press("enter")
        await until(pilot, gate.reached.is_set)
        await pilot.press("escape")
        gate.open.set()
        await patiently(pilot, lambda: "was stopped" in under(dialog.field("path")))
        assert book.outside() == []
        assert list(tmp_path.glob("*.backup*")) == []
        await pilot.press("enter")
        await patiently(pilot, lambda: told(dialog).startswith("Made and checked"))
    assert len(book.outside()) == 1


async def test_while_it_works_nobody_needs_to_be_there(
    book: Casebook, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, dialog = Gate(monkeypatch), BackupDialog()
    async with opened(book, dialog) as pilot:
        presence = pilot.app.presence
        await fill(pilot, path=str(tmp_path))
        presence._touched = before = presence._touched - 600
        await asyncio.sleep(0.3)
        assert presence._touched == before, "a dialog that waits is no sign of anybody"
        await pilot.press("enter")
        await until(pilot, gate.reached.is_set)
        await until(pilot, lambda: presence.idle < 60)
        gate.open.set()
        await patiently(pilot, lambda: dialog._is_made)
        presence._touched = before
        await asyncio.sleep(0.3)
        assert presence._touched == before, "nor one that is done"


async def test_a_screen_that_goes_away_stops_it(
    book: Casebook, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, dialog = Gate(monkeypatch), BackupDialog()
    async with opened(book, dialog) as pilot:
        await fill(pilot, path=str(tmp_path))
        await pilot.press("enter")
        await until(pilot, gate.reached.is_set)
        pilot.app.pop_screen()
        await until(pilot, lambda: not dialog.is_attached)
        gate.open.set()
    await asyncio.sleep(0.2)
    assert list(tmp_path.glob("*.backup*")) == []
    assert book.outside() == []


async def test_locking_stops_it_and_unlocking_brings_the_place_back(
    tmp_path: Path, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "other_drives", list)
    place, gate = tmp_path / "stick", Gate(monkeypatch)
    place.mkdir()
    open_casebook(tmp_path / "book", PASSPHRASE, clock=clock).close()
    async with unlocked(tmp_path / "book") as (app, pilot):
        app.push_screen(BackupDialog())
        await until(pilot, lambda: isinstance(app.screen, BackupDialog) and bool(app.screen.query("KeyBar")))
        await fill(pilot, path=str(place))
        await pilot.press("enter")
        await until(pilot, gate.reached.is_set)
        await lock(app, pilot)
        gate.open.set()
        await patiently(pilot, lambda: list(place.iterdir()) == [])
        await unlock(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, BackupDialog) and bool(app.screen.query("KeyBar")))
        dialog = app.screen
        assert isinstance(dialog, BackupDialog)
        assert (dialog.field("path").value, told(dialog)) == (str(place), "")
        await pilot.press("enter")
        await patiently(pilot, lambda: told(dialog).startswith("Made and checked"))
        await lock(app, pilot)
        await unlock(app, pilot)
        assert not isinstance(app.screen, BackupDialog)


@pytest.mark.parametrize("error", [LingkarError("The stick is gone."), RuntimeError("client text")])
async def test_trouble_is_said_beside_the_place(
    book: Casebook, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr(backups.Backup, "_check", fail)
    dialog = BackupDialog()
    async with opened(book, dialog) as pilot:
        await fill(pilot, path=str(tmp_path))
        await pilot.press("enter")
        await until(pilot, lambda: under(dialog.field("path")) != "" and not told(dialog))
        expected = "The stick is gone." if isinstance(error, LingkarError) else "could not be made"
        await until(pilot, lambda: expected in under(dialog.field("path")))
        assert "client text" not in shown(pilot.app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "id", "long"])
async def test_nothing_is_cut(book: Casebook, code: str, tmp_path: Path, size: tuple[int, int], language: str) -> None:
    speak(language)
    dialog = BackupDialog()
    async with opened(book, dialog, size) as pilot:
        assert_nothing_cut(pilot.app)
        await fill(pilot, path=str(tmp_path))
        await pilot.press("enter")
        await patiently(pilot, lambda: dialog._is_made)
        await pilot.pause()
        assert_nothing_cut(pilot.app)


def test_the_place_proposed(book: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "other_drives", list)
    assert backups.proposed_place(book) == Path.home()
    stick, last = tmp_path / "stick", tmp_path / "last"
    for place in (stick, last):
        place.mkdir()
    monkeypatch.setattr(disk, "other_drives", lambda: [tmp_path / "gone", stick])
    assert backups.proposed_place(book) == Path.home()  # the same disk
    monkeypatch.setattr(disk, "same_device", lambda one, other: False)
    assert backups.proposed_place(book) == stick
    backups.backup(book, last)
    assert backups.proposed_place(book) == last
    for path in last.iterdir():
        path.unlink()
    last.rmdir()
    assert backups.proposed_place(book) == stick


# The reminder on the board


async def said(book: Casebook, until_true: Callable[[str], bool], **more: Any) -> str:
    app = LingkarApp(book, **more)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause(0.2)
        for _try in range(20):
            if until_true(app.screen.query_one(Said).text):
                break
            await pilot.pause(0.05)
        return app.screen.query_one(Said).text


async def test_the_board_reminds_once_a_day(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "book", clock=lambda: MORNING) as book:
        book.add_case(alias="A", size="family", opened=(MORNING - timedelta(days=9)).date())
        reminder = "There is no backup outside this laptop yet · ctrl+p, then backup"
        assert "backup" not in await said(book, lambda text: False, is_demo=True)
        assert await said(book, lambda text: "backup" in text) == (
            f"1 case needs you today · r begins the daily review · {reminder}"
        )
        assert "backup" not in await said(book, lambda text: False)
        book.clock = lambda: MORNING + timedelta(days=1)
        assert "no backup" in await said(book, lambda text: "backup" in text)


async def test_the_palette_leads_there(book: Casebook, code: str) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("ctrl+p", *"backup", "enter")
        await until(pilot, lambda: isinstance(app.screen, BackupDialog))
