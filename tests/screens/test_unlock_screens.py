"""How the way into a book looks, kept as pictures: first start, strength, recovery sheet, unlocking."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

import tui.unlock.locking
import tui.unlock.sheet
from store import Casebook, open_casebook
from store.language import use
from tests.unlock.conftest import until
from tui.app import LingkarApp
from tui.unlock.sheet import RecoverySheet
from tui.unlock.unlock import Unlock

Compare = Callable[..., bool]
KEY = "AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQQPZRY9X8GF2TVDW0S3JN54KHC"
PASSPHRASE = "bintang jatuh di sungai"
PAST = ["enter"] * 3
"""Past language, name and what to begin with, to the passphrase."""


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> str:
    use(request.param)
    return str(request.param)


@pytest.fixture
def app(tmp_path: Path) -> LingkarApp:
    return LingkarApp(folder=tmp_path / "book")


@pytest.fixture
def encrypted(tmp_path: Path) -> None:
    open_casebook(tmp_path / "book", PASSPHRASE).close()


def typed(text: str) -> list[str]:
    return ["space" if letter == " " else letter for letter in text]


def test_first_start_at_80_columns(app: LingkarApp, language: str, snap_compare: Compare) -> None:
    assert snap_compare(app, terminal_size=(80, 24))


def test_strength_at_60_columns(app: LingkarApp, language: str, snap_compare: Compare) -> None:
    assert snap_compare(app, terminal_size=(60, 20), press=[*PAST, *typed("bintang1")])


def test_strength_at_140_columns_in_the_light(app: LingkarApp, language: str, snap_compare: Compare) -> None:
    assert snap_compare(app, terminal_size=(140, 40), press=["f3", *PAST, *typed(PASSPHRASE), "tab"])


def test_without_a_passphrase(app: LingkarApp, language: str, snap_compare: Compare) -> None:
    assert snap_compare(app, terminal_size=(80, 24), press=["ctrl+n"])


def test_recovery_sheet_at_80_columns(
    book: Casebook, language: str, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.unlock.sheet, "documents", lambda: Path("/home/sri/Documents"))
    app = LingkarApp(book)

    async def show(pilot: Pilot[None]) -> None:
        await app.push_screen(RecoverySheet(KEY, Path("/home/sri/book"), book.today()))
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=show)


@pytest.mark.usefixtures("encrypted")
def test_unlock_at_80_columns(app: LingkarApp, language: str, snap_compare: Compare) -> None:
    assert snap_compare(app, terminal_size=(80, 24), press=["x", "y", "z"])


@pytest.mark.usefixtures("encrypted")
def test_wrong_passphrase_at_60_columns(
    app: LingkarApp, language: str, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Unlock, "PAUSES", (4,))

    async def try_one(pilot: Pilot[None]) -> None:
        await pilot.press(*"salah", "enter")
        await until(lambda: isinstance(app.screen, Unlock) and app.screen._left)
        assert isinstance(app.screen, Unlock)
        assert app.screen._timer is not None
        app.screen._timer.stop()
        await pilot.pause()

    assert snap_compare(app, terminal_size=(60, 20), run_before=try_one)
