"""What is supposed on the import screen: said before, changed with a key, asked about once; and lines that are cut."""

from datetime import date
from pathlib import Path

import pytest

from store import Casebook
from store.language import current, use
from store.model.came import Supposed
from tests.casefile.conftest import see, shown, until
from tests.importing.conftest import at_import, choose, worked_out
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.casefile.screen import CaseFile
from tui.forms.ask import Ask
from tui.importing.chooser import Chooser
from tui.importing.forms import DayOfIntake
from tui.importing.row_facts import RowFacts
from tui.importing.screen import ImportScreen
from tui.importing.whole import Whole

SIX = """Nama Lengkap,Tgl Registrasi,Risiko,Tgl persetujuan
Siti Aminah,2026-08-01,tinggi,2026-08-01
Joko Susilo,31/02/2026,sedang,2027-08-01
Rina Wati,2026-08-03,,
Andi Putra,2026-08-04,rendah,
Dewi Lestari,2026-08-05,,
"""


@pytest.fixture
def six(tmp_path: Path) -> Path:
    """A table that does not say all that a case has, with a day that there is not and a consent to come."""
    path = tmp_path / "six.csv"
    path.write_text(SIX, encoding="utf-8")
    return path


def supposed(screen: ImportScreen) -> list[Supposed]:
    """What is supposed now."""
    assert screen.plan
    return [one.what for one in screen.plan.report.supposed]


async def test_it_is_said_and_asked_about_before_anything_is_written_and_stands_in_the_case_file(
    book: Casebook, six: Path
) -> None:
    async with at_import(book, six, (100, 60)) as (app, pilot, screen):
        await see(app, "4 facts are not in the table: tab shows what is taken.")
        await see(app, "4 assumed")
        await pilot.press("tab")
        await see(app, "Day of intake: taken as the day of the import · in 1 row: line 3")
        await see(app, "Client system: taken as Individual · in 5 rows: lines 2, 3, 4, 5, 6")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, Ask)
        await see(app, "Import with what is assumed?")
        await see(app, "Day of the risk assessment: left open, in 3 rows")
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        assert not book.cases()
        await pilot.press("ctrl+s", "y")
        await until(lambda: isinstance(app.screen, BoardScreen))
        joko = next(case for case in book.cases() if case.client_name == "Joko Susilo")
        app.push_screen(CaseFile(joko.code))
        await see(app, "From the table six.csv, line 3")
        for words in (
            "Not in the table", "Day of intake: taken as the day of the import", "Client system: taken as Individual",
            "31/02/2026", "2027-08-01",
        ):  # fmt: skip
            assert words in shown(app), words
        assert joko.imported_from.partition(":")[2] not in shown(app)
        await pilot.press("asterisk")
        await until(lambda: "six.csv" not in shown(app))
        await pilot.press("asterisk", "w")
        await see(app, "So far Medium; nobody wrote down when it was assessed.")


async def test_one_key_says_it_instead_for_all_cases_of_which_the_table_does_not(book: Casebook, six: Path) -> None:
    async with at_import(book, six) as (app, pilot, screen):
        await pilot.press("tab", "enter")
        assert isinstance(app.screen, DayOfIntake)
        app.screen.field("opened").retype("2027-01-01")
        await pilot.press("enter")
        await see(app, "This day has not come yet.")
        app.screen.field("opened").retype("2026-07-31")
        await pilot.press("enter")
        await until(lambda: app.screen is screen)
        await worked_out(app)
        assert supposed(screen) == [Supposed.SIZE, Supposed.PHASE, Supposed.RISK_DAY]
        await choose(pilot, "family")
        await worked_out(app)
        await see(app, "Client system: Family · u undoes")
        assert supposed(screen) == [Supposed.PHASE, Supposed.RISK_DAY]
        await pilot.press("enter")
        assert isinstance(app.screen, Chooser)
        await pilot.press("escape", "u")
        await worked_out(app)
        assert Supposed.SIZE in supposed(screen)
        await pilot.press("ctrl+r")
        await worked_out(app)
        await pilot.press("down", "enter")
        assert isinstance(app.screen, RowFacts), "no map can say on which day a risk was assessed"
        await pilot.press("escape")
        await pilot.press("ctrl+s", "y")
        await until(lambda: isinstance(app.screen, BoardScreen))
        cases = {case.client_name: case for case in book.cases()}
        assert cases["Joko Susilo"].opened == date(2026, 7, 31)
        assert cases["Siti Aminah"].opened == date(2026, 8, 1)
        assert {case.size for case in cases.values()} == {"family"}
        assert cases["Joko Susilo"].came
        assert cases["Joko Susilo"].came.supposed == (Supposed.PHASE, Supposed.RISK_DAY)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_what_is_cut_in_the_marked_line_stands_whole_below_the_list(
    book: Casebook, six: Path, size: tuple[int, int], language: str
) -> None:
    six.write_text(f"REKAPITULASI KUNJUNGAN KLIEN LKS HARAPAN TAHUN 2026;;\n;;\n{SIX}".replace(",", ";"))
    async with at_import(book, six, size) as (app, pilot, screen):
        if language != current():
            await pilot.press("f2")
            await worked_out(app)
        below = screen.query_one(Whole)
        assert screen.panes.columns.whole
        await until(lambda: below.display)
        await see(app, "Siti Aminah · Joko Susilo · Rina Wati")
        await pilot.press("tab")
        for _step in range(screen.panes.rows.count):
            await pilot.pause()
            item, list_ = screen.panes.rows.chosen, screen.panes.rows
            told = " · ".join(list_._told(item))  # type: ignore[arg-type]
            fits = "…" not in list_.render_line(list_.cursor - list_._top).text
            assert below.display is not fits
            if not fits:
                text = " ".join(line.plain.strip() for line in below._wrapped(below.content_size.width))
                assert text == told
                assert told in " ".join(shown(app).split())
            await pilot.press("down")
        await pilot.press("up", "G")
        await until(lambda: not below.display)
    use("en")


async def test_below_a_wide_list_in_which_nothing_is_cut_there_is_nothing(book: Casebook, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("no kasus,nama panggilan,jenis klien,tahap\nA1,Bu S,keluarga,asesmen\nA2,Pak D,individu,asesmen\n")
    async with at_import(book, path, (140, 40)) as (app, pilot, screen):
        assert not screen.query_one(Whole).display
        await pilot.press("tab", "end")
        assert not screen.query_one(Whole).display
        assert "assumed" not in shown(app)


async def test_a_remark_that_is_itself_shortened_stands_below_too(book: Casebook, six: Path) -> None:
    six.write_text(f"{'REKAPITULASI ' * 90};;\n;;\n{SIX}".replace(",", ";"))
    async with at_import(book, six, (60, 20)) as (_app, pilot, screen):
        await pilot.press("tab")
        while not isinstance(screen.panes.rows.chosen, str):
            await pilot.press("down")
        await until(lambda: screen.query_one(Whole).display)
        assert screen.panes.rows.whole == screen.panes.rows.chosen
        assert screen.panes.rows.whole.endswith("…"), "the remark itself does not go on"


async def test_what_is_very_long_shows_that_it_goes_on(book: Casebook) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(60, 20)) as pilot:
        below = Whole()
        await app.screen.mount(below)
        below.show("kata " * 200)
        await pilot.pause()
        assert below.content_size.height == 4
        assert below.render().plain.splitlines()[-1].endswith("…")
