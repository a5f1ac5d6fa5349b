"""A write that was interrupted at any byte: everything before it is kept, it is set aside, and the book goes on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from store.errors import BookDamaged
from store.vault import VaultDB, disk, generations, open_vault
from store.vault.log import Log

pytestmark = pytest.mark.usefixtures("without_waiting")

BEFORE = [{"n": 1}, {"text": "x" * 90}]
LAST = {"text": "y" * 200}


def book(folder: Path) -> tuple[bytes, int]:
    """A book of three transactions; returns its log and where the last frame starts."""
    with open_vault(folder) as db:
        for row in BEFORE:
            db.insert(row)
        start = (folder / "0000000001.log").stat().st_size
        db.insert(LAST)
    return (folder / "0000000001.log").read_bytes(), start


def reset(folder: Path, log: bytes) -> None:
    for path in folder.glob("0*"):
        if path.name not in ("0000000001.json", "0000000001.log"):
            path.unlink()
    (folder / "0000000001.log").write_bytes(log)


TAILS: dict[str, Callable[[bytes, int], bytes]] = {
    "cut": lambda log, at: log[:at],
    "zeros": lambda log, at: log[:at] + bytes(len(log) - at),
    "garbage": lambda log, at: log[:at] + bytes((byte * 31 + 7 + place) % 251 for place, byte in enumerate(log[at:])),
    "long garbage": lambda log, at: log[:at] + b"\xa5\x5a\x00\xff" * 100,
}


@pytest.mark.parametrize("tail", TAILS)
def test_a_frame_torn_at_any_byte(folder_of_book: Path, tail: str) -> None:
    log, start = book(folder_of_book)
    assert len(log) - start > 200
    for at in range(start, len(log)):
        torn = TAILS[tail](log, at)
        if torn.startswith(log):
            continue  # by chance the last byte of the check sum is the first of the tail: the frame is whole
        reset(folder_of_book, torn)
        with open_vault(folder_of_book, read_only=True) as db:
            assert db.all() == BEFORE
        with open_vault(folder_of_book) as db:
            assert db.all() == BEFORE
            assert db.report.torn_bytes == len(torn) - start
            if torn[start:]:
                assert db.report.torn is not None
                assert db.report.torn.read_bytes() == torn[start:]
            else:
                assert db.report.torn is None
            db.insert({"after": at})
            with open_vault(folder_of_book, read_only=True) as reader:
                assert reader.all() == [*BEFORE, {"after": at}]
        with open_vault(folder_of_book) as db:
            assert db.all() == [*BEFORE, {"after": at}]
            assert (db.report.torn, db.report.generation) == (None, 2 if torn[start:] else 1)


@pytest.fixture
def folder_of_book(tmp_path: Path) -> Path:
    return tmp_path / "book"


def test_appending_behind_a_torn_frame_is_what_the_cut_prevents(
    folder_of_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: without the cut the book would be damaged, so the test above has teeth."""
    log, _ = book(folder_of_book)
    monkeypatch.setattr(Log, "cut_tail", lambda self: None)
    monkeypatch.setattr(disk, "cut", lambda fd, size: None)
    for torn in (10, 64, 65):
        reset(folder_of_book, log[:-torn])
        with open_vault(folder_of_book) as db:
            db.insert({"after": 1})
            with pytest.raises(BookDamaged, match="damaged at change 3"):
                open_vault(folder_of_book, read_only=True)


def test_torn_tails_are_kept_apart(folder_of_book: Path) -> None:
    log, start = book(folder_of_book)
    names = []
    for length in (10, 20, 20, 30):
        (folder_of_book / "0000000001.log").write_bytes(log[: start + length])
        for path in folder_of_book.glob("0000000002*"):
            path.unlink()
        with open_vault(folder_of_book) as db:
            assert db.report.torn is not None
            assert db.report.torn.read_bytes() == log[start : start + length]
            names.append(db.report.torn.name)
    assert names == ["0000000001.torn", "0000000001-2.torn", "0000000001-2.torn", "0000000001-3.torn"]


def test_a_full_disk_does_not_keep_anyone_from_opening_a_torn_book(
    folder_of_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, start = book(folder_of_book)
    (folder_of_book / "0000000001.log").write_bytes(log[:-10])

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "publish", full)
        with open_vault(folder_of_book) as db:
            assert db.all() == BEFORE
            assert (db.report.torn, db.report.torn_bytes) == (None, len(log) - 10 - start)
            with pytest.raises(Exception, match="the disk is full"):
                db.insert({"after": 1})
    assert (folder_of_book / "0000000001.log").read_bytes() == log[:-10]
    with open_vault(folder_of_book) as db:
        db.insert({"after": 1})
    with open_vault(folder_of_book) as db:
        assert db.all() == [*BEFORE, {"after": 1}]


def test_a_power_cut_between_setting_aside_and_cutting(folder_of_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log, _ = book(folder_of_book)
    (folder_of_book / "0000000001.log").write_bytes(log[:-10])

    def power_cut(self: Log) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Log, "cut_tail", power_cut)
        with pytest.raises(KeyboardInterrupt):
            open_vault(folder_of_book)
    with open_vault(folder_of_book) as db:
        assert db.all() == BEFORE
    assert [path.name for path in folder_of_book.glob("*.torn")] == ["0000000001.torn"]


def test_a_write_interrupted_from_the_keyboard_leaves_no_trace(
    folder_of_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book(folder_of_book)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with open_vault(folder_of_book) as db:
        for where in ("flush", "flush and cut"):
            with monkeypatch.context() as patch:
                patch.setattr(disk, "flush", interrupted)
                if where != "flush":
                    patch.setattr(disk, "cut", interrupted)
                with pytest.raises(KeyboardInterrupt):
                    db.insert({"text": "interrupted" * 50})
            assert db.all() == [*BEFORE, LAST]
            id = db.insert({"after": where})
            db.remove(doc_ids=[id])
            _same_on_disk(db)


def _same_on_disk(db: VaultDB) -> None:
    with open_vault(db.folder, read_only=True) as reader:
        assert reader.all() == db.all()
        assert reader.report.torn_bytes == 0
    assert generations.complete(db.folder) == [1]
