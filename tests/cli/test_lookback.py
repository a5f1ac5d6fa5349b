"""`lingkar today --done`: what was done on a day, case by case, whatever command it was done by."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from tests.cli.conftest import Run
from tests.cli.test_today import FIRST, SECOND, THIRD, day, morning
from tests.conftest import MORNING

__all__ = ["morning"]
pytestmark = pytest.mark.usefixtures("morning")


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


def block(told: str, head: str) -> list[str]:
    """The lines under a head."""
    _before, _head, rest = told.partition(f"\n{head}\n")
    return [line.strip() for line in rest.split("\n\n")[0].splitlines()]


def test_before_anything_is_done_it_says_so(run: Run) -> None:
    told = run("today", "--done")
    begin = ["2 cases need you still", "Nothing is written down as done on 21 Nov 2026."]
    assert (told.code, told.out.splitlines()[:2]) == (0, begin)
    first, second = block(told.out, "Needs you still")
    assert first.startswith(f"{SECOND}  [/] Ms L: Sexual violence, high: open for")
    assert second.startswith(f"{FIRST}  Bu S: Task “Call the school”: ")
    assert "The week ahead" in told.out


def test_what_was_done_is_told_case_by_case(run: Run) -> None:
    task = run("entries", FIRST, "task").out.split()[1].strip(":")
    for act in (
        ("contact", SECOND, "--mode", "phone", "--outcome", "reached"), ("finish", FIRST, task),
        ("note", FIRST, "Seen", "--mode", "office", "--sign"), ("risk", SECOND, "high"),
        ("hold", THIRD, "--reason", "Away until January"), ("new", "--alias", "Anak B", "--size", "individual"),
        ("review", "done", SECOND), ("review", "done", SECOND),
    ):  # fmt: skip
        assert run(*act).code == 0
    done = block(run("today", "--done").out, "Done")
    assert done == [
        f"{FIRST}  Bu S: 1 note, 1 task done", f"{SECOND}  [/] Ms L: 1 contact, 1 risk assessed",
        f"{THIRD}  Forum: 1 case put on hold or resumed", "K-2026-004  Anak B: 1 case taken in",
    ]  # fmt: skip
    heard = block(run("--plain", "today", "--done").out, "Done")
    assert heard[0] == f"Code: {FIRST}; Alias: Bu S; Done: 1 note, 1 task done"
    assert run("undo").code == 0  # the case taken in
    assert len(block(run("today", "--done").out, "Done")) == 3


def test_what_an_import_brought_was_not_done_today(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "log.csv"
    table.write_text("case,date,kind,text\nC1,2026-11-20,phone,Met\n", encoding="utf-8")
    columns = 'case = "case"\ndate = "date"\nkind = "kind"\ntext = "text"\n'
    (tmp_path / "map.toml").write_text(f"[events]\nnew_cases = true\n[events.columns]\n{columns}")
    assert run("import", table, "--map", tmp_path / "map.toml", "--yes").code == 0
    assert len(run("list").out.splitlines()) == 4
    assert "Nothing is written down as done" in run("today", "--done").out


def test_of_a_day_that_is_over_only_what_was_done(run: Run) -> None:
    told = run("today", "--done", "--day", "yesterday").out
    assert block("\n" + told.lstrip("\n"), "Done") == [
        f"{code}  {alias}: 1 note" for code, alias in ((FIRST, "Bu S"), (SECOND, "[/] Ms L"), (THIRD, "Forum"))
    ]
    assert "The week ahead" not in told


def test_the_review_is_heard_with_a_name_before_each_fact(run: Run) -> None:
    assert run("put-off", FIRST, "--until", str(day(3)), "--reason", "Ill").code == 0
    lines = run("--plain", "today").out.splitlines()
    assert f"    Code: {FIRST}; Alias: Bu S; Put off: until 24 Nov 2026: Ill" in lines
    (coming,) = [line for line in lines if FIRST in line and "Write" in line]
    assert coming.startswith(f"    Day: Monday, 23 Nov 2026; Code: {FIRST}; Alias: Bu S; Reason: ")
    assert [line for line in lines if line.startswith("    ") and ": " not in line and "backup" not in line] == []
    assert any(line.startswith("    Reason: ") for line in lines)
