"""Import and the demonstration from the command line; for export see test_packets."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, contents
from tui.cli import main

EXCHANGE = Path(__file__).parents[1] / "exchange"
FIELDS = {"id": "key", "alias": "alias", "opened": "opened"}
OWN = (EXCHANGE / "kasus.csv", "--map", EXCHANGE / "peta.toml")


def test_import_prints_its_report(run: Run, folder: Path) -> None:
    first = run("--plain", "import", *OWN)
    assert (first.code, first.err.count("\n")) == (0, 1)
    assert "A new casebook without a passphrase was made" in first.err
    lines = first.out.splitlines()
    assert lines[:7] == [
        "kasus.csv: 5 rows read",
        "peristiwa.csv: 10 rows read",
        "4 cases created",
        "8 notes created",
        "9 history entries created",
        "0 rows unchanged, imported before",
        "3 rows skipped",
    ]
    assert "  peristiwa.csv, line 8: tanggal: “bukan hari” is not a date; write it as 2026-11-20." in lines
    assert (
        "Tanggal Masuk: no number or day can be read (line 5). The text stays in the case file, as “Tanggal Masuk”."
        in lines
    )
    before = contents(folder)
    again = run("import", *OWN)
    assert again.code == 0
    assert "0 cases created" in again.out
    assert "12 rows unchanged, imported before" in again.out
    assert contents(folder) == before


def test_a_dry_run_changes_nothing(run: Run, folder: Path) -> None:
    tried = run("--plain", "import", *OWN, "--dry-run")
    assert tried.code == 0
    assert "4 cases created" in tried.out
    assert not folder.exists()
    run("--plain", "new", "--alias", "A", "--size", "family")
    before = contents(folder)
    assert run("import", *OWN, "--dry-run").out == tried.out
    assert contents(folder) == before


def test_one_undo_takes_an_import_back(run: Run) -> None:
    run("--plain", "import", *OWN)
    assert run("undo").out == "Undone: 4 cases, 8 notes imported\n"
    assert json.loads(run("list", "--all", "--json").out) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("id,alias\n1\n", "line 2: The row has 1 fields"),
        ("id,opened\n1,\n", "nothing but its number"),
        ("id,opened\n,2026-01-01\n", "neither an alias nor a key nor a name"),
    ],
)
def test_a_file_of_bad_rows_only_exits_1_and_changes_nothing(
    run: Run, folder: Path, tmp_path: Path, content: str, says: str
) -> None:
    table, mapped = tmp_path / "f.csv", tmp_path / "m.toml"
    table.write_text(content)
    columns = content.split("\n")[0].split(",")
    mapped.write_text("[cases.columns]\n" + "".join(f'{name} = "{FIELDS[name]}"\n' for name in columns))
    assert run("--plain", "import", table, "--map", mapped).code == 1
    assert not folder.exists()
    run("--plain", "new", "--alias", "A", "--size", "family")
    before = contents(folder)
    result = run("import", table, "--map", mapped)
    assert (result.code, says in result.out) == (1, True)
    assert contents(folder) == before


def test_unknown_values_are_told_with_the_lines_a_map_needs_and_may_be_written_there(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    table, mapped = tmp_path / "f.csv", tmp_path / "m.toml"
    lines = [f"D-{n},Klien {n},{'bisik' if n in (2, 4) else 'self'}\n" for n in range(1, 7)]
    table.write_text("".join(["Case ID,Client Name,Intake source\n", *lines]))
    tried = run("--plain", "import", table, "--dry-run", "--save-map", mapped)
    assert (tried.code, tried.err) == (0, f"The map is in {mapped}.\n")
    told = tried.out.splitlines()
    assert "All 6 rows are accounted for (new case: 6)" in told
    at = told.index("Words that no code is known for, kept as they stand; a map can say what they mean:")
    assert told[at + 1] == "  Intake source: “bisik” is not known here (lines 3, 5)"
    at = told.index('  bisik = ""')
    assert told[at - 1].startswith("  [cases.codes.intake_source]  # self, outreach")
    assert told[at + 2] == "  [cases.constants]"
    assert '  opened = "2026-11-20"' in told[at + 3 :]
    assert not folder.exists()
    done = run("--plain", "import", table, "--yes")
    assert done.out.splitlines()[-1].startswith("To use it for what was just imported: `lingkar undo`")
    cases = json.loads(run("list", "--json").out)
    assert [case["extra"].get("Intake source", case["intake_source"]) for case in cases[:2]] == ["self", "bisik"]
    run("--plain", "undo")
    mapped.write_text(mapped.read_text().replace('bisik = ""', 'bisik = "hotline"'))
    done = run("--plain", "import", table, "--map", mapped)
    assert "6 cases created" in done.out
    assert {case["intake_source"] for case in json.loads(run("list", "--json").out)} == {"self", "hotline"}


def test_what_the_table_does_not_say_is_told_with_the_lines_that_say_it_and_stands_in_the_case(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    table, mapped = tmp_path / "f.csv", tmp_path / "m.toml"
    table.write_text("Nama Klien,Tanggal Masuk\nSiti A,2026-01-02\nJoko,31/02/2026\nRina,2026-01-04\n")
    tried = run("--plain", "import", table, "--dry-run").out.splitlines()
    at = tried.index("What the table does not say, and what stands in the cases instead:")
    assert tried[at + 1 : at + 3] == [
        "  Day of intake: taken as the day of the import (in 1 row: line 3)",
        "  Client system: taken as Individual (in 3 rows: lines 2, 3, 4)",
    ]
    assert not folder.exists()
    run("--plain", "import", table, "--yes")
    codes = {case["client_name"]: case["code"] for case in json.loads(run("list", "--json").out)}
    shown = run("show", codes["Joko"]).out
    assert "Source: From the table f.csv, line 3\n" in shown
    assert "Not in the table: Day of intake: taken as the day of the import\n    Client system: taken as" in shown
    assert "Tanggal Masuk: 31/02/2026\n" in shown
    run("--plain", "undo")
    head = tried.index("With these lines in a map file (--map) you say yourself what the table does not say:") + 1
    columns = '[cases.columns]\n"Nama Klien" = "client_name"\n"Tanggal Masuk" = "opened"\n'
    mapped.write_text(columns + "\n".join(tried[head:]).replace("individual", "family", 1))
    assert "What the table does not say" not in run("--plain", "import", table, "--map", mapped).out
    cases = json.loads(run("list", "--all", "--json").out)
    assert {case["size"] for case in cases} == {"family"}
    assert {case["opened"] for case in cases} == {"2026-01-02", "2026-01-04", "2026-11-20"}


def test_a_map_that_cannot_be_written_stops_the_import(run: Run, folder: Path, tmp_path: Path) -> None:
    run("--plain", "new", "--alias", "A", "--size", "family")
    before, taken = contents(folder), tmp_path / "diary.txt"
    taken.write_text("my diary")
    result = run("import", *OWN, "--save-map", taken)
    assert (result.code, "no map of an import" in result.err) == (1, True)
    assert (contents(folder), taken.read_text()) == (before, "my diary")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_person_at_a_terminal_sees_the_columns_first(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path, object]] = []

    def run_board(at: Path, *_more: object, bring_in: Path, **_how: object) -> int:
        opened.append((at, bring_in))
        return 0

    monkeypatch.setattr("tui.app.run_board", run_board)
    monkeypatch.setattr(sys, "stdin", _Terminal())
    monkeypatch.setattr(sys, "stdout", out := _Terminal())
    table = tmp_path / "f.csv"
    table.write_text("Case ID,Client Name\nD-1,Siti\nD-2,Joko\n")
    typed = ["--book", str(folder), "--plain", "--lang", "en", "import", str(table)]
    assert main(typed) == 0
    assert (opened, folder.exists()) == ([(folder, table)], False)
    assert main([*typed, "--yes"]) == 0
    assert (len(opened), "2 cases created" in out.getvalue()) == (1, True)
    for more in (["--dry-run"], ["--map", str(EXCHANGE / "peta.toml")]):
        main([*typed, *more])
    main([*typed[:-1], str(tmp_path / "gone.csv")])
    assert len(opened) == 1


def test_demo_fill_fills_an_empty_book_in_the_language_asked_for(run: Run) -> None:
    filled = run("--plain", "demo", "--fill")
    assert filled.code == 0
    cases = json.loads(run("list", "--all", "--json").out)
    assert filled.out == f"{len(cases)} cases\n"
    assert len(cases) >= 5
    again = run("demo", "--fill")
    assert (again.code, len(json.loads(run("list", "--all", "--json").out))) == (1, len(cases))
