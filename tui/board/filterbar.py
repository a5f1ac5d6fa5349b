"""The line under the top bar while a filter is on: what is shown, how much is hidden, and how to change that."""

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from store.language import _
from store.query import Query
from tui.board.filter_words import in_words, what_is_left_out
from tui.commands import BY_ACTION
from tui.look.drawing import fitted


class FilterBar(Widget):
    """Out of sight until there is something to say. A slip of the hand is told on the lines below it."""

    def __init__(self) -> None:
        """Nothing is filtered."""
        super().__init__()
        self._what, self._count, self._trouble, self._hint, self._search_key = "", "", "", "", ""

    def show(
        self, query: Query, *, shown: int, cards: int, typing: bool, hidden: bool, search_key: str = ""
    ) -> None:  # fmt: skip
        """Bring the line up to date.

        Args:
            query: what is filtered for.
            shown: how many cards fit.
            cards: how many there are.
            typing: whether the line to type in is open.
            hidden: whether client text is hidden.
            search_key: what leads on to the notes, which are not looked at here; empty where nothing does.
        """
        self._search_key = search_key
        before = self.display, self._trouble
        self._what, self._trouble, self._hint = in_words(query, hidden=hidden), what_is_left_out(query), ""
        self._count = _("{hidden} of {count} hidden").format(hidden=cards - shown, count=cards)
        if cards == shown:
            self._count = _("nothing is hidden")
        if typing and not query.text:
            hint = _("also level:micro, risk:high, tag:school, is:late; {key} lists them all")
            self._hint = hint.format(key=_filters_key())
        self.display = bool(query.text or self._hint)
        self.refresh(layout=(self.display, self._trouble) != before)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """A line, and what it takes to tell of trouble."""
        return sum(len(part.wrap(max(1, width))) for part in self._parts(width))

    def render(self) -> Content:
        """As much as there is room for."""
        return Content("\n").join(self._parts(self.size.width - 2))

    def _parts(self, width: int) -> list[Content]:
        parts = [Content.styled(fitted(self._hint, width), "$quiet")] if self._hint else []
        if self._what:
            parts.append(self._line(width))
        if self._trouble:
            parts.append(Content.styled(self._trouble, "$warning"))
        return parts

    def _line(self, width: int) -> Content:
        """What is shown and hidden come first, the keys only where there is room for them too."""
        what, count = _("Filter: {what}").format(what=self._what), f" ({self._count})"
        ways = [_("{key} changes, esc shows all").format(key=_filters_key()), _("esc shows all")]
        if self._search_key:
            notes = (_("only cards; {key} looks in all notes"), _("{key}: all notes"))
            ways = [way.format(key=self._search_key) for way in notes]
        keys = (f" · {way}" for way in ways)
        keys_shown = next((way for way in keys if cell_len(what + count + way) <= width), "")
        if cell_len(what + count) > width:
            what = fitted(what, width - cell_len(count))
        return Content.assemble((what, "bold"), count, (keys_shown, "$quiet"))


def _filters_key() -> str:
    return BY_ACTION["show_filters"].shown_key
