"""What the tests of the forms of a case file share: saving, reading the screen, the room there is, and coming back."""

from contextlib import suppress

from textual.pilot import Pilot

from store import Casebook
from tests.forms.host import assert_nothing_cut, shown, until
from tests.unlock.test_coming_back import other
from tui.forms.choice_field import ChoiceField
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.text import AreaField, LineField
from tui.unlock.comeback import _form, is_sound

SCALE = {
    "much_less": "Get out of house only a few times a month",
    "less": "Get out of the house less than once a week",
    "expected": "Get out of the house 1-2 times per week in the next month",
    "better": "Get out of the house more than 2 times per week in the next month",
    "much_better": "Get out of house more than 4 times per week in the next month",
}
"""A real scale, of the mtnlotus/pco-ig examples (CC0)."""


async def done(pilot: Pilot) -> None:
    """Wait until the form has been left."""
    await until(pilot, lambda: bool(pilot.app.answers))  # type: ignore[attr-defined]


async def saved(pilot: Pilot) -> None:
    """Save, and wait until the form has been left."""
    await pilot.press("ctrl+s")
    await done(pilot)


def read(pilot: Pilot) -> str:
    """What stands on the screen, wherever its lines break."""
    return " ".join("".join(" " if c in "▌█│┃▾" else c for c in shown(pilot.app)).split())


async def fits(pilot: Pilot) -> None:
    """Once the screen is laid out, nothing in it is cut."""
    with suppress(AssertionError):
        await until(pilot, lambda: _fits(pilot))
    assert_nothing_cut(pilot.app)


def _fits(pilot: Pilot) -> bool:
    with suppress(AssertionError):
        assert_nothing_cut(pilot.app)
        return True
    return False


def brought_back(book: Casebook, form: Form) -> Form:
    """The form as it is made again from what the book kept of it."""
    parked = form.parked()
    assert parked
    book.park([parked])
    kept = book.parked()[0]
    assert is_sound(kept, "form")
    again = _form(book, kept)
    again.was = kept
    assert isinstance(again, type(form))
    return again


def answer_otherwise(field: Field, text: str = "") -> None:
    """Put something else into a field than what stands there.

    Args:
        field: the field.
        text: what is typed where any text may be; empty for whatever fits the field.
    """
    if isinstance(field, ChoiceField):
        values = [value for value, _words in field.choice.options]
        field.choice.choose(values.index(other(field)))
    else:
        field.retype(text if text and type(field) in (LineField, AreaField) else other(field))
