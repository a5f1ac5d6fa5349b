"""The documents in memory: the tables as the disk has them, and on top the transaction under way.

`Rows` shows a table from where you stand, `Draft` is what an operation works on. Nothing here touches the disk: `Vault`
writes first and only then calls `Memory.apply`.
"""

from collections.abc import ItemsView, Iterable, Iterator, Mapping, MutableMapping, ValuesView
from typing import Any

import orjson

from .records import Change, DocChange, Document, Written, written
from .unread import UnreadTable

Table = MutableMapping[int, Document]
_NO_ROWS: Table = {}


def lines(table: Table) -> Iterator[tuple[int, bytes]]:
    """Go through a table as JSON, reading nothing that is not read yet."""
    if isinstance(table, UnreadTable):
        return table.lines()
    return ((id, orjson.dumps(document)) for id, document in table.items())


class Pending:
    """The changes of one transaction that are not on the disk yet, the last state of each document only."""

    def __init__(self, act: Any, highest: dict[str, int]) -> None:
        """Start a transaction.

        Args:
            act: Its label.
            highest: The highest ids given so far, to go back to if it comes to nothing.
        """
        self.act = act
        self.highest = dict(highest)
        self.tables: dict[str, dict[int, Written | None]] = {}


class Memory:
    """All tables of one book.

    Attributes:
        tables: The committed documents. A table without documents does not exist.
        highest: The highest id each table has given, so that none is given twice while the book is open.
        pending: The transaction under way, or None.
        closed: Whether the book was closed; reading then fails rather than showing an empty book.
    """

    def __init__(self, tables: dict[str, Table]) -> None:
        """Take over tables.

        Args:
            tables: The committed documents, by table and id.
        """
        self.tables = tables
        self.highest = {name: max(table, default=0) for name, table in tables.items()}
        self.pending: Pending | None = None
        self.closed = False

    def apply(self, changes: Iterable[Change]) -> tuple[DocChange, ...]:
        """Make the changes of a durable transaction.

        Args:
            changes: What it does. The documents are kept, not copied.

        Returns:
            The same with the documents they replace.
        """
        done = []
        for name, id, after in changes:
            table = self.tables.setdefault(name, {})
            before = table.get(id)
            if after is not None:
                table[id] = after
                self.seen(name, id)
            else:
                table.pop(id, None)
                if not table:
                    del self.tables[name]
            done.append(DocChange(name, id, before, after))
        return tuple(done)

    def seen(self, name: str, id: int) -> None:
        """Never give this id again.

        Args:
            name: A table.
            id: An id in use there.
        """
        self.highest[name] = max(id, self.highest.get(name, 0))

    def next_id(self, name: str) -> int:
        """Give an id that no document of the table has or had since the book was opened.

        Args:
            name: A table.

        Returns:
            The id; the next call gives another one.
        """
        id = self.highest.get(name, 0) + 1
        self.highest[name] = id
        return id

    def counts(self) -> dict[str, int]:
        """How many committed documents each table has."""
        return {name: len(table) for name, table in sorted(self.tables.items())}

    def lines(self, name: str) -> Iterator[tuple[int, bytes]]:
        """Go through what is committed of a table as JSON; see `VaultDB.lines`."""
        return lines(self.tables.get(name, _NO_ROWS))

    def press(self, order: Mapping[str, Iterable[int]]) -> None:
        """Let what is unread take less memory; see `VaultDB.press`."""
        for name, table in list(self.tables.items()):
            if isinstance(table, UnreadTable):
                table.press(order.get(name, ()))

    def names(self) -> set[str]:
        """Name the tables that hold documents, as the transaction under way sees them."""
        names = set(self.tables)
        if self.pending is not None:
            names |= set(self.pending.tables)
        return {name for name in names if Rows(self, name)}


