"""What is measured, and its values: typed one after the other, put right, removed."""

from datetime import date
from typing import Any

import pytest

from store import Case, Casebook, NotFound
from store.model import Goal, Improves, Measure, Measurement, Stage
from tests.casefile.conftest import case_file, see
from tests.casework.conftest import TODAY
from tests.casework.forms import done, read
from tests.forms.host import (
    break_disk,
    fill,
    opened,
    text_of,
    trouble,
    under,
    until,
)  # fmt: skip
from tui.app import LingkarApp
from tui.casefile.screen import CaseFile
from tui.casework.measures import MeasureForm, MeasurementForm, next_day
from tui.forms.ask import Ask
from tui.unlock.comeback import _form


@pytest.fixture
def crying(book: Casebook, case: Case) -> Measure:
    return book.add(Measure, case.code, target="Menangis", unit="kali sehari", improves="down")


def values(book: Casebook, case: Case) -> list[tuple[int, str, float]]:
    """Day of the month, phase and value of each, in the order they came."""
    return [(one.on.day, str(one.stage), one.value) for one in book.parts(Measurement, case.code)]


def told(book: Casebook, measure: Measure, stage: str, *days_and_values: tuple[int, float]) -> None:
    for day, value in days_and_values:
        book.add(Measurement, measure.case_code, measure=measure.id, on=date(2026, 11, day), stage=stage, value=value)


async def test_the_whole_way_by_keys(book: Casebook, case: Case) -> None:
    app = LingkarApp(book)
    async with case_file(app, case.code) as pilot:
        await pilot.press("6")
        await see(app, "Press i q to say what it is.")
        await pilot.press("i", "q")
        await until(pilot, lambda: isinstance(app.screen, MeasureForm))
        await pilot.press(*"Tidur", "enter", *"jam", "enter", "m", "ctrl+s")
        await see(app, "Press i m to write one down.")
        await pilot.press("i", "m")
        await until(pilot, lambda: isinstance(app.screen, MeasurementForm))
        await pilot.press(*"5,5", "tab", *"1/11", "enter")  # the first day is typed, the rest follow from it
        for count, typed in ((2, "6"), (3, "5"), (4, "7,25")):
            await until(pilot, lambda: app.screen.focused is app.screen.field("value").control)  # type: ignore[attr-defined]
            await pilot.press(*typed, "enter")
            await until(pilot, lambda: len(book.parts(Measurement, case.code)) == count)  # noqa: B023  # awaited at once
        await until(pilot, lambda: isinstance(app.screen, MeasurementForm) and bool(app.screen.focused))
        await pilot.press("escape")  # nothing was typed, so nothing is asked
        await until(pilot, lambda: isinstance(app.screen, CaseFile))
        await see(app, "4 values")
    assert values(book, case) == [(1, "A", 5.5), (2, "A", 6.0), (3, "A", 5.0), (4, "A", 7.25)]
    measure = book.parts(Measure, case.code)[0]
    assert (measure.target, measure.unit, measure.improves) == ("Tidur", "jam", Improves.UP)


async def test_a_measure_needs_what_and_which_way_is_better(book: Casebook, case: Case) -> None:
    form = MeasureForm(case.code)
    async with opened(book, form) as pilot:
        await pilot.press("ctrl+s")
        assert [field.key for field in form.fields if field.has_class("-wrong")] == ["target", "improves"]
        assert "goal" not in [field.key for field in form.fields], "there is none it could belong to"
        await fill(pilot, target="x" * 121, improves="up")
        await pilot.press("ctrl+s")
        assert "longer than 120" in under(form.field("target"))


