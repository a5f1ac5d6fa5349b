"""How the screens look, kept as pictures.

After a change that is meant, run `uv run pytest tests/screens --snapshot-update`
and look at each picture before it is kept.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from shutil import copytree
from typing import cast

import pytest
from textual.pilot import Pilot

from store import Casebook, open_casebook
from store.demo import build_demo
from store.language import use
from store.vault import disk
from tests.casefile.conftest import until
from tests.closed.conftest import add_stubs
from tests.conftest import MORNING
from tests.packet_screen.conftest import made
from tests.screens.gallery import FAMILY
from tui.app import LingkarApp
from tui.dumping.dialog import DumpForm
from tui.importing.screen import ImportScreen
from tui.packet.form import PacketForm

Compare = Callable[..., bool]
TABLES = Path(__file__).parent.parent / "exchange" / "tables"


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> str:
    use(request.param)
    return str(request.param)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The sample caseload, played once in each language so that it ends on the fixed morning."""
    books: dict[str, Path] = {}

    def of(language: str) -> Path:
        if language not in books:
            books[language] = tmp_path_factory.mktemp("told") / "book"
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(disk, "flush", lambda fd: None)
                with open_casebook(books[language], clock=lambda: MORNING) as book:
                    build_demo(book, language)
                    book.backup_reminder()  # said for today, so that no picture has it
        return books[language]

    return of


@pytest.fixture
def demo(
    tmp_path: Path, clock: Callable[[], datetime], language: str, told: Callable[[str], Path]
) -> Iterator[Casebook]:
    """A copy of it."""
    copytree(told(language), tmp_path / "book")
    with open_casebook(tmp_path / "book", clock=clock) as book:
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


def test_filter(demo: Casebook, language: str, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "slash", *FAMILY[language])


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


@pytest.mark.parametrize("tab", ["3", "4", "5", "6"])
def test_tabs_of_the_case_file_at_80_columns(demo: Casebook, tab: str, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "4", "enter", tab)


def test_ecomap_at_140_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (140, 40), "4", "enter", "5", "G")


def test_measures_at_140_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (140, 40), "4", "down", "enter", "6", "G")


def test_what_can_be_added_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "4", "enter", "i")


@pytest.mark.parametrize("letter", ["r", "g", "t", "f", "l", "d", "e", "s", "k"])
def test_forms_of_the_case_file_at_80_columns(demo: Casebook, letter: str, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "4", "enter", "i", letter)


def test_directory_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "R")


def test_my_practice_at_140_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (140, 40), "S", "wait:600")


def test_my_practice_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "S", "wait:600")


def test_group_note_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "N")


def test_review_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "r")


def test_review_at_140_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (140, 40), "r", "space", "space", "space", "space", "down")


def test_contact_in_the_review_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "r", "l")


def test_end_of_the_review_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "r", *["space"] * 30)


def test_search_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "s", "i", "b", "u")


def test_how_to_search_at_140_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (140, 40), "s")


def test_filters_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "F")


def test_only_who_needs_the_worker_at_140_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (140, 40), "exclamation_mark")


def test_packet_form_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    demo.change_settings(packet_folder="/")
    assert compare(snap_compare, demo, (80, 24), "4", "x")


@pytest.mark.parametrize(("size", "column"), [((140, 40), "2"), ((80, 24), "4")])
def test_packet(demo: Casebook, size: tuple[int, int], column: str, snap_compare: Compare) -> None:
    demo.change_settings(packet_folder="/")

    async def look_at_it(pilot: Pilot[None]) -> None:
        await pilot.press(column, "x")
        await until(lambda: isinstance(pilot.app.screen, PacketForm) and pilot.app.focused is not None)
        await pilot.press("enter")
        await made(cast(LingkarApp, pilot.app))

    assert snap_compare(LingkarApp(demo), terminal_size=size, run_before=look_at_it)


def test_after_supervision_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    assert compare(snap_compare, demo, (80, 24), "4", "ctrl+t")


def test_copies_at_140_columns(demo: Casebook, snap_compare: Compare) -> None:
    facts = {"format": "pdf", "sha256": "0" * 64, "size": 204_800}
    demo.went_out("export", Path("/media/stick/K-2026-014_case_2.pdf"), ["K-2026-014"], packet="case",
                  level="full", off_laptop=True, **facts)  # fmt: skip
    demo.went_out("export", "-", ["K-2026-019"], packet="case", level="partial", **facts)
    assert compare(snap_compare, demo, (140, 40), "C")


@pytest.mark.parametrize(("size", "table"), [((140, 40), "catatan_wa.csv"), ((80, 24), "rekap_kunjungan_2025.csv")])
def test_a_table_before_it_comes_in(demo: Casebook, size: tuple[int, int], table: str, snap_compare: Compare) -> None:
    async def look_at_it(pilot: Pilot[None]) -> None:
        screen = ImportScreen(TABLES / table)
        pilot.app.push_screen(screen)
        await until(lambda: screen.plan is not None)
        await pilot.pause()

    assert snap_compare(LingkarApp(demo), terminal_size=size, run_before=look_at_it)


def test_handing_over_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    demo.change_settings(packet_folder="/")
    assert compare(snap_compare, demo, (80, 24), "4", "X")


def test_writing_the_whole_book_out_at_80_columns(demo: Casebook, snap_compare: Compare) -> None:
    async def look_at_it(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(DumpForm())
        await until(lambda: isinstance(pilot.app.screen, DumpForm) and pilot.app.focused is not None)
        await pilot.pause()

    demo.change_settings(packet_folder="/")
    assert snap_compare(LingkarApp(demo), terminal_size=(80, 24), run_before=look_at_it)
