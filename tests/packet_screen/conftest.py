"""A case with words that may be names, the program at its packet, and waiting for what stands there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from store import Casebook
from store.model import Person
from tests.casefile.conftest import until
from tui.app import LingkarApp
from tui.frame import Said
from tui.packet import write_out
from tui.packet.form import PacketForm
from tui.packet.screen import PacketScreen
from tui.place import Place

CODE = "K-2026-001"
FIRST, NEAR, LAST = "Zulkarnaen", "Budii", "Xantippe"
"""What may be a name in the note: unknown, almost the name of Budi, unknown."""
BODY = f"Siti came with {FIRST} [/] today. {NEAR} shouted at {FIRST}. Later [bold] the school of {LAST} was closed."
"""In the order in which they stand there."""


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for documents."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr(write_out, "documents", lambda: folder)
    return folder


@pytest.fixture
def clear(book: Casebook) -> Casebook:
    """A case in which nothing is doubtful."""
    book.add_case(alias="Bu S", size="individual", client_name="Siti Aminah")
    book.add_note(CODE, body="Siti was well.", mode="home_visit", outcome="reached", sign=True)
    return book


@pytest.fixture
def doubtful(clear: Casebook) -> Casebook:
    """The same with a note in which words may be names."""
    clear.add(Person, CODE, alias="Bapak", name="Budi Santoso", kin_role="ayah")
    clear.add_note(CODE, body=BODY, mode="home_visit", outcome="reached", sign=True)
    return clear


@asynccontextmanager
async def at_form(book: Casebook, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[LingkarApp, Pilot[None]]]:
    """The program with the form of the packet of the case on the board."""
    app = LingkarApp(book)
    async with app.run_test(size=size) as pilot:
        await until(lambda: isinstance(app.screen, Place) and app.screen.current_case)
        await pilot.press("x")
        await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
        await pilot.pause()
        yield app, pilot


@asynccontextmanager
async def at_packet(
    book: Casebook, size: tuple[int, int] = (80, 24), **typed: str
) -> AsyncIterator[tuple[LingkarApp, Pilot[None], PacketScreen]]:
    """The program with the packet of the case, made with what is typed in fields of the form."""
    async with at_form(book, size) as (app, pilot):
        await fill_in(pilot, **typed)
        await pilot.press("enter")
        yield app, pilot, await made(app)


async def fill_in(pilot: Pilot[None], **typed: str) -> None:
    """Put something into fields of the form, as a person would."""
    form = pilot.app.screen
    assert isinstance(form, PacketForm)
    for key, text in typed.items():
        field = form.field(key)
        field.retype(text)
        field.touched()
        await pilot.pause()


async def made(app: LingkarApp) -> PacketScreen:
    """Wait until the packet stands there as it is now."""
    await until(lambda: isinstance(app.screen, PacketScreen) and app.screen._made and not app.screen._making)
    screen = app.screen
    assert isinstance(screen, PacketScreen)
    return screen


def left(screen: PacketScreen) -> list[str]:
    """The words that are left to decide about."""
    return [word.text for word in screen.words.words]


def said(app: LingkarApp) -> str:
    """What the place on top says."""
    return app.screen.query_one(Said).text


def page(screen: PacketScreen) -> str:
    """The document as it is laid out."""
    return screen.page.plain


def files(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def words_of(book: Casebook) -> list[tuple[Any, ...]]:
    """What was decided about words."""
    return [(word.text, word.kind, word.subject) for word in book.folder_of(CODE).mask_words]
