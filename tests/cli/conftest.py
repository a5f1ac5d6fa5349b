"""Running commands in this process, on a book of their own."""

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from store.language import use
from tui.cli import main


@dataclass(frozen=True)
class Result:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, byte for byte."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the book of the test is, once it is made."""
    return tmp_path / "book"


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `lingkar` on the test's book, in English unless the test says otherwise."""
    monkeypatch.setenv("LINGKAR_HOME", str(folder))
    monkeypatch.setenv("LINGKAR_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    use("en")

    def _run(*args: str | os.PathLike[str], stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = main([os.fspath(arg) for arg in args])
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return _run


@pytest.fixture
def case(run: Run) -> str:
    """The code of a case whose first gate is met."""
    made = run(
        "--plain", "new", "--alias", "Bu S", "--size", "family", "--problem", "Rent", "--consent", "verbal",
        "--risk", "low",
    )  # fmt: skip
    assert (made.code, made.err.count("\n")) == (0, 1)
    return made.out.strip()
