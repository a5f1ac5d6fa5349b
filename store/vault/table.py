"""TinyDB's table over the vault: the same behaviour, but an operation costs what it changes, not what the table holds.

Stock TinyDB copies and writes the whole table (and file) at every operation, and hands out the stored documents' own
lists. Here every change goes through `_update_table` into a `Draft`, conditions are tested on the stored documents,
only matches are copied, and every document handed out is a copy of its own. There is no query cache: it would hand the
same documents out twice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any

import orjson
from tinydb.queries import QueryLike
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from .memory import Draft, Rows
from .records import Document, read_back
from .vault import Vault

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class ChangeTable(Table):
    """One table of a book."""

    def __init__(self, storage: Vault, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:  # noqa: ARG002
        """Look at a table; called by `TinyDB.table`.

        Args:
            storage: The vault.
            name: The table, which need not exist.
            cache_size: Accepted and ignored: there is no query cache.
            persist_empty: Refused. In TinyDB 4.9 it wipes a table that exists, and here an empty one does not exist.
        """
        if persist_empty:
            raise ValueError("persist_empty is not supported: in TinyDB 4.9 it empties an existing table")
        super().__init__(storage, name, cache_size=0)
        self._vault = storage
        self._rows = Rows(storage.memory, name)

    # --- reading: conditions see the stored documents, the caller gets copies ---

    def search(self, cond: QueryLike) -> list[TinyDocument]:
        """Find the documents that match a condition. See `tinydb.table.Table.search`."""
        return [_copy(document, id) for id, document in self._rows.items() if cond(document)]

    def get(  # type: ignore[override]  # one signature instead of TinyDB's seven overloads
        self, cond: QueryLike | None = None, doc_id: int | None = None, doc_ids: Iterable[int] | None = None
    ) -> TinyDocument | list[TinyDocument] | None:
        """Get one document by id or condition, or several by their ids. See `tinydb.table.Table.get`."""
        if doc_id is not None:
            document = self._rows.get(doc_id)
            return None if document is None else _copy(document, doc_id)
        if doc_ids is not None:
            return [_copy(self._rows[id], id) for id in sorted(set(doc_ids)) if id in self._rows]
        if cond is not None:
            return next((_copy(document, id) for id, document in self._rows.items() if cond(document)), None)
        raise RuntimeError("You have to pass either cond or doc_id or doc_ids")

    def contains(self, cond: QueryLike | None = None, doc_id: int | None = None) -> bool:
        """Tell whether a document is there, by id or condition. See `tinydb.table.Table.contains`."""
        if doc_id is not None:
            return doc_id in self._rows
        if cond is not None:
            return any(cond(document) for document in self._rows.values())
        raise RuntimeError("You have to pass either cond or doc_id")

    def count(self, cond: QueryLike) -> int:
        """Count the documents that match a condition. See `tinydb.table.Table.count`."""
        return sum(1 for document in self._rows.values() if cond(document))

    def __iter__(self) -> Iterator[TinyDocument]:
        """Go through copies of all documents; the table may be changed meanwhile."""
        for id, document in list(self._rows.items()):
            yield _copy(document, id)

    # --- changing: conditions are resolved to ids first, so that only matches are copied ---

    def write(self, id: int | None, raw: bytes | None) -> None:
        """Make one document exactly this, whatever it was before. TinyDB has no such call: its `update` merges.

        Args:
            id: The TinyDB document id; None gives the document the next free one.
            raw: The document as JSON; None removes it, if it is there.
        """
        before = None if id is None else self._rows.get(id)
        if raw is None:
            if id is not None and before is not None:
                self._vault.record(self.name, {id: None})
            return
        if id is None:
            id = self._get_next_id()
        if before is None or orjson.dumps(before) != raw:
            self._vault.memory.seen(self.name, id)
            self._vault.record(self.name, {id: read_back(raw)})

    def update(self, fields: Fields, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Change fields of the matching documents. See `tinydb.table.Table.update`."""
        if doc_ids is None and cond is not None:
            doc_ids = self._matching(cond)
        return super().update(fields, None, doc_ids)

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[int]:
        """Apply several updates, each with its condition. See `tinydb.table.Table.update_multiple`."""
        steps = list(updates)
        # A document that no condition matches as it stands is not changed by any step, so no later one matches either.
        candidates = self._matching(lambda document: any(cond(document) for _, cond in steps))
        updated: list[int] = []

        def updater(draft: Draft) -> None:
            for id in candidates:
                for fields, cond in steps:
                    if cond(draft[id]):
                        updated.append(id)
                        if callable(fields):
                            fields(draft[id])
                        else:
                            draft[id].update(fields)

        self._update_table(updater)
        return updated

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Remove the matching documents. See `tinydb.table.Table.remove`."""
        if doc_ids is None and cond is not None:
            doc_ids = self._matching(cond)
        return super().remove(None, doc_ids)

    def truncate(self) -> None:
        """Remove all documents and count ids from one again. See `tinydb.table.Table.truncate`."""
        super().truncate()
        self._vault.memory.highest.pop(self.name, None)

    def _matching(self, cond: Callable[[Document], bool]) -> list[int]:
        return [id for id, document in self._rows.items() if cond(document)]

    # --- the two methods through which TinyDB's own table reads and writes, and its counter ---

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        """Show the table with the string ids of TinyDB's storages; used by `len` and by extensions."""
        return {str(id): document for id, document in self._rows.items()}

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        draft = Draft(self._vault.memory, self.name)
        updater(draft)
        self._vault.record(self.name, draft.changes())

    def _get_next_id(self) -> int:
        return self._vault.memory.next_id(self.name)

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._rows)


def _copy(document: Document, id: int) -> TinyDocument:
    return TinyDocument(orjson.loads(orjson.dumps(document)), id)
