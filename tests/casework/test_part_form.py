"""The form of an entry: only what was changed is written, what the book refuses stays typed, a lock loses nothing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from textual.widget import Widget

from store import Case, Casebook, NotFound
from store.language import N_
from store.model import Task, TaskOwner
from store.model.goal import Goal
from tests.casework.conftest import TODAY
from tests.forms.host import HOSTILE, Host, break_disk, fill, opened, shown, text_of, trouble, under, until
from tui.casework.part_form import PartForm
from tui.forms.choice_field import ChoiceField
from tui.forms.day import DayField
from tui.forms.number import NumberField
from tui.forms.options import options
from tui.forms.text import AreaField, LineField
from tui.unlock.comeback import _form


class Sample(PartForm):
    """A task, in a field of each kind."""

    MODEL = Task
    heading_new, heading_old = N_("New task"), N_("Task")

    def parts(self) -> Iterable[Widget]:
        yield LineField("text", "What", self.of("text") or "", needed=True)
        yield ChoiceField("owner", "Who", options(TaskOwner, "nobody"), self.of("owner"))
        yield DayField("due", "Due", TODAY, self.of("due"))
        yield LineField("goal", "Goal", self.of("goal") or "")
        yield AreaField("carried_over", "Why it goes on", self.of("carried_over") or "")


class Weighed(PartForm):
    """A goal with a number that the model does not leave open."""

    MODEL = Goal
    heading_new, heading_old = N_("New goal"), N_("Goal")

    def parts(self) -> Iterable[Widget]:
        yield AreaField("statement", "Goal", self.of("statement") or "")
        yield NumberField("weight", "Weight", self.of("weight"), whole=True)

    def cleaned(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "domain": "own"}


def tasks(book: Casebook, case: Case) -> list[Task]:
    return book.parts(Task, case.code)


async def test_a_new_entry_is_kept_and_one_undo_takes_it_back(book: Casebook, case: Case) -> None:
    async with opened(book, Sample(case.code)) as pilot:
        assert "New task · " + case.code in shown(pilot.app)
        await fill(pilot, text="Kunjungan", owner="client", due="+7")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [case.code])  # type: ignore[attr-defined]
    task = tasks(book, case)[0]
    assert (task.text, task.owner, task.due) == ("Kunjungan", "client", date(2026, 11, 28))
    book.undo()
    assert tasks(book, case) == []


async def test_only_what_was_changed_is_written(book: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    task = book.add(Task, case.code, text="Kunjungan", owner="client", due=TODAY)
    written: list[dict[str, Any]] = []
    change = book.change

    def changed(part: Any, **fields: Any) -> Any:
        written.append(fields)
        return change(part, **fields)

    monkeypatch.setattr(book, "change", changed)
    async with opened(book, Sample(case.code, task.id)) as pilot:
        assert "Task · " in shown(pilot.app)
        book.change(task, carried_over="Meanwhile, elsewhere")
        await fill(pilot, owner="family")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [case.code])  # type: ignore[attr-defined]
    assert written[1:] == [{"owner": "family"}]
    assert tasks(book, case)[0].carried_over == "Meanwhile, elsewhere"


async def test_an_emptied_field_is_as_the_model_leaves_it_open(book: Casebook, case: Case) -> None:
    task = book.add(Task, case.code, text="Kunjungan", owner="client", due=TODAY, carried_over="Why")
    async with opened(book, Sample(case.code, task.id)) as pilot:
        form = pilot.app.screen
        assert isinstance(form, Sample)
        await fill(pilot, due="", carried_over="")
        form.field("owner").retype(None)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [case.code])  # type: ignore[attr-defined]
    task = tasks(book, case)[0]
    assert (task.owner, task.due, task.carried_over) == (None, None, "")


async def test_a_number_left_open_takes_what_the_model_begins_with_and_values_are_cleaned(
    book: Casebook, case: Case
) -> None:
    goal = book.add(Goal, case.code, statement="Sekolah", weight=3)
    async with opened(book, Weighed(case.code, goal.id)) as pilot:
        await fill(pilot, weight="")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [case.code])  # type: ignore[attr-defined]
    goal = book.part(Goal, goal.id)
    assert (goal.weight, goal.domain) == (1, "own")


async def test_what_the_model_begins_with_stands_in_a_new_form(book: Casebook, case: Case) -> None:
    async with opened(book, Weighed(case.code)) as pilot:
        form = pilot.app.screen
        assert isinstance(form, Weighed)
        assert text_of(form.field("weight")) == "1"
        assert not form.holds_text
        await pilot.press("ctrl+s")  # the model needs a statement, and the field does not say so
        await until(pilot, lambda: under(form.field("statement")) == "This is needed.")


async def test_nothing_changed_leaves_without_an_act(book: Casebook, case: Case) -> None:
    task = book.add(Task, case.code, text="Kunjungan")
    seen: list[object] = []
    book.subscribe(seen.append)
    async with opened(book, Sample(case.code, task.id)) as pilot:
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [case.code])  # type: ignore[attr-defined]
    assert seen == []


async def test_what_the_book_refuses_stands_beside_its_field_and_stays_typed(book: Casebook, case: Case) -> None:
    async with opened(book, Sample(case.code)) as pilot:
        form = pilot.app.screen
        assert isinstance(form, Sample)
        await fill(pilot, text="Kunjungan", goal="no such goal")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "not in the file" in under(form.field("goal")))
        assert text_of(form.field("text")) == "Kunjungan"
        await fill(pilot, goal="")
        break_disk(book)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "The disk is full" in trouble(pilot.app))
        assert form.holds_text


async def test_an_entry_that_is_gone_meanwhile_is_said_and_what_is_typed_stays(book: Casebook, case: Case) -> None:
    task = book.add(Task, case.code, text="Kunjungan")
    async with opened(book, Sample(case.code, task.id)) as pilot:
        await fill(pilot, text="Kunjungan ke sekolah")
        book.remove(task)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(trouble(pilot.app)))
        assert pilot.app.answers == []  # type: ignore[attr-defined]


async def test_it_is_parked_and_comes_back_only_to_what_is_still_there(
    book: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sample, "__module__", "tui.casework.part_form")
    monkeypatch.setattr("tui.casework.part_form.Sample", Sample, raising=False)
    task = book.add(Task, case.code, text="Kunjungan")
    async with opened(book, Sample(case.code, id=task.id, focus="due")) as pilot:
        await fill(pilot, text="Kunjungan ke sekolah", due="31 Feb")
        parked = pilot.app.screen.parked()  # type: ignore[attr-defined]
    book.park([parked])
    parked = book.parked()[0]
    again = _form(book, parked)
    again.was = parked
    async with opened(book, again) as pilot:
        form = pilot.app.screen
        assert isinstance(form, Sample)
        assert (text_of(form.field("text")), text_of(form.field("due"))) == ("Kunjungan ke sekolah", "31 Feb")
        assert pilot.app.focused is form.field("due").control
    book.remove(task)
    with pytest.raises(NotFound):
        _form(book, parked)
    book.undo()
    assert isinstance(_form(book, parked), Sample)
    with pytest.raises(NotFound):
        _form(book, {**parked, "made_of": ["K-2026-999"], "named": {}})


async def test_it_begins_in_the_field_it_was_asked_to(book: Casebook, case: Case) -> None:
    task = book.add(Task, case.code, text="Kunjungan")
    async with opened(book, Sample(case.code, task.id, "due")) as pilot:
        form = pilot.app.screen
        assert isinstance(form, Sample)
        assert pilot.app.focused is form.field("due").control


async def test_hidden_the_title_does_not_name_the_client(book: Casebook, case: Case) -> None:
    async with opened(book, Sample(case.code)) as pilot:
        assert isinstance(pilot.app, Host)
        assert isinstance(pilot.app.screen, Sample)
        assert "Bu S" in pilot.app.screen.heading()
        pilot.app.hidden = True
        assert "Bu S" not in pilot.app.screen.heading()


async def test_hostile_text_is_text(book: Casebook, case: Case) -> None:
    book.edit_case(case.code, alias="[/] [bold]x")
    task = book.add(Task, case.code, text=HOSTILE)
    async with opened(book, Sample(case.code, task.id)) as pilot:
        assert "[/] [bold]x" in shown(pilot.app)
        await fill(pilot, owner="client")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [case.code])  # type: ignore[attr-defined]
    assert tasks(book, case)[0].text == task.text
