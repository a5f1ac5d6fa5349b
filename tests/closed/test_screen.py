"""The way to a closed case: the list, its keys, the archive opened beside the interface, and what can be done there."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event, current_thread
from typing import Any

import pytest
from textual.widgets import Input

from store import Casebook, open_casebook
from store.archive import Archive
from tests.casefile.conftest import see, shown, until
from tests.closed.conftest import LIVE, OLD, add_stubs, closed_cases, codes, current, file_old, said
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.closed.file import ListedFile
from tui.closed.screen import ClosedCases
from tui.forms.form import Form
from tui.frame import KeyBar, Said
from tui.guide.guide import Guide
from tui.moves.back import BackDialog
from tui.packet.form import PacketForm
from tui.unlock.unlock import Unlock


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Event:
    """The archive is not read before this is set."""
    go_on, read = Event(), Archive.read

    def wait(self: Archive, *progress: Any) -> None:
        assert go_on.wait(10)
        read(self, *progress)

    monkeypatch.setattr(Archive, "read", wait)
    return go_on


# The list


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_the_list_shows_live_and_archived_cases(closed: Casebook, size: tuple[int, int]) -> None:
    async with closed_cases(closed, size) as (app, _, screen):
        await see(app, "2 closed cases")
        assert codes(screen) == [LIVE, OLD]
        for text in (LIVE, "Pak Baru", "9 Nov 2026", OLD, "Bu Lama", "9 Aug 2020", "Goals achieved"):
            await see(app, text)
        await see(app, "Better" if size[0] > 100 else "Goals achieved · better")
        await see(app, "opened")
        await see(app, "episode")
        assert "Kel. Kini" not in shown(app)
        assert {("enter", "open"), ("b", "reopen"), ("x", "export")} <= set(screen.footer_keys())
        assert closed._archive.is_read is False


@pytest.mark.parametrize("back", ["escape", "q", "z"])
async def test_every_way_back_leads_to_the_board(closed: Casebook, back: str) -> None:
    async with closed_cases(closed) as (app, pilot, _):
        await pilot.press(back)
        await until(lambda: isinstance(app.screen, BoardScreen))


async def test_without_closed_cases_the_place_explains_itself(book: Casebook) -> None:
    book.add_case(alias="Bu S", size="family")
    async with closed_cases(book, (60, 20)) as (app, pilot, screen):
        await see(app, "No case is closed.")
        await see(app, "t on the board ends a case")
        await pilot.press("enter", "b", "x", "slash", "down", "G", "pagedown")
        assert app.screen is screen
        assert [key for key, _word in screen.footer_keys()] == ["esc", "?"]
        assert not screen.query_one(Input).has_class("-open")


async def test_only_what_is_in_sight_is_drawn(book: Casebook) -> None:
    add_stubs(book, 4000)
    async with closed_cases(book) as (app, pilot, screen):
        await see(app, "4,000 closed cases")
        await see(app, "Kel. 0")
        rows = screen.cases.size.height
        assert screen.cases.drawn <= 4 * rows
        screen.cases.drawn = 0
        await pilot.press("j")
        await pilot.pause()
        assert 1 <= screen.cases.drawn <= 2, "the row that the cursor left and the one it entered"
        screen.cases.drawn = 0
        await pilot.press("G")
        await see(app, "Kel. 3999")
        assert screen.cases.drawn <= 2 * rows
        screen.cases.drawn = 0
        await pilot.press("slash", *"3998")
        await see(app, "1 of 4,000 closed cases")
        assert screen.cases.drawn <= 8 * rows


async def test_the_keys_move_the_cursor_and_it_stays_in_sight(book: Casebook) -> None:
    stubs = add_stubs(book, 100)
    order = [stub.code for stub in stubs]
    async with closed_cases(book, (60, 20)) as (app, pilot, screen):

        async def at(*keys: str) -> int:
            await pilot.press(*keys)
            await pilot.pause()
            assert screen.row
            assert screen.row.code in shown(app)
            return order.index(screen.row.code)

        assert await at("down", "j") == 2
        assert await at("up", "k", "k") == 0
        page = await at("pagedown")
        assert 5 < page < 20
        assert await at("pagedown", "pageup") == page
        assert await at("G") == 99
        assert await at("j") == 99
        assert await at("g") == 0
        assert await at("end") == 99


async def test_the_filter_works_as_one_types_and_escape_takes_it_off(closed: Casebook) -> None:
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("slash", *"lam")
        assert codes(screen) == [OLD]
        await see(app, "1 of 2 closed cases")
        await pilot.press("x")
        await see(app, "No closed case has these words.")
        assert screen.row is None
        await pilot.press("backspace", "enter")
        assert app.focused is screen.cases
        await pilot.press("escape")
        assert app.screen is screen
        assert codes(screen) == [LIVE, OLD]
        assert screen.row
        assert screen.row.code == OLD, "the cursor stays on the case that was found"
        assert not screen.query_one(Input).has_class("-open")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, BoardScreen))


async def test_hidden_text_shows_no_alias(closed: Casebook) -> None:
    async with closed_cases(closed, (140, 40)) as (app, pilot, _):
        await pilot.press("asterisk")
        await see(app, "· · ·")
        assert "Bu Lama" not in shown(app)
        assert "Pak Baru" not in shown(app)
        assert OLD in shown(app)
        await pilot.press("asterisk")
        await see(app, "Bu Lama")


async def test_an_alias_is_never_markup_nor_a_control_sequence(closed: Casebook) -> None:
    closed.edit_case(LIVE, alias="[/] [bold]x[/bold] \x1b[2J")
    async with closed_cases(closed) as (app, _, _screen):
        await see(app, "[/] [bold]x[/bold]")
        assert "\x1b" not in shown(app)


async def test_in_too_small_a_window_only_leaving_works(closed: Casebook) -> None:
    async with closed_cases(closed, (30, 20)) as (app, pilot, screen):
        await see(app, "Too small a window")
        await pilot.press("enter", "b", "x", "slash", "u")
        assert app.screen is screen
        await pilot.press("z")
        await until(lambda: isinstance(app.screen, BoardScreen))


async def test_help_palette_and_language_work_here(closed: Casebook) -> None:
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("question_mark")
        await until(lambda: isinstance(app.screen, Guide))
        await see(app, "Down: to the next note, entry or case")
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        await pilot.press("f2")
        await see(app, "alasan")
        await pilot.press("f2", "f3")
        assert app.theme == "lingkar-light"
        await pilot.press("colon", *"client text", "enter")
        await until(lambda: app.hidden)


async def test_the_mouse_chooses_and_opens(closed: Casebook) -> None:
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.click(screen.cases, offset=(5, 2))
        assert screen.row
        assert screen.row.code == OLD
        await pilot.click(screen.cases, offset=(5, 1), times=2)
        await until(lambda: isinstance(app.screen, ListedFile))


# Opening


async def test_a_live_case_opens_without_the_archive(closed: Casebook) -> None:
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ListedFile))
        await see(app, "Pak Baru")
        assert closed._archive.is_read is False
        await pilot.press("right_square_bracket")
        assert current(app) == LIVE, "a case in the archive is not read by the way"
        await pilot.press("escape")
        await until(lambda: app.screen is screen)


async def test_an_archived_case_opens_with_its_notes(closed: Casebook) -> None:
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ListedFile))
        await see(app, "Lost the house")
        await pilot.press("2", "enter")
        await see(app, "The last visit.")
        await pilot.press("escape", "escape")
        await until(lambda: app.screen is screen)
        assert said(screen) == ""
        assert closed.is_archived(OLD), "reading leaves it where it is"


async def test_the_footer_of_a_closed_file_offers_to_reopen_it(closed: Casebook) -> None:
    async with closed_cases(closed) as (app, pilot, _screen):
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ListedFile))
        await see(app, "b reopen")


async def test_the_neighbours_are_those_of_the_list(closed: Casebook) -> None:
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("G", "enter")
        await until(lambda: isinstance(app.screen, ListedFile))
        await pilot.press("right_square_bracket")
        await see(app, "This is the last case of the list.")
        await pilot.press("left_square_bracket")
        await see(app, "Pak Baru")
        assert ("esc", "list") in app.screen.query_one(KeyBar)._keys
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        assert screen.row
        assert screen.row.code == LIVE, "the one that was looked at last"


async def test_the_interface_lives_while_the_archive_is_read(closed: Casebook, slow: Event) -> None:
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("down", "enter")
        await see(app, "Opening the archive ... esc stops waiting")
        await pilot.press("up", "f3")
        assert screen.row
        assert screen.row.code == LIVE
        assert app.screen is screen
        slow.set()
        await until(lambda: isinstance(app.screen, ListedFile))
        await see(app, "Bu Lama")


async def test_escape_stops_waiting_and_another_try_waits_for_the_same_reading(closed: Casebook, slow: Event) -> None:
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("down", "enter", "escape")
        assert app.screen is screen
        assert said(screen) == ""
        reader = screen._reader
        await pilot.press("enter")
        assert screen._reader is reader
        await pilot.press("escape")
        slow.set()
        await until(lambda: screen._reader is None)
        await pilot.pause()
        assert app.screen is screen, "nobody waits for it any more"
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ListedFile))


@pytest.mark.parametrize(("key", "dialog"), [("b", BackDialog), ("x", PacketForm)])
async def test_reopening_and_exporting_wait_as_opening_does(
    closed: Casebook, slow: Event, key: str, dialog: type[Form]
) -> None:
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("down", key, "escape")
        assert app.screen is screen
        assert said(screen) == ""
        await pilot.press(key)
        await see(app, "Opening the archive ... esc stops waiting")
        await pilot.press("up")
        assert screen.row
        assert screen.row.code == LIVE
        slow.set()
        await until(lambda: isinstance(app.screen, dialog))
        await see(app, OLD)


@pytest.mark.parametrize("back", ["z", "escape"])
async def test_the_way_back_does_not_wait_for_the_archive(closed: Casebook, slow: Event, back: str) -> None:
    async with closed_cases(closed) as (app, pilot, _):
        await pilot.press("down", "enter", "escape", back)
        await until(lambda: isinstance(app.screen, BoardScreen))
        slow.set()
        await until(lambda: not closed.is_archive_busy)
        await pilot.press("z")
        await until(lambda: isinstance(app.screen, ClosedCases) and app.screen.row is not None)
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ListedFile))


async def test_a_case_file_of_the_archive_comes_back_read_beside_the_interface(
    closed: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads, read = [], Archive.read

    def note_thread(self: Archive, *progress: Any) -> None:
        threads.append(current_thread())
        read(self, *progress)

    monkeypatch.setattr(Archive, "read", note_thread)
    closed.park([{"screen": "casefile", "code": OLD, "tab": 1, "note": None}])
    app = LingkarApp(closed)
    async with app.run_test():
        await see(app, "Bu Lama")
        assert threads[0] is not current_thread()


async def test_opening_does_not_take_a_person_away_from_where_they_went(closed: Casebook, slow: Event) -> None:
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("down", "enter", "question_mark")
        await until(lambda: isinstance(app.screen, Guide))
        slow.set()
        await until(lambda: screen._reader is None)
        await pilot.pause()
        assert isinstance(app.screen, Guide)
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        assert said(screen) == ""


@pytest.mark.parametrize("key", ["enter", "b", "x"])
async def test_an_archive_that_cannot_be_read_is_said_and_nothing_else_suffers(closed: Casebook, key: str) -> None:
    closed.close()
    log = max((closed.folder / "archive").glob("*.log"))
    content = log.read_bytes()
    log.write_bytes(content[:200] + bytes(byte ^ 0xFF for byte in content[200:]))
    with open_casebook(closed.folder, create=False, clock=closed.clock) as book:
        async with closed_cases(book) as (app, pilot, screen):
            await pilot.press("down", key)
            await see(app, "The archive of closed cases in")
            await see(app, "The cases on the board are not affected.")
            assert app.screen is screen
            assert screen.query_one(Said).has_class("-trouble")
            await pilot.press("up", "enter")
            await until(lambda: isinstance(app.screen, ListedFile))
            await pilot.press("escape", "z")
            await until(lambda: isinstance(app.screen, BoardScreen))


async def test_a_case_that_is_missing_in_the_archive_is_said(closed: Casebook) -> None:
    add_stubs(closed, 1)
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("down", "enter")
        await see(app, "K-2024-400 is missing in it.")
        assert app.screen is screen
        for key in ("b", "x"):
            screen.say("")
            await pilot.press(key)
            await see(app, "K-2024-400 is missing in it.")
            assert app.screen is screen
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ListedFile))
        await see(app, "Bu Lama")
        await pilot.press("left_square_bracket")
        await see(app, "K-2024-400 is missing in it.")
        assert current(app) == OLD


async def test_a_case_of_which_a_note_does_not_read_is_said(closed: Casebook) -> None:
    (stub,) = add_stubs(closed, 1)
    whole = closed._archive.get(OLD).document
    note = {**whole["notes"][0], "mode": "by pigeon", "case_code": stub.code}
    case = {**whole["case"], "code": stub.code}
    closed._archive.put({"code": stub.code, "case": case, "notes": [note], "history": []}, create=False)
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("down", "enter")
        await see(app, "K-2024-400 does not read (mode).")
        assert app.screen is screen
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ListedFile))
        await pilot.press("left_square_bracket")
        await see(app, "K-2024-400 does not read (mode).")
        assert current(app) == OLD


async def test_an_unexpected_fault_while_reading_is_a_sentence_too(
    closed: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(_archive: Archive) -> None:
        raise MemoryError

    monkeypatch.setattr(Archive, "read", fault)
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("down", "enter")
        await see(app, "The archive could not be read.")
        assert app.screen is screen


async def test_locking_does_not_wait_for_the_reading(
    tmp_path: Path, clock: Callable[[], datetime], slow: Event
) -> None:
    with open_casebook(tmp_path / "locked", "bintang jatuh di sungai", clock=clock) as book:
        file_old(book)
        async with closed_cases(book) as (app, pilot, _):
            await pilot.press("enter")
            await see(app, "Opening the archive")
            await pilot.press("ctrl+l")
            await until(lambda: not app.is_open and isinstance(app.screen, Unlock))
            slow.set()
            await asyncio.sleep(0.1)
            await pilot.press("x")
            assert isinstance(app.screen, Unlock)
            assert app.return_code is None
            assert app.trouble == ""
