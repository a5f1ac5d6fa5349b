"""Map files: what they say, what they are refused for, and that they come back as they were written."""

import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import LingkarError
from store.exchange.importing.mapfile import load_map, read_map, save_map, text_of
from store.exchange.importing.mapping import CASE_FIELDS, CODED, EVENT_CODED, EVENT_FIELDS, MANY, ImportMap, Kind, Part
from store.exchange.importing.missing import filled_in, lines_for
from store.exchange.importing.report import Unknown
from store.language import use
from store.model.codes import ContactMode, ContactOutcome, Outcome, Phase, TerminationReason, Vocabulary
from store.model.measure import Improves

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def test_the_map_that_ships_with_the_tests() -> None:
    mapping = load_map(Path(__file__).with_name("openspp.toml"))
    assert (mapping.name, mapping.events_file) == ("openspp", "openspp_events.csv")
    closing = mapping.kinds["close_case"]
    assert closing.closes
    assert closing.reasons["Goals achieved"] is TerminationReason.GOALS_MET
    assert closing.outcomes["unsuccessful"] is Outcome.UNKNOWN
    assert mapping.kinds["create_plan"].phase is Phase.PLANNING


def test_a_phase_may_have_the_name_it_has_elsewhere(write: Callable[..., Path]) -> None:
    mapping = load_map(write("m.toml", '[events.kinds.x]\nphase = "implementation"\n'))
    assert mapping.kinds["x"].phase is Phase.INTERVENTION


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("name = \n[", "not TOML .*line 1"),
        (b"\xff\xfe", "not UTF-8"),
        (f"name = {'[' * 5000}", "nested too deeply|not TOML"),
        ("nonsense = 1", "nonsense has no meaning under the map"),
        ('[cases.columns]\na = "shoe"', "shoe has no meaning under columns"),
        ('[cases.columns]\na = "key"\nb = "key"', "two columns are key"),
        ('[cases.codes.size]\nx = "giant"', "“giant” is not known here"),
        ('[cases.codes.alias]\nx = "y"', "alias has no meaning under codes"),
        ("cases = 3", "cases must be a table"),
        ('dates = "backwards"', "dates is backwards"),
        ('decimal = ";"', "decimal is ;"),
        ('left_out = "Photo"', "left_out must be a list"),
        ('[events]\nnew_cases = "yes"', "new_cases is yes"),
        ('[days]\n"Jan" = "January"', "“January” is no month or day"),
        ('[days]\n"Feb" = "2025-02-30"', "“2025-02-30” is no month or day"),
        ('[measures]\n"PHQ" = "sideways"', "“sideways” is not known here"),
        ('[events.kinds.x]\nphase = "party"', "“party” is not known here"),
        ('[events.kinds.x]\ncolour = "red"', "colour has no meaning under kinds.x"),
        ("[events.kinds.x]\ncloses = true", "needs reasons and outcomes"),
    ],
)
def test_a_map_that_means_nothing_is_refused_in_a_sentence(
    write: Callable[..., Path], told: str | bytes, says: str
) -> None:
    path = write("m.toml", told)
    with pytest.raises(LingkarError, match=says) as caught:
        load_map(path)
    assert str(path) in str(caught.value)


# Writing


@st.composite
def parts(draw: st.DrawFn, fields: tuple[str, ...], coded: dict[str, type[Vocabulary]]) -> Part:
    once = draw(st.lists(st.sampled_from([name for name in fields if name not in MANY]), unique=True, max_size=4))
    named = [*once, *draw(st.lists(st.sampled_from(MANY), max_size=2))]
    columns = draw(st.lists(TEXT, min_size=len(named), max_size=len(named), unique=True))
    codes = {
        name: draw(st.dictionaries(TEXT, st.sampled_from(["", *vocabulary]).map(str), max_size=3))
        for name, vocabulary in draw(st.lists(st.sampled_from([*coded.items()]), max_size=2, unique_by=str))
    }
    constants = draw(st.dictionaries(st.sampled_from(fields), TEXT, max_size=2))
    return Part(dict(zip(columns, named, strict=True)), codes, constants)


