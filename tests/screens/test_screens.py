"""How the screens look, kept as pictures.

After a change that is meant, run `uv run pytest tests/screens --snapshot-update`
and look at each picture before it is kept.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from store import Casebook, open_casebook
from store.demo import build_demo
from store.language import use
from tests.closed.conftest import add_stubs
from tui.app import LingkarApp

Compare = Callable[..., bool]


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> str:
    use(request.param)
    return str(request.param)


@pytest.fixture
def demo(tmp_path: Path, clock: Callable[[], datetime], language: str) -> Iterator[Casebook]:
    """The sample caseload, played so that it ends on the fixed morning."""
    with open_casebook(tmp_path / "book", clock=clock) as book:
        build_demo(book, language)
        book.backup_reminder()  # said for today, so that no picture has it
        yield book


def compare(snap: Compare, book: Casebook, size: tuple[int, int], *keys: str) -> bool:
    return snap(LingkarApp(book), terminal_size=size, press=keys)


def test_board_at_140_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (140, 40), "right", "right")


def test_board_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "right", "right", "right")


def test_board_at_60_columns_in_the_light(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (60, 20), "f3", "right")


def test_empty_board(book: Casebook, language: str, snap_compare: Compare) -> None:
    assert compare(snap_compare, book, (80, 24))


def test_filter(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "slash", *"kel")


def test_hidden_text(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "asterisk")


def test_gate_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "1", "a")


def test_new_case_at_80_columns(book: Casebook, language: str, snap_compare: Compare) -> None:
    assert compare(snap_compare, book, (80, 24), "c")


def test_termination_at_140_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (140, 40), "6", "t")


def test_case_file_at_140_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (140, 40), "2", "enter")


def test_notes_at_140_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (140, 40), "4", "enter", "2")


def test_history_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "4", "G", "enter", "7")


def test_note_editor_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "n", *"Bertemu.")


def test_help_at_80_columns(book: Casebook, language: str, snap_compare: Compare) -> None:
    assert compare(snap_compare, book, (80, 24), "question_mark")


def test_palette_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "colon")


def test_closed_cases_at_140_columns(demo: Casebook, snap_compare: Compare) -> None:
    add_stubs(demo, 1200)
    assert compare(snap_compare, demo, (140, 40), "z", "down", "down", "down", "down")


def test_closed_cases_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    add_stubs(demo, 1200)
    assert compare(snap_compare, demo, (80, 24), "z", "down", "down", "down", "down")


def test_closed_cases_found_at_60_columns_in_the_light(demo: Casebook, snap_compare: Compare) -> None:
    add_stubs(demo, 1200)
    assert compare(snap_compare, demo, (60, 20), "f3", "z", "slash", *"kel", "space", *"12", "down")


def test_no_closed_cases(book: Casebook, language: str, snap_compare: Compare) -> None:
    assert compare(snap_compare, book, (80, 24), "z")
