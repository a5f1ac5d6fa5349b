"""A backup is a whole book, or it is not there: made, read back, counted, and never half."""

import errno
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from store import Casebook, LingkarError, NotSaved
from store.exchange.backup import CHECKING, WRITING, Backup, backup
from store.exchange.restore import restore
from store.language.system import why_refused
from store.model.outside import OutsideKind
from store.packet import export
from store.vault import copying, disk
from tests.exchange.safe import FILED, FRESH, NOW, PASSPHRASE, WORDS, contents, contents_of, files, make, opened
from tests.exchange.whole import book as book
from tests.exchange.whole import folder as folder
from tests.exchange.whole import passphrase as passphrase
from tests.exchange.whole import stick as stick
from tests.letting_out import export_case


def restored(path: Path, tmp_path: Path, passphrase: str | None) -> dict[str, Any]:
    restore(path, tmp_path / "again", passphrase)
    return contents_of(tmp_path / "again", passphrase)


def test_it_is_the_whole_book(book: Casebook, stick: Path, tmp_path: Path, passphrase: str | None) -> None:
    before = contents(book)
    report = backup(book, stick)
    assert report.path == stick / "lingkar-2026-11-21.backup"
    assert (report.book.cases, report.book.archived, report.book.documents["notes"]) == (2, {FILED}, 2)
    assert (report.is_encrypted, report.size) == (passphrase is not None, report.path.stat().st_size)
    assert restored(report.path, tmp_path, passphrase) == before
    assert before["archived"] == [FILED]


def test_it_lies_there_alone_and_only_for_its_owner(book: Casebook, stick: Path) -> None:
    before = set(files(book.folder))
    report = backup(book, stick)
    assert list(stick.iterdir()) == [report.path]
    assert set(files(book.folder)) == before
    if os.name != "nt":
        assert stat.S_IMODE(report.path.stat().st_mode) == 0o600


def test_nothing_in_it_can_be_read_without_the_passphrase(book: Casebook, stick: Path, passphrase: str | None) -> None:
    data = backup(book, stick).path.read_bytes()
    assert [word for word in WORDS if word.encode() in data] == ([] if passphrase else list(WORDS))


def test_what_it_says_of_itself_is_not_about_clients(book: Casebook, stick: Path) -> None:
    with zipfile.ZipFile(backup(book, stick).path) as archive:
        about = orjson.loads(archive.read("manifest.json"))
        names = archive.namelist()
    assert set(about) == {"format", "at", "program", "files"}
    assert set(about["files"]) == set(names) - {"manifest.json"}
    assert sorted(name.partition(".")[0] for name in names) == [
        "0000000002", "0000000002", "archive/0000000001", "archive/0000000001", "key", "manifest",
    ]  # fmt: skip


def test_it_is_written_down(book: Casebook, stick: Path) -> None:
    report = backup(book, stick)
    (one,) = book.outside()
    assert (one.kind, one.path, one.codes, one.off_laptop) == (OutsideKind.BACKUP, str(report.path), (), False)
    assert book.last_backup_off_laptop() is None


def test_another_disk_is_off_the_laptop(book: Casebook, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "same_device", lambda one, other: False)
    assert backup(book, stick).off_laptop
    assert book.last_backup_off_laptop() == NOW


def test_no_file_is_written_over_unless_asked_to(book: Casebook, stick: Path) -> None:
    mine = stick / "mine.backup"
    mine.write_text("mine")
    with pytest.raises(LingkarError, match="is there already"):
        backup(book, mine)
    assert mine.read_text() == "mine"
    assert [backup(book, stick).path.name for _ in range(3)] == [
        "lingkar-2026-11-21.backup", "lingkar-2026-11-21-2.backup", "lingkar-2026-11-21-3.backup",
    ]  # fmt: skip
    assert backup(book, mine, force=True).path == mine
    assert zipfile.is_zipfile(mine)


@pytest.mark.parametrize(
    "place", ["gone/x.backup", "usb", "usb.2", "book", "book/x.backup", "book/archive", "~nobody-at-all/x"]
)
def test_places_that_cannot_be(book: Casebook, tmp_path: Path, place: str) -> None:
    before = files(tmp_path)
    with pytest.raises(LingkarError):
        backup(book, Path(place) if place.startswith("~") else tmp_path / place)
    assert files(tmp_path) == before


# What goes wrong


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 4
    path.write_bytes(data)


