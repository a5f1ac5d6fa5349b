"""The line above the list of closed cases, and the lines below it for what its columns leave out."""

from textual.content import Content
from textual.widget import Widget

from store.language import _, n_
from store.language.numbers import count_text
from tui.closed.columns import row_facts
from tui.closed.listing import Row


class ClosedHead(Widget):
    """Where I am: how many closed cases there are, and how many of them are listed."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        super().__init__()
        self._count, self._shown = 0, 0

    def show(self, count: int, shown: int) -> None:
        """Bring the line up to date.

        Args:
            count: closed cases there are.
            shown: those that the filter lets through.
        """
        if (count, shown) != (self._count, self._shown):
            self._count, self._shown = count, shown
            self.refresh()

    def render(self) -> Content:
        """One line; how it is sorted is left out where it does not fit."""
        count = n_("{count} closed case", "{count} closed cases", self._count).format(count=count_text(self._count))
        if self._shown != self._count:
            count = _("{shown} of {cases}").format(shown=count_text(self._shown), cases=count)
        left = Content.assemble(("Lingkar", "bold $accent"), "  ", (count, "bold $foreground"))
        order = Content.styled(_("last closed first"), "$quiet") if self._count else Content("")
        gap = self.size.width - left.cell_length - order.cell_length
        return Content.assemble(left, " " * gap, order) if gap >= 2 else left


class ClosedFacts(Widget):
    """What the columns leave out about the case under the cursor; hidden where they leave out nothing."""

    def __init__(self) -> None:
        """No case yet."""
        super().__init__()
        self._facts = ("", "")

    def show(self, row: Row | None, *, needed: bool) -> None:
        """Say it.

        Args:
            row: the case under the cursor, if there is one.
            needed: whether the columns leave something out.
        """
        facts = row_facts(row) if row else ("", "")
        if self.display != (needed and bool(row)):
            self.display = not self.display
        if facts != self._facts:
            self._facts = facts
            self.refresh()

    def render(self) -> Content:
        """Two lines."""
        lines = (Content(fact).truncate(self.size.width, ellipsis=True) for fact in self._facts)
        return Content("\n").join(lines)
