"""Every declared gate item: met, and just not met; what hard and soft mean; what is kept of an override."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from store.model import Phase
from store.practice.gates import BY_CODE, ITEMS, REASON_LENGTH, Facts, GateNotMet, gate_of, pass_gate

from .facts import DAY, NOON, attempts, case, closure, note

HARD, SOFT = True, False
# Domain reference, section 3: phase that is left, hard or soft, checked (a) or ticked (m). Items whose facts the model
# does not know yet (gaps, ecomap, goals, tasks, referrals) are not declared.
TABLE = {
    "consent": ("engagement", HARD, "a"),
    "problem": ("engagement", HARD, "a"),
    "first_contact": ("engagement", SOFT, "a"),
    "safety": ("engagement", HARD, "a"),
    "roles": ("engagement", SOFT, "m"),
    "origin": ("engagement", SOFT, "a"),
    "strengths": ("assessment", SOFT, "m"),
    "risk": ("assessment", HARD, "a"),
    "level": ("assessment", SOFT, "a"),
    "plan_agreed": ("planning", SOFT, "m"),
    "team": ("planning", SOFT, "m"),
    "review_date": ("planning", HARD, "a"),
    "signed_note": ("intervention", SOFT, "a"),
    "check": ("monitoring", SOFT, "a"),
    "monitoring_risk": ("monitoring", HARD, "a"),
    "plan_fits": ("monitoring", SOFT, "m"),
    "client_view": ("evaluation", SOFT, "m"),
    "record": ("termination", HARD, "a"),
    "notice": ("termination", HARD, "a"),
    "return": ("termination", SOFT, "a"),
    "drafts": ("termination", SOFT, "a"),
    "closing_risk": ("termination", HARD, "a"),
    "retention": ("termination", SOFT, "a"),
}
TICKED = [code for code, row in TABLE.items() if row[2] == "m"]
A_SECOND_BEFORE = NOON.replace(hour=0) - timedelta(seconds=1)


def full(phase: str) -> Facts:
    """Facts that meet every item of a phase's gate."""
    ready = case(
        phase, consent="verbal", presenting_problem="p", risk_level="low", risk_assessed=DAY,
        risk_reviewed=True, origin_environment="o",
        level_confirmed=True, next_review=DAY, ticks=dict.fromkeys(TICKED, DAY),
    )  # fmt: skip
    return Facts(ready, [note()], closure() if phase == "termination" else None)


def with_case(**fields: Any) -> Callable[[Facts], Facts]:
    return lambda facts: replace(facts, case=facts.case.changed(**fields))


def with_notes(*notes: Any) -> Callable[[Facts], Facts]:
    return lambda facts: replace(facts, notes=list(notes))


def closing(**fields: Any) -> Callable[[Facts], Facts]:
    return lambda facts: replace(facts, closure=closure(**fields))


@dataclass
class Edge:
    item: str
    why: str
    change: Callable[[Facts], Facts]


