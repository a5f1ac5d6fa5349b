"""Questions for supervision as they are written and shown: the key that marks a line as one, and how many are open.

What a question is, and when it has been asked, says `store.practice.questions`.
"""

import re
from collections.abc import Iterable

from textual.content import Content, Span
from textual.widget import Widget
from textual.widgets import TextArea

from store.language import _, n_
from store.practice.questions import MARK, toggled
from tui.casefile.layout import ACCENT, QUIET, STRONG
from tui.commands import BY_ACTION
from tui.frame import KeyLabel

QUESTION_KEY = "ctrl+t"
"""What marks a line while it is written."""

_LINE = re.compile(rf"^[^\S\n]*({re.escape(MARK)})(.*)$", re.MULTILINE)


def question_key() -> KeyLabel:
    """The key for the line at the bottom."""
    return (QUESTION_KEY, _("question"))


def toggle_question(area: TextArea) -> None:
    """Make the line of the cursor a question, or take that back. The cursor stays where it was in the words."""
    row, column = area.cursor_location
    line = area.document.get_line(row)
    new = toggled(line)
    start, grown = len(line) - len(line.lstrip()), len(new) - len(line)
    place = column if column < start else max(start, column + grown)
    area.replace(new[start : start + max(grown, 0)], (row, start), (row, start + max(-grown, 0)))
    area.move_cursor((row, place))


def question_spans(text: str) -> Iterable[Span]:
    """What makes the questions of a text stand out, also without colours: their mark, and their words."""
    for found in _LINE.finditer(text):
        yield Span(*found.span(1), f"bold {ACCENT}")
        yield Span(*found.span(2), STRONG)


def question_words(count: int) -> str:
    """How many open questions there are in a note, in two words."""
    return n_("{count} question", "{count} questions", count).format(count=count)


class QuestionsHead(Widget):
    """The line above the notes of a case that says how many questions are open; without any there is no line."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        super().__init__()
        self._count = 0
        self.display = False

    def show(self, count: int) -> None:
        """Bring the line up to date."""
        self.display = count > 0
        self._count = count
        self.refresh()

    def render(self) -> Content:
        """One line; what to do about it is left out where it does not fit."""
        open = n_(
            "{count} question for supervision is open", "{count} questions for supervision are open", self._count
        ).format(count=self._count)
        how = _("{key} after the session").format(key=BY_ACTION["supervision"].shown_key)
        both = Content.assemble((open, STRONG), (f" · {how}", QUIET))
        return both if both.cell_length <= self.size.width else Content.styled(open, STRONG).truncate(self.size.width)
