"""What the crash lab takes for granted: that the seam it watches really asks the system."""

import os
import sys
from pathlib import Path

import pytest

from store.vault import disk, open_vault


@pytest.mark.skipif(sys.platform != "linux", reason="other systems are asked in other ways")
def test_a_transaction_is_forced_to_the_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forced: list[str] = []
    real = os.fdatasync
    monkeypatch.setattr(os, "fdatasync", lambda fd: (forced.append(os.readlink(f"/proc/self/fd/{fd}")), real(fd))[1])
    with open_vault(folder) as db:
        forced.clear()
        db.table("t").insert({"n": 1})
        assert forced == [str(folder / "0000000001.log")]


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be synced there")
def test_a_new_name_is_forced_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forced: list[int] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (forced.append(os.fstat(fd).st_ino), real(fd))[1])
    disk.sync_folder(tmp_path)
    assert forced == [tmp_path.stat().st_ino]
