"""Names for what is put beside other things."""

from pathlib import Path


def first_free(folder: Path, name: str, ending: str = "") -> Path:
    """The first of `name`, `name-2`, `name-3` ... that is not taken in a folder.

    Args:
        folder: where.
        name: what it would best be called.
        ending: what comes after the number.
    """
    free, number = folder / f"{name}{ending}", 1
    while free.exists():
        number += 1
        free = folder / f"{name}-{number}{ending}"
    return free
