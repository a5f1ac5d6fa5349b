"""The file of the settings goes along with a backup and comes back; nothing else that is done to a book touches it."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from store import Casebook, LingkarError
from store.checking import salvage, verify
from store.exchange.backup import Backup, backup
from store.exchange.restore import restore
from store.settings_file import NAME
from tests.exchange.safe import PASSPHRASE, contents_of, opened
from tests.exchange.whole import book as book
from tests.exchange.whole import folder as folder
from tests.exchange.whole import passphrase as passphrase
from tests.exchange.whole import stick as stick

BROKEN = b'theme = "x"  # mine\r\nlanguage is \xff\n'


def manifest(path: Path) -> dict[str, object]:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))


def test_they_come_back_as_they_were(
    book: Casebook, folder: Path, stick: Path, tmp_path: Path, passphrase: str | None
) -> None:
    book.change_settings(theme="lingkar-light", keymap={"note": ("f9",)}, practitioner="Sari")
    text = (folder / NAME).read_bytes()
    report = backup(book, stick)
    assert manifest(report.path)["format"] == 2
    book.change_settings(theme="lingkar-dark", keymap={})
    book.close()
    before = restore(report.path, folder, passphrase)
    assert (folder / NAME).read_bytes() == text
    assert before.kept is not None
    assert b"lingkar-dark" in (before.kept / NAME).read_bytes()
    with opened(folder, passphrase) as again:
        settings = again.settings
    assert (settings.theme, settings.keymap, settings.practitioner) == ("lingkar-light", {"note": ("f9",)}, "Sari")


def test_a_broken_file_goes_along_as_it_is(
    book: Casebook, folder: Path, stick: Path, tmp_path: Path, passphrase: str | None
) -> None:
    (folder / NAME).write_bytes(BROKEN)
    report = backup(book, stick)
    restore(report.path, tmp_path / "again", passphrase)
    assert (tmp_path / "again" / NAME).read_bytes() == BROKEN
    contents_of(tmp_path / "again", passphrase)  # and the book opens


def test_it_is_the_file_of_the_moment_it_was_asked_for(
    book: Casebook, folder: Path, stick: Path, tmp_path: Path, passphrase: str | None
) -> None:
    book.change_settings(lock_after=9)
    text = (folder / NAME).read_bytes()
    work = Backup(book, stick)
    book.change_settings(lock_after=10, theme="lingkar-light", hints=False)
    restore(work.make().path, tmp_path / "again", passphrase)
    assert (tmp_path / "again" / NAME).read_bytes() == text


def test_a_backup_without_them_is_the_one_that_every_version_reads(
    book: Casebook, stick: Path, tmp_path: Path, passphrase: str | None
) -> None:
    report = backup(book, stick)
    assert manifest(report.path)["format"] == 1
    restore(report.path, tmp_path / "again", passphrase)
    assert not (tmp_path / "again" / NAME).exists()


def test_a_file_that_is_not_the_listed_one_is_refused(book: Casebook, stick: Path, tmp_path: Path) -> None:
    book.change_settings(lock_after=9)
    path = backup(book, stick).path
    path.write_bytes(path.read_bytes().replace(b"lock_after = 9", b"lock_after = 0"))
    with pytest.raises(LingkarError):
        restore(path, tmp_path / "again", PASSPHRASE)
    assert not (tmp_path / "again").exists()


def test_a_restoring_that_was_cut_off_is_no_hindrance(
    book: Casebook, folder: Path, stick: Path, tmp_path: Path, passphrase: str | None
) -> None:
    book.change_settings(lock_after=9)
    report = backup(book, stick)
    beside = tmp_path / "again.restoring"
    beside.mkdir()
    shutil.copy(folder / NAME, beside)
    restore(report.path, tmp_path / "again", passphrase)
    assert (tmp_path / "again" / NAME).read_bytes() == (folder / NAME).read_bytes()


@pytest.mark.parametrize("text", [b"lock_after = 9 # mine\n", BROKEN], ids=["sound", "broken"])
def test_nothing_else_touches_the_file(folder: Path, passphrase: str | None, text: bytes) -> None:
    (folder / NAME).write_bytes(text)
    with opened(folder, passphrase) as book:
        code = book.cases()[0].code
        book.add_note(code, body="x", mode="home_visit", outcome="reached")
        book.compact()
        book.erase(code)
        assert (folder / NAME).read_bytes() == text
    assert verify(folder, passphrase).is_whole
    assert (folder / NAME).read_bytes() == text
    log = max(folder.glob("*.log"))
    log.write_bytes(log.read_bytes()[:-3] + b"???")
    salvage(folder, passphrase)
    assert (folder / NAME).read_bytes() == text
    with opened(folder, passphrase):
        pass
    assert (folder / NAME).read_bytes() == text
