"""Import and the demonstration from the command line; for export see test_packets."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, contents

EXCHANGE = Path(__file__).parents[1] / "exchange"
OWN = (EXCHANGE / "kasus.csv", "--map", EXCHANGE / "peta.toml")


def test_import_prints_its_report(run: Run, folder: Path) -> None:
    first = run("--plain", "import", *OWN)
    assert (first.code, first.err) == (0, "")
    lines = first.out.splitlines()
    assert lines[:7] == [
        "kasus.csv: 5 rows read",
        "peristiwa.csv: 10 rows read",
        "2 cases created",
        "6 notes created",
        "6 history entries created",
        "0 rows unchanged, imported before",
        "7 rows skipped",
    ]
    assert "  kasus.csv, line 5: Tanggal Masuk: '31/02/2025' is not a date; write it as 2026-11-20." in lines
    before = contents(folder)
    again = run("import", *OWN)
    assert again.code == 0
    assert "0 cases created" in again.out
    assert "8 rows unchanged, imported before" in again.out
    assert contents(folder) == before


def test_a_dry_run_changes_nothing(run: Run, folder: Path) -> None:
    tried = run("--plain", "import", *OWN, "--dry-run")
    assert tried.code == 0
    assert "2 cases created" in tried.out
    assert not folder.exists()
    run("--plain", "new", "--alias", "A", "--size", "family")
    before = contents(folder)
    assert run("import", *OWN, "--dry-run").out == tried.out
    assert contents(folder) == before


def test_one_undo_takes_an_import_back(run: Run) -> None:
    run("--plain", "import", *OWN)
    assert run("undo").out == "Undone: 14 records imported\n"
    assert json.loads(run("list", "--all", "--json").out) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("id,alias\n1\n", "line 2: The row has 1 fields"),
        ("id,opened\n1,never\n", "is not a date"),
        ("id,risk\n1,terrible\n", "is not known here"),
    ],
)
def test_a_file_of_bad_rows_only_exits_1_and_changes_nothing(
    run: Run, folder: Path, tmp_path: Path, content: str, says: str
) -> None:
    table = tmp_path / "f.csv"
    table.write_text(content)
    assert run("--plain", "import", table).code == 1
    assert not folder.exists()
    run("--plain", "new", "--alias", "A", "--size", "family")
    before = contents(folder)
    result = run("import", table)
    assert (result.code, says in result.out) == (1, True)
    assert contents(folder) == before


def test_demo_fill_fills_an_empty_book_in_the_language_asked_for(run: Run) -> None:
    filled = run("--plain", "demo", "--fill")
    assert filled.code == 0
    cases = json.loads(run("list", "--all", "--json").out)
    assert filled.out == f"{len(cases)} cases\n"
    assert len(cases) >= 5
    again = run("demo", "--fill")
    assert (again.code, len(json.loads(run("list", "--all", "--json").out))) == (1, len(cases))
