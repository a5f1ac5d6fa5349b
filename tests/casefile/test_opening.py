"""How a tab of entries opens: at its top, and with the entry in sight that the keys act on, in every size."""

from collections.abc import Iterator

import pytest

from store import Casebook, open_casebook
from store.demo import build_demo
from store.language import use
from store.vault import disk
from tests.casefile.conftest import case_file, until
from tests.conftest import MORNING
from tests.forms.host import SIZES
from tui.app import LingkarApp
from tui.casefile.rows import RowPage
from tui.casefile.screen import CaseFile

TABS = (3, 4, 5, 6)
"""The tabs that are about entries. The overview has dangers, which may all be past and stand at its end."""


@pytest.fixture(scope="module", params=["id", "en"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """The sample caseload."""
    use(request.param)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(disk, "flush", lambda fd: None)
        with open_casebook(tmp_path_factory.mktemp("demo") / "book", clock=lambda: MORNING) as book:
            build_demo(book, request.param)
            yield book


def fullest(book: Casebook) -> list[str]:
    """The cases with most of what can stand above an entry, and one with little."""
    folders = [book.folder_of(case.code) for case in book.cases()]
    by_goals = sorted(folders, key=lambda folder: -len(folder.goals))
    by_scores = sorted(folders, key=lambda folder: -len(folder.scores))
    by_measures = sorted(folders, key=lambda folder: -len(folder.measurements))
    return list({folder.case.code for folder in (*by_goals[:3], *by_scores[:3], *by_measures[:1], by_goals[-1])})


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_each_tab_opens_at_its_top_with_its_first_entry_in_sight(demo: Casebook, size: tuple[int, int]) -> None:
    codes = fullest(demo)
    app, faults, looked_at = LingkarApp(demo), [], 0
    async with case_file(app, codes[0], size) as pilot:
        file = app.screen
        assert isinstance(file, CaseFile)
        for code in codes:
            file._shown_code = code
            file.show_anew()
            for tab in TABS:
                await pilot.press(str(tab))
                page = file._tab.query_one(RowPage)
                await until(lambda: page._height == page.size.height > 0)  # noqa: B023  # awaited at once
                for when in ("opened", "shown anew"):
                    if len(page._laid):
                        looked_at += 1
                        if page.top or page.part is not page._laid.parts[0]:
                            faults.append(f"{code}, tab {tab}, {when}: line {page.top} on top, {page.part and 'seen'}")
                    file.show_anew()
                    await pilot.pause()
    assert looked_at > 20
    assert faults == []
