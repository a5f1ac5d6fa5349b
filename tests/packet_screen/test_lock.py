"""Locking over a packet: it is gone, what was typed for it comes back, and what was decided is in the book."""

import gc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from store import open_casebook
from store.packet.veil import Doubtful
from tests.casefile.conftest import until
from tests.packet_screen.conftest import CODE, FIRST, LAST, fill_in, left, made
from tests.unlock.conftest import PASSPHRASE, lock, unlock, unlocked
from tests.unlock.conftest import folder as folder  # the fixture
from tui.packet.document_lines import DocumentLines
from tui.packet.form import PacketForm
from tui.packet.reflection import _OF, keep_reflection, reflection
from tui.packet.screen import PacketScreen


@pytest.mark.usefixtures("documents")
async def test_a_packet_is_gone_behind_the_lock_and_soon_made_again(
    folder: Path, clock: Callable[[], datetime]
) -> None:
    with open_casebook(folder, PASSPHRASE, clock=clock) as book:
        book.add_case(alias="Bu S", size="family", client_name="Siti")
        book.add_note(CODE, body=f"Siti came with {FIRST} and {LAST}.")
    async with unlocked(folder, (140, 40)) as (app, pilot):
        await pilot.press("x")
        await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
        await fill_in(pilot, remark="Heavy weeks.", level="partial")
        await pilot.press("ctrl+s")
        screen = await made(app)
        await pilot.press("y")
        await made(app)
        del screen
        await lock(app, pilot)
        assert not [screen for screen in app.screen_stack if isinstance(screen, PacketForm | PacketScreen)]
        gc.collect()
        assert not [each for each in gc.get_objects() if isinstance(each, Doubtful | DocumentLines)]
        await unlock(app, pilot)
        await until(lambda: isinstance(app.screen, PacketForm) and app.screen.is_mounted)
        form = app.screen
        assert isinstance(form, PacketForm)
        assert (form.field("remark").value, form.field("level").value) == ("Heavy weeks.", "partial")
        await pilot.press("ctrl+s")
        assert left(await made(app)) == [LAST]


@pytest.mark.usefixtures("documents")
async def test_what_was_reflected_is_gone_behind_the_lock(folder: Path, clock: Callable[[], datetime]) -> None:
    with open_casebook(folder, PASSPHRASE, clock=clock) as book:
        book.add_case(alias="Bu S", size="family")
    async with unlocked(folder, (140, 40)) as (app, pilot):
        keep_reflection(app.book, CODE, "Heavy weeks.")
        await lock(app, pilot)
        gc.collect()
        assert not [*_OF]
        await unlock(app, pilot)
        assert reflection(app.book, CODE) == ""
