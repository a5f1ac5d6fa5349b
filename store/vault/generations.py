"""The generations of a book in its folder: finding, reading, rebuilding, publishing and pruning them.

Generation 12 is `0000000012.json`, a snapshot that stock TinyDB opens, and `0000000012.log`, the transactions since.
The name of the log appears last and says that the generation is complete. Its first frame carries the SHA-256 of the
snapshot and the tag of the last frame of the generation before, so the chain runs through all generations: a lost
snapshot can be rebuilt from the one before plus a log that is provably complete.
"""

import contextlib
import gc
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from store.errors import BookDamaged
from store.language import _

from . import disk, frames
from .log import Log
from .memory import Memory, Table
from .records import unpack
from .seal import Seal

KEEP = 10
EMPTY_SNAPSHOT = b"{}"
_UNFINISHED = re.compile(r"(\d{10}.*|key\.json)" + re.escape(disk.TEMPORARY))
_NAME = re.compile(r"(\d{10})\.(json|log)")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A generation as it was read.

    Attributes:
        number: Its number.
        tables: The documents of its snapshot.
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


def snapshot_path(folder: Path, number: int) -> Path:
    """Name the snapshot of a generation."""
    return folder / f"{number:010d}.json"


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


def load(folder: Path, seal: Seal, number: int) -> Loaded:
    """Read a generation without changing anything.

    Args:
        folder: The book.
        seal: Opens its frames.
        number: Which generation.

    Returns:
        Its snapshot and its frames, which are not applied yet.

    Raises:
        BookDamaged: The log has a bad frame before good ones, or neither the snapshot nor a way to rebuild it is left.
        FileNotFoundError: There is no such log.
    """
    data = log_path(folder, number).read_bytes()
    scan = frames.scan(seal, frames.context(number), data)
    if not scan.frames or scan.after:
        raise BookDamaged(_damaged_log(log_path(folder, number), scan))
    tables, size = _read_snapshot(folder, number, scan.frames[0])
    rebuilt = tables is None
    if tables is None:
        tables = _rebuild(folder, seal, number, scan.frames[0])
    return Loaded(number, tables, scan, data[scan.end :], size, rebuilt)


def _damaged_log(path: Path, scan: frames.Scan) -> str:
    before = max(len(scan.frames) - 1, 0)
    return _(
        "The log {file} of the book is damaged at change {number} (byte {byte} of {size}). {before} changes before it "
        "and {after} after it can be read. Nothing on the disk was changed. Copy the folder to a safe place before you "
        "try anything else."
    ).format(file=path, number=before + 1, byte=scan.end, size=scan.size, before=before, after=scan.after)


def _describe(first: frames.Frame) -> dict[str, Any]:
    """Read the first frame of a log."""
    try:
        fields: dict[str, Any] = orjson.loads(first.payload)
        return {"snapshot": str(fields["snapshot"]), "at": str(fields["at"])}
    except (ValueError, KeyError, TypeError) as error:
        raise BookDamaged(
            _(
                "The log of the book does not begin with the description of its snapshot: its first part is missing. "
                "Nothing on the disk was changed. Copy the folder to a safe place before you try anything else."
            )
        ) from error


def last_time(scan: frames.Scan) -> str:
    """Tell when the last frame of a log was written, ISO 8601."""
    last = scan.frames[-1]
    return str(_describe(last)["at"]) if len(scan.frames) == 1 else unpack(last.payload)[1]


def _read_snapshot(folder: Path, number: int, first: frames.Frame) -> tuple[dict[str, Table] | None, int]:
    expected = _describe(first)["snapshot"]
    try:
        data = snapshot_path(folder, number).read_bytes()
    except FileNotFoundError:
        return None, 0
    if hashlib.sha256(data).hexdigest() != expected:
        return None, len(data)
    with _collector_paused():
        content = orjson.loads(data)
        return {name: {int(id): row for id, row in table.items()} for name, table in content.items()}, len(data)


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """Make many small objects that are all there to stay, without Python looking for rubbish among them meanwhile."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def lost_snapshot(folder: Path, number: int) -> str:
    """Say that a snapshot is not as it was written, but nothing is lost."""
    return _(
        "The snapshot {file} is damaged or missing; what it held can be rebuilt from the generation before."
    ).format(file=snapshot_path(folder, number))


def _rebuild(folder: Path, seal: Seal, number: int, first: frames.Frame) -> dict[str, Table]:
    """Make the tables of a lost snapshot from a generation before, following the chain up to where it began."""
    for candidate in reversed([older for older in complete(folder) if older < number]):
        data = log_path(folder, candidate).read_bytes()
        chain = frames.scan(seal, frames.context(candidate), data).frames
        # Frames behind the one the snapshot was made from were never acknowledged (a failed flush): they do not count.
        last = next((at for at, frame in enumerate(chain) if frame.tag == first.previous), None)
        if last is not None:
            tables, _size = _read_snapshot(folder, candidate, chain[0])
            memory = Memory(_rebuild(folder, seal, candidate, chain[0]) if tables is None else tables)
            for frame in chain[1 : last + 1]:
                memory.apply(unpack(frame.payload)[2])
            return memory.tables
    raise BookDamaged(
        _(
            "The snapshot {file} of the book is damaged or missing, and the generations before it do not reach up to "
            "it. Nothing on the disk was changed. Copy the folder to a safe place before you try anything else."
        ).format(file=snapshot_path(folder, number))
    )


def publish(folder: Path, seal: Seal, tables: dict[str, Table], seq: int, tag: bytes) -> tuple[Log, int]:
    """Write a new generation. The appearance of its log is the moment at which it counts.

    Args:
        folder: The book.
        seal: Closes its frames.
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
    snapshot = orjson.dumps({name: {str(id): row for id, row in table.items()} for name, table in tables.items()})
    disk.publish(snapshot_path(folder, number), snapshot)
    payload = orjson.dumps({"snapshot": hashlib.sha256(snapshot).hexdigest(), "at": now()})
    data, new_tag = frames.encode(seal, frames.context(number), seq, tag, payload)
    try:
        disk.publish(log_path(folder, number), data)
    except BaseException:
        if not log_path(folder, number).exists():
            with contextlib.suppress(OSError):
                disk.remove(snapshot_path(folder, number))
        raise
    return Log(log_path(folder, number), seal, number, seq, new_tag, len(data)), len(snapshot)


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


def prune(folder: Path, current: int) -> None:
    """Remove generations older than the newest `KEEP`, and traces of unfinished ones. A failure is left for next time.

    Args:
        folder: The book.
        current: The open generation.
    """
    kept = set(complete(folder)[-KEEP:])
    for path in folder.iterdir():
        match = re.match(r"(\d{10})[.-]", path.name)
        if match and int(match[1]) < current and int(match[1]) not in kept:
            with contextlib.suppress(OSError):
                disk.remove(path)


def sweep(folder: Path) -> None:
    """Remove what was being written when the program was last stopped. Only for the holder of the lock.

    Args:
        folder: The book.
    """
    for path in folder.iterdir():
        if _UNFINISHED.fullmatch(path.name):
            with contextlib.suppress(OSError):
                disk.remove(path)
