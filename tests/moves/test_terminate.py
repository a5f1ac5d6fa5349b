"""The closing record: what it asks for, what is missing, and closing only after a second key."""

from datetime import date, timedelta

import pytest
from textual.widgets import Static

from store import Casebook
from tests.conftest import MORNING
from tests.forms.host import (
    CLEANED,
    HOSTILE,
    SIZES,
    assert_nothing_cut,
    break_disk,
    fill,
    opened,
    shown,
    speak,
    text_of,
    trouble,
    under,
    until,
)  # fmt: skip
from tui.casefile.editor import NoteEditor
from tui.forms.ask import Ask
from tui.moves.items import GateItems
from tui.moves.risk import RiskDialog
from tui.moves.terminate import TerminateForm

RECORD = {"reason": "goals_met", "outcome": "better", "summary": "All three goals were met."}


@pytest.fixture
def code(book: Casebook) -> str:
    """A case at work."""
    return book.add_case(alias="Bu S", size="family", risk_level="low", opened=date(2026, 11, 1)).code


async def test_closes_after_a_second_key(book: Casebook, code: str) -> None:
    form = TerminateForm(code)
    async with opened(book, form) as pilot:
        await pilot.press("ctrl+s")
        assert [field.key for field in form.fields if field.has_class("-wrong")] == ["reason", "outcome", "summary"]
        await fill(pilot, **RECORD, notice="agreed", closed="kemarin", return_plan=HOSTILE, unmet_needs=HOSTILE)
        form.field("aftercare").control.focus()
        await pilot.press("right", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        assert "Close K-2026-001?" in shown(pilot.app)
        await pilot.press("ctrl+s", "enter")  # neither the key that asked nor a careless one closes
        await until(pilot, lambda: pilot.app.screen is form)
        assert not book.case(code).is_closed
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("y")
        await until(pilot, lambda: pilot.app.answers == [code])
    closure = book.case(code).closure
    assert closure
    assert (closure.reason, closure.outcome, closure.summary) == tuple(RECORD.values())
    assert (closure.closed, closure.notice, closure.return_plan) == (date(2026, 11, 20), "agreed", CLEANED)
    assert closure.aftercare == (date(2026, 12, 20), date(2027, 2, 18), date(2027, 5, 19))
    assert closure.retention_until.year == 2033


async def test_says_what_each_reason_asks_for(book: Casebook, code: str) -> None:
    form = TerminateForm(code)
    async with opened(book, form) as pilot:

        def asked() -> set[str]:
            return {f.key for f in form.fields if "asked for" in str(f.query_one(".label").content)}

        assert asked() == set()
        for reason, fields in {
            "goals_met": {"notice", "aftercare"}, "returned": {"notice", "aftercare", "return_plan"},
            "transferred": {"notice", "return_plan"}, "died": set(), "lost_contact": set(), "moved": {"notice"},
        }.items():  # fmt: skip
            await fill(pilot, reason=reason)
            assert asked() == fields, reason
        await fill(pilot, reason="lost_contact")
        assert "3 noted attempts" in under(form.field("reason"))
        assert not form.field("notice_why").display
        await fill(pilot, notice="not_possible")
        assert form.field("notice_why").display


async def test_what_is_missing_is_shown_mended_or_overridden(book: Casebook, code: str) -> None:
    book.assess_risk(code, "high")
    form = TerminateForm(code)
    async with opened(book, form) as pilot:
        items = form.query_one(GateItems)
        await fill(pilot, **RECORD)
        assert not items.display
        await pilot.press("ctrl+s")
        override = form.field("override")
        await until(pilot, lambda: pilot.app.focused is override.control)
        assert items.display
        assert "at least 20 characters" in under(override)
        states = lambda: {row.item.code: row.met for row in items.rows if row.item}  # noqa: E731
        assert states() == {"notice": False, "return": False, "drafts": True, "closing_risk": False}
        items.focus()
        await pilot.press("home", "enter")
        await until(pilot, lambda: pilot.app.focused is form.field("notice").control)
        await pilot.press("i")
        await until(pilot, lambda: states()["notice"])
        items.focus()
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RiskDialog))
        await pilot.press("l", "enter")
        await until(pilot, lambda: pilot.app.screen is form)
        await until(pilot, lambda: not items.display)  # nothing hard is missing any more
        assert not override.display
        book.assess_risk(code, "high")
        await pilot.press("ctrl+s")
        await fill(pilot, override="Handed over by telephone.")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("y")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.history(code)[-1].overrides == ("closing_risk",)
    assert book.history(code)[-1].reason == "Handed over by telephone."


