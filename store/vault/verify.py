"""Checking a book without opening it for writing: what is readable in each of its generations."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from store.errors import BookDamaged

from . import generations, opening
from .memory import Memory
from .records import unpack


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `verify` found.

    Attributes:
        generation: The newest complete generation.
        frames: How many transactions its log holds.
        documents: How many documents each table has now.
        generations: Every complete generation that reads whole, the oldest first.
        problems: One sentence for each thing that is not as it was written, in the newest or an older generation.
        torn_bytes: The length of an unfinished write at the end of the newest log.
    """

    generation: int
    frames: int
    documents: Mapping[str, int]
    generations: tuple[int, ...]
    problems: tuple[str, ...]
    torn_bytes: int


def verify(folder: Path) -> VerifyReport:
    """Read every generation of a book and count. Changes nothing and needs no lock.

    Args:
        folder: The book.

    Returns:
        The counts, and what is wrong with older generations.

    Raises:
        LingkarError: The newest generation cannot be read; as for `open_vault`.
    """
    opened = opening.read(folder)
    newest = opened.loaded
    memory = Memory(newest.tables)
    for frame in newest.scan.frames[1:]:
        memory.apply(unpack(frame.payload)[2])
    whole, problems = [], []
    for number in generations.complete(folder):
        try:
            loaded = newest if number == newest.number else generations.load(folder, opened.seal, number)
        except (BookDamaged, OSError) as error:
            problems.append(str(error))
            continue
        if loaded.rebuilt:
            problems.append(generations.lost_snapshot(folder, number))
        else:
            whole.append(number)
    return VerifyReport(
        generation=newest.number,
        frames=len(newest.scan.frames) - 1,
        documents={name: len(table) for name, table in sorted(memory.tables.items())},
        generations=tuple(whole),
        problems=tuple(problems),
        torn_bytes=len(newest.tail),
    )
