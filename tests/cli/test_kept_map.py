"""The map that lies beside a table, on the command line."""

from pathlib import Path

from tests.cli.conftest import Run


def test_a_map_beside_the_table_is_named_where_it_is_not_used(run: Run, tmp_path: Path) -> None:
    table, kept = tmp_path / "kasus.csv", tmp_path / "kasus.toml"
    table.write_text("kode,nama panggilan\nA1,Bu S\n")
    assert "kasus.toml" not in run("--plain", "import", table, "--dry-run").err
    kept.write_text('[cases.columns]\n"nama panggilan" = "alias"\n')
    named = run("--plain", "import", table, "--dry-run")
    assert named.code == 0
    assert f"{kept}, which says what its columns are. It is not used; --map uses it." in named.err
    assert "kasus.toml" not in run("--plain", "import", table, "--map", kept, "--dry-run").err
    kept.write_text("[project]\n")
    assert "kasus.toml" not in run("--plain", "import", table, "--dry-run").err


def test_a_saved_map_names_every_column_so_that_it_can_be_completed(run: Run, tmp_path: Path) -> None:
    table, kept = tmp_path / "kasus.csv", tmp_path / "kasus.toml"
    table.write_text("kode,nama panggilan,ihwal,kesan\nA1,Bu S,Sewa rumah,tenang\n")
    tried = run("--plain", "import", table, "--save-map", kept, "--dry-run")
    assert "Columns kept under their own name: ihwal, kesan" in tried.out
    written = kept.read_text()
    assert 'ihwal = ""\nkesan = ""\n' in written
    assert "presenting_problem, " in written  # what a column can become
    assert run("--plain", "import", table, "--map", kept, "--dry-run").out == tried.out
    kept.write_text(written.replace('ihwal = ""', 'ihwal = "presenting_problem"'))
    assert run("--plain", "import", table, "--map", kept, "--yes").code == 0
    shown = run("show", run("list").out.split("\t")[0]).out
    assert "Presenting problem: Sewa rumah\n" in shown
    assert "kesan: tenang\n" in shown


def test_a_saved_map_of_a_log_lets_each_column_become_what_an_event_has(run: Run, tmp_path: Path) -> None:
    table, kept = tmp_path / "log.csv", tmp_path / "log.toml"
    rows = [f"A1,Siti,2026-09-{day:02},zoom,Words {day},a\n" for day in range(1, 6)]
    table.write_text("case,name,date,kind,text,extra\n" + "".join(rows))
    tried = run("--plain", "import", table, "--save-map", kept, "--dry-run")
    written = kept.read_text()
    assert 'name = "client_name"\n' in written, "it tells of cases as well"
    of_cases, of_events = written.split("[events.columns]")
    assert all(f'{column} = ""\n' in of_events for column in ("case", "kind", "extra"))
    assert ' = ""' not in of_cases.split("[cases.columns]")[1]
    assert "# key, case, date, kind, text, mode, " in written
    assert "# Or, where its line is moved to [cases.columns]:\n# key, alias, client_name, " in written
    assert run("--plain", "import", table, "--map", kept, "--dry-run").out == tried.out
    kept.write_text(written.replace('kind = ""', 'kind = "mode"').replace('extra = ""', 'extra = "place"'))
    assert run("--plain", "import", table, "--map", kept, "--yes").code == 0
    assert "Where: a" in run("show", run("list").out.split("\t")[0]).out
