"""Writes and flushes that fail: nothing is lost, memory stays equal to the disk, and the book can still be used."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from store.errors import NotSaved
from store.vault import VaultDB, disk, generations, open_vault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


def assert_memory_is_disk(db: VaultDB) -> None:
    with open_vault(db.folder, read_only=True) as reader:
        assert reader.storage.read() == db.storage.read()


LIMITED = """
import json, resource, sys
from pathlib import Path
from store.errors import NotSaved
from store.vault import open_vault

folder = Path(sys.argv[1])
saved = []
with open_vault(folder) as db:
    db.insert({"first": 1})
    saved.append({"first": 1})
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
    refused = 0
    for number in range(60):
        row = {"n": number, "text": "x" * (300 + number * 41 % 700)}
        try:
            with db.transaction(number):
                db.insert(row)
                db.table("twin").insert(row)
            saved.append(row)
        except NotSaved as error:
            refused += 1
    assert db.all() == saved, "memory"
    with open_vault(folder, read_only=True) as reader:
        assert reader.all() == saved, "disk while full"
        assert reader.report.torn_bytes == 0
    size = (folder / "0000000001.log").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    db.insert({"room": "again"})
    saved.append({"room": "again"})
with open_vault(folder) as db:
    assert db.all() == saved, "disk"
    assert db.report.generation == 1
print(json.dumps([refused, len(saved), size]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no resource limits there")
def test_a_file_that_may_not_grow_any_more(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED, str(folder)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    refused, saved, size = map(int, done.stdout.strip("[]\n").split(","))
    assert refused > 10
    assert saved > 5
    assert size <= 20_000


@pytest.mark.parametrize("share", [0, 1, 8, 63, 64, 200, -1])
def test_a_write_that_stops_half_way_is_cut_off(folder: Path, share: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real = disk.write_all

    def partial(fd: int, data: bytes) -> None:
        real(fd, data[:share])
        raise OSError(errno.ENOSPC, "No space left on device")

    with open_vault(folder) as db:
        db.insert({"n": 1})
        size = (folder / "0000000001.log").stat().st_size
        with monkeypatch.context() as patch:
            patch.setattr(disk, "write_all", partial)
            for _ in range(2):
                with pytest.raises(NotSaved, match="No space left on device"):
                    db.insert({"n": 2, "text": "x" * 300})
        assert (folder / "0000000001.log").stat().st_size == size
        assert_memory_is_disk(db)
        db.insert({"n": 3})
        assert_memory_is_disk(db)
    with open_vault(folder) as db:
        assert db.all() == [{"n": 1}, {"n": 3}]
        assert db.report.generation == 1


def test_when_even_the_cut_fails_the_file_is_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = disk.write_all

    def partial(fd: int, data: bytes) -> None:
        real(fd, data[:70])
        raise OSError(errno.ENOSPC, "No space left on device")

    def no_cut(fd: int, size: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with open_vault(folder) as db:
        db.insert({"n": 1})
        with monkeypatch.context() as patch:
            patch.setattr(disk, "write_all", partial)
            patch.setattr(disk, "cut", no_cut)
            with pytest.raises(NotSaved):
                db.insert({"n": 2})
        db.insert({"n": 3})
        assert generations.complete(folder) == [1, 2]
        assert_memory_is_disk(db)
    with open_vault(folder) as db:
        assert db.all() == [{"n": 1}, {"n": 3}]


def test_after_a_failed_flush_the_file_is_never_written_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(fd: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with open_vault(folder) as db:
        db.insert({"n": 1})
        with monkeypatch.context() as patch:
            patch.setattr(disk, "flush", failing)
            with pytest.raises(NotSaved, match="Input/output error"):
                db.insert({"n": 2})
            assert db.all() == [{"n": 1}]
            with pytest.raises(NotSaved):  # the new generation cannot be written either
                db.insert({"n": 3})
        log = (folder / "0000000001.log").read_bytes()
        db.insert({"n": 4})
        assert generations.complete(folder) == [1, 2]
        assert (folder / "0000000001.log").read_bytes() == log
        assert_memory_is_disk(db)
    with open_vault(folder) as db:
        assert db.all() == [{"n": 1}, {"n": 4}]
        assert (db.report.generation, db.report.frames) == (2, 1)


def test_a_flush_that_failed_is_healed_when_closing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(fd: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with open_vault(folder) as db:
        db.insert({"n": 1})
        with monkeypatch.context() as patch:
            patch.setattr(disk, "flush", failing)
            with pytest.raises(NotSaved):
                db.insert({"n": 2})
    assert generations.complete(folder) == [1, 2]
    with open_vault(folder) as db:
        assert db.all() == [{"n": 1}]


def test_what_was_refused_does_not_come_back_when_a_snapshot_is_rebuilt(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with open_vault(folder) as db:
        db.insert({"n": 1})
        with monkeypatch.context() as patch:
            patch.setattr(disk, "flush", failing)
            patch.setattr(disk, "cut", failing)  # so the frame stays in the old log, whole
            with pytest.raises(NotSaved):
                db.insert({"refused": True})
        db.insert({"n": 2})
    (folder / "0000000002.json").unlink()
    with open_vault(folder) as db:
        assert db.report.healed
        assert db.all() == [{"n": 1}, {"n": 2}]


def test_a_disk_that_fails_at_the_nth_call_and_ever_after(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's loop: let the first, second, third ... call fail until all succeed; nothing saved is ever lost."""
    names = ("create_file", "write_all", "flush", "rename", "sync_folder", "cut", "remove")
    succeeded = False
    for allowed in range(80):
        place = folder / str(allowed)
        saved = 0
        with open_vault(place) as db, monkeypatch.context() as patch:
            _fail_after(patch, names, allowed)
            try:
                for _ in range(3):
                    db.insert({"n": saved})
                    saved += 1
                    db.compact()
                succeeded = True
            except NotSaved:
                assert len(db) == saved
        with open_vault(place) as db:
            assert [row["n"] for row in db] == list(range(saved))
            db.insert({"n": saved})
        with open_vault(place) as db:
            assert len(db) == saved + 1
        if succeeded:
            break
    assert succeeded
    assert allowed > 20


def _fail_after(patch: pytest.MonkeyPatch, names: tuple[str, ...], allowed: int) -> None:
    calls = 0

    def wrap(name: str) -> None:
        real = getattr(disk, name)

        def counted(*arguments: object) -> object:
            nonlocal calls
            calls += 1
            if calls > allowed:
                raise OSError(errno.EIO, f"Input/output error in {name}")
            return real(*arguments)

        patch.setattr(disk, name, counted)

    for name in names:
        wrap(name)
