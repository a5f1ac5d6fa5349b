"""Saving what can be read of a damaged book: exactly what is there, and never a word more."""

from pathlib import Path

import pytest

from store.errors import BookDamaged, BookInUse, BookNotFound
from store.vault import generations, open_vault
from store.vault.keys import ARCHIVE, Key
from store.vault.salvage import salvage
from store.vault.verify import verify

PASSPHRASES = [None, "kata sandi"]
pytestmark = pytest.mark.parametrize("passphrase", PASSPHRASES)


def make(folder: Path, passphrase: str | None, *, generations: int = 2, each: int = 5) -> Key:
    """A book of so many generations, each with so many transactions, numbered through from 1."""
    number = 0
    with open_vault(folder, passphrase=passphrase) as db:
        for last in (count == generations - 1 for count in range(generations)):
            for _ in range(each):
                number += 1
                db.table("t").insert({"n": number})
            if not last:
                db.compact()
        return db.key


def held(folder: Path, passphrase: str | None) -> list[int]:
    with open_vault(folder, passphrase=passphrase, create=False) as db:
        return [row["n"] for row in db.documents("t").values()]


def frames_of(folder: Path, key: Key, number: int) -> list[tuple[int, int]]:
    """Where each frame of a log lies."""
    scan = generations.load(folder, key, number).scan
    return [(frame.start, frame.end) for frame in scan.frames]


