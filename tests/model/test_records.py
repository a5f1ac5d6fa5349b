"""The models: what fits, what is suggested, what is kept, and how a person is told what does not fit."""

import contextlib
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest
import time_machine
from hypothesis import example, given
from hypothesis import strategies as st

from store.errors import InvalidInput
from store.model import Addendum, Case, Closure, Hold, Level, Move, Note, Phase, Score
from store.model.case import PutOff
from store.model.day import ReviewDay
from store.model.person import Person
from store.model.record import build, new_id, problems_of, to_the_second
from store.model.stub import Stub

JAKARTA = timezone(timedelta(hours=7))
CASE = {"code": "K-2026-001", "alias": "Bu S", "size": "family", "opened": "2026-11-20", "phase_since": "2026-11-20"}
NOTE = {
    "id": "n1", "case_code": "K-2026-001", "contact_at": "2026-11-20T09:30:00+07:00", "phase": "engagement",
    "written_at": "2026-11-20T10:00:00+07:00", "mode": "home_visit", "outcome": "reached",
}  # fmt: skip
CLOSURE = {
    "closed": "2026-11-20", "reason": "goals_met", "outcome": "better", "summary": "Done.",
}  # fmt: skip
MOVE = {
    "id": "m1",
    "case_code": "K-2026-001",
    "at": "2026-11-20T09:30:00+07:00",
    "kind": "opened",
    "to_phase": "engagement",
}


def case(**fields: Any) -> Case:
    return build(Case, {**CASE, **fields})


def note(**fields: Any) -> Note:
    return build(Note, {**NOTE, **fields})


