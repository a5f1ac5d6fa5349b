"""The archive of a book: closed cases, each with its whole file one document of a vault inside the book.

The folder `archive/` has the format of the book itself and is closed with its key. Its one table `cases` has one
document for each filed case, under an id that follows from the code, so that filing a case again replaces it:

    {"code": "K-2025-014", "format": 2, "case": {...}, "notes": [...], "history": [...], "goals": [...], ...}

with the rows of the live book as they were, table by table, in the format of the day on which it was filed.

Nothing is opened until something is asked for. Filing and removing append to the log without reading the documents;
only reading a case reads them all into memory. Whether a case counts as archived is not known here (see `filing`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TypeVar, cast

from store.errors import BookDamaged, InvalidInput, LingkarError
from store.language import _
from store.migration import file_brought_up
from store.model.case import Case, by_number
from store.model.record import Record, build
from store.shelf import CASES, IN_THE_FILE, TABLE_OF
from store.vault import FORMAT, Document, Key, VaultDB, open_vault
from store.vault.keys import ARCHIVE
from store.vault.opening import is_unborn

CASES_READ = 100
"""How many cases are kept as models before starting anew; a person looks at a few."""

R = TypeVar("R", bound=Record)


class Filed:
    """One case as it lies in the archive; its records are built when they are asked for.

    Attributes:
        document: as it is stored; not to be mutated.
    """

    def __init__(self, document: Document, folder: Path) -> None:
        """A stored document, and the archive that a complaint about it names."""
        self.document = document
        self._folder = folder
        self._models: dict[str, Sequence[Record]] = {}

    @cached_property
    def case(self) -> Case:
        """The case."""
        return self._built(Case, self.document["case"])

    def in_file(self, model: type[R]) -> list[R]:
        """The records of this kind in its file, in the order in which they came into the live book."""
        table = TABLE_OF[model]
        if table not in self._models:
            self._models[table] = [self._built(model, document) for document in self.document.get(table, ())]
        return cast(list[R], self._models[table])

    def records(self) -> list[Record]:
        """The case and everything in its file."""
        return [self.case, *(record for model in IN_THE_FILE.values() for record in self.in_file(model))]

    def _built(self, model: type[R], document: Document) -> R:
        try:
            return build(model, document)
        except InvalidInput as error:
            fields = ", ".join(error.problems)  # not what stands in them, which is client text
            raise _damaged(
                self._folder, _("{code} does not read ({fields}).").format(code=self.document["code"], fields=fields)
            ) from None


class _Index:
    """In which case a record of a file is found, and one that came from elsewhere."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.ids: dict[str, str] = {}
        self.sources: dict[str, str] = {}
        for document in documents:
            self.learn(document)

    def learn(self, document: Document) -> None:
        """Take in a case that is filed."""
        code = document["code"]
        in_file = [row for table in IN_THE_FILE for row in document.get(table, ())]
        self.ids.update((row["id"], code) for row in in_file)
        for record in (document["case"], *in_file):
            if source := record.get("imported_from"):
                self.sources[source] = code


