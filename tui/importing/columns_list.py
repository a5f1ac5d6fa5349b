"""The columns of the file: what stands in each, what it becomes, and why that was guessed."""

from collections.abc import Callable, Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from store.exchange.importing.mapping import ImportMap
from store.language import _, n_
from store.model.text import HIDDEN
from tui.cursorlist import CursorList
from tui.importing.planning import Shown
from tui.importing.targets import LEFT_OUT, OWN_NAME, Target, Use, target_of, words_of
from tui.look.drawing import fitted
from tui.look.net import brief

_MARK, _GAP = "┃ ", 2
_MOST = 44
"""Cells for the name of a column, at most."""


class ColumnList(CursorList):
    """Columns, two lines each, with a cursor.

    Attributes:
        columns: what is listed.
    """

    HEAD, ROWS, GAP = 1, 3, 1

    def __init__(self, moved: Callable[[], None]) -> None:
        """Nothing is read yet; `show` fills it. See `CursorList`."""
        super().__init__(moved)
        self.columns: Sequence[Shown] = ()
        self._mapping, self._guess = ImportMap(), ImportMap()
        self._unknown: Mapping[tuple[str, bool], int] = {}

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.columns)

    @property
    def chosen(self) -> Shown | None:
        """The column under the cursor."""
        return self.columns[self.cursor] if self.cursor < len(self.columns) else None

    def show(
        self, columns: Sequence[Shown], mapping: ImportMap, guess: ImportMap, unknown: Mapping[tuple[str, bool], int]
    ) -> None:
        """Show columns.

        Args:
            columns: in the order of the file.
            mapping: what becomes of them.
            guess: what they were taken for at first.
            unknown: name of a column, and whether it is of the events -> how many of its words are not known.
        """
        self.columns, self._mapping, self._guess, self._unknown = columns, mapping, guess, unknown
        self.cursor = max(0, min(self.cursor, self.count - 1))
        self.show_anew()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        if y < self.HEAD:
            heads = (_("Column in the file"), _("becomes")) if self.columns else ("", "")
            names, rest = self._widths
            look = self.look.quiet
            return self._whole(
                Strip([
                    Segment(" " * len(_MARK) + fitted(heads[0], names) + " " * _GAP, look),
                    Segment(fitted(heads[1], rest), look),
                ]), y,
            )  # fmt: skip
        place, row = divmod(self._top + y - self.HEAD, self.ROWS)
        if place >= self.count or row == self.ROWS - 1:
            return self._whole(Strip([]), y)
        self.drawn += row == 0
        is_here = place == self.cursor
        mark = Segment(_MARK if is_here and self.is_active else " " * len(_MARK), self.look.accent)
        return self._whole(Strip([mark, *self._row(self.columns[place], row)]), y, selected=is_here and self.is_active)

    @property
    def _widths(self) -> tuple[int, int]:
        room = max(0, self.size.width - len(_MARK) - _GAP - 2)
        names = min(_MOST, room * 45 // 100)
        return names, room - names

    @property
    def whole(self) -> str:
        """All that is said of the column under the cursor, where some of it is cut; otherwise nothing."""
        if self.chosen is None or self.size.width <= 0:
            return ""
        names, rest = self._widths
        (name, words), (samples, why) = told = self._told(self.chosen)
        is_cut = any(cell_len(left) > names or cell_len(right) > rest for left, right in told)
        return "\n".join(filter(None, (" · ".join(filter(None, (name, words, why))), samples))) if is_cut else ""

    def _told(self, shown: Shown) -> list[tuple[str, str]]:
        """Both lines of a column: its name and what it becomes, its cells and why."""
        samples = HIDDEN if self.hidden and shown.samples else shown.samples or _("(empty)")
        target, unknown = target_of(self._mapping, shown.column), self._unknown_in(shown)
        words = n_("{count} word is not known", "{count} words are not known", unknown).format(count=unknown)
        why = words if unknown else self._why(shown, target)
        return [(brief(shown.column.name), self._words(shown, target)), (samples, why)]

    def _unknown_in(self, shown: Shown) -> int:
        return self._unknown.get((shown.column.name, shown.column.in_events), 0)

    def _row(self, shown: Shown, row: int) -> list[Segment]:
        names, rest = self._widths
        look, (left, right) = self.look, self._told(shown)[row]
        is_field = target_of(self._mapping, shown.column) not in (OWN_NAME, LEFT_OUT)
        if row == 0:
            styles = look.bold, look.accent if is_field else look.quiet
        else:
            styles = look.quiet, look.warning if self._unknown_in(shown) else look.quiet
        return [
            Segment(fitted(left, names), styles[0]), Segment(" " * _GAP), Segment(fitted(right, rest), styles[1]),
        ]  # fmt: skip

    def _words(self, shown: Shown, target: Target) -> str:
        day = self._mapping.days.get(shown.column.name)
        if target.use is Use.DAY and day:
            what = self._mapping.series or _("a note for each cell")
            return f"{day}: {what}"
        return words_of(target)

    def _why(self, shown: Shown, target: Target) -> str:
        return shown.reason if target == target_of(self._guess, shown.column) else _("chosen")
