"""Each command does what its act does, and says so plainly."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from store import open_casebook
from tests.cli.conftest import Run

REASON = "The court day comes before we can meet again"


def fields(run: Run, code: str) -> dict[str, object]:
    shown = run("show", code, "--json")
    assert shown.code == 0
    found: dict[str, object] = json.loads(shown.out)
    return found


def test_new_prints_the_code_only(run: Run, case: str) -> None:
    assert case.startswith("K-")
    assert fields(run, case) | {
        "alias": "Bu S", "size": "family", "level": "micro", "presenting_problem": "Rent", "consent": "verbal",
        "risk_level": "low", "phase": "engagement", "status": "active",
    } == fields(run, case)  # fmt: skip


def test_new_with_every_field(run: Run) -> None:
    made = run(
        "--plain", "new", "--alias", "X", "--size", "community", "--level", "mezzo", "--field", "rape_crisis",
        "--problem", "P", "--client-name", "N", "--source", "hotline", "--consent", "written", "--risk", "high",
        "--origin", "O", "--next-contact", "2026-12-01", "--next-review", "1 Feb 2027", "--tags", "b, A",
        "--opened", "2025-05-03",
    )  # fmt: skip
    assert made.out == "K-2025-001\n"
    expected = {
        "level": "mezzo", "level_confirmed": True, "field": "rape_crisis", "client_name": "N",
        "intake_source": "hotline", "origin_environment": "O", "next_contact": "2026-12-01",
        "next_review": "2027-02-01", "tags": ["b", "a"], "opened": "2025-05-03",
    }  # fmt: skip
    assert fields(run, "K-2025-001") | expected == fields(run, "K-2025-001")


def test_edit_changes_what_was_named_and_clears_with_an_empty_value(run: Run, case: str) -> None:
    assert run("edit", case, "--alias", "Bu T", "--risk", "", "--next-contact", "2026-12-01").code == 0
    found = fields(run, case)
    assert (found["alias"], found["risk_level"], found["presenting_problem"]) == ("Bu T", None, "Rent")
    assert run("edit", case, "--next-contact", "").code == 0
    assert fields(run, case)["next_contact"] is None


@pytest.mark.parametrize(
    ("typed", "ahead"), [("+7", 7), ("-1", -1), ("besok", 1), ("today", 0), ("tomorrow", 1), ("kemarin", -1)]
)
def test_days_are_read_as_the_forms_read_them(run: Run, case: str, typed: str, ahead: int) -> None:
    expected = {date.today() + timedelta(days=ahead)}
    assert run("edit", case, "--next-review", typed).code == 0
    expected.add(date.today() + timedelta(days=ahead))  # midnight may have passed
    assert fields(run, case)["next_review"] in {day.isoformat() for day in expected}


@pytest.mark.parametrize("typed", ["20 Nov 2026", "20/11/2026", "2026-11-20", "Fri 20 November 2026"])
def test_every_option_that_is_a_day_takes_every_form(run: Run, typed: str) -> None:
    code = run(
        "--plain", "new", "--alias", "A", "--size", "family", "--opened", typed, "--next-review", typed
    ).out.strip()  # fmt: skip
    later = typed.replace("2026", "2126").removeprefix("Fri ")
    assert run("hold", code, "--reason", "Away", "--until", later).code == 0
    found = fields(run, code)
    assert (found["opened"], found["next_review"]) == ("2026-11-20", "2026-11-20")
    assert isinstance(found["hold"], dict)
    assert found["hold"]["until"] == "2126-11-20"


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-05-20T09:30", datetime(2026, 5, 20, 9, 30)),
        ("20 May 2026 09.30", datetime(2026, 5, 20, 9, 30)),
        ("20 Mei 2026 09:30", datetime(2026, 5, 20, 9, 30)),
        ("2026-05-20T09:30+07:00", datetime(2026, 5, 20, 2, 30, tzinfo=UTC)),
        ("2026-05-20", datetime(2026, 5, 20)),
    ],
)
def test_the_moment_of_a_note(run: Run, case: str, typed: str, moment: datetime) -> None:
    assert run("note", case, "Seen", "--at", typed).code == 0
    notes = fields(run, case)["notes"]
    assert isinstance(notes, list)
    assert datetime.fromisoformat(notes[0]["contact_at"]) == moment.astimezone()


def test_what_is_only_advised_is_said_beside_the_act(run: Run, case: str) -> None:
    moved = run("advance", case)
    assert (moved.code, moved.out) == (0, f"{case} to Assessment\n")
    assert moved.err.splitlines() == [
        "Advice: Reach the client for a first contact, and sign its note",
        "Advice: Explain roles, confidentiality and its limits",
        "Advice: Name the environment of origin",
    ]
    assert run("advance", case).err.startswith(f"{case} stays in Assessment.")  # what is needed is no advice
    ended = run(
        "terminate", case, "--reason", "goals_met", "--outcome", "better", "--summary", "Done", "--notice", "agreed"
    )  # fmt: skip
    assert (ended.code, ended.err) == (
        0, "Advice: Prepare what else the reason asks for\n",
    )  # fmt: skip


def test_an_override_is_not_advice(run: Run, case: str) -> None:
    for _phase in ("assessment", "planning", "intervention"):
        moved = run("advance", case, "--reason", REASON)
        assert moved.code == 0
    assert "Name the team and the referrals" in moved.err
    assert "A review date is set" not in moved.err
    assert run("monitor", case).err == "Advice: Write and sign a note of a contact since the plan\n"


def test_a_case_walks_the_whole_cycle(run: Run, case: str) -> None:
    def phase() -> object:
        return fields(run, case)["phase"]

    assert run("advance", case).code == 0
    assert phase() == "assessment"
    assert run("edit", case, "--risk", "low").code == 0
    assert run("advance", case).out == f"{case} to Planning\n"
    assert run("advance", case, "--reason", REASON).code == 0  # no goal and no review date
    assert run("back", case, "planning", "--reason", "The plan was wrong").code == 0
    assert phase() == "planning"
    run("edit", case, "--next-review", "2027-01-01")
    assert "At least one goal" in run("advance", case).err
    assert run("advance", case, "--reason", REASON).code == 0
    assert run("monitor", case).out == f"{case} to Monitoring\n"
    assert run("back", case, "implementation", "--reason", "Too early").code == 0
    assert phase() == "intervention"
    assert run("advance", case).code == 0
    assert run("hold", case, "--reason", "Away", "--until", "2026-12-24").code == 0
    assert fields(run, case)["status"] == "on_hold"
    assert run("resume", case).code == 0
    ended = run(
        "terminate", case, "--reason", "goals_met", "--outcome", "better", "--summary", "Done", "--notice", "agreed",
        "--return-plan", "Stays", "--unmet-needs", "Rent", "--aftercare", "2026-12-01", "2027-01-01",
    )  # fmt: skip
    assert (ended.code, ended.out) == (0, f"{case} closed\n")
    found = fields(run, case)
    assert isinstance(found["closure"], dict)
    assert found["closure"]["aftercare"] == ["2026-12-01", "2027-01-01"]
    assert run("undo").out == f"Undone: {case} closed\n"
    assert phase() == "evaluation"
    assert run("redo").code == 0
    again = run("reopen", case, "assessment", "--reason", "Back again", "--next-contact", "+7")
    assert again.code == 0
    assert (phase(), fields(run, case)["episode"]) == ("assessment", 2)
    assert fields(run, case)["next_contact"]
    history = fields(run, case)["history"]
    assert isinstance(history, list)
    assert [move["kind"] for move in history][-4:] == ["held", "resumed", "terminated", "reopened"]


def test_an_override_is_kept_and_shown(run: Run) -> None:
    code = run("--plain", "new", "--alias", "A", "--size", "individual").out.strip()
    assert run("advance", code, "--reason", REASON).code == 0
    shown = run("show", code).out
    assert f"  Reason: {REASON}" in shown
    assert "  Not met: Consent or another legal basis is recorded" in shown


def test_tick_and_gate(run: Run, case: str) -> None:
    line = f"advised: Explain roles, confidentiality and its limits\n    lingkar tick {case} roles\n"
    assert line in run("gate", case).out
    assert run("tick", case, "roles").code == 0
    assert "met: Roles, confidentiality and its limits were explained" in run("gate", case).out
    assert run("tick", case, "roles", "--undo").code == 0
    assert line in run("gate", case).out


def test_how_the_contact_was_is_said_with_the_signature(run: Run, case: str) -> None:
    run("note", case, "Only text")
    said = run("notes", case).out
    assert "How: contact not chosen yet; Status" in said
    (note,) = fields(run, case)["notes"]  # type: ignore[misc]
    assert run("sign", case, note["id"][:8], "--mode", "phone", "--outcome", "no_answer").code == 0
    (note,) = fields(run, case)["notes"]  # type: ignore[misc]
    assert (note["mode"], note["outcome"], note["status"]) == ("phone", "no_answer", "signed")


def test_notes_from_the_line_and_from_standard_input(run: Run, case: str) -> None:
    run(
        "note", case, "First", "--mode", "home_visit", "--outcome", "no_answer", "--at", "2026-11-20T09:30", "--private"
    )
    run(
        "note",
        case,
        "-",
        "--mode",
        "admin",
        "--sign",
        "--format",
        "SOAP",
        stdin="\ufeffS: calm\r\nO: thin — ok\n".encode(),
    )
    run("note", case, stdin=b"x" * 100_000)
    notes = {note["body"][:10]: note for note in fields(run, case)["notes"]}  # type: ignore[attr-defined]
    first, second, third = notes["First"], notes["S: calm\nO:"], notes["x" * 10]
    assert (first["mode"], first["outcome"], first["private"], first["status"]) == (
        "home_visit", "no_answer", True, "draft",
    )  # fmt: skip
    assert first["contact_at"].startswith("2026-11-20T09:30:00")
    assert (second["body"], second["status"], second["format"]) == ("S: calm\nO: thin — ok", "signed", "SOAP")
    assert len(third["body"]) == 100_000
    assert fields(run, case)["drafts"] == 2


@pytest.mark.parametrize("text", ["[/]", "[bold]x[/bold]", "a\x1b[31mb", "\u202eabc", "\ud800", "👩‍👩‍👧 ok", "%s {x}"])
def test_text_is_shown_or_cleaned_but_never_acted_on(run: Run, case: str, text: str) -> None:
    noted = run("note", case, text)
    shown = run("show", case)
    assert not set("\x1b\u202e\x00") & set(shown.out + noted.out + noted.err)
    if text == "\ud800":
        assert noted.code == 2
    else:
        assert text.replace("\x1b", "").replace("\u202e", "") in shown.out


def test_list_shows_what_the_board_shows(run: Run, folder: Path) -> None:
    now = datetime.now().astimezone()
    with open_casebook(folder) as book:
        for alias, days in (("old", 31), ("recent", 30), ("open", None)):
            code = book.add_case(alias=alias, size="family", opened=now.date() - timedelta(days=40)).code
            if days is not None:
                book.clock = lambda days=days: now - timedelta(days=days)  # type: ignore[misc]
                book.terminate(code, reason="duplicate", outcome="same", summary="Twice")
                book.clock = lambda: now
    aliases = [line.split("\t")[1] for line in run("list").out.splitlines()]
    assert aliases == ["open", "recent"]
    assert len(run("list", "--all").out.splitlines()) == 3
    assert [case["alias"] for case in json.loads(run("list", "--json", "--status", "closed").out)] == ["recent"]
    assert [case["alias"] for case in json.loads(run("list", "--json", "--phase", "engagement").out)] == ["open"]
    assert json.loads(run("list", "--json", "--phase", "planning").out) == []
    assert run("list", "--phase", "planning").err == "There are no such cases.\n"


def test_list_and_show_agree_with_the_book(run: Run, case: str, folder: Path) -> None:
    run("note", case, "Seen", "--mode", "office", "--sign")
    listed = json.loads(run("list", "--json").out)[0]
    shown = fields(run, case)
    with open_casebook(folder, read_only=True) as book:
        document = book.case(case).document()
        reached = book.last_reached(case)
    assert listed | document == listed
    assert shown | listed == shown
    assert reached is not None
    assert listed["last_reached"] == reached.isoformat()


def test_show_is_one_fact_a_line_and_later_lines_are_set_in(run: Run, case: str) -> None:
    run("edit", case, "--problem", "Rent\nStatus: Closed")
    lines = run("show", case).out.splitlines()
    assert "Alias: Bu S" in lines
    assert [line for line in lines if "Status" in line] == ["Status: Active", "    Status: Closed"]


def test_version_and_an_option_after_the_command(run: Run, case: str, tmp_path: Path) -> None:
    assert run("--version").out.startswith("lingkar ")
    assert run("list", "--book", tmp_path / "elsewhere").code == 1
    assert "Bu S" in run("list", "--lang", "id").out


def test_an_ending_needs_its_outcome_unless_nobody_is_compared(run: Run, case: str) -> None:
    ending = ("terminate", case, "--summary", "S", "--notice", "agreed")
    refused = run(*ending, "--reason", "moved")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "--outcome is needed, except where the client died or the record is a duplicate.\n"
    for given in ((), ("--outcome", "better")):
        assert run(*ending, "--reason", "died", *given).code == 0
        assert json.loads(run("show", case, "--json").out)["closure"]["outcome"] == "unknown"
        run("undo")


def test_show_tells_how_a_former_episode_ended(run: Run, case: str) -> None:
    assert run("terminate", case, "--reason", "died", "--outcome", "unknown", "--summary", "Berpulang.").code == 0
    assert run("reopen", case, "assessment", "--reason", "Keluarga datang").code == 0
    assert "  Summary: Berpulang." in run("show", case).out.splitlines()
