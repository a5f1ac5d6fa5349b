"""Backup, restore and erasing from the command line."""

import io
import shutil
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from store import Casebook, NotSaved, open_casebook
from store.desk import now
from store.vault import disk
from tests.cli.conftest import Run, contents
from tui.cli import main

PASSPHRASE = "kuda benar baterai staples"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file with the passphrase."""
    path = tmp_path / "secret"
    path.write_text(f"{PASSPHRASE}\n")
    path.chmod(0o600)
    return path


@pytest.fixture
def locked(run: Run, secret: Path) -> str:
    """The code of a case in an encrypted book."""
    return run("--passphrase-file", secret, "new", "--alias", "Bu S", "--size", "family").out.strip()


def test_a_backup_says_what_it_is(run: Run, case: str, tmp_path: Path) -> None:
    made = run("backup", tmp_path / "a.backup")
    assert (made.code, made.out) == (0, f"Backup made and checked, 1 case: {tmp_path / 'a.backup'}\n")
    assert "the backup is not encrypted" in made.err
    assert "same disk as the book" in made.err
    again = run("backup", tmp_path / "a.backup")
    assert (again.code, again.out, "is there already" in again.err) == (1, "", True)
    assert run("backup", tmp_path / "a.backup", "--force").code == 0


def test_an_encrypted_one_needs_no_warning(
    run: Run, locked: str, secret: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "same_device", lambda one, other: False)
    made = run("--passphrase-file", secret, "backup", tmp_path)
    assert (made.code, made.err) == (0, "")
    assert made.out.endswith(f"lingkar-{now():%Y-%m-%d}.backup\n")


def test_restore_tells_where_the_old_book_is(run: Run, case: str, folder: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "a.backup")
    run("edit", case, "--alias", "Later")
    back = run("restore", tmp_path / "a.backup")
    assert (back.code, back.err) == (0, "")
    first, erased, second = back.out.splitlines()
    assert "erased" in erased
    assert first.startswith(f"The book in {folder} is now as it was on ")
    kept = Path(second.removeprefix("The book that was there is kept in "))
    assert "Bu S" in run("list").out
    assert "Later" in run("--book", kept, "list").out
    assert str(kept) in run("restore", tmp_path / "a.backup").out.partition("too:")[2]
    assert str(tmp_path / "a.backup") in run("erase", case, "--confirm", case).out, "the backup still has the client"


def test_a_place_that_restoring_left_empty_is_told_with_the_book_beside_it(
    run: Run, case: str, folder: Path, tmp_path: Path
) -> None:
    run("backup", tmp_path / "a.backup")
    run("restore", tmp_path / "a.backup")
    (kept,) = tmp_path.glob("*.before-restore-*")
    shutil.rmtree(folder)
    for command in (("list",), ("edit", case, "--alias", "x")):
        told = run(*command)
        assert (told.code != 0, f"is kept in {kept}" in told.err) == (True, True), told.err
    shutil.rmtree(kept)
    (tmp_path / f"{folder.name}.restoring").mkdir()
    assert "makes one and opens its board" in run("list").err


def test_restore_into_a_new_place_asks_for_the_passphrase_of_the_backup(
    run: Run, locked: str, secret: Path, tmp_path: Path, folder: Path
) -> None:
    run("--passphrase-file", secret, "backup", tmp_path / "a.backup")
    before = contents(tmp_path)
    shutil.move(folder, tmp_path / "lost")
    none = run("restore", tmp_path / "a.backup")
    assert (none.code, "passphrase" in none.err) == (3, True)
    wrong = run("--passphrase-file", "-", "restore", tmp_path / "a.backup", stdin=b"other\n")
    assert (wrong.code, "This is not the passphrase" in wrong.err) == (3, True)
    assert not folder.exists()
    back = run("--passphrase-file", secret, "restore", tmp_path / "a.backup")
    assert (back.code, "passphrase that the backup was made with" in back.out) == (0, True)
    assert locked in run("--passphrase-file", secret, "list").out
    assert contents(tmp_path)["a.backup"] == before["a.backup"]


def test_restore_of_what_is_no_backup_exits_5(run: Run, case: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.odt").write_text("Dear all")
    before = contents(folder)
    refused = run("restore", tmp_path / "letter.odt")
    assert (refused.code, "no backup of a casebook" in refused.err) == (5, True)
    gone = run("restore", tmp_path / "gone")
    assert (gone.code, "there is no such file" in gone.err) == (1, True)
    assert contents(folder) == before


def test_a_book_in_use_exits_4(run: Run, case: str, folder: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "a.backup")
    with open_casebook(folder):
        codes = {run(*args).code for args in (
            ("backup", tmp_path), ("restore", tmp_path / "a.backup"), ("erase", case, "--confirm", case),
            ("export", "case", case, "-o", "-"),
        )}  # fmt: skip
    assert codes == {4}


# What leaves


def test_what_leaves_is_written_down_or_it_does_not_leave(
    run: Run, case: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for output in (tmp_path / "a.md", "-"):
        assert run("export", "case", case, "-o", output).code == 0
    with open_casebook(folder, read_only=True) as book:
        outside = book.outside()
    assert [(one.kind, one.path, one.codes) for one in outside] == [
        ("export", str(tmp_path / "a.md"), (case,)),
        ("export", "-", (case,)),
    ]

    def full(*_args: object, **_named: object) -> None:
        raise NotSaved("no room")

    monkeypatch.setattr(Casebook, "went_out", full)
    for output in (tmp_path / "b.md", "-"):
        refused = run("export", "case", case, "-o", output)
        assert (refused.code, refused.out, refused.err) == (1, "", "no room\n")
    assert [path.name for path in tmp_path.glob("*.md")] == ["a.md"]


# Erasing


def test_erase_needs_the_code_twice(run: Run, case: str, folder: Path) -> None:
    before = contents(folder)
    for more in ((), ("--confirm", "K-2026-999"), ("--confirm", ""), ("--confirm", "yes")):
        refused = run("erase", case, *more)
        assert (refused.code, refused.out) == (1, ""), more
        assert "othing was" in refused.err
        assert contents(folder) == before
    assert run("erase", "K-2026-999", "--confirm", "K-2026-999").code == 1


def test_erase_tells_what_it_did_and_what_it_cannot_reach(run: Run, case: str, tmp_path: Path) -> None:
    run("note", case, "Rahasia besar")
    run("backup", tmp_path / "a.backup")
    exported = run("export", "case", case, "-o", tmp_path / "x.md").out.strip()
    run("export", "case", case, "-o", "-")
    erased = run("erase", case, "--confirm", case.lower())
    assert (erased.code, erased.err) == (0, "")
    today = now()
    day = f"{today.day} {today:%b} {today.year}"
    assert erased.out.splitlines() == [
        f"{case} is erased, with 1 note.",
        "1 older generation of the book was deleted with it.",
        "What was done before can no longer be undone.",
        "Notes of other cases that speak of this person were not touched.",
        "Yours to delete: backups, each the whole book of its day, which may still hold this client:",
        f"  {day}  Backup  {tmp_path / 'a.backup'}",
        "Yours to delete or to ask back: exports of this client:",
        f"  {day}  Export  {exported}",
        f"  {day}  Export  (printed)",
    ]
    assert run("show", case).code == 1
    assert run("undo").code == 1
    assert "Rahasia" not in str(contents(tmp_path / "book"))


def test_erase_names_each_fact_of_a_copy_where_rows_are_to_be_plain(run: Run, case: str, tmp_path: Path) -> None:
    run("backup", tmp_path / "a.backup")
    erased = run("erase", case, "--confirm", case, "--plain").out
    today = now()
    assert f"  Day: {today.day} {today:%b} {today.year}; What: Backup; Where: {tmp_path / 'a.backup'}\n" in erased


class Terminal(io.TextIOWrapper):
    """Standard input from a person."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "code"), [("{case}\n", 0), ("no\n", 1), ("", 1), ("y\n", 1)])
