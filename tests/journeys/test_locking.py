"""An encrypted book in a real terminal: made, locked in the middle of a note, killed, and opened again."""

from pathlib import Path

import pytest

from store import open_casebook
from store.keeping import Kept, how_kept, recovery_key
from tests.journeys.screen import Screen

PASSPHRASE = "bintang jatuh di sungai kelabu"
SECRET = "Rahasiasekali"


def make(book: Path) -> str:
    """An encrypted book with one case; answers its code."""
    with open_casebook(book, PASSPHRASE) as opened:
        return opened.add_case(alias=SECRET, size="family").code


def test_from_the_first_start_through_a_lock_and_a_kill(tmp_path: Path) -> None:
    book = tmp_path / "book"
    with Screen(book) as screen:
        screen.wait_for("a new casebook")
        screen.press("enter", "enter", "enter", PASSPHRASE, "enter", PASSPHRASE)
        screen.wait_for("strong")
        screen.press("enter")
        screen.wait_for("Recovery sheet", "AGE-SECRET-KEY-1")
        screen.press("enter")
        screen.wait_for("No file was written.")
        screen.press("y")
        screen.wait_for("Three keys to remember")
        screen.press("enter")
        screen.wait_for("Your casebook is empty")
        screen.press("c")
        screen.wait_for("New case")
        screen.press(SECRET, "tab", "f", "ctrl+s")
        screen.wait_for("added", SECRET)
        screen.press("n")
        screen.wait_for("new note")
        screen.press("Bertemu di rumah, ia berk")
        screen.wait_for("ia berk")
        screen.press("ctrl+l")
        locked = screen.wait_for("The book is locked.", "Passphrase")
        assert "Bertemu" not in locked
        assert SECRET not in locked
        screen.press(PASSPHRASE, "enter")
        screen.wait_for("Bertemu di rumah, ia berk")
        screen.press("ata lagi")
        screen.wait_for("ia berkata lagi")
        screen.press("ctrl+l")
        screen.wait_for("The book is locked.")
        screen.settle(3)  # the memory is cleared a second later at the latest
        assert SECRET.encode() not in memory_of(screen)
        screen.child.kill()
        screen.child.wait()
    assert how_kept(book) is Kept.ENCRYPTED
    with Screen(book) as screen:
        screen.wait_for("The book is locked.")
        screen.press("salah sekali", "enter")
        screen.wait_for("neither the passphrase of the book nor its recovery key")
        screen.wait_without("Wait 1")
        screen.press(PASSPHRASE, "enter")
        screen.wait_for("Bertemu di rumah, ia berkata lagi")
        screen.press("ctrl+s")
        screen.wait_for(SECRET, "draft")
        screen.press("ctrl+q")
        assert screen.ends() == 0
    with open_casebook(book, PASSPHRASE) as opened:
        (case,) = opened.cases()
        assert [note.body for note in opened.notes(case.code)] == ["Bertemu di rumah, ia berkata lagi"]
        assert opened.parked() == []


def memory_of(screen: Screen) -> bytes:
    """What the program's process holds in its heap; empty where the system does not show it."""
    try:
        lines = Path(f"/proc/{screen.child.pid}/maps").read_text().splitlines()
        held = b""
        with open(f"/proc/{screen.child.pid}/mem", "rb", buffering=0) as memory:
            for line in lines:
                if "[heap]" in line:
                    start, end = (int(part, 16) for part in line.split()[0].split("-"))
                    memory.seek(start)
                    held += memory.read(end - start)
    except OSError:
        pytest.skip("the system does not show the memory of a process")
    return held


def test_a_burst_behind_the_passphrase_in_a_real_terminal(tmp_path: Path) -> None:
    code = make(tmp_path / "book")
    with Screen(tmp_path / "book") as screen:
        screen.wait_for("The book is locked.")
        screen.burst(PASSPHRASE, "enter", "n", "Bertemu di rumah, anak tidur.", "ctrl+s", "right")
        screen.wait_for(SECRET, "draft")
        screen.press("ctrl+q")
        assert screen.ends() == 0
    with open_casebook(tmp_path / "book", PASSPHRASE) as book:
        assert [note.body for note in book.notes(code)] == ["Bertemu di rumah, anak tidur."]
        assert len(book.history(code)) == 1


def test_a_form_in_a_window_that_was_closed_comes_back(tmp_path: Path) -> None:
    make(tmp_path / "book")
    key = recovery_key(tmp_path / "book", PASSPHRASE)
    with Screen(tmp_path / "book") as screen:
        screen.wait_for("The book is locked.")
        screen.press(key, "enter")
        screen.wait_for(SECRET, "Last saved")
        screen.press("c")
        screen.wait_for("New case")
        screen.press("Pak Dull")
        screen.wait_for("Pak Dull")
        screen.child.terminate()
        assert screen.ends() == 0
    with Screen(tmp_path / "book") as screen:
        screen.wait_for("The book is locked.")
        screen.burst(PASSPHRASE, "enter")
        screen.wait_for("New case", "Pak Dull")
        screen.press("ah", "tab", "f", "ctrl+s")
        screen.wait_for("Pak Dullah")


def test_a_passphrase_file_opens_directly_and_a_wrong_one_ends_with_3(tmp_path: Path) -> None:
    make(tmp_path / "book")
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE)
    file.chmod(0o600)
    with Screen(tmp_path / "book", words=f"--passphrase-file {file}") as screen:
        screen.wait_for(SECRET, "Last saved")
        screen.press("q")
        assert screen.ends() == 0
    file.write_text("salah sekali")
    with Screen(tmp_path / "book", words=f"--passphrase-file {file}") as screen:
        assert screen.ends() == 3
        assert "passphrase" in screen.text.lower()
