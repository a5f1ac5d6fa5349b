"""Writes and flushes of the vault that fail: nothing is lost, memory stays equal to the disk, the book can be used."""

import errno
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
                with pytest.raises(NotSaved, match="the disk is full"):
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
            with pytest.raises(NotSaved, match="the disk does not work as it should"):
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
