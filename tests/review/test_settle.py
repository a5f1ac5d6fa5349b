"""The key that settles: for every kind of finding it does what that asks for."""

from datetime import timedelta

import pytest

from store import Casebook
from store.model import Flag, Note, Referral, Task
from store.practice.review import Rule
from tests.casefile.conftest import until
from tests.conftest import MORNING
from tests.review.conftest import TODAY, Clock, on_review, record, review
from tui.casefile.editor import NoteEditor
from tui.casework.flags import FlagForm
from tui.casework.referral import ReferralForm
from tui.forms.ask import Ask
from tui.forms.form import Form
from tui.moves.aftercare import AftercareDialog
from tui.moves.gate import GateDialog
from tui.moves.log_contact import LogContactDialog
from tui.moves.next_review import NextReviewDialog
from tui.moves.terminate import TerminateForm
from tui.review.screen import DailyReview
from tui.review.settle import settling_word

OPENS: dict[Rule, tuple[type, str]] = {
    Rule.OPEN_DANGER: (FlagForm, "state"), Rule.UNNAMED_DANGER: (FlagForm, "type"),
    Rule.DANGER_CHECK: (FlagForm, "next_check"), Rule.CRITICAL_CONTACT: (LogContactDialog, "mode"),
    Rule.APPOINTMENT: (LogContactDialog, "mode"), Rule.LATE_APPOINTMENT: (LogContactDialog, "mode"),
    Rule.CONTACT: (LogContactDialog, "mode"), Rule.UNWRITTEN: (NoteEditor, ""), Rule.UNSIGNED: (NoteEditor, ""),
    Rule.REVIEW: (NextReviewDialog, "next_review"), Rule.REFERRAL: (ReferralForm, "status"),
    Rule.AFTERCARE: (AftercareDialog, "day"), Rule.STUCK: (GateDialog, ""),
}  # fmt: skip
"""The screen that opens, and the field it begins in; tasks and rests are settled at once."""


@pytest.fixture
def everything(book: Casebook, clock: Clock) -> Casebook:
    """Cases that together have a finding of every kind."""
    clock.now = MORNING - timedelta(400)
    stuck = book.add_case(alias="Lama", size="family", risk_level="low").code
    book.add_case(alias="Rest", size="family", risk_level="low")
    clock.now = MORNING - timedelta(3)
    for level in ("critical", "high", "low", "low"):
        book.add_case(alias=level, size="family", risk_level=level)
    critical, unnamed, planned, closed = (f"K-2026-00{number}" for number in range(1, 5))
    book.add(Flag, critical, type="elder", level="high", next_check=TODAY)
    book.add(Task, planned, text="Call", due=TODAY)
    book.add(Referral, planned, to="Puskesmas", reason="TB", follow_up=TODAY)
    book.log_contact(unnamed, mode="phone", outcome="no_answer")
    book.add_note(unnamed, body="Half", mode="phone")
    book.terminate(
        closed, reason="goals_met", outcome="better", summary="x", notice="agreed", override="x" * 20, aftercare=[TODAY]
    )
    book.hold("K-2025-002", "Holidays", TODAY)
    clock.now = MORNING - timedelta(1)
    book.set_next_contact(planned, TODAY)
    book.set_next_contact(stuck, TODAY - timedelta(1))
    clock.now = MORNING
    return book


async def test_every_finding_is_settled_by_the_act_that_fits_it(everything: Casebook) -> None:
    book, met = everything, set[Rule]()
    queue = [(one.case.code, finding) for one in book.review().queue for finding in one.findings]
    assert {finding.rule for _code, finding in queue} == set(Rule)
    async with review(book) as (app, pilot, screen):
        for code, finding in queue:
            if finding.rule in met or finding.rule not in OPENS:
                continue
            met.add(finding.rule)
            screen._go(code)
            screen.page.go_to_part(finding.key)
            await pilot.pause()
            assert screen.finding == finding
            assert ("f", settling_word(finding)) in screen.footer_keys()
            await pilot.press("f")
            kind, focus = OPENS[finding.rule]
            focus = "safety_plan" if finding.lacks_plan else focus
            await until(lambda: isinstance(app.screen, kind) and app.screen.is_mounted)  # noqa: B023
            await pilot.pause()
            top = app.screen
            if isinstance(top, Form) and focus:
                assert top.field(focus).control.has_focus
            if isinstance(top, NoteEditor):
                note = book.note(finding.id)
                assert isinstance(note, Note)
                assert top.area.text == note.body
            if isinstance(top, FlagForm):
                assert (top.part.id if top.part else "") == finding.id
            await pilot.press("escape")
            await on_review(app, pilot)
        assert met == set(OPENS)


