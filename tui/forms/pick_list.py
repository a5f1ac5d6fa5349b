"""An open list over a screen: what a folded choice opens into, or a question with a few answers."""

from asyncio import sleep
from typing import ClassVar

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Region

from store.language import _
from tui.forms.choice import Choice
from tui.frame import KeyBar
from tui.small import Small

_GOING_ON = ("tab", "shift+tab", "ctrl+s", "ctrl+g")
"""What leads on from the field below, saves the form, or signs the note there."""

_EDGES = 4
"""So many lines of the screen the edge of a form as high as that leaves at most."""


class PickList(Small[int | None]):
    """An open list over a screen. Answers the place of what was picked, None when nothing was.

    Attributes:
        has_strayed: whether it closed because a sentence was typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        *(Binding(key, "take", show=False, priority=True) for key in _GOING_ON),
    ]

    def __init__(self, inner: Choice, line: Region, at: int | None = None, *, within: Region | None = None) -> None:
        """Over the line at this place of the screen.

        Args:
            inner: the list. Where nothing is chosen yet, the cursor is on what is proposed, or the first: enter always
                takes something.
            line: where the folded list is.
            at: see `Choice.open`.
            within: the part of the screen that is not left where there is room in it: inside the edge of the form. A
                longer list is scrolled where the form is about as high as the screen.
        """
        super().__init__()
        self._list = inner
        if at is not None:
            inner.value = inner.options[at][0]
        elif inner.index is None and inner.options:
            inner.value, inner.is_proposed = inner.options[inner.beginning][0], True
        self._at, self._within = line, within
        self.has_strayed = False

    def compose(self) -> ComposeResult:
        """The list in its frame."""
        with VerticalScroll(can_focus=False, id="picklist"):
            yield self._list
        yield KeyBar([(_("up/down"), _("choose")), ("enter", _("take it")), ("esc", _("leave it as it was"))])

    def on_mount(self) -> None:
        """Beside the line it belongs to."""
        self._place()
        if not self._list.is_proposed:
            self.marked(self._list.value)
        self._list.focus()
        self.call_after_refresh(self._list.bring_into_view)

    def on_resize(self) -> None:
        """Stay on the screen."""
        self._place()

    def _place(self) -> None:
        """Below the line, else above its label; where neither has room, over it."""
        screen = Region(0, 0, self.app.size.width, self.app.size.height - 1)  # the keys stay in sight
        wanted = len(self._list.options) + 2
        longest = max(cell_len(words) for _value, words in self._list.options)
        width = min(max(self._at.width, longest + 6), screen.width)
        inside = self._within.intersection(screen) if self._within else screen
        is_high = inside.height >= min(wanted, screen.height - _EDGES)
        room = inside if is_high and inside.width >= width else screen
        height = min(wanted, room.height)
        below, above = self._at.bottom, self._at.y - 1 - height
        y = below if below + height <= room.bottom else above if above >= room.y else room.bottom - height
        frame = self.query_one("#picklist")
        frame.styles.width, frame.styles.height = width, height
        frame.styles.offset = (max(room.x, min(self._at.x, room.right - width)), y)

    def on_choice_entered(self, event: Choice.Entered) -> None:
        """Picked."""
        event.stop()
        self.dismiss(self._list.index)

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """The cursor moved."""
        event.stop()
        self.marked(self._list.value)

    def on_choice_strayed(self, event: Choice.Strayed) -> None:
        """A sentence: it was meant for another place."""
        event.stop()
        self.has_strayed = True
        self.dismiss(None)

    def marked(self, value: str | None) -> None:
        """The cursor is on this value."""

    @property
    def reached(self) -> int | None:
        """The place of what the cursor was brought to, not of what only stood there first."""
        return None if self._list.is_proposed else self._list.index

    def action_take(self) -> None:
        """Pick what the cursor was brought to."""
        self.dismiss(self.reached)

    def action_close(self) -> None:
        """Nothing picked."""
        self.dismiss(None)


class OpenChoice(PickList):
    """A folded list, open over the screen it belongs to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"take_and('{key}')", show=False, priority=True) for key in _GOING_ON
    ]

    def __init__(self, choice: Choice, at: int | None) -> None:
        """See `Choice.open`."""
        frame = next((each for each in choice.ancestors if isinstance(each, VerticalScroll)), choice.screen)
        super().__init__(choice.unfold(), choice.region, at, within=frame.content_region)
        self._choice = choice

    def marked(self, value: str | None) -> None:
        """Tell whoever shows more about it."""
        self._choice.post_message(Choice.Marked(self._choice, value))

    async def action_take_and(self, key: str) -> None:
        """Pick, and do below what the key means there, before any key that is typed next."""
        if (index := self.reached) is not None:
            self._choice.choose(index)
        self.dismiss(None)
        below = self.app.screen
        await self._told()
        if meant := below.active_bindings.get(key):
            await self.app.run_action(meant.binding.action, meant.node)

    async def _told(self) -> None:
        """Wait until the screen below knows what was chosen: other fields of it may hang on that."""
        concerned = [node for node in self._choice.ancestors_with_self if not isinstance(node, App)]
        while any(node.message_queue_size for node in concerned):
            await sleep(0)
