"""The unlock screen: what opens the book, what a wrong passphrase costs, and that no key goes astray."""

import time
from pathlib import Path

import pytest
from textual import events

from store import Case, Casebook, open_casebook
from store.keeping import recovery_key
from store.language import use
from tests.unlock.conftest import PASSPHRASE, before_the_lock, keys, lock, on_board, see, shown, unlock, unlocked, until
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.inorder import PATIENCE
from tui.unlock.unlock import Unlock


async def test_the_passphrase_opens_the_board_and_says_when_it_was_saved(folder: Path, case: Case) -> None:
    async with before_the_lock(folder) as (app, pilot):
        assert "Bu S" not in shown(app)
        assert case.code not in shown(app)
        await pilot.press(*keys(PASSPHRASE))
        assert "bintang" not in shown(app)
        await pilot.press("enter")
        await until(lambda: on_board(app))
        await see(app, "Bu S")
        await see(app, "Last saved")
        await see(app, "change no. 1")


async def test_the_recovery_key_opens_it_too_as_it_was_copied_from_paper(folder: Path, case: Case) -> None:
    key = recovery_key(folder, PASSPHRASE)
    spaced = " ".join(key[at : at + 4] for at in range(0, len(key), 4)).lower()
    async with before_the_lock(folder) as (app, pilot):
        app.screen.field("passphrase").line.value = spaced  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(lambda: on_board(app))


async def test_each_wrong_passphrase_costs_a_longer_pause_and_none_locks_out(
    folder: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(Unlock.PAUSES) == [1, 2, 4, 8, 16, 30]
    tries = []
    async with before_the_lock(folder) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, Unlock)
        opens = screen._opens
        screen._opens = lambda typed: tries.append(typed) or opens(typed)
        for wait in (1, 2, 4):
            await pilot.press(*"salah", "enter")
            await until(lambda: screen._left)
            assert screen._left == wait
            await see(app, "neither the passphrase of the book nor its recovery key.")
            await see(app, f"Wait {wait} second")
            await pilot.press(*"salah", "enter")  # too early: it is not even tried
            await pilot.pause()
            assert len(tries) == (1, 2, 3)[(1, 2, 4).index(wait)]
            screen.field("passphrase").retype("")
            while screen._left:  # the time passes
                screen._count_down()
        for _many in range(9):
            await pilot.press("x", "enter")
            await until(lambda: screen._left)
            last = screen._left
            while screen._left:
                screen._count_down()
        assert last == 30
        assert "Wait" not in shown(app)
        await unlock(app, pilot)
        assert on_board(app)


async def test_the_pause_is_counted_down_by_the_clock(folder: Path, case: Case) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("x", "enter")
        await see(app, "Wait 1 second.")
        await until(lambda: "Wait" not in shown(app), 3)
        await unlock(app, pilot)


async def test_the_interface_lives_while_the_book_is_opened(
    folder: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    go_on = Event()
    async with before_the_lock(folder) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, Unlock)
        opens = screen._opens
        screen._opens = lambda typed: opens(typed) if go_on.wait(10) else None
        await pilot.press(*keys(PASSPHRASE), "enter")
        await see(app, "Opening ...")
        await pilot.resize_terminal(100, 30)
        await see(app, "Opening ...")
        assert not screen.field("passphrase").display
        go_on.set()
        await until(lambda: on_board(app))


def take_long(app: LingkarApp) -> None:
    """Opening takes longer than the program waits for the work of a key."""
    screen = app.screen
    assert isinstance(screen, Unlock)
    opens = screen._opens

    def open_slowly(typed: str) -> object:
        time.sleep(PATIENCE + 0.5)
        return opens(typed)

    screen._opens = open_slowly


async def test_a_burst_right_after_the_passphrase_is_done_in_order(folder: Path, case: Case) -> None:
    """The letters of the passphrase are no commands of the board, and those after it are not lost."""
    async with before_the_lock(folder) as (app, _pilot):
        take_long(app)
        burst = [*keys(PASSPHRASE), "enter", "n", *keys("Bertemu di rumah"), "ctrl+s", "right"]
        for key in burst:
            character = " " if key == "space" else key if len(key) == 1 else None
            app.post_message(events.Key(key, character))
        await until(lambda: on_board(app) and app.book.notes(case.code) and app._settling is None)
        assert [note.body for note in app.book.notes(case.code)] == ["Bertemu di rumah"]
        assert len(app.book.history(case.code)) == 1
        assert app.book.case(case.code) == case


