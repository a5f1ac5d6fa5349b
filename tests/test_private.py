"""Private folders: closed to others, gone afterwards whatever happens, and told from what a killed program left."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from store.private import private_folder, remove_left_behind

HOLD = """
import sys, time
from store.private import private_folder
with private_folder() as folder:
    (folder / "note.txt").write_text("Siti Aminah")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where private folders of the test go, in memory or not."""
    place = tmp_path / "place"
    place.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return place


def test_closed_to_others_and_gone_afterwards(place: Path) -> None:
    with private_folder() as folder:
        assert folder.parent == place
        if os.name != "nt":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / "note.txt").write_text("Siti Aminah")
        (folder / "more").mkdir()
        (folder / "more" / ".note.txt.swp").write_text("Siti Aminah")
    assert list(place.iterdir()) == []


def test_overwritten_before_it_is_removed(tmp_path: Path) -> None:
    with private_folder() as folder:
        file = folder / "note.txt"
        file.write_text("Siti Aminah")
        os.link(file, tmp_path / "the same bytes")
    assert (tmp_path / "the same bytes").read_bytes() == bytes(len("Siti Aminah"))


def test_a_link_is_removed_and_not_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with private_folder() as folder:
        (folder / ".#note.txt").symlink_to(tmp_path / "mine")
        (folder / "elsewhere").symlink_to(tmp_path)
    assert (tmp_path / "mine").read_text() == "mine"


def test_gone_also_after_an_error(place: Path) -> None:
    with pytest.raises(ValueError, match="x"), private_folder():
        raise ValueError("x")
    assert list(place.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="a process is killed otherwise there")
def test_what_a_killed_program_left_goes_and_what_is_in_use_stays(place: Path) -> None:
    environ = {**os.environ, "TMPDIR": str(place)}
    holder = subprocess.Popen([sys.executable, "-c", HOLD], env=environ, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    folder = Path(holder.stdout.readline().strip())
    (place / "lingkar-private-no-folder").write_text("mine")
    (place / "other").mkdir()
    remove_left_behind()
    assert (folder / "note.txt").read_text() == "Siti Aminah"
    holder.send_signal(signal.SIGKILL)
    holder.wait(20)
    holder.stdout.close()
    assert (folder / "note.txt").exists()
    remove_left_behind()
    assert sorted(path.name for path in place.iterdir()) == ["lingkar-private-no-folder", "other"]
