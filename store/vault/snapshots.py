"""The content of a snapshot: a JSON object of tables that stock TinyDB opens, with each row on a line of its own.

The lines are what lets a long snapshot be read in pieces. What Python does with hundreds of megabytes in one call holds
up every other thread, and with it the screen, even when it is done in a worker. Snapshots of the first
days have no lines and are read whole.
"""

import re
from collections.abc import Callable, Iterator

import orjson

from store.lasting import made_to_last

from .memory import Table, lines
from .records import Document
from .unread import PlainText, UnreadTable

EMPTY = b"{}"

PIECE = 256 * 1024
"""So many bytes are read at once, and what is left of the row they end in: about two milliseconds."""

LARGE = 8 * 1024 * 1024
"""From so many bytes on, looking through what was read takes longer than a key may wait."""

_HEAD, _FOOT = b'":{\n', b"\n}"
_FOOT_AT = re.compile(_FOOT)  # looks for the rare first byte, where `find` goes by the last one: three times as quick


def write(tables: dict[str, Table]) -> bytes:
    """Make the content of a snapshot.

    The JSON of orjson has no line ends of its own: in a text they are written as two characters.
    """
    return b"{" + b",\n".join(_lines(name, table) for name, table in tables.items()) + b"}"


def _lines(name: str, table: Table) -> bytes:
    rows = b",\n".join(b'"%d":%b' % line for line in lines(table))
    return orjson.dumps(name) + _HEAD[1:] + rows + _FOOT


def parse(content: bytes, told: Callable[[int], None] | None = None, unread: bool = False) -> dict[str, Table]:
    """The tables in the content of a snapshot.

    Args:
        content: What `write` made, or JSON of the same meaning in another form.
        told: Is told how many bytes were gone through.
        unread: Whether rows that have lines of their own stay as text until somebody looks at them. What is not JSON
            is met only then.

    Raises:
        ValueError: It is none.
    """
    with made_to_last(are_many=len(content) >= LARGE):
        try:
            if _HEAD in content[:1024]:
                return dict(_tables(content, told, unread))
            return {name: _numbered(table) for name, table in orjson.loads(content).items()}
        except AttributeError as error:
            raise ValueError("no tables") from error


def _tables(content: bytes, told: Callable[[int], None] | None, unread: bool) -> Iterator[tuple[str, Table]]:
    at = 1  # behind the opening bracket, and then behind what parts one table from the next
    while at < len(content):
        head = content.index(_HEAD, at)
        name = orjson.loads(content[at : head + 1])
        table: dict[int, Document] = {}
        text = PlainText(content) if unread else None
        start, foot = head + len(_HEAD), None
        while foot is None:
            # Looked for no farther than needed: looking through all of a long content is one such long call, too.
            stop = content.find(b"\n", start + PIECE) + 1 or len(content)
            foot = _FOOT_AT.search(content, start, stop + 1)
            if foot is not None:
                stop = foot.start()
            if text is not None:
                text.find(start, stop)
            else:
                table |= _numbered(orjson.loads(b"{%b}" % content[start:stop].rstrip(b",\n")))
            if stop == len(content):
                raise ValueError("cut off")
            start = stop
            if told is not None:
                told(stop)
        yield name, table if text is None else UnreadTable(text)
        at = foot.end() + 2
    if not content.endswith(b"\n}}"):
        raise ValueError("cut off")


def _numbered(table: dict[str, Document]) -> dict[int, Document]:
    return {int(id): row for id, row in table.items()}
