"""A book with a case in it, the running program around it, and waiting for what a screen comes to show."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from gettext import NullTranslations

import pytest
from textual.pilot import Pilot

from store import Case, Casebook, Note, new_id
from store.language.catalogue import _InUse
from store.model import ContactMode
from tests.conftest import MORNING
from tui.app import LingkarApp
from tui.casefile.screen import CaseFile


def unruled(line: str) -> str:
    """What a line says: of a heading, without the line behind it."""
    return re.sub(" ─{3,}$", "", line)


@pytest.fixture
def case(book: Casebook) -> Case:
    return book.add_case(alias="Bu S", size="family", presenting_problem="Anak berhenti sekolah", risk_level="medium")


@pytest.fixture
def app(book: Casebook) -> LingkarApp:
    return LingkarApp(book)


class _Marked(NullTranslations):
    """A language in which every text that passes through the catalogue is marked, so that one that does not shows."""

    def gettext(self, message: str) -> str:
        return f"‹{message}›"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"‹{msgid1 if n == 1 else msgid2}›"


@pytest.fixture
def marked_language() -> Iterator[None]:
    before = _InUse.texts
    _InUse.texts = _Marked()
    yield
    _InUse.texts = before


@asynccontextmanager
async def case_file(app: LingkarApp, code: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The program with a case file open."""
    async with app.run_test(size=size) as pilot:
        app.push_screen(CaseFile(code, [case.code for case in app.book.cases()]))
        await until(lambda: isinstance(app.screen, CaseFile) and app.screen.is_mounted)
        await pilot.pause()
        yield pilot


async def until(true: Callable[[], object], seconds: float = 5) -> None:
    """Wait until something holds."""
    for _step in range(int(seconds / 0.01)):
        if true():
            return
        await asyncio.sleep(0.01)
    assert true()


def shown(app: LingkarApp) -> str:
    """What stands on the screen."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def see(app: LingkarApp, text: str) -> None:
    """Wait until a text stands on the screen, wherever its lines break; a line drawn behind a heading is none."""
    for _step in range(300):
        if text in " ".join(re.sub("┃|─{3,}", " ", shown(app)).split()):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{text!r} is not on the screen:\n{shown(app)}")


def many_notes(case: Case, count: int) -> list[Note]:
    """Signed notes, one an hour back in time, each with its number in it."""
    return [
        Note(
            id=new_id(), case_code=case.code, contact_at=MORNING - timedelta(hours=number), written_at=MORNING,
            mode=ContactMode.PHONE, outcome="reached", phase="engagement", body=f"number {number} " + "word " * 40,
            status="signed", signed_at=MORNING,
        )
        for number in range(count)
    ]  # fmt: skip
