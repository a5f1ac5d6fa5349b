"""Acts read back what was written: the days that were typed, and which goal was rated how."""

from datetime import date, timedelta

import pytest

from store.language import use
from store.language.formats import day_text, weekday_text
from tests.cli.conftest import Run


def ahead(days: int) -> str:
    """The day in so many days, as it is read back."""
    day = date.today() + timedelta(days=days)
    return f"{weekday_text(day)} {day_text(day)}"


@pytest.mark.parametrize(("words", "option", "days"), [
    (("add", "CASE", "task", "--text", "Call", "--due", "+4"), "--due", 4),
    (("add", "CASE", "referral", "--to", "Clinic", "--reason", "Cough", "--follow-up", "+9"), "--follow-up", 9),
    (("hold", "CASE", "--reason", "Away", "--until", "+30"), "--until", 30),
    (("edit", "CASE", "--next-review", "+30"), "--next-review", 30),
    (("contact", "CASE", "--mode", "phone", "--outcome", "reached", "--next", "besok"), "--next", 1),
    (("risk", "CASE", "low"), "", 0),
])  # fmt: skip
def test_a_day_is_read_back(run: Run, case: str, words: tuple[str, ...], option: str, days: int) -> None:
    told = run(*(case if word == "CASE" else word for word in words))
    assert told.code == 0
    lines = [line for line in told.out.splitlines() if line.startswith("--")]
    assert lines == ([f"{option}: {ahead(days)}, {'tomorrow' if days == 1 else f'in {days} days'}"] if option else [])


def test_in_indonesian_too(run: Run, case: str) -> None:
    told = run("--lang", "id", "add", case, "task", "--text", "Telepon", "--due", "+4").out
    assert f"--due: {ahead(4)}, 4 hari lagi" in told.splitlines()
    use("en")


def test_a_moment_with_its_time(run: Run, case: str) -> None:
    told = run("note", case, "Seen", "--mode", "office", "--at", "yesterday 15:00").out
    assert f"--at: {ahead(-1)}, yesterday, 15:00" in told.splitlines()


def test_the_day_that_nobody_gave_is_said_of_a_referral(run: Run, case: str) -> None:
    told = run("add", case, "referral", "--to", "Clinic", "--reason", "Cough").out.splitlines()
    assert told[-2].startswith("--follow-up: ")
    assert told[-1].startswith("id: "), "what is taken from it stands last"


def test_a_change_reads_its_days_back(run: Run, case: str) -> None:
    id = run("add", case, "task", "--text", "Call", "--due", "+4").out.split("id: ")[1].split()[0]
    assert f"--due: {ahead(1)}, tomorrow" in run("change", case, id, "--due", "besok").out.splitlines()
    run("note", case, "Seen")
    note = run("notes", case).out.split()[1].rstrip(":")
    changed = run("change", case, note, "--contact-at", "yesterday 15:00").out
    assert f"--contact-at: {ahead(-1)}, yesterday, 15:00" in changed.splitlines()


def test_a_rating_says_which_goal_and_which_level(run: Run, case: str) -> None:
    id = run("add", case, "goal", "--statement", "Rent is paid").out.split("id: ")[1].split()[0]
    assert run("rate", case, id[0], "1").out.splitlines()[-1] == "Goal “Rent is paid”: +1 Above the target"
    earlier = run("add", case, "rating", "--goal", id, "--level", "0", "--on", "yesterday").out.splitlines()
    assert "Goal “Rent is paid”: 0 As targeted" in earlier
    assert f"id: {id}/1" in earlier, "the older one comes first"


def test_a_new_case_prints_its_code_alone_and_its_days_beside_it(run: Run, case: str) -> None:
    made = run("new", "--alias", "Bu T", "--size", "family", "--next-contact", "+4")
    assert made.out.strip().endswith("-002")
    assert (made.out.count("\n"), made.err) == (1, f"--next-contact: {ahead(4)}, in 4 days\n")
