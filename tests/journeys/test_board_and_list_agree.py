"""What the command line lists is what the board shows: the same cases, in the same phases."""

import json
from pathlib import Path

import pytest

from store import open_casebook
from store.exchange.importing import import_csv
from tests.journeys.screen import Screen
from tui.cli import main

HERE = Path(__file__).parents[1] / "exchange"
OPENSPP = Path(__file__).parents[2].parent / "shared" / "data" / "openspp_cases.csv"


def listed(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert main(["--book", str(folder), "list", "--json", *words]) == 0
    return list(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize(
    ("table", "map_file"),
    [
        (HERE / "kasus.csv", HERE / "peta.toml"),
        pytest.param(
            OPENSPP, HERE / "openspp.toml",
            marks=pytest.mark.skipif(not OPENSPP.exists(), reason="the folder shared/data is absent"),
        ),
    ],
    ids=["ours", "openspp"],
)  # fmt: skip
def test_each_listed_case_stands_in_its_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], table: Path, map_file: Path
) -> None:
    folder = tmp_path / "book"
    with open_casebook(folder) as book:
        import_csv(book, table, map_file)
    cases = listed(folder, capsys)
    assert cases
    for case in cases:
        assert main(["--book", str(folder), "show", "--json", str(case["code"])]) == 0
        shown = json.loads(capsys.readouterr().out)
        assert {name: shown[name] for name in case} == case
        assert shown["history"][-1]["to_phase"] == case["phase"]
    with Screen(folder, columns=140, lines=60) as screen:
        heads = screen.wait_for("Engagement", "Termination").splitlines()
        head = next(line for line in heads if "Engagement" in line)
        starts = [head.find(phase) for phase in ("Engagement", "Assessment", "Planning", "Intervention", "Evaluation")]
        text = screen.wait_for(*(str(case["code"]) for case in cases)).splitlines()
        for case in cases:
            if case["phase"] not in ("engagement", "assessment", "planning", "intervention", "evaluation"):
                continue
            at = next(line.find(str(case["code"])) for line in text if str(case["code"]) in line)
            column = max(start for start in starts if start <= at)
            assert head[column:].lower().startswith(str(case["phase"])), case
    every = {str(case["code"]) for case in listed(folder, capsys, "--all")}
    assert {str(case["code"]) for case in cases} <= every
