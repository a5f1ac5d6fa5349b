"""The command for the settings: each with its value and where it stands, and setting one."""

import argparse
from collections.abc import Iterator, Mapping
from os.path import expanduser
from pathlib import Path
from typing import Any, NamedTuple

from store import Casebook, InvalidInput, LingkarError
from store.language import LANGUAGES, _, in_all
from store.language.quoting import quoted
from store.model.text import clean
from store.packet.formats import Format
from store.settings import IN_THE_BOOK, CardOrder, Settings
from store.settings_file import FIELDS, NAME, leaves, lines, merged
from tui.plain import views
from tui.plain.opening import acting, reading
from tui.plain.output import show, tell, warn
from tui.plain.parser import USAGE, Commands, add, text

KEYMAP, SAVED = "keymap", "saved"
_FOLDERS = ("packet_folder", "import_folder")
_YES, _NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")


class Setting(NamedTuple):
    """One setting as it stands.

    Attributes:
        path: its names from the outside inwards.
        value: in JSON types.
        stands: `usual`, `file` or `book`.
        line: in the file, from 1; 0 where it does not stand there.
    """

    path: tuple[str, ...]
    value: Any
    stands: str
    line: int = 0

    @property
    def name(self) -> str:
        """As it is typed."""
        return ".".join(self.path)


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "settings", _("say what is set and where it stands, or set something"), _settings)
    parser.add_argument(
        "name", metavar=_("NAME"), nargs="?", default="", type=text,
        help=_("the setting, such as lock_after, limits.review or keymap.note; without it: all of them"),
    )  # fmt: skip
    parser.add_argument(
        "value", metavar=_("VALUE"), nargs="?", type=text,
        help=_("what to set it to; several keys are separated by commas"),
    )  # fmt: skip
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--usual", action="store_true", help=_("set it to what is usual"))
    how.add_argument("--json", action="store_true", help=_("for another program"))


def _settings(args: argparse.Namespace) -> int:
    if args.value is not None or args.usual:
        if not args.name or (args.usual and args.value is not None) or (args.json and args.value is not None):
            warn(_("To set something, give its name and one value, or its name and --usual."))
            return USAGE
        return _set(args)
    with reading(args) as book:
        settings = [each for each in settings_of(book) if _is_about(each, args.name)] or _usual_keys(args.name)
        for sentence in _unusable(book):
            warn(clean(sentence))
        if args.name and not settings:
            raise _unknown(args.name)
        if args.json:
            views.print_json(_as_json(book, settings))
        else:
            show(_told(book, settings, args.name))
    return 0


def settings_of(book: Casebook) -> Iterator[Setting]:
    """Every setting, and where it stands; keys only those that were chosen."""
    usual = Settings().document()
    now = merged(usual, book.settings.document())
    where = lines(book.folder)
    for name in (*FIELDS, *sorted(IN_THE_BOOK)):
        if name == SAVED:
            for one in book.settings.saved:
                yield Setting((SAVED, one.name), one.query, "book")
            continue
        value = now.get(name, getattr(Settings(), name))
        for path, each in leaves({name: value}):
            before = dict(leaves({name: usual.get(name, "")})).get(path, "")
            if path in where:
                yield Setting(path, each, "file", where[path])
            else:
                yield Setting(path, each, "usual" if each == before else "book")


def _usual_keys(name: str) -> list[Setting]:
    """The keys of a command for which none were chosen."""
    group, _dot, action = name.partition(".")
    if group != KEYMAP:
        return []
    from tui.commands import BY_ACTION

    found = [BY_ACTION[action]] if action in BY_ACTION else [] if action else list(BY_ACTION.values())
    return [Setting((KEYMAP, each.action), list(each.usual_keys), "usual") for each in found]


def _is_about(setting: Setting, name: str) -> bool:
    """Whether a name is that of the setting or of a group in which it stands."""
    return not name or setting.name == name or setting.name.startswith(f"{name}.")


def _told(book: Casebook, settings: list[Setting], name: str) -> Iterator[str]:
    for each in settings:
        yield clean(f"{each.name}: {_value_words(each.value)} ({_where_words(each)})")
    if not name:
        yield clean(_("The file: {file}").format(file=book.folder / NAME))
    elif choices := _choices(name):
        yield _("It can be: {choices}").format(choices=", ".join(choices))


def _where_words(setting: Setting) -> str:
    if setting.stands == "file":
        return _("{file}, line {line}").format(file=NAME, line=setting.line)
    return _("in the book") if setting.stands == "book" else _("as usual")


def _value_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value)) or _("(empty)")
    return str(value) if value != "" else _("(empty)")


def _as_json(book: Casebook, settings: list[Setting]) -> dict[str, Any]:
    return {
        "file": str(book.folder / NAME),
        "settings": [
            {"name": each.name, "value": each.value, "stands": each.stands} | ({"line": each.line} if each.line else {})
            for each in settings
        ],
        "trouble": [*book.settings_trouble, *_unusable(book)],
    }


def _unusable(book: Casebook) -> tuple[str, ...]:
    """What the screens cannot use; only asked where something was set of which they know."""
    if not (book.settings.theme or book.settings.keymap):
        return ()
    from tui.settings.trouble import unusable

    return unusable(book.folder, book.settings, _themes() if book.settings.theme else ())


