"""The keys that go up and down in what a place shows. What they move is a page, rows with a cursor, or a list."""

from collections.abc import Callable
from typing import Protocol

from textual.binding import Binding

from tui.place import Place


class Scrolled(Protocol):
    """What the scrolling keys move."""

    def by_lines(self, by: int) -> None:
        """Up or down by lines, or by entries where there is a cursor."""

    def by_pages(self, by: int) -> None:
        """Up or down by pages."""

    def to_start(self) -> None:
        """To the beginning."""

    def to_end(self) -> None:
        """To the end."""


SCROLLING_KEYS = (
    Binding("down,j", "line_down", show=False),
    Binding("up,k", "line_up", show=False),
    Binding("pagedown,space", "pages_down", show=False),
    Binding("pageup", "pages_up", show=False),
    Binding("home,g", "to_start", show=False),
    Binding("end,G", "to_end", show=False),
)
"""For a screen that is no place: what a place has from the command table."""


class ScrollingActions:
    """What the scrolling keys do, in a place and in the screens of the guide."""

    @property
    def scrolled(self) -> Scrolled:
        """What the keys move now."""
        raise NotImplementedError

    def move(self, move: Callable[[Scrolled], None]) -> None:
        """Move it."""
        move(self.scrolled)

    def action_line_down(self) -> None:
        """A line or an entry down."""
        self.move(lambda it: it.by_lines(1))

    def action_line_up(self) -> None:
        """A line or an entry up."""
        self.move(lambda it: it.by_lines(-1))

    def action_pages_down(self) -> None:
        """A page down."""
        self.move(lambda it: it.by_pages(1))

    def action_pages_up(self) -> None:
        """A page up."""
        self.move(lambda it: it.by_pages(-1))

    def action_to_start(self) -> None:
        """To the beginning."""
        self.move(lambda it: it.to_start())

    def action_to_end(self) -> None:
        """To the end."""
        self.move(lambda it: it.to_end())


class Scrolling(ScrollingActions, Place):
    """A place with something that scrolls."""
