"""`lingkar today --done`: what was done on a day, case by case, whatever command it was done by."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from store import open_casebook
from tests.cli.conftest import Run
from tests.cli.test_today import FIRST, SECOND, THIRD, WHY, day, morning
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


@pytest.mark.parametrize("opened", ["today", "2 weeks ago"])
def test_the_risk_at_the_intake_answers_no_danger(run: Run, opened: str) -> None:
    new = ("--plain", "new", "--alias", "Anak B", "--size", "individual", "--risk", "critical", "--opened", opened)
    code = run(*new).out.strip()
    told = run("review", "done", code)
    assert "nothing was done for it today" in told.out
    assert any(line.startswith(f"{code}  Anak B: ") for line in block(run("today", "--done").out, "Needs you still"))
    assert f"{code}  Anak B: 1 case taken in" in block(run("today", "--done").out, "Done")
    assert run("contact", code, "--mode", "phone", "--outcome", "reached").code == 0
    assert "nothing was done" not in run("review", "done", code).out


def test_one_act_is_counted_once_by_whatever_name(run: Run, folder: Path) -> None:
    assert run("contact", FIRST, "--mode", "phone", "--outcome", "reached", "Seen").code == 0
    assert run("review", "done", FIRST).code == 0
    with open_casebook(folder) as book:
        (draft,) = book.draft_notes(FIRST)
        book.sign_note(draft.id)
        acts = ["group_note", *["advance"] * 3, "monitor"]
        book.add_group_note([FIRST, SECOND], body="The group met", mode="group", sign=True)
        for _step in range(3):
            book.advance(FIRST, WHY)
        book.to_monitoring(FIRST, WHY)
        book.looked_at(FIRST, acts=("contact", "sign_note", *acts))
        book.looked_at(SECOND, acts=("note", "discard_note"))
    assert run("note", SECOND, "Seen", "--mode", "office", "--sign").code == 0
    expected = ["1 contact, 1 note, 1 note signed, 4 changes of phase", "2 notes"]
    for _again in range(2):
        assert [line.partition(": ")[2] for line in block(run("today", "--done").out, "Done")] == expected
        run("review", "done", FIRST)


@pytest.mark.parametrize("act", [("contact",), ("contact", "--sign"), ("monitor",), ("group",), ("draft",)])
def test_what_was_undone_waits_again_by_whatever_name_it_was_found(
    run: Run, folder: Path, act: tuple[str, ...]
) -> None:
    with open_casebook(folder) as book:
        for _step in range(3 if act == ("monitor",) else 0):
            book.clock = lambda: MORNING - timedelta(days=1)
            book.advance(SECOND, WHY)
    with open_casebook(folder) as book:
        if act == ("group",):
            book.add_group_note([SECOND, FIRST], body="The group met", mode="group", sign=True)
    reached = ("--mode", "phone", "--outcome", "reached")
    if act == ("draft",):
        assert run("note", SECOND, "Seen", "--mode", "office").code == 0
    elif act == ("monitor",):
        assert run("monitor", SECOND, "--reason", WHY).code == 0
    elif act != ("group",):
        assert run(act[0], SECOND, "Seen", *reached, *act[1:]).code == 0
    assert "was looked at. " in run("review", "done", SECOND).out
    assert SECOND not in "".join(block(run("today", "--done").out, "Needs you still"))
    assert run("undo").code == 0
    assert SECOND in "".join(block(run("today", "--done").out, "Needs you still"))


def test_what_was_done_for_a_case_that_was_filed_since_is_told(run: Run, folder: Path) -> None:
    ending = {"reason": "moved", "outcome": "same", "summary": "s", "notice": "agreed", "override": WHY}
    with open_casebook(folder) as book:
        book.terminate(THIRD, **ending)
        book.file_away(THIRD)
    assert f"{THIRD}  Forum: 1 case closed" in block(run("today", "--done").out, "Done")
    yesterday = block("\n" + run("today", "--done", "--day", "yesterday").out.lstrip("\n"), "Done")
    assert f"{THIRD}  Forum: 1 note" in yesterday


def test_a_day_that_has_not_come_is_refused(run: Run) -> None:
    told = run("today", "--done", "--day", "tomorrow")
    assert (told.code, told.out, told.err.strip()) == (1, "", "--day: This day has not come yet.")


def test_the_review_is_heard_with_a_name_before_each_fact(run: Run) -> None:
    assert run("put-off", FIRST, "--until", str(day(3)), "--reason", "Ill").code == 0
    lines = run("--plain", "today").out.splitlines()
    assert f"    Code: {FIRST}; Alias: Bu S; Put off: until 24 Nov 2026: Ill" in lines
    (coming,) = [line for line in lines if FIRST in line and "Write" in line]
    assert coming.startswith(f"    Day: Monday, 23 Nov 2026; Code: {FIRST}; Alias: Bu S; Reason: ")
    assert [line for line in lines if line.startswith("    ") and ": " not in line and "backup" not in line] == []
    assert any(line.startswith("    Reason: ") for line in lines)
