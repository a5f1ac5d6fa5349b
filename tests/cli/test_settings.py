"""`lingkar settings`: everything that is set and where it stands, and setting one; every slip is a sentence."""

import json
from pathlib import Path

import pytest

from store import open_casebook
from store.settings import Settings
from store.settings_file import NAME
from tests.cli.conftest import Run
from tui.commands.command import use_keys


@pytest.fixture(autouse=True)
def book(run: Run, case: str) -> None:
    """A book with a case in it."""
    use_keys({})


def settings(folder: Path) -> Settings:
    with open_casebook(folder, create=False, read_only=True) as book:
        return book.settings


def test_without_a_name_everything_is_said_and_where_it_stands(run: Run, folder: Path) -> None:
    (folder / NAME).write_text('# mine\nlock_after = 9\n[limits]\nreview = 60\n[keymap]\nnote = "f9"\n')
    run("settings", "practitioner", "Sari")
    said = run("settings")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert {
        "language: (empty) (as usual)", "lock_after: 9 (settings.toml, line 2)", "hints: yes (as usual)",
        "limits.review: 60 (settings.toml, line 4)", "limits.assessment.high: 3 (as usual)",
        "keymap.note: f9 (settings.toml, line 6)", "practitioner: Sari (in the book)",
    } <= set(lines)  # fmt: skip
    assert lines[-1] == f"The file: {folder / NAME}"
    named = {line.split(": ")[0].split(".")[0] for line in lines[:-1]}
    assert named == set(Settings.model_fields) - {"saved"}, "nothing is left out; no search is saved"


def test_as_json_too(run: Run, folder: Path) -> None:
    (folder / NAME).write_text("lock_after = 9\ntheme = 'blue'\nhints = 3\n")
    said = run("settings", "--json")
    told = json.loads(said.out)
    by_name = {each["name"]: each for each in told["settings"]}
    assert by_name["lock_after"] == {"name": "lock_after", "value": 9, "stands": "file", "line": 1}
    assert by_name["show_names"] == {"name": "show_names", "value": False, "stands": "usual"}
    assert told["file"] == str(folder / NAME)
    assert [trouble.split(": ")[0] for trouble in told["trouble"]] == [
        "settings.toml, line 3, hints", "settings.toml, line 2, theme",
    ]  # fmt: skip
    assert "line 2, theme" in said.err


def test_one_is_said_with_what_it_can_be(run: Run) -> None:
    assert run("settings", "card_order").out == (
        "card_order: urgency (as usual)\nIt can be: urgency, phase_age, code, alias\n"
    )
    themes = run("settings", "theme").out
    assert "lingkar-dark, lingkar-light" in themes
    assert "nord" in themes
    assert run("settings", "keymap.note").out == "keymap.note: n (as usual)\n"
    assert run("settings", "limits.planning").out.count("\n") == 5


@pytest.mark.parametrize(("args", "field", "value"), [
    (("lock_after", "30"), "lock_after", 30),
    (("language", "id"), "language", "id"),
    (("theme", "lingkar-light"), "theme", "lingkar-light"),
    (("hints", "no"), "hints", False),
    (("hints", "Tidak"), "hints", False),
    (("show_names", "ya"), "show_names", True),
    (("packet_format", "md"), "packet_format", "md"),
    (("packet_folder", "/tmp/a b"), "packet_folder", "/tmp/a b"),
    (("practitioner", "Sari [/] Dewi"), "practitioner", "Sari [/] Dewi"),
    (("keymap.note", "f9"), "keymap", {"note": ("f9",)}),
    (("keymap.note", "f9, shift+up"), "keymap", {"note": ("f9", "shift+up")}),
    (("limits.review", "60"), "limits", Settings().limits.changed(review=60)),
])  # fmt: skip
def test_one_is_set(run: Run, folder: Path, args: tuple[str, str], field: str, value: object) -> None:
    said = run("settings", *args)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{args[0]}: ")
    assert getattr(settings(folder), field) == value


