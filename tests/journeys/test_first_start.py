"""The first minutes in a real terminal: from nothing to the first saved case, with a look around before it."""

from pathlib import Path

import pytest

from store import open_casebook
from store.keeping import Kept, how_kept
from tests.journeys.screen import Screen

PASSPHRASE = "bintang jatuh di sungai kelabu"
SIZES = [(80, 24), *(pytest.param(*size, marks=pytest.mark.thorough) for size in ((60, 20), (140, 40)))]


def system_speaks(language: str) -> dict[str, str]:
    """A machine whose system is set to a language, and on which nothing was ever said to Lingkar."""
    return {"LINGKAR_LANG": "", "LC_ALL": {"id": "id_ID.UTF-8", "en": "en_GB.UTF-8"}[language]}


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_from_nothing_to_the_first_saved_case(tmp_path: Path, columns: int, lines: int) -> None:
    book = tmp_path / "book"
    with Screen(book, columns=columns, lines=lines, env=system_speaks("en")) as screen:
        screen.wait_for("a new casebook", "English", "Your name", "Begin with")
        screen.press("enter", "Siti Nurhaliza", "enter", "enter", PASSPHRASE, "enter", PASSPHRASE)
        screen.wait_for("strong")
        assert not book.exists()
        screen.press("enter")
        screen.wait_for("Recovery sheet", "AGE-SECRET-KEY-1")
        screen.press("enter")
        screen.wait_for("No file was written.")
        screen.press("y")
        screen.wait_for("Three keys to remember", "Take in a new case")
        screen.press("enter")
        screen.wait_for("Your casebook is empty")
        screen.press("c")
        screen.wait_for("New case")
        screen.press("Bu S", "tab", "f", "ctrl+s")
        screen.wait_for("added", "Bu S")
        screen.press("q")
        assert screen.ends() == 0
    assert how_kept(book) is Kept.ENCRYPTED
    with Screen(book, columns=columns, lines=lines, env=system_speaks("id")) as screen:  # as it was chosen, not as here
        screen.wait_for("The book is locked.")
        screen.press("escape")
        screen.wait_for("To leave, press ctrl+q.")
        screen.press(PASSPHRASE, "enter")
        screen.wait_for("Bu S")
        screen.press("q")
        assert screen.ends() == 0
    with open_casebook(book, PASSPHRASE) as opened:
        assert opened.settings.practitioner == "Siti Nurhaliza"
        assert [case.alias for case in opened.cases()] == ["Bu S"]


def test_a_look_around_first_and_another_language(tmp_path: Path) -> None:
    book, scratch = tmp_path / "book", tmp_path / "scratch"
    scratch.mkdir()
    with Screen(book, env={**system_speaks("id"), "TMPDIR": str(scratch)}) as screen:
        screen.wait_for("Bahasa Indonesia", "Nama Anda")
        screen.press("right")
        screen.wait_for("English", "Your name")
        screen.press("enter", "Siti", "enter", "down", "enter")
        screen.wait_for("K-", "demo")
        assert [path.name[:8] for path in scratch.iterdir()] == ["lingkar-"]
        screen.press("q")
        screen.wait_for("a new casebook", "Siti")
        assert list(scratch.iterdir()) == []
        assert not book.exists()
        screen.press("ctrl+n")
        screen.wait_for("A book without a passphrase?")
        screen.press("y")
        screen.wait_for("Three keys to remember")
        screen.press("c")  # one of them, tried at once
        screen.wait_for("New case")
        screen.press("Bu S", "tab", "f", "ctrl+s")
        screen.wait_for("added", "Bu S")
        screen.press("q")
        assert screen.ends() == 0
    with open_casebook(book) as opened:
        assert (opened.settings.language, opened.settings.practitioner) == ("en", "Siti")
        assert len(opened.cases()) == 1


@pytest.mark.parametrize("way", ["escape", "ctrl+q"])
def test_whoever_leaves_has_made_nothing(tmp_path: Path, way: str) -> None:
    book = tmp_path / "book"
    with Screen(book) as screen:
        screen.wait_for("a new casebook")
        screen.press("enter", "Siti", way)
        assert screen.ends() == 0
    assert not book.exists()


def test_without_the_page_where_the_command_says_it_all(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    for name, words in (("plain", "--plain"), ("sealed", f"--passphrase-file {secret}")):
        with Screen(tmp_path / name, words=words) as screen:
            screen.wait_for("Your casebook is empty")
            screen.press("q")
            assert screen.ends() == 0
    assert how_kept(tmp_path / "plain") is Kept.PLAIN
    assert how_kept(tmp_path / "sealed") is Kept.ENCRYPTED