async def test_closing_names_the_advice_that_is_not_met(book: Casebook, code: str) -> None:
    book.add_note(code, body="x", mode="phone")
    form = TerminateForm(code)
    async with opened(book, form) as pilot:
        await fill(pilot, **RECORD, notice="agreed")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await until(pilot, lambda: "Advice: No note is left as a draft" in shown(pilot.app))
        assert str(pilot.app.screen.query(Static).first().content).splitlines()[-2:] == [
            "Advice: Return or aftercare is prepared, as the reason asks",
            "Advice: No note is left as a draft",
        ]
        await pilot.press("escape")
        await fill(pilot, aftercare="+30")
        book.sign_note(book.notes(code)[0].id)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "It can be reopened at any time." in shown(pilot.app))
        assert "Advice" not in shown(pilot.app)


async def test_a_draft_in_the_way_is_opened(book: Casebook, code: str) -> None:
    book.add_note(code, body="older", mode="phone", at=MORNING - timedelta(days=2))
    book.add_note(code, body="newer", mode="phone", at=MORNING - timedelta(days=1))
    form = TerminateForm(code)
    async with opened(book, form) as pilot:
        await fill(pilot, **RECORD)
        await pilot.press("ctrl+s")
        items = form.query_one(GateItems)
        await until(pilot, lambda: items.display)
        items.focus()
        pilot.app.hidden = True
        await pilot.press("home", "down", "down", "enter")
        await until(pilot, lambda: "Client text is hidden" in trouble(pilot.app))
        pilot.app.hidden = False
        for body in ("newer", "older"):
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor) and bool(pilot.app.screen.focused))
            assert pilot.app.screen.area.text == body
            await pilot.press("ctrl+g")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            await pilot.press("y")
            await until(pilot, lambda: pilot.app.screen is form)
        await until(pilot, lambda: items.row is not None and items.row.met)
        assert all(note.is_signed for note in book.notes(code))


async def test_a_day_before_the_case_began_is_said_beside_it(book: Casebook, code: str) -> None:
    form = TerminateForm(code)
    async with opened(book, form) as pilot:
        await fill(pilot, **RECORD, notice="agreed", closed="31 Oct 2026")
        await pilot.press("ctrl+s")
        assert [field.key for field in form.fields if field.has_class("-wrong")] == ["closed"]


async def test_trouble_loses_nothing(book: Casebook, code: str) -> None:
    break_disk(book)
    form = TerminateForm(code)
    async with opened(book, form) as pilot:
        await fill(pilot, **RECORD, notice="informed")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("y")
        await until(pilot, lambda: "The disk is full" in trouble(pilot.app))
        assert text_of(form.field("summary")) == RECORD["summary"]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        assert "Throw away what you typed?" in shown(pilot.app)
    assert not book.case(code).is_closed


async def test_a_wrong_day_is_said_beside_it(book: Casebook, code: str) -> None:
    form = TerminateForm(code)
    async with opened(book, form) as pilot:
        await fill(pilot, **RECORD, notice="agreed", closed="31 Feb 2026", aftercare="+30, soon")
        await pilot.press("ctrl+s")
        assert [field.key for field in form.fields if field.has_class("-wrong")] == ["closed", "aftercare"]
        await until(pilot, lambda: pilot.app.focused is form.field("closed").control)


@pytest.mark.parametrize(("size", "language"), list(zip(SIZES, ["long", "id", "en"], strict=True)), ids=str)
async def test_nothing_is_cut(book: Casebook, code: str, size: tuple[int, int], language: str) -> None:
    speak(language)
    form = TerminateForm(code)
    async with opened(book, form, size) as pilot:
        await fill(pilot, **RECORD, notice="not_possible")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: form.field("override").display)
        frame = form.query_one(".form")
        for field in (form.field("notice"), form.field("override")):
            field.control.focus()
            await until(pilot, lambda: field.region in frame.scrollable_content_region)  # noqa: B023  # awaited
        assert_nothing_cut(pilot.app)
