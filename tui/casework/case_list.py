"""A list of cases, as many as fit, with a cursor and perhaps with ticks: what `case_finder` looks through."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from store import Case
from store.language import _
from store.model.stub import Stub
from tui.casefile.linked import state_words
from tui.casefile.reading import shown
from tui.look.net import cell_text
from tui.look.thumb import thumb_at
from tui.look.words import size_word

LEAST, _MOST = 5, 12  # lines of the list
_REST = 16  # lines that the rest of a form needs


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the list.

    Attributes:
        alias: as it may be shown now.
        facts: what else is said of it.
        group: the heading it stands under; rows of a group follow one another.
    """

    code: str
    alias: str
    facts: str
    group: str = ""

    @property
    def words(self) -> str:
        """What the filter looks in."""
        return f"{self.code} {self.alias}".casefold()


def row_of(case: Case | Stub, group: str, hidden: bool) -> CaseRow:
    """A case of the book or of its archive as the list shows it."""
    alias = shown(cell_text(case.alias), hidden)
    return CaseRow(case.code, alias, f"{size_word(case.size)} · {state_words(case)}", group)


def rows_of(cases: Iterable[Case | Stub], hidden: bool) -> list[CaseRow]:
    """Cases in their order, those that are closed and those in the archive last, under headings of their own."""
    groups: dict[str, list[CaseRow]] = {"": [], _("Closed"): [], _("In the archive"): []}
    for case in cases:
        group = _("In the archive") if isinstance(case, Stub) else _("Closed") if case.is_closed else ""
        groups[group].append(row_of(case, group, hidden))
    return [row for rows in groups.values() for row in rows]


class CaseList(Widget):
    """The rows that fit, with a cursor. It never has the focus: the line above it has.

    Attributes:
        shown: the rows that the filter lets through.
        at: the place of the row under the cursor.
    """

    class Picked(Message):
        """A row was clicked."""

    def __init__(self, rows: Iterable[CaseRow], ticked: set[str] | None, empty: str) -> None:
        """Show rows.

        Args:
            rows: all of them, in their order.
            ticked: the codes that are ticked, kept up to date by the field; None shows no ticks.
            empty: what is said where there are no rows at all.
        """
        super().__init__(classes="gate-items")  # the margin of a list in a form
        self.rows = list(rows)
        self.shown = self.rows
        self.at = 0
        self._ticked, self._empty = ticked, empty
        self._top = 0

    @property
    def row(self) -> CaseRow | None:
        """The row under the cursor."""
        return self.shown[self.at] if self.at < len(self.shown) else None

    def fill(self, rows: Iterable[CaseRow], query: str, stay: str = "") -> None:
        """Show other rows; the cursor goes to the case `stay`, where it is among them."""
        self.rows = list(rows)
        self.filter(query)
        self.go_to(next((place for place, row in enumerate(self.shown) if row.code == stay), self.at))
        self.refresh(layout=True)

    def filter(self, query: str) -> None:
        """Show only the rows in which every word occurs; the cursor stays on its case, or goes to the first."""
        stay, words = self.row, query.casefold().split()
        self.shown = [row for row in self.rows if all(word in row.words for word in words)] if words else self.rows
        self.at, self._top = (self.shown.index(stay) if stay in self.shown and not words else 0), 0
        self.go_to(self.at)
        self.refresh()

    def go_to(self, place: int) -> None:
        """Put the cursor on a row, in sight."""
        self.at = max(0, min(place, len(self.shown) - 1))
        line, room = self._line_of(self.at), self._room
        first = line - (line > 0 and isinstance(self._lines[line - 1], str))  # with the heading above it
        self._top = max(line - room + 1, min(self._top, first), 0)
        self.refresh()

    # Drawing

    @property
    def _lines(self) -> list[CaseRow | str]:
        """Rows, and a heading above each group."""
        lines: list[CaseRow | str] = []
        group = ""
        for row in self.shown:
            if row.group != group:
                group = row.group
                lines.append(group)
            lines.append(row)
        return lines

    def _line_of(self, place: int) -> int:
        row = self.row if place == self.at else None
        return self._lines.index(row) if row else 0

    @property
    def _room(self) -> int:
        return max(LEAST, min(_MOST, self.app.size.height - _REST)) if self.is_attached else _MOST

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as all rows need, up to what leaves the form readable; the filter does not change it."""
        groups = len({row.group for row in self.rows if row.group})
        return max(1, min(self._room, len(self.rows) + groups))

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self.go_to(self.at)

    def render(self) -> Content:
        """The lines in sight."""
        size, lines = self.content_size, self._lines
        if not lines:
            return Content.styled(_("No case has these words.") if self.rows else self._empty, "$quiet")
        drawn = []
        for y, line in enumerate(lines[self._top : self._top + size.height]):
            thumb = " ┃" if thumb_at(y, size.height, self._top, len(lines)) else "  "
            drawn.append(self._line(line, size.width - 2) + Content.styled(thumb, "$edge"))
        return Content("\n").join(drawn)

    def _line(self, line: CaseRow | str, width: int) -> Content:
        if isinstance(line, str):
            return Content.styled(line, "bold $primary").truncate(width, ellipsis=True, pad=True)
        here = line is self.row
        tick = "" if self._ticked is None else "[x] " if line.code in self._ticked else "[ ] "
        start = Content(("› " if here else "  ") + tick + line.code + "  " + line.alias)
        if here:
            start = start.stylize("bold $accent")
        facts = Content.styled(line.facts, "$quiet")
        room = max(width // 2, width - facts.cell_length - 2)
        start = start.truncate(room, ellipsis=True)
        gap = " " * max(2, width - start.cell_length - facts.cell_length)
        return (start + Content(gap) + facts).truncate(width, ellipsis=True, pad=True)

    def on_click(self, event: events.Click) -> None:
        """To the row under the mouse."""
        spot = event.get_content_offset(self)
        line = self._top + spot.y if spot else -1
        if 0 <= line < len(self._lines) and isinstance(row := self._lines[line], CaseRow):
            self.go_to(self.shown.index(row))
            self.post_message(self.Picked())
