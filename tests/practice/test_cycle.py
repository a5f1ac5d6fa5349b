"""Every pair of phases: where `advance`, `monitor`, `move_back` and `reopen` may lead, and where not."""

from datetime import timedelta

import pytest

from store.errors import Refused
from store.model import Phase, Status
from store.model.case import PHASE_ALIASES
from store.practice import cycle

from .facts import DAY, case, closure

# From the domain reference, 2.1: > advance, m to monitoring, < back. Rows leave, columns enter.
#                 engagement assessment planning intervention monitoring evaluation termination
MOVES = {
    "engagement":   ". > . . . . .",
    "assessment":   "< . > . . . .",
    "planning":     ". < . > . . .",
    "intervention": ". < < . m > .",
    "monitoring":   ". < < < . > .",
    "evaluation":   ". < < < m . >",
    "termination":  ". < . . . < .",  # not closed yet: the ending was planned, and may be put off
}  # fmt: skip
ORDER = list(MOVES)
PAIRS = [(start, to, MOVES[start].split()[n]) for start in MOVES for n, to in enumerate(MOVES)]
HOLD = {"since": DAY, "reason": "r"}


def test_a_phase_is_known_by_its_code_in_any_letters_and_others_are_named() -> None:
    assert cycle.phase_of("Planning") is cycle.phase_of(Phase.PLANNING) is Phase.PLANNING
    assert all(cycle.phase_of(name.upper()) is cycle.phase_of(phase) for name, phase in PHASE_ALIASES.items())
    with pytest.raises(Refused, match="There is no phase “x”; there are engagement, assessment"):
        cycle.phase_of("x")


def test_the_table_is_complete() -> None:
    assert [phase.value for phase in Phase] == ORDER
    assert len(PAIRS) == 49


@pytest.mark.parametrize(("start", "to", "way"), PAIRS)
def test_each_pair_of_phases(start: str, to: str, way: str) -> None:
    at, target = case(start), Phase(to)
    assert (cycle.can_advance(at) and cycle.next_phase(at) == to) == (way == ">")
    assert (to == "monitoring" and cycle.can_monitor(at)) == (way == "m")
    assert (target in cycle.ways_back(at)) == (way == "<")
    assert (target in cycle.BACK[at.phase]) == (way == "<")
    if way == "<":
        cycle.must_lead(at, target, cycle.BACK[at.phase])
    else:
        with pytest.raises(Refused):
            cycle.must_lead(at, target, cycle.BACK[at.phase])


@pytest.mark.parametrize("phase", ORDER)
def test_the_ways_back_begin_with_the_nearest(phase: str) -> None:
    ways = [ORDER.index(way) for way in cycle.ways_back(case(phase))]
    assert ways == sorted(ways, reverse=True)


@pytest.mark.parametrize("phase", ORDER)
def test_a_case_on_hold_goes_nowhere(phase: str) -> None:
    resting = case(phase, status="on_hold", hold=HOLD)
    assert not cycle.is_at_work(resting)
    assert not cycle.can_advance(resting)
    assert not cycle.can_monitor(resting)
    assert cycle.ways_back(resting) == ()
    for check in (cycle.next_phase, cycle.must_be_at_work):
        with pytest.raises(Refused, match=r"^K-2026-001 is on hold\. Resume it first\.$"):
            check(resting)


@pytest.mark.parametrize("phase", ORDER)
def test_a_closed_case_only_begins_anew(phase: str) -> None:
    closed = case(phase, status="closed", closure=closure())
    assert not cycle.can_advance(closed)
    assert not cycle.can_monitor(closed)
    assert cycle.ways_back(closed) == (Phase.ENGAGEMENT, Phase.ASSESSMENT)
    for check in (cycle.next_phase, cycle.must_be_at_work):
        with pytest.raises(Refused, match=r"^K-2026-001 is closed\. Reopen it first\.$"):
            check(closed)


def test_nothing_follows_termination() -> None:
    with pytest.raises(Refused, match="K-2026-001 is in Termination, the last phase"):
        cycle.next_phase(case("termination"))


def test_the_refusal_names_the_ways_there_are() -> None:
    with pytest.raises(Refused, match="from Monitoring to Engagement; it may go to Intervention, Planning, Assessment"):
        cycle.must_lead(case("monitoring"), Phase.ENGAGEMENT, cycle.BACK[Phase.MONITORING])
    with pytest.raises(Refused, match="cannot move there from Engagement"):
        cycle.must_lead(case(), Phase.ENGAGEMENT, ())


def test_every_status_is_thought_of() -> None:
    assert [status for status in Status if cycle.is_at_work(case(status=status))] == [Status.ACTIVE]


def test_the_checks_left_are_those_not_done_the_next_one_first() -> None:
    days = [DAY + timedelta(days=days) for days in (180, 30, 90)]
    ended = closure(aftercare=days, aftercare_done=[days[1]])
    assert cycle.checks_left(case("termination", status="closed", closure=ended)) == (days[2], days[0])
    assert cycle.checks_left(case()) == ()
