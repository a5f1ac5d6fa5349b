"""A walk through the places and dialogs of the program, and what was painted there: texts with their colours."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from rich.style import Style
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

from store import Casebook
from tests.casefile.conftest import until
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.guide.guide import Guide
from tui.importing.screen import ImportScreen
from tui.unlock.cover import Cover
from tui.unlock.sheet import RecoverySheet

TABLE = Path(__file__).parent.parent / "exchange" / "tables" / "catatan_wa.csv"
KEY = "AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQQPZRY9X8GF2TVDW0S3JN54KHC"

STOPS: dict[str, tuple[str, ...]] = {
    "board": ("right",),
    "filter": ("slash", *"kel"),
    "filters": ("F",),
    "only today": ("exclamation_mark",),
    "hidden": ("asterisk",),
    "gate": ("1", "a"),
    "back": ("4", "b"),
    "hold": ("4", "o"),
    "risk": ("4", "w"),
    "next contact": ("4", "d"),
    "new case": ("c",),
    "change case": ("4", "e"),
    "trouble in a form": ("c", "ctrl+s"),
    "closing record": ("6", "t"),
    "case file": ("4", "enter"),
    "notes": ("4", "enter", "2", "down"),
    "note": ("4", "enter", "2", "enter"),
    "goals": ("4", "enter", "3"),
    "plan": ("4", "enter", "4", "down"),
    "people": ("4", "enter", "5"),
    "ecomap": ("4", "enter", "5", "G"),
    "measures": ("4", "down", "enter", "6", "G"),
    "history": ("4", "G", "enter", "7"),
    "what can be added": ("4", "enter", "i"),
    **{f"form {letter}": ("4", "enter", "i", letter) for letter in "rfdek"},
    "pick list": ("4", "enter", "i", "d", "enter"),
    "question": ("4", "enter", "4", "down", "D"),
    "editor": ("n", *"Bertemu.", "tab"),
    "group note": ("N",),
    "review": ("r", "space"),
    "contact": ("r", "l"),
    "end of the review": ("r", *["space"] * 30),
    "search": ("s", *"ibu", "tab", "down"),
    "how to search": ("s",),
    "wrong search": ("s", *"tag:", "quotation_mark"),
    "closed cases": ("z", "down"),
    "directory": ("R", "down"),
    "statistics": ("S",),
    "copies": ("C", "down"),
    "packet form": ("4", "x"),
    "packet": ("4", "x", "enter"),
    "hand over": ("4", "X"),
    "after supervision": ("4", "ctrl+t"),
    "bring in": ("I",),
    "help": ("question_mark",),
    "palette": ("colon",),
}
"""What leads from the board to each."""

ACTIONS = ("lock_after", "review_limits", "backup", "dump", "settings")
"""Commands without a key on the board."""

SCREENS: dict[str, Callable[[LingkarApp], Screen[Any]]] = {
    "table": lambda _app: ImportScreen(TABLE),
    "recovery sheet": lambda app: RecoverySheet(KEY, Path("/home/sri/book"), app.book.today()),
    "cover": lambda _app: Cover(),
}
"""Those that need more than keys."""


class Painted(NamedTuple):
    """A text on the screen as it was painted."""

    text: str
    style: Style


class Walk:
    """The program at one stop after the other."""

    def __init__(self, pilot: Pilot[None]) -> None:
        """At the board."""
        assert isinstance(pilot.app, LingkarApp)
        self.pilot, self.app = pilot, pilot.app

    async def stops(self, part: int = 0, of: int = 1) -> AsyncIterator[str]:
        """At every stop, and at the screens that need more than keys; its name.

        Args:
            part: which of the parts of the walk, from 0.
            of: into so many it is cut.
        """
        for stop in [*STOPS, *ACTIONS, *SCREENS][part::of]:
            await self.to(stop)
            yield stop
            await self.back()

    async def to(self, stop: str) -> None:
        """From the board to a place."""
        for key in STOPS.get(stop, ()):
            await self.pilot.press(key)
        if stop in ACTIONS:
            await self.app.screen.run_action(stop)
        if stop in SCREENS:
            await self.app.push_screen(SCREENS[stop](self.app))
        await self.settle()

    async def settle(self) -> None:
        """Until nothing is being made."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def back(self) -> None:
        """To the board, as it was at first."""
        while not isinstance(self.app.screen, BoardScreen):
            await self.app.pop_screen()
        if self.app.hidden:
            await self.pilot.press("asterisk")
        await self.pilot.press("escape", "escape", "1")

    async def in_theme(self, name: str) -> list[list[Painted]]:
        """What is seen here in other colours."""
        if self.app.theme == name:
            return painted(self.app)
        self.app.theme = name
        self.app.show_anew()
        if isinstance(self.app.screen, Guide):  # no key changes the theme there
            await self.back()
            await self.app.screen.run_action("guide")
        await self.pilot.pause()
        return painted(self.app)


def painted(app: LingkarApp) -> list[list[Painted]]:
    """Every line in sight; of what lies behind a dialog nothing."""
    screen = app.screen
    inside = screen.children[0].region if isinstance(screen, ModalScreen) else screen.region
    lines = []
    for y, strip in enumerate(screen._compositor.render_strips()):
        if inside.y <= y < inside.bottom:
            pieces = strip.crop(inside.x, inside.right)
            lines.append([Painted(text, style or Style()) for text, style, control in pieces if not control])
    return lines


@asynccontextmanager
async def walking(book: Casebook, size: tuple[int, int] = (100, 40)) -> AsyncIterator[Walk]:
    """The program over a book, at its board."""
    app = LingkarApp(book)
    async with app.run_test(size=size) as pilot:
        await until(lambda: isinstance(app.screen, BoardScreen))
        await pilot.pause()
        yield Walk(pilot)
