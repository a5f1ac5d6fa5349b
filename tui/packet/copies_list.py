"""The list of the copies that are out there: what each is, how it is masked, where it is, and what is known of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.copies import Copy, CopyState, is_due, protection
from store.language import _, n_
from store.language.formats import day_text
from store.model.disguise import MaskLevel
from store.model.outside import Outside
from tui.casefile.page import MEASURE
from tui.casefile.reading import shown
from tui.commands import BY_ACTION
from tui.cursorlist import CursorList
from tui.look.drawing import Look, fitted, message_line
from tui.look.net import cell_text
from tui.packet.write_out import from_home

SMALLEST = 40
"""The least width in which a line says anything."""
_MARK, _GAP, _GUTTER, _DAY = 2, 2, 2, 11


@dataclass(frozen=True, slots=True)
class Row:
    """A copy as it is listed.

    Attributes:
        copy: what is known of it.
        days: how long ago it left.
        is_old: whether it is a packet that has been out there for longer than it should be.
    """

    copy: Copy
    days: int
    is_old: bool


def copy_rows(copies: Sequence[Copy], now: datetime) -> list[Row]:
    """The copies in the order of the list.

    Those that are out there for too long come first, the oldest of them on top; those that are destroyed come last.

    Args:
        copies: the newest first.
        now: this moment.
    """
    rows = [Row(copy, (now.date() - copy.outside.at.date()).days, is_due(copy.outside, now)) for copy in copies]
    return sorted(rows, key=lambda row: (-row.days if row.is_old else 1, row.copy.state is CopyState.GONE))


# In words


def what_words(one: Outside) -> str:
    """What it is, and of which case, or of how many."""
    kind = one.packet.label if one.packet else one.kind.label
    if len(one.codes) == 1:
        return f"{one.codes[0]} · {kind}"
    count = len(one.codes)
    return f"{kind} · {n_('{count} case', '{count} cases', count).format(count=count)}" if count else kind


def masking_words(one: Outside) -> str:
    """How it is masked, and in which format it is; nothing is said of what is not known."""
    return " · ".join(words for words in (protection(one), one.format.upper()) if words)


def place_words(one: Outside) -> str:
    """Where it lies, the user's own folder as `~`."""
    if one.is_printed:
        return _("(printed)")
    return cell_text(from_home(Path(one.path)))


def state_words(copy: Copy) -> str:
    """What can be said of it now."""
    if copy.outside.gone:
        return _("destroyed {day}").format(day=day_text(copy.outside.gone.date()))
    return copy.state.label


def age_words(row: Row) -> str:
    """How long it has been out there, where that is too long."""
    return n_("{count} day ago", "{count} days ago", row.days).format(count=row.days) if row.is_old else ""


def end_of(text: str, width: int) -> str:
    """As much of the end of a path as fits into so many cells: it names the file."""
    if cell_len(text) <= width:
        return text
    left, start = width - 1, len(text)
    while start and (left := left - get_character_cell_size(text[start - 1])) >= 0:
        start -= 1
    return "…" + text[start:] if width > 0 else ""


class CopyList(CursorList, can_focus=True):
    """The copies, two lines each, with a cursor."""

    ROWS, GAP = 3, 1

    def __init__(self, moved: Callable[[], None]) -> None:
        """Nothing read yet.

        Args:
            moved: told at once when the cursor is on another copy.
        """
        super().__init__(moved)
        self._rows: Sequence[Row] | None = None

    @property
    def count(self) -> int:
        """How many copies are listed."""
        return len(self._rows or ())

    @property
    def row(self) -> Row | None:
        """The copy under the cursor."""
        return self._rows[self.cursor] if self._rows and self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[Row]) -> None:
        """List copies; the cursor stays on its copy, or in its place when that is destroyed now and goes to the end."""
        was = self.row.copy if self.row else None
        self._rows = rows
        stays = [
            row.copy for row in rows if was and row.copy.id == was.id and row.copy.outside.gone == was.outside.gone
        ]
        places = (place for place, row in enumerate(rows) if row.copy in stays)
        self.cursor = next(places, max(0, min(self.cursor, len(rows) - 1)))
        self.show_anew()

    def show_anew(self) -> None:
        """The rows or how they read changed."""
        self._look = None
        self._follow()
        self.refresh()
        self._moved()

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._follow()
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        if self._rows is None:
            return message_line([_("Looking where the copies are ...")], y, self.size, self.look)
        if self.size.width < SMALLEST:
            return message_line([_("Too small a window")], y, self.size, self.look)
        if not self._rows:
            return message_line(_nothing(), y, self.size, self.look)
        place, line = divmod(self._top + y, self.ROWS)
        if place >= len(self._rows):
            return Strip.blank(self.size.width, self.look.ground)
        self.drawn += 1
        selected = place == self.cursor and line < self.ROWS - self.GAP
        mark = Segment("┃ " if selected else "  ", self.look.accent)
        return self._whole(Strip([mark, *self._cells(self._rows[place], line)]), y, selected=selected)

    def _cells(self, row: Row, line: int) -> list[Segment]:
        width = min(self.size.width - _GUTTER - _MARK, MEASURE)
        if line == 0:
            return _first_line(row, width, self.look)
        return _second_line(row, width, self.look, hidden=self.hidden) if line == 1 else []


def _first_line(row: Row, width: int, look: Look) -> list[Segment]:
    """When, and what; on the right how old it is, and what can be said of it."""
    day, what = day_text(row.copy.outside.at.date()), what_words(row.copy.outside)
    age, state = age_words(row), state_words(row.copy)
    apart = " · " if age else ""
    left = width - _GAP - cell_len(age + apart + state)
    is_gone = row.copy.state is CopyState.GONE
    return [
        Segment(fitted(day, _DAY) + " " * _GAP, look.quiet),
        Segment(fitted(what, left - _DAY - _GAP), look.quiet if is_gone else look.bold), Segment(" " * _GAP),
        Segment(age, look.alarm), Segment(apart, look.quiet), Segment(state, _state_style(row.copy.state, look)),
    ]  # fmt: skip


def _state_style(state: CopyState, look: Look) -> Style:
    if state is CopyState.CHANGED:
        return look.warning
    return look.text if state in (CopyState.THERE, CopyState.PRINTED) else look.quiet


def _second_line(row: Row, width: int, look: Look, *, hidden: bool) -> list[Segment]:
    """How it is masked, and where it is."""
    one = row.copy.outside
    masking = fitted(words, min(cell_len(words), width - _DAY - _GAP)) if (words := masking_words(one)) else ""
    apart = " · " if masking else ""
    left = width - _DAY - _GAP - cell_len(masking + apart)
    return [
        Segment(" " * (_DAY + _GAP)), Segment(masking, look.warning if one.level is MaskLevel.NONE else look.quiet),
        Segment(apart + end_of(shown(place_words(one), hidden), left), look.quiet),
    ]  # fmt: skip


def _nothing() -> list[str]:
    """What stands in place of the rows when there are none."""
    return [
        _("Nothing was exported yet."),
        "",
        _("What is exported leaves the protection of the book."),
        _("Here you see where each copy is,"),
        _("so that you can destroy it after use."),
        "",
        _("{key}    on a case makes a packet").format(key=BY_ACTION["export"].shown_key),
        _("{key}  back").format(key=BY_ACTION["leave"].shown_key),
    ]
