"""The thumb of a scroll bar is seen: it alone says that there is more."""

import pytest

from store import Casebook
from tests.look.colours import contrast_of
from tests.look.walk import Painted, walking
from tui.look.readable import SEEN
from tui.look.themes import THEMES

THUMB = "┃"
STOPS = ["case file", "notes", "search", "form k", "new case", "pick list", "palette", "what can be added"]
"""One of each kind: a page, rows, the lists, a form, and what opens over it."""


def is_thumb(piece: Painted, *, at_the_end: bool) -> bool:
    """Whether it is a thumb: ours is a sign at the end of a line, Textual's is what the mouse grabs."""
    return (at_the_end and THUMB in piece.text) or piece.style.meta.get("@mouse.down") == "grab"


def thumbs(lines: list[list[Painted]]) -> list[Painted]:
    """All that are in sight; beside ours there may be a blank."""
    found = []
    for line in lines:
        signs = [place for place, piece in enumerate(line) if piece.text.strip(" │")]
        found += [
            piece for place, piece in enumerate(line)
            if is_thumb(piece, at_the_end=bool(signs) and place == signs[-1] and len(signs) > 1)
        ]  # fmt: skip
    return found


@pytest.mark.parametrize("stop", STOPS)
async def test_the_thumb_stands_out_from_its_track_in_each_theme(demo: Casebook, stop: str) -> None:
    async with walking(demo, (80, 13)) as walk:
        await walk.to(stop)
        for theme in THEMES:
            seen = thumbs(await walk.in_theme(theme.name))
            assert seen, f"nothing scrolls in {theme.name}"
            faint = {round(contrast_of(piece.style), 1) for piece in seen if contrast_of(piece.style) < SEEN}
            assert faint == set(), theme.name
