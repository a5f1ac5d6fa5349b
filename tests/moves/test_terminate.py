"""The closing record: what it asks for, what is missing, and closing only after a second key."""

from datetime import date, timedelta

import pytest
from textual.widgets import Static

from store import Casebook
from store.model import Flag, Person
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
from tui.casefile.signing import SignForm
from tui.casework.flags import FlagForm
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


ASKED: dict[str, set[str]] = {
    "goals_met": {"notice", "aftercare"}, "returned": {"notice", "aftercare", "return_plan"},
    "transferred": {"notice", "receiver"}, "withdrew": {"notice", "door_open"}, "ineligible": {"notice", "return_plan"},
    "duplicate": {"kept_case"}, "died": {"family_support"}, "lost_contact": set(), "moved": {"notice"},
}  # fmt: skip
SAID = {"notice", "return_plan", "aftercare"}
ONLY_FOR = {"receiver": "transferred", "door_open": "withdrew", "kept_case": "duplicate", "family_support": "died"}
NOBODY_RETURNS = {"notice", "return_plan", "aftercare", "returned"}


async def test_says_and_shows_what_each_reason_asks_for(book: Casebook, code: str) -> None:
    form = TerminateForm(code)
    async with opened(book, form) as pilot:

        def asked() -> set[str]:
            marked = {
                f.key: str(f.query_one(".label").content) for f in form.fields if f.key in ONLY_FOR or f.key in SAID
            }
            return {key for key, label in marked.items() if "asked for" in label or "needed" in label}

        assert asked() == set()
        for reason, fields in ASKED.items():
            await fill(pilot, reason=reason)
            shown_now = {field.key for field in form.fields}
            assert asked() == fields, reason
            notice = str(form.field("notice").query_one(".label").content)
            assert ("needed" in notice) is ("notice" in fields and reason != "withdrew"), reason
            assert fields <= shown_now
            assert {key for key in ONLY_FOR if key in shown_now} == {
                k for k, only in ONLY_FOR.items() if only == reason
            }
            assert bool(NOBODY_RETURNS & shown_now) is (reason not in ("duplicate", "died")), reason
            assert ("documents_returned" in shown_now) is (reason != "duplicate")
            assert form.query_one("#client-part").display is (reason != "duplicate")
            assert ("outcome" in shown_now) is (reason not in ("duplicate", "died")), reason
        await fill(pilot, reason="returned")
        assert "returned" not in {field.key for field in form.fields}, "the reason says so"
        await fill(pilot, reason="lost_contact")
        assert "3 recorded attempts" in under(form.field("reason"))
        assert not form.field("notice_why").display
        await fill(pilot, notice="not_possible")
        assert form.field("notice_why").display


async def test_a_death_is_not_compared_whatever_was_chosen_before(book: Casebook, code: str) -> None:
    async with opened(book, TerminateForm(code)) as pilot:
        await fill(pilot, **RECORD)
        await fill(pilot, reason="died", family_support="A visit each week.")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("y")
        await until(pilot, lambda: pilot.app.answers == [code])
    closure = book.case(code).closure
    assert closure
    assert (closure.reason, closure.outcome) == ("died", "unknown")


async def test_what_was_typed_for_another_reason_stays_in_sight(book: Casebook, code: str) -> None:
    form = TerminateForm(code)
    async with opened(book, form) as pilot:
        await fill(pilot, reason="transferred", receiver="LKSA Bina, Bu Ani")
        await fill(pilot, reason="moved")
        assert form.field("receiver").display
        assert text_of(form.field("receiver")) == "LKSA Bina, Bu Ani"


async def test_keeps_what_only_some_endings_have(book: Casebook, code: str) -> None:
    book.add(Person, code, alias="Anak", born=date(2020, 1, 31))
    form = TerminateForm(code)
    async with opened(book, form) as pilot:
        assert "until 31 Jan 2045" in under(form.field("retention_until"))
        await fill(pilot, **{**RECORD, "reason": "withdrew"}, notice="informed", returned="no", unmet_needs="Rent")
        for key in ("door_open", "documents_returned"):
            form.field(key).control.focus()
            await pilot.press("space")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("y")
        await until(pilot, lambda: pilot.app.answers == [code])
    closure = book.case(code).closure
    assert closure
    assert (closure.door_open, closure.documents_returned, closure.returned) == (True, True, "no")
    assert (closure.unmet_needs, closure.retention_until) == ("Rent", date(2045, 1, 31))


async def test_a_duplicate_names_a_case_of_the_book(book: Casebook, code: str) -> None:
    kept = book.add_case(alias="Bu S again", size="family").code
    form = TerminateForm(code)
    async with opened(book, form) as pilot:
        await fill(pilot, **{**RECORD, "reason": "duplicate"}, kept_case="K-2020-001", retention_until="1 Jan 2050")
        await pilot.press("ctrl+s")
        assert under(form.field("kept_case")).splitlines()[0] == "There is no such case in the book."
        await fill(pilot, kept_case=kept.lower())
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("y")
        await until(pilot, lambda: pilot.app.answers == [code])
    closure = book.case(code).closure
    assert closure
    assert (closure.kept_case, closure.retention_until) == (kept, date(2050, 1, 1))
    assert closure.outcome == "unknown", "what was typed before the reason is not compared"