@pytest.mark.parametrize("force", [False, True])
def test_a_bad_stick_is_noticed_before_anything_is_reported(
    book: Casebook, stick: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    target = stick / "x.backup"
    if force:
        target.write_text("the last good one")
    before, outside = files(stick), book.outside()
    monkeypatch.setattr(disk, "forget_cached", lambda fd: spoil(*stick.glob("*.tmp")))
    with pytest.raises(LingkarError):
        backup(book, target, force=force)
    assert files(stick) == before
    assert book.outside() == outside
    assert not (book.folder / "check.tmp").exists()


def test_a_backup_that_lacks_the_last_act_is_none(book: Casebook, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = copying.generation_of

    def short(folder: Path, key: Any, prefix: str = "", standing: Any = None) -> Any:
        if standing:
            standing = copying.Standing(standing.generation, standing.seq - 1, standing.documents)
        return whole(folder, key, prefix, standing)

    monkeypatch.setattr(copying, "generation_of", short)
    with pytest.raises(LingkarError, match="does not read back as the book is"):
        backup(book, stick)
    assert list(stick.iterdir()) == []


def test_a_backup_that_lacks_an_archived_case_is_none(book: Casebook, stick: Path, tmp_path: Path) -> None:
    (book.folder / "archive").rename(tmp_path / "elsewhere")
    with pytest.raises(LingkarError, match="does not read back as the book is"):
        backup(book, stick)
    assert list(stick.iterdir()) == []


def test_a_backup_with_the_key_of_another_book_is_none(
    book: Casebook, stick: Path, tmp_path: Path, passphrase: str | None
) -> None:
    make(tmp_path / "other", None if passphrase else PASSPHRASE)
    (book.folder / "key.json").write_bytes((tmp_path / "other" / "key.json").read_bytes())
    with pytest.raises(LingkarError, match="does not read back as the book is"):
        backup(book, stick)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("name", ["create_file", "flush", "rename", "make_folder"])
@pytest.mark.parametrize("why", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.ENODEV])
def test_what_the_system_refuses_is_said_and_leaves_nothing(
    book: Casebook, stick: Path, monkeypatch: pytest.MonkeyPatch, name: str, why: int
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(why, os.strerror(why))

    before, (outside, inside) = contents(book), (book.outside(), set(files(book.folder)))
    with monkeypatch.context() as patch:
        patch.setattr(disk, name, refuse)
        with pytest.raises(LingkarError, match=why_refused(OSError(why, os.strerror(why)))):
            backup(book, stick)
    assert list(stick.iterdir()) == []
    assert (contents(book), book.outside(), set(files(book.folder))) == (before, outside, inside)
    assert backup(book, stick).path.exists()


def test_a_backup_that_the_book_cannot_write_down_is_told_and_kept(
    book: Casebook, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_facts: object) -> None:
        raise NotSaved("no room")

    monkeypatch.setattr(book, "went_out", full)
    with pytest.raises(NotSaved, match=r"is made and whole.*no room"):
        backup(book, stick)
    assert len(list(stick.iterdir())) == 1


def test_a_stick_pulled_after_the_renaming_is_no_trouble(
    book: Casebook, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(source: Path, target: Path) -> None:
        source.rename(target)
        shutil.move(stick, stick.with_name("pulled"))

    monkeypatch.setattr(disk, "rename", pulled)
    report = backup(book, stick)
    assert (report.off_laptop, report.size > 0) == (False, True)
    assert [one.path for one in book.outside()] == [str(report.path)]


def test_an_export_to_a_stick_that_is_pulled_then_is_written_down(
    book: Casebook, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(_file: Path, _data: bytes) -> None:
        shutil.move(stick, stick.with_name("pulled"))

    with monkeypatch.context() as patch:
        patch.setattr(disk, "same_device", lambda one, other: not (one.exists() and other.exists()))
        patch.setattr(export, "fill", pulled)
        export_case(book, FRESH, stick)
    assert [(one.kind, one.off_laptop) for one in book.outside()] == [(OutsideKind.EXPORT, True)]

    def gone(one: Path, other: Path) -> bool:
        raise OSError(errno.ENODEV, "No such device")

    stick.mkdir()
    monkeypatch.setattr(disk, "same_device", gone)
    with pytest.raises(NotSaved, match="No such device"):
        export_case(book, FRESH, stick)
    assert (list(stick.iterdir()), len(book.outside())) == ([], 1)


@pytest.mark.parametrize("fails", [False, True])
def test_a_file_with_the_name_of_a_draft_is_left_alone(book: Casebook, stick: Path, fails: bool) -> None:
    mine = stick / "a.backup.tmp"
    mine.write_text("mine")
    if fails:
        (book.folder / "archive").rename(book.folder.with_name("elsewhere"))
        with pytest.raises(LingkarError):
            backup(book, stick / "a.backup")
    else:
        backup(book, stick / "a.backup")
    assert mine.read_text() == "mine"
    there = {path.name for path in stick.iterdir()}
    assert there == ({"a.backup.tmp"} if fails else {"a.backup.tmp", "a.backup"})


def test_no_code_of_the_current_folder_is_run(
    book: Casebook, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    for name in ("orjson", "json", "store"):
        (here / f"{name}.py").write_text(f"open({str(tmp_path / 'mark')!r}, 'w').close()")
    monkeypatch.chdir(here)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    report = Backup(book, stick, apart=True).make()
    assert report.book.cases == 2
    assert not (tmp_path / "mark").exists()


FULL = """
import resource, sys
from pathlib import Path
from store import LingkarError, open_casebook
from store.exchange.backup import backup

folder, stick = map(Path, sys.argv[1:])
with open_casebook(folder) as book:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, resource.RLIM_INFINITY))
    try:
        backup(book, stick)
    except LingkarError as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no resource limits there")
def test_a_full_disk_leaves_nothing(tmp_path: Path, stick: Path) -> None:
    make(tmp_path / "book", None)
    run = [sys.executable, "-c", FULL, str(tmp_path / "book"), str(stick)]
    ended = subprocess.run(run, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "could not be made: File too large" in ended.stdout
    assert list(stick.iterdir()) == []


# While the book goes on being used


def at_stage(stage: str, act: Callable[[], object]) -> Callable[[str, int, int], None]:
    done: list[str] = []

    def progress(now: str, _done: int, _total: int) -> None:
        if now == stage and not done:
            done.append(now)
            act()

    return progress


@pytest.mark.parametrize("stage", [WRITING, CHECKING])
def test_it_is_the_book_of_the_moment_it_was_asked_for(
    book: Casebook, stick: Path, tmp_path: Path, passphrase: str | None, stage: str
) -> None:
    before = contents(book)

    def work_on() -> None:
        book.add_note(FRESH, body="later")
        book.compact()
        book.add_note(FRESH, body="later still")

    job = Backup(book, stick)
    book.add_note(FRESH, body="right after")
    report = job.make(at_stage(stage, work_on))
    assert contents(book) != before
    assert restored(report.path, tmp_path, passphrase) == before


def test_a_case_that_is_filed_meanwhile_is_in_it(
    book: Casebook, stick: Path, tmp_path: Path, passphrase: str | None
) -> None:
    book.clock = lambda: NOW - timedelta(days=60)
    book.terminate(
        FRESH, reason="moved", outcome="same", summary="x", notice="agreed",
        override="A reason that is long enough to pass.",
    )  # fmt: skip
    book.clock = lambda: NOW
    before = contents(book)
    job = Backup(book, stick)
    book.file_away(FRESH)
    report = job.make()
    assert book.is_archived(FRESH)
    assert (report.book.cases, report.book.archived) == (2, {FILED})
    assert restored(report.path, tmp_path, passphrase) == before


def test_a_case_that_came_back_counts_once(book: Casebook, stick: Path) -> None:
    book.reopen(FILED, reason="Back again.")
    report = backup(book, stick)
    assert (report.book.cases, report.book.archived) == (2, frozenset())


@pytest.mark.parametrize("stage", [WRITING, CHECKING])
def test_stopped_it_leaves_nothing(book: Casebook, stick: Path, stage: str) -> None:
    def stop() -> None:
        raise LingkarError("stopped")

    inside = set(files(book.folder))
    with pytest.raises(LingkarError, match="stopped"):
        Backup(book, stick).make(at_stage(stage, stop))
    assert (list(stick.iterdir()), set(files(book.folder))) == ([], inside)


# The reminder


def test_the_reminder_comes_after_seven_days_and_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "same_device", lambda one, other: False)
    with opened(tmp_path / "book", None) as book:
        assert book.backup_reminder() is None
        book.add_case(alias="A", size="family")
        for days, due in ((7, None), (8, "There is no backup outside this laptop yet")):
            book.clock = lambda days=days: NOW + timedelta(days=days)  # type: ignore[misc]
            told = book.backup_reminder()
            assert (told and told.sentence) == due
        assert book.backup_reminder() is None
        backup(book, tmp_path)
    with opened(tmp_path / "book", None) as book:
        for days, due in ((9, None), (15, None), (16, 8), (16, None), (17, 9)):
            book.clock = lambda days=days: NOW + timedelta(days=days)  # type: ignore[misc]
            told = book.backup_reminder()
            assert (told and told.days) == due, days
    assert told
    assert told.sentence == "Last backup outside this laptop: 9 days ago"


def test_a_backup_on_the_laptop_itself_does_not_quieten_it(tmp_path: Path) -> None:
    with opened(tmp_path / "book", None) as book:
        book.add_case(alias="A", size="family")
        book.clock = lambda: NOW + timedelta(days=8)
        backup(book, tmp_path)
        assert book.backup_reminder() is not None


def test_undo_leaves_the_register_alone(book: Casebook, stick: Path) -> None:
    book.edit_case(FRESH, alias="Other")
    backup(book, stick)
    book.undo()
    assert book.case(FRESH).alias == "Melati"
    assert len(book.outside()) == 1
