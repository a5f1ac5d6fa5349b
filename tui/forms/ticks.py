"""A field for several of a list: each line is ticked or not."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from store.language import _
from tui.forms.field import Field
from tui.forms.options import YES
from tui.forms.run import Run
from tui.frame import KeyLabel


class Ticks(Widget, can_focus=True):
    """The list with its ticks.

    Attributes:
        ticked: the values that are ticked, in the order of the list.
        at: the place of the line under the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "enter", show=False)]

    class Changed(Message):
        """Something was ticked, or a tick was taken away."""

    class Strayed(Message):
        """A sentence was typed here; it changed nothing."""

    def __init__(self, options: Sequence[tuple[str, str]], ticked: Iterable[str] = ()) -> None:
        """Offer a list.

        Args:
            options: each value and the words for it.
            ticked: the values that are ticked at first; those that are not offered fall away.
        """
        super().__init__()
        self.options = list(options)
        self._ticked = set(ticked)
        self.at = 0
        self._run = Run()
        self._moves: dict[str, Callable[[], None]] = {
            "up": partial(self.step, -1), "down": partial(self.step, 1), "home": partial(self.go_to, 0),
            "end": partial(self.go_to, len(self.options) - 1),
        }  # fmt: skip

    @property
    def ticked(self) -> tuple[str, ...]:
        """The values that are ticked, in the order of the list."""
        return tuple(value for value, _words in self.options if value in self._ticked)

    def tick_all(self, values: Iterable[str]) -> None:
        """Tick these and no others."""
        self._ticked = set(values)
        self.refresh()

    # Showing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line an option."""
        return max(1, len(self.options))

    def render(self) -> Content:
        """Every line with its tick; the one under the cursor marked while the field has the focus."""
        width = self.content_size.width
        return Content("\n").join(self._line(place, width) for place in range(len(self.options)))

    def _line(self, place: int, width: int) -> Content:
        value, words = self.options[place]
        is_here = self.has_focus and place == self.at
        mark = "›" if is_here else " "  # one cell, so that the boxes stand below what other fields say
        tick = "[x] " if value in self._ticked else "[ ] "
        line = Content(mark + tick + words).truncate(width, ellipsis=True, pad=True)
        return line.stylize("bold $accent" if is_here else "$foreground")

    # Ticking

    def go_to(self, place: int) -> None:
        """To a line of the list."""
        place = max(0, min(place, len(self.options) - 1))
        if place != self.at:
            self.at = place
            self.refresh()
        self.bring_into_view()

    def step(self, by: int) -> None:
        """To the line above or below."""
        self.go_to(self.at + by)

    def toggle(self) -> None:
        """Tick the line under the cursor, or take its tick away."""
        if self.options:
            self._ticked ^= {self.options[self.at][0]}
            self.refresh()
            self.post_message(self.Changed())

    def bring_into_view(self) -> None:
        """Scroll the form to the line under the cursor; a long list is longer than the screen."""
        frame = next((each for each in self.ancestors if isinstance(each, VerticalScroll)), None)
        if frame is None:
            return
        y, inside = self.content_region.y + self.at, frame.scrollable_content_region
        if y < inside.y:
            frame.scroll_relative(y=y - inside.y, animate=False)
        elif y >= inside.bottom:
            frame.scroll_relative(y=y - inside.bottom + 1, animate=False)

    def on_key(self, event: events.Key) -> None:
        """Arrows go through, a space ticks, letters jump to the next line that begins with them."""
        if move := self._moves.get(event.key):
            event.stop()
            self._run.forget()
            move()
        elif event.is_printable and event.character:
            event.stop()
            self._type(event.character)

    def _type(self, character: str) -> None:
        if character == " " and self._run.means_itself(self._find):
            self._run.forget()
            self.toggle()
            return
        found = self._run.take(character, self._find)
        if found is not None:
            self.go_to(found)
        elif self._run.is_sentence:
            self.post_message(self.Strayed())

    def _find(self, typed: str) -> int | None:
        """The next line that begins so. One letter goes on and on."""
        count, is_one = len(self.options), len(set(typed)) == 1
        wanted = typed[0] if is_one else typed
        places = ((self.at + step) % count for step in range(is_one, count + is_one))
        return next((place for place in places if self.options[place][1].casefold().startswith(wanted)), None)

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self.refresh()

    def on_blur(self) -> None:
        """No cursor any more."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tick the line under the mouse."""
        spot = event.get_content_offset(self)
        if spot is not None and 0 <= spot.y < len(self.options):
            self.at = spot.y
            self.toggle()


class TicksField(Field):
    """A field of several values of a closed list."""

    def __init__(
        self, key: str, label: str, options: Sequence[tuple[str, str]], value: Iterable[str] = (), *,
        help: str = "", needed: bool = False,
    ) -> None:  # fmt: skip
        """See `Ticks` and `Field`."""
        self.ticks = self.make_ticks(options, value)
        self._start = self.ticks.ticked
        super().__init__(key, label, self.ticks, help=help, needed=needed)

    def make_ticks(self, options: Sequence[tuple[str, str]], value: Iterable[str]) -> Ticks:
        """The list, a line for each option; a kind of field may set it otherwise."""
        return Ticks(options, value)

    @property
    def value(self) -> tuple[str, ...]:
        """The values that are ticked, in the order of the list."""
        return self.ticks.ticked

    @property
    def is_touched(self) -> bool:
        """Whether others are ticked."""
        return self.ticks.ticked != self._start

    @property
    def is_empty(self) -> bool:
        """Whether nothing is ticked."""
        return not self.ticks.ticked

    @property
    def typed(self) -> str:
        """The values that are ticked, one a line."""
        return "\n".join(self.ticks.ticked)

    def retype(self, typed: str | None) -> None:
        """Tick them again, where they are still offered."""
        self.ticks.tick_all((typed or "").split("\n"))

    @property
    def cursor(self) -> tuple[int, ...]:
        """In which line."""
        return (self.ticks.at,)

    def put_cursor(self, cursor: Sequence[int]) -> None:
        """In this line."""
        self.ticks.go_to(cursor[0])

    def keys(self) -> Sequence[KeyLabel]:
        """How to tick."""
        return [(_("space"), _("tick")), (_("up/down"), _("choose"))]

    def on_ticks_strayed(self, event: Ticks.Strayed) -> None:
        """Say what this is."""
        event.stop()
        self.strayed()

    def on_ticks_changed(self, event: Ticks.Changed) -> None:
        """Something was ticked."""
        event.stop()
        self.touched()


class TickField(TicksField):
    """A field for one sentence that holds or does not."""

    def __init__(self, key: str, label: str, words: str, value: bool = False, *, help: str = "") -> None:
        """See `TicksField`.

        Args:
            key: see `Field`.
            label: see `Field`.
            words: the sentence.
            value: whether it holds at first.
            help: see `Field`.
        """
        super().__init__(key, label, [(YES, words)], [YES] if value else [], help=help)

    @property
    def value(self) -> bool:  # type: ignore[override]  # one of two, where a list has many
        """Whether it holds."""
        return not self.is_empty
