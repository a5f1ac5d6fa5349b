"""Sparing the tests that damage files the waiting for the disk, and the two kinds of book that most of them try."""

import pytest

from store.vault import disk, keys, opening

PASSPHRASE = "kuda hitam di tepi laut"


@pytest.fixture
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that are not about durability: no flush, and no second look at a file that may be half-written."""
    monkeypatch.setattr(disk, "flush", lambda fd: None)
    monkeypatch.setattr(disk, "sync_folder", lambda path: None)
    monkeypatch.setattr(opening, "_ATTEMPTS", 1)


@pytest.fixture(params=["plain", "encrypted"])
def passphrase(request: pytest.FixtureRequest) -> str | None:
    """None: the book is plain."""
    return PASSPHRASE if request.param == "encrypted" else None


@pytest.fixture
def key(passphrase: str | None) -> keys.Key:
    """A key of the same kind, which opens a book without the cost of its passphrase."""
    return keys.PlainKey("0123456789abcdef") if passphrase is None else keys.new_secret()
