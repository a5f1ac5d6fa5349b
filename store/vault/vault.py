"""One book at rest: opened, changed one transaction at a time, compacted, closed.

`Vault` is a TinyDB storage that holds the tables in memory. The order of every commit is: serialise, seal, append,
flush, and only then change memory; so memory never shows what the disk does not have. What TinyDB's tables look like to
their user is not here but in `table` and `database`.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import orjson
from tinydb.storages import Storage

from store.errors import NotSaved
from store.language import _
from store.language.system import why_refused

from . import generations, opening, retention
from .copying import Standing
from .generations import Progress
from .keyfile import FORMAT, publish
from .log import Log
from .memory import Draft, Memory, Pending
from .opening import Access
from .records import (
    Change,
    Document,
    OpeningReport,
    RawChange,
    Transaction,
    Written,
    pack,
    read_back,
    unpack,
    written,
)

COMPACT_BYTES = 1024 * 1024
COMPACT_SHARE = 4  # a log longer than a quarter of the snapshot


class Vault(Storage):
    """The storage behind `VaultDB`. Not to be shared by threads without a lock of the caller's.

    Attributes:
        folder: The book.
        read_only: Whether it was opened for reading only.
        key: Closes its frames and snapshots.
    """

    def __init__(self, folder: Path, access: Access, *, create: bool = True, read_only: bool = False) -> None:
        """Open a book and read its newest snapshot; `replay` must follow, unless the documents are not wanted yet.

        Args:
            folder: The book.
            access: The right to open it.
            create: Make a new book if there is none.
            read_only: Take no lock and change nothing.

        Raises:
            LingkarError: See `open_vault`.
        """
        self.folder = folder
        self.read_only = read_only
        opened = opening.read(folder, access) if read_only else opening.prepare(folder, access, create)
        self.key, self._lock, self._log = opened.key, opened.lock, opened.log
        self._key_file = opened.key_file
        self._snapshot_size = opened.loaded.snapshot_size
        self._size_at_open = opened.log.size if opened.log is not None else 0
        frames = opened.loaded.scan.frames
        self._report = OpeningReport(
            generation=opened.loaded.number,
            frames=len(frames) - 1,
            seq=frames[-1].seq,
            last_at=generations.last_time(opened.loaded.scan),
            torn=opened.torn,
            torn_bytes=len(opened.loaded.tail),
            healed=opened.loaded.rebuilt,
            key_found=opened.key_file is not None and opened.key_file.is_copy,
        )
        self._seq_at_start = frames[0].seq  # of the open generation
        self._on_transaction: Callable[[Transaction], None] | None = None
        self._frames = frames if access.documents else ()
        self._memory = Memory(opened.loaded.tables) if access.documents else None
        self._replayed = not access.documents
        self._closed = False

    @property
    def memory(self) -> Memory:
        """The documents; read now if they were not wanted at the opening."""
        return self._memory if self._memory is not None else self.read_documents()

    def read_documents(self, progress: Progress | None = None) -> Memory:
        """The documents, read now if they are not there; see `VaultDB.read_documents`."""
        if self._memory is not None:
            return self._memory
        if self._closed:
            raise RuntimeError("the book is closed")
        if self._log is not None:
            loaded = generations.load(self.folder, self.key, self._log.generation, progress=progress)
        else:
            loaded = opening.read(self.folder, Access(key=self.key, progress=progress)).loaded
        self._snapshot_size = loaded.snapshot_size
        self._memory = generations.replayed(loaded)
        return self._memory

    @property
    def report(self) -> OpeningReport:
        """What was met when the book was opened."""
        return self._report

    def replay(self, on_transaction: Callable[[Transaction], None] | None) -> None:
        """Make the transactions of the log, and let new ones come.

        Args:
            on_transaction: Called with each of them, and later with each new one.
        """
        self._on_transaction = on_transaction
        for frame in self._frames[1:]:
            act, at, changes = unpack(frame.payload)
            done = self.memory.apply(changes)
            if on_transaction is not None:
                on_transaction(Transaction(frame.seq, act, at, done))
        self._frames = ()
        self._replayed = True
        if self._report.healed and not self.read_only:
            # The sooner there is a whole snapshot again the better; if the disk is full now, the chain still holds.
            with contextlib.suppress(NotSaved):
                self.compact()

    def standing(self) -> Standing:
        """Tell where the book stands; see `VaultDB.standing`."""
        documents = self.memory.counts()
        log = self._log
        if log is None:
            return Standing(self._report.generation, self._report.seq, documents)
        return Standing(log.generation, log.seq, documents)

    # --- changing ---

    @contextlib.contextmanager
    def transaction(self, act: Any) -> Iterator[None]:
        """Make everything done inside one frame; see `VaultDB.transaction`."""
        self._check_writable()
        if self.memory.pending is not None:
            raise RuntimeError("a transaction is under way already; they do not nest")
        pending = self.memory.pending = Pending(act, self.memory.highest)
        try:
            try:
                yield
            finally:
                self.memory.pending = None
            done = self._commit(pending)
        except BaseException:
            self.memory.highest = pending.highest
            raise
        self._tell(done)

    def commit(self, act: Any, changes: Iterable[RawChange]) -> None:
        """Store documents whole, as one transaction; see `VaultDB.commit`."""
        self._check_writable()
        self._check_idle()
        memory = self.memory
        pending = Pending(act, memory.highest)
        try:
            for table, id, raw in changes:
                before = None if id is None else memory.tables.get(table, {}).get(id)
                if raw is not None and before is not None and orjson.dumps(before) == raw:
                    continue
                new = None if raw is None else read_back(raw)
                pending.tables.setdefault(table, {})[memory.next_id(table) if id is None else id] = new
            done = self._commit(pending)
        except BaseException:
            memory.highest = pending.highest
            raise
        self._tell(done)

    def record(self, table: str, changes: Mapping[int, Written | None]) -> None:
        """Take the changes of one operation: into the transaction under way, or as one of their own.

        Args:
            table: The name of the table.
            changes: Its new documents by id; None for a removed one.
        """
        if self.memory.pending is not None:
            self.memory.pending.tables.setdefault(table, {}).update(changes)
            return
        self._check_writable()
        pending = Pending(None, self.memory.highest)
        pending.tables[table] = dict(changes)
        self._tell(self._commit(pending))

    def put(self, act: Any, table: str, id: int, document: Document | None) -> None:
        """Store one document whole, as one transaction, without reading the others; see `VaultDB.put`."""
        new = None if document is None else written(document)
        if self._memory is not None:
            with self.transaction(act):
                self.record(table, {id: new})
            return
        self._check_writable()
        self._append(pack(act, generations.now(), [(table, id, new)]))

    def _tell(self, done: Transaction | None) -> None:
        if done is not None and self._on_transaction is not None:
            self._on_transaction(done)

    def _check_writable(self) -> None:
        if self._closed:
            raise RuntimeError("the book is closed")
        if not self._replayed:
            raise RuntimeError("the book is still being opened")
        if self.read_only:
            raise NotSaved(
                _("The book in {folder} was opened for reading only. Nothing was changed.").format(folder=self.folder)
            )

    def _commit(self, pending: Pending) -> Transaction | None:
        changes = [
            (name, id, new)
            for name, rows in pending.tables.items()
            for id, new in rows.items()
            if new is not None or id in self.memory.tables.get(name, {})  # else made and removed in the same breath
        ]
        if not changes:
            return None
        at = generations.now()
        seq = self._append(pack(pending.act, at, changes))
        done = self.memory.apply((name, id, None if new is None else new.document) for name, id, new in changes)
        # The label as a later opening will read it, a tuple as a list.
        act = None if pending.act is None else orjson.loads(orjson.dumps(pending.act))
        return Transaction(seq, act, at, done)

    def _append(self, payload: bytes) -> int:
        try:
            if not self._open_log.is_usable():
                self._start_generation()
            return self._open_log.append(payload)
        except OSError as error:
            raise NotSaved(
                _(
                    "This could not be saved: {why}. The book is as it was before, and everything saved earlier is "
                    "safe. Make room on the disk or check it, then try again."
                ).format(why=why_refused(error))
            ) from error

    # --- formats ---

    @property
    def is_older(self) -> bool:
        """Whether older programs open it still; see `VaultDB.is_older`."""
        return self._key_file is not None and self._key_file.fields["format"] < FORMAT

    def raise_format(self) -> None:
        """Keep older programs out; see `VaultDB.raise_format`."""
        self._check_writable()
        if self._key_file is None or not self.is_older:
            return
        raised = self._key_file.of_today()
        try:
            publish(self.folder, raised)
        except OSError as error:
            raise NotSaved(
                _("The book could not be brought up to date: {why}. Nothing was lost.").format(why=why_refused(error))
            ) from error
        self._key_file = raised

    def imagine(self, changes: Iterable[Change]) -> None:
        """Let memory differ from the disk; see `VaultDB.imagine`."""
        if not self.read_only:
            raise RuntimeError("what is opened for writing is never imagined")
        self._tell(Transaction(self._report.seq, None, self._report.last_at, self.memory.apply(changes)))

    # --- generations ---

    @property
    def _head_fields(self) -> dict[str, Any] | None:
        return self._key_file.fields if self._key_file is not None else None

    @property
    def _open_log(self) -> Log:
        assert self._log is not None, "a book opened for writing has a log"
        return self._log

    def _start_generation(self) -> None:
        old = self._open_log
        try:
            self._log, self._snapshot_size = generations.publish(
                self.folder, self.key, self._head_fields, self.memory.tables, old.seq, old.tag
            )
        except BaseException:
            if not self._is_newest(old):
                # The new name is there but perhaps not for good: after a power cut either log could be the newest, so
                # neither may grow. The next commit starts yet another generation.
                old.retire()
            raise
        old.close()
        self._seq_at_start = old.seq
        with contextlib.suppress(OSError):
            retention.prune(self.folder, self._log.generation)

    def _is_newest(self, log: Log) -> bool:
        try:
            return generations.newest(self.folder, self.key) == log.generation
        except OSError:
            return False

    def compact(self) -> None:
        """Start a new generation; see `VaultDB.compact`."""
        self._check_writable()
        self._check_idle()
        try:
            self._start_generation()
        except OSError as error:
            raise NotSaved(
                _(
                    "The book could not be tidied up: {why}. Nothing was lost; it goes on in its present files. "
                    "Make room on the disk, then try again."
                ).format(why=why_refused(error))
            ) from error

    def holds_acts_since(self) -> date | None:
        """The day on which the open generation was begun; see `VaultDB.holds_acts_since`."""
        log = self._open_log
        return retention.day_of(self.folder, log.generation) if log.seq > self._seq_at_start else None

    def forget_older(self) -> int:
        """Remove all older generations; see `VaultDB.forget_older`."""
        self._check_writable()
        return retention.forget_older(self.folder, self._open_log.generation)

    def _check_idle(self) -> None:
        if self._memory is not None and self._memory.pending is not None:
            raise RuntimeError("a transaction is under way")

    def close(self) -> None:
        """Tidy up if there is reason to, and let go of the files; see `VaultDB.close`."""
        if self._closed:
            return
        self._check_idle()
        try:
            if self._log is not None and self._replayed and self._needs_compaction(self._log):
                with contextlib.suppress(NotSaved):
                    self.compact()
        finally:
            self._closed = True
            if self._memory is not None:
                self._memory.closed = True
                self._memory.tables = {}
            if self._log is not None:
                self._log.close()
            if self._lock is not None:
                self._lock.release()

    def _needs_compaction(self, log: Log) -> bool:
        # Only what earlier sittings wrote is compacted: the acts of the last one can still be undone after a restart.
        if self._memory is None:  # compacting would read everything
            return not log.is_usable()
        grown = self._size_at_open > max(COMPACT_BYTES, self._snapshot_size // COMPACT_SHARE)
        torn = self._report.torn is not None and log.generation == self._report.generation
        return grown or torn or not log.is_usable()

    # --- the interface of tinydb.Storage ---

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Copy the whole database, as TinyDB's storages do. Nothing in the vault calls this: it costs everything."""
        rows = {name: Draft(self.memory, name) for name in self.memory.names()}
        return {name: {str(id): table[id] for id in table} for name, table in rows.items()} or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the database equal to `data`, as one transaction that holds the differences.

        Args:
            data: All tables, as `read` gives them.
        """
        drafts = {name: Draft(self.memory, name) for name in self.memory.names() | set(data)}
        for name, draft in drafts.items():
            new = {int(id): document for id, document in data.get(name, {}).items()}
            draft.clear()
            draft.update(new)
        changes = {name: draft.changes() for name, draft in drafts.items()}
        with contextlib.nullcontext() if self.memory.pending is not None else self.transaction(None):
            for name, rows in changes.items():
                self.record(name, rows)
