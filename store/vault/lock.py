"""One writer at a time: an operating-system lock that dies with its process, and who holds it.

The lock itself is the business of filelock. Who holds it stands in a second file beside it, because a process that
merely tries the lock may empty the lock file (filelock before 4) and Windows does not let others read a locked one.
"""

import contextlib
import os
from datetime import datetime
from pathlib import Path

import orjson
from filelock import FileLock, Timeout

from store.errors import BookInUse
from store.language import _

from . import disk

LOCK = "lock"
HOLDER = "lock.holder"


class WriterLock:
    """The right to write to a book, held until `release` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        """Take the lock or fail at once.

        Args:
            folder: The book.

        Raises:
            BookInUse: Another process, or another part of this one, holds it.
        """
        self._holder = folder / HOLDER
        # Not thread-local: the board may close the book in another thread than the one that opened it.
        self._lock = FileLock(folder / LOCK, timeout=0, mode=disk.FILE_MODE, thread_local=False)
        try:
            self._lock.acquire()
        except Timeout:
            raise BookInUse(_in_use(folder)) from None
        _write_holder(self._holder)

    def release(self) -> None:
        """Let the next writer in."""
        # Before the lock itself, or it could be the next holder's name that is removed.
        with contextlib.suppress(OSError):
            disk.remove(self._holder)
        self._lock.release()


def _write_holder(path: Path) -> None:
    text = orjson.dumps({"pid": os.getpid(), "since": datetime.now().astimezone().isoformat(timespec="minutes")})
    # Only for a message: neither a full disk nor a power cut makes it worth failing or waiting for.
    with contextlib.suppress(OSError):
        fd = disk.create_file(path)
        try:
            disk.write_all(fd, text)
        finally:
            disk.close_file(fd)


def _in_use(folder: Path) -> str:
    try:
        holder = orjson.loads((folder / HOLDER).read_bytes())
        pid, since = int(holder["pid"]), datetime.fromisoformat(holder["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return _(
            "The book in {folder} is open in another window or program. Nothing was changed. "
            "Close it there, then try again."
        ).format(folder=folder)
    return _(
        "The book in {folder} has been open in another window or program (process {pid}) since {since}. "
        "Nothing was changed. Close it there, then try again."
    ).format(folder=folder, pid=pid, since=since.strftime("%Y-%m-%d %H:%M"))
