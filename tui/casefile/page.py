"""Lines of text of any length, of which only the visible ones are drawn. Overview, history and whole notes are pages.

The text comes as `Content`, so that nothing a person wrote is ever read as markup.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Self, overload

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from tui.look.thumb import thumb_at

MEASURE = 96
"""Longer lines of a text are hard to read, however wide the terminal is."""

LISTED = 140
"""A list, in which each thing has a line that would be cut, is wider where there is room."""

Lines = list[Content]


class LaterLines(Sequence[Content]):
    """Lines that are made when they come into sight, each time anew: a page remembers what it has drawn."""

    def __init__(self, count: int, make: Callable[[int], Content]) -> None:
        """So many lines, and what makes one, from its place."""
        self._count, self._make = count, make

    @classmethod
    def at_once(cls, count: int, make: Callable[[], Lines]) -> Self:
        """Lines that cannot be made one by one: the first that comes into sight makes all of them, for good."""
        made = cache(make)
        return cls(count, lambda place: made()[place])

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    @overload
    def __getitem__(self, place: int) -> Content: ...

    @overload
    def __getitem__(self, place: slice) -> Lines: ...

    def __getitem__(self, place: int | slice) -> Content | Lines:
        """One of them, or some."""
        places = range(self._count)[place]
        return self._make(places) if isinstance(places, int) else [self._make(each) for each in places]


LayOut = Callable[[int], Sequence[Content]]
"""Lines for a width, none of them wider."""

GUTTER = 2
"""Cells kept free on the right for the thumb, so that a page that grows does not wrap anew."""
_WHEEL = 3


class Page(Widget):
    """A page that scrolls.

    Attributes:
        top: the first line shown.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """An empty page; `show` fills it."""
        super().__init__(id=id, classes=classes)
        self.top = 0
        self._lay_out: LayOut = lambda _width: []
        self._subject = ""
        self._lines: Sequence[Content] = []
        self._strips: dict[int, Strip] = {}
        self._width = -1
        self._sought = ""
        self._waiting: list[Callable[[], None]] = []

    def show(self, subject: str, lay_out: LayOut) -> None:
        """Show lines; the place in them is kept when they are about the same subject as before."""
        if subject != self._subject:
            self._subject, self.top, self._sought = subject, 0, ""
            self._waiting.clear()
        self._lay_out = lay_out
        self._width = -1
        self.refresh()

    def seek(self, style: str) -> None:
        """Bring the first line with something in this style into sight, also before anything is laid out.

        In another window it is brought there again, until somebody scrolls.
        """
        self._sought = style
        self._width = -1
        self.refresh()

    @property
    def plain(self) -> str:
        """The text of the whole page as it is laid out now."""
        self._arrange()
        return "\n".join(line.plain for line in self._lines)

    def scroll_lines(self, by: int) -> None:
        """Up or down by lines."""
        self._go(self.top + by)

    def by_lines(self, by: int) -> None:
        """What the keys do: here the same, with a cursor something else."""
        self.scroll_lines(by)

    def by_pages(self, by: int) -> None:
        """Up or down by pages, which overlap by a line."""
        self._go(self.top + by * max(1, self.size.height - 1))

    def to_start(self) -> None:
        """To the first line."""
        self._go(0)

    def to_end(self) -> None:
        """To the last line."""
        self._go(len(self._lines))

    def when_laid_out(self, move: Callable[[], None]) -> None:
        """Move at once, or as soon as there is something to move in."""
        if self._lines or self.size.width > GUTTER:
            move()
        else:
            self._waiting.append(move)

    def _go(self, top: int) -> None:
        self._sought = ""
        self._arrange()
        top = max(0, min(top, len(self._lines) - self.size.height))
        if top != self.top:
            self.top = top
            self.refresh()

    def _arrange(self) -> None:
        """Lay the lines out anew when the width or the text changed."""
        width = self.size.width
        if width == self._width or width <= GUTTER:
            return
        self._width = width
        self._lines = self._lay_out(width - GUTTER)
        self._strips.clear()
        self._find_sought()
        self.top = max(0, min(self.top, len(self._lines) - self.size.height))
        self._catch_up()

    def _catch_up(self) -> None:
        """The moves that waited for the layout."""
        waiting, self._waiting = self._waiting, []
        for move in waiting:
            move()

    def _find_sought(self) -> None:
        """A third of the page above it shows where it belongs."""
        lines = enumerate(self._lines) if self._sought else ()
        place = next((at for at, line in lines if any(span.style == self._sought for span in line.spans)), None)
        if place is not None and not self.top <= place < self.top + self.size.height:
            self.top = place - self.size.height // 3

    def on_resize(self) -> None:
        """In another height, too, what was sought stays in sight."""
        if self._sought:
            self._width = -1

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        self._arrange()
        width, height = self.size.width, self.size.height
        ground = self.visual_style.rich_style
        index = self.top + y
        strip = self._strip(index) if index < len(self._lines) else Strip.blank(width, ground)
        if thumb_at(y, height, self.top, len(self._lines)):
            thumb = Segment("┃", self._get_style("$edge").rich_style + ground.background_style)
            return Strip([*strip.crop(0, width - 1), thumb], width)
        return strip

    def _strip(self, index: int) -> Strip:
        if index not in self._strips:
            width = self.size.width
            made = Visual.to_strips(self, self._lines[index], width, 1, self.visual_style)
            ground = self.visual_style.rich_style
            self._strips[index] = (made[0] if made else Strip.blank(width, ground)).adjust_cell_length(width, ground)
        return self._strips[index]

    def notify_style_update(self) -> None:
        """Other colours: nothing drawn before holds."""
        super().notify_style_update()
        self._strips.clear()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.scroll_lines(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.scroll_lines(-_WHEEL)
