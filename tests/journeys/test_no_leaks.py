"""Nothing of a client lies on the disk outside an encrypted book: a whole journey in a real terminal, then a search.

Every folder the program could write to (book, home, temporary, state, cache, memory, current folder) lies in one tree,
and Textual is asked to log and to take pictures there. The same journey over a book without a passphrase shows that the
search finds what it looks for.
"""

import os
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from store import Casebook, open_casebook
from tests.journeys.screen import Screen
from tui.cli import main

PASSPHRASE = "Malachit kolam tujuh jalan"

ALIAS, PROBLEM, NAME = "Zamrudalias", "Kecubungmasalah", "Mutiaranama"
NOTE, OUTSIDE, DRAFT = "Piruscatatan", "Safirluar", "Nilamdraf"
SUMMARY, IMPORTED = "Delimaringkasan", "Intanimpor"
WORDS = (ALIAS, PROBLEM, NAME, NOTE, OUTSIDE, DRAFT, SUMMARY, IMPORTED)
"""What the journey tells the book of clients; none of it is in the program's own texts."""
UNSAVED, TYPED = "Akikformulir", "Rubidiketik"
"""What is typed and never saved, or perhaps not yet when the program is killed."""
CODE = f"K-{date.today().year}-001"

CSV = f"alias,size,presenting_problem\n{IMPORTED},family,{IMPORTED}\n"

TITLE = re.compile(rb"\x1b\][012];([^\x07\x1b]*)")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")


class Recorded(Screen):
    """A terminal that keeps all that was written to it."""

    written = b""

    def _read(self, timeout: float) -> int:
        before = self.seen
        came = super()._read(timeout)
        if came:
            self.written += self.seen[-came:] if came <= len(self.seen) else before
        return came


