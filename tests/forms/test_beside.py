"""Beside a form that takes nearly the whole window no stray letters of what lies behind it stand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from store import Casebook
from tests.board.test_screen import running, take_in
from tests.forms.host import until
from tui.casework.menu import AddMenu
from tui.commands import BY_ACTION
from tui.guide.guide import Guide
from tui.guide.palette import Palette
from tui.importing.chooser import Chooser, Offered
from tui.importing.row_facts import RowFacts
from tui.intake.case_form import CaseForm
from tui.packet.copy_facts import CopyFacts
from tui.settings.keys import NewKey

WIDEST = 80
"""Cells of the widest of their frames."""


def _copy(book: Casebook) -> CopyFacts:
    facts: dict[str, Any] = {"format": "pdf", "sha256": "0" * 64, "size": 1, "level": "full"}
    book.went_out("export", Path("/out/case.pdf"), ["K-2026-001"], packet="case", **facts)
    return CopyFacts(book.copies()[0], hidden=False)


MAKE: dict[str, Callable[[Casebook], Screen[Any]]] = {
    "Chooser": lambda _book: Chooser("Which?", "", [Offered("one"), Offered("two")]),
    "CopyFacts": _copy,
    "Guide": lambda _book: Guide([BY_ACTION["note"]]),
    "NewKey": lambda _book: NewKey(BY_ACTION["note"], {}),
    "Palette": lambda _book: Palette([BY_ACTION["note"]]),
    "RowFacts": lambda _book: RowFacts("A remark", {}),
}


@pytest.mark.parametrize(("keys", "kind"), [("c", CaseForm), ("i", AddMenu)])
@pytest.mark.parametrize(("width", "shows"), [(80, False), (96, False), (140, True)])
async def test_a_narrow_strip_beside_a_form_is_empty(
    book: Casebook, keys: str, kind: type, width: int, shows: bool
) -> None:
    take_in(book, "Bu Sulastri")
    async with running(book, (width, 24)) as (pilot, _board):
        await pilot.press(*(["enter"] if kind is AddMenu else []), *keys)
        await until(pilot, lambda: isinstance(pilot.app.screen, kind))
        await pilot.pause()
        edge = (width - 76) // 2
        lines = pilot.app.screen._compositor.render_strips()
        assert any(line.crop(0, edge).text.strip() for line in lines[:-2]) is shows


@pytest.mark.parametrize("name", MAKE)
@pytest.mark.parametrize(("width", "shows"), [(96, False), (140, True)])
async def test_a_narrow_strip_beside_a_small_screen_is_empty(
    book: Casebook, name: str, width: int, shows: bool
) -> None:
    take_in(book, "Bu Sulastri")
    async with running(book, (width, 24)) as (pilot, _board):
        await pilot.app.push_screen(MAKE[name](book))
        await pilot.pause()
        lines = pilot.app.screen._compositor.render_strips()
        assert any(line.crop(0, (width - WIDEST) // 2).text.strip() for line in lines[:-2]) is shows
