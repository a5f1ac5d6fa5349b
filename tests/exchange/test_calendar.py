"""The calendar of what lies ahead: read back by another program, and never a word about a client in it."""

import re
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from store import Casebook, LingkarError, Refused, open_casebook
from store.exchange.calendar import calendar_text, entries, print_calendar, write_calendar
from store.language import use
from store.model import Flag, Referral, Task
from store.practice.reasons import head
from store.practice.review import Finding, Rule
from store.vault import disk
from tests.conftest import days_ago
from tests.exchange.conftest import NOW

TODAY = NOW.date()
WHY = "A reason that is long enough to pass."

WORDS = {rule: head(Finding(rule, TODAY)) for rule in Rule}
"""What an event may say of its case, by what it is about."""

CLOSED_GRAMMAR = re.compile(
    r"(BEGIN|END):(VCALENDAR|VEVENT)|VERSION:2\.0|PRODID:-//Lingkar//case-codes-only//EN|CLASS:PRIVATE"
    r"|TRANSP:TRANSPARENT|DTSTART;VALUE=DATE:\d{8}|DTSTAMP:\d{8}T\d{6}Z|UID:[0-9a-f-]{36}"
    rf"|SUMMARY:K-\d{{4}}-\d{{3}}: ({'|'.join(map(re.escape, WORDS.values()))})"
)
"""All that a line of the calendar can be."""


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "flush", lambda fd: None)
    monkeypatch.setattr(disk, "sync_folder", lambda path: None)


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


def add_case(book: Casebook, alias: str = "Bu S", **fields: object) -> str:
    return book.add_case(alias=alias, size="family", opened=TODAY, **fields).code


def events(text: str) -> list[tuple[date, str]]:
    """Day and summary of every event, as another program reads them."""
    calendar = Calendar.from_ical(text)
    assert calendar["version"] == "2.0"
    return [(event["dtstart"].dt, str(event["summary"])) for event in calendar.walk("VEVENT")]


def about(book: Casebook, code: str, rule: Rule) -> list[int]:
    """On which days, counted from today, the calendar speaks of something."""
    found = events(calendar_text(entries(book), book))
    return [(day - TODAY).days for day, summary in found if summary == f"{code}: {WORDS[rule]}"]


def test_every_day_ahead_is_an_event(book: Casebook) -> None:
    code = add_case(book, next_contact=day(5), next_review=day(60))
    book.add(Task, code, text="Call the school", due=day(-3))
    book.add(Task, code, text="Write the letter", due=day(40))
    book.add(Task, code, text="Some day")
    book.add(Referral, code, to="Puskesmas", reason="Check-up", status="sent", sent_on=TODAY, follow_up=day(9))
    book.add(Flag, code, type="medical", level="medium", since=day(-9), next_check=day(2))
    assert about(book, code, Rule.TASK) == [0, 40]  # what is late stands on today
    assert about(book, code, Rule.REVIEW) == [60]
    assert about(book, code, Rule.REFERRAL) == [9]
    assert about(book, code, Rule.DANGER_CHECK) == [2]
    assert about(book, code, Rule.CONTACT) == [3, 5]  # the last day for one, and the one that is planned


def test_a_contact_planned_in_time_is_the_only_one(book: Casebook) -> None:
    code = add_case(book, next_contact=day(2))
    assert about(book, code, Rule.CONTACT) == [2]
    with days_ago(book, 1):
        book.set_next_contact(code, day(-1))
    assert about(book, code, Rule.CONTACT) == [0]
    book.set_next_contact(code, None)
    assert about(book, code, Rule.CONTACT) == [3]


def test_in_critical_danger_a_contact_stands_on_every_next_day(book: Casebook) -> None:
    code = add_case(book, risk_level="critical", next_contact=day(4))
    assert about(book, code, Rule.CONTACT) == [1, 4]


def test_what_rests_was_put_off_or_ended_has_its_own_days(book: Casebook) -> None:
    held, later, ended = (add_case(book, alias) for alias in ("A", "B", "C"))
    book.hold(held, "Away", day(20))
    book.add(Task, later, text="Call", due=day(-2))
    book.put_off(later, day(8), "Ill")
    book.terminate(
        ended, reason="moved", outcome="same", summary="s", notice="agreed", override=WHY,
        aftercare=[day(30), day(90)],
    )  # fmt: skip
    assert [about(book, held, rule) for rule in (Rule.HOLD_OVER, Rule.CONTACT, Rule.REVIEW)] == [[20], [], []]
    assert about(book, later, Rule.TASK) == [8]
    assert about(book, ended, Rule.AFTERCARE) == [30, 90]
    assert len({one.uid for one in entries(book)}) == len(entries(book))
    assert about(book, ended, Rule.CONTACT) == []


