"""A folder as a zip that is the same bytes whenever it is made of the same files, and is there whole or not at all."""

import os
import stat
import zipfile
from pathlib import Path

DAY = (2026, 1, 1, 0, 0, 0)
"""The date of every file in it."""


def zip_folder(folder: Path, target: Path) -> None:
    """Write a folder, under its own name, into a zip.

    Args:
        folder: what is packed.
        target: the zip; one that is there already is replaced.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".tmp")
    try:
        with unfinished.open("wb") as file:
            with zipfile.ZipFile(file, "w") as packed:
                for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                    _add(packed, path, path.relative_to(folder.parent).as_posix())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _add(packed: zipfile.ZipFile, path: Path, name: str) -> None:
    entry = zipfile.ZipInfo(name, DAY)
    entry.create_system = 3  # Unix: the mode below is one
    is_program = path.stat().st_mode & stat.S_IXUSR
    entry.external_attr = (stat.S_IFREG | (0o755 if is_program else 0o644)) << 16
    is_packed_already = path.suffix == ".whl"
    entry.compress_type = zipfile.ZIP_STORED if is_packed_already else zipfile.ZIP_DEFLATED
    packed.writestr(entry, path.read_bytes())
