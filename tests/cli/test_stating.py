"""Signing from the command line: what contact a note tells of is asked, never made up."""

import io
import json
import sys

import pytest

from store.language import use
from tests.cli.conftest import Run
from tui.cli import main

NOBODY_SAID = "Nothing was signed: nobody said how the contact was."


class Terminal(io.StringIO):
    """Standard input at which somebody sits."""

    def isatty(self) -> bool:
        """It is."""
        return True


def note_of(run: Run, case: str) -> dict[str, str]:
    (note,) = json.loads(run("notes", case, "--json").out)
    return dict(note)


@pytest.fixture
def draft(run: Run, case: str) -> str:
    """The id of a draft of which nobody said what contact it tells of."""
    run("note", case, "Only text")
    return note_of(run, case)["id"]


def test_a_draft_is_not_signed_while_nobody_said_how_the_contact_was(run: Run, case: str, draft: str) -> None:
    refused = run("sign", case, draft[:8])
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(NOBODY_SAID)
    assert "--mode home_visit --outcome reached" in refused.err
    assert note_of(run, case)["status"] == "draft"
    assert run("sign", case, draft[:8], "--mode", "admin").code == 0
    assert (note_of(run, case)["mode"], note_of(run, case)["status"]) == ("admin", "signed")


def test_a_note_is_not_signed_at_once_either(run: Run, case: str) -> None:
    refused = run("note", case, "Seen", "--sign")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(NOBODY_SAID)
    assert json.loads(run("notes", case, "--json").out) == []
    assert run("note", case, "Seen", "--sign", "--mode", "home_visit").code == 0
    assert (note_of(run, case)["mode"], note_of(run, case)["outcome"]) == ("home_visit", "reached")


@pytest.mark.parametrize(("typed", "mode", "outcome"), [
    ("1\n3\n", "home_visit", "no_answer"), ("telephone\nreached\n", "phone", "reached"), ("12\n", "admin", "reached"),
    ("99\nnonsense\nphone\n1\n", "phone", "reached"),
])  # fmt: skip
def test_at_a_terminal_it_is_asked(
    run: Run, case: str, draft: str, typed: str, mode: str, outcome: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    assert main(["sign", case, draft]) == 0
    asked = capsys.readouterr().err
    assert "How was the contact?" in asked
    assert "1 Home visit\n" in asked
    assert ("3 No answer" in asked) is (mode != "admin")
    signed = note_of(run, case)
    assert (signed["mode"], signed["outcome"], signed["status"]) == (mode, outcome, "signed")


@pytest.mark.parametrize("typed", ["", "\n", "1\n\n"])
def test_without_an_answer_nothing_is_signed(
    run: Run, case: str, draft: str, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    assert main(["sign", case, draft]) == 1
    assert note_of(run, case)["status"] == "draft"


def test_what_the_draft_says_is_not_asked_again(run: Run, case: str) -> None:
    run("contact", case, "--mode", "phone", "--outcome", "no_answer", "Rang twice")
    assert run("sign", case, note_of(run, case)["id"]).code == 0


@pytest.mark.parametrize(("language", "sentence"), [("en", "This has not come yet."), ("id", "belum tiba.")])
def test_a_contact_that_has_not_come_is_refused(run: Run, case: str, language: str, sentence: str) -> None:
    ahead = ("--at", "2090-01-01T09:00")
    for words in (
        ("note", case, "b", "--mode", "home_visit", "--sign", *ahead), ("note", case, "b", *ahead),
        ("contact", case, "--mode", "phone", "--outcome", "reached", *ahead),
        ("group-note", case, "--text", "b", "--sign", *ahead),
    ):  # fmt: skip
        refused = run("--lang", language, *words)
        assert (refused.code, refused.out) == (1, ""), words
        assert sentence in refused.err
    use("en")
    assert json.loads(run("notes", case, "--json").out) == []


@pytest.mark.parametrize(("language", "sentence"), [("en", "This day has passed."), ("id", "sudah lewat.")])
def test_no_contact_is_planned_for_a_day_that_has_passed(run: Run, case: str, language: str, sentence: str) -> None:
    for words in (
        ("next-contact", case, "2020-01-01"), ("edit", case, "--next-contact", "2020-01-01"),
        ("contact", case, "--mode", "phone", "--outcome", "reached", "--next", "yesterday"),
        ("new", "--alias", "Bu T", "--size", "family", "--next-contact", "2020-01-01"),
    ):  # fmt: skip
        refused = run("--lang", language, *words)
        assert (refused.code, refused.out) == (1, ""), words
        assert sentence in refused.err
    use("en")
    assert "Next contact: none" in run("--plain", "list").out
    assert run("next-contact", case, "today").code == 0
