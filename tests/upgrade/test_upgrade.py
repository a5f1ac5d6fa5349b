"""A book of every version that was released opens in this one: nothing is lost, and the book of before is kept."""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from store import Casebook, LingkarError, NewerFormat, NotSaved, open_casebook
from store.checking import verify
from store.exchange.backup import backup
from store.exchange.restore import restore
from store.migration import STEPS, brought_up, file_brought_up
from store.vault import FORMAT, OLDEST, disk, keyfile
from store.vault.rekey import change_passphrase
from tests.crashing import crash_at_every_step
from tui.unlock.words import mended

BOOKS = Path(__file__).parent / "books"
PASSPHRASES = {"plain": None, "encrypted": "kuda benar baterai staples"}
RELEASED = [(version.name, kind) for version in sorted(BOOKS.iterdir()) if version.is_dir() for kind in PASSPHRASES]


@pytest.fixture(params=RELEASED, ids="-".join)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str | None, dict[str, Any]]:
    """A book as that version left it, its passphrase, and what it read there."""
    version, kind = request.param
    folder = tmp_path / "book"
    zipfile.ZipFile(BOOKS / version / f"{kind}.zip").extractall(folder)
    expected = json.loads((BOOKS / version / "expected.json").read_text("utf-8"))[kind]
    return folder, PASSPHRASES[kind], expected


def told(book: Casebook) -> dict[str, Any]:
    """What a book holds, in the words of `expected.json`."""
    found = {}
    for case in book.every_case():
        notes = book.notes(case.code)
        found[case.code] = {
            "alias": case.alias, "phase": case.phase, "status": case.status, "notes": len(notes),
            "moves": len(book.history(case.code)), "archived": book.is_archived(case.code),
            "bodies": hashlib.sha256("\0".join(note.body for note in notes).encode()).hexdigest()[:16],
            "extra": case.extra, "note_extra": [note.extra for note in notes if note.extra],
        }  # fmt: skip
    return found


def wanted(expected: dict[str, Any]) -> dict[str, Any]:
    """The same as this version says it: a column that had one of our names has its own name again."""
    return {
        code: {**case, "extra": {name.removeprefix("imported_"): text for name, text in case["extra"].items()}}
        for code, case in expected.items()
    }


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("lock")
    }


Old = tuple[Path, str | None, dict[str, Any]]


def test_there_is_something_to_bring_up() -> None:
    expected = json.loads((BOOKS / "0.1.0" / "expected.json").read_text("utf-8"))
    for kind in PASSPHRASES:
        cases = expected[kind].values()
        assert any(case["extra"] and case["archived"] for case in cases)
        assert any(case["extra"] and not case["archived"] for case in cases)
        assert any(case["note_extra"] for case in cases)


def test_every_step_is_there() -> None:
    assert sorted(STEPS) == list(range(OLDEST, FORMAT))


def test_it_opens_with_all_that_was_in_it(old: Old) -> None:
    folder, passphrase, expected = old
    with open_casebook(folder, passphrase) as book:
        assert book.was_upgraded
        assert any("An older version" in sentence or "lama" in sentence for sentence in mended(book))
        assert told(book) == wanted(expected)
        assert not any(case.model_extra for case in book.every_case())
        code = book.cases()[0].code
        book.add_note(code, body="setelahnya", mode="phone", outcome="reached")
        book.undo()
    with open_casebook(folder, passphrase) as book:
        assert not book.was_upgraded
        assert told(book) == wanted(expected)
    report = verify(folder, passphrase)
    assert report.is_whole, (report.problems, report.archive and report.archive.problems)


def test_the_book_of_before_is_kept_as_a_generation(old: Old) -> None:
    folder, passphrase, _expected = old
    before = files(folder)
    newest = max(name[:10] for name in before if name[:10].isdigit())
    open_casebook(folder, passphrase).close()
    after = files(folder)
    for name, data in before.items():
        if name != keyfile.NAME:
            assert after[name] == data, name
    assert max(name[:10] for name in after if name[:10].isdigit()) > newest


