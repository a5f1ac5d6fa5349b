"""Frames that are not where they belong, in plain and encrypted books: told exactly, never applied."""

import dataclasses
import errno
import os
import re
import sys
from pathlib import Path

import pytest

from store.errors import BookDamaged
from store.vault import disk, frames, open_vault
from store.vault.keys import Key, SecretKey, new_secret
from store.vault.seal import PlainSeal

from .sample import ACTS, LOG, NUMBER, Sample, contents, files_of, fork, make, pieces

pytestmark = pytest.mark.usefixtures("without_waiting")

SEAL = PlainSeal()
DAMAGED = r"damaged at change (\d+) \(byte (\d+) of (\d+)\)\. (\d+) changes before it and (\d+) after it can be read"


@pytest.fixture
def sample(tmp_path: Path, key: Key) -> Sample:
    return make(tmp_path / "made", key=key)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


def assert_refused(folder: Path, sample: Sample, log: bytes, before: int, after: int) -> None:
    """Opening tells the place and the counts, and changes nothing."""
    damaged = sample.changed(LOG, log)
    damaged.lay_out(folder)
    for read_only in (True, False):
        with pytest.raises(BookDamaged) as caught:
            open_vault(folder, key=sample.key, read_only=read_only)
        found = re.search(DAMAGED, str(caught.value))
        assert found is not None, caught.value
        change, _byte, size, *counts = (int(number) for number in found.groups())
        assert [change, size, *counts] == [before + 1, len(log), before, after]
    assert files_of(folder) == damaged.files


def assert_set_aside(folder: Path, sample: Sample, log: bytes, behind: list[bytes]) -> None:
    """Behind all frames what does not fit is as good as a torn write: not applied either, reported, set aside."""
    tail = b"".join(behind)
    sample.changed(LOG, log).lay_out(folder)
    with open_vault(folder, key=sample.key) as db:
        assert (contents(db), db.report.torn_bytes) == (sample.history[-1], len(tail))
        assert db.report.torn is not None
        assert db.report.torn.read_bytes() == tail


def test_a_damaged_length_does_not_hide_the_frames_behind_it(sample: Sample, folder: Path) -> None:
    head, first, second, *rest = pieces(sample.log, sample.key)
    for header in (bytes(8), b"\xff" * 8, (2**31).to_bytes(4, "little") + (2**31 ^ 0xFFFFFFFF).to_bytes(4, "little")):
        assert_refused(folder, sample, head + first + header + second[8:] + b"".join(rest), 0, ACTS - 1)


def test_a_lost_sector_in_the_middle(sample: Sample, folder: Path) -> None:
    head, first, second, *rest = pieces(sample.log, sample.key)
    at = len(head + first) + 64
    log = sample.log[:at] + bytes(512) + sample.log[at + 512 :]
    lost = sum(len(head + first + second) + sum(map(len, rest[:number])) < at + 512 for number in range(len(rest)))
    assert_refused(folder, sample, log, 0, ACTS - 1 - lost)


def test_frames_that_are_swapped_dropped_or_repeated_are_refused(sample: Sample, folder: Path) -> None:
    head, *f = pieces(sample.log, sample.key)
    join = b"".join
    for changed, before, after in [
        (join([*f[:2], f[3], f[2], *f[4:]]), 1, 4),
        (join(f[:2] + f[3:]), 1, 3),
        (join([*f[:3], f[2], *f[3:]]), 2, 4),
        (join([*f, f[-1]]), 5, 1),
        (join([*f, *f[1:]]), 5, 5),
        (join([*f, *f]), 5, 6),
        (join([*f[:2], bytes(64), *f[2:]]), 1, 4),
        (join([*f[:2], b"?", *f[2:]]), 1, 4),
        (join([*f[:2], f[2][1:], *f[3:]]), 1, 3),
        (join([f[1], f[0], *f[2:]]), 0, 6),
        (join(f[1:]), 0, 5),
        (join(f[::-1]), 0, 6),
        (b"", 0, 0),
        (b"garbage" * 100, 0, 0),
        (bytes(640), 0, 0),
    ]:
        assert_refused(folder, sample, head + changed, before, after)


def test_frames_of_another_generation_do_not_fit(sample: Sample, folder: Path) -> None:
    head, *f = pieces(sample.log, sample.key)
    _head, *older = pieces(sample.files["0000000001.log"], sample.key, NUMBER - 1)
    assert_refused(folder, sample, head + b"".join([*f[:3], older[1], *f[3:]]), 2, 3)
    assert_refused(folder, sample, head + b"".join([*f[:3], older[1], *f[4:]]), 2, 2)
    assert_set_aside(folder, sample, sample.log + older[1], older[1:2])
    assert_refused(folder, sample, sample.files["0000000001.log"], 0, 0)


