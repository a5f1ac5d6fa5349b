"""The program in terminals that call themselves otherwise, and send other bytes for the same key."""

import os
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from fcntl import ioctl
from pathlib import Path

import pytest

from store import open_casebook
from tests.journeys.screen import Screen

KINDS = ["linux", "xterm", "screen", "tmux-256color", "xterm-256color"]
HELP = ["\x1bOP", "\x1b[11~", "\x1b[[A", "?"]
LANGUAGE = ["\x1bOQ", "\x1b[12~", "\x1b[[B"]
COLOURS = ["\x1bOR", "\x1b[13~", "\x1b[[C"]
END = ["\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~", "G"]
HOME = ["\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~", "g"]
ON = ["\x1b[1;2C", "L", "a"]
NOT_USED = {"ctrl+h": "\x08", "ctrl+i": "\x09", "ctrl+j": "\x0a", "ctrl+k": "\x0b", "ctrl+m": "\x0d"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    with open_casebook(tmp_path / "book") as opened:
        for alias in ("Bu S", "Pak D", "Kel. P"):
            opened.add_case(alias=alias, size="family")
    return tmp_path / "book"


@pytest.fixture
def program(book: Path) -> Iterator[Screen]:
    with Screen(book) as running:
        running.wait_for("Bu S")
        yield running


def written(folder: Path) -> list[object]:
    """What is written of the cases."""
    with open_casebook(folder) as opened:
        return [(case, len(opened.notes(case.code))) for case in opened.cases()]


@pytest.mark.parametrize("kind", KINDS)
def test_the_board_stands_in_it_and_keys_arrive(book: Path, kind: str) -> None:
    with Screen(book, env={"TERM": kind, "COLORTERM": ""}) as program:
        program.wait_for("Bu S", "Engage", "review", "quit")
        program.press("?")
        program.wait_for("What the keys do")
        program.press("escape")
        program.wait_without("What the keys do")
        program.press("ctrl+q")
        assert program.ends() == 0


def test_the_same_key_in_the_bytes_of_several_terminals(program: Screen) -> None:
    for sequence in HELP:
        program.press(sequence)
        program.wait_for("What the keys do")
        program.press("escape")
        program.wait_without("What the keys do")
    for number, sequence in enumerate(LANGUAGE):
        program.press(sequence)
        program.wait_for("active cases" if number % 2 else "kasus aktif")
    program.press(LANGUAGE[0])
    program.wait_for("active cases")
    for sequence in ON:
        program.press(sequence)
        program.wait_for("Assessment", "esc")
        program.press("escape")
        program.wait_for("review")


def test_the_ends_of_a_column_in_the_bytes_of_several_terminals(program: Screen) -> None:
    for end, home in zip(END, HOME, strict=True):
        for sequence, alias in ((end, "Kel. P"), (home, "Bu S")):
            program.press(sequence, "enter")
            program.wait_for("Overview", alias)
            program.press("escape")
            program.wait_for("review")


def test_a_colour_key_of_any_terminal_changes_only_colours(program: Screen) -> None:
    for sequence in COLOURS:
        program.press(sequence)
        program.wait_for("Bu S", "active cases")


@pytest.mark.parametrize("name", NOT_USED)
def test_keys_that_terminals_take_do_no_harm(book: Path, name: str) -> None:
    before = written(book)
    with Screen(book) as program:
        program.wait_for("Bu S")
        program.press(NOT_USED[name])
        program.press("escape", "ctrl+q")
        assert program.ends() == 0
    assert written(book) == before


def test_alt_with_a_letter_writes_nothing(book: Path) -> None:
    before = written(book)
    with Screen(book) as program:
        program.wait_for("Bu S")
        for letter in "abtn1":
            program.burst(f"\x1b{letter}")
            program.settle(0.3)
            program.press("escape")
        program.press("escape", "ctrl+q")
        assert program.ends() == 0
    assert written(book) == before


def test_a_lock_key_is_answered_where_there_is_no_passphrase(program: Screen) -> None:
    program.press("ctrl+l")
    program.wait_for("passphrase")


def test_ctrl_z_says_why_not(program: Screen) -> None:
    program.press("\x1a")
    program.wait_for("stays in front")


def test_what_is_pasted_is_text_and_no_keys(program: Screen) -> None:
    program.press("n")
    program.wait_for("new note")
    program.burst("\x1b[200~first line\rq a t\x1b[201~")
    shown = program.wait_for("first line", "q a t")
    assert "new note" in shown


def test_another_size_is_drawn_anew(program: Screen) -> None:
    program.press("n")
    program.wait_for("new note")
    program.press(*"Bertemu ")
    for columns, lines in ((60, 20), (20, 5), (100, 30)):
        ioctl(program.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        os.kill(program.child.pid, signal.SIGWINCH)
        program._screen.resize(lines, columns)
        program.press(*"ibu ")
    program.wait_for("Bertemu ibu ibu ibu")


# tmux


class Tmux:
    """A server of its own, with one window in which the program runs."""

    def __init__(self, folder: Path, book: Path) -> None:
        self._socket = str(folder / "tmux.sock")
        command = f"{sys.executable} -c 'import sys; from tui.cli import main; sys.exit(main())'"
        env = {"LINGKAR_HOME": str(book), "LINGKAR_LANG": "en"}
        told = [part for name, value in env.items() for part in ("-e", f"{name}={value}")]
        self("-f", os.devnull, "new-session", "-d", "-x", "80", "-y", "24", *told, command)

    def __call__(self, *words: str) -> str:
        ours = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "TMUX")}
        command = ["tmux", "-S", self._socket, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=ours)
        return done.stdout

    def keys(self, *names: str) -> None:
        self("send-keys", *names)

    def wait_for(self, *texts: str) -> str:
        end = time.monotonic() + 20
        while not all(text in (shown := self("capture-pane", "-p")) for text in texts):
            assert time.monotonic() < end, f"waited for {texts}:\n{shown}"
            time.sleep(0.05)
        return shown


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")
def test_a_day_in_tmux(tmp_path: Path, book: Path) -> None:
    window = Tmux(tmp_path, book)
    try:
        window.wait_for("Bu S", "active cases")
        window.keys("F1")
        window.wait_for("What the keys do")
        window.keys("Escape")
        window.wait_for("r review")  # a letter right behind escape would be alt with that letter
        window.keys("n")
        window.wait_for("new note")
        window.keys("-l", "Bertemu ibu.")
        window.wait_for("Bertemu ibu.")
        window("resize-window", "-x", "60", "-y", "20")
        window.wait_for("Bertemu ibu.")
        window.keys("C-s")
        window.wait_for("active cases")
        window.keys("S-Right")
        window.wait_for("Assessment", "esc")
        window.keys("Escape")
        window.wait_for("active cases")
        window.keys("C-q")
    finally:
        window("kill-server")
