"""The way to the import screen: the form, what it says of a file, hand-overs, and what locking keeps."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from store import Casebook, open_casebook
from store.exchange.handover import seal_for_passphrase
from tests.casefile.conftest import see, shown, until
from tests.importing.conftest import at_import, choose, target, targets, worked_out
from tests.unlock.conftest import PASSPHRASE, lock, unlock
from tests.unlock.conftest import folder as folder  # the fixture
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.handover.receive import ReceiveForm
from tui.importing.bring_in import BringIn
from tui.importing.paths import folder_in, meant, names_in
from tui.importing.screen import ImportScreen


async def test_the_form_completes_paths_says_what_is_wrong_at_the_field_and_remembers_the_folder(
    book: Casebook, cases: Path, tmp_path: Path
) -> None:
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with ZipFile(tmp_path / "tables.zip", "w") as tables:
        tables.writestr("cases.csv", "")
    app = LingkarApp(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: isinstance(app.screen, BoardScreen) and hasattr(app.screen, "board"))
        await pilot.press("I")
        form = app.screen
        assert isinstance(form, BringIn)
        for path, trouble in (
            (tmp_path / "nowhere.csv", "There is no such file."),
            (tmp_path, "This is a folder."),
            (tmp_path / "picture.csv", "is not a text table"),
            (tmp_path / "tables.zip", "no book can be made"),
            (f"~/'{tmp_path / 'picture.csv'}'", "is not a text table"),
        ):
            form.field("path").retype(str(path))
            await pilot.press("enter")
            await see(app, trouble)
            assert app.screen is form
        field = form.field("path")
        field.retype(f"{cases.parent}/")
        await pilot.press("end", "k", "A")
        await until(lambda: field.line._suggestion)  # type: ignore[attr-defined]
        await pilot.press("right")
        assert field.value == str(cases)
        await pilot.press("enter")
        await worked_out(app)
        assert form not in app.screen_stack
        assert book.settings.import_folder == str(cases.parent)
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("I")
        await see(app, "kasus.csv · picture.csv" if names_in(cases.parent, [".csv"])[0] == "kasus.csv" else "kasus.csv")
        assert isinstance(app.screen, BringIn)
        assert app.screen.field("path").value == f"{cases.parent}/"


def test_what_a_folder_has_to_take(tmp_path: Path) -> None:
    for name in ("a.csv", "b.CSV", "c.pdf", ".hidden.csv"):
        (tmp_path / name).touch()
    (tmp_path / "sub").mkdir()
    assert sorted(names_in(tmp_path, [".csv"], folders=False)) == ["a.csv", "b.CSV"]
    assert names_in(tmp_path, [".csv"])[-1] == "sub/"
    assert names_in(tmp_path / "nowhere", [".csv"]) == []
    assert folder_in(f"{tmp_path}/sub/") == tmp_path / "sub"
    assert folder_in(f"{tmp_path}/su") == tmp_path


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("~//home/bu/kasus november.csv", "/home/bu/kasus november.csv"),
        ("~/Downloads//home/bu/kasus.csv ", "/home/bu/kasus.csv"),
        ("'/home/bu/kasus (1).csv' ", "/home/bu/kasus (1).csv"),
        ('"/home/bu/kasus.csv"', "/home/bu/kasus.csv"),
        ("~/Downloads/'/home/bu/kasus.csv'", "/home/bu/kasus.csv"),
        ("file:///home/bu/kasus%20baru.csv", "/home/bu/kasus baru.csv"),
        ("~/file:///home/bu/kasus.csv", "/home/bu/kasus.csv"),
        ("~/Downloads/~/kasus.csv", "~/kasus.csv"),
        (r"C:\Users\bu\D:\kasus.csv", r"D:\kasus.csv"),
        ("file:///C:/Users/kasus.csv", "C:/Users/kasus.csv"),
        ("~/kasus.csv", "~/kasus.csv"),
        ("//server/kasus.csv", "//server/kasus.csv"),
        ("kasus '26.csv", "kasus '26.csv"),
        ("", ""),
    ],
)
def test_a_path_that_was_pasted_or_dropped_in_is_understood(typed: str, path: str) -> None:
    assert meant(typed) == path


def test_a_file_that_has_this_very_name_is_meant(tmp_path: Path) -> None:
    odd = tmp_path / "'odd'"
    assert meant(f"{tmp_path}/'odd'") == "odd"
    odd.touch()
    assert meant(str(odd)) == str(odd)


async def test_a_case_that_was_handed_over_goes_to_its_own_form(book: Casebook, cases: Path) -> None:
    cases.write_bytes(seal_for_passphrase(b"{}", PASSPHRASE))
    app = LingkarApp(book, bring_in=cases)
    async with app.run_test(size=(80, 24)):
        await see(app, "Passphrase of the file")
        assert isinstance(app.screen, ReceiveForm)


async def test_a_file_named_at_the_start_that_cannot_be_read_is_asked_for(book: Casebook, tmp_path: Path) -> None:
    app = LingkarApp(book, bring_in=tmp_path / "nowhere.csv")
    async with app.run_test(size=(80, 24)):
        await see(app, "There is no such file.")
        assert isinstance(app.screen, BringIn)


async def test_locking_keeps_the_file_and_what_was_chosen(
    folder: Path, cases: Path, clock: Callable[[], datetime]
) -> None:
    open_casebook(folder, PASSPHRASE, clock=clock).close()
    app = LingkarApp(folder=folder, bring_in=cases)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await unlock(app, pilot)
            screen = await worked_out(app)
            await pilot.press("j", "j", "j")
            await choose(pilot, "left out")
            await worked_out(app)
            await lock(app, pilot)
            assert not [each for each in app.screen_stack if isinstance(each, ImportScreen)]
            await unlock(app, pilot)
            back = await worked_out(app)
            assert back is not screen
            assert target(back, "sumber rujukan") == "Left out"
            assert targets(back)["nama panggilan"] == "Alias"
            assert back.panes.columns.cursor == 3
            assert back.holds_text, "what was chosen is in no file yet"
            await lock(app, pilot)
            cases.unlink()
            await unlock(app, pilot)
            await see(app, "cannot be read")
            await pilot.press("escape")
            await until(lambda: isinstance(app.screen, BoardScreen))
            app.exit()
    finally:
        app.close_book()


async def test_each_language_says_everything_anew_and_has_the_way_back_in_a_narrow_window(
    book: Casebook, cases: Path
) -> None:
    async with at_import(book, cases, (60, 20)) as (app, pilot, _):
        for text in ("from the column heading", "Asal kasus"):
            await see(app, text)
            for _pane in range(2):
                for key in ("ctrl+s", "enter", "tab", "esc", "?"):
                    assert f"{key} " in shown(app).splitlines()[-1]
                await pilot.press("tab")
                await pilot.pause()
            await pilot.press("f2")
            await worked_out(app)
