"""What the keys do on the board, and what is painted when they are pressed."""

import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.pilot import Pilot

from store import Casebook, NotSaved
from store.language import use
from tests.casefile.conftest import until
from tui.app import LingkarApp
from tui.board.arrangement import PHASES
from tui.board.board import Board
from tui.board.filterbar import FilterBar
from tui.board.screen import BoardScreen
from tui.filterline import FilterLine
from tui.forms.ask import Ask
from tui.frame import KeyBar, Said
from tui.search.screen import Search

READY = {"consent": "verbal", "presenting_problem": "-", "risk_level": "low", "origin_environment": "-"}


def take_in(book: Casebook, alias: str, **fields: object) -> str:
    """A case whose first gate is open."""
    code = book.add_case(alias=alias, size="family", **{**READY, **fields}).code
    before = book.clock() - timedelta(days=5)
    book.add_note(code, body="Bertemu.", mode="home_visit", outcome="reached", at=before, sign=True)
    book.tick(code, "roles")
    return code


@asynccontextmanager
async def running(book: Casebook, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[Pilot[None], Board]]:
    app = LingkarApp(book)
    async with app.run_test(size=size) as pilot:
        board = app.screen.query_one(Board)
        shown(board)  # as the first paint does, which a headless screen puts off
        yield pilot, board


def shown(board: Board) -> str:
    return "\n".join(board.render_line(y).text for y in range(board.size.height))


def at(board: Board) -> tuple[str, str]:
    """The phase under the cursor and the alias of the card."""
    return PHASES[board.phase].value, board.current_case.alias if board.current_case else ""


@pytest.mark.parametrize(("language", "word"), [("en", "empty"), ("id", "c ")])
async def test_an_empty_board_explains_the_first_steps(book: Casebook, language: str, word: str) -> None:
    use(language)
    async with running(book, (60, 20)) as (_, board):
        assert word in shown(board)
        assert {"c", "I", "?"} <= {line.split()[0] for line in shown(board).splitlines() if line.strip()}
        assert " demo " in shown(board), "with which every way to start it opens the sample cases"
        assert "lingkar demo" not in shown(board), "which is a word only to a shell that was told where it lies"


async def test_arrows_and_letters_move_the_cursor(book: Casebook) -> None:
    for n in range(3):
        take_in(book, f"A{n}", next_contact=book.today() + timedelta(n))
    book.advance(take_in(book, "B"))
    async with running(book) as (pilot, board):
        assert at(board) == ("engagement", "A0")
        await pilot.press("down", "j")
        assert at(board) == ("engagement", "A2")
        await pilot.press("j")
        assert at(board) == ("engagement", "A2"), "the cursor stays at the end"
        await pilot.press("k", "right")
        assert at(board) == ("assessment", "B")
        await pilot.press("h", "G")
        assert at(board) == ("engagement", "A2")
        await pilot.press("g", "2")
        assert at(board) == ("assessment", "B")
        await pilot.press("6")
        assert at(board) == ("evaluation", "")
        await pilot.press("left")
        assert at(board)[0] == "intervention", "the folded Monitoring column is passed over"
        await pilot.press("5")
        assert at(board)[0] == "monitoring", "but its number opens it"


async def test_a_card_advances_and_the_cursor_goes_with_it(book: Casebook) -> None:
    code = take_in(book, "Bu S")
    async with running(book) as (pilot, board):
        await pilot.press("a")
        assert at(board) == ("assessment", "Bu S")
        assert book.case(code).phase == "assessment"
        assert "K-2026-001 to Assessment" in pilot.app.screen.query_one(Said).text
        await pilot.press("u")
        assert at(board) == ("engagement", "Bu S")
        await pilot.press("ctrl+r")
        assert at(board) == ("assessment", "Bu S")


async def test_undoing_the_intake_takes_the_card_away(book: Casebook) -> None:
    book.add_case(alias="Bu S", size="family")
    async with running(book) as (pilot, board):
        await pilot.press("u")
        assert board.current_case is None
        assert "empty" in shown(board)
        await pilot.press("ctrl+r")
        assert at(board) == ("engagement", "Bu S")


async def test_nothing_to_undo_is_said(book: Casebook) -> None:
    async with running(book) as (pilot, _):
        await pilot.press("u")
        said = pilot.app.screen.query_one(Said)
        assert said.text == "There is nothing to undo."
        assert said.has_class("-trouble")


