"""Putting a packet into a file: named without a name in it, readable by its owner only, whole or not there at all."""

import os
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

from store.errors import LingkarError, NotSaved
from store.language import _


def file_name(code: str, kind: str, day: date, ending: str) -> str:
    """The name of an export: case code, kind and day, so that it tells nothing about the client.

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
        LingkarError: there is no such folder.
    """
    target = to / name if to.is_dir() else to
    if not target.parent.is_dir():
        raise LingkarError(_("There is no folder {folder}. Nothing was written.").format(folder=target.parent))
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
    try:
        handle, name = tempfile.mkstemp(prefix=".lingkar-", dir=target.parent)  # made with mode 0600
    except OSError as error:
        raise refused(target, error) from None
    draft = Path(name)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return _publish(draft, target)
    except OSError as error:
        raise refused(target, error) from None
    finally:
        with suppress(OSError):  # a stick that was pulled
            draft.unlink(missing_ok=True)


def _publish(draft: Path, target: Path) -> Path:
    """Give the finished file its name without ever taking the name of another."""
    number = 1
    while True:
        free = target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        try:
            _take_name(draft, free)
        except FileExistsError:
            number += 1
        else:
            return free


def _take_name(draft: Path, free: Path) -> None:
    """Move the draft to a free name.

    Raises:
        FileExistsError: the name is taken.
    """
    try:
        os.link(draft, free)
    except FileExistsError:
        raise
    except OSError:  # memory sticks often know no links: claim the name, then fill it
        free.open("xb").close()
        try:
            os.replace(draft, free)
        except OSError:
            free.unlink(missing_ok=True)
            raise


def refused(target: Path, error: OSError) -> NotSaved:
    """The trouble with a file that the system would not let be written."""
    why = error.strerror or type(error).__name__
    return NotSaved(_("{file} cannot be written: {why}. Nothing was left behind.").format(file=target, why=why))
