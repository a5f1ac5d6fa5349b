"""The bar of tabs: the open one is always named, the others as far as there is room; the mouse reaches each."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store import Case, Casebook
from store.language import use
from tests.casefile.conftest import case_file, many_notes, shown, until
from tui.app import LingkarApp
from tui.casefile.head import TabBar, head_line, tab_words
from tui.casefile.reading import Reading
from tui.casefile.screen import CaseFile
from tui.casefile.tabs import TABS

INDONESIAN = ["Ringkasan", "Catatan 14", "Tujuan", "Rencana", "Orang", "Ukuran", "Riwayat"]
ENGLISH = ["Overview", "Notes 5000", "Goals", "Plan", "People", "Measures", "History"]


@pytest.mark.parametrize("labels", [INDONESIAN, ENGLISH])
def test_at_80_columns_every_tab_is_named_whichever_is_open(labels: list[str]) -> None:
    for open in range(1, 8):
        words = tab_words(labels, open, 78)
        assert [word.split(maxsplit=1)[1].strip() for word in words] == labels
        assert sum(map(cell_len, words)) <= 78


@pytest.mark.parametrize("labels", [INDONESIAN, ENGLISH])
def test_at_60_columns_those_around_the_open_one_are_named_and_none_is_cut(labels: list[str]) -> None:
    for open in range(1, 8):
        words = tab_words(labels, open, 58)
        assert words[open - 1] == f" {open} {labels[open - 1]} "
        assert [int(word.split()[0]) for word in words] == list(range(1, 8))
        assert sum(map(cell_len, words)) <= 58
        names = [label.rstrip(" 0123456789") for label in labels]
        said = [word.split()[1:2] for word in words]
        assert all(one in ([], [name]) for one, name in zip(said, names, strict=True))
        named = [number for number, one in enumerate(said, 1) if one]
        assert len(named) >= 4
        assert named == list(range(named[0], named[-1] + 1))  # the neighbours, before those farther off


@given(st.lists(st.text("abc 字é", min_size=1, max_size=14), min_size=1, max_size=9), st.data())
def test_what_is_named_fits_unless_even_the_open_one_does_not(labels: list[str], data: st.DataObject) -> None:
    open = data.draw(st.integers(1, len(labels)))
    width = data.draw(st.integers(1, 120))
    words = tab_words(labels, open, width)
    least = cell_len(f" {open} {labels[open - 1]} ") + 3 * (len(labels) - 1)
    assert sum(map(cell_len, words)) <= max(width, least)
    assert words[open - 1] == f" {open} {labels[open - 1]} "
    if sum(cell_len(label) + 4 for label in labels) <= width:
        assert all(word.endswith(f"{label} ") for word, label in zip(words, labels, strict=True))


@pytest.mark.parametrize(("width", "phase"), [(200, "Engagement"), (80, "Engagement"), (60, "")])
def test_a_real_name_gives_way_before_the_phase(book: Casebook, case: Case, width: int, phase: str) -> None:
    book.edit_case(case.code, client_name="Raden Ayu Siti Aminah Kartadiningrat Wiryawan", risk_level="high")
    book.change_settings(show_names=True)
    line = head_line(Reading(book, case.code, False), width).plain
    assert cell_len(line) <= width
    assert f"{case.alias} · Raden" in line or width == 60
    assert phase in line
    assert "HIGH RISK" in line
    assert ("…" in line) is (width < 200)


def test_there_are_seven_tabs_in_their_order() -> None:
    assert [type(make()).__name__ for make in TABS] == [
        "OverviewTab", "NotesTab", "GoalsTab", "PlanTab", "PeopleTab", "MeasuresTab", "HistoryTab",
    ]  # fmt: skip


def spot(app: LingkarApp, number: int) -> int:
    """A cell of the number of a tab."""
    found = re.search(rf" {number} ", bar(app))
    assert found
    return found.start() + 1


def bar(app: LingkarApp) -> str:
    return shown(app).splitlines()[1] + " "


@pytest.mark.parametrize("language", ["en", "id"])
async def test_every_tab_opens_at_60_columns(app: LingkarApp, book: Casebook, case: Case, language: str) -> None:
    use(language)
    book.add_records(many_notes(case, 14))
    async with case_file(app, case.code, (60, 20)) as pilot:
        screen = app.screen
        assert isinstance(screen, CaseFile)
        for number, tab in enumerate(screen._tabs, 1):
            await pilot.press(str(number))
            await until(lambda words=f" {number} {tab.label} ": words in bar(app))  # type: ignore[misc]
            assert [other.display for other in screen._tabs] == [other is tab for other in screen._tabs]


@pytest.mark.parametrize("width", [60, 140])
async def test_the_mouse_opens_each_tab(app: LingkarApp, case: Case, width: int) -> None:
    async with case_file(app, case.code, (width, 20)) as pilot:
        for number in (7, 3, 1):
            await pilot.click(TabBar, offset=(spot(app, number), 0))
            await until(lambda number=number: app.screen.open_tab == number)  # type: ignore[attr-defined, misc]
        if width == 140:
            await pilot.click(TabBar, offset=(bar(app).index(" 7 ") - 2, 0))  # the end of the sixth
            await until(lambda: app.screen.open_tab == 6)  # type: ignore[attr-defined]


def test_the_counts_go_before_the_names() -> None:
    words = tab_words(["Ringkasan", "Catatan 10", "Tujuan 4", "Rencana", "Orang 6", "Ukuran", "Riwayat"], 3, 78)
    assert [word.strip() for word in words] == [
        "1 Ringkasan", "2 Catatan", "3 Tujuan 4", "4 Rencana", "5 Orang", "6 Ukuran", "7 Riwayat",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [60, 80])
def test_a_closed_case_says_that_a_check_is_late(book: Casebook, case: Case, width: int) -> None:
    ending = {"reason": "goals_met", "outcome": "better", "summary": "Good.", "notice": "agreed", "override": "x" * 20}
    book.terminate(case.code, **ending, aftercare=[book.today() - timedelta(days=2)])
    line = head_line(Reading(book, case.code, False), width).plain
    assert line.endswith("aftercare: 2 days late")
    assert case.alias in line
    assert "closed" in line
    assert cell_len(line) <= width
