"""Writing the whole book out from the board: which form, where to, the word; it can be stopped until it has left."""

import asyncio
import threading
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from textual.widgets import Static
from tinydb import TinyDB

from store import Casebook, LingkarError, open_casebook
from store.exchange.dumping import DumpFormat, made
from store.model.disguise import MaskLevel
from store.model.outside import OutsideKind
from store.packet.prepare import confirmation
from tests.forms.host import SIZES, assert_nothing_cut, fill, opened, shown, speak, trouble, under, until
from tests.unlock.conftest import PASSPHRASE, lock, see, unlock, unlocked
from tui.app import LingkarApp
from tui.dumping import dialog
from tui.dumping.dialog import DumpForm
from tui.packet.copies import Copies

WHY = "A reason that is long enough to pass."


@pytest.fixture
def code(book: Casebook) -> str:
    """An open case; another one is archived."""
    closed = book.add_case(alias="Pak T", size="family").code
    book.terminate(closed, reason="moved", outcome="same", summary="-", notice="agreed", override=WHY)
    book.file_away(closed)
    return book.add_case(alias="Bu S", size="family").code


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def told(form: DumpForm) -> str:
    line = form.query_one("#written", Static)
    return str(line.content) if line.display else ""


def is_written(form: DumpForm) -> bool:
    return "in plain text" in told(form)