def codes(vocabulary: type[Vocabulary]) -> st.SearchStrategy[dict[str, Vocabulary]]:
    return st.dictionaries(TEXT, st.sampled_from(vocabulary), min_size=1, max_size=2)


KINDS = st.builds(
    Kind,
    label=TEXT, mode=st.sampled_from(ContactMode), outcome=st.sampled_from(ContactOutcome),
    phase=st.none() | st.sampled_from(Phase), closes=st.booleans(), reasons=codes(TerminationReason),
    outcomes=codes(Outcome),
)  # fmt: skip
DAYS = st.dates().filter(lambda day: 1850 <= day.year < 2150).map(lambda day: day.isoformat())
MAPS = st.builds(
    ImportMap,
    name=TEXT, month_first=st.booleans(), decimal=st.sampled_from(".,"), cases=parts(CASE_FIELDS, CODED),
    events=parts(EVENT_FIELDS, EVENT_CODED), events_file=TEXT, kinds=st.dictionaries(TEXT, KINDS, max_size=2),
    new_cases=st.booleans(), days=st.dictionaries(TEXT, DAYS | DAYS.map(lambda day: day[:7]), max_size=3), series=TEXT,
    improves=st.dictionaries(TEXT, st.sampled_from(Improves), max_size=2),
    left_out=st.lists(TEXT, max_size=2).map(tuple),
)  # fmt: skip


@settings(max_examples=60)
@given(mapping=MAPS)
def test_a_map_comes_back_as_it_was_written(mapping: ImportMap) -> None:
    use("en")
    with tempfile.TemporaryDirectory() as folder:
        path = save_map(mapping, Path(folder) / "map.toml")
        assert load_map(path) == mapping


def test_a_map_is_private_and_replaces_only_a_map(tmp_path: Path) -> None:
    path, mapping = tmp_path / "m.toml", ImportMap(name="dinas")
    assert save_map(mapping, path) == path
    assert path.stat().st_mode & 0o777 == 0o600
    save_map(ImportMap(name="other"), path)
    assert load_map(path).name == "other"
    path.write_text("my diary")
    with pytest.raises(LingkarError, match="no map of an import"):
        save_map(mapping, path)
    assert path.read_text() == "my diary"
    with pytest.raises(LingkarError, match="no folder"):
        save_map(mapping, tmp_path / "gone" / "m.toml")
    assert [entry.name for entry in tmp_path.iterdir()] == ["m.toml"]


@settings(max_examples=30)
@given(mapping=MAPS, kept=st.lists(TEXT, max_size=3))
def test_columns_that_are_no_field_are_named_and_change_nothing(mapping: ImportMap, kept: list[str]) -> None:
    use("en")
    taken = {*mapping.cases.columns, *mapping.events.columns}
    kept = [column for column in kept if column not in taken]
    written = text_of(mapping, kept)
    assert read_map(tomllib.loads(written)) == mapping
    told = tomllib.loads(written)
    named = {**told.get("cases", {}).get("columns", {}), **told.get("events", {}).get("columns", {})}
    assert {column: named.get(column) for column in kept} == dict.fromkeys(kept, "")


def test_values_without_a_code_get_lines_that_a_map_takes(write: Callable[..., Path]) -> None:
    unknown = (
        Unknown("cases", "intake_source", "Sumber", 'Bu "RT"', (2, 3)),
        Unknown("events", "mode", "Cara", "bisik", (4,)),
        Unknown("events", "kind", "Jenis", "pesta", (5,)),
    )
    by_hand = load_map(write("m.toml", "\n".join(lines_for(unknown)).replace('label = "pesta"', "")))
    assert by_hand == filled_in(ImportMap(), unknown)
    assert by_hand.cases.codes == {"intake_source": {'Bu "RT"': ""}}
    assert (by_hand.events.codes, by_hand.kinds) == ({"mode": {"bisik": ""}}, {"pesta": Kind()})
