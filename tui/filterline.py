"""The line in which one types what to filter by or to look for, in every place that has something to narrow."""

from typing import Protocol, runtime_checkable

from tui.frame import KeyBar
from tui.hinted import HintedInput


@runtime_checkable
class Filtered(Protocol):
    """A screen that shows only what fits a text."""

    def filter_by(self, query: str) -> None:
        """Show only what fits; an empty text shows all."""

    def show_keys(self) -> None:
        """Show the keys that act now."""


class FilterLine(HintedInput):
    """Closed until it is wanted. It tells its screen in the same frame as the key, not one later."""

    def __init__(self) -> None:
        """Empty and closed."""
        super().__init__(id="filter", compact=True, select_on_focus=False)

    def watch_value(self, value: str) -> None:
        """Filter at once."""
        screen = self.screen
        if isinstance(screen, Filtered):
            screen.filter_by(value)

    def on_focus(self) -> None:
        """Letters are letters now: other keys act."""
        self._show_keys()

    def on_blur(self) -> None:
        """Letters are keys again."""
        self._show_keys()

    def _show_keys(self) -> None:
        screen = self.screen
        if isinstance(screen, Filtered) and screen.query(KeyBar):  # none where the program ends in this very moment
            screen.show_keys()

    @property
    def is_open(self) -> bool:
        """Whether it is in sight."""
        return self.has_class("-open")

    def open(self, value: str | None = None) -> None:
        """Show the line, with this text if one is given."""
        self.add_class("-open")
        if value is not None:
            self.value = value

    def ask(self, placeholder: str) -> None:
        """Show the line to type in; the placeholder says what it looks in and how one goes on."""
        self.placeholder = placeholder
        self.open()
        self.cursor_position = len(self.value)
        self.focus()

    def put_away(self) -> None:
        """Out of sight; what is typed in it stays."""
        self.remove_class("-open")

    def close(self) -> None:
        """Empty it, which shows all again, and put it away."""
        self.value = ""
        self.put_away()
