"""The commands with their keys, a line each, under the heads of the command table."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from store.language import N_, _
from tui.commands import COMMANDS, Command
from tui.commands.command import Where
from tui.cursorlist import CursorList
from tui.look.drawing import fitted, message_line

_KEYS, _GUTTER, _GAP = 20, 3, 2
_HELP, _WHERE = 72, 24
"""Cells for what a command does, and at the least for where it works, if there is room for both."""
SMALLEST = 30
"""Cells that a line needs to say anything."""

_PLACES = {
    Where.BOARD: N_("board"), Where.CASEFILE: N_("case file"), Where.CLOSED: N_("closed cases"),
    Where.DIRECTORY: N_("directory"), Where.STUDY: N_("my practice"), Where.SEARCH: N_("search"),
    Where.REVIEW: N_("daily review"), Where.PACKET: N_("packet"), Where.COPIES: N_("copies out there"),
    Where.IMPORT: N_("import"),
}  # fmt: skip


class Row(NamedTuple):
    """A line of the list: a head, or a command."""

    head: str
    command: Command | None = None


def rows_of(commands: Sequence[Command] = COMMANDS) -> list[Row]:
    """The commands under their heads; those of two groups of the table with one name stand together."""
    ordered = sorted(commands, key=lambda command: [each.group for each in commands].index(command.group))
    rows: list[Row] = []
    for head, members in groupby(ordered, key=lambda command: command.group):
        rows += [Row(head), *(Row(head, command) for command in members)]
    return rows


def places_words(command: Command) -> str:
    """Where a command works."""
    if command.places == frozenset(Where):
        return _("everywhere")
    return ", ".join(_(words) for place, words in _PLACES.items() if place in command.places)


class KeysList(CursorList, can_focus=True):
    """The list. The cursor stands on commands only."""

    def __init__(self, moved: Callable[[], None]) -> None:
        """All commands, the cursor on the first."""
        super().__init__(moved)
        self._rows = rows_of()
        self.cursor = 1

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._rows)

    @property
    def command(self) -> Command:
        """The command under the cursor."""
        command = self._rows[self.cursor].command
        assert command is not None, "the cursor stands on commands only"
        return command

    def go_to(self, place: int) -> None:
        """Put the cursor on a command; on from a head in the direction in which it was going."""
        place = max(0, min(place, self.count - 1))
        by = 1 if place >= self.cursor or place == 0 else -1
        if self._rows[place].command is None:
            place += by
        super().go_to(place)

    def _follow(self) -> None:
        """The head of the first command stays in sight with it."""
        super()._follow()
        if self.cursor == 1:
            self._top = 0

    def show_anew(self) -> None:
        """Keys, language or colours changed."""
        self._rows = rows_of()
        self._look = None
        super().show_anew()
        self._moved()

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        super().show_anew()

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        if self.size.width < SMALLEST:
            return message_line([_("Too small a window")], y, self.size, self.look)
        place = self._top + y
        if place >= self.count:
            return Strip.blank(self.size.width, self.look.ground)
        self.drawn += 1
        row, look, width = self._rows[place], self.look, self.size.width - _GUTTER
        if row.command is None:
            return self._whole(Strip([Segment(" " + fitted(row.head, width), look.bold)]), y)
        selected = place == self.cursor
        command = row.command
        style = look.accent if command.keys else look.quiet
        left = width - _KEYS - _GAP
        where = left - _HELP - _GAP if left >= _HELP + _GAP + _WHERE else 0
        cells = [
            Segment("┃ " if selected else "  ", look.accent),
            Segment(fitted(command.shown_keys or _("only in the palette"), _KEYS), style), Segment(" " * _GAP),
            Segment(fitted(command.help, _HELP if where else left), look.text),
            Segment(" " * _GAP + fitted(places_words(command), where) if where else "", look.quiet),
        ]  # fmt: skip
        return self._whole(Strip(cells), y, selected=selected)
