"""A field for several of a short list, side by side: as many in a line as fit, so that a whole form stays in sight."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size

from store.language import _
from tui.forms.ticks import Ticks, TicksField
from tui.frame import KeyLabel

_MARKS = 6
"""Cells before the words: the mark of the cursor, and the tick."""


class Chips(Ticks):
    """The list with its ticks, in lines. Left and right go through; up and down go to the next field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.previous_field", show=False),
        Binding("down", "screen.next_field", show=False),
    ]

    def __init__(self, options: Sequence[tuple[str, str]], ticked: Iterable[str] = ()) -> None:
        """See `Ticks`."""
        super().__init__(options, ticked)
        self._moves["left"], self._moves["right"] = self._moves.pop("up"), self._moves.pop("down")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as it takes."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Every option with its tick; the one under the cursor marked while the field has the focus."""
        width = self.content_size.width
        return Content("\n").join(Content(" ").join(map(self._chip, line)) for line in self._lines(width))

    def _chip(self, place: int) -> Content:
        value, words = self.options[place]
        is_here, is_ticked = self.has_focus and place == self.at, value in self.ticked
        chip = Content(("› " if is_here else "  ") + ("[x] " if is_ticked else "[ ] ") + words)
        chip = chip.truncate(self.content_size.width, ellipsis=True)
        return chip.stylize("bold $accent" if is_here else "bold $foreground" if is_ticked else "$foreground")

    def _lines(self, width: int) -> list[list[int]]:
        """The places of the options in each line."""
        lines: list[list[int]] = [[]]
        left = width
        for place, (_value, words) in enumerate(self.options):
            needed = _MARKS + cell_len(words)
            if lines[-1] and needed > left:
                lines.append([])
                left = width
            lines[-1].append(place)
            left -= needed + 1
        return lines

    def bring_into_view(self) -> None:
        """Nothing to do: a field of few lines is in sight as a whole once it has the focus."""

    def on_click(self, event: events.Click) -> None:
        """Tick the option under the mouse."""
        event.prevent_default()  # the list of `Ticks` has a line for each
        spot = event.get_content_offset(self)
        lines = self._lines(self.content_size.width)
        if spot is None or not 0 <= spot.y < len(lines):
            return
        x = 0
        for place in lines[spot.y]:
            width = _MARKS + cell_len(self.options[place][1])
            if x <= spot.x < x + width:
                self.at = place
                self.toggle()
            x += width + 1


class ChipsField(TicksField):
    """A field of several values of a short list."""

    def make_ticks(self, options: Sequence[tuple[str, str]], value: Iterable[str]) -> Ticks:
        """Side by side."""
        return Chips(options, value)

    def keys(self) -> Sequence[KeyLabel]:
        """How to tick."""
        return [(_("space"), _("tick")), (_("left/right"), _("choose"))]
