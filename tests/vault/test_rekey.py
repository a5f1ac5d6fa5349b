"""Changing the passphrase: every way from one kind of book to another, and the disk failing at every step of it."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from store.errors import LingkarError, NotSaved, WrongPassphrase
from store.keeping import Kept, how_kept
from store.vault import disk, generations, keyfile, open_vault, retention
from store.vault.keys import ARCHIVE
from store.vault.rekey import change_passphrase
from store.vault.verify import verify

OLD, NEW, WORDS = "lama sekali", "baru sekali", b"rahasia-sekali"
WAYS = [(None, NEW), (OLD, None), (OLD, NEW)]


def make(folder: Path, passphrase: str | None) -> None:
    """A book of three generations, with an archive."""
    with open_vault(folder, passphrase=passphrase) as db:
        for number in range(3):
            db.table("t").insert({"n": number, "text": WORDS.decode()})
            if number < 2:
                db.compact()
        with open_vault(folder / ARCHIVE, key=db.key.archived(), deferred=True) as archive:
            archive.put("file", "cases", 5, {"text": WORDS.decode()})


def held(folder: Path, passphrase: str | None) -> list[int]:
    with open_vault(folder, passphrase=passphrase, create=False) as db:
        with open_vault(folder / ARCHIVE, key=db.key.archived(), create=False) as archive:
            assert archive.table("cases").get(doc_id=5) == {"text": WORDS.decode()}
        return [row["n"] for row in db.documents("t").values()]


def plain_text(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and WORDS in path.read_bytes()]


@pytest.mark.parametrize(("old", "new"), WAYS)
def test_the_new_passphrase_opens_all_and_the_old_one_nothing(folder: Path, old: str | None, new: str | None) -> None:
    make(folder, old)
    change_passphrase(folder, old, new)
    assert held(folder, new) == [0, 1, 2]
    with pytest.raises(LingkarError):
        open_vault(folder, passphrase=old)
    assert verify(folder, new).is_whole
    assert bool(plain_text(folder)) is (new is None)
    (folder / "key.json").unlink()  # its copies in the logs are the new ones, in every generation
    for number in reversed(generations.complete(folder)):
        assert held(folder, new) == list(range(3))[: number if old and new else 3]
        with pytest.raises(LingkarError):
            open_vault(folder, passphrase=old)
        (folder / "key.json").unlink()
        for path in folder.glob(f"{number:010d}.*"):
            path.unlink()


def test_a_first_passphrase_leaves_no_plain_text_and_none_leaves_nothing_closed(folder: Path) -> None:
    make(folder, None)
    (folder / "0000000002.torn").write_bytes(WORDS)
    change_passphrase(folder, None, NEW)
    assert plain_text(folder) == []
    change_passphrase(folder, NEW, None)
    assert list(folder.rglob("*.age")) == []
    assert held(folder, None) == [0, 1, 2]


def test_what_is_refused_changes_nothing(folder: Path) -> None:
    make(folder, OLD)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(WrongPassphrase):
        change_passphrase(folder, "falsch", NEW)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    make(folder.parent / "plain", None)
    with pytest.raises(LingkarError, match="no passphrase"):
        change_passphrase(folder.parent / "plain", None, None)


def test_a_torn_tail_is_not_carried_along(folder: Path) -> None:
    make(folder, None)
    log = folder / "0000000003.log"
    log.write_bytes(log.read_bytes() + b"torn")
    change_passphrase(folder, None, NEW)
    assert held(folder, NEW) == [0, 1, 2]


class Failing:
    """Lets the disk fail at the n-th step of writing, renaming or removing, once or from then on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int, *, once: bool = False) -> None:
        self.steps, self._at, self._once = 0, at, once
        for name in ("write_all", "rename", "remove", "sync_folder"):
            monkeypatch.setattr(disk, name, self._wrapped(name, getattr(disk, name)))

    def _wrapped(self, name: str, real):  # type: ignore[no-untyped-def]
        def step(*args: object) -> object:
            if "holder" not in str(args[0]):
                self.steps += 1
            if self.steps == self._at or (self.steps > self._at and not self._once):
                raise OSError(28, "No space left on device")
            return real(*args)

        return step


def steps() -> Iterator[int]:
    yield from range(1, 40)


@pytest.mark.parametrize(("old", "new"), WAYS)
def test_whenever_the_disk_fails_one_of_the_two_opens_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str | None, new: str | None
) -> None:
    failed = 0
    for at in steps():
        folder = tmp_path / str(at)
        make(folder, old)
        with monkeypatch.context() as patch:
            Failing(patch, at)
            try:
                change_passphrase(folder, old, new)
            except NotSaved as error:
                failed += 1
                told_it_counts = "counts" in str(error) or "right one now" in str(error)
            except LingkarError:
                failed += 1
                told_it_counts = False
            else:
                break
        right = new if told_it_counts else old
        assert held(folder, right) == [0, 1, 2], at
        if right is not None:
            assert plain_text(folder) == [], at
        assert verify(folder, right).documents["t"] == 3
    assert failed > 3
    assert at < 39


def test_after_one_failure_no_plain_text_stays_beside_a_book_that_is_still_encrypted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = 0
    for at in steps():
        folder = tmp_path / str(at)
        make(folder, OLD)
        with monkeypatch.context() as patch:
            failing = Failing(patch, at, once=True)
            with suppress(LingkarError):
                change_passphrase(folder, OLD, None)
        if failing.steps < at:
            break
        if how_kept(folder) is Kept.ENCRYPTED:
            refused += 1
            assert plain_text(folder) == [], at
            assert held(folder, OLD) == [0, 1, 2]
    assert refused > 5
    assert at < 39


def test_a_change_cut_off_before_the_copies_is_finished_at_the_next_opening(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(folder, OLD)
    with monkeypatch.context() as patch:
        patch.setattr(keyfile, "renew_copies", lambda *_: False)
        change_passphrase(folder, OLD, NEW)
        (folder / "key.json").rename(folder / "kept")
        with open_vault(folder, passphrase=OLD, read_only=True) as db:  # the danger: a copy that the old one opens
            assert len(db.table("t")) == 3
        (folder / "kept").rename(folder / "key.json")
    assert held(folder, NEW) == [0, 1, 2]
    (folder / "key.json").unlink()
    for number in reversed(generations.complete(folder)):
        with pytest.raises(WrongPassphrase):
            open_vault(folder, passphrase=OLD, read_only=True)
        for path in folder.glob(f"{number:010d}.*"):
            path.unlink()


def test_plain_text_whose_snapshot_was_lost_goes_too_when_a_first_passphrase_is_cut_off(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(folder, None)
    (folder / "0000000003.json").unlink()
    with monkeypatch.context() as patch:
        patch.setattr(retention, "forget_older", lambda *_: 0)  # stopped just before
        change_passphrase(folder, None, NEW)
    assert plain_text(folder)
    assert held(folder, NEW) == [0, 1, 2]
    assert plain_text(folder) == []
