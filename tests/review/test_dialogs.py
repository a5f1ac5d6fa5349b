"""The dialogs of the review: a contact written down in seconds, putting off, planning the next review."""

from datetime import date, timedelta

import pytest

from store import Casebook
from store.model import Flag
from store.model.case import PutOff
from tests.casework.forms import brought_back
from tests.conftest import MORNING
from tests.forms.host import CLEANED, HOSTILE, SIZES, assert_nothing_cut, break_disk, fill, opened, shown, speak

from tests.forms.host import trouble, under, until  # isort: skip
from tests.review.conftest import TODAY
from tui.forms.form import Form
from tui.moves.log_contact import LogContactDialog
from tui.moves.next_review import NextReviewDialog
from tui.moves.put_off import PutOffDialog


@pytest.fixture
def code(book: Casebook) -> str:
    return book.add_case(alias="Bu [/] S", size="family", risk_level="low").code


async def test_enter_writes_down_the_usual_contact_and_everything_can_be_said(book: Casebook, code: str) -> None:
    book.add_note(code, body="x", mode="phone", at=MORNING - timedelta(2))
    async with opened(book, LogContactDialog(code)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    note = book.notes(code)[0]
    assert (note.mode, note.outcome, note.contact_at, note.body) == ("phone", "reached", MORNING, "")
    dialog = LogContactDialog(code)
    async with opened(book, dialog) as pilot:
        await fill(pilot, mode="home_visit", outcome="no_answer", at="yesterday 23.30", body=HOSTILE, next_contact="+7")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    note = next(each for each in book.notes(code) if each.outcome == "no_answer")
    assert (note.mode, note.body) == ("home_visit", " ".join(CLEANED.split()))
    assert note.contact_at == MORNING.replace(day=20, hour=23, minute=30)
    assert book.case(code).next_contact == TODAY + timedelta(7)
    assert note.is_draft


async def test_a_few_words_can_be_signed_at_once(book: Casebook, code: str) -> None:
    dialog = LogContactDialog(code)
    async with opened(book, dialog) as pilot:
        assert "sign" not in [field.key for field in dialog.fields], "there is nothing to sign"
        await fill(pilot, mode="phone", body="Anak sudah masuk sekolah.")
        await until(pilot, lambda: "sign" in [field.key for field in dialog.fields])
        assert not dialog.field("sign").value
        dialog.field("sign").control.focus()
        await pilot.press("space", "enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    (note,) = book.notes(code)
    assert (note.body, note.is_signed) == ("Anak sudah masuk sekolah.", True)


async def test_what_has_no_words_any_more_is_not_signed(book: Casebook, code: str) -> None:
    dialog = LogContactDialog(code)
    async with opened(book, dialog) as pilot:
        await fill(pilot, mode="phone", body="x")
        dialog.field("sign").retype("yes")
        assert dialog.field("sign").value
        await fill(pilot, body="")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.notes(code)[0].is_draft


async def test_a_contact_that_has_not_come_yet_is_no_contact(book: Casebook, code: str) -> None:
    book.set_next_contact(code, TODAY)
    dialog = LogContactDialog(code)
    async with opened(book, dialog) as pilot:
        for moment, sentence in (("tomorrow", "This has not come yet."), ("25.70", "is not a time of day")):
            await fill(pilot, at=moment)
            await pilot.press("enter")
            assert sentence in under(dialog.field("at"))
        dialog.field("at").control.focus()
        await fill(pilot, at="06.30")
        assert "21 Nov 2026 06:30" in under(dialog.field("at"))
        await pilot.press("down", "down", "up")
        assert dialog.field("at").value == MORNING.replace(day=20, hour=6, minute=30)
        break_disk(book)
        await pilot.press("ctrl+s")
        assert "The disk is full." in trouble(pilot.app)
        assert pilot.app.answers == []
    assert book.notes(code) == []


async def test_what_has_come_since_the_dialog_opened_is_a_contact(book: Casebook, code: str) -> None:
    dialog, hour = LogContactDialog(code), [7]
    book.clock = lambda: MORNING.replace(hour=hour[0])  # type: ignore[method-assign]
    async with opened(book, dialog) as pilot:
        hour[0] = 8
        await fill(pilot, at="08.01")
        await pilot.press("enter")
        assert "This has not come yet." in under(dialog.field("at"))
        await fill(pilot, at="07.40")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.notes(code)[0].contact_at == MORNING.replace(minute=40)


async def test_a_contact_needs_its_moment(book: Casebook, code: str) -> None:
    dialog = LogContactDialog(code)
    async with opened(book, dialog) as pilot:
        await fill(pilot, at="")
        await pilot.press("enter")
        assert "This is needed." in under(dialog.field("at"))
    assert book.notes(code) == []


async def test_what_becomes_of_the_planned_day_follows_what_was_done(book: Casebook) -> None:
    code = book.add_case(alias="Bu S", size="family", next_contact=TODAY).code
    stands, stays, goes = "21 Nov 2026 stands until the client is reached.", "21 Nov 2026 stays as it is.", "no next"
    dialog = LogContactDialog(code)
    async with opened(book, dialog) as pilot:
        for done, told in (
            ({}, goes),
            ({"outcome": "no_answer"}, stands),
            ({"outcome": "reached"}, goes),
            ({"mode": "collateral"}, stands),
            ({"mode": "phone", "at": "yesterday 09.00"}, stays),
        ):
            await fill(pilot, **done)
            await pilot.pause()
            assert f"Empty: {told}" in under(dialog.field("next_contact")), done
        await fill(pilot, at="06.30")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).next_contact is None, "as it was told"


async def test_a_closed_case_is_asked_for_no_next_contact(book: Casebook, code: str) -> None:
    book.terminate(code, reason="died", outcome="unknown", summary="x", override="y" * 20)
    dialog = LogContactDialog(code)
    async with opened(book, dialog) as pilot:
        assert [field.key for field in dialog.fields] == ["mode", "outcome", "at", "body"]
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.answers == [code])


