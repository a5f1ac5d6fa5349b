"""A line of a form that opens another screen, for what has more to set than a field can hold.

Nothing is typed in it, so it has no edge and no ground as fields have: a mark at its end shows that it leads on.
"""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

_MARK = " ›"


class Door(Widget, can_focus=True):
    """One line. Enter, a space or the mouse opens what lies behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "open", show=False)]

    def __init__(self, label: str, behind: Callable[[], object]) -> None:
        """Say what lies behind it.

        Args:
            label: its name.
            behind: opens it.
        """
        super().__init__()
        self._label, self._behind = label, behind

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the name takes."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The name, and at the end of its last line the mark."""
        width = self.content_size.width
        *lines, last = self._lines(width)
        marked = last.truncate(max(0, width - len(_MARK)), pad=True) + Content(_MARK)
        return Content("\n").join([*lines, marked]).stylize("bold $accent" if self.has_focus else "$foreground")

    def _lines(self, width: int) -> list[Content]:
        return Content(self._label).wrap(max(1, width - len(_MARK)))

    def on_focus(self) -> None:
        """The colour moves here."""
        self.refresh()

    def on_blur(self) -> None:
        """The colour is gone."""
        self.refresh()

    def action_open(self) -> None:
        """Go in."""
        self._behind()

    def on_click(self) -> None:
        """Go in."""
        self._behind()
