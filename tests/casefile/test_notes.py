"""The list of notes and the reader: what the keys do, and that thousands of notes cost what a few do."""

from datetime import timedelta

import pytest

from store import Case, Casebook
from store.language import _, use
from store.language.formats import moment_text
from store.model import ContactMode, NoteStatus
from tests.casefile.conftest import case_file, many_notes, see, shown, until
from tui.app import LingkarApp
from tui.casefile.editor import NoteEditor
from tui.casefile.note_list import ROWS, NoteList
from tui.casefile.reader import NoteReader
from tui.casefile.screen import CaseFile
from tui.casefile.write_form import WriteForm
from tui.intake.case_form import CaseForm


async def test_five_thousand_notes_draw_only_what_is_in_sight(app: LingkarApp, book: Casebook, case: Case) -> None:
    book.add_records(many_notes(case, 5000))
    async with case_file(app, case.code) as pilot:
        await pilot.press("2")
        await see(app, "Notes 5000")
        notes = app.screen.query_one(NoteList)
        visible = notes.size.height // ROWS + 2
        assert notes.drawn <= 4 * visible  # opened, laid out, styled: a few times what is in sight, not five thousand
        await pilot.pause(0.2)  # the last of the first drawing
        drawn = notes.drawn
        await pilot.press("j", "j", "j")
        await pilot.pause()
        assert notes.drawn - drawn <= 2 * 3  # the note left and the note reached, each time
        drawn = notes.drawn
        await pilot.press("G")
        await see(app, "number 4999")
        assert notes.drawn - drawn <= visible
        drawn = notes.drawn
        await pilot.press("pageup", "g")
        await see(app, "number 0")
        assert notes.drawn - drawn <= 2 * visible
        assert notes.cursor == 0


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("width", [60, 40])
async def test_without_notes_it_is_told_whole_how_to_begin(
    app: LingkarApp, case: Case, language: str, width: int
) -> None:
    use(language)
    async with case_file(app, case.code, (width, 20)) as pilot:
        await pilot.press("2")
        for sentence in (_("No notes yet."), _("A note keeps what happened in one contact, and when.")):
            await see(app, sentence)
        await see(app, _("Press {key} to write the first one.").format(key="n"))


async def test_the_words_of_a_note_in_the_list(app: LingkarApp, book: Casebook, case: Case) -> None:
    late = book.clock() - timedelta(days=3)
    book.add_note(case.code, body="First", mode="home_visit", outcome="no_answer", at=late, private=True)
    other = book.add_note(case.code, body="Second\n\nmore of it", mode="phone", sign=True)
    book.void_note(other.id, "Wrong client")
    async with case_file(app, case.code, (110, 30)) as pilot:
        await pilot.press("2")
        await see(app, "Home visit · No answer or not there draft · late entry · private")
        text = shown(app)
        assert "voided" in text
        assert "Second more of it" in text


async def test_in_a_narrow_window_the_state_of_a_note_stands_and_the_contact_is_cut(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    book.add_note(case.code, body="Word", mode="home_visit", outcome="reached", sign=True)
    book.add_note(case.code, body="Word", mode="home_visit", outcome="no_answer", sign=True)
    book.add_note(case.code, body="Word", mode="home_visit", outcome="no_answer")
    book.add_note(case.code, body="(?) Is this right", mode="home_visit", outcome="no_answer")
    async with case_file(app, case.code, (60, 24)) as pilot:
        await pilot.press("2")
        await see(app, "Home visit · Reached signed")
        firsts = [" ".join(line.strip(" ┃").split()) for line in shown(app).splitlines() if " · Home visit" in line]
        assert sorted(firsts) == [
            "21 Nov 2026 07:00 · Home visit · No answer or … draft",
            "21 Nov 2026 07:00 · Home visit · No answer or… signed",
            "21 Nov 2026 07:00 · Home visit · Reached signed",
            "21 Nov 2026 07:00 · Home visit · … draft · 1 question",
        ]


async def test_the_preview_stands_beside_the_list_only_where_there_is_room(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    book.add_records(many_notes(case, 3))
    async with case_file(app, case.code, (140, 40)) as pilot:
        await pilot.press("2", "j")
        preview = app.screen.query_one("#preview")
        await until(lambda: "number 1" in preview.plain)  # type: ignore[attr-defined]
        await pilot.resize_terminal(80, 24)
        await until(lambda: not preview.display)
        await pilot.resize_terminal(130, 30)
        await until(lambda: preview.display and "number 1" in preview.plain)  # type: ignore[attr-defined]


async def test_enter_opens_a_draft_to_write_and_a_signed_note_to_read(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    book.add_note(case.code, body="A draft")
    book.add_note(case.code, body="Signed\n" * 60, sign=True, at=book.clock() - timedelta(days=1))
    async with case_file(app, case.code) as pilot:
        await pilot.press("2", "enter")
        await until(lambda: isinstance(app.screen, NoteEditor))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CaseFile))
        await pilot.press("j", "enter")
        await until(lambda: isinstance(app.screen, NoteReader))
        await see(app, "signed 21 Nov 2026")
        assert "signed ·" not in shown(app), "it is said once"
        page = app.screen.query_one("Page")
        await pilot.press("G")
        await until(lambda: page.top > 30)  # type: ignore[attr-defined]
        await pilot.press("k", "pageup", "g")
        await until(lambda: page.top == 0)  # type: ignore[attr-defined]
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CaseFile))