def test_limits_of_a_phase_are_set_one_by_one_and_given_back(run: Run, folder: Path) -> None:
    assert run("settings", "limits.assessment.low", "20").code == 0
    assert run("settings", "limits.assessment.high", "2").code == 0
    assert (settings(folder).limits.assessment.low, settings(folder).limits.assessment.high) == (20, 2)
    assert run("settings", "limits.assessment.low", "--usual").code == 0
    assert (settings(folder).limits.assessment.low, settings(folder).limits.assessment.high) == (14, 2)
    assert run("settings", "limits", "--usual").code == 0
    assert settings(folder).limits == Settings().limits
    run("settings", "keymap.note", "f9")
    assert run("settings", "keymap.note", "--usual").out == "keymap.note: as usual\n"
    assert settings(folder).keymap == {}


@pytest.mark.parametrize(("args", "code", "told"), [
    (("fly", "3"), 1, "There is no setting “fly”."),
    (("fly",), 1, "There is no setting “fly”."),
    (("limits.fly", "3"), 1, "There is no setting “limits.fly”."),
    (("theme.fly", "3"), 1, "There is no setting “theme.fly”."),
    (("keymap.fly", "f9"), 1, "There is no setting “keymap.fly”."),
    (("keymap", "f9"), 1, "such as keymap.note"),
    (("keymap.note", "N"), 1, "N is also the key of “Write one note for several cases"),
    (("keymap.note", ""), 1, "needs a key"),
    (("keymap.guide", "soap"), 1, "soap is no key"),
    (("limits.planning", "3"), 1, "Set one of them."),
    (("limits.review", "soon"), 1, "“soon” is not a whole number."),
    (("limits.review", "20"), 1, "is not reviewed less often"),
    (("lock_after", "-1"), 1, "does not fit here; it can be 0 to 1440."),
    (("hints", "perhaps"), 1, "it can be yes, no."),
    (("language", "fr"), 1, "it can be id, en."),
    (("theme", "blue"), 1, "it can be lingkar-dark"),
    (("packet_format", "odt"), 1, "it can be pdf, html, docx, md."),
    (("card_order", "size"), 1, "it can be urgency"),
    (("saved", "x"), 1, "where one searches"),
    (("--usual",), 2, "give its name and one value"),
    (("theme", "nord", "--usual"), 2, "give its name and one value"),
    (("theme", "nord", "--json"), 2, "give its name and one value"),
])  # fmt: skip
def test_a_slip_is_said_in_a_sentence_and_nothing_changes(
    run: Run, folder: Path, args: tuple[str, ...], code: int, told: str
) -> None:
    said = run("settings", *args)
    assert (said.code, said.out) == (code, "")
    assert told in said.err
    assert not (folder / NAME).exists()
    assert settings(folder) == Settings()


def test_an_unreadable_file_is_told_by_every_command_and_not_written_over(run: Run, folder: Path) -> None:
    (folder / NAME).write_text("theme is 3\n")
    listed = run("list")
    assert listed.code == 0
    assert "K-2026-" in listed.out
    assert "line 1, column 7 is not written as TOML wants it" in listed.err
    refused = run("settings", "theme", "lingkar-light")
    assert refused.code == 1
    assert "cannot be read" in refused.err
    assert (folder / NAME).read_text() == "theme is 3\n"


def test_a_wrong_line_is_told_by_every_command_on_standard_error(run: Run, folder: Path) -> None:
    (folder / NAME).write_text("lock_after = 'soon'\n")
    for command in (("list",), ("today",), ("list", "--json")):
        said = run(*command)
        assert said.code == 0
        assert said.err.count("settings.toml, line 1, lock_after:") == 1
        assert "settings.toml" not in said.out


def test_while_the_board_is_open_nothing_is_set_behind_its_back(run: Run, folder: Path) -> None:
    with open_casebook(folder):
        assert run("settings", "lock_after", "9").code == 4
        assert run("settings", "lock_after").code == 0


def test_a_language_that_was_set_is_that_of_the_next_command(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LINGKAR_LANG")
    run("settings", "language", "id")
    assert "perintah" in run("--help").out
    assert "commands" in run("--lang", "en", "--help").out
