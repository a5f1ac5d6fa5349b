"""What will happen: the words that nobody knows yet, and then every row with what becomes of it, skipped ones first."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from store.exchange.importing.plan import Fate, Plan, RowFate, Unknown
from store.exchange.importing.report import line_numbers
from store.language import _, n_
from store.language.numbers import count_text
from tui.casefile.reading import shown
from tui.cursorlist import CursorList
from tui.importing.targets import field_words
from tui.look.drawing import fitted
from tui.look.net import brief

_MARK = "┃ "

Item = Unknown | str | RowFate
"""A word that is not known, a remark on the whole file, or a row."""


class RowList(CursorList):
    """Unknown words and rows, one line each, with a cursor."""

    def __init__(self, moved: Callable[[], None]) -> None:
        """Nothing is worked out yet; `show` fills it. See `CursorList`."""
        super().__init__(moved)
        self.is_active = False
        self._plan: Plan | None = None
        self._items: list[Item] = []
        self._is_old = False
        self._lines_wide = self._fates_wide = 0

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._items)

    @property
    def chosen(self) -> Item | None:
        """The word or row under the cursor."""
        return self._items[self.cursor] if self.cursor < len(self._items) else None

    def show(self, plan: Plan | None, *, is_old: bool) -> None:
        """Show what will happen.

        Args:
            plan: what was worked out last; None before there is anything.
            is_old: whether it is being worked out anew.
        """
        if plan is not self._plan:
            self._plan = plan
            self._items = _items(plan) if plan else []
            last = max((row.line for row in plan.report.fates), default=0) if plan else 0
            self._lines_wide = cell_len(_line(last))
            self._fates_wide = max((cell_len(row.fate.label) for row in plan.report.fates), default=0) if plan else 0
            self.cursor = max(0, min(self.cursor, self.count - 1))
        self._is_old = is_old
        self.show_anew()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        place = self._top + y
        if place >= self.count:
            return self._whole(Strip([]), y)
        self.drawn += 1
        is_here = self.is_active and place == self.cursor
        mark = Segment(_MARK if is_here else " " * len(_MARK), self.look.accent)
        drawn = self._line(self._items[place], self.size.width - len(_MARK) - 2)
        if self._is_old:
            drawn = [Segment(segment.text, self.look.quiet) for segment in drawn]
        return self._whole(Strip([mark, *drawn]), y, selected=is_here)

    def _line(self, item: Item, width: int) -> list[Segment]:
        if isinstance(item, str):
            return [Segment(fitted(shown(brief(item), self.hidden), width), self.look.text)]
        return self._word(item, width) if isinstance(item, Unknown) else self._row(item, width)

    def _word(self, unknown: Unknown, width: int) -> list[Segment]:
        """A word that is not known: which, of what, and where."""
        count, look = len(unknown.lines), self.look
        word = shown(brief(unknown.value, 30), self.hidden) or _("(empty)")
        where = n_("in {count} row: {lines}", "in {count} rows: {lines}", count).format(
            count=count_text(count), lines=line_numbers(unknown.lines)
        )
        text = f"“{word}”"
        rest = f" · {field_words(unknown.part, unknown.field)} · {where}"
        return [Segment(text, look.warning), Segment(fitted(rest, max(0, width - cell_len(text))), look.text)]

    def _row(self, row: RowFate, width: int) -> list[Segment]:
        """A row: where it stands, what becomes of it, of whom it tells, and why it is left out."""
        look = self.look
        line = _line(row.line).ljust(self._lines_wide)
        fate = row.fate.label.ljust(self._fates_wide)
        who = " · ".join(filter(None, (shown(brief(row.case), self.hidden), shown(brief(row.reason), self.hidden))))
        if self._plan and len(self._plan.report.rows) > 1:
            who = f"{who} · {shown(brief(row.file), self.hidden)}"
        style = look.warning if row.fate is Fate.SKIPPED else look.quiet if row.fate is Fate.UNCHANGED else look.text
        room = max(0, width - cell_len(line) - cell_len(fate) - 4)
        return [Segment(f"{line}  ", look.quiet), Segment(f"{fate}  ", style), Segment(fitted(who, room), look.text)]


def _line(line: int) -> str:
    return _("line {line}").format(line=line)


def _items(plan: Plan) -> list[Item]:
    report = plan.report
    remarks = [*report.remarks, *(one.sentence for one in report.as_text)]
    taken = [row for row in report.fates if row.fate is not Fate.SKIPPED]
    return [*report.unknown, *remarks, *report.skipped, *taken]


def counts_of(plan: Plan, *, is_short: bool = False) -> Sequence[str]:
    """What will be in the book, and what becomes of the rest: the numbers first, below each other.

    What there is none of is left out, but for the cases where there is nothing else.

    Args:
        plan: what was worked out.
        is_short: only what there is, not what to do about it.
    """
    report = plan.report
    skipped, unknown = len(report.skipped), len(report.unknown)
    unknown_words = _("{count} not known") if is_short else n_(
        "{count} word not known: say once what it means", "{count} words not known: say once what each means", unknown
    )  # fmt: skip
    counts = [
        (report.cases, n_("{count} new case", "{count} new cases", report.cases)),
        (report.notes, n_("{count} note", "{count} notes", report.notes)),
        (report.values, n_("{count} measured value", "{count} measured values", report.values)),
        (report.unchanged, n_("{count} row unchanged, imported before", "{count} rows unchanged, imported before",
                              report.unchanged)),
        (skipped, n_("{count} row skipped", "{count} rows skipped", skipped)),
        (unknown, unknown_words),
    ]  # fmt: skip
    counts = [pair for pair in counts if pair[0]] or counts[:1]
    wide = max(len(count_text(count)) for count, _words in counts)
    return [words.format(count=f"{count_text(count):>{wide}}") for count, words in counts]