class Archive:
    """The archive of one book. Its methods raise `BookDamaged`, naming it, when it cannot be opened or read.

    Another thread may open or read it ahead; whoever comes meanwhile waits for it.

    Attributes:
        folder: where it lies.
    """

    def __init__(self, book: Path, key: Key, *, read_only: bool) -> None:
        """Opens nothing.

        Args:
            book: the folder of the book.
            key: of the archive.
            read_only: take no lock and change nothing.
        """
        self.folder = book / ARCHIVE
        self._key = key
        self._read_only = read_only
        self._db: VaultDB | None = None
        self._lock = RLock()  # a worker thread may open or read it ahead of the first use
        self._is_closed = False
        self._read: dict[str, Filed] = {}
        self._older: dict[str, tuple[Document, Document]] = {}  # filed in an older format: as it lies, as it is read
        self._known: _Index | None = None

    @property
    def is_read(self) -> bool:
        """Whether its documents are in memory already."""
        return self._known is not None

    @property
    def is_busy(self) -> bool:
        """Whether another thread is opening or reading it, so that filing would have to wait."""
        free = self._lock.acquire(blocking=False)
        if free:
            self._lock.release()
        return not free

    def open(self, *, create: bool) -> None:
        """Open it for filing, without reading the documents.

        Args:
            create: make a new archive where there is none.
        """
        self._opened(create=create)

    def read(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Read its documents into memory; a second call does nothing.

        Args:
            progress: is told now and then how much of all is done.
        """
        self._documents(progress)

    def read_if_there(self, progress: Callable[[int, int], None] | None = None) -> None:
        """The same where there is an archive; a book has none before the first case is filed."""
        if self._is_there():
            self.read(progress)

    def has(self, code: str) -> bool:
        """Whether it holds this case."""
        return _id_of(code) in self._documents()

    def get(self, code: str) -> Filed:
        """A case that was filed.

        Raises:
            BookDamaged: also when it is not here.
        """
        if code not in self._read:
            document = self.document(code)
            if len(self._read) >= CASES_READ:
                self._read.clear()
            self._read[code] = Filed(document, self.folder)
        return self._read[code]

    def document(self, code: str) -> Document:
        """A case that was filed, with its file; not to be mutated. What replaces it is another object.

        Raises:
            BookDamaged: also when it is not here.
        """
        document = self._documents().get(_id_of(code))
        if document is None:
            raise _damaged(self.folder, _("{code} is missing in it.").format(code=code))
        if document.get("format") == FORMAT:
            return document
        older = self._older.get(code)
        if older is None or older[0] is not document:
            older = self._older[code] = document, file_brought_up(document)
        return older[1]

    def code_of_id(self, id: str) -> str | None:
        """The case in whose file the record with this id lies, as far as the archive knows."""
        return self._index().ids.get(id)

    def code_of_source(self, source: str) -> str | None:
        """The case in which a record with this origin is, as far as the archive knows."""
        return self._index().sources.get(source)

    def put(self, document: Document, *, create: bool) -> None:
        """Keep a case; durable when this returns.

        Args:
            document: as the head of this file shows it.
            create: make a new archive where there is none.

        Raises:
            NotSaved: the disk refused; the archive is as it was.
        """
        code = document["code"]
        with self._lock:
            self._opened(create=create).put("file", CASES, _id_of(code), {**document, "format": FORMAT})
            self._read.pop(code, None)
            if self._known is not None:
                self._known.learn(document)

    def remove(self, code: str) -> None:
        """Take a case out; durable when this returns. Older generations of the archive still have it.

        Where there is no archive, or the case is not in it, nothing happens.

        Raises:
            NotSaved: the disk refused; the archive is as it was.
        """
        if not self._is_there() or not self.has(code):
            return
        self._opened().put("remove", CASES, _id_of(code), None)
        self._read.pop(code, None)
        self._known = None  # the rare way: made anew when asked for

    def erase(self, code: str) -> int:
        """Take a case out for good: out of all older generations too. Asking again goes on where it was cut off.

        Returns:
            How many older generations were removed; 0 where there is no archive.

        Raises:
            NotSaved: the disk refused; the case is still here, or at least in older generations.
            OSError: an older generation could not be removed.
        """
        if not self._is_there():
            return 0
        self.remove(code)
        db = self._opened()
        db.compact()
        return db.forget_older()

    def compact(self) -> None:
        """Write a new snapshot and begin a new log; where there is no archive, nothing happens.

        Raises:
            NotSaved: it could not be written; nothing was lost.
        """
        if self._is_there():
            self._opened().compact()

    def close(self) -> None:
        """Let go of it for good, with its book."""
        with self._lock:
            self._is_closed = True
            if self._db is not None:
                self._db.close()

    def _is_there(self) -> bool:
        try:
            return not is_unborn(self.folder)
        except (LingkarError, OSError) as error:
            raise _damaged(self.folder, str(error)) from error

    def _documents(self, progress: Callable[[int, int], None] | None = None) -> Mapping[int, Document]:
        with self._lock:
            db = self._opened()
            try:
                db.read_documents(progress)
                documents = db.documents(CASES)
            except (LingkarError, OSError) as error:
                raise _damaged(self.folder, str(error)) from error
            if self._known is None:
                self._known = _Index(documents.values())
            return documents

    def _index(self) -> "_Index":
        self._documents()
        assert self._known is not None, "it was just made"
        return self._known

    def _opened(self, *, create: bool = False) -> VaultDB:
        with self._lock:
            if self._is_closed:
                raise RuntimeError("the book is closed")
            if self._db is None:
                try:
                    self._db = open_vault(
                        self.folder, key=self._key, create=create, read_only=self._read_only, deferred=True
                    )
                except LingkarError as error:
                    raise _damaged(self.folder, str(error)) from error
            return self._db


def _id_of(code: str) -> int:
    """The document id of a case: K-2025-014 is 2025000014."""
    year, number = by_number(code)
    return year * 1_000_000 + number


def _damaged(folder: Path, why: str) -> BookDamaged:
    return BookDamaged(
        _(
            "The archive of closed cases in {folder} cannot be read: {why} The cases on the board are not affected."
        ).format(folder=folder, why=why)
    )
