"""A small book to damage: two generations, the second with a few transactions in its log, and what it holds when."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from store.vault import VaultDB, frames, open_vault
from store.vault.keys import Key

Contents = dict[str, dict[str, Any]]
NUMBER = 2
LOG = "0000000002.log"
ACTS = 5


def contents(db: VaultDB) -> Contents:
    """Every document."""
    return db.storage.read() or {}


@dataclass(frozen=True)
class Sample:
    """A book as it lies on the disk.

    Attributes:
        files: Its files by name, without the lock.
        key: Opens it.
        history: What it held when the second generation was begun, and after each transaction since.
    """

    files: dict[str, bytes]
    key: Key
    history: tuple[Contents, ...]

    @property
    def log(self) -> bytes:
        """The log of the open generation."""
        return self.files[LOG]

    @property
    def snapshot(self) -> str:
        """The name of its snapshot."""
        return f"{NUMBER:010d}{self.key.suffix}"

    def changed(self, name: str, data: bytes | None) -> "Sample":
        """The same with another content of one file; None: without it."""
        files = {**self.files, name: data or b""}
        if data is None:
            del files[name]
        return replace(self, files=files)

    def lay_out(self, folder: Path) -> None:
        """Make the folder hold exactly these files."""
        there = files_of(folder) if folder.is_dir() else {}
        folder.mkdir(exist_ok=True)
        for name in there.keys() - self.files.keys():
            (folder / name).unlink()
        for name, data in self.files.items():
            if there.get(name) != data:
                (folder / name).write_bytes(data)


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a book, without those of the lock."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith("lock")}


def make(folder: Path, *, key: Key | None = None, passphrase: str | None = None, word: str = "kata") -> Sample:
    """Make the book.

    Args:
        folder: Where.
        key: What it is closed with; else it gets one of its own, by the passphrase.
        passphrase: None for a plain book.
        word: What it is about: another word makes another book of the same shape.
    """
    with open_vault(folder, key=key, passphrase=passphrase) as db:
        db.table("cases").insert({"n": 0, "text": word})
        db.table("notes").insert_multiple([{"n": number, "text": word * 9} for number in range(3)])
        db.compact()
        return _live_on(db, word)


def fork(sample: Sample, folder: Path, word: str) -> Sample:
    """Make a book that was the same when the second generation was begun, and went its own way since."""
    sample.changed(LOG, b"".join(pieces(sample.log, sample.key)[:2])).lay_out(folder)
    with open_vault(folder, key=sample.key) as db:
        return _live_on(db, word)


def _live_on(db: VaultDB, word: str) -> Sample:
    history = [contents(db)]
    for act in _acts(db, word):
        with db.transaction({"act": len(history)}):
            act()
        history.append(contents(db))
    return Sample(files_of(db.folder), db.key, tuple(history))


def _acts(db: VaultDB, word: str) -> Iterator[Any]:
    yield lambda: db.table("cases").insert({"n": 1, "text": word * 20})
    yield lambda: db.table("notes").update({"text": word}, doc_ids=[2])
    yield lambda: (db.table("cases").insert({"n": 2}), db.table("notes").insert({"n": 3, "text": word * 3}))
    yield lambda: db.table("notes").remove(doc_ids=[1])
    yield lambda: db.table("cases").insert({"n": 3, "text": word * 12})


def pieces(log: bytes, key: Key, number: int = NUMBER) -> list[bytes]:
    """Take a log apart: its head, the frame that describes the snapshot, and a frame for each transaction."""
    scan = frames.scan(key.seal, key.context(number), log)
    ends = [0, scan.frames[0].start, *(frame.end for frame in scan.frames)]
    return [log[start:end] for start, end in itertools.pairwise(ends)]


def edges(log: bytes, key: Key) -> list[int]:
    """Where the pieces end."""
    return list(itertools.accumulate(len(piece) for piece in pieces(log, key)))