async def test_enter_goes_to_what_the_reason_still_asks_for(book: Casebook, code: str) -> None:
    book.add(Flag, code, type="child_abuse", level="critical")
    form = TerminateForm(code)
    async with opened(book, form, (80, 40)) as pilot:
        await fill(pilot, **{**RECORD, "reason": "transferred"}, notice="agreed")
        await pilot.press("ctrl+s")
        items = form.query_one(GateItems)
        await until(pilot, lambda: items.display)
        for row in ("return", "closing_risk"):
            items.focus()
            items.point_at([one.item.code for one in items.rows if one.item].index(row))
            await pilot.press("enter")
            await until(pilot, lambda: pilot.app.focused is form.field("receiver").control)
            pilot.app.set_focus(None)
        await fill(pilot, receiver="LKSA Bina")
        await until(pilot, lambda: not items.display)  # handed over with the danger
        await fill(pilot, reason="lost_contact")
        await until(pilot, lambda: items.display)
        items.focus()
        await pilot.press("home", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))  # an attempt is a note
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is form)
        items.focus()
        items.point_at([one.item.code for one in items.rows if one.item].index("closing_risk"))
        await fill(pilot, reason="moved")
        items.focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FlagForm))


@pytest.mark.parametrize(("language", "words"), [("en", "This is needed."), ("id", "Wajib diisi.")])
async def test_why_a_notice_was_not_possible_is_asked_where_it_is_written(
    book: Casebook, code: str, language: str, words: str
) -> None:
    speak(language)
    form = TerminateForm(code)
    async with opened(book, form) as pilot:
        await fill(pilot, **{**RECORD, "reason": "moved"}, notice="not_possible")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.focused is form.field("notice_why").control)
        assert words in under(form.field("notice_why"))
        await fill(pilot, notice_why="No address")
        await until(pilot, lambda: not form.query_one(GateItems).display)


async def test_what_is_missing_is_shown_mended_or_overridden(book: Casebook, code: str) -> None:
    book.assess_risk(code, "high")
    form = TerminateForm(code)
    async with opened(book, form) as pilot:
        items = form.query_one(GateItems)
        await fill(pilot, **RECORD)
        assert not items.display
        await pilot.press("ctrl+s")
        override = form.field("override")
        await until(pilot, lambda: pilot.app.focused is form.field("notice").control)  # what is missing first
        assert "Say whether the client agreed or was told" in under(form.field("notice"))
        assert items.display
        assert "at least 20 characters" in under(override)
        states = lambda: {row.item.code: row.met for row in items.rows if row.item}  # noqa: E731
        assert states() == {
            "notice": False, "return": False, "closing_goals": True, "drafts": True, "closing_risk": False,
            "retention": True,
        }  # fmt: skip
        items.focus()
        await pilot.press("home", "enter")
        await until(pilot, lambda: pilot.app.focused is form.field("notice").control)
        await pilot.press("c")
        await until(pilot, lambda: states()["notice"])
        items.focus()
        await pilot.press("end", "up", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RiskDialog))
        await pilot.press("l", "enter")
        await until(pilot, lambda: pilot.app.screen is form)
        await until(pilot, lambda: not items.display)  # nothing hard is missing any more
        form.field("notice").control.focus()  # what goes out of sight must not lose the focus later on
        await until(pilot, lambda: pilot.app.focused is form.field("notice").control)
        assert not override.display
        book.assess_risk(code, "high")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.focused is items)  # nothing of it is a field of the record
        assert items.row is not None
        assert items.row.item is not None
        assert items.row.item.code == "closing_risk"
        await until(pilot, lambda: "still open: risk high" in shown(pilot.app))
        await fill(pilot, override="Handed")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.focused is override.control)  # a reason was begun
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
        await until(pilot, lambda: "Advice: Sign draft notes" in shown(pilot.app))
        assert str(pilot.app.screen.query(Static).first().content).splitlines()[-2:] == [
            "Advice: Prepare what else the reason asks for",
            "Advice: Sign draft notes, bring tasks and referrals to an end; still open: 1 draft",
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
        await pilot.press("home", "down", "down", "down", "enter")
        await until(pilot, lambda: "Client text is hidden" in trouble(pilot.app))
        pilot.app.hidden = False
        for body in ("newer", "older"):
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor) and bool(pilot.app.screen.focused))
            assert pilot.app.screen.area.text == body
            await pilot.press("ctrl+g")
            await until(pilot, lambda: isinstance(pilot.app.screen, SignForm))
            await pilot.press("ctrl+s")
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