@pytest.mark.parametrize("key", ["ctrl+s", "ctrl+g"])
async def test_an_addendum_keeps_the_original(app: LingkarApp, book: Casebook, case: Case, key: str) -> None:
    note = book.add_note(case.code, body="What was signed", sign=True)
    async with case_file(app, case.code) as pilot:
        await pilot.press("2", "enter")
        await until(lambda: isinstance(app.screen, NoteReader))
        await pilot.press("+")
        await until(lambda: isinstance(app.screen, WriteForm))
        await pilot.press(key)
        await see(app, "This is needed.")
        await pilot.press(*"Added", key)
        await until(lambda: isinstance(app.screen, NoteReader))
        await see(app, "Addendum, 21 Nov 2026 07:00 Added")
        assert "What was signed" in shown(app)
        kept = book.note(note.id)
        assert (kept.body, kept.status) == ("What was signed", NoteStatus.AMENDED)
        assert [each.text for each in kept.addenda] == ["Added"]
        await pilot.press("u")
        await until(lambda: book.note(note.id).status is NoteStatus.SIGNED)
        await until(lambda: "Added" not in shown(app))


async def test_leaving_an_addendum_asks_and_a_sudden_end_keeps_it_for_the_next_start(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    note = book.add_note(case.code, body="What was signed", sign=True)
    async with case_file(app, case.code) as pilot:
        await pilot.press("2", "+")
        await until(lambda: isinstance(app.screen, WriteForm))
        await pilot.press(*"half a", "escape")
        await see(app, "Throw away what you typed?")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, WriteForm))
        await pilot.press("ctrl+q")
        await see(app, "Throw away what you typed?")
        await pilot.press("escape")
        app._end_now()  # the window was closed
    assert book.note(note.id).addenda == ()
    again = LingkarApp(book)
    async with again.run_test(size=(80, 24)) as pilot:
        await until(lambda: isinstance(again.screen, WriteForm))
        await pilot.press(*" page", "ctrl+s")
        await until(lambda: [each.text for each in book.note(note.id).addenda] == ["half a page"])


async def test_voiding_asks_for_a_reason(app: LingkarApp, book: Casebook, case: Case) -> None:
    note = book.add_note(case.code, body="Not this client", sign=True)
    async with case_file(app, case.code) as pilot:
        await pilot.press("2", "v")
        await until(lambda: isinstance(app.screen, WriteForm))
        await pilot.press("ctrl+s")
        await see(app, "This is needed.")
        await pilot.press(*"mixed up", "ctrl+s")
        await until(lambda: isinstance(app.screen, CaseFile))
        assert book.note(note.id).void_reason == "mixed up"
        await pilot.press("enter")
        await see(app, "Voided, and kept for the record. Why: mixed up")
        assert "Not this client" in shown(app)


async def test_signing_from_the_list_asks_and_takes_the_same_key(app: LingkarApp, book: Casebook, case: Case) -> None:
    note = book.add_note(case.code, body="A draft", mode="phone")
    async with case_file(app, case.code) as pilot:
        await pilot.press("2", "ctrl+g")
        await see(app, "Sign this note?")
        assert f"{moment_text(note.contact_at)} · Telephone · Reached" in shown(app)
        await pilot.press("enter", "escape")
        await see(app, "Not signed; it is still a draft.")
        assert book.note(note.id).is_draft
        await pilot.press("ctrl+g")
        await see(app, "Sign this note?")
        await pilot.press("ctrl+g")
        await see(app, "signed")
        assert book.note(note.id).status is NoteStatus.SIGNED


