"""A list with a cursor: one widget that draws only the entries in sight, so that thousands cost what ten cost.

A kind of list says how many entries it has and draws them. The keys are those of the place in which it stands.
"""

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.look.drawing import Look
from tui.look.thumb import thumb_at


class CursorList(Widget):
    """Entries of some lines each.

    Attributes:
        cursor: the place of the entry under the cursor.
        hidden: whether client text is hidden.
        is_active: whether the keys move the cursor here, of several lists on a screen.
        drawn: how many entries were drawn so far; what a test counts.
    """

    HEAD: ClassVar[int] = 0
    """Lines above the first entry, which stay where they are."""
    ROWS: ClassVar[int] = 1
    """Lines of an entry."""
    GAP: ClassVar[int] = 0
    """The last of these that are empty, and need not be in sight below the last entry."""

    class Opened(Message):
        """An entry was chosen with the mouse."""

    def __init__(self, moved: Callable[[], None]) -> None:
        """Nothing to show yet.

        Args:
            moved: told at once when the cursor is on another entry.
        """
        super().__init__()
        self._moved = moved
        self.cursor = 0
        self.hidden = False
        self.is_active = True
        self.drawn = 0
        self._top = 0  # the line of the entries that is the first in sight
        self._look: Look | None = None

    @property
    def count(self) -> int:
        """How many entries there are."""
        raise NotImplementedError

    # Moving

    def go_to(self, place: int) -> None:
        """Put the cursor on an entry; only what changes is drawn."""
        place = max(0, min(place, self.count - 1))
        if place == self.cursor:
            return
        before, top = self.cursor, self._top
        self.cursor = place
        self._follow()
        if self._top != top:
            self.refresh()
        else:
            self.refresh(*map(self._region, (before, place)))
        self._moved()

    def by_lines(self, by: int) -> None:
        """Some entries up or down."""
        self.go_to(self.cursor + by)

    def by_pages(self, by: int) -> None:
        """Some pages up or down, which overlap by an entry."""
        self.go_to(self.cursor + by * max(1, self._room // self.ROWS - 1))

    def to_start(self) -> None:
        """To the first entry."""
        self.go_to(0)

    def to_end(self) -> None:
        """To the last entry."""
        self.go_to(self.count - 1)

    @property
    def _room(self) -> int:
        """Lines there are for entries."""
        return max(0, self.size.height - self.HEAD)

    @property
    def _lines(self) -> int:
        """Lines of all entries together."""
        return self.count * self.ROWS - self.GAP

    def _region(self, place: int) -> Region:
        return Region(0, self.HEAD + place * self.ROWS - self._top, self.size.width, self.ROWS)

    def _follow(self) -> None:
        """Keep the cursor in sight."""
        room, line = self._room, self.cursor * self.ROWS
        if room:
            self._top = max(0, min(self._top, line, self._lines - room))
            self._top = max(self._top, line + self.ROWS - self.GAP - room)

    def activate(self, is_active: bool) -> None:
        """Say whether the keys move the cursor here."""
        self.is_active = is_active
        self.set_class(is_active, "-active")
        self.refresh()

    # Drawing

    def show_anew(self) -> None:
        """Draw anew, with the cursor in sight."""
        self._follow()
        self.refresh()

    def on_resize(self) -> None:
        """Another size: the cursor stays in sight."""
        self.show_anew()

    @property
    def look(self) -> Look:
        """The styles of the theme in use."""
        if self._look is None:
            self._look = Look.of(self.app.theme_variables)
        return self._look

    def _has_thumb(self, y: int) -> bool:
        """Whether the thumb of the scroll bar stands on a line of the window."""
        return y >= self.HEAD and thumb_at(y - self.HEAD, self._room, self._top, self._lines)

    def _whole(self, drawn: Strip, y: int, *, selected: bool = False) -> Strip:
        """A line over the whole width, with the thumb where it stands."""
        look, width = self.look, self.size.width
        ground = look.raised if selected else look.ground
        line = drawn.apply_style(ground).adjust_cell_length(width - 1, ground)
        return Strip([*line, Segment("┃" if self._has_thumb(y) else " ", look.edge + ground)], width)

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self._look = None

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """To the entry under the mouse; a second click opens it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self.HEAD:
            return
        place = (self._top + offset.y - self.HEAD) // self.ROWS
        if place < self.count:
            self.go_to(place)
            if event.chain == 2:
                self.post_message(self.Opened())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.by_lines(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.by_lines(-1)
