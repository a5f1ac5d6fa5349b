"""Every form of what lies in the file comes back after a lock, with what was typed and where the cursor was.

What is parked goes through the book and back here, without a lock in between; `tests/unlock` and
`tests/casefile/test_part_acts` look at the lock itself.
"""

from typing import Any

import pytest
from textual.pilot import Pilot

from store import Case, Casebook, NotFound
from tests.casework.conftest import fill_file
from tests.forms.host import opened, until
from tests.unlock.test_coming_back import other
from tui.casework.kinds import KINDS, Kind
from tui.casework.rated import GoalRating, find_rating, remove_rating
from tui.forms.form import Form
from tui.unlock.comeback import _form, is_sound

OF_PARTS = [kind for kind in KINDS if kind.model is not None]


async def fill_in(pilot: Pilot, form: Form) -> dict[str, Any]:
    """Fill every field with something else, and go to the last one."""
    for field in form.fields:
        field.retype(other(field))
    last = form.fields[-1]
    last.control.focus()
    await until(pilot, lambda: bool(last.control.has_focus))
    return {field.key: field.typed for field in form.fields if field.is_touched}


def brought_back(book: Casebook, form: Form) -> Form:
    """The form as it is made again from what the book kept."""
    parked = form.parked()
    assert parked
    book.park([parked])
    kept = book.parked()[0]
    assert is_sound(kept, "form")
    again = _form(book, kept)
    again.was = kept
    assert isinstance(again, type(form))
    return again


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.letter)
async def test_a_new_one_comes_back_with_what_was_typed(book: Casebook, full: Case, kind: Kind) -> None:
    book.add_case(alias="Pak D", size="individual")  # to link with
    form = kind.make(full.code)
    async with opened(book, form, (100, 50)) as pilot:
        typed = await fill_in(pilot, form)
        focus = form.as_it_stands()["focus"]
        again = brought_back(book, form)
    async with opened(book, again, (100, 50)) as pilot:
        assert {key: again.field(key).typed for key in typed} == typed
        await until(pilot, lambda: again.as_it_stands()["focus"] == focus)


@pytest.mark.parametrize("kind", OF_PARTS, ids=lambda kind: kind.letter)
def test_an_old_one_comes_back_while_its_entry_is_there(book: Casebook, case: Case, kind: Kind) -> None:
    assert kind.model is not None
    id = fill_file(book, case.code)[kind.model]
    again = brought_back(book, kind.make(case.code, id))
    if kind.model is GoalRating:
        remove_rating(book, find_rating(book, id))
    else:
        book.remove(book.part(kind.model, id))
    with pytest.raises(NotFound):
        again.must_find_its_subject(book)
