"""Below a list whose lines are cut: all that the marked one says."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.casefile.layout import QUIET

MOST = 4
"""Lines there are for it; what is longer shows that it goes on, and is opened with a key."""


class Whole(Widget):
    """The text of the marked line, as many lines as it takes; not there while nothing is cut."""

    def __init__(self) -> None:
        """Nothing is cut yet."""
        super().__init__()
        self._text = ""
        self.display = False

    def show(self, text: str) -> None:
        """Show a text; an empty one leaves its place to the list."""
        if text != self._text:
            self._text, self.display = text, bool(text)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """A line each, up to the most."""
        return min(MOST, len(self._wrapped(width)))

    def render(self) -> Content:
        """The text over the width."""
        width = self.content_size.width
        lines = self._wrapped(width)
        if len(lines) > MOST:
            lines = [*lines[: MOST - 1], Content.assemble(lines[MOST - 1], "…").truncate(width, ellipsis=True)]
        return Content("\n").join(lines)

    def _wrapped(self, width: int) -> list[Content]:
        return list(Content.styled(self._text, QUIET).wrap(max(10, width)))
