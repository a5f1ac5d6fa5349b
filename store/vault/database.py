"""The vault's face: a TinyDB whose every act is one durable transaction.

Callers use this and the records; how bytes reach the disk is below.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from .copying import Standing
from .generations import Progress
from .keys import Key, SecretKey
from .memory import Rows
from .opening import Access
from .records import Change, Document, OpeningReport, RawChange, Transaction
from .table import ChangeTable
from .vault import Vault


class VaultDB(TinyDB):
    """A TinyDB database in a vault. Everything TinyDB offers works, each operation being its own durable transaction.

    Made by `open_vault`. One thread at a time may use it.

    Attributes:
        folder: The book.
        read_only: Whether it was opened for reading only.
    """

    table_class = ChangeTable  # type: ignore[assignment]  # TinyDB declares the default, not what may replace it
    default_storage_class = Vault  # type: ignore[assignment]
    _storage: Vault

    def __init__(
        self,
        folder: Path,
        access: Access,
        *,
        create: bool = True,
        read_only: bool = False,
        on_transaction: Callable[[Transaction], None] | None = None,
        on_snapshot: Callable[["VaultDB"], None] | None = None,
    ) -> None:
        """See `open_vault`."""
        self.folder = folder
        self.read_only = read_only
        super().__init__(folder, access, create=create, read_only=read_only)
        try:
            if on_snapshot is not None:
                on_snapshot(self)
            if access.documents:
                self._storage.replay(on_transaction)
        except BaseException:
            self.close()
            raise

    @property
    def key(self) -> Key:
        """What its frames and snapshots are closed with."""
        return self._storage.key

    @property
    def is_encrypted(self) -> bool:
        """Whether its files are closed with a secret."""
        return isinstance(self._storage.key, SecretKey)

    @property
    def report(self) -> OpeningReport:
        """What was met when the book was opened."""
        return self._storage.report

    @property
    def is_older(self) -> bool:
        """Whether the key file has an older format, so that older programs open the book still."""
        return self._storage.is_older

    def raise_format(self) -> None:
        """Keep older programs out: the documents are as only this version reads them.

        Raises:
            NotSaved: It could not be written; the book has the format it had.
        """
        self._storage.raise_format()

    def imagine(self, changes: Iterable[Change]) -> None:
        """Show documents of an older format as this version writes them, in a book that is only read.

        Args:
            changes: What memory shows from now on, and the disk does not have.
        """
        self._storage.imagine(changes)

    def standing(self) -> Standing:
        """Tell where the book stands at this moment: its open generation, its last transaction, its documents."""
        return self._storage.standing()

    def transaction(self, act: Any) -> AbstractContextManager[None]:
        """Make everything done inside one transaction: all of it becomes durable, or nothing happens.

        Operations inside see their own changes. A document changed several times counts once; a transaction that
        changes nothing in the end writes nothing and is not reported.

        Args:
            act: A label that JSON can hold; kept with the transaction and given back by `Transaction.act`.

        Returns:
            A context manager.

        Raises:
            NotSaved: It could not be written, or the book is read-only; memory and disk are as before.
            RuntimeError: Another transaction is under way.
            TypeError: JSON cannot hold the label, or (raised where it is written) a document.
        """
        return self._storage.transaction(act)

    def table(self, name: str, **kwargs: Any) -> ChangeTable:
        """Look at a table, which need not exist. See `tinydb.TinyDB.table`."""
        table: ChangeTable = super().table(name, **kwargs)  # type: ignore[assignment]  # as `table_class` has it
        return table

    def commit(self, act: Any, changes: Iterable[RawChange]) -> None:
        """Store documents whole, as one transaction: the straight way for one whose changes are all known beforehand.

        What is as it was already is not written.

        Args:
            act: A label; see `transaction`.
            changes: No document twice.

        Raises:
            NotSaved: It could not be written, or the book is read-only; memory and disk are as before.
            RuntimeError: Another transaction is under way.
        """
        self._storage.commit(act, changes)

    def documents(self, table: str) -> Mapping[int, Document]:
        """Look at a table without copying: for bulk reads.

        Args:
            table: Its name; it need not exist.

        Returns:
            A live view, ids to stored documents, own changes of a transaction under way included. Not to be mutated.
        """
        return Rows(self._storage.memory, table)

    def lines(self, table: str) -> Iterator[tuple[int, bytes]]:
        """Go through what is committed of a table as JSON, reading none of what is not read yet.

        Args:
            table: Its name; it need not exist.

        Yields:
            Ids and documents.
        """
        return self._storage.memory.lines(table)

    def press(self, order: Mapping[str, Iterable[int]]) -> None:
        """Let what is unread take less memory. Another thread may do it, while this one goes on.

        Args:
            order: By table the ids of documents, those together that are asked for together.
        """
        self._storage.memory.press(order)

    def read_documents(self, progress: Progress | None = None) -> None:
        """Read the documents of a deferred book now; else nothing happens.

        Another thread may do it while nobody else uses this database; the others of the program go on meanwhile.

        Args:
            progress: Is told now and then how much is done, and of how much.

        Raises:
            BookDamaged: They do not read as they were written.
            OSError: They cannot be read.
        """
        self._storage.read_documents(progress)

    def put(self, act: Any, table: str, id: int, document: Document | None) -> None:
        """Store one document whole, as one transaction; the only act that needs no other document to be read.

        Args:
            act: A label; see `transaction`.
            table: The name of the table.
            id: The TinyDB document id; a document that has it is replaced.
            document: JSON values; None removes it.

        Raises:
            NotSaved: It could not be written, or the book is read-only.
        """
        self._storage.put(act, table, id, document)

    def tables(self) -> set[str]:
        """Name the tables that hold documents. Unlike in stock TinyDB a table without any does not exist."""
        return self._storage.memory.names()

    def drop_table(self, name: str) -> None:
        """Remove a table with all its documents, as one transaction.

        Args:
            name: The table.
        """
        self.table(name).truncate()
        del self._tables[name]

    def drop_tables(self) -> None:
        """Remove all tables, as one transaction."""
        with contextlib.nullcontext() if self._storage.memory.pending else self.transaction(None):
            for name in self.tables():
                self.drop_table(name)
        self._tables.clear()

    def compact(self) -> None:
        """Start a new generation: a fresh snapshot and an empty log. The old one stays as a backup.

        Raises:
            NotSaved: It could not be written; nothing was lost, the book goes on in its present files.
            RuntimeError: A transaction is under way.
        """
        self._storage.compact()

    def holds_acts_since(self) -> date | None:
        """The day on which the open generation was begun; None if it holds no act, or its head does not tell."""
        return self._storage.holds_acts_since()

    def forget_older(self) -> int:
        """Remove all generations but the open one, and what was set aside: nothing of before remains in the folder.

        Returns:
            How many generations there were.

        Raises:
            OSError: One could not be removed; asking again goes on.
        """
        return self._storage.forget_older()

    def close(self) -> None:
        """Let go of the book; a second call does nothing.

        Compacts first if the log was longer than 1 MiB and than a quarter of the snapshot when the book was opened,
        or if a torn tail was set aside. If that fails (full disk), nothing is lost and nothing is raised.
        """
        super().close()


def open_vault(
    folder: Path,
    *,
    passphrase: str | None = None,
    key: Key | None = None,
    create: bool = True,
    read_only: bool = False,
    deferred: bool = False,
    unread: bool = False,
    on_transaction: Callable[[Transaction], None] | None = None,
    on_snapshot: Callable[[VaultDB], None] | None = None,
) -> VaultDB:
    """Open a book.

    Args:
        folder: Where it is.
        passphrase: Opens an encrypted book, as its recovery key does; a new book is encrypted with it. None: plain.
        key: Opens a book without asking its key file; so does the key's `archived()` with the book's archive.
        create: Make a new one if there is none. Ignored when reading only.
        read_only: Take no lock and change nothing on the disk; shows what was saved at this moment, even while
            another process writes.
        deferred: Read the documents when they are first looked at, so that `put` costs what it writes. There are no
            callbacks then.
        unread: Whether the rows of the snapshot stay as text until somebody looks at them; where little of much is
            looked at.
        on_transaction: Called with every transaction replayed from the log, in order, and after every new one. By then
            it is durable: an error raised here reaches the caller, but undoes nothing.
        on_snapshot: Called once when the snapshot is loaded and before the log is replayed. It may read, not write.

    Returns:
        The open database.

    Raises:
        BookNotFound: There is no book and none was to be made.
        BookInUse: Another process, or another part of this one, has it open for writing.
        BookDamaged: Its files do not read as they were written. Nothing was changed.
        NewerFormat: A newer version of the program wrote it.
        PassphraseNeeded, WrongPassphrase: It is encrypted.
        LingkarError: The folder cannot be reached (permissions, full disk), or a passphrase was given for a plain book.
    """
    access = Access(passphrase, key, documents=not deferred, unread=unread)
    return VaultDB(
        Path(folder),
        access,
        create=create,
        read_only=read_only,
        on_transaction=on_transaction,
        on_snapshot=on_snapshot,
    )
