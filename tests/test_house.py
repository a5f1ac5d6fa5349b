"""The house rules that a machine can check: small rooms, one style sheet, no way around the Casebook, a light start."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = [path for package in ("store", "tui", "tests") for path in sorted((ROOT / package).rglob("*"))]
CODE = [path for path in FILES if path.suffix == ".py"]
THEIRS = ROOT / "tests" / "vault" / "tinydb_own"  # word for word as TinyDB has them
WRITTEN = [path for path in FILES if path.suffix in (".py", ".toml", ".tcss") and THEIRS not in path.parents]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_500_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def test_every_room_says_what_it_is_for() -> None:
    rooms = [path for path in CODE if "tests" not in path.relative_to(ROOT).parts]
    assert [str(path) for path in rooms if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []


def test_there_is_one_style_sheet() -> None:
    """Over 64 style sources Textual slows down twelvefold."""
    assert [path.name for path in (ROOT / "tui").rglob("*.tcss")] == ["lingkar.tcss"]
    styled = [path for path in (ROOT / "tui").rglob("*.py") if "CSS = " in path.read_text(encoding="utf-8")]
    assert styled == []


@pytest.mark.parametrize("start", ["import store", "from tui.cli import main; main(['--help'])"])
def test_what_needs_no_screen_loads_none(start: str) -> None:
    code = f"{start}\nimport sys\nprint(sorted(m for m in sys.modules if m.split('.')[0] in ('textual', 'rich')))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"