async def test_a_burst_after_a_wrong_passphrase_does_nothing_to_the_book(folder: Path, case: Case) -> None:
    async with before_the_lock(folder) as (app, _pilot):
        take_long(app)
        for key in [*"salah", "enter", "n", *"abcu", "enter", "a"]:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(lambda: isinstance(app.screen, Unlock) and app.screen._wrong == 1 and app._settling is None)
        assert app.screen.field("passphrase").typed == "nabcua"  # type: ignore[attr-defined]
        assert not app.is_open


async def test_what_is_wrong_with_the_book_is_said_and_one_can_leave(folder: Path, case: Case) -> None:
    with open_casebook(folder, PASSPHRASE):  # another window
        async with before_the_lock(folder) as (app, pilot):
            await pilot.press(*keys(PASSPHRASE), "enter")
            await see(app, "open in another window")
            assert app.focused is not None
            await pilot.press("ctrl+q")
            await until(lambda: not app.is_running)
    assert app.return_code == 0


async def test_ctrl_q_leaves_also_while_the_book_is_opened(folder: Path, case: Case) -> None:
    from threading import Event

    go_on = Event()
    async with before_the_lock(folder) as (app, pilot):
        app.screen._opens = lambda _typed: go_on.wait(10)  # type: ignore[attr-defined]
        await pilot.press("x", "enter")
        await see(app, "Opening ...")
        await pilot.press("ctrl+q")
        await until(lambda: not app.is_running)
        go_on.set()


async def test_language_and_colours_change_there_too(folder: Path, case: Case) -> None:
    use("en")
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*"abc", "f2")
        await until(lambda: app.screen.is_mounted and app.focused is not None)
        assert app.screen.field("passphrase").typed == "abc"  # type: ignore[attr-defined]
        await pilot.press("d")
        assert app.screen.field("passphrase").typed == "abcd"  # type: ignore[attr-defined]
        await pilot.press("f3")
        assert app.theme == "lingkar-light"
        use("en")


async def test_a_plain_book_needs_nothing_of_this(folder: Path) -> None:
    with open_casebook(folder) as book:
        book.add_case(alias="Bu S", size="family")
        app = LingkarApp(book)
        async with app.run_test() as pilot:
            await pilot.pause()
            assert isinstance(app.screen, BoardScreen)
            assert "Last saved" not in shown(app)


async def test_what_opening_put_right_is_said_on_the_board(folder: Path, case: Case) -> None:
    (folder / "key.json").unlink()
    async with unlocked(folder, (120, 24)) as (app, pilot):
        await see(app, "The key file was lost or damaged, and its copy in a log was taken; nothing is lost.")
        assert "Last saved" not in shown(app)
        await lock(app, pilot)
        await unlock(app, pilot)
        await see(app, "Last saved")


async def test_an_erasing_that_was_finished_is_said_on_the_board(
    folder: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Casebook, "finish_erasures", lambda _book: True)
    async with unlocked(folder) as (app, _pilot):
        await see(app, "Erasing a client had been interrupted; it is finished now.")


@pytest.mark.parametrize(("language", "told"), [("en", "To leave, press ctrl+q."), ("id", "ctrl+q")])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_escape_ends_nothing_and_says_what_does(
    folder: Path, case: Case, size: tuple[int, int], language: str, told: str
) -> None:
    use(language)
    async with before_the_lock(folder, size) as (app, pilot):
        await pilot.press(*"abc", "escape")
        await see(app, told)
        assert app.is_running
        assert app.screen.field("passphrase").typed == "abc"  # type: ignore[attr-defined]
        await pilot.press("d")
        assert told not in "\n".join(shown(app).splitlines()[:-1])
        await pilot.press(*["backspace"] * 4)
        await unlock(app, pilot)
        assert on_board(app)


async def test_escape_after_a_wrong_passphrase_and_while_it_opens_ends_nothing_either(folder: Path, case: Case) -> None:
    from threading import Event

    go_on = Event()
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press(*"salah", "enter")
        await see(app, "neither the passphrase of the book nor its recovery key.")
        await pilot.press("escape")
        await see(app, "To leave, press ctrl+q.")
        screen = app.screen
        assert isinstance(screen, Unlock)
        while screen._left:
            screen._count_down()
        opens = screen._opens
        screen._opens = lambda typed: opens(typed) if go_on.wait(10) else None
        await pilot.press(*keys(PASSPHRASE), "enter", "escape")
        await see(app, "Opening ...")
        go_on.set()
        await until(lambda: on_board(app))


async def test_language_and_colours_chosen_before_the_lock_are_kept(folder: Path, case: Case) -> None:
    async with before_the_lock(folder) as (app, pilot):
        await pilot.press("f2", "f3")
        theme = app.theme
        await unlock(app, pilot)
        await until(lambda: app.book.settings.language == "id")
        assert app.book.settings.theme == app.theme == theme
