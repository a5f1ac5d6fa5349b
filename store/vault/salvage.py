"""Saving what can be read of a damaged book, as a new generation beside the damaged one, which stays as it is.

Frames carry whole documents, so a frame that cannot be read costs its own act and no other: all others are made, in the
order of their numbers, from the newest snapshot that can be read. What is missing is counted by the numbers.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from store.errors import BookDamaged
from store.language import _

from . import frames, generations, keyfile, opening, snapshots
from .frames import NO_TAG, Frame
from .keyfile import KeyFile
from .keys import ARCHIVE, Key
from .lock import WriterLock
from .memory import Memory
from .opening import Access
from .records import unpack


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What was saved of a damaged book, or of its archive.

    Attributes:
        generation: The new generation; None if nothing was damaged, and then nothing was written.
        snapshot: The generation whose snapshot was the start; None if none could be read, and the start was empty.
        read: How many transactions since that snapshot were read.
        missing: The numbers of those that could not be, as first and last of each gap.
        documents: How many documents each table has now.
        damaged: The files that do not read as they were written. They are still there.
        archive: The same of the archive; None if there is none.
        trouble: Why nothing of it can be read, as a sentence; only of an archive.
        is_cut: Whether the end of the newest log is damaged or gone: nobody can tell how many more acts there were.
    """

    generation: int | None
    snapshot: int | None
    read: int
    missing: tuple[tuple[int, int], ...]
    documents: dict[str, int]
    damaged: tuple[Path, ...]
    archive: "SalvageReport | None" = None
    trouble: str = ""
    is_cut: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing was damaged, archive included."""
        own = self.generation is None and not self.damaged and not self.trouble
        return own and (self.archive is None or self.archive.is_whole)

    @property
    def lost(self) -> int:
        """How many transactions could not be read, archive included."""
        own = sum(last - first + 1 for first, last in self.missing)
        return own + (self.archive.lost if self.archive else 0)


def salvage(folder: Path, passphrase: str | None) -> SalvageReport:
    """Make a damaged book one that opens again, with all that can be read of it.

    Args:
        folder: The book.
        passphrase: The passphrase, or the recovery key; None for a plain book.

    Returns:
        What was read, what is missing, and which files are damaged.

    Raises:
        BookInUse: Another program holds it.
        PassphraseNeeded, WrongPassphrase, NewerFormat, BookNotFound: As for `open_vault`.
        BookDamaged: Not one transaction and not one snapshot can be read.
        OSError: The disk refused.
    """
    if opening.is_unborn(folder):
        raise opening.not_found(folder)
    lock = WriterLock(folder)
    try:
        key, key_file = opening.unlock(folder, Access(passphrase))
        if key_file is not None and key_file.is_copy:
            keyfile.publish(folder, key_file)
        report = _salvage_part(folder, key, key_file)
        return replace(report, archive=_salvage_archive(folder / ARCHIVE, key.archived()))
    finally:
        lock.release()


def _salvage_archive(folder: Path, key: Key) -> SalvageReport | None:
    try:
        return None if opening.is_unborn(folder) else _salvage_part(folder, key, None)
    except BookDamaged as error:  # the live book is saved all the same
        return SalvageReport(None, None, 0, (), {}, (), trouble=str(error))


def _salvage_part(folder: Path, key: Key, key_file: KeyFile | None) -> SalvageReport:
    numbers = generations.of_key(folder, key)
    with suppress(BookDamaged, IndexError, OSError):
        loaded = generations.load(folder, key, numbers[-1])
        documents, damaged = generations.replayed(loaded).counts(), tuple(_damaged(folder, key, numbers))
        return SalvageReport(None, loaded.number, len(loaded.scan.frames) - 1, (), documents, damaged)
    logs = [_read_log(folder, key, number) for number in numbers]
    start, memory = _newest_snapshot(folder, key, logs)
    found = _transactions(logs[logs.index(start) if start else 0 :])
    seq, tag = (start.first.seq, start.first.tag) if start and start.first else (0, NO_TAG)
    begin = seq if start is None or start.first else min(found, default=1) - 1  # its number is not known then
    if found:
        seq, tag = max(found), found[max(found)].tag
    elif start is None:
        raise BookDamaged(
            _("Nothing of the book in {folder} can be read. Nothing was changed. Go on from a backup.").format(
                folder=folder
            )
        )
    for number in sorted(found):
        memory.apply(unpack(found[number].payload)[2])
    fields = key_file.fields if key_file is not None else None
    log, _size = generations.publish(folder, key, fields, memory.tables, seq, tag)
    log.close()
    return SalvageReport(
        generation=log.generation,
        snapshot=start.number if start else None,
        read=len(found),
        missing=tuple(_gaps(found, begin + 1, seq)),
        documents=memory.counts(),
        damaged=tuple(_damaged(folder, key, numbers)),
        is_cut=logs[-1].is_cut,
    )


@dataclass(frozen=True, slots=True)
class _Log:
    """The whole frames of a log; the first describes the snapshot, unless it is damaged."""

    number: int
    first: Frame | None
    transactions: tuple[Frame, ...]
    is_cut: bool


def _read_log(folder: Path, key: Key, number: int) -> _Log:
    try:
        data = generations.log_path(folder, number).read_bytes()
    except OSError:
        data = b""
    whole = list(frames.whole(key.seal, key.context(number), data))
    is_cut = not whole or whole[-1].end < len(data)
    first = next((frame for frame in whole if generations.describe(frame)), None)
    return _Log(number, first, tuple(frame for frame in whole if not generations.describe(frame)), is_cut)


def _newest_snapshot(folder: Path, key: Key, logs: list[_Log]) -> tuple[_Log | None, Memory]:
    """Where to start: the newest snapshot that is as its log says, or that reads while its log does not say."""
    for log in reversed(logs):
        with suppress(OSError, ValueError):
            data = generations.snapshot_path(folder, log.number, key).read_bytes()
            if log.first is None or generations.fits(log.first, data):
                return log, Memory(snapshots.parse(key.open(data)))
    return None, Memory({})


def _transactions(logs: Iterable[_Log]) -> dict[int, Frame]:
    """The transactions by number. One that a later generation does not know of was never acknowledged."""
    found: dict[int, Frame] = {}
    for log in logs:
        if log.first is not None:
            found = {seq: frame for seq, frame in found.items() if seq <= log.first.seq}
        found.update({frame.seq: frame for frame in log.transactions})
    return found


def _gaps(found: Collection[int], first: int, last: int) -> Iterator[tuple[int, int]]:
    gap = None
    for seq in range(first, last + 2):
        if seq in found or seq > last:
            if gap is not None:
                yield gap, seq - 1
            gap = None
        elif gap is None:
            gap = seq


def _damaged(folder: Path, key: Key, numbers: list[int]) -> Iterator[Path]:
    """The files of the generations that do not read as they were written."""
    for number in numbers:
        try:
            loaded = generations.load(folder, key, number)
        except (BookDamaged, OSError):
            yield generations.log_path(folder, number)
        else:
            if loaded.rebuilt:
                yield generations.snapshot_path(folder, number, key)
