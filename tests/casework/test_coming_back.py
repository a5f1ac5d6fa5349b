"""Every form of what lies in the file comes back after a lock, with what was typed and where the cursor was.

What is parked goes through the book and back here, without a lock in between; `tests/unlock` and
`tests/casefile/test_part_acts` look at the lock itself.
"""

from typing import Any

import pytest
from textual.pilot import Pilot

from store import Case, Casebook, NotFound
from store.model import Flag, Goal, Score
from tests.casework.conftest import fill_file
from tests.casework.forms import answer_otherwise, brought_back
from tests.forms.host import CLEANED, HOSTILE, opened, shown, until
from tui.casework.kinds import KINDS, Kind
from tui.casework.rated import GoalRating, find_rating
from tui.forms.form import Form

OF_PARTS = [kind for kind in KINDS if kind.model is not None]
WITH_FIELDS_OF_THEIR_OWN = [kind for kind in KINDS if kind.model in (Flag, Score)]
"""Old ones have others than new ones: the state of a danger, one score instead of all domains."""


async def fill_in(pilot: Pilot, form: Form) -> dict[str, Any]:
    """Fill every field with something else, text with the worst there is, and go to the last one."""
    for field in form.fields:
        answer_otherwise(field, CLEANED)
    await pilot.pause()
    last = form.fields[-1]
    last.control.focus()
    await until(pilot, lambda: bool(last.control.has_focus))
    return {field.key: field.typed for field in form.fields if field.is_touched}


@pytest.mark.parametrize("kind", WITH_FIELDS_OF_THEIR_OWN, ids=lambda kind: f"old {kind.letter}")
async def test_an_old_one_comes_back_with_what_was_typed(book: Casebook, case: Case, kind: Kind) -> None:
    assert kind.model is not None
    id = fill_file(book, case.code)[kind.model]
    await comes_back(book, kind.make(case.code, id))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.letter)
async def test_a_new_one_comes_back_with_what_was_typed(book: Casebook, full: Case, kind: Kind) -> None:
    book.add_case(alias=HOSTILE, size="individual")  # to link with
    book.edit_case(full.code, alias=HOSTILE)
    book.add_resource(name=HOSTILE[:70], kind="formal", gives=HOSTILE, conditions=HOSTILE)
    await comes_back(book, kind.make(full.code))


async def comes_back(book: Casebook, form: Form) -> None:
    """Fill it in, put it away, take it out again: all is in its place, and nothing of it was taken for anything."""
    async with opened(book, form, (100, 50)) as pilot:
        typed = await fill_in(pilot, form)
        in_sight = [field.key for field in form.fields]
        focus = form.as_it_stands()["focus"]
        again = brought_back(book, form)
    async with opened(book, again, (100, 50)) as pilot:
        assert {key: again.field(key).typed for key in typed} == typed
        assert [field.key for field in again.fields] == in_sight
        await until(pilot, lambda: again.as_it_stands()["focus"] == focus)
        assert "\x1b" not in shown(pilot.app)
        assert "\u202e" not in shown(pilot.app)


@pytest.mark.parametrize("kind", OF_PARTS, ids=lambda kind: kind.letter)
def test_an_old_one_comes_back_while_its_entry_is_there(book: Casebook, case: Case, kind: Kind) -> None:
    assert kind.model is not None
    id = fill_file(book, case.code)[kind.model]
    again = brought_back(book, kind.make(case.code, id))
    if kind.model is GoalRating:
        rated = find_rating(book, id)
        book.remove_rating(rated.goal, rated.place, rated.plain)
    else:
        book.remove(book.part(kind.model, id))
    with pytest.raises(NotFound):
        again.must_find_its_subject(book)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if Goal in kind.about], ids=lambda kind: kind.letter)
async def test_what_a_new_one_is_about_comes_back_with_it(book: Casebook, full: Case, kind: Kind) -> None:
    book.add(Goal, full.code, statement="Another")
    goal = book.parts(Goal, full.code)[0]
    again = brought_back(book, kind.make(full.code, under=goal))
    async with opened(book, again):
        assert again.field("goal").value == goal.id
