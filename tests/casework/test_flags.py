"""The form of a danger: what it asks for, when a safety plan is asked for, and how a danger comes under control."""

from datetime import date

from store import Case, Casebook
from store.model import Flag
from tests.casework.conftest import TODAY
from tests.casework.forms import saved
from tests.forms.host import (
    CLEANED,
    HOSTILE,
    fill,
    opened,
    text_of,
    under,
)  # fmt: skip
from tui.casework.flags import FlagForm
from tui.forms.choice_field import ChoiceField

START = ["type", "level", "note", "safety_plan", "next_check", "since"]


def asked(form: FlagForm) -> list[str]:
    """The names of the fields that are in sight."""
    return [field.key for field in form.fields]


def mark(form: FlagForm, key: str) -> str:
    return str(form.field(key).query_one(".label").content)


async def test_a_new_danger(book: Casebook, case: Case) -> None:
    form = FlagForm(case.code)
    async with opened(book, form) as pilot:
        assert asked(form) == START
        await pilot.press("ctrl+s")
        assert [field.key for field in form.fields if field.has_class("-wrong")] == ["type", "level"]
        await pilot.press("d", "tab", "c")
        assert "asked for" in mark(form, "safety_plan")
        await fill(pilot, safety_plan=HOSTILE, next_check="besok", since="kemarin")
        await saved(pilot)
    (flag,) = book.parts(Flag, case.code)
    assert (flag.type, flag.level, flag.state) == ("domestic_violence", "critical", "open")
    assert (flag.safety_plan, flag.next_check, flag.since) == (CLEANED, date(2026, 11, 22), date(2026, 11, 20))


async def test_a_plan_is_asked_for_but_not_insisted_on(book: Casebook, case: Case) -> None:
    form = FlagForm(case.code)
    async with opened(book, form) as pilot:
        await fill(pilot, type="homeless")
        for level, is_asked in (("low", False), ("medium", False), ("high", True), ("critical", True)):
            await fill(pilot, level=level)
            assert ("asked for" in mark(form, "safety_plan")) is is_asked, level
        await saved(pilot)
    assert book.parts(Flag, case.code)[0].is_alarming


async def test_none_is_no_danger(book: Casebook, case: Case) -> None:
    form = FlagForm(case.code)
    async with opened(book, form):
        level = form.field("level")
        assert isinstance(level, ChoiceField)
        assert [value for value, _words in level.choice.options] == ["low", "medium", "high", "critical"]


async def test_under_control_with_a_reason_and_open_again(book: Casebook, case: Case) -> None:
    flag = book.add(Flag, case.code, type="child_abuse", level="high")
    form = FlagForm(case.code, flag.id, "state")
    async with opened(book, form) as pilot:
        assert asked(form) == [*START, "state"]
        assert form.field("state").control.has_focus
        await fill(pilot, state="mitigated")
        assert asked(form) == [*START, "state", "state_reason", "state_on"]
        assert "asked for" not in mark(form, "safety_plan")
        await pilot.press("ctrl+s")
        assert under(form.field("state_reason")) == "This is needed."
        await fill(pilot, state_reason="Lives with the aunt.")
        await saved(pilot)
    flag = book.part(Flag, flag.id)
    assert (flag.state, flag.state_reason, flag.state_on) == ("mitigated", "Lives with the aunt.", TODAY)
    form = FlagForm(case.code, flag.id)
    async with opened(book, form) as pilot:
        await fill(pilot, state="open")
        await saved(pilot)
    flag = book.part(Flag, flag.id)
    assert (flag.is_alarming, flag.state_on) == (True, None)


async def test_another_state_has_another_day(book: Casebook, case: Case) -> None:
    fields = {"type": "child_abuse", "level": "high", "since": date(2026, 11, 1)}
    flag = book.add(Flag, case.code, **fields, state="mitigated", state_reason="r", state_on=date(2026, 11, 5))
    form = FlagForm(case.code, flag.id)
    async with opened(book, form) as pilot:
        await fill(pilot, state="resolved", state_on="1 Okt 2026")
        await pilot.press("ctrl+s")
        assert under(form.field("state_on")).splitlines()[0] == "This is before 1 Nov 2026."
        await fill(pilot, state_on="5 Nov 2026")  # as it was: it is not said anew
        await saved(pilot)
    assert book.part(Flag, flag.id).state_on == TODAY


async def test_a_reason_that_is_typed_stays_in_sight_when_it_is_open_after_all(book: Casebook, case: Case) -> None:
    flag = book.add(Flag, case.code, type="child_abuse", level="high")
    form = FlagForm(case.code, flag.id)
    async with opened(book, form) as pilot:
        await fill(pilot, state="resolved", state_reason="She moved.")
        await fill(pilot, state="open")
        assert "state_reason" in asked(form)
        assert text_of(form.field("state_reason")) == "She moved."
        assert "needed" not in mark(form, "state_reason")
        await saved(pilot)
    assert book.part(Flag, flag.id).is_open


async def test_a_danger_above_the_assessed_risk_says_so_while_it_is_filled_in(book: Casebook, case: Case) -> None:
    book.assess_risk(case.code, "medium")
    form = FlagForm(case.code)
    async with opened(book, form, (100, 50)) as pilot:
        lower = "The risk of the case was assessed lower: medium. w assesses it again."
        assert lower not in under(form.field("level"))
        await pilot.press("d", "tab", "c")
        assert lower in under(form.field("level"))
        await pilot.press("m")
        assert lower not in under(form.field("level"))
