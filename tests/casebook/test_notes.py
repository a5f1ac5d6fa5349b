"""The life of a note: drafted, signed, added to, voided; what may happen to it when, and in which order notes stand."""

import itertools
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import time_machine

from store import Casebook, Change, InvalidInput, NotFound, Refused, new_id
from store.model import NoteStatus, Phase

from .conftest import START, Clock
from .scene import CLOSED, DRAFT, FRESH, SIGNED, WHY, WORKED, documents, play

ACTS = {
    "write": lambda book, id: book.write_draft(FRESH, id, session="x", body="changed"),
    "sign": lambda book, id: book.sign_note(id),
    "discard": lambda book, id: book.discard_draft(id),
    "add": lambda book, id: book.add_addendum(id, "also"),
    "void": lambda book, id: book.void_note(id, "Wrong case."),
}
ALLOWED = {
    NoteStatus.DRAFT: {"write": NoteStatus.DRAFT, "sign": NoteStatus.SIGNED, "discard": None},
    NoteStatus.SIGNED: {"add": NoteStatus.AMENDED, "void": NoteStatus.VOIDED},
    NoteStatus.AMENDED: {"add": NoteStatus.AMENDED, "void": NoteStatus.VOIDED},
    NoteStatus.VOIDED: {},
}


def note_with(book: Casebook, status: NoteStatus) -> str:
    play(book)
    if status is NoteStatus.DRAFT:
        return DRAFT
    if status is NoteStatus.AMENDED:
        book.add_addendum(SIGNED, "first")
    if status is NoteStatus.VOIDED:
        book.void_note(SIGNED, "r")
    return SIGNED


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("status", list(NoteStatus))
def test_what_may_happen_to_a_note(status: NoteStatus, act: str, book: Casebook, told: list[Change]) -> None:
    id = note_with(book, status)
    before, told[:] = documents(book), []
    assert book.note(id).status is status
    if act not in ALLOWED[status]:
        with pytest.raises(Refused):
            ACTS[act](book, id)
        assert (documents(book), told) == (before, [])
        return
    ACTS[act](book, id)
    if ALLOWED[status][act] is None:
        with pytest.raises(NotFound, match="not in the book"):
            book.note(id)
    else:
        assert book.note(id).status is ALLOWED[status][act]


def test_a_signed_note_stays_as_it_was_under_its_addenda(book: Casebook, clock: Clock) -> None:
    play(book)
    signed = book.note(SIGNED)
    assert signed.signed_at == START
    clock.go(hours=30)
    book.add_addendum(SIGNED, "  also\x1b[2J [/] ")
    amended = book.add_addendum(SIGNED, "and")
    assert [(one.at, one.text) for one in amended.addenda] == [(clock.now, "  also[2J [/]"), (clock.now, "and")]
    same = {"addenda": (), "status": NoteStatus.SIGNED}
    assert amended.changed(**same) == signed
    voided = book.void_note(SIGNED, " Wrong case. ")
    assert (voided.body, voided.void_reason, voided.addenda) == (signed.body, "Wrong case.", amended.addenda)
    assert voided in book.notes(FRESH)
    with pytest.raises(InvalidInput) as caught:
        book.add_note(FRESH, body="b", sign=True, mode="smoke")
    assert set(caught.value.problems) == {"mode"}


@pytest.mark.parametrize("body", ["", "  \n ", "\u200b\x00"], ids=ascii)
def test_an_empty_note_is_not_added_signed_or_left_as_an_addendum(
    body: str, book: Casebook, told: list[Change]
) -> None:
    play(book)
    book.write_draft(FRESH, "empty", session="s", body=body)
    before, told[:] = documents(book), []
    for sign in (False, True):
        with pytest.raises(InvalidInput) as caught:
            book.add_note(FRESH, body=body, sign=sign)
        assert caught.value.problems == {"body": "This is needed."}
    with pytest.raises(Refused, match="An empty note cannot be signed"):
        book.sign_note("empty")
    with pytest.raises(InvalidInput) as caught:
        book.add_addendum(SIGNED, body)
    assert caught.value.problems == {"text": "This is needed."}
    assert (documents(book), told) == (before, [])


def test_a_whole_note(book: Casebook, clock: Clock) -> None:
    play(book)
    at = START - timedelta(hours=25)
    note = book.add_note(
        WORKED, body="b", mode="home_visit", outcome="no_show", at=at, format="SOAP", private=True, sign=True
    )
    assert note == book.note(note.id)
    assert (note.mode, note.outcome, note.format, note.private) == ("home_visit", "no_show", "SOAP", True)
    assert (note.contact_at, note.written_at, note.signed_at) == (at, START, START)
    assert (note.phase, note.status, note.is_late_entry) == (Phase.ENGAGEMENT, NoteStatus.SIGNED, True)


