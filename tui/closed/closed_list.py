"""The list of closed cases, one a line under the names of the columns."""

from collections.abc import Callable

from textual.strip import Strip

from store.language import _
from store.practice.cycle import SHOWN_AFTER_CLOSING
from tui.closed.columns import SMALLEST, Column, columns_for, head_line, row_line, shows_all
from tui.closed.listing import Listing, Row
from tui.commands import BY_ACTION
from tui.cursorlist import CursorList
from tui.look.drawing import message_line

_GUTTER = 2  # for the thumb
_LOWEST = 3  # lines: the heads and two rows


class ClosedList(CursorList, can_focus=True):
    """Closed cases, one a line, with a cursor."""

    HEAD = 1

    def __init__(self, listing: Listing, moved: Callable[[], None]) -> None:
        """Over a listing, which the screen fills.

        Args:
            listing: the rows.
            moved: told at once when the cursor is on another case.
        """
        super().__init__(moved)
        self._listing = listing
        self._columns: tuple[Column, ...] = ()

    @property
    def count(self) -> int:
        """How many cases are listed."""
        return len(self._listing.shown)

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

    def go_to_case(self, code: str) -> None:
        """Put the cursor on a case, if it is listed."""
        place = self._listing.find(code)
        if place is not None:
            self.go_to(place)

    def _arrange(self) -> None:
        self._columns = columns_for(self.size.width - _GUTTER)
        self._follow()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        if self.is_too_small:
            return message_line([_("Too small a window")], y, self.size, self.look)
        if not self.count:
            return message_line(self._nothing(), y, self.size, self.look)
        if y < self.HEAD:
            return self._whole(head_line(self._columns, self.look), y)
        place = self._top + y - self.HEAD
        if place >= self.count:
            return Strip.blank(self.size.width, self.look.ground)
        self.drawn += 1
        selected = place == self.cursor
        row = self._listing.shown[place]
        drawn = row_line(row, self._columns, self.look, selected=selected, hidden=self.hidden)
        return self._whole(drawn, y, selected=selected)

    def _nothing(self) -> list[str]:
        """What stands in place of the rows when there are none."""
        if self._listing.query:
            return [_("No closed case has these words."), _("esc shows all again.")]
        terminate, leave = BY_ACTION["terminate"], BY_ACTION["leave"]
        return [
            _("No case is closed."),
            "",
            _("A closed case leaves the board after {count} days.").format(count=SHOWN_AFTER_CLOSING.days),
            _("Here it stays: to be read, exported, reopened."),
            "",
            _("{key}    on the board ends a case").format(key=terminate.shown_key),
            _("{key}  back to the board").format(key=leave.shown_key),
        ]

    def on_resize(self) -> None:
        """Another width has other columns."""
        self._arrange()
        self.refresh()
        self._moved()
