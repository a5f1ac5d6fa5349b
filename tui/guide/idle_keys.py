"""Keys that do nothing where one is: why not now, or where they would do something; all from the command table."""

from store.language import _
from tui.commands import COMMANDS, Command
from tui.commands.command import Where, shown
from tui.place import Place

_SAVES = "ctrl+s"
"""Whoever presses it is afraid of losing something, and does not ask where else it has a meaning."""
_MOST = 3
"""So many other places fit into a sentence."""
_MOVES = frozenset({
    "escape", "tab", "shift+tab", "backspace", "space", "left", "right", "up", "down", "pageup", "pagedown", "home",
    "end",
})  # fmt: skip
"""One sees at once that there is nowhere to go."""


def told(place: Place, key: str) -> str:
    """What to say when a key was pressed; empty when it does something, or belongs to no command at all.

    Args:
        place: where it was pressed.
        key: Textual's name of it.
    """
    if key in _MOVES or not place.is_big_enough:
        return ""
    here = [command for command in place.known_commands() if key in command.keys]
    if any(place.offers(command) for command in here) or key in place.app.active_bindings:
        return ""
    if here:
        return not_now(place, here[0], shown(key))
    if key == _SAVES:
        return place.on_saving()
    elsewhere = [
        f"{where.label} ({command.label})"
        for command in COMMANDS for where in Where if key in command.keys and where in command.places
    ]  # fmt: skip
    if not elsewhere:
        return ""
    more = ["..."] if len(elsewhere) > _MOST else []
    return _("{key} does nothing here, but in: {places}").format(
        key=shown(key), places=", ".join([*elsewhere[:_MOST], *more])
    )


def not_now(place: Place, command: Command, name: str) -> str:
    """That a command of a place makes no sense now, and why.

    Args:
        place: where one is.
        command: it is not offered there.
        name: its key, or what it is called otherwise.
    """
    why = place.why_not(command)
    told = _("{key} ({command}) does nothing now: {why}") if why else _("{key} ({command}) does nothing now")
    return told.format(key=name, command=command.label, why=why)
