"""The line above the review: how far it is, and the day."""

from collections.abc import Callable
from datetime import date

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from store.language import _
from store.language.formats import day_text, short_day_text, weekday_text
from tui.casefile.layout import QUIET, STRONG, line

_LEAST_BAR, _MOST_BAR = 6, 24  # cells
_FULL, _EMPTY = "█", "░"


class ReviewHead(Widget):
    """Where I am in the review."""

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self._draw: Callable[[int], Content] = lambda _width: Content("")

    def show(self, where: str, done: int, all: int, day: date) -> None:
        """Bring the line up to date; see `head_line`."""
        self._draw = lambda width: head_line(where, done, all, day, width)
        self.refresh()

    def render(self) -> Content:
        """One line."""
        return self._draw(self.size.width)


def head_line(where: str, done: int, all: int, day: date, width: int) -> Content:
    """How far the review is, on one line: the number first, then a bar; the day at the right.

    Args:
        where: the case one is at, as `4 of 11`, or what comes after the cases.
        done: how many wait no longer.
        all: how many there are; with none there is no bar.
        day: whose review it is.
        width: cells.
    """
    left = line((_("Daily review"), "bold $accent"), "  ", (where, STRONG))
    for right in (f"{weekday_text(day)} {day_text(day)}", short_day_text(day), ""):
        room = width - left.cell_length - cell_len(right) - 4
        if room >= _LEAST_BAR:
            break
    bar = min(_MOST_BAR, room) if all and room >= _LEAST_BAR else 0
    filled = bar * done // all if all else 0
    bars = line("  ", (_FULL * filled, "$primary"), (_EMPTY * (bar - filled), "$frame")) if bar else Content("")
    left = Content.assemble(left, bars)
    return Content.assemble(left, " " * max(1, width - left.cell_length - cell_len(right)), (right, QUIET))
