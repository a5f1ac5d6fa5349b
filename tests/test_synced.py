"""Folders that a program copies to other computers: told by their names and by the marks in them."""

import os
from pathlib import Path

import pytest

from store.synced import synced_by


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody's home, with what the programs keep there for themselves."""
    home = tmp_path / "home"
    (home / ".dropbox").mkdir(parents=True)
    (home / ".sync").mkdir()
    (home / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    return home


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Dinas Sosial/Documents", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personal/kerja", "OneDrive"),
        ("Dropbox/a/b/c", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/Supervisi", "iCloud Drive"),
        ("iCloudDrive", "iCloud Drive"),
        ("Google Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-siti@example.org/My Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("ownCloud", "ownCloud"),
        ("MEGA", "MEGA"),
        ("pCloudDrive", "pCloud"),
        ("Library/CloudStorage/Box-Box", "Box"),
        ("box sync", "Box"),
        ("Documents", ""),
        ("Documents/onedriver", ""),
        ("Dokumen/megah/kotak-box", ""),
    ],
)
def test_by_the_names_of_folders(home: Path, path: str, service: str) -> None:
    assert synced_by(home / path) == service  # it need not be there
    (home / path).mkdir(parents=True, exist_ok=True)
    assert synced_by(home / path) == service


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox", "Dropbox"),
        (".dropbox.cache/", "Dropbox"),
        (".stfolder/", "Syncthing"),
        (".stfolder", "Syncthing"),
        (".sync/ID", "Resilio Sync"),
        (".owncloudsync.log", "ownCloud"),
        (".sync_0123456789ab.db", "Nextcloud"),
        ("._sync_0123456789ab.db", "Nextcloud"),
        (".megaignore", "MEGA"),
        (".debris/", "MEGA"),
        ("desktop.ini", ""),
        (".sync/", ""),
    ],
)
def test_by_the_marks_in_them(home: Path, mark: str, service: str) -> None:
    place = home / "kerja"
    made = place / mark
    made.parent.mkdir(parents=True)
    made.mkdir() if mark.endswith("/") else made.touch()
    assert synced_by(place) == synced_by(place / "deep" / "down") == service
    assert synced_by(home) == "", "what lies beside it is not copied"


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_links_are_followed(home: Path) -> None:
    (home / "Dropbox" / "supervisi").mkdir(parents=True)
    (home / "supervisi").symlink_to(home / "Dropbox" / "supervisi")
    assert synced_by(home / "supervisi") == "Dropbox"
    (home / "circle").symlink_to(home / "circle")
    assert synced_by(home / "circle") == ""


def test_desktop_and_documents_of_a_mac_that_keeps_them_in_icloud(home: Path) -> None:
    assert synced_by(home / "Documents" / "Supervisi") == ""
    (home / "Library/Mobile Documents/com~apple~CloudDocs/Documents").mkdir(parents=True)
    assert synced_by(home / "Documents" / "Supervisi") == "iCloud Drive"
    assert synced_by(home / "Desktop") == ""


def test_a_folder_under_the_home_and_one_that_nobody_has(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "Dropbox").mkdir()
    assert synced_by(Path("~/Dropbox")) == "Dropbox"
    assert synced_by(Path("~nobody-at-all/x")) == ""
    monkeypatch.chdir(home / "Dropbox")
    assert synced_by(Path()) == "Dropbox"
