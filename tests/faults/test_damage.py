"""Bytes changed after they were written, and frames that are not where they belong: told exactly, never applied."""

import errno
import itertools
import os
import re
import sys
from pathlib import Path

import pytest

from store.errors import BookDamaged
from store.vault import disk, frames, open_vault
from store.vault.seal import PlainSeal

pytestmark = pytest.mark.usefixtures("without_waiting")

COUNT = 6
SEAL = PlainSeal()


def rows(upto: int) -> list[dict[str, object]]:
    return [{"n": number, "text": "x" * (number * 23)} for number in range(upto)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_vault(tmp_path / "book") as db:
        for row in rows(COUNT):
            db.insert(row)
    return tmp_path / "book"


def log_of(folder: Path) -> bytes:
    return (folder / "0000000001.log").read_bytes()


def pieces(log: bytes, generation: int = 1) -> list[bytes]:
    scan = frames.scan(SEAL, frames.context(generation), log)
    ends = [0] + [frame.end for frame in scan.frames]
    return [log[start:end] for start, end in itertools.pairwise(ends)]


def put(folder: Path, log: bytes) -> None:
    for path in folder.glob("0*"):
        if path.name not in ("0000000001.json", "0000000001.log"):
            path.unlink()
    (folder / "0000000001.log").write_bytes(log)


def assert_refused(folder: Path, before: int, after: int) -> None:
    """Opening tells the place and the counts, and changes nothing."""
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"}
    with pytest.raises(BookDamaged) as caught:
        open_vault(folder)
    found = re.search(r"at change (\d+) .*\. (\d+) changes before it and (\d+) after it", str(caught.value))
    assert found is not None
    assert [int(number) for number in found.groups()] == [before + 1, before, after]
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"} == files


@pytest.mark.parametrize("bit", [0x01, 0x80])
def test_a_flipped_bit_at_any_sampled_place_is_found(folder: Path, bit: int) -> None:
    log = log_of(folder)
    edges = [0]
    for piece in pieces(log):
        edges.append(edges[-1] + len(piece))
    # Every byte of the headers and of the chain inside, and every fifth of the rest.
    for place in [place for place in range(len(log)) if place % 64 < 32 or place % 5 == 0]:
        put(folder, log[:place] + bytes([log[place] ^ bit]) + log[place + 1 :])
        hit = max(number for number, edge in enumerate(edges) if edge <= place)
        if hit < COUNT:
            before, after = max(hit - 1, 0), COUNT - hit
            with pytest.raises(BookDamaged, match=rf"{before} changes before it and {after} after it"):
                open_vault(folder, create=False)
        else:  # the last frame: not to be told from a torn write, so it is set aside and reported
            with open_vault(folder) as db:
                assert db.all() == rows(COUNT - 1)
                assert db.report.torn is not None
                assert db.report.torn_bytes == edges[-1] - edges[-2]


def test_a_damaged_length_does_not_hide_the_frames_behind_it(folder: Path) -> None:
    first, second, *rest = pieces(log_of(folder))
    for header in (bytes(8), b"\xff" * 8, (2**31).to_bytes(4, "little") + (2**31 ^ 0xFFFFFFFF).to_bytes(4, "little")):
        put(folder, first + header + second[8:] + b"".join(rest))
        assert_refused(folder, before=0, after=COUNT - 1)


def test_a_lost_sector_in_the_middle(folder: Path) -> None:
    log = log_of(folder)
    put(folder, log[:256] + bytes(256) + log[512:])
    with pytest.raises(BookDamaged):
        open_vault(folder)


def test_frames_that_are_swapped_dropped_or_repeated_are_refused(folder: Path) -> None:
    f = pieces(log_of(folder))
    join = b"".join
    for changed, before, after in [
        (join([*f[:2], f[3], f[2], *f[4:]]), 1, 5),
        (join(f[:2] + f[3:]), 1, 4),
        (join([*f[:3], f[2], *f[3:]]), 2, 5),
        (join([*f, f[-1]]), 6, 1),
        (join([*f, *f[1:]]), 6, 6),
        (join([*f[:2], bytes(64), *f[2:]]), 1, 5),
        (join([*f[:2], b"?", *f[2:]]), 1, 5),
        (join([*f[:2], f[2][1:], *f[3:]]), 1, 4),
    ]:
        put(folder, changed)
        assert_refused(folder, before, after)


def test_a_log_without_its_first_frame_is_refused(folder: Path) -> None:
    put(folder, b"".join(pieces(log_of(folder))[1:]))
    with pytest.raises(BookDamaged, match="first part is missing"):
        open_vault(folder)
    for nothing in (b"", b"garbage" * 100, bytes(640)):
        put(folder, nothing)
        assert_refused(folder, before=0, after=0)


def test_frames_of_another_generation_or_book_do_not_fit(folder: Path, tmp_path: Path) -> None:
    f = pieces(log_of(folder))
    with open_vault(folder) as db:
        db.compact()
        db.insert({"n": "generation 2"})
    foreign = pieces((folder / "0000000002.log").read_bytes(), 2)
    put(folder, b"".join([*f[:3], foreign[1], *f[3:]]))
    assert_refused(folder, before=2, after=4)
    put(folder, b"".join([*f, foreign[1]]))
    with open_vault(folder) as db:  # behind all others it is as good as a torn write, and not applied either
        assert (db.all(), db.report.torn_bytes) == (rows(COUNT), len(foreign[1]))
    with open_vault(tmp_path / "other") as db:
        for row in rows(COUNT):
            db.insert({**row, "other": True})
    other = pieces((tmp_path / "other" / "0000000001.log").read_bytes())
    put(folder, b"".join([*f[:3], other[3], *f[4:]]))  # same generation, same number, another predecessor
    assert_refused(folder, before=2, after=4)


def test_a_log_under_another_number_does_not_open(folder: Path) -> None:
    (folder / "0000000001.json").rename(folder / "0000000005.json")
    (folder / "0000000001.log").rename(folder / "0000000005.log")
    with pytest.raises(BookDamaged):
        open_vault(folder)


def test_user_text_cannot_look_like_a_frame(folder: Path) -> None:
    with open_vault(folder) as db:
        whole = pieces(log_of(folder))[2].decode("latin-1")
        db.insert({"text": ["x" * shift + whole for shift in range(64)]})
        db.insert({"last": 1})
    log = log_of(folder)
    put(folder, log[: -len(pieces(log)[-1])][:-5])  # torn in the frame full of imitations
    with open_vault(folder) as db:
        assert db.all() == rows(COUNT)
        assert db.report.torn is not None


@pytest.mark.parametrize("length", range(0, 140, 7))
def test_frames_of_every_length_are_aligned_and_come_back(length: int) -> None:
    payload = b'"' + b"x" * length + b'"'
    data, tag = frames.encode(SEAL, b"here", 7, b"p" * 16, payload)
    assert len(data) % frames.ALIGNMENT == 0
    scan = frames.scan(SEAL, b"here", data)
    assert [(f.seq, f.previous, f.tag, f.payload.rstrip()) for f in scan.frames] == [(7, b"p" * 16, tag, payload)]
    assert (scan.end, scan.after) == (len(data), 0)
    assert frames.scan(SEAL, b"elsewhere", data).frames == ()


def test_macos_flushes_the_drives_cache_and_falls_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.undo()
    calls: list[str] = []
    answer: list[OSError] = []

    def full_sync(fd: int, command: int) -> None:
        calls.append(f"fcntl {command}")
        if answer:
            raise answer[0]

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", full_sync)
    monkeypatch.setattr(os, "fsync", lambda fd: calls.append("fsync"))
    disk.flush(3)
    assert calls == ["fcntl 51"]
    for unsupported in (errno.ENOTTY, errno.ENOTSUP):
        calls.clear()
        answer[:] = [OSError(unsupported, "not here")]
        disk.flush(3)
        assert calls == ["fcntl 51", "fsync"]
    answer[:] = [OSError(errno.EIO, "broken")]
    with pytest.raises(OSError, match="broken"):
        disk.flush(3)
    calls.clear()
    monkeypatch.setattr(sys, "platform", "win32")
    disk.flush(3)
    disk.sync_folder(tmp_path / "is not even there")
    assert calls == ["fsync"]
