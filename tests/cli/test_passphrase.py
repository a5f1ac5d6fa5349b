"""Where commands take the passphrase from, and what they do without it."""

import getpass
import io
import json
import os
import sys
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

import tui.app
from store import WrongPassphrase, open_casebook
from tests.cli.conftest import Run, contents
from tui.app import LingkarApp

SECRET = "kolam ikan di belakang rumah é"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A file with the passphrase."""
    path = tmp_path / "passphrase"
    path.write_text(f"{SECRET}\nnot this line\n", encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def code(folder: Path) -> str:
    """A case in an encrypted book."""
    with open_casebook(folder, SECRET) as book:
        return book.add_case(alias="Bu S", size="family").code


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Let a person at a terminal type these passphrases; answers what they were asked and how long they waited."""

    def at_terminal(*answers: str | BaseException) -> list[str]:
        seen: list[str] = []
        coming: Iterator[str | BaseException] = iter(answers)

        def answer(prompt: str) -> str:
            seen.append(prompt)
            given = next(coming)
            if isinstance(given, BaseException):
                raise given
            return given

        monkeypatch.setattr("tui.plain.passphrase._is_at_a_terminal", lambda: True)
        monkeypatch.setattr(getpass, "getpass", answer)
        monkeypatch.setattr("time.sleep", lambda seconds: seen.append(f"{seconds} s"))
        return seen

    return at_terminal


def test_the_first_line_of_a_file_opens_the_book(run: Run, code: str, key: Path) -> None:
    for args in (["--passphrase-file", key, "list"], ["list", "--passphrase-file", key]):
        listed = run(*args)
        assert (listed.code, listed.err) == (0, "")
        assert listed.out.startswith(code)
    assert run("note", code, "Seen", "--passphrase-file", key).code == 0
    assert run("show", code, "--json", "--passphrase-file", key).out.count('"body": "Seen"') == 1


@pytest.mark.parametrize(
    "line", [SECRET, f"{SECRET}\r\n", f"\ufeff{SECRET}\n", unicodedata.normalize("NFD", SECRET), f"{SECRET}\n\n"]
)
def test_the_line_end_and_the_way_of_writing_letters_do_not_count(run: Run, code: str, key: Path, line: str) -> None:
    key.write_bytes(line.encode())
    assert run("list", "--passphrase-file", key).code == 0


@pytest.mark.parametrize("line", [f" {SECRET}", f"{SECRET} ", SECRET.upper()])
def test_spaces_and_case_do_count(run: Run, code: str, key: Path, line: str) -> None:
    key.write_text(line, encoding="utf-8")
    refused = run("list", "--passphrase-file", key)
    assert (refused.code, refused.out) == (3, "")
    assert "not the passphrase" in refused.err


def test_standard_input_gives_the_passphrase_and_then_the_note(run: Run, code: str, folder: Path) -> None:
    done = run("note", code, "-", "--passphrase-file", "-", stdin=f"{SECRET}\nFirst line\nsecond line\n".encode())
    assert (done.code, done.err) == (0, "")
    with open_casebook(folder, SECRET) as book:
        assert [note.body for note in book.notes(code)] == ["First line\nsecond line"]


def test_without_a_terminal_it_is_asked_for_in_a_sentence(run: Run, code: str, folder: Path) -> None:
    before = contents(folder)
    for args in (["list"], ["note", code, "Seen"], ["undo"], ["import", "gone.csv", "--dry-run"]):
        refused = run(*args)
        assert (refused.code, refused.out) == (3, "")
        assert "--passphrase-file" in refused.err
        assert len(refused.err.splitlines()) == 1
    assert contents(folder) == before


def test_a_wrong_passphrase_changes_nothing(run: Run, code: str, folder: Path, key: Path) -> None:
    key.write_text("no\n")
    before = contents(folder)
    for args in (["list"], ["note", code, "Seen"]):
        refused = run(*args, "--passphrase-file", key)
        assert (refused.code, refused.out) == (3, "")
    assert contents(folder) == before


