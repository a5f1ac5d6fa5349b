"""What the vault tells its caller (changes, transactions, reports), and the JSON of one transaction inside a frame.

Plain values only; nothing here reads or writes a file.
"""

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from store.errors import BookDamaged
from store.language import _

Document = dict[str, Any]
"""A stored document: JSON values only."""

Change = tuple[str, int, Document | None]
"""Table, document id, and the whole new document; None if it was removed."""

RawChange = tuple[str, int | None, bytes | None]
"""The same before it is written: no id for a document that is new, and the document as JSON."""


class DocChange(NamedTuple):
    """What a transaction did to one document. The documents are the stored ones: not to be mutated.

    Attributes:
        table: The name of its table.
        id: Its TinyDB document id.
        before: The document before; None if there was none.
        after: The document after; None if it was removed.
    """

    table: str
    id: int
    before: Document | None
    after: Document | None


class Transaction(NamedTuple):
    """One transaction that is durable.

    Attributes:
        seq: Its number; the first of a book is 1, and the numbers go on across generations.
        act: The label it was given, as JSON gives it back.
        at: When it was committed, ISO 8601 in UTC.
        changes: What it did, each document at most once.
    """

    seq: int
    act: Any
    at: str
    changes: tuple[DocChange, ...]


class OpeningReport(NamedTuple):
    """What was met when a book was opened.

    Attributes:
        generation: The number of the generation that was opened.
        frames: How many transactions were replayed from its log.
        seq: The number of the last transaction of the book; 0 if there was none yet.
        last_at: When the last transaction, or else the generation, was written; ISO 8601 in UTC.
        torn: Where an unfinished write at the end of the log was set aside; None if there was none, if it
            could not be set aside (full disk; it then stays where it is), or when reading only.
        torn_bytes: Its length.
        healed: Whether the snapshot was damaged or missing and was rebuilt, without loss, from the generation before.
        key_found: Whether the key file was damaged or missing, and its copy in a log was taken.
    """

    generation: int
    frames: int
    seq: int
    last_at: str
    torn: Path | None = None
    torn_bytes: int = 0
    healed: bool = False
    key_found: bool = False


def summed(fields: dict[str, Any]) -> dict[str, Any]:
    """Add a checksum to what is kept in the clear, so that damage is known as such."""
    bare = {name: value for name, value in fields.items() if name != "sum"}
    content = orjson.dumps(bare, option=orjson.OPT_SORT_KEYS)
    return {**bare, "sum": hashlib.blake2b(content, digest_size=16).hexdigest()}


def is_whole(fields: dict[str, Any]) -> bool:
    """Whether the checksum of `summed` fits."""
    return "sum" in fields and fields == summed(fields)


class Written(NamedTuple):
    """A document as it was written: the value that reading it back gives, and the JSON it is read from."""

    document: Document
    raw: bytes


def written(document: Any) -> Written:
    """Take a document in: what memory keeps is what the disk will give back, and nothing the caller still holds.

    Args:
        document: Anything that JSON can hold.

    Returns:
        The document and its JSON.

    Raises:
        TypeError: JSON cannot hold it.
    """
    return read_back(orjson.dumps(document))


def read_back(raw: bytes) -> Written:
    """Take in a document that is JSON already."""
    return Written(orjson.loads(raw), raw)


def pack(act: Any, at: str, changes: list[tuple[str, int, Written | None]]) -> bytes:
    """Make the payload of a frame.

    Args:
        act: The label.
        at: The time, ISO 8601.
        changes: Table, document id, new document.

    Returns:
        JSON.
    """
    rows = [(table, id, None if new is None else orjson.Fragment(new.raw)) for table, id, new in changes]
    return orjson.dumps({"act": act, "at": at, "changes": rows})


def unpack(payload: bytes) -> tuple[Any, str, list[Change]]:
    """Read the payload of a frame.

    Args:
        payload: What `pack` made.

    Returns:
        The label, the time and the changes.

    Raises:
        BookDamaged: It is not such a payload, although its seal is whole.
    """
    try:
        fields = orjson.loads(payload)
        return fields["act"], fields["at"], [(table, id, new) for table, id, new in fields["changes"]]
    except (ValueError, KeyError, TypeError) as error:
        raise BookDamaged(
            _(
                "A change in the log of the book is whole but cannot be understood ({why}). Nothing on the disk was "
                "changed. Copy the folder to a safe place and go on from a backup."
            ).format(why=error)
        ) from error
