"""What is added to the file: it is said where it is, and there the cursor is, in its own tab and in another one."""

from collections.abc import Callable
from typing import Any

import pytest

from store import Case, Casebook, new_id
from store.model import (
    Flag,
    Goal,
    Intervention,
    Measure,
    Measurement,
    Person,
    Referral,
    Relation,
    Score,
    Task,
    TeamMember,
)
from store.practice.ecomap import read_relation
from tests.casefile.conftest import case_file, see, until
from tests.casework.conftest import TODAY
from tests.forms.host import SIZES, write
from tui.app import LingkarApp
from tui.casefile.added import Held
from tui.casefile.reading import Reading
from tui.casefile.screen import CaseFile
from tui.casework.kinds import BY_LETTER, KINDS, kind_made_with
from tui.forms.form import Form
from tui.frame import Said


def first(book: Casebook, model: type[Any], code: str) -> str:
    return str(book.parts(model, code)[0].id)


ADDS: dict[str, Callable[[Casebook, str], object]] = {
    "r": lambda book, code: book.rate_goal(first(book, Goal, code), 1, note=new_id()),
    "g": lambda book, code: book.add(Goal, code, statement="The new one"),
    "t": lambda book, code: book.add(Task, code, text="The new one"),
    "f": lambda book, code: book.add(Referral, code, to="The new one", reason="x", follow_up=TODAY),
    "v": lambda book, code: book.add(Intervention, code, kind="mediation", level="mezzo"),
    "a": lambda book, code: book.add(TeamMember, code, name="The new one", discipline="nurse"),
    "l": lambda book, code: book.add(Flag, code, type="medical", level="high", safety_plan="The new one"),
    "p": lambda book, code: book.add(Person, code, alias="The new one"),
    "e": lambda book, code: book.add(Relation, code, **read_relation("The new one === Ibu")),
    "m": lambda book, code: book.add(
        Measurement, code, measure=first(book, Measure, code), on=TODAY, stage="A", value=3
    ),
    "d": lambda book, code: book.add(Score, code, domain="legal", on=TODAY, expectation=4, reality=1),
    "q": lambda book, code: book.add(Measure, code, target="The new one", improves="down"),
}  # fmt: skip


@pytest.fixture
def full(book: Casebook, case: Case) -> Case:
    """So much in each tab that a new row is not the first one, nor in sight."""
    code = case.code
    for number in range(5):
        goal = book.add(Goal, code, statement=f"Goal {number}")
        book.rate_goal(goal.id, 0)
        book.add(Task, code, text=f"Task {number}", due=TODAY)
        book.add(Referral, code, to=f"Office {number}", reason="x", follow_up=TODAY)
        book.add(Intervention, code, kind="counselling", level="micro")
        book.add(TeamMember, code, name=f"Colleague {number}", discipline="nurse")
        book.add(Flag, code, type="domestic_violence", level="critical", safety_plan="Ke rumah nenek")
        book.add(Person, code, alias=f"Person {number}")
        book.add(Relation, code, **read_relation(f"Person {number} === Ibu"))
        measure = book.add(Measure, code, target=f"Measure {number}", improves="down")
        book.add(Measurement, code, measure=measure.id, stage="A", value=5)
    for domain in ("health", "education", "roles"):
        book.add(Score, code, domain=domain, expectation=5, reality=2)
    return case


def file_of(app: LingkarApp) -> CaseFile:
    assert isinstance(app.screen, CaseFile)
    return app.screen


def test_every_kind_with_a_row_of_its_own_is_tried() -> None:
    assert set(ADDS) == {kind.letter for kind in KINDS if kind.model is not None}


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("letter", list(ADDS))
async def test_the_cursor_is_on_what_was_added(
    app: LingkarApp, book: Casebook, full: Case, letter: str, size: tuple[int, int]
) -> None:
    kind = BY_LETTER[letter]
    for tab in (7, kind.tab):  # from another tab, and on its own
        async with case_file(app, full.code, size) as pilot:
            file = file_of(app)
            await pilot.press(str(kind.tab), str(tab))
            before = Held.by(Reading(book, full.code, False))
            form = kind.make(full.code)
            await app.push_screen(form)
            await pilot.pause()
            ADDS[letter](book, full.code)
            said = file.query_one(Said).text
            assert (f"It is on tab {kind.tab}" in said) is (tab != kind.tab), said
            Form.finish(form, full.code)
            await until(lambda: app.screen is file)  # noqa: B023  # awaited at once
            new = Held.by(Reading(book, full.code, False)).added_to(before)
            await pilot.press(str(kind.tab))
            await pilot.pause()
            assert list(new) == [kind.tab]
            assert file.part is not None
            assert file.part.key in new[kind.tab]
            assert isinstance(file.part, kind.model or object)
        app = LingkarApp(book)


async def test_by_keys_a_task_is_added_on_the_overview_and_found_in_the_plan(
    app: LingkarApp, book: Casebook, full: Case
) -> None:
    async with case_file(app, full.code) as pilot:
        await pilot.press("i", "t")
        await until(lambda: kind_made_with(app.screen) is BY_LETTER["t"] and app.focused)
        await write(pilot, "Antar ke puskesmas")
        await pilot.press("ctrl+s")
        await see(app, "task added. It is on tab 4, Plan: press 4")
        await pilot.press("4")
        part = file_of(app).part
        assert isinstance(part, Task)
        assert part.text == "Antar ke puskesmas"
        await pilot.press("1", "u")
        await see(app, "Undone: ")
        assert "It is on" not in file_of(app).query_one(Said).text


async def test_what_is_changed_moves_no_cursor(app: LingkarApp, book: Casebook, full: Case) -> None:
    async with case_file(app, full.code) as pilot:
        await pilot.press("4", "down", "down", "enter")
        await until(lambda: kind_made_with(app.screen) is BY_LETTER["t"] and app.focused)
        await pilot.press("end", "x", "ctrl+s")
        await until(lambda: isinstance(app.screen, CaseFile))
        part = file_of(app).part
        assert isinstance(part, Task)
        assert part.text == "Task 2x"


def test_a_file_of_another_case_is_not_new(book: Casebook, full: Case) -> None:
    other = book.add_case(alias="Pak D", size="individual")
    book.add(Task, other.code, text="x")
    before, now = (Held.by(Reading(book, code, False)) for code in (full.code, other.code))
    assert now.added_to(before) == {}
