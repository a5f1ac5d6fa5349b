"""What the screens before an open book share: nothing of a client is on them, and language and colours can be changed.

They are forms without a book: what is typed in them is never parked, and leaving them never asks.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from store import LingkarError
from store.language import LANGUAGES, _, current, use
from store.language.system import why_refused
from tui.forms.form import Form
from tui.frame import KeyLabel
from tui.look.themes import theme_after


class Threshold(Form):
    """A screen of the way in."""

    ASKS = False
    _unkept: Mapping[str, str] = {}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "switch_language", show=False),
        Binding("f3", "switch_theme", show=False),
    ]

    def parked(self) -> None:
        """It does not come back."""

    def around(self) -> Sequence[KeyLabel]:
        """The keys that every way in has, the way out last."""
        return [("f2", _("language")), ("f3", _("colours")), ("ctrl+q", _("quit"))]

    async def action_switch_language(self) -> None:
        """On to the next language; what is typed stays."""
        await self.speak(LANGUAGES[(LANGUAGES.index(current()) + 1) % len(LANGUAGES)])

    async def speak(self, language: str) -> None:
        """Say everything in this language from now on."""
        use(language)
        self.was = self.as_it_stands()
        await self.recompose()
        self.start()
        self.was = None
        self._keep(language=language)
        if self.lingkar.is_open:
            self.lingkar.show_anew()  # the board behind the recovery sheet

    def action_switch_theme(self) -> None:
        """On to the next colours."""
        self.app.theme = theme_after(self.app.theme)
        self._keep(theme=self.app.theme)

    def _keep(self, **settings: str) -> None:
        """Keep what was changed in the book; while that is closed, until it is open."""
        self._unkept = {**self._unkept, **settings}
        if self.lingkar.is_open:
            self.keep_settings()

    def keep_settings(self) -> None:
        """Keep in the open book what was changed while it was closed."""
        settings, self._unkept = self._unkept, {}
        try:
            if settings:
                self.book.change_settings(**settings)
        except LingkarError as error:
            self.say(str(error))

    def action_close(self) -> None:
        """Escape leaves the program: nothing is open, nothing was made."""
        self.app.call_later(self.app.action_quit)


def in_a_sentence(error: LingkarError | OSError) -> str:
    """What went wrong, for a person."""
    if isinstance(error, LingkarError):
        return str(error)
    return _("The system refused: {why}.").format(why=why_refused(error))
