"""The settings that stand in a plain file beside the book, `settings.toml`, for the program and for the hand.

A line that cannot be understood is told with its number and leaves the setting as usual; the program never writes over
what it could not read. Remarks and the order of a hand stay when the program changes a line.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from store.errors import NotSaved, Refused
from store.language import N_, _
from store.language.system import why_refused
from store.model.record import problems_of
from store.settings import IN_THE_BOOK, Settings
from store.vault import disk

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Item, Table

    ItemT = TypeVar("ItemT", bound=Item)
    Group = TOMLDocument | Table

NAME = "settings.toml"

FIELDS = tuple(name for name in Settings.model_fields if name not in IN_THE_BOOK)
"""What may stand in the file, in the order in which the program writes it."""

HEAD = (
    N_("The settings of this casebook. Change them in the program (ctrl+p, settings) or here."),
    N_("What does not stand here is as usual. `lingkar settings` shows everything and its lines in this file."),
)
REMARKS = {
    "language": N_('"id" or "en"; "" for the language of the system'),
    "theme": N_("the colours; `lingkar settings theme` lists their names"),
    "show_names": N_("true: cards show the real names of clients beside their aliases"),
    "hints": N_("false: the program does not say any more which key does what"),
    "lock_after": N_("minutes without a key until the book locks; 0: never"),
    "limits": N_("days that something may wait before the daily review speaks of it"),
    "card_order": N_('the order of the cards in a column: "urgency", "phase_age", "code", "alias"'),
    "packet_folder": N_("the folder in which packets are written"),
    "packet_format": N_('the usual format of a packet: "pdf", "docx", "html", "md"'),
    "import_folder": N_("the folder in which the last table lay that was brought in"),
    "keymap": N_('other keys for commands, such as  note = "N"  or  advance = ["a", "shift+right"]'),
}

_PART = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_DOTTED = rf"({_PART}(?:\s*\.\s*{_PART})*)"
_HEADER = re.compile(rf"\s*\[\[?\s*{_DOTTED}\s*\]\]?\s*(#.*)?$")
_LINE = re.compile(rf"\s*{_DOTTED}\s*=")
_SPOT = re.compile(r"at line (\d+), column (\d+)")


class Found(NamedTuple):
    """What stands in the file.

    Attributes:
        values: of the fields of `Settings`, those that fit; limits as they are written, one by one.
        trouble: a sentence for each line that does not, with its number.
        unreadable: the sentence when the whole file is none; else empty.
    """

    values: Mapping[str, Any]
    trouble: tuple[str, ...] = ()
    unreadable: str = ""


def read(folder: Path) -> Found:
    """Read the file beside a book; where there is none, nothing is set. Never fails.

    Args:
        folder: the book.
    """
    path = folder / NAME
    try:
        text = path.read_bytes().decode("utf-8-sig")
        import tomllib  # most books have no such file, and each start looks

        given = tomllib.loads(text)
    except FileNotFoundError:
        return Found({})
    except (OSError, ValueError, RecursionError) as error:
        sentence = _("{file} cannot be read ({why}). All settings in it are as usual until it is mended.")
        told = sentence.format(file=path, why=_why_unreadable(error))
        return Found({}, (told,), told)
    return _sound(text, given)


def lines(folder: Path) -> dict[tuple[str, ...], int]:
    """In which line each setting stands that counts, by its names from the outside inwards.

    Args:
        folder: the book.
    """
    values = read(folder).values
    if not values:
        return {}
    text = (folder / NAME).read_bytes().decode("utf-8-sig")
    return {path: line_of(text, path) for path, _value in leaves(values)}


def leaves(values: Mapping[str, Any], around: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each value of a document with its names from the outside inwards; a list is one value."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from leaves(value, (*around, name))
        else:
            yield (*around, name), value


def merged(below: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """One document laid over another, table by table."""
    both = dict(below)
    for name, value in over.items():
        before = both.get(name)
        both[name] = merged(before, value) if isinstance(before, Mapping) and isinstance(value, Mapping) else value
    return both


def write(folder: Path, changes: Mapping[str, Any]) -> None:
    """Set some settings in the file; everything else in it stays as it is written.

    Args:
        folder: the book.
        changes: fields of `FIELDS` in JSON types.

    Raises:
        Refused: what stands in the file cannot be read, and so not be kept.
        NotSaved: the disk refused; the file is as it was.
    """
    found = read(folder)
    if found.unreadable:
        raise Refused(found.unreadable)
    path = folder / NAME
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else _new_text()
        disk.publish(path, _changed(text, found.values, changes).encode())
    except _NotChanged:
        raise Refused(
            _("{file} is written in a way in which the program cannot change it. Nothing was changed; change it by "
              "hand.").format(file=path)
        ) from None  # fmt: skip
    except OSError as error:
        raise NotSaved(
            _("The settings could not be saved: {why}. They are as before.").format(why=why_refused(error))
        ) from error


def line_of(text: str, path: tuple[str, ...]) -> int:
    """In which line of the file something stands, from 1; the line of the table around it, or else 1.

    Args:
        text: the file.
        path: the names from the outside inwards.
    """
    best, nearest = 1, 0
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            names = table
        elif key := _LINE.match(line):
            names = (*table, *_parts(key[1]))
        else:
            continue
        depth = len(names)
        if nearest < depth <= len(path) and names == path[:depth]:
            best, nearest = number, depth
    return best


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))


def _why_unreadable(error: Exception) -> str:
    if isinstance(error, OSError):
        return why_refused(error)
    if isinstance(error, UnicodeDecodeError):
        return _("it is not UTF-8 text")
    if spot := _SPOT.search(str(error)):
        return _("line {line}, column {column} is not written as TOML wants it").format(line=spot[1], column=spot[2])
    return _("it ends before it should")


def _sound(text: str, given: dict[str, Any]) -> Found:
    """What fits, and what is wrong with the rest. Of a table the parts that fit are taken."""
    values: dict[str, Any] = {}
    trouble = []
    for name, value in given.items():
        if name not in FIELDS:
            trouble.append(_at_line(text, (name,), _("there is no setting {name}").format(name=name)))
            continue
        while problems := _problems(name, value):
            found = [(_stands_at(value, path[1:]), sentence) for path, sentence in problems]
            trouble += [_at_line(text, (name, *path), sentence) for path, sentence in found]
            wrong = {path for path, _sentence in found}
            if () in wrong:
                break
            value = _without(value, wrong)
        else:
            values[name] = value
    return Found(values, tuple(dict.fromkeys(trouble)))


def _problems(name: str, value: Any) -> list[tuple[tuple[str, ...], str]]:
    usual = _usual().get(name)
    if not (isinstance(usual, dict) and isinstance(value, dict)):
        return problems_of(Settings, {name: value})
    unknown = [path for path, _value in leaves(value) if not _is_in(usual, path)]
    told = [((name, *path), _("there is no setting {name}").format(name=".".join((name, *path)))) for path in unknown]
    return told or problems_of(Settings, {name: merged(usual, value)})


def _is_in(usual: Any, path: tuple[str, ...]) -> bool:
    for part in path:
        if not (isinstance(usual, dict) and part in usual):
            return False
        usual = usual[part]
    return True


def _stands_at(value: Any, path: tuple[str, ...]) -> tuple[str, ...]:
    """As much of a path as is written there: what is wrong may follow from the rest, which is as usual."""
    depth = 0
    while depth < len(path) and isinstance(value, dict) and path[depth] in value:
        value = value[path[depth]]
        depth += 1
    return path[:depth]


def _without(value: dict[str, Any], paths: set[tuple[str, ...]], around: tuple[str, ...] = ()) -> dict[str, Any]:
    kept = {name: inner for name, inner in value.items() if (*around, name) not in paths}
    return {
        name: _without(inner, paths, (*around, name)) if isinstance(inner, dict) else inner
        for name, inner in kept.items()
    }


@cache
def _usual() -> dict[str, Any]:
    return Settings().document()


def told_at(folder: Path, path: tuple[str, ...], told: str) -> str:
    """What is wrong with a setting that only the program around the book can judge, with its line in the file.

    Args:
        folder: the book.
        path: its names from the outside inwards.
        told: a sentence.
    """
    try:
        text = (folder / NAME).read_bytes().decode("utf-8-sig")
    except (OSError, ValueError):
        return told
    return _at_line(text, path, told)


def _at_line(text: str, path: tuple[str, ...], told: str) -> str:
    sentence = _("{file}, line {line}, {name}: {told} It counts for nothing; the file stays as it is.")
    return sentence.format(file=NAME, line=line_of(text, path), name=".".join(path), told=told.rstrip(".") + ".")


class _NotChanged(Exception):
    """The changed text would not say what it should."""


def _changed(text: str, counted: Mapping[str, Any], changes: Mapping[str, Any]) -> str:
    """The text with some settings set, all else as it is written.

    Args:
        text: the file.
        counted: what of it counts.
        changes: see `write`.

    Raises:
        _NotChanged: it would not read back so.
    """
    meant = {**merged(_usual(), counted), **changes}
    for kind in ("table", "inline_table"):  # where a hand wrote `limits.review = 60`, only the other kind has a place
        with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
            changed, now = _tried(text, counted, changes, kind)
            if all(now.get(name, {}) == value for name, value in meant.items()):
                return changed
    raise _NotChanged


def _tried(
    text: str, counted: Mapping[str, Any], changes: Mapping[str, Any], kind: str
) -> tuple[str, Mapping[str, Any]]:
    """The changed text, and how it reads."""
    import tomllib

    import tomlkit  # only when a setting is changed

    document = tomlkit.parse(text)
    for name in FIELDS:
        if name in changes:
            _set(document, name, changes[name], _usual().get(name), counted.get(name), kind)
    changed = tomlkit.dumps(document)
    return changed, merged(_usual(), _sound(changed, tomllib.loads(changed)).values)


def _new_text() -> str:
    return "".join(f"# {_(line)}\n" for line in HEAD)


def _set(table: "Group", name: str, value: Any, usual: Any, counted: Any, kind: str) -> None:
    """Set one of them, a table line by line, so that what a hand wrote stays. What is as usual is not written anew."""
    import tomlkit

    if value == usual and (name not in table or counted is None):  # a wrong line counts for nothing, and stays
        return
    if isinstance(value, dict):
        inner = table.get(name)
        if not isinstance(inner, dict):
            inner = _remarked(getattr(tomlkit, kind)(), name if kind == "table" else "")
            table[name] = inner
        counted = counted or {}
        for gone in [key for key in inner if key not in value and key in counted]:
            del inner[gone]
        for key, one in value.items():
            _set(cast("Table", inner), key, one, (usual or {}).get(key), counted.get(key), kind)
    elif name not in table:
        table[name] = _remarked(tomlkit.item(value), name)
    elif table[name] != value:
        table[name] = value


def _remarked(item: "ItemT", name: str) -> "ItemT":
    if name in REMARKS:
        item.comment(_(REMARKS[name]))
    return item