def test_a_note_without_more_words_is_a_draft_of_now_that_moves_no_clock(book: Casebook) -> None:
    play(book)
    note = book.add_note(WORKED, body="b")
    assert (note.contact_at, note.written_at, note.status) == (START, START, NoteStatus.DRAFT)
    assert not note.reached_client
    assert book.last_reached(WORKED) is None


def test_a_note_is_begun_and_signed_at_one_moment(book: Casebook) -> None:
    play(book)
    ticking = (START + timedelta(seconds=number) for number in itertools.count())
    book.clock = lambda: next(ticking)
    note = book.add_note(FRESH, body="b", sign=True)
    assert note.contact_at == note.written_at == note.signed_at


def test_a_draft_keeps_what_was_typed_and_when_it_was_begun(book: Casebook, clock: Clock) -> None:
    play(book)
    id = new_id()
    book.write_draft(WORKED, id, session="s", body="one")
    clock.go(minutes=5)
    note = book.write_draft(WORKED, id, session="s", outcome="refused")
    assert (note.body, note.outcome, note.mode) == ("one", "refused", "admin")
    assert (note.contact_at, note.written_at) == (START, START)
    with pytest.raises(InvalidInput) as caught:
        book.write_draft(WORKED, id, session="s", body="two", outcome="dunno", contact_at="never")
    assert set(caught.value.problems) == {"outcome", "contact_at"}
    assert book.note(id).body == "one"


def test_notes_stand_with_the_newest_contact_first(book: Casebook, clock: Clock) -> None:
    play(book)
    for hours, zone in ((-5, 7), (-8, -8), (0, 0), (-8, 9)):
        clock.go(minutes=1)
        at = (START + timedelta(hours=hours)).astimezone(timezone(timedelta(hours=zone)))
        book.add_note(WORKED, body=f"{hours} {zone}", at=at)
    assert [note.body for note in book.notes(WORKED)] == ["0 0", "-5 7", "-8 9", "-8 -8"]
    assert [note.contact_at.utcoffset() for note in book.notes(WORKED)] == [
        timedelta(hours=zone) for zone in (0, 7, 9, -8)
    ]  # fmt: skip


def test_a_time_without_zone_is_the_laptops_and_stands_among_the_others(book: Casebook) -> None:
    play(book)
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        naive = datetime(2026, 11, 19, 9, 30, 1, 500)
        book.add_note(WORKED, body="added", at=naive)
        book.write_draft(WORKED, "drafted", session="s", contact_at=naive, body="drafted")
        book.write_draft(WORKED, "text", session="s", contact_at="2026-11-19T09:30", body="text")
        book.add_note(WORKED, body="zoned", at=START)
        assert {note.contact_at.microsecond for note in book.notes(WORKED)} == {0}
        assert len(book.notes(WORKED)) == 4
        assert book.note("drafted").contact_at == naive.astimezone().replace(microsecond=0)


@pytest.mark.parametrize("at", ["yesterday", "2026-02-30T10:00"])
def test_a_wrong_time_is_a_problem_of_its_field(at: Any, book: Casebook) -> None:
    play(book)
    with pytest.raises(InvalidInput) as caught:
        book.add_note(WORKED, body="b", at=at)
    assert set(caught.value.problems) == {"contact_at"}


def test_the_contact_clock(book: Casebook, clock: Clock) -> None:
    play(book)
    assert book.last_reached(WORKED) is None
    book.add_note(WORKED, body="b", mode="phone", at=START - timedelta(days=3))
    last = book.add_note(WORKED, body="b", mode="phone", at=START - timedelta(days=1), sign=True)
    book.add_note(WORKED, body="b", mode="phone", outcome="no_answer")
    book.add_note(WORKED, body="b", mode="collateral")
    assert book.last_reached(WORKED) == START - timedelta(days=1)
    book.void_note(last.id, "Was somebody else.")
    assert book.last_reached(WORKED) == START - timedelta(days=3)
    assert book.last_reached(FRESH) == START


def test_a_draft_claims_a_contact_once_somebody_said_how_it_was(book: Casebook) -> None:
    play(book)
    id = new_id()
    note = book.write_draft(WORKED, id, session="s", body="Only text so far")
    assert (note.is_unstated, note.counts, book.last_reached(WORKED)) == (True, False, None)
    note = book.write_draft(WORKED, id, session="s", mode="phone")
    assert (note.is_unstated, note.counts, book.last_reached(WORKED)) == (False, True, note.contact_at)


