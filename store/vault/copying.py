"""Taking one part of a book along as it stands at one moment: which files, and how much of each.

Reads files only, and may run in another thread than the one that goes on writing: a log only grows, and a generation
that is there stays for a while. What is made of the pieces is not known here.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from store.errors import BookDamaged
from store.language import _

from . import frames, generations
from .keys import Key


class Standing(NamedTuple):
    """Where an open vault stands.

    Attributes:
        generation: The open generation.
        seq: The number of the last transaction.
        documents: How many documents each table has.
    """

    generation: int
    seq: int
    documents: Mapping[str, int]


class Piece(NamedTuple):
    """A file to take along, or the beginning of it.

    Attributes:
        name: Its path inside the book, with slashes.
        path: Where it lies.
        size: How many bytes of it.
        data: Its bytes, where it may be another file under that name in a moment; None reads them from the file.
    """

    name: str
    path: Path
    size: int
    data: bytes | None = None

    def blocks(self, length: int) -> Iterator[bytes]:
        """Read it.

        Args:
            length: The most bytes at a time.

        Yields:
            Its bytes; fewer than `size` if the file is shorter.
        """
        if self.data is not None:
            yield from (self.data[start : start + length] for start in range(0, self.size, length))
            return
        left = self.size
        with self.path.open("rb") as file:
            while left and (block := file.read(min(length, left))):
                left -= len(block)
                yield block


def generation_of(folder: Path, key: Key, prefix: str = "", standing: Standing | None = None) -> list[Piece]:
    """Name the files of one generation.

    Args:
        folder: The live book or its archive.
        key: Opens the frames, to find where the last whole one ends.
        prefix: Goes before the names.
        standing: Which generation, up to which transaction; the newest with all its whole frames unless given.

    Returns:
        Its snapshot and its log; nothing where there is no generation yet.

    Raises:
        BookDamaged: The log does not read up to there.
        OSError: A file cannot be read, or is gone.
    """
    number = standing.generation if standing else generations.newest(folder, key)
    if number is None:
        return []
    log, snapshot = generations.log_path(folder, number), generations.snapshot_path(folder, number, key)
    found = frames.scan(key.seal, key.context(number), log.read_bytes()).frames
    wanted = [frame for frame in found if standing is None or frame.seq <= standing.seq]
    if not wanted or (standing and wanted[-1].seq != standing.seq):
        raise BookDamaged(
            _("The log {file} of the book does not read as it was written. `lingkar verify` tells more.").format(
                file=log
            )
        )
    return [
        Piece(prefix + snapshot.name, snapshot, snapshot.stat().st_size),
        Piece(prefix + log.name, log, wanted[-1].end),
    ]
