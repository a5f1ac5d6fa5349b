"""The daily review of a book: what is put off, what is written down in it, what is kept of each day, and what is asked.

The rules themselves are tested in tests/practice/test_review.py, without a book.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Casebook, Change, InvalidInput, NotFound, Refused, open_casebook
from store.model import ContactMode, ContactOutcome, Flag, Note, NoteStatus, Task
from store.model.record import build, new_id
from store.practice.limits import Limits
from store.practice.review import Kept, Rule
from store.practice.spans import stays

from .archived import again
from .conftest import START, Clock
from .scene import AFTERCARE, CLOSED, CLOSING, FRESH, HELD, WORKED, documents, play

TODAY = START.date()
DAY = timedelta(days=1)
WIB, WITA, WIT = (timezone(timedelta(hours=hours)) for hours in (7, 8, 9))


def rules(findings: Iterable[Any]) -> list[str]:
    return [finding.rule.code for finding in findings]


def queue(book: Casebook) -> list[str]:
    return [review.case.code for review in book.review().queue]


@pytest.fixture
def code(book: Casebook) -> str:
    """A case in Engagement, whose client was reached today."""
    code = book.add_case(alias="a", size="family", risk_level="low").code
    book.add_note(code, body="b", mode="office", sign=True)
    return code


# Putting off


def test_a_case_that_is_put_off_comes_back_on_its_day(
    book: Casebook, code: str, clock: Clock, told: list[Change]
) -> None:
    book.set_next_contact(code, TODAY + DAY)
    clock.go(days=1)
    assert queue(book) == [code]
    until = TODAY + 5 * DAY
    case = book.put_off(code.lower(), until, "  Away\nuntil then. ")
    assert case == book.case(code)
    assert case.put_off is not None
    assert (case.put_off.on, case.put_off.until, case.put_off.reason) == (TODAY + DAY, until, "Away\nuntil then.")
    assert told[-1].sentence == f"{code} put off until 25 Nov 2026"
    move = book.history(code)[-1]
    assert (move.kind, move.from_phase, move.to_phase, move.reason, move.until) == (
        "put_off", case.phase, case.phase, "Away\nuntil then.", until,
    )  # fmt: skip
    assert (queue(book), book.needs_today()) == ([], frozenset())
    assert rules(book.review_of(code).quiet) == ["appointment"]
    for days, is_there in ((4, False), (5, True), (6, True)):
        clock.now = START + days * DAY
        assert (queue(book) == [code]) is is_there
    book.undo()
    assert book.case(code).put_off is None
    clock.now = START + DAY
    assert queue(book) == [code]


def test_put_off_does_not_silence_a_danger_or_what_comes_due_later(book: Casebook, code: str, clock: Clock) -> None:
    book.set_next_contact(code, TODAY)
    book.add(Flag, code, type="medical", level="high", safety_plan="p")
    book.put_off(code, TODAY + 30 * DAY, "r")
    assert rules(book.review_of(code).findings) == ["open_danger"]
    book.add(Task, code, text="t", due=TODAY + DAY)
    clock.go(days=1)
    assert rules(book.review_of(code).findings) == ["open_danger", "contact", "task"]


def test_refused_puttings_off_change_nothing(book: Casebook, code: str, told: list[Change]) -> None:
    before, told[:] = documents(book), []
    for until in (TODAY, TODAY - DAY, "soon", None):
        with pytest.raises(InvalidInput) as caught:
            book.put_off(code, until, "why")  # type: ignore[arg-type]
        assert set(caught.value.problems) == {"until"}
    with pytest.raises(Refused, match="needs a reason"):
        book.put_off(code, TODAY + DAY, " \u200b\n")
    with pytest.raises(NotFound):
        book.put_off("K-2026-099", TODAY + DAY, "why")
    assert (documents(book), told) == (before, [])


def test_putting_off_is_no_step_of_the_cycle(book: Casebook, clock: Clock) -> None:
    """The gate asks for a note since the plan: since the phase was entered, not since the case was put off."""
    play(book)
    book.add_note(WORKED, body="b", mode="office", sign=True)
    clock.go(days=2)
    gate, spent = book.gate(WORKED), list(stays(book.folder_of(WORKED)))
    book.put_off(WORKED, TODAY + 9 * DAY, "r")
    assert {item.code: met for item, met in book.gate(WORKED).items} == {item.code: met for item, met in gate.items}
    assert {item.code: met for item, met in gate.items}["signed_note"]
    assert list(stays(book.folder_of(WORKED))) == spent


def test_the_ending_takes_the_putting_off_away(book: Casebook) -> None:
    play(book)
    book.put_off(WORKED, TODAY + 9 * DAY, "r")
    assert book.terminate(WORKED, **CLOSING).put_off is None
    assert book.reopen(WORKED, reason="Back.").put_off is None
    book.undo()
    book.undo()
    assert book.case(WORKED).put_off is not None


# Writing down a contact


def test_a_contact_is_written_down_and_waits_for_its_note(
    book: Casebook, code: str, clock: Clock, told: list[Change]
) -> None:
    clock.go(days=7)
    assert rules(book.review_of(code).findings) == ["contact"]
    note = book.log_contact(code.lower(), mode="phone", outcome="reached", next_contact=TODAY + 9 * DAY)
    assert note == book.note(note.id)
    assert (note.case_code, note.mode, note.outcome, note.body, note.status, note.contact_at, note.written_at) == (
        code, "phone", "reached", "", "draft", clock.now, clock.now,
    )  # fmt: skip
    assert book.draft_notes(code) == [note]
    assert told[-1].sentence == f"Contact with {code} written down"
    assert book.case(code).next_contact == TODAY + 9 * DAY
    review = book.review_of(code)
    assert (rules(review.findings), rules(review.mentioned), review.reached) == (
        [], ["unwritten", "stuck"], TODAY + 7 * DAY,
    )  # fmt: skip
    clock.go(days=1)
    assert rules(book.review_of(code).findings) == ["unwritten"]
    book.write_draft(code, note.id, session="s", body="At last.")
    assert rules(book.review_of(code).findings) == ["unsigned"]
    book.sign_note(note.id)
    assert rules(book.review_of(code).findings) == []
    for _ in range(3):
        book.undo()
    assert book.case(code).next_contact is None, "with the contact, in one step"
    assert not book.has_note(note.id)
    assert rules(book.review_of(code).findings) == ["contact"]


def test_a_contact_in_vain_is_an_attempt_and_the_clock_runs_on(book: Casebook, code: str, clock: Clock) -> None:
    clock.go(days=7)
    planned = book.set_next_contact(code, TODAY + 8 * DAY)
    for outcome in ContactOutcome:
        if outcome is not ContactOutcome.REACHED:
            assert book.log_contact(code, mode="phone", outcome=outcome, body="b").is_failed_attempt
    book.log_contact(code, mode="collateral", outcome="reached")
    assert "contact" in rules(book.review_of(code).findings)
    assert book.case(code) == planned, "what was planned stays"
    book.log_contact(code, mode="message", outcome="reached", at=datetime(2026, 11, 26, 23, 30, tzinfo=WIB))
    assert "contact" not in rules(book.review_of(code).findings)


def test_a_contact_that_does_not_fit_changes_nothing(book: Casebook, code: str, told: list[Change]) -> None:
    before, told[:] = documents(book), []
    for fields, wrong in (
        ({"mode": "telepathy", "outcome": "reached"}, {"mode"}), ({"mode": "phone", "outcome": ""}, {"outcome"}),
        ({"mode": "phone", "outcome": "reached", "at": "noon"}, {"contact_at"}),
        ({"mode": "phone", "outcome": "reached", "next_contact": "2026-02-30"}, {"next_contact"}),
        ({"mode": "phone", "outcome": "reached", "body": " ", "sign": True}, {"body"}),
    ):  # fmt: skip
        with pytest.raises(InvalidInput) as caught:
            book.log_contact(code, **fields)  # type: ignore[arg-type]
        assert set(caught.value.problems) == wrong
    assert (documents(book), told) == (before, [])


# The clock


@pytest.mark.parametrize(("written", "due"), [
    (datetime(2026, 11, 27, 23, 59, tzinfo=WIB), date(2026, 12, 4)),
    (datetime(2026, 11, 28, 0, 1, tzinfo=WIB), date(2026, 12, 5)),
    (datetime(2026, 11, 27, 23, 59, tzinfo=WITA), date(2026, 12, 4)),  # 22.59 in Jakarta
    (datetime(2026, 11, 28, 0, 1, tzinfo=WITA), date(2026, 12, 5)),  # 23.01 of the day before in Jakarta
    (datetime(2026, 11, 27, 23, 30, tzinfo=WIT), date(2026, 12, 4)),
    (datetime(2026, 11, 28, 0, 30, tzinfo=WIT), date(2026, 12, 5)),  # 22.30 of the day before in Jakarta
])  # fmt: skip
def test_a_contact_counts_for_the_day_on_its_own_clock(
    book: Casebook, code: str, clock: Clock, written: datetime, due: date
) -> None:
    """The limit is seven days here."""
    clock.go(days=8)
    book.add_note(code, body="b", mode="phone", at=written, sign=True)
    for today in (due - DAY, due, due + DAY):
        found = [finding for finding in book.review_of(code, today).findings if finding.rule is Rule.CONTACT]
        assert [finding.due for finding in found] == ([due] if today >= due else [])


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_the_day_changes_at_the_midnight_of_the_laptop(book: Casebook, code: str, clock: Clock, zone: Any) -> None:
    book.set_next_contact(code, date(2026, 12, 1))
    clock.now = datetime(2026, 11, 30, 23, 59, 59, tzinfo=zone)
    assert "appointment" not in rules(book.review_of(code).findings)
    clock.now = datetime(2026, 12, 1, tzinfo=zone)
    assert "appointment" in rules(book.review_of(code).findings)
    clock.now = datetime(2026, 12, 2, tzinfo=zone)
    assert "late_appointment" in rules(book.review_of(code).findings)


def test_a_contact_written_with_a_wrong_clock_counts_once_its_day_has_come(
    book: Casebook, code: str, clock: Clock
) -> None:
    clock.now = START + 3650 * DAY
    book.add_note(code, body="b", mode="phone", sign=True)
    clock.now = START + 8 * DAY
    assert rules(book.review_of(code).findings) == ["contact"]
    assert book.review_of(code).reached == TODAY
    assert book.review_of(code, TODAY + 3650 * DAY).reached == TODAY + 3650 * DAY


def test_an_episode_begins_with_a_clock_of_its_own(book: Casebook, code: str, clock: Clock) -> None:
    book.terminate(code, **CLOSING)
    clock.go(days=60)
    book.reopen(code, reason="Back.")
    (contact,) = (one for one in book.review_of(code).ahead if one.rule is Rule.CONTACT)
    assert (contact.since, contact.is_first, contact.due) == (TODAY + 60 * DAY, True, TODAY + 67 * DAY)


@pytest.mark.parametrize("day", [date.min, date.max, date(2028, 2, 29)])
def test_any_day_has_a_review(book: Casebook, day: date) -> None:
    play(book)
    assert book.review(day).day == day
    assert book.review_of(WORKED, day)


notes = st.lists(st.builds(
    dict, mode=st.sampled_from(ContactMode), outcome=st.sampled_from(ContactOutcome),
    status=st.sampled_from(NoteStatus),
    contact_at=st.builds(lambda minutes, zone: (START + timedelta(minutes=minutes)).astimezone(zone),
                         st.integers(-4000, 4000), st.sampled_from([WIB, WITA, WIT, UTC])),
), max_size=6)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notes, st.integers(-3, 3))
def test_the_client_was_reached_when_the_notes_say_so(book: Casebook, given_notes: list[Any], days: int) -> None:
    code, until = book.add_case(alias="a", size="family").code, TODAY + days * DAY
    written = [
        build(Note, {"id": new_id(), "case_code": code, "phase": "engagement", "written_at": START, **fields})
        for fields in given_notes
    ]
    book.add_records(list(written))
    reached = [note.contact_at.date() for note in written if note.reached_client]
    assert book.shelf.reached_on(code, until) == max((day for day in reached if day <= until), default=None)
    assert book.kept_on(code.lower()) == max((day for day in reached if day <= TODAY), default=None)


# The queue and the week ahead


def test_the_queue_and_what_is_coming(book: Casebook, clock: Clock) -> None:
    play(book)
    clock.go(days=6)
    assert queue(book) == [FRESH]
    book.add(Task, HELD, text="t", due=TODAY + 7 * DAY)
    book.edit_case(WORKED, next_contact=TODAY + 8 * DAY)
    book.add(Flag, WORKED, type="medical", level="low", next_check=TODAY + 9 * DAY)
    coming = book.review().coming
    assert [(finding.due, review.case.code, finding.rule.code) for finding, review in coming] == [
        (TODAY + 7 * DAY, HELD, "task"), (TODAY + 8 * DAY, WORKED, "appointment"),
        (TODAY + 9 * DAY, WORKED, "danger_check"),
    ]  # fmt: skip
    book.add(Task, FRESH, text="t", due=TODAY + 8 * DAY)
    assert [(review.case.code, finding.rule.code) for finding, review in book.review().coming[1:3]] == [
        (WORKED, "appointment"), (FRESH, "task"),
    ]  # fmt: skip
    clock.go(days=2)
    assert queue(book) == [WORKED, FRESH, HELD], "an appointment, a contact that is late, a task"
    assert book.needs_today() == {WORKED, FRESH, HELD}


def test_what_was_filed_is_not_in_the_queue(book: Casebook, closed: str) -> None:
    book.add(Task, closed, text="t", due=TODAY)
    book.add_note(closed, body="b")
    assert closed in queue(book), "its draft waits"
    book.file_away(closed)
    assert closed not in queue(book)
    review = book.review_of(closed)
    assert (review.case.code, review.findings, review.ahead, review.quiet) == (closed, (), (), ())
    book.terminate(WORKED, **CLOSING, aftercare=[book.today()])
    assert queue(book) == [FRESH, WORKED]
    book.file_away(WORKED)
    assert (queue(book), book.review_of(WORKED).findings) == ([FRESH], ()), "whatever was left to do"
    with pytest.raises(NotFound):
        book.review_of("K-2026-099")


def test_a_check_after_the_ending_keeps_a_case_from_the_archive_until_it_is_done(book: Casebook, clock: Clock) -> None:
    play(book)
    book.terminate(WORKED, **CLOSING)
    clock.now = datetime(2026, 12, 21, 9, tzinfo=WIB)
    assert book.due_for_filing() == [WORKED]
    assert (book.is_due_for_filing(CLOSED), book.is_due_for_filing(WORKED)) == (False, True)
    review = book.review_of(CLOSED)
    assert [(one.rule, one.due) for one in review.findings] == [(Rule.AFTERCARE, AFTERCARE)]
    clock.go(days=400)
    assert CLOSED in queue(book)
    book.aftercare_done(CLOSED, AFTERCARE)
    assert CLOSED not in queue(book)
    clock.go(days=1)
    assert CLOSED in book.due_for_filing()


def test_whom_the_check_is_about_was_reached_on_a_day(book: Casebook, code: str) -> None:
    book.terminate(code, **CLOSING, aftercare=[TODAY + DAY])
    assert book.review_of(code).reached == TODAY


def test_other_limits_count_at_once(book: Casebook, code: str, clock: Clock) -> None:
    clock.go(days=3)
    assert queue(book) == []
    early = Limits().engagement.changed(high=1, medium=2, low=3)
    book.change_settings(limits=Limits(engagement=early))
    assert rules(book.review_of(code).findings) == ["contact"]
    book.edit_case(code, contact_every=4)
    assert queue(book) == []
    book.edit_case(code, contact_every=None, stuck_after=2)
    assert rules(book.review_of(code).findings) == ["contact", "stuck"]
    book.change_settings(limits=Limits())
    assert rules(book.review_of(code).findings) == ["stuck"]


# The record of the day


def test_what_was_looked_at_is_kept_and_no_act(book: Casebook, clock: Clock, told: list[Change]) -> None:
    play(book)
    clock.go(days=7)
    before, told[:], steps = documents(book), [], len(book.shelf.db.documents("reviews"))
    assert (book.review_day(book.today()).looked, steps, book.review_days()) == ((), 0, [])
    book.looked_at(FRESH.lower())
    first = clock.now
    clock.go(minutes=5)
    book.looked_at(WORKED)
    book.looked_at(FRESH, acts=("contact", "task"))
    clock.go(minutes=5)
    book.looked_at(FRESH, acts=("contact", "task", "put_off"), left=True)
    day = book.review_day(book.today())
    assert [(one.code, one.at, one.acts, one.left) for one in day.looked] == [
        (FRESH, first, ("contact", "task", "put_off"), True), (WORKED, first + timedelta(minutes=5), (), False),
    ]  # fmt: skip
    assert day.of(FRESH) == day.looked[0]
    assert day.of(HELD) is None
    assert (documents(book), told) == (before, []), "nobody is told"
    book = again(book)
    assert book.review_day(book.today()) == day
    with open_casebook(book.folder, read_only=True, clock=clock) as reader:
        assert reader.review() == book.review()
    assert book.undo().act.code, "undo goes on with the act before"
    assert book.review_day(book.today()) == day
    clock.go(days=1)
    book.looked_at(HELD)
    book.compact()
    book = again(book)
    assert [(one.day, [each.code for each in one.looked]) for one in book.review_days()] == [
        (TODAY + 7 * DAY, [FRESH, WORKED]), (TODAY + 8 * DAY, [HELD]),
    ]  # fmt: skip
    book.close()


def test_what_waits_and_what_is_done(book: Casebook, clock: Clock) -> None:
    play(book)
    for one in (WORKED, HELD):
        book.add(Task, one, text="t", due=TODAY + 7 * DAY)
    clock.go(days=7)
    assert book.needs_today() == {FRESH, WORKED, HELD}
    book.looked_at(WORKED)
    assert book.needs_today() == {FRESH, WORKED, HELD}, "it was looked at, not left"
    book.looked_at(FRESH, left=True)
    assert book.needs_today() == {WORKED, HELD}
    review = book.review()
    assert {one.case.code for one in review.queue} == {FRESH, WORKED, HELD}
    assert [one.case.code for one in review.waiting] == [one for one in queue(book) if one != FRESH]
    assert [one.code for one in review.done] == [FRESH]
    for task in book.parts(Task, WORKED):
        book.change(task, status="done")
    assert {one.code for one in book.review().done} == {FRESH, WORKED}, "what was done for it took it out of the queue"
    assert book.needs_today() == {HELD}
    clock.go(days=1)
    assert FRESH in book.needs_today(), "a new day begins anew"
    assert book.review().done == ()


def test_an_empty_day(book: Casebook) -> None:
    review = book.review()
    assert (review.day, review.queue, review.waiting, review.done, review.coming) == (TODAY, (), (), (), ())
    assert (review.retention, review.backup, review.book_waits) == ((), None, False)
    assert (review.record.day, book.review_days(), book.needs_today()) == (TODAY, [], frozenset())


def test_who_is_erased_stands_in_no_record_any_more(book: Casebook, clock: Clock) -> None:
    play(book)
    book.looked_at(FRESH, left=True, acts=("note",))
    clock.go(days=1)
    for one in (FRESH, WORKED):
        book.looked_at(one)
    book.erase(FRESH)
    assert [[one.code for one in day.looked] for day in book.review_days()] == [[], [WORKED]]
    assert FRESH not in book.needs_today()
    book = again(book)
    assert [[one.code for one in day.looked] for day in book.review_days()] == [[], [WORKED]]
    book.close()


# What concerns the book as a whole


def ended(book: Casebook, clock: Clock) -> str:
    """A case whose record may be destroyed today for the first time."""
    code = book.add_case(alias="old", size="family").code
    book.terminate(code, **CLOSING)
    clock.now = datetime(2033, 11, 21, 9, tzinfo=WIB)
    return code


@pytest.mark.parametrize("is_filed", [False, True])
def test_a_record_that_may_be_destroyed_is_asked_about_once_a_week(
    book: Casebook, clock: Clock, is_filed: bool
) -> None:
    code = ended(book, clock)
    if is_filed:
        book.file_away(code)
        book = again(book)
    kept = (Kept(code, date(2033, 11, 20)),)
    assert book.review(date(2033, 11, 20)).retention == ()
    assert (book.review().retention, book.review().book_waits) == (kept, True)
    book.book_looked_at()
    assert (book.review().retention, book.review().book_waits) == (kept, False), "today it was said"
    for _day in range(6):
        clock.go(days=1)
        assert book.review().retention == ()
        book.book_looked_at()  # as somebody does who is reminded of the backup every day
    clock.go(days=1)
    assert (book.review().retention, book.review().book_waits) == (kept, True)
    book.edit_case(code, legal_hold=True)
    assert book.review().retention == ()
    if is_filed:
        clock.go(days=2)
        book.file_away(code)
        assert book.review().retention == (), "as its stub says too"
    book.close()


def test_a_backup_is_due_in_the_review_also_when_the_start_said_so_already(
    book: Casebook, code: str, clock: Clock
) -> None:
    assert book.review().backup is None
    clock.go(days=8)
    assert book.backup_reminder() is not None
    assert book.backup_reminder() is None
    due = book.review().backup
    assert due is not None
    assert (due.last, due.days, book.review().book_waits) == (None, 8, True)
    book.book_looked_at()
    assert not book.review().book_waits
    clock.go(days=1)
    assert book.review().book_waits
    book.went_out("backup", "/media/usb/a.backup", off_laptop=True)
    assert (book.review().backup, book.review().book_waits) == (None, False)


def test_of_the_tasks_only_those_that_wait_are_read_each_morning(book: Casebook, code: str) -> None:
    waits, over = book.add(Task, code, text="waits"), book.add(Task, code, text="over")
    book.change(over, status="done")
    assert [task.id for task in book.shelf.open_tasks(code)] == [waits.id]


def test_who_was_served_in_a_session_is_known_until_the_notes_of_it_are_gone(book: Casebook, code: str) -> None:
    other = book.add_case(alias="B", size="individual").code
    notes = book.add_group_note([code, other], body="x", mode="group")
    session = notes[0].session
    assert book.served_in([session, "another"]) == {code, other}
    book.undo()
    assert book.served_in([session]) == set()
