"""What is typed after a command: codes and labels cut short, moments in words, and how a slip is answered."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from store import open_casebook
from store.desk import now
from tests.cli.conftest import Run
from tui.plain.parser import Parser
from tui.plain.problems import as_typed


@pytest.mark.parametrize("typed", [("note", "K-1", "x", "--mode", "pigeon"), ("new", "--alias", "A"), ("hold", "K-1")])
def test_a_slip_is_answered_by_its_reason_and_where_the_command_is_explained(run: Run, typed: tuple[str, ...]) -> None:
    refused = run(*typed)
    reason, explained = refused.err.splitlines()
    assert (refused.code, refused.out) == (2, "")
    assert reason.startswith(f"lingkar {typed[0]}: ")
    assert reason.endswith(".")
    assert explained == f"`lingkar {typed[0]} --help` explains the command."
    assert "usage" not in refused.err


def test_an_option_that_a_command_does_not_know_is_refused_under_its_name(run: Run) -> None:
    refused = run("advance", "K-2026-001", "--quickly")
    assert refused.err.splitlines() == [
        "lingkar advance: unrecognized arguments: --quickly.", "`lingkar advance --help` explains the command.",
    ]  # fmt: skip
    assert "`lingkar add CODE task --help`" in run("add", "K-2026-001", "task", "--quickly").err


# Codes


@pytest.mark.parametrize(("typed", "mode"), [
    ("home_visit", "home_visit"), ("Kunjungan rumah", "home_visit"), ("kunjungan ru", "home_visit"),
    ("rumah", "home_visit"), ("telepon", "phone"), ("tel", "phone"), ("home", "home_visit"), ("WA", "message"),
])  # fmt: skip
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_label_or_the_beginning_of_a_word_of_it_is_taken(
    run: Run, case: str, folder: Path, typed: str, mode: str, language: str
) -> None:
    assert run("note", case, "x", "--mode", typed, "--lang", language).code == 0
    with open_casebook(folder) as book:
        assert book.notes(case)[0].mode == mode


def test_it_is_so_in_the_fields_of_a_case_and_of_its_entries(run: Run, case: str, folder: Path) -> None:
    assert run("edit", case, "--field", "panti asuhan", "--legal-hold", "yes").code == 0
    assert run("add", case, "danger", "--type", "bunuh diri", "--level", "tinggi").code == 0
    assert run("list", "--phase", "pendekatan").out.startswith(case)
    with open_casebook(folder) as book:
        assert (book.case(case).field, book.case(case).legal_hold) == ("residential_child_care", True)
        assert [(flag.type, flag.level) for flag in book.folder_of(case).flags] == [("self_harm", "high")]


def test_what_can_mean_several_names_them(run: Run, case: str) -> None:
    refused = run("note", case, "x", "--mode", "kunjungan", "--lang", "id")
    assert (refused.code, refused.out) == (2, "")
    assert "Kunjungan rumah (home_visit), Kunjungan lapangan (field)." in refused.err


def test_what_means_none_is_answered_with_what_can_be_typed_in_this_language(run: Run, case: str) -> None:
    english, indonesian = (run("new", "--alias", "A", "--size", "x", "--lang", code).err for code in ("en", "id"))
    assert "there are individual, family, " in english
    assert "yang ada: Individu (individual), Keluarga (family), " in indonesian
    assert (
        "Tujuan tercapai (goals_met); Tercapai sebagian, diakhiri atas kesepakatan (partial); "
        in run("terminate", case, "--reason", "bosan", "--outcome", "better", "--summary", "S", "--lang", "id").err
    )
    assert "ya (yes), tidak (no)." in run("edit", case, "--legal-hold", "mungkin", "--lang", "id").err
    help = re.sub(r"\s+", " ", run("risk", "--help", "--lang", "id").out)
    assert "Rendah (low), Sedang (medium), Tinggi (high)" in help


@pytest.mark.parametrize("typed", ["t", "kr", "high low", "-", "tinggil"])
def test_too_little_or_too_much_means_none(run: Run, case: str, typed: str) -> None:
    assert run("risk", case, typed).code == 2


# Moments


@pytest.mark.parametrize(("typed", "days", "clock"), [
    ("yesterday 15:00", -1, "15:00"), ("kemarin 15.00", -1, "15:00"), ("kemarin pukul 15.00", -1, "15:00"),
    ("yesterday at 9:05", -1, "09:05"), ("00:00", 0, "00:00"), ("today", 0, "00:00"), ("2 days ago", -2, "00:00"),
    ("2 hari lalu 10.30", -2, "10:30"),
])  # fmt: skip
def test_when_it_was_is_taken_in_words(run: Run, case: str, folder: Path, typed: str, days: int, clock: str) -> None:
    assert run("note", case, "x", "--mode", "phone", "--at", typed).code == 0
    wanted = datetime.combine((now() + timedelta(days=days)).date(), datetime.strptime(clock, "%H:%M").time())
    with open_casebook(folder) as book:
        assert book.notes(case)[0].contact_at == wanted.astimezone()


def test_what_is_no_moment_is_answered_with_how_one_is_written(run: Run, case: str) -> None:
    for typed in ("soon", "25:30", "yesterday 9"):
        refused = run("note", case, "x", "--at", typed)
        assert refused.code == 2
        assert f"“{typed}” is no moment. Write it as 14:30, yesterday 15:00 or " in refused.err


# Fields


@pytest.mark.parametrize(("typed", "begins"), [
    (("edit", "CASE", "--consent-on", "+3"), "--consent-on: This day has not come yet."),
    (("edit", "CASE", "--alias", "x" * 81), "--alias: This is longer than 80 characters."),
    (("add", "CASE", "task"), "--text: This is needed."),
    (("add", "CASE", "rating", "--level", "1"), "--goal: This is needed."),
    (("finish", "CASE", "FLAG", "--as", "mitigated"), "--why: Write why it is under control or resolved."),
    (("finish", "CASE", "FLAG", "--as", "gone"), "--as: “gone” is not known here"),
    (("rate", "CASE", "GOAL", "1", "--on", "+3"), "--on: This day has not come yet."),
    (("change", "CASE", "FLAG", "--level", "huge"), "--level: “huge” is not known here"),
    (("rate", "CASE", "GOAL", "3"), "LEVEL: “3” does not fit here; it can be -2 to 2."),
    (("add", "CASE", "rating", "--goal", "GOAL", "--level", "3"), "--level: “3” does not fit here; it can be -2 to 2."),
])  # fmt: skip
def test_what_does_not_fit_is_said_under_the_option_that_was_typed(
    run: Run, case: str, typed: tuple[str, ...], begins: str
) -> None:
    added = {
        "FLAG": run("add", case, "danger", "--type", "self_harm", "--level", "high"),
        "GOAL": run("add", case, "goal", "--statement", "G", "--expected", "E"),
    }
    ids = {name: done.out.split()[-1] for name, done in added.items()}
    refused = run(*({"CASE": case, **ids}.get(word, word) for word in typed))
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(begins)


@pytest.mark.parametrize(("typed", "english", "indonesian"), [
    (("score", "CASE", "housing=9/1"), "SCORE: “9”", "SKOR: “9”"),
    (("score", "CASE", f"{'x' * 61}=4/1"), "SCORE: This is longer", "SKOR: "),
    (("mask", "CASE", "", "--as", "place"), "WORD: This is needed.", "KATA: "),
    (("next-contact", "CASE", "yesterday"), "DAY: This day has passed.", "HARI: "),
    (("supervision", "CASE", "Go on", "--next", "yesterday"), "--next: The next session", "--next: "),
    (("contact", "CASE", "--mode", "phone", "--outcome", "reached", "--next", "yesterday"), "--next: ", "--next: "),
    (("today", "--done", "--day", "tomorrow"), "--day: This day has not come yet.", "--day: "),
])  # fmt: skip
def test_a_place_is_named_as_the_help_of_the_command_has_it(
    run: Run, case: str, typed: tuple[str, ...], english: str, indonesian: str
) -> None:
    for language, begins in (("en", english), ("id", indonesian)):
        refused = run("--lang", language, *(case if word == "CASE" else word for word in typed))
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.startswith(begins), language


@pytest.mark.parametrize(("typed", "named"), [
    (["--problem", "x"], "--problem"), (["--presenting-problem=x"], "--presenting-problem"), ([], "--problem"),
])  # fmt: skip
def test_of_two_names_of_an_option_the_one_that_was_typed_is_said(typed: list[str], named: str) -> None:
    parser = Parser()
    parser.add_argument("--problem", "--presenting-problem", dest="presenting_problem")
    assert as_typed({"presenting_problem": "No."}, parser, typed) == f"{named}: No."
    assert as_typed({"elsewhere": "No."}, parser, typed) == "elsewhere: No."
