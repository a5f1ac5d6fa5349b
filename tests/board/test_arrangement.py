"""Which card stands where, without a screen."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Case
from store.model import Phase
from store.model.record import build
from tests.practice.facts import flag
from tui.board.arrangement import PHASES, Arrangement, Totals, card_of
from tui.board.geometry import lay_out, measure

TODAY = date(2026, 11, 21)


def case(number: int = 1, **fields: object) -> Case:
    start = {"code": f"K-2026-{number:03}", "alias": f"Kel. {number}", "size": "family", "phase_since": TODAY}
    return build(Case, {**start, "opened": TODAY, **fields})


def closing(day: date) -> dict[str, object]:
    record = {"reason": "goals_met", "outcome": "better", "summary": "-", "retention_until": TODAY, "closed": day}
    return {"status": "closed", "phase": "termination", "closure": record}


def arranged(*cases: Case) -> Arrangement:
    arrangement = Arrangement(TODAY)
    arrangement.fill(card_of(case, 0) for case in cases)
    return arrangement


def codes(arrangement: Arrangement, phase: Phase = Phase.ENGAGEMENT) -> list[str]:
    return [card.case.code[-3:] for card in arrangement.columns[PHASES.index(phase)]]


def test_the_most_urgent_card_is_on_top() -> None:
    rest = {"status": "on_hold", "hold": {"since": TODAY, "reason": "sakit"}}
    arrangement = arranged(
        case(1), case(2, next_contact=TODAY + timedelta(1)), case(3, next_contact=TODAY - timedelta(9)),
        case(4, risk_level="high", next_contact=TODAY + timedelta(5)), case(5, **rest), case(6, risk_level="critical"),
        case(7, **rest, risk_level="high"),
    )  # fmt: skip
    assert codes(arrangement) == ["004", "006", "007", "003", "002", "001", "005"]


@pytest.mark.parametrize(("days", "shown"), [(0, True), (30, True), (31, False)])
def test_a_closed_case_leaves_the_board_after_thirty_days(days: int, shown: bool) -> None:
    arrangement = arranged(case(1, **closing(TODAY - timedelta(days))))
    assert (codes(arrangement, Phase.TERMINATION) == ["001"]) is shown


def test_the_filter_wants_every_word_and_looks_in_tags_and_labels() -> None:
    arrangement = arranged(case(1, alias="Bu S", tags=("paliatif",)), case(2, alias="Bu T"), case(3, size="community"))
    arrangement.filter("BU s")
    assert codes(arrangement) == ["001"]
    arrangement.filter("paliatif")
    assert codes(arrangement) == ["001"]
    arrangement.filter("community")
    assert codes(arrangement) == ["003"]
    arrangement.filter("")
    assert len(codes(arrangement)) == 3


def test_totals_count_what_the_filter_hides_and_leave_out_what_rests() -> None:
    arrangement = arranged(
        case(1, next_contact=TODAY), case(2, next_contact=TODAY - timedelta(1)), case(3), case(4, **closing(TODAY)),
        case(5, status="on_hold", hold={"since": TODAY, "reason": "x"}, next_contact=TODAY - timedelta(5)),
    )  # fmt: skip
    arrangement.filter("nothing has this")
    assert arrangement.totals() == Totals(active=3, late=1, due=1)


numbers = st.integers(1, 12)
days = st.none() | st.integers(-40, 40).map(lambda n: TODAY + timedelta(n))
changes = st.tuples(numbers, st.sampled_from(PHASES), days, st.sampled_from([None, "low", "high"]))


@given(st.lists(changes, max_size=40), st.sampled_from(["", "high", "kel. 1"]), st.sets(numbers, max_size=4))
def test_changing_one_card_at_a_time_ends_where_filling_anew_does(
    steps: list[tuple[int, Phase, date | None, str | None]], query: str, gone: set[int]
) -> None:
    arrangement, latest = Arrangement(TODAY), {}
    arrangement.filter(query)
    for number, phase, contact, risk in steps:
        latest[number] = case(number, phase=phase, next_contact=contact, risk_level=risk)
        arrangement.put(card_of(latest[number], 0))
    for number in gone:
        latest.pop(number, None)
        arrangement.take(f"K-2026-{number:03}")
    anew = arranged(*latest.values())
    anew.filter(query)
    assert arrangement.codes() == anew.codes()
    assert arrangement.totals() == anew.totals()
    for code in arrangement.codes():
        place = arrangement.find(code)
        assert place is not None
        assert arrangement.columns[place[0]][place[1]].case.code == code


def test_all_seven_columns_stand_at_140_and_monitoring_folds_when_empty() -> None:
    full = lay_out(140, [1] * 7, 0, 0)
    assert [column.phase for column in full] == list(range(7))
    assert all(column.width == 20 for column in full)
    folded = lay_out(140, [1, 1, 1, 1, 0, 1, 1], 0, 0)
    assert [column.phase for column in folded if column.folded] == [4]
    assert not any(column.folded for column in lay_out(140, [1, 1, 1, 1, 0, 1, 1], 4, 0))


@given(st.integers(24, 260), st.lists(st.integers(0, 9), min_size=7, max_size=7), st.integers(0, 6), st.integers(0, 6))
def test_columns_fill_the_width_show_the_cursor_and_do_not_overlap(
    width: int, counts: list[int], cursor: int, first: int
) -> None:
    columns = lay_out(width, counts, cursor, first)
    assert cursor in [column.phase for column in columns]
    assert columns[0].x == 0
    assert all(a.x + a.width == b.x for a, b in pairwise(columns))
    assert columns[-1].x + columns[-1].width == width
    assert all(column.width >= 18 for column in columns if not column.folded)
    assert len(columns) in (1, 2, 3, 7)


@pytest.mark.parametrize(("width", "shown"), [(60, 2), (80, 3), (51, 1), (120, 3), (140, 7)])
def test_how_many_columns_fit(width: int, shown: int) -> None:
    assert len(measure(width, 20, [1] * 7, 0, 0).columns) == shown


def test_the_window_of_columns_moves_only_when_the_cursor_leaves_it() -> None:
    counts = [1] * 7
    assert [c.phase for c in lay_out(80, counts, 2, 0)] == [0, 1, 2]
    assert [c.phase for c in lay_out(80, counts, 3, 0)] == [1, 2, 3]
    assert [c.phase for c in lay_out(80, counts, 2, 1)] == [1, 2, 3]
    assert [c.phase for c in lay_out(80, counts, 0, 1)] == [0, 1, 2]


def test_a_danger_puts_its_case_on_top_also_at_rest_and_is_found_by_its_words() -> None:
    arrangement = Arrangement(TODAY)
    rest = {"status": "on_hold", "hold": {"since": TODAY, "reason": "sakit"}}
    late = {"next_contact": TODAY - timedelta(9)}
    arrangement.fill([
        card_of(case(1, **late), 0), card_of(case(2, **rest), 0, [flag("critical", type="trafficking")]),
        card_of(case(3, risk_level="low", **late), 0, [flag("high", state="mitigated", state_reason="r")]),
        card_of(case(4, **closing(TODAY)), 0, [flag("critical")]), card_of(case(5, **late), 0, [flag("medium")]),
    ])  # fmt: skip
    assert codes(arrangement) == ["002", "001", "003", "005"]
    arrangement.filter("trafficking")
    assert codes(arrangement) == ["002"]
    arrangement.filter("critical")
    assert codes(arrangement) == ["002"]