JUST_NOT = [
    Edge("consent", "none", with_case(consent=None)),
    Edge("consent", "refused", with_case(consent="refused")),
    Edge("problem", "empty", with_case(presenting_problem=" \u200b\n")),
    Edge("first_contact", "no note", with_notes()),
    Edge("first_contact", "message left", with_notes(note(outcome="left_message"))),
    Edge("first_contact", "third party", with_notes(note(mode="collateral"))),
    Edge("first_contact", "voided", with_notes(note(status="voided"))),
    Edge("safety", "never looked at", with_case(risk_level=None)),
    Edge("origin", "empty", with_case(origin_environment="")),
    Edge("risk", "not since the phase began", with_case(risk_reviewed=False)),
    Edge("safety", "screened in an earlier episode", with_case(risk_reviewed=False)),
    Edge("risk", "no level", with_case(risk_level=None)),
    Edge("level", "suggested only", with_case(level_confirmed=False)),
    Edge("review_date", "none", with_case(next_review=None)),
    Edge("signed_note", "draft", with_notes(note(status="draft"))),
    Edge("signed_note", "before the plan", with_notes(note(A_SECOND_BEFORE))),
    Edge("signed_note", "voided", with_notes(note(status="voided"))),
    Edge("check", "before the phase", with_notes(note(A_SECOND_BEFORE))),
    Edge("check", "nobody there", with_notes(note(outcome="no_answer"))),
    Edge("check", "paper work", with_notes(note(mode="admin"))),
    Edge("monitoring_risk", "high", with_case(risk_level="high")),
    Edge("monitoring_risk", "critical", with_case(risk_level="critical")),
    Edge("notice", "none", closing(notice=None)),
    Edge("notice", "not possible, no why", closing(notice="not_possible")),
    Edge("return", "no aftercare", closing(aftercare=[])),
    Edge("drafts", "one draft", with_notes(note(), note(status="draft"))),
    Edge("closing_risk", "high", with_case(risk_level="high")),
    Edge("closing_risk", "critical", with_case(risk_level="critical")),
    Edge("retention", "the closing day", closing(retention_until=DAY)),
    *[Edge(code, "never ticked", with_case(ticks={})) for code in TICKED],
    *[Edge(code, "another ticked", with_case(ticks={"other": DAY})) for code in TICKED],
]
JUST_MET = [
    *[Edge("consent", kind, with_case(consent=kind)) for kind in ("written", "verbal", "guardian", "mandate", "vital")],
    Edge("first_contact", "a draft of it", with_notes(note(status="draft"))),
    Edge("first_contact", "long ago", with_notes(note(NOON - timedelta(days=900)))),
    Edge("safety", "none identified", with_case(risk_level="none")),
    Edge("safety", "critical", with_case(risk_level="critical")),
    Edge("risk", "since the phase began", with_case(risk_reviewed=True)),
    Edge("signed_note", "amended", with_notes(note(status="amended"))),
    Edge("signed_note", "midnight", with_notes(note(NOON.replace(hour=0)))),
    Edge("signed_note", "one of several", with_notes(note(status="draft"), note())),
    Edge("check", "midnight", with_notes(note(NOON.replace(hour=0)))),
    Edge("check", "telephone", with_notes(note(mode="phone"))),
    Edge("monitoring_risk", "medium", with_case(risk_level="medium")),
    Edge("monitoring_risk", "none looked at", with_case(risk_level=None)),
    Edge("notice", "informed", closing(notice="informed")),
    Edge("notice", "not possible and why", closing(notice="not_possible", notice_why="w")),
    Edge("drafts", "no notes", with_notes()),
    Edge("drafts", "voided", with_notes(note(status="voided"))),
    Edge("closing_risk", "medium", with_case(risk_level="medium")),
    Edge("closing_risk", "high, handed over", lambda f: closing(reason="transferred")(with_case(risk_level="high")(f))),
    Edge("closing_risk", "high, died", lambda f: closing(reason="died")(with_case(risk_level="high")(f))),
    Edge("retention", "a day later", closing(retention_until=DAY + timedelta(days=1))),
    *[Edge(code, "ticked later", with_case(ticks={code: DAY + timedelta(days=9)})) for code in TICKED],
]
# The record itself can only be missing when no closing is proposed.
NO_RECORD = Edge("record", "none proposed", lambda facts: replace(facts, closure=None))


def named(edge: Edge) -> str:
    return f"{edge.item}: {edge.why}"


def standing(facts: Facts) -> dict[str, bool]:
    return {item.code: met for item, met in gate_of(facts).items}


def test_the_items_are_those_of_the_domain_reference() -> None:
    declared = {item.code: (item.leaving.value, item.hard, "a" if item.check else "m") for item in ITEMS}
    assert declared == TABLE
    assert list(declared) == list(TABLE)
    assert len(ITEMS) == len(BY_CODE)
    assert {code: BY_CODE[code].code for code in BY_CODE} == {code: code for code in TABLE}


def test_every_declared_item_has_an_edge_where_it_is_not_met() -> None:
    assert {edge.item for edge in [*JUST_NOT, NO_RECORD]} == {item.code for item in ITEMS}


def test_what_fixes_an_item_can_be_edited() -> None:
    from store.casebook import EDITABLE

    assert {item.fix for item in ITEMS} <= {*EDITABLE, "", "note", "drafts", "notice", "return_plan"}


@pytest.mark.parametrize("phase", list(Phase))
def test_facts_that_are_all_there_pass_without_a_reason(phase: Phase) -> None:
    gate = pass_gate(full(phase), "")
    assert {item.code for item, _ in gate.items} == {code for code, row in TABLE.items() if row[0] == phase}
    assert gate.unmet == gate.unmet_hard == ()
    assert all(result.met and not result.overridden for result in gate.results())


@pytest.mark.parametrize("edge", JUST_MET, ids=named)
def test_just_met(edge: Edge) -> None:
    assert standing(edge.change(full(TABLE[edge.item][0])))[edge.item] is True


