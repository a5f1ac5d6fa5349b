"""Few colours, in a real terminal: what comes out can be seen, and sixteen colours begin with high contrast."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from store import open_casebook
from store.settings_file import write
from tests.journeys.screen import Screen
from tui.look.console import ConsoleSigns
from tui.look.few import FewColours, as_shown
from tui.look.themes import CONTRAST, LIGHT

BLACK = Color(0, 0, 0)
CONSOLE = {"TERM": "linux", "COLORTERM": ""}


@contextmanager
def started(folder: Path, env: dict[str, str], theme: str = "") -> Iterator[Screen]:
    """The program over a book with two cases, in such a terminal."""
    with open_casebook(folder / "book") as book:
        book.add_case(alias="Bu S", size="family", risk_level="high")
        book.add_case(alias="Pak T", size="individual", risk_level="medium")
    if theme:
        write(folder / "book", {"theme": theme})
    with Screen(folder / "book", env=env) as screen:
        screen.wait_for("Pak T", "HIGH RISK")
        yield screen


def seen(screen: Screen) -> list[tuple[str, str, str, bool]]:
    """Each sign that is no blank with its ink, its ground, and whether it is bold."""
    rows = screen._screen.buffer.values()
    cells = [cell for row in rows for cell in row.values() if cell.data.strip()]
    return [(c.data, *((c.bg, c.fg) if c.reverse else (c.fg, c.bg)), c.bold) for c in cells]


@pytest.mark.parametrize("theme", ["", LIGHT.name, "nord"])
def test_on_a_bare_console_nothing_is_invisible(tmp_path: Path, theme: str) -> None:
    with started(tmp_path, CONSOLE, theme) as screen:
        signs = seen(screen)
        assert len(signs) > 200
        assert {sign for sign in signs if sign[1] == sign[2]} == set()
        assert [name for _sign, *pair, _bold in signs for name in pair if re.fullmatch("[0-9a-f]{6}", name)] == []
        text = screen.text
        assert {*"┌╔"} <= {*text}
        assert not {*"╭┏…"} & {*text}


def test_sixteen_colours_begin_with_high_contrast_unless_the_settings_say_otherwise(tmp_path: Path) -> None:
    with started(tmp_path, CONSOLE) as screen:
        assert (screen._screen.buffer[10][0].bg, screen._screen.buffer[0][40].bg) == ("black", "blue"), CONTRAST.name
    with started(tmp_path / "other", CONSOLE, LIGHT.name) as screen:
        assert "blue" not in {ground for _sign, _ink, ground, _bold in seen(screen)}


def test_whoever_asks_for_no_colours_is_sent_none(tmp_path: Path) -> None:
    with started(tmp_path, {"NO_COLOR": "1"}) as screen:
        assert {(ink, ground) for _sign, ink, ground, _bold in seen(screen)} == {("default", "default")}
        assert {bold for *_pair, bold in seen(screen)} == {True, False}
        screen.press("/", "s")
        screen.wait_for("to the list")
        cells = [cell for row in screen._screen.buffer.values() for cell in row.values()]
        assert any(cell.reverse for cell in cells), "the cursor in the text"


@pytest.mark.parametrize("kind", ["dumb", "unknown"])
def test_a_terminal_that_only_writes_lines_is_told_what_works_in_it(tmp_path: Path, kind: str) -> None:
    with Screen(tmp_path / "book", env={"TERM": kind}) as screen:
        assert screen.ends() == 1
        said = " ".join(screen.text.split())
        assert f"TERM={kind}" in said
        assert "`lingkar --help`" in said
    assert not (tmp_path / "book").exists()


def test_256_colours_are_sent_as_such(tmp_path: Path) -> None:
    with started(tmp_path, {"TERM": "xterm-256color", "COLORTERM": ""}) as screen:
        assert {pair for _sign, *pair, _bold in seen(screen) if pair[0] == pair[1]} == set()


def test_what_would_vanish_gets_another_ink_and_the_rest_keeps_its_own() -> None:
    pale, clear = Style(color="#343940", bgcolor="#262b32"), Style(color="#d8dee4", bgcolor="#16191d")
    terminal = Style(color="bright_black")
    lines = FewColours(ColorSystem.STANDARD).apply(
        [Segment("pale", pale), Segment("clear", clear), Segment("own", terminal), Segment("bare")], BLACK
    )
    first = lines[0].style
    assert first is not None
    assert first.color is not None
    assert first.bgcolor is not None
    assert as_shown(RichColor.parse("#343940"), first.bgcolor, ColorSystem.STANDARD) < 4.5
    assert as_shown(first.color, first.bgcolor, ColorSystem.STANDARD) >= 4.5
    assert [each.style for each in lines[1:]] == [clear, terminal, None]
    assert "".join(each.text for each in lines) == "paleclearownbare"


def test_the_signs_of_the_console_take_as_many_cells() -> None:
    (one, other) = ConsoleSigns().apply([Segment("╭─ Bu S … ▇╮"), Segment("Siti", Style(bold=True))], BLACK)
    assert one.text == "┌─ Bu S . █┐"
    assert other == Segment("Siti", Style(bold=True))
