"""A fresh book for each test, and a way to spare tests that are not about durability the waiting for the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.vault import VaultDB, disk, open_vault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


@pytest.fixture
def db(folder: Path) -> Iterator[VaultDB]:
    with open_vault(folder) as db:
        yield db


@pytest.fixture
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "flush", lambda fd: None)
    monkeypatch.setattr(disk, "sync_folder", lambda path: None)