def _themes() -> list[str]:
    """The names of the colours, ours first."""
    from textual.theme import BUILTIN_THEMES

    from tui.look.themes import THEMES

    ours = [theme.name for theme in THEMES]
    return [*ours, *sorted(name for name in BUILTIN_THEMES if name not in ours)]


def _choices(name: str) -> list[str]:
    """What a setting can be, where that is a closed list."""
    match name:
        case "language":
            return [*LANGUAGES]
        case "theme":
            return _themes()
        case "card_order":
            return [*CardOrder]
        case "packet_format":
            return [*Format]
        case _:
            return []


# Setting one


def _set(args: argparse.Namespace) -> int:
    path = tuple(args.name.split("."))
    with acting(args, says=False) as book:
        field, value = _field(book, path, args.value)
        try:
            book.change_settings(**{field: value})
        except InvalidInput as error:
            told = f"{args.name}: {' '.join(error.problems.values())} " + _("Nothing was changed.")
            raise LingkarError(told) from None
        now = [each for each in settings_of(book) if _is_about(each, args.name)]
    shown = [f"{each.name}: {_value_words(each.value)} ({_where_words(each)})" for each in now]
    tell(clean("\n".join(shown or [f"{args.name}: {_('as usual')}"])))
    return 0


def _field(book: Casebook, path: tuple[str, ...], typed: str | None) -> tuple[str, Any]:
    """The field of the settings that a change is about, and its whole new value.

    Args:
        book: what is set now.
        path: the names of what is to be set.
        typed: its new value; None for the usual one.

    Raises:
        LingkarError: there is no such setting, or this cannot be its value.
    """
    name, *inner = path
    if name == SAVED:
        raise LingkarError(_("Searches are saved and forgotten where one searches. Nothing was changed."))
    if name not in Settings.model_fields:
        raise _unknown(".".join(path))
    if name == KEYMAP:
        return name, _keymap(book, inner, typed)
    usual = Settings().document().get(name, getattr(Settings(), name))
    if not isinstance(usual, Mapping):
        if inner:
            raise _unknown(".".join(path))
        return name, usual if typed is None else _read(name, usual, typed)
    if typed is None and not inner:
        return name, usual
    spot: Any = usual
    for part in inner:
        if not isinstance(spot, Mapping) or part not in spot:
            raise _unknown(".".join(path))
        spot = spot[part]
    if isinstance(spot, Mapping) and typed is not None:
        raise LingkarError(
            _("{name} is several settings: {names}. Set one of them. Nothing was changed.").format(
                name=".".join(path), names=", ".join(".".join((*path, each)) for each in spot)
            )
        )
    value = spot if typed is None else _read(".".join(path), spot, typed)
    for part in reversed(inner):
        value = {part: value}
    return name, merged(getattr(book.settings, name).document(), value)


def _read(name: str, usual: Any, typed: str) -> Any:
    """The value that was typed, of the kind that the setting has.

    Raises:
        LingkarError: it is another kind of thing.
    """
    if isinstance(usual, bool):
        return _yes_or_no(name, typed)
    if isinstance(usual, int):
        try:
            return int(typed)
        except ValueError:
            raise LingkarError(_("{name}: {given} is not a whole number. Nothing was changed.").format(
                name=name, given=quoted(typed, 40)
            )) from None  # fmt: skip
    if (known := _choices(name)) and typed and typed not in known:
        raise _none_of(name, typed, known)
    return str(Path(expanduser(typed)).absolute()) if name in _FOLDERS and typed.strip() else typed


def _yes_or_no(name: str, typed: str) -> bool:
    word = typed.strip().casefold()
    if word in (*_YES, *in_all("yes")):
        return True
    if word in (*_NO, *in_all("no")):
        return False
    raise _none_of(name, typed, [_("yes"), _("no")])


def _keymap(book: Casebook, inner: list[str], typed: str | None) -> dict[str, tuple[str, ...]]:
    """The keys of all commands, with those of one changed.

    Raises:
        LingkarError: there is no such command, or it cannot have these keys.
    """
    wished = dict(book.settings.keymap)
    if not inner:
        if typed is not None:
            raise LingkarError(
                _("Name the command too, such as {example}. Nothing was changed.").format(example="keymap.note")
            )
        return {}
    from tui.commands import BY_ACTION, keymap

    action = ".".join(inner)
    if action not in BY_ACTION and action not in wished:
        raise _unknown(f"{KEYMAP}.{action}")
    wished.pop(action, None)
    others = keymap.checked(wished).trouble
    if typed is not None:
        wished[action] = tuple(key for key in map(str.strip, typed.split(",")) if key) or ((",",) if typed else ())
    trouble = {one: why for one, why in keymap.checked(wished).trouble.items() if one not in others}
    if trouble:
        told = " ".join(why if one == action else f"{KEYMAP}.{one}: {why}" for one, why in trouble.items())
        raise LingkarError(f"{KEYMAP}.{action}: {told} " + _("Nothing was changed."))
    return wished


def _unknown(name: str) -> LingkarError:
    return LingkarError(
        _("There is no setting {name}. `lingkar settings` shows all of them.").format(name=quoted(name))
    )


def _none_of(name: str, typed: str, choices: list[str]) -> LingkarError:
    told = _("{name}: {given} is not known; it can be {choices}. Nothing was changed.")
    return LingkarError(told.format(name=name, given=quoted(typed, 40), choices=", ".join(choices)))
