"""Opening a book that was taken out of a backup, all of it, and counting what is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from store.errors import BookDamaged
from store.language import _
from store.shelf import CASES, STUBS
from store.vault import Key, open_vault
from store.vault.keys import ARCHIVE


@dataclass(frozen=True, slots=True)
class Whole:
    """A book that opens, with everything it needs.

    Attributes:
        seq: the number of its last transaction.
        documents: how many documents of each table the live book has.
        archived: the codes of its archived cases.
    """

    seq: int
    documents: Mapping[str, int]
    archived: frozenset[str]

    @property
    def cases(self) -> int:
        """How many cases it has."""
        return self.documents.get(CASES, 0) + len(self.archived)


def open_whole(folder: Path, key: Key) -> Whole:
    """Open a book and its archive for reading.

    Args:
        folder: the book.
        key: of the book.

    Raises:
        BookDamaged: something does not read, or an archived case is not in the archive.
        LingkarError: as for `open_casebook`.
    """
    with open_vault(folder, key=key, read_only=True) as db:
        standing = db.standing()
        stubs, live = ({row["code"] for row in db.documents(table).values()} for table in (STUBS, CASES))
    archived = frozenset(stubs - live)  # a case that came back has a stub too, and lies in the archive as it was
    filed: set[str] = set()
    if (folder / ARCHIVE).is_dir():
        with open_vault(folder / ARCHIVE, key=key.archived(), read_only=True) as db:
            filed = {row["code"] for row in db.documents(CASES).values()}
    if not archived <= filed:
        raise BookDamaged(_("The archive of the book lacks cases that are said to be in it."))
    return Whole(standing.seq, standing.documents, archived)
