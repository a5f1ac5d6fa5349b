"""The file of a case as it is read aloud: in an order for the ear, and every line says what it is."""

import re

import pytest

from tests.cli.conftest import Run

LINE = re.compile(r"\s*\S[^:]*: \S|\s*\S[^:]*:$")


@pytest.fixture
def full(run: Run, case: str) -> str:
    """A case with one of everything."""
    assert run("edit", case, "--problem", "Rent", "--consent-by", "Ibu", "--consent-scope", "School").code == 0
    for entry in (
        ("person", "--alias", "Ibu", "--name", "Siti Aminah", "--aliases", "Bu Siti, Mak", "--address",
         "Jalan Melati 3"),
        ("relation", "--a", "Bu S", "--b", "Ibu", "--bond", "strong"),
        ("danger", "--type", "homeless", "--level", "high", "--note", "Notice to quit", "--safety-plan", "Call RT"),
        ("danger", "--type", "medical", "--level", "low", "--state", "resolved", "--state-reason", "Cured"),
        ("score", "--domain", "housing", "--expectation", "4", "--reality", "2"),
        ("goal", "--statement", "A roof", "--much-less", "In the street", "--less", "1-2 nights a week",
         "--expected", "A room", "--better", "A house", "--much-better", "An own house", "--baseline", "-1"),
        ("task", "--text", "See the landlord"), ("team", "--name", "Pak RT", "--discipline", "other"),
        ("referral", "--to", "Baznas", "--reason", "Money", "--follow-up", "+30"),
        ("intervention", "--kind", "tangible", "--text", "Rent paid"),
        ("measure", "--target", "Nights outside", "--improves", "down"),
    ):  # fmt: skip
        done = run("add", case, *entry)
        assert done.code == 0, done.err
    goal, measure = (run("entries", case, kind).out.split()[1].strip(":") for kind in ("goal", "measure"))
    assert run("rate", case, goal, "0").code == 0
    assert run("measure", case, measure, "2.5", "--stage", "B").code == 0
    assert run("note", case, "Seen at home", "--mode", "office", "--sign").code == 0
    assert run("note", case, "Not finished").code == 0
    return case


def test_what_presses_comes_first_and_what_belongs_together_stands_together(run: Run, full: str) -> None:
    lines = run("show", full).out.splitlines()
    starts = (
        "Code", "Alias", "Open danger", "    Safety plan: Call RT", "Risk: ", "Risk assessed on", "Needs you today",
        "Last reached", "Drafts: 1", "Consent or legal basis", "Consent given by", "Consent given for",
        "Presenting problem", "Client system", "People", "Ties", "Assessment", "Dangers that are over", "Goals",
        "Tasks", "Interventions", "Referrals", "Intervention team", "Measures", "Notes, the newest first",
        "    Not finished", "    Seen at home", "History",
    )  # fmt: skip
    places = [next(place for place, line in enumerate(lines) if line.startswith(start)) for start in starts]
    assert places == sorted(places)
    consent = [place for place, line in enumerate(lines) if line.startswith("Consent")]
    assert consent == list(range(consent[0], consent[0] + 3))


def test_a_person_is_told_with_address_and_other_names(run: Run, full: str) -> None:
    (person,) = [line for line in run("show", full).out.splitlines() if "Siti Aminah" in line]
    assert "; Other names: Bu Siti, Mak" in person
    assert "; Address: Jalan Melati 3" in person


def test_every_line_says_what_it_is(run: Run, full: str) -> None:
    shown = run("show", full, "--tab", "goals").out + run("show", full, "--tab", "measures").out
    assert "        Below the target: 1-2 nights a week" in shown
    assert "        Values, phase B: 2.5 (" in shown
    assert "Rating" in shown
    lines = [line for line in shown.splitlines() if line.startswith("      ")]
    assert lines
    assert [line for line in lines if not LINE.match(line)] == []


def test_every_entry_has_the_id_that_commands_take(run: Run, full: str) -> None:
    shown = run("show", full).out
    for line in run("entries", full).out.splitlines():
        kind, id = line.partition(": ")[0].rsplit(" ", 1)
        if kind != "Measurement":  # values stand in a row
            assert f" {id}: " in shown, line
            assert run("show", full, id).code == 0
    draft, signed = (line.partition(":")[0] for line in run("notes", full).out.splitlines())
    (told,) = [line for line in shown.splitlines() if line.startswith(f"{draft}: ")]
    assert told.endswith("; Status: Draft")
    (told,) = [line for line in shown.splitlines() if line.startswith(f"{signed}: ")]
    assert told.endswith("; Status: Signed")


def test_no_whole_id_is_said(run: Run, full: str) -> None:
    assert not re.search(r"[0-9a-f]{32}", run("show", full).out)
