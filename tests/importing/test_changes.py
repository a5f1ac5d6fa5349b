"""Changes of a map: each field at most once, and a map that stays whole whatever column becomes what."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.exchange.importing.mapping import CASE_FIELDS, EVENT_FIELDS, ImportMap, Part
from store.exchange.importing.plan import Unknown
from store.model.measure import Improves
from tui.importing.changes import assigned, dated, read_as, translated, with_kind
from tui.importing.history import MapHistory
from tui.importing.targets import (
    DAY,
    LEFT_OUT,
    OWN_NAME,
    Column,
    Target,
    Use,
    all_words_of,
    target_of,
    targets_for,
    words_of,
)

A, B, C = Column("a"), Column("b"), Column("c")
CASES = ImportMap(cases=Part(columns={"a": "key", "b": "alias"}))


def case(field: str) -> Target:
    return Target(Use.CASE, field)


def event(field: str) -> Target:
    return Target(Use.EVENT, field)


def test_a_field_is_taken_from_the_column_that_had_it() -> None:
    changed = assigned(CASES, C, case("alias"))
    assert (target_of(changed, B), target_of(changed, C)) == (OWN_NAME, case("alias"))
    assert changed.cases.columns == {"a": "key", "c": "alias"}


def test_a_column_has_one_use_at_a_time() -> None:
    changed = assigned(dated(CASES, B, "2025-01", "Visits"), B, LEFT_OUT)
    assert (changed.left_out, changed.days, changed.cases.columns) == (("b",), {}, {"a": "key"})
    changed = assigned(changed, B, OWN_NAME)
    assert (changed.left_out, target_of(changed, B)) == ((), OWN_NAME)
    changed = dated(changed, B, "2025-01", "Visits")
    assert (target_of(changed, B), changed.days, changed.series) == (DAY, {"b": "2025-01"}, "Visits")


def test_several_columns_can_be_measures_each_with_its_direction() -> None:
    one = assigned(CASES, B, Target(Use.CASE, "measure", Improves.UP))
    two = assigned(one, C, Target(Use.CASE, "measure", Improves.DOWN))
    assert two.cases.columns == {"a": "key", "b": "measure", "c": "measure"}
    assert target_of(two, C).improves is Improves.DOWN
    assert assigned(two, C, OWN_NAME).improves == {"b": Improves.UP}


def test_measures_follow_the_events_of_their_rows() -> None:
    measured = assigned(CASES, C, Target(Use.CASE, "measure", Improves.UP))
    several = assigned(measured, B, event("date"))
    assert several.has_several_rows
    assert several.events.columns == {"b": "date", "c": "measure"}
    assert assigned(several, B, OWN_NAME).cases.columns == {"a": "key", "c": "measure"}


def test_a_table_of_events_becomes_one_of_cases_and_events() -> None:
    events = ImportMap(events=Part(columns={"a": "case", "b": "date"}), new_cases=True)
    both = assigned(events, C, case("alias"))
    assert both.cases.columns == {"a": "key", "c": "alias"}
    assert both.events.columns == {"b": "date"}


def test_a_table_of_events_alone_begins_the_cases_it_tells_of() -> None:
    changed = assigned(ImportMap(cases=Part(columns={"a": "alias"})), A, event("case"))
    assert changed.new_cases
    kept = ImportMap(events=Part(columns={"a": "case"}), new_cases=False)
    assert not assigned(kept, B, event("date")).new_cases, "what a map says of it stands"


def test_with_a_file_of_events_beside_it_each_column_belongs_to_one_table() -> None:
    beside = ImportMap(
        cases=Part(columns={"a": "key"}), events=Part(columns={"a": "case", "b": "date"}), events_file="e.csv"
    )
    assert target_of(beside, A) == case("key")
    assert target_of(beside, Column("a", in_events=True)) == event("case")
    changed = assigned(beside, Column("b", in_events=True), event("text"))
    assert (changed.cases, changed.events.columns) == (beside.cases, {"a": "case", "b": "text"})
    offered = {target.use for target in targets_for(beside, A)}
    assert Use.EVENT not in offered
    assert Use.CASE not in {target.use for target in targets_for(beside, Column("b", in_events=True))}


def test_words_and_kinds_are_translated_once() -> None:
    radio = Unknown("cases", "intake_source", "c", "radio", (3, 4))
    changed = translated(translated(CASES, radio, "self"), Unknown("cases", "intake_source", "c", "tv", (5,)), "")
    assert changed.cases.codes == {"intake_source": {"radio": "self", "tv": ""}}
    assert with_kind(changed, "rapat", None).kinds["rapat"].label == "rapat"
    assert read_as(changed, month_first=True, decimal=",").decimal == ","


def test_every_choice_can_be_taken_back_and_chosen_again() -> None:
    maps = MapHistory(CASES)
    assert not maps.can_step(-1)
    maps.put(assigned(CASES, A, LEFT_OUT))
    assert maps.is_changed
    maps.step(-1)
    assert (maps.now, maps.is_changed, maps.can_step(1)) == (CASES, False, True)
    maps.put(assigned(CASES, B, LEFT_OUT))
    assert not maps.can_step(1)
    maps.keep(maps.now)
    assert not maps.is_changed


@pytest.mark.parametrize("column", [A, Column("a", in_events=True)])
def test_all_that_is_offered_has_words_of_its_own(column: Column) -> None:
    for mapping in (CASES, ImportMap(events=Part(columns={"b": "date"}), events_file="e.csv")):
        offered = targets_for(mapping, column)
        assert len({words_of(target) for target in offered}) == len(offered)
    assert {"Risk", "Risiko"} <= {*all_words_of(case("risk_level")).split()}


def test_every_field_is_offered() -> None:
    offered = {(target.use, target.field) for target in targets_for(CASES, A)}
    missing = {(Use.CASE, field) for field in CASE_FIELDS} | {(Use.EVENT, field) for field in EVENT_FIELDS}
    assert missing - offered == {(Use.EVENT, "measure")}, "a measure belongs to the event only where rows are events"


TARGETS = st.sampled_from([target for target in targets_for(CASES, A) if target != DAY])


@given(st.lists(st.tuples(st.sampled_from([A, B, C]), TARGETS), max_size=8))
@example([(C, Target(Use.CASE, "measure", Improves.UP)), (A, Target(Use.EVENT, "case"))])
def test_whatever_is_chosen_the_map_stays_whole(choices: list[tuple[Column, Target]]) -> None:
    mapping = CASES
    for column, target in choices:
        mapping = assigned(mapping, column, target)
        for part in (mapping.cases, mapping.events):
            fields = [field for field in part.columns.values() if field != "measure"]
            assert len(fields) == len({*fields})
        assert not set(mapping.cases.columns) & set(mapping.events.columns)
        assert not (mapping.cases.columns and "case" in mapping.events.columns.values())
        is_event = bool(set(mapping.events.columns.values()) - {"measure"})
        assert "measure" not in (mapping.cases if is_event else mapping.events).columns.values()
