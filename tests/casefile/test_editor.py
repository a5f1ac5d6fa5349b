"""Writing a note: nothing typed is lost, whatever happens, and only a signature locks it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from textual import events
from textual.pilot import Pilot

from store import Case, Casebook, NotSaved
from store.language import use
from store.language.moments import read_moment
from store.model import ContactMode, NoteFormat, NoteStatus
from tests.casefile.conftest import case_file, see, shown, until
from tests.conftest import MORNING
from tui.app import LingkarApp
from tui.casefile.editor import NoteEditor
from tui.casefile.screen import CaseFile
from tui.casefile.signing import SignForm
from tui.casefile.templates import is_untouched, outline
from tui.forms.moment import moment_examples

INTERVAL = NoteEditor.SAVE_AFTER


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NoteEditor, "SAVE_AFTER", 0.05)


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """No timer comes to save before the test is over."""
    monkeypatch.setattr(NoteEditor, "SAVE_AFTER", 600)


@asynccontextmanager
async def writing(app: LingkarApp, case: Case, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """A new note on a case, opened from its file."""
    async with case_file(app, case.code, size) as pilot:
        await pilot.press("n")
        await until(lambda: isinstance(app.screen, NoteEditor) and app.screen.focused)
        yield pilot


def bodies(book: Casebook, case: Case) -> list[str]:
    return [note.body for note in book.notes(case.code)]


async def test_the_draft_is_saved_while_typing_goes_on(
    app: LingkarApp, book: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NoteEditor, "SAVE_AFTER", 0.4)
    async with writing(app, case) as pilot:
        for _word in range(40):  # never pausing as long as the timer
            await pilot.press("a")
            if bodies(book, case):
                break
        assert bodies(book, case)
        await pilot.press(*" the end")
        await until(lambda: bodies(book, case)[0].endswith("the end"))
        await see(app, "draft saved 07:00")
        assert len(book.notes(case.code)) == 1


def test_the_interval_keeps_the_promise_of_two_seconds() -> None:
    assert INTERVAL <= 1.5


async def test_a_key_never_reads_the_whole_text(
    app: LingkarApp, book: Casebook, case: Case, late: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = book.add_note(case.code, body="kata kata\n" * 10_000)
    async with case_file(app, case.code) as pilot:
        app.push_screen(NoteEditor(case.code, note.id))
        await until(lambda: isinstance(app.screen, NoteEditor) and app.screen.focused)
        saves = 0
        save = NoteEditor.save

        def counted(editor: NoteEditor) -> bool:
            nonlocal saves
            saves += 1
            return save(editor)

        monkeypatch.setattr(NoteEditor, "save", counted)
        await pilot.press(*"abc")
        await pilot.pause()
        assert saves == 0
        app.screen.keep()  # type: ignore[attr-defined]
        assert saves == 1
        assert book.note(note.id).body.endswith("abc")


@pytest.mark.parametrize("key", ["ctrl+s", "escape"])
async def test_leaving_keeps_the_draft_and_says_so(
    app: LingkarApp, book: Casebook, case: Case, late: None, key: str
) -> None:
    async with writing(app, case) as pilot:
        await pilot.press(*"Bertemu", key)
        await until(lambda: isinstance(app.screen, CaseFile))
        assert bodies(book, case) == ["Bertemu"]
        await see(app, f"Draft on {case.code} kept")
        await pilot.press("2")
        await see(app, "draft")
        await pilot.press("u")
        await until(lambda: not bodies(book, case))


async def test_quitting_keeps_what_is_typed(app: LingkarApp, book: Casebook, case: Case, late: None) -> None:
    async with writing(app, case) as pilot:
        await pilot.press(*"Bertemu", "ctrl+q")
    assert bodies(book, case) == ["Bertemu"]


async def test_a_shutdown_keeps_what_is_typed(app: LingkarApp, book: Casebook, case: Case, late: None) -> None:
    async with writing(app, case) as pilot:
        await pilot.press(*"Bertemu")
        app._end_now()  # what SIGTERM and SIGHUP call
    assert bodies(book, case) == ["Bertemu"]


async def test_a_shutdown_with_a_full_disk_still_ends(
    app: LingkarApp, book: Casebook, case: Case, late: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **fields: object) -> None:
        raise NotSaved("The disk is full.")

    async with writing(app, case) as pilot:
        await pilot.press(*"Bertemu")
        monkeypatch.setattr(book, "write_draft", refuse)
        monkeypatch.setattr(book, "park", refuse)
        app._end_now()
    assert "could not be saved" in app.trouble


async def test_looking_at_a_draft_writes_nothing(app: LingkarApp, book: Casebook, case: Case) -> None:
    note = book.add_note(case.code, body="Bertemu")
    changes: list[object] = []
    book.subscribe(changes.append)
    async with case_file(app, case.code) as pilot:
        app.push_screen(NoteEditor(case.code, note.id))
        await until(lambda: isinstance(app.screen, NoteEditor) and app.screen.focused)
        await pilot.press("tab", "tab", "shift+tab")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CaseFile))
    assert not changes
    assert book.note(note.id) == note


async def test_losing_the_focus_saves(app: LingkarApp, book: Casebook, case: Case, late: None) -> None:
    async with writing(app, case) as pilot:
        await pilot.press(*"Bertemu", "tab")
        await until(lambda: bodies(book, case) == ["Bertemu"])


@pytest.mark.parametrize("key", ["ctrl+s", "escape", "ctrl+d", "ctrl+q"])
async def test_an_empty_note_leaves_nothing_behind(app: LingkarApp, book: Casebook, case: Case, key: str) -> None:
    async with writing(app, case) as pilot:
        await pilot.press("a")
        await until(lambda: bodies(book, case) == ["a"])
        await pilot.press("backspace", key)
        await until(lambda: not isinstance(app.screen, NoteEditor) or not app.is_running or bodies(book, case) != ["a"])
        if key == "ctrl+d" and isinstance(app.screen, NoteEditor | CaseFile) is False:
            await pilot.press("y")
        await until(lambda: not bodies(book, case))


async def test_a_new_note_with_nothing_in_it_is_not_said_to_be_a_draft_that_went(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    async with writing(app, case) as pilot:
        await pilot.press("x")
        await until(lambda: bodies(book, case))
        await pilot.press("backspace", "escape")
        await until(lambda: isinstance(app.screen, CaseFile))
        await see(app, "Nothing was written, so no note was kept")
    assert not book.notes(case.code)


async def test_beside_a_draft_that_waits_a_new_note_says_so(app: LingkarApp, book: Casebook, case: Case) -> None:
    book.add_note(case.code, body="half", contact_at=MORNING - timedelta(hours=5))
    async with writing(app, case):
        await see(app, "Another draft, of 21 Nov 2026 02:00, waits in the notes")


async def test_opening_and_closing_writes_nothing(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with writing(app, case) as pilot:
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CaseFile))
        assert "kept" not in shown(app)
        await pilot.press("u")  # nothing of the note is there to undo: the case itself is
        await see(app, "Undone")


async def test_signing_asks_and_locks(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with writing(app, case) as pilot:
        await pilot.press("ctrl+g")
        await see(app, "There is nothing to sign yet.")
        await pilot.press(*"Bertemu", "tab", "tab", *"home", "enter", "ctrl+g")
        await see(app, "Sign this note?")
        await pilot.press("enter")
        assert isinstance(app.screen, SignForm), "enter neither signs nor leaves"
        await pilot.press("escape")
        await see(app, "Not signed; it is still a draft.")
        assert isinstance(app.screen, NoteEditor)
        assert all(note.is_draft for note in book.notes(case.code))
        await pilot.press("ctrl+g")
        await see(app, "Sign this note?")
        await pilot.press("ctrl+g")
        await until(lambda: isinstance(app.screen, CaseFile))
        note = book.notes(case.code)[0]
        assert (note.status, note.body) == (NoteStatus.SIGNED, "Bertemu")
        assert (note.mode, note.outcome) == (ContactMode.HOME_VISIT, "reached")


async def test_a_contact_that_nobody_stated_counts_nowhere_and_is_asked_for_at_the_signature(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    async with writing(app, case) as pilot:
        await pilot.press(*"Bertemu")
        await until(lambda: bodies(book, case) == ["Bertemu"])
        assert shown(app).count("choose") == 2  # neither the mode nor the outcome
        assert book.last_reached(case.code) is None
        await pilot.press("ctrl+g", "ctrl+g", "ctrl+s")
        await see(app, "This is needed.")  # neither the key that asked nor the one that saves states a contact
        assert all(note.is_draft for note in book.notes(case.code))
        await pilot.press("h", "tab", "n", "ctrl+s")
        await until(lambda: isinstance(app.screen, CaseFile))
        note = book.notes(case.code)[0]
        assert (note.status, note.mode, note.outcome) == (NoteStatus.SIGNED, ContactMode.HOME_VISIT, "no_answer")
        await pilot.press("u")
        await until(lambda: book.note(note.id).is_draft)
        assert book.note(note.id).is_unstated


async def test_words_of_the_note_typed_on_a_fact_choose_nothing(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with writing(app, case) as pilot:
        await pilot.press("tab", "tab", *"She was not at home")
        await see(app, "not a line to write in")
        assert app.screen.facts.values["mode"] == ContactMode.ADMIN  # type: ignore[attr-defined]
        assert not app.screen.facts.is_contact_stated  # type: ignore[attr-defined]


async def test_discarding_asks_and_can_be_undone(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with writing(app, case) as pilot:
        await pilot.press(*"Bertemu")
        await until(lambda: bodies(book, case) == ["Bertemu"])
        await pilot.press("ctrl+d")
        await see(app, "Discard this draft?")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, NoteEditor))
        await pilot.press("ctrl+d", "y")
        await until(lambda: isinstance(app.screen, CaseFile))
        assert not bodies(book, case)
        await pilot.press("u")
        await until(lambda: bodies(book, case) == ["Bertemu"])


async def test_a_disk_that_refuses_loses_nothing(
    app: LingkarApp, book: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with writing(app, case) as pilot:
        await pilot.press(*"Before ")
        await until(lambda: bodies(book, case))
        real = book.write_draft

        def refuse(*args: object, **fields: object) -> None:
            raise NotSaved("The disk is full.")

        monkeypatch.setattr(book, "write_draft", refuse)
        await pilot.press(*"after")
        await see(app, "The disk is full.")
        await pilot.press("escape")  # would lose it, so it asks
        await see(app, "Throw away what you typed?")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, NoteEditor))
        assert app.screen.area.text == "Before after"  # type: ignore[attr-defined]
        monkeypatch.setattr(book, "write_draft", real)  # room again: it keeps trying by itself
        await until(lambda: bodies(book, case) == ["Before after"])
        await see(app, "draft saved")


async def test_resizing_while_typing_loses_nothing(app: LingkarApp, book: Casebook, case: Case, late: None) -> None:
    async with writing(app, case, (140, 40)) as pilot:
        for size in ((60, 20), (80, 24), (40, 12), (200, 60)):
            await pilot.press(*"word ")
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await pilot.press("escape")
        await until(lambda: bodies(book, case) == ["word word word word"])


async def test_outlines_come_and_go_but_never_over_what_was_typed(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with writing(app, case) as pilot:
        screen = app.screen
        assert isinstance(screen, NoteEditor)
        screen.facts.format.focus()
        await pilot.press("right", "right", "right")
        await until(lambda: screen.area.text == outline(NoteFormat.SOAP))
        await pilot.press("right")
        await until(lambda: screen.area.text == outline(NoteFormat.DAP))
        assert not bodies(book, case)  # an outline alone is nothing yet
        await pilot.press("enter", *"Seen")
        await until(lambda: screen.area.text.startswith("Data:\nSeen\n"))
        screen.facts.format.focus()
        await pilot.press("right")
        await see(app, "Your text stays as it is")
        assert screen.area.text.startswith("Data:\nSeen\n")
        await until(lambda: [note.format for note in book.notes(case.code)] == [NoteFormat.BIRP])


@pytest.mark.parametrize("language", ["en", "id"])
def test_an_outline_alone_is_untouched_in_both_languages(language: str) -> None:
    use(language)
    for format in NoteFormat:
        assert is_untouched(outline(format))
        assert not is_untouched(outline(format) + "word")
    assert outline(NoteFormat.SOAP).count(":\n\n") == 4


async def test_the_facts_are_kept_with_the_text(app: LingkarApp, book: Casebook, case: Case) -> None:
    book.add_note(case.code, body="Earlier", mode="office", sign=True, at=MORNING - timedelta(days=5))
    async with writing(app, case) as pilot:
        screen = app.screen
        assert isinstance(screen, NoteEditor)
        assert screen.facts.mode.cursor is None  # nothing is claimed
        await pilot.press(*"Text", "tab")
        assert screen.focused is screen.facts.moment
        screen.facts.moment.value = "yesterday 14.15"
        await pilot.press("tab", *"tele", "tab", *"no", "tab", "tab", "right", "enter", *"!")
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(app.screen, CaseFile))
    note = next(note for note in book.notes(case.code) if note.is_draft)
    assert note.contact_at == MORNING.replace(day=20, hour=14, minute=15)
    assert (note.mode, note.outcome, note.private) == (ContactMode.PHONE, "no_answer", True)
    assert note.body == "Text!"


async def test_a_moment_that_is_none_is_said_and_the_text_is_saved(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with writing(app, case) as pilot:
        app.screen.facts.moment.value = "31 Feb"  # type: ignore[attr-defined]
        await pilot.press(*"Text")
        await until(lambda: bodies(book, case) == ["Text"])
        await see(app, "is not a day")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CaseFile))
        await see(app, f"Draft on {case.code} kept.")
        await see(app, "is not a day")
        await see(app, "The contact stays at 21 Nov 2026 07:00.")


async def test_a_moment_that_has_not_come_is_said_and_the_text_is_saved(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    async with writing(app, case) as pilot:
        app.screen.facts.moment.focus()  # type: ignore[attr-defined]
        await pilot.press("up")
        app.screen.area.focus()  # type: ignore[attr-defined]
        await pilot.press(*"Text")
        await until(lambda: bodies(book, case) == ["Text"])
        await see(app, "This has not come yet.")
        assert [note.contact_at for note in book.notes(case.code)] == [MORNING]
        app.screen.facts.moment.focus()  # type: ignore[attr-defined]
        await pilot.press("down", "down")  # back past today
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(app.screen, CaseFile))
    assert [note.contact_at for note in book.notes(case.code)] == [MORNING - timedelta(days=1)]


@pytest.mark.parametrize("key", ["ctrl+s", "escape"])
async def test_an_unreadable_moment_holds_nobody_where_nothing_is_written(
    app: LingkarApp, book: Casebook, case: Case, key: str
) -> None:
    async with writing(app, case) as pilot:
        app.screen.facts.moment.value = "31 Feb"  # type: ignore[attr-defined]
        await pilot.press(key)
        await until(lambda: isinstance(app.screen, CaseFile))
        assert not bodies(book, case)


async def test_choosing_the_mode_begins_at_the_last_contact_with_the_client(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    modes = []
    for days, mode in ((9, "admin"), (5, "office"), (3, "collateral"), (1, "admin")):
        book.add_note(case.code, body="x", mode=mode, at=MORNING - timedelta(days=days))
        async with writing(LingkarApp(book), case) as pilot:
            await pilot.press("tab", "tab", "space", "enter")
            await pilot.pause()
            modes.append(pilot.app.screen.facts.mode.value)  # type: ignore[attr-defined]
    assert modes == ["home_visit", "office", "office", "office"]


def test_moments_as_people_write_them() -> None:
    known = MORNING.replace(day=18, hour=16, minute=45)

    def read(text: str) -> str:
        return read_moment(text, known, MORNING).strftime("%d %H:%M")

    assert read("20 Nov 2026 09.30") == "20 09:30"
    assert read("yesterday 14:00") == "20 14:00"
    assert read("kemarin") == "20 16:45"
    assert read("8.05") == "18 08:05"
    assert read("now") == "21 07:00"
    for wrong in ("", "25.00", "kemarin 9.75", "soon"):
        with pytest.raises(ValueError, match=r"."):
            read(wrong)


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_example_of_a_moment_can_be_typed_and_has_come(language: str) -> None:
    use(language)
    now = MORNING.replace(hour=23)
    examples = moment_examples(now).removesuffix(".").split(", ")
    assert len(examples) == 4
    assert all(read_moment(example, now, now) <= now for example in examples)


async def test_hostile_text_in_the_editor(app: LingkarApp, book: Casebook) -> None:
    case = book.add_case(alias="[/] [bold]x", size="family")
    note = book.add_note(case.code, body="[/] [bold] \x1b[2J \U0001f468\u200d\U0001f469 " + "y" * 20_000)
    for size in ((60, 20), (80, 24), (140, 40)):
        again = LingkarApp(book)
        async with case_file(again, case.code, size) as pilot:
            again.push_screen(NoteEditor(case.code, note.id))
            await until(lambda app=again: isinstance(app.screen, NoteEditor))
            await see(again, "[/] [bold]x")
            await pilot.press("!")
            await pilot.pause()
            assert "\x1b" not in shown(again)
            assert not again.trouble


async def test_what_was_pasted_is_taken_back_and_put_there_again_and_the_help_says_how(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    async with writing(app, case) as pilot:
        await pilot.press(*"Before. ")
        app.post_message(events.Paste("Three long\npasted lines\nof text."))
        await see(app, "pasted lines")
        await pilot.press("ctrl+z")
        await until(lambda: "pasted" not in shown(app))
        await see(app, "Before.")
        await pilot.press("ctrl+y")
        await see(app, "pasted lines")
        await pilot.press("f1")
        await see(app, "ctrl+z, ctrl+y")
        await see(app, "take back what was typed or pasted last")
        await pilot.press("escape")
        await until(lambda: bodies(book, case)[-1].endswith("of text."))


@pytest.mark.parametrize(("key", "kept"), [("ctrl+s", True), ("ctrl+g", False)])
async def test_a_fact_picked_in_an_open_list_is_kept_with_the_draft(
    book: Casebook, case: Case, app: LingkarApp, key: str, kept: bool
) -> None:
    async with case_file(app, case.code) as pilot:
        await pilot.press("n", *"Called", "tab", "tab", "space", "down", key)
        await until(lambda: isinstance(app.screen, CaseFile if kept else SignForm))
        (note,) = book.notes(case.code)
        assert (note.body, note.is_unstated) == ("Called", False)
