"""The list of what was found: one widget that draws only the hits in sight, so that thousands cost what ten cost."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from store.language import _
from store.search import Hit
from tui.board.cards import Look
from tui.casefile.thumb import thumb_at
from tui.search.hit_rows import ROWS, SMALLEST, hit_lines

_GUTTER = 1  # for the thumb
_LOWEST = 9  # lines of the window: those around the list, and two hits
_KEPT = 500  # drawn hits

HitKey = tuple[str, str]
"""By what a hit is known: the code of its case, and the id of the note (empty: the case itself)."""


def key_of(hit: Hit) -> HitKey:
    """By what this hit is known."""
    return hit.code, hit.note


class HitList(Widget):
    """Hits, two lines each, with a cursor. It never has the focus: the line above it has, or nothing.

    Attributes:
        cursor: the place of the hit under the cursor.
        hidden: whether client text is hidden.
        hits: what was found.
        drawn: how many hits were drawn so far; what a test counts.
    """

    class Opened(Message):
        """A hit was chosen with the mouse."""

    def __init__(self, moved: Callable[[], None]) -> None:
        """Nothing found yet; `show` fills it.

        Args:
            moved: told at once when the cursor is on another hit.
        """
        super().__init__()
        self._moved = moved
        self.cursor = 0
        self.hidden = False
        self.drawn = 0
        self.hits: list[Hit] = []
        self._words: Sequence[str] = ()
        self._nothing: Sequence[str] = ()
        self._sought: HitKey | None = None  # where the cursor goes as soon as it is among the hits
        self._top = 0
        self._strips: dict[int, tuple[Strip, Strip]] = {}
        self._look: Look | None = None

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.cursor < len(self.hits) else None

    @property
    def is_too_small(self) -> bool:
        """Whether the window has no room for even one hit."""
        width, height = self.app.size
        return width < SMALLEST or height < _LOWEST

    def show(self, words: Sequence[str], hits: Sequence[Hit], stay: HitKey | None = None) -> None:
        """Show other hits, with the cursor on the first.

        Args:
            words: the folded words in them.
            hits: what was found at once; more may follow.
            stay: the hit on which the cursor stays instead, also when it is only found later.
        """
        near = self.cursor if stay else 0
        self._words, self.hits, self._sought = words, [], stay
        self.cursor = 0
        self.add(hits)
        if self._sought:  # perhaps it is found later, perhaps it is gone
            self.cursor = max(0, min(near, len(hits) - 1))
        self.show_anew()

    def add(self, hits: Sequence[Hit]) -> None:
        """Show more hits after those that are shown."""
        before, bar = len(self.hits), self._bar
        self.hits += hits
        sought = self._sought
        place = next((n for n, hit in enumerate(hits, before) if key_of(hit) == sought), None) if sought else None
        if place is not None:
            self._put(place)
        if before * ROWS < self._top + self.size.height or self._bar != bar:
            self.refresh()
        if hits and not before:
            self._moved()

    def say_nothing(self, lines: Sequence[str]) -> None:
        """Say this where there are no hits."""
        if tuple(lines) != self._nothing:
            self._nothing = tuple(lines)
            if not self.hits:
                self.refresh()

    def show_anew(self) -> None:
        """What stays under the cursor reads differently."""
        self._strips.clear()
        self._look = None
        self._follow()
        self.refresh()
        self._moved()

    # Moving

    def go_to(self, place: int) -> None:
        """Put the cursor on a hit; only what changes is drawn."""
        self._sought = None
        self._put(max(0, min(place, len(self.hits) - 1)))

    def _put(self, place: int) -> None:
        self._sought = None
        if place == self.cursor:
            return
        before, top = self.cursor, self._top
        self.cursor = place
        for changed in (before, place):
            self._strips.pop(changed, None)
        self._follow()
        if self._top != top:
            self.refresh()
        else:
            self.refresh(*(Region(0, each * ROWS - top, self.size.width, ROWS) for each in (before, place)))
        self._moved()

    def by_lines(self, by: int) -> None:
        """Some hits up or down."""
        self.go_to(self.cursor + by)

    def by_pages(self, by: int) -> None:
        """Some pages up or down, which overlap by a hit."""
        self.go_to(self.cursor + by * max(1, self.size.height // ROWS - 1))

    def to_start(self) -> None:
        """To the first hit."""
        self.go_to(0)

    def to_end(self) -> None:
        """To the last hit."""
        self.go_to(len(self.hits) - 1)

    def _follow(self) -> None:
        """Keep the cursor in sight."""
        height = self.size.height
        if height:
            self._top = max(0, min(self._top, self.cursor * ROWS, len(self.hits) * ROWS - height))
            self._top = max(self._top, (self.cursor + 1) * ROWS - height)

    # Drawing

    @property
    def _bar(self) -> list[bool]:
        """On which lines the thumb of the scroll bar is drawn."""
        height = self.size.height
        return [thumb_at(y, height, self._top, len(self.hits) * ROWS) for y in range(height)]

    @property
    def look(self) -> Look:
        """The styles of the theme in use."""
        if self._look is None:
            self._look = Look.of(self.app.theme_variables)
        return self._look

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        look, width = self.look, self.size.width
        if self.is_too_small:
            return self._message_line(y, [_("Too small a window")])
        if not self.hits:
            return self._message_line(y, self._nothing)
        place, row = divmod(self._top + y, ROWS)
        strip = self._drawn(place)[row] if place < len(self.hits) else Strip.blank(width - _GUTTER, look.ground)
        has_thumb = thumb_at(y, self.size.height, self._top, len(self.hits) * ROWS)
        ground = look.raised if place == self.cursor else look.ground
        return Strip([*strip, Segment("┃" if has_thumb else " ", look.frame + ground)], width)

    def _drawn(self, place: int) -> tuple[Strip, Strip]:
        if place not in self._strips:
            if len(self._strips) > _KEPT:
                self._strips.clear()
            self.drawn += 1
            self._strips[place] = hit_lines(
                self.hits[place], self._words, self.size.width - _GUTTER, self.look,
                selected=place == self.cursor, hidden=self.hidden,
            )  # fmt: skip
        return self._strips[place]

    def _message_line(self, y: int, lines: Sequence[str]) -> Strip:
        """A line of a message, set in a little."""
        look = self.look
        text = lines[y - 1] if 0 < y <= len(lines) else ""
        strip = Strip([Segment(f"  {text}", look.bold if y == 1 else look.text)])
        return strip.apply_style(look.ground).adjust_cell_length(self.size.width, look.ground)

    def on_resize(self) -> None:
        """Another width: draw anew, with the cursor in sight."""
        self.show_anew()

    def notify_style_update(self) -> None:
        """Other colours: nothing drawn before holds."""
        super().notify_style_update()
        self._strips.clear()
        self._look = None

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """To the hit under the mouse; a second click opens it."""
        offset = event.get_content_offset(self)
        place = (self._top + offset.y) // ROWS if offset else -1
        if 0 <= place < len(self.hits):
            self.go_to(place)
            if event.chain > 1:
                self.post_message(self.Opened())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.by_lines(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.by_lines(-1)