def problems(model: Any, values: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        build(model, values)
    return caught.value.problems


# Suggestions and aliases


@pytest.mark.parametrize(("size", "level"), [
    ("individual", "micro"), ("family", "micro"), ("formal_group", "mezzo"), ("organisation", "mezzo"),
    ("neighbourhood", "mezzo"), ("community", "macro"), ("society", "macro"),
])  # fmt: skip
@pytest.mark.parametrize("absent", [{}, {"level": None}, {"level": ""}])
def test_without_a_level_the_size_suggests_one(size: str, level: str, absent: dict[str, Any]) -> None:
    assert case(size=size, **absent).level == level


def test_a_given_level_stands() -> None:
    assert case(size="family", level="macro").level is Level.MACRO


@pytest.mark.parametrize(("alias", "phase"), [
    ("implementation", "intervention"), ("intake", "engagement"), ("closure", "termination"),
])  # fmt: skip
def test_other_names_of_phases_are_understood(alias: str, phase: str) -> None:
    assert case(phase=alias).phase == phase
    assert note(phase=alias).phase == phase
    assert build(Move, {**MOVE, "from_phase": alias, "to_phase": alias}).to_phase == phase


@pytest.mark.parametrize(("given", "tags"), [
    ("Isu-Kebijakan, #PKH ,, pkh", ("isu-kebijakan", "pkh")),
    (["#A", "b", "a"], ("a", "b")),
    (("x",), ("x",)),
    ("", ()),
    ("# spaced", ("spaced",)),
    ("##", ()),
    ("\x1b[31m", ("[31m",)),
])  # fmt: skip
def test_tags(given: Any, tags: tuple[str, ...]) -> None:
    assert case(tags=given).tags == tags


@given(st.lists(st.lists(st.sampled_from("# ,HJa\u0331\u030c\u0130\u200b\x1b"), max_size=6).map("".join), max_size=4))
@example(["J\u030c"])  # has a letter of its own in lower case only
def test_tags_read_again_are_the_same(tags: list[str]) -> None:
    once = case(tags=tags).tags
    assert case(tags=once).tags == once
    assert len(set(once)) == len(once)
    assert "" not in once


def test_tags_that_are_no_list_are_a_problem() -> None:
    assert set(problems(Case, {**CASE, "tags": 7})) == {"tags"}


# What does not fit


@pytest.mark.parametrize(("model", "base"), [(Case, CASE), (Note, NOTE), (Closure, CLOSURE), (Move, MOVE)])
def test_each_field_that_is_needed_is_named(model: Any, base: dict[str, Any]) -> None:
    assert build(model, base)
    for field in base:
        missing = {key: value for key, value in base.items() if key != field}
        if field == "contact_at" and model is Case:
            continue
        assert problems(model, missing) == {field: "This is needed."}


@pytest.mark.parametrize(("field", "value", "sentence"), [
    ("alias", "", "This is needed."),
    ("alias", " \u200b\x00 ", "This is needed."),
    ("alias", "x" * 81, "This is longer than 80 characters."),
    ("size", "dragon", "“dragon” is not known here; there are individual, family, formal_group, organisation, "
     "neighbourhood, community, society."),
    ("level", "giant", "“giant” is not known here; there are micro, mezzo, macro."),
    ("next_contact", "30 Feb", "“30 Feb” is not a date; write it as 2026-11-20."),
    ("next_review", "2026-02-30", "“2026-02-30” is not a date; write it as 2026-11-20."),
    ("opened", "", "This is needed."),
    ("episode", 0, "“0” does not fit here."),
    ("contact_every", 0, "“0” does not fit here; it can be 1 to 3650."),
    ("contact_every", 3651, "“3651” does not fit here; it can be 1 to 3650."),
    ("stuck_after", "a week", "“a week” does not fit here; it can be 1 to 3650."),
    ("client_name", 5, "“5” does not fit here."),
    ("consent", "\x1b[2J",
    "“ [2J” is not known here; there are written, verbal, guardian, mandate, vital, refused."),
])  # fmt: skip
def test_a_value_that_does_not_fit_is_said_in_a_sentence(field: str, value: Any, sentence: str) -> None:
    assert problems(Case, {**CASE, field: value}) == {field: sentence}
    with pytest.raises(InvalidInput) as caught:
        case().changed(**{field: value})
    assert caught.value.problems == {field: sentence}
    assert str(caught.value) == f"{field}: {sentence}"


@pytest.mark.parametrize("given", [9, "7", "x", "3,5", 2.5])
def test_what_could_stand_there_is_said_however_it_was_given(given: object) -> None:
    told = dict(problems_of(Score, {"expectation": given}))
    assert told[("expectation",)] == f"“{given}” does not fit here; it can be 1 to 5."


def test_every_wrong_field_is_named_at_once() -> None:
    wrong = {**CASE, "alias": "", "size": "x", "next_contact": "never", "phase": "nowhere"}
    assert set(problems(Case, wrong)) == {"alias", "size", "next_contact", "phase"}


def test_an_unknown_size_is_not_covered_up_by_the_level() -> None:
    assert set(problems(Case, {**CASE, "size": "x"})) == {"size"}
    assert set(problems(Case, {**CASE, "size": None})) == {"size"}
    assert set(problems(Case, {**CASE, "size": ["family"]})) == {"size"}


def test_a_long_wrong_value_is_shown_shortened() -> None:
    (sentence,) = problems(Case, {**CASE, "size": "x" * 100_000}).values()
    assert len(sentence) < 250


@pytest.mark.parametrize(("model", "values", "field"), [
    (Hold, {"since": "2026-11-20", "reason": "\u200b"}, "reason"),
    (Hold, {"since": "2026-11-20", "reason": "r", "until": "soon"}, "until"),
    (PutOff, {"on": "2026-11-20", "until": "2026-11-27", "reason": "\u200b"}, "reason"),
    (PutOff, {"on": "2026-11-20", "reason": "r"}, "until"),
    (ReviewDay, {"day": "2026-02-30"}, "day"),
    (Addendum, {"at": "2026-11-20T09:00:00+07:00", "text": " \n "}, "text"),
    (Closure, {**CLOSURE, "summary": "\n"}, "summary"),
    (Closure, {**CLOSURE, "aftercare": ["2026-13-01"]}, "aftercare"),
    (Note, {**NOTE, "contact_at": "yesterday-ish"}, "contact_at"),
])  # fmt: skip
def test_the_smaller_records_name_their_fields_too(model: Any, values: dict[str, Any], field: str) -> None:
    assert list(problems(model, values)) == [field]


# What is kept


def test_records_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        case().alias = "other"  # type: ignore[misc]


def test_fields_of_a_newer_version_are_kept_at_every_depth() -> None:
    newer = {
        **CASE, "level": "micro", "shoe_size": 42, "empty_yet_theirs": "", "nothing": None,
        "hold": {"since": "2026-11-20", "reason": "r", "mood": ["x"]},
        "closure": {**CLOSURE, "gas": {"t": 50}},
    }  # fmt: skip
    kept = build(Case, newer).changed(alias="Bu T").document()
    assert (kept["shoe_size"], kept["empty_yet_theirs"], kept["nothing"]) == (42, "", None)
    assert kept["hold"]["mood"] == ["x"]
    assert kept["closure"]["gas"] == {"t": 50}
    assert kept["alias"] == "Bu T"


def test_a_document_holds_json_only_and_no_empty_fields_of_ours() -> None:
    document = case(tags="a", next_contact=date(2026, 11, 21)).document()
    assert document == {
        **CASE, "level": "micro", "level_confirmed": False, "risk_reviewed": False,
        "field": "other", "status": "active", "phase": "engagement",
        "episode": 1, "tags": ["a"], "next_contact": "2026-11-21", "legal_hold": False,
    }  # fmt: skip
    assert type(document["size"]) is str


@pytest.mark.parametrize("record", [
    case(tags="a,b", risk_level="high", ticks={"roles": "2026-11-20"}, hold={"since": "2026-11-20", "reason": "r"}),
    case(closure=CLOSURE, status="closed"),
    note(body="x", addenda=[{"at": "2026-11-21T09:30:00+07:00", "text": "y"}], signed_at="2026-11-20T11:00:00+07:00"),
    build(Move, {**MOVE, "from_phase": "planning", "gate": [{"item": "consent", "met": False, "overridden": True}]}),
    case(put_off={"on": "2026-11-20", "until": "2026-11-27", "reason": "r"}, contact_every=3650, stuck_after=1),
    build(Move, {**MOVE, "kind": "put_off", "until": "2026-11-27"}),
    build(ReviewDay, {
        "day": "2026-11-20", "book_left": True, "retention_asked": True, "looked": [
            {"code": "K-2026-001", "at": "2026-11-20T09:30:00+07:00", "acts": ["contact", "task"], "left": True}],
    }),
    Stub.of(case(closure=CLOSURE, status="closed", legal_hold=True), date(2027, 1, 1)),
], ids=["case", "closed", "note", "move", "put off", "putting off", "day", "stub"])  # fmt: skip
def test_a_record_reads_back_as_it_was_written(record: Any) -> None:
    again = build(type(record), record.document())
    assert again == record
    assert again.document() == record.document()


@pytest.mark.parametrize("hours", [-3.5, 0, 7])
def test_a_document_is_what_pydantic_writes_without_the_empty_fields(hours: float) -> None:
    at = datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(hours=hours)))
    record = build(Note, {
        **NOTE, "contact_at": at, "written_at": at, "signed_at": at, "goals": ["g"], "extra": {"Kolom": "isi"},
        "addenda": [{"at": at, "text": "t", "theirs": ""}], "private": False, "session_cases": 0, "theirs": None,
    })  # fmt: skip
    whole = record.model_dump(mode="json")
    document = {name: value for name, value in whole.items() if name == "theirs" or value not in (None, "", [])}
    assert record.as_json() == orjson.dumps(document)
    assert record.document() == document
    assert (document["private"], document["session_cases"], document["addenda"][0]["theirs"]) == (False, 0, "")


