"""What a gate asks for comes with the command that fills it in, and that command does."""

import shlex

import pytest

from tests.cli.conftest import Run

FILLED = {
    "--consent …": "--consent verbal", "--problem …": "--problem Rent", "--origin …": "--origin Home",
    "--mode …": "--mode home_visit", "--alias …": "--alias Ani", "--strengths …": "--strengths 'Good neighbours'",
    "--level …": "--level micro", "--statement …": "--statement Rent", "--less …": "--less none",
    "--expected …": "--expected half", "--better …": "--better all", "--baseline …": "--baseline=-1",
    "--text …": "--text Call", "--due …": "--due +7", "--next-review …": "--next-review +30",
    "…=…/…": "health=4/2 learning=4/2 leisure=4/2", "--why …": "--why 'It is done'", "decide K … ": "decide K end ",
}  # fmt: skip
PHASES = ("engagement", "assessment", "planning", "intervention", "evaluation")
WHY = "A reason that is long enough."


def filled(command: str, code: str) -> list[str]:
    """A command as a person completes it."""
    line = command.strip().replace(code, "K")
    for open_part, words in FILLED.items():
        line = line.replace(open_part, words)
    line = line.replace("risk K …", "risk K low")
    if line.startswith("lingkar rate"):
        line = line.replace("…", "1")
    assert "…" not in line
    return [code if word == "K" else word for word in shlex.split(line)[1:]]


def commands_in(told: str) -> list[str]:
    return [line for line in told.splitlines() if line.startswith("    lingkar ")]


@pytest.mark.parametrize("phase", PHASES)
def test_each_command_meets_its_item(run: Run, phase: str) -> None:
    code = run("--plain", "new", "--alias", "Bu S", "--size", "family").out.strip()
    if phase in ("intervention", "evaluation"):
        scale = ("--less", "a", "--expected", "b", "--better", "c", "--baseline=-1")
        run("add", code, "goal", "--statement", "Rent", *scale)
        run("add", code, "task", "--text", "Call")
        run("add", code, "referral", "--to", "Clinic", "--status", "sent")
    for _before in PHASES[: PHASES.index(phase)]:
        assert run("advance", code, "--reason", WHY).code == 0
    for _each in range(4):  # what was filled in may ask for more: a goal for its task
        for command in commands_in(run("gate", code).out):
            done = run(*filled(command, code), stdin=b"Seen at home")
            assert done.code == 0, (command, done.err)
    told = run("gate", code).out
    assert "met: " in told
    assert [line for line in told.splitlines() if line.startswith(("missing", "advised"))] == []


def test_a_refused_step_names_the_commands_and_the_option_to_go_on(run: Run) -> None:
    code = run("--plain", "new", "--alias", "Bu S", "--size", "family").out.strip()
    run("note", code, "Seen", "--mode", "office")
    refused = run("advance", code)
    assert (refused.code, refused.out) == (1, "")
    lines = refused.err.splitlines()
    assert lines[0] == f"{code} stays in Engagement. Still missing:"
    at = lines.index("  - Consent or another legal basis is recorded")
    assert lines[at + 1] == f"    lingkar edit {code} --consent …"
    assert any(line.startswith(f"    lingkar sign {code} ") for line in lines), "the draft is there already"
    assert "go on with --reason and a reason of at least 20 characters" in lines[-1]
    assert run("advance", code, "--reason", "short").err == refused.err
    ending = ("--reason", "goals_met", "--outcome", "better", "--summary", "x")
    lines = run("terminate", code, *ending).err.splitlines()
    assert f"    lingkar terminate {code} … --notice …" in lines
    assert "go on with --override" in lines[-1]


