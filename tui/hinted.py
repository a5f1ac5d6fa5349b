"""A line to type in as all of ours are: its cursor stands still, and a hint that does not fit shows that it goes on."""

from typing import Any

from rich.cells import cell_len
from textual.strip import Strip
from textual.widgets import Input

from tui.look.drawing import fitted


class HintedInput(Input):
    """The line. Textual's own blinks, and breaks its hint off at a word."""

    def __init__(self, value: str = "", **named: Any) -> None:
        """See `Input`."""
        super().__init__(value, **named)
        self.cursor_blink = False

    def render_line(self, y: int) -> Strip:
        """With three dots at the end of a hint that is too long."""
        hint, width = str(self.placeholder), self.content_size.width
        if self.value or cell_len(hint) <= width:
            return super().render_line(y)
        self.set_reactive(Input.placeholder, fitted(hint, width))
        try:
            return super().render_line(y)
        finally:
            self.set_reactive(Input.placeholder, hint)
