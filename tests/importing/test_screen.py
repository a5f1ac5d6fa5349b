"""The import screen: what goes where, correcting it, what will happen, and one act that one key takes back."""

from pathlib import Path
from threading import Event, Thread, current_thread, main_thread

import pytest
from textual.pilot import Pilot

from store import Casebook, Change, NotSaved
from store.exchange.importing import import_csv
from store.exchange.importing.mapfile import load_map
from store.exchange.importing.plan import Fate, Plan
from store.model.record import Record
from tests.casefile.conftest import see, shown, until
from tests.importing.conftest import CASES, at_import, choose, fates, said, target, targets, worked_out
from tui.board.screen import BoardScreen
from tui.forms.ask import Ask
from tui.importing import planning
from tui.importing.chooser import Chooser
from tui.importing.columns_list import ColumnList
from tui.importing.forms import DayOfColumn, LoadMap, SaveMap
from tui.importing.row_facts import RowFacts
from tui.importing.rows_list import RowList
from tui.importing.screen import ImportScreen


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_it_shows_what_goes_where_and_what_will_happen(
    book: Casebook, cases: Path, size: tuple[int, int]
) -> None:
    async with at_import(book, cases, size) as (app, pilot, screen):
        for text in ("kasus.csv", "3 rows · 5 columns", "no kasus", "Number in the other program"):
            await see(app, text)
        how = shown(app).splitlines()[1].strip()  # how it is read; what may not be changed only where it fits
        assert how.startswith("days as 20/11/2026: the day first · numbers as")
        assert how.endswith("semicolons") == (size[0] == 140)
        assert "…" not in how
        await see(app, "from the column heading")
        await see(app, "2 new cases")
        assert "1 word is not known" in said(app)
        assert {("ctrl+s", "import"), ("enter", "pick"), ("esc", "board")} <= set(screen.footer_keys())
        assert targets(screen)["warna"] == "Kept under its own name"
        if size[0] < 110:
            assert "What will happen" not in shown(app)
            await pilot.press("tab")
        await see(app, "What will happen")
        await see(app, "“radio” · Intake source")
        await see(app, "line 4 skipped The row has neither an alias")
        await see(app, "line 2 new case Bu [/] S")
        await see(app, "line 3 new case Pak D")
        assert not book.cases()


async def test_a_column_is_corrected_by_typing_a_word_in_either_language_and_a_month_is_asked_for(
    book: Casebook, cases: Path
) -> None:
    async with at_import(book, cases) as (app, pilot, screen):
        await pilot.press("G", "enter")
        assert isinstance(app.screen, Chooser)
        await see(app, "[bold]hijau · biru")
        await see(app, "now: nama panggilan")
        await pilot.press(*"lingku", "enter")
        await worked_out(app)
        assert target(screen, "warna") == "Environment of origin"
        assert "Environment of origin · u undoes" in said(app)
        await choose(pilot, "alias")
        await worked_out(app)
        assert target(screen, "nama panggilan") == "Kept under its own name"
        await see(app, "chosen")
        await pilot.press("u", "u")
        await worked_out(app)
        assert target(screen, "nama panggilan") == "Alias"
        assert ("u", "undo") not in screen.footer_keys()
        await pilot.press("ctrl+r")
        assert target(screen, "warna") == "Environment of origin"
        await pilot.press("enter", "escape")
        assert app.screen is screen
        assert target(screen, "warna") == "Environment of origin"
        await pilot.press("G")
        await choose(pilot, "month")
        assert isinstance(app.screen, DayOfColumn)
        await pilot.press(*"soon", "enter")
        await see(app, "This is no month and no day")
        app.screen.field("day").retype("Jan 2025")
        await pilot.press("enter")
        await until(lambda: app.screen is screen)
        await worked_out(app)
        assert screen.mapping.days == {"warna": "2025-01"}
        await see(app, "2025-01: a note for each cell")
        assert screen.plan
        assert screen.plan.report.notes == 2, "of the rows that are not skipped"


