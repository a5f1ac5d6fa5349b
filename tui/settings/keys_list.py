"""The commands with their keys, a line each, under the heads of the command table."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from store.language import _
from tui.commands import COMMANDS, Command
from tui.commands.command import Where, shown
from tui.cursorlist import CursorList
from tui.look.drawing import fitted, message_line

_WORDS = re.compile(r"\w+")

_KEYS, _GUTTER, _GAP = 20, 3, 2
_HELP, _WHERE = 72, 24
"""Cells for what a command does, and at the least for where it works, if there is room for both."""
SMALLEST = 30
"""Cells that a line needs to say anything."""


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
    return ", ".join(place.label for place in Where if place in command.places)


def that_fit(query: str, commands: Sequence[Command] = COMMANDS) -> list[Command]:
    """The commands with a key that is typed, or with every word, or its beginning, in what is said of them."""
    if having := [command for command in commands if query.strip() in map(shown, command.keys)]:
        return having
    typed = query.casefold().split()
    return [command for command in commands if all(_says(command, word) for word in typed)]


def _says(command: Command, typed: str) -> bool:
    """Whether a word of what a command is called, does and stands under begins so."""
    told = " ".join((command.shown_keys, command.label, command.help, command.group)).casefold()
    return f" {typed}" in f" {told}" or any(word.startswith(typed) for word in _WORDS.findall(told))


class KeysList(CursorList, can_focus=True):
    """The list. The cursor stands on commands only."""

    def __init__(self, moved: Callable[[], None]) -> None:
        """All commands, the cursor on the first."""
        super().__init__(moved)
        self._query = ""
        self._rows = rows_of()
        self.cursor = 1

    def filter_by(self, query: str) -> None:
        """List only the commands that fit, and stay on the one under the cursor if it does."""
        before, self._query = self.command, query
        self._rows = rows_of(that_fit(query))
        places = [place for place, row in enumerate(self._rows) if row.command]
        self.cursor = next((place for place in places if self._rows[place].command is before), min(places, default=0))
        super().show_anew()
        self._moved()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._rows)

    @property
    def command(self) -> Command | None:
        """The command under the cursor; None where none fits."""
        return self._rows[self.cursor].command if self._rows else None

    def go_to(self, place: int) -> None:
        """Put the cursor on a command; on from a head in the direction in which it was going."""
        if not self._rows:
            return
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
        self._look = None
        self.filter_by(self._query)

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
