"""The assessment of a case as a whole, and the decision of its evaluation."""

from datetime import timedelta
from typing import Any

import pytest

from store import Case, Casebook
from store.model import Verdict, WorkerRole
from tests.conftest import MORNING
from tests.forms.host import (
    CLEANED,
    HOSTILE,
    SIZES,
    Host,
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
from tui.casework.assessment import AssessmentForm
from tui.casework.decision import DecisionDialog
from tui.forms.ask import Ask

TEXTS = ("strengths", "needs_rights", "tasks_roles", "coping")


async def test_everything_by_keys(book: Casebook, case: Case) -> None:
    async with opened(book, AssessmentForm(case.code)) as pilot:
        assert f"Assessment · {case.code} · Bu S" in shown(pilot.app)
        await pilot.press(*"Nenek", "tab", *"Makan", "tab", *"Ibu", "tab", *"Doa", "tab")
        await pilot.press("m", "i", "tab")  # Micro, as the size suggests: choosing it confirms it
        await pilot.press("space", "c", "c", "space", "tab", *"Upah", "ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [case.code])
    kept = book.case(case.code)
    assert [getattr(kept, name) for name in TEXTS] == ["Nenek", "Makan", "Ibu", "Doa"]
    assert (kept.level, kept.level_confirmed) == ("micro", True)
    assert kept.worker_roles == (WorkerRole.BROKER, WorkerRole.CASE_MANAGER)
    assert kept.collective_issues == ("upah",)
    assert book.undo().codes == {case.code}  # one act
    assert book.case(case.code) == case


async def test_only_what_changed_is_written(book: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    book.edit_case(case.code, strengths="Nenek", coping="Doa", worker_roles=["broker"], level="micro")
    given: list[dict[str, Any]] = []
    edit = book.edit_case
    monkeypatch.setattr(book, "edit_case", lambda code, **fields: given.append(fields) or edit(code, **fields))
    async with opened(book, AssessmentForm(case.code)) as pilot:
        await fill(pilot, coping="")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(pilot.app.answers))
    async with opened(book, AssessmentForm(case.code)) as pilot:
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(pilot.app.answers))
    assert given == [{"coping": ""}]
    assert book.case(case.code).strengths == "Nenek"


async def test_the_level_is_suggested_from_the_size_until_it_is_chosen(book: Casebook, case: Case) -> None:
    async with opened(book, AssessmentForm(case.code, "level")) as pilot:
        await until(pilot, lambda: "suggested from the size: Micro" in shown(pilot.app))
        assert "The client system is: Family." in under(pilot.app.screen.field("level"))  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(pilot.app.answers))
    assert not book.case(case.code).level_confirmed


async def test_issues_of_other_cases_are_offered_and_ones_own_are_not(book: Casebook, case: Case) -> None:
    book.add_case(alias="x", size="society", collective_issues="air bersih")
    book.edit_case(case.code, collective_issues="upah")
    async with opened(book, AssessmentForm(case.code, "collective_issues")) as pilot:
        assert "In use: air bersih" in under(pilot.app.screen.field("collective_issues"))  # type: ignore[attr-defined]
        await pilot.press(*", air", "right", "ctrl+s")
        await until(pilot, lambda: bool(pilot.app.answers))
    assert book.case(case.code).collective_issues == ("upah", "air bersih")


async def test_hostile_text_goes_in_and_comes_back_as_text(book: Casebook, case: Case) -> None:
    async with opened(book, AssessmentForm(case.code)) as pilot:
        await fill(pilot, **dict.fromkeys(TEXTS, HOSTILE))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(pilot.app.answers))
    assert {getattr(book.case(case.code), name) for name in TEXTS} == {CLEANED}
    async with opened(book, AssessmentForm(case.code)) as pilot:
        assert "[/] [bold]x[/bold]" in shown(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.answers == [None])


async def test_trouble_and_leaving_lose_nothing(book: Casebook, case: Case) -> None:
    break_disk(book)
    form = AssessmentForm(case.code)
    async with opened(book, form) as pilot:
        await pilot.press(*"Nenek", "ctrl+s")
        assert "The disk is full" in trouble(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is form)
        assert text_of(form.field("strengths")) == "Nenek"


async def test_nothing_is_cut_on_the_smallest_screen(book: Casebook, case: Case) -> None:
    """Wherever one is in it; as it opens it is looked at in `test_nothing_cut`."""
    speak("long")
    book.edit_case(case.code, alias=HOSTILE[:60])
    for make in (AssessmentForm, DecisionDialog):
        async with opened(book, make(case.code), SIZES[0]) as pilot:
            for field in pilot.app.screen.fields:  # type: ignore[attr-defined]
                field.control.focus()
                await until(pilot, lambda: field.control.has_focus)  # noqa: B023
            assert_nothing_cut(pilot.app)


# The decision of the evaluation


async def test_a_decision_needs_a_verdict_and_a_reason(book: Casebook, case: Case) -> None:
    async with opened(book, DecisionDialog(case.code)) as pilot:
        assert "· End the case" in shown(pilot.app)
        await pilot.press("ctrl+s")
        form: Any = pilot.app.screen
        assert [field.key for field in form.fields if field.has_class("-wrong")] == ["verdict", "why"]
        await pilot.press("g", "tab", *"Masih ragu", "ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [case.code])
    decision = book.case(case.code).decision
    assert decision is not None
    assert (decision.verdict, decision.why, decision.on) == (Verdict.MONITOR, "Masih ragu", MORNING.date())


async def test_a_decision_is_dated_anew_when_it_is_written_again(book: Casebook, case: Case) -> None:
    book.decide(case.code, "replan", "Belum")
    book.clock = lambda: MORNING + timedelta(days=3)  # type: ignore[method-assign]
    async with opened(book, DecisionDialog(case.code)) as pilot:
        assert "Decided on 21 Nov 2026. Saving dates it today." in shown(pilot.app)
        await pilot.press("tab", *"sudah ", "ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [case.code])
    decision = book.case(case.code).decision
    assert decision is not None
    assert (decision.verdict, decision.why) == (Verdict.REPLAN, "sudah Belum")
    assert decision.on == MORNING.date() + timedelta(days=3)


async def test_titles_name_no_alias_while_text_is_hidden(book: Casebook, case: Case) -> None:
    for form in (AssessmentForm(case.code), DecisionDialog(case.code)):
        async with opened(book, form) as pilot:
            assert isinstance(pilot.app, Host)
            pilot.app.hidden = True
            assert "Bu S" not in form.heading()
            assert case.code in form.heading()
