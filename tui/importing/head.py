"""Where I am, above an import: which file, how it was read, and what will come of it."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from store.exchange.importing.mapping import ImportMap
from store.exchange.importing.plan import Plan, Source
from store.language import _, n_
from store.language.numbers import count_text
from tui.casefile.layout import ALARM, QUIET, STRONG, line
from tui.casefile.reading import shown
from tui.importing.rows_list import counts_of
from tui.look.net import brief


def reading_words(month_first: bool, decimal: str) -> str:
    """How days and numbers are read, by an example of each."""
    days = _("days as 11/20/2026: the month first") if month_first else _("days as 20/11/2026: the day first")
    numbers = _("numbers as {number}").format(number=f"4{decimal}5")
    return f"{days} · {numbers}"


class ImportHead(Widget):
    """Two lines: the file and how large it is, and how it is read."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        super().__init__()
        self._file, self._doing = "", ""
        self._source: Source | None = None
        self._mapping = ImportMap()
        self._hidden = False

    def show(self, name: str, source: Source | None, mapping: ImportMap, doing: str, *, hidden: bool) -> None:
        """Bring it up to date.

        Args:
            name: the name of the file.
            source: what was read; None before it is.
            mapping: how it is understood.
            doing: what is going on; empty for nothing.
            hidden: whether client text is hidden, of which the name may be made.
        """
        told = name, source, mapping, doing, hidden
        if told != (self._file, self._source, self._mapping, self._doing, self._hidden):
            self._file, self._source, self._mapping, self._doing, self._hidden = told
            self.refresh()

    def render(self) -> Content:
        """Both lines; where there is little room, the right side of the first and what may be changed stay."""
        right = line((self._doing, "bold $accent")) if self._doing else line((self._extent(), QUIET))
        name = shown(brief(self._file), self._hidden)
        left = line((_("Bring in"), "bold $accent"), (" · ", QUIET), (name, STRONG))
        left = left.truncate(max(0, self.size.width - right.cell_length - 2), ellipsis=True)
        gap = " " * (self.size.width - left.cell_length - right.cell_length)
        return Content("\n").join([Content.assemble(left, gap, right), self._how()])

    def _extent(self) -> str:
        if self._source is None:
            return ""
        tables = [self._source.table, *([self._source.events] if self._source.events else [])]
        rows = sum(len(table.rows) + len(table.bad) for table in tables)
        columns = sum(len(table.columns) for table in tables)
        told = n_("{count} row", "{count} rows", rows).format(count=count_text(rows))
        more = n_("{count} column", "{count} columns", columns).format(count=count_text(columns))
        return f"{told} · {more}"

    def _how(self) -> Content:
        if self._source is None:
            return Content("")
        how = reading_words(self._mapping.month_first, self._mapping.decimal)
        whole = Content.styled(f"{how} · {self._source.table.form.sentence}", QUIET)
        if whole.cell_length <= self.size.width:
            return whole
        return Content.styled(how, QUIET).truncate(self.size.width, ellipsis=True)


class Counts(Widget):
    """What will happen, in numbers: as many lines as there are kinds of it, or all in one where there is no room."""

    def __init__(self, *, is_one_line: bool = False) -> None:
        """Nothing is worked out yet."""
        super().__init__(classes="-one-line" if is_one_line else "")
        self._is_one_line = is_one_line
        self._plan: Plan | None = None
        self._lines: Sequence[str] = ()
        self._trouble, self._is_old = "", False

    def show(self, plan: Plan | None, trouble: str, *, is_old: bool) -> None:
        """Bring it up to date.

        Args:
            plan: what was worked out last; None before there is anything.
            trouble: why nothing can be made of the file; empty when it can.
            is_old: whether it is being worked out anew.
        """
        if (plan, trouble, is_old) == (self._plan, self._trouble, self._is_old) and plan is self._plan:
            return
        self._plan, self._trouble, self._is_old = plan, trouble, is_old
        self._lines = counts_of(plan, is_short=self._is_one_line) if plan and not trouble else ()
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The head, and a line each; trouble is said in full."""
        if self._is_one_line:
            return 1
        return 1 + (len(Content(self._trouble).wrap(max(10, width))) if self._trouble else len(self._lines))

    def render(self) -> Content:
        """The lines, in quiet colours while they are worked out anew."""
        if self._is_one_line:
            return self._in_one_line()
        head = [_("What will happen"), *([_("being worked out anew")] if self._is_old and self._plan else [])]
        lines = [Content.styled(" · ".join(head), QUIET if self._is_old else STRONG)]
        if self._trouble:
            return Content("\n").join([*lines, Content.styled(self._trouble, ALARM)])
        style = QUIET if self._is_old else ""
        told = (Content.styled(each, style).truncate(self.size.width, ellipsis=True) for each in self._lines)
        return Content("\n").join([*lines, *told])

    def _in_one_line(self) -> Content:
        if self._trouble:
            told = Content.styled(self._trouble, ALARM)
        else:
            told = Content.styled(" · ".join(each.strip() for each in self._lines), QUIET if self._is_old else STRONG)
        return told.truncate(self.size.width, ellipsis=True)
