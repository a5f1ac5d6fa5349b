"""A short list over the packet, with a question above it: enter takes what is marked, escape leaves everything."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Region

from tui.forms.choice import Choice
from tui.forms.pick_list import PickList


class Offer(PickList):
    """The list. Answers the place of what was taken, None when nothing was."""

    def __init__(self, question: str, options: Sequence[tuple[str, str]], at: Region, value: str | None = None) -> None:
        """Ask.

        Args:
            question: stands in the frame.
            options: each value and the words for it.
            at: the place of the screen that it is about.
            value: what is marked at first; otherwise the first.
        """
        self._question = question
        super().__init__(Choice(options, value, unfolded=True), at)

    def on_mount(self) -> None:
        """The question."""
        self.query_one("#picklist").border_title = Content(self._question)