async def test_putting_off_needs_a_reason_and_a_day_to_come(book: Casebook, code: str) -> None:
    dialog = PutOffDialog(code)
    async with opened(book, dialog) as pilot:
        assert "It goes on to speak of dangers" in " ".join(shown(pilot.app).replace("│", " ").split())
        await pilot.press("enter")
        assert "This is needed." in under(dialog.field("reason"))
        await fill(pilot, reason=HOSTILE, until="today")
        await pilot.press("enter")
        assert "This day has come already." in under(dialog.field("until"))
        await fill(pilot, until="+7")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    put_off = book.case(code).put_off
    assert isinstance(put_off, PutOff)
    assert (put_off.until, put_off.reason) == (date(2026, 11, 28), " ".join(CLEANED.split()))
    async with opened(book, PutOffDialog(code)) as pilot:
        await pilot.press(*"Away", "enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).put_off == PutOff(on=TODAY, until=TODAY + timedelta(3), reason="Away")


async def test_the_next_review_is_proposed_by_the_limits(book: Casebook, code: str) -> None:
    async with opened(book, NextReviewDialog(code)) as pilot:
        assert "Every 90 days by the limits of this book." in shown(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).next_review == TODAY + timedelta(90)
    book.add(Flag, code, type="elder", level="high")
    book.edit_case(code, next_review=TODAY)
    dialog = NextReviewDialog(code)
    async with opened(book, dialog) as pilot:
        assert dialog.field("next_review").value == TODAY + timedelta(30)
        await fill(pilot, next_review="+5")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    dialog = NextReviewDialog(code)
    async with opened(book, dialog):
        assert dialog.field("next_review").value == TODAY + timedelta(5), "a day that still lies ahead stays"


@pytest.mark.parametrize("kind", [LogContactDialog, PutOffDialog, NextReviewDialog], ids=lambda kind: kind.__name__)
async def test_they_fit_hide_the_alias_and_come_back(book: Casebook, code: str, kind: type[Form]) -> None:
    for size in SIZES:
        for language in ("en", "long"):
            speak(language)
            async with opened(book, kind(code), size) as pilot:
                assert "Bu [/] S" in shown(pilot.app)
                assert_nothing_cut(pilot.app)
    speak("en")
    dialog = kind(code)
    async with opened(book, dialog) as pilot:
        field = dialog.fields[-1]
        field.retype("+9")
        again = brought_back(book, dialog)
        pilot.app.hidden = True
        pilot.app.push_screen(again)
        await until(pilot, lambda: again.is_mounted and again.fields[-1].typed == "+9")
        assert "Bu [/] S" not in again.heading()