async def test_a_measure_belongs_to_the_goal_under_the_cursor(book: Casebook, case: Case) -> None:
    goal = book.add(Goal, case.code, statement="Tidur nyenyak")
    form = MeasureForm(case.code, about=goal.id)
    async with opened(book, form) as pilot:
        await fill(pilot, target="Tidur", improves="up")
        await pilot.press("ctrl+s")
        await done(pilot)
    measure = book.parts(Measure, case.code)[0]
    assert measure.goal == goal.id
    again = MeasureForm(case.code, measure.id)
    async with opened(book, again) as pilot:
        again.field("goal").retype(None)
        await fill(pilot, unit="jam")
        await pilot.press("ctrl+s")
        await done(pilot)
    assert (book.parts(Measure, case.code)[0].goal, book.parts(Measure, case.code)[0].unit) == ("", "jam")


async def test_day_and_phase_are_offered_and_the_last_values_shown(book: Casebook, case: Case, crying: Measure) -> None:
    told(book, crying, "A", (1, 3), (2, 4.5))
    told(book, crying, "B", (8, 2))
    form = MeasurementForm(case.code)
    async with opened(book, form) as pilot:
        assert pilot.app.focused is form.field("value").control
        assert form.field("on").value == TODAY, "what one comes to write down is today's"
        assert form.field("stage").value == Stage.B, "as the last one"
        assert "3 (A), 4.5 (A), 2 (B). The last day: 8 Nov 2026." in under(form.field("value"))
        await pilot.press("1")
        assert "1 kali sehari" in under(form.field("value"))
        await pilot.press("ctrl+s")
        await done(pilot)
        assert not isinstance(pilot.app.screen, MeasurementForm), "ctrl+s leaves"
    assert values(book, case)[-1] == (21, "B", 1.0)


@pytest.mark.parametrize(
    ("days", "expected"),
    [((), 21), ((1,), 2), ((1, 2), 3), ((1, 8), 15), ((7, 14), 21), ((10, 17), 21), ((5, 5), 5), ((21,), 21)],
)
def test_of_values_in_a_row_the_next_day_is_as_far_as_the_last_was(days: tuple[int, ...], expected: int) -> None:
    assert next_day([date(2026, 11, day) for day in days], TODAY) == date(2026, 11, expected)


async def test_of_several_measures_it_asks_which_and_offers_what_fits_it(
    book: Casebook, case: Case, crying: Measure
) -> None:
    told(book, crying, "B", (3, 1))
    book.add(Measure, case.code, target="Tidur", unit="jam", improves="up")
    form = MeasurementForm(case.code)
    async with opened(book, form) as pilot:
        assert pilot.app.focused is form.field("measure").control
        assert form.field("stage").value == Stage.A
        await pilot.press("m", "enter")
        await until(pilot, lambda: form.field("stage").value == Stage.B)
        await fill(pilot, on="2/11")
        await pilot.press("shift+tab", "t")
        await until(pilot, lambda: form.field("stage").value == Stage.A)
        assert form.field("on").value == date(2026, 11, 2), "a day that was typed stays"
        assert "There is none yet." in under(form.field("value"))


async def test_another_measure_has_another_next_day(book: Casebook, case: Case, crying: Measure) -> None:
    told(book, crying, "A", (3, 1))
    book.add(Measure, case.code, target="Tidur", improves="up")
    form = MeasurementForm(case.code, about=crying.id, goes_on=True)
    async with opened(book, form) as pilot:
        assert form.field("on").value == date(2026, 11, 4)
        await pilot.press("shift+tab", "t")
        await until(pilot, lambda: form.field("on").value == TODAY)
        await pilot.press("m")
        await until(pilot, lambda: form.field("on").value == date(2026, 11, 4))


async def test_on_a_value_a_new_one_is_of_the_same_measure(book: Casebook, case: Case, crying: Measure) -> None:
    told(book, crying, "A", (3, 1))
    book.add(Measure, case.code, target="Tidur", improves="up")
    app = LingkarApp(book)
    async with case_file(app, case.code, (80, 50)) as pilot:
        await pilot.press("6", "down")
        await see(app, "3 Nov 2026 A 1")
        await pilot.press("i", "m")
        await until(pilot, lambda: isinstance(app.screen, MeasurementForm))
        assert app.screen.field("measure").value == crying.id  # type: ignore[attr-defined]


