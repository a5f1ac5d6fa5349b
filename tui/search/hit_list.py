"""The list of what was found, which may go on growing while it is shown."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual.strip import Strip

from store.language import _
from store.search import Hit, Hits
from tui.cursorlist import CursorList
from tui.search.hit_rows import ROWS, SMALLEST, hit_lines

_GUTTER = 2  # for the thumb, and a free cell before it
_LOWEST = 9  # lines of the window: those around the list, and two hits
_KEPT = 500  # drawn hits

HitKey = tuple[str, str]
"""By what a hit is known: the code of its case, and the id of the note (empty: the case itself)."""


def key_of(hit: Hit) -> HitKey:
    """By what this hit is known."""
    return hit.code, hit.note


class HitList(CursorList):
    """Hits, two lines each, with a cursor. It never has the focus: the line above it has, or nothing.

    Attributes:
        hits: what was found.
    """

    ROWS = ROWS

    def __init__(self, moved: Callable[[], None]) -> None:
        """Nothing found yet; `show` fills it. See `CursorList`."""
        super().__init__(moved)
        self.hits = Hits()
        self._words: Sequence[str] = ()
        self._nothing: Sequence[str] = ()
        self._sought: HitKey | None = None  # where the cursor goes as soon as it is among the hits
        self._strips: dict[tuple[int, bool], tuple[Strip, Strip]] = {}  # by the place, and whether the cursor is on it

    @property
    def count(self) -> int:
        """How many hits there are."""
        return len(self.hits)

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.cursor < len(self.hits) else None

    @property
    def is_too_small(self) -> bool:
        """Whether the window has no room for even one hit."""
        width, height = self.app.size
        return width < SMALLEST or height < _LOWEST

    def show(self, words: Sequence[str], hits: Hits, stay: HitKey | None = None) -> None:
        """Show other hits, with the cursor on the first.

        Args:
            words: the folded words in them.
            hits: what was found at once; more may follow.
            stay: the hit on which the cursor stays instead, also when it is only found later.
        """
        near = self.cursor if stay else 0
        self._words, self.hits, self._sought = words, Hits(words), stay
        self.cursor = 0
        self.add(hits)
        if self._sought:  # perhaps it is found later, perhaps it is gone
            self.cursor = max(0, min(near, len(hits) - 1))
        self.show_anew()

    def add(self, hits: Hits) -> None:
        """Show more hits after those that are shown."""
        if not hits:  # as after most steps through the archive
            return
        before, bar = len(self.hits), self._bar
        self.hits.extend(hits)
        place = hits.find(*self._sought) if self._sought else None
        if place is not None:
            self.go_to(before + place)
        if before * ROWS < self._top + self.size.height or self._bar != bar:
            self.refresh()
        if not before:
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
        self._follow()
        self.refresh()
        self._moved()

    def go_to(self, place: int) -> None:
        """Put the cursor on a hit, whatever was sought."""
        self._sought = None
        super().go_to(place)

    # Drawing

    @property
    def _bar(self) -> list[bool]:
        """On which lines the thumb of the scroll bar is drawn."""
        return [self._has_thumb(y) for y in range(self.size.height)]

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        if self.is_too_small:
            return self._message_line(y, [_("Too small a window")])
        if not self.hits:
            return self._message_line(y, self._nothing)
        place, row = divmod(self._top + y, ROWS)
        if place >= len(self.hits):
            return Strip.blank(self.size.width, self.look.ground)
        selected = place == self.cursor
        return self._whole(self._drawn(place, selected)[row], y, selected=selected)

    def _drawn(self, place: int, selected: bool) -> tuple[Strip, Strip]:
        if (place, selected) not in self._strips:
            if len(self._strips) > _KEPT:
                self._strips.clear()
            self.drawn += 1
            self._strips[place, selected] = hit_lines(
                self.hits[place], self._words, self.size.width - _GUTTER, self.look, selected=selected,
                hidden=self.hidden,
            )  # fmt: skip
        return self._strips[place, selected]

    def _message_line(self, y: int, lines: Sequence[str]) -> Strip:
        """A line of a message, set in a little."""
        look = self.look
        text = lines[y - 1] if 0 < y <= len(lines) else ""
        strip = Strip([Segment(f"  {text}", look.bold if y == 1 else look.text)])
        return strip.apply_style(look.ground).adjust_cell_length(self.size.width, look.ground)

    def notify_style_update(self) -> None:
        """Other colours: nothing drawn before holds."""
        super().notify_style_update()
        self._strips.clear()
