"""What operating systems do differently about putting bytes on a disk, and nothing else.

Every write, flush, rename and removal of the vault goes through the functions here, so this is also the seam at which
the crash laboratory of the tests records what happens and plays power cuts. Callers use them as ``disk.flush(...)``;
nothing here knows what a frame, a generation or a document is.
"""

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600
TEMPORARY = ".tmp"

# Windows translates line ends in files that are not opened as binary; other systems do not know the flag.
_BINARY: int = getattr(os, "O_BINARY", 0)
RENAMES_OPEN_FOLDERS = sys.platform != "win32"
"""Whether a folder can get another name while a file in it is open."""

# "This kind of file system cannot do that", as opposed to "it went wrong".
_UNSUPPORTED = frozenset({errno.ENOTTY, errno.ENOTSUP, errno.EINVAL})


def make_folder(path: Path) -> None:
    """Make a folder only its owner can enter, with its parents, so that it survives a power cut.

    Args:
        path: The folder; an existing one is left as it is.
    """
    if path.is_dir():
        return
    if not path.parent.is_dir():
        make_folder(path.parent)
    path.mkdir(mode=FOLDER_MODE, exist_ok=True)
    sync_folder(path.parent)


def create_file(path: Path) -> int:
    """Open a new, empty file that only its owner can read.

    Args:
        path: Where; what is there already is emptied.

    Returns:
        A file descriptor.
    """
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | _BINARY, FILE_MODE)


def open_log(path: Path) -> int:
    """Open an existing file so that whatever is written lands at its end.

    Args:
        path: The file.

    Returns:
        A file descriptor.
    """
    return os.open(path, os.O_RDWR | os.O_APPEND | _BINARY)


def close_file(fd: int) -> None:
    """Close a file descriptor.

    Args:
        fd: The descriptor.
    """
    os.close(fd)


def write_all(fd: int, data: bytes) -> None:
    """Write every byte; the system may take several rounds, and a full disk may stop it half-way.

    Args:
        fd: Where to.
        data: What.

    Raises:
        OSError: The system refused; some of the bytes may have been written.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def flush(fd: int) -> None:
    """Return only when the file's bytes and length will survive a power cut.

    macOS answers ``fsync`` while the bytes are still in the drive's cache; its F_FULLFSYNC waits for them. File systems
    that do not know it (network drives) say so, and then ``fsync`` is the best there is.

    Args:
        fd: The file.

    Raises:
        OSError: The bytes may be lost; asking again would not tell.
    """
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
            os.fsync(fd)
    elif sys.platform == "win32":
        os.fsync(fd)
    else:
        os.fdatasync(fd)


def sync_folder(path: Path) -> None:
    """Make names that were created, changed or removed in a folder survive a power cut.

    Args:
        path: The folder. Windows has no such call and needs none: NTFS journals names.
    """
    if sys.platform == "win32":
        return
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
    finally:
        os.close(fd)


def linked_size(fd: int) -> int | None:
    """Measure an open file.

    Args:
        fd: The file.

    Returns:
        Its length in bytes; None if nobody could find it again because its name is gone.
    """
    status = os.fstat(fd)
    return status.st_size if status.st_nlink else None


def cut(fd: int, size: int) -> None:
    """Drop everything after a length.

    Args:
        fd: The file.
        size: Its new length in bytes.
    """
    os.ftruncate(fd, size)


def rename(source: Path, target: Path) -> None:
    """Give a file its final name in one step, replacing what had that name.

    Args:
        source: The file.
        target: Its new name, in the same folder.
    """
    os.replace(source, target)


def remove(path: Path) -> None:
    """Remove a file if it is there.

    Args:
        path: The file.
    """
    path.unlink(missing_ok=True)


def same_device(one: Path, other: Path) -> bool:
    """Tell whether two files lie on the same disk, so that one theft or one failure takes both.

    What the system calls a device is a partition on Linux and macOS, a drive letter on Windows: a second partition of
    the same laptop passes for another device.

    Args:
        one: A file or folder that is there.
        other: Another.

    Raises:
        OSError: One of them cannot be looked at.
    """
    return one.stat().st_dev == other.stat().st_dev


def other_drives() -> list[Path]:
    """Find the drives that are put in and taken out: memory sticks, cards, disks on a cable."""
    if sys.platform == "win32":
        return [drive for letter in "DEFGHIJKLMNOPQRSTUVWXYZ" if (drive := Path(f"{letter}:\\")).exists()]
    places = [Path("/Volumes")]
    if sys.platform != "darwin":
        user = Path.home().name
        places = [Path("/run/media", user), Path("/media", user), Path("/media")]
    found: list[Path] = []
    for place in places:
        with contextlib.suppress(OSError):
            found += [path for path in sorted(place.iterdir()) if os.path.ismount(path)]
    return found


def forget_cached(fd: int) -> None:
    """Let the next reading of a flushed file come from the drive, not from what memory still holds of it.

    Only a hint, and only where the system takes it (Linux); elsewhere the drive may not be asked.

    Args:
        fd: The file.
    """
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):
            os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)


def publish(path: Path, data: bytes) -> None:
    """Make a whole file appear under its name complete or not at all, whatever happens meanwhile.

    Args:
        path: The final name.
        data: The whole content.

    Raises:
        OSError: It could not be written. If the folder was the last thing to fail, the name may be there already.
    """
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        fd = create_file(temporary)
        try:
            write_all(fd, data)
            flush(fd)
        finally:
            close_file(fd)
        rename(temporary, path)
    except BaseException:
        # A full disk needs its space back; the next opening sweeps what cannot be removed now.
        with contextlib.suppress(OSError):
            remove(temporary)
        raise
    sync_folder(path.parent)


def forbid_core_dumps() -> None:
    """Let a crash of the process leave no image of its memory on the disk, where the system makes such images."""
    try:
        import resource
    except ImportError:  # Windows has no such limit, and no images unless its owner set them up
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def others_can_read(fd: int) -> bool:
    """Tell whether the permissions of an open file let other users read it.

    Args:
        fd: The file. Windows keeps permissions elsewhere, so there the answer is always no.
    """
    status = os.fstat(fd)
    return sys.platform != "win32" and stat.S_ISREG(status.st_mode) and bool(status.st_mode & 0o044)


def folder_in_memory() -> Path | None:
    """Find a folder whose files lie in memory, never on a disk.

    Returns:
        The user's own one or the common one of Linux; None where there is neither.
    """
    if sys.platform != "linux":
        return None
    places = (os.environ.get("XDG_RUNTIME_DIR"), "/dev/shm")
    return next((Path(place) for place in places if place and os.access(place, os.W_OK | os.X_OK)), None)
