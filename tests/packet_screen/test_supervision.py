"""After a supervision session: the questions above, one act out of the form, and nothing typed that is lost."""

from datetime import date, datetime, timedelta

import pytest

from store import Case, Casebook
from store.language import use
from store.model import ContactMode, Task
from store.practice.questions import open_questions
from tests.casefile.conftest import case_file, see, until
from tests.casework.forms import brought_back, fits, read, saved
from tests.conftest import MORNING
from tests.forms.host import CLEANED, HOSTILE, SIZES, break_disk, fill, opened, shown, speak, trouble, under
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.casefile.screen import CaseFile
from tui.commands import commands_for
from tui.commands.command import Where
from tui.frame import Said
from tui.packet.supervision import Asked, SupervisionForm

TODAY = MORNING.date()


@pytest.fixture
def case(book: Casebook) -> Case:
    """A case with two open questions."""
    case = book.add_case(alias="Bu S", size="family", supervisor="Bu Ratna")
    book.add_note(case.code, body="Bertemu.\n(?) Boleh tanpa janji?", sign=True)
    book.add_note(case.code, body=f"(?) Rujuk? {HOSTILE}", sign=True, private=True)
    return case


async def test_the_whole_way_from_the_board_and_back(book: Casebook, case: Case) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(80, 40)) as pilot:
        await until(lambda: isinstance(app.screen, BoardScreen) and hasattr(app.screen, "board"))
        await pilot.press("ctrl+t")
        await until(lambda: isinstance(app.screen, SupervisionForm) and app.screen.focused)
        await see(app, "After supervision · K-2026-001 · Bu S")
        await see(app, "You had 2 questions:")
        await see(app, "21 Nov 2026 Boleh tanpa janji?")
        await see(app, "21 Nov 2026 · private Rujuk?")
        await pilot.press("tab", "tab", *"Boleh, berdua.", "tab", *"Surat", "enter", "enter", *"Rapat", "tab")
        await pilot.press(*"+7", "tab", *"+30", "ctrl+s")
        await until(lambda: isinstance(app.screen, BoardScreen))
        assert app.screen.query_one(Said).text == "Supervision of K-2026-001 written down · 2 tasks · u undoes"
    session = book.notes(case.code)[0]
    assert (session.mode, session.body, session.supervisor) == (ContactMode.SUPERVISION, "Boleh, berdua.", "Bu Ratna")
    assert (session.is_signed, session.contact_at) == (True, MORNING)
    assert [(task.text, task.due, task.supervision) for task in book.parts(Task, case.code)] == [
        (text, TODAY + timedelta(days=7), session.id) for text in ("Surat", "Rapat")
    ]
    assert book.case(case.code).next_supervision == TODAY + timedelta(days=30)
    assert open_questions(book.notes(case.code)) == []
    book.undo()
    assert len(open_questions(book.notes(case.code))) == 2
    assert (book.parts(Task, case.code), book.case(case.code).next_supervision) == ([], None)


async def test_the_case_file_shows_when_it_was_and_is_again(book: Casebook, case: Case) -> None:
    day = TODAY + timedelta(days=30)
    book.record_supervision(case.code, directions="Boleh.", supervisor="Bu Ratna", next_session=day)
    app = LingkarApp(book)
    async with case_file(app, case.code, (140, 60)) as pilot:
        await see(app, "Next supervision 21 Dec 2026 (30 days)")
        await see(app, "Last supervision 21 Nov 2026 · Bu Ratna")
        await pilot.press("ctrl+t")
        await until(lambda: isinstance(app.screen, SupervisionForm) and app.screen.focused)
        await see(app, "No question for supervision is open.")
        await see(app, "Empty: 21 Dec 2026")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CaseFile))
        book.terminate(case.code, reason="goals_met", outcome="better", summary="-", notice="agreed")
        await until(lambda: "Next supervision" not in shown(app))
        await see(app, "Last supervision")


