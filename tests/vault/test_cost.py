"""An act costs what it changes, not what the book holds: counted, not timed."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
from tinydb import where
from tinydb.table import Document

from store.vault import VaultDB, disk, memory, open_vault, records, table, vault

FIRST = 50_000
ROW = {"body": "x" * 560, "n": 0}


class Meter:
    """Counts what passes through JSON and to the disk, and how often a whole table is gone through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.serialised = self.parsed = self.written = self.walks = 0
        counting = SimpleNamespace(dumps=self._dumps, loads=self._loads, Fragment=orjson.Fragment)
        for module in (memory, records, table, vault):
            monkeypatch.setattr(module, "orjson", counting)
        real = disk.write_all

        def write_all(fd: int, data: bytes) -> None:
            self.written += len(data)
            real(fd, data)

        monkeypatch.setattr(disk, "write_all", write_all)

    def _dumps(self, value: Any) -> bytes:
        raw = orjson.dumps(value)
        self.serialised += len(raw)
        return raw

    def _loads(self, raw: bytes) -> Any:
        self.parsed += len(raw)
        return orjson.loads(raw)

    def reading(self) -> tuple[int, int, int, int]:
        return self.serialised, self.parsed, self.written, self.walks


def walked(meter: Meter) -> type[dict[int, Any]]:
    class Walked(dict[int, Any]):
        def __iter__(self) -> Any:
            meter.walks += 1
            return super().__iter__()

        def items(self) -> Any:
            meter.walks += 1
            return super().items()

        def values(self) -> Any:
            meter.walks += 1
            return super().values()

        def keys(self) -> Any:
            meter.walks += 1
            return super().keys()

    return Walked


ACTS: dict[str, Callable[[Any], object]] = {
    "insert": lambda rows: rows.insert(ROW),
    "insert with id": lambda rows: rows.insert(Document(ROW, doc_id=90_001)),
    "update by id": lambda rows: rows.update({"n": 5}, doc_ids=[FIRST + 3]),
    "upsert by id": lambda rows: rows.upsert(Document({"n": 6}, doc_id=FIRST + 4)),
    "write": lambda rows: rows.write(None, orjson.dumps(ROW)),
    "write again": lambda rows: rows.write(FIRST + 6, orjson.dumps(ROW)),
    "remove by id": lambda rows: rows.remove(doc_ids=[FIRST + 5]),
    "get by id": lambda rows: rows.get(doc_id=FIRST + 7),
    "get some by id": lambda rows: rows.get(doc_ids=[FIRST + 7, FIRST + 8]),
    "contains": lambda rows: rows.contains(doc_id=FIRST + 7),
    "length": lambda rows: len(rows),
}
SCANS: dict[str, Callable[[Any], object]] = {
    "update by condition": lambda rows: rows.update({"n": 7}, where("key") == 8),
    "update multiple": lambda rows: rows.update_multiple([({"n": 8}, where("key") == 8)]),
    "remove by condition": lambda rows: rows.remove(where("key") == 9),
    "search": lambda rows: rows.search(where("key") == 10),
}


def cost(folder: Path, size: int, act: Callable[[Any], object]) -> tuple[int, int, int, int]:
    with open_vault(folder) as db, pytest.MonkeyPatch.context() as monkeypatch:
        rows = db.table("rows")
        # Ids of the same length everywhere, so that not even their digits make a difference.
        rows.insert_multiple(Document({**ROW, "key": number}, doc_id=FIRST + number) for number in range(size))
        meter = Meter(monkeypatch)
        held = db._storage.memory
        held.tables["rows"] = walked(meter)(held.tables["rows"])
        act(rows)
        return meter.reading()


@pytest.mark.usefixtures("without_waiting")
@pytest.mark.parametrize("name", ACTS)
def test_an_act_on_known_rows_costs_the_same_in_a_table_of_ten_thousand(tmp_path: Path, name: str) -> None:
    small, large = (cost(tmp_path / str(size), size, ACTS[name]) for size in (10, 10_000))
    assert small == large
    serialised, parsed, written, walks = large
    assert serialised < 4 * 700  # before, after, frame, label
    assert parsed < 3 * 700
    assert written < 800
    assert walks == 0


@pytest.mark.usefixtures("without_waiting")
@pytest.mark.parametrize("name", SCANS)
def test_a_condition_is_tested_on_every_row_but_only_matches_are_copied(tmp_path: Path, name: str) -> None:
    small, large = (cost(tmp_path / str(size), size, SCANS[name]) for size in (100, 10_000))
    assert small == large
    assert large[0] < 4 * 700
    assert large[3] == 1


def test_bulk_reading_copies_nothing(db: VaultDB) -> None:
    db.table("t").insert_multiple([{"n": 1}, {"n": 2}])
    live = db.documents("t")
    assert live[1] is db.documents("t")[1]
    assert next(iter(live.values())) is live[1]
    db.table("t").insert({"n": 3})
    assert len(live) == 3
    with pytest.raises(TypeError):
        live[4] = {}  # type: ignore[index]