def test_a_stub_of_an_older_version_knows_no_retention() -> None:
    ended = case(closure={**CLOSURE, "retention_until": "2040-01-01"}, status="closed", legal_hold=True)
    stub = Stub.of(ended, date(2027, 1, 1))
    assert (stub.retention_until, stub.legal_hold) == (date(2040, 1, 1), True)
    older = {name: value for name, value in stub.document().items() if name not in ("retention_until", "legal_hold")}
    assert (build(Stub, older).retention_until, build(Stub, older).legal_hold) == (None, False)


def test_a_move_names_its_overrides_only() -> None:
    gate = [
        {"item": "consent", "met": False, "overridden": True}, {"item": "origin", "met": False}, {"item": "safety",
        "met": True},
    ]  # fmt: skip
    assert build(Move, {**MOVE, "gate": gate}).overrides == ("consent",)


# Notes in time


@pytest.mark.parametrize(("after", "late"), [
    (timedelta(0), False), (timedelta(hours=24), False), (timedelta(hours=24, seconds=1), True), (timedelta(days=-1),
    False),
])  # fmt: skip
def test_a_late_entry_is_begun_more_than_a_day_after_the_contact(after: timedelta, late: bool) -> None:
    contact = datetime(2026, 11, 20, 9, 30, tzinfo=JAKARTA)
    assert note(contact_at=contact, written_at=(contact + after).astimezone(UTC)).is_late_entry is late


