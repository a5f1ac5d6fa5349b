"""A backup becomes the book again, whole and checked; what was there before is never lost."""

import itertools
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from store import BookDamaged, BookInUse, LingkarError, NewerFormat, PassphraseNeeded, WrongPassphrase
from store.exchange import bundle
from store.exchange.backup import backup
from store.exchange.restore import restore
from store.keeping import recovery_key
from store.outside import kept_beside
from store.vault import disk
from tests.crashing import crash_at_every_step
from tests.exchange.safe import FRESH, NOW, PASSPHRASE, contents_of, files, make, opened
from tests.exchange.whole import folder as folder
from tests.exchange.whole import passphrase as passphrase


@pytest.fixture
def saved(folder: Path, passphrase: str | None, tmp_path: Path) -> Path:
    """A backup; the book went on after it."""
    with opened(folder, passphrase) as book:
        path = backup(book, tmp_path / "a.backup").path
        book.add_note(FRESH, body="after the backup")
    return path


def test_the_book_is_back_and_the_other_one_kept(folder: Path, saved: Path, passphrase: str | None) -> None:
    later = contents_of(folder, passphrase)
    report = restore(saved, folder, passphrase, at=NOW)
    kept = folder.with_name("book.before-restore-2026-11-21-0700")
    assert (report.folder, report.kept, report.earlier, report.made) == (folder, kept, (), NOW)
    assert report.book.cases == 2
    assert contents_of(kept, passphrase) == later
    assert contents_of(folder, passphrase) != later
    with opened(folder, passphrase) as book:  # it can be worked with, and knows its archive
        book.add_note(FRESH, body="on it goes")
        book.reopen("K-2026-002", reason="Back again.")
    with opened(folder, passphrase) as book:
        assert book.undo().codes == {"K-2026-002"}


def test_each_restoring_keeps_the_book_before(folder: Path, saved: Path, passphrase: str | None) -> None:
    for count in range(3):
        report = restore(saved, folder, passphrase, at=NOW)
        assert len(report.earlier) == count
    assert [path.name for path in kept_beside(folder)] == [
        "book.before-restore-2026-11-21-0700", "book.before-restore-2026-11-21-0700-2",
        "book.before-restore-2026-11-21-0700-3",
    ]  # fmt: skip


@pytest.mark.parametrize("there", [False, True])
def test_into_a_place_without_a_book(saved: Path, tmp_path: Path, passphrase: str | None, there: bool) -> None:
    place = tmp_path / "new" / "laptop"
    if there:
        place.mkdir(parents=True)
    assert restore(saved, place, passphrase).kept is None
    with opened(place, passphrase) as book:
        assert book.case(FRESH).alias == "Melati"
    assert [path.name for path in place.parent.iterdir()] == ["laptop"]


def test_a_damaged_book_is_replaced_and_kept_too(folder: Path, saved: Path, passphrase: str | None) -> None:
    (folder / "key.json").write_text("?")
    for log in folder.glob("*.log"):
        log.write_text("?")
    damaged = files(folder)
    report = restore(saved, folder, passphrase)
    assert report.kept
    assert files(report.kept) == damaged
    contents_of(folder, passphrase)


def test_the_passphrase_is_needed_and_checked_first(folder: Path, saved: Path, passphrase: str | None) -> None:
    before = files(folder.parent)
    wrong = [(None, PassphraseNeeded), ("other", WrongPassphrase)] if passphrase else [("x", LingkarError)]
    for given, error in wrong:
        with pytest.raises(error):
            restore(saved, folder, given)
        assert files(folder.parent) == before
        assert kept_beside(folder) == ()


def test_the_recovery_key_opens_it_too(tmp_path: Path) -> None:
    make(tmp_path / "book", PASSPHRASE)
    with opened(tmp_path / "book", PASSPHRASE) as book:
        saved = backup(book, tmp_path / "a.backup").path
    restore(saved, tmp_path / "again", recovery_key(tmp_path / "book", PASSPHRASE))
    assert contents_of(tmp_path / "again", PASSPHRASE) == contents_of(tmp_path / "book", PASSPHRASE)


@pytest.mark.parametrize("renames", [False, True])
def test_a_book_in_use_is_left_alone(
    folder: Path, saved: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch, renames: bool
) -> None:
    monkeypatch.setattr(disk, "RENAMES_OPEN_FOLDERS", renames)
    with opened(folder, passphrase) as book:
        before = files(folder.parent)
        with pytest.raises(BookInUse):
            restore(saved, folder, passphrase)
        assert files(folder.parent) == before
        book.add_note(FRESH, body="still here")


