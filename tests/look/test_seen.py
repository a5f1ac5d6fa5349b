"""What is really painted, at every place of the program: it can be read in each theme and with few colours.

Which colours stand on which ground is not listed anywhere: a walk through the program finds out. A pair that is new is
looked at in all of our themes.
"""

from collections import defaultdict

import pytest
from rich.segment import Segment
from textual.color import Color

from store import Casebook
from tests.look.colours import contrast_of, ink_and_ground
from tests.look.glyphs import unsure
from tests.look.walk import Painted, painted, walking
from tui.look.few import SYSTEMS, FewColours
from tui.look.readable import READABLE, SEEN, VISIBLE
from tui.look.themes import CONTRAST, THEMES

BAR = {theme.name: 7.0 if theme is CONTRAST else READABLE for theme in THEMES}
EDGE = "▌"
"""The bar at the left of a field: what shows that something may be typed or chosen here."""
OF_USERS = {*"–é"}
"""Signs that stand in what users wrote."""
PARTS = 3
"""Into which the walk is cut, for as many workers."""


def says(piece: Painted) -> bool:
    """Whether it is text, and not a frame, a bar or a mark."""
    return any(map(str.isalnum, piece.text))


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(PARTS))
async def test_all_that_is_painted_can_be_read(demo: Casebook, part: int) -> None:
    known = set()
    faults: dict[str, dict[str, str]] = defaultdict(dict)
    async with walking(demo) as walk:
        async for stop in walk.stops(part, PARTS):
            here = {(ink_and_ground(piece.style), says(piece)) for line in painted(walk.app) for piece in line}
            if here <= known:
                continue
            known |= here
            for theme in THEMES[::-1]:  # dark, in which one walks, comes last
                for line in await walk.in_theme(theme.name):
                    for piece in line:
                        for fault in faults_of(piece, theme.name):
                            faults[fault].setdefault(f"{stop}: {piece.text.strip()[:40]}", str(piece.style))
    assert len(known) > 30, "the walk came nowhere"
    assert "\n".join(f"{fault} {places}" for fault, places in faults.items()) == ""


def faults_of(piece: Painted, theme: str) -> list[str]:
    """What is wrong with a painted text."""
    if not piece.text.strip():
        return []
    faults = [f"signs of unsure width: {unsure(piece.text)}"] if unsure(piece.text) - OF_USERS else []
    bar = BAR[theme] if says(piece) else SEEN if theme == CONTRAST.name or EDGE in piece.text else 0
    if contrast_of(piece.style) < bar:
        faults.append(f"{theme}: {contrast_of(piece.style):.1f}")
    for system in SYSTEMS.values():
        (kept,) = FewColours(system).apply([Segment(*piece)], Color(0, 0, 0))
        assert kept.style
        if contrast_of(kept.style, system) < (READABLE if says(piece) else VISIBLE):
            faults.append(f"{theme}, {system.name}: {contrast_of(kept.style, system):.1f}")
    return faults


@pytest.mark.parametrize("stop", ["board", "case file", "change case"])
async def test_the_themes_of_others_can_be_read_where_it_counts(demo: Casebook, stop: str) -> None:
    """Those that use the terminal's own colours say nothing of their contrast; they must not end the program."""
    faults = []
    async with walking(demo) as walk:
        await walk.to(stop)
        for name, theme in walk.app.available_themes.items():
            seen = [piece for line in await walk.in_theme(name) for piece in line if says(piece)]
            assert len(seen) > 20
            assert theme.ansi or all(piece.style.color and piece.style.bgcolor for piece in seen)
            faults += [(name, piece) for piece in seen if contrast_of(piece.style) < READABLE]
    assert faults == []
