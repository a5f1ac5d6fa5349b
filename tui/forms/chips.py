"""A field for several of a short list, side by side in columns, so that a whole form stays in sight."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size

from store.language import _
from tui.forms.ticks import Ticks, TicksField
from tui.frame import KeyLabel

_MARKS = 5
"""Cells before the words: the mark of the cursor, and the tick."""

_COLUMNS = 4
"""In so many columns the options begin; a longer one takes several of them."""

_Line = list[tuple[int, int]]
"""The options of a line: in which cell each begins, and its place in the list."""


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
        """As many lines as they take."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Every option with its tick; the one under the cursor marked while the field has the focus."""
        return Content("\n").join(Content("").join(self._drawn(line)) for line in self._lines(self.content_size.width))

    def _drawn(self, line: _Line) -> Iterator[Content]:
        """The options of a line, each behind as many blanks as bring it into its column."""
        end = 0
        for x, place in line:
            chip = self._chip(place)
            yield Content(" " * (x - end)) + chip
            end = x + chip.cell_length

    def _chip(self, place: int) -> Content:
        value, words = self.options[place]
        is_here, is_ticked = self.has_focus and place == self.at, value in self.ticked
        chip = Content(("›" if is_here else " ") + ("[x] " if is_ticked else "[ ] ") + words)
        chip = chip.truncate(self.content_size.width, ellipsis=True)
        return chip.stylize("bold $accent" if is_here else "bold $foreground" if is_ticked else "$foreground")

    def _lines(self, width: int) -> list[_Line]:
        """Where each option stands, line by line."""
        column = max(1, width // _COLUMNS)
        lines: list[_Line] = [[]]
        x = 0
        for place, (_value, words) in enumerate(self.options):
            end = x + _MARKS + cell_len(words)
            if lines[-1] and end > width:
                lines.append([])
                x, end = 0, end - x
            lines[-1].append((x, place))
            x = (end // column + 1) * column
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
        for x, place in lines[spot.y]:
            if x <= spot.x < x + _MARKS + cell_len(self.options[place][1]):
                self.at = place
                self.toggle()


class ChipsField(TicksField):
    """A field of several values of a short list."""

    def make_ticks(self, options: Sequence[tuple[str, str]], value: Iterable[str]) -> Ticks:
        """Side by side."""
        return Chips(options, value)

    def keys(self) -> Sequence[KeyLabel]:
        """How to tick."""
        return [(_("space"), _("tick")), (_("left/right"), _("choose"))]
