"""The keys on what stands in a row of the case file: open, finish, remove, add; and that a lock loses no place."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widget import Widget

from store import Case, Casebook, NotSaved, open_casebook
from store.language import N_
from store.model import Flag, Intervention, Referral, Task
from store.model.goal import Goal
from store.model.part import Part
from tests.casefile.conftest import case_file, see, shown, until
from tests.casework.conftest import TODAY
from tests.unlock.conftest import PASSPHRASE, lock, unlock, unlocked
from tests.unlock.conftest import folder as folder  # an encrypted book, not yet made
from tui.app import LingkarApp
from tui.casefile.part_acts import _ENDS_AT, can_finish
from tui.casefile.reading import Reading
from tui.casefile.rows import Row, RowPage, RowsTab
from tui.casefile.screen import CaseFile
from tui.casefile.tabs import TABS
from tui.casework.kinds import KINDS
from tui.casework.menu import AddMenu
from tui.casework.part_form import PartForm
from tui.casework.rated import GoalRating, ratings_of
from tui.forms.ask import Ask
from tui.forms.text import LineField
from tui.frame import KeyBar, Said

SHOWN = (Task, Referral, Flag, Intervention, Goal)


class Everything(RowsTab):
    """All parts of a case, a line each."""

    @staticmethod
    def lay_out(reading: Reading, width: int) -> list[Row]:
        """One row a part, and the ratings of goals."""
        parts: list[Part] = [part for model in SHOWN for part in reading.parts(model)]
        parts += [rating for goal in reading.parts(Goal) for rating in ratings_of(goal)]
        names = (f"{type(part).__name__} {reading.text(str(getattr(part, 'text', '')))}" for part in parts)
        return [Row([Content(name[:width])], part) for name, part in zip(names, parts, strict=True)]

    @property
    def label(self) -> str:
        """Its name."""
        return "Everything"


class Stand(PartForm):
    """In the place of the form of every kind: the keys are what is tested here."""

    heading_new, heading_old = N_("New task"), N_("Task")

    def parts(self) -> Iterable[Widget]:
        yield LineField("text", "Text")
        for key in ("status", "state", "until"):
            yield LineField(key, key)


@pytest.fixture(autouse=True)
def one_tab_of_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.casefile.screen.TABS", (*TABS[:3], Everything, *TABS[4:]))
    kinds = []
    for kind in KINDS:
        form = type(
            f"Stand{kind.letter.upper()}", (Stand,), {"MODEL": kind.model, "__module__": "tui.casework.part_form"}
        )
        if kind.model is GoalRating:  # a rating lies in its goal
            form.compose = PartForm.__mro__[1].compose  # type: ignore[attr-defined]
            form.must_find_its_subject = lambda _form, _book: None  # type: ignore[attr-defined]
        monkeypatch.setattr(f"tui.casework.part_form.{form.__name__}", form, raising=False)
        kinds.append(replace(kind, form=f"tui.casework.part_form:{form.__name__}"))
    monkeypatch.setattr("tui.casework.kinds.KINDS", tuple(kinds))


@pytest.fixture
def full(book: Casebook, case: Case) -> Case:
    """A case with what can be finished, and a goal with a rating."""
    fill(book, case.code)
    return case


def fill(book: Casebook, code: str) -> None:
    book.add(Task, code, text="Kunjungan ke sekolah")
    book.add(Task, code, text="Akta lahir", status="done")
    book.add(Referral, code, to="Dinas Sosial", reason="KIP", follow_up=TODAY)
    book.add(Flag, code, type="domestic_violence", level="high", safety_plan="Ke rumah nenek")
    book.add(Intervention, code, kind="counselling", level="micro")
    goal = book.add(Goal, code, statement="Anak kembali ke sekolah")
    book.rate_goal(goal.id, -1)


@asynccontextmanager
async def at_rows(app: LingkarApp, code: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The case file at its tab of everything."""
    async with case_file(app, code, size) as pilot:
        await pilot.press("4")
        await see(app, "Task Kunjungan")
        yield pilot


def the_file(app: LingkarApp) -> CaseFile:
    assert isinstance(app.screen, CaseFile)
    return app.screen


def footer(app: LingkarApp) -> list[str]:
    return [word for _key, word in app.screen.query_one(KeyBar)._keys]


async def go_to(app: LingkarApp, pilot: Pilot[None], model: type[Part]) -> Part:
    """The cursor on the first row of this kind."""
    page = the_file(app)._tabs[3].query_one(RowPage)
    part = next(part for part in page._laid.parts if type(part) is model)
    page.go_to_part(part.key)
    await pilot.pause()
    assert the_file(app).part == part
    return part


async def form_of(app: LingkarApp) -> Stand:
    await until(lambda: isinstance(app.screen, Stand) and app.focused)
    assert isinstance(app.screen, Stand)
    return app.screen


