"""The generations of a book in its folder: finding, reading, rebuilding and publishing them.

Generation 12 is `0000000012.json`, a snapshot that stock TinyDB opens (`.json.age` when encrypted: the same inside an
age file), and `0000000012.log`, the transactions since. The name of the log appears last and says that the generation
is complete. Its first frame carries the SHA-256 of the snapshot and the tag of the last frame of the generation before,
so the chain runs through all generations: a lost snapshot can be rebuilt from the one before plus a log that is
provably complete. Before its frames a log has a head, one line of JSON: when it was begun, under which key, and a copy
of the key file. The head is never needed to read a book; it is for rescue, and for throwing old generations away.
"""

import contextlib
import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from store.errors import BookDamaged
from store.language import _

from . import disk, frames, snapshots
from .keys import Key
from .log import Log
from .memory import Memory, Table
from .records import is_whole, summed, unpack

HEAD_SIZE = 8192
"""A head is shorter than this many bytes."""

Progress = Callable[[int, int], None]
"""Is told how much is done, and of how much."""

_NAME = re.compile(r"(\d{10})\.(json|json\.age|log)")


class Loaded(NamedTuple):
    """A generation as it was read.

    Attributes:
        number: Its number.
        tables: The documents of its snapshot; none if they were not asked for.
        scan: The frames of its log; the first one describes the snapshot.
        tail: What lies behind the last whole frame.
        snapshot_size: The length of the snapshot in bytes.
        rebuilt: Whether the snapshot had to be rebuilt from the generation before.
    """

    number: int
    tables: dict[str, Table]
    scan: frames.Scan
    tail: bytes
    snapshot_size: int
    rebuilt: bool


def snapshot_path(folder: Path, number: int, key: Key) -> Path:
    """Name the snapshot of a generation."""
    return folder / f"{number:010d}{key.suffix}"


def log_path(folder: Path, number: int) -> Path:
    """Name the log of a generation."""
    return folder / f"{number:010d}.log"


def numbers(folder: Path) -> list[int]:
    """Number every generation of which a file is there, complete or not, the oldest first."""
    return sorted({int(match[1]) for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))})


def complete(folder: Path) -> list[int]:
    """Number the complete generations, the oldest first."""
    return [number for number in numbers(folder) if log_path(folder, number).exists()]


