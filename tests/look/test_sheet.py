"""The style sheet: another theme changes what is on the screen, and the same one is not read twice."""

from typing import Any

import pytest
from textual.color import Color
from textual.css import stylesheet
from textual.css.parse import parse
from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

from store import Casebook
from tests import conftest
from tests.casefile.conftest import until
from tui.app import LingkarApp
from tui.board.topbar import TopBar
from tui.frame import Said
from tui.look.sheet import Sheet
from tui.look.themes import DARK, LIGHT, THEMES, theme_label


def colours(widget: Widget) -> tuple[Color, Color]:
    """Those of its styles, and those in which its first line was really drawn."""
    drawn = widget.render_line(0)._segments[0].style
    assert drawn is not None
    assert drawn.bgcolor is not None
    return widget.styles.background, Color.from_rich_color(drawn.bgcolor)


async def test_another_theme_changes_the_colours_on_the_screen_and_back(book: Casebook) -> None:
    app = LingkarApp(book)
    async with app.run_test() as pilot:
        bar = app.screen.query_one(TopBar)
        for theme in (*THEMES, DARK):
            assert theme.panel is not None
            panel = Color.parse(theme.panel)
            await until(lambda panel=panel: colours(bar) == (panel, panel))  # type: ignore[misc]
            assert app.screen.styles.background == Color.parse(theme.background or "")
            await pilot.press("f3")
            assert app.theme != theme.name
            assert app.screen.query_one(Said).text == f"Colours: {theme_label(app.theme)}"


async def test_a_screen_below_another_one_changes_too(book: Casebook) -> None:
    app = LingkarApp(book)
    async with app.run_test() as pilot:
        bar, panel = app.screen.query_one(TopBar), Color.parse(LIGHT.panel or "")
        await pilot.press("z")
        await until(lambda: len(app.screen_stack) > 1 and bar not in app.screen.query(TopBar))
        await pilot.press("f3")
        await until(lambda: app.screen.styles.background == Color.parse(LIGHT.background or ""))
        await pilot.press("escape")
        await until(lambda: bar in app.screen.query(TopBar))
        await until(lambda: colours(bar) == (panel, panel))


def test_nothing_is_read_twice_with_the_same_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(scope: str, css: str, *more: Any, **named: Any) -> Any:
        read.append(css)
        return parse(scope, css, *more, **named)

    monkeypatch.setattr(Stylesheet, "_parse_rules", conftest._parse_rules)  # Textual's own
    monkeypatch.setattr(stylesheet, "parse", counted)
    sheet = Sheet({"quiet": "red"})
    sheet.add_source("Widget { color: $quiet; }")
    times = []
    for colour in ("red", "red", "blue", "blue", "red"):
        sheet.set_variables({"quiet": colour})
        sheet.reparse()
        assert sheet.rules[0].styles.color == Color.parse(colour)
        times.append(len(read))
    assert times == [1, 1, 2, 2, 3]