def test_a_file_that_gives_none(run: Run, code: str, tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "no first line").write_bytes(b"\nsecond\n")
    (tmp_path / "latin").write_bytes(b"caf\xe9\n")
    for name, says in (
        ("gone", "there is no such file"), (".", "cannot be read"), ("latin", "not UTF-8"),
        ("empty", "no passphrase"), ("no first line", "no passphrase"),
    ):  # fmt: skip
        refused = run("list", "--passphrase-file", tmp_path / name)
        assert (refused.code, refused.out) == (1, ""), name
        assert says in refused.err
        assert "Nothing was changed." in refused.err
    assert run("list", "--passphrase-file", "-", stdin=b"").code == 1


def test_it_is_asked_for_at_a_terminal(run: Run, code: str, typed: Callable[..., list[str]]) -> None:
    seen = typed(SECRET)
    assert run("list").out.startswith(code)
    assert seen == ["Passphrase: "]


def test_it_is_asked_for_three_times_with_growing_pauses(run: Run, code: str, typed: Callable[..., list[str]]) -> None:
    seen = typed("a", "b", SECRET)
    assert run("list").out.startswith(code)
    assert seen == ["Passphrase: ", "1 s", "Passphrase: ", "2 s", "Passphrase: "]
    seen = typed("a", "b", "c")
    refused = run("list")
    assert (refused.code, refused.out, len(refused.err.splitlines())) == (3, "", 3)
    assert seen == ["Passphrase: ", "1 s", "Passphrase: ", "2 s", "Passphrase: "]


@pytest.mark.parametrize("answer", ["", EOFError(), OSError()])
def test_nothing_typed_ends_it(
    run: Run, code: str, typed: Callable[..., list[str]], answer: str | BaseException
) -> None:
    typed(answer)
    assert run("list").code == 3


