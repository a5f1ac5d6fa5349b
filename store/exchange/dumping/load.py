"""Reading a dump back: what kind of file it is, whether this version knows its format, and whether it is sound."""

import zipfile
from pathlib import Path
from typing import Any

import orjson

from store.errors import BookDamaged, LingkarError, NewerFormat
from store.exchange.bundle import MANIFEST
from store.exchange.dumping import checking, stock
from store.exchange.dumping.contents import Contents
from store.exchange.dumping.lossless import KIND
from store.exchange.progress import Progress, unwatched
from store.language import _
from store.language.system import why_refused
from store.lasting import made_to_last
from store.shelf import CASES
from store.vault import FORMAT

_MARK = b"\xef\xbb\xbf"
_LOOKED_AT = 1024


def is_dump(path: Path) -> bool:
    """Whether a file is JSON, and so a dump rather than a backup. One that cannot be read is none."""
    try:
        with path.open("rb") as file:
            return file.read(_LOOKED_AT).removeprefix(_MARK).lstrip().startswith(b"{")
    except OSError:
        return False


def must_be_no_tables(path: Path) -> None:
    """See that a file is not a dump for a spreadsheet, from which no book is made.

    Raises:
        LingkarError: it is one.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except Exception:  # whatever it is, and whatever is wrong with it: these tables it is not
        return
    if f"{CASES}.csv" in names and MANIFEST not in names:
        raise LingkarError(
            _("{file} holds the tables of a casebook for a spreadsheet. They are whole, but no book can be made of "
              "them: that takes a dump in the form json or tinydb, or a backup. Nothing was changed.").format(file=path)
        )  # fmt: skip


def read_dump(path: Path, progress: Progress = unwatched) -> Contents:
    """The book in a dump, every document checked and cleaned.

    Args:
        path: JSON, or a database for TinyDB, as `dump` wrote it.
        progress: told how far it is.

    Raises:
        NewerFormat: a newer version of the program wrote it.
        BookDamaged: it is no dump, or damaged, or somebody made something else of it.
        LingkarError: it cannot be read.
    """
    progress(0, 1)
    with made_to_last(are_many=False):
        try:
            found = _parsed(path)
            if (format := checking.format_of(found)) > FORMAT:
                raise NewerFormat(
                    _(
                        "The dump {file} has format {number}; this version of Lingkar knows format {known}. Nothing "
                        "was changed. Read it in with a newer version."
                    ).format(file=path, number=format, known=FORMAT)
                )
            return checking.checked(found, progress)
        except checking.Unsound as error:
            raise BookDamaged(
                _("{file} is no dump of a casebook, or is damaged: {why} Nothing was changed.").format(
                    file=path, why=error
                )
            ) from None


def _parsed(path: Path) -> Any:
    """What a file holds, in the form of a lossless dump.

    Raises:
        Unsound: it holds something else.
        LingkarError: it cannot be read.
    """
    try:
        found = orjson.loads(path.read_bytes().removeprefix(_MARK))
    except ValueError as error:  # which may quote what stands in the file
        raise checking.Unsound(_("It is not whole.")) from error
    except OSError as error:
        why = why_refused(error)
        raise LingkarError(_("The dump {file} cannot be read: {why}.").format(file=path, why=why)) from error
    if isinstance(found, dict) and isinstance(found.get(KIND), dict):
        try:
            return stock.parted(found)
        except (ValueError, TypeError, LookupError, AttributeError):
            raise checking.Unsound(_("This is not the form of a dump.")) from None
    return found
