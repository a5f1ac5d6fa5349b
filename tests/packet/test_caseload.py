"""The caseload summary: every figure and list of it, under case codes only, and no day of a case."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from store import Casebook, open_casebook
from store.language import use
from store.model import Flag, Goal, Referral, Task
from store.model.disguise import MaskLevel
from store.model.packet import PacketKind
from store.packet.document import Document, Numbered
from store.packet.prepare import Packet
from store.packet.sections.caseload import _band
from store.practice.limits import Limits
from tests.packet.packets import A_DAY, COUNTED_DAY, facts, headings, packet_of, paragraphs, rows, section, texts

WIB = timezone(timedelta(hours=7))
TODAY = date(2026, 11, 21)
REASON = "The family cannot be reached before the court day"


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.on(TODAY)

    def on(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 9, 30, tzinfo=WIB)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Casebook]:
    with open_casebook(tmp_path / "book", clock=clock) as book:
        yield book


@pytest.fixture
def told(book: Casebook, clock: Clock) -> Packet:
    """Four cases of an autumn, and their summary."""
    clock.on(date(2026, 10, 1))
    first, second, third = (
        book.add_case(alias=alias, **known).code
        for alias, known in (
            ("Sulastri", {"size": "family", "collective_issues": "rent, school fees", "risk_level": "high"}),
            ("Gunawan", {"size": "neighbourhood", "collective_issues": "rent"}),
            ("Danu", {"size": "individual", "risk_level": "low"}),
        )
    )
    clock.on(date(2026, 10, 5))
    book.advance(first, reason=REASON)
    clock.on(date(2026, 10, 15))
    book.terminate(third, reason="moved", outcome="same", summary="Left town", notice="informed")
    clock.on(date(2026, 11, 1))
    fourth = book.add_case(alias="Alya", size="individual", risk_level="low").code
    book.add_note(fourth, body="(?) Is it too soon?", mode="home_visit", sign=True)
    book.add_note(second, body="(?) Am I tired of them?", mode="admin", private=True)
    book.add_note(first, body="Sulastri was there", mode="home_visit", sign=True)
    book.advance(second, reason="No need of consent from a neighbourhood")
    book.hold(second, "Elections", date(2026, 12, 20))
    book.add(Task, fourth, text="Call Alya's aunt", due=date(2026, 11, 18))
    book.add(Task, first, text="Not yet", due=date(2026, 12, 1))
    book.add(Referral, first, to="Puskesmas", reason="Sleep", follow_up=date(2026, 11, 20))
    book.add(Flag, fourth, type="medical", level="critical")
    clock.on(TODAY)
    return summary(book)


def summary(book: Casebook, **asked: object) -> Packet:
    since = asked.pop("since", date(2026, 10, 10))
    return packet_of(book, *sorted(book.every_code()), kind=PacketKind.CASELOAD, since=since, **asked)


def late(document: Document) -> list[tuple[str, ...]]:
    return rows(section(document, "Overdue"), "About")


def test_the_sections_stand_in_their_order(book: Casebook, told: Packet) -> None:
    assert headings(told.document, 1) == ["Caseload summary"]
    whole = summary(book, remark="Too many").document
    assert headings(whole) == [
        "Questions for supervision", "The caseload today", "Overdue", "In the period", "Mean days in each phase",
        "Goal attainment at the endings", "Endings by reason", "Private troubles, public issues",
        "Gates passed with a reason", "Workload", "Agreement and directions", "Sign-off",
    ]  # fmt: skip
    said = list(texts(whole))
    assert said[said.index("Questions for supervision") - 1] == (
        "K-2026-004 · Open danger: Medical emergency, Critical (emergency)"
    )


def test_the_cases_of_today(told: Packet) -> None:
    today = section(told.document, "The caseload today")
    assert facts(today, "Open cases") == ["3"]
    assert facts(today, "Of these on hold") == ["1"]
    assert rows(today, "Longest") == [("Engagement", "1", "20", "20"), ("Assessment", "2", "34", "47")]
    assert rows(today, "Level") == [("Micro", "2"), ("Mezzo", "1")]
    assert rows(today, "Risk, or an open danger above it") == [
        ("Critical (emergency)", "1"),
        ("High", "1"),
        ("not assessed", "1"),
    ]


def test_what_is_overdue_with_its_reason(told: Packet) -> None:
    found = late(told.document)
    assert ("K-2026-004", "task", "Task “Call [Client]'s aunt”: Wednesday (3 days late)") in found
    assert ("K-2026-001", "referral", "Referral to Puskesmas is not sent yet: Friday (1 day late)") in found
    assert not [row for row in found if "Not yet" in row[2] or row[1] == "danger"]
    assert found[0][0] == "K-2026-004"  # the emergency first


def test_a_contact_before_the_period_or_in_a_private_note_is_one(book: Casebook, clock: Clock, told: Packet) -> None:
    (contact,) = (row for row in late(told.document) if row[:2] == ("K-2026-001", "contact"))
    assert contact[2] == "Last reached 20 days ago; limit 3"
    assert ("K-2026-001", "contact", contact[2]) in late(summary(book, since=TODAY).document)
    book.add_note("K-2026-001", body="Between us", mode="home_visit", private=True)
    assert "contact" not in {row[1] for row in late(summary(book).document) if row[0] == "K-2026-001"}


def test_an_open_danger_of_an_ended_case_stands_until_somebody_has_it(book: Casebook, told: Packet) -> None:
    def ahead() -> list[str]:
        return [said for said in paragraphs(summary(book).document.blocks) if "Open danger" in said]

    assert len(ahead()) == 1
    code, ending = "K-2026-004", {"outcome": "same", "summary": "s", "notice": "informed", "override": REASON}
    book.terminate(code, reason="moved", **ending)
    assert len(ahead()) == 1
    book.undo()
    book.terminate(code, reason="transferred", receiver="Puskesmas", **ending)
    assert ahead() == []


def test_what_was_put_off_is_told_with_its_reason(book: Casebook, told: Packet) -> None:
    book.put_off("K-2026-001", date(2026, 12, 1), "Sulastri is in hospital")
    reasons = {row[2] for row in late(summary(book).document) if row[0] == "K-2026-001"}
    assert "Last reached 20 days ago; limit 3. Put off: [Client family] is in hospital" in reasons


def test_lateness_is_measured_by_the_limits_of_the_book(book: Casebook, told: Packet) -> None:
    patient = Limits(referral=30)
    patient = patient.changed(assessment=patient.assessment.changed(high=30, medium=30, low=30))
    assert "contact" not in {row[1] for row in late(summary(book, limits=patient).document) if row[0] == "K-2026-001"}


def test_no_day_of_a_case_is_told(told: Packet) -> None:
    for level in ("Overdue", "Gates passed with a reason", "Questions for supervision", "The caseload today"):
        said = "\n".join(texts(section(told.document, level)))
        assert not re.search(f"{A_DAY}|{COUNTED_DAY}", said)
    cover = list(texts(told.document))[:20]
    assert "10 Oct 2026 to 21 Nov 2026" in cover  # that of the packet
    assert "Days" not in cover


def test_what_came_and_went(told: Packet) -> None:
    period = section(told.document, "In the period")
    assert paragraphs(period) == ["From 10 Oct 2026 to 21 Nov 2026"]
    assert [facts(period, name) for name in ("Worked on", "Taken in", "Ended", "Reopened")] == [
        ["4"], ["1"], ["1"], ["0"],
    ]  # fmt: skip


def test_everything_is_said_in_words(book: Casebook, told: Packet) -> None:
    document = summary(book, since=None).document
    assert paragraphs(section(document, "In the period")) == ["Everything up to 21 Nov 2026"]
    assert facts(section(document, "In the period"), "Taken in") == ["4"]
    assert not re.search(r"\b1 Jan 1\b|0001", "\n".join(texts(document)))


def test_days_in_each_phase(book: Casebook, told: Packet) -> None:
    rows_of = rows(section(summary(book, since=None).document, "Mean days in each phase"), "Mean days")
    assert rows_of == [("Engagement", "16.3", "3")]  # 4, 14 and 31


def test_endings_by_reason(book: Casebook, clock: Clock, told: Packet) -> None:
    ended = section(told.document, "Endings by reason")
    assert rows(ended, "Endings") == [("Moved out of the service area", "1", "14")]
    assert paragraphs(ended) == ["Of the ended cases, 0 came back later (0 %)."]
    book.reopen("K-2026-003", "assessment", "Back in town")
    again = summary(book).document
    assert paragraphs(section(again, "Endings by reason")) == ["Of the ended cases, 1 came back later (100 %)."]
    assert facts(section(again, "In the period"), "Reopened") == ["1"]
    none = summary(book, since=TODAY).document
    assert paragraphs(section(none, "Endings by reason")) == ["No case ended."]


def test_the_distribution_of_what_changed(book: Casebook, clock: Clock) -> None:
    assert _band(-10) == _band(-12.5) == "fell by 10 points or more"
    assert _band(-9.9) == _band(-0.1) == "fell by less than 10"
    assert _band(0.04) == _band(-0.04) == "did not change"
    assert [_band(change) for change in (0.1, 9.9, 10, 19.9, 20, 50)] == [
        *["rose by less than 10"] * 2, *["rose by 10 to less than 20"] * 2, *["rose by 20 points or more"] * 2,
    ]  # fmt: skip
    for rating in (2, 0, -2):
        code = book.add_case(alias="X", size="individual").code
        goal = book.add(Goal, code, statement="School", baseline=-1)
        book.rate_goal(goal.id, rating)
        book.terminate(code, reason="moved", outcome="same", summary="Left", notice="informed")
    changed = section(summary(book).document, "Goal attainment at the endings")
    assert [row for row in rows(changed, "T-score") if row[1] != "0"] == [
        ("fell by 10 points or more", "1"), ("rose by 10 to less than 20", "1"), ("rose by 20 points or more", "1"),
    ]  # fmt: skip
    assert paragraphs(changed)[0] == "10 points on average, from -10 to 30 · 3 cases"


def test_issues_with_the_count_of_cases(told: Packet) -> None:
    issues = section(told.document, "Private troubles, public issues")
    assert rows(issues, "Collective issue") == [("rent", "2"), ("school fees", "1")]


def test_overrides_of_the_period_with_code_and_reason(book: Casebook, told: Packet) -> None:
    (row,) = rows(section(told.document, "Gates passed with a reason"), "Gate")
    assert row[:2] == ("K-2026-002", "Engagement")
    assert "Consent or another legal basis is recorded" in row[2]
    assert row[3] == "No need of consent from a neighbourhood"
    every = rows(section(summary(book, since=None).document, "Gates passed with a reason"), "Gate")
    assert [(one[0], one[3]) for one in every] == [("K-2026-001", REASON), ("K-2026-002", row[3])]


def test_questions_by_case_and_those_in_private_notes_counted(told: Packet) -> None:
    asked = section(told.document, "Questions for supervision")
    assert [block.items for block in asked if isinstance(block, Numbered)] == [("Is it too soon?",)]
    assert paragraphs(asked) == ["1 question stands in a private note."]
    assert "tired" not in "".join(texts(told.document))


def test_neither_alias_nor_name_nor_note_at_any_level(book: Casebook, told: Packet) -> None:
    for level in MaskLevel:
        said = "\n".join(texts(summary(book, level=level).document))
        assert not re.search("Gunawan|Danu|was there|Left town", said)
        assert ("Alya" in said) is (level is MaskLevel.NONE)  # in the words of a task


def test_nothing_is_asked_about_that_does_not_stand_in_it(book: Casebook, told: Packet) -> None:
    book.add_note("K-2026-001", body="Then Zubaidah Tanjung came.", mode="office", sign=True)
    book.edit_case("K-2026-002", strengths="Pak Hamdani helps")
    assert not summary(book).doubtful
    book.add(Task, "K-2026-001", text="Ask Zubaidah", due=date(2026, 11, 20))
    assert [(word.code, word.text) for word in summary(book).doubtful] == [("K-2026-001", "Zubaidah")]


def test_the_remark_is_masked_with_the_names_of_all_cases(book: Casebook, told: Packet) -> None:
    packet = summary(book, remark="Sulastri and Gunawan, on 12 October 2026, with Pak Rustam")
    assert paragraphs(section(packet.document, "Workload")) == [
        "[Client family, K-2026-001] and [Client system, K-2026-002], on [DATE], with Pak Rustam"
    ]
    assert [word.text for word in packet.doubtful] == ["Rustam"]


def test_an_empty_caseload(book: Casebook) -> None:
    document = summary(book, remark="Call 0812-3456-7890").document
    assert facts(section(document, "The caseload today"), "Open cases") == ["0"]
    assert paragraphs(section(document, "Overdue")) == ["Nothing is overdue."]
    assert paragraphs(section(document, "Workload")) == ["Call [PHONE]"]


def test_both_languages(book: Casebook, told: Packet) -> None:
    use("id")
    document = summary(book, remark="x").document
    assert len(headings(document)) == len(headings(summary(book, remark="x").document))
    assert "Tugas “Call [Klien]'s aunt”: Rabu (lewat 3 hari)" in "\n".join(texts(document))
