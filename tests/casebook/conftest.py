"""A book with a clock of its own, without the waiting for the disk, and everything it tells."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from store import Casebook, Change, open_casebook
from store.vault import disk

JAKARTA = timezone(timedelta(hours=7))
START = datetime(2026, 11, 20, 9, 30, tzinfo=JAKARTA)


class Clock:
    """What time the book believes it is."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def go(self, **forward: float) -> None:
        self.now += timedelta(**forward)


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "flush", lambda fd: None)
    monkeypatch.setattr(disk, "sync_folder", lambda path: None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


@pytest.fixture
def book(folder: Path, clock: Clock) -> Iterator[Casebook]:
    with open_casebook(folder, clock=clock) as book:
        yield book


@pytest.fixture
def told(book: Casebook) -> list[Change]:
    changes: list[Change] = []
    book.subscribe(changes.append)
    return changes


@pytest.fixture
def closed(book: Casebook, clock: Clock) -> str:
    """The code of a closed case with a long story, long off the board."""
    from .archived import tell
    from .scene import CLOSED

    tell(book, clock)
    return CLOSED
