"""Checking a book without opening it for writing: what is readable in each of its generations."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from store.errors import BookDamaged, LingkarError
from store.language import _

from . import generations, opening
from .generations import Loaded
from .keyfile import KeyFile
from .keys import ARCHIVE, Key
from .memory import Memory, Table
from .opening import Access


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `verify` found.

    Attributes:
        generation: The newest complete generation.
        frames: How many transactions its log holds.
        seq: The number of the last transaction.
        last_at: When it was written, ISO 8601 in UTC.
        documents: How many documents each table has now.
        generations: Every complete generation that reads whole, the oldest first.
        problems: One sentence for each thing that is not as it was written, in the newest or an older generation.
        torn_bytes: The length of an unfinished write at the end of the newest log.
        archive: The same of the archive; None if there is none.
    """

    generation: int
    frames: int
    seq: int
    last_at: str
    documents: Mapping[str, int]
    generations: tuple[int, ...]
    problems: tuple[str, ...]
    torn_bytes: int
    archive: "VerifyReport | None" = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong with the book, its archive included."""
        return not self.problems and (self.archive is None or self.archive.is_whole)


Tables = Mapping[str, Table]

Check = Callable[[Tables, Tables], Iterable[str]]
"""Looks at the documents of the live book and of its archive, and says what is wrong with them."""


def verify(folder: Path, passphrase: str | None = None, check: Check = lambda _live, _archived: ()) -> VerifyReport:
    """Read every generation of a book and of its archive, and count. Changes nothing and needs no lock.

    Args:
        folder: The book.
        passphrase: The passphrase, or the recovery key; None for a plain book.
        check: What else is to be right with the documents; not asked when the archive cannot be read.

    Returns:
        The counts, and what is wrong.

    Raises:
        LingkarError: The newest generation of the live book cannot be read; as for `open_vault`.
    """
    opened = opening.read(folder, Access(passphrase))
    problems = []
    if opened.key_file is not None:
        if opened.key_file.is_copy:
            problems.append(_("The key file is damaged or missing; its copy in a log is whole and was used."))
        problems += _unlike_copies(folder, opened.key, opened.key_file)
    memory = generations.replayed(opened.loaded)
    inside = folder / ARCHIVE
    archive, archived = None, Memory({})
    try:
        if not opening.is_unborn(inside):
            loaded = opening.read(inside, Access(key=opened.key.archived())).loaded
            archived = generations.replayed(loaded)
            archive = _report(inside, opened.key.archived(), loaded, archived, [], None)
        problems += check(memory.tables, archived.tables)
    except LingkarError as error:
        archive = VerifyReport(0, 0, 0, "", {}, (), (str(error),), 0)
    return _report(folder, opened.key, opened.loaded, memory, problems, archive)


def _unlike_copies(folder: Path, key: Key, key_file: KeyFile) -> list[str]:
    """What is to be said of copies of the key file in logs that would not help if it were lost."""
    problems: list[str] = []
    if "sum" not in key_file.fields:
        return problems  # made before logs had heads
    for number, head in generations.heads(folder).items():
        if not generations.is_of(head, key) or key_file.is_like(head.get("key")):
            continue
        problems.append(
            _("The log {file} has no copy of the key file as it is now.").format(
                file=generations.log_path(folder, number).name
            )
        )
    return problems


def _report(
    folder: Path, key: Key, newest: Loaded, memory: Memory, problems: list[str], archive: VerifyReport | None
) -> VerifyReport:
    whole = []
    if newest.rebuilt:
        problems.append(generations.lost_snapshot(folder, newest.number, key))
    else:
        whole.append(newest.number)
    followed = {newest.scan.frames[0].previous}  # the tags that later generations go on from
    for number in reversed(generations.of_key(folder, key)):
        if number >= newest.number:
            continue
        try:
            loaded = generations.load(folder, key, number)
        except FileNotFoundError:
            continue  # the writer let it go meanwhile
        except (BookDamaged, OSError) as error:
            problems.append(str(error))
            continue
        # What lies behind the last frame that was gone on from was never acknowledged (a failed write).
        if loaded.tail and not followed & {frame.tag for frame in loaded.scan.frames}:
            problems.append(generations.lost_end(folder, number, loaded.scan))
        elif loaded.rebuilt:
            problems.append(generations.lost_snapshot(folder, number, key))
        else:
            whole.append(number)
        followed.add(loaded.scan.frames[0].previous)
    return VerifyReport(
        generation=newest.number,
        frames=len(newest.scan.frames) - 1,
        seq=newest.scan.frames[-1].seq,
        last_at=generations.last_time(newest.scan),
        documents=memory.counts(),
        generations=tuple(sorted(whole)),
        problems=tuple(problems),
        torn_bytes=len(newest.tail),
        archive=archive,
    )
