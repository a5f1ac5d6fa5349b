"""A morning with the daily review: its keys, what they write down, and going on after an end."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from store import Casebook, NotSaved, open_casebook
from store.language import use
from store.model import Flag, Goal, Score, Task
from tests.casefile.conftest import marked_language, see, shown, until  # noqa: F401
from tests.conftest import MORNING
from tests.review.conftest import (
    DANGER,
    HOSTILE,
    LATE,
    TASK,
    TODAY,
    TOMORROW,
    Clock,
    code,
    on_review,
    record,
    review,
)
from tui.board.screen import BoardScreen
from tui.casefile.editor import NoteEditor
from tui.casefile.screen import CaseFile
from tui.forms.form import Form
from tui.frame import KeyBar, Said
from tui.guide.guide import Guide
from tui.review.file import ReviewedFile
from tui.review.heads import head_line
from tui.review.queue_list import QueueList
from tui.review.screen import DailyReview


async def test_a_morning_from_the_first_case_to_the_empty_queue(morning: Casebook) -> None:
    async with review(morning) as (app, pilot, screen):
        await see(app, "Daily review 1 of 3")
        await see(app, "K-2026-001 · Anak A")
        await see(app, "Child abuse or neglect, high: open since today")
        await see(app, "Child abuse or neglect: To the aunt")
        assert record(morning) == {}, "looking alone leaves no trace"

        await pilot.press("space")
        await see(app, "2 of 3")
        assert code(screen) == LATE
        await see(app, f"Met at home {HOSTILE}")
        assert record(morning) == {DANGER: ((), True)}

        await pilot.press("l", "enter")  # as usual: a home visit, reached, now
        await on_review(app, pilot)
        await see(app, "Done today: 1 contact")
        await see(app, "Nothing more needs you here · space next")
        await see(app, "Soon")  # the note of this contact
        await see(app, f"Met at home {HOSTILE}")
        assert record(morning)[LATE] == (("contact",), False)
        assert "u undoes" in screen.query_one(Said).text

        await pilot.press("right", "f")
        await see(app, "Done today: 1 task")
        assert code(screen) == TASK
        assert [task.status for task in morning.parts(Task, TASK)] == ["done", "open"]
        assert record(morning)[TASK] == (("finish",), False)

        await pilot.press("right_square_bracket")
        await see(app, "You have been through all 3 cases that needed you today.")
        await see(app, "1 contact · 1 task")
        await see(app, "1 case in danger still needs you today. K-2026-001 Anak A")
        await see(app, "Monday 23 Nov · 2 days K-2026-003 Pak T task: Write the letter")
        assert morning.needs_today() == {DANGER}, "nothing was done about the danger"

        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("r")  # once more, on the same day
        again = await on_review(app, pilot)
        await see(app, "You have been through all 3 cases")
        await pilot.press("backspace", "left", "left_square_bracket", "backspace")
        assert code(again) == DANGER
        await see(app, "1 of 3")
        await pilot.press("q")
        await until(lambda: isinstance(app.screen, BoardScreen))


async def test_putting_off_goes_on_by_itself_and_undo_comes_back(morning: Casebook) -> None:
    async with review(morning) as (app, pilot, screen):
        await pilot.press("space", "p", *"Away", "tab", "plus", "7", "enter")
        await on_review(app, pilot)
        assert code(screen) == TASK
        await see(app, "K-2026-002 put off until 28 Nov 2026 · u undoes")
        assert record(morning)[LATE] == (("put_off",), True)
        await pilot.press("space")
        await see(app, "1 case is put off, until 28 Nov 2026.")
        await see(app, "until 28 Nov 2026 Away")
        await pilot.press("backspace", "backspace")
        await see(app, "Put off until 28 Nov 2026: Away")
        await pilot.press("space", "u")
        assert screen.query_one(Said).text == "K-2026-003 waits again", "going on from there came last"
        await pilot.press("u")
        assert code(screen) == LATE, "back where something was turned back"
        await see(app, "Contact planned: 20 Nov 2026 (1 day late)")
        assert record(morning)[LATE] == ((), False)
        assert LATE in morning.needs_today()
        await pilot.press("ctrl+r")
        await until(lambda: record(morning)[LATE] == (("put_off",), False))
        assert LATE not in morning.needs_today()


async def test_after_an_end_at_any_moment_the_review_goes_on_where_it_was(
    morning: Casebook, tmp_path: Path, clock: Clock
) -> None:
    morning.add(Task, LATE, text="Call", due=TODAY)
    async with review(morning) as (app, pilot, screen):
        await pilot.press("space", "j", "n", *"Hallo")
        editor = app.screen
        assert isinstance(editor, NoteEditor)
        editor.save()
        await pilot.press("x")
        editor.save()  # the same sitting
        assert record(morning) == {DANGER: ((), True), LATE: (("note",), False)}
        app.exit()  # and nothing of the review is told
    morning.close()
    with open_casebook(tmp_path / "book", clock=clock) as again:
        again.add(Flag, TASK, type="medical", level="critical")  # more urgent than what was begun
        async with review(again) as (app, pilot, screen):
            await see(app, "2 of 3")
            assert code(screen) == LATE
            await see(app, "Done today: 1 note")
            await pilot.press("space")
            assert code(screen) == TASK


async def test_the_file_opens_at_what_the_reason_under_the_cursor_is_about(morning: Casebook) -> None:
    note = morning.add_note(TASK, body="Half a note", mode="home_visit", at=morning.clock() - timedelta(2))
    async with review(morning) as (app, pilot, _screen):
        await pilot.press("space", "space", "enter")
        await until(lambda: isinstance(app.screen, ReviewedFile) and app.screen.part)
        file = app.screen
        assert isinstance(file, ReviewedFile)
        assert (file.open_tab, file.part.text) == (4, f"Ask the school {HOSTILE}")  # type: ignore[union-attr]
        await pilot.press("escape", "down", "enter")
        await until(lambda: isinstance(app.screen, ReviewedFile) and app.screen is not file and app.screen.note)
        assert (app.screen.open_tab, app.screen.note.id) == (2, note.id)  # type: ignore[attr-defined]


async def test_acts_of_the_case_file_count_and_leaving_it_stays_at_the_case(morning: Casebook) -> None:
    morning.add(Task, LATE, text="Call", due=TODAY)
    async with review(morning) as (app, pilot, screen):
        await pilot.press("space", "enter")
        await until(lambda: isinstance(app.screen, ReviewedFile) and app.screen.is_mounted)
        await see(app, "esc review")
        await pilot.press("4", "f")
        assert record(morning)[LATE] == (("finish",), False)
        await pilot.press("r")
        await on_review(app, pilot)
        assert code(screen) == LATE
        await see(app, "Done today: 1 task")
        assert "Call" not in shown(app)
        await pilot.press("u")
        await see(app, "Task “Call”: today")
        assert record(morning)[LATE] == ((), False)


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("a", "GateDialog"), ("t", "TerminateForm"), ("n", "NoteEditor"), ("w", "RiskDialog"), ("o", "HoldDialog"),
        ("e", "CaseForm"), ("d", "NextContactDialog"), ("l", "LogContactDialog"), ("p", "PutOffDialog"),
        ("i", "AddMenu"), ("x", "PacketForm"), ("question_mark", "Guide"), ("z", "ClosedCases"),
    ],
)  # fmt: skip
async def test_the_commands_on_a_case_work_on_the_one_shown(morning: Casebook, key: str, form: str) -> None:
    morning.add(Task, DANGER, text="Call", due=TODAY)  # a danger alone is not put off
    async with review(morning) as (app, pilot, screen):
        await pilot.press(key)
        await until(lambda: type(app.screen).__name__ == form and app.screen.is_mounted)
        await pilot.pause()
        if isinstance(app.screen, Form):
            assert DANGER in app.screen.heading() or form in ("GateDialog", "TerminateForm", "CaseForm", "PacketForm")
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        assert code(screen) == DANGER


@pytest.mark.parametrize("language", ["en", "id"])
async def test_the_note_has_its_place_in_the_footer_in_both_languages(morning: Casebook, language: str) -> None:
    use(language)
    async with review(morning) as (_app, pilot, screen):
        await pilot.pause()
        assert "n" in [key for key, _word in screen.query_one(KeyBar).shown]


async def test_the_keys_on_the_footer_fit_what_is_shown(morning: Casebook) -> None:
    async with review(morning) as (app, pilot, screen):
        words = dict(screen.footer_keys())
        assert (words["space"], words["f"], words["esc"]) == ("next", "check", "board")
        await pilot.press("space", "space")
        await until(lambda: dict(screen.footer_keys())["f"] == "task done")
        await see(app, "f task done")
        await pilot.press("space")
        words = dict(screen.footer_keys())
        assert words == {"backspace": "previous", "esc": "board", "?": "help"}
        await pilot.press("space", "f", "l", "p", "enter")
        assert app.screen is screen, "there is no case"
        await pilot.press("r")
        await until(lambda: isinstance(app.screen, BoardScreen))


async def test_who_comes_to_need_the_worker_meanwhile_joins_at_the_end(morning: Casebook) -> None:
    async with review(morning) as (app, pilot, screen):
        morning.add(Task, "K-2026-004", text="Now", due=TODAY)
        await see(app, "1 of 4")
        await pilot.press("space", "space", "space")
        assert code(screen) == "K-2026-004"
        morning.undo()  # by something else than a key
        await see(app, "You have been through all 3 cases")


async def test_a_new_day_begins_anew(morning: Casebook, clock: Clock) -> None:
    morning.add(Flag, TASK, type="homeless", level="low", next_check=TOMORROW)
    async with review(morning) as (app, pilot, screen):
        await pilot.press("space", "space")
        await see(app, "3 of 3")
        clock.now += timedelta(days=1)
        app._look_at_calendar()
        await see(app, "Sunday 22 Nov 2026")
        assert code(screen) == TASK, "the case that is shown stays"
        await see(app, "2 of 3")
        assert record(morning) == {}
        await pilot.press("space", "space")
        assert code(screen) == DANGER, "the others wait again"


async def test_what_was_not_seen_is_never_left_in_a_new_day(morning: Casebook, clock: Clock) -> None:
    async with review(morning) as (app, pilot, screen):
        await pilot.press("space")
        clock.now += timedelta(days=1)  # the lid was closed, and nothing looked at the calendar yet
        await pilot.press("space")
        assert screen.query_one(Said).text == "A new day has begun."
        assert record(morning) == {}
        await see(app, "Sunday 22 Nov 2026")
        assert code(screen) == LATE, "the case that is shown stays"
        await pilot.press("space")
        assert record(morning) == {LATE: ((), True)}
        await pilot.press("right_square_bracket")
        assert code(screen) == DANGER
        await pilot.press(*["space"] * 3)
        await see(app, "You have been through all 3 cases")
        clock.now += timedelta(days=1)
        await pilot.press("space")
        assert code(screen) == DANGER, "nor can it be empty"
        assert record(morning) == {}
        morning.edit_case(DANGER, tags=["x"])
        assert record(morning) == {DANGER: (("edit_case",), False)}


async def test_who_comes_to_need_the_worker_after_the_end_is_said_on_top(morning: Casebook) -> None:
    async with review(morning) as (app, pilot, screen):
        await pilot.press("space", "space", "space")
        await see(app, "1 case in danger still needs you today.")
        morning.add(Task, "K-2026-004", text="Now", due=TODAY)
        morning.add(Flag, DANGER, type="medical", level="critical")
        await see(app, "2 more cases need you · space goes on")
        assert "been through" not in shown(app)
        assert "all done" not in shown(app)
        await pilot.press("space")
        assert code(screen) == DANGER


async def test_the_end_says_which_dangers_stay_and_who_rests(morning: Casebook) -> None:
    morning.add(Task, DANGER, text="Call", due=TODAY)
    async with review(morning, (160, 40)) as (app, pilot, _screen):
        await pilot.press("p", *"Away", "enter")
        await on_review(app, pilot)
        await pilot.press("space")
        await see(app, "left as is")
        await pilot.press("p", *"Gone", "tab", "plus", "7", "enter")
        await on_review(app, pilot)
        await pilot.press("space")
        await see(app, "1 case in danger still needs you today.")
        await see(app, "1 case stays on today's list until what is due there is done or put off.")
        await see(app, "2 cases are put off, the first until 24 Nov 2026.")
        assert "Left as it is" not in shown(app), "they still need somebody"
    assert morning.needs_today() == {DANGER, TASK}


@pytest.mark.parametrize("size", [(60, 24), (80, 24)])
async def test_at_the_end_why_a_case_waits_is_whole_at_any_width(morning: Casebook, size: tuple[int, int]) -> None:
    morning.edit_case(DANGER, alias="Koalisi raperda disabilitas")
    async with review(morning, size) as (app, pilot, _screen):
        await pilot.press("space", "space", "space")
        await see(app, "K-2026-001 Koalisi raperda disabilitas")
        await see(app, "Child abuse or neglect, high: open since today")
        assert "…" not in shown(app)


async def test_an_empty_day_says_so_and_shows_the_week(book: Casebook) -> None:
    async with review(book, (60, 20)) as (app, pilot, _screen):
        await see(app, "Nobody needs you today.")
        await see(app, "Nothing comes due in the week ahead.")
        await pilot.press("space", "backspace", "f", "l", "enter", "escape")
        await until(lambda: isinstance(app.screen, BoardScreen))
        book.add_case(alias="Bu S", size="family", risk_level="low")
        book.set_next_contact(DANGER, TOMORROW)
        await pilot.press("r")
        await see(app, "Nobody needs you today.")
        await see(app, "Sunday 22 Nov · tomorrow K-2026-001 Bu S contact")
    assert book.review_day(TODAY).looked == ()


async def test_the_book_as_a_whole_comes_after_the_cases(book: Casebook, clock: Clock) -> None:
    ending = {"reason": "goals_met", "outcome": "better", "summary": "Good.", "notice": "agreed", "override": "x" * 20}
    book.add_case(alias="Lama", size="family", opened=TODAY - timedelta(3000))
    old = "K-2018-001"
    book.terminate(old, **ending, closed=TODAY - timedelta(2900))
    book.file_away(old)
    async with review(book) as (app, pilot, _screen):
        await see(app, "Daily review the book")
        await see(app, "1 closed record has been kept as long as it had to be, and may be destroyed:")
        await see(app, old)
        await see(app, "There is no backup outside this laptop yet")
        await pilot.press("z")
        await see(app, "Lama")
        await pilot.press("escape")
        await on_review(app, pilot)
        await pilot.press("space")
        await see(app, "Nobody needs you today.")
        assert book.review_day(TODAY).book_left
        await pilot.press("escape", "r")
        await see(app, "Nobody needs you today.")


async def test_hidden_text_is_nowhere_and_shows_again(morning: Casebook) -> None:
    async with review(morning, (140, 40)) as (app, pilot, screen):
        queue = screen.query_one(QueueList)
        await see(app, "Pak T")
        await pilot.press("asterisk")
        for _case in range(4):
            await pilot.pause()
            text = shown(app)
            for secret in ("Anak A", "Pak T", "[/]", "aunt", "Child abuse", "Ask the school", "Met at home", "letter"):
                assert secret not in text
                assert secret not in queue.plain
            assert "· · ·" in text
            await pilot.press("f")  # whatever would show it stays closed
            assert app.screen is screen or type(app.screen).__name__ == "LogContactDialog"
            if app.screen is not screen:
                await pilot.press("escape")
            await pilot.press("space")
        await pilot.press("asterisk", "backspace")
        await see(app, f"Ask the school {HOSTILE}")


async def test_wide_windows_show_the_queue_and_what_became_of_each_case(morning: Casebook) -> None:
    async with review(morning, (140, 40)) as (app, pilot, screen):
        queue = screen.query_one(QueueList)
        lines = queue.plain.splitlines()
        assert [line.split()[-1] for line in lines] == ["danger", "contact", "task"]
        assert lines[0].startswith("┃ K-2026-001 Anak A")
        await pilot.press("space", "l", "enter")
        await on_review(app, pilot)
        await pilot.press("space", "p", *"Away", "enter")
        await on_review(app, pilot)
        assert [line.split()[-1] for line in queue.plain.splitlines()] == ["is", "done", "off"]
        await pilot.click(QueueList, offset=(5, 2))
        await until(lambda: code(screen) == LATE)


async def test_small_windows(morning: Casebook) -> None:
    async with review(morning, (60, 20)) as (app, pilot, screen):
        await see(app, "K-2026-001")
        await see(app, "Child abuse or neglect, high: open since today")
        assert not screen.query_one(QueueList).display
        await pilot.press("pagedown", "pagedown")
        await see(app, "enter opens the file")
        await pilot.press("pageup", "g", "j", "k", "up", "down")
        await pilot.resize_terminal(38, 12)
        await see(app, "Too small a window")
        await pilot.press("space", "l", "f", "enter", "n", "u")
        assert app.screen is screen
        assert record(morning) == {}
        await pilot.resize_terminal(60, 20)
        await see(app, "open since today")
        await pilot.press("question_mark")
        await until(lambda: isinstance(app.screen, Guide))


async def test_a_full_disk_is_said_and_the_case_stays(morning: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    async with review(morning) as (app, pilot, screen):

        def full(*_args: object) -> None:
            raise NotSaved("The disk is full. Nothing was changed.")

        monkeypatch.setattr(morning, "_quietly", full)
        await pilot.press("space")
        await see(app, "The disk is full.")
        assert code(screen) == DANGER
        morning.set_next_contact(DANGER, TODAY)  # an act whose record cannot be kept is done all the same
        await see(app, "The disk is full.")
        await see(app, "contact: today")
        monkeypatch.undo()
        await pilot.press("space")
        assert code(screen) == LATE


async def test_every_text_is_in_the_catalogue(morning: Casebook, marked_language: None) -> None:  # noqa: F811
    morning.put_off(TASK, TOMORROW, "Away")
    morning.looked_at(TASK, acts=("put_off", "contact"), left=True)
    async with review(morning, (140, 40)) as (_app, pilot, screen):
        for _stop in range(3):
            await pilot.pause()
            lines = screen.page.plain.splitlines()
            assert lines
            bare = [line for line in lines if line.strip() and "‹" not in line and not _is_users(line)]
            assert bare == []
            await pilot.press("space")


def _is_users(line: str) -> bool:
    return any(word in line for word in (HOSTILE, "To the aunt", "Away", "Met at home", "K-2026"))


@pytest.mark.parametrize("width", [40, 60, 78, 140])
def test_the_head_says_the_number_first_and_fits(width: int) -> None:
    line = head_line("4 of 11", 3, 11, TODAY, width).plain
    assert line.startswith("Daily review  4 of 11")
    assert len(line) <= width
    if width >= 60:
        bar = line.count("█"), line.count("░")
        assert bar[0] == sum(bar) * 3 // 11
    assert "21 Nov" in line


async def test_the_review_opened_in_a_file_leads_back_to_it(morning: Casebook) -> None:
    async with review(morning) as (app, pilot, _screen):
        await pilot.press("escape", "enter")
        await until(lambda: isinstance(app.screen, CaseFile) and app.screen.is_mounted)
        file = app.screen
        await pilot.press("r")
        screen = await on_review(app, pilot)
        assert dict(screen.footer_keys())["esc"] == "close"
        await pilot.press("enter", "r")
        await until(lambda: app.screen is screen)
        assert sum(isinstance(place, DailyReview) for place in app.places()) == 1
        await pilot.press("escape")
        await until(lambda: app.screen is file)
        assert not isinstance(app.focused, Input)


async def test_the_essence_tells_what_one_needs_to_act(book: Casebook) -> None:
    code_of = book.add_case(alias="Bu S", size="family", risk_level="low").code
    book.add(Task, code_of, text="Call today", due=TODAY)
    for days in (20, 30, 40):
        book.add(Task, code_of, text=f"In {days} days", due=TODAY + timedelta(days))
    book.add(Score, code_of, domain="education", expectation=5, reality=2)
    book.set_next_contact(code_of, TOMORROW)
    for level in ("low", "medium", "low", "low"):
        book.add(Flag, code_of, type="elder", level=level)
    async with review(book, (100, 40)) as (app, pilot, screen):
        text = " ".join(screen.page.plain.split())
        assert "Last note none yet" in text
        assert "Next step In 20 days · 20 days In 30 days · 30 days" in text
        assert "In 40 days" not in text
        assert text.count("Call today") == 1, "what is told above is not told again"
        assert text.count("Neglect of an older person: no safety plan yet") == 3
        assert "and 1 more" in text
        assert "Goals none yet · gap 75" in text
        assert "Next contact 22 Nov 2026 (tomorrow)" in text
        goal = book.add(Goal, code_of, statement="x", baseline=-2)
        book.rate_goal(goal.id, 0)
        await pilot.pause()
        assert "Goals T 30 -> 50, up 20" in " ".join(screen.page.plain.split())
        await see(app, "Done today: 2 entries in the file")


async def test_what_comes_several_times_in_a_day_of_the_week_is_told_once_with_its_number(morning: Casebook) -> None:
    for n in range(2):
        morning.write_draft(TASK, f"Draft {n}", session=str(n), contact_at=MORNING, mode="phone")
    async with review(morning, (160, 40)) as (app, pilot, _screen):
        await pilot.press("space", "space", "space")
        await see(app, "note (2)")
