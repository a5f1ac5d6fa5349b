"""A question before something that weighs: the key that confirms is never the one that asked, nor escape or enter."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from store.language import _
from tui.frame import KeyBar
from tui.small import Small


class Ask(Small[bool]):
    """A question that only `y` answers with yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,Y", "answer(True)", show=False),
        Binding("escape,enter,n,N", "answer(False)", show=False),
    ]

    def __init__(self, question: str, text: str, yes: str, no: str) -> None:
        """Ask.

        Args:
            question: the title.
            text: what follows from a yes.
            yes: what `y` does.
            no: what escape does.
        """
        super().__init__()
        self._question, self._text, self._yes, self._no = question, text, yes, no

    def compose(self) -> ComposeResult:
        """The question in its frame."""
        with VerticalScroll(classes="form ask", can_focus=False) as frame:
            frame.border_title = Content(self._question)
            yield Static(self._text, markup=False)
            yield Static(
                Content("\n").join([
                    Content.assemble(("y", "bold $accent"), f"    {self._yes}"),
                    Content.assemble(("esc", "bold $accent"), f"  {self._no}"),
                ]), classes="ways", markup=False,
            )  # fmt: skip
        yield KeyBar([("y", self._yes), ("esc", self._no)], clickable=("esc",))  # a yes is never one click

    def action_answer(self, yes: bool) -> None:
        """Give the answer."""
        self.dismiss(yes)


def ask_to_discard() -> Ask:
    """The question of a form that is left with something typed in it."""
    return Ask(
        _("Throw away what you typed?"),
        _("None of it is saved yet."),
        _("throw it away"),
        _("keep writing"),
    )
