"""Every byte of a book cut or changed: it opens with every act before the damage, or refuses with the exact reason."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from store.errors import BookDamaged, LingkarError
from store.vault import open_vault
from store.vault.keys import Key

from .sample import ACTS, LOG, Sample, contents, edges, files_of, make

pytestmark = pytest.mark.usefixtures("without_waiting")


@pytest.fixture
def sample(tmp_path: Path, key: Key) -> Sample:
    return make(tmp_path / "made", key=key)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :]


def assert_refused(folder: Path, sample: Sample, reason: str, **access: object) -> None:
    """The exact reason, from reading as from opening, and nothing on the disk is changed."""
    for read_only in (True, False):
        with pytest.raises(BookDamaged, match=reason):
            open_vault(folder, key=sample.key, read_only=read_only)
    assert files_of(folder) == sample.files


def assert_torn(folder: Path, sample: Sample, acts: int, torn: int, thorough: bool) -> None:
    """It opens with so many acts; what lies behind them is reported, set aside, and the book goes on."""
    with open_vault(folder, key=sample.key, read_only=True) as db:
        assert contents(db) == sample.history[acts]
        assert db.report.torn_bytes == torn
    assert files_of(folder) == sample.files
    if thorough:
        with open_vault(folder, key=sample.key) as db:
            assert contents(db) == sample.history[acts]
            assert (db.report.torn_bytes, db.report.torn is not None) == (torn, torn > 0)
            db.table("after").insert({})
        with open_vault(folder, key=sample.key) as db:
            assert contents(db) == {**sample.history[acts], "after": {"1": {}}}


def counted(before: int, after: int) -> str:
    return rf"damaged at change {before + 1} \(byte .*\)\. {before} changes before it and {after} after it"


def test_a_log_cut_at_every_byte(sample: Sample, folder: Path) -> None:
    ends = edges(sample.log, sample.key)
    for size in range(len(sample.log)):
        cut = sample.changed(LOG, sample.log[:size])
        cut.lay_out(folder)
        acts = sum(end <= size for end in ends) - 2  # the head and the first frame are none
        if acts < 0:
            assert_refused(folder, cut, counted(0, 0))
        else:
            assert_torn(folder, cut, acts, size - ends[acts + 1], thorough=size % 7 == 0)


def test_a_bit_flipped_in_every_byte_of_a_log(sample: Sample, folder: Path) -> None:
    head, *ends = edges(sample.log, sample.key)
    for place in range(len(sample.log)):
        changed = sample.changed(LOG, flipped(sample.log, place))
        changed.lay_out(folder)
        hit = sum(end <= place for end in ends)  # the first frame is 0, and acts follow
        if place < head:  # only for rescue: reading the book does not need it
            assert_torn(folder, changed, ACTS, 0, thorough=place % 7 == 0)
        elif hit < ACTS:
            assert_refused(folder, changed, counted(max(hit - 1, 0), ACTS - hit))
        else:  # not to be told from a torn write
            assert_torn(folder, changed, ACTS - 1, ends[-1] - ends[-2], thorough=place % 7 == 0)


CHANGES: dict[str, Callable[[bytes, int], bytes]] = {"flipped": flipped, "cut": lambda data, place: data[:place]}


@pytest.mark.parametrize("change", CHANGES)
def test_a_snapshot_damaged_at_every_byte(sample: Sample, folder: Path, change: str) -> None:
    whole = sample.files[sample.snapshot]
    for place in range(len(whole)):
        damaged = sample.changed(sample.snapshot, CHANGES[change](whole, place))
        damaged.lay_out(folder)
        # The generation before has all that it held.
        with open_vault(folder, key=sample.key, read_only=True) as db:
            assert contents(db) == sample.history[-1]
            assert db.report.healed
        if place % 7 == 0:
            with open_vault(folder, key=sample.key) as db:
                assert db.report.healed
            with open_vault(folder, key=sample.key) as db:
                assert contents(db) == sample.history[-1]
                assert not db.report.healed
        alone = damaged.changed("0000000001.log", None)
        alone.lay_out(folder)
        assert_refused(folder, alone, rf"snapshot .*{re.escape(sample.snapshot)} .* is damaged or missing")


@pytest.mark.parametrize("change", CHANGES)
def test_a_key_file_damaged_at_every_byte(tmp_path: Path, folder: Path, passphrase: str | None, change: str) -> None:
    sample = make(tmp_path / "made", passphrase=passphrase)
    whole = sample.files["key.json"]
    for place in range(len(whole)):
        damaged = sample.changed("key.json", CHANGES[change](whole, place))
        damaged.lay_out(folder)
        # Every log has a copy.
        with open_vault(folder, passphrase=passphrase, read_only=True) as db:
            assert contents(db) == sample.history[-1]
        assert files_of(folder) == damaged.files
        with open_vault(folder, passphrase=passphrase) as db:
            assert contents(db) == sample.history[-1]
        assert files_of(folder) == sample.files, "and it is whole again"


@pytest.mark.parametrize("change", CHANGES)
def test_a_damaged_key_file_of_which_no_copy_is_left(
    tmp_path: Path, folder: Path, passphrase: str | None, key: Key, change: str
) -> None:
    copyless = make(tmp_path / "other", key=key)
    whole = make(tmp_path / "made", passphrase=passphrase).files["key.json"]
    for place in range(len(whole)):
        damaged = copyless.changed("key.json", CHANGES[change](whole, place))
        damaged.lay_out(folder)
        for read_only in (True, False):
            with pytest.raises(LingkarError) as caught:
                open_vault(folder, passphrase=passphrase, read_only=read_only)
            assert type(caught.value) is BookDamaged, "never a wrong passphrase"
            assert re.search(r"key\.json, which says how the book is kept, is missing or damaged", str(caught.value))
        assert files_of(folder) == damaged.files
