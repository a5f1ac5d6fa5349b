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