def now() -> str:
    """Tell the time as frames carry it: ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def read_head(folder: Path, number: int) -> dict[str, Any]:
    """Read the head of a log.

    Args:
        folder: The book.
        number: The generation.

    Returns:
        Its fields; none if it is damaged or the log older than heads are.
    """
    try:
        with log_path(folder, number).open("rb") as file:
            fields = orjson.loads(file.read(HEAD_SIZE).partition(b"\n")[0])
    except (OSError, ValueError):
        return {}
    return fields if isinstance(fields, dict) and is_whole(fields) else {}


def heads(folder: Path) -> dict[int, dict[str, Any]]:
    """Read the heads of all complete generations, the oldest first."""
    return {number: read_head(folder, number) for number in complete(folder)}


def is_of(head: dict[str, Any], key: Key) -> bool:
    """Whether a log is closed with a key, or does not say with which."""
    return bool(head.get("of", key.name) == key.name)


def make_head(key: Key, key_file: dict[str, Any] | None, begun: str) -> bytes:
    """Make the head of a log.

    Args:
        key: Closes the frames behind it.
        key_file: The content of the key file; None in an archive, whose book has it.
        begun: When the generation was begun, ISO 8601.
    """
    fields: dict[str, Any] = {"lingkar": 1, "begun": begun, "of": key.name}
    if key_file is not None:
        fields["key"] = key_file
    line = orjson.dumps(summed(fields))
    return line + b" " * (-(len(line) + 1) % frames.ALIGNMENT) + b"\n"


def of_key(folder: Path, key: Key) -> list[int]:
    """Number the complete generations that are closed with a key, or do not say with which, the oldest first.

    Others are there only while a book gets a passphrase or loses it, or when that was interrupted.
    """
    return [number for number, head in heads(folder).items() if is_of(head, key)]


def newest(folder: Path, key: Key) -> int | None:
    """Number the newest complete generation that is closed with a key; None if there is none."""
    return next((n for n in reversed(complete(folder)) if is_of(read_head(folder, n), key)), None)


def load(
    folder: Path,
    key: Key,
    number: int,
    *,
    documents: bool = True,
    unread: bool = False,
    progress: Progress | None = None,
) -> Loaded:
    """Read a generation without changing anything.

    Args:
        folder: The book.
        key: Opens its frames and its snapshot.
        number: Which generation.
        documents: Whether to read the snapshot.
        unread: Whether its rows stay as text until somebody looks at them.
        progress: Is told how far reading the snapshot is.

    Returns:
        Its snapshot and its frames, which are not applied yet.

    Raises:
        BookDamaged: The log has a bad frame before good ones, or neither the snapshot nor a way to rebuild it is left.
        FileNotFoundError: There is no such log.
    """
    data = log_path(folder, number).read_bytes()
    scan = frames.scan(key.seal, key.context(number), data)
    if scan.frames and not _is_description(scan.frames[0]):
        scan = frames.Scan((), 0, scan.size, len(scan.frames) + scan.after)
    if not scan.frames or scan.after:
        raise BookDamaged(_damaged_log(log_path(folder, number), scan))
    if not documents:
        return Loaded(number, {}, scan, data[scan.end :], 0, rebuilt=False)
    tables, size = _read_snapshot(folder, key, number, scan.frames[0], progress, unread)
    rebuilt = tables is None
    if tables is None:
        tables = _rebuild(folder, key, number, scan.frames[0])
    return Loaded(number, tables, scan, data[scan.end :], size, rebuilt)


def replayed(loaded: Loaded) -> Memory:
    """The documents of a generation with its transactions made."""
    memory = Memory(loaded.tables)
    for frame in loaded.scan.frames[1:]:
        memory.apply(unpack(frame.payload)[2])
    return memory


def _damaged_log(path: Path, scan: frames.Scan) -> str:
    before = max(len(scan.frames) - 1, 0)
    return _(
        "The log {file} of the book is damaged at change {number} (byte {byte} of {size}). {before} changes before it "
        "and {after} after it can be read. Nothing on the disk was changed. Copy the folder to a safe place; then "
        "`lingkar salvage` keeps what can be read."
    ).format(file=path, number=before + 1, byte=scan.end, size=scan.size, before=before, after=scan.after)


def _is_description(frame: frames.Frame) -> bool:
    return describe(frame) is not None


def describe(frame: frames.Frame) -> dict[str, str] | None:
    """Read the frame that begins a log: the SHA-256 of the snapshot and when it was made; None if it is another one."""
    fields = orjson.loads(frame.payload)
    return {"snapshot": fields["snapshot"], "at": fields["at"]} if "snapshot" in fields else None


def fits(first: frames.Frame, snapshot: bytes) -> bool:
    """Whether a snapshot, as it lies on the disk, is the one that the first frame of its log describes."""
    description = describe(first)
    return description is not None and hashlib.sha256(snapshot).hexdigest() == description["snapshot"]


def last_time(scan: frames.Scan) -> str:
    """Tell when the last frame of a log was written, ISO 8601."""
    last = scan.frames[-1]
    description = describe(last)
    return description["at"] if description else unpack(last.payload)[1]


def _read_snapshot(
    folder: Path,
    key: Key,
    number: int,
    first: frames.Frame,
    progress: Progress | None = None,
    unread: bool = False,
) -> tuple[dict[str, Table] | None, int]:
    try:
        data = snapshot_path(folder, number, key).read_bytes()
    except PermissionError:
        raise
    except OSError:  # lost, or on a part of the disk that cannot be read
        return None, 0
    if not fits(first, data):
        return None, len(data)
    size, tell = len(data), progress or _nobody
    content = key.open(data, lambda done: tell(done, 2 * size))
    opened = 0 if content is data else size  # what is not encrypted is open at once
    del data  # which is as much again, before the documents are made
    return snapshots.parse(content, lambda done: tell(opened + done, opened + len(content)), unread), size


def _nobody(_done: int, _of: int) -> None:
    """Nobody wants to know."""


def lost_end(folder: Path, number: int, scan: frames.Scan) -> str:
    """Say that an older log does not read up to where the next generation goes on."""
    return _("The log {file} of an older generation is damaged from byte {byte} of {size} on.").format(
        file=log_path(folder, number), byte=scan.end, size=scan.size
    )


def lost_snapshot(folder: Path, number: int, key: Key) -> str:
    """Say that a snapshot is not as it was written, but nothing is lost."""
    return _(
        "The snapshot {file} is damaged or missing; what it held can be rebuilt from the generation before."
    ).format(file=snapshot_path(folder, number, key))


def _rebuild(folder: Path, key: Key, number: int, first: frames.Frame) -> dict[str, Table]:
    """Make the tables of a lost snapshot from a generation before, following the chain up to where it began."""
    for candidate in reversed([older for older in complete(folder) if older < number]):
        data = log_path(folder, candidate).read_bytes()
        chain = frames.scan(key.seal, key.context(candidate), data).frames
        # Frames behind the one the snapshot was made from were never acknowledged (a failed flush): they do not count.
        last = next((at for at, frame in enumerate(chain) if frame.tag == first.previous), None)
        if last is not None:
            tables, _size = _read_snapshot(folder, key, candidate, chain[0])
            memory = Memory(_rebuild(folder, key, candidate, chain[0]) if tables is None else tables)
            for frame in chain[1 : last + 1]:
                memory.apply(unpack(frame.payload)[2])
            return memory.tables
    raise BookDamaged(
        _(
            "The snapshot {file} of the book is damaged or missing, and the generations before it do not reach up to "
            "it. Nothing on the disk was changed. Copy the folder to a safe place; then `lingkar salvage` keeps what "
            "can be read."
        ).format(file=snapshot_path(folder, number, key))
    )


def publish(
    folder: Path, key: Key, key_file: dict[str, Any] | None, tables: dict[str, Table], seq: int, tag: bytes
) -> tuple[Log, int]:
    """Write a new generation. The appearance of its log is the moment at which it counts.

    Args:
        folder: The book.
        key: Closes its snapshot and its frames.
        key_file: The content of the key file, for the head of the log; None in an archive.
        tables: All documents.
        seq: The number of the last transaction.
        tag: The tag of the last frame.

    Returns:
        The new log, open, and the length of the snapshot in bytes.

    Raises:
        OSError: It could not be written. The name of the log may be there nevertheless.
    """
    # A number of which a trace is left is never used again, so nothing is ever written over.
    number = max(numbers(folder), default=0) + 1
    snapshot = key.close(snapshots.write(tables))
    disk.publish(snapshot_path(folder, number, key), snapshot)
    begun = now()
    payload = orjson.dumps({"snapshot": hashlib.sha256(snapshot).hexdigest(), "at": begun})
    first, new_tag = frames.encode(key.seal, key.context(number), seq, tag, payload)
    data = make_head(key, key_file, begun) + first
    try:
        disk.publish(log_path(folder, number), data)
    except BaseException:
        if not log_path(folder, number).exists():
            with contextlib.suppress(OSError):
                disk.remove(snapshot_path(folder, number, key))
        raise
    return Log(log_path(folder, number), key, number, seq, new_tag, len(data)), len(snapshot)


def set_aside(folder: Path, number: int, tail: bytes) -> Path:
    """Keep what an interrupted write left at the end of a log.

    Args:
        folder: The book.
        number: The generation.
        tail: The bytes.

    Returns:
        The file they are in.
    """
    path = folder / f"{number:010d}.torn"
    count = 1
    # The same bytes again: the program was stopped after setting them aside and before cutting them off.
    while path.exists() and path.read_bytes() != tail:
        count += 1
        path = folder / f"{number:010d}-{count}.torn"
    disk.publish(path, tail)
    return path
