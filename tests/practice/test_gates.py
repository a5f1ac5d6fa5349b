"""Every declared gate item and its kind; what hard and soft mean; what is kept of an override.

That each item is met, and just not met, by its facts is in `test_gate_edges`.
"""

from datetime import timedelta
from typing import Any

import pytest

from store.language import use
from store.model import Phase
from store.practice.gates import BY_CODE, ITEMS, REASON_LENGTH, GateNotMet, gate_of, pass_gate
from store.practice.risk import standing as risk_standing
from store.practice.risk import too_low_text

from .edges import EDGES_NOT_MET, HARD, TABLE, full, named, standing
from .facts import NOON, attempts, case, closure, facts, flag, goal, note, referral, score, task

STORE_KNOWS = {
    "contact", "note", "scores", "people", "risk", "danger", "goal", "goal_tasks", "tasks", "referrals", "ratings",
    "decision", "loose_ends", "return", "team",
}  # fmt: skip
"""The places that `tui.moves.mend` opens, beside the fields of a case and of its closing record."""


def test_the_items_are_those_of_the_domain_reference() -> None:
    declared = {item.code: (item.leaving.value, item.hard, "m" if item.by_hand else "a") for item in ITEMS}
    assert declared == TABLE
    assert list(declared) == list(TABLE)
    assert len(ITEMS) == len(BY_CODE)
    assert {code: BY_CODE[code].code for code in BY_CODE} == {code: code for code in TABLE}


def test_every_automatic_item_is_checked_and_can_be_mended() -> None:
    from store.intake import EDITABLE
    from store.model import Closure

    for item in ITEMS:
        assert item.by_hand or item.check, item.code
        assert item.fix or item.by_hand, item.code
        assert not item.fix or item.fix in {*EDITABLE, *Closure.model_fields, *STORE_KNOWS}, item.code


@pytest.mark.parametrize("phase", list(Phase))
def test_facts_that_are_all_there_pass_without_a_reason(phase: Phase) -> None:
    gate = pass_gate(full(phase), "")
    assert {item.code for item, _ in gate.items} == {code for code, row in TABLE.items() if row[0] == phase}
    assert gate.unmet == gate.unmet_hard == ()
    assert gate.counts == {}
    assert all(result.met and not result.overridden for result in gate.results())


@pytest.mark.parametrize("edge", EDGES_NOT_MET, ids=named)
def test_what_a_reason_can_do(edge: Any) -> None:
    phase, hard, _ = TABLE[edge.item]
    given = edge.change(full(phase))
    if not hard:
        # A soft item never blocks and is never called an override.
        unmet_hard = {item.code for item in gate_of(given).unmet_hard}
        assert edge.item not in unmet_hard
        gate = pass_gate(given, "x" * REASON_LENGTH if unmet_hard else "")
        results = {result.item: result for result in gate.results()}
        assert (results[edge.item].met, results[edge.item].overridden) == (False, False)
        return
    for reason in ("", "x" * (REASON_LENGTH - 1)):
        with pytest.raises(GateNotMet) as caught:
            pass_gate(given, reason)
        assert edge.item in {item.code for item in caught.value.gate.unmet_hard}
        assert BY_CODE[edge.item].missing_text in str(caught.value)
    gate = pass_gate(given, "x" * REASON_LENGTH)
    assert edge.item in {result.item for result in gate.results() if result.overridden}
    assert all(result.overridden == (BY_CODE[result.item].hard and not result.met) for result in gate.results())


def test_a_reason_has_twenty_characters() -> None:
    assert REASON_LENGTH == 20


def test_the_gate_of_a_phase_says_nothing_of_other_phases() -> None:
    assert set(standing(facts(case("planning")))) == {"goal", "goal_tasks", "plan_agreed", "team", "review_date"}


def test_a_proposed_closing_meets_the_closing_gate_only_from_every_phase() -> None:
    closing_items = {code for code, row in TABLE.items() if row[0] == "termination"}
    for phase in Phase:
        assert set(standing(facts(case(phase), closure()))) == closing_items


def test_before_a_closed_case_there_is_no_gate() -> None:
    assert gate_of(facts(case("termination", status="closed", closure=closure()))).items == ()


def test_the_message_lists_hard_items_and_marks_advice() -> None:
    with pytest.raises(GateNotMet) as caught:
        pass_gate(facts(case(consent="verbal", risk_level="low", risk_reviewed=True)), "")
    assert str(caught.value).splitlines() == [
        "K-2026-001 stays in Engagement. Still missing:",
        "  - The presenting problem stands in the client's words",
        "  - Reach the client for a first contact, and sign its note (advice)",
        "  - Explain roles, confidentiality and its limits (advice)",
        "  - Name the environment of origin (advice)",
        "Fill in what is missing, or go on with a reason, which your supervisor will see.",
    ]
    with pytest.raises(GateNotMet, match=r"A reason needs at least 20 characters\.$"):
        pass_gate(facts(case()), "because")


def test_what_can_be_counted_is() -> None:
    gate = gate_of(facts(case("assessment"), scores=[score(), score(), score("health")]))
    assert gate.text(BY_CODE["domains"]) == "Score expectation and reality in at least three life domains (2/3)"
    assert gate.text(BY_CODE["map"]) == "Make an ecomap, a genogram or a list of the people"
    gate = gate_of(facts(case("intervention"), goals=[goal()], tasks=[task(), task(status="done")]))
    assert gate.counts == {"tasks": (1, 2), "ratings": (0, 1), "referrals": (0, 0)}