async def test_a_disk_error_is_said_and_the_card_stays(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    code = take_in(book, "Bu S")
    async with running(book) as (pilot, board):

        def refuse(*_: object) -> None:
            raise NotSaved("The disk is full.")

        monkeypatch.setattr(book, "_commit", refuse)
        await pilot.press("a")
        assert at(board) == ("engagement", "Bu S")
        assert book.case(code).phase == "engagement"
        assert "The disk is full." in pilot.app.screen.query_one(Said).text


async def test_the_filter_narrows_as_one_types_and_escape_shows_all(book: Casebook) -> None:
    take_in(book, "Bu Sari")
    book.advance(take_in(book, "Pak Darma"))
    async with running(book) as (pilot, board):
        await pilot.press("slash", *"darma")
        assert at(board) == ("assessment", "Pak Darma")
        assert "Bu Sari" not in shown(board)
        await pilot.press("enter", "j", "escape")
        assert "Bu Sari" in shown(board)
        await pilot.press("slash", *"nobody")
        assert "No card has these words." in shown(board)
        await pilot.press("escape")
        assert "Bu Sari" in shown(board)


@pytest.mark.parametrize(("language", "notes"), [("en", "looks in all notes"), ("id", "mencari di semua catatan")])
async def test_a_word_on_no_card_leads_on_to_the_notes(book: Casebook, language: str, notes: str) -> None:
    use(language)
    take_in(book, "Bu Sari")
    async with running(book) as (pilot, board):
        await pilot.press("slash", *"bertemu")
        assert f"enter {notes}" in shown(board)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Search)
        assert pilot.app.screen.query_one(FilterLine).value == "bertemu"
        assert pilot.app.screen.found.hits, "the note has it"
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen.query_one(FilterLine).value == "bertemu", "where one was"


async def test_a_filter_says_that_only_cards_are_looked_at_and_its_words_go_along_to_the_search(
    book: Casebook,
) -> None:
    take_in(book, "Bu Sari")
    async with running(book, (100, 30)) as (pilot, _board):
        line = pilot.app.screen.query_one(FilterBar)
        await pilot.press("slash", *"sari")
        assert "only cards; enter, then s looks in all notes" in line.render().plain, "letters are letters still"
        await pilot.press("enter")
        assert "only cards; s looks in all notes" in line.render().plain
        await pilot.press("s", "x")
        await pilot.pause()
        assert pilot.app.screen.query_one(FilterLine).value == "sarix", "and one goes on typing behind them"


async def test_what_asks_about_cards_alone_is_not_taken_to_the_search(book: Casebook) -> None:
    take_in(book, "Bu Sari")
    async with running(book, (100, 30)) as (pilot, _board):
        await pilot.press("slash", *"risk:low", "enter")
        assert "notes" not in pilot.app.screen.query_one(FilterBar).render().plain
        await pilot.press("s")
        await pilot.pause()
        assert pilot.app.screen.query_one(FilterLine).value == ""


async def test_in_the_smallest_window_a_filter_leaves_the_keys_in_sight(book: Casebook) -> None:
    take_in(book, "Bu Sari")
    async with running(book) as (pilot, board):
        await pilot.press("slash", *"xyz level:none ")
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        screen = pilot.app.screen
        keys = screen.query_one(KeyBar).region
        assert [w for w in screen.children if w.display and w.region.height and w.region.overlaps(keys)] == [
            screen.query_one(KeyBar)
        ]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert screen.query_one(FilterLine).region.height == 1
        assert screen.query_one(FilterBar).region.height >= 1
        await pilot.press("escape")
        assert "Bu Sari" in shown(board)


async def test_letters_typed_into_the_filter_are_no_commands(book: Casebook) -> None:
    code = take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        await pilot.press("slash", "a", "t", "q", "u")
        assert book.case(code).phase == "engagement"
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_star_hides_all_client_text(book: Casebook) -> None:
    take_in(book, "Bu Sulastri")
    async with running(book) as (pilot, board):
        await pilot.press("asterisk")
        assert "Sulastri" not in shown(board)
        assert "K-2026-001" in shown(board)
        await pilot.press("asterisk")
        assert "Sulastri" in shown(board)


async def test_the_language_changes_at_once(book: Casebook) -> None:
    take_in(book, "Bu S", risk_level="high")
    async with running(book, (140, 40)) as (pilot, board):
        await until(lambda: " ! " in shown(board))
        english = shown(board)
        await pilot.press("f2")
        assert "Planning" in english
        assert "Perencanaan" in shown(board)
        assert "Planning" not in shown(board)
        await pilot.press("f2")
        assert shown(board) == english


