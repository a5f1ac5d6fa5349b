"""Open high and critical dangers stand first on the command line too, in words; and all an ending can tell."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from store import open_casebook
from store.model import Flag
from tests.cli.conftest import Run

NEW = ("--plain", "new", "--size", "family", "--alias")


def test_a_case_in_danger_is_listed_first_in_its_phase_also_on_hold(run: Run, folder: Path) -> None:
    codes = {alias: run(*NEW, alias).out.strip() for alias in ("calm", "flagged", "high", "over")}
    with open_casebook(folder) as book:
        book.add(Flag, codes["flagged"], type="homeless", level="critical")
        book.add(Flag, codes["flagged"], type="domestic_violence", level="high")
        book.hold(codes["flagged"], "Waits for the court.")
        book.assess_risk(codes["high"], "high")
        book.add(Flag, codes["over"], type="elder", level="high", state="resolved", state_reason="Cared for.")
    lines = {line.split("\t")[1]: line for line in run("list").out.splitlines()}
    assert list(lines) == ["flagged", "high", "calm", "over"]
    dangers = "Loss of home, Critical (emergency); Domestic violence, High"
    assert f"\trisk: not assessed\topen danger: {dangers}\t" in lines["flagged"]
    assert "\trisk: High\t" in lines["high"]
    assert "danger" not in lines["high"] + lines["over"]
    assert "\trisk: not assessed\t" in lines["over"]
    found = {case["alias"]: case for case in json.loads(run("list", "--json").out)}
    assert [flag["type"] for flag in found["flagged"]["alarming"]] == ["homeless", "domestic_violence"]
    assert {alias: case["worst_risk"] for alias, case in found.items()} == {
        "flagged": "critical", "high": "high", "calm": None, "over": None,
    }  # fmt: skip
    shown = run("show", codes["flagged"]).out.splitlines()
    open_ones = [line for line in shown if line.startswith("Open danger")]
    assert [line.partition(": ")[2] for line in open_ones] == [
        "Loss of home, Critical (emergency)", "Domestic violence, High",
    ]  # fmt: skip
    assert shown.index(open_ones[0]) == 2  # behind code and alias
    assert "Open danger" not in run("show", codes["over"]).out


def test_a_risk_assessed_lower_than_a_danger_is_said_at_once_and_wherever_it_stands(run: Run, case: str) -> None:
    run("add", case, "danger", "--type", "homeless", "--level", "high")
    said = run("risk", case, "low").err
    assert said == "Lower than an open danger: high. If that is under control, say so there.\n"
    assert run("risk", case, "high").err == ""
    run("risk", case, "low")
    assert "Risk: Low; an open danger is recorded: high" in run("show", case).out
    assert "\trisk: Low\topen danger: Loss of home, High\t" in run("list").out
    assert "Immediate safety was screened (risk level set); an open danger is recorded: high" in run("gate", case).out


def test_a_closed_case_is_not_listed_first(run: Run, folder: Path) -> None:
    first, second = (run(*NEW, alias).out.strip() for alias in ("first", "second"))
    with open_casebook(folder) as book:
        book.add(Flag, second, type="homeless", level="critical")
        for code in (first, second):
            book.terminate(code, reason="died", outcome="unknown", summary="-")
    assert [line.split("\t")[1] for line in run("list").out.splitlines()] == ["first", "second"]


def test_the_gate_says_how_far_it_is(run: Run, case: str) -> None:
    run("advance", case)
    out = run("gate", case).out
    assert "advised: Score expectation and reality in at least three life domains (0/3)" in out
    assert f"Record strengths and resources, not only problems\n    lingkar edit {case} --strengths …\n" in out


ENDINGS = {
    "--receiver": ("transferred", "receiver", "LKSA Bina", "LKSA Bina"),
    "--family-support": ("died", "family_support", "Visit", "Visit"),
    "--returned": ("not_needed", "returned", "no", "no"),
    "--door-open": ("withdrew", "door_open", None, True),
    "--documents-returned": ("moved", "documents_returned", None, True),
    "--keep-until": ("moved", "retention_until", "2050-01-01", "2050-01-01"),
}


@pytest.mark.parametrize("option", ENDINGS)
def test_an_ending_tells_what_its_reason_asks_for(option: str, run: Run, case: str) -> None:
    reason, field, typed, kept = ENDINGS[option]
    given = [option] if typed is None else [option, typed]
    ended = run(
        "terminate", case, "--reason", reason, "--outcome", "same", "--summary", "S", "--notice", "agreed", *given
    )  # fmt: skip
    assert (ended.code, ended.out.splitlines()[0]) == (0, f"{case} closed")
    assert json.loads(run("show", case, "--json").out)["closure"][field] == kept


def test_aftercare_counts_from_the_ending(run: Run) -> None:
    start = date.today() - timedelta(days=30)
    case = run(*NEW, "again", "--opened", start.isoformat()).out.strip()
    end = start + timedelta(days=3)
    close = (
        "terminate", case, "--reason", "moved", "--outcome", "same", "--summary", "S", "--notice", "agreed",
        "--closed", end.isoformat(), "--aftercare",
    )  # fmt: skip
    refused = run(*close, "perhaps")
    assert refused.code == 1
    assert "“perhaps” is not a day" in refused.err
    assert run(*close, "+30", "+90").code == 0
    days = [(end + timedelta(days=ahead)).isoformat() for ahead in (30, 90)]
    assert json.loads(run("show", case, "--json").out)["closure"]["aftercare"] == days


def test_an_ending_of_another_day_and_a_duplicate(run: Run, case: str) -> None:
    start = date.today() - timedelta(days=30)
    old = run(*NEW, "again", "--opened", start.isoformat()).out.strip()
    close = ("terminate", old, "--reason", "duplicate", "--outcome", "same", "--summary", "Twice")
    early = run(*close, "--closed", (start - timedelta(days=1)).isoformat())
    assert early.code == 1
    assert "This day lies before the opening on" in early.err
    assert "There is no such case in the book." in run(*close, "--kept-case", "K-1999-001").err
    day = start + timedelta(days=3)
    assert run(*close, "--closed", day.isoformat(), "--kept-case", case.lower()).code == 0
    closure = json.loads(run("show", old, "--json").out)["closure"]
    assert (closure["closed"], closure["kept_case"]) == (day.isoformat(), case)


def test_a_danger_above_the_risk_says_so_when_it_is_added(run: Run, case: str) -> None:
    run("risk", case, "low")
    warned = run("add", case, "danger", "--type", "medical", "--level", "medium").err
    assert " ".join(warned.split()) == (
        f"The risk of the case was assessed lower: low. `lingkar risk {case}` assesses it again."
    )  # fmt: skip
    assert run("add", case, "danger", "--type", "elder", "--level", "low").err == ""
