"""Other keys for commands: what a user wishes is checked as a whole, before any of it counts.

Two commands that can be given in the same place never share a key, and keys that terminals take for themselves are
refused. Nobody can lock themselves out: what is needed to find everything else keeps one of its keys, whatever is
wished. What is wished stands in the settings; the screens get it through Textual's keymap, by the name of the command.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from textual.keys import KEY_ALIASES, Keys, _character_to_key

from store.language import _
from tui.commands.command import Command, shown, use_keys
from tui.commands.table import BY_ACTION, COMMANDS

TAKEN = frozenset({"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+k", "ctrl+m", "ctrl+c", "ctrl+z"})
"""Terminals and tmux take these: they arrive as backspace, tab or enter, or end what runs."""

KEPT = {
    "guide": "f1", "palette": "ctrl+p", "leave": "escape", "clear_filter": "escape", "leave_program": "ctrl+q",
}  # fmt: skip
"""By the name of a command the key that it has beside whatever is wished. It works while something is typed, too."""

WHILE_TYPING = frozenset({"lock"})
"""The commands that work while something is typed, too; a key that types or that a form needs would do harm there."""
_FUNCTION_KEYS = frozenset(f"f{number}" for number in range(1, 25))

_NAMED = frozenset({key.value for key in Keys} | set(KEY_ALIASES))
_MODIFIERS = ("ctrl+", "shift+", "alt+")

Keymap = Mapping[str, tuple[str, ...]]


class Checked(NamedTuple):
    """A keymap that can be used.

    Attributes:
        keymap: what of it can be: with Textual's names of the keys.
        trouble: by the name of a command why its wish cannot be fulfilled; it has its usual keys.
    """

    keymap: dict[str, tuple[str, ...]]
    trouble: dict[str, str]


def checked(wished: Keymap) -> Checked:
    """What of a keymap can be used.

    Args:
        wished: keys by the names of commands, as a person writes them: `N`, `?`, `ctrl+n`, `shift+right`.
    """
    keymap: dict[str, tuple[str, ...]] = {}
    trouble: dict[str, str] = {}
    for action, written in wished.items():
        keys = tuple(dict.fromkeys(key_named(key) for key in ((written,) if isinstance(written, str) else written)))
        if why := _fault(action, keys):
            trouble[action] = why
            continue
        if (kept := KEPT.get(action)) and kept not in keys:
            keys = (*keys, kept)
        if keys != _usual(BY_ACTION[action]):
            keymap[action] = keys
    while clash := next(clashes(keymap), None):
        action, other, key = clash
        told = _("{key} is also the key of “{other}”.").format(key=shown(key), other=BY_ACTION[other].help)
        trouble[action] = told
        del keymap[action]
    return Checked(keymap, trouble)


def clashes(keymap: Keymap) -> Iterator[tuple[str, str, str]]:
    """The commands with other keys of which another one has a key too, where both can be given: each, other, key."""
    for action, keys in keymap.items():
        command = BY_ACTION[action]
        for other in COMMANDS:
            if other.action != action and other.places & command.places:
                shared = {*keys} & {*keymap.get(other.action, _usual(other))}
                for key in shared - ({*_usual(command)} & {*_usual(other)}):
                    yield action, other.action, key


def apply(keymap: Keymap) -> dict[str, str]:
    """Let the commands be shown with these keys; answers the keymap for `textual.app.App.set_keymap`.

    Args:
        keymap: checked.
    """
    use_keys(keymap)
    return {action: ",".join(keys) for action, keys in keymap.items()}


def key_named(written: str) -> str:
    """Textual's name of a key: `question_mark` of `?`, `A` of `shift+a`."""
    *modifiers, key = written.strip().split("+") if len(written.strip()) > 1 else [written.strip()]
    modifiers = [modifier.strip().lower() for modifier in modifiers]
    key = key.strip()
    if len(key) != 1:
        return "+".join([*modifiers, key.lower()])
    if modifiers == ["shift"] and key.isalpha():  # terminals send the capital
        return key.upper()
    return "+".join([*modifiers, key.lower() if "ctrl" in modifiers else _character_to_key(key)])


def fault_of(action: str, key: str, keymap: Keymap) -> str:
    """Why a command cannot have a key in place of those that it has; empty when it can.

    Args:
        action: the name of the command.
        key: Textual's name of the key.
        keymap: checked; the keys that are chosen so far.
    """
    if why := _fault(action, (key,)):
        return why
    for one, other, shared in clashes({**keymap, action: (key,)}):
        if action in (one, other) and shared == key:
            return _("{key} is also the key of “{other}”.").format(
                key=shown(key), other=named(other if one == action else one)
            )
    return ""


def named(action: str) -> str:
    """What a command does, in words; its name where there is no such command."""
    return BY_ACTION[action].help if action in BY_ACTION else action


def can_change(command: Command) -> bool:
    """Whether a command may have other keys: those for a row of numbers may not, nor those without any."""
    return bool(command.usual_keys) and not command.is_numbered


@cache
def _usual(command: Command) -> tuple[str, ...]:
    return tuple(key_named(key) for key in command.usual_keys)


def _fault(action: str, keys: tuple[str, ...]) -> str:
    command = BY_ACTION.get(action)
    if command is None:
        return _("There is no command of this name.")
    if not can_change(command):
        return _("The keys of this command cannot be changed.")
    if not keys or not all(keys):
        return _("A command needs a key.")
    for key in keys:
        if key in TAKEN:
            return _("{key} does not arrive: terminals take it for themselves.").format(key=key)
        if not _is_key(key):
            return _("{key} is no key that is known here.").format(key=key)
        if action in WHILE_TYPING and key not in _FUNCTION_KEYS and key not in _usual(command):
            return _("{key} is needed for typing, and this command works while you write, too. A function key will do, "
                     "such as f9.").format(key=shown(key))  # fmt: skip
        if key in KEPT.values() and key not in _usual(command):
            owner = next(BY_ACTION[each] for each, kept in KEPT.items() if kept == key)
            return _("{key} always stays with “{other}”.").format(key=shown(key), other=owner.help)
    return ""


def _is_key(key: str) -> bool:
    bare = key
    while bare.startswith(_MODIFIERS):
        bare = bare.split("+", 1)[1]
    return key in _NAMED or bare in _NAMED or len(bare) == 1 or bare in _SIGNS


_SIGNS = frozenset(_character_to_key(chr(code)) for code in range(33, 127))
