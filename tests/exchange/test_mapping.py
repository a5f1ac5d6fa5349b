"""Map files, and guessing a map from a header."""

from collections.abc import Callable
from pathlib import Path

import pytest

from store import LingkarError
from store.exchange.importing.mapping import guess_map, load_map
from store.model.codes import Outcome, Phase, TerminationReason


def test_headers_are_known_in_both_languages() -> None:
    english = guess_map(["Case ID", "Client Name", "presenting_issue", "date-opened", "Shoe size"])
    assert english.cases.columns == {
        "Case ID": "key", "Client Name": "client_name", "presenting_issue": "presenting_problem",
        "date-opened": "opened",
    }  # fmt: skip
    indonesian = guess_map(["No. Kasus", "Nama Klien", "Masalah", "Tanggal Masuk", "Tingkat Risiko"])
    assert list(indonesian.cases.columns.values()) == [
        "key", "client_name", "presenting_problem", "opened", "risk_level",
    ]  # fmt: skip


def test_a_field_takes_the_first_column_that_fits() -> None:
    assert guess_map(["nama", "client name"]).cases.columns == {"nama": "client_name"}


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
        ("nonsense = 1", "nonsense has no meaning under the map"),
        ('[cases.columns]\na = "shoe"', "shoe has no meaning under columns"),
        ('[cases.columns]\na = "key"\nb = "key"', "two columns are key"),
        ('[cases.codes.size]\nx = "giant"', "'giant' is not known here"),
        ('[cases.codes.alias]\nx = "y"', "alias has no meaning under codes"),
        ("cases = 3", "cases must be a table"),
        ('dates = "backwards"', "dates is backwards"),
        ('[events.kinds.x]\nphase = "party"', "'party' is not known here"),
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
    assert "m.toml" in str(caught.value)


def test_a_map_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LingkarError, match="No such file"):
        load_map(tmp_path / "none.toml")
