"""The statistics on a screen: periods by keys, nothing read twice, nothing of clients in hidden mode."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import Casebook
from store.model import Referral
from store.practice.periods import Period, Stretch
from tests.casebook.archived import a_part_of_each_kind
from tests.unlock.conftest import see, shown, until
from tui.app import LingkarApp
from tui.casefile.page import Page
from tui.packet import write_out
from tui.plain.studying import period_of, read_statistics, statistics_lines
from tui.study.lines import study_lines
from tui.study.screen import Study
from tui.study.table import TableDialog
from tui.study.words import caseload, work

WHY = "A reason that is long enough to pass."
WIB = timezone(timedelta(hours=7))


@pytest.fixture
def practice(book: Casebook, clock: Callable[[], datetime]) -> Casebook:
    """An ended case of last year that lies in the archive, and two under way, one with hostile words."""
    book.clock = lambda: datetime(2025, 3, 1, 9, tzinfo=WIB)
    old = book.add_case(alias="old", size="family").code
    book.terminate(old, reason="moved", outcome="same", summary="s", notice="agreed", override=WHY)
    book.clock = clock
    book.file_away(old)
    for size in ("society", "individual"):
        code = book.add_case(alias="x", size=size, collective_issues="[/] bansos").code
        a_part_of_each_kind(book, code)
        book.add_note(code, body="b", mode="home_visit", minutes=30, sign=True)
    sent = book.add(Referral, code, to="Dinas", reason="r", follow_up=book.today())
    book.change(sent, status="rejected", barrier="secret quota")
    return book


async def opened(pilot: Pilot, app: LingkarApp) -> Study:
    await pilot.press("S")
    await until(lambda: isinstance(app.screen, Study) and app.screen._codes)
    screen = app.screen
    assert isinstance(screen, Study)
    await until(lambda: len(screen._figures) == len(screen._codes))
    await pilot.pause()
    return screen


def page(app: LingkarApp) -> str:
    return app.screen.query_one(Page).plain


@pytest.mark.parametrize("size", [(60, 20), (140, 40)])
async def test_the_year_opens_with_all_its_figures(practice: Casebook, size: tuple[int, int]) -> None:
    app = LingkarApp(practice)
    async with app.run_test(size=size) as pilot:
        await opened(pilot, app)
        text = " ".join(page(app).split())
        for words in ("Worked on 2", "Home visit", "[/] bansos", "Linking with resources", "secret quota"):
            assert words in text
        assert "1 Jan 2026 to 31 Dec 2026" in shown(app)
        assert max(len(line) for line in page(app).splitlines()) <= size[0]
        await pilot.press("S")
        await until(lambda: not isinstance(app.screen, Study))


@pytest.mark.parametrize("width", [60, 76, 136])
def test_numbers_stand_right_and_every_name_is_whole(practice: Casebook, width: int) -> None:
    for _more in range(10):
        practice.add_case(alias="n", size="neighbourhood")
    lines = study_lines(read_statistics(practice, period_of(None, None, practice.today())), width, hidden=False)
    left = [line.plain[: width // 2 + 8 if width > 110 else width].rstrip() for line in lines]
    facts = [re.match(r"  [A-Z][a-z ]+?  +\d+(?=  |$)", line) for line in left[1:7]]
    assert len({found.end() for found in facts if found}) == 1
    assert all(facts)
    sizes = [line for line in left if re.match("  (Neighb|Individual|Society)", line)]
    ends = {re.search(r"[█░]  ( *\d+)", line).end() for line in sizes}  # type: ignore[union-attr]
    assert (len(sizes), len(ends)) == (3, 1)
    assert any(line.startswith("  Neighbourhood (RT/RW)  ") for line in left)


def test_supervision_and_desk_work_reach_nobody(practice: Casebook) -> None:
    code = practice.cases()[0].code
    practice.add_note(code, body="b", mode="supervision", minutes=60, sign=True)
    practice.add_note(code, body="b", mode="admin", minutes=15, sign=True)
    told = "\n".join(statistics_lines(read_statistics(practice, period_of(None, None, practice.today()))))
    assert "Supervision: 1 note, 60 minutes" in told
    assert "Administration: 1 note, 15 minutes" in told
    assert "2 reached, 0 not reached; 2.2 hours" in told


async def test_the_keys_go_up_and_down_in_the_figures(practice: Casebook) -> None:
    app = LingkarApp(practice)
    async with app.run_test(size=(60, 20)) as pilot:
        figures = (await opened(pilot, app)).query_one(Page)
        tops = []
        for key in ("j", "down", "k", "pagedown", "pageup", "G", "up", "g", "space"):
            await pilot.press(key)
            tops.append(figures.top)
        page_of, end = figures.size.height - 1, figures.plain.count("\n") + 1 - figures.size.height
        assert tops == [1, 2, 1, 1 + page_of, 1, end, end - 1, 0, page_of]


async def test_periods_by_keys_and_no_case_is_read_twice(practice: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    app = LingkarApp(practice)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app)
        monkeypatch.setattr(practice, "folder_of", None)
        await pilot.press("left")
        await see(app, "1 Jan 2025 to 31 Dec 2025")
        assert "Moved out of the service area" in page(app)
        await pilot.press("left")
        assert "No case was open" in page(app)
        await pilot.press("right", "right", "right")  # not beyond this year
        await see(app, "1 Jan 2026 to 31 Dec 2026")
        for words in ("1 Mar 2025 to 21 Nov 2026", "1 Nov 2026 to 30 Nov 2026", "1 Oct 2026 to 31 Dec 2026"):
            await pilot.press("p")
            await see(app, words)


async def test_a_change_reads_only_what_it_touched(practice: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    app = LingkarApp(practice)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app)
        read: list[str] = []
        folder_of = practice.folder_of
        monkeypatch.setattr(practice, "folder_of", lambda code: read.append(code) or folder_of(code))
        code = practice.cases()[0].code
        practice.add_note(code, body="b", mode="phone", sign=True)
        await until(lambda: "Telephone" in page(app))
        assert read == [code]
        await pilot.press("u")
        await until(lambda: "Telephone" not in page(app))
        practice.add_resource(name="n", kind="formal")
        await pilot.pause()
        assert set(screen._figures) == set(practice.every_code())


async def test_who_leaves_while_cases_are_still_counted_is_left_alone(practice: Casebook) -> None:
    app = LingkarApp(practice)
    async with app.run_test() as pilot:
        screen = await opened(pilot, app)
        await pilot.press("escape")
        await until(lambda: not screen.is_attached)
        await screen._show().wait()  # what is still under way then; a failure in it would end the program
        assert app.is_running


async def test_hidden_text_stays_hidden(practice: Casebook) -> None:
    app = LingkarApp(practice)
    async with app.run_test(size=(140, 40)) as pilot:
        await opened(pilot, app)
        await pilot.press("asterisk")
        assert "bansos" not in page(app)
        assert "secret" not in page(app)
        assert "K-2026" not in page(app)
        assert "Worked on" in page(app)


async def test_the_table_is_written_by_keys(
    practice: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_out, "documents", lambda: tmp_path)
    app = LingkarApp(practice)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app)
        await pilot.press("t")
        await until(lambda: isinstance(app.screen, TableDialog) and app.focused is not None)
        await see(app, "no name, no case code")
        await pilot.press("enter")
        await see(app, "Written to")
        (written,) = tmp_path.glob("*.csv")
        assert written.read_text(encoding="utf-8").count("\n") == 3
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, Study))


def test_the_screen_and_the_command_line_say_the_same_in_the_same_order(practice: Casebook) -> None:
    seen = read_statistics(practice, Period(date(2025, 1, 1), date(2026, 12, 31)))
    drawn = " ".join(" ".join(line.plain for line in study_lines(seen, 90, hidden=False)).split())
    told = " ".join(" ".join(statistics_lines(seen)).split())
    sections = [*caseload(seen), *work(seen)]
    words = [section.head for section in sections]
    assert len(words) > 8
    for section in sections:
        words += [*(figure.name for figure in section.figures), *section.notes]
    for text in (drawn, told):
        places = [text.index(section.head) for section in sections]
        assert places == sorted(places)
        assert [word for word in words if word not in text] == []


async def test_an_empty_book_says_what_to_do(book: Casebook) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("S")
        await until(lambda: isinstance(app.screen, Study))
        await see(app, "No case was open in this period.")
        for _length in Stretch:
            await pilot.press("p", "left", "right")
        await pilot.press("escape")
        await until(lambda: not isinstance(app.screen, Study))