async def test_a_word_that_is_not_known_is_said_once(book: Casebook, cases: Path) -> None:
    async with at_import(book, cases) as (app, pilot, screen):
        assert pak_d(screen) == (None, "radio"), "its row is taken, and the word is kept"
        await see(app, "1 not known")
        await pilot.press("tab", "enter")
        await see(app, "Intake source: what is “radio”?")
        await see(app, "in line 3")
        await pilot.press(*"outr", "enter")
        await worked_out(app)
        assert "not known" not in shown(app)
        assert pak_d(screen) == ("outreach", "radio"), "a code does not throw the word away"
        assert screen.mapping.cases.codes == {"intake_source": {"radio": "outreach"}}
        await pilot.press("u")
        await worked_out(app)
        assert pak_d(screen) == (None, "radio")
        await pilot.press("enter", "enter")
        await worked_out(app)
        assert "not known" not in shown(app)
        assert screen.mapping.cases.codes == {"intake_source": {"radio": ""}}
        assert pak_d(screen) == (None, "radio")


def pak_d(screen: ImportScreen) -> tuple[str | None, str]:
    """What a case would have as its intake source, and what would be kept of it as a word."""
    assert screen.plan
    case = screen.plan.new_cases[1]
    return case.intake_source, case.extra.get("sumber rujukan", "")


async def test_it_comes_in_as_one_act_after_a_question_and_one_key_takes_it_back(
    book: Casebook, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads, show_change, commit = list[Thread](), BoardScreen.show_change, Casebook.add_records

    def shown_in(board: BoardScreen, change: Change) -> None:
        threads.append(current_thread())
        show_change(board, change)

    def written_in(book: Casebook, records: list[Record]) -> None:
        threads.append(current_thread())
        commit(book, records)

    monkeypatch.setattr(BoardScreen, "show_change", shown_in)
    monkeypatch.setattr(Casebook, "add_records", written_in)
    async with at_import(book, cases) as (app, pilot, screen):
        await pilot.press("ctrl+s")
        await see(app, "Import without 1 row?")
        await see(app, "It brings in: 2 cases.")
        await pilot.press("enter")
        assert app.screen is screen, "another key says yes"
        assert not book.cases()
        await pilot.press("tab")
        await choose(pilot, "outr")
        await worked_out(app)
        await pilot.press("ctrl+s", "y")
        await until(lambda: isinstance(app.screen, BoardScreen))
        await pilot.pause()
        assert said(app) == "Imported: 2 cases · u takes it back"
        assert threads[0] is not main_thread(), "the screen stays awake meanwhile"
        assert threads[1:] == [main_thread()], "and only its own thread paints"
        assert [case.alias for case in book.cases()] == ["Bu [/] S", "Pak D"]
        assert book.cases()[0].extra == {"warna": "[bold]hijau"}
        board = app.screen
        assert isinstance(board, BoardScreen)
        assert board.current_case
        assert board.current_case.alias == "Bu [/] S"
        await pilot.press("u")
        assert book.cases() == []


async def test_a_table_that_is_in_the_book_already_changes_nothing(book: Casebook, cases: Path) -> None:
    cases.write_text("no kasus,nama panggilan\nA1,Bu S\n", encoding="utf-8")
    import_csv(book, cases)
    async with at_import(book, cases) as (app, pilot, screen):
        assert fates(screen) == [Fate.UNCHANGED]
        await pilot.press("ctrl+s")
        await see(app, "There is nothing to import")
        assert app.screen is screen


async def test_the_codes_go_on_behind_a_case_that_was_added_meanwhile(book: Casebook, cases: Path) -> None:
    async with at_import(book, cases) as (app, _pilot, screen):
        assert screen.plan
        before = screen.plan.new_cases[0]
        added = book.add_case(alias="Bu T", size="individual", opened=before.opened)
        assert added.code == before.code
        await worked_out(app)
        assert screen.plan.new_cases[0].code != added.code


async def test_leaving_asks_only_where_choices_would_be_lost(book: Casebook, cases: Path) -> None:
    async with at_import(book, cases) as (app, pilot, screen):
        await reads(pilot, "month 4.5")
        await worked_out(app)
        assert (screen.mapping.month_first, screen.mapping.decimal) == (True, ".")
        await see(app, "days as 11/20/2026: the month first · numbers as 4.5")
        await pilot.press("escape")
        assert isinstance(app.screen, Ask)
        await pilot.press("escape", "ctrl+q")
        assert isinstance(app.screen, Ask)
        await pilot.press("escape", "u", "escape")
        await until(lambda: isinstance(app.screen, BoardScreen))
        assert not book.cases()


async def test_choices_are_kept_in_a_file_and_taken_up_again(book: Casebook, cases: Path) -> None:
    kept = cases.with_suffix(".toml")
    async with at_import(book, cases) as (app, pilot, screen):
        await choose(pilot, "left out")
        await worked_out(app)
        await pilot.press("w")
        assert isinstance(app.screen, SaveMap)
        await pilot.press("enter")
        await until(lambda: app.screen is screen)
        assert f"Kept in {kept}" in said(app).replace("~", str(Path.home()))
        assert (load_map(kept).left_out, load_map(kept).name) == (("no kasus",), "kasus"), "known again by its name"
        assert not screen.holds_text
        await pilot.press("u", "l")
        assert target(screen, "no kasus") == "Number in the other program"
        assert isinstance(app.screen, LoadMap)
        await pilot.press("enter")
        assert app.screen.field("path").has_class("-wrong"), "a folder is no map"
        app.screen.field("path").retype(str(kept))
        await pilot.press("enter")
        await until(lambda: app.screen is screen and target(screen, "no kasus") == "Left out")
        await worked_out(app)
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, BoardScreen))


