"""The list of closed cases: one widget that draws only the rows in sight, so that thousands cost what ten cost."""

from collections.abc import Callable

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from store.language import _
from store.practice.cycle import SHOWN_AFTER_CLOSING
from tui.board.cards import Look
from tui.casefile.thumb import thumb_at
from tui.closed.columns import SMALLEST, Column, columns_for, head_line, row_line, shows_all
from tui.closed.listing import Listing, Row
from tui.commands import BY_ACTION

_HEAD = 1
_GUTTER = 2  # for the thumb
_LOWEST = 3  # lines: the heads and two rows


class ClosedList(Widget, can_focus=True):
    """Closed cases, one a line, with a cursor.

    Attributes:
        cursor: the place of the case under the cursor.
        hidden: whether client text is hidden.
        drawn: how many rows were drawn so far; what a test counts.
    """

    class Opened(Message):
        """A case was chosen with the mouse."""

    def __init__(self, listing: Listing, moved: Callable[[], None]) -> None:
        """Over a listing, which the screen fills.

        Args:
            listing: the rows.
            moved: told at once when the cursor is on another case.
        """
        super().__init__()
        self._listing = listing
        self._moved = moved
        self.cursor = 0
        self.hidden = False
        self.drawn = 0
        self._top = 0
        self._columns: tuple[Column, ...] = ()
        self._look: Look | None = None

    @property
    def row(self) -> Row | None:
        """The case under the cursor."""
        shown = self._listing.shown
        return shown[self.cursor] if self.cursor < len(shown) else None

    @property
    def is_too_small(self) -> bool:
        """Whether the window has no room for even one case."""
        return bool(self.size) and (self.size.width < SMALLEST or self.size.height < _LOWEST)

    @property
    def shows_all(self) -> bool:
        """Whether the columns say all there is to say."""
        return shows_all(self._columns)

    def show_anew(self, stay: str = "") -> None:
        """The rows or how they read changed.

        Args:
            stay: the code of the case on which the cursor stays, if it is still listed.
        """
        place = self._listing.find(stay) if stay else None
        last = max(0, len(self._listing.shown) - 1)
        self.cursor = min(self.cursor, last) if place is None else place
        self._look = None
        self._arrange()
        self.refresh()
        self._moved()

    def go_to(self, place: int) -> None:
        """Put the cursor on a row; only what changes is drawn."""
        place = max(0, min(place, len(self._listing.shown) - 1))
        if place == self.cursor:
            return
        before, top = self.cursor, self._top
        self.cursor = place
        self._follow()
        if self._top != top:
            self.refresh()
        else:
            self.refresh(*(Region(0, _HEAD + each - top, self.size.width, 1) for each in (before, place)))
        self._moved()

    def go_to_case(self, code: str) -> None:
        """Put the cursor on a case, if it is listed."""
        place = self._listing.find(code)
        if place is not None:
            self.go_to(place)

    def by_lines(self, by: int) -> None:
        """Some rows up or down."""
        self.go_to(self.cursor + by)

    def by_pages(self, by: int) -> None:
        """Some pages up or down, which overlap by a row."""
        self.go_to(self.cursor + by * max(1, self._room - 1))

    def to_start(self) -> None:
        """To the case closed last."""
        self.go_to(0)

    def to_end(self) -> None:
        """To the case closed first."""
        self.go_to(len(self._listing.shown) - 1)

    @property
    def _room(self) -> int:
        """Rows that fit."""
        return max(0, self.size.height - _HEAD)

    def _follow(self) -> None:
        """Keep the cursor in sight."""
        room = self._room
        if room:
            self._top = max(0, min(self._top, self.cursor, len(self._listing.shown) - room))
            self._top = max(self._top, self.cursor - room + 1)

    def _arrange(self) -> None:
        self._columns = columns_for(self.size.width - _GUTTER)
        self._follow()

    # Drawing

    @property
    def look(self) -> Look:
        """The styles of the theme in use."""
        if self._look is None:
            self._look = Look.of(self.app.theme_variables)
        return self._look

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        look, width, shown = self.look, self.size.width, self._listing.shown
        if self.is_too_small:
            return self._message_line(y, [_("Too small a window")])
        if not shown:
            return self._message_line(y, self._nothing())
        if y < _HEAD:
            return self._whole(head_line(self._columns, look))
        place = self._top + y - _HEAD
        if place >= len(shown):
            return Strip.blank(width, look.ground)
        self.drawn += 1
        selected = place == self.cursor
        drawn = row_line(shown[place], self._columns, look, selected=selected, hidden=self.hidden)
        return self._whole(drawn, y - _HEAD, selected)

    def _whole(self, drawn: Strip, y: int = -1, selected: bool = False) -> Strip:
        """A line over the whole width, with the thumb where it stands."""
        look, width = self.look, self.size.width
        ground = look.raised if selected else look.ground
        line = drawn.apply_style(ground).adjust_cell_length(width - 1, ground)
        has_thumb = y >= 0 and thumb_at(y, self._room, self._top, len(self._listing.shown))
        return Strip([*line, Segment("┃" if has_thumb else " ", look.frame + ground)], width)

    def _nothing(self) -> list[str]:
        """What stands in place of the rows when there are none."""
        if self._listing.query:
            return [_("No closed case has these words."), _("esc shows all again.")]
        terminate, leave = BY_ACTION["terminate"], BY_ACTION["leave"]
        return [
            _("No case has been closed yet."),
            "",
            _("A closed case leaves the board after {count} days.").format(count=SHOWN_AFTER_CLOSING.days),
            _("Here it stays: to be read, exported, reopened."),
            "",
            _("{key}    on the board ends a case").format(key=terminate.shown_key),
            _("{key}  back to the board").format(key=leave.shown_key),
        ]

    def _message_line(self, y: int, lines: list[str]) -> Strip:
        """A line of a message in the middle of the window."""
        look, width = self.look, self.size.width
        top = max(0, (self.size.height - len(lines)) // 3)
        text = lines[y - top] if top <= y < top + len(lines) else ""
        left = max(0, (width - max(map(len, lines))) // 2)
        strip = Strip([Segment(" " * left), Segment(text, look.bold if y == top else look.text)])
        return strip.apply_style(look.ground).adjust_cell_length(width, look.ground)

    def on_resize(self) -> None:
        """Another width has other columns."""
        self._arrange()
        self.refresh()
        self._moved()

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self._look = None

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """To the case under the mouse; a second click opens it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < _HEAD:
            return
        place = self._top + offset.y - _HEAD
        if place < len(self._listing.shown):
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