@pytest.mark.parametrize(("size", "language"), [((60, 20), "id"), ((80, 24), "en"), ((200, 60), "id")], ids=str)
async def test_every_line_fits_every_window(book: Casebook, size: tuple[int, int], language: str) -> None:
    use(language)
    for n in range(12):
        take_in(book, f"Kelompok Ibu Tangguh Sejahtera Bersama {n}", risk_level="critical")
    async with running(book, size) as (_, board):
        lines = [board.render_line(y) for y in range(board.size.height)]
        assert {line.cell_length for line in lines} == {size[0]}
        assert "K-2026-001" in shown(board)


async def test_in_too_small_a_window_only_leaving_works(book: Casebook) -> None:
    code = take_in(book, "Bu S")
    async with running(book, (20, 8)) as (pilot, board):
        await pilot.press("a", "c", "n", "t")
        assert book.case(code).phase == "engagement"
        assert "Too small" in shown(board)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.press("a")
        assert book.case(code).phase == "assessment"


async def test_a_hostile_alias_is_text(book: Casebook) -> None:
    aliases = (
        "[/]", "[bold red]x[/bold red]", "\x1b[2Jx\x07", "a\x00b", "\u202eabc", "👨‍👩‍👧 Kel. R", "家族", "[link=x]y",
    )  # fmt: skip
    for alias in aliases:
        take_in(book, alias)
    async with running(book, (140, 60)) as (pilot, board):
        for _alias in aliases:
            await pilot.press("a", "u", "down")
        text = shown(board)
        assert "K-2026-008" in text
        assert "\x1b" not in text
        assert "\x00" not in text
        assert all(alias[:10] in text for alias in aliases if alias.startswith("["))


