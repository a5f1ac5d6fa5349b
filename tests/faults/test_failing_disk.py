"""A disk that fails at the n-th call, for every n and every kind of act: a sentence, nothing lost, and on it goes.

SQLite's loop. Once the disk fails at that call only, once from then on. What fails is any call of `disk`: a write stops
half-way for want of room, everything else with an input/output error.
"""

import errno
import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from store import Casebook, LingkarError, open_casebook
from store.exchange.backup import backup
from store.keeping import change_passphrase
from store.vault import disk

from .conftest import PASSPHRASE
from .story import Contents, contents

pytestmark = pytest.mark.usefixtures("without_waiting")

SEAM = ("make_folder", "create_file", "open_log", "write_all", "flush", "rename", "sync_folder", "cut", "remove")
WHY = ("No space left on device", "Input/output error")
SAID = ("the disk is full", "the disk does not work as it should")
BODY = "Ibu menelepon. " * 20


class FailingDisk:
    """Counts the calls that reach the disk, and lets one or more of them fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, allowed: int, for_ever: bool) -> None:
        self.calls, self.failed = 0, 0
        self._allowed, self._for_ever = allowed, for_ever
        for name in SEAM:
            monkeypatch.setattr(disk, name, self._wrapped(name, getattr(disk, name)))

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            self.calls += 1
            if self.calls == self._allowed + 1 or (self._for_ever and self.calls > self._allowed):
                self.failed += 1
                if name != "write_all":
                    raise OSError(errno.EIO, WHY[1])
                real(given[0], given[1][: len(given[1]) // 3])
                raise OSError(errno.ENOSPC, WHY[0])
            return real(*given)

        return call


def make(folder: Path, passphrase: str | None) -> Path:
    """A book with an open case, a closed one and an archived one."""
    with open_casebook(folder, passphrase) as book:
        for alias in ("Terbuka", "Tertutup", "Diarsip"):
            code = book.add_case(alias=alias, size="family").code
            book.add_note(code, body=BODY, sign=True)
            if alias != "Terbuka":
                book.terminate(code, reason="goals_met", outcome="better", summary="-", override=BODY)
        book.file_away(code)
    return folder


@pytest.fixture
def made(tmp_path: Path, passphrase: str | None) -> Path:
    return make(tmp_path / "made", passphrase)


def find(book: Casebook, alias: str) -> str:
    code_of = {case.alias: case.code for case in book.cases()} | {stub.alias: stub.code for stub in book.archived()}
    return code_of[alias]


ACTS: dict[str, Callable[[Casebook, Path], object]] = {
    "note": lambda book, _: book.add_note(find(book, "Terbuka"), body=BODY),
    "file": lambda book, _: book.file_away(find(book, "Tertutup")),
    "bring back": lambda book, _: book.add_note(find(book, "Diarsip"), body=BODY),
    "undo": lambda book, _: book.undo(),
    "compact": lambda book, _: book.compact(),
    "backup": lambda book, place: backup(book, place / "cadangan.backup", force=True),
}


def said(error: LingkarError) -> str:
    """A sentence for a person, with the reason and without machinery."""
    text = str(error)
    assert any(why in text for why in SAID), text
    assert text.endswith("."), text
    assert "Errno" not in text
    return text


def on_disk(folder: Path, passphrase: str | None) -> Contents:
    with open_casebook(folder, passphrase, read_only=True) as reader:
        return contents(reader)


def failures(
    made: Path, place: Path, for_ever: bool
) -> Iterator[tuple[Path, Callable[[pytest.MonkeyPatch], FailingDisk]]]:
    """A fresh copy of the book for each number of calls that succeed."""
    for allowed in itertools.count():
        folder = place / f"book {allowed}"
        shutil.copytree(made, folder)
        yield folder, lambda patch, allowed=allowed: FailingDisk(patch, allowed, for_ever)  # type: ignore[misc]
        shutil.rmtree(folder)


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("name", ACTS)
def test_an_act_that_the_disk_refuses_did_not_happen(
    name: str, for_ever: bool, made: Path, tmp_path: Path, passphrase: str | None
) -> None:
    act, refused = ACTS[name], 0
    for folder, break_disk in failures(made, tmp_path, for_ever):
        with open_casebook(folder, passphrase) as book:
            before = contents(book)
            with pytest.MonkeyPatch.context() as patch:
                broken = break_disk(patch)
                try:
                    act(book, tmp_path)
                    happened = True
                except LingkarError as error:
                    is_made = "is made and whole" in said(error)  # a backup, of which the book could not take note
                    happened = False
            if happened and not broken.failed:
                break
            if not happened:
                refused += 1
                assert contents(book) == before
                assert (tmp_path / "cadangan.backup").exists() == is_made
            if not for_ever:  # else even what was begun cannot be taken back now; the next act sees to it
                assert on_disk(folder, passphrase) == contents(book)
            act(book, tmp_path)
            after = contents(book)
            assert on_disk(folder, passphrase) == after
        with open_casebook(folder, passphrase) as book:
            assert contents(book) == after
            (tmp_path / "cadangan.backup").unlink(missing_ok=True)
    assert refused > 1


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize(("old", "new"), [(None, "kunci baru"), (PASSPHRASE, "kunci baru"), (PASSPHRASE, None)])
def test_a_change_of_the_passphrase_that_the_disk_refuses(
    old: str | None, new: str | None, for_ever: bool, tmp_path: Path
) -> None:
    """What is said about which passphrase counts is true, and nothing is lost either way."""
    make(tmp_path / "made", old)
    expected, refused = on_disk(tmp_path / "made", old), 0
    for folder, break_disk in failures(tmp_path / "made", tmp_path, for_ever):
        counts = new
        with pytest.MonkeyPatch.context() as patch:
            broken = break_disk(patch)
            try:
                change_passphrase(folder, old, new)
            except LingkarError as error:
                text, refused = said(error), refused + 1
                counts = new if "right one now" in text or "change counts" in text else old
                assert counts != old or "as it was before" in text or "cannot be opened" in text, text
        if not broken.failed:
            break
        assert on_disk(folder, counts) == expected
        with open_casebook(folder, counts) as book:
            assert contents(book) == expected
        if counts == old:
            change_passphrase(folder, old, new)
        assert on_disk(folder, new) == expected
        assert_closed_alike(folder, new)
    assert refused > 1


def assert_closed_alike(folder: Path, passphrase: str | None) -> None:
    """Nothing is left that is closed otherwise."""
    other = ".json" if passphrase is not None else ".json.age"
    assert [path.name for path in folder.rglob("0*") if path.name.endswith(other)] == []
