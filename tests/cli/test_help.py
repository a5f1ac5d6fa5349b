"""`lingkar help`: the manual as plain text, in both languages, narrow or wide; a slip is told what is near."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from store.language import use
from tests.cli.conftest import Run, contents
from tui.guide.pages import TOPICS, page, title_of


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_lists_the_topics(run: Run, language: str, folder: Path) -> None:
    shown = run("--lang", language, "help")
    assert shown.code == 0
    for name in TOPICS:
        assert any(line.split() == [name, *title_of(name).split()] for line in shown.out.splitlines())
    assert not folder.exists(), "reading the manual makes no book"


@pytest.mark.parametrize("name", TOPICS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_topic_is_plain_text(run: Run, monkeypatch: pytest.MonkeyPatch, name: str, language: str) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    shown = run("help", name, "--lang", language)
    assert (shown.code, shown.err) == (0, "")
    drawn = {sign for sign in shown.out if unicodedata.category(sign) == "So" or 0x2500 <= ord(sign) < 0x2600}
    assert drawn == set()
    assert "\x1b" not in shown.out
    for line in shown.out.splitlines():
        assert len(line) <= 60 or line.startswith("    ") or " " not in line.strip(), line
    use(language)
    said = "".join(shown.out.replace("`", "").split())
    for piece in page(name).pieces:
        assert "".join(piece.runs[-1][0].split()) in said
    use("en")


def test_keys_stand_one_a_line(run: Run) -> None:
    lines = run("help", "board").out.splitlines()
    assert "  a, shift+right, L: Move the case to the next phase, through its gate" in lines


@pytest.mark.parametrize(
    ("typed", "topic"),
    [("tinjauan", "review"), ("Tinjauan harian", "review"), ("The daily review", "review"), ("BOARD", "board"),
     ("ecomap", "people"), ("privasi", "safety"), ("lost", "lost"), ("stolen", "lost"), ("hilang", "lost"),
     ("dicuri", "lost")],
)  # fmt: skip
def test_a_topic_is_found_by_its_title_in_either_language(run: Run, typed: str, topic: str) -> None:
    for words in ([typed], typed.split()):
        shown = run("help", *words)
        assert shown.code == 0
        assert shown.out.splitlines()[0] == title_of(topic)


@pytest.mark.parametrize(
    ("typed", "near"), [("revew", "review"), ("bord", "board"), ("papn", "board"), ("dta", "data")]
)
def test_a_slip_is_told_what_is_near(run: Run, typed: str, near: str) -> None:
    shown = run("help", typed)
    assert (shown.code, shown.out) == (2, "")
    assert near in shown.err
    assert typed in shown.err


def test_what_plain_does_is_said_where_it_does_it(run: Run) -> None:
    told = {command: " ".join(run(*command.split(), "--help").out.split()) for command in ("", "new", "import", "list")}
    assert "of a command that reads: print rows in which each fact has its name." in told[""]
    for command in ("new", "import"):
        assert "--plain where there is no book yet: make one; unless a passphrase is given, anybody" in told[command]
    assert "--plain" not in told["list"]


@pytest.mark.parametrize("typed", ["xyzzy", "[/]", "\x1b[2J", " "])
def test_nonsense_is_a_sentence(run: Run, typed: str) -> None:
    shown = run("help", typed)
    assert shown.code == (0 if not typed.strip() else 2)
    assert "\x1b" not in shown.err
    assert "Traceback" not in shown.err


def test_a_word_of_several_titles_names_them(run: Run) -> None:
    shown = run("help", "and")
    assert shown.code == 2
    assert "goals" in shown.err
    assert "notes" in shown.err


def test_a_key_of_the_settings_is_right(run: Run, folder: Path) -> None:
    assert run("new", "--alias", "Bu S", "--size", "family", "--plain").code == 0
    (folder / "settings.toml").write_text('[keymap]\nadvance = "ctrl+y"\n', encoding="utf-8")
    before = contents(folder)
    assert "`ctrl+y` moves the case" in " ".join(run("help", "start").out.split())
    assert contents(folder) == before
    (folder / "settings.toml").unlink()
    assert "`a` moves the case" in " ".join(run("help", "start").out.split())


def test_it_needs_no_passphrase(run: Run, folder: Path) -> None:
    assert (
        run("new", "--alias", "A", "--size", "family", "--passphrase-file", "-", stdin=b"one two three four\n").code
        == 0
    )
    assert run("help", "safety").code == 0


def test_it_loads_no_screen_that_it_does_not_need(folder: Path) -> None:
    code = "import sys; from tui.cli import main; main(['help', 'start']); print('textual.app' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
