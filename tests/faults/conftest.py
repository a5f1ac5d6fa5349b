"""Sparing the tests that damage files the waiting for the disk; those about durability itself do not use it."""

import pytest

from store.vault import disk


@pytest.fixture
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "flush", lambda fd: None)
    monkeypatch.setattr(disk, "sync_folder", lambda path: None)