async def test_of_an_earlier_session_only_the_day_is_known(book: Casebook, case: Case) -> None:
    yesterday = TODAY - timedelta(days=1)
    async with opened(book, SupervisionForm(case.code)) as pilot:
        await fill(pilot, at="yesterday", directions="Boleh.", supervisor="")
        await saved(pilot)
        assert pilot.app.answers == [case.code]  # type: ignore[attr-defined]
    session = next(note for note in book.notes(case.code) if note.mode is ContactMode.SUPERVISION)
    assert session.contact_at == datetime.combine(yesterday, datetime.min.time(), MORNING.tzinfo)
    assert len(open_questions(book.notes(case.code))) == 2, "written down later than that"


async def test_trouble_stands_beside_its_field_and_loses_nothing(book: Casebook, case: Case) -> None:
    async with opened(book, SupervisionForm(case.code), (80, 40)) as pilot:
        form = pilot.app.screen
        assert isinstance(form, SupervisionForm)
        await fill(pilot, at="tomorrow", due="nanti saja")
        await pilot.press("ctrl+s")
        assert "This day has not come yet." in under(form.field("at"))
        assert "This is needed." in under(form.field("directions"))
        understood = under(form.field("due")).splitlines()[0]
        assert understood not in ("", "tomorrow, Friday, +7, 21 Dec 2026. May stay empty.")
        await fill(pilot, at="today", due="", directions="Boleh.", next_session="today")
        await pilot.press("ctrl+s")
        assert "later than this one" in under(form.field("next_session"))
        await fill(pilot, next_session="")
        break_disk(book)
        await pilot.press("ctrl+s")
        assert trouble(pilot.app) == "The disk is full. Nothing was changed."
        assert form.field("directions").value == "Boleh."


async def test_it_comes_back_after_the_lock_with_what_was_typed(book: Casebook, case: Case) -> None:
    async with opened(book, SupervisionForm(case.code)) as pilot:
        await fill(pilot, directions="Boleh,\nberdua.", tasks="Surat", next_session="+3")
        form = pilot.app.screen
        assert isinstance(form, SupervisionForm)
        again = brought_back(book, form)
    async with opened(book, again) as pilot:
        assert (again.field("directions").typed, again.field("tasks").typed) == ("Boleh,\nberdua.", "Surat")
        await saved(pilot)
    assert book.case(case.code).next_supervision == date(2026, 11, 24)


async def test_hidden_text_stays_hidden(book: Casebook, case: Case) -> None:
    app = LingkarApp(book)
    app.hidden = True
    async with app.run_test() as pilot:
        await until(lambda: isinstance(app.screen, BoardScreen) and hasattr(app.screen, "board"))
        await pilot.press("ctrl+t")
        await see(app, "You had 2 questions:")
        assert not any(words in shown(app) for words in ("Boleh", "Rujuk", "Bu S"))


@pytest.mark.parametrize("language", ["en", "id", "long"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_nothing_is_cut_and_text_is_never_more_than_text(
    book: Casebook, case: Case, language: str, size: tuple[int, int]
) -> None:
    speak(language)
    async with opened(book, SupervisionForm(case.code), size) as pilot:
        await fits(pilot)
        if size[0] >= 80 and language != "long":
            assert CLEANED.split("$t")[0].split("[2J")[0].strip() in read(pilot)
            assert "[@click=app.quit]" in read(pilot)
        assert "\x1b" not in shown(pilot.app)
    use("en")


async def test_many_questions_leave_room_for_the_form_and_can_all_be_read(book: Casebook, case: Case) -> None:
    book.add_note(case.code, body="\n".join(f"(?) Soal nomor {number}?" for number in range(30)), sign=True)
    async with opened(book, SupervisionForm(case.code)) as pilot:
        await fits(pilot)
        assert "Day of the session" in read(pilot)
        assert "Soal nomor 29?" not in read(pilot)
        await pilot.press("shift+tab")
        assert isinstance(pilot.app.focused, Asked)
        await pilot.press("end")
        await until(lambda: "Soal nomor 29?" in read(pilot))
        await pilot.press("tab", "shift+tab", "tab", "tab")
        assert pilot.app.focused is pilot.app.screen.field("supervisor").control  # type: ignore[attr-defined]


def test_it_can_be_reached_wherever_a_case_is_worked_on() -> None:
    places = {place for place in Where for each in commands_for(place) if each.keys == ("ctrl+t",)}
    assert places == {Where.BOARD, Where.CASEFILE, Where.REVIEW}
