"""Which card stands where, without a screen."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Case
from store.model import Phase
from store.model.record import build
from store.query import Is
from store.settings import CardOrder
from tests.practice.facts import flag
from tui.board.arrangement import KEYS, PHASES, Arrangement
from tui.board.card import card_of
from tui.board.geometry import lay_out, measure
from tui.board.matching import Lookup

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


def test_active_cases_are_counted_also_when_the_filter_hides_them() -> None:
    resting = {"status": "on_hold", "hold": {"since": TODAY, "reason": "x"}}
    arrangement = arranged(case(1), case(2), case(3), case(4, **closing(TODAY)), case(5, **resting))
    arrangement.filter("nothing has this")
    assert (arrangement.active, len(arrangement.cards), sum(arrangement.counts())) == (3, 5, 0)
    arrangement.put(card_of(case(1, **resting), 0))
    arrangement.take("K-2026-002")
    assert arrangement.active == 1


def test_conditions_look_at_the_card() -> None:
    resting = {"status": "on_hold", "hold": {"since": TODAY, "reason": "x"}}
    arrangement = Arrangement(TODAY)
    arrangement.fill([
        card_of(case(1, risk_level="high", level="mezzo", tags=("Anak Jalanan",)), 1),
        card_of(case(2), 0, [flag("low")]), card_of(case(3), 0), card_of(case(4, **resting), 0),
    ])  # fmt: skip

    def found(text: str) -> list[str]:
        arrangement.filter(text)
        return sorted(codes(arrangement))

    assert found("level:mezzo") == ["001"]
    assert found("risk:high") == ["001"]
    assert found('tag:"anak jalanan"') == ["001"]
    assert found("has:draft") == ["001"]
    assert found("has:danger") == ["002"]
    assert found("status:hold") == ["004"]
    assert found("risk:low,high") == ["001", "002"]
    assert found("level:micro kel. 3") == ["003"], "words and conditions together"
    assert found("mode:visit has:addendum") == ["001", "002", "003", "004"], "what tells notes apart hides no card"
    assert found("level:nonsense") == ["001", "002", "003", "004"], "neither does a slip"
    assert found("wáyan kel") == []
    assert found('"KEL. 2"') == ["002"]


def test_what_stands_in_the_file_is_asked_once_and_only_if_wanted() -> None:
    asked: list[str] = []

    def tasks(code: str) -> int:
        asked.append(code[-3:])
        return int(code.endswith("1"))

    late = set[str]()

    def is_late(code: str) -> bool:
        asked.append(code[-3:])
        return code in late

    arrangement = Arrangement(TODAY, Lookup(tasks, lambda _code: 0, lambda code: code.endswith("2"), is_late))
    arrangement.fill(card_of(case(number), 0) for number in (1, 2))
    arrangement.filter("has:referral")
    assert codes(arrangement) == []
    arrangement.filter("level:micro gap:worse")
    assert codes(arrangement) == ["002"]
    assert asked == []
    arrangement.filter("has:task")
    arrangement.filter("")
    arrangement.filter("has:task level:micro")
    assert codes(arrangement) == ["001"]
    assert asked == ["001", "002"]
    arrangement.put(card_of(case(1, alias="another"), 0))
    assert asked == ["001", "002", "001"], "the case changed"
    arrangement.filter("is:late")
    assert sorted(asked[3:]) == ["001", "002"]
    assert codes(arrangement) == []
    late.add("K-2026-002")
    arrangement.put(card_of(case(2, alias="another"), 0))
    arrangement.filter("is:late level:micro")
    assert codes(arrangement) == ["002"]
    assert asked[5:] == ["002"], "of the others it is known"


def test_who_waits_is_told_apart_and_only_news_is_reported() -> None:
    arrangement = Arrangement(
        TODAY, Lookup(*[lambda _code: 0] * 2, lambda _code: False, lambda code: code.endswith("1"))
    )
    arrangement.fill(card_of(case(number), 0) for number in (1, 2, 3))
    first = frozenset({"K-2026-001", "K-2026-002"})
    assert arrangement.mark(first) == (first, False)
    arrangement.filter(f"is:{Is.TODAY}")
    assert codes(arrangement) == ["001", "002"]
    arrangement.filter("is:late is:today")
    assert codes(arrangement) == ["001"], "both, and not one of the two"
    arrangement.filter("is:today")
    assert arrangement.mark(frozenset({"K-2026-002", "K-2026-003"})) == ({"K-2026-001", "K-2026-003"}, True)
    assert codes(arrangement) == ["002", "003"]
    assert arrangement.mark(arrangement.waiting) == (frozenset(), False)


def test_cards_stand_in_the_order_that_is_chosen() -> None:
    old = TODAY - timedelta(30)
    arrangement = arranged(
        case(1, alias="Édi"), case(2, alias="dedi", phase_since=old), case(3, alias="Fatma", risk_level="high"),
        case(1000, alias="dedi", phase_since=old - timedelta(1)),
    )  # fmt: skip
    found = {}
    for order in CardOrder:
        arrangement.sort_by(order)
        found[order] = codes(arrangement)
    assert found[CardOrder.URGENCY][0] == "003", "serious risk first"
    assert found[CardOrder.PHASE_AGE] == ["000", "002", "001", "003"]
    assert found[CardOrder.CODE] == ["001", "002", "003", "000"], "K-2026-1000 comes after K-2026-003"
    assert found[CardOrder.ALIAS] == ["002", "000", "001", "003"], "É is e; of one name the lower code first"


def test_a_closed_case_has_its_card_as_long_as_it_waits() -> None:
    old, waiting = closing(TODAY - timedelta(31)), frozenset({"K-2026-002"})
    arrangement = arranged(case(1, **old), case(2, **old), case(3, **closing(TODAY)))
    assert codes(arrangement, Phase.TERMINATION) == ["003"]
    arrangement.mark(waiting)
    assert codes(arrangement, Phase.TERMINATION) == ["002", "003"]
    arrangement.filter("is:today")
    assert codes(arrangement, Phase.TERMINATION) == ["002"]
    arrangement.put(card_of(case(2, **old, alias="another"), 0))
    assert codes(arrangement, Phase.TERMINATION) == ["002"]
    arrangement.mark(frozenset())
    assert arrangement.counts() == [0] * len(PHASES)
    arrangement.filter("")
    assert codes(arrangement, Phase.TERMINATION) == ["003"]
    arrangement.take("K-2026-001")
    arrangement.mark(frozenset({"K-2026-001", "K-2026-002"}))
    assert codes(arrangement, Phase.TERMINATION) == ["002", "003"], "one is gone for good"


numbers = st.integers(1, 12)
days = st.none() | st.integers(-40, 40).map(lambda n: TODAY + timedelta(n))
aliases = st.sampled_from(["Bu S", "bu s", "Édi", "edi"])
changes = st.tuples(numbers, st.sampled_from(PHASES), days, st.sampled_from([None, "low", "high"]), aliases)
queries = st.sampled_from(
    ["", "high", "bu s", "risk:high", "is:late", "is:today", "is:today is:late edi", "phase:plan"]
)
orders = st.sampled_from(CardOrder)
some_codes = st.frozensets(numbers.map("K-2026-{:03}".format), max_size=6)


@given(st.lists(changes, max_size=40), queries, queries, orders, some_codes, some_codes, st.sets(numbers, max_size=4))
def test_changing_one_card_at_a_time_ends_where_filling_anew_does(
    steps: list[tuple[int, Phase, date | None, str | None, str]], first: str, query: str, order: CardOrder,
    before: frozenset[str], waiting: frozenset[str], gone: set[int],
) -> None:  # fmt: skip
    lookup = Lookup(lambda _code: 0, lambda _code: 0, lambda _code: False, lambda code: int(code[-3:]) % 2 == 0)
    arrangement, latest = Arrangement(TODAY, lookup, order), {}
    arrangement.filter(first)
    for number, phase, contact, risk, alias in steps:
        since: dict[str, object] = {"phase_since": contact or TODAY, "alias": alias, "phase": phase}
        if phase is Phase.TERMINATION and contact:
            since |= closing(contact)
        latest[number] = case(number, next_contact=contact, risk_level=risk, **since)
        arrangement.put(card_of(latest[number], 0))
    arrangement.filter(query)
    arrangement.mark(before)
    arrangement.mark(waiting)
    for number in gone:
        latest.pop(number, None)
        arrangement.take(f"K-2026-{number:03}")
    anew = Arrangement(TODAY, lookup)
    anew.mark(waiting)
    anew.filter(query)
    anew.fill(card_of(latest[number], 0) for number in sorted(latest, reverse=True))
    anew.sort_by(order)
    assert arrangement.codes() == anew.codes()
    assert arrangement.active == anew.active
    for column in arrangement.columns:
        keys = [KEYS[order](card) for card in column]
        assert all(one < next_one for one, next_one in pairwise(keys)), "sorted, and no two the same"
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
