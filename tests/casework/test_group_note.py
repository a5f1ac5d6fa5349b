"""One note for many cases: choosing them, writing once, keeping what is typed, and what each file then shows."""

from typing import Any

import pytest

from store import Case, Casebook
from store.language import _
from store.model import NoteStatus
from tests.casefile.conftest import case_file, see
from tests.casefile.conftest import shown as seen
from tests.casefile.conftest import until as becomes
from tests.conftest import MORNING
from tests.forms.host import (
    CLEANED,
    HOSTILE,
    SIZES,
    assert_nothing_cut,
    break_disk,
    fill,
    opened,
    shown,
    speak,
    trouble,
    under,
    until,
    write,
)  # fmt: skip
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.casework.group_note import GroupNoteForm, SignAllForm
from tui.forms.ask import Ask
from tui.frame import KeyBar

INTERVAL = GroupNoteForm.SAVE_AFTER
CODES = ["K-2026-001", "K-2026-002", "K-2026-003"]


@pytest.fixture
def group(book: Casebook) -> list[str]:
    """Three cases, and one that is closed."""
    for alias in ("Bu S", "Pak D", "Bu T", "Lama"):
        book.add_case(alias=alias, size="family")
    book.terminate("K-2026-004", reason="duplicate", outcome="same", summary="x")
    return CODES


