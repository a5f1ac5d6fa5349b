"""What is told of a note from its row is what the note says, whatever stands in its texts."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import briefs
from store.briefs import Brief, brief_of, brief_of_line
from store.model import ContactMode, ContactOutcome, Note, NoteStatus
from store.model.record import build

TRICKY = st.sampled_from([
    "", 'x","status":"draft"', '"private":true,"status":"voided","', "\\", '"}}', "}}", '"session":"', "é\n",
    '","imported_from":"',
])  # fmt: skip
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=7))])
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1), timezones=ZONES)


@st.composite
def notes(draw: st.DrawFn) -> Note:
    fields: dict[str, Any] = {
        "id": draw(st.sampled_from(["6de67ae61aa0b8b6cc844f56ccfccc5f", "a b", 'q"'])), "case_code": "K-2026-001",
        "contact_at": draw(MOMENTS), "written_at": draw(MOMENTS), "mode": draw(st.sampled_from(ContactMode)),
        "outcome": draw(st.sampled_from(ContactOutcome)), "body": draw(TRICKY), "phase": "engagement",
        "status": draw(st.sampled_from(NoteStatus)), "place": draw(TRICKY), "participants": draw(TRICKY),
        "void_reason": draw(TRICKY), "session": draw(st.sampled_from(["", "s1"])),
        "imported_from": draw(st.sampled_from(["", "table:1"])), "private": draw(st.booleans()),
        "addenda": [{"at": draw(MOMENTS), "text": draw(TRICKY) or "x"}] * draw(st.integers(0, 2)),
    }  # fmt: skip
    if draw(st.booleans()):
        fields["extra"] = {draw(st.sampled_from(["status", "private", "session", "x"])): draw(TRICKY) or "draft"}
    return build(Note, fields)


@given(notes())
def test_a_line_tells_what_the_note_says(note: Note) -> None:
    line = note.as_json()
    moment = orjson.loads(line)["contact_at"]
    told = Brief(
        note.id, note.case_code, moment, note.reached_client, note.is_draft, note.imported_from, note.session
    )  # fmt: skip
    assert brief_of_line(line) == brief_of(orjson.loads(line)) == told
    moved = dict(sorted(orjson.loads(line).items()))  # as another program may write it
    assert brief_of_line(orjson.dumps(moved)) == told


def test_most_lines_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefs, "orjson", None)
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    note = build(Note, {
        "id": "6de67ae61aa0b8b6cc844f56ccfccc5f", "case_code": "K-2026-001", "contact_at": at, "written_at": at,
        "mode": "home_visit", "outcome": "reached", "status": "signed", "phase": "planning", "body": 'as "said"',
        "minutes": 30, "goals": ("g",),
    })  # fmt: skip
    assert brief_of_line(note.as_json()).reached


@pytest.mark.parametrize("mode", ContactMode)
@pytest.mark.parametrize("outcome", ContactOutcome)
def test_each_status_mode_and_outcome_is_told(mode: ContactMode, outcome: ContactOutcome) -> None:
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    for status in NoteStatus:
        note = build(Note, {
            "id": "6d", "case_code": "K-2026-001", "contact_at": at, "written_at": at, "mode": mode,
            "outcome": outcome, "status": status, "phase": "planning", "body": "x",
        })  # fmt: skip
        told = brief_of_line(note.as_json())
        assert (told.reached, told.is_draft) == (note.reached_client, note.is_draft)
