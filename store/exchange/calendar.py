"""The coming reviews and checks as a calendar file (RFC 5545) for a phone or another program.

A calendar is seen by many eyes: an event says the case code and what it is about in a word, never more. Each event
keeps its identity from one calendar to the next, so that bringing a newer one in moves it to its new day.

Imported only when a calendar is written, since the library takes its time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from store.casebook import Casebook
from store.errors import Refused
from store.language import _, current
from store.model.outside import PRINTED, OutsideKind
from store.packet.export import let_out
from store.packet.files import place
from store.practice.reasons import head
from store.practice.review import CaseReview, Finding, Rule

KIND = "calendar"
"""What the file is called: ASCII, and the same in every language."""

_KINDS = {
    Rule.DANGER_CHECK: "danger_check", Rule.APPOINTMENT: "appointment", Rule.LATE_APPOINTMENT: "appointment",
    Rule.CONTACT: "contact", Rule.CRITICAL_CONTACT: "contact", Rule.TASK: "task", Rule.HOLD_OVER: "hold_over",
    Rule.REVIEW: "review", Rule.REFERRAL: "referral", Rule.AFTERCARE: "aftercare",
}  # fmt: skip
"""What has a day of its own, and what it is known by for ever: an appointment that is late now is the same event.

An open danger needs a look every day, and a draft is written where the notes are: they are no events.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the calendar: it lasts the whole day.

    Attributes:
        uid: the same in every calendar of the book, and in that of no other.
        summary: the case code and what the event is about; no client text.
    """

    code: str
    day: date
    uid: str
    summary: str


def entries(book: Casebook, today: date | None = None) -> list[Entry]:
    """The events of all open cases and of the checks after an ending, in order.

    Args:
        book: where the cases are.
        today: the first day; by the book's clock unless given. What is late stands on it.
    """
    today = today or book.today()
    found = [entry for case in book.cases() for entry in _of_case(book, book.review_of(case.code, today), today)]
    return sorted(found, key=lambda entry: (entry.day, entry.code, entry.summary, entry.uid))


def calendar_text(entries: Iterable[Entry], book: Casebook) -> str:
    """Events as a calendar, in the language in use.

    Args:
        entries: at least one; a calendar without any is none.
        book: whose clock stamps them.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Lingkar//case-codes-only//{current().upper()}")
    calendar.add("version", "2.0")
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", book.clock())  # becomes UTC, as the standard asks
        event.add("dtstart", entry.day)
        event.add("summary", entry.summary)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")  # it leaves the day free
        calendar.add_component(event)
    text: str = calendar.to_ical().decode("utf-8")
    return text


def write_calendar(book: Casebook, to: Path, today: date | None = None) -> Path:
    """Write the calendar into a new file that only its owner can read, and write down that it left.

    Args:
        book: open for writing.
        to: a folder, or the file itself. A file that is there already is never overwritten.
        today: the first day; by the book's clock unless given.

    Returns:
        Where the file is.

    Raises:
        Refused: nothing lies ahead.
        LingkarError: there is no such folder.
        NotSaved: the folder or the disk refused, for the file or for the book's note of it; nothing was left behind.
    """
    found = _some(book, today)
    target = place(to, f"lingkar_{KIND}_{book.today().isoformat()}.ics")
    return let_out(book, target, calendar_text(found, book).encode("utf-8"), _codes(found))


def print_calendar(book: Casebook, today: date | None = None) -> str:
    """The calendar as text that is about to be shown outside the book, which is written down first.

    Args:
        book: open for writing.
        today: the first day; by the book's clock unless given.

    Raises:
        Refused: nothing lies ahead.
        NotSaved: it could not be written down.
    """
    found = _some(book, today)
    text = calendar_text(found, book)
    book.went_out(OutsideKind.EXPORT, PRINTED, _codes(found))
    return text


def _some(book: Casebook, today: date | None) -> list[Entry]:
    if not (found := entries(book, today)):
        raise Refused(_("Nothing lies ahead in any case, so there is no calendar to write."))
    return found


def _codes(entries: Iterable[Entry]) -> list[str]:
    return sorted({entry.code for entry in entries})


def _of_case(book: Casebook, review: CaseReview, today: date) -> Iterator[Entry]:
    code, history = review.case.code, book.history(review.case.code)
    origin = history[0].id if history else ""  # two books may both have a K-2026-001
    shown = [(finding, day) for finding, day in _days(review, today) if finding.rule in _KINDS]
    planned = [day for finding, day in shown if _KINDS[finding.rule] == "appointment"]
    for finding, day in shown:
        kind = _KINDS[finding.rule]
        if kind == "contact" and any(before <= day for before in planned):
            continue  # the last day for a contact says nothing new where one is planned by then
        which = finding.due.isoformat() if finding.rule is Rule.AFTERCARE else finding.id
        uid = uuid5(NAMESPACE_URL, f"lingkar:{origin}:{code}:{kind}:{which}")
        yield Entry(code, day, str(uid), f"{code}: {head(finding)}")


def _days(review: CaseReview, today: date) -> Iterator[tuple[Finding, date]]:
    """Every finding with its day: what is late today, what was put off when the review asks again."""
    for finding in (*review.findings, *review.later):
        yield finding, max(finding.due, today)
    for finding in review.quiet:
        assert review.case.put_off is not None, "only what was put off is quiet"
        yield finding, review.case.put_off.until
