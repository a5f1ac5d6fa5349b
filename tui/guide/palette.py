"""The palette: find a command by its name. Our own small one, because Textual's speaks English only."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from store.language import N_, _
from tui.commands import Command
from tui.frame import KeyBar
from tui.hinted import HintedInput
from tui.optionlist import OptionsBelow
from tui.small import SHOWS_BESIDE, Small

_NOT_LISTED = ("cursor_", "page", "line_", "to_", "first_", "last_", "palette", "jump")
"""Commands nobody looks up by name."""

SHELL_ONLY = {
    "passphrase": N_("give the book a passphrase, another one, or none"),
    "recovery-sheet": N_("print what opens the book when its passphrase is lost"),
    "erase": N_("remove a client for good, from the archive and older generations too"),
    "restore": N_("put the book of a backup or a dump in place; the one there is kept beside it"),
    "verify": N_("read the whole book, count, and say what is damaged; changes nothing"),
    "salvage": N_("save what can be read of a damaged book; the damaged files stay"),
}
"""Rare and grave: what is only typed behind `lingkar`. Whoever looks for it here is told so."""


class Palette(Small["Command | None"]):
    """A line to type in and the commands that fit; answers with the one chosen."""

    HORIZONTAL_BREAKPOINTS = SHOWS_BESIDE
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", "close"),
        ("down", "move(1)", "down"),
        ("up", "move(-1)", "up"),
    ]

    def __init__(self, commands: Sequence[Command], others: Sequence[tuple[Command, str]] = ()) -> None:
        """Over the commands of a place.

        Args:
            commands: those that can be given now.
            others: the other ones, each with why it cannot be; they are listed where somebody looks for them.
        """
        super().__init__()
        self._commands = [c for c in commands if _is_listed(c)]
        self._others = [(c, why) for c, why in others if _is_listed(c)]
        self._shown: list[Command] = []

    def compose(self) -> ComposeResult:
        """The line and the list."""
        with Vertical(id="palette", classes="dialog") as dialog:
            dialog.border_title = Content(_("Commands"))
            yield HintedInput(placeholder=_("part of a command"), compact=True)
            yield OptionsBelow()
        yield KeyBar()

    def on_mount(self) -> None:
        """All commands, until something is typed."""
        self._show("")

    def on_resize(self) -> None:
        """The list has what the frame, which takes four fifths of the window, leaves of it."""
        self.query_one(OptionsBelow).fit_into((self.size.height - 1) * 4 // 5 - 3)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Those in whose name or help every word occurs."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Give the command under the bar."""
        at = self.query_one(OptionList).highlighted
        self.dismiss(self._shown[at] if at is not None and self._shown else None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Clicked."""
        if self._shown:
            self.dismiss(self._shown[event.option_index])

    def action_move(self, lines: int) -> None:
        """Up and down while typing."""
        listed = self.query_one(OptionList)
        if self._shown:
            listed.highlighted = ((listed.highlighted or 0) + lines) % len(self._shown)

    def _show(self, typed: str) -> None:
        words = typed.casefold().split()
        self._shown = [command for command in self._commands if _has(command, words)]
        idle = [_idle_line(command, why) for command, why in self._others if words and _has(command, words)]
        idle += [
            _typed_line(name, help) for name, help in SHELL_ONLY.items() if words and _says(f"{name} {_(help)}", words)
        ]
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options([Option(_line(command)) for command in self._shown])
        listed.add_options([Option(line, disabled=True) for line in idle])
        if self._shown:
            listed.highlighted = 0
        elif not idle:
            listed.add_option(Option(Content(_("No command has these words.")), disabled=True))
        keys = [(_("up/down"), _("choose")), ("enter", _("do it"))] if self._shown else []
        self.query_one(KeyBar).show([*keys, ("esc", _("close"))])


def _is_listed(command: Command) -> bool:
    return not command.action.startswith(_NOT_LISTED)


def _has(command: Command, words: Sequence[str]) -> bool:
    return _says(f"{command.label} {command.help}", words)


def _says(text: str, words: Sequence[str]) -> bool:
    return all(word in text.casefold() for word in words)


def _line(command: Command) -> Content:
    return Content.assemble((command.help, ""), "  ", (command.shown_key, "$accent"))


def _idle_line(command: Command, why: str) -> Content:
    """A command that cannot be given now, and why: with words, as its grey is not seen everywhere."""
    told = _("not now: {why}").format(why=why) if why else _("not now")
    return Content.assemble((command.help, "$quiet"), "  ", (told, "$quiet"))


def _typed_line(name: str, help: str) -> Content:
    """What is typed outside the board."""
    told = _("after leaving, type: {command}").format(command=f"lingkar {name}")
    return Content.assemble((_(help), "$quiet"), "  ", (told, "$quiet"))
