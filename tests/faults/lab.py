"""A disk that forgets: records what the vault does to its files, and shows every folder a power cut could leave.

Between two flushes a disk may keep any part of what was written: nothing, all, a torn piece, zeros where bytes should
be; and until a folder is flushed, names in it may or may not have come, gone or changed. The lab tries these
combinations after every single step.
"""

import errno
import itertools
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from store.vault import disk
from store.vault.lock import HOLDER

IGNORED = -1
FOLDER = -2
Step = tuple[Any, ...]


class Content(NamedTuple):
    """What one file holds. The key tells contents apart without comparing them."""

    key: tuple[int, ...]
    data: bytes


Files = dict[str, Content]
"""A folder: contents by path, with `/` between the parts."""


class Recorder:
    """Lets the vault work on real files and writes down each step, in the order in which it happened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, root: Path, start: Iterable[str] = ()) -> None:
        self.steps: list[Step] = []
        self.fail_writing = self.fail_flushing = False
        self._root = root
        self._inode_of: dict[int, int] = {}
        self._inode_by_name = {name: inode for inode, name in enumerate(start)}
        self._count = itertools.count(len(self._inode_by_name))
        seam = ("make_folder", "create_file", "open_log", "write_all", "cut", "rename", "remove")
        self._real = {name: getattr(disk, name) for name in seam}
        for name in self._real:
            monkeypatch.setattr(disk, name, getattr(self, f"_{name}"))
        # The real waiting is spared: what is durable is decided by what was recorded.
        monkeypatch.setattr(disk, "flush", self._flush)
        monkeypatch.setattr(disk, "sync_folder", self._sync_folder)

    def acknowledged(self) -> None:
        """The vault said that a transaction is saved."""
        self.steps.append(("ack",))

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()

    def _make_folder(self, path: Path) -> None:
        if path != self._root and not path.is_dir():
            self.steps.append(("create", self._name(path), FOLDER))
        self._real["make_folder"](path)

    def _create_file(self, path: Path) -> int:
        fd: int = self._real["create_file"](path)
        inode = next(self._count)
        if path.name == HOLDER:  # only for a message; it would double every state
            self._inode_of[fd] = IGNORED
            return fd
        self._inode_of[fd] = self._inode_by_name[self._name(path)] = inode
        self.steps.append(("create", self._name(path), inode))
        return fd

    def _open_log(self, path: Path) -> int:
        fd: int = self._real["open_log"](path)
        self._inode_of[fd] = self._inode_by_name[self._name(path)]
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
        inode = self._inode_by_name[self._name(target)] = self._inode_by_name.pop(self._name(source))
        self.steps.append(("rename", self._name(source), self._name(target), inode))

    def _remove(self, path: Path) -> None:
        if path.exists() and path.name != HOLDER:
            self.steps.append(("remove", self._name(path)))
        self._real["remove"](path)

    def _sync_folder(self, path: Path) -> None:
        if path.is_relative_to(self._root):
            self.steps.append(("sync", self._name(path)))


@dataclass
class Inode:
    """A file's content: what is safe, and what was done to it since the last flush."""

    number: int
    safe: bytes = b""
    done: int = 0  # how often it was written or cut, up to what is safe
    pending: list[Step] = field(default_factory=list)

    def variants(self) -> list[Content]:
        """Every content a power cut may leave, from nothing of what is not safe to all of it."""
        content = self.safe
        found = [Content((self.number, self.done), content)]
        for done, (kind, _inode, value) in enumerate(self.pending, self.done + 1):
            if kind == "cut":
                content = content[:value]
            else:
                half = len(value) // 2
                torn = (
                    content + value[:half],
                    content + value[:-1],
                    content + bytes(len(value)),
                    content + value[:half] + bytes(len(value) - half),
                    content + bytes(half) + value[half:],
                )
                found += [Content((self.number, done, way), data) for way, data in enumerate(torn)]
                content += value
            found.append(Content((self.number, done), content))
        return found

    def settle(self) -> None:
        """Make everything safe."""
        self.safe = self.variants()[-1].data
        self.done += len(self.pending)
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


def _folder_of(change: Step) -> str:
    """The folder whose flush makes a change of a name safe."""
    return Path(change[1]).parent.as_posix()


def crash_states(steps: list[Step], start: Files | None = None, *, thinly: bool = False) -> Iterator[tuple[int, Files]]:
    """Every different folder that a power cut may leave, with how many acts were acknowledged by then.

    Args:
        steps: What was recorded.
        start: What the folder held before.
        thinly: Do not combine every content with every set of names: after a write its contents with the newest and
            the safe names, after a change of names all sets of them with the newest and the safe contents.
    """
    inodes = {inode: Inode(inode, content.data) for inode, content in enumerate((start or {}).values())}
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
            names = _named(names, [change for change in pending_names if _folder_of(change) == step[1]])
            pending_names = [change for change in pending_names if _folder_of(change) != step[1]]
        else:
            if kind == "create" and step[2] != FOLDER:
                inodes[step[2]] = Inode(step[2])
            pending_names.append(step)
        few = thinly and kind in ("write", "cut", "flush", "ack")
        for kept in [[], pending_names] if few else _subsets(pending_names):
            present = _named(names, kept)
            files = {name: inode for name, inode in present.items() if inode != FOLDER and _has_folder(name, present)}
            variants = [inodes[inode].variants() for inode in files.values()]
            if thinly and not few:
                variants = [contents[:1] + contents[1:][-1:] for contents in variants]
            for contents in itertools.product(*variants):
                state = dict(zip(files, contents, strict=True))
                key = (acknowledged, key_of(state))
                if key not in seen:
                    seen.add(key)
                    yield acknowledged, state


def _has_folder(name: str, present: dict[str, int]) -> bool:
    folder = Path(name).parent.as_posix()
    return folder == "." or folder in present


def key_of(files: Files) -> frozenset[tuple[str, tuple[int, ...]]]:
    """Tell a folder from every other that the same steps may leave."""
    return frozenset((name, content.key) for name, content in files.items())


def _subsets(changes: list[Step]) -> list[list[Step]]:
    """Which changes of names may have reached the disk: any while there are few, else those up to some moment."""
    if len(changes) > 4:
        return [changes[:count] for count in range(len(changes) + 1)]
    return [list(kept) for count in range(len(changes) + 1) for kept in itertools.combinations(changes, count)]


class Disk:
    """A folder on which one state after another is laid out, writing only what differs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._there: dict[str, tuple[int, ...]] = {}

    def lay_out(self, files: Files, anew: bool = True) -> None:
        """Make the folder hold exactly these files.

        Args:
            files: What it is to hold.
            anew: Whether somebody may have changed the last state.
        """
        if anew:
            shutil.rmtree(self.folder, ignore_errors=True)
            self._there = {}
        self.folder.mkdir(exist_ok=True)
        for name in self._there.keys() - files.keys():
            (self.folder / name).unlink()
        for name, content in files.items():
            if self._there.get(name) != content.key:
                path = self.folder / name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(content.data)
        self._there = {name: content.key for name, content in files.items()}
