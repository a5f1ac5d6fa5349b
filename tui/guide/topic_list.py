"""The topics of the manual, one a line, with how often a word stands in each while one is looked for."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from tui.cursorlist import CursorList
from tui.guide.pages import TOPICS, title_of
from tui.look.drawing import fitted

_COUNT = 4  # cells of a count, with the gap before it


class TopicList(CursorList):
    """All topics; the keys are those of the manual."""

    ROWS: ClassVar[int] = 1

    def __init__(self, moved: Callable[[], None]) -> None:
        """Nothing is looked for.

        Args:
            moved: told when the cursor is on another topic.
        """
        super().__init__(moved)
        self._found: Sequence[int] | None = None

    @property
    def count(self) -> int:
        """How many there are."""
        return len(TOPICS)

    def show_found(self, found: Sequence[int] | None) -> None:
        """Show how often a word stands in each; None while none is looked for."""
        self._found = found
        self.show_anew()

    def render_line(self, y: int) -> Strip:
        """A topic."""
        place = self._top + y
        look, width = self.look, self.size.width
        if not 0 <= place < self.count:
            return Strip.blank(width, look.ground)
        self.drawn += 1
        is_here = place == self.cursor
        found = self._found[place] if self._found is not None else 0
        count = (str(found) if found else "").rjust(_COUNT) if self._found is not None else ""
        title = fitted(title_of(TOPICS[place]), max(1, width - 4 - len(count)))
        mark = look.accent if self.is_active else look.quiet
        faded = self._found is not None and not found
        text = look.quiet if faded else look.bold if is_here else look.text
        segments = [Segment("┃ " if is_here else "  ", mark), Segment(title, text), Segment(count, look.accent)]
        return self._whole(Strip(segments), y, selected=is_here)