@pytest.fixture(params=["another book", "the archive"])
def other(request: pytest.FixtureRequest, sample: Sample, tmp_path: Path) -> Sample:
    """A book of the same shape, whose frames have the same generation and the same numbers."""
    if request.param == "the archive":
        return make(tmp_path / "other", key=sample.key.archived(), word="atak")
    return make(tmp_path / "other", key=new_secret() if isinstance(sample.key, SecretKey) else None, word="atak")


def test_frames_from_elsewhere_do_not_fit(sample: Sample, other: Sample, folder: Path) -> None:
    head, *f = pieces(sample.log, sample.key)
    _head, *foreign = pieces(other.log, other.key)
    for at in range(1, ACTS):
        assert_refused(folder, sample, head + b"".join([*f[:at], foreign[at], *f[at + 1 :]]), at - 1, ACTS - at)
        assert_refused(folder, sample, head + b"".join([*f[:at], foreign[at], *f[at:]]), at - 1, ACTS - at + 1)
    assert_refused(folder, sample, head + b"".join([foreign[0], *f[1:]]), 0, ACTS)
    assert_refused(folder, sample, head + b"".join(foreign), 0, 0)
    for at in range(1, ACTS):
        replaced = dataclasses.replace(sample, history=sample.history[: at + 1])
        assert_set_aside(folder, replaced, head + b"".join(f[: at + 1] + foreign[at + 1 :]), foreign[at + 1 :])
    assert_set_aside(folder, sample, sample.log + foreign[-1], foreign[-1:])


def test_frames_of_a_copy_that_went_its_own_way_do_not_fit(sample: Sample, folder: Path, tmp_path: Path) -> None:
    """The same book, the same key, the same numbers: only what came before them differs."""
    head, *f = pieces(sample.log, sample.key)
    _head, *foreign = pieces(fork(sample, tmp_path / "fork", word="atak").log, sample.key)
    assert foreign[0] == f[0]
    # Its first transaction follows on what both have in common, as ours does; then ours do not follow on it.
    assert_refused(folder, sample, head + b"".join([*f[:1], foreign[1], *f[2:]]), 1, ACTS - 1)
    for at in range(2, ACTS):
        assert_refused(folder, sample, head + b"".join([*f[:at], foreign[at], *f[at + 1 :]]), at - 1, ACTS - at + 1)
        assert_refused(folder, sample, head + b"".join([*f[:at], *foreign[at:]]), at - 1, ACTS - at + 1)


def test_a_whole_log_from_elsewhere_is_refused(sample: Sample, other: Sample, folder: Path) -> None:
    """Never the generation before it, as if the newest were not there; also not when its snapshot comes along."""
    for names in ([LOG], [LOG, other.snapshot]):
        spliced = sample
        for name in names:
            spliced = spliced.changed(name, other.files[name])
        spliced.lay_out(folder)
        for read_only in (True, False):
            with pytest.raises(BookDamaged):
                open_vault(folder, key=sample.key, read_only=read_only)
        assert files_of(folder) == spliced.files


def test_a_log_under_another_number_does_not_open(sample: Sample, folder: Path) -> None:
    moved = sample.changed(LOG, None).changed("0000000005.log", sample.log)
    moved = moved.changed(sample.snapshot, None).changed(
        f"0000000005{sample.key.suffix}", sample.files[sample.snapshot]
    )
    moved.lay_out(folder)
    with pytest.raises(
        BookDamaged, match=r"0000000005\.log .* damaged at change 1 .*\. 0 changes before it and 0 after"
    ):
        open_vault(folder, key=sample.key)
    assert files_of(folder) == moved.files


def test_user_text_cannot_look_like_a_frame(sample: Sample, folder: Path) -> None:
    sample.lay_out(folder)
    with open_vault(folder, key=sample.key) as db:
        whole = pieces(sample.log, sample.key)[2].decode("latin-1")
        db.insert({"text": ["x" * shift + whole for shift in range(64)]})
        db.insert({"last": 1})
    log = (folder / LOG).read_bytes()
    last = pieces(log, sample.key)[-1]
    (folder / LOG).write_bytes(log[: -len(last)][:-5])  # torn in the frame full of imitations
    with open_vault(folder, key=sample.key) as db:
        assert contents(db) == sample.history[-1]
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
