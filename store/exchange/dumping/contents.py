"""All that a book holds, as documents: its own tables, and the cases of its archive.

Documents are as they are stored and not to be mutated. A `Source` fixes what the book is at one moment; what takes its
time, reading the archive, may then be done in another thread while the book goes on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from store.archive import Archive
from store.casebook import Casebook
from store.exchange.progress import Progress, unwatched
from store.exchange.version import program
from store.model.case import by_number
from store.parking import with_settings
from store.shelf import CASES, IN_THE_FILE, STUBS
from store.vault import FORMAT, Document, Key, VaultDB

Tables = Mapping[str, Mapping[int, Document]]
"""The rows of each table by their ids."""

IN_FILE_ORDER = ("code", "format", "case", *IN_THE_FILE)
"""What an archived case is made of: the code, its format, the case, and each table of its file."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a book holds.

    Attributes:
        format: of the documents.
        program: the version of the program that they were taken out with.
        tables: of the live book, by name; the rows in the order of their ids.
        archive: each archived case with its file, by code.
        missing: the codes of archived cases that the archive lacks; a book that was salvaged may have such.
    """

    format: int
    program: str
    tables: Tables
    archive: Mapping[str, Document]
    missing: tuple[str, ...] = ()

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return len(self.tables.get(CASES, ())) + len(self.archive)

    @property
    def lines(self) -> int:
        """How many documents there are, an archived case with its file taken as one."""
        return sum(map(len, self.tables.values())) + len(self.archive)

    @property
    def rows(self) -> int:
        """How many documents there are, each row of an archived file by itself."""
        return sum(map(len, self.tables.values())) + sum(map(rows_in, self.archive.values()))


@dataclass(frozen=True, slots=True)
class Source:
    """A book at one moment.

    Attributes:
        tables: see `Contents`.
        folder: where it lies.
        key: of the book.
    """

    tables: Tables
    folder: Path
    key: Key

    @classmethod
    def of(cls, db: VaultDB) -> "Source":
        """What an open vault holds now."""
        tables = {name: dict(sorted(db.documents(name).items())) for name in sorted(db.tables())}
        return cls(tables, db.folder, db.key)


def source_of(book: Casebook) -> Source:
    """What an open book is now, with the settings that stand in the file beside it."""
    source = Source.of(book.shelf.db)
    return replace(source, tables=with_settings(source.tables, source.folder))


def contents_of(book: Casebook, progress: Progress = unwatched) -> Contents:
    """All that an open book holds now; reads the archive."""
    return read_contents(source_of(book), progress)


def read_contents(source: Source, progress: Progress = unwatched) -> Contents:
    """All that a book held at one moment; reads the archive, and may do so in any thread.

    Args:
        source: the book.
        progress: told how much of the archive is read.

    Raises:
        BookDamaged: the archive cannot be read.
    """
    codes = archived_codes(source.tables)
    found: dict[str, Document] = {}
    if codes:
        archive = Archive(source.folder, source.key.archived(), read_only=True)
        try:
            archive.read_if_there(progress)
            found = {code: in_order(archive.document(code)) for code in codes if archive.is_read and archive.has(code)}
        finally:
            archive.close()
    return Contents(FORMAT, program(), source.tables, found, tuple(code for code in codes if code not in found))


def archived_codes(tables: Tables) -> list[str]:
    """The cases of a book that lie in its archive: they have a stub, and no row among the live ones."""
    stubs, live = ({row["code"] for row in tables.get(table, {}).values()} for table in (STUBS, CASES))
    return sorted(stubs - live, key=by_number)


def in_order(file: Document) -> Document:
    """An archived case with its file, in the same order whenever it was filed."""
    return {name: file[name] for name in IN_FILE_ORDER if name in file}


def rows_in(file: Document) -> int:
    """Of how many documents an archived case with its file is made."""
    return 1 + sum(len(rows) for rows in file.values() if isinstance(rows, list))
