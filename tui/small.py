"""Small screens over another: a question, a list to pick from. f1 says what their keys do, as in every place."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.frame import KeyBar, KeyLabel

SHOWS_BESIDE = [(0, "-tight"), (100, "-roomy")]
"""In fewer cells than these what lies behind a form is not seen: beside it only stray letters would stand."""

R = TypeVar("R")


class Small(ModalScreen[R]):
    """A small screen with its keys in its last line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "guide", show=False)]

    def guide_keys(self) -> Sequence[KeyLabel]:
        """The keys that the help tells of: those of the last line."""
        return self.query_one(KeyBar).keys

    def action_guide(self) -> None:
        """What the keys do here, and the topic of the manual that is about what lies below."""
        from tui.guide.guide import Guide
        from tui.guide.topics import topic_of

        below = next(screen for screen in reversed(self.app.screen_stack) if not isinstance(screen, Small))
        self.app.push_screen(Guide((), topic_of(below), self.guide_keys(), in_form=False))
