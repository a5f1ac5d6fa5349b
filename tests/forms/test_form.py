"""The form of a case: taking in, changing, leaving, trouble, sizes and languages."""

from datetime import date
from typing import Any

import pytest

from store import Casebook, NotSaved
from store.model import Consent, IntakeSource, Level, PracticeField, RiskLevel, SystemSize, TerminationReason
from tests.conftest import days_ago
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
from tui.forms.ask import Ask
from tui.forms.form import Form
from tui.intake.case_form import CaseForm

FILLED: dict[str, str] = {
    "alias": "Bu S", "size": "family", "level": "mezzo", "client_name": "Siti", "presenting_problem": "Kata klien",
    "origin_environment": "Desa", "intake_source": "school", "field": "rape_crisis", "tags": "Satu, dua",
    "consent": "verbal", "risk_level": "low", "next_contact": "besok", "next_review": "+30",
}  # fmt: skip


def form_of(app: Any) -> Form:
    assert isinstance(app.screen, Form)
    return app.screen


async def test_takes_a_case_in_with_two_answers(book: Casebook) -> None:
    async with opened(book, CaseForm()) as pilot:
        await pilot.press(*"Bu S", "enter", "f", "ctrl+s")
        await until(pilot, lambda: pilot.app.answers == ["K-2026-001"])
        case = book.case("K-2026-001")
        assert (case.alias, case.size, case.level, case.level_confirmed) == ("Bu S", "family", "micro", False)


async def test_takes_everything_in(book: Casebook) -> None:
    async with opened(book, CaseForm()) as pilot:
        await fill(pilot, **FILLED)
        await pilot.press("ctrl+s", "ctrl+s")
        await until(pilot, lambda: pilot.app.answers == ["K-2026-001"])
        assert len(book.cases()) == 1
        kept = book.case("K-2026-001")
        for key, text in FILLED.items():
            if key not in ("next_contact", "next_review", "tags"):
                assert getattr(kept, key) == text
        assert (kept.next_contact, kept.next_review) == (date(2026, 11, 22), date(2026, 12, 21))
        assert kept.tags == ("satu", "dua")
        assert kept.level_confirmed


async def test_shows_all_that_is_missing_and_goes_there(book: Casebook) -> None:
    async with opened(book, CaseForm(focus="next_review"), (60, 20)) as pilot:
        form = form_of(pilot.app)
        await fill(pilot, next_contact="nanti")
        await pilot.press("ctrl+s")
        wrong = [field.key for field in form.fields if field.has_class("-wrong")]
        assert wrong == ["alias", "size", "next_contact"]
        assert "This is needed." in under(form.field("alias"))
        assert "is not a day" in under(form.field("next_contact"))
        await until(pilot, lambda: pilot.app.focused is form.field("alias").control)
        await until(pilot, lambda: "This is needed." in shown(pilot.app))
        assert not book.cases()
        assert text_of(form.field("next_contact")) == "nanti"


async def test_the_model_has_the_last_word(book: Casebook) -> None:
    async with opened(book, CaseForm()) as pilot:
        await fill(pilot, alias="a" * 81, size="family", next_contact="nanti")
        await pilot.press("ctrl+s")
        form = form_of(pilot.app)
        assert [field.key for field in form.fields if field.has_class("-wrong")] == ["alias", "next_contact"]
        await fill(pilot, alias="a", next_contact="")
        form.show_problems({"tags": "Not these.", "other": "And this."})  # as an act would say it
        assert "Not these." in under(form.field("tags"))
        assert trouble(pilot.app) == "And this."
        await until(pilot, lambda: pilot.app.focused is form.field("tags").control)


async def test_a_full_disk_loses_nothing(book: Casebook) -> None:
    break_disk(book)
    async with opened(book, CaseForm()) as pilot:
        await fill(pilot, **FILLED)
        await pilot.press("ctrl+s")
        assert "The disk is full" in trouble(pilot.app)
        assert "The disk is full" in shown(pilot.app)
        form = form_of(pilot.app)
        assert {key: text_of(form.field(key)) for key in ("alias", "presenting_problem", "tags", "next_review")} == {
            key: FILLED[key] for key in ("alias", "presenting_problem", "tags", "next_review")
        }
        with pytest.raises(NotSaved):
            book.add_case(alias="x", size="family")
        del book._commit  # type: ignore[attr-defined]  # the disk has room again
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == ["K-2026-001"])


