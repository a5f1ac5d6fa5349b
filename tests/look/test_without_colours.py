"""Without any colour: the cursor and the focus are seen by signs, and what a colour says stands there in words.

The greys of NO_COLOR are taken away too, as on a terminal that shows none: only signs, bold, underlined and reversed.
"""

from collections.abc import Sequence

import pytest

from store import Casebook
from tests.look.walk import ACTIONS, STOPS, Painted, painted, walking
from tui.app import LingkarApp

MOVES: dict[str, Sequence[str]] = {
    "board": ("right", "down"),
    "filters": ("down", "tab"),
    "back": ("down", "tab"),
    "hold": ("tab", "tab"),
    "risk": ("up",),
    "new case": ("tab",) * 4,
    "closing record": ("tab",) * 4,
    "case file": ("right",),
    "notes": ("down",),
    "goals": ("down",),
    "plan": ("down",),
    "people": ("down",),
    "what can be added": ("down",),
    "form e": ("tab",) * 2,
    "form d": ("tab",) * 2,
    "form k": ("down",),
    "group note": ("down", "tab"),
    "editor": ("tab", "tab"),
    "review": ("down",),
    "search": ("down",),
    "closed cases": ("down",),
    "directory": ("down",),
    "packet form": ("tab",) * 2,
    "packet": ("down",),
    "hand over": ("tab",) * 2,
    "palette": ("down",),
    "lock_after": ("down",),
    "review_limits": ("tab", "tab"),
    "settings": ("down", "tab"),
}
"""Keys that move the cursor or the focus of a place."""

Look = list[list[tuple[str, bool, bool, bool]]]


def bare(app: LingkarApp) -> Look:
    """Each sign on the screen, and whether it is bold, underlined, reversed."""

    def signs(line: list[Painted]) -> list[tuple[str, bool, bool, bool]]:
        return [(sign, bool(s.bold), bool(s.underline), bool(s.reverse)) for text, s in line for sign in text]

    return [signs(line) for line in painted(app)]


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(2))
async def test_each_move_is_seen(demo: Casebook, part: int) -> None:
    unseen = []
    async with walking(demo) as walk:
        for place in [*MOVES][part::2]:
            await walk.to(place)
            for number, key in enumerate(MOVES[place]):
                before = bare(walk.app)
                await walk.pilot.press(key)
                await walk.settle()
                if bare(walk.app) == before:
                    unseen.append(f"{place}: {key} ({number})")
            await walk.back()
    assert unseen == []


async def test_what_is_red_is_words(demo: Casebook) -> None:
    """Nothing is only a red number; a mark at a field stands above its sentence."""
    alarms: set[str] = set()
    async with walking(demo) as walk:
        red = walk.app.theme_variables["error"].lower()
        for stop in ("board", "case file", "plan", "review", "trouble in a form", "statistics", "copies"):
            await walk.to(stop)
            for line in painted(walk.app):
                alarms |= {t.strip() for t, s in line if s.color and s.color.name == red and t.strip()}
            await walk.back()
    assert len(alarms) > 10
    assert {text for text in alarms if not any(map(str.isalpha, text))} - {"▌", "█"} == set()


def test_the_list_of_moves_is_about_places_that_are_there() -> None:
    assert MOVES.keys() <= {*STOPS, *ACTIONS}
