"""What lay open when the book was locked or the window closed comes back as it was: place, text, cursor."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from store import BookDamaged, Case, Casebook, open_casebook
from tests.forms.host import opened
from tests.unlock.conftest import PASSPHRASE, lock, on_board, see, shown, unlock, unlocked, until
from tui.app import LingkarApp
from tui.casefile.editor import NoteEditor
from tui.casefile.reader import NoteReader
from tui.casefile.screen import CaseFile
from tui.casefile.write_form import AddendumForm, VoidForm
from tui.forms.choice_field import ChoiceField
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.text import AreaField
from tui.forms.ticks import TicksField
from tui.intake.case_form import CaseForm
from tui.moves.back import BackDialog
from tui.moves.contact import NextContactDialog
from tui.moves.gate import GateDialog
from tui.moves.hold import HoldDialog
from tui.moves.risk import RiskDialog
from tui.moves.terminate import TerminateForm
from tui.packet.form import PacketForm
from tui.unlock.comeback import _SHAPES, _form, is_sound
from tui.unlock.idle_form import LockAfterDialog

HOSTILE = "[/] [bold]x \u202edekat\n$t 'petik'"

FORMS: dict[type[Form], Callable[[Case, str], Form]] = {
    CaseForm: lambda case, note: CaseForm(case.code, focus="presenting_problem"),
    BackDialog: lambda case, note: BackDialog(case.code),
    NextContactDialog: lambda case, note: NextContactDialog(case.code),
    GateDialog: lambda case, note: GateDialog(case.code, "advance"),
    HoldDialog: lambda case, note: HoldDialog(case.code),
    RiskDialog: lambda case, note: RiskDialog(case.code),
    TerminateForm: lambda case, note: TerminateForm(case.code),
    PacketForm: lambda case, note: PacketForm(case.code),
    AddendumForm: lambda case, note: AddendumForm(note),
    VoidForm: lambda case, note: VoidForm(note),
    LockAfterDialog: lambda case, note: LockAfterDialog(),
}


@pytest.fixture
def note(folder: Path, case: Case, clock: Callable[[], datetime]) -> str:
    """The id of a signed note in the file of a case under way."""
    with open_casebook(folder, PASSPHRASE, clock=clock) as book:
        book.advance(case.code, reason="Keluarga dalam keadaan darurat")
        return book.add_note(case.code, body="Bertemu", sign=True).id


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
async def test_every_form_comes_back_with_what_was_typed(
    folder: Path, case: Case, note: str, clock: Callable[[], datetime], kind: type[Form]
) -> None:
    """Through what the book keeps; the lock itself is the same for all of them, and one goes through it below."""
    with open_casebook(folder, PASSPHRASE, clock=clock) as book:
        form = FORMS[kind](case, note)
        async with opened(book, form, (100, 40)) as pilot:
            typed, cursor = await fill_in(pilot.pause, form)
            book.park([form.parked()])
        (kept,) = book.parked()
        assert is_sound(kept, "form")
        again = _form(book, kept)
        assert isinstance(again, kind)
        again.was = kept
        async with opened(book, again, (100, 40)):
            assert {field.key: field.typed for field in again.query(Field) if field.key in typed} == typed
            last = list(typed)[-1]
            await until(lambda: again.field(last).control.has_focus)
            await until(lambda: again.field(last).cursor == cursor)


async def test_a_form_goes_through_the_lock(folder: Path, case: Case, note: str) -> None:
    async with unlocked(folder, (100, 40)) as (app, pilot):
        app.push_screen(CaseForm(case.code, focus="presenting_problem"))
        await until(lambda: isinstance(app.screen, CaseForm) and app.screen.is_mounted and app.focused)
        form = app.screen
        assert isinstance(form, Form)
        typed, cursor = await fill_in(pilot.pause, form)
        await lock(app, pilot)
        await unlock(app, pilot)
        await until(lambda: isinstance(app.screen, CaseForm) and app.screen.is_mounted)
        again = app.screen
        assert isinstance(again, Form)
        assert again is not form
        assert {field.key: field.typed for field in again.fields if field.key in typed} == typed
        last = again.field(list(typed)[-1])
        await until(lambda: app.focused is last.control and last.cursor == cursor)
        assert app.book.parked() == []


async def fill_in(pause: Callable[[], Awaitable[None]], form: Form) -> tuple[dict[str, Any], tuple[int, ...]]:
    """Put something else into every field, and go to the start of the last; answers what is typed and the place."""
    typed = {field.key: other(field) for field in form.fields}
    for field in form.fields:
        field.retype(typed[field.key])
    await pause()
    last = form.fields[-1]
    last.control.focus()
    await pause()
    if last.cursor:
        last.put_cursor([0] * len(last.cursor))
    return typed, (0,) * len(last.cursor)


def other(field: Any) -> str | None:
    """Something else than what stands in a field."""
    if isinstance(field, ChoiceField):
        return next((value for value, _words in field.choice.options if value != field.typed), field.typed)
    if isinstance(field, TicksField):
        return "\n".join(value for value, _words in field.ticks.options if value not in (field.typed or "").split("\n"))
    if isinstance(field, AreaField):
        return "[/] [bold]x dekat\n$t 'petik'"
    return "21 Des 2026, 7"


async def test_a_half_written_note_comes_back_with_its_cursor(folder: Path, case: Case) -> None:
    async with unlocked(folder) as (app, pilot):
        await pilot.press("enter", "2", "n", *"Satu", "enter", *"dua", "up", "left")
        assert isinstance(app.screen, NoteEditor)
        cursor = app.screen.area.cursor_location
        await lock(app, pilot)
        assert "Satu" not in shown(app)
        await unlock(app, pilot)
        editor = app.screen
        assert isinstance(editor, NoteEditor)
        assert (editor.area.text, editor.area.cursor_location) == ("Satu\ndua", cursor)
        assert editor.area.has_focus
        await pilot.press("x", "ctrl+s")
        await until(lambda: isinstance(app.screen, CaseFile))
        assert "Notes 1" in shown(app)
        assert [note.body for note in app.book.notes(case.code)] == ["Saxtu\ndua"]
        await pilot.press("escape")
        assert on_board(app)


async def test_a_new_note_without_a_word_stays_a_new_note(folder: Path, case: Case) -> None:
    async with unlocked(folder) as (app, pilot):
        await pilot.press("n", "shift+tab", "shift+tab", "shift+tab", "p")  # another fact, no text
        typed = app.screen.facts.typed  # type: ignore[attr-defined]
        await lock(app, pilot)
        await unlock(app, pilot)
        assert isinstance(app.screen, NoteEditor)
        assert app.screen.facts.typed == typed
        await pilot.press("escape")
        await until(lambda: on_board(app))
        assert app.book.notes(case.code) == []


async def test_a_moment_that_makes_no_sense_yet_comes_back_as_typed(folder: Path, case: Case) -> None:
    async with unlocked(folder) as (app, pilot):
        await pilot.press("n", *"Teks", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab")
        assert app.focused is app.screen.facts.moment  # type: ignore[attr-defined]
        await pilot.press(*"kapan")
        await lock(app, pilot)
        await unlock(app, pilot)
        assert isinstance(app.screen, NoteEditor)
        assert app.screen.facts.moment.value == "kapan"
        assert app.screen.area.text == "Teks"
        assert app.focused is app.screen.facts.moment


async def test_the_place_comes_back_tab_note_filter_and_card(folder: Path, case: Case, clock: Any) -> None:
    with open_casebook(folder, PASSPHRASE, clock=clock) as book:
        second = book.add_case(alias="Pak D", size="individual").code
        book.add_case(alias="Bu T", size="individual")
        notes = [book.add_note(second, body=f"Catatan {number}", sign=True).id for number in range(6)]
    async with unlocked(folder) as (app, pilot):
        await pilot.press("slash", *"Pak", "enter", "enter", "2", "j", "j", "enter")
        await until(lambda: isinstance(app.screen, NoteReader))
        read = app.screen.note.id  # type: ignore[attr-defined]
        assert read == notes[3]
        await lock(app, pilot)
        await unlock(app, pilot)
        assert isinstance(app.screen, NoteReader)
        assert app.screen.note is not None
        assert app.screen.note.id == read
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CaseFile))
        assert app.screen.note is not None
        assert app.screen.note.id == read
        await pilot.press("escape")
        await until(lambda: on_board(app))
        await see(app, "(2 of 3 hidden)")
        assert app.screen.current_case.code == second  # type: ignore[attr-defined]
        await pilot.press("escape")
        await see(app, "Bu T")


async def test_a_form_and_the_screens_under_it_come_back_in_order(folder: Path, case: Case) -> None:
    async with unlocked(folder) as (app, pilot):
        await pilot.press("enter", "a")
        await until(lambda: isinstance(app.screen, GateDialog))
        await pilot.press("tab", *"Alasan", "shift+tab")
        app.push_screen(CaseForm(case.code, "consent"))
        await until(lambda: isinstance(app.screen, CaseForm) and app.focused)
        await pilot.press("ctrl+l")
        await until(lambda: not app.is_open)
        await unlock(app, pilot)
        kinds = [type(screen).__name__ for screen in app.screen_stack[1:]]
        assert kinds == ["BoardScreen", "CaseFile", "GateDialog", "CaseForm"]
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, GateDialog))
        assert app.screen.field("reason").typed == "Alasan"


async def test_a_form_in_a_closed_window_comes_back_at_the_next_start(book: Casebook) -> None:
    """Also in a plain book, also hostile text."""
    case = book.add_case(alias="Bu S", size="family")
    first = LingkarApp(book)
    async with first.run_test() as pilot:
        await until(lambda: on_board(first))
        await pilot.press("e")
        await until(lambda: isinstance(first.screen, CaseForm) and first.focused)
        first.screen.field("presenting_problem").retype(HOSTILE)
        first._end_now()
        assert first.trouble == ""
    second = LingkarApp(book)
    async with second.run_test() as pilot:
        await until(lambda: isinstance(second.screen, CaseForm) and second.focused)
        assert second.screen.field("presenting_problem").typed == HOSTILE.replace("\u202e", "")
        await pilot.press("ctrl+s")
        await until(lambda: on_board(second))
        assert "dekat" in book.case(case.code).presenting_problem
        assert book.parked() == []


async def test_a_tidy_desk_leaves_no_trace(book: Casebook) -> None:
    book.add_case(alias="Bu S", size="family")
    app = LingkarApp(book)
    async with app.run_test():
        await until(lambda: on_board(app))
        app._end_now()
    assert book.parked() == []


async def test_what_lay_open_on_a_case_that_is_gone_is_told(folder: Path, case: Case, clock: Any) -> None:
    async with unlocked(folder) as (app, pilot):
        await pilot.press("e", *" dan anak")
        await lock(app, pilot)
        with open_casebook(folder, PASSPHRASE, clock=clock) as book:
            book.undo()  # takes the case itself back
        await unlock(app, pilot)
        await see(app, "Not all that lay open could be opened again")
        assert on_board(app)
        assert app.book.parked() == []


async def test_a_form_of_another_version_is_told_and_does_not_end_the_program(folder: Path, case: Case) -> None:
    with open_casebook(folder, PASSPHRASE) as book:
        thing = {"screen": "form", "made_of": [], "named": {}, "typed": {}, "focus": "", "cursor": []}
        forms = ["tui.nowhere:Form", "tui.forms.form:Nothing", "os:system", "tui.forms.form:Form"]
        book.park([{**thing, "form": form, "made_of": [1, 2, 3]} for form in forms])
    async with unlocked(folder) as (app, _pilot):
        await see(app, "This version of Lingkar does not have that form.")
        assert on_board(app)


FILE = {"screen": "casefile", "code": "K-2026-001", "tab": 1, "note": None}
FACTS = {"moment": "", "mode": None, "outcome": None, "format": None, "private": None}
EDITOR = {
    "screen": "editor", "code": "K-2026-001", "note": None, "new": True, "text": "", "facts": FACTS, "cursor": [0, 0],
    "in_text": True,
}  # fmt: skip


UNKNOWN = [
    {},
    "casefile",
    {"screen": "board"},
    {"screen": ["casefile"]},
    {"screen": "map", "code": "K-2026-001"},
    {key: value for key, value in FILE.items() if key != "tab"},
    {**FILE, "code": 7},
    {"screen": "reader", "note": None, "top": 0},
    {"screen": "form", "form": "tui.intake.case_form:CaseForm", "made_of": []},
    {**EDITOR, "facts": {"moment": ""}},
]
"""What another version may have parked."""


@pytest.mark.parametrize("things", [
    [*UNKNOWN, FILE], [{"screen": "board", "code": "", "filter": ""}, FILE, *UNKNOWN[::-1]],
], ids=["first", "last"])  # fmt: skip
async def test_what_another_version_parked_is_dropped_and_the_rest_comes_back(book: Casebook, things: Any) -> None:
    book.add_case(alias="Bu S", size="family")
    book.park(things)
    app = LingkarApp(book)
    async with app.run_test() as pilot:
        await until(lambda: isinstance(app.screen, CaseFile) and app.screen.is_mounted and not book.parked())
        assert len(app.screen_stack) == 3
        await pilot.press("escape")
        await until(lambda: on_board(app))
        await see(app, "Something was left open that this version of Lingkar does not know.")


@pytest.mark.parametrize("thing", UNKNOWN, ids=str)
def test_each_of_these_is_known_for_what_it_is_not(thing: Any) -> None:
    assert not any(is_sound(thing, screen) for screen in _SHAPES if screen != "board")
    assert is_sound(FILE, "casefile")
    assert is_sound(EDITOR, "editor")


async def test_a_case_that_cannot_be_read_does_not_keep_the_board_closed(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.add_case(alias="Bu S", size="family")
    book.park([FILE])

    def damaged(*_: object) -> None:
        raise BookDamaged("Row 1 of the book cannot be read.")

    monkeypatch.setattr(book, "history", damaged)
    app = LingkarApp(book)
    async with app.run_test():
        await see(app, "Row 1 of the book cannot be read.")
        assert on_board(app)
        assert book.parked() == []


async def test_ended_while_it_comes_back_it_comes_back_at_the_next_start(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.add_case(alias="Bu S", size="family")
    book.park([FILE])
    app = LingkarApp(book)
    monkeypatch.setattr("tui.closed.file.read_whole", lambda *_: app._end_now())
    async with app.run_test():
        await until(lambda: not app.is_running)
    assert book.parked() == [FILE]


async def test_what_ends_the_program_when_it_comes_back_comes_back_no_more(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.add_case(alias="Bu S", size="family")
    book.park([EDITOR])

    def fail(*_: object) -> None:
        raise KeyError("a fault of ours")

    with monkeypatch.context() as patch:
        patch.setattr(NoteEditor, "_put_back", fail)
        first = LingkarApp(book)
        with pytest.raises(KeyError):
            async with first.run_test():
                await until(lambda: first.trouble)
    assert book.parked() == []
    with monkeypatch.context() as patch:
        patch.setattr("tui.unlock.comeback._made_again", fail)
        book.park([EDITOR])
        second = LingkarApp(book)
        with pytest.raises(KeyError):
            async with second.run_test():
                await until(lambda: second.trouble)
    assert book.parked() == []


def test_parked_things_are_no_act_and_no_case_is_touched(folder: Path, case: Case) -> None:
    told = []
    with open_casebook(folder, PASSPHRASE) as book:
        book.subscribe(told.append)
        book.park([{"screen": "board", "code": "", "filter": "a\u202eb"}])
        assert book.parked() == [{"screen": "board", "code": "", "filter": "ab"}]
        book.park([])
        book.park([])
        seq = book.report.seq
    with open_casebook(folder, PASSPHRASE) as book:
        assert book.report.seq == seq + 2
        assert told == []
        assert book.undo().act.name == "add_case"


def test_settings_are_kept_checked_and_forgiving(folder: Path, clock: Any) -> None:
    from store import InvalidInput

    with open_casebook(folder, PASSPHRASE, clock=clock) as book:
        assert book.settings.lock_after == 5
        book.change_settings(lock_after=15)
        with pytest.raises(InvalidInput):
            book.change_settings(lock_after=-1)
        with pytest.raises(TypeError):
            book.change_settings(lockafter=1)
    with open_casebook(folder, PASSPHRASE) as book:
        assert book.settings.lock_after == 15
        book._quietly("settings", "settings", 1, {"lock_after": "soon"})
        assert book.settings.lock_after == 15, "the file beside it says so"
