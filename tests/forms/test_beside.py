"""Beside a form that takes nearly the whole window no stray letters of what lies behind it stand."""

import pytest

from store import Casebook
from tests.board.test_screen import running, take_in
from tests.forms.host import until
from tui.casework.menu import AddMenu
from tui.intake.case_form import CaseForm


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