def test_how_the_contact_was_can_be_said_with_the_signature(book: Casebook) -> None:
    play(book)
    book.set_next_contact(WORKED, START.date())
    id = book.write_draft(WORKED, new_id(), session="s", body="b").id
    with pytest.raises(InvalidInput):
        book.sign_note(id, mode="dunno")
    assert book.note(id).is_draft
    note = book.sign_note(id, mode="office", outcome="no_show")
    assert (note.mode, note.outcome, note.is_signed) == ("office", "no_show", True)
    book.undo()
    assert book.note(id).is_unstated
    signed = book.sign_note(id)
    assert (signed.mode, signed.is_unstated, signed.counts) == ("admin", False, True)


# What has not come yet


WRITTEN_AHEAD = {
    "add": lambda book, at: book.add_note(FRESH, body="b", mode="home_visit", at=at, sign=True),
    "add a draft": lambda book, at: book.add_note(FRESH, body="b", mode="home_visit", at=at),
    "a group": lambda book, at: book.add_group_note([FRESH, WORKED], body="b", at=at, sign=True),
    "log": lambda book, at: book.log_contact(FRESH, mode="phone", outcome="reached", at=at),
    "begin a draft": lambda book, at: book.write_draft(FRESH, new_id(), session="s", body="b", contact_at=at),
    "move a draft": lambda book, at: book.write_draft(FRESH, DRAFT, session="s", contact_at=at),
    "supervision": lambda book, at: book.record_supervision(FRESH, directions="b", at=at),
}


@pytest.mark.parametrize("act", WRITTEN_AHEAD)
def test_no_contact_is_written_down_before_it_was(act: str, book: Casebook) -> None:
    play(book)
    before = documents(book)
    with pytest.raises(InvalidInput) as caught:
        WRITTEN_AHEAD[act](book, book.clock() + timedelta(minutes=6))
    assert caught.value.problems == {"contact_at": "This has not come yet."}
    assert documents(book) == before
    WRITTEN_AHEAD[act](book, book.clock() + timedelta(minutes=4))  # clocks are wrong by as much


def test_a_draft_that_lies_ahead_can_be_written_on_but_not_signed(book: Casebook, clock: Clock) -> None:
    """As a book may have it from an older version, or after the clock of the laptop was wrong."""
    play(book)
    clock.go(days=2)
    book.write_draft(FRESH, DRAFT, session="s", contact_at=book.clock())
    clock.go(days=-2)
    assert (
        book.write_draft(FRESH, DRAFT, session="s", body="more", contact_at=book.note(DRAFT).contact_at).body == "more"
    )
    with pytest.raises(Refused, match="has not come yet"):
        book.sign_note(DRAFT)
    clock.go(days=2)
    assert book.sign_note(DRAFT).is_signed


def test_the_phase_of_a_note_is_that_of_its_contact(book: Casebook, clock: Clock) -> None:
    code = book.add_case(alias="a", size="family").code
    clock.go(days=2)
    book.advance(code, WHY)
    at = book.clock() - timedelta(days=1)
    assert book.add_note(code, body="b", at=at, sign=True).phase is Phase.ENGAGEMENT
    assert book.log_contact(code, mode="phone", outcome="reached", at=at).phase is Phase.ENGAGEMENT
    draft = book.write_draft(code, new_id(), session="s", body="b")
    assert draft.phase is Phase.ASSESSMENT
    assert book.write_draft(code, draft.id, session="s", contact_at=at).phase is Phase.ENGAGEMENT
    assert book.write_draft(code, draft.id, session="s", contact_at=book.clock()).phase is Phase.ASSESSMENT


def test_drafts_are_counted(book: Casebook) -> None:
    play(book)
    assert [book.drafts(code) for code in (FRESH, "k-2026-2")] == [1, 0]
    book.add_note(WORKED, body="b")
    book.sign_note(DRAFT)
    assert [book.drafts(code) for code in (FRESH, WORKED)] == [0, 1]
    book.undo()
    assert [book.drafts(code) for code in (FRESH, WORKED)] == [1, 1]
    book.discard_draft(DRAFT)
    assert [book.drafts(code) for code in (FRESH, WORKED)] == [0, 1]


def test_a_closed_case_still_takes_a_late_note(book: Casebook) -> None:
    play(book)
    assert book.add_note(CLOSED, body="The last letter.").phase is Phase.TERMINATION
    book.reopen(CLOSED, reason=WHY)
    assert len(book.notes(CLOSED)) == 1


def test_a_note_of_100_kilobytes(book: Casebook) -> None:
    play(book)
    body = "Kunjungan [/] \U0001f468\u200d\U0001f469\u200d\U0001f467 " * 4000
    id = book.add_note(WORKED, body=body).id
    assert book.note(id).body == body.rstrip()
    assert len(body.encode()) > 100_000
