"""What can be written about a case without the board: its newer fields, links, a decision, a note for many cases."""

import json
from datetime import date, timedelta

import pytest

from store.model.codes import NoteFormat
from tests.cli.conftest import Run


def fields(run: Run, code: str) -> dict[str, object]:
    shown = run("show", code, "--json")
    assert shown.code == 0
    found: dict[str, object] = json.loads(shown.out)
    return found


@pytest.fixture
def other(run: Run, case: str) -> str:
    """A second case."""
    return run("new", "--alias", "Forum", "--size", "society").out.strip()


def test_every_newer_field_is_taken_and_cleared(run: Run, case: str) -> None:
    texts = {
        "--consent-by": "consent_by", "--consent-scope": "consent_scope", "--strengths": "strengths",
        "--needs": "needs_rights", "--tasks": "tasks_roles", "--coping": "coping", "--supervisor": "supervisor",
        "--client-language": "client_language",
    }  # fmt: skip
    given = [part for option in texts for part in (option, f"of {option}")]
    done = run(
        "edit", case, *given, "--function", "empowerment", "--roles", "broker, Case manager", "--issues", "Upah, Air",
        "--consent-on", "yesterday", "--target-close", "+30", "--legal-hold", "yes",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    found = fields(run, case)
    assert {name: found[name] for name in texts.values()} == {name: f"of {option}" for option, name in texts.items()}
    assert (found["function"], found["worker_roles"]) == ("empowerment", ["broker", "case_manager"])
    assert (found["collective_issues"], found["legal_hold"]) == (["upah", "air"], True)
    days = [date.fromisoformat(str(found[name])) for name in ("consent_on", "target_close")]
    assert days[1] - days[0] == timedelta(days=31)
    cleared = [part for option in (*texts, "--function", "--roles", "--issues", "--consent-on", "--target-close")
               for part in (option, "")]  # fmt: skip
    assert run("edit", case, *cleared, "--legal-hold", "no").code == 0
    found = fields(run, case)
    assert [found[name] for name in texts.values()] == [""] * len(texts)
    assert (found["function"], found["worker_roles"], found["consent_on"]) == (None, [], None)
    assert found["legal_hold"] is False


def test_the_history_tells_what_else_changed_the_case(run: Run, case: str) -> None:
    run("edit", case, "--consent", "written", "--consent-on", "today")
    assert run("add", case, "danger", "--type", "homeless", "--level", "high", "--note", "Evicted").code == 0
    said = run("history", case).out
    assert said.index("Opened") < said.index("Consent: Written consent") < said.index("Danger: Loss of home, high")
    assert "Note: Evicted" in said


def test_nobody_consents_on_a_day_that_is_still_to_come(run: Run, case: str) -> None:
    before = fields(run, case)
    refused = run("edit", case, "--consent", "written", "--consent-on", "tomorrow")
    assert (refused.code, fields(run, case)) == (1, before)
    assert "This day has not come yet." in refused.err
    assert run("new", "--alias", "A", "--size", "family", "--consent-on", "+3").code == 1
    assert len(json.loads(run("list", "--json").out)) == 1


@pytest.mark.parametrize(
    "args", [("--roles", "broker, king"), ("--function", "play"), ("--legal-hold", "perhaps"), ("--consent-on", "x")]
)
def test_what_is_not_known_is_refused_with_the_choices(run: Run, case: str, args: tuple[str, str]) -> None:
    before = fields(run, case)
    refused = run("edit", case, *args)
    assert refused.code == 2
    assert args[0] in refused.err
    assert fields(run, case) == before


def test_a_note_with_its_facts(run: Run, case: str) -> None:
    noted = run(
        "note", case, "Met", "--participants", "Ibu, guru", "--minutes", "45", "--place", "Sekolah", "--mode", "field"
    )
    assert (noted.code, noted.err) == (0, "")
    (note,) = fields(run, case)["notes"]  # type: ignore[misc]
    assert (note["participants"], note["minutes"], note["place"]) == ("Ibu, guru", 45, "Sekolah")
    assert note["session"] == ""


@pytest.mark.parametrize("typed", ["0", "1441", "-3", "soon", "4.5", ""])
def test_minutes_are_a_number_of_a_day(run: Run, case: str, typed: str) -> None:
    refused = run("note", case, "Met", "--minutes", typed)
    assert refused.code == 2
    assert "is not a number of minutes" in refused.err or "expected one argument" in refused.err
    assert fields(run, case)["notes"] == []


def test_one_note_for_several_cases(run: Run, case: str, other: str) -> None:
    third = run("new", "--alias", "Pak D", "--size", "individual").out.strip()
    noted = run("note", case, "Met", "--with", other, "--with", third, "--with", case, "--mode", "group", "--sign")
    assert (noted.code, noted.err) == (0, "")
    assert noted.out == f"Note on {case} and the other cases of the session\n"
    notes = [fields(run, code)["notes"] for code in (case, other, third)]
    assert [len(each) for each in notes] == [1, 1, 1]  # type: ignore[arg-type]
    assert len({each[0]["session"] for each in notes}) == 1  # type: ignore[index]
    assert {(each[0]["body"], each[0]["status"], each[0]["mode"]) for each in notes} == {("Met", "signed", "group")}  # type: ignore[index]
    assert run("undo").code == 0
    assert fields(run, third)["notes"] == []


def test_a_case_that_is_not_there_leaves_no_note_in_the_others(run: Run, case: str) -> None:
    noted = run("note", case, "Met", "--with", "K-2020-001")
    assert noted.code == 1
    assert "K-2020-001" in noted.err
    assert fields(run, case)["notes"] == []


def test_cases_are_linked_and_unlinked(run: Run, case: str, other: str) -> None:
    assert run("link", case, other).out == f"{case} linked with {other}\n"
    assert (fields(run, case)["linked"], fields(run, other)["linked"]) == ([other], [case])
    refused = run("link", case, case)
    assert (refused.code, refused.err) == (1, "A case is not linked with itself.\n")
    assert run("unlink", other, case).code == 0
    assert fields(run, case)["linked"] == []


def test_the_evaluation_is_decided(run: Run, case: str) -> None:
    assert run("decide", case, "monitor", "--why", "Masih ragu").code == 0
    decision = fields(run, case)["decision"]
    assert isinstance(decision, dict)
    assert (decision["verdict"], decision["why"]) == ("monitor", "Masih ragu")
    for _phase in range(2):
        assert run("advance", case, "--reason", "A reason that is long enough.").code == 0
    assert fields(run, case)["decision"] is None
    assert run("show", case).out.count("  Decision of the evaluation: Go on watching it (Monitoring), ") == 1
    assert run("decide", case, "monitor", "--why", " ").code == 1
    assert run("decide", case, "dance", "--why", "x").code == 2
    assert run("decide", case, "end").code == 2


@pytest.mark.parametrize(("language", "head"), [("en", "Subjective:"), ("id", "Subjektif:")])
def test_a_format_is_filled_in_and_noted(run: Run, case: str, language: str, head: str) -> None:
    printed = run("--lang", language, "template", "soap")
    assert (printed.code, printed.out.splitlines()[0]) == (0, head)
    filled = printed.out.replace(f"{head}\n", f"{head}\n(?) May I tell her school?\n", 1)
    noted = run("note", case, "-", "--format", "soap", stdin=filled.encode())
    assert noted.code == 0
    assert "May I tell her school?" in run("questions", case).out
    listed = run("--lang", language, "template").out.splitlines()
    assert len(listed) == len(NoteFormat)
    assert [line for line in listed if line.startswith(f"SOAP: {head.rstrip(':')}, ")]
    assert run("--lang", language, "template", "narrative").out.count("\n") == 1
    assert run("template", "sonnet").code == 2


def test_how_a_question_is_asked_is_said_where_it_is_looked_for(run: Run, case: str) -> None:
    for told in (run("questions").err, run("questions", "--help").out, run("note", "--help").out):
        assert "begins with (?)" in " ".join(told.split())
