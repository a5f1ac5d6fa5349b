"""After supervision: one act that leaves a signed note, its tasks, the supervisor and the day of the next one."""

from datetime import date, timedelta
from typing import Any

import pytest

from store import Casebook, Change, InvalidInput, NotFound
from store.model import ContactMode, ContactOutcome, NoteStatus, Task, TaskOwner
from store.practice.questions import open_questions

from .archived import again
from .conftest import START, Clock
from .scene import CLOSED, FRESH, documents, play

DAY = timedelta(days=1)
TODAY = START.date()


def test_a_session_with_everything(book: Casebook, told: list[Change]) -> None:
    play(book)
    before = documents(book)
    told.clear()
    note = book.record_supervision(
        FRESH.lower(), directions="  Visit weekly.\nAsk the school. ", supervisor=" Bu  Rini ",
        tasks=["Call", " ", "Ask"], due=TODAY + 7 * DAY, next_session=TODAY + 14 * DAY,
    )  # fmt: skip
    assert note == book.note(note.id)
    assert (note.mode, note.outcome, note.status) == (
        ContactMode.SUPERVISION, ContactOutcome.REACHED, NoteStatus.SIGNED,
    )  # fmt: skip
    assert (note.body, note.supervisor) == ("  Visit weekly.\nAsk the school.", "Bu Rini")
    assert note.contact_at == note.written_at == note.signed_at == START
    tasks = book.parts(Task, FRESH)
    assert [(task.text, task.owner, task.due, task.supervision) for task in tasks] == [
        (text, TaskOwner.WORKER, TODAY + 7 * DAY, note.id) for text in ("Call", "Ask")
    ]
    case = book.case(FRESH)
    assert (case.supervisor, case.next_supervision) == ("Bu Rini", TODAY + 14 * DAY)
    assert [change.sentence for change in told] == [f"Supervision of {FRESH} written down"]
    after = documents(book)
    book.undo()
    assert documents(book) == before
    book.redo()
    assert documents(book) == after


def test_the_supervisor_of_the_case_gave_it_unless_another_is_named(book: Casebook) -> None:
    code = book.add_case(alias="a", size="family", supervisor="Pak Tono").code
    assert book.record_supervision(code, directions="d").supervisor == "Pak Tono"
    assert book.record_supervision(code, directions="d", supervisor="Bu Rini").supervisor == "Bu Rini"
    assert book.case(code).supervisor == "Bu Rini"


@pytest.mark.parametrize(
    ("planned", "held", "after"),
    [
        (TODAY, TODAY, None),  # it was this one
        (TODAY - 3 * DAY, TODAY, None),
        (TODAY + 3 * DAY, TODAY, TODAY + 3 * DAY),
        (TODAY - DAY, TODAY - 5 * DAY, TODAY - DAY),  # written down late: the planned one came later
    ],
)
def test_a_planned_session_is_planned_no_more_once_it_was_held(
    book: Casebook, planned: date, held: date, after: date | None
) -> None:
    code = book.add_case(alias="a", size="family", next_supervision=planned).code
    book.record_supervision(code, directions="d", at=START.replace(day=held.day))
    assert book.case(code).next_supervision == after


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"directions": " \n"}, "body"),
        ({"at": START + DAY}, "contact_at"),
        ({"next_session": TODAY}, "next_session"),
        ({"next_session": TODAY - DAY, "at": START - DAY}, "next_session"),
    ],
)
def test_what_does_not_fit_leaves_nothing(book: Casebook, fields: dict[str, Any], wrong: str) -> None:
    play(book)
    before = documents(book)
    with pytest.raises(InvalidInput) as refused:
        book.record_supervision(FRESH, **{"directions": "d", "tasks": ["t"], **fields})
    assert list(refused.value.problems) == [wrong]
    with pytest.raises(NotFound):
        book.record_supervision("K-1999-001", directions="d")
    assert documents(book) == before


def test_it_is_no_contact_with_the_client(book: Casebook) -> None:
    code = book.add_case(alias="a", size="family", next_contact=TODAY).code
    book.record_supervision(code, directions="d")
    assert (book.last_reached(code), book.case(code).next_contact) == (None, TODAY)


def test_the_questions_are_asked_by_it(book: Casebook, clock: Clock) -> None:
    play(book)
    book.add_note(FRESH, body="(?) Too close?", mode="office")
    book = again(book)
    assert [question.text for question in open_questions(book.notes(FRESH))] == ["Too close?"]
    clock.go(hours=1)
    book.record_supervision(FRESH, directions="Keep the distance.")
    clock.go(hours=1)
    book.add_note(FRESH, body="(?) And now?", mode="office")
    assert [question.text for question in open_questions(book.notes(FRESH))] == ["And now?"]


def test_of_a_case_in_the_archive(book: Casebook, closed: str, told: list[Change]) -> None:
    book.file_away(closed)
    note = book.record_supervision(closed, directions="Well ended.", tasks=["Thank the kader"])
    assert not book.is_archived(CLOSED)
    assert book.notes(closed)[0] == note
    book.undo()
    assert book.is_archived(CLOSED)