@pytest.mark.parametrize("model", [Referral, GoalRating])
async def test_enter_opens_the_form_of_the_row(app: LingkarApp, full: Case, model: type[Part]) -> None:
    async with at_rows(app, full.code) as pilot:
        part = await go_to(app, pilot, model)
        await pilot.press("enter")
        form = await form_of(app)
        assert form.MODEL is model
        assert (form._code, form._part_id) == (full.code, part.id)


async def test_a_double_click_opens_it_too(app: LingkarApp, full: Case) -> None:
    async with at_rows(app, full.code) as pilot:
        page = the_file(app)._tabs[3].query_one(RowPage)
        await pilot.click(page, offset=(6, 2), times=2)
        assert (await form_of(app)).MODEL is Referral


async def test_f_finishes_a_task_at_once_and_undo_takes_it_back(app: LingkarApp, book: Casebook, full: Case) -> None:
    async with at_rows(app, full.code) as pilot:
        task = await go_to(app, pilot, Task)
        assert "finish" in footer(app)
        await pilot.press("f")
        await until(lambda: not book.part(Task, task.id).is_open)
        assert book.part(Task, task.id).done_on == TODAY
        await until(lambda: "finish" not in footer(app))  # the same row, which is done now
        assert the_file(app).part == book.part(Task, task.id)
        await pilot.press("f")
        assert the_file(app)
        await pilot.press("u")
        await until(lambda: book.part(Task, task.id).is_open)


async def test_f_opens_the_form_where_the_answer_goes(app: LingkarApp, full: Case) -> None:
    assert {Referral: "status", Flag: "state", Intervention: "until"} == _ENDS_AT
    async with at_rows(app, full.code) as pilot:
        part = await go_to(app, pilot, Intervention)
        await pilot.press("f")
        form = await form_of(app)
        assert (form.MODEL, form._part_id) == (Intervention, part.id)
        assert app.focused is form.field("until").control


@pytest.mark.parametrize(("model", "over"), [
    (Task, {"status": "cancelled"}), (Referral, {"status": "completed"}), (Intervention, {"until": TODAY}),
    (Flag, {"state": "resolved", "state_reason": "Dia pindah"}),
])  # fmt: skip
def test_what_is_over_is_not_finished_again(
    book: Casebook, full: Case, model: type[Part], over: dict[str, object]
) -> None:
    part = book.parts(model, full.code)[0]
    assert can_finish(part)
    assert not can_finish(book.change(part, **over))


def test_a_danger_under_control_can_still_be_resolved_and_a_goal_is_finished_in_its_form(
    book: Casebook, full: Case
) -> None:
    flag = book.parts(Flag, full.code)[0]
    assert can_finish(book.change(flag, state="mitigated", state_reason="Dia di rumah nenek"))
    assert not can_finish(book.parts(Goal, full.code)[0])
    assert not can_finish(None)


@pytest.mark.parametrize("model", [Task, GoalRating])
async def test_removing_asks_and_undo_brings_it_back(
    app: LingkarApp, book: Casebook, full: Case, model: type[Part]
) -> None:
    def there() -> int:
        if model is GoalRating:
            return len(book.parts(Goal, full.code)[0].ratings)
        return len(book.parts(model, full.code))

    before = there()
    async with at_rows(app, full.code) as pilot:
        await go_to(app, pilot, model)
        await pilot.press("D")
        await until(lambda: isinstance(app.screen, Ask))
        await pilot.press("D", "enter")  # neither the key that asked nor enter removes
        await until(lambda: isinstance(app.screen, CaseFile))
        assert there() == before
        await pilot.press("D")
        await until(lambda: isinstance(app.screen, Ask))
        await pilot.press("y")
        await until(lambda: there() == before - 1)
        await pilot.press("u")
        await until(lambda: there() == before)


async def test_a_disk_that_refuses_says_so_and_removes_nothing(
    app: LingkarApp, book: Casebook, full: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise NotSaved("The disk is full.")

    async with at_rows(app, full.code) as pilot:
        monkeypatch.setattr(book, "remove", refuse)
        await pilot.press("D")
        await until(lambda: isinstance(app.screen, Ask))
        await pilot.press("y")
        await see(app, "The disk is full.")
        assert len(book.parts(Task, full.code)) == 2


@pytest.mark.parametrize("letter", ["r", "m", "s"])  # each letter is pressed in tests/casework/test_menu
async def test_anything_is_two_keys_away(app: LingkarApp, book: Casebook, full: Case, letter: str) -> None:
    from store.model.measure import Measure

    book.add(Measure, full.code, target="Hari di sekolah", improves="up")
    async with case_file(app, full.code) as pilot:
        await pilot.press("i", letter)
        form = await form_of(app)
        assert type(form).__name__ == f"Stand{letter.upper()}"
        assert (form._code, form._part_id) == (full.code, "")


async def test_a_new_entry_is_about_the_row_under_the_cursor(app: LingkarApp, full: Case) -> None:
    async with at_rows(app, full.code) as pilot:
        goal = await go_to(app, pilot, Goal)
        await pilot.press("i", "t")
        assert (await form_of(app))._about == goal.id


async def test_the_menu_begins_with_the_kinds_of_the_open_tab(app: LingkarApp, full: Case) -> None:
    async with at_rows(app, full.code) as pilot:
        await pilot.press("i")
        await until(lambda: isinstance(app.screen, AddMenu))
        await see(app, "t Task")
        lines = [line for line in shown(app).splitlines() if "│" in line]
        assert "Task" in lines[0]
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CaseFile))