class Gate:
    """Holds the making back in its thread until it is opened: before the file is made, or when it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, is_made: bool = False) -> None:
        self.reached, self.open, self.left = threading.Event(), threading.Event(), threading.Event()
        self.was_made = False

        def held(*args: Any) -> bytes:
            first = made(*args) if is_made else None
            self.reached.set()
            assert self.open.wait(20)
            try:
                data = first or made(*args)
                self.was_made = True
            finally:
                self.left.set()
            return data

        monkeypatch.setattr(dialog, "made", held)


async def test_the_word_is_needed_and_then_it_is_written_and_known(book: Casebook, code: str, out: Path) -> None:
    app = LingkarApp(book)
    path = out / "lingkar_dump_UNMASKED_2026-11-21.json"
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("ctrl+p", *"another program to read", "enter")
        await until(pilot, lambda: isinstance(app.screen, DumpForm) and bool(app.screen.query("KeyBar")))
        form = app.screen
        assert isinstance(form, DumpForm)
        await see(app, "nothing in it is masked")
        assert "does not protect" not in shown(app), "this book has no passphrase"
        await see(app, "Confirmation needed")
        await fill(pilot, folder=str(out))
        for wrong in ("", "json"):
            await fill(pilot, typed=wrong)
            await pilot.press("enter")
            assert under(form.field("typed")).startswith("Without this word nothing leaves unmasked.")
        await fill(pilot, typed="unmasked", folder=str(out / "nowhere"))
        await pilot.press("enter")
        assert "There is no such folder." in under(form.field("folder"))
        assert (book.outside(), list(out.iterdir())) == ([], [])
        await fill(pilot, folder=str(out))
        await pilot.press("enter")
        await until(pilot, lambda: is_written(form))
        assert told(form) == (
            f"The whole book with 2 cases, in plain text: {path}\n"
            "Delete it after use: C lists what was exported, and destroys it."
        )
        assert form.parked() is None
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is not form)
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, Copies) and path.name in shown(app))
        await pilot.press("escape", "ctrl+p", *"another program to read", "enter")
        await until(pilot, lambda: isinstance(app.screen, DumpForm) and bool(app.screen.query("KeyBar")))
        assert app.screen.field("folder").value == str(out)
        assert app.screen.field("typed").value == ""
    found = orjson.loads(path.read_bytes())
    assert [row["code"] for row in found["tables"]["cases"].values()] == [code]
    assert len(found["archive"]) == 1
    assert path.stat().st_mode & 0o777 == 0o600
    (one,) = book.outside()
    assert (one.kind, one.level, one.path) == (OutsideKind.DUMP, MaskLevel.NONE, str(path))
    assert len(one.codes) == 2


@pytest.mark.parametrize(("format", "good_for"), [("tinydb", "programs in Python"), ("csv", "cannot be read in again")])
async def test_the_other_forms(book: Casebook, code: str, tmp_path: Path, format: str, good_for: str) -> None:
    place = tmp_path / "Dropbox"
    place.mkdir()
    form = DumpForm()
    async with opened(book, form) as pilot:
        assert "makes the same book of it again" in under(form.field("format"))
        await fill(pilot, format=format, folder=str(place), typed="UNMASKED")
        assert good_for in under(form.field("format"))
        assert "Dropbox copies this folder to other computers, and the whole book" in under(form.field("folder"))
        await pilot.press("enter")
        await until(pilot, lambda: is_written(form))
        assert ("an apostrophe stands before" in told(form)) == (format == DumpFormat.CSV)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.answers == [None])
    (path,) = place.iterdir()
    if format == DumpFormat.CSV:
        with zipfile.ZipFile(path) as tables:
            assert code in tables.read("cases.csv").decode()
    else:
        with TinyDB(path) as db:
            assert len(db.table("cases")) == 2


@pytest.mark.parametrize("is_made", [False, True])
async def test_stopped_before_it_has_left_nothing_is_there_and_it_can_be_tried_again(
    book: Casebook, code: str, out: Path, monkeypatch: pytest.MonkeyPatch, is_made: bool
) -> None:
    gate, form = Gate(monkeypatch, is_made), DumpForm()
    async with opened(book, form) as pilot:
        presence = pilot.app.presence
        await fill(pilot, folder=str(out), typed="UNMASKED")
        presence._touched = before = presence._touched - 600
        await asyncio.sleep(0.3)
        assert presence._touched == before, "a form that waits is no sign of anybody"
        await pilot.press("enter")
        await until(pilot, gate.reached.is_set)
        await until(pilot, lambda: presence.idle < 60)
        await until(pilot, lambda: told(form) == ("Writing ... 50 %" if is_made else "Writing ... 0 %"))
        book.add_note(code, body="meanwhile")
        await pilot.press("enter", "ctrl+s")  # not twice
        assert "stop" in shown(pilot.app).splitlines()[-1]
        parked = form.parked()
        assert parked
        assert parked["typed"]["folder"] == str(out)
        await pilot.press("escape")
        assert pilot.app.answers == []
        gate.open.set()
        await until(pilot, lambda: trouble(pilot.app) == "Stopped. Nothing was written.")
        assert (book.outside(), list(out.iterdir()), told(form), gate.was_made) == ([], [], "", is_made)
        await pilot.press("enter")
        await until(pilot, lambda: is_written(form))
        presence._touched = before
        await asyncio.sleep(0.3)
        assert presence._touched == before, "nor one that is done"
    assert len(book.outside()) == len(list(out.iterdir())) == 1


async def test_a_screen_that_goes_away_stops_it(
    book: Casebook, code: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, form = Gate(monkeypatch), DumpForm()
    async with opened(book, form) as pilot:
        await fill(pilot, folder=str(out), typed="UNMASKED")
        await pilot.press("enter")
        await until(pilot, gate.reached.is_set)
        pilot.app.pop_screen()
        await until(pilot, lambda: not form.is_attached)
        gate.open.set()
        await until(pilot, gate.left.is_set)
    assert not gate.was_made
    assert (book.outside(), list(out.iterdir())) == ([], [])


async def test_locking_stops_it_and_unlocking_brings_the_form_back(
    tmp_path: Path, out: Path, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    open_casebook(tmp_path / "book", PASSPHRASE, clock=clock).close()
    async with unlocked(tmp_path / "book") as (app, pilot):
        app.push_screen(DumpForm())
        await until(pilot, lambda: isinstance(app.screen, DumpForm) and bool(app.screen.query("KeyBar")))
        await see(app, "does not protect it")
        await fill(pilot, folder=str(out), typed="UNMASKED")
        await pilot.press("enter")
        await until(pilot, gate.reached.is_set)
        await lock(app, pilot)
        gate.open.set()
        await unlock(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, DumpForm) and bool(app.screen.query("KeyBar")))
        form = app.screen
        assert isinstance(form, DumpForm)
        assert (form.field("folder").value, told(form), app.book.outside()) == (str(out), "", [])
        assert list(out.iterdir()) == []
        await pilot.press("enter")
        await until(pilot, lambda: is_written(form))
        await lock(app, pilot)
        await unlock(app, pilot)
        assert not isinstance(app.screen, DumpForm)


@pytest.mark.parametrize("where", ["made", "let_go"])
@pytest.mark.parametrize("error", [LingkarError("The stick is gone."), RuntimeError("client text")])
async def test_trouble_is_said_and_it_can_be_tried_again(
    book: Casebook, code: str, out: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: Exception
) -> None:
    def fail(*_args: object) -> None:
        raise error

    form = DumpForm()
    async with opened(book, form) as pilot:
        await fill(pilot, folder=str(out), typed="UNMASKED")
        with monkeypatch.context() as broken:
            broken.setattr(dialog, where, fail)
            await pilot.press("enter")
            expected = str(error) if isinstance(error, LingkarError) else "could not be written out"
            await until(pilot, lambda: expected in trouble(pilot.app))
        assert "client text" not in shown(pilot.app)
        assert list(out.iterdir()) == []
        await pilot.press("enter")
        await until(pilot, lambda: is_written(form))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "id", "long"])
async def test_nothing_is_cut(book: Casebook, code: str, out: Path, size: tuple[int, int], language: str) -> None:
    speak(language)
    form = DumpForm()
    async with opened(book, form, size) as pilot:
        assert_nothing_cut(pilot.app)
        await fill(pilot, format="csv", folder=str(out), typed=confirmation())
        assert_nothing_cut(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: form._written is not None)
        await pilot.pause()
        assert_nothing_cut(pilot.app)