async def test_a_danger_begins_where_something_is_missing(everything: Casebook) -> None:
    book = everything
    first = book.parts(Flag, "K-2026-001")[0]
    async with review(book) as (app, pilot, screen):
        screen._go("K-2026-001")
        for plan, word, key in (("", "safety plan", "safety_plan"), ("To the aunt", "check", "state")):
            book.change(first, safety_plan=plan)
            await pilot.pause()
            findings = book.review_of("K-2026-001").findings
            screen.page.go_to_part(next(one.key for one in findings if one.rule is Rule.OPEN_DANGER))
            await pilot.pause()
            assert ("f", word) in screen.footer_keys()
            await pilot.press("f")
            await until(lambda: isinstance(app.screen, FlagForm) and app.screen.is_mounted)
            await pilot.pause()
            assert isinstance(app.screen, FlagForm)
            assert app.screen.field(key).control.has_focus
            await pilot.press("escape")
            await on_review(app, pilot)


async def test_a_task_and_a_rest_are_settled_at_once_and_a_contact_with_enter(everything: Casebook) -> None:
    book = everything
    async with review(book) as (app, pilot, screen):

        async def settle(rule: Rule) -> str:
            code, finding = next(
                (one.case.code, finding) for one in book.review().queue for finding in one.findings
                if finding.rule is rule
            )  # fmt: skip
            screen._go(code)
            screen.page.go_to_part(finding.key)
            await pilot.pause()
            await pilot.press("f")
            return code

        code = await settle(Rule.TASK)
        assert [task.status for task in book.parts(Task, code)] == ["done"]
        rests = await settle(Rule.HOLD_OVER)
        assert book.case(rests).hold is None
        for rule in (Rule.APPOINTMENT, Rule.CRITICAL_CONTACT, Rule.REVIEW):
            code = await settle(rule)
            await pilot.press("enter")
            await on_review(app, pilot)
            left = {finding.rule for finding in book.review_of(code).findings}
            assert rule not in left
        assert book.case(code).next_review == TODAY + timedelta(90)
        assert {"finish", "resume", "contact", "edit_case"} <= {
            act for acts, _left in record(book).values() for act in acts
        }


async def test_out_of_the_last_phase_leads_only_the_closing_record(book: Casebook, clock: Clock) -> None:
    clock.now = MORNING - timedelta(60)
    code = book.add_case(alias="x", size="family", risk_level="low", consent="verbal").code
    for _phase in range(5):
        book.advance(code, reason="Told as a story for a test.")
    clock.now = MORNING
    async with review(book) as (app, pilot, screen):
        assert isinstance(screen, DailyReview)
        stuck = next(one for one in book.review_of(code).findings if one.rule is Rule.STUCK)
        screen.page.go_to_part(stuck.key)
        await pilot.pause()
        await pilot.press("f")
        await until(lambda: isinstance(app.screen, TerminateForm))


async def test_a_task_that_is_due_later_is_not_done_by_a_second_key(book: Casebook, clock: Clock) -> None:
    code = book.add_case(alias="x", size="family", risk_level="low").code
    for text, ahead in (("Now", 0), ("Later", 3)):
        book.add(Task, code, text=text, due=TODAY + timedelta(ahead))
    async with review(book) as (app, pilot, _screen):
        await pilot.press("f", "f")
        await until(lambda: isinstance(app.screen, Ask))
        assert [task.status for task in book.parts(Task, code)] == ["done", "open"]
        await pilot.press("escape", "f", "y")
        await on_review(app, pilot)
        assert [task.status for task in book.parts(Task, code)] == ["done", "done"]


async def test_the_note_goes_on_where_the_contact_was_written_down(book: Casebook) -> None:
    code = book.add_case(alias="x", size="family", risk_level="low").code
    book.add(Task, code, text="Now", due=TODAY)
    async with review(book) as (app, pilot, _screen):
        await pilot.press("l", "enter")
        await on_review(app, pilot)
        await pilot.press("n", *"Aman", "ctrl+g", "ctrl+g")
        await on_review(app, pilot)
        assert [(note.body, note.is_signed) for note in book.notes(code)] == [("Aman", True)]
        await pilot.press("n", *"Lagi")
        await until(lambda: len(book.notes(code)) == 2)
