"""After a power cut at any moment every acknowledged transaction is there whole, and no half one."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import where

from store.errors import LingkarError, NotSaved
from store.vault import VaultDB, disk, open_vault, retention

from .lab import Disk, Recorder, Step, crash_states

Contents = dict[str, dict[str, Any]]
Act = Callable[[VaultDB, Recorder], Any]


def _both_tables(db: VaultDB, disk: Recorder) -> None:
    with db.transaction({"act": "both"}):
        db.table("cases").insert({"n": 2})
        db.table("notes").insert({"text": "x" * 150})


def _full_disk(db: VaultDB, disk: Recorder) -> None:
    disk.fail_writing = True
    with pytest.raises(NotSaved):
        db.table("cases").insert({"never": "there", "text": "z" * 400})


def _failed_flush(db: VaultDB, disk: Recorder) -> None:
    disk.fail_flushing = True
    with pytest.raises(NotSaved):
        db.table("cases").insert({"in": "doubt"})


ACTS: list[Act] = [
    lambda db, _: db.table("cases").insert({"n": 1}),
    _both_tables,
    lambda db, _: db.table("notes").update({"text": "y" * 300}, doc_ids=[1]),
    lambda db, _: db.compact(),
    lambda db, _: db.table("cases").insert({"n": 3}),
    lambda db, _: db.table("cases").remove(where("n") == 1),
    _full_disk,
    lambda db, _: db.table("cases").insert({"n": 4}),
    lambda db, _: db.compact(),
    lambda db, _: db.compact(),
    lambda db, _: db.drop_tables(),
    lambda db, _: db.table("cases").insert({"n": 5}),
    _failed_flush,
    lambda db, _: db.table("cases").insert({"n": 6}),
    lambda db, _: db.table("cases").update({"n": 7}, doc_ids=[6]),
]
DOUBTFUL = {"in": "doubt"}


def contents(db: VaultDB) -> Contents:
    return db.storage.read() or {}


def record(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Recorder, list[Contents]]:
    """Run the acts, reopening in between; returns what the disk was told and the content after each acknowledgement."""
    for name, count in {"NEWEST": 2, "DAYS": 0, "WEEKS": 0}.items():
        monkeypatch.setattr(retention, name, count)  # so that old generations are removed within these acts
    recorder = Recorder(monkeypatch, folder)
    history: list[Contents] = [{}]
    for part in (ACTS[:2], ACTS[2:5], ACTS[5:]):
        with open_vault(folder) as db:
            for act in part:
                act(db, recorder)
                history.append(contents(db))
                recorder.acknowledged()
    return recorder, history


def without_doubtful(held: Contents) -> Contents:
    """What was refused because its flush failed may have reached the disk; it must be whole or not there."""
    tables = {name: {id: row for id, row in table.items() if row != DOUBTFUL} for name, table in held.items()}
    return {name: table for name, table in tables.items() if table}


def judge(recorder: Recorder, history: list[Contents], folder: Path, enough: int = 10**9) -> tuple[int, list[str]]:
    """Open every state a power cut could leave, work on in it, and open it again; counts them and what is wrong."""
    count: int = 0
    wrong: list[str] = []
    place = Disk(folder)
    for acknowledged, files in crash_states(recorder.steps):
        if len(wrong) == enough:
            break
        count += 1
        place.lay_out(files)
        try:
            with open_vault(folder) as db:
                held = contents(db)
                db.table("after").insert({"still": "works"})
            with open_vault(folder) as db:
                again = contents(db)
        except LingkarError as error:
            wrong.append(f"{acknowledged}: {error}")
            continue
        allowed = history[acknowledged : acknowledged + 2]
        if without_doubtful(held) not in allowed or again != {**held, "after": {"1": {"still": "works"}}}:
            wrong.append(f"{acknowledged}: {held}")
    return count, wrong


def test_no_power_cut_loses_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder, history = record(tmp_path / "book", monkeypatch)
    monkeypatch.undo()
    _spare_waiting(monkeypatch)
    count, wrong = judge(recorder, history, tmp_path / "crashed", enough=3)
    assert wrong == []
    assert count > 150


def test_a_second_power_cut_while_the_first_is_healed_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder, _ = record(tmp_path / "book", monkeypatch)
    folder, count = tmp_path / "crashed", 0
    place = Disk(folder)
    for _, files in itertools.islice(crash_states(recorder.steps), 0, None, 31):  # all of them take a minute
        monkeypatch.undo()
        place.lay_out(files)
        with open_vault(folder) as db:
            before = contents(db)
        place.lay_out(files)
        again = Recorder(monkeypatch, folder, start=files)
        with open_vault(folder) as db:
            db.table("after").insert({"n": 1})
            again.acknowledged()
        monkeypatch.undo()
        _spare_waiting(monkeypatch)
        after = {**before, "after": {"1": {"n": 1}}}
        for acknowledged, twice in crash_states(again.steps, files):
            count += 1
            place.lay_out(twice)
            with open_vault(folder) as db:
                assert contents(db) in ([after] if acknowledged else [before, after])
    assert count > 150


def _spare_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "flush", lambda fd: None)
    monkeypatch.setattr(disk, "sync_folder", lambda path: None)


def _log_before_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    real = disk.publish
    waiting: list[tuple[Path, bytes]] = []

    def publish(path: Path, data: bytes) -> None:
        if path.suffix == ".json" and path.name != "key.json":
            waiting.append((path, data))
        else:
            real(path, data)
            while waiting:
                real(*waiting.pop())

    monkeypatch.setattr(disk, "publish", publish)


def _in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def publish(path: Path, data: bytes) -> None:
        fd = disk.create_file(path)
        disk.sync_folder(path.parent)
        disk.write_all(fd, data)
        disk.flush(fd)
        disk.close_file(fd)

    monkeypatch.setattr(disk, "publish", publish)


def _without_flushing_frames(steps: list[Step]) -> list[Step]:
    published: set[int] = set()
    kept = []
    for step in steps:
        if step[0] != "flush" or step[1] not in published:
            kept.append(step)
        if step[0] == "flush":
            published.add(step[1])  # a log is flushed once as a whole when it is published
    return kept


OTHER_PROGRAMS = {"log published before its snapshot": _log_before_snapshot, "files published in place": _in_place}
FORGOTTEN: dict[str, Callable[[list[Step]], list[Step]]] = {
    "flush of frames": _without_flushing_frames,
    "flush of any file": lambda steps: [step for step in steps if step[0] != "flush"],
    "flush of the folder": lambda steps: [step for step in steps if step[0] != "sync"],
}


@pytest.mark.parametrize("name", [*OTHER_PROGRAMS, *FORGOTTEN])
def test_the_lab_has_teeth(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if name in OTHER_PROGRAMS:
        OTHER_PROGRAMS[name](monkeypatch)
    recorder, history = record(tmp_path / "book", monkeypatch)
    if name in FORGOTTEN:
        recorder.steps = FORGOTTEN[name](recorder.steps)
    monkeypatch.undo()
    _spare_waiting(monkeypatch)
    count, wrong = judge(recorder, history, tmp_path / "crashed", enough=3)
    assert wrong, f"none of {count} states was wrong"
