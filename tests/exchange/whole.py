"""The fixtures of the tests that take a whole book along: one with something of everything, plain and encrypted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Casebook
from tests.exchange.safe import PASSPHRASE, make, opened


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"])
def passphrase(request: pytest.FixtureRequest) -> str | None:
    return request.param


@pytest.fixture
def folder(tmp_path: Path, passphrase: str | None) -> Path:
    make(tmp_path / "book", passphrase)
    return tmp_path / "book"


@pytest.fixture
def book(folder: Path, passphrase: str | None) -> Iterator[Casebook]:
    with opened(folder, passphrase) as book:
        yield book


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where backups go."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"
