"""The closing rows of the domain reference, 2.9: what each of the fourteen reasons asks for."""

from typing import Any

import pytest

from store.model import TerminationReason
from store.practice.gates import Facts, asked_for, gate_of

from .facts import attempts, case, closure

# reason: what shows that the client knows (notice, attempts or nothing), whether aftercare, whether a plan or receiver
ROWS = {
    "goals_met": ("notice", True, False),
    "partial": ("notice", True, False),
    "not_needed": ("notice", False, False),
    "returned": ("notice", True, True),
    "transferred": ("notice", False, True),  # the receiver is named
    "moved": ("notice", False, False),
    "withdrew": ("notice", False, False),
    "lost_contact": ("attempts", False, False),
    "ineligible": ("notice", False, True),  # referral
    "capacity": ("notice", False, True),  # referral
    "mandate_end": ("notice", False, False),
    "duplicate": ("nothing", False, False),
    "died": ("nothing", False, False),
    "other": ("notice", False, False),
}
BARE: dict[str, Any] = {"notice": None, "aftercare": [], "return_plan": ""}
AFTERCARE: dict[str, Any] = {"aftercare": ["2026-12-20"]}
PLAN: dict[str, Any] = {"return_plan": "p"}


def standing(reason: str, notes: Any = (), **fields: Any) -> tuple[bool, bool]:
    items = {item.code: met for item, met in gate_of(Facts(case(), notes, closure(reason, **{**BARE, **fields}))).items}
    return items["notice"], items["return"]


def test_every_reason_has_its_row() -> None:
    assert list(ROWS) == [reason.value for reason in TerminationReason]
    assert len(ROWS) == 14


@pytest.mark.parametrize("reason", ROWS)
def test_what_the_client_must_know(reason: str) -> None:
    asks = ROWS[reason][0]
    assert standing(reason)[0] is (asks == "nothing")
    for notice in ("agreed", "informed"):
        assert standing(reason, notice=notice)[0] is (asks != "attempts")
    assert standing(reason, notice="not_possible")[0] is (asks == "nothing")
    assert standing(reason, notice="not_possible", notice_why="w")[0] is (asks != "attempts")
    assert standing(reason, attempts(0, 7, 14))[0] is (asks != "notice")


@pytest.mark.parametrize("reason", ROWS)
def test_a_form_is_told_what_to_ask_for(reason: str) -> None:
    knows, aftercare, plan = ROWS[reason]
    asked = {"notice": knows == "notice", "aftercare": aftercare, "return_plan": plan}
    assert asked_for(TerminationReason.of(reason)) == {name for name, is_asked in asked.items() if is_asked}


@pytest.mark.parametrize("reason", ROWS)
def test_what_must_be_prepared(reason: str) -> None:
    _, aftercare, plan = ROWS[reason]
    assert standing(reason)[1] is not (aftercare or plan)
    assert standing(reason, **AFTERCARE)[1] is not plan
    assert standing(reason, **PLAN)[1] is not aftercare
    assert standing(reason, **AFTERCARE, **PLAN)[1] is True


@pytest.mark.parametrize("reason", ROWS)
@pytest.mark.parametrize("risk", ["high", "critical"])
def test_open_risk_may_only_be_left_when_it_is_handed_over(reason: str, risk: str) -> None:
    gate = gate_of(Facts(case(risk_level=risk), (), closure(reason)))
    settled = {item.code: met for item, met in gate.items}["closing_risk"]
    assert settled is (reason in ("transferred", "died"))