def test_what_there_is_none_of_is_said_so() -> None:
    gate = gate_of(facts(case("intervention"), goals=[], tasks=[], referrals=[]))
    assert [gate.text(BY_CODE[code]) for code in ("tasks", "referrals", "ratings")] == [
        "Tasks are done, cancelled, or carried over with a reason: no tasks",
        "Referrals have an outcome: no referrals", "The goals were rated since the baseline: no goals",
    ]  # fmt: skip
    assert not {"tasks", "referrals", "ratings"} & {item.code for item in gate.unmet}
    asked = gate_of(facts(case("intervention"), referrals=[referral("sent")]))
    assert asked.text(BY_CODE["referrals"]) == "Record what became of the referrals (0/1)"


def test_advice_never_reads_like_a_fact() -> None:
    """What is still to be done is said as something to do; what was done, as done."""
    assert [item.code for item in ITEMS if not item.hard and not item.advice] == []
    assert not {item.advice for item in ITEMS if item.advice} & {item.text for item in ITEMS}
    still, done = facts(case()), facts(case(origin_environment="Kampung"))
    assert gate_of(still).text(BY_CODE["origin"]) == "Name the environment of origin"
    assert gate_of(done).text(BY_CODE["origin"]) == "The environment of origin is named"


def test_a_danger_above_the_assessed_risk_is_said_at_the_gate() -> None:
    low = case("assessment", risk_level="low", risk_reviewed=True)
    gate = gate_of(facts(low, flags=[flag("high", safety_plan="p"), flag("medium")]))
    assert gate.text(BY_CODE["risk"]).endswith("; an open danger is recorded: high")
    assert BY_CODE["risk"] not in gate.unmet, "said, not insisted on"
    for flags in ([flag("low")], [flag("high", state="mitigated", state_reason="r")], []):
        assert gate_of(facts(low, flags=flags)).text(BY_CODE["risk"]) == BY_CODE["risk"].text


@pytest.mark.parametrize(("language", "assessment", "plan"), [
    ("en", "still open: the assessment in this phase", "a safety plan"),
    ("id", "masih terbuka: penilaian pada tahap ini", "rencana keselamatan"),
])  # fmt: skip
def test_of_an_item_about_several_things_it_is_said_which_is_missing(language: str, assessment: str, plan: str) -> None:
    use(language)
    before, now = (case("assessment", risk_level="low", risk_reviewed=seen) for seen in (False, True))
    planned, unplanned, item = [flag("high")], [flag("high", safety_plan="")], BY_CODE["risk"]
    danger = f"; {too_low_text(risk_standing(now, planned))}"
    for told, flags, left in (
        (before, [], assessment), (before, planned, assessment + danger),
        (before, unplanned, f"{assessment}, {plan}{danger}"),
        (now, unplanned, f"{assessment.split(': ')[0]}: {plan}{danger}"),
    ):  # fmt: skip
        gate = gate_of(facts(told, flags=flags))
        assert item in gate.unmet
        assert gate.text(item) == f"{item.text}; {left}"
    safety = BY_CODE["safety"]
    known = gate_of(facts(case("engagement", risk_level="low"), flags=planned))
    assert known.text(safety) == f"{safety.text}; {assessment}{danger}"
    assert gate_of(facts(case("engagement"))).text(safety) == safety.text, "what was never done needs no more words"


def test_hard_items_are_those_of_the_reference() -> None:
    assert [code for code, row in TABLE.items() if row[1] is HARD] == [
        "consent", "problem", "safety", "risk", "goal", "review_date", "monitoring_risk", "all_rated", "decision",
        "record", "notice", "closing_risk",
    ]  # fmt: skip


# Lost contact: at least three attempts, by at least two modes, over at least fourteen days, since the last contact


def lost(*notes: Any) -> bool:
    return standing(facts(closure=closure("lost_contact", notice=None), notes=notes))["notice"]


def test_attempts_just_enough() -> None:
    assert lost(*attempts(0, 7, 14))


@pytest.mark.parametrize(("why", "notes"), [
    ("none", []),
    ("two", attempts(0, 14)),
    ("one mode", attempts(0, 7, 14, modes=("phone",))),
    ("a second short of fourteen days", attempts(0, 7, 14 - 1 / 86400)),
    ("all on one day", attempts(0, 0.1, 0.2, 0.3)),
    ("one was voided", attempts(0, 7) + attempts(14, status="voided")),
    ("one is a draft", attempts(0, 7) + attempts(14, status="draft")),
    ("the client was reached in between", [*attempts(0, 7), note(NOON + timedelta(days=8)), *attempts(14, 15)]),
    ("the client was reached last", [*attempts(0, 7, 14), note(NOON + timedelta(days=15))]),
    ("the contact last is still a draft", [*attempts(0, 7, 14), note(NOON + timedelta(days=15), status="draft")]),
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
    assert not standing(facts(closure=agreed))["notice"]
    assert standing(facts(closure=agreed, notes=attempts(0, 7, 14)))["notice"]
