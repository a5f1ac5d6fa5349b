"""Putting a packet into a file: named without a name in it, readable by its owner only, whole or not there at all."""

import os
import re
import tempfile
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

from store.errors import LingkarError, NotSaved
from store.language import _
from store.language.system import why_refused

_DRAFT = ".lingkar-"
_IS_DRAFT = re.compile(r"\.lingkar-\w{8}")
_DRAFT_SECONDS = 60
"""No writing takes so long: an older draft is nobody's any more."""


def file_name(code: str, kind: str, day: date, ending: str) -> str:
    """The name of a hand-over or dump: case code, kind and day, so that it tells nothing about the client.

    Args:
        code: the case code.
        kind: one word in ASCII.
        day: the day of the export.
        ending: without its dot.
    """
    return f"{code}_{kind}_{day.isoformat()}.{ending}"


def place(to: Path, name: str) -> Path:
    """Where an export goes: into a folder under its own name, or to the file that was named.

    Raises:
        LingkarError: there is no such folder, or its name is no text.
    """
    return inside(to, name) if os.path.isdir(to) else inside(to.parent, to.name)


def inside(folder: Path, name: str) -> Path:
    """Where an export goes that has a folder and a name.

    Raises:
        LingkarError: there is no such folder, or its name is no text.
    """
    target = folder / name
    try:
        str(target).encode("utf-8")  # else the book could not remember where it went
    except UnicodeEncodeError:
        raise LingkarError(
            _("The name of the file or of its folder is no readable text. Nothing was written.")
        ) from None
    if not os.path.isdir(folder):
        raise LingkarError(_("There is no folder {folder}. Nothing was written.").format(folder=folder))
    return target


def write_new(target: Path, data: bytes) -> Path:
    """Write a file that was not there before; when the name is taken, `-2`, `-3` ... is added to it.

    Args:
        target: where to; its folder exists.
        data: the whole content.

    Returns:
        Where it is now.

    Raises:
        NotSaved: the folder or the disk refused; nothing is left behind.
    """
    free = claim(target)
    try:
        fill(free, data)
    except BaseException:
        drop(free)
        raise
    return free


def claim(target: Path) -> Path:
    """Take a name that is free by an empty file that only its owner can read: `-2`, `-3` ... is added where needed.

    Raises:
        NotSaved: the folder or the disk refused.
    """
    number, free = 1, target
    while True:
        try:
            os.close(os.open(free, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            number += 1
            free = target.with_stem(f"{target.stem}-{number}")
        except OSError as error:
            raise refused(target, error) from None
        else:
            return free


def fill(free: Path, data: bytes) -> None:
    """Give a claimed file its content, in one step.

    Raises:
        NotSaved: the folder or the disk refused; the file is as empty as it was.
    """
    _sweep(free.parent)
    try:
        handle, name = tempfile.mkstemp(prefix=_DRAFT, dir=free.parent)  # made with mode 0600
    except OSError as error:
        raise refused(free, error) from None
    draft = Path(name)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, free)
    except OSError as error:
        raise refused(free, error) from None
    finally:
        drop(draft)


def drop(path: Path) -> bool:
    """Remove a file, if it is there; answers whether it is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError:  # a stick that was pulled
        return False
    return True


def _sweep(folder: Path) -> None:
    """Remove the drafts that a program left which was killed while it wrote: they hold all of what was to leave."""
    with suppress(OSError):
        for path in folder.iterdir():
            if _IS_DRAFT.fullmatch(path.name) and time.time() - path.lstat().st_mtime > _DRAFT_SECONDS:
                drop(path)


def refused(target: Path, error: OSError) -> NotSaved:
    """The trouble with a file that the system would not let be written."""
    why = why_refused(error)
    return NotSaved(_("{file} cannot be written: {why}. Nothing was left behind.").format(file=target, why=why))
