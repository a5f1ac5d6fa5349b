"""`lingkar search`: cases and notes, in the archive too, one a line."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from store import open_casebook
from store.query import VALUES, Field
from tests.cli.conftest import Run, contents
from tests.cli.test_process import PROBE
from tests.conftest import MORNING

FIRST, SECOND, OLD = "K-2026-001", "K-2026-002", "K-2020-001"
WHY = "A reason that is long enough to pass."


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def told(folder: Path) -> Path:
    """Two open cases, one archived; school is spoken of in all three."""
    visit = datetime(2026, 11, 20, 10, 30, tzinfo=MORNING.tzinfo)
    with open_casebook(folder) as book:
        book.add_case(alias="Old", size="family", opened=date(2020, 1, 1))
        book.add_note(OLD, body="Back at school", mode="office", sign=True, at=visit - timedelta(days=900))
        book.terminate(OLD, reason="moved", outcome="same", summary="s", notice="agreed", override=WHY,
                       closed=date(2024, 6, 9))  # fmt: skip
        book.compact()
        book.file_away(OLD)
        book.add_case(alias="[/] Bu S", size="family", presenting_problem="No school\nand no rent", tags="café")
        book.add_case(alias="Forum", size="society")
        book.add_note(
            FIRST, body="Word " * 60 + "the SCHÓOL\x1b at\n10:30 " + "word " * 60, mode="home_visit", at=visit
        )
        book.add_note(SECOND, body="School desks", mode="phone", sign=True, at=visit)
    return folder


def test_hits_one_a_line_those_of_the_archive_after(told: Path, run: Run) -> None:
    before = contents(told)
    shown = run("search", "school")
    assert (shown.code, shown.err) == (0, "")
    first, *notes, old = shown.out.splitlines()
    assert first == "K-2026-001 · [/] Bu S · 21 Nov 2026 · case: No school and no rent"
    assert "K-2026-002 · Forum · 20 Nov 2026 · Telephone: School desks" in notes
    (visit,) = [line for line in notes if line.startswith(FIRST)]
    assert visit.startswith("K-2026-001 · [/] Bu S · 20 Nov 2026 · Home visit · Draft: …")
    assert "word the SCHÓOL at 10:30 word" in visit.replace("Word", "word")
    assert len(visit) < 180
    assert old == "K-2020-001 · Old · 3 Jun 2024 · Meeting at the office · archived: Back at school"
    assert contents(told) == before


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (["SCHOOL", "desk"], [SECOND]), (["school", "level:micro", "mode:home"], [FIRST]), (["cafe", "rent"], [FIRST]),
        (["level:macro"], [SECOND]), (["from:2024-06", "to:2024-06"], [OLD]), (["10:30"], [FIRST]),
        (['"at 10:30"'], [FIRST]), (["10:30 at"], [FIRST]), (['"10:30 at"'], []), (["has:draft"], [FIRST]),
        (["LEVEL:makro"], [SECOND]),
    ],
)  # fmt: skip
def test_words_and_conditions(told: Path, run: Run, typed: list[str], found: list[str]) -> None:
    shown = run("search", *typed)
    assert [line[:10] for line in shown.out.splitlines()] == found
    assert shown.err == ("" if found else "Nothing was found.\n")


def test_the_archive_stays_closed_where_that_is_asked(told: Path, run: Run) -> None:
    (told / "archive").rename(told / "elsewhere")
    shown = run("search", "school", "--no-archive")
    assert (shown.code, shown.out.count("\n"), shown.err) == (0, 3, "")
    shown = run("search", "school")
    assert (shown.code, shown.out.count("\n")) == (5, 3)  # what is there is shown all the same
    assert "archive" in shown.err


def test_of_a_draft_nobody_said_what_contact_it_was(told: Path, run: Run) -> None:
    with open_casebook(told) as book:
        book.add_note(SECOND, body="Zebra")
    assert run("search", "zebra").out.splitlines()[0].endswith(" · Draft: Zebra")
    for how in ((), ("--plain",)):
        assert "Administration" not in run(*how, "search", "zebra").out


def test_the_id_of_a_note_is_as_short_as_the_list_of_notes_has_it(told: Path, run: Run) -> None:
    listed = "".join(run("notes", code).out for code in (FIRST, SECOND, OLD))
    rows = run("--plain", "search", "school").out.splitlines()
    ids = dict(re.findall(r"^Code: (\S+);.*; Note: ([0-9a-f]+)", "\n".join(rows), re.M))
    assert {SECOND, OLD} <= set(ids)
    for code, id in ids.items():
        assert f"Note {id}: " in listed
        assert run("show", code, id).code == 0


def test_json(told: Path, run: Run) -> None:
    hits = json.loads(run("search", "school", "--json").out)
    assert [(hit["code"], hit["archived"]) for hit in (hits[0], hits[-1])] == [(FIRST, False), (OLD, True)]
    notes = {note["id"] for note in json.loads(run("show", SECOND, "--json").out)["notes"]}
    (desk,) = [hit for hit in hits if hit["code"] == SECOND]
    assert desk["note"] in notes
    assert {**desk, "note": None} == {
        "code": SECOND, "alias": "Forum", "note": None, "day": "2026-11-20", "mode": "phone", "status": "signed",
        "archived": False, "context": "School desks",
    }  # fmt: skip
    assert (hits[0]["note"], hits[0]["mode"]) == (None, None)
    nothing = run("search", "zebra", "--json")
    assert (nothing.code, nothing.out, nothing.err) == (0, "[]\n", "")


def test_what_does_not_fit_is_said_and_left_out(told: Path, run: Run) -> None:
    shown = run("search", "desks", "level:giant", "from:soon")
    assert (shown.code, shown.out.count("\n")) == (0, 1)
    assert [line[:12] for line in shown.err.splitlines()] == ["level:giant:", "from:soon: l"]
    for typed in ("level:giant", " ", "\x1b"):
        refused = run("search", typed)
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.splitlines()[-1] == "There is nothing left to search for."
    assert run("search").code == 2


def test_control_characters_never_reach_the_terminal(told: Path, run: Run) -> None:
    for typed in ("\x1b[31mdesks", "level:\x1b]0;x\x07", "tag:\u202e", "school"):
        shown = run("search", typed)
        assert not set("\x1b\x07\u202e") & set(shown.out + shown.err)


def test_an_empty_book_and_none(run: Run, folder: Path) -> None:
    assert run("search", "school").code == 1
    assert not folder.exists()
    with open_casebook(folder):
        pass
    found = run("search", "school")
    assert (found.code, found.out, found.err) == (0, "", "Nothing was found.\n")


def test_while_the_board_is_open(told: Path, run: Run) -> None:
    with open_casebook(told):
        assert run("search", "desks").out.startswith(SECOND)


def test_in_indonesian(told: Path, run: Run) -> None:
    lines = run("--lang", "id", "search", "school").out.splitlines()
    assert lines[0].startswith("K-2026-001 · [/] Bu S · 21 Nov 2026 · kasus: No school")
    assert lines[-1] == "K-2020-001 · Old · 3 Jun 2024 · Pertemuan di kantor · diarsipkan: Back at school"
    assert run("--lang", "id", "search", "zebra").err == "Tidak ada yang ditemukan.\n"


def test_the_help_lists_every_condition_and_value(run: Run) -> None:
    lines = run("search", "--help").out.splitlines()
    for field in Field:
        (line,) = [line for line in lines if line.startswith(f"  {field}:")]
        assert all(value in line for value in VALUES.get(field, ()))


def test_it_loads_no_screen(told: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(["search", "school"])],
        env={**os.environ, "LINGKAR_HOME": str(told)}, capture_output=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout.splitlines()[-1]) == [0, []]
