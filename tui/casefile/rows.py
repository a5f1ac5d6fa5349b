"""Rows with a cursor: the tabs in which each entry (a goal, a task, a person) can be opened, finished or removed.

A tab of this kind is a function that lays out rows, and a class of four lines:

    class PlanTab(RowsTab):
        lay_out = staticmethod(plan_rows)

        @property
        def label(self) -> str:
            return _("Plan")
"""

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual

from store.model.record import Record
from tui.casefile.page import GUTTER, Page
from tui.casefile.reading import Reading
from tui.casefile.row_layout import Row, RowLayout
from tui.casefile.tab import Tab

__all__ = ["LayRows", "Row", "RowPage", "RowsTab"]

_MARK = 2  # cells on the left for the mark of the cursor


LayRows = Callable[[Reading, int], list[Row]]
"""The rows of a tab for a width in cells; no line may be wider."""


class RowPage(Page):
    """A page of rows, with a cursor on those that hold an entry. Only the lines in sight are drawn.

    Down and up go to the next entry when that shifts the page by half its height or less, and scroll line by line
    otherwise: what stands between two entries, before the first and after the last is always reached.
    """

    class Moved(Message):
        """The cursor went to another entry, or the entry under it changed."""

    class Opened(Message):
        """An entry was chosen with the mouse."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """No rows yet; `show_rows` fills it."""
        super().__init__(id=id, classes=classes)
        self._lay_rows: Callable[[int], list[Row]] = lambda _width: []
        self._laid = RowLayout()
        self._cursor = 0  # a place in it
        self._stay = ""  # the key of the entry there
        self._asked = frozenset[str]()  # the keys of entries of which the first gets the cursor once they are laid out
        self._follows = False  # whether the cursor must be in sight then
        self._height = 0  # for which the page is arranged now, as `_width` is

    def show_rows(self, subject: str, lay_rows: Callable[[int], list[Row]]) -> None:
        """Show rows; about the same subject as before the cursor stays on its entry, and the place is kept."""
        if subject != self._subject:
            self._subject, self.top, self._cursor, self._stay = subject, 0, 0, ""
            self._asked, self._follows = frozenset(), False
            self._waiting.clear()
        else:
            self._follows = self._follows or (self._is_cursor_in_sight and not self._is_at_start)
        self._lay_rows = lay_rows
        self._width = -1  # they are laid out when they are looked at, which a tab behind another one is not
        self.refresh()

    def go_to_part(self, *keys: str) -> None:
        """Put the cursor on the first entry with one of these keys (ids), if any; also before anything is laid out."""
        self._asked, self._follows = frozenset(keys), True
        self._width = -1
        self.refresh()

    @property
    def part(self) -> Record | None:
        """The entry under the cursor; None when there is none, or when it is out of sight."""
        self._arrange()
        return self._laid.parts[self._cursor] if self._is_cursor_in_sight else None

    @property
    def _is_cursor_in_sight(self) -> bool:
        return self._laid.is_in_sight(self._cursor, self.top, self._height)

    @property
    def _is_at_start(self) -> bool:
        """Whether it is as it was opened: a first entry of which something is seen is not brought into sight whole."""
        return self.top == self._cursor == 0

    @property
    def _in_sight(self) -> list[int]:
        return self._laid.in_sight(self.top, self._height)

    # Laying out

    def _arrange(self) -> None:
        """Lay the rows out anew when the width or what they say changed; in another height keep the cursor in sight."""
        width, height = self.size
        if width <= GUTTER + _MARK or (width, height) == (self._width, self._height):
            return
        asked, was_in_sight = self._follows, self._is_cursor_in_sight  # by the height it had until now
        self._height, self._follows = height, False
        if width != self._width:
            self._width = width
            self._laid = RowLayout(self._lay_rows(width - GUTTER - _MARK))
            self._lines = self._laid.lines
            self._strips.clear()
            asked_for, self._asked = self._laid.first_of(self._asked), frozenset()
            self._put(self._laid.find(self._stay, self._cursor) if asked_for is None else asked_for)
        self.top = self._laid.clamped(self.top, height)
        if asked or (was_in_sight and not (self._is_at_start and self._is_cursor_in_sight)):
            self.top = self._laid.top_for(self._cursor, self.top, height)
        self._catch_up()
        self.post_message(self.Moved())

    def _put(self, place: int) -> None:
        self._cursor, self._stay = place, self._laid.key(place)

    # Moving

    def by_lines(self, by: int) -> None:
        """To the next entries down or up, line by line where the next one is far."""
        self._arrange()
        way = 1 if by > 0 else -1
        for _step in range(abs(by)):
            self._step(way)

    def _step(self, way: int) -> None:
        place = self._next(way)
        if place is not None:
            top = self._laid.top_for(place, self.top, self._height)
            if abs(top - self.top) <= max(1, self._height // 2):
                self._go_to(place, top)
                return
        self._go(self.top + way)

    def _next(self, way: int) -> int | None:
        """The next entry in a direction: from the cursor, or from what is in sight when the cursor is not."""
        if not self._is_cursor_in_sight:
            return self._laid.next_out_of_sight(way, self.top, self._height)
        place = self._cursor + way
        return place if 0 <= place < len(self._laid) else None

    def by_pages(self, by: int) -> None:
        """Up or down by pages; at the end of the page to the last entry, or the first."""
        self._arrange()
        before = self.top
        super().by_pages(by)
        if self.top == before:
            self._to_edge(by)

    def to_start(self) -> None:
        """To the beginning of the page and the first entry."""
        super().to_start()
        self._to_edge(-1)

    def to_end(self) -> None:
        """To the end of the page and the last entry."""
        super().to_end()
        self._to_edge(1)

    def _to_edge(self, way: int) -> None:
        if seen := self._in_sight:
            self._go_to(seen[-1] if way > 0 else seen[0], self.top)

    def _go(self, top: int) -> None:
        """Scroll; a cursor that would go out of sight goes to an entry in sight, if there is one."""
        before, was_in_sight = self.top, self._is_cursor_in_sight
        super()._go(top)
        if not self._is_cursor_in_sight and self.top != before:
            self._to_edge(-1 if self.top > before else 1)
        if was_in_sight != self._is_cursor_in_sight:
            self.post_message(self.Moved())

    def _go_to(self, place: int, top: int) -> None:
        """The cursor on an entry, with this line on top; draws anew only what changes."""
        if (place, top) == (self._cursor, self.top):
            return
        for changed in (self._cursor, place):
            for line in range(*self._laid.span(changed)):
                self._strips.pop(line, None)
        self._put(place)
        self.top = top
        self.refresh()
        self.post_message(self.Moved())

    # Drawing

    def _strip(self, index: int) -> Strip:
        if index not in self._strips:
            self._strips[index] = self._drawn(index, selected=self._is_marked(index))
        return self._strips[index]

    def _is_marked(self, index: int) -> bool:
        if not len(self._laid):
            return False
        start, end = self._laid.span(self._cursor)
        return start <= index < end

    def _drawn(self, index: int, *, selected: bool) -> Strip:
        width, ground = self.size.width, self.visual_style.rich_style
        mark = ("┃ ", "bold $accent") if selected else ("  ", "")
        content = Content.assemble(mark, self._lines[index])
        made = Visual.to_strips(self, content, width, 1, self.visual_style)
        strip = (made[0] if made else Strip.blank(width, ground)).adjust_cell_length(width, ground)
        if not selected:
            return strip
        raised: Style = self._get_style("on $panel").rich_style
        return Strip([Segment(text, (style or ground) + raised) for text, style, _ in strip], width)

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """To the entry under the mouse; a second click opens it."""
        offset = event.get_content_offset(self)
        self._arrange()
        place = self._laid.at(self.top + offset.y) if offset else None
        if place is None:
            return
        self._go_to(place, self.top)
        if event.chain > 1:
            self.post_message(self.Opened())


class RowsTab(Tab):
    """A tab of rows. What it says when it is empty belongs to its rows: what the place is for, and the key to start."""

    lay_out: LayRows

    def compose(self) -> ComposeResult:
        """The rows."""
        yield RowPage()

    def read(self, reading: Reading) -> None:
        """Lay the rows out for this case."""
        make = type(self).lay_out
        self.body.show_rows(reading.case.code, lambda width: make(reading, width))

    @property
    def body(self) -> RowPage:
        """The rows."""
        return self.query_one(RowPage)

    @property
    def part(self) -> Record | None:
        """The entry under the cursor."""
        return self.body.part
