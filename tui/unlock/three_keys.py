"""The end of the first start: three keys to remember, and that everything else can be found and changed."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from store.language import _
from tui.commands import BY_ACTION, Command
from tui.frame import KeyLabel
from tui.unlock.threshold import Threshold


class ThreeKeys(Threshold):
    """Three commands with their keys. Enter goes on; so does each of these keys, which does what it does."""

    THREE: ClassVar[Sequence[str]] = ("new_case", "review", "guide")

    @property
    def commands(self) -> Sequence[Command]:
        """Those of the three that have a key."""
        return [BY_ACTION[action] for action in self.THREE if BY_ACTION[action].keys]

    def heading(self) -> str:
        """What it is."""
        return _("Three keys to remember")

    def parts(self) -> Iterable[Widget]:
        """Each key beside what it does."""
        for command in self.commands:
            with Horizontal(classes="memo"):
                yield Static(command.shown_key, classes="memo-key", markup=False)
                yield Static(command.help.partition(";")[0], markup=False)  # what it does, without the rest
        yield Static(_("The other keys stand at the bottom of each screen."), classes="quiet", markup=False)
        if (settings := BY_ACTION.get("settings")) and settings.keys:
            later = _("What you chose can be changed at any time in the settings (key {key}).")
            key = _("comma") if settings.shown_key == "," else settings.shown_key  # a bare one reads like a slip
            yield Static(later.format(key=key), classes="quiet", markup=False)

    def keys(self) -> Sequence[KeyLabel]:
        """On to the board."""
        return [("enter", _("to the board")), *self.around()]

    def on_key(self, event: events.Key) -> None:
        """Whoever tries one of the keys gets what it promises."""
        for command in self.commands:
            if event.key in command.keys:
                event.stop()
                self.finish(None)
                self.lingkar.call_later(self.lingkar.places()[-1].run_action, command.action)

    def save(self) -> None:
        """There is nothing to save."""
        self.finish(None)

    def action_go_on(self) -> None:
        """On to the board."""
        self.finish(None)

    def action_close(self) -> None:
        """Escape goes on to the board too: the book is made."""
        self.finish(None)
