"""Tables of strangers, the program at its import screen, and waiting for what is worked out there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import Casebook
from store.exchange.importing.plan import Fate
from tests.casefile.conftest import until
from tui.app import LingkarApp
from tui.frame import Said
from tui.importing.screen import ImportScreen
from tui.importing.targets import Column, target_of, words_of

CASES = """no kasus;nama panggilan;tanggal masuk;sumber rujukan;warna
A1;Bu [/] S;20/11/2025;sekolah;[bold]hijau
A2;Pak D;21/11/2025;radio;biru
;;22/11/2025;radio;merah
"""
"""One row a case; nobody knows what `radio` is, no field takes `warna`, and the last row does not say of whom it is."""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """A table of cases."""
    path = tmp_path / "kasus.csv"
    path.write_text(CASES, encoding="utf-8")
    return path


@asynccontextmanager
async def at_import(
    book: Casebook, path: Path, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[LingkarApp, Pilot[None], ImportScreen]]:
    """The program started with a file to bring in."""
    app = LingkarApp(book, bring_in=path)
    async with app.run_test(size=size) as pilot:
        yield app, pilot, await worked_out(app)


async def worked_out(app: LingkarApp) -> ImportScreen:
    """Wait until what will happen stands there as it is now."""
    await until(lambda: isinstance(app.screen, ImportScreen) and app.screen.plan and not app.screen.is_at_work)
    screen = app.screen
    assert isinstance(screen, ImportScreen)
    return screen


async def choose(pilot: Pilot[None], words: str) -> None:
    """Open what is under the cursor, and take what has these words."""
    await pilot.press("enter", *("space" if key == " " else key for key in words), "enter")
    await pilot.pause()


def targets(screen: ImportScreen) -> dict[str, str]:
    """Column -> what it becomes."""
    return {each.column.name: words_of(target_of(screen.mapping, each.column)) for each in screen.panes.columns.columns}


def target(screen: ImportScreen, column: str) -> str:
    """What a column becomes."""
    return words_of(target_of(screen.mapping, Column(column)))


def fates(screen: ImportScreen) -> list[Fate]:
    """What becomes of the rows, in the order of the file."""
    assert screen.plan
    return [row.fate for row in screen.plan.report.fates]


def said(app: LingkarApp) -> str:
    """What the place on top says."""
    return app.screen.query_one(Said).text
