"""Letting a dump out: made whole in memory, written down in the book, and only then written.

`dump` does all of it. For a screen the parts are apart: `made` may run in another thread on a `Source`'s contents,
`let_go` acts on the book.
"""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.casebook import Casebook
from store.exchange.dumping import lossless, stock, tables
from store.exchange.dumping.contents import Contents, contents_of
from store.exchange.progress import Far, Progress, stretch, unwatched
from store.language import N_
from store.model.codes import Vocabulary
from store.model.disguise import MaskLevel
from store.model.outside import PRINTED, OutsideKind
from store.packet.export import let_out
from store.packet.files import file_name, place

_UNMASKED = "UNMASKED"
"""Stands in the name of the file, so that it is never taken for a masked packet: ASCII, in every language."""


class DumpFormat(Vocabulary):
    """In which form a book leaves."""

    JSON = "json", N_("JSON, which can be read in again")
    TINYDB = "tinydb", N_("A database that TinyDB opens")
    CSV = "csv", N_("Tables for a spreadsheet")


_CALLED = {DumpFormat.JSON: ("dump", "json"), DumpFormat.TINYDB: ("tinydb", "json"), DumpFormat.CSV: ("tables", "zip")}
"""What the file of each is called, and what its name ends in."""


@dataclass(frozen=True, slots=True)
class Dumped:
    """A dump that left.

    Attributes:
        path: where it is; None where it was printed.
        data: the whole of it.
        cases: how many cases are in it.
        missing: the codes of archived cases that the archive lacks, and the dump with it.
    """

    path: Path | None
    data: bytes
    cases: int
    missing: tuple[str, ...]


def dump(book: Casebook, to: Path | None, format: DumpFormat, progress: Progress = unwatched) -> Dumped:
    """Write the whole book, archive included, as plain text.

    Args:
        book: open for writing.
        to: a folder, or the file itself. A file that is there already is never overwritten. None only makes it, for
            whoever prints it.
        format: in which form.
        progress: told how far it is, up to the moment in which it leaves.

    Raises:
        BookDamaged: the archive cannot be read.
        LingkarError: there is no such folder.
        NotSaved: the folder or the disk refused; nothing was left behind.
    """
    contents = contents_of(book, stretch(progress, 0, 50))
    data = made(contents, format, stretch(progress, 50, 100))
    return Dumped(let_go(book, data, format, to), data, contents.cases, contents.missing)


def made(contents: Contents, format: DumpFormat, progress: Progress = unwatched) -> bytes:
    """The whole dump.

    Args:
        contents: what a book holds.
        format: in which form.
        progress: told how far it is.
    """
    out = io.BytesIO()
    far = Far(progress, contents.lines if format is DumpFormat.JSON else contents.rows)
    if format is DumpFormat.CSV:
        tables.write(contents, out, far)
    else:
        for piece in (lossless if format is DumpFormat.JSON else stock).pieces(contents):
            out.write(piece)
            far.tick()
    return out.getvalue()


def let_go(book: Casebook, data: bytes, format: DumpFormat, to: Path | None) -> Path | None:
    """Write a dump down in the book, and then into a new file that only its owner can read. As `dump`, in parts."""
    codes = book.every_code()
    known: dict[str, Any] = {"level": MaskLevel.NONE, "format": format.value}
    if to is None:
        known |= {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        book.went_out(OutsideKind.DUMP, PRINTED, codes, **known)
        return None
    kind, ending = _CALLED[format]
    target = place(to, file_name("lingkar", f"{kind}_{_UNMASKED}", book.today(), ending))
    return let_out(book, target, data, codes, kind=OutsideKind.DUMP, **known)