def test_a_folder_of_other_files_is_left_alone(saved: Path, tmp_path: Path, passphrase: str | None) -> None:
    for place, name in ((tmp_path / "home", "home/letter.odt"), (tmp_path / "x", "x.restoring/letter.odt")):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("mine")
        before = files(tmp_path)
        with pytest.raises(LingkarError, match="other files"):
            restore(saved, place, passphrase)
        assert files(tmp_path) == before
    with pytest.raises(LingkarError, match="is a file"):
        restore(saved, tmp_path / "home" / "letter.odt", passphrase)


# What a backup may have become


def refused(path: Path, folder: Path, passphrase: str | None, error: type[Exception] = BookDamaged) -> None:
    before = files(folder.parent)
    with pytest.raises(error):
        restore(path, folder, passphrase)
    assert files(folder.parent) == before
    assert {child.name for child in folder.parent.iterdir()} <= {"book", "a.backup", "b.backup", "other.backup"}


def test_a_flipped_bit_anywhere_is_found_or_does_no_harm(
    saved: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "flush", lambda fd: None)
    monkeypatch.setattr(disk, "sync_folder", lambda path: None)
    whole, place, bad = saved.read_bytes(), tmp_path / "place", tmp_path / "b.backup"
    bundle.unpack(saved, place)
    original, harmless = files(place), 0
    for at in range(0, len(whole), 13):
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :])
        shutil.rmtree(place)
        place.mkdir()
        try:
            bundle.unpack(bad, place)
        except (BookDamaged, NewerFormat):
            continue
        assert files(place) == original, at
        harmless += 1
    assert harmless < len(whole) / 130  # dates and the like in the container


def test_a_flipped_bit_that_says_a_file_is_packed_is_found(saved: Path, folder: Path, passphrase: str | None) -> None:
    whole, listed = saved.read_bytes(), b"PK\1\2"  # each file in the list of contents of the container
    places = [at for at in range(len(whole)) if whole.startswith(listed, at)]
    assert len(places) > 4
    for at in places:
        packed = bytearray(whole)
        packed[at + 10] ^= zipfile.ZIP_DEFLATED
        saved.write_bytes(packed)
        refused(saved, folder, passphrase)


@pytest.mark.parametrize("share", [0, 0.01, 0.3, 0.9, 0.999])
def test_a_backup_cut_short_is_refused(saved: Path, folder: Path, passphrase: str | None, share: float) -> None:
    data = saved.read_bytes()
    saved.write_bytes(data[: int(len(data) * share)])
    refused(saved, folder, passphrase)


def again(saved: Path, change: Callable[[dict[str, bytes]], None], stored: int = zipfile.ZIP_STORED) -> None:
    """The same backup with other files in it, its list in order."""
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    about = orjson.loads(parts.pop("manifest.json"))
    change(parts)
    from hashlib import sha256

    about["files"] = {name: sha256(data).hexdigest() for name, data in parts.items()}
    with zipfile.ZipFile(saved, "w", stored) as archive:
        for name, data in {**parts, "manifest.json": orjson.dumps(about)}.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    "name",
    [
        "../out.json", "/etc/out.json", "archive/../../0000000001.log", "..\\out.json", "C:\\out.json", "key.json\n",
        "archive/archive/0000000001.log", "0000000001.exe", "archive/", "lock", "0000000003.log/x", "KEY.JSON",
    ],
)  # fmt: skip
def test_names_that_are_no_part_of_a_book_are_refused(
    saved: Path, folder: Path, passphrase: str | None, name: str
) -> None:
    again(saved, lambda parts: parts.update({name: b"x"}))
    refused(saved, folder, passphrase)


@pytest.mark.parametrize("ending", ["key.json", "1.log", "2.log", ".json", "archive/0000000001.log"])
def test_whatever_is_missing_it_is_refused_or_made_up_for(
    saved: Path, folder: Path, passphrase: str | None, ending: str
) -> None:
    def drop(parts: dict[str, bytes]) -> None:
        for name in [name for name in parts if name.removesuffix(".age").endswith(ending) and name != "key.json"]:
            del parts[name]
        if ending == "key.json":
            del parts[ending]

    if ending == "key.json":  # the log has a copy of it
        again(saved, drop)
        restore(saved, folder, passphrase)
        contents_of(folder, passphrase)
    else:
        again(saved, drop)
        refused(saved, folder, passphrase)


def test_what_is_packed_tighter_than_a_backup_is_refused(saved: Path, folder: Path, passphrase: str | None) -> None:
    again(saved, lambda parts: parts.update({"0000000009.log": bytes(10_000_000)}), zipfile.ZIP_DEFLATED)
    refused(saved, folder, passphrase)


