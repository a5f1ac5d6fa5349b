"""What the screens before an open book share: nothing of a client is on them, and language and colours can be changed.

They are forms without a book: what is typed in them is never parked, and leaving them never asks.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from store import LingkarError
from store.language import LANGUAGES, _, current, use
from tui.forms.form import Form
from tui.frame import KeyLabel


class Threshold(Form):
    """A screen of the way in."""

    ASKS = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "switch_language", show=False),
        Binding("f3", "switch_theme", show=False),
    ]

    def parked(self) -> None:
        """It does not come back."""

    def around(self) -> Sequence[KeyLabel]:
        """The keys that every way in has, the way out last."""
        return [("f2", _("language")), ("f3", _("light or dark")), ("ctrl+q", _("quit"))]

    async def action_switch_language(self) -> None:
        """On to the next language; what is typed stays."""
        use(LANGUAGES[(LANGUAGES.index(current()) + 1) % len(LANGUAGES)])
        self.was = self.as_it_stands()
        await self.recompose()
        self.start()
        self.was = None
        if self.lingkar.is_open:
            self.lingkar.show_anew()  # the board behind the recovery sheet

    def action_switch_theme(self) -> None:
        """From light to dark and back."""
        self.app.theme = "lingkar-light" if self.app.theme == "lingkar-dark" else "lingkar-dark"

    def action_close(self) -> None:
        """Escape leaves the program: nothing is open, nothing was made."""
        self.app.call_later(self.app.action_quit)


def in_a_sentence(error: LingkarError | OSError) -> str:
    """What went wrong, for a person."""
    if isinstance(error, LingkarError):
        return str(error)
    return _("The system refused: {why}.").format(why=error.strerror or type(error).__name__)
