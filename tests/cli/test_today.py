"""`lingkar today`, and two answers to it: `lingkar contact` and `lingkar put-off`."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from icalendar import Calendar

from store import open_casebook
from store.model import Flag, Task
from tests.cli.conftest import Run, contents
from tests.cli.test_process import PROBE
from tests.conftest import MORNING

TODAY = MORNING.date()
FIRST, SECOND, THIRD = "K-2026-001", "K-2026-002", "K-2026-003"
WHY = "A reason that is long enough to pass."


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


@pytest.fixture
def morning(folder: Path) -> Path:
    """A danger, a task that is late, and a case that can wait."""
    began = MORNING - timedelta(days=9)
    with open_casebook(folder, clock=lambda: began) as book:
        book.add_case(alias="Bu S", size="family", risk_level="medium", next_contact=day(5))
        book.add_case(alias="[/] Ms L", size="individual", risk_level="low", next_contact=day(3))
        book.add_case(alias="Forum", size="society", risk_level="low", next_contact=day(3))
        for code in (FIRST, SECOND, THIRD):
            book.clock = lambda: MORNING - timedelta(days=1)
            book.add_note(code, body="Met", mode="office", sign=True)
        book.add(Flag, SECOND, type="sexual_violence", level="high", since=day(-9), safety_plan="Her aunt")
        book.add(Task, FIRST, text="Call \x1bthe\n\u202eschool", due=day(-3))
        book.add(Task, FIRST, text="Write", due=day(2))
    return folder


def seen(run: Run, *args: str) -> Any:
    shown = run("today", "--json", *args)
    assert (shown.code, shown.err) == (0, "")
    return json.loads(shown.out)


def ics(run: Run) -> list[tuple[date, str]]:
    shown = run("today", "--ics", "-o", "-")
    assert shown.code == 0
    return [(one["dtstart"].dt, str(one["summary"])) for one in Calendar.from_ical(shown.out).walk("VEVENT")]


# Text


def test_the_cases_that_wait_with_their_reasons(morning: Path, run: Run) -> None:
    before = contents(morning)
    shown = run("today")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.splitlines() == [
        "2 cases need you today",
        "",
        "K-2026-002  [/] Ms L · Engagement · low risk · HIGH DANGER",
        "    Sexual violence, high: open for 9 days",
        "    Last reached 1 day ago; limit 1",
        "    soon: In Engagement for 9 days; limit 14",
        "",
        "K-2026-001  Bu S · Engagement · medium risk",
        "    Task “Call the school”: 18 Nov 2026 (3 days late)",
        "    soon: Task “Write”: 23 Nov 2026 (2 days)",
        "    soon: In Engagement for 9 days; limit 14",
        "",
        "About the book as a whole",
        "    There is no backup outside this laptop yet",
        "",
        "The week ahead",
        "Monday, 23 Nov 2026",
        "    K-2026-001  Bu S: Last reached 1 day ago; limit 3",
        "    K-2026-001  Bu S: Task “Write”: 23 Nov 2026 (2 days)",
        "Tuesday, 24 Nov 2026",
        "    K-2026-002  [/] Ms L: Contact planned: 24 Nov 2026 (3 days)",
        "    K-2026-003  Forum: Contact planned: 24 Nov 2026 (3 days)",
        "Thursday, 26 Nov 2026",
        "    K-2026-001  Bu S: Contact planned: 26 Nov 2026 (5 days)",
        "    K-2026-001  Bu S: In Engagement for 9 days; limit 14",
        "    K-2026-002  [/] Ms L: In Engagement for 9 days; limit 14",
        "    K-2026-003  Forum: In Engagement for 9 days; limit 14",
    ]
    assert contents(morning) == before


def test_what_was_done_today_and_what_was_put_off(morning: Path, run: Run) -> None:
    with open_casebook(morning) as book:
        book.put_off(FIRST, day(3), "Away with\nthe family")
        book.looked_at(FIRST, left=True, acts=("contact", "put_off", "finish", "reschedule"))
        book.looked_at(SECOND, left=True)
        book.add(Task, THIRD, text="Call", due=day(-1))
        book.put_off(THIRD, day(3), "Ill")
        handed = {"reason": "transferred", "receiver": "UPTD PPA", "notice": "agreed"}
        book.terminate(SECOND, outcome="same", summary="s", override=WHY, **handed)
        book.book_looked_at()
    lines = run("today").out.splitlines()
    assert lines.pop(1) == "2 cases are put off, the first until 24 Nov 2026."
    assert lines[:8] == [
        "Nobody needs you today.",
        "",
        "Looked at already",
        "    K-2026-001  Bu S: 1 contact, 1 task done, 1 task moved, 1 case put off",
        "    K-2026-002  [/] Ms L: looked at",
        "",
        "Put off",
        "    K-2026-001  Bu S: put off until 24 Nov 2026: Away with the family",
    ]
    assert lines[8] == "    K-2026-003  Forum: put off until 24 Nov 2026: Ill"
    assert lines[10] == "The week ahead"  # what concerns the book was looked at too


def test_what_came_due_since_a_case_was_put_off_says_so(morning: Path, run: Run) -> None:
    with open_casebook(morning) as book:
        book.add(Task, SECOND, text="Call", due=day(-1))
        book.put_off(SECOND, day(3), "Ill")
        book.add(Task, SECOND, text="Write", due=day(-1))
    lines = run("today").out.splitlines()
    head = lines.index("K-2026-002  [/] Ms L · Engagement · low risk · HIGH DANGER")  # a danger is never put off
    assert "    put off until 24 Nov 2026: Ill" in lines[head:]
    assert not [line for line in lines if "“Call”" in line]
    assert [line for line in lines if "“Write”" in line], "what was not there when it was put off"
    assert "Put off" not in lines


def test_a_danger_is_never_put_off_and_the_command_says_so(morning: Path, run: Run) -> None:
    with open_casebook(morning) as book:
        only = book.add_case(alias="B", size="individual", risk_level="low").code
        book.add(Flag, only, type="medical", level="high", safety_plan="x")
    told = run("put-off", only, "--until", "2026-11-24", "--reason", "Away")
    assert (told.code, told.out) == (1, "")
    assert f"A danger is never put off, and nothing else is due in {only} today." in told.err
    with open_casebook(morning) as book:
        book.remove(book.parts(Flag, only)[0])
    told = run("put-off", SECOND, "--until", "2026-11-24", "--reason", "Away")
    assert told.code == 0
    assert "Not put off: Sexual violence, high: open for 9 days" in told.out
    with open_casebook(morning) as book:  # as the review on the screen leaves it
        book.looked_at(SECOND, acts=("put_off",), left=True)
        book.change(next(one for one in book.parts(Task, FIRST) if one.due == day(-3)), status="done")
    assert "1 case needs you today\n1 case is put off, until 24 Nov 2026." in run("today").out
    assert SECOND in run("list").out.splitlines()[0]


def test_another_day(morning: Path, run: Run) -> None:
    assert run("today", "--day", "2026-12-24").out.startswith("3 cases need you on 24 Dec 2026\n")
    assert run("today", "--day", "tomorrow").out.startswith("2 cases need you on 22 Nov 2026\n")
    assert seen(run, "--day", "2026-12-24")["day"] == "2026-12-24"
    assert run("today", "--day", "soon").code == 2


def test_an_empty_book(run: Run, folder: Path) -> None:
    assert run("today").code == 1  # no book at all
    with open_casebook(folder):
        pass
    empty = run("today")
    assert (empty.code, empty.out) == (0, "Nobody needs you today.\n\nNothing comes due in the week ahead.\n")
    assert run("today", "--day", "+1").out.startswith("Nobody needs you on 22 Nov 2026.\n")
    assert seen(run) == {
        "day": "2026-11-21", "waiting": [], "looked": [], "put_off": [], "coming": [], "retention": [],
        "backup": None, "copies": 0, "book_looked_at": False,
    }  # fmt: skip


def test_records_that_may_be_destroyed(run: Run, folder: Path) -> None:
    with open_casebook(folder, clock=lambda: datetime(2026, 11, 20, 9, tzinfo=MORNING.tzinfo)) as book:
        book.add_case(alias="A", size="individual", opened=date(2015, 1, 1))
        book.terminate(
            "K-2015-001", reason="moved", outcome="same", summary="s", notice="agreed", override=WHY,
            closed=date(2015, 3, 1),
        )  # fmt: skip
    until = seen(run)["retention"]
    assert until == [{"code": "K-2015-001", "until": "2022-03-01"}]
    assert "    K-2015-001: had to be kept until 1 Mar 2022; the record may be destroyed\n" in run("today").out


def test_in_indonesian(morning: Path, run: Run) -> None:
    lines = run("--lang", "id", "today").out.splitlines()
    assert lines[0] == "2 kasus menunggu Anda hari ini"
    assert lines[2].startswith("K-2026-002  [/] Ms L · ")
    assert "Sepekan ke depan" in lines
    assert not {"Engagement", "soon", "Last", "Task"} & set(re.findall(r"\w+", "\n".join(lines)))
    listed = run("--lang", "id", "list").out.splitlines()
    assert [line.endswith("\tmenunggu Anda hari ini") for line in listed] == [True, True, False]


# JSON


def test_json_has_every_reason_with_its_numbers(morning: Path, run: Run) -> None:
    with open_casebook(morning) as book:
        book.looked_at(FIRST, acts=("note",))
        task = next(one.id for one in book.parts(Task, FIRST) if one.due == day(-3))
    found = seen(run)
    assert [one["code"] for one in found["waiting"]] == [SECOND, FIRST]  # come to, but not left
    assert {key: found["waiting"][1][key] for key in ("alias", "phase", "status", "level", "risk_level")} == {
        "alias": "Bu S", "phase": "engagement", "status": "active", "level": "micro", "risk_level": "medium",
    }  # fmt: skip
    assert found["waiting"][0]["worst_risk"] == "high"
    assert found["waiting"][1]["findings"] == [{
        "rule": "task", "section": 4, "safety": False, "due": "2026-11-18", "late": 3, "since": None, "days": None,
        "limit": None, "id": task, "text": "Task “Call the school”: 18 Nov 2026 (3 days late)",
    }]  # fmt: skip
    contact = found["waiting"][0]["findings"][1]
    assert (contact["rule"], contact["since"], contact["days"], contact["limit"]) == ("contact", "2026-11-20", 1, 1)
    assert found["waiting"][0]["findings"][0]["safety"] is True
    assert [one["late"] for one in found["waiting"][1]["soon"]] == [-2, -5]
    assert [(one["code"], one["acts"], one["left"]) for one in found["looked"]] == [(FIRST, ["note"], False)]
    assert found["coming"][0]["code"] == FIRST
    assert found["coming"][0]["finding"]["due"] == "2026-11-23"
    assert (found["backup"]["last"], found["backup"]["days"]) == (None, 9)


def test_json_keeps_what_was_put_off_apart(morning: Path, run: Run) -> None:
    assert run("put-off", FIRST, "--until", "+3", "--reason", "Ill").code == 0
    found = seen(run)
    (later,) = found["put_off"]
    assert later["put_off"] == {"on": "2026-11-21", "until": "2026-11-24", "reason": "Ill"}
    assert [one["rule"] for one in later["quiet"]] == ["task"]
    assert [one["code"] for one in found["waiting"]] == [SECOND]
    with open_casebook(morning) as book:
        book.looked_at(SECOND, left=True)
    assert [one["code"] for one in seen(run)["waiting"]] == [SECOND], "in danger, and nothing was done"
    assert run("today").out.startswith("1 case needs you today\n")
    with open_casebook(morning) as book:
        book.looked_at(SECOND, acts=("contact",))
    assert seen(run)["waiting"] == []


# The calendar


def test_the_calendar_is_written_whole_and_the_book_knows(morning: Path, run: Run, tmp_path: Path) -> None:
    to = tmp_path / "out"
    to.mkdir()
    wrote = run("today", "--ics", "-o", to)
    (file,) = to.iterdir()
    assert (wrote.code, wrote.out, file.name) == (0, f"{file}\n", "lingkar_calendar_2026-11-21.ics")
    assert "one of its own" in wrote.err
    assert file.read_bytes().count(b"\r\n") == file.read_bytes().count(b"\n")
    events = ics(run)
    assert (TODAY, "K-2026-001: task") in events
    assert not [summary for _day, summary in events if re.search("Bu S|school", summary)]
    with open_casebook(morning) as book:
        assert [one.path for one in book.outside()] == [str(file), "-"]
        assert set(book.outside()[0].codes) == {FIRST, SECOND, THIRD}


def test_without_a_path_it_goes_into_the_current_folder(
    morning: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("today", "--ics").out == f"{tmp_path / 'lingkar_calendar_2026-11-21.ics'}\n"


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["today", "-o", "x.ics"], 2, "needs --ics"),
        (["today", "--ics", "--json"], 2, "not allowed with"),
        (["today", "--ics", "-o", "gone/x.ics"], 1, "There is no folder"),
        (["contact", FIRST], 2, "required: --mode, --outcome"),
        (["contact", FIRST, "--mode", "pigeon", "--outcome", "reached"], 2, "there are home_visit"),
        (["contact", "K-1999-001", "--mode", "phone", "--outcome", "reached"], 1, "There is no case"),
        (["contact", FIRST, "-", "--mode", "phone", "--outcome", "reached"], 1, "has no text"),
        (["put-off", FIRST, "--reason", "x"], 2, "required: --until"),
        (["put-off", FIRST, "--until", "today", "--reason", "x"], 1, "come already"),
        (["put-off", FIRST, "--until", "tomorrow", "--reason", " "], 1, "needs a reason"),
        (["put-off", "K-1999-001", "--until", "tomorrow", "--reason", "x"], 1, "There is no case"),
    ],
)
def test_refused_in_a_sentence_with_nothing_changed(
    morning: Path, run: Run, args: list[str], code: int, says: str
) -> None:
    before = contents(morning)
    refused = run(*args)
    assert (refused.code, refused.out) == (code, "")
    assert says in refused.err
    assert contents(morning) == before


def test_with_nothing_ahead_no_calendar(run: Run, folder: Path, tmp_path: Path) -> None:
    with open_casebook(folder):
        pass
    refused = run("today", "--ics", "-o", tmp_path / "x.ics")
    assert (refused.code, (tmp_path / "x.ics").exists()) == (1, False)
    assert refused.err.startswith("Nothing lies ahead in any case")


def test_while_the_board_is_open_it_reads_and_only_a_calendar_leaves(morning: Path, run: Run) -> None:
    with open_casebook(morning):
        assert run("today").out.startswith("2 cases need you today\n")
        assert len(seen(run)["waiting"]) == 2
        printed = run("today", "--ics", "-o", "-")  # case codes and days: it needs no lock, and says what that costs
        assert (printed.code, printed.out.startswith("BEGIN:VCALENDAR")) == (0, True)
        assert "the list of copies does not have this calendar" in printed.err
        assert run("put-off", FIRST, "--until", "+3", "--reason", "x").code == 4


# The answers


def test_a_contact_is_a_draft_without_words(morning: Path, run: Run) -> None:
    done = run("contact", SECOND, "--mode", "phone", "--outcome", "reached", "--at", "2026-11-21T06:30", "--next", "+7")
    assert done.code == 0
    assert done.out.splitlines()[0] == f"Contact with {SECOND} written down"
    case = json.loads(run("show", SECOND, "--json").out)
    note = case["notes"][0]
    assert (note["body"], note["status"], note["mode"], note["outcome"]) == ("", "draft", "phone", "reached")
    assert datetime.fromisoformat(note["contact_at"]) == MORNING - timedelta(minutes=30)
    assert case["next_contact"] == "2026-11-28"
    assert [one["rule"] for one in seen(run)["waiting"][0]["findings"]] == ["open_danger"]  # was reached today
    assert run("undo").code == 0
    assert len(json.loads(run("show", SECOND, "--json").out)["notes"]) == 1


def test_a_few_words_come_from_the_line_or_standard_input(morning: Path, run: Run) -> None:
    how = ("--mode", "phone", "--outcome", "no_answer")
    assert run("contact", FIRST, "No \x1b\u202eanswer", *how).code == 0
    assert run("contact", FIRST, "-", *how, stdin="Nobody in — 10:30".encode()).code == 0
    bodies = {note["body"] for note in json.loads(run("show", FIRST, "--json").out)["notes"]}
    assert bodies == {"Met", "No answer", "Nobody in — 10:30"}


def test_a_case_is_put_off(morning: Path, run: Run) -> None:
    done = run("put-off", FIRST, "--until", "24 Nov 2026", "--reason", "Ill")
    assert (done.code, done.out.splitlines()[0]) == (0, f"{FIRST} put off until 24 Nov 2026")
    assert run("today").out.startswith("1 case needs you today\n")
    assert run("undo").code == 0
    assert run("today").out.startswith("2 cases need you today\n")


def test_the_list_marks_who_waits(morning: Path, run: Run) -> None:
    assert {line[:10]: line.endswith("\tneeds you today") for line in run("list").out.splitlines()} == {
        FIRST: True, SECOND: True, THIRD: False,
    }  # fmt: skip
    with open_casebook(morning) as book:
        book.looked_at(FIRST, left=True)
    marked = [line[:10] for line in run("list").out.splitlines() if line.endswith("\tneeds you today")]
    assert marked == [SECOND, FIRST], "its task was not done"
    with open_casebook(morning) as book:
        book.change(next(one for one in book.parts(Task, FIRST) if one.due == day(-3)), status="done")
    listed = json.loads(run("list", "--json").out)
    assert {one["code"]: one["needs_today"] for one in listed} == {FIRST: False, SECOND: True, THIRD: False}


@pytest.mark.parametrize("args", [[], ["--json"]])
def test_it_loads_neither_screen_nor_calendar(morning: Path, args: list[str]) -> None:
    probe = PROBE.replace('"textual",', '"textual", "icalendar",')
    done = subprocess.run(
        [sys.executable, "-c", probe, json.dumps(["today", *args])],
        env={**os.environ, "LINGKAR_HOME": str(morning)}, capture_output=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout.splitlines()[-1]) == [0, []]


def test_the_calendar_loads_no_screen(morning: Path) -> None:
    typed = json.dumps(["today", "--ics", "-o", "-"])
    environ = {**os.environ, "LINGKAR_HOME": str(morning)}
    done = subprocess.run([sys.executable, "-c", PROBE, typed], env=environ, capture_output=True, check=True)
    assert done.stdout.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert json.loads(done.stdout.splitlines()[-1]) == [0, []]
