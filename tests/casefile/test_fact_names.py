"""Each fact of a note being written has its name above it, where there is room for names and text."""

import pytest

from store import Casebook
from store.language import use
from tests.casefile.conftest import see, until
from tests.forms.host import shown
from tui.app import LingkarApp
from tui.casefile.editor import NAMED, NoteEditor

NAMES = {"en": ("When", "How", "Outcome", "Format", "Private"), "id": ("Kapan", "Cara", "Hasil", "Format", "Pribadi")}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [60, 80, 140])
async def test_every_fact_says_what_it_is(book: Casebook, language: str, width: int) -> None:
    use(language)
    case = book.add_case(alias="Bu S", size="family")
    app = LingkarApp(book)
    async with app.run_test(size=(width, NAMED)) as pilot:
        app.push_screen(NoteEditor(case.code))
        for name in NAMES[language]:
            await see(app, name)
        lines = shown(app).splitlines()
        for name in NAMES[language]:
            (above,) = [y for y, line in enumerate(lines) if f"  {name} " in f" {line} "]
            at = f" {lines[above]} ".index(f"  {name} ") + 1
            assert lines[above + 1][at - 2] == "▌", f"below {name} stands its field"
        await until(lambda: "…" not in shown(app))
        await pilot.resize_terminal(width, NAMED - 1)
        await pilot.pause()
        assert not any(f"  {name} " in shown(app) for name in NAMES[language]), "the text comes first"
