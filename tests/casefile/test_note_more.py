"""The facts of a note that have a form of their own: filling them in, what the plan learns, and where they are read."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from store import Case, Casebook, Note
from store.language import use
from store.model import Goal, Task, TaskStatus
from tests.casefile.conftest import case_file, see, shown, until
from tests.forms.host import CLEANED, HOSTILE, under, write
from tui.app import LingkarApp
from tui.casefile.editor import NoteEditor
from tui.casefile.note_facts import more_words
from tui.casefile.note_more import NoteMore
from tui.casefile.note_text import note_lines
from tui.casefile.reader import NoteReader
from tui.casefile.reading import HIDDEN, Reading
from tui.casefile.screen import CaseFile
from tui.casefile.signing import SignForm


@pytest.fixture(autouse=True)
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """No timer comes to save before the test is over."""
    monkeypatch.setattr(NoteEditor, "SAVE_AFTER", 600)


@pytest.fixture
def planned(book: Casebook, case: Case) -> Case:
    """The case with a goal and two open tasks."""
    goal = book.add(Goal, case.code, statement="Anak kembali\nke sekolah")
    book.add(Task, case.code, text="Kunjungan ke sekolah", goal=goal.id)
    book.add(Task, case.code, text="Mengurus KIP")
    return case


@asynccontextmanager
async def more(app: LingkarApp, case: Case, *typed: str) -> AsyncIterator[Pilot[None]]:
    """The form over a new note in which something may be typed already."""
    async with case_file(app, case.code) as pilot:
        await pilot.press("n")
        await until(lambda: isinstance(app.screen, NoteEditor) and app.screen.focused)
        await pilot.press(*typed, "f5")
        await until(lambda: isinstance(app.screen, NoteMore) and app.focused)
        yield pilot


def field(app: LingkarApp, key: str) -> Any:
    return app.screen.field(key)  # type: ignore[attr-defined]


def note_of(book: Casebook, case: Case) -> Note:
    (note,) = book.notes(case.code)
    return note


async def test_all_of_them_by_keys(app: LingkarApp, book: Casebook, planned: Case) -> None:
    async with more(app, planned, *"Bertemu") as pilot:
        await pilot.press(*"Ibu, guru", "tab", *"Sekolah", "tab", *"45", "tab", "space", "tab", "down", "space")
        assert "45 minutes" in under(field(app, "minutes"))
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(app.screen, NoteEditor))
        await see(app, "f5 45 min · Ibu, gu")  # the editor says so
        note = note_of(book, planned)
        (goal,) = book.parts(Goal, planned.code)
        visit, papers = book.parts(Task, planned.code)
        assert (note.participants, note.place, note.minutes) == ("Ibu, guru", "Sekolah", 45)
        assert (note.goals, note.tasks_done) == ((goal.id,), (papers.id,))
        assert (visit.status, papers.status) == (TaskStatus.OPEN, TaskStatus.OPEN)  # it is not signed yet
        await pilot.press(*" lagi", "ctrl+g")
        await until(lambda: isinstance(app.screen, SignForm))
        await pilot.press("h", "ctrl+s")
        await until(lambda: isinstance(app.screen, CaseFile))
    assert [one.status for one in book.parts(Task, planned.code)] == [TaskStatus.OPEN, TaskStatus.DONE]
    signed = note_of(book, planned)
    assert (signed.body, signed.participants, signed.minutes) == ("Bertemu lagi", "Ibu, guru", 45)


async def test_a_tick_that_is_taken_back_leaves_the_plan_alone(app: LingkarApp, book: Casebook, planned: Case) -> None:
    visit = book.parts(Task, planned.code)[0]
    book.change(visit, status="done")
    note = book.add_note(planned.code, body="x", tasks_done=[visit.id])
    async with case_file(app, planned.code) as pilot:
        app.push_screen(NoteMore(planned.code, note.id, "s"))
        await until(lambda: isinstance(app.screen, NoteMore) and app.focused)
        assert field(app, "tasks_done").value == (visit.id,)  # listed, though it is done
        field(app, "tasks_done").ticks.toggle()
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(app.screen, CaseFile))
    assert note_of(book, planned).tasks_done == ()
    assert book.parts(Task, planned.code)[0].status is TaskStatus.DONE


async def test_what_does_not_fit_is_said_beside_it(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with more(app, case, "x") as pilot:
        assert "Goals and open tasks of the case can be ticked here" in shown(app)
        await pilot.press("tab", "tab", *"1500", "ctrl+s")
        assert "between 1 and 1440" in under(field(app, "minutes")).replace(".", "").replace(",", "")
        assert isinstance(app.screen, NoteMore)


async def test_facts_without_a_word_of_text_are_kept(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with more(app, case) as pilot:
        await pilot.press(*"Ibu", "ctrl+s")
        await until(lambda: isinstance(app.screen, NoteEditor))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CaseFile))
        await see(app, f"Draft on {case.code} kept")
    assert note_of(book, case).participants == "Ibu"


async def test_a_look_at_the_form_leaves_no_empty_note_behind(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with more(app, case) as pilot:
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, NoteEditor))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CaseFile))
    assert not book.notes(case.code)


async def test_text_and_facts_of_one_sitting_are_one_step_to_undo(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with more(app, case, *"Ber") as pilot:
        await pilot.press(*"Ibu", "ctrl+s")
        await until(lambda: isinstance(app.screen, NoteEditor))
        await pilot.press(*"temu", "escape")
        await until(lambda: isinstance(app.screen, CaseFile))
        assert note_of(book, case).body == "Bertemu"
        await pilot.press("u")
        await until(lambda: not book.notes(case.code))


async def test_it_comes_back_over_its_editor(book: Casebook, planned: Case) -> None:
    first = LingkarApp(book)
    async with more(first, planned, *"Bertemu") as pilot:
        await pilot.press(*"Ibu", "tab", "tab", "tab", "tab", "space")
        first._end_now()
    second = LingkarApp(book)
    async with second.run_test() as pilot:
        await until(lambda: isinstance(second.screen, NoteMore) and second.focused and not book.parked())
        assert [type(screen).__name__ for screen in second.screen_stack[-3:]] == ["CaseFile", "NoteEditor", "NoteMore"]
        assert field(second, "participants").typed == "Ibu"
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(second.screen, NoteEditor))
        assert second.screen.area.text == "Bertemu"  # type: ignore[attr-defined]
        await pilot.press("escape")
        await until(lambda: isinstance(second.screen, CaseFile))
    note = note_of(book, planned)
    assert (note.body, note.participants, len(note.tasks_done)) == ("Bertemu", "Ibu", 1)


async def test_it_stays_closed_while_text_is_hidden(app: LingkarApp, book: Casebook, planned: Case) -> None:
    async with case_file(app, planned.code) as pilot:
        await pilot.press("asterisk", "n")
        await until(lambda: isinstance(app.screen, NoteEditor) and app.screen.focused)
        await pilot.press("f5")
        await see(app, "Client text is hidden; press * to show it first.")
        assert isinstance(app.screen, NoteEditor)
        assert not book.notes(planned.code)


async def test_the_mouse_opens_it_too(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with case_file(app, case.code) as pilot:
        await pilot.press("n", "x")
        await until(lambda: isinstance(app.screen, NoteEditor) and app.screen.focused)
        await pilot.click("MoreFacts")
        await until(lambda: isinstance(app.screen, NoteMore))


async def test_hostile_text_in_the_form_and_in_the_reader(app: LingkarApp, book: Casebook, planned: Case) -> None:
    book.add(Goal, planned.code, statement=HOSTILE)
    async with more(app, planned, "x") as pilot:
        await write(pilot, HOSTILE)
        await pilot.press("tab")
        await write(pilot, HOSTILE)
        field(app, "goals").ticks.tick_all([goal.id for goal in book.parts(Goal, planned.code)])
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(app.screen, NoteEditor))
        await see(app, "[/] [bold]x")
        note = note_of(book, planned)
        assert note.place == note.participants == " ".join(CLEANED.split())
        book.sign_note(note.id)
        app.push_screen(NoteReader(note.id))
        await until(lambda: isinstance(app.screen, NoteReader) and app.screen.is_mounted)
        await see(app, "[/] [bold]x[/bold]")
        assert "\x1b" not in shown(app)


# Reading them


def text_of(note: Note, reading: Reading, width: int = 78) -> str:
    lines = note_lines(note, width, reading)
    assert all(line.cell_length <= width for line in lines)
    return "\n".join(line.plain for line in lines)


@pytest.fixture
def written(book: Casebook, planned: Case) -> Note:
    """A note with all of them."""
    goal, (visit, papers) = book.parts(Goal, planned.code)[0], book.parts(Task, planned.code)
    return book.add_note(
        planned.code, body="Isi", participants="Ibu, guru", place="Sekolah", minutes=90, goals=[goal.id],
        tasks_done=[visit.id, papers.id],
    )  # fmt: skip


def test_a_note_names_its_goals_and_tasks(book: Casebook, written: Note) -> None:
    told = text_of(written, Reading(book, written.case_code, False))
    for line in (
        "Who was there  Ibu, guru", "Where          Sekolah", "How long       90 min",
        "Goals          Anak kembali ke sekolah", "Tasks done     Kunjungan ke sekolah", "               Mengurus KIP",
    ):  # fmt: skip
        assert line in told
    assert "Session" not in told
    bare = written.changed(participants="", goals=())
    assert "Who was there" not in text_of(bare, Reading(book, written.case_code, False))


def test_hidden_text_hides_all_that_tells_of_the_client(book: Casebook, written: Note) -> None:
    told = text_of(written, Reading(book, written.case_code, True))
    for secret in ("Ibu", "Sekolah", "kembali", "KIP", "Isi"):
        assert secret not in told
    assert f"Who was there  {HIDDEN}" in told
    assert "90 min" in told
    assert "Goals          1" in told
    assert "Tasks done     2" in told


def test_a_goal_that_was_removed_is_said_to_be_gone(book: Casebook, written: Note) -> None:
    book.remove(book.parts(Goal, written.case_code)[0])
    assert "Goals          no longer in the file" in text_of(written, Reading(book, written.case_code, False))


@pytest.mark.parametrize(("count", "words"), [(0, "group session with other cases"), (2, "group session with 2 cases")])
def test_a_session_is_told_without_naming_anybody(book: Casebook, case: Case, count: int, words: str) -> None:
    other = book.add_case(alias="Pak D", size="individual").code
    note = book.add_group_note([case.code, other], body="Belajar")[0]
    told = text_of(note.changed(session_cases=count), Reading(book, case.code, False))
    assert words in told
    assert other not in told
    assert "Pak D" not in told


@pytest.mark.parametrize(("language", "words"), [("en", "45 min · Ibu · 1 goal · 2 tasks done"), ("id", "45")])
def test_the_editor_sums_them_up_in_a_line(book: Casebook, case: Case, language: str, words: str) -> None:
    use(language)
    note = book.add_note(case.code, body="x", minutes=45, participants="Ibu", goals=["a"], tasks_done=["b", "c"])
    assert more_words(note).startswith(words)
    assert more_words(None) == ""
    assert more_words(note.changed(minutes=None, participants="", goals=(), tasks_done=())) == ""
