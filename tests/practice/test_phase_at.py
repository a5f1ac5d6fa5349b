"""Which phase a moment fell into, by the history of a case."""

from datetime import UTC, date, datetime

import pytest

from store.model import Closure, Move, MoveKind, Phase
from store.practice.spans import is_since, phase_at


def at(day: int, hour: int = 9, second: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, 0, second, tzinfo=UTC)


def move(kind: MoveKind, when: datetime, start: Phase | None, to: Phase, closed: date | None = None) -> Move:
    closure = closed and Closure.model_validate(
        {"closed": closed, "reason": "moved", "outcome": "same", "summary": "s"}
    )
    return Move(id="m", case_code="K-2026-001", at=when, kind=kind, from_phase=start, to_phase=to, closure=closure)


HISTORY = [
    move(MoveKind.OPENED, at(10), None, Phase.ENGAGEMENT),
    move(MoveKind.ADVANCED, at(12, second=40), Phase.ENGAGEMENT, Phase.ASSESSMENT),
    move(MoveKind.HELD, at(13), Phase.ASSESSMENT, Phase.ASSESSMENT),
    move(MoveKind.TERMINATED, at(20), Phase.ASSESSMENT, Phase.TERMINATION, date(2026, 11, 17)),
    move(MoveKind.REOPENED, at(22), Phase.TERMINATION, Phase.PLANNING),
]


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        (at(9), Phase.ENGAGEMENT), (at(11), Phase.ENGAGEMENT), (at(12, 8), Phase.ENGAGEMENT),
        (at(12), Phase.ASSESSMENT), (at(17), Phase.ASSESSMENT), (at(18), Phase.TERMINATION), (at(23), Phase.PLANNING),
    ],
)  # fmt: skip
def test_the_phase_at_a_moment(moment: datetime, phase: Phase) -> None:
    assert phase_at(HISTORY, moment, Phase.PLANNING) is phase


def test_before_the_history_begins_it_is_the_first_that_is_known() -> None:
    assert phase_at(HISTORY[1:], at(9), Phase.PLANNING) is Phase.ENGAGEMENT
    assert phase_at([], at(9), Phase.PLANNING) is Phase.PLANNING


@pytest.mark.parametrize(
    ("second", "since"),
    [(0, True), (20, False), (45, True), (50, True)],
    ids=["typed to the minute", "before", "then", "after"],
)
def test_a_time_typed_to_the_minute_is_all_of_it(second: int, since: bool) -> None:
    entry = at(9).replace(minute=30, second=45)
    assert is_since(entry.replace(second=second), entry) is since