def harm(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def test_one_bad_frame_costs_one_act(folder: Path, passphrase: str | None) -> None:
    key = make(folder, passphrase)
    log = generations.log_path(folder, 2)
    start, end = frames_of(folder, key, 2)[3]
    harm(log, (start + end) // 2)
    damaged = log.read_bytes()
    with pytest.raises(BookDamaged):
        open_vault(folder, passphrase=passphrase)
    report = salvage(folder, passphrase)
    assert (report.generation, report.snapshot, report.read, report.missing) == (3, 2, 4, ((8, 8),))
    assert report.damaged == (log,)
    assert report.documents == {"t": 9}
    assert report.lost == 1
    assert held(folder, passphrase) == [1, 2, 3, 4, 5, 6, 7, 9, 10]
    assert log.read_bytes() == damaged, "the damaged file stays as it is"


def test_the_description_of_the_snapshot_is_bad(folder: Path, passphrase: str | None) -> None:
    key = make(folder, passphrase)
    start, end = frames_of(folder, key, 2)[0]
    harm(generations.log_path(folder, 2), (start + end) // 2)
    report = salvage(folder, passphrase)
    assert (report.snapshot, report.read, report.missing, report.lost) == (2, 5, (), 0)
    assert held(folder, passphrase) == list(range(1, 11))


def test_a_snapshot_and_the_log_before_it_are_bad(folder: Path, passphrase: str | None) -> None:
    key = make(folder, passphrase, generations=3)
    harm(generations.snapshot_path(folder, 3, key), 5)
    start, end = frames_of(folder, key, 2)[2]
    harm(generations.log_path(folder, 2), (start + end) // 2)
    with pytest.raises(BookDamaged):
        open_vault(folder, passphrase=passphrase)
    report = salvage(folder, passphrase)
    assert (report.snapshot, report.read, report.missing) == (2, 9, ((7, 7),))
    assert held(folder, passphrase) == [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15]


def test_no_snapshot_at_all(folder: Path, passphrase: str | None) -> None:
    make(folder, passphrase)
    for path in [*folder.glob("*.json.age"), *folder.glob("0*.json")]:
        path.unlink()
    report = salvage(folder, passphrase)
    assert (report.snapshot, report.read, report.missing) == (None, 10, ())
    assert held(folder, passphrase) == list(range(1, 11))


def test_what_was_never_acknowledged_does_not_come_back(folder: Path, passphrase: str | None) -> None:
    """After a failed flush a frame may stay in the old log; the next generation does not know of it."""
    key = make(folder, passphrase, generations=1)
    log = generations.log_path(folder, 1)
    whole = log.read_bytes()
    with open_vault(folder, passphrase=passphrase) as db:
        db.table("t").insert({"n": "never acknowledged"})
    ghost = log.read_bytes()
    log.write_bytes(whole)
    with open_vault(folder, passphrase=passphrase) as db:
        db.compact()
        db.table("t").insert({"n": 6})
        db.table("t").insert({"n": 7})
    log.write_bytes(ghost)
    harm(generations.snapshot_path(folder, 2, key), 3)
    start, end = frames_of(folder, key, 2)[1]
    harm(generations.log_path(folder, 2), (start + end) // 2)
    report = salvage(folder, passphrase)
    assert held(folder, passphrase) == [1, 2, 3, 4, 5, 7]
    assert report.missing == ((6, 6),)


def test_a_whole_book_is_left_alone(folder: Path, passphrase: str | None) -> None:
    make(folder, passphrase)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    report = salvage(folder, passphrase)
    assert (report.generation, report.damaged, report.lost, report.documents) == (None, (), 0, {"t": 10})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_archive_is_salvaged_too(folder: Path, passphrase: str | None) -> None:
    key = make(folder, passphrase).archived()
    inside = folder / ARCHIVE
    with open_vault(inside, key=key, deferred=True) as archive:
        for number in range(1, 4):
            archive.put("file", "cases", number, {"n": number})
    start, end = frames_of(inside, key, 1)[2]
    harm(generations.log_path(inside, 1), (start + end) // 2)
    assert not verify(folder, passphrase).is_whole
    report = salvage(folder, passphrase)
    assert report.generation is None
    assert report.archive is not None
    assert (report.archive.documents, report.lost) == ({"cases": 2}, 1)
    with open_vault(inside, key=key) as archive:
        assert sorted(archive.documents("cases")) == [1, 3]


def test_nothing_can_be_read(folder: Path, passphrase: str | None) -> None:
    key = make(folder, passphrase, generations=1, each=1)
    log = generations.log_path(folder, 1)
    for start, end in frames_of(folder, key, 1):
        harm(log, (start + end) // 2)
    generations.snapshot_path(folder, 1, key).unlink()
    before = log.read_bytes()
    with pytest.raises(BookDamaged, match="Nothing of the book"):
        salvage(folder, passphrase)
    assert log.read_bytes() == before


def test_it_takes_the_lock(folder: Path, passphrase: str | None) -> None:
    with pytest.raises(BookNotFound):
        salvage(folder, passphrase)
    with open_vault(folder, passphrase=passphrase), pytest.raises(BookInUse):
        salvage(folder, passphrase)


def test_verify_notices_an_older_log_that_lost_its_end(folder: Path, passphrase: str | None) -> None:
    key = make(folder, passphrase, generations=3)
    log = generations.log_path(folder, 2)
    whole = log.read_bytes()
    start, end = frames_of(folder, key, 2)[-1]
    harm(log, (start + end) // 2)
    report = verify(folder, passphrase)
    assert (report.generations, report.is_whole) == ((1, 3), False)
    assert log.name in report.problems[0]
    log.write_bytes(whole + b"never acknowledged")
    assert verify(folder, passphrase).is_whole


def test_a_snapshot_whose_log_begins_badly_is_not_given_up(folder: Path, passphrase: str | None) -> None:
    """With nothing before it, as after erasing a client."""
    with open_vault(folder, passphrase=passphrase) as db:
        for number in range(1, 4):
            db.table("t").insert({"n": number})
        db.compact()
        db.forget_older()
        key = db.key
    log = generations.log_path(folder, 2)
    start, end = frames_of(folder, key, 2)[0]
    whole = log.read_bytes()
    harm(log, (start + end) // 2)
    report = salvage(folder, passphrase)
    assert (report.snapshot, report.read, report.missing) == (2, 0, ())
    assert held(folder, passphrase) == [1, 2, 3]
    for path in folder.glob("0000000003.*"):
        path.unlink()
    log.write_bytes(whole)
    with open_vault(folder, passphrase=passphrase) as db:
        db.table("t").insert({"n": 4})
    harm(log, (start + end) // 2)
    report = salvage(folder, passphrase)
    assert (report.snapshot, report.read, report.missing) == (2, 1, ())
    assert held(folder, passphrase) == [1, 2, 3, 4]


def test_an_archive_that_cannot_be_read_does_not_keep_the_book_from_being_saved(
    folder: Path, passphrase: str | None
) -> None:
    key = make(folder, passphrase)
    inside = folder / ARCHIVE
    with open_vault(inside, key=key.archived(), deferred=True) as archive:
        archive.put("file", "cases", 1, {"n": 1})
        archive.compact()
    for path in inside.glob("*.log"):
        path.unlink()
    log = generations.log_path(folder, 2)
    start, end = frames_of(folder, key, 2)[3]
    harm(log, (start + end) // 2)
    report = salvage(folder, passphrase)
    assert report.documents == {"t": 9}
    assert report.archive is not None
    assert "logs" in report.archive.trouble
    assert len(held(folder, passphrase)) == 9
    assert verify(folder, passphrase).archive is not None
    assert not verify(folder, passphrase).is_whole


def test_files_that_are_damaged_but_not_needed_are_named(folder: Path, passphrase: str | None) -> None:
    key = make(folder, passphrase)
    snapshot = generations.snapshot_path(folder, 2, key)
    harm(snapshot, 3)
    report = salvage(folder, passphrase)
    assert (report.generation, report.damaged) == (None, (snapshot,))


def test_a_newest_log_that_lost_everything_is_told(folder: Path, passphrase: str | None) -> None:
    make(folder, passphrase)
    log = generations.log_path(folder, 2)
    log.write_bytes(b"")
    report = salvage(folder, passphrase)
    assert (report.snapshot, report.is_cut, report.missing) == (2, True, ())
    assert held(folder, passphrase) == [1, 2, 3, 4, 5]
