"""The demonstration caseload: it plays, it covers the practice, both languages say the same, and it never ages."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from store import Casebook, open_casebook
from store.demo import build_demo, caseload
from store.intake import EDITABLE
from store.model.codes import (
    ContactMode,
    ContactOutcome,
    Level,
    MoveKind,
    NoteFormat,
    NoteStatus,
    Phase,
    PracticeField,
    Status,
    SystemSize,
)
from store.model.part import Part
from store.model.person import Person
from store.shelf import IN_THE_FILE
from tests.demo.conftest import JAKARTA, NOW, build

PARTS: list[Any] = [model for model in IN_THE_FILE.values() if issubclass(model, Part)]
CASE_KEYS = {*EDITABLE, "ref", "opened", "steps", "text", "notes", "parts", "moves", "closing", "supervision"}
NOTE_KEYS = {
    "at", "mode", "outcome", "format", "private", "signed", "late", "id", "en", "addendum", "addendum_at", "with",
    "minutes", "place", "participants", "goals", "tasks_done",
}  # fmt: skip
CLOSING_KEYS = {
    "at", "reason", "outcome", "notice", "returned", "door_open", "documents_returned", "aftercare", "id", "en",
}  # fmt: skip
SUPERVISION_KEYS = {"at", "supervisor", "due", "next", "id", "en"}
NAMES = (
    ".alias", ".aliases", ".client_name", ".name", ".a", ".b", ".whose", ".participants", ".consent_by", ".supervisor",
)  # fmt: skip
"""Where a name may stand, which is the same in both languages."""
INDONESIAN = re.compile(
    r"\b(yang|dan|dengan|untuk|tidak|dari|pada|saya|ia|mereka|akan|sudah|belum|itu|ini|atau|karena|bila)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(the|and|with|for|not|from|she|he|they|will|is|are|was|were|of|by|but|my|his|her|it)\b", re.IGNORECASE
)


def all_notes(book: Casebook) -> list[Any]:
    return [note for case in book.cases() for note in book.notes(case.code)]


def test_every_phase_has_its_cases(book: Casebook) -> None:
    recent = [case for case in book.cases() if not case.closure or (NOW.date() - case.closure.closed).days <= 30]
    board = Counter(case.phase for case in recent)
    assert board == {
        Phase.ENGAGEMENT: 3, Phase.ASSESSMENT: 4, Phase.PLANNING: 3, Phase.INTERVENTION: 8, Phase.MONITORING: 1,
        Phase.EVALUATION: 2, Phase.TERMINATION: 3,
    }  # fmt: skip
    assert len(book.cases()) == len(recent) + 1 == 25


def test_every_size_level_field_mode_outcome_and_format_is_met(book: Casebook) -> None:
    cases, notes = book.cases(), all_notes(book)
    assert {case.size for case in cases} == set(SystemSize)
    assert {case.level for case in cases} == set(Level)
    assert {case.field for case in cases} == set(PracticeField)
    assert {note.mode for note in notes} == set(ContactMode)
    assert {note.outcome for note in notes} == set(ContactOutcome)
    assert {note.format for note in notes} == set(NoteFormat)


def test_there_is_something_to_do_today(book: Casebook) -> None:
    cases, today = book.cases(), NOW.date()
    assert sum(case.next_contact is not None and case.next_contact < today for case in cases) >= 3
    assert sum(case.next_contact == today for case in cases) >= 3
    assert sum(case.risk_level is not None and case.risk_level.is_serious for case in cases) >= 3
    assert sum(note.is_draft for note in all_notes(book)) >= 3
    assert any(note.is_late_entry for note in all_notes(book))
    assert [note.format for note in all_notes(book) if note.private] == ["process", "process"]
    assert [note.status for note in all_notes(book) if note.addenda] == [NoteStatus.AMENDED]


def test_the_winding_ways_are_there(book: Casebook) -> None:
    cases = book.cases()
    moves = [move for case in cases for move in book.history(case.code)]
    kinds = Counter(move.kind for move in moves)
    assert kinds[MoveKind.MOVED_BACK] == 1
    assert kinds[MoveKind.REOPENED] == 1
    assert [case.episode for case in cases if case.episode > 1] == [2]
    assert [move.overrides for move in moves if move.overrides] == [("review_date",)]
    held = [case for case in cases if case.status is Status.ON_HOLD]
    assert [case.hold.until < NOW.date() for case in held if case.hold and case.hold.until] == [True]
    assert [case.put_off.until > NOW.date() for case in cases if case.put_off] == [True]
    closed = sorted((NOW.date() - case.closure.closed).days for case in cases if case.closure)
    assert len(closed) == 3
    assert closed[1] <= 30 < closed[2]


def test_nothing_happens_after_now_and_the_clock_is_given_back(book: Casebook) -> None:
    assert book.clock() == NOW
    assert all(note.written_at < NOW for note in all_notes(book))
    assert all(move.at < NOW for case in book.cases() for move in book.history(case.code))
    parts = [part for model in PARTS for case in book.cases() for part in book.parts(model, case.code)]
    past = ("set_on", "on", "done_on", "sent_on", "answered_on", "since", "until", "state_on")
    assert not [part for part in parts for name in past if (day := getattr(part, name, None)) and day >= NOW.date()]


def test_survivors_have_no_name(book: Casebook) -> None:
    assert not [case.alias for case in book.cases() if case.field is PracticeField.RAPE_CRISIS and case.client_name]
    assert sum(bool(case.client_name) for case in book.cases()) >= 8
    survivors = [case.code for case in book.cases() if case.field is PracticeField.RAPE_CRISIS]
    people = [person for code in survivors for person in book.parts(Person, code)]
    assert people
    assert not [person for person in people if person.name or person.contact or person.address]


def test_codes_are_given_in_the_order_of_intake(book: Casebook) -> None:
    opened = [case.opened for case in book.cases()]
    assert opened == sorted(opened)


@pytest.mark.parametrize("now", [
    NOW.replace(hour=0, minute=5), datetime(2027, 1, 1, 23, 59, tzinfo=JAKARTA), datetime(2028, 2, 29, tzinfo=JAKARTA),
])  # fmt: skip
def test_the_caseload_never_ages(tmp_path: Path, now: datetime) -> None:
    with build(tmp_path / "then") as then, build(tmp_path / "later", now=now) as later:
        assert offsets(then, NOW) == offsets(later, now)


def offsets(book: Casebook, now: datetime) -> dict[str, Any]:
    """Every date of the book as a distance from the day it was built on."""
    midnight = now.replace(hour=0, minute=0)

    def days(day: Any) -> int | None:
        return (day - now.date()).days if day else None

    return {
        case.alias: (
            days(case.opened), days(case.phase_since), days(case.next_contact), days(case.next_review),
            days(case.risk_assessed), {item: days(day) for item, day in case.ticks.items()},
            case.hold and (days(case.hold.since), days(case.hold.until)),
            case.put_off and (days(case.put_off.on), days(case.put_off.until)),
            case.closure and (days(case.closure.closed), [days(day) for day in case.closure.aftercare]),
            [(note.contact_at - midnight, note.written_at - midnight) for note in book.notes(case.code)],
            [days_of(part, days) for model in PARTS for part in book.parts(model, case.code)],
            [(move.kind, move.at - midnight) for move in book.history(case.code)],
        )
        for case in book.cases()
    }  # fmt: skip


def days_of(part: Part, days: Callable[[Any], int | None]) -> list[int | None]:
    fields = [getattr(part, name) for name in type(part).model_fields]
    return [days(value) for value in fields if isinstance(value, date)] + [
        days(rating.on) for rating in getattr(part, "ratings", ())
    ]


def test_a_refused_act_still_gives_the_clock_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [{**caseload()[0], "steps": ["-1 10:00 dance"]}]
    monkeypatch.setattr("store.demo.caseload", lambda: told)
    with open_casebook(tmp_path / "book", clock=partial(datetime.replace, NOW)) as book:
        with pytest.raises(ValueError, match="no such step: dance"):
            build_demo(book, "en")
        assert book.clock() == NOW


# The texts


def texts(thing: Any, where: str = "") -> Iterator[tuple[str, str, str]]:
    """Each text of the caseload with its twin: where it stands, Indonesian, English."""
    if isinstance(thing, list):
        for number, part in enumerate(thing):
            yield from texts(part, f"{where}[{number}]")
    if not isinstance(thing, dict):
        return
    if "id" in thing or "en" in thing:
        indonesian, english = thing["id"], thing["en"]
        if isinstance(indonesian, str):
            yield where, indonesian, english
        else:
            assert indonesian.keys() == english.keys(), where
            yield from ((f"{where}.{name}", indonesian[name], english[name]) for name in indonesian)
    for name, part in thing.items():
        if name not in ("id", "en"):
            yield from texts(part, f"{where}.{name}")


RESOURCES = tomllib.loads((files("store.demo") / "directory.toml").read_text(encoding="utf-8"))["resource"]
PAIRS = [pair for case in caseload() for pair in texts(case, case["text"]["en"]["alias"])]
PAIRS += [pair for resource in RESOURCES for pair in texts(resource, resource["ref"])]


def test_no_text_is_missing_or_left_untranslated() -> None:
    assert len(PAIRS) > 200
    same = [where for where, indonesian, english in PAIRS if indonesian == english and not where.endswith(NAMES)]
    assert not same
    assert not [where for where, *both in PAIRS if not all(text.strip() for text in both)]
    assert not [where for where, indonesian, _ in PAIRS if ENGLISH.search(indonesian)]
    assert not [where for where, _, english in PAIRS if INDONESIAN.search(english)]


def test_both_languages_have_the_same_shape() -> None:
    assert not [where for where, indonesian, english in PAIRS if indonesian.count("\n\n") != english.count("\n\n")]
    long = [pair for pair in PAIRS if len(pair[1]) > 80]
    assert not [where for where, indonesian, english in long if not 0.7 < len(indonesian) / len(english) < 1.4]


HEADINGS = {
    "SOAP": ("Subjektif Objektif Asesmen Rencana", "Subjective Objective Assessment Plan"),
    "DAP": ("Data Asesmen Rencana", "Data Assessment Plan"),
    "BIRP": ("Perilaku Intervensi Respons Rencana", "Behaviour Intervention Response Plan"),
    "GIRP": ("Tujuan Intervensi Respons Rencana", "Goal Intervention Response Plan"),
}


@pytest.mark.parametrize("language", ["id", "en"])
def test_notes_follow_the_outline_of_their_format(language: str) -> None:
    for case in caseload():
        for note in case["notes"]:
            if expected := HEADINGS.get(note.get("format", "")):
                found = re.findall(r"(?:^|\n\n)(\w+): ", note[language])
                assert " ".join(found) == expected[language == "en"], (case["text"]["en"]["alias"], note["at"])


def test_the_files_hold_no_key_the_player_does_not_know() -> None:
    for case in caseload():
        assert not case.keys() - CASE_KEYS
        assert not [note.keys() - NOTE_KEYS for note in case["notes"] if note.keys() - NOTE_KEYS]
        assert not [move for move in case.get("moves", ()) if move.keys() != {"at", "do", "id", "en"}]
        assert not [one for one in case.get("supervision", ()) if one.keys() != SUPERVISION_KEYS]
        assert not case.get("closing", {}).keys() - CLOSING_KEYS


def test_a_ref_means_one_thing() -> None:
    for case in caseload():
        refs = Counter(part["ref"] for part in case.get("parts", ()) if "ref" in part)
        assert not [ref for ref, times in refs.items() if times > 1], case["text"]["en"]["alias"]
    assert not [ref for ref, times in Counter(case["ref"] for case in caseload()).items() if times > 1]
    assert len({resource["ref"] for resource in RESOURCES}) == len(RESOURCES)


def test_it_is_built_quickly(tmp_path: Path) -> None:
    start = process_time()
    build(tmp_path / "book").close()
    assert process_time() - start < 4  # about 1; the bar only catches a cost that grows with the book
