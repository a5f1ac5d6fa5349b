"""A disk that forgets: records what the vault does to its files, and shows every folder a power cut could leave.

Between two flushes a disk may keep any part of what was written: nothing, all, a torn piece, zeros where bytes should
be; and until the folder is flushed, names may or may not have come, gone or changed. The lab tries these combinations
after every single step.
"""

import errno
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from store.vault import disk
from store.vault.lock import HOLDER

IGNORED = -1
Step = tuple[Any, ...]
Files = dict[str, bytes]


class Recorder:
    """Lets the vault work on real files and writes down each step, in the order in which it happened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, start: Iterable[str] = ()) -> None:
        self.steps: list[Step] = []
        self.fail_writing = self.fail_flushing = False
        self._inode_of: dict[int, int] = {}
        self._inode_by_name = {name: inode for inode, name in enumerate(start)}
        self._count = itertools.count(len(self._inode_by_name))
        self._real = {
            name: getattr(disk, name) for name in ("create_file", "open_log", "write_all", "cut", "rename", "remove")
        }
        for name in self._real:
            monkeypatch.setattr(disk, name, getattr(self, f"_{name}"))
        # The real waiting is spared: what is durable is decided by what was recorded.
        monkeypatch.setattr(disk, "flush", self._flush)
        monkeypatch.setattr(disk, "sync_folder", self._sync_folder)

    def acknowledged(self) -> None:
        """The vault said that a transaction is saved."""
        self.steps.append(("ack",))

    def _create_file(self, path: Path) -> int:
        fd: int = self._real["create_file"](path)
        inode = next(self._count)
        if path.name == HOLDER:  # only for a message; it would double every state
            self._inode_of[fd] = IGNORED
            return fd
        self._inode_of[fd] = self._inode_by_name[path.name] = inode
        self.steps.append(("create", path.name, inode))
        return fd

    def _open_log(self, path: Path) -> int:
        fd: int = self._real["open_log"](path)
        self._inode_of[fd] = self._inode_by_name[path.name]
        return fd

    def _write_all(self, fd: int, data: bytes) -> None:
        failing, self.fail_writing = self.fail_writing, False
        if failing:
            data = data[: len(data) // 3]
        self._real["write_all"](fd, data)
        if self._inode_of[fd] != IGNORED:
            self.steps.append(("write", self._inode_of[fd], bytes(data)))
        if failing:
            raise OSError(errno.ENOSPC, "No space left on device")

    def _cut(self, fd: int, size: int) -> None:
        self._real["cut"](fd, size)
        self.steps.append(("cut", self._inode_of[fd], size))

    def _flush(self, fd: int) -> None:
        failing, self.fail_flushing = self.fail_flushing, False
        if failing:
            raise OSError(errno.EIO, "Input/output error")
        self.steps.append(("flush", self._inode_of[fd]))

    def _rename(self, source: Path, target: Path) -> None:
        self._real["rename"](source, target)
        inode = self._inode_by_name[target.name] = self._inode_by_name.pop(source.name)
        self.steps.append(("rename", source.name, target.name, inode))

    def _remove(self, path: Path) -> None:
        if path.exists() and path.name != HOLDER:
            self.steps.append(("remove", path.name))
        self._real["remove"](path)

    def _sync_folder(self, path: Path) -> None:
        self.steps.append(("sync",))


@dataclass
class Inode:
    """A file's content: what is safe, and what was done to it since the last flush."""

    safe: bytes = b""
    pending: list[Step] = field(default_factory=list)

    def variants(self) -> set[bytes]:
        """Every content a power cut may leave."""
        found = {self.safe}
        content = self.safe
        for kind, _inode, value in self.pending:
            if kind == "cut":
                content = content[:value]
            else:
                half = len(value) // 2
                found |= {
                    content + value[:half],
                    content + value[:-1],
                    content + bytes(len(value)),
                    content + value[:half] + bytes(len(value) - half),
                    content + bytes(half) + value[half:],
                }
                content += value
            found.add(content)
        return found

    def settle(self) -> None:
        """Make everything safe."""
        for kind, _inode, value in self.pending:
            self.safe = self.safe[:value] if kind == "cut" else self.safe + value
        self.pending.clear()


def _named(names: dict[str, int], changes: list[Step]) -> dict[str, int]:
    names = dict(names)
    for change in changes:
        if change[0] == "create":
            names[change[1]] = change[2]
        elif change[0] == "remove":
            names.pop(change[1], None)
        else:
            _, source, target, inode = change
            names[target] = inode
            if names.get(source) == inode:
                del names[source]
    return names


def crash_states(steps: list[Step], start: Files | None = None) -> Iterator[tuple[int, Files]]:
    """Every different folder that a power cut may leave, with how many acts were acknowledged by then."""
    inodes = {inode: Inode(data) for inode, data in enumerate((start or {}).values())}
    names = {name: inode for inode, name in enumerate(start or {})}
    pending_names: list[Step] = []
    acknowledged = 0
    seen: set[Any] = set()
    for step in steps:
        kind = step[0]
        if kind == "ack":
            acknowledged += 1
        elif kind in ("write", "cut"):
            inodes[step[1]].pending.append(step)
        elif kind == "flush":
            inodes[step[1]].settle()
        elif kind == "sync":
            names = _named(names, pending_names)
            pending_names = []
        else:
            if kind == "create":
                inodes[step[2]] = Inode()
            pending_names.append(step)
        for kept in _subsets(pending_names):
            present = _named(names, kept)
            for contents in itertools.product(*(inodes[inode].variants() for inode in present.values())):
                files = dict(zip(present, contents, strict=True))
                key = (acknowledged, tuple(sorted(files.items())))
                if key not in seen:
                    seen.add(key)
                    yield acknowledged, files


def _subsets(changes: list[Step]) -> list[list[Step]]:
    """Which changes of names may have reached the disk: any while there are few, else those up to some moment."""
    if len(changes) > 4:
        return [changes[:count] for count in range(len(changes) + 1)]
    return [list(kept) for count in range(len(changes) + 1) for kept in itertools.combinations(changes, count)]
