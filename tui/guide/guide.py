"""The help screen: what every key does in the place the user came from."""

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store.language import _
from tui.commands import Command
from tui.frame import KeyBar


class Guide(ModalScreen[None]):
    """The keys of a place, under the heads of the command table."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q,question_mark,f1,enter", "dismiss", "close")]

    def __init__(self, commands: Sequence[Command]) -> None:
        """For the commands of a place."""
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        accent = self.app.theme_variables["accent"]
        with Vertical(id="guide", classes="dialog") as dialog:
            dialog.border_title = Content(_("What the keys do"))
            with VerticalScroll(id="guide-text"):
                yield Static(keys_table(self._commands, accent))
        yield KeyBar([(_("up/down"), _("scroll")), ("esc", _("close"))])


def keys_table(commands: Sequence[Command], accent: str) -> Table:
    """The commands with their keys in two columns, a head above each group.

    Args:
        commands: in the order of the table.
        accent: the colour of the keys.
    """
    table = Table.grid(padding=(0, 2), pad_edge=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for group, members in groupby(commands, key=lambda command: command.group):
        if table.row_count:
            table.add_row()
        table.add_row(Text(group, "bold"))
        for command in members:
            table.add_row(Text(command.shown_keys, accent), Text(command.help))
    return table