def test_an_older_program_refuses_it_afterwards(old: Old, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, passphrase, _expected = old
    open_casebook(folder, passphrase).close()
    before = files(folder)
    monkeypatch.setattr(keyfile, "FORMAT", OLDEST)  # all that an older program knows
    for read_only in (True, False):
        with pytest.raises(NewerFormat, match="newer version"):
            open_casebook(folder, passphrase, read_only=read_only)
    assert files(folder) == before


def test_reading_alone_changes_nothing_and_shows_the_same(old: Old) -> None:
    folder, passphrase, expected = old
    before = files(folder)
    with open_casebook(folder, passphrase, read_only=True) as book:
        assert told(book) == wanted(expected)
    assert files(folder) == before


def test_nothing_of_before_can_be_undone(old: Old) -> None:
    folder, passphrase, _expected = old
    with open_casebook(folder, passphrase) as book, pytest.raises(LingkarError):
        book.undo()


def test_another_passphrase_does_not_make_it_a_book_of_today(old: Old) -> None:
    folder, passphrase, expected = old
    change_passphrase(folder, passphrase, "kata sandi yang lain")
    with open_casebook(folder, "kata sandi yang lain") as book:
        assert book.was_upgraded
        assert told(book) == wanted(expected)


def test_a_backup_of_before_is_brought_up_when_it_is_restored(old: Old, tmp_path: Path) -> None:
    folder, passphrase, expected = old
    with open_casebook(folder, passphrase, read_only=True) as book:
        assert book.shelf.format == OLDEST
    with zipfile.ZipFile(tmp_path / "b.backup", "w") as bundle:
        sums = {name: hashlib.sha256(data).hexdigest() for name, data in files(folder).items()}
        for name, data in files(folder).items():
            bundle.writestr(zipfile.ZipInfo(name), data)
        about = {"format": 1, "at": "2026-11-21T07:00:00+07:00", "program": "0.1.0", "files": sums}
        bundle.writestr(zipfile.ZipInfo("manifest.json"), json.dumps(about))
    restore(tmp_path / "b.backup", tmp_path / "again", passphrase)
    with open_casebook(tmp_path / "again", passphrase) as book:
        assert book.was_upgraded
        assert told(book) == wanted(expected)
        backup(book, tmp_path / "new.backup")


def test_a_full_disk_leaves_it_as_it_was(old: Old, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, passphrase, expected = old
    before = files(folder)

    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "publish", full)
        with pytest.raises(NotSaved):
            open_casebook(folder, passphrase)
        with open_casebook(folder, passphrase, read_only=True) as book:
            assert told(book) == wanted(expected)
    assert files(folder) == before
    with open_casebook(folder, passphrase) as book:
        assert told(book) == wanted(expected)


def test_killed_at_any_step_it_is_done_at_the_next_opening(old: Old) -> None:
    folder, passphrase, expected = old
    before = files(folder)

    def as_before() -> None:
        shutil.rmtree(folder)
        for name, data in before.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)

    deaths = 0
    for step in crash_at_every_step(as_before, lambda: open_casebook(folder, passphrase).close()):
        deaths += bool(step)
        with open_casebook(folder, passphrase) as book:
            assert told(book) == wanted(expected)
            assert (book.shelf.format, book.shelf.db.is_older) == (FORMAT, False)
    assert deaths > 8


def test_an_upgrade_that_the_disk_lost_again_is_done_once_more(old: Old) -> None:
    folder, passphrase, expected = old
    open_casebook(folder, passphrase).close()
    for path in (*folder.glob("*.log"), *folder.glob("*.json"), *folder.glob("*.json.age")):
        if path.name.startswith("0000000003"):
            path.write_bytes(path.read_bytes()[:-70] + b"x" * 70)
    assert max(path.name for path in folder.glob("*.log")).startswith("0000000003")
    with open_casebook(folder, passphrase) as book:
        assert not any(case.model_extra for case in book.every_case())
        assert {code: case["extra"] for code, case in told(book).items()} == {
            code: case["extra"] for code, case in wanted(expected).items()
        }


def test_twice_is_once() -> None:
    row = {"code": "K-2025-001", "imported_from": "x:1", "alias": "A", "Desa": "S", "imported_episode": 9}
    once = brought_up("cases", row)
    assert once == {"code": "K-2025-001", "imported_from": "x:1", "alias": "A", "extra": {"Desa": "S", "episode": "9"}}
    assert brought_up("cases", once) is once
    assert row["Desa"] == "S"
    file = {"code": "K-2025-001", "case": row, "notes": [{"id": "1", "imported_from": "x:1", "petugas": "Dewi"}]}
    today = file_brought_up(file)
    assert today["notes"] == [{"id": "1", "imported_from": "x:1", "extra": {"petugas": "Dewi"}}]
    assert file_brought_up(today) is today


def test_fields_of_a_newer_version_stay_where_they_are() -> None:
    row = {"code": "K-2025-001", "alias": "A", "from_the_future": 1}
    assert brought_up("cases", row) is row