@pytest.fixture(autouse=True)
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept by itself unless a test is about that."""
    monkeypatch.setattr(GroupNoteForm, "SAVE_AFTER", 600)


async def test_ticks_cases_by_keys_and_writes_one_draft_into_each(book: Casebook, group: list[str]) -> None:
    async with opened(book, GroupNoteForm(group[0])) as pilot:
        assert "[x] K-2026-001  Bu S" in shown(pilot.app)
        await pilot.press(*"bu t", "enter", "tab", *"Belajar", "enter", *"bersama", "ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [group[0]])
    first, third = book.notes(group[0])[0], book.notes(group[2])[0]
    assert (first.body, third.body) == ("Belajar\nbersama",) * 2
    assert (first.mode, first.outcome, first.status) == ("group", "reached", NoteStatus.DRAFT)
    assert first.contact_at == MORNING
    assert first.session == third.session != ""
    assert not book.notes(group[1])
    assert book.undo().codes == {group[0], group[2]}  # one act
    assert not book.notes(group[0])


async def test_a_line_becomes_a_question_for_supervision(book: Casebook, group: list[str]) -> None:
    async with opened(book, GroupNoteForm(group[0])) as pilot:
        await pilot.press("ctrl+t")  # among the cases there is no line
        await pilot.press(*"bu t", "enter", "tab", *"Lanjut", "ctrl+t")
        assert "ctrl+t question" in shown(pilot.app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [group[0]])
    assert [note.body for code in group[:3] for note in book.notes(code)] == ["(?) Lanjut"] * 2


async def test_whom_not_to_name_is_said_in_full_in_the_smallest_window(book: Casebook, group: list[str]) -> None:
    async with opened(book, GroupNoteForm(), (60, 20)) as pilot:
        said = " ".join(shown(pilot.app).replace("│", " ").replace("┃", " ").split())
        assert "name only people whom all of them know." in said


async def test_all_facts_and_one_signature_for_all(book: Casebook, group: list[str]) -> None:
    async with opened(book, GroupNoteForm()) as pilot:
        await pilot.press("enter", "down", "enter", "tab", *"Belajar", "ctrl+g")
        await until(pilot, lambda: isinstance(pilot.app.screen, SignAllForm))
        signed, other = (f"{code} · {book.case(code).alias}" in shown(pilot.app) for code in (group[1], group[2]))
        assert (signed, other) == (True, False)
        await pilot.press("enter", "escape")
        await until(pilot, lambda: trouble(pilot.app) == "Not signed; what you typed is still here.")
        await fill(
            pilot, at="yesterday 14.00", mode="field", outcome="no_show", place="Balai RW", minutes="90", private="yes"
        )
        await pilot.press("ctrl+g")
        await until(pilot, lambda: isinstance(pilot.app.screen, SignAllForm))
        await pilot.press("ctrl+g")
        await until(pilot, lambda: pilot.app.answers == [group[0]])
    for code in group[:2]:
        note = book.notes(code)[0]
        assert (note.status, note.mode, note.outcome) == (NoteStatus.SIGNED, "field", "no_show")
        assert (note.place, note.minutes, note.private) == ("Balai RW", 90, True)
        assert note.contact_at == MORNING.replace(day=20, hour=14)


async def test_a_tick_goes_as_it_came_and_all_are_shown_again(book: Casebook, group: list[str]) -> None:
    async with opened(book, GroupNoteForm()) as pilot:
        field: Any = pilot.app.screen.field("codes")  # type: ignore[attr-defined]
        await pilot.press(*"pak", "enter")
        assert field.value == (group[1],)
        assert under(field) == "1 case: K-2026-002"
        assert len(field.list.shown) == 4
        await pilot.press("enter")  # the cursor is still there
        assert field.value == ()
        assert "Closed" in shown(pilot.app)  # a heading of its own, and last
        assert field.list.shown[-1].code == "K-2026-004"


async def test_a_space_ticks_unless_it_is_part_of_what_is_typed(book: Casebook, group: list[str]) -> None:
    async with opened(book, GroupNoteForm()) as pilot:
        form: Any = pilot.app.screen
        field = form.field("codes")
        await pilot.press("space", "down", "space")
        assert (field.value, field.line.value) == ((group[0], group[1]), "")
        await pilot.press(*"bu")
        assert form.keys()[0] == ("enter", "tick")
        await pilot.press("space", "t")
        assert (field.value, field.line.value) == ((group[0], group[1]), "bu t"), "a blank between words"
        await pilot.press("up")
        assert form.keys()[0] == ("space", "tick")
        await pilot.press("space")
        assert (field.value, field.line.value) == (tuple(group), ""), "the arrows went to it"


@pytest.mark.parametrize("language", ["en", "id"])
async def test_how_to_go_on_and_to_save_is_in_sight_in_the_smallest_window(
    book: Casebook, group: list[str], language: str
) -> None:
    speak(language)
    async with opened(book, GroupNoteForm(), (60, 20)) as pilot:
        form: Any = pilot.app.screen
        for field in form.fields:
            field.control.focus()
            await until(pilot, lambda: field.control.has_focus)  # noqa: B023
            keys = [key for key, _word in form.query_one(KeyBar).shown]
            assert {"tab", "ctrl+s", "esc"} <= set(keys), (field.key, keys)
            assert field.key != "codes" or keys[0] == _("space")


async def test_two_cases_and_a_text_are_needed(book: Casebook, group: list[str]) -> None:
    async with opened(book, GroupNoteForm(group[0])) as pilot:
        for key in ("ctrl+s", "ctrl+g"):
            await pilot.press(key)
            form: Any = pilot.app.screen
            assert [field.key for field in form.fields if field.has_class("-wrong")] == ["codes", "body"]
            assert "Tick at least 2 cases." in under(form.field("codes"))
        await fill(pilot, at="31 Feb")
        await pilot.press("ctrl+s")
        assert "is not a day" in under(form.field("at"))
        assert not book.notes(group[0])
        break_disk(book)
        await fill(pilot, at="today")
        await pilot.press("shift+tab")
        form.field("codes").control.focus()
        await pilot.press("down", "enter", "tab", *"Belajar", "ctrl+s")
        assert "The disk is full" in trouble(pilot.app)
        assert form.field("body").value == "Belajar"


async def test_no_note_names_another_client(book: Casebook, group: list[str]) -> None:
    book.add_group_note(group[:2], body="Belajar", sign=True)
    app = LingkarApp(book)
    async with case_file(app, group[0]) as pilot:
        await pilot.press("2", "enter")
        await see(app, "group session with")
        assert "Pak D" not in seen(app)
        assert group[1] not in seen(app)


async def test_hidden_text_hides_the_aliases(book: Casebook, group: list[str]) -> None:
    app = LingkarApp(book)
    async with app.run_test() as pilot:
        await becomes(lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("asterisk", "N")
        await becomes(lambda: isinstance(app.screen, GroupNoteForm) and app.focused)
        await see(app, "K-2026-001 · · ·")
        assert "Bu S" not in seen(app)


# What is typed is kept


async def typing(app: LingkarApp, pilot: Any) -> GroupNoteForm:
    """The form over the board with something typed."""
    await becomes(lambda: isinstance(app.screen, BoardScreen))
    await pilot.press("N")
    await becomes(lambda: isinstance(app.screen, GroupNoteForm) and app.focused)
    await pilot.press("down", "enter", "tab", *"Belajar")
    assert isinstance(app.screen, GroupNoteForm)
    return app.screen


async def test_what_is_typed_is_in_the_book_soon_after_and_comes_back(
    book: Casebook, group: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after kill -9: the first program never gets to say that it ends."""
    monkeypatch.setattr(GroupNoteForm, "SAVE_AFTER", 0.02)
    first = LingkarApp(book)
    async with first.run_test() as pilot:
        form = await typing(first, pilot)
        await becomes(lambda: any("Belajar" in str(thing) for thing in book.parked()))
        begun = form._begun
        parked = book.parked()
    book.park(parked)
    second = LingkarApp(book)
    book.clock = lambda: MORNING.replace(hour=9)  # type: ignore[method-assign]
    async with second.run_test() as pilot:
        await becomes(lambda: isinstance(second.screen, GroupNoteForm) and second.focused)
        form = second.screen  # type: ignore[assignment]
        assert form._begun == begun  # the session was then, not now
        await becomes(lambda: book.parked() != [])  # kept again, though nothing was typed since
        await pilot.press("ctrl+s")
        await becomes(lambda: isinstance(second.screen, BoardScreen))
        assert [note.body for code in group for note in book.notes(code)] == ["Belajar", "Belajar"]
        assert book.notes(group[0])[0].contact_at == MORNING
        assert book.parked() == []


