"""Writing the whole book out, and making a book of what was written."""

import io
import sys
import zipfile
from pathlib import Path

import orjson
import pytest
from tinydb import TinyDB

from store import open_casebook
from store.exchange.dumping import DumpFormat
from store.synced import synced_by
from tests.cli.conftest import Run, contents
from tests.cli.test_safekeeping import PASSPHRASE, Terminal
from tui.cli import main
from tui.plain.dumping import FORMATS


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def test_what_is_written_where(run: Run, case: str, out: Path) -> None:
    assert tuple(DumpFormat) == FORMATS
    made = run("dump", "-o", out, "--yes")
    path = Path(made.out.strip().rpartition(": ")[2])
    assert (made.code, path.parent) == (0, out)
    assert made.out.startswith("The whole book with 1 case, in plain text: ")
    assert "Warning: a dump is the whole book in plain text." in made.err
    assert orjson.loads(path.read_bytes())["tables"]["cases"]["1"]["alias"] == "Bu S"
    assert run("dump", "--format", "tinydb", "-o", out / "a.json", "--yes").code == 0
    with TinyDB(out / "a.json") as db:
        assert [row["code"] for row in db.table("cases")] == [case]
    tables = run("dump", "--format", "csv", "-o", out / "a.zip", "--yes")
    assert (tables.code, "apostrophe" in tables.err) == (0, True)
    with zipfile.ZipFile(out / "a.zip") as archive:
        assert case in archive.read("cases.csv").decode()
    listed = run("copies").out.splitlines()
    assert len(listed) == 3
    assert all("Whole book in plain text" in line and "No masking" in line for line in listed)
    assert str(out / "a.zip") in run("erase", case, "--confirm", case).out


def test_tables_do_not_come_back_and_are_not_called_damaged(run: Run, case: str, folder: Path, out: Path) -> None:
    run("dump", "--format", "csv", "-o", out / "a.zip", "--yes")
    before = contents(folder)
    refused = run("restore", out / "a.zip")
    assert (refused.code, refused.out) == (1, "")
    assert "json or tinydb" in refused.err
    assert "damaged" not in refused.err
    assert contents(folder) == before
    (out / "b.zip").write_bytes((out / "a.zip").read_bytes()[:-30])
    assert run("restore", out / "b.zip").code == 5, "this one is"


def test_printed_it_can_be_piped_into_what_encrypts_it(run: Run, case: str) -> None:
    printed = run("dump", "-o", "-", "--yes")
    assert (printed.code, orjson.loads(printed.out)["lingkar"]) == (0, "dump")
    assert "(printed)" in run("copies").out


def test_without_the_word_nothing_leaves(run: Run, case: str, folder: Path, out: Path) -> None:
    before = contents(folder)
    refused = run("dump", "-o", out)
    assert (refused.code, refused.out, "Say --yes" in refused.err) == (1, "", True)
    assert run("dump", "-o", out / "no" / "where", "--yes").code == 1
    assert run("dump", "--yes").code == 2
    assert run("dump", "--format", "xml", "-o", out, "--yes").code == 2
    assert (contents(folder), [*out.iterdir()]) == (before, [])


@pytest.mark.parametrize(("typed", "code"), [("UNMASKED\n", 0), ("unmasked\n", 0), ("yes\n", 1), ("", 1)])
def test_at_a_terminal_a_word_is_asked_for(
    run: Run, case: str, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str,
    code: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "stdin", Terminal(io.BytesIO(typed.encode()), encoding="utf-8"))
    assert main(["dump", "-o", str(out)]) == code
    assert "Type UNMASKED to write it:" in capsys.readouterr().err
    assert len([*out.iterdir()]) == 1 - code


def test_a_folder_that_is_copied_elsewhere_is_named(run: Run, case: str, tmp_path: Path) -> None:
    place = tmp_path / "Dropbox"
    place.mkdir()
    assert synced_by(place) == "Dropbox"
    assert "Dropbox copies this folder" in run("dump", "-o", place, "--yes").err


# And back


def test_a_plain_book_is_made_of_a_dump(run: Run, case: str, folder: Path, out: Path) -> None:
    run("note", case, "Rahasia")
    run("dump", "-o", out / "a.json", "--yes")
    run("edit", case, "--alias", "Later")
    back = run("--plain", "restore", out / "a.json")
    assert (back.code, back.err) == (0, "")
    first, kept_how, erased, file, kept = back.out.splitlines()
    assert first == f"The book in {folder} is made new from the dump, with 1 case."
    assert "no passphrase" in kept_how
    assert "erased" in erased
    assert str(out / "a.json") in file
    assert "Later" in run("--book", kept.removeprefix("The book that was there is kept in "), "list").out
    assert "Bu S" in run("list").out
    run("dump", "-o", out / "b.json", "--yes")
    assert (out / "b.json").read_bytes() == (out / "a.json").read_bytes()
    run("dump", "--format", "tinydb", "-o", out / "c.json", "--yes")
    assert run("--plain", "restore", out / "c.json").code == 0
    assert "Rahasia" in run("show", case).out


def test_the_new_book_has_the_passphrase_that_is_given(run: Run, case: str, folder: Path, out: Path) -> None:
    secret = out / "secret"
    secret.write_text(PASSPHRASE)
    secret.chmod(0o600)
    run("dump", "-o", out / "a.json", "--yes")
    before = contents(folder)
    unsaid = run("restore", out / "a.json")
    assert (unsaid.code, "--plain" in unsaid.err, "--passphrase-file" in unsaid.err) == (3, True, True)
    assert contents(folder) == before
    back = run("--passphrase-file", secret, "restore", out / "a.json")
    assert (back.code, "This passphrase is" in back.err) == (0, True)
    assert "It opens with the passphrase that you gave just now" in back.out
    assert case in run("--passphrase-file", secret, "list").out
    with open_casebook(folder, PASSPHRASE, read_only=True) as book:
        assert book.is_encrypted


def test_it_is_asked_for_twice(
    run: Run, case: str, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run("dump", "-o", out / "a.json", "--yes")
    typed = iter(["kuda hitam", "kuda putih", PASSPHRASE, PASSPHRASE])
    monkeypatch.setattr(sys, "stdin", Terminal(io.BytesIO(), encoding="utf-8"))
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    assert main(["restore", str(out / "a.json")]) == 0
    assert "not the same" in capsys.readouterr().err
    monkeypatch.setattr("getpass.getpass", lambda prompt: PASSPHRASE)
    assert main(["list"]) == 0


def test_what_is_no_dump_exits_5_and_changes_nothing(run: Run, case: str, folder: Path, out: Path) -> None:
    run("dump", "-o", out / "a.json", "--yes")
    before = contents(folder)
    found = orjson.loads((out / "a.json").read_bytes())
    for name, data, told in (
        ("letter", {"a": 1}, "no dump of a casebook"), ("newer", {**found, "format": 99}, "newer version"),
        ("edited", {**found, "archive": [{}]}, "cannot be read"),
    ):  # fmt: skip
        (out / name).write_bytes(orjson.dumps(data))
        refused = run("--plain", "restore", out / name)
        assert (refused.code, refused.out, told in refused.err, "Nothing was changed" in refused.err) == (
            5, "", True, True,
        )  # fmt: skip
    assert contents(folder) == before
