"""Files that leave: named without a name, for the owner only, whole or not there, never over another."""

import os
import stat
import time
from datetime import date
from pathlib import Path

import pytest

from store import LingkarError, NotSaved
from store.language import use
from store.packet import files


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


def test_the_name_tells_nothing_about_the_client() -> None:
    assert files.file_name("K-2026-014", "case", date(2026, 11, 20), "md") == "K-2026-014_case_2026-11-20.md"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    assert [files.write_new(target, text).name for text in (b"1", b"2", b"3")] == ["a.md", "a-2.md", "a-3.md"]
    assert [(tmp_path / name).read_bytes() for name in ("a.md", "a-2.md", "a-3.md")] == [b"1", b"2", b"3"]
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_can_read(tmp_path: Path) -> None:
    assert stat.S_IMODE(files.write_new(tmp_path / "a", b"x").stat().st_mode) == 0o600


def test_drafts_of_a_killed_program_are_swept_away(tmp_path: Path) -> None:
    for name, age in ((".lingkar-abcd_123", 100), (".lingkar-efgh5678", 10), (".lingkar-mine.txt", 100), ("a", 100)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    files.write_new(tmp_path / "b", b"x")
    assert {path.name for path in tmp_path.iterdir()} == {".lingkar-efgh5678", ".lingkar-mine.txt", "a", "b"}


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(NotSaved, match="the disk is full"):
        files.write_new(tmp_path / "a.md", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_or_a_file(tmp_path: Path) -> None:
    assert files.place(tmp_path, "n.md") == tmp_path / "n.md"
    assert files.place(tmp_path / "own.md", "n.md") == tmp_path / "own.md"
    with pytest.raises(LingkarError, match=r"There is no folder .*gone"):
        files.place(tmp_path / "gone" / "own.md", "n.md")
    with pytest.raises(LingkarError, match=r"There is no folder .*gone"):
        files.inside(tmp_path / "gone", "n.md")
    with pytest.raises(LingkarError, match="no readable text"):
        files.place(tmp_path / "own\udc80.md", "n.md")
    with pytest.raises(NotSaved, match="the name is too long"):
        files.write_new(files.place(tmp_path / f"{'a' * 300}.md", "n.md"), b"x")
