"""Each command of the user, declared once: it feeds the key binding, the footer, the palette and the help screen."""

from tui.commands.command import Command, Where
from tui.commands.table import BY_ACTION, COMMANDS, bindings_for, commands_for, from_palette

__all__ = ["BY_ACTION", "COMMANDS", "Command", "Where", "bindings_for", "commands_for", "from_palette"]
