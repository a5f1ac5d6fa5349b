"""A list of options under a line that is typed in: the line keeps the focus, and no window is too narrow for it."""

from textual.widgets import OptionList

LEAST_WIDTH = 8
"""Cells. In none at all Textual's list ends the program; what is narrower shows the left edge of this."""

MOST_LINES = 16


class OptionsBelow(OptionList):
    """The list."""

    def __init__(self) -> None:
        """Empty. What is listed is text, never markup."""
        super().__init__(markup=False)
        self.can_focus = False
        self.styles.min_width = LEAST_WIDTH

    def on_resize(self) -> None:
        """What is marked stays in sight, also when it was marked before there was a place for the list."""
        self.call_after_refresh(self.scroll_to_highlight)

    def fit_into(self, lines: int) -> None:
        """Take no more than these lines, so that what is marked is never beyond the frame."""
        self.styles.max_height = max(1, min(lines, MOST_LINES))
