"""What stands before a form or a note of a book without a passphrase while its text is hidden."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from store.language import _
from tui.frame import KeyBar


class Cover(Screen[None]):
    """Hides all that is under it until enter is pressed. It keeps nobody out, and says so."""

    def compose(self) -> ComposeResult:
        """The sentence."""
        with Vertical(classes="form cover") as frame:
            frame.border_title = Content("Lingkar")
            yield Static(no_passphrase(), markup=False)
        yield KeyBar([("enter", _("show what you were writing"))])

    def on_key(self, event: events.Key) -> None:
        """Enter takes it away; other keys were perhaps pressed by chance."""
        event.stop()
        if event.key in ("enter", "escape"):
            self.dismiss()


def no_passphrase() -> str:
    """Why a plain book cannot be locked."""
    return _("Hidden, not locked: no passphrase.\nThe command lingkar passphrase adds one.")
