"""Which older generations stay, as rolling backups, and removing those that do not. Never touches the open one."""

import contextlib
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from . import disk, generations
from .keys import Key

NEWEST, DAYS, WEEKS = 10, 14, 8
"""Kept: the last ten generations, then the last of each of 14 days, then the last of each of 8 weeks."""

CHECK_FOLDER = "check" + disk.TEMPORARY
"""Where a backup is unpacked to be checked; inside the book, so that it lies where the book may lie."""

_UNFINISHED = re.compile(r"(\d{10}.*|key\.json)" + re.escape(disk.TEMPORARY))
_NUMBERED = re.compile(r"(\d{10})[.-].*")


def kept(begun: Mapping[int, date | None], today: date) -> set[int]:
    """Choose the generations that stay.

    Args:
        begun: The day each generation was begun; None where that is not known, and then it stays.
        today: The day it is.

    Returns:
        Their numbers.
    """
    numbers = sorted(begun, reverse=True)
    stay = set(numbers[:NEWEST]) | {number for number in numbers if begun[number] is None}
    first_day, first_week = today - timedelta(days=DAYS), today - timedelta(weeks=WEEKS)
    dated = [(number, day) for number in numbers if (day := begun[number]) is not None]
    stay |= _last_of_each([(n, day) for n, day in dated if day > first_day], lambda day: day)
    stay |= _last_of_each([(n, day) for n, day in dated if day > first_week], lambda day: day.isocalendar()[:2])
    return stay


def _last_of_each(dated: Iterable[tuple[int, date]], span: Callable[[date], object]) -> set[int]:
    """The newest generation of each day or week. They come newest first, and each goes before the older ones."""
    last: dict[object, int] = {}
    for number, day in dated:
        last.setdefault(span(day), number)
    return set(last.values())


def prune(folder: Path, current: int) -> None:
    """Remove the generations that need not stay, and traces of unfinished ones. A failure is left for next time.

    Args:
        folder: The book.
        current: The open generation.
    """
    begun = {number: day_of(folder, number) for number in generations.complete(folder)}
    today = datetime.now().astimezone().date()
    last = max((day for number, day in begun.items() if day is not None and number < current), default=today)
    if today - last > timedelta(weeks=WEEKS):
        today = last  # the clock may be wrong; a wrong clock, once, must not cost the backups of weeks
    stay = kept(begun, today)
    _remove(folder, lambda number: number < current and number not in stay)


def forget_older(folder: Path, current: int) -> int:
    """Remove every generation but the open one, with whatever was set aside.

    Args:
        folder: The book.
        current: The open generation.

    Returns:
        How many generations there were.

    Raises:
        OSError: One could not be removed.
    """
    older = [number for number in generations.numbers(folder) if number < current]
    _remove(folder, lambda number: number < current, strict=True)
    _remove_torn(folder, current)
    disk.sync_folder(folder)
    return len(older)


def foreign(folder: Path, key: Key, heads: Mapping[int, dict[str, Any]]) -> set[int]:
    """Number the generations from before a book got its passphrase, or lost it.

    Args:
        folder: The book or its archive.
        key: What it is closed with.
        heads: Of its logs.
    """
    other = ".json" if key.suffix != ".json" else ".json.age"
    names = [path.name for path in folder.iterdir()]
    found = {int(name[:10]) for name in names if name.endswith(other) and _NUMBERED.fullmatch(name)}
    # A generation whose snapshot was lost is known by the head of its log only.
    return found | {number for number, head in heads.items() if not generations.is_of(head, key)}


def drop_foreign(folder: Path, key: Key) -> None:
    """Remove the `foreign` generations that are older than the open one.

    Plain text must not stay beside an encrypted book, also when the program was stopped in the middle of the change.
    The snapshot of a generation goes last: as long as one is there, something is left to remove.

    Args:
        folder: The book or its archive; it need not exist.
        key: What it is closed with.

    Raises:
        OSError: One could not be removed.
    """
    numbers = foreign(folder, key, generations.heads(folder)) if folder.is_dir() else set()
    current = generations.newest(folder, key) if numbers else None
    if current is not None:
        _remove(folder, lambda number: number in numbers and number < current, strict=True)
        disk.sync_folder(folder)


def drop_newer(folder: Path, current: int) -> None:
    """Remove what a change of the key wrote before it was interrupted.

    Args:
        folder: The book or its archive.
        current: The newest generation that counts.

    Raises:
        OSError: A file could not be removed.
    """
    _remove(folder, lambda number: number > current, strict=True)
    disk.sync_folder(folder)


def sweep(folder: Path) -> None:
    """Remove what was being written when the program was last stopped. Only for the holder of the lock.

    Args:
        folder: The book.
    """
    for path in folder.iterdir():
        if _UNFINISHED.fullmatch(path.name):
            with contextlib.suppress(OSError):
                disk.remove(path)
    shutil.rmtree(folder / CHECK_FOLDER, ignore_errors=True)


def day_of(folder: Path, number: int) -> date | None:
    """The local day on which a generation was begun; None if its head does not tell."""
    try:
        return datetime.fromisoformat(generations.read_head(folder, number)["begun"]).astimezone().date()
    except (KeyError, ValueError, TypeError):
        return None


def _remove(folder: Path, goes: Callable[[int], bool], *, strict: bool = False) -> None:
    """Remove the files of generations, the logs first and the snapshots last."""
    rank = {".torn": 0, ".log": 1}
    for path in sorted(folder.iterdir(), key=lambda path: rank.get(path.suffix, 2)):
        match = _NUMBERED.fullmatch(path.name)
        if match and goes(int(match[1])):
            with contextlib.nullcontext() if strict else contextlib.suppress(OSError):
                disk.remove(path)


def _remove_torn(folder: Path, current: int) -> None:
    for path in folder.glob(f"{current:010d}*.torn"):
        disk.remove(path)