class Tree:
    """One folder that holds everything the program could write to.

    Attributes:
        book: where the book is.
        env: what points the program into the tree, and lures it to write more.
        shown: all that was written to the terminal.
    """

    def __init__(self, root: Path, outside: Path) -> None:
        """Make the folders; `outside` is for what the user brings along."""
        self.root, self.outside = root, outside
        self.book = root / "data" / "lingkar"
        self.shown = b""
        folders = {
            "HOME": "home", "TMPDIR": "tmp", "TEMP": "tmp", "TMP": "tmp", "XDG_DATA_HOME": "data",
            "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state",
            "XDG_RUNTIME_DIR": "memory", "XDG_DOCUMENTS_DIR": "home/Documents", "TEXTUAL_SCREENSHOT_LOCATION": "tmp",
        }  # fmt: skip
        for name in {*folders.values(), "here"}:
            (root / name).mkdir(parents=True, exist_ok=True)
        (outside / "editor.py").write_text(
            "import pathlib, sys\n"
            "path = pathlib.Path(sys.argv[-1])\n"
            f"path.write_text(path.read_text() + ' {OUTSIDE}')\n"
            f"pathlib.Path({str(root / 'home' / 'arguments')!r}).write_text(' '.join(sys.argv))\n"
        )
        self.env = {
            **{name: str(root / folder) for name, folder in folders.items()},
            "TEXTUAL": "debug,devtools", "TEXTUAL_LOG": str(root / "textual.log"), "TEXTUAL_DEBUG": "1",
            "TEXTUAL_SCREENSHOT": "1", "PYTHONASYNCIODEBUG": "1", "PYTHONDONTWRITEBYTECODE": "1",
            "EDITOR": f"{sys.executable} {outside / 'editor.py'}",
        }  # fmt: skip

    def start(self) -> Recorded:
        return Recorded(self.book, columns=100, lines=34, env=self.env, cwd=self.root / "here")

    def holding(self, *words: str) -> set[str]:
        """Those of these words that a file, its name, or the name of a folder in the tree holds, in any letters."""
        found = set()
        for path in self.root.rglob("*"):
            held = os.fsencode(path.name) + (path.read_bytes() if path.is_file() else b"")
            held = held.lower()
            found |= {
                word
                for word in words
                if any(word.lower().encode(encoding) in held for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
            }
        return found


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    (tmp_path / "tree").mkdir()
    (tmp_path / "outside").mkdir()
    return Tree(tmp_path / "tree", tmp_path / "outside")


def test_nothing_lies_in_plain_text_beside_an_encrypted_book(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    with tree.start() as screen:
        screen.wait_for("a new casebook")
        screen.press("enter", "enter", "enter", PASSPHRASE, "enter", PASSPHRASE, "enter")
        key = shown_key(screen.wait_for("AGE-SECRET-KEY-1"))
        screen.press("enter")
        screen.wait_for("No file was written.")
        screen.press("y")
        screen.wait_for("Three keys to remember")
        screen.press("enter")
        take_in(screen)
        lock_in_the_middle_of_a_form(screen)
        be_killed_in_the_middle_of_a_note(screen)
        tree.shown += screen.written
    bring_in_and_back_up(tree, monkeypatch, passphrase=PASSPHRASE)
    with open_casebook(tree.book, PASSPHRASE) as book:
        check(book)
    assert tree.holding(*WORDS, UNSAVED, TYPED, PASSPHRASE, key) == set()
    assert list((tree.root / "home").glob("*lingkar*"))  # the backup was among what was searched
    assert list((tree.root / "memory").iterdir()) == []
    assert list((tree.root / "here").iterdir()) == []
    titles = b" ".join(TITLE.findall(tree.shown)).lower()
    assert [word for word in WORDS if word.lower().encode() in titles] == []
    assert ALIAS.encode() in tree.shown


def test_the_same_search_finds_all_of_it_beside_a_plain_book(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    open_casebook(tree.book).close()
    with tree.start() as screen:
        take_in(screen)
        be_killed_in_the_middle_of_a_note(screen)
    bring_in_and_back_up(tree, monkeypatch)
    with open_casebook(tree.book) as book:
        check(book)
    assert tree.holding(*WORDS) == set(WORDS)


def shown_key(text: str) -> str:
    """The recovery key, which the sheet shows in groups."""
    found = re.search(r"AGE-SECRET-KEY-1((\s+[A-Z0-9]{2,4})+)", text.replace("│", " "))
    assert found, text
    key = "AGE-SECRET-KEY-1" + "".join(found[1].split())
    assert len(key) == 74, key
    return key


def take_in(screen: Screen) -> None:
    """A case, and a note on it that another editor goes on with."""
    screen.wait_for("Your casebook is empty")
    screen.press("c")
    screen.wait_for("New case", "Alias")
    screen.press(ALIAS, "tab", "f", "tab", "tab", NAME, "tab", PROBLEM, "ctrl+s")
    screen.wait_for("-001 added", ALIAS)
    screen.press("n")
    screen.wait_for("new note")
    screen.press(NOTE, "f4")
    screen.wait_for("Write this note in python")
    screen.press("y")
    screen.wait_for("The text came back", OUTSIDE)
    screen.press("ctrl+g")
    screen.wait_for("Sign this note?")
    screen.press("h", "ctrl+s")
    screen.wait_for("signed")


def lock_in_the_middle_of_a_form(screen: Screen) -> None:
    screen.press("c")
    screen.wait_for("New case")
    screen.press(UNSAVED, "ctrl+l")
    screen.wait_for("The book is locked.")
    screen.press(PASSPHRASE, "enter")
    screen.wait_for(UNSAVED)
    screen.press("escape")
    screen.wait_for("Throw away what you typed?")
    screen.press("y")
    screen.wait_without(UNSAVED)


def be_killed_in_the_middle_of_a_note(screen: Screen) -> None:
    """Some of it is in the draft by then, some was typed at that moment."""
    screen.press("n")
    screen.wait_for("new note")
    screen.press(DRAFT)
    screen.wait_for("draft saved")
    screen.burst(TYPED)
    screen.wait_for(TYPED)
    screen.child.kill()
    screen.child.wait()


def bring_in_and_back_up(tree: Tree, monkeypatch: pytest.MonkeyPatch, passphrase: str = "") -> None:
    """The commands for the rest: a closing, an import, a backup."""
    for name, value in tree.env.items():
        if name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR") or name.startswith("XDG_"):
            monkeypatch.setenv(name, value)
    monkeypatch.setattr("tempfile.tempdir", tree.env["TMPDIR"])
    monkeypatch.chdir(tree.root / "here")
    (tree.outside / "cases.csv").write_text(CSV)
    (tree.outside / "passphrase").write_text(passphrase)
    (tree.outside / "passphrase").chmod(0o600)
    given = ["--book", str(tree.book), *(["--passphrase-file", str(tree.outside / "passphrase")] if passphrase else [])]
    for command in (
        ["terminate", CODE, "--reason", "moved", "--outcome", "better", "--summary", SUMMARY, "--notice", "agreed",
         "--override", "Pindah rumah sebelum rencana dibuat"],
        ["import", str(tree.outside / "cases.csv")],
        ["compact"],
        ["backup", str(tree.root / "home")],
    ):  # fmt: skip
        assert main([*given, *command]) == 0, command


def check(book: Casebook) -> None:
    """All of it is in the book; so a search that finds nothing has looked for the right thing."""
    first, second = sorted(book.cases(), key=lambda case: case.code)
    assert (first.alias, first.client_name, first.presenting_problem) == (ALIAS, NAME, PROBLEM)
    assert first.closure is not None
    assert (first.closure.summary, second.alias) == (SUMMARY, IMPORTED)
    draft, signed = sorted((note.body for note in book.notes(first.code)), key=len)
    assert (draft.removesuffix(TYPED), signed.split()) == (DRAFT, [NOTE, OUTSIDE])
