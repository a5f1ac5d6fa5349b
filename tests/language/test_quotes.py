"""One kind of quotation marks in all that a person reads, “ ”; straight ones only in what is typed as it stands."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from store.language.quoting import quoted

ROOT = Path(__file__).parents[2]
TYPED = (
    '"id" or "en"', '"moved house"', 'A code of ""', "With these lines in a map file", "other keys for commands",
    "the order of the cards in a column", "the usual format of a packet", "your own name, for this packet",
    "{name} is nobody who is written down",
)  # fmt: skip
"""How the texts begin that show what is typed in a settings file, in a map, in a search or behind a command."""
FOR_PROGRAMMERS = {"store/model/codes.py", "store/practice/measures.py", "store/language/catalogue.py"}
PAGES = [
    *sorted((ROOT / "tui" / "guide" / "manual").rglob("*.md")), ROOT / "README.md", ROOT / ".github" / "README.id.md",
]  # fmt: skip
_CODE = re.compile(r"```.*?```|^    .*?$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_STRAIGHT = re.compile(r"\"|(?<!\w)'[^'\n]+'(?!\w)")


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_text_of_the_program_has_straight_ones(language: str) -> None:
    with (ROOT / "store" / "language" / f"{language}.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id and not str(message.id).startswith(TYPED)]
    strings = (each.string if isinstance(each.string, list | tuple) else (each.string,) for each in messages)
    texts = [str(text) for forms in strings for text in forms]
    assert [text for text in texts if _STRAIGHT.search(text)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_has_straight_ones_outside_of_code(page: Path) -> None:
    prose = _CODE.sub("", page.read_text(encoding="utf-8"))
    assert [line for line in prose.splitlines() if _STRAIGHT.search(line)] == []


def test_what_a_person_wrote_is_quoted_in_the_same_way_everywhere() -> None:
    """Python's own way of it has straight ones, and signs that nobody typed."""
    found = []
    for room in ("store", "tui"):
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if name not in FOR_PROGRAMMERS:
                found += [f"{name}:{line}" for line in _by_repr(ast.parse(path.read_text(encoding="utf-8")))]
    assert found == []


def _by_repr(tree: ast.Module) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "repr")
        or (isinstance(node, ast.FormattedValue) and node.conversion == ord("r"))
    ]


@pytest.mark.parametrize(("given", "shown"), [
    ("kapan", "“kapan”"), ("", "“”"), ("two\nlines\x1b[2J", "“two lines [2J”"), ("x" * 61, f"“{'x' * 60}…”"),
    ("Bu \u202eS", "“Bu  S”"),
])  # fmt: skip
def test_it_is_one_line_without_what_cannot_be_seen_and_not_long(given: str, shown: str) -> None:
    assert quoted(given) == shown
