"""The form of a resource: what it needs, what it keeps, and that it fits."""

import pytest

from store import Casebook
from store.model import Resource
from tests.forms.host import (
    CLEANED,
    HOSTILE,
    break_disk,
    fill,
    opened,
    shown,
    trouble,
    under,
    until,
)  # fmt: skip
from tui.casework.resources import ResourceForm


@pytest.fixture
def dinas(book: Casebook) -> Resource:
    return book.add_resource(
        name="Dinas Sosial", kind="societal", gives="Sembako", is_tangible=True, conditions="KTP setempat", area="Kota"
    )


async def test_the_form_asks_for_what_is_needed_and_keeps_hostile_text_as_text(book: Casebook) -> None:
    form = ResourceForm()
    async with opened(book, form) as pilot:
        await pilot.press("ctrl+s")
        assert [field.key for field in form.fields if field.has_class("-wrong")] == ["name", "kind"]
        await fill(pilot, name="x" * 81, kind="formal")
        await pilot.press("ctrl+s")
        assert under(form.field("name")).splitlines()[0] == "This is longer than 80 characters."
        await fill(pilot, **dict.fromkeys(("name", "gives", "conditions", "contact", "area"), HOSTILE))
        assert "\x1b" not in shown(pilot.app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers)
    (kept,) = book.resources()
    assert {kept.name, kept.gives, kept.conditions, kept.contact, kept.area} == {CLEANED}
    assert pilot.app.answers == [kept.id]


async def test_nothing_changed_writes_nothing_and_a_full_disk_is_said(
    book: Casebook, dinas: Resource, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    book.subscribe(told.append)
    async with opened(book, ResourceForm(dinas.id, "area")) as pilot:
        assert pilot.app.screen.field("area").control.has_focus  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [dinas.id])
    assert told == []
    async with opened(book, ResourceForm(dinas.id)) as pilot:
        break_disk(book)
        await fill(pilot, name="Dinsos")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "disk is full" in trouble(pilot.app))
        assert pilot.app.answers == []