async def test_a_cursor_key_paints_two_cards_and_nothing_else(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(30):
        take_in(book, f"A{n}")
    async with running(book, (140, 40)) as (pilot, board):
        painted: list[Region] = []
        original = Board.refresh

        def record(self: Board, *regions: Region, **options: bool) -> Board:
            painted.extend(regions or [Region(0, 0, *self.size)])
            return original(self, *regions, **options)

        monkeypatch.setattr(Board, "refresh", record)
        await pilot.press("down")
        assert sorted(region.height for region in painted) == [6, 6]
        assert {region.width for region in painted} == {board._window.columns[0].width}


async def test_an_advance_paints_two_columns_and_draws_one_card_anew(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        take_in(book, f"A{n}")
    book.advance(take_in(book, "B"))
    async with running(book, (140, 40)) as (pilot, board):
        from tui.board import board as module

        drawn: list[str] = []
        original: Callable[..., object] = module.draw

        def record(card: object, *arguments: object, **options: object) -> object:
            drawn.append(card.case.code)  # type: ignore[attr-defined]
            return original(card, *arguments, **options)

        monkeypatch.setattr(module, "draw", record)
        painted: list[Region] = []
        refresh = Board.refresh

        def paint(self: Board, *regions: Region, **options: bool) -> Board:
            painted.extend(regions or [Region(0, 0, *self.size)])
            return refresh(self, *regions, **options)

        monkeypatch.setattr(Board, "refresh", paint)
        moved = board.current_case
        assert moved is not None
        await pilot.press("a")
        await pilot.pause()
        widest = max(region.width for region in painted if region.height > 2)
        assert widest <= board._window.columns[0].width
        assert drawn.count(moved.code) == 1
        assert drawn == [moved.code], "all other cards are as they were"


async def test_the_footer_offers_what_the_case_allows(book: Casebook) -> None:
    code = take_in(book, "Bu S")
    async with running(book, (140, 40)) as (pilot, _):
        words = dict(pilot.app.screen.query_one(KeyBar)._keys)
        assert "a" in words
        assert "b" not in words, "there is nothing before Engagement"
        book.terminate(code, reason="died", outcome="unknown", summary="-")
        await pilot.pause()
        words = dict(pilot.app.screen.query_one(KeyBar)._keys)
        assert "a" not in words
        assert "t" not in words
        assert "b" in words, "a closed case can be reopened"


async def test_a_new_day_makes_cards_late_without_a_key(book: Casebook) -> None:
    take_in(book, "Bu S", next_contact=book.today())
    start = book.clock()
    async with running(book) as (pilot, board):
        assert "today" in shown(board)
        book.clock = lambda: start + timedelta(days=2)
        pilot.app._look_at_calendar()  # type: ignore[attr-defined]
        assert "2 days late" in shown(board)


async def test_quitting_out_of_a_form_asks_before_typed_words_are_lost(book: Casebook) -> None:
    async with running(book) as (pilot, board):
        await pilot.press("c", *"Bu S", "ctrl+q")
        form = pilot.app.screen_stack[-2]
        assert isinstance(pilot.app.screen, Ask)
        await pilot.press("ctrl+q")
        assert pilot.app.is_running, "a second ctrl+q is no answer"
        await pilot.press("escape")
        assert pilot.app.screen is form
        await pilot.press("ctrl+q", "y")
        await pilot.pause()
        assert pilot.app.screen is board.screen
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not pilot.app.is_running


async def test_an_act_that_changes_nothing_says_so_and_offers_no_undo(book: Casebook) -> None:
    code = take_in(book, "Bu S", next_contact=book.today())
    async with running(book) as (pilot, _):
        book.set_next_contact(code, book.today())
        await pilot.pause()
        said = pilot.app.screen.query_one(Said).text
        assert said == "Nothing changed: it stood so already."


async def test_an_unexpected_error_ends_the_program_without_client_text(
    book: Casebook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    take_in(book, "Bu S", client_name="Sulastri binti Karto")
    app = LingkarApp(book)

    def fail(*_: object) -> None:
        secret = "Sulastri binti Karto"
        raise RuntimeError(secret)

    async def undo() -> None:
        async with app.run_test() as pilot:
            monkeypatch.setattr(book, "undo", fail)
            await pilot.press("u")

    with pytest.raises(RuntimeError):
        await undo()
    assert "did not expect (RuntimeError, test_screen.py:" in app.trouble
    printed = capsys.readouterr()
    assert "Sulastri" not in app.trouble + printed.out + printed.err


async def test_the_first_steps_go_when_a_case_comes_back(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    book.add_case(alias="Bu S", size="family")
    async with running(book) as (pilot, board):
        await pilot.press("u")
        painted: list[Region] = []
        refresh = Board.refresh

        def paint(self: Board, *regions: Region, **options: bool) -> Board:
            painted.extend(regions or [Region(0, 0, *self.size)])
            return refresh(self, *regions, **options)

        monkeypatch.setattr(Board, "refresh", paint)
        await pilot.press("ctrl+r")
        assert Region(0, 0, *board.size) in painted, "the whole window, in which the message stood"


async def test_what_cannot_be_saved_is_not_thrown_away_by_quitting(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):

        def refuse(*_: object, **__: object) -> None:
            raise NotSaved("The disk is full.")

        await pilot.press("n", *"kata")
        monkeypatch.setattr(book, "_commit", refuse)
        monkeypatch.setattr(book, "_quietly", refuse)
        await pilot.press("ctrl+q")
        assert isinstance(pilot.app.screen, Ask)
        await pilot.press("escape")
        assert pilot.app.is_running
        pilot.app._end_now()  # type: ignore[attr-defined]  # the window is closed
        assert "could not be saved" in pilot.app.trouble  # type: ignore[attr-defined]


async def test_a_form_lost_to_a_closed_window_is_told(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only when it is lost: as a rule it comes back at the next start (tests/unlock/test_coming_back.py)."""

    def refuse(*_: object, **__: object) -> None:
        raise NotSaved("The disk is full.")

    async with running(book) as (pilot, _):
        await pilot.press("c", *"Bu S")
        monkeypatch.setattr(book, "park", refuse)
        pilot.app._end_now()  # type: ignore[attr-defined]
        assert "could not be saved" in pilot.app.trouble  # type: ignore[attr-defined]


def test_the_board_needs_a_terminal(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())", "--book", str(tmp_path)]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30)
    assert ended.returncode == 1
    assert ended.stderr.startswith(("The board needs a terminal", "Papan memerlukan terminal"))
    assert list(tmp_path.iterdir()) == []


async def test_the_cursor_comes_back_to_the_case_looked_at_last(book: Casebook) -> None:
    take_in(book, "First")
    take_in(book, "Second")
    async with running(book) as (pilot, board):
        await pilot.press("enter", "right_square_bracket", "escape")
        await pilot.pause()
        assert at(board) == ("engagement", "Second")
