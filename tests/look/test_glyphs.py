"""The signs of the program itself: in its texts of both languages, and in all that it writes beside them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from rich.cells import cell_len

from store.language import LANGUAGES
from tests.look.glyphs import ALLOWED, unsure
from tui.look.console import nearest

ROOT = Path(__file__).parents[2]
NOT_SHOWN = {
    Path("tui/look/net.py"): "what is taken out of user text",
    Path("tui/packet/wrapping.py"): "where a line may be broken",
}


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The texts in a source file but for its docstrings, each with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def test_no_sign_of_unsure_width_is_written_in_the_interface() -> None:
    paths = [path.relative_to(ROOT) for path in sorted((ROOT / "tui").rglob("*.py"))]
    found = [
        f"{path}:{line}: {unsure(text)}"
        for path in paths if path not in NOT_SHOWN for line, text in literals(ROOT / path) if unsure(text)
    ]  # fmt: skip
    assert found == []


def test_the_bare_console_has_all_of_them() -> None:
    """Its usual font has the signs of code page 437."""
    written = {
        sign
        for path in sorted((ROOT / "tui").rglob("*.py")) if path.relative_to(ROOT) not in NOT_SHOWN
        for _line, text in literals(path) for sign in text if ord(sign) > 127
    }  # fmt: skip
    written -= {*"\N{MINUS SIGN}"}  # is only read: what telephones make of a hyphen
    assert {*"╭┏▇›…"} <= written
    missing = {sign for sign in written if not nearest(sign).encode("cp437", "ignore")}
    assert missing == set()
    assert all(cell_len(nearest(sign)) == cell_len(sign) for sign in written)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_in_its_texts(language: str) -> None:
    with (ROOT / "store" / "language" / f"{language}.po").open("rb") as file:
        texts = [text for message in read_po(file) for text in (message.id, message.string)]
    parts = [part for text in texts for part in ([text] if isinstance(text, str) else text)]
    assert [part for part in parts if unsure(part)] == []
    assert len(parts) > 1000


@pytest.mark.parametrize("path", sorted((ROOT / "tui").rglob("*.md")), ids=lambda path: path.name)
def test_nor_in_the_manual(path: Path) -> None:
    assert unsure(path.read_text(encoding="utf-8")) == set()


def test_the_test_knows_them() -> None:
    assert unsure("● ○ ◆ é 字 😀 \u2764\ufe0f") == {*"●○◆é字😀\ufe0f"}
    assert unsure("╭─╮ █ · … “x”") == set()
    assert all(reason for reason in ALLOWED.values())
