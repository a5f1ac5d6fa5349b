"""A line of a form that opens another screen, for what has more to set than a field can hold."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


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
        return len(Content(self._label).wrap(max(1, width - 2)))

    def render(self) -> Content:
        """The name, marked while it has the focus."""
        lines = Content(self._label).wrap(max(1, self.content_size.width - 2))
        mark, style = ("› ", "bold $accent") if self.has_focus else ("  ", "$foreground")
        marked = (Content("  " if number else mark) + line for number, line in enumerate(lines))
        return Content("\n").join(marked).stylize(style)

    def on_focus(self) -> None:
        """The mark moves here."""
        self.refresh()

    def on_blur(self) -> None:
        """The mark is gone."""
        self.refresh()

    def action_open(self) -> None:
        """Go in."""
        self._behind()

    def on_click(self) -> None:
        """Go in."""
        self._behind()