async def test_hidden_nothing_is_opened_finished_removed_or_added(app: LingkarApp, book: Casebook, full: Case) -> None:
    async with at_rows(app, full.code) as pilot:
        await pilot.press("asterisk")
        for key in ("i", "enter", "f", "D"):
            the_file(app).query_one(Said).say("")
            await pilot.press(key)
            await see(app, "Client text is hidden; press * to show it first.")
            assert "Kunjungan" not in shown(app)
            assert the_file(app)
            assert book.parts(Task, full.code)[0].is_open


async def test_the_footer_says_what_can_be_done_with_the_row(app: LingkarApp, full: Case) -> None:
    async with at_rows(app, full.code, (140, 40)) as pilot:
        assert footer(app) == ["open", "finish", "add", "board", "remove", "advance", "note", "help"]
        await go_to(app, pilot, Goal)
        assert footer(app)[:2] == ["open", "add"]
        await pilot.press("7")
        assert footer(app)[0] == "add"
        assert "open" not in footer(app)
        for tab in "1234567":
            await pilot.press(tab)
            assert len(footer(app)) <= 8
            assert footer(app)[-1] == "help"
            assert "board" in footer(app)


async def test_the_dangers_stand_on_top_of_the_overview_and_are_acted_on_there(
    app: LingkarApp, book: Casebook, full: Case
) -> None:
    book.add(Flag, full.code, type="homeless", level="low")
    book.add(Flag, full.code, type="medical", level="critical", state="resolved", state_reason="Sudah sembuh")
    async with case_file(app, full.code, (80, 40)) as pilot:
        await see(app, "HIGH DANGER · Domestic violence · Open since 21 Nov 2026")
        text = shown(app)
        assert text.index("Domestic violence") < text.index("Loss of home") < text.index("Presenting problem")
        assert "Ke rumah nenek" in text
        part = the_file(app).part
        assert isinstance(part, Flag)
        assert part.type == "domestic_violence"
        await pilot.press("f")
        form = await form_of(app)
        assert app.focused is form.field("state").control
        await pilot.press("escape", "G")
        await see(app, "Sudah sembuh")
        text = the_file(app)._tab.body.plain  # type: ignore[union-attr]
        assert text.index("Presenting problem") < text.index("Medical emergency")
        await pilot.press("g", "asterisk")
        await see(app, "Safety plan: · · ·")
        assert "nenek" not in shown(app)
        assert "sembuh" not in shown(app)


async def test_the_row_is_kept_when_the_book_changes_elsewhere(app: LingkarApp, book: Casebook, full: Case) -> None:
    async with at_rows(app, full.code) as pilot:
        flag = await go_to(app, pilot, Flag)
        book.add(Task, full.code, text="Satu lagi")
        await see(app, "Satu lagi")
        assert the_file(app).part == flag
        await pilot.press("3", "4")
        assert the_file(app).part == flag
        book.remove(flag)
        await until(lambda: isinstance(the_file(app).part, Intervention))


async def test_a_tab_behind_another_one_is_not_laid_out(
    app: LingkarApp, book: Casebook, full: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    lay_out = Everything.lay_out

    def counted(reading: Reading, width: int) -> list[Row]:
        asked.append(width)
        return lay_out(reading, width)

    monkeypatch.setattr(Everything, "lay_out", staticmethod(counted))
    async with case_file(app, full.code) as pilot:
        await pilot.press("4", "3")
        asked.clear()
        book.add(Task, full.code, text="Satu lagi")
        await pilot.pause()
        assert asked == []
        await pilot.press("4")
        await see(app, "Satu lagi")
        assert len(asked) == 1


async def test_a_lock_loses_neither_tab_nor_row_nor_what_is_typed(folder: Path) -> None:
    with open_casebook(folder, PASSPHRASE) as book:
        code = book.add_case(alias="Bu S", size="family").code
        fill(book, code)
    async with unlocked(folder) as (app, pilot):
        await pilot.press("enter", "4", "j", "j", "j")
        await until(lambda: isinstance(the_file(app).part, Flag))
        await lock(app, pilot)
        await unlock(app, pilot)
        await until(lambda: isinstance(app.screen, CaseFile) and isinstance(app.screen.part, Flag))
        assert the_file(app).open_tab == 4
        await pilot.press("i", "t")
        await form_of(app)
        await pilot.press(*"Kunjungan")
        await lock(app, pilot)
        await unlock(app, pilot)
        form = await form_of(app)
        assert form.field("text").typed == "Kunjungan"
        await pilot.press("escape", "y")
        await until(lambda: isinstance(app.screen, CaseFile) and isinstance(app.screen.part, Flag))