async def test_what_was_kept_beside_the_table_is_taken_the_next_time_and_said(book: Casebook, cases: Path) -> None:
    kept = cases.with_suffix(".toml")
    kept.write_text('left_out = ["warna"]\n[cases.columns]\n"nama panggilan" = "alias"\n')
    async with at_import(book, cases) as (app, pilot, screen):
        assert said(app) == "Your choices of the last time, from kasus.toml · u takes them back"
        assert (target(screen, "warna"), target(screen, "no kasus")) == ("Left out", "Kept under its own name")
        assert not screen.holds_text
        await pilot.press("u")
        await worked_out(app)
        assert target(screen, "no kasus") == "Number in the other program"
    for other in ('[cases.columns]\n"of another table" = "alias"\n', '[tool]\nname = "x"\n', "\0"):
        kept.write_text(other)
        async with at_import(book, cases) as (app, _pilot, screen):
            assert "1 word is not known" in said(app)
            assert target(screen, "no kasus") == "Number in the other program"


async def test_the_old_plan_stays_until_the_new_one_is_there_and_only_the_newest_is_made(
    book: Casebook, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, made, make_plan = Event(), list[str](), planning.make_plan

    def slow(*arguments: object) -> Plan:
        for _step in range(1000):
            arguments[3](0, 3)  # type: ignore[operator]
            if go_on.wait(0.01):
                break
        plan = make_plan(*arguments)  # type: ignore[arg-type]
        made.append(plan.mapping.decimal + str(plan.mapping.month_first))
        return plan

    async with at_import(book, cases, (140, 40)) as (app, pilot, screen):
        monkeypatch.setattr(planning, "make_plan", slow)
        await reads(pilot, "month 4.5")
        await see(app, "being worked out anew")
        await see(app, "working out ... 0 %")
        await see(app, "line 2 new case")
        await reads(pilot, "month 4,5")
        await pilot.press("ctrl+s")
        await see(app, "It goes on as soon as it is worked out.")
        await pilot.press("escape")
        await see(app, "Stopped. Nothing was imported.")
        go_on.set()
        await worked_out(app)
        assert made == [",True"]
        assert app.screen is screen


async def test_hidden_text_hides_samples_names_and_words(book: Casebook, cases: Path) -> None:
    async with at_import(book, cases, (140, 40)) as (app, pilot, screen):
        await see(app, "Bu [/] S")
        await pilot.press("asterisk")
        await see(app, "· · ·")
        for text in ("Bu [/] S", "hijau", "radio", "kasus.csv", "Pak D"):
            assert text not in shown(app)
        await see(app, "nama panggilan")
        await pilot.press("tab", "enter")
        assert isinstance(app.screen, Chooser)
        assert "radio" not in shown(app)
        await pilot.press("escape", "down", "down", "down", "enter")
        assert app.screen is screen, "a row is all client text"
        await pilot.press("asterisk", "enter")
        assert isinstance(app.screen, RowFacts)
        await see(app, "line 4 · skipped")
        await see(app, "22/11/2025")


async def test_what_is_said_of_the_file_may_be_client_text_too(book: Casebook, tmp_path: Path) -> None:
    path = tmp_path / "kasus.csv"
    path.write_text("DAFTAR KELUARGA SITI AMINAH;;\n;;\n" + CASES, encoding="utf-8")
    async with at_import(book, path, (140, 40)) as (app, pilot, _screen):
        await see(app, "SITI AMINAH")
        await pilot.press("asterisk")
        await see(app, "· · ·")
        assert "SITI AMINAH" not in shown(app)


async def test_hostile_cells_are_only_data(book: Casebook, tmp_path: Path) -> None:
    path = tmp_path / "[red] \x1b[2J[.csv"
    cells = ["[/]", "\x1b]0;gone\x07", "x" * 1_000_000, "👩‍👩‍👧", "\u202eabc", "[@click=app.quit]out[/]"]
    rows = "".join(f"{n},{cell},{cell}\n" for n, cell in enumerate(cells))
    path.write_text("no kasus,nama panggilan,[bold] head\n" + rows, encoding="utf-8")
    async with at_import(book, path) as (app, pilot, _):
        await see(app, "[bold]")
        await pilot.press("j", "j", "enter")
        assert isinstance(app.screen, Chooser)
        await pilot.press("escape", "tab", "G", "enter")
        await pilot.pause()
        assert "\x1b" not in shown(app)
        await pilot.press("escape", "ctrl+s")
        await pilot.press("y")
        await until(lambda: isinstance(app.screen, BoardScreen))
        assert {"[/]", "[@click=app.quit]out[/]"} <= {case.alias for case in book.cases()}


async def test_a_refused_write_leaves_everything_as_it_was(
    book: Casebook, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_import(book, cases) as (app, pilot, screen):

        def full(*_arguments: object) -> None:
            raise NotSaved("The disk is full.")

        monkeypatch.setattr(Casebook, "add_records", full)
        before = screen.plan
        await pilot.press("ctrl+s", "y")
        await until(lambda: "The disk is full." in said(app))
        monkeypatch.undo()
        assert not book.cases()
        assert (await worked_out(app)).plan is not before, "the book is asked again"
        await pilot.press("ctrl+s", "y")
        await until(lambda: isinstance(app.screen, BoardScreen))
        assert [case.extra["sumber rujukan"] for case in book.cases()[1:]] == ["radio"]


async def reads(pilot: Pilot[None], words: str) -> None:
    """Choose another way to read days and numbers."""
    await pilot.press("o", *("space" if key == " " else key for key in words), "enter")
    await pilot.pause()


async def test_a_map_may_name_a_file_of_events_whose_columns_are_listed_too(book: Casebook, cases: Path) -> None:
    cases.write_text(cases.read_text().replace(";;22", "A3;Kel. P;22"))
    (cases.parent / "events.csv").write_text("case,day,what\nA1,2025-12-01,Visit\nA1,2025-12-02,Call\n")
    kept = cases.with_suffix(".toml")
    kept.write_text(
        '[cases.columns]\n"no kasus" = "key"\n"nama panggilan" = "alias"\n'
        '[events]\nfile = "events.csv"\n[events.columns]\ncase = "case"\nday = "date"\n'
    )
    async with at_import(book, cases) as (app, pilot, screen):
        await pilot.press("l")
        assert isinstance(app.screen, LoadMap)
        app.screen.field("path").retype(str(kept))
        await pilot.press("enter")
        await until(lambda: len(screen.panes.columns.columns) == 8)
        await worked_out(app)
        await see(app, "2 notes")
        await pilot.press("G")
        assert not screen.holds_text
        await choose(pilot, "its text")
        await worked_out(app)
        assert screen.mapping.events.columns == {"case": "case", "day": "date", "what": "text"}
        await pilot.press("ctrl+s", "y")
        await until(lambda: isinstance(app.screen, BoardScreen))
        assert said(app) == "Imported: 3 cases, 2 notes · u takes it back"
        codes = {case.alias: case.code for case in book.cases()}
        assert sorted(note.body for note in book.notes(codes["Bu [/] S"])) == ["Call", "Visit"]


async def test_months_without_a_year_are_asked_for_it_once(book: Casebook, tmp_path: Path) -> None:
    months = "Januari,Februari,Maret,April,Mei,Juni"
    path = tmp_path / "rekap.csv"
    path.write_text(f"nama panggilan,{months},Juli\nBu S,a,b,c,d,e,f,g\nPak D,a,b,c,d,e,f,g\n", encoding="utf-8")
    async with at_import(book, path) as (app, pilot, screen):
        assert "Months without a year: which one? enter on Januari, then" in said(app)
        await pilot.press("j")
        await choose(pilot, "month")
        assert isinstance(app.screen, DayOfColumn)
        app.screen.field("day").retype("Jan 2025")
        await pilot.press("enter")
        await until(lambda: app.screen is screen)
        await worked_out(app)
        assert [*screen.mapping.days.values()] == [f"2025-0{month}" for month in range(1, 8)]
        assert screen.plan
        assert screen.plan.report.notes == 14
        await pilot.press("u")
        assert screen.mapping.days == {}


async def test_the_board_says_how_many_of_them_are_closed(book: Casebook, tmp_path: Path) -> None:
    path = tmp_path / "kasus.csv"
    path.write_text("no kasus,nama panggilan,status\nA1,Bu S,aktif\nA2,Pak D,selesai\n", encoding="utf-8")
    async with at_import(book, path) as (app, pilot, _screen):
        await pilot.press("ctrl+s", "y")
        await until(lambda: isinstance(app.screen, BoardScreen))
        assert said(app) == "Imported: 2 cases · 1 of the cases is closed (z) · u takes it back"


async def test_the_mouse_goes_to_the_other_pane_and_opens_what_is_there(book: Casebook, cases: Path) -> None:
    async with at_import(book, cases, (140, 40)) as (app, pilot, screen):
        await see(app, "line 4 skipped")
        await pilot.pause()  # the list has its place below the counts
        await pilot.click(RowList, offset=(8, 3), times=2)
        await until(lambda: isinstance(app.screen, RowFacts))
        await see(app, "line 4 · skipped")
        await pilot.press("escape")
        assert screen.panes.rows.is_active
        await pilot.click(ColumnList, offset=(8, 5))
        await until(lambda: screen.panes.columns.is_active)
        assert screen.panes.columns.cursor == 1


async def test_in_a_narrow_window_both_quiet_lines_are_whole_and_a_skipped_row_is_no_alarm(
    book: Casebook, cases: Path
) -> None:
    async with at_import(book, cases, (60, 20)) as (app, pilot, screen):
        await see(app, "2 new cases · 1 row skipped · 1 not known ")
        assert said(app) == "1 word is not known: tab, then enter says what it is"
        await pilot.press("tab")
        row = next(each for each in screen.panes.rows._items if each in screen.plan.report.skipped)  # type: ignore[union-attr]
        assert screen.panes.rows._line(row, 50)[1].style == screen.panes.rows.look.warning