async def test_a_draft_can_be_thrown_away_from_the_list_and_what_is_signed_cannot(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    signed = book.add_note(case.code, body="Kept", sign=True)
    draft = book.add_note(case.code, body="A slip")
    async with case_file(app, case.code, (140, 40)) as pilot:
        await pilot.press("2", "D")
        await see(app, "Discard this draft?")
        await pilot.press("enter")
        assert len(book.notes(case.code)) == 2
        await pilot.press("D", "y")
        await until(lambda: [note.id for note in book.notes(case.code)] == [signed.id])
        await pilot.press("D", "y")
        assert book.notes(case.code)
        await pilot.press("u")
        await until(lambda: any(note.id == draft.id for note in book.notes(case.code)))


@pytest.mark.parametrize("language", ["en", "id"])
async def test_a_contact_that_nobody_stated_is_asked_for_in_the_list_too(
    app: LingkarApp, book: Casebook, case: Case, language: str
) -> None:
    book.add_note(case.code, body="A draft")
    use(language)
    async with case_file(app, case.code) as pilot:
        await pilot.press("2")
        await see(app, _("contact not chosen yet"))
        await pilot.press("ctrl+g")
        await see(app, _("How was the contact?"))
        await pilot.press(ContactMode.ADMIN.label[0].lower(), "ctrl+s")
        await until(lambda: book.notes(case.code)[0].is_signed)
        await see(app, ContactMode.ADMIN.label)


async def test_how_long_a_signature_can_be_taken_back_is_said(app: LingkarApp, book: Casebook, case: Case) -> None:
    note = book.add_note(case.code, body="A draft", mode="phone")
    async with case_file(app, case.code, (140, 40)) as pilot:
        await pilot.press("2", "ctrl+g")
        await see(app, "signature back while it is the last act.")
        await pilot.press("ctrl+s")
        await see(app, f"Note on {case.code} signed · u takes it back while it is the last act")
        await pilot.press("u")
        await see(app, f"Signature under the note on {case.code} taken back; it is a draft again")
        assert book.note(note.id).is_draft


async def test_hidden_text_hides_notes_and_keeps_drafts_closed(app: LingkarApp, book: Casebook, case: Case) -> None:
    book.add_note(case.code, body="Secret words")
    async with case_file(app, case.code, (140, 40)) as pilot:
        await pilot.press("2", "asterisk", "enter")
        await see(app, "Client text is hidden; press * to show it first.")
        assert "Secret" not in shown(app)
        assert isinstance(app.screen, CaseFile)


async def test_hidden_text_keeps_the_form_closed_and_new_notes_open(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    book.advance(case.code, reason="Told as a story for a test.")
    async with case_file(app, case.code) as pilot:
        await pilot.press("asterisk", "e")
        await see(app, "Client text is hidden; press * to show it first.")
        assert isinstance(app.screen, CaseFile)
        for key in ("n", "t", "b", "o", "d", "w"):  # what shows nothing that was typed before
            await pilot.press(key)
            await until(lambda: not isinstance(app.screen, CaseFile) and app.screen.is_mounted)
            await pilot.pause()
            assert not any(secret in shown(app) for secret in ("Bu S", "berhenti")), key
            await pilot.press("escape")
            await until(lambda: isinstance(app.screen, CaseFile))
        await pilot.press("asterisk", "e")
        await until(lambda: isinstance(app.screen, CaseForm))


async def test_a_note_of_100_kb_is_read_to_its_end(app: LingkarApp, book: Casebook, case: Case) -> None:
    book.add_note(case.code, body="é字 " * 25_000 + "THE END", sign=True)
    async with case_file(app, case.code, (140, 40)) as pilot:
        await pilot.press("2", "enter")
        await until(lambda: isinstance(app.screen, NoteReader))
        await pilot.press("G")
        await see(app, "THE END")
        assert len(app.screen.query_one("Page")._strips) < 200  # type: ignore[attr-defined]  # only what was in sight
