"""Signing a note that tells of the contact that was planned: the day of the next one is asked for with it."""

from datetime import date, timedelta

import pytest

from store import Case, Casebook, Note
from tests.casebook.scene import CLOSING
from tests.casefile.conftest import case_file, until
from tests.forms.host import under
from tui.app import LingkarApp
from tui.casefile.editor import NoteEditor
from tui.casefile.signing import SignForm


@pytest.fixture
def visit(book: Casebook, case: Case) -> Note:
    """A visit on the day of the planned contact, not signed yet."""
    book.set_next_contact(case.code, book.today())
    at = book.clock() + timedelta(minutes=1)  # it was planned before
    return book.add_note(case.code, body="Home visit.", mode="home_visit", outcome="reached", contact_at=at)


async def sign(app: LingkarApp, note: Note) -> None:
    app.push_screen(NoteEditor(note.case_code, note.id))
    await until(lambda: isinstance(app.screen, NoteEditor) and app.screen.focused)
    app.screen.action_sign()  # type: ignore[attr-defined]
    await until(lambda: isinstance(app.screen, SignForm) and app.screen.is_mounted)


async def test_the_next_contact_is_planned_with_the_signature(app: LingkarApp, book: Casebook, visit: Note) -> None:
    async with case_file(app, visit.case_code) as pilot:
        await sign(app, visit)
        assert [field.key for field in app.screen.fields] == ["next_contact"], "how it was is said"  # type: ignore[attr-defined]
        assert "Empty: no next contact." in under(app.screen.field("next_contact"))  # type: ignore[attr-defined]
        await pilot.press("+", "7", "ctrl+s")
        await until(lambda: book.note(visit.id).is_signed)
    case = book.case(visit.case_code)
    assert case.next_contact == book.today() + timedelta(days=7)
    book.undo()
    assert book.case(case.code).next_contact == book.today()
    assert book.note(visit.id).is_draft


async def test_without_a_day_there_is_none(app: LingkarApp, book: Casebook, visit: Note) -> None:
    async with case_file(app, visit.case_code) as pilot:
        await sign(app, visit)
        await pilot.press("ctrl+s")
        await until(lambda: book.note(visit.id).is_signed)
    assert book.case(visit.case_code).next_contact is None


async def test_the_list_of_notes_asks_for_the_next_contact_too(app: LingkarApp, book: Casebook, visit: Note) -> None:
    book.set_next_contact(visit.case_code, None)
    async with case_file(app, visit.case_code) as pilot:
        await pilot.press("2", "ctrl+g")
        await until(lambda: isinstance(app.screen, SignForm) and app.screen.is_mounted)
        await pilot.press("+", "7", "ctrl+g")
        await until(lambda: book.note(visit.id).is_signed)
    assert book.case(visit.case_code).next_contact == book.today() + timedelta(days=7)


async def test_a_closed_case_has_no_next_contact(app: LingkarApp, book: Casebook, visit: Note) -> None:
    book.terminate(visit.case_code, **CLOSING)
    async with case_file(app, visit.case_code) as pilot:
        await sign(app, visit)
        assert not app.screen.fields  # type: ignore[attr-defined]
        await pilot.press("enter", "ctrl+g")
        await until(lambda: book.note(visit.id).is_signed)


@pytest.mark.parametrize("planned", [None, date(2030, 1, 1)])
async def test_it_is_the_same_form_where_the_planned_day_stays(
    app: LingkarApp, book: Casebook, visit: Note, planned: date | None
) -> None:
    book.set_next_contact(visit.case_code, planned)
    async with case_file(app, visit.case_code) as pilot:
        await sign(app, visit)
        assert ("stays as it is" if planned else "Empty: no next contact.") in under(app.screen.field("next_contact"))  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(lambda: book.note(visit.id).is_signed)
    assert book.case(visit.case_code).next_contact == planned


async def test_what_kind_of_contact_it_was_says_what_becomes_of_the_day(
    app: LingkarApp, book: Casebook, visit: Note
) -> None:
    book.discard_draft(visit.id)
    note = book.write_draft(visit.case_code, "unstated", session="s", body="Seen.", contact_at=visit.contact_at)
    async with case_file(app, visit.case_code):
        await sign(app, note)
        day, mode = (app.screen.field(key) for key in ("next_contact", "mode"))  # type: ignore[attr-defined]
        assert "stands until the client is reached" in under(day)
        mode.choice.choose([value for value, _words in mode.choice.options].index("phone"))
        await until(lambda: "Empty: no next contact." in under(day))
