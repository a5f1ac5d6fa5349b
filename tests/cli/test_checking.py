"""`verify` and `salvage`: what was read, what is damaged, what is missing, said in sentences."""

import json
from pathlib import Path

import pytest

from store import open_casebook
from tests.cli.conftest import Run, contents

SECRET = "kolam ikan di belakang rumah"


@pytest.fixture(params=[None, SECRET], ids=["plain", "encrypted"])
def passphrase(request: pytest.FixtureRequest) -> str | None:
    found: str | None = request.param
    return found


@pytest.fixture
def given(passphrase: str | None, tmp_path: Path) -> list[str]:
    """How the passphrase is given."""
    if passphrase is None:
        return []
    (tmp_path / "passphrase").write_text(passphrase)
    (tmp_path / "passphrase").chmod(0o600)
    return ["--passphrase-file", str(tmp_path / "passphrase")]


@pytest.fixture
def code(folder: Path, passphrase: str | None) -> str:
    """A case with three notes, the snapshot in the middle of them."""
    with open_casebook(folder, passphrase) as book:
        code = book.add_case(alias="Bu Sentosa", size="family").code
        book.add_note(code, body="Pertama")
        book.compact()
        book.add_note(code, body="Kedua")
        book.add_note(code, body="Ketiga")
    return code


def damage(folder: Path) -> None:
    """Break the frame of the second note: one that whole frames follow."""
    log = max(folder.glob("*.log"))
    data = bytearray(log.read_bytes())
    middle = len(data) - int((len(data) - data.index(b"\n")) * 0.55)
    data[middle : middle + 8] = bytes(byte ^ 0xFF for byte in data[middle : middle + 8])
    log.write_bytes(data)


@pytest.mark.usefixtures("code")
def test_a_whole_book_is_counted(run: Run, folder: Path, given: list[str]) -> None:
    before = contents(folder)
    done = run("verify", *given)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert {"Cases: 1", "Notes: 3", "History entries: 1", "Archive: none"} <= set(lines)
    assert lines[0] == ("The book is encrypted." if given else "The book is not encrypted.")
    assert lines[-1] == "Everything was read, and it is as it was written."
    assert contents(folder) == before


def test_while_the_board_is_open(run: Run, folder: Path, given: list[str], code: str, passphrase: str | None) -> None:
    with open_casebook(folder, passphrase) as book:
        book.add_note(code, body="Keempat")
        done = run("verify", "--json", *given)
        found = json.loads(done.out)
        assert (done.code, found["whole"], found["documents"]["notes"]) == (0, True, 4)
        assert found["kept"] == ("encrypted" if given else "plain")
        assert run("salvage", *given).code == 4


@pytest.mark.usefixtures("code")
def test_older_damage_is_told_and_the_book_still_opens(run: Run, folder: Path, given: list[str]) -> None:
    snapshot = min(folder.glob("*.json*"))
    data = bytearray(snapshot.read_bytes())
    data[-1] ^= 1
    snapshot.write_bytes(data)
    done = run("verify", *given)
    assert (done.code, done.err) == (5, "")
    assert "Problem: " in done.out
    assert "Notes: 3" in done.out
    found = run("verify", "--json", *given)
    assert found.code == 5
    assert json.loads(found.out)["problems"]
    assert run("list", *given).code == 0


def test_damage_is_told_and_salvaged(run: Run, folder: Path, given: list[str], code: str) -> None:
    damage(folder)
    before = contents(folder)
    for args in (["list"], ["verify"]):
        refused = run(*args, *given)
        assert (refused.code, refused.out) == (5, "")
    assert run("verify", *given).err.count("lingkar salvage") == 1
    found = run("verify", "--json", *given)
    assert (found.code, json.loads(found.out)["whole"]) == (5, False)
    assert contents(folder) == before

    done = run("salvage", *given)
    assert done.code == 5  # an act is missing
    assert "The book opens again, as generation 3." in done.out
    assert "It begins with the snapshot of generation 2." in done.out
    assert "Missing: the acts 3 to 3" in done.out
    assert f"Damaged: {max(name for name in before if name.endswith('.log'))}" in done.out.replace(f"{folder}/", "")
    assert {"Acts read after that: 1", "Cases: 1", "Notes: 2"} <= set(done.out.splitlines())
    assert "backup" in done.err
    after = contents(folder)
    assert {name: data for name, data in after.items() if name in before} | {"lock.holder": b""} == before | {
        "lock.holder": b""
    }
    shown = json.loads(run("show", code, "--json", *given).out)
    assert [note["body"] for note in shown["notes"]] == ["Ketiga", "Pertama"]
    assert run("note", code, "Lagi", *given).code == 0


@pytest.mark.usefixtures("code")
def test_nothing_to_salvage_writes_nothing(run: Run, folder: Path, given: list[str]) -> None:
    before = contents(folder)
    done = run("salvage", *given)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Nothing is damaged")
    assert contents(folder) == before


@pytest.mark.usefixtures("code")
def test_a_wrong_passphrase_is_not_taken_for_damage(run: Run, tmp_path: Path, passphrase: str | None) -> None:
    (tmp_path / "wrong").write_text("wrong")
    for command in ("verify", "salvage"):
        assert run(command, "--passphrase-file", tmp_path / "wrong").code == (3 if passphrase else 1)


@pytest.mark.usefixtures("code")
def test_a_lost_key_file_is_told(run: Run, folder: Path, given: list[str]) -> None:
    (folder / "key.json").unlink()
    done = run("verify", *given)
    assert done.code == 5
    assert "key file" in done.out
    assert run("salvage", *given).code == 0
    assert run("verify", *given).code == 0