def test_a_file_that_is_not_the_listed_one_is_refused(saved: Path, tmp_path: Path, passphrase: str | None) -> None:
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(saved, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, b"another" if name == "0000000002.log" else data)
    (tmp_path / "place").mkdir()
    with pytest.raises(BookDamaged):
        bundle.unpack(saved, tmp_path / "place")


def test_one_name_twice_counts_once_and_is_checked(saved: Path, folder: Path, passphrase: str | None) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(saved, "a") as archive:
        archive.writestr("key.json", b"{}")
    refused(saved, folder, passphrase)


@pytest.mark.parametrize("about", [b"[]", b"{}", b'{"format": 1}', b"null", b'{"format": 1, "files": [], "at": 1}'])
def test_a_list_that_is_none_is_refused(saved: Path, folder: Path, passphrase: str | None, about: bytes) -> None:
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("manifest.json", about)
    refused(saved, folder, passphrase)


def test_a_newer_format_is_told_from_damage(saved: Path, folder: Path, passphrase: str | None) -> None:
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("manifest.json", orjson.dumps({"format": 3, "somewhere": "else"}))
    refused(saved, folder, passphrase, NewerFormat)


@pytest.mark.parametrize("path", ["gone.backup", "book"])
def test_what_is_not_there_is_said(saved: Path, folder: Path, passphrase: str | None, path: str) -> None:
    assert saved.exists()
    refused(folder.parent / path, folder, passphrase, LingkarError)


# Interrupted


@pytest.mark.parametrize("name", ["create_file", "flush", "rename", "make_folder"])
@pytest.mark.parametrize("after", [0, 1])
def test_what_the_system_refuses_changes_nothing(
    saved: Path, folder: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch, name: str, after: int
) -> None:
    real, count = getattr(disk, name), itertools.count()

    def refuse(*args: object) -> object:
        if "lock.holder" not in str(args[0]) and next(count) == after:  # that one is only for a message
            raise OSError(28, "No space left on device")
        return real(*args)

    monkeypatch.setattr(disk, name, refuse)
    refused(saved, folder, passphrase, LingkarError)


@pytest.mark.parametrize("name", ["right after the first", "sync_folder", "rename"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_stopped_between_the_two_renamings_the_old_book_is_in_its_place(
    saved: Path, folder: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch,
    name: str, error: type[BaseException],
) -> None:  # fmt: skip
    before, stops = files(folder), itertools.count(1)
    rename, sync = disk.rename, disk.sync_folder

    def stop(here: str) -> None:
        is_between = not folder.exists() and list(folder.parent.glob("*.before-restore-*"))
        if here == name and is_between and next(stops) == 1:
            raise error(28, "stopped")

    def renamed(source: Path, target: Path) -> None:
        stop("rename")
        rename(source, target)
        stop("right after the first")

    def synced(path: Path) -> None:
        stop("sync_folder")
        sync(path)

    monkeypatch.setattr(disk, "rename", renamed)
    monkeypatch.setattr(disk, "sync_folder", synced)
    with pytest.raises(KeyboardInterrupt if error is KeyboardInterrupt else LingkarError):
        restore(saved, folder, passphrase, at=NOW)
    assert next(stops) > 1
    assert files(folder) == before
    assert kept_beside(folder) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="no fork there")
def test_killed_at_any_step_no_book_is_lost_and_restoring_again_works(
    saved: Path, folder: Path, passphrase: str | None
) -> None:
    old, parent = contents_of(folder, passphrase), folder.parent
    aside = parent.parent / f"{parent.name}-aside"
    shutil.move(folder, aside)
    seen = set()

    def prepare() -> None:
        for path in parent.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
        shutil.copytree(aside, folder)

    for _step in crash_at_every_step(prepare, lambda: restore(saved, folder, passphrase, at=NOW)):
        kept = [path for path in kept_beside(folder) if "before" in path.name]
        state = ("nothing" if not folder.exists() else "old" if not kept else "new", len(kept))
        seen.add(state)
        report = restore(saved, folder, passphrase, at=NOW)
        new = contents_of(folder, passphrase)
        assert new != old
        books = [contents_of(path, passphrase) for path in kept_beside(folder)]
        assert old in books
        assert {*([report.kept] if report.kept else []), *report.earlier} == set(kept_beside(folder))
        assert not folder.with_name("book.restoring").exists()
    assert seen == {("old", 0), ("nothing", 1), ("new", 1)}
    shutil.rmtree(aside)
