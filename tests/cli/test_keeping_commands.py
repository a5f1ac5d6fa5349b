"""`passphrase`, `recovery-sheet` and `compact`: how the book is kept, changed from the command line."""

import getpass
import io
import os
import re
import stat
import sys
from pathlib import Path

import pytest

from store import BookInUse, WrongPassphrase, open_casebook
from store.keeping import Kept, how_kept
from tests.cli.conftest import Run, contents
from tui.cli import main
from tui.plain.sheet import FILE, grouped

OLD, NEW = "kolam ikan di belakang rumah", "tujuh jalan menuju pasar lama"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return written(tmp_path / "old", OLD)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return written(tmp_path / "new", NEW)


def written(path: Path, passphrase: str) -> Path:
    path.write_text(passphrase)
    path.chmod(0o600)
    return path


@pytest.fixture
def code(folder: Path) -> str:
    """A case in an encrypted book."""
    with open_casebook(folder, OLD) as book:
        return book.add_case(alias="Bu Sentosa", size="family").code


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person at the terminal types at the questions to come."""
    answers: list[str] = []
    monkeypatch.setattr("tui.plain.passphrase._is_at_a_terminal", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: answers.pop(0))
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    return answers


def test_it_is_changed(run: Run, code: str, folder: Path, old: Path, new: Path) -> None:
    done = run("passphrase", "--passphrase-file", old, "--new-passphrase-file", new)
    assert done.code == 0
    assert "is changed" in done.out
    assert "strong" in done.err
    assert run("list", "--passphrase-file", old).code == 3
    assert run("list", "--passphrase-file", new).out.startswith(code)


def test_both_from_standard_input(run: Run, code: str, folder: Path) -> None:
    done = run("passphrase", "--passphrase-file", "-", "--new-passphrase-file", "-", stdin=f"{OLD}\n{NEW}\n".encode())
    assert done.code == 0
    open_casebook(folder, NEW).close()


def test_it_is_added_and_nothing_of_before_stays(run: Run, case: str, folder: Path, new: Path) -> None:
    done = run("passphrase", "--new-passphrase-file", new)
    assert (done.code, how_kept(folder)) == (0, Kept.ENCRYPTED)
    assert "recovery-sheet" in done.out
    assert b"Bu S" not in b"".join(contents(folder).values())
    assert run("show", case, "--passphrase-file", new).code == 0


def test_it_is_removed_after_a_warning(run: Run, code: str, folder: Path, old: Path) -> None:
    before = contents(folder)
    refused = run("passphrase", "--remove", "--passphrase-file", old)
    assert refused.code == 1
    assert "--yes" in refused.err
    assert "can read everything" in refused.err
    assert contents(folder) == before
    done = run("passphrase", "--remove", "--yes", "--passphrase-file", old)
    assert (done.code, how_kept(folder)) == (0, Kept.PLAIN)
    assert run("list").out.startswith(code)


class Terminal(io.StringIO):
    """Standard input with a person at it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "code_of_exit", "kept"),
    [("remove\n", 0, Kept.PLAIN), (" Remove\n", 0, Kept.PLAIN), ("y\n", 1, Kept.ENCRYPTED), ("", 1, Kept.ENCRYPTED)],
)
def test_the_word_must_be_typed(
    code: str, run: Run, folder: Path, old: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code_of_exit: int,
    kept: Kept,
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    assert main(["passphrase", "--remove", "--passphrase-file", str(old)]) == code_of_exit
    assert how_kept(folder) == kept


def test_asked_for_at_a_terminal(run: Run, code: str, folder: Path, at_terminal: list[str]) -> None:
    at_terminal += ["wrong", OLD, NEW, "typo", NEW, NEW]
    done = run("passphrase")
    assert (done.code, at_terminal) == (0, [])
    assert "not the same" in done.err
    open_casebook(folder, NEW).close()


def test_never_typed_the_same_way_twice(run: Run, code: str, folder: Path, at_terminal: list[str]) -> None:
    before = contents(folder)
    at_terminal += [OLD, *("kucing di atap", "kucing di loteng") * 3]
    refused = run("passphrase")
    assert (refused.code, at_terminal, refused.out) == (1, [], "")
    assert contents(folder) == before


def test_a_weak_one_is_said_to_be_weak(run: Run, case: str, tmp_path: Path) -> None:
    weak = written(tmp_path / "weak", "password1")
    assert "weak" in run("passphrase", "--new-passphrase-file", weak).err


def test_one_that_is_too_short_is_asked_for_again(run: Run, code: str, folder: Path, at_terminal: list[str]) -> None:
    """The same rule as on the first start: too short is refused, weak is only said."""
    at_terminal += [OLD, "kucing7", "password1", "password1"]
    done = run("passphrase")
    assert (done.code, at_terminal) == (0, [])
    assert "At least 8 characters." in done.err
    assert "This passphrase is very weak" in done.err
    assert "Four or five words that do not belong together are strong." in done.err
    open_casebook(folder, "password1").close()
    at_terminal += ["password1", "a", "b", "c"]
    before = contents(folder)
    refused = run("passphrase")
    assert (refused.code, refused.out, at_terminal) == (1, "", [])
    assert contents(folder) == before


@pytest.mark.parametrize("args", [["new", "--alias", "A", "--size", "family"], ["demo", "--fill"], []])
def test_a_new_book_has_no_short_passphrase_either(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    monkeypatch.setattr("tui.app._must_have_a_terminal", lambda: None)
    refused = run("--passphrase-file", written(tmp_path / "short", "kucing7"), *args)
    assert (refused.code, refused.out, folder.exists()) == (1, "", False)
    assert "At least 8 characters. Nothing was changed." in refused.err


def test_what_is_refused_changes_nothing(
    run: Run, code: str, folder: Path, tmp_path: Path, old: Path, new: Path
) -> None:
    before = contents(folder)
    empty, key = written(tmp_path / "empty", ""), written(tmp_path / "key", "age-secret-key-1 qqqq")
    short = written(tmp_path / "short", "kucing7")
    given = ("--passphrase-file", old)
    for exit_code, args in (
        (3, ["passphrase", "--new-passphrase-file", new]),  # no terminal to ask for the old one
        (3, ["passphrase", "--passphrase-file", new, "--new-passphrase-file", new]),
        (3, ["passphrase", *given]),  # no terminal to ask for the new one
        (1, ["passphrase", *given, "--new-passphrase-file", empty]),
        (1, ["passphrase", *given, "--new-passphrase-file", key]),
        (1, ["passphrase", *given, "--new-passphrase-file", short]),
        (2, ["passphrase", *given, "--remove", "--new-passphrase-file", new]),
        (3, ["recovery-sheet", "--passphrase-file", new]),
        (3, ["recovery-sheet"]),
        (1, ["recovery-sheet", *given, "-o", folder / "sheet.txt"]),
    ):
        refused = run(*args)
        assert (refused.code, refused.out) == (exit_code, ""), args
        assert contents(folder) == before, args
    with open_casebook(folder, OLD):
        assert run("passphrase", *given, "--new-passphrase-file", new).code == BookInUse.exit_code
    open_casebook(folder, OLD).close()


def test_a_plain_book_has_neither(run: Run, case: str, folder: Path, old: Path, new: Path) -> None:
    before = contents(folder)
    for args in (
        ["passphrase", "--remove", "--yes"],
        ["passphrase", "--passphrase-file", old, "--new-passphrase-file", new],
        ["recovery-sheet", "--passphrase-file", old],
    ):
        refused = run(*args)
        assert (refused.code, refused.out) == (1, ""), args
        assert "no passphrase" in refused.err
    assert contents(folder) == before


@pytest.mark.parametrize("args", [["passphrase"], ["recovery-sheet"], ["verify"], ["salvage"], ["compact"]])
def test_without_a_book(run: Run, folder: Path, args: list[str]) -> None:
    refused = run(*args)
    assert (refused.code, refused.out, folder.exists()) == (1, "", False)
    assert "no casebook" in refused.err


def test_a_forgotten_passphrase_is_replaced_with_the_sheet(
    run: Run, code: str, folder: Path, tmp_path: Path, old: Path, new: Path
) -> None:
    sheet = run("recovery-sheet", "--passphrase-file", old).out
    key = written(tmp_path / "key", key_of(sheet))
    assert run("passphrase", "--passphrase-file", key, "--new-passphrase-file", new).code == 0
    open_casebook(folder, NEW).close()
    with pytest.raises(WrongPassphrase):
        open_casebook(folder, OLD)
    assert key_of(run("recovery-sheet", "--passphrase-file", new).out) == key.read_text()


def test_the_key_is_printed_in_groups_as_on_the_screen_and_typed_with_them(
    run: Run, code: str, folder: Path, tmp_path: Path, old: Path
) -> None:
    sheet = run("recovery-sheet", "--passphrase-file", old).out
    lines = grouped(key_of(sheet))
    assert "".join(f"#     {line}\n" for line in lines) in sheet
    assert [len(group) for group in lines[1].split()] == [4] * 8
    for typed in (" ".join(lines), " ".join(lines).lower(), key_of(sheet)):
        assert run("list", "--passphrase-file", written(tmp_path / "typed", typed)).out.startswith(code)


def key_of(sheet: str) -> str:
    (key,) = re.findall(r"^AGE-SECRET-KEY-1\w+$", sheet, re.M)
    return str(key)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_sheet_is_an_identity_file_of_age(run: Run, code: str, folder: Path, old: Path, language: str) -> None:
    """Age takes lines that are empty, begin with #, or are a key; and with that key the snapshot opens."""
    import pyrage

    sheet = run("--lang", language, "recovery-sheet", "--passphrase-file", old).out
    assert "age -d -i sheet.txt 0000000012.json.age" in sheet
    (identity,) = [line for line in sheet.splitlines() if line and not line.startswith("#")]
    run("compact", "--passphrase-file", old)
    snapshot = max(folder.glob("*.json.age")).read_bytes()
    assert b"Bu Sentosa" in pyrage.decrypt(snapshot, [pyrage.x25519.Identity.from_str(identity)])


def test_the_sheet_goes_into_a_new_file_of_its_owner_only(run: Run, code: str, tmp_path: Path, old: Path) -> None:
    path = tmp_path / "sheet.txt"
    done = run("recovery-sheet", "--passphrase-file", old, "-o", path)
    assert (done.code, done.out) == (0, f"{path}\n")
    assert key_of(path.read_text())
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text("mine")
    again = run("recovery-sheet", "--passphrase-file", old, "-o", path)
    assert (again.out, path.read_text()) == (f"{tmp_path / 'sheet-2.txt'}\n", "mine")
    assert run("recovery-sheet", "--passphrase-file", old, "-o", tmp_path).out == f"{tmp_path / FILE}\n"
    assert run("recovery-sheet", "--passphrase-file", old, "-o", tmp_path / "no" / "sheet").code == 1


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_the_sheet_never_goes_beside_the_book(run: Run, code: str, tmp_path: Path, folder: Path, old: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    before = contents(folder)
    for path in (folder, folder / "archive" / ".." / "sheet.txt", tmp_path / "link" / "sheet.txt", tmp_path / "link"):
        refused = run("recovery-sheet", "--passphrase-file", old, "-o", path)
        assert (refused.code, refused.out) == (1, "")
    assert "protects nothing" in refused.err
    assert contents(folder) == before


def test_a_key_file_taken_from_a_log_is_said_once(run: Run, code: str, folder: Path, old: Path) -> None:
    (folder / "key.json").unlink()
    given = ["--passphrase-file", old]
    assert "The key file was lost or damaged" in run("note", code, "Lagi", *given).err
    assert "key file" not in run("note", code, "Lagi", *given).err


def test_compact_begins_a_new_log(run: Run, code: str, folder: Path, old: Path) -> None:
    log = max(folder.glob("*.log"))
    done = run("compact", "--passphrase-file", old)
    assert (done.code, done.err) == (0, "")
    assert max(folder.glob("*.log")) > log
    assert run("undo", "--passphrase-file", old).code == 1
