"""What a case is asked beyond its alias and size: at intake little, later everything."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from store import Casebook
from store.model import Flag, Phase
from tests.forms.host import (
    CLEANED,
    HOSTILE,
    SIZES,
    assert_nothing_cut,
    fill,
    opened,
    shown,
    speak,
    text_of,
    trouble,
    under,
    until,
)  # fmt: skip
from tui.forms.tags import LISTED, TagsField, in_use
from tui.intake.case_form import ABOUT_CONSENT, CaseForm

LATER = (
    "target_close", "contact_every", "stuck_after", "function", "collective_issues", "client_language", "supervisor",
    "legal_hold",
)  # fmt: skip
"""What a new case is not asked."""


@pytest.fixture
def code(book: Casebook) -> str:
    """A case with little in it."""
    return book.add_case(alias="Bu S", size="family").code


def keys(app: Any) -> list[str]:
    """The fields in sight."""
    return [field.key for field in app.screen.fields]


async def test_a_new_case_is_asked_little_and_told_where_the_rest_is(book: Casebook) -> None:
    async with opened(book, CaseForm(), (80, 90)) as pilot:
        assert not set(keys(pilot.app)) & {*LATER, *ABOUT_CONSENT}
        assert len(keys(pilot.app)) == 14
        assert "More can be written once the case is taken in: e changes it." in shown(pilot.app)


async def test_the_day_of_intake_gives_the_code_its_year(book: Casebook) -> None:
    async with opened(book, CaseForm()) as pilot:
        assert text_of(pilot.app.screen.field("opened")) == "21 Nov 2026"  # type: ignore[attr-defined]
        await fill(pilot, alias="Bu S", size="family", opened="30/12/2025")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == ["K-2025-001"])
    assert book.case("K-2025-001").opened == date(2025, 12, 30)
    async with opened(book, CaseForm()) as pilot:
        await fill(pilot, alias="Bu T", size="family", opened="")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == ["K-2026-001"])
    assert book.case("K-2026-001").opened == book.today()


async def test_a_day_of_intake_to_come_is_said_beside_it(book: Casebook) -> None:
    async with opened(book, CaseForm()) as pilot:
        await fill(pilot, alias="Bu S", size="family", opened="+1")
        await pilot.press("ctrl+s")
        assert "a day of the past, or today" in under(pilot.app.screen.field("opened"))  # type: ignore[attr-defined]
        assert not book.cases()


async def test_an_old_case_is_asked_everything_but_its_day_of_intake(book: Casebook, code: str) -> None:
    async with opened(book, CaseForm(code)) as pilot:
        assert set(LATER) < set(keys(pilot.app))
        assert "opened" not in keys(pilot.app)
        await fill(
            pilot, target_close="+60", function="rehabilitation", collective_issues="Air bersih, Upah",
            legal_hold="yes", client_language="Madura", supervisor="Bu Ratna",
        )  # fmt: skip
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    kept = book.case(code)
    assert (kept.target_close, kept.function) == (book.today() + timedelta(days=60), "rehabilitation")
    assert kept.collective_issues == ("air bersih", "upah")
    assert (kept.client_language, kept.supervisor, kept.legal_hold) == ("Madura", "Bu Ratna", True)
    async with opened(book, CaseForm(code)) as pilot:
        await fill(pilot, legal_hold="no", function=None, collective_issues="")  # type: ignore[arg-type]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    kept = book.case(code)
    assert (kept.legal_hold, kept.function, kept.collective_issues) == (False, None, ())
    assert kept.supervisor == "Bu Ratna"


@pytest.mark.parametrize("make", [lambda _code: CaseForm(), CaseForm], ids=["new", "old"])
async def test_who_consented_is_asked_once_there_is_a_consent(
    book: Casebook, code: str, make: Callable[[str], CaseForm]
) -> None:
    async with opened(book, make(code)) as pilot:
        form: Any = pilot.app.screen
        assert not set(keys(pilot.app)) & set(ABOUT_CONSENT)
        form.field("consent").control.focus()
        await pilot.press("g")  # guardian or parent
        assert set(ABOUT_CONSENT) < set(keys(pilot.app))
        await pilot.press("tab", *"Nenek", "tab", *"kemarin", "tab", *"sekolah")
        form.field("consent").choice.choose(0)  # not recorded: what was typed stays in sight, and is kept
        await pilot.pause()
        assert set(ABOUT_CONSENT) < set(keys(pilot.app))
        form.field("consent_on").line.value = ""
        form.field("consent").choice.choose(3)
        await pilot.pause()
        await fill(pilot, consent_on="besok", alias="Bu S", size="family")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "This day has not come yet." in under(form.field("consent_on")))
        await fill(pilot, consent_on="kemarin", alias="Bu S", size="family")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(pilot.app.answers))
        kept = book.case(pilot.app.answers[0])
    assert (kept.consent, kept.consent_by, kept.consent_scope) == ("guardian", "Nenek", "sekolah")
    assert kept.consent_on == book.today() - timedelta(days=1)


async def test_a_consent_that_is_taken_back_can_be_emptied(book: Casebook, code: str) -> None:
    book.edit_case(code, consent="guardian", consent_by="Nenek", consent_scope="sekolah")
    async with opened(book, CaseForm(code)) as pilot:
        await fill(pilot, consent=None, consent_by="", consent_scope="")  # type: ignore[arg-type]
        assert "consent_by" in keys(pilot.app)  # emptied, and not saved yet
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    kept = book.case(code)
    assert (kept.consent, kept.consent_by, kept.consent_scope) == (None, "", "")


async def test_the_tags_in_use_are_listed_and_completed(book: Casebook, code: str) -> None:
    for issues in ("air bersih, upah", "air bersih", "upah, air bersih"):
        book.add_case(alias="x", size="family", collective_issues=issues)
    async with opened(book, CaseForm(code, "collective_issues")) as pilot:
        field: Any = pilot.app.screen.field("collective_issues")  # type: ignore[attr-defined]
        assert "In use: air bersih · upah" in under(field)
        await pilot.press(*"Air")
        await until(pilot, lambda: "Air bersih" in shown(pilot.app))
        await pilot.press("right", *", u")
        await until(pilot, lambda: "Air bersih, upah" in shown(pilot.app))
        await pilot.press("right", "comma", "a")
        await pilot.pause()
        assert text_of(field) == "Air bersih, upah,a"
        await pilot.press("right")  # what stands there already is not offered again
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).collective_issues == ("air bersih", "upah", "a")


def test_the_most_used_tags_come_first_and_not_all_are_listed(book: Casebook) -> None:
    assert in_use(book.cases(), "tags") == []
    for number in range(LISTED + 2):
        book.add_case(alias="x", size="family", tags=f"t{number:02}, upah")
    known = in_use(book.cases(), "tags")
    assert known == ["upah", *(f"t{number:02}" for number in range(LISTED + 2))]
    help = TagsField("tags", "Tags", (), known)._help
    assert "upah · t00" in help
    assert help.endswith("t06 ...")


async def test_hostile_text_in_the_new_fields(book: Casebook, code: str) -> None:
    names = ("consent_by", "consent_scope", "collective_issues", "client_language", "supervisor")
    async with opened(book, CaseForm(code)) as pilot:
        await fill(pilot, consent="written", **dict.fromkeys(names, HOSTILE))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    kept = book.case(code)
    assert {kept.consent_by, kept.consent_scope, kept.client_language, kept.supervisor} == {CLEANED}
    assert kept.collective_issues == (CLEANED.lower(),)
    book.add_case(alias="x", size="family", collective_issues=HOSTILE)
    async with opened(book, CaseForm(code, "collective_issues")) as pilot:
        assert "\x1b" not in shown(pilot.app)
        assert trouble(pilot.app) == ""


@pytest.mark.parametrize(("size", "language"), list(zip(SIZES, ["long", "id", "en"], strict=True)), ids=str)
async def test_nothing_is_cut(book: Casebook, code: str, size: tuple[int, int], language: str) -> None:
    speak(language)
    book.edit_case(code, consent="written", collective_issues="air bersih, upah")
    async with opened(book, CaseForm(code), size) as pilot:
        form: Any = pilot.app.screen
        frame = form.query_one(".form")
        for key in (*ABOUT_CONSENT, *LATER):
            field = form.field(key)
            field.control.focus()
            await until(pilot, lambda: field.region in frame.scrollable_content_region)  # noqa: B023
        assert_nothing_cut(pilot.app)


async def test_a_case_has_limits_of_its_own_and_is_told_which_hold_otherwise(book: Casebook, code: str) -> None:
    book.change_settings(limits=book.settings.limits.changed(
        engagement={"high": 1, "medium": 4, "low": 8, "stale": 9, "stuck": 20}
    ))  # fmt: skip
    async with opened(book, CaseForm(code, "contact_every"), (80, 40)) as pilot:
        form: Any = pilot.app.screen
        assert "Empty: 4 days, as for medium risk in Engagement." in under(form.field("contact_every"))
        assert "Empty: 20 days, the limit of Engagement." in under(form.field("stuck_after"))
        await pilot.press(*"0", "tab", *"2,5", "ctrl+s")
        assert "between 1 and 3650" in under(form.field("contact_every"))
        assert "whole number" in under(form.field("stuck_after"))
        await fill(pilot, contact_every="2", stuck_after="45")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert (book.case(code).contact_every, book.case(code).stuck_after) == (2, 45)
    assert {finding.limit for finding in book.review_of(code, book.today() + timedelta(days=400)).findings} >= {2, 45}
    book.assess_risk(code, "none")
    async with opened(book, CaseForm(code, "contact_every"), (80, 40)) as pilot:
        assert "Empty: 8 days, as for low risk in Engagement." in under(pilot.app.screen.field("contact_every"))  # type: ignore[attr-defined]
        await fill(pilot, contact_every="", stuck_after="")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert (book.case(code).contact_every, book.case(code).stuck_after) == (None, None)
    book.add(Flag, code, type="self_harm", level="critical")
    async with opened(book, CaseForm(code, "contact_every"), (80, 40)) as pilot:
        assert "critical danger is contacted every day" in under(pilot.app.screen.field("contact_every"))  # type: ignore[attr-defined]


async def test_the_gate_leads_to_the_level_in_the_form(book: Casebook, code: str) -> None:
    assert book.case(code).phase is Phase.ENGAGEMENT
    async with opened(book, CaseForm(code, "level")) as pilot:
        await pilot.press("m", "ctrl+s")  # the first one that begins so: Micro
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).level_confirmed
    assert book.case(code).level == "micro"
