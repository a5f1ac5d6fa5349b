"""`lingkar statistics`: one's own practice as text, as JSON and as a table."""

import json
import re
from pathlib import Path

import pytest

from store import open_casebook
from tests.casebook.archived import a_part_of_each_kind
from tests.cli.conftest import Run, contents

WHY = "A reason that is long enough to pass."


@pytest.fixture
def practice(folder: Path) -> Path:
    """Two cases under way and one that ended."""
    with open_casebook(folder) as book:
        first = book.add_case(alias="[/] one", size="family", collective_issues="bansos").code
        a_part_of_each_kind(book, first)
        second = book.add_case(alias="two", size="society", collective_issues="bansos").code
        book.add_group_note([first, second], body="b", minutes=45, sign=True)
        book.advance(second, WHY)
        third = book.add_case(alias="three", size="family").code
        book.terminate(third, reason="moved", outcome="same", summary="s", notice="agreed", override=WHY)
    return folder


def test_the_figures_as_text_one_a_line(practice: Path, run: Run) -> None:
    shown = run("statistics")
    assert (shown.code, shown.err) == (0, "")
    lines = [line.strip() for line in shown.out.splitlines()]
    for line in (
        "Cases", "Worked on: 3", "Ended: 1", "Open on the last day: 2", "Family: 2; 0 days on average (1 ended)",
        "Assessment: 1", "Group session: 1 reached, 0 not reached, 45 minutes",
        "1 session served several cases.", "bansos: 2 (K-2026-001, K-2026-002)".replace("2026", lines[0][-4:]),
        "Linking with resources: 1",
    ):  # fmt: skip
        assert line in lines
    assert "[/]" not in shown.out


def test_another_period_and_indonesian(practice: Path, run: Run) -> None:
    shown = run("statistics", "--since", "2020-01-01", "--until", "2020-12-31")
    assert shown.out.startswith("From 1 Jan 2020 to 31 Dec 2020\n\nCases\n    Worked on: 0\n")
    assert run("--lang", "id", "statistics").out.startswith("Dari 1 Jan ")


@pytest.mark.parametrize(("language", "words"), [
    ("en", "The period would begin on 1 Jan 2027 and end before, on 20 Nov 2026."), ("id", "1 Jan 2027"),
])  # fmt: skip
@pytest.mark.parametrize("more", [(), ("--json",), ("--csv", "NEW")])
def test_a_period_does_not_run_backwards(
    practice: Path, run: Run, tmp_path: Path, language: str, words: str, more: tuple[str, ...]
) -> None:
    table = tmp_path / "t.csv"
    ends = ("--since", "2027-01-01", "--until", "2026-11-20")
    refused = run("--lang", language, "statistics", *ends, *(str(table) if word == "NEW" else word for word in more))
    assert (refused.code, refused.out) == (1, "")
    assert words in refused.err
    assert not table.exists()


def test_json_has_every_figure(practice: Path, run: Run) -> None:
    seen = json.loads(run("statistics", "--json").out)
    assert (seen["worked"], seen["closed"], seen["group_sessions"]) == (3, 1, 1)
    assert seen["sizes"][0] == {"code": "family", "cases": 2, "mean_days": 0.0, "ended": 1}
    assert seen["issues"][0][0] == "bansos"
    assert set(seen["period"]) == {"first", "last"}


def test_reading_changes_nothing_and_the_table_is_one_file(practice: Path, run: Run, tmp_path: Path) -> None:
    before = contents(practice)
    run("statistics")
    run("statistics", "--json")
    assert contents(practice) == before
    to = tmp_path / "out"
    to.mkdir()
    shown = run("statistics", "--csv", to)
    (written,) = to.iterdir()
    assert shown.out == f"Written: {written}\n"
    assert "can still give a client away" in shown.err
    assert written.read_text(encoding="utf-8").count("\n") == 4
    assert run("statistics", "--csv", tmp_path / "nowhere" / "x.csv").code == 1
    assert run("statistics", "--csv", to, "--json").code == 2


def test_show_has_the_whole_file(practice: Path, run: Run) -> None:
    code = run("list").out.split("\t")[0]
    shown = re.sub(r" [0-9a-f]{6}: ", " ID: ", run("show", code).out).splitlines()
    for line in (
        "Ties", "    Tie ID: Ibu and Nenek: strong tie", "Intervention team", "Open danger ID: Medical emergency, Low",
    ):  # fmt: skip
        assert line in shown
    whole = json.loads(run("show", code, "--json").out)
    assert whole["relations"][0]["bond"] == "strong"
    assert [len(whole[kind]) for kind in ("goals", "measurements", "flags", "team")] == [1, 3, 1, 1]
