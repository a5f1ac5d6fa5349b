"""What keeps text from other eyes outside the book: files for a moment, and what the process itself must not leave.

A private folder can be entered by its owner only and lies in memory where the system has such a place. It is locked
while it is in use, so that what a killed program left behind can be told from what another one works with.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from store.vault.disk import FILE_MODE, folder_in_memory, forbid_core_dumps, others_can_read

__all__ = ["forbid_core_dumps", "others_can_read", "private_folder", "remove_left_behind"]

_PREFIX = "lingkar-private-"
_LOCK = "lock"


@contextlib.contextmanager
def private_folder() -> Iterator[Path]:
    """A folder for as long as it is needed; all that is in it by then is overwritten and removed, whatever happened.

    Raises:
        OSError: it cannot be made.
    """
    from filelock import FileLock

    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder_in_memory()))  # made with mode 0700
    lock = FileLock(folder / _LOCK, timeout=0, mode=FILE_MODE, thread_local=False)
    try:
        lock.acquire()
        yield folder
    finally:
        lock.release()
        _wipe(folder)


def remove_left_behind() -> None:
    """Overwrite and remove the private folders of programs that were killed. Those in use stay."""
    for place in {folder_in_memory(), Path(tempfile.gettempdir())} - {None}:
        with contextlib.suppress(OSError):
            for entry in os.scandir(place):
                if entry.name.startswith(_PREFIX) and entry.is_dir(follow_symlinks=False):
                    _wipe_unless_used(Path(entry.path))


def _wipe_unless_used(folder: Path) -> None:
    from filelock import FileLock, Timeout

    with contextlib.suppress(OSError, Timeout):  # another user's, or in use
        FileLock(folder / _LOCK, timeout=0, mode=FILE_MODE).acquire().lock.release()
        _wipe(folder)


def _wipe(folder: Path) -> None:
    """Overwrite and remove a folder, also what an editor put there: swap and backup files."""
    for path in sorted(folder.rglob("*")):
        with contextlib.suppress(OSError):
            if path.is_file() and not path.is_symlink():
                with open(path, "r+b") as file:
                    file.write(bytes(os.fstat(file.fileno()).st_size))
                    file.flush()
                    os.fsync(file.fileno())
            if not path.is_dir() or path.is_symlink():
                path.unlink()
    shutil.rmtree(folder, ignore_errors=True)
