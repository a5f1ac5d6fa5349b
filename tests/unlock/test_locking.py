"""Locking by hand, by itself and after sleep; what is forgotten then; and what happens when it cannot be done."""

import gc
import weakref
from pathlib import Path

import pytest
from textual import events

from store import Case, Casebook, Note, NotSaved, open_casebook
from store.model import Move
from tests.unlock.conftest import PASSPHRASE, lock, on_board, see, shown, unlock, unlocked, until
from tui.app import LingkarApp
from tui.board.board import Board
from tui.casefile.editor import NoteEditor
from tui.casefile.signing import SignForm
from tui.forms.text import Area
from tui.intake.case_form import CaseForm
from tui.unlock.cover import Cover
from tui.unlock.unlock import Unlock
from tui.unlock.watch import JUMP, LATE, TICK, Watch

SECRET = "Rahasiasekali"


class Clocks:
    """The two clocks of a watch, and a machine that can sleep."""

    def __init__(self) -> None:
        self.wall = self.steady = 1000.0

    def pass_by(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    def watch(self) -> Watch:
        return Watch(lambda: self.wall, lambda: self.steady)


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def left_alone(app: LingkarApp, clocks: Clocks) -> None:
    """From now on the program goes by these clocks."""
    app.presence = clocks.watch()


async def test_ctrl_l_locks_and_the_passphrase_opens_again(folder: Path, case: Case) -> None:
    async with unlocked(folder) as (app, pilot):
        assert "Bu S" in shown(app)
        await lock(app, pilot)
        assert isinstance(app.screen, Unlock)
        assert len(app.screen_stack) == 2
        assert "Bu S" not in shown(app)
        await see(app, "The book is locked. You locked it.")
        open_casebook(folder, PASSPHRASE).close()  # the book is closed: another program may have it
        await unlock(app, pilot)
        assert on_board(app)
        assert "Bu S" in shown(app)
        await pilot.press("d")
        await pilot.press(*"+7", "enter")
        await until(lambda: app.book.case(case.code).next_contact is not None)


async def test_while_locked_no_object_of_the_book_is_in_memory(folder: Path, case: Case) -> None:
    before = [weakref.ref(thing) for thing in gc.get_objects() if isinstance(thing, OF_THE_BOOK)]  # of other tests
    with open_casebook(folder, PASSPHRASE) as book:
        note = book.add_note(case.code, body=f"{SECRET} satu", sign=True).id
        book.edit_case(case.code, alias=SECRET)
        for day in range(30):
            book.add_note(case.code, body=f"{SECRET} {day} " * 50)
        del book
    async with unlocked(folder, (140, 40)) as (app, pilot):
        await pilot.press("asterisk", "asterisk", "slash", *SECRET, "enter", "enter", "2", "j", "j", "enter")
        await until(lambda: isinstance(app.screen, NoteEditor))
        await pilot.press(*" lagi", "escape", "3", "1", "2", "G", "enter", "escape", "escape", "e")
        await until(lambda: isinstance(app.screen, CaseForm))
        await pilot.press(
            "tab", "escape", "a", "escape", "colon", "escape", "question_mark", "escape", "u", "n", *SECRET
        )
        await pilot.press("ctrl+g")
        await until(lambda: isinstance(app.screen, SignForm))
        await lock(app, pilot)
        await until(lambda: alive([case, *(ref() for ref in before)]) == [])
        await until(lambda: holders(SECRET) == [])
        await unlock(app, pilot)
        assert app.book.note(note).body.startswith(SECRET)


OF_THE_BOOK = Casebook | Case | Note | Move | Board | Area


def alive(known: list[object]) -> list[str]:
    """The kinds of object of the book that are in memory."""
    old = {id(thing) for thing in known}
    things = [thing for thing in gc.get_objects() if isinstance(thing, OF_THE_BOOK)]
    return [type(thing).__name__ for thing in things if id(thing) not in old]


def holders(text: str) -> list[str]:
    """The kinds of object that hold a text with this in it; of the tests themselves only code does."""
    found = []
    for thing in gc.get_objects():
        for inner in gc.get_referents(thing):
            if (isinstance(inner, str) and text in inner) or (isinstance(inner, bytes) and text.encode() in inner):
                found.append((type(thing).__name__, inner[:60]))
    return [f"{kind}: {inner!r}" for kind, inner in found if inner != text and "__pycache__" not in str(inner)]


@pytest.mark.parametrize(
    ("minutes", "waits", "locks"), [(5, 290, False), (5, 300, True), (1, 61, True), (0, 9000, False)]
)
async def test_it_locks_by_itself_after_the_idle_minutes(
    folder: Path, case: Case, clocks: Clocks, minutes: int, waits: int, locks: bool
) -> None:
    async with unlocked(folder) as (app, pilot):
        app.book.change_settings(lock_after=minutes)
        left_alone(app, clocks)
        for _tick in range(waits // int(TICK)):
            clocks.pass_by(TICK)
            app._look()
        clocks.pass_by(waits % int(TICK))
        app._look()
        await pilot.pause()
        if locks:
            await until(lambda: isinstance(app.screen, Unlock) and not app.is_open)
            counted = "1 minute." if minutes == 1 else f"{minutes} minutes."
            await see(app, f"The book is locked. No key was pressed for {counted}")
        else:
            assert app.is_open


async def test_a_key_or_the_mouse_is_a_sign_of_a_person(folder: Path, case: Case, clocks: Clocks) -> None:
    async with unlocked(folder) as (app, pilot):
        left_alone(app, clocks)
        for sign in ("key", "mouse", "key"):
            for _tick in range(50):
                clocks.pass_by(TICK)
                app._look()
            if sign == "key":
                await pilot.press("right")
            else:
                app.post_message(events.MouseMove(None, 3, 3, 1, 0, 0, False, False, False))
                await pilot.pause()
            assert app.presence.idle == 0
        await pilot.pause()
        assert app.is_open


async def test_the_first_key_after_too_long_only_locks(folder: Path, case: Case, clocks: Clocks) -> None:
    async with unlocked(folder) as (app, pilot):
        left_alone(app, clocks)
        clocks.pass_by(20)
        app._look()
        clocks.wall += 3600  # asleep for an hour
        await pilot.press("t")
        await until(lambda: isinstance(app.screen, Unlock) and not app.is_open)
        await see(app, "The book is locked. The laptop was asleep.")
        assert app.screen.field("passphrase").is_empty  # type: ignore[attr-defined]


def test_sleep_shows_as_a_jump_of_the_wall_clock_or_as_a_late_look(clocks: Clocks) -> None:
    watch = clocks.watch()
    for _tick in range(100):
        clocks.pass_by(TICK + 2)
        assert not watch.was_asleep
        watch.look()
    clocks.pass_by(TICK)
    clocks.wall += JUMP - 1
    assert not watch.was_asleep
    clocks.wall += 1
    assert watch.was_asleep
    watch.look()
    assert not watch.was_asleep
    clocks.pass_by(TICK + LATE + 1)
    assert watch.was_asleep
    watch.start()
    clocks.wall -= 7200  # set back by a person: no sleep
    assert not watch.was_asleep


async def test_it_locks_after_sleep_also_with_a_form_open(folder: Path, case: Case, clocks: Clocks) -> None:
    async with unlocked(folder) as (app, pilot):
        app.book.change_settings(lock_after=0)
        await pilot.press("c", *"Pak D")
        left_alone(app, clocks)
        clocks.wall += 600
        app._look()
        await until(lambda: isinstance(app.screen, Unlock) and not app.is_open)
        await unlock(app, pilot)
        assert isinstance(app.screen, CaseForm)
        assert app.screen.field("alias").typed == "Pak D"


async def test_ctrl_l_locks_from_the_editor_from_forms_and_from_questions(folder: Path, case: Case) -> None:
    async with unlocked(folder) as (app, pilot):
        for way in (["n", "x"], ["c"], ["n", "y", "ctrl+g"], ["colon"], ["question_mark"], ["enter", "2"]):
            await pilot.press(*way)
            await lock(app, pilot)
            assert isinstance(app.screen, Unlock)
            await unlock(app, pilot)
            while not on_board(app):
                await pilot.press("escape")


def refuse(*_: object, **__: object) -> None:
    raise NotSaved("The disk is full.")


async def test_a_lock_by_hand_that_would_lose_text_is_refused(
    folder: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with unlocked(folder) as (app, pilot):
        await pilot.press("n", *"Bertemu")
        with monkeypatch.context() as patch:
            patch.setattr(app.book, "_commit", refuse)
            patch.setattr(app.book, "_quietly", refuse)
            await pilot.press("ctrl+l")
            await see(app, "Not locked: what you are writing could not be kept. The disk is full.")
            assert isinstance(app.screen, NoteEditor)
            assert app.screen.area.text == "Bertemu"
        await lock(app, pilot)
        await unlock(app, pilot)
        assert isinstance(app.screen, NoteEditor)
        assert app.screen.area.text == "Bertemu"


async def test_a_full_disk_does_not_keep_a_board_from_being_locked(
    folder: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with unlocked(folder) as (app, pilot):
        monkeypatch.setattr(app.book, "_quietly", refuse)
        await lock(app, pilot)


async def test_a_lock_by_itself_that_would_lose_text_covers_it(
    folder: Path, case: Case, clocks: Clocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with unlocked(folder) as (app, pilot):
        await pilot.press("c", *"Pak D")
        left_alone(app, clocks)
        with monkeypatch.context() as patch:
            patch.setattr(app.book, "_quietly", refuse)
            clocks.wall += 600
            app._look()
            await until(lambda: isinstance(app.screen, Unlock))
            await see(app, "covered, not closed")
            await pilot.pause()
            assert "Pak D" not in shown(app)
            assert app.is_open
            await pilot.press(*"salah", "enter")
            await see(app, "neither the passphrase")
            assert isinstance(app.screen, Unlock)
            app.screen._left = 0
            await unlock_cover(app, pilot)
            assert isinstance(app.screen, CaseForm)
            assert app.screen.field("alias").typed == "Pak D"
            clocks.wall += 600
            app._look()
            await until(lambda: isinstance(app.screen, Unlock))
        clocks.pass_by(400)  # the disk has room again
        app._look()
        await until(lambda: not app.is_open)
        await unlock(app, pilot)
        assert isinstance(app.screen, CaseForm)


async def test_a_second_lock_during_the_first_parks_nothing_anew(
    folder: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with unlocked(folder) as (app, pilot):
        await pilot.press("c", *"Pak D")
        remove = app._remove_screens

        async def interrupted() -> None:
            await app.pop_screen()
            await app._lock_by_itself()
            await app.action_lock()
            await remove()

        with monkeypatch.context() as patch:
            patch.setattr(app, "_remove_screens", interrupted)
            await lock(app, pilot)
        assert len(app.screen_stack) == 2
        await unlock(app, pilot)
        assert isinstance(app.screen, CaseForm)
        assert app.screen.field("alias").typed == "Pak D"


async def test_uncovering_takes_nothing_away_but_the_cover(folder: Path, case: Case) -> None:
    async with unlocked(folder) as (app, pilot):
        await app._uncover("")
        assert on_board(app)
        await lock(app, pilot)
        await app._uncover("")  # the passphrase was given while it was locked for good
        assert isinstance(app.screen, Unlock)


async def unlock_cover(app: LingkarApp, pilot) -> None:  # type: ignore[no-untyped-def]
    await pilot.press(*["space" if c == " " else c for c in PASSPHRASE], "enter")
    await until(lambda: not isinstance(app.screen, Unlock))
    await pilot.pause()


async def test_a_burst_right_after_ctrl_l_goes_into_the_passphrase(folder: Path, case: Case) -> None:
    async with unlocked(folder) as (app, _pilot):
        for key in ["n", *"Satu", "ctrl+l", *PASSPHRASE.replace(" ", "_")]:
            app.post_message(events.Key("underscore" if key == "_" else key, key if len(key) == 1 else None))
        await until(lambda: isinstance(app.screen, Unlock) and app._settling is None)
        assert app.screen.field("passphrase").typed == PASSPHRASE.replace(" ", "_")  # type: ignore[attr-defined]
    with open_casebook(folder, PASSPHRASE) as book:
        assert [note.body for note in book.notes(case.code)] == ["Satu"]


async def test_a_book_without_a_passphrase_is_hidden_instead(folder: Path, clocks: Clocks) -> None:
    with open_casebook(folder) as book:
        book.add_case(alias="Bu S", size="family")
        app = LingkarApp(book)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(lambda: on_board(app))
            await pilot.press("ctrl+l")
            await see(app, "The command lingkar passphrase adds one.")
            assert "Bu S" not in shown(app)
            await pilot.press("asterisk")
            await see(app, "Bu S")
            await pilot.press("n", *"Bertemu")
            left_alone(app, clocks)
            clocks.pass_by(301)
            app._look()
            await until(lambda: isinstance(app.screen, Cover))
            assert "Bertemu" not in shown(app)
            await pilot.press("a", "enter")
            await until(lambda: isinstance(app.screen, NoteEditor))
            assert app.screen.area.text == "Bertemu"  # type: ignore[attr-defined]
            assert app.is_open


async def test_the_minutes_are_chosen_in_the_palette(folder: Path, case: Case) -> None:
    async with unlocked(folder) as (app, pilot):
        await pilot.press("colon", *"idle", "enter")
        await see(app, "When no key is pressed for this long")
        await pilot.press("down", "enter")
        await until(lambda: on_board(app))
        assert app.book.settings.lock_after == 10
        await pilot.press("colon", *"idle", "enter")
        await see(app, "10 minutes")
        await pilot.press("end", "enter")
        await until(lambda: on_board(app))
        assert app.book.settings.lock_after == 0
        assert await_no_undo(app)


def await_no_undo(app: LingkarApp) -> bool:
    """A setting is no act on a case: undo takes the case back, not the setting."""
    return app.book.undo().act.name == "add_case"