async def test_a_discarded_note_does_not_come_back(
    book: Casebook, group: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GroupNoteForm, "SAVE_AFTER", 0.02)
    app = LingkarApp(book)
    async with app.run_test() as pilot:
        await typing(app, pilot)
        await becomes(lambda: book.parked() != [])
        await pilot.press("escape")
        await becomes(lambda: isinstance(app.screen, Ask))
        await pilot.press("y")
        await becomes(lambda: isinstance(app.screen, BoardScreen))
        assert book.parked() == []
    assert not any(book.notes(code) for code in group)


async def test_text_that_cannot_be_kept_is_said(
    book: Casebook, group: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from store import NotSaved

    def full(_things: object) -> None:
        raise NotSaved("The disk is full.")

    monkeypatch.setattr(GroupNoteForm, "SAVE_AFTER", 0.02)
    app = LingkarApp(book)
    async with app.run_test() as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(book, "park", full)
            await typing(app, pilot)
            await see(app, "What you typed could not be kept yet")
        await becomes(lambda: any("Belajar" in str(thing) for thing in book.parked()))  # tried again


def test_the_interval_keeps_the_promise_of_two_seconds() -> None:
    assert INTERVAL <= 1.5


@pytest.mark.parametrize(("size", "language"), list(zip(SIZES, ["long", "id", "en"], strict=True)), ids=str)
async def test_nothing_is_cut_and_hostile_text_is_text(
    book: Casebook, group: list[str], size: tuple[int, int], language: str
) -> None:
    speak(language)
    book.edit_case(group[0], alias=HOSTILE)
    async with opened(book, GroupNoteForm(group[0]), size) as pilot:
        form: Any = pilot.app.screen
        assert form.keys()[0] == (_("space"), _("tick"))  # in sight on the narrowest screen
        await pilot.press("down", "enter", "tab")
        await write(pilot, HOSTILE)
        for field in form.fields:
            field.control.focus()
            await until(pilot, lambda: field.control.has_focus)  # noqa: B023
        assert_nothing_cut(pilot.app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [group[0]])
    assert {note.body for code in group[:2] for note in book.notes(code)} == {CLEANED}


async def test_the_key_works_on_the_board_and_in_the_file(book: Casebook, case: Case) -> None:
    app = LingkarApp(book)
    async with case_file(app, case.code) as pilot:
        await pilot.press("N")
        await becomes(lambda: isinstance(app.screen, GroupNoteForm) and app.focused)
        assert app.screen.field("codes").value == (case.code,)  # type: ignore[attr-defined]