def test_nothing_is_asked_where_it_would_be_shown(
    run: Run, code: str, typed: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed()

    def shows(prompt: str) -> str:
        warnings.warn("shown", getpass.GetPassWarning, stacklevel=1)
        return SECRET

    monkeypatch.setattr(getpass, "getpass", shows)
    assert run("list").code == 3


def test_a_plain_book_asks_nothing_and_takes_none(run: Run, case: str, folder: Path, key: Path) -> None:
    before = contents(folder)
    refused = run("list", "--passphrase-file", key)
    assert (refused.code, refused.out) == (1, "")
    assert "no passphrase" in refused.err
    assert contents(folder) == before


@pytest.mark.parametrize("args", [["new", "--alias", "A", "--size", "family"], ["demo", "--fill"]])
def test_a_book_made_with_a_passphrase_is_encrypted(run: Run, folder: Path, key: Path, args: list[str]) -> None:
    assert run(*args, "--passphrase-file", key).code == 0
    with pytest.raises(WrongPassphrase):
        open_casebook(folder, "other")
    with open_casebook(folder, SECRET) as book:
        assert book.is_encrypted
        assert book.cases()


def test_an_import_makes_an_encrypted_book(run: Run, folder: Path, key: Path) -> None:
    tables = Path(__file__).parents[1] / "exchange"
    done = run("import", tables / "kasus.csv", "--map", tables / "peta.toml", "--passphrase-file", key)
    assert done.code == 0
    assert "A new casebook with a passphrase was made" in done.err
    assert json.loads(run("list", "--all", "--json", "--passphrase-file", key).out)


@pytest.mark.parametrize("args", [["list"], ["undo"], ["new", "--alias", "x" * 81, "--size", "family"]])
def test_no_book_is_made_by_other_commands(run: Run, folder: Path, key: Path, args: list[str]) -> None:
    assert run(*args, "--passphrase-file", key).code == 1
    assert not folder.exists()


def test_for_a_command_that_reads_plain_is_how_it_prints(run: Run, key: Path) -> None:
    made = run("--passphrase-file", key, "new", "--alias", "A", "--size", "family")
    listed = run("--passphrase-file", key, "list", "--plain")
    assert (listed.code, listed.out.startswith(f"Code: {made.out.strip()}; Alias: A; ")) == (0, True)


def test_how_a_new_book_is_kept_is_said_once(run: Run, folder: Path, key: Path) -> None:
    new = ("new", "--alias", "A", "--size", "family")
    made = run("--plain", *new)
    assert (made.code, made.out[:2]) == (0, "K-")
    assert made.err == (
        f"A new casebook without a passphrase was made in {folder}: anybody who has this laptop can read it. "
        "`lingkar passphrase` gives it one.\n"
    )
    assert run("--plain", *new).err == ""


def test_of_an_encrypted_one_its_strength_and_its_recovery_sheet_are_said(run: Run, folder: Path, key: Path) -> None:
    made = run("--passphrase-file", key, "new", "--alias", "A", "--size", "family")
    assert (made.code, made.out[:2]) == (0, "K-")
    strength, sheet = made.err.splitlines()
    assert strength.startswith("This passphrase is strong: ")
    assert f"made in {folder}" in sheet
    assert "`lingkar recovery-sheet -o FILE`" in sheet
    assert SECRET not in made.err


@pytest.mark.parametrize("args", [["new", "--alias", "A", "--size", "family"], ["demo", "--fill"]])
def test_plain_beside_a_passphrase_is_only_how_it_prints(run: Run, folder: Path, key: Path, args: list[str]) -> None:
    assert run("--plain", "--passphrase-file", key, *args).code == 0
    with open_casebook(folder, SECRET) as book:
        assert book.is_encrypted


def test_the_board_too_is_opened_with_both(run: Run, folder: Path, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tui.app, "_run", lambda app: 0 if app.book.is_encrypted else 9)
    monkeypatch.setattr(tui.app, "_must_have_a_terminal", lambda: None)
    made = run("--plain", "--passphrase-file", key)
    assert (made.code, made.err.startswith("This passphrase is strong")) == (0, True)
    assert run("--plain", "--passphrase-file", key).err == ""


def test_an_import_that_shows_its_columns_first_has_a_fit_passphrase_too(
    run: Run, folder: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.plain.transfer._shows_first", lambda args: True)
    monkeypatch.setattr(tui.app, "_run", lambda app: 0)
    monkeypatch.setattr(tui.app, "_must_have_a_terminal", lambda: None)
    table = Path(__file__).parents[1] / "exchange" / "kasus.csv"
    assert run("import", table, "--passphrase-file", key).err.startswith("This passphrase is strong")


def test_of_a_dump_with_both_an_encrypted_book_is_made(run: Run, case: str, folder: Path, key: Path) -> None:
    dump = folder.parent / "dump.json"
    assert run("dump", "-o", dump, "--yes").code == 0
    made = run("--plain", "--passphrase-file", key, "restore", dump)
    assert "It opens with the passphrase that you gave just now" in made.out
    assert "`lingkar recovery-sheet`" in made.out
    with open_casebook(folder, SECRET) as book:
        assert book.is_encrypted


def test_a_new_book_has_its_passphrase_typed_twice(
    run: Run, folder: Path, typed: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.plain.passphrase._is_typed_in", lambda: True)
    new = ("--passphrase-file", "-", "new", "--alias", "A", "--size", "family")
    seen = typed("short", SECRET, "a slip", SECRET, SECRET)
    made = run(*new)
    assert (made.code, made.out[:2]) == (0, "K-")
    again = "The new passphrase once more: "
    assert seen == ["Passphrase: ", "New passphrase: ", again, "New passphrase: ", again]
    assert "At least 8 characters" in made.err
    assert "These two are not the same" in made.err
    seen = typed(SECRET)
    assert run(*new).code == 0
    assert seen == ["Passphrase: "]


def test_no_book_is_made_with_a_passphrase_that_was_not_typed_twice(
    run: Run, folder: Path, typed: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.plain.passphrase._is_typed_in", lambda: True)
    typed(SECRET, "one", SECRET, "two", SECRET, "three")
    refused = run("--passphrase-file", "-", "new", "--alias", "A", "--size", "family")
    assert (refused.code, refused.out) == (1, "")
    assert "No passphrase was chosen" in refused.err
    assert not folder.exists()


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
@pytest.mark.parametrize("text", [SECRET, "# not a sheet"])
def test_it_is_taken_from_a_pipe(run: Run, folder: Path, text: str) -> None:
    with open_casebook(folder, text):
        pass
    read, write = os.pipe()
    os.write(write, f"{text}\nmore\n".encode())
    os.close(write)
    assert run("list", "--passphrase-file", f"/dev/fd/{read}").code == 0
    os.close(read)


@pytest.mark.skipif(os.name == "nt", reason="permissions are kept elsewhere there")
@pytest.mark.parametrize(("mode", "warns"), [(0o600, False), (0o400, False), (0o640, True), (0o604, True)])
def test_a_file_that_others_can_read_is_warned_of(run: Run, code: str, key: Path, mode: int, warns: bool) -> None:
    key.chmod(mode)
    done = run("list", "--passphrase-file", key)
    assert (done.code, done.out[: len(code)]) == (0, code)
    assert ("others on this computer" in done.err) is warns


def test_the_recovery_key_opens_the_book(run: Run, code: str, key: Path) -> None:
    sheet = run("recovery-sheet", "--passphrase-file", key).out
    key.write_text(next(line for line in sheet.splitlines() if line.startswith("AGE-SECRET-KEY-1")))
    assert run("list", "--passphrase-file", key).out.startswith(code)


def test_a_saved_recovery_sheet_opens_the_book(run: Run, code: str, folder: Path, key: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    assert run("recovery-sheet", "-o", sheet, "--passphrase-file", key).code == 0
    assert run("list", "--passphrase-file", sheet).out.startswith(code)
    new = tmp_path / "new"
    new.write_text("empat kata yang lain sekali")
    assert run("passphrase", "--passphrase-file", sheet, "--new-passphrase-file", new).code == 0
    assert run("list", "--passphrase-file", new).out.startswith(code)


@pytest.mark.parametrize(
    "text",
    [
        "# a passphrase\n",
        "# {key}\n",
        "# one\nno key\n",
        "{key} \n# behind it\nmore\n",
        "# a\nAGE-SECRET-KEY-1Q\nmore\n",
    ],
)
def test_no_recovery_sheet_gives_its_first_line(run: Run, folder: Path, key: Path, text: str) -> None:
    with open_casebook(folder, text.splitlines()[0]):
        pass
    key.write_text(text)
    assert run("list", "--passphrase-file", key).code == 0


def test_standard_input_that_is_closed(run: Run, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.cli import main

    monkeypatch.setattr(sys, "stdin", None)
    assert main(["list", "--passphrase-file", "-"]) == 1
    assert isinstance(sys.stdin, io.TextIOBase)


def test_the_board_runs_without_the_passphrase_it_was_opened_with(
    run: Run, code: str, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = []

    def look(app: LingkarApp) -> int:
        frame: FrameType | None = sys._getframe()
        while frame is not None and frame.f_code is not run.__code__:  # type: ignore[attr-defined]
            held.extend(f"{frame.f_code.co_name}: {name}" for name, it in frame.f_locals.items() if SECRET in repr(it))
            frame = frame.f_back
        assert app.book.case(code)
        return 0

    monkeypatch.setattr(tui.app, "_run", look)
    monkeypatch.setattr(tui.app, "_must_have_a_terminal", lambda: None)
    assert run("--passphrase-file", key).code == 0
    assert held == []