@pytest.mark.parametrize(("fields", "reached"), [
    ({}, True), ({"mode": "group"}, True), ({"mode": "collateral"}, False), ({"mode": "admin"}, False),
    ({"outcome": "left_message"}, False), ({"outcome": "no_show"}, False), ({"status": "voided"}, False),
    ({"status": "signed"}, True),
])  # fmt: skip
def test_only_reaching_the_client_resets_the_clock(fields: dict[str, Any], reached: bool) -> None:
    assert note(**fields).reached_client is reached


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "America/Los_Angeles", "UTC"])
def test_a_moment_without_zone_is_local_and_every_moment_is_to_the_second(zone: str) -> None:
    here = ZoneInfo(zone)
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=here)):
        naive = datetime(2026, 11, 20, 9, 30, 15, 999)
        assert to_the_second(naive) == naive.replace(microsecond=0, tzinfo=here)
        there = datetime(2026, 11, 20, 9, 30, 15, 999, tzinfo=JAKARTA)
        assert to_the_second(there).utcoffset() == timedelta(hours=7)
        assert to_the_second(there).microsecond == 0
        assert note(contact_at="2026-11-20T09:30").contact_at == naive.replace(second=0, microsecond=0, tzinfo=here)


def test_moments_with_and_without_zone_can_be_told_apart_in_time() -> None:
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        mixed = [note(contact_at="2026-11-20T09:30"), note(contact_at="2026-11-20T09:30+07:00")]
        assert sorted(mixed, key=lambda one: one.contact_at)


@pytest.mark.parametrize("edge", [datetime.min, datetime.max, "0001-01-01", "9999-12-31T23:59"])
@pytest.mark.parametrize("zone", ["Asia/Jakarta", "America/Los_Angeles"])
def test_the_edges_of_the_calendar_fit_or_are_a_problem(edge: Any, zone: str) -> None:
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=ZoneInfo(zone))), contextlib.suppress(InvalidInput):
        assert note(contact_at=edge).contact_at.tzinfo


def test_ids_are_never_given_twice() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000


def test_a_phase_that_is_no_text_is_a_problem() -> None:
    assert set(problems(Case, {**CASE, "phase": 3})) == {"phase"}
    assert case(phase=Phase.PLANNING).phase is Phase.PLANNING


@pytest.mark.parametrize(("fields", "aliases"), [
    ({"alias": "Mbah"}, "Uti, Nenek RT 5"), ({"alias": "Mbah", "aliases": ""}, "Nenek RT 5"),
    ({"alias": "NENEK, rt 5"}, None), ({"note": "ill"}, None),
    ({"alias": "Mbah", "aliases": "nenek, RT 5"}, "nenek, RT 5, Nenek RT 5"),
])  # fmt: skip
def test_who_is_called_otherwise_keeps_the_old_name(fields: dict[str, str], aliases: str | None) -> None:
    at = datetime(2026, 11, 18, 9, tzinfo=UTC)
    person = Person(id="1", case_code="K-2026-001", created=at, updated=at, alias="Nenek, RT 5", aliases="Uti")
    changed = person.keeping_old_name(fields)
    assert changed == (fields if aliases is None else {**fields, "aliases": aliases})
