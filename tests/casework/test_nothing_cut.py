"""Every form of what lies in the file, and that of a resource, fits the smallest screen and a wide one."""

import pytest

from store import Case, Casebook
from store.model import Flag, Goal, Intervention, Measure, Measurement, Person, Referral, Relation, Score, Task
from store.model.part import Part
from tests.casework.conftest import TODAY, fill_file
from tests.casework.forms import SCALE, answer_otherwise, fits
from tests.forms.host import HOSTILE, LONG, SIZES, opened, speak, until
from tui.casework.kinds import KINDS, Kind
from tui.casework.resources import ResourceForm

OF_PARTS = [kind for kind in KINDS if kind.model is not None]
MUCH: dict[type[Part], dict[str, object]] = {
    Goal: {"statement": "A goal whose statement is much longer than what a single line shows of it", **SCALE},
    Task: {"status": "done"},
    Referral: {"status": "rejected", "barrier": "kata " * 50},
    Intervention: {"text": HOSTILE},
    Flag: {"note": HOSTILE, "level": "critical", "state": "resolved", "state_reason": "kata " * 20},
    Person: {"born": TODAY, "note": HOSTILE},
    Relation: {"note": "kata " * 20},
    Score: {"whose": "kata " * 10},
}
"""What makes a form as tall as it can be."""


@pytest.fixture
def ids(book: Casebook, case: Case) -> dict[type[Part], str]:
    """A case with much of everything in its file, and resources to choose from; the id of each entry."""
    book.edit_case(case.code, alias=HOSTILE[:60])
    book.add_case(alias="Pak D", size="individual")  # to link with
    dinas = book.add_resource(
        name="Dinas Sosial", kind="societal", gives="Sembako", is_tangible=True, conditions="KTP setempat", area="Kota"
    )
    ids = fill_file(book, case.code)
    for model, fields in MUCH.items():
        book.change(book.part(model, ids[model]), **fields)
    for number in range(8):
        book.add(Measurement, case.code, measure=ids[Measure], stage="A", value=number * 1.5)
    book.change(book.part(Referral, ids[Referral]), resource=dinas.id)
    book.add(Goal, case.code, statement=LONG)
    return ids


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.letter)
async def test_a_new_one_fits_the_smallest_screen(
    book: Casebook, case: Case, ids: dict[type[Part], str], kind: Kind
) -> None:
    speak("long")
    async with opened(book, kind.make(case.code), SIZES[0]) as pilot:
        await fits(pilot)
        await pilot.press("ctrl+s")  # what is missing is said; where nothing is, one leaves
        if not pilot.app.answers:  # type: ignore[attr-defined]
            await fits(pilot)


@pytest.mark.parametrize("kind", OF_PARTS, ids=lambda kind: kind.letter)
async def test_an_old_one_fits_the_smallest_screen_and_answered_otherwise_too(
    book: Casebook, case: Case, ids: dict[type[Part], str], kind: Kind
) -> None:
    assert kind.model is not None
    speak("long")
    form = kind.make(case.code, ids[kind.model])
    async with opened(book, form, SIZES[0]) as pilot:
        await fits(pilot)
        for field in form.fields:
            answer_otherwise(field)
        await fits(pilot)


async def test_a_resource_fits_the_smallest_screen(book: Casebook, ids: dict[type[Part], str]) -> None:
    speak("long")
    async with opened(book, ResourceForm(book.resources()[0].id), SIZES[0]) as pilot:
        await fits(pilot)


async def test_all_fit_a_wide_screen(book: Casebook, case: Case, ids: dict[type[Part], str]) -> None:
    forms = [*(kind.make(case.code) for kind in KINDS), ResourceForm()]
    async with opened(book, forms[0], SIZES[2]) as pilot:
        await fits(pilot)
        for form in forms[1:]:
            await pilot.app.switch_screen(form)
            await until(pilot, lambda form=form: bool(form.query("KeyBar")))  # type: ignore[misc]
            await fits(pilot)