async def test_a_value_is_put_right_and_removed_from_its_row(book: Casebook, case: Case, crying: Measure) -> None:
    told(book, crying, "A", (1, 3), (2, 44))
    app = LingkarApp(book)
    async with case_file(app, case.code, (80, 50)) as pilot:
        await pilot.press("6", "down")  # the newest stands first
        await see(app, "2 Nov 2026 A 44")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MeasurementForm))
        await pilot.press("4", "enter")  # what stood there was selected; enter saves, and asks for no other
        await until(pilot, lambda: isinstance(app.screen, CaseFile))
        assert values(book, case) == [(1, "A", 3.0), (2, "A", 4.0)]
        await pilot.press("D")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press("y")
        await until(pilot, lambda: values(book, case) == [(1, "A", 3.0)])


async def test_a_measure_goes_with_its_values_and_undo_brings_all_back(
    book: Casebook, case: Case, crying: Measure
) -> None:
    told(book, crying, "A", (1, 3), (2, 4))
    app = LingkarApp(book)
    async with case_file(app, case.code, (80, 50)) as pilot:
        await pilot.press("6", "enter")
        await until(pilot, lambda: isinstance(app.screen, MeasureForm))
        await fill(pilot, target="Menangis di malam hari")
        await pilot.press("ctrl+s")
        await see(app, "Menangis di malam hari")
        await pilot.press("D")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press("y")
        await until(pilot, lambda: not book.parts(Measure, case.code))
        assert values(book, case) == []
        await pilot.press("u")
        await until(pilot, lambda: len(values(book, case)) == 2)


async def test_what_is_not_a_number_or_a_day_to_come_is_said_and_stays(
    book: Casebook, case: Case, crying: Measure
) -> None:
    form = MeasurementForm(case.code)
    async with opened(book, form) as pilot:
        await pilot.press("enter")
        assert "This is needed." in under(form.field("value"))
        await pilot.press(*"tiga", "enter")
        assert "“tiga” is not a number." in under(form.field("value"))
        await fill(pilot, value="3", on="tomorrow")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "has not come yet" in under(form.field("on")))
        assert text_of(form.field("value")) == "3"
        break_disk(book)
        await fill(pilot, on="today")
        form.field("value").control.focus()
        await pilot.press("enter")
        await until(pilot, lambda: "The disk is full" in trouble(pilot.app))
        assert pilot.app.screen is form, "a value that was not kept does not lead on to the next"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))


async def test_it_comes_back_after_the_book_was_locked(book: Casebook, case: Case, crying: Measure) -> None:
    told(book, crying, "A", (1, 3))
    form = MeasurementForm(case.code, about=crying.id, goes_on=True)
    async with opened(book, form) as pilot:
        await fill(pilot, value="3,", note="kata", stage="B")
        parked = form.parked()
    assert parked
    book.park([parked])
    again: Any = _form(book, book.parked()[0])
    again.was = book.parked()[0]
    async with opened(book, again):
        assert (text_of(again.field("value")), text_of(again.field("note"))) == ("3,", "kata")
        assert (again.field("stage").value, again.field("on").value) == (Stage.B, date(2026, 11, 2))
    book.remove(crying)
    value = {"form": parked["form"], "made_of": [case.code, "gone"], "named": {}}
    with pytest.raises(NotFound):
        _form(book, value)


async def test_without_anything_to_say_it_of_it_says_so(book: Casebook, case: Case) -> None:
    form = MeasurementForm(case.code)
    async with opened(book, form) as pilot:
        assert "Nothing is set up to measure" in read(pilot)
        await pilot.press("down", "enter", "ctrl+s", "escape")
        await until(pilot, lambda: pilot.app.answers == [None])  # type: ignore[attr-defined]
