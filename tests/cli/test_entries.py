"""Entries by command: their ids, their fields, what may be left out, and what is said of a slip."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from store import open_casebook
from store.desk import now
from store.model import Goal, Measure, Person, Task
from tests.cli.conftest import Run


def added(run: Run, *args: str) -> str:
    done = run("add", *args)
    assert (done.code, done.err) == (0, "")
    return done.out.split()[-1]


def entry(run: Run, code: str, id: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("show", code, id, "--json").out)
    return found


def test_an_entry_is_known_by_the_beginning_of_its_id(run: Run, case: str, folder: Path) -> None:
    id = added(run, case, "task", "--text", "Call", "--due", "2026-12-01")
    with open_casebook(folder) as book:
        (task,) = book.parts(Task, case)
    assert task.id.startswith(id)
    assert len(id) == 6
    assert entry(run, case, id.upper())["text"] == "Call"
    assert run("entries", case).out.startswith(
        f"Task {id}: Call; How far along: Not begun; Who does it: Social worker;"
    )


def test_an_id_that_means_none_or_two_is_refused(run: Run, case: str, folder: Path) -> None:
    with open_casebook(folder) as book:
        parts = [book.new_part(Task, case, text=text).changed(id=f"abcdef{text}") for text in ("1", "2")]
        book.add_parts(parts)
    assert "Task abcdef1: 1" in run("entries", case).out  # as long as it must be to be told apart
    for typed, why in (
        ("abcdef", "several ids"),
        ("zzz", "no entry “zzz”"),
        ("", "no entry"),
        ("abcdef1/1", "no entry"),
    ):
        refused = run("finish", case, typed)
        assert (refused.code, why in refused.err) == (1, True)
    assert run("finish", case, "abcdef1").code == 0


def test_the_id_of_a_rating_is_that_of_its_goal_and_a_number(run: Run, case: str) -> None:
    goal = added(run, case, "goal", "--statement", "School", "--baseline", "-2")
    assert run("rate", case, goal, "-1").code == 0
    assert added(run, case, "rating", "--goal", goal, "--level", "+1") == f"{goal}/2"
    assert f"Rating {goal}/1: -1 Below the target" in run("entries", case, "rating").out
    assert run("remove", case, f"{goal}/1").code == 0
    assert [one["level"] for one in entry(run, case, goal)["ratings"]] == [1]  # type: ignore[attr-defined]
    assert "Rating" in run("show", case, goal).out
    missing = run("add", case, "rating", "--level", "1")
    assert (missing.code, "goal: This is needed." in missing.err) == (1, True)


def test_fields_are_called_as_in_the_model_and_cleared_with_nothing(run: Run, case: str) -> None:
    run("risk", case, "high")
    id = added(
        run, case, "danger", "--type", "homeless", "--level", "high", "--safety_plan", "RT", "--next-check", "+3"
    )
    assert entry(run, case, id)["safety_plan"] == "RT"
    assert run("change", case, id, "--safety-plan", "", "--next_check", "", "--level", "Low").code == 0
    found = entry(run, case, id)
    assert (found["safety_plan"], found["next_check"], found["level"]) == ("", None, "low")


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("--until", "today"), "This entry has no --until. It has: --text"),
        (("--due", "x"), "--due: “x” is not a day"),
        ((), "name at least one field"), (("--text", ""), "text: This is needed."),
        (("--goal", "none"), "There is no entry “none”"), (("--text", "-", "--carried-over", "-"), "Only one field"),
    ],
)  # fmt: skip
def test_what_does_not_fit_changes_nothing(run: Run, case: str, args: tuple[str, ...], why: str) -> None:
    id = added(run, case, "task", "--text", "Call")
    before = entry(run, case, id)
    refused = run("change", case, id, *args)
    assert (refused.code, why in refused.err) == (1, True), refused.err
    assert entry(run, case, id) == before


def test_a_text_comes_from_standard_input(run: Run, case: str) -> None:
    assert (
        run("add", case, "danger", "--type", "elder", "--level", "low", "--note", "-", stdin=b"Alone\nat night").code
        == 0
    )
    (found,) = json.loads(run("entries", case, "danger", "--json").out)
    assert (found["entry"], found["note"]) == ("danger", "Alone\nat night")


def test_what_the_forms_propose_is_proposed(run: Run, case: str, folder: Path) -> None:
    measure = added(run, case, "measure", "--target", "Days", "--improves", "up")
    for args in (("3,5",), ("4", "--stage", "B"), ("-1",)):
        assert run("measure", case, measure, *args).code == 0
    values = json.loads(run("entries", case, "value", "--json").out)
    assert [(one["value"], one["stage"]) for one in values] == [(3.5, "A"), (4.0, "B"), (-1.0, "B")]
    assert "could be thousands" in run("measure", case, measure, "1.250").err
    run("resources", "add", "--name", "Puskesmas", "--kind", "societal")
    referral = added(run, case, "referral", "--resource", "puskesmas", "--reason", "Help")
    assert entry(run, case, referral)["to"] == "Puskesmas"
    assert entry(run, case, referral)["follow_up"]
    person = added(run, case, "person", "--alias", "Nenek")
    assert run("change", case, person, "--alias", "Mbah").code == 0
    with open_casebook(folder) as book:
        (kept,) = book.parts(Person, case)
        assert (kept.alias, kept.aliases) == ("Mbah", "Nenek")
        assert book.parts(Measure, case)


def test_each_kind_comes_to_its_own_end(run: Run, case: str) -> None:
    ends = {
        "goal": (("--statement", "S"), (), "status", "achieved"),
        "task": (("--text", "T"), ("--as", "cancelled"), "status", "cancelled"),
        "referral": (("--to", "X", "--reason", "R"), ("--as", "rejected", "--why", "Full"), "status", "rejected"),
        "danger": (("--type", "elder", "--level", "low"), ("--why", "Cared for"), "state", "resolved"),
        "intervention": (("--kind", "linking",), ("--on", "today"), "until", None),
    }  # fmt: skip
    for kind, (given, how, field, end) in ends.items():
        id = added(run, case, kind, *given)
        assert run("finish", case, id, *how).code == 0
        found = entry(run, case, id)[field]
        assert found == end or (end is None and found)
    person = added(run, case, "person", "--alias", "Nenek")
    refused = run("finish", case, person)
    assert (refused.code, "comes to an end" in refused.err) == (1, True)


def test_a_danger_that_was_only_looked_at_needs_its_worker_still(run: Run, case: str, folder: Path) -> None:
    with open_casebook(folder, clock=lambda: now() - timedelta(days=1)) as book:
        older = book.add_case(alias="Pak J", size="individual", risk_level="critical").code
    assert "still waits: nothing was done for it today" in run("review", "done", older).out
    for code in (older, case):
        assert run("risk", code, "critical").code == 0
    assert f"Code: {older}" in run("review").out
    assert f"lingkar review done {older}" in run("review", "--case", older).out
    assert run("review", "done", older).out == f"{older} was looked at. 1 case needs you still.\n"  # assessed today
    assert "still waits" in run("review", "done", case).out, "on the day of the intake the risk is still being asked"
    assert run("next-contact", case).code == run("next-contact", case, "+1", "--clear").code == 2


def test_options_stand_anywhere(run: Run, case: str) -> None:
    assert run("note", "--mode", "phone", case, "--minutes", "5", "Called back").code == 0
    assert run("contact", case, "--mode", "phone", "Twice", "--outcome", "no_answer").code == 0
    listed = run("notes", case, "--drafts").out
    assert "Text: Called back" in listed
    assert "Outcome: No answer" in listed


def test_rows_with_names(run: Run, case: str) -> None:
    assert run("list", "--plain").out.startswith(f"Code: {case}; Alias: Bu S; Phase: Engagement; Status: Active; ")
    assert run("list").out.startswith(f"{case}\tBu S\t")
    assert run("list", "--find", "level:macro").out == ""
    assert run("list", "--find", "alias", "--plain").out == ""
    assert f"Code: {case}; Alias: Bu S" in run("search", "rent", "--plain").out
    assert run("search", "--save", "Due", "rent", "level:micro").out == "Saved: Due\n"
    assert run("find-saved").out == "Due: rent level:micro\n"
    assert case in run("find-saved", "due").out
    assert run("find-saved", "--remove", "due").out == "Forgotten: Due\n"
    assert (run("find-saved", "due").code, run("find-saved", "--remove").code) == (1, 2)


def test_a_goal_goes_and_what_served_it_stays(run: Run, case: str, folder: Path) -> None:
    goal = added(run, case, "goal", "--statement", "School")
    added(run, case, "task", "--text", "Call", "--goal", goal)
    assert "Goal it serves: School" in run("show", case, *[run("entries", case, "task").out.split()[1].strip(":")]).out
    assert run("remove", case, goal).code == 0
    with open_casebook(folder) as book:
        assert book.parts(Goal, case) == []
        assert [task.goal for task in book.parts(Task, case)] == [""]


def test_somebody_alike_is_said_with_what_to_type(run: Run, case: str) -> None:
    first = run("add", case, "person", "--alias", "Joko Prasetyo")
    assert first.err == ""
    again = run("add", case, "person", "--alias", "Joko")
    id = again.out.splitlines()[-1].removeprefix("id: ")
    assert again.code == 0
    assert " ".join(again.err.split()) == (
        "Joko Prasetyo is written down in this case already. "
        f"If Joko is the same person: lingkar remove {case} {id}"
    )  # fmt: skip
    assert run("remove", case, id).code == 0
    tie = run("add", case, "relation", "--a", "Prasetyo", "--b", "SD 5")
    id = tie.out.splitlines()[-1].removeprefix("id: ")
    assert " ".join(tie.err.split()) == (
        "Prasetyo is nobody who is written down; Joko Prasetyo is. "
        f'If that is meant: lingkar change {case} {id} --a "Joko Prasetyo"'
    )  # fmt: skip
    assert run("change", case, id, "--a", "Joko Prasetyo").code == 0


def test_signs_alone_are_no_name(run: Run, case: str) -> None:
    for args in (("person", "--alias", "..."), ("relation", "--a", "Ibu", "--b=--")):
        refused = run("add", case, *args)
        assert refused.code == 1
        assert "Signs alone are no name" in refused.err
    id = run("add", case, "person", "--alias", "Ibu").out.splitlines()[-1].removeprefix("id: ")
    assert "Signs alone" in run("change", case, id, "--alias", "..").err
