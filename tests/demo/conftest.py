"""The demonstration caseload, built once in each language on a fixed morning."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from store import Casebook, open_casebook
from store.demo import build_demo
from store.vault import disk

JAKARTA = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 21, 7, 12, tzinfo=JAKARTA)


def build(folder: Path, language: str = "id", now: datetime = NOW) -> Casebook:
    """The caseload in a new book. That each act waits for the disk is the subject of other tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(disk, "flush", lambda fd: None)
        book = open_casebook(folder, clock=lambda: now)
        build_demo(book, language)
    return book


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Casebook]]:
    """The book in a language; built when first asked for."""
    books: dict[str, Casebook] = {}

    def of(language: str) -> Casebook:
        if language not in books:
            books[language] = build(tmp_path_factory.mktemp("demo") / "book", language)
        return books[language]

    yield of
    for book in books.values():
        book.close()


@pytest.fixture(params=["id", "en"])
def book(request: pytest.FixtureRequest, built: Callable[[str], Casebook]) -> Casebook:
    return built(request.param)