@pytest.mark.parametrize("edge", [*JUST_NOT, NO_RECORD], ids=named)
def test_just_not_met(edge: Edge) -> None:
    phase, hard, _ = TABLE[edge.item]
    facts = edge.change(full(phase))
    assert standing(facts)[edge.item] is False
    if not hard:
        # A soft item never blocks and is never called an override.
        results = {result.item: result for result in pass_gate(facts, "").results()}
        assert (results[edge.item].met, results[edge.item].overridden) == (False, False)
        return
    for reason in ("", "x" * (REASON_LENGTH - 1)):
        with pytest.raises(GateNotMet) as caught:
            pass_gate(facts, reason)
        assert edge.item in {item.code for item in caught.value.gate.unmet_hard}
        assert BY_CODE[edge.item].text in str(caught.value)
    gate = pass_gate(facts, "x" * REASON_LENGTH)
    assert edge.item in {result.item for result in gate.results() if result.overridden}
    assert all(result.overridden == (BY_CODE[result.item].hard and not result.met) for result in gate.results())


def test_a_reason_has_twenty_characters() -> None:
    assert REASON_LENGTH == 20


def test_the_gate_of_a_phase_says_nothing_of_other_phases() -> None:
    assert set(standing(Facts(case("planning")))) == {"plan_agreed", "team", "review_date"}


def test_a_proposed_closing_meets_the_closing_gate_only_from_every_phase() -> None:
    closing_items = {code for code, row in TABLE.items() if row[0] == "termination"}
    for phase in Phase:
        assert set(standing(Facts(case(phase), closure=closure()))) == closing_items


def test_before_a_closed_case_there_is_no_gate() -> None:
    assert gate_of(Facts(case("termination", status="closed", closure=closure()))).items == ()


def test_the_message_lists_hard_items_and_marks_advice() -> None:
    with pytest.raises(GateNotMet) as caught:
        pass_gate(Facts(case(consent="verbal", risk_level="low", risk_reviewed=True)), "")
    assert str(caught.value).splitlines() == [
        "K-2026-001 stays in Engagement. Still missing:",
        "  - The presenting problem stands in the client's words",
        "  - A first contact reached the client (advice)",
        "  - Roles, confidentiality and its limits were explained (advice)",
        "  - The environment of origin is named (advice)",
        "Fill in what is missing, or go on with a reason, which your supervisor will see.",
    ]
    with pytest.raises(GateNotMet, match=r"A reason needs at least 20 characters\.$"):
        pass_gate(Facts(case()), "because")


# Lost contact: at least three attempts, by at least two modes, over at least fourteen days, since the last contact


def lost(*notes: Any) -> bool:
    return standing(Facts(case(), notes, closure("lost_contact", notice=None)))["notice"]


def test_attempts_just_enough() -> None:
    assert lost(*attempts(0, 7, 14))


@pytest.mark.parametrize(("why", "notes"), [
    ("none", []),
    ("two", attempts(0, 14)),
    ("one mode", attempts(0, 7, 14, modes=("phone",))),
    ("a second short of fourteen days", attempts(0, 7, 14 - 1 / 86400)),
    ("all on one day", attempts(0, 0.1, 0.2, 0.3)),
    ("one was voided", attempts(0, 7) + attempts(14, status="voided")),
    ("the client was reached in between", [*attempts(0, 7), note(NOON + timedelta(days=8)), *attempts(14, 15)]),
    ("the client was reached last", [*attempts(0, 7, 14), note(NOON + timedelta(days=15))]),
    ("the first was at the moment of the last contact", [note(NOON), *attempts(0, 7, 14)]),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_attempts_just_not_enough(why: str, notes: list[Any]) -> None:
    assert not lost(*notes)


@pytest.mark.parametrize(("why", "notes"), [
    ("any order", attempts(14, 0, 7)),
    ("more than enough", attempts(0, 1, 2, 40)),
    ("every kind of failing", attempts(0, outcome="no_show") + attempts(5, outcome="cancelled", modes=("message",))
        + attempts(20, outcome="refused")),
    ("since the last contact", [note(NOON - timedelta(days=1)), *attempts(0, 7, 14)]),
    ("a third party was reached", [*attempts(0, 7, 14), note(NOON + timedelta(days=15), mode="collateral")]),
    ("the last contact was voided", [*attempts(0, 7, 14), note(NOON + timedelta(days=15), status="voided")]),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_attempts_enough(why: str, notes: list[Any]) -> None:
    assert lost(*notes)


def test_attempts_not_a_notice_are_what_lost_contact_asks_for() -> None:
    agreed = closure("lost_contact", notice="agreed")
    assert not standing(Facts(case(), [], agreed))["notice"]
    assert standing(Facts(case(), attempts(0, 7, 14), agreed))["notice"]
