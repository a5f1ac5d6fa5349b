"""The sample caseload, for what is looked at on a walk through all of the program."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from store import Casebook, open_casebook
from store.demo import build_demo
from store.language import use
from store.vault import disk


@pytest.fixture(params=["id"])
def demo(
    tmp_path: Path, clock: Callable[[], datetime], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Casebook]:
    """In both languages, with the reminder of a backup said for today."""
    use(request.param)
    monkeypatch.setattr(disk, "flush", lambda fd: None)
    with open_casebook(tmp_path / "book", clock=clock) as book:
        build_demo(book, request.param)
        book.backup_reminder()
        book.change_settings(packet_folder="/")
        yield book