def test_at_a_terminal_the_code_is_asked_for(
    run: Run, case: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, code: int
) -> None:
    given = typed.format(case=case).encode()
    monkeypatch.setattr(sys, "stdin", Terminal(io.BytesIO(given), encoding="utf-8"))
    assert main(["erase", case]) == code
    printed = capsys.readouterr()
    assert f"This removes {case} with its 0 notes for good" in printed.err
    assert (f"{case} is erased" in printed.out) == (code == 0)
    assert run("show", case).code == (1 if code == 0 else 0)


# The reminder, and what is left behind by a crash


def test_an_act_reminds_of_the_backup_once_a_day(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = (now() - timedelta(days=9)).date()
    made = run("--plain", "new", "--alias", "A", "--size", "family", "--opened", opened.isoformat())
    code = made.out.strip()
    assert "backup" not in made.err
    said = [run("edit", code, "--alias", alias).err for alias in ("B", "C")]
    assert said == ["There is no backup outside this laptop yet; `lingkar backup PATH` makes one.\n", ""]
    assert (run("list").err, run("undo").out) == ("", f"Undone: {code} changed\n")


def test_an_erasing_that_was_cut_off_is_told_at_the_next_act(
    run: Run, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = run("new", "--alias", "B", "--size", "family").out.strip()

    def refuse(_path: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "remove", refuse)
        cut = run("erase", case, "--confirm", case)
    assert (cut.code, "The next opening of the book removes it there too." in cut.err) == (1, True)
    assert run("edit", other, "--alias", "C").err == "Erasing a client had been interrupted; it is finished now.\n"
    assert run("edit", other, "--alias", "D").err == ""
