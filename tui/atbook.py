"""A screen at the open book: the one way from any screen to the program and its book."""

from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.screen import Screen

from store import Casebook
from store.language import _
from tui.commands import BY_ACTION

if TYPE_CHECKING:
    from tui.app import LingkarApp

R = TypeVar("R")


class AtBook(Screen[R]):
    """A screen that works on the open book."""

    was: dict[str, Any] | None = None
    """What `parked` answered before the book was locked, for a screen that comes back as it was; see `tui.unlock`."""

    @property
    def lingkar(self) -> "LingkarApp":
        """The running program."""
        return cast("LingkarApp", self.app)

    @property
    def book(self) -> Casebook:
        """The open book."""
        return self.lingkar.book

    def say(self, text: str) -> None:
        """Say something where this screen says such things."""
        raise NotImplementedError

    def say_trouble(self, text: str) -> None:
        """Say what went wrong there."""
        self.say(text)

    @property
    def holds_text(self) -> bool:
        """Whether leaving now would lose something typed, so that it asks first."""
        return False

    def keep(self) -> bool:
        """Save what is being typed, as the program may end at once; answers whether nothing typed is left unsaved."""
        return not self.holds_text

    def parked(self) -> dict[str, Any] | None:
        """All it takes to open this screen again as it is, in JSON types; None when it is not worth coming back to."""
        return None

    def must_stay_hidden(self) -> bool:
        """Whether client text is hidden. Then it is said how to show it, and what would show it stays closed."""
        if self.lingkar.hidden:
            self.say(show_first())
        return self.lingkar.hidden


def show_first() -> str:
    """What is said where client text would be shown, and is hidden."""
    return _("Client text is hidden; press {key} to show it first.").format(key=BY_ACTION["hide_text"].shown_key)
