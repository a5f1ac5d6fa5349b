"""The manual as text: its topics, and what stands in them, in the language in use. What it looks like is elsewhere.

It is written as Markdown, one file a topic and a language, of which only a little is used: a title, heads, paragraphs,
lists, examples, `code` and **weight**. Keys are never typed into it: `{key:advance}` becomes the key of that command,
`{keys:board}` on a line of its own a table of the keys of a place, so that a key that was changed is right there too.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from store.language import current
from tui.commands import BY_ACTION, Command, commands_for
from tui.commands.command import Where
from tui.commands.table import from_palette

FOLDER = Path(__file__).with_name("manual")
TOPICS = (
    "start", "board", "case", "notes", "review", "goals", "people", "supervision", "finding", "inout", "safety",
    "privacy", "lost", "trouble", "settings", "commands", "data", "format",
)  # fmt: skip
"""The topics by their names, in the order in which one would read them."""


class Kind(Enum):
    """What a piece of a page is."""

    HEAD = auto()
    TEXT = auto()
    ITEM = auto()
    EXAMPLE = auto()
    GROUP = auto()
    KEY = auto()


class Weight(Enum):
    """How a run of text stands in its piece."""

    PLAIN = auto()
    CODE = auto()
    STRONG = auto()


Run = tuple[str, Weight]


class Piece(NamedTuple):
    """A head, a paragraph, an item of a list, a line of an example; or a row of a table of keys, with two runs."""

    kind: Kind
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(text for text, _weight in self.runs)


class Page(NamedTuple):
    """A topic of the manual.

    Attributes:
        name: of the topic.
        title: in the language in use.
        pieces: what stands in it.
    """

    name: str
    title: str
    pieces: tuple[Piece, ...]


def page(name: str) -> Page:
    """A topic, in the language and with the keys in use."""
    title, text = _source(name, current())
    return Page(name, title, tuple(_pieces(text)))


def title_of(name: str) -> str:
    """The title of a topic, in the language in use."""
    return _source(name, current())[0]


@cache
def _source(name: str, language: str) -> tuple[str, str]:
    """The title and the rest of the file; in English where a language has no such page yet."""
    file = FOLDER / language / f"{name}.md"
    file = file if file.is_file() else FOLDER / "en" / file.name
    head, _line, text = file.read_text(encoding="utf-8").partition("\n")
    return head.removeprefix("# ").strip(), text


def _pieces(text: str) -> Iterator[Piece]:
    in_example = False
    block: list[str] = []
    for line in [*text.splitlines(), ""]:
        is_fence = line.startswith("```")
        starts = is_fence or in_example or not line or line.startswith(("#", "- ", "{keys:"))
        if starts and block:
            yield _joined(block)
            block = []
        if is_fence:
            in_example = not in_example
        elif in_example:
            yield Piece(Kind.EXAMPLE, ((line, Weight.CODE),))
        elif line.startswith("#"):
            yield Piece(Kind.HEAD, tuple(_runs(line.lstrip("# "))))
        elif match := _KEYS.fullmatch(line):
            yield from _rows(command for command in commands_for(Where(match[1])) if command.keys)
        elif line:
            block.append(line)


def _joined(lines: list[str]) -> Piece:
    text = " ".join(line.strip() for line in lines)
    is_item = text.startswith("- ")
    return Piece(Kind.ITEM if is_item else Kind.TEXT, tuple(_runs(text.removeprefix("- "))))


_KEYS = re.compile(r"\{keys:(\w+)\}")
_RUN = re.compile(r"`(?P<code>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*")
_PLACE = re.compile(r"\{(key|all|name):(\w+)\}")


def _runs(text: str) -> Iterator[Run]:
    """Text in its weights. What is filled in is never read as a sign of them: a key may be one."""
    at = 0
    for match in _RUN.finditer(text):
        if match.start() > at:
            yield filled(text[at : match.start()]), Weight.PLAIN
        code, strong = match["code"], match["strong"]
        yield (filled(code), Weight.CODE) if code else (filled(strong), Weight.STRONG)
        at = match.end()
    if at < len(text):
        yield filled(text[at:]), Weight.PLAIN


def filled(text: str) -> str:
    """A text with the keys and the names of commands in use."""
    return _PLACE.sub(lambda match: _shown(match[1], BY_ACTION[match[2]]), text)


def _shown(what: str, command: Command) -> str:
    """`key`: its first key, or how the palette finds it; `all`: all its keys; `name`: its name in the palette."""
    if what == "name":
        return command.help
    if not command.keys:
        return from_palette(command.action)
    return command.shown_keys if what == "all" or command.is_numbered else command.shown_key


def table(commands: Iterable[Command]) -> tuple[Piece, ...]:
    """A table of keys: the commands in their order, under the heads of their groups."""
    return tuple(_rows(commands))


def _rows(commands: Iterable[Command]) -> Iterator[Piece]:
    for group, members in groupby(commands, key=lambda command: command.group):
        yield Piece(Kind.GROUP, ((group, Weight.STRONG),))
        for command in members:
            yield Piece(Kind.KEY, ((command.shown_keys, Weight.CODE), (command.help, Weight.PLAIN)))