async def test_leaving_asks_only_when_something_was_typed(book: Casebook) -> None:
    form = CaseForm()
    async with opened(book, form) as pilot:
        await pilot.press("x", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is form)
        assert text_of(form.field("alias")) == "x"
        assert pilot.app.focused is form.field("alias").control
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("enter")  # the careless key keeps
        await until(pilot, lambda: pilot.app.screen is form)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("y")
        await until(pilot, lambda: pilot.app.answers == [None])
    async with opened(book, CaseForm()) as pilot:
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.answers == [None])
    assert not book.cases()


async def test_no_contact_is_planned_for_a_day_that_has_passed(book: Casebook) -> None:
    code = book.add_case(alias="Bu S", size="family", risk_level="low").code
    with days_ago(book, 3):
        book.set_next_contact(code, book.today())
    for kept in (None, code):
        async with opened(book, CaseForm(kept)) as pilot:
            form = form_of(pilot.app)
            await fill(pilot, alias="Bu T", size="family", next_contact="yesterday")
            await pilot.press("ctrl+s")
            await until(pilot, lambda form=form: "This day has passed." in under(form.field("next_contact")))
    assert [case.alias for case in book.cases()] == ["Bu S"]
    async with opened(book, CaseForm(code)) as pilot:
        await fill(pilot, alias="Bu T")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).alias == "Bu T", "a day that is late already holds nothing up"


async def test_edit_writes_only_what_changed(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    code = book.add_case(alias="Bu S", size="family", risk_level="low", next_contact=date(2026, 11, 25)).code
    given: dict[str, Any] = {}
    edit = book.edit_case
    monkeypatch.setattr(book, "edit_case", lambda code, **fields: given.update(fields) or edit(code, **fields))
    async with opened(book, CaseForm(code, "next_contact")) as pilot:
        form = form_of(pilot.app)
        assert pilot.app.focused is form.field("next_contact").control
        assert text_of(form.field("next_contact")) == "25 Nov 2026"
        await fill(pilot, next_contact="2026-11-25", alias="Bu S.")  # the same day in other words
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert given == {"alias": "Bu S."}
    async with opened(book, CaseForm(code)) as pilot:
        await fill(pilot, next_contact="", size="community")
        form_of(pilot.app).field("level").control.focus()
        await pilot.pause()
        assert "suggested from the size: Macro" in shown(pilot.app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert (book.case(code).level, book.case(code).next_contact) == ("macro", None)
    given.clear()
    async with opened(book, CaseForm(code)) as pilot:
        await pilot.press("ctrl+s")  # nothing changed: nothing is written
        await until(pilot, lambda: pilot.app.answers == [code])
    assert not given


async def test_hostile_text_in_every_field_and_back(book: Casebook) -> None:
    texts = dict.fromkeys(("alias", "client_name", "presenting_problem", "origin_environment", "tags"), HOSTILE)
    async with opened(book, CaseForm()) as pilot:
        await fill(pilot, size="family", **texts)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(pilot.app.answers))
    code = pilot.app.answers[0]
    assert (book.case(code).alias, book.case(code).presenting_problem) == (CLEANED, CLEANED)
    async with opened(book, CaseForm(code)) as pilot:
        assert "[/] [bold]" in shown(pilot.app).split("\n")[0]
        assert text_of(form_of(pilot.app).field("origin_environment")) == CLEANED
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.answers == [None])  # nothing counts as typed


async def test_hidden_text_hides_the_alias_in_titles(book: Casebook) -> None:
    code = book.add_case(alias="Rahasia", size="family").code
    form = CaseForm(code)
    async with opened(book, form) as pilot:
        assert form.heading() == f"Edit · {code} · Rahasia"
        pilot.app.hidden = True  # type: ignore[attr-defined]
        assert form.heading() == f"Edit · {code}"


@pytest.mark.parametrize(("size", "language"), list(zip(SIZES, ["long", "id", "en"], strict=True)), ids=str)
async def test_nothing_is_cut_and_every_field_comes_into_sight(
    book: Casebook, size: tuple[int, int], language: str
) -> None:
    speak(language)
    async with opened(book, CaseForm(), size) as pilot:
        form = form_of(pilot.app)
        frame = form.query_one(".form")
        assert frame.region.width <= 76
        await pilot.press("ctrl+s")
        for field in form.fields:
            field.control.focus()
            await until(pilot, lambda: field.control.has_focus)  # noqa: B023  # awaited at once
            await until(pilot, lambda: field.region in frame.scrollable_content_region)  # noqa: B023
        assert_nothing_cut(pilot.app)


def test_every_label_of_a_list_fits_a_small_screen() -> None:
    widest = 60 - 6  # what the open list leaves of a small screen
    for language in ("en", "id"):
        speak(language)
        for vocabulary in (Consent, IntakeSource, Level, PracticeField, RiskLevel, SystemSize, TerminationReason):
            assert all(len(member.label) <= widest for member in vocabulary), vocabulary
