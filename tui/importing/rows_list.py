"""What will happen: the words that nobody knows yet, what is supposed, and then every row, skipped ones first."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from store.exchange.importing.plan import Fate, Plan, RowFate, Supposition, Unknown
from store.exchange.importing.report import rows_and_lines
from store.language import _, n_
from store.language.numbers import count_text
from tui.casefile.reading import shown
from tui.cursorlist import CursorList
from tui.importing.targets import field_words
from tui.look.drawing import fitted
from tui.look.net import brief

_MARK = "┃ "

Item = Unknown | Supposition | str | RowFate
"""A word that is not known, what is taken where the table says nothing, a remark on the whole file, or a row."""


class RowList(CursorList):
    """Unknown words, suppositions and rows, one line each, with a cursor."""

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

    @property
    def whole(self) -> str:
        """All of what is under the cursor, where the line of it is cut; otherwise nothing."""
        item, width = self.chosen, self._room_for_words
        if item is None or width <= 0:
            return ""
        told = self._told(item)
        if isinstance(item, RowFate):
            needed = self._lines_wide + self._fates_wide + 4 + cell_len(" · ".join(told[2:]))
        else:
            needed = cell_len(" · ".join(told))
        return " · ".join(told) if needed > width else ""

    # Drawing

    @property
    def _room_for_words(self) -> int:
        return self.size.width - len(_MARK) - 2

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        place = self._top + y
        if place >= self.count:
            return self._whole(Strip([]), y)
        self.drawn += 1
        is_here = self.is_active and place == self.cursor
        mark = Segment(_MARK if is_here else " " * len(_MARK), self.look.accent)
        drawn = self._line(self._items[place], self._room_for_words)
        if self._is_old:
            drawn = [Segment(segment.text, self.look.quiet) for segment in drawn]
        return self._whole(Strip([mark, *drawn]), y, selected=is_here)

    def _line(self, item: Item, width: int) -> list[Segment]:
        look, told = self.look, self._told(item)
        if isinstance(item, Unknown):
            text, rest = told[0], "".join(f" · {part}" for part in told[1:])
            return [Segment(text, look.warning), Segment(fitted(rest, max(0, width - cell_len(text))), look.text)]
        if isinstance(item, RowFate):
            return self._row(item, told, width)
        return [Segment(fitted(" · ".join(told), width), look.text)]

    def _told(self, item: Item) -> list[str]:
        """What is said of an item, in its parts."""
        if isinstance(item, str):
            return [shown(brief(item), self.hidden)]
        if isinstance(item, Supposition):
            return [item.what.label, item.where]
        if isinstance(item, RowFate):
            file = item.file if self._plan and len(self._plan.report.rows) > 1 else ""
            more = [shown(brief(text), self.hidden) for text in (item.case, item.reason, file) if text]
            return [_line(item.line), item.fate.label, *more]
        word = shown(brief(item.value, 30), self.hidden) or _("(empty)")
        return [f"“{word}”", field_words(item.part, item.field), rows_and_lines(item.lines)]

    def _row(self, row: RowFate, told: Sequence[str], width: int) -> list[Segment]:
        """A row: where it stands, what becomes of it, of whom it tells, and why it is left out."""
        look = self.look
        line, fate, who = told[0].ljust(self._lines_wide), told[1].ljust(self._fates_wide), " · ".join(told[2:])
        style = look.warning if row.fate is Fate.SKIPPED else look.quiet if row.fate is Fate.UNCHANGED else look.text
        room = max(0, width - cell_len(line) - cell_len(fate) - 4)
        return [Segment(f"{line}  ", look.quiet), Segment(f"{fate}  ", style), Segment(fitted(who, room), look.text)]


def _line(line: int) -> str:
    return _("line {line}").format(line=line)


def _items(plan: Plan) -> list[Item]:
    report = plan.report
    remarks = [*report.remarks, *(one.sentence for one in report.as_text)]
    taken = [row for row in report.fates if row.fate is not Fate.SKIPPED]
    return [*report.unknown, *report.supposed, *remarks, *report.skipped, *taken]


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
    supposed_words = _("{count} assumed") if is_short else n_(
        "{count} fact not in the table: see what is taken for it",
        "{count} facts not in the table: see what is taken for them", len(report.supposed),
    )  # fmt: skip
    counts = [
        (report.cases, n_("{count} new case", "{count} new cases", report.cases)),
        (report.notes, n_("{count} note", "{count} notes", report.notes)),
        (report.values, n_("{count} measured value", "{count} measured values", report.values)),
        (report.unchanged, n_("{count} row unchanged, imported before", "{count} rows unchanged, imported before",
                              report.unchanged)),
        (skipped, n_("{count} row skipped", "{count} rows skipped", skipped)),
        (unknown, unknown_words), (len(report.supposed), supposed_words),
    ]  # fmt: skip
    counts = [pair for pair in counts if pair[0]] or counts[:1]
    wide = max(len(count_text(count)) for count, _words in counts)
    return [words.format(count=f"{count_text(count):>{wide}}") for count, words in counts]
