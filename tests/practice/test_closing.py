"""The closing rows of the domain reference, 2.9: what each of the fourteen reasons asks for; and the retention."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import TerminationReason
from store.model.closure import kept_until
from store.practice.endings import still_asked
from store.practice.gates import asked_for, gate_of

from .edges import standing
from .facts import NOON, attempts, case, closure, facts, flag, goal, note, person, rated, referral

# reason: what shows that the client knows (notice, refusal, attempts or nothing), what is to be prepared, goals rated
ROWS: dict[str, tuple[str, set[str], bool]] = {
    "goals_met": ("notice", {"aftercare"}, True),
    "partial": ("notice", {"aftercare"}, True),
    "not_needed": ("notice", set(), True),
    "returned": ("notice", {"aftercare", "return_plan"}, True),
    "transferred": ("notice", {"receiver"}, False),
    "moved": ("notice", set(), False),
    "withdrew": ("refusal", {"door_open"}, False),
    "lost_contact": ("attempts", set(), False),
    "ineligible": ("notice", {"return_plan"}, False),  # or a referral
    "capacity": ("notice", {"return_plan"}, False),  # or a referral
    "mandate_end": ("notice", set(), False),
    "duplicate": ("nothing", {"kept_case"}, False),
    "died": ("nothing", {"family_support"}, False),
    "other": ("notice", set(), False),
}
FILLED: dict[str, Any] = {
    "aftercare": ["2026-12-20"], "return_plan": "p", "receiver": "LKSA Bina", "door_open": True,
    "kept_case": "K-2026-002", "family_support": "f",
}  # fmt: skip
BARE: dict[str, Any] = {"notice": None, **dict.fromkeys(FILLED, ""), "aftercare": [], "door_open": False}
EVERY = pytest.mark.parametrize("reason", ROWS)


def knows(reason: str, notes: Any = (), **fields: Any) -> bool:
    return standing(facts(closure=closure(reason, **{**BARE, **fields}), notes=notes))["notice"]


def prepared(reason: str, referrals: Any = (), **fields: Any) -> bool:
    return standing(facts(closure=closure(reason, **{**BARE, **fields}), referrals=referrals))["return"]


def test_every_reason_has_its_row() -> None:
    assert list(ROWS) == [reason.value for reason in TerminationReason]
    assert len(ROWS) == 14


@EVERY
def test_what_the_client_must_know(reason: str) -> None:
    asks = ROWS[reason][0]
    assert knows(reason) is (asks == "nothing")
    for notice in ("agreed", "informed"):
        assert knows(reason, notice=notice) is (asks != "attempts")
    assert knows(reason, notice="not_possible") is (asks == "nothing")
    assert knows(reason, notice="not_possible", notice_why="w") is (asks != "attempts")
    assert knows(reason, attempts(0, 7, 14)) is (asks in ("attempts", "nothing"))
    assert knows(reason, [note(outcome="refused")]) is (asks in ("refusal", "nothing"))


@pytest.mark.parametrize(("why", "notes"), [
    ("a draft", [note(outcome="refused", status="draft")]),
    ("met again since", [note(outcome="refused"), note(NOON.replace(hour=15))]),
])  # fmt: skip
def test_what_is_no_refusal(why: str, notes: list[Any]) -> None:
    assert not knows("withdrew", notes)


@EVERY
def test_a_form_is_told_what_to_ask_for(reason: str) -> None:
    asks, prepare, _ = ROWS[reason]
    notice = {"notice"} if asks in ("notice", "refusal") else set()
    assert asked_for(TerminationReason.of(reason)) == prepare | notice


@EVERY
def test_what_must_be_prepared(reason: str) -> None:
    prepare = ROWS[reason][1]
    assert prepared(reason) is not bool(prepare)
    assert prepared(reason, **{name: FILLED[name] for name in prepare})
    for left in prepare:
        others = {name: FILLED[name] for name in FILLED.keys() - {left}}
        assert not prepared(reason, **others), left
        assert still_asked(closure(reason, **{**BARE, **others}), ()) == (left,)


@EVERY
@pytest.mark.parametrize("notice", [None, "not_possible"])
def test_the_fields_that_meet_an_item_are_named_and_meet_it(reason: str, notice: str | None) -> None:
    written = {**BARE, "notice": notice, "notice_why": ""}
    danger, asks = [flag(level="high")], ROWS[reason][0]
    fields = gate_of(facts(closure=closure(reason, **written), flags=danger)).fields
    assert set(fields.get("return", ())) == ROWS[reason][1]
    notice_by = "notice_why" if notice else "notice"
    assert fields.get("notice", ()) == ((notice_by,) if asks in ("notice", "refusal") else ()), "attempts are notes"
    assert fields.get("closing_risk", ()) == (("receiver",) if reason == "transferred" else ())
    named = {name for names in fields.values() for name in names}
    filled = {**FILLED, "notice": "agreed", "notice_why": "w"}
    after = standing(facts(closure=closure(reason, **written | {name: filled[name] for name in named}), flags=danger))
    assert all(after[item] for item in fields if fields[item])


def test_the_fields_of_a_record_that_is_not_begun() -> None:
    fields = gate_of(facts(case("termination"))).fields
    assert {item: names for item, names in fields.items() if names} == {
        "notice": ("notice",), "retention": ("retention_until",),
    }  # fmt: skip
    assert gate_of(facts()).fields == {}


@EVERY
@pytest.mark.parametrize(("status", "leads_on"), [
    ("sent", True), ("accepted", True), ("started", True), ("completed", True),
    ("draft", False), ("rejected", False), ("client_declined", False), ("unavailable", False),
])  # fmt: skip
def test_a_referral_may_stand_for_the_plan(reason: str, status: str, leads_on: bool) -> None:
    alone = reason in ("ineligible", "capacity")
    assert prepared(reason, [referral(status)]) is (not ROWS[reason][1] or (alone and leads_on))


@EVERY
def test_when_the_goals_are_to_be_rated(reason: str) -> None:
    for goals, met in (([], True), ([rated()], True), ([rated(), goal()], False)):
        gate = standing(facts(closure=closure(reason), goals=goals))
        assert gate["closing_goals"] is (met or not ROWS[reason][2])


@EVERY
@pytest.mark.parametrize("risk", ["high", "critical"])
def test_open_risk_may_only_be_left_when_it_is_handed_over(reason: str, risk: str) -> None:
    ended = closure(reason, receiver="LKSA Bina")
    for given_facts in (facts(case(risk_level=risk), ended), facts(closure=ended, flags=[flag(risk)])):
        assert standing(given_facts)["closing_risk"] is (reason in ("transferred", "died"))


# How long the record is kept: seven years, or until a child is 25


@pytest.mark.parametrize(("closed", "children", "until"), [
    (date(2026, 11, 20), [], date(2033, 11, 20)),
    (date(2026, 11, 20), [date(2018, 5, 4)], date(2043, 5, 4)),
    (date(2026, 11, 20), [date(2018, 5, 4), date(2020, 2, 29)], date(2045, 2, 28)),
    (date(2026, 11, 20), [date(2008, 11, 21)], date(2033, 11, 21)),
    (date(2026, 11, 20), [date(2008, 11, 19)], date(2033, 11, 20)),
    (date(2028, 2, 29), [], date(2035, 2, 28)),
    (date(9999, 1, 1), [date(9990, 1, 1)], date(9999, 1, 1)),
])  # fmt: skip
def test_kept_seven_years_or_until_a_child_is_25(closed: date, children: list[date], until: date) -> None:
    assert kept_until(closed, [person(born=born) for born in children]) == until


@given(st.dates(max_value=date(2100, 1, 1)), st.lists(st.dates(max_value=date(2100, 1, 1)), max_size=4))
def test_a_child_never_shortens_it(closed: date, children: list[date]) -> None:
    people = [person(born=born) for born in children]
    assert kept_until(closed, people) >= kept_until(closed)
    assert kept_until(closed, people) in {kept_until(closed), *(kept_until(closed, [one]) for one in people)}
