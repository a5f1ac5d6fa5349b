"""Closing and opening again: what is kept, which files there are, what is healed and what is refused."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.errors import BookDamaged, BookNotFound, LingkarError, NewerFormat, NotSaved
from store.vault import VaultDB, disk, generations, open_vault
from store.vault import vault as vault_module
from store.vault.frames import NO_TAG
from store.vault.keys import PlainKey
from store.vault.verify import verify


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def fill(db: VaultDB, *numbers: int) -> None:
    for number in numbers:
        db.table("t").insert({"n": number})


def held(db: VaultDB) -> list[int]:
    return [row["n"] for row in db.documents("t").values()]


def test_everything_is_there_again(folder: Path) -> None:
    with open_vault(folder) as db:
        fill(db, 1, 2, 3)
        db.table("t").remove(doc_ids=[2])
        db.table("u").insert({"unknown": {"to": ["this", "version"]}, "teks": "é 漢"})
    with open_vault(folder) as db:
        assert held(db) == [1, 3]
        assert db.table("u").all() == [{"unknown": {"to": ["this", "version"]}, "teks": "é 漢"}]
        assert db.report.generation == 1
        assert (db.report.frames, db.report.seq) == (5, 5)
        assert db.report.last_at > "2020"
        assert (db.report.torn, db.report.torn_bytes, db.report.healed) == (None, 0, False)


def test_fields_of_a_later_version_survive_every_rewrite(folder: Path) -> None:
    with open_vault(folder) as db:
        db.table("t").insert({"n": 1, "from_the_future": {"x": [1, {"y": None}]}})
        db.compact()
        db.table("t").update({"n": 2})
    with open_vault(folder) as db:
        db.compact()
        assert db.table("t").all() == [{"n": 2, "from_the_future": {"x": [1, {"y": None}]}}]


def test_a_removed_highest_id_is_not_given_again_after_reopening_the_same_log(folder: Path) -> None:
    with open_vault(folder) as db:
        fill(db, 1, 2)
        db.table("t").remove(doc_ids=[2])
    with open_vault(folder) as db:
        assert db.table("t").insert({"n": 3}) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_can_read_the_files(folder: Path) -> None:
    old = os.umask(0o022)
    try:
        with open_vault(folder) as db:
            fill(db, 1)
            db.compact()
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    finally:
        os.umask(old)
    assert len(modes) == 7
    assert set(modes.values()) == {0o600}


def test_an_empty_folder_that_exists_becomes_private(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    with open_vault(folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_key_file_says_format_and_mode(folder: Path) -> None:
    open_vault(folder).close()
    fields = json.loads((folder / "key.json").read_bytes())
    assert (fields["format"], fields["mode"]) == (2, "plain")


def test_a_book_of_the_first_days_opens(folder: Path) -> None:
    """Its key file had no id and no checksum, and its logs had no head."""
    folder.mkdir()
    (folder / "key.json").write_bytes(b'{"format":1,"mode":"plain"}')
    key = PlainKey("")
    (folder / "0000000001.json").write_bytes(b"{}")
    log, _size = generations.publish(folder, key, None, {}, 0, NO_TAG)
    log.close()
    path = generations.log_path(folder, log.generation)
    path.write_bytes(path.read_bytes().partition(b"\n")[2])
    with open_vault(folder) as db:
        fill(db, 1)
    with open_vault(folder) as db:
        assert held(db) == [1]
        db.compact()
    assert verify(folder).problems == ()


@pytest.mark.parametrize(
    "key", [{"format": 3, "mode": "plain"}, {"format": 1, "mode": "veiled"}, {"format": 9, "mode": "x"}]
)
@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_format_or_unknown_mode_is_refused(folder: Path, key: dict[str, object], read_only: bool) -> None:
    open_vault(folder).close()
    (folder / "key.json").write_text(json.dumps(key))
    before = {name: data for name, data in contents(folder).items() if not name.startswith("lock")}
    with pytest.raises(NewerFormat):
        open_vault(folder, read_only=read_only)
    assert {name: data for name, data in contents(folder).items() if not name.startswith("lock")} == before


@pytest.mark.parametrize(
    "key", [b"", b"nonsense", b"[]", b'{"format": "x", "mode": "plain"}', b'{"mode": "plain"}', None]
)
def test_a_lost_or_unreadable_key_file_is_damage_and_never_a_new_book(folder: Path, key: bytes | None) -> None:
    with open_vault(folder) as db:
        fill(db, 1)
    kept, log = (folder / "key.json").read_bytes(), folder / "0000000001.log"
    whole = log.read_bytes()
    (folder / "key.json").unlink()
    if key is not None:
        (folder / "key.json").write_bytes(key)
    log.write_bytes(whole.replace(b'"sum":"', b'"sum":"?'))  # the copy is damaged too
    for read_only in (True, False):
        with pytest.raises(BookDamaged, match=r"key\.json"):
            open_vault(folder, read_only=read_only)
    log.write_bytes(whole)
    with open_vault(folder, read_only=True) as db:
        assert (held(db), db.report.key_found) == ([1], True)
    assert "key file" in " ".join(verify(folder).problems)
    with open_vault(folder) as db:  # the copy in the log is taken
        assert (held(db), db.report.key_found) == ([1], True)
    assert (folder / "key.json").read_bytes() == kept
    with open_vault(folder) as db:
        assert not db.report.key_found


def test_no_book_and_none_to_be_made(folder: Path) -> None:
    for existing in (False, True):
        if existing:
            folder.mkdir()
        with pytest.raises(BookNotFound):
            open_vault(folder, create=False)
        with pytest.raises(BookNotFound):
            open_vault(folder, read_only=True)
        with pytest.raises(BookNotFound):
            verify(folder)
    assert files(folder) == []
    open_vault(folder).close()
    open_vault(folder, create=False).close()


def test_a_folder_that_cannot_be_reached_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(LingkarError, match="cannot be opened"):
        open_vault(tmp_path / "file" / "book")


@pytest.mark.parametrize(
    "stage", ["key.json.tmp", "key.json", "0000000001.json.tmp", "0000000001.json", "0000000001.log.tmp"]
)
def test_a_book_whose_making_was_interrupted_is_made(folder: Path, stage: str) -> None:
    open_vault(folder).close()
    order = ["key.json.tmp", "key.json", "0000000001.json.tmp", "0000000001.json", "0000000001.log.tmp"]
    for name in ("key.json", "0000000001.json", "0000000001.log"):
        if name not in order[: order.index(stage) + 1]:
            (folder / name).unlink()
    if stage.endswith(".tmp"):
        (folder / stage).write_bytes(b"half")
    with pytest.raises(BookNotFound):
        open_vault(folder, read_only=True)
    with open_vault(folder) as db:
        fill(db, 1)
    assert not list(folder.glob("*.tmp"))
    with open_vault(folder) as db:
        assert held(db) == [1]


def test_a_book_that_lost_its_logs_is_not_taken_for_a_new_one(folder: Path) -> None:
    with open_vault(folder) as db:
        fill(db, 1)
        db.compact()
    for log in folder.glob("*.log"):
        log.unlink()
    with pytest.raises(BookDamaged, match="logs of the book"):
        open_vault(folder)


def test_leftovers_of_other_programs_are_left_alone(folder: Path) -> None:
    open_vault(folder).close()
    (folder / "mine.tmp").write_text("mine")
    (folder / "0000000002.json.tmp").write_text("half a snapshot")
    (folder / "0000000007.json").write_text("a snapshot whose log never came")
    with open_vault(folder) as db:
        assert db.report.generation == 1
        assert (folder / "mine.tmp").exists()
        assert not (folder / "0000000002.json.tmp").exists()
        db.compact()
        assert (folder / "0000000008.log").exists()
        assert not (folder / "0000000007.json").exists()


def test_compaction_starts_a_generation_and_keeps_the_old_one(folder: Path) -> None:
    with open_vault(folder) as db:
        fill(db, 1, 2)
        db.compact()
        fill(db, 3)
    with open_vault(folder) as db:
        assert (db.report.generation, db.report.frames, db.report.seq) == (2, 1, 3)
        assert held(db) == [1, 2, 3]
    for path in folder.glob("0000000002.*"):
        path.unlink()
    with open_vault(folder) as db:  # the older generation is a backup that opens by itself
        assert (db.report.generation, held(db)) == (1, [1, 2])


def test_the_newest_ten_generations_are_kept_and_each_opens_by_itself(folder: Path, tmp_path: Path) -> None:
    with open_vault(folder) as db:
        for number in range(1, 15):
            fill(db, number)
            db.compact()
    kept = generations.complete(folder)
    assert kept == list(range(6, 16))
    assert generations.numbers(folder) == kept
    for number in kept:
        alone = tmp_path / f"alone{number}"
        alone.mkdir()
        for name in ("key.json", f"{number:010d}.json", f"{number:010d}.log"):
            (alone / name).write_bytes((folder / name).read_bytes())
        with open_vault(alone) as db:
            assert held(db) == list(range(1, min(number + 1, 15)))
    assert verify(folder).generations == tuple(kept)


def test_closing_compacts_only_a_long_log(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault_module, "COMPACT_BYTES", 4096)
    with open_vault(folder) as db:
        fill(db, *range(10))
    assert generations.complete(folder) == [1]
    with open_vault(folder) as db:
        fill(db, *range(40))
    assert generations.complete(folder) == [1], "what this sitting wrote stays in the log, to be undone after a restart"
    open_vault(folder).close()
    assert generations.complete(folder) == [1, 2]
    with open_vault(folder) as db:
        db.table("big").insert({"text": "x" * 100_000})
        db.compact()
    with open_vault(folder) as db:
        db.table("big").update({"text": "y" * 20_000})  # over 4096 bytes, under a quarter of the snapshot
    open_vault(folder).close()
    assert generations.complete(folder) == [1, 2, 3]


@pytest.mark.parametrize("generation", [1, 2, 3])
@pytest.mark.parametrize("harm", ["remove", "flip", "empty"])
def test_a_lost_snapshot_is_rebuilt_without_loss(folder: Path, generation: int, harm: str) -> None:
    with open_vault(folder) as db:
        fill(db, 1, 2)
        db.compact()
        fill(db, 3)
        db.table("t").remove(doc_ids=[1])
        db.compact()
        fill(db, 4)
    original = (folder / "0000000003.json").read_bytes()
    for number in range(max(2, generation), 4):  # the first one has nothing before it
        path = folder / f"{number:010d}.json"
        if harm == "remove":
            path.unlink()
        else:
            path.write_bytes(b"" if harm == "empty" else path.read_bytes().replace(b'"n":2', b'"n":7'))
    with open_vault(folder, read_only=True) as db:
        assert (held(db), db.report.healed) == ([2, 3, 4], True)
    assert "damaged or missing" in " ".join(verify(folder).problems)
    with open_vault(folder) as db:
        assert (held(db), db.report.healed, db.report.generation) == ([2, 3, 4], True, 3)
        fill(db, 5)
    assert original == b'{"t":{\n"2":{"n":2},\n"3":{"n":3}\n}}'
    with open_vault(folder) as db:
        assert (held(db), db.report.healed, db.report.generation) == ([2, 3, 4, 5], False, 4)


def test_a_lost_snapshot_with_nothing_to_rebuild_it_from_is_damage(folder: Path) -> None:
    with open_vault(folder) as db:
        fill(db, 1)
        db.compact()
        fill(db, 2)
    (folder / "0000000002.json").unlink()
    log = (folder / "0000000001.log").read_bytes()
    (folder / "0000000001.log").write_bytes(log[:-64])  # the older log is not complete, which the chain proves
    before = contents(folder)
    for read_only in (True, False):
        with pytest.raises(BookDamaged, match=r"0000000002\.json"):
            open_vault(folder, read_only=read_only)
    after = contents(folder)
    assert {name: data for name, data in after.items() if name != "lock"} == {
        name: data for name, data in before.items() if name != "lock"
    }


def test_a_failed_compaction_loses_nothing_and_closing_does_not_complain(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_module, "COMPACT_BYTES", 1)

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, open_vault(folder) as db:
        fill(db, 1)
        patch.setattr(disk, "publish", full)
        with pytest.raises(NotSaved, match="Nothing was lost"):
            db.compact()
        fill(db, 2)
    assert generations.numbers(folder) == [1]
    with open_vault(folder) as db:
        assert held(db) == [1, 2]


def test_when_the_new_log_may_or_may_not_be_there_neither_is_written_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        raise OSError(5, "Input/output error")

    with open_vault(folder) as db:
        fill(db, 1)
        with monkeypatch.context() as patch:
            real = disk.rename

            def then_fail(source: Path, target: Path) -> None:
                real(source, target)
                if target.suffix == ".log":
                    patch.setattr(disk, "sync_folder", fail)

            patch.setattr(disk, "rename", then_fail)
            with pytest.raises(NotSaved):
                db.compact()
            with pytest.raises(NotSaved):
                fill(db, 99)
        sizes = {path.name: path.stat().st_size for path in folder.glob("*.log")}
        fill(db, 2)
        assert {name: (folder / name).stat().st_size for name in sizes} == sizes
    with open_vault(folder) as db:
        assert held(db) == [1, 2]
        assert db.report.generation > 2
    (folder / f"{db.report.generation:010d}.json").unlink()
    with open_vault(folder) as db:  # and the chain skips the generation that never counted
        assert (held(db), db.report.healed) == ([1, 2], True)


def test_a_book_whose_files_vanish_does_not_pretend_to_save(folder: Path) -> None:
    db = open_vault(folder)
    fill(db, 1)
    (folder / "0000000001.log").unlink()
    fill(db, 2)
    db.close()
    with open_vault(folder) as again:
        assert held(again) == [1, 2]
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        with pytest.raises(NotSaved):
            fill(again, 3)
        assert held(again) == [1, 2]


def test_verify_counts(folder: Path) -> None:
    with open_vault(folder) as db:
        fill(db, 1, 2)
        db.compact()
        db.table("u").insert({})
        report = verify(folder)  # while it is open
    assert (report.generation, report.frames, report.documents) == (2, 1, {"t": 2, "u": 1})
    assert (report.generations, report.problems, report.torn_bytes) == ((1, 2), (), 0)
    log = folder / "0000000001.log"
    at = log.read_bytes().index(b"\n") + 70
    log.write_bytes(log.read_bytes()[:at] + b"?" + log.read_bytes()[at + 1 :])
    assert verify(folder).generations == (2,)
    assert "change 1 " in verify(folder).problems[0]


def test_stock_tinydb_opens_every_snapshot(folder: Path) -> None:
    with open_vault(folder) as db:
        fill(db, 1)
        db.compact()
    for path in folder.glob("0*.json"):
        with TinyDB(path) as stock:
            assert stock.tables() in (set(), {"t"})
