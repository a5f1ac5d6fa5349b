"""The format of a backup: one zip file with the files of one whole book, as they lie in its folder, and a list of them.

The files are stored as they are, sealed in an encrypted book; zip adds a container that every system can look into.
The list (`manifest.json`) carries a SHA-256 of each and nothing about clients. Whatever reads a bundle trusts nothing
in it: neither names nor sizes. What is put in, and where it is taken out to, is the business of `backup` and `restore`.
"""

import errno
import hashlib
import re
import struct
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import orjson

from store.errors import BookDamaged, LingkarError, NewerFormat
from store.exchange.progress import Progress, unwatched
from store.exchange.version import program
from store.language import _
from store.language.system import why_refused
from store.settings_file import NAME as SETTINGS
from store.vault import disk
from store.vault.copying import Piece

FORMAT, WITH_SETTINGS = 1, 2
"""The second one may hold the file of the settings; programs that know the first only would call it damaged."""

MANIFEST = "manifest.json"
_NAMES = {FORMAT: re.compile(r"(archive/)?(key\.json|\d{10}\.(json|json\.age|log))")}
_NAMES[WITH_SETTINGS] = re.compile(rf"{_NAMES[FORMAT].pattern}|{re.escape(SETTINGS)}")
_BLOCK = 1024 * 1024
_LONGEST_LIST = 1024 * 1024
_BROKEN = (zipfile.BadZipFile, struct.error, ValueError, KeyError, TypeError, AttributeError, EOFError, RuntimeError)
"""What reading a damaged or hostile zip file raises."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself.

    Attributes:
        at: when it was made.
        files: SHA-256 by name.
    """

    at: datetime
    files: dict[str, str]


def write(out: IO[bytes], pieces: Iterable[Piece], at: datetime, progress: Progress) -> None:
    """Write a bundle.

    Args:
        out: a new file.
        pieces: what goes in.
        at: this moment.
        progress: told after each block.
    """
    pieces = tuple(pieces)
    total, done, sums = sum(piece.size for piece in pieces), 0, {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for piece in pieces:
            digest = hashlib.sha256()
            with archive.open(zipfile.ZipInfo(piece.name), "w", force_zip64=True) as entry:
                for block in piece.blocks(_BLOCK):
                    digest.update(block)
                    entry.write(block)
                    done += len(block)
                    progress(done, total)
            sums[piece.name] = digest.hexdigest()
        format = WITH_SETTINGS if SETTINGS in sums else FORMAT
        about = {"format": format, "at": at.isoformat(timespec="seconds"), "program": program(), "files": sums}
        archive.writestr(zipfile.ZipInfo(MANIFEST), orjson.dumps(about, option=orjson.OPT_INDENT_2))


def unpack(path: Path, folder: Path, progress: Progress = unwatched) -> Manifest:
    """Take everything out of a bundle, each byte checked.

    Args:
        path: the bundle.
        folder: an empty folder; after trouble, what is in it is worth nothing.
        progress: told after each block.

    Returns:
        What the bundle says of itself.

    Raises:
        BookDamaged: it is damaged, or not a backup.
        NewerFormat: a newer version made it.
        LingkarError: it cannot be read, or the folder not be written.
    """
    with _opened(path) as (archive, manifest):
        total, done = sum(archive.getinfo(name).file_size for name in manifest.files), 0
        for name, expected in manifest.files.items():
            target = folder / name
            disk.make_folder(target.parent)
            digest = hashlib.sha256()
            fd = disk.create_file(target)
            try:
                with archive.open(name) as entry:
                    while block := entry.read(_BLOCK):
                        digest.update(block)
                        disk.write_all(fd, block)
                        done += len(block)
                        progress(done, total)
                disk.flush(fd)
            finally:
                disk.close_file(fd)
            if digest.hexdigest() != expected:
                raise ValueError(name)
        for place in {(folder / name).parent for name in manifest.files}:
            disk.sync_folder(place)
        return manifest


@contextmanager
def _opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive, _checked(archive, path)
    except _BROKEN as error:
        raise _damaged(path) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # a damaged list of contents points before the beginning of the file
            raise _damaged(path) from error
        why = why_refused(error)
        raise LingkarError(
            _("The backup {file} cannot be read or unpacked: {why}.").format(file=path, why=why)
        ) from error


def _checked(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """The list of a bundle whose entries are just those it names, each name one of a book's.

    Raises:
        ValueError, KeyError, TypeError: it is not such a bundle.
    """
    entries = {info.filename: info for info in archive.infolist()}
    if any(info.compress_type != zipfile.ZIP_STORED for info in entries.values()):
        raise ValueError("packed, as no backup is")
    if sum(info.file_size for info in entries.values()) > path.stat().st_size:
        raise ValueError("more inside than outside: made to fill the disk")
    if entries[MANIFEST].file_size > _LONGEST_LIST:
        raise ValueError("the list is too long")
    about = orjson.loads(archive.read(MANIFEST))
    if about["format"] not in _NAMES:
        raise NewerFormat(
            _("The backup {file} was made by a newer version of Lingkar. Nothing was changed.").format(file=path)
        )
    files: dict[Any, Any] = about["files"]
    if set(files) != set(entries) - {MANIFEST} or not all(_NAMES[about["format"]].fullmatch(name) for name in files):
        raise ValueError("files that are no part of a book")
    return Manifest(datetime.fromisoformat(about["at"]), {str(name): str(digest) for name, digest in files.items()})


def _damaged(path: Path) -> BookDamaged:
    return BookDamaged(
        _("{file} is damaged, or no backup of a casebook. Nothing was changed. Try another backup.").format(file=path)
    )