class Rows(Mapping[int, Document]):
    """A live, read-only view of one table without copies: what is committed, and inside a transaction its own changes.

    Whoever reads it promises not to mutate the documents.
    """

    def __init__(self, memory: Memory, name: str) -> None:
        """Look at a table, which need not exist.

        Args:
            memory: The book.
            name: The table.
        """
        self._memory = memory
        self._name = name

    def _committed(self) -> Table:
        if self._memory.closed:
            raise RuntimeError("the book is closed")
        return self._memory.tables.get(self._name, _NO_ROWS)

    def _changed(self) -> dict[int, Written | None] | None:
        pending = self._memory.pending
        return None if pending is None else pending.tables.get(self._name)

    def __getitem__(self, id: int) -> Document:
        """Return the stored document."""
        changed = self._changed()
        if not changed or id not in changed:
            return self._committed()[id]
        new = changed[id]
        if new is None:
            raise KeyError(id)
        return new.document

    def get(self, id: int, default: Any = None) -> Any:
        """Return the stored document, or the default."""
        changed = self._changed()
        if not changed or id not in changed:
            return self._committed().get(id, default)
        new = changed[id]
        return default if new is None else new.document

    def __contains__(self, id: object) -> bool:
        """Tell whether there is a document with this id."""
        changed = self._changed()
        if changed and id in changed:
            return changed[id] is not None
        return id in self._committed()

    def __iter__(self) -> Iterator[int]:
        """Go through the ids, the committed ones first."""
        committed, changed = self._committed(), self._changed()
        if not changed:
            return iter(committed)
        kept = [id for id in committed if id not in changed or changed[id] is not None]
        return iter(kept + [id for id, new in changed.items() if new is not None and id not in committed])

    def __len__(self) -> int:
        """Count the documents."""
        committed, changed = self._committed(), self._changed()
        if not changed:
            return len(committed)
        return len(committed) + sum((new is not None) - (id in committed) for id, new in changed.items())

    def items(self) -> ItemsView[int, Document]:
        """Go through ids and documents, at the speed of a dict when no transaction is under way."""
        return super().items() if self._changed() else self._committed().items()

    def values(self) -> ValuesView[Document]:
        """Go through the documents, at the speed of a dict when no transaction is under way."""
        return super().values() if self._changed() else self._committed().values()


class Draft(MutableMapping[int, Any]):
    """A table as one operation changes it: documents are copied when they are touched, and nothing else is.

    If the operation fails half-way the draft is thrown away, and nothing has happened.
    """

    def __init__(self, memory: Memory, name: str) -> None:
        """Start from what the table holds.

        Args:
            memory: The book.
            name: The table.
        """
        self._memory = memory
        self._name = name
        self._rows = Rows(memory, name)
        self._touched: dict[int, Any] = {}  # None: removed

    def __getitem__(self, id: int) -> Any:
        """Return a document that may be mutated."""
        if id not in self._touched:
            self._touched[id] = orjson.loads(orjson.dumps(self._rows[id]))
        document = self._touched[id]
        if document is None:
            raise KeyError(id)
        return document

    def __setitem__(self, id: int, document: Any) -> None:
        """Put a document, new or instead of another."""
        if not isinstance(id, int):
            raise TypeError("document ids are integers")
        self._memory.seen(self._name, id)
        self._touched[id] = document

    def __delitem__(self, id: int) -> None:
        """Remove a document."""
        if id not in self:
            raise KeyError(id)
        self._touched[id] = None

    def pop(self, id: int, *default: Any) -> Any:
        """Remove a document; it is the stored one and not to be mutated."""
        if id not in self:
            return super().pop(id, *default)
        document = self._touched[id] if id in self._touched else self._rows[id]
        self._touched[id] = None
        return document

    def clear(self) -> None:
        """Remove every document."""
        self._touched = dict.fromkeys(self._rows)

    def __contains__(self, id: object) -> bool:
        """Tell whether there is a document with this id, without copying it."""
        if id in self._touched:
            return self._touched[id] is not None
        return id in self._rows

    def __iter__(self) -> Iterator[int]:
        """Go through the ids."""
        kept = [id for id in self._rows if self._touched.get(id, ...) is not None]
        return iter(kept + [id for id, new in self._touched.items() if new is not None and id not in self._rows])

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._rows) + sum((new is not None) - (id in self._rows) for id, new in self._touched.items())

    def changes(self) -> dict[int, Written | None]:
        """Tell what the operation really changed.

        Returns:
            The new documents, or None for those removed, by id.

        Raises:
            TypeError: A document cannot be held by JSON.
        """
        changes: dict[int, Written | None] = {}
        for id, document in self._touched.items():
            before = self._rows.get(id)
            if document is None:
                if before is not None:
                    changes[id] = None
                continue
            new = written(document)
            # Compared as JSON: to Python 1, 1.0 and True are equal.
            if before is None or orjson.dumps(before) != new.raw:
                changes[id] = new
        return changes
