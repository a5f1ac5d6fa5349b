"""A book made of a dump takes its place whole and checked; what was there before is never lost."""

import itertools
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from store import BookInUse, LingkarError, NotSaved, WrongPassphrase, open_casebook
from store.checking import verify
from store.exchange import restore as restoring
from store.exchange.dumping import Contents, contents_of, read_dump
from store.exchange.restore import restore_dump
from store.language import use
from store.outside import kept_beside
from store.vault import disk
from tests.crashing import crash_at_every_step
from tests.exchange.dumped import FILED, LIVE, bytes_of, make_full, without_waiting
from tests.exchange.safe import NOW, PASSPHRASE, files, key_of, make, readable
from tests.exchange.safe import contents_of as told


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Contents]:
    use("en")
    with without_waiting(), make_full(tmp_path_factory.mktemp("full") / "book") as book:
        yield contents_of(book)


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"])
def passphrase(request: pytest.FixtureRequest) -> str | None:
    return request.param


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A book that is there already, with a passphrase of its own."""
    make(tmp_path / "book", "the one before")
    return tmp_path / "book"


def test_the_new_book_has_its_own_passphrase_and_the_other_one_is_kept(
    contents: Contents, folder: Path, passphrase: str | None
) -> None:
    before = told(folder, "the one before")
    report = restore_dump(contents, folder, passphrase, at=NOW)
    kept = folder.with_name("book.before-restore-2026-11-21-0700")
    assert (report.folder, report.kept, report.earlier, report.made) == (folder, kept, (), None)
    assert report.book.cases == contents.cases
    assert told(kept, "the one before") == before
    with pytest.raises(LingkarError):
        told(folder, "the one before")
    assert not verify(folder, passphrase).problems
    with open_casebook(folder, passphrase, clock=lambda: NOW) as book:
        assert contents_of(book) == contents
        assert not book.was_upgraded
        book.add_note(LIVE, body="on it goes")
        book.reopen(FILED, reason="Back again.")
        assert FILED in book.undo().codes
    assert {child.name for child in folder.parent.iterdir()} == {"book", kept.name}


def test_with_a_passphrase_nothing_can_be_read(contents: Contents, tmp_path: Path) -> None:
    restore_dump(contents, tmp_path / "book", PASSPHRASE)
    shown = b"".join(files(tmp_path / "book").values())
    assert b"Melati" not in shown
    assert b"Melati" in readable(tmp_path / "book", key_of(tmp_path / "book", PASSPHRASE))
    with pytest.raises(WrongPassphrase):
        told(tmp_path / "book", "another")
    for path in (tmp_path / "book").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0


def test_what_cannot_be_a_passphrase_or_a_place_changes_nothing(contents: Contents, folder: Path) -> None:
    before = files(folder.parent)
    for bad in ("", "AGE-SECRET-KEY-1" + "Q" * 58):
        with pytest.raises(LingkarError):
            restore_dump(contents, folder, bad)
    with open_casebook(folder, "the one before"), pytest.raises(BookInUse):
        restore_dump(contents, folder, None)
    (folder.parent / "home").mkdir()
    (folder.parent / "home" / "letter.odt").write_text("mine")
    with pytest.raises(LingkarError, match="other files"):
        restore_dump(contents, folder.parent / "home", None)
    shutil.rmtree(folder.parent / "home")
    assert files(folder.parent) == before


def test_what_does_not_read_back_equal_does_not_count(
    contents: Contents, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = files(folder.parent), restoring._build

    def slip(beside: Path, given: Contents, passphrase: str | None) -> None:
        notes = {**given.tables["notes"]}
        notes[1] = {**notes[1], "body": "another"}
        real(beside, replace(given, tables={**given.tables, "notes": notes}), passphrase)

    monkeypatch.setattr(restoring, "_build", slip)
    with pytest.raises(NotSaved, match="does not read back"):
        restore_dump(contents, folder, None)
    assert files(folder.parent) == before


@pytest.mark.parametrize("name", ["create_file", "write_all", "flush", "rename", "sync_folder"])
@pytest.mark.parametrize("after", [1, 2, 4])  # the first write is that of the lock's holder, a message only
def test_a_disk_that_refuses_changes_nothing(
    contents: Contents, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, after: int
) -> None:
    before, real, count = files(folder.parent), getattr(disk, name), itertools.count()

    def refuse(*args: object) -> object:
        if "lock.holder" not in str(args[0]) and next(count) == after:  # that one is only for a message
            raise OSError(28, "No space left on device")
        return real(*args)

    monkeypatch.setattr(disk, name, refuse)
    with pytest.raises(LingkarError):
        restore_dump(contents, folder, None)
    assert files(folder.parent) == before
    assert {child.name for child in folder.parent.iterdir()} == {"book"}


@pytest.mark.skipif(sys.platform == "win32", reason="no fork there")
def test_killed_at_any_step_no_book_is_lost_and_restoring_again_works(contents: Contents, folder: Path) -> None:
    old, parent = told(folder, "the one before"), folder.parent
    aside = parent.parent / f"{parent.name}-aside"
    shutil.move(folder, aside)
    seen = set()

    def prepare() -> None:
        for path in parent.iterdir():
            shutil.rmtree(path)
        shutil.copytree(aside, folder)

    for _step in crash_at_every_step(prepare, lambda: restore_dump(contents, folder, None, at=NOW)):
        kept = [path for path in kept_beside(folder) if "before" in path.name]
        seen.add(("nothing" if not folder.exists() else "old" if not kept else "new", len(kept)))
        restore_dump(contents, folder, None, at=NOW)
        with open_casebook(folder, clock=lambda: NOW, read_only=True) as book:
            assert contents_of(book) == contents
        passphrases = dict.fromkeys(kept_beside(folder), "the one before")
        assert old in [told(path, passphrase) for path, passphrase in passphrases.items() if is_old(path)]
    assert seen == {("old", 0), ("nothing", 1), ("new", 1)}
    shutil.rmtree(aside)


def is_old(path: Path) -> bool:
    return b'"encrypted"' in (path / "key.json").read_bytes()


def test_a_dump_of_the_restored_book_is_the_dump(contents: Contents, tmp_path: Path) -> None:
    restore_dump(contents, tmp_path / "one", None)
    with open_casebook(tmp_path / "one", clock=lambda: NOW) as book:
        (tmp_path / "x.json").write_bytes(bytes_of(book))
    restore_dump(read_dump(tmp_path / "x.json"), tmp_path / "two", PASSPHRASE)
    with open_casebook(tmp_path / "two", PASSPHRASE, clock=lambda: NOW) as book:
        assert bytes_of(book) == (tmp_path / "x.json").read_bytes()
