"""The columns of a table and what will happen to its rows: beside each other where there is room, or one at a time."""

from collections import Counter
from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size

from store.exchange.importing.mapping import ImportMap
from store.exchange.importing.plan import Plan, Unknown
from store.language import _
from tui.cursorlist import CursorList
from tui.importing.columns_list import ColumnList
from tui.importing.head import Counts
from tui.importing.planning import Read, Shown
from tui.importing.rows_list import Item, RowList
from tui.importing.whole import Whole

SMALLEST = (40, 10)
"""With fewer cells or lines nothing can be said."""
BESIDE = 110
"""From so many cells on the columns and the rows stand beside each other."""


class Panes:
    """Both lists, what will happen in numbers, and all of the marked line.

    These are widgets of the screen itself, which scrolls where a low window has no room for them.

    Attributes:
        columns: what each column becomes.
        rows: what will happen to each row.
        in_columns: whether the keys move the cursor among the columns.
    """

    def __init__(self, moved: Callable[[], None]) -> None:
        """Nothing is read yet.

        Args:
            moved: told when the cursor is on another line.
        """
        self._moved = moved
        self.columns = ColumnList(moved=self._was_moved)
        self.rows = RowList(moved=self._was_moved)
        self._outcome = Vertical(id="outcome")
        self._counts, self._one_line = Counts(), Counts(is_one_line=True)
        self._whole = Whole()
        self.in_columns = True
        self._is_read = False

    def compose(self) -> ComposeResult:
        """The lists, and below them what there is no room for in them."""
        with Horizontal():
            yield self.columns
            with self._outcome:
                yield self._counts
                yield self.rows
        yield self._whole
        yield self._one_line

    @property
    def is_mounted(self) -> bool:
        """Whether they stand on the screen."""
        return self.rows.is_mounted

    @property
    def active(self) -> CursorList:
        """The list in which the keys move the cursor."""
        return self.columns if self.in_columns else self.rows

    @property
    def chosen(self) -> Shown | Item | None:
        """What is under the cursor of that list."""
        return self.columns.chosen if self.in_columns else self.rows.chosen

    def show(
        self, read: Read | None, mapping: ImportMap, plan: Plan | None, trouble: str, *, is_old: bool, hidden: bool
    ) -> None:
        """Bring everything up to date.

        Args:
            read: what was read; None before it is.
            mapping: how it is understood.
            plan: what was worked out last; None before there is anything.
            trouble: why nothing can be made of the file; empty when it can.
            is_old: whether it is being worked out anew.
            hidden: whether client text is hidden.
        """
        self._is_read = read is not None
        size = self._whole.screen.size
        is_small, is_beside, in_columns = is_too_small(size), size.width >= BESIDE, self.in_columns and self._is_read
        self.columns.display = (is_beside or in_columns) and self._is_read and not is_small
        self._outcome.display = is_beside or not in_columns or is_small
        self.columns.hidden = self.rows.hidden = hidden
        if read:
            self.columns.show(read.columns, mapping, read.guess, _unknown_words(plan, mapping))
        trouble = _("Too small a window") if is_small else trouble
        for counts in (self._counts, self._one_line):
            counts.show(plan, trouble, is_old=is_old)
        self._one_line.display = self.columns.display and not is_beside
        self.rows.show(None if trouble else plan, is_old=is_old)
        self._outcome.set_class(not in_columns, "-active")
        self.columns.activate(in_columns)
        self.rows.activate(not in_columns)
        self._whole.call_after_refresh(self._show_whole)  # the lists have their new width then

    def _was_moved(self) -> None:
        """The cursor is on another line."""
        self._moved()
        self._show_whole()

    def _show_whole(self) -> None:
        """All of the marked line, where it is cut."""
        listed = self.columns if self.in_columns and self._is_read else self.rows
        self._whole.show(listed.whole if listed.display and not is_too_small(self._whole.screen.size) else "")


def is_too_small(size: Size) -> bool:
    """Whether nothing can be said in a window."""
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]


def _unknown_words(plan: Plan | None, mapping: ImportMap) -> Counter[tuple[str, bool]]:
    """How many words of each column are not known, by its name and whether it is of the file of events."""

    def is_of_events(unknown: Unknown) -> bool:
        return unknown.part == "events" and bool(mapping.events_file)

    return Counter((one.column, is_of_events(one)) for one in (plan.report.unknown if plan else ()))
