"""The whole queue at the left of a wide window: each case with what it needs first, or what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual import events
from textual.content import Content
from textual.message import Message

from store import Casebook
from store.language import _
from store.model.day import PUT_OFF
from store.practice.reasons import head
from store.practice.review import Finding
from store.reviewing import Review, needs
from tui.casefile.layout import ALARM, QUIET, STRONG, line, styled
from tui.casefile.page import LaterLines, Page
from tui.casefile.reading import shown
from tui.look.net import cell_text

_CODE = 10  # cells


@dataclass(frozen=True, slots=True)
class Entry:
    """A case of the queue.

    Attributes:
        code: of the case.
        alias: as it may be shown.
        mark: what it needs first, or what became of it: a word or two.
        style: of the mark.
        is_waiting: whether it waits.
    """

    code: str
    alias: str
    mark: str
    style: str
    is_waiting: bool


def entry_of(book: Casebook, review: Review, code: str, first: Finding | None, *, hidden: bool) -> Entry:
    """A case of the queue.

    Args:
        book: which has it.
        review: that of the day.
        code: which case.
        first: what it needs first; None when it does not wait.
        hidden: whether client text is hidden.
    """
    case, looked = book.case(code), review.record.of(code)
    alias, acts = shown(cell_text(case.alias), hidden), looked.acts if looked else ()
    if first:
        return Entry(code, alias, head(first), ALARM if first.rule.is_safety else "", is_waiting=True)
    is_away = PUT_OFF in acts and case.put_off is not None
    if not acts or needs(book.review_of(code, review.day), looked):
        mark = _("left as is")
    else:
        mark = _("Put off").lower() if is_away else _("done")
    return Entry(code, alias, mark, QUIET, is_waiting=False)


class QueueList(Page):
    """The cases of the review, one a line, the present one marked. The keys are those of the screen."""

    class Chosen(Message):
        """A case was clicked."""

        def __init__(self, code: str) -> None:
            """Which one."""
            super().__init__()
            self.code = code

    def __init__(self) -> None:
        """No cases yet."""
        super().__init__()
        self._codes: Sequence[str] = ()

    def show_queue(self, book: Casebook, review: Review, codes: Sequence[str], at: str, *, hidden: bool) -> None:
        """Show the cases.

        Args:
            book: which has them.
            review: that of the day.
            codes: all of them, in their order.
            at: the code of the present one; another word for none.
            hidden: whether client text is hidden.
        """
        waiting = {one.case.code: one.findings[0] for one in review.waiting}
        self._codes = codes

        def made(place: int, width: int) -> Content:
            code = codes[place]
            return _entry_line(entry_of(book, review, code, waiting.get(code), hidden=hidden), width, at)

        self.show("queue", lambda width: LaterLines(len(codes), partial(made, width=width)))
        place = codes.index(at) if at in codes else 0
        room = self.size.height
        if room and not self.top <= place < self.top + room:
            self.top = max(0, place - room // 2)

    def on_click(self, event: events.Click) -> None:
        """To the case under the mouse."""
        offset = event.get_content_offset(self)
        place = self.top + offset.y if offset is not None else -1
        if 0 <= place < len(self._codes):
            self.post_message(self.Chosen(self._codes[place]))


def _entry_line(entry: Entry, width: int, at: str) -> Content:
    """A case: code, alias, mark at the right."""
    is_here = entry.code == at
    mark = styled(entry.mark, entry.style)
    code = line(("┃ " if is_here else "  ", "bold $accent"), (entry.code.ljust(_CODE), STRONG if is_here else QUIET))
    room = max(0, width - code.cell_length - mark.cell_length - 2)
    alias = styled(entry.alias, "" if entry.is_waiting else QUIET).truncate(room, ellipsis=True, pad=True)
    text = Content.assemble(code, " ", alias, " ", mark)
    return text.stylize("on $panel") if is_here else text