def test_a_danger_is_named_by_its_id(run: Run, case: str) -> None:
    for _before in range(4):
        run("advance", case, "--reason", WHY)
    run("monitor", case, "--reason", WHY)
    danger = run("add", case, "danger", "--type", "elder", "--level", "high").out
    id = danger.split("id: ")[1].split()[0]
    run("back", case, "intervention", "--reason", "New facts")
    run("monitor", case, "--reason", WHY)
    assert f"    lingkar finish {case} {id} --why …" in run("gate", case).out


ANSWERS = {
    "--notice …": "--notice agreed", "--notice-why …": "--notice-why 'No address'", "--aftercare …": "--aftercare +30",
    "--return-plan …": "--return-plan Home", "--receiver …": "--receiver LKSA", "--door-open": "--door-open",
}  # fmt: skip
ENDINGS = {
    "goals_met": {"--notice …", "--aftercare …"}, "returned": {"--notice …", "--aftercare …", "--return-plan …"},
    "transferred": {"--notice …", "--receiver …"}, "withdrew": {"--notice …", "--door-open"}, "moved": {"--notice …"},
    "capacity": {"--notice …", "--return-plan …"},
}  # fmt: skip


@pytest.mark.parametrize("reason", ENDINGS)
def test_an_ending_is_met_by_the_options_that_its_reason_asks_for(run: Run, case: str, reason: str) -> None:
    if reason == "transferred":
        assert run("add", case, "danger", "--type", "elder", "--level", "high", "--safety-plan", "x").code == 0
    ending = ["terminate", case, "--reason", reason, "--outcome", "same", "--summary", "x"]
    told = [line.removeprefix(f"    lingkar terminate {case} … ") for line in commands_in(run(*ending).err)]
    assert {part for part in ANSWERS if any(part in line for line in told)} == ENDINGS[reason]
    assert not any("finish" in line for line in told), "whoever takes over takes the danger over"
    words = " ".join(ANSWERS[part] for part in sorted(ENDINGS[reason]))
    closed = run(*ending, *shlex.split(words))
    assert (closed.code, "eturn or aftercare" in closed.err) == (0, False), closed.err


def test_a_notice_that_was_not_possible_asks_why(run: Run, case: str) -> None:
    ending = ("terminate", case, "--reason", "moved", "--outcome", "same", "--summary", "x", "--notice", "not_possible")
    assert commands_in(run(*ending).err) == [f"    lingkar terminate {case} … --notice-why …"]
    assert run(*ending, "--notice-why", "No address").code == 0


def test_a_loss_of_contact_is_met_by_signed_attempts(run: Run, case: str) -> None:
    ending = ("terminate", case, "--reason", "lost_contact", "--outcome", "unknown", "--summary", "x")
    (command,) = commands_in(run(*ending).err)
    assert command == f"    lingkar note {case} - --mode … --outcome … --at … --sign"
    for mode, ago in (("phone", "16 days ago"), ("home_visit", "8 days ago"), ("phone", "today")):
        tried = ("note", case, "Nobody", "--mode", mode, "--outcome", "no_answer", "--at", ago)
        assert run(*tried).code == 0
    for _draft in range(3):
        command = commands_in(run(*ending).err)[0]
        assert f" sign {case} " in command
        assert run(*shlex.split(command)[1:]).code == 0, command
    assert run(*ending).code == 0


def test_out_of_the_last_phase_leads_the_closing_record_and_its_own_option(run: Run, case: str) -> None:
    for _before in range(5):
        assert run("advance", case, "--reason", WHY).code == 0
    told = run("gate", case).out
    assert f"{case}: before leaving Termination" in told
    assert told.splitlines()[-1].endswith("characters with --override.")
    commands = commands_in(told)
    assert f"    lingkar terminate {case} --reason … --outcome … --summary …" in commands
    assert f"    lingkar terminate {case} … --notice …" in commands
    assert not any("--returned" in command for command in commands)
    other = run("--plain", "new", "--alias", "Bu T", "--size", "family").out.strip()
    assert run("gate", other).out.splitlines()[-1].endswith("characters with --reason.")