def test_another_first_day(book: Casebook) -> None:
    code = add_case(book, next_contact=day(1), next_review=day(60))
    found = entries(book, day(10))
    assert [(one.day, one.summary) for one in found if WORDS[Rule.CONTACT] in one.summary] == [
        (day(10), f"{code}: {WORDS[Rule.CONTACT]}")
    ]


def test_an_event_keeps_its_identity(book: Casebook, tmp_path: Path) -> None:
    code = add_case(book, next_contact=day(2), next_review=day(9))
    book.add(Task, code, text="One", due=day(3))
    book.add(Task, code, text="Two", due=day(3))
    before = entries(book)
    assert len({one.uid for one in before}) == len(before) == 4
    book.set_next_contact(code, day(1))
    book.edit_case(code, alias="Other", next_review=day(30))
    assert {one.uid for one in entries(book)} == {one.uid for one in before}
    assert {one.uid for one in entries(book, day(12)) if one.summary.endswith(WORDS[Rule.CONTACT])} <= {
        one.uid for one in before
    }  # late by now, and the same event
    with open_casebook(tmp_path / "other", clock=lambda: NOW) as other:  # a colleague's book has the same code
        assert add_case(other, next_contact=day(2), next_review=day(9)) == code
        assert not {one.uid for one in entries(other)} & {one.uid for one in before}


def test_the_stamp_is_the_clock_of_the_book(book: Casebook) -> None:
    book.clock = lambda: NOW.astimezone(timezone(timedelta(hours=9)))
    add_case(book)
    assert "\r\nDTSTAMP:20261121T093000Z\r\n" in calendar_text(entries(book), book)
    (first, *_more) = Calendar.from_ical(calendar_text(entries(book), book)).walk("VEVENT")
    assert not isinstance(first["dtstart"].dt, datetime)  # all day


def test_it_speaks_the_language_in_use(book: Casebook) -> None:
    code = add_case(book)
    book.add(Task, code, text="Call", due=TODAY)
    use("id")
    text = calendar_text(entries(book), book)
    assert f"SUMMARY:{code}: tugas\r\n" in text  # a task
    assert "-only//ID\r\n" in text


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(lambda text: text.strip())


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(texts, min_size=7, max_size=7))
def test_no_client_text_is_ever_in_it(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> None:
    alias, name, task, whom, danger, why, place = (f"x{text}" for text in said)
    with open_casebook(tmp_path_factory.mktemp("book"), clock=lambda: NOW) as book:
        code = add_case(book, alias, client_name=name, presenting_problem=why, next_contact=day(1), tags=place)
        book.add(Task, code, text=task, due=day(0))
        book.add(Referral, code, to=whom, reason=why, follow_up=day(1))
        book.add(Flag, code, type="self_harm", level="high", since=TODAY, note=danger, next_check=day(1))
        book.add_note(code, body=why, place=place, participants=name)
        book.put_off(code, day(2), why)
        held = add_case(book, alias)
        book.hold(held, why, day(3))
        text = print_calendar(book)
    assert len(events(text)) == 6
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert [line for line in lines if not CLOSED_GRAMMAR.fullmatch(line)] == []


def test_the_file_is_whole_the_owners_and_known_to_the_book(book: Casebook, tmp_path: Path) -> None:
    first, second = add_case(book, "A"), add_case(book, "B")
    to = tmp_path / "out"
    to.mkdir()
    written = write_calendar(book, to)
    assert (written.name, written.stat().st_mode & 0o077) == ("lingkar_calendar_2026-11-21.ics", 0)
    assert events(written.read_bytes().decode()) == events(calendar_text(entries(book), book))
    again = write_calendar(book, written)
    assert again.name == "lingkar_calendar_2026-11-21-2.ics"  # never over another file
    print_calendar(book)
    outside = book.outside()
    assert [one.codes for one in outside] == [(first, second)] * 3
    assert [one.path for one in outside] == [str(written), str(again), "-"]


def test_without_anything_ahead_there_is_no_calendar(book: Casebook, tmp_path: Path) -> None:
    to = tmp_path / "out"
    to.mkdir()
    for write in (lambda: write_calendar(book, to), lambda: print_calendar(book)):
        with pytest.raises(Refused, match="Nothing lies ahead"):
            write()
    add_case(book)
    with pytest.raises(LingkarError, match="There is no folder"):
        write_calendar(book, tmp_path / "gone" / "x.ics")
    assert (list(to.iterdir()), book.outside()) == ([], [])
