"""The packet before it leaves: deciding about words, writing the file, and everything that can come between."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from store import Casebook, NotSaved
from store.language import _, use
from store.model import Person
from store.model.disguise import CLIENT, MaskWord, WordKind
from store.packet.document import Written
from store.packet.prepare import Packet, prepare
from tests.casefile.conftest import see, shown, until
from tests.packet_screen.conftest import (
    CODE,
    FIRST,
    LAST,
    NEAR,
    at_form,
    at_packet,
    files,
    fill_in,
    left,
    made,
    page,
    said,
    words_of,
)
from tui.board.screen import BoardScreen
from tui.packet import making
from tui.packet import screen as screen_room
from tui.packet.another import MaskAnother
from tui.packet.form import PacketForm
from tui.packet.offer import Offer
from tui.packet.write_out import from_home

WIDE = (140, 40)
pytestmark = pytest.mark.usefixtures("documents")


@contextmanager
def slow(monkeypatch: pytest.MonkeyPatch, room: Any, name: str, work: Callable[..., Any]) -> Iterator[Event]:
    """Something in another thread that goes on only when it is told."""
    going_on = Event()

    def waiting(*arguments: Any) -> Any:
        going_on.wait(5)
        return work(*arguments)

    monkeypatch.setattr(room, name, waiting)
    try:
        yield going_on
    finally:
        going_on.set()


@pytest.mark.parametrize("language", ["en", "id"])
async def test_whoever_wants_to_save_is_told_that_it_is_not_written_yet(
    doubtful: Casebook, documents: Path, language: str
) -> None:
    use(language)
    told = _("Your decisions are saved; the packet is not written yet: {key} writes it").format(key="enter")
    async with at_packet(doubtful, WIDE) as (app, pilot, _screen):
        await pilot.press("ctrl+s")
        assert said(app) == told
        await pilot.press("y", "y", "y", "ctrl+s")
        assert said(app) == told
        assert files(documents) == []
        await made(app)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("ctrl+s")
        assert said(app) == _("Everything here is saved already")


# Deciding


async def test_every_decision_is_kept_and_the_cursor_goes_on(doubtful: Casebook) -> None:
    async with at_packet(doubtful, WIDE) as (app, pilot, screen):
        assert left(screen) == [FIRST, NEAR, LAST]
        await see(app, "4 masked · 3 to decide")
        assert FIRST in page(screen)
        await pilot.press("m")
        await see(app, f"What is “{FIRST}”?")
        await pilot.press("enter")
        await made(app)
        assert said(app) == f"“{FIRST}” is masked from now on · u undoes"
        assert "[Person] [/] today" in page(screen)
        assert FIRST not in page(screen)
        word = screen.words.word
        assert word
        assert word.text == NEAR
        await pilot.press("t")
        await see(app, "[Ayah] Budi Santoso")
        await pilot.press("enter")
        await made(app)
        assert said(app).startswith(f"“{NEAR}” is masked as [Ayah]")
        assert "[Ayah] shouted at [Person]" in page(screen)
        await pilot.press("y")
        await made(app)
        assert LAST in page(screen)
        await see(app, "No more words look like names")
    budi = doubtful.parts(Person, CODE)[0].id
    assert words_of(doubtful) == [(FIRST, WordKind.PERSON, ""), (NEAR, None, budi), (LAST, None, "")]


async def test_undo_brings_the_word_back_and_nothing_before_it(doubtful: Casebook) -> None:
    async with at_packet(doubtful) as (app, pilot, screen):
        await pilot.press("u")
        assert len(doubtful.notes(CODE)) == 2, "what was done before is not undone from here"
        await pilot.press("down", "y", "y")
        await made(app)
        assert left(screen) == [FIRST]
        await pilot.press("u")
        await made(app)
        assert left(screen) == [FIRST, LAST]
        assert screen.words.cursor == 1, "at the word that came back"
        await pilot.press("u", "u")
        await made(app)
        assert left(screen) == [FIRST, NEAR, LAST]
        assert words_of(doubtful) == []
        assert len(doubtful.notes(CODE)) == 2
        await pilot.press("ctrl+r")
        await made(app)
        assert left(screen) == [FIRST, LAST]


async def test_all_that_are_left_stand_after_a_question(doubtful: Casebook) -> None:
    async with at_packet(doubtful) as (app, pilot, screen):
        await pilot.press("Y")
        await see(app, "Let all 3 words that are left stand?")
        await pilot.press("Y")
        assert isinstance(app.screen, Offer), "the key that asked does not confirm"
        await pilot.press("escape", "Y", "enter")
        await made(app)
        assert left(screen) == [FIRST, NEAR, LAST], "nor does enter alone"
        await pilot.press("Y", "down", "enter")
        await made(app)
        assert left(screen) == []
        assert said(app) == "3 words stay as they are · u undoes"
        await pilot.press("u")
        await made(app)
        assert left(screen) == [FIRST, NEAR, LAST]


async def test_a_word_can_be_a_place_or_another_name_of_the_client(doubtful: Casebook) -> None:
    async with at_packet(doubtful) as (app, pilot, screen):
        await pilot.press("m", "escape")
        assert words_of(doubtful) == []
        await pilot.press("m", "down", "enter")
        await made(app)
        await pilot.press("down", "t", "enter")
        await made(app)
        assert left(screen) == [NEAR]
    assert words_of(doubtful) == [(FIRST, WordKind.PLACE, ""), (LAST, None, CLIENT)]


def refuse(*_: Any, **_more: Any) -> None:
    raise NotSaved("The disk is full.")


async def test_a_word_that_nobody_asked_about_can_be_masked(clear: Casebook) -> None:
    clear.add_note(CODE, body="siti pulang bersama ceceng", mode="home_visit", outcome="reached", sign=True)
    clear.add(MaskWord, CODE, text="ceceng")  # it was let stand, and now one thinks better of it
    async with at_packet(clear) as (app, pilot, screen):
        assert not screen.undecided
        await pilot.press("+")
        await until(lambda: isinstance(app.screen, MaskAnother) and app.focused is not None)
        await pilot.press(*"nowhere", "enter")
        await see(app, "This does not stand in the packet.")
        await pilot.press(*["backspace"] * 7, *"ersam", "enter")
        await see(app, "only inside of longer words")
        await pilot.press(*["backspace"] * 5, *"bersama", "enter")
        await until(lambda: app.screen is screen)
        assert said(app) == "“bersama” is masked from now on, here and in later packets · u undoes"
        await made(app)
        assert "[Person]" in page(screen)
        assert "bersama" not in page(screen)
        await pilot.press("u")
        await made(app)
        assert "bersama" in page(screen)


async def test_without_masking_the_packet_says_so_to_the_end(clear: Casebook, documents: Path) -> None:
    async with at_packet(clear, level="none", typed="unmasked", format="md") as (app, pilot, _screen):
        await see(app, "Nothing is masked: names, places and days are real.")
        await pilot.press("+")
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, BoardScreen))
        assert said(app).endswith("NOTHING IS MASKED")
    assert files(documents) == [f"{CODE}_case_UNMASKED_1.md"]


async def test_a_disk_that_refuses_leaves_the_word_where_it_is(
    doubtful: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_packet(doubtful) as (app, pilot, screen):
        monkeypatch.setattr(doubtful, "add_parts", refuse)
        await pilot.press("y")
        assert said(app) == "The disk is full."
        assert left(screen) == [FIRST, NEAR, LAST]


# What is shown


async def test_what_stands_for_a_name_is_raised_and_the_word_stands_out(doubtful: Casebook) -> None:
    async with at_packet(doubtful, WIDE) as (app, pilot, screen):
        looks = [(segment.text, segment.style) for strip in app.screen._compositor.render_strips() for segment in strip]
        grounds = {text: style.bgcolor for text, style in looks if style}
        assert grounds["[Client]"] != grounds[" came with "]
        assert any(text == FIRST and style and style.underline for text, style in looks)
        await pilot.press("down", "down")
        await pilot.pause()
        assert not any(
            segment.text == FIRST and segment.style and segment.style.underline
            for strip in app.screen._compositor.render_strips()
            for segment in strip
        )
        assert screen.words.cursor == 2


async def test_narrow_windows_show_one_of_both(doubtful: Casebook) -> None:
    async with at_packet(doubtful) as (app, pilot, screen):
        assert "Case presentation" not in shown(app)
        await pilot.press("tab")
        await see(app, "[Client] came with")
        assert "unknown word with a capital" not in shown(app)
        await pilot.press("m", "y")
        assert app.screen is screen, "no word is in sight to be decided about"
        assert words_of(doubtful) == []
        await pilot.press("g")
        await see(app, "Case presentation K-2026-001")
        await pilot.press("space", "pageup", "G")
        await see(app, "Signature ....")
        await pilot.press("tab")
        await see(app, "unknown word with a capital")
        await pilot.resize_terminal(*WIDE)
        await see(app, "[Client] came with")
        await see(app, "unknown word with a capital")
        await pilot.resize_terminal(38, 8)
        await see(app, "Too small a window")
        await pilot.press("y")
        assert words_of(doubtful) == []


async def test_hidden_text_stays_hidden(doubtful: Casebook) -> None:
    async with at_packet(doubtful, WIDE) as (app, pilot, screen):
        await pilot.press("asterisk")
        await see(app, "· · ·")
        for secret in (FIRST, NEAR, LAST, "came with", "Santoso"):
            assert secret not in shown(app)
        await pilot.press("m", "t", "y", "Y")
        assert app.screen is screen
        assert said(app) == "Client text is hidden; press * to show it first."
        assert words_of(doubtful) == []
        await pilot.press("asterisk")
        await see(app, FIRST)


async def test_hostile_text_is_only_text(book: Casebook) -> None:
    book.add_case(alias="[/] x", size="family", client_name="Siti")
    book.add_note(CODE, body="\x1b[2J[/][@click=app.quit] saw Zulkar\x1b]0;x [bold]yesterday " + "Y" * 300)
    async with at_packet(book, WIDE) as (app, pilot, screen):
        await see(app, "[@click=app.quit] saw")
        assert "\x1b" not in shown(app)
        for _word in left(screen):
            await pilot.press("m", "escape", "t", "escape", "y")
        await made(app)
        assert left(screen) == []


async def test_moved_days_stay_where_they_are_when_it_is_made_again(doubtful: Casebook) -> None:
    async with at_packet(doubtful, WIDE, days="shifted") as (app, pilot, screen):
        before = [line for line in page(screen).splitlines() if "Home visit" in line]
        await pilot.press("y")
        await made(app)
        assert [line for line in page(screen).splitlines() if "Home visit" in line] == before
        assert not any("Day 0" in line for line in before)


# Making it


async def test_it_says_how_far_it_is_and_escape_goes_back(clear: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    clear.add_case(alias="Pak T", size="individual")
    stopped = Event()

    def preparing(
        request: Any, folders: Any, disguises: Any, others: Any, now: Any, progress: Callable[[int, int], None]
    ) -> Packet:
        try:
            for _moment in range(500):
                progress(1, 2)
                time.sleep(0.01)
        except making.Stopped:
            stopped.set()
            raise
        return prepare(request, folders, disguises, others, now)

    monkeypatch.setattr(making, "prepare", preparing)
    async with at_form(clear) as (app, pilot):
        await fill_in(pilot, kind="notes")
        await pilot.press("enter")
        await see(app, "masking 1 of 2 cases")
        await see(app, "Nothing has left yet.")
        await pilot.press("m", "escape")
        await until(lambda: isinstance(app.screen, PacketForm))
        await until(stopped.is_set)


async def test_trouble_in_the_other_thread_becomes_a_sentence(
    clear: Casebook, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_packet(clear) as (app, pilot, screen):
        monkeypatch.setattr(making, "prepare", lambda *_: 1 / 0)
        clear.change(clear.add(Person, CODE, alias="Ana"), name="Ana")
        await until(lambda: said(app).startswith("The packet could not be made."))
        await see(app, "There is no packet.")
        await pilot.press("ctrl+s")
        assert said(app) == "There is no packet."
        await pilot.press("enter", "tab", "m", "y")
        assert screen._made is None, "what was shown before is not what the book says now"
        assert files(documents) == []
        monkeypatch.setattr(making, "prepare", prepare)
        await pilot.press("escape", "enter")
        await made(app)


async def test_what_changes_meanwhile_is_in_it(clear: Casebook) -> None:
    async with at_packet(clear, WIDE) as (_app, _pilot, screen):
        assert "[Client] was well." in page(screen)
        clear.add_note(CODE, body="Later on.", sign=True)
        await until(lambda: "Later on." in page(screen))
        clear.add_case(alias="Pak T", size="individual")
        assert screen._making is None, "another case has nothing to do with it"


async def test_words_of_many_cases_say_of_which(clear: Casebook) -> None:
    other = clear.add_case(alias="Pak T", size="individual", client_name="Tono Wijaya").code
    clear.add_note(other, body=f"Tono came with {FIRST}.", sign=True)
    clear.add_note(CODE, body=f"Siti came with {FIRST}.", sign=True)
    async with at_packet(clear, WIDE, kind="notes") as (app, pilot, screen):
        assert [(word.code, word.text) for word in screen.words.words] == [(CODE, FIRST), (other, FIRST)]
        await see(app, f"{other} · unknown word with a capital")
        await pilot.press("down", "t", "enter")
        await made(app)
        assert screen.words.words == [], "who is known in one case is masked in the others"
        assert f"[Client] came with [Client, {other}]." in page(screen)
    assert [word.subject for word in clear.folder_of(other).mask_words] == [CLIENT]
    assert clear.folder_of(CODE).mask_words == ()


# Writing it


async def test_nothing_leaves_while_words_are_left(doubtful: Casebook, documents: Path) -> None:
    async with at_packet(doubtful, format="md") as (app, pilot, screen):
        await pilot.press("tab", "enter")
        assert said(app) == "3 words to decide about first: m masks, y lets stand."
        await see(app, "unknown word with a capital")
        await pilot.press("y", "y", "enter")
        await until(lambda: said(app) == "1 word to decide about first: m masks it, y lets it stand.")
        assert files(documents) == []
        assert app.screen is screen
        await pilot.press("y", "enter")
        await until(lambda: isinstance(app.screen, BoardScreen))
        assert len(files(documents)) == 1


async def test_escape_stops_the_writing(clear: Casebook, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with slow(monkeypatch, screen_room, "write", lambda *_: Written(b"x")) as going_on:
        async with at_packet(clear, format="md") as (app, pilot, screen):
            await pilot.press("enter")
            await see(app, "writing ...")
            assert [key for key, _word in screen.footer_keys()] == ["esc", "?"]
            await pilot.press("m", "tab", "escape")
            assert said(app) == "Stopped. Nothing was written."
            going_on.set()
            await asyncio.sleep(0.05)
            assert files(documents) == []
            assert app.screen is screen
            assert clear.outside() == []
            await pilot.press("enter")
            await until(lambda: isinstance(app.screen, BoardScreen))
            assert len(files(documents)) == 1


async def test_a_disk_that_refuses_is_said_and_leaves_nothing_behind(
    clear: Casebook, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_packet(clear, format="md") as (app, pilot, screen):
        documents.rmdir()
        await pilot.press("enter")
        await until(lambda: said(app) == "There is no such folder.")
        assert screen.query_one("Said").has_class("-trouble")
        documents.mkdir()
        with monkeypatch.context() as full:
            full.setattr(screen_room, "write", lambda *_: Written(b"x"))
            full.setattr(clear, "went_out", refuse)
            await pilot.press("enter")
            await until(lambda: said(app) == "The disk is full.")
            full.setattr(clear, "went_out", lambda *_, **__: 1 / 0)
            await pilot.press("enter")
            await until(lambda: said(app).startswith("The packet could not be written down in the book."))
        assert files(documents) == []
        monkeypatch.setattr(screen_room, "write", lambda *_: 1 / 0)
        await pilot.press("enter")
        await until(lambda: said(app).startswith("The file could not be written."))
        assert files(documents) == []
        assert app.screen is screen


async def test_characters_without_a_font_are_named(clear: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen_room, "write", lambda *_: Written(b"%PDF", "\u1200"))
    async with at_packet(clear) as (app, pilot, _screen):
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, BoardScreen))
        assert ["U+1200" in told.message for told in app._notifications] == [True]


def test_folders_are_told_from_home_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert from_home(tmp_path / "Documents") == "~/Documents"
    assert from_home(tmp_path) == "~"
    assert from_home(Path("/media/stick")) == "/media/stick"


async def test_the_footer_says_what_can_be_done_now(doubtful: Casebook) -> None:
    async with at_packet(doubtful) as (app, pilot, screen):
        assert [key for key, _word in screen.footer_keys()] == ["m", "y", "t", "esc", "tab", "+", "Y", "?"]
        await pilot.press("y")
        await made(app)
        assert [key for key, _word in screen.footer_keys()] == ["m", "y", "t", "esc", "tab", "+", "u", "?"]
        await pilot.press("y", "y")
        await made(app)
        assert [key for key, _word in screen.footer_keys()] == ["enter", "+", "u", "esc", "?"], "no word is left"
