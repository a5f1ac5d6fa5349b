"""The field for several of a list: arrows go through, a space ticks, and what is ticked is kept in the list's order."""

from collections.abc import Iterable

import pytest
from textual.geometry import Offset
from textual.widget import Widget

from store import Casebook
from store.model import WorkerRole
from tests.forms.host import opened, shown, under, until
from tui.forms.form import Form
from tui.forms.text import LineField
from tui.forms.ticks import Ticks, TicksField

ROLES = [(role.value, role.label) for role in WorkerRole]


class Sample(Form):
    """Roles, between two lines."""

    saved = 0

    def heading(self) -> str:
        return "Sample"

    def parts(self) -> Iterable[Widget]:
        yield LineField("before", "Before")
        yield TicksField("roles", "Roles", ROLES, ["mediator", "advocate", "gone"], needed=True, help="[b]help")
        yield LineField("after", "After")

    def save(self) -> None:
        self.saved += 1

    @property
    def roles(self) -> TicksField:
        field = self.field("roles")
        assert isinstance(field, TicksField)
        return field


async def test_it_begins_with_what_is_known_and_is_not_touched(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample, (80, 40)) as pilot:
        assert sample.roles.value == ("advocate", "mediator")
        assert not sample.holds_text
        assert "[x] Advocate" in shown(pilot.app)
        assert "[ ] Broker" in shown(pilot.app)
        assert "[b]help" in shown(pilot.app)


async def test_its_boxes_stand_below_what_other_fields_say(book: Casebook) -> None:
    async with opened(book, Sample(), (80, 40)) as pilot:
        await pilot.press(*"Text")
        lines = shown(pilot.app).splitlines()
        (at,) = [line.index("Text") for line in lines if "Text" in line]
        assert {line.index("[") for line in lines if "▌ [" in line} == {at}


async def test_arrows_go_through_and_a_space_ticks(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample, (80, 40)) as pilot:
        await pilot.press("tab", "space")
        assert sample.roles.value == ("broker", "advocate", "mediator")
        assert sample.holds_text
        await pilot.press("down", "space", "up", "up", "space", "end", "space", "down", "home", "space", "space")
        assert sample.roles.value == ("mediator", WorkerRole.POLICY.value)
        await until(pilot, lambda: "›[ ] Broker" in shown(pilot.app))
        await pilot.press("tab")
        await until(pilot, lambda: "›" not in shown(pilot.app))


async def test_a_sentence_ticks_nothing_and_is_told_so(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample, (80, 40)) as pilot:
        await pilot.press("tab")
        before = sample.roles.value
        await pilot.press(*"I met the mother")
        await until(pilot, lambda: "not a line to write in" in under(sample.roles))
        assert sample.roles.value == before


async def test_a_letter_jumps_and_enter_goes_on(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample, (80, 40)) as pilot:
        await pilot.press("tab", "c", "space", "c", "space")
        both = {WorkerRole.COUNSELLOR.value, WorkerRole.CASE_MANAGER.value, WorkerRole.ORGANISER.value}
        assert len(set(sample.roles.value) & both) == 2
        await pilot.press("enter")
        assert pilot.app.focused is sample.field("after").control


async def test_a_needed_one_is_asked_for_until_something_is_ticked(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample, (80, 40)) as pilot:
        sample.roles.retype("")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: under(sample.roles).startswith("This is needed."))
        assert pilot.app.focused is sample.roles.control
        await pilot.press("space")
        assert "needed" not in under(sample.roles)
        await pilot.press("ctrl+s")
        assert sample.saved == 1


async def test_it_is_parked_as_text_and_comes_back_at_the_same_line(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample, (80, 40)) as pilot:
        await pilot.press("tab", "down", "down", "space")
        parked = sample.parked()
    assert parked
    book.park([parked])
    again = Sample()
    again.was = book.parked()[0]
    async with opened(book, again, (80, 40)) as pilot:
        assert again.roles.value == ("advocate", "educator", "mediator")
        assert pilot.app.focused is again.roles.control
        await until(pilot, lambda: again.roles.ticks.at == 2)
        again.roles.retype("gone\nbroker")  # a list may be shorter in another version
        assert again.roles.value == ("broker",)


@pytest.mark.parametrize("size", [(80, 24), (60, 12)])
async def test_every_line_comes_into_sight(book: Casebook, size: tuple[int, int]) -> None:
    sample = Sample()

    def here() -> str:
        return next((line for line in shown(pilot.app).splitlines() if "›[" in line), "")

    async with opened(book, sample, size) as pilot:
        await pilot.press("tab")
        for _value, words in ROLES:
            await until(pilot, lambda words=words: words in here())  # type: ignore[misc]
            await pilot.press("down")
        await pilot.press("home")
        await until(pilot, lambda: ROLES[0][1] in here())


async def test_the_mouse_ticks(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample, (80, 40)) as pilot:
        await pilot.click(Ticks, offset=Offset(5, 2))
        await until(pilot, lambda: "educator" in sample.roles.value)
