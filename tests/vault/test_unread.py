"""A table that lies there as text is a table like any other, before it is pressed and after it."""

import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from store.vault import open_vault, snapshots, unread
from store.vault.unread import UnreadTable

IDS = st.integers(1, 12)
ROWS = st.dictionaries(
    st.text("ab", max_size=1), st.text('\n",:1}é\u2028', max_size=4) | st.integers(0, 99), max_size=2
)


def table_of(rows: dict[int, Any]) -> UnreadTable:
    table = snapshots.parse(snapshots.write({"t": rows}), unread=True)["t"]
    assert isinstance(table, UnreadTable)
    return table


class Beside(RuleBasedStateMachine):
    """An unread table beside a dict, to which the same happens."""

    @initialize(rows=st.dictionaries(IDS, ROWS, max_size=8), piece=st.integers(1, 60))
    def begin(self, rows: dict[int, Any], piece: int) -> None:
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(unread, "PIECE", piece)
        self.patch.setattr(unread, "PIECES_KEPT", 2)
        self.patch.setattr(unread, "ROWS_KEPT", 3)
        self.rows, self.table = dict(rows), table_of(rows)

    def teardown(self) -> None:
        if hasattr(self, "patch"):
            self.patch.undo()

    @rule(id=IDS, row=ROWS)
    def put(self, id: int, row: dict[str, Any]) -> None:
        self.rows[id] = self.table[id] = row

    @rule(id=IDS)
    def remove(self, id: int) -> None:
        assert self.table.pop(id, None) == self.rows.pop(id, None)

    @rule(order=st.lists(st.integers(0, 14)))
    def press(self, order: list[int]) -> None:
        self.table.press(order)

    @rule(id=st.integers(0, 14))
    def look(self, id: int) -> None:
        assert self.table.get(id) == self.rows.get(id)
        assert (id in self.table) == (id in self.rows)

    @invariant()
    def they_are_alike(self) -> None:
        if hasattr(self, "rows"):
            assert self.table == self.rows
            assert dict(self.table.items()) == self.rows
            assert len(self.table) == len(self.rows) == len([*self.table.values()])
            assert {id: orjson.loads(line) for id, line in self.table.lines()} == self.rows


TestBeside = Beside.TestCase


def test_it_is_read_while_it_is_pressed_in_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread, "PIECE", 200)
    monkeypatch.setattr(unread, "ROWS_KEPT", 10)
    rows = {id: {"id": id, "body": f"{id} " * 20} for id in range(1, 3_000)}
    table = table_of(rows)
    with ThreadPoolExecutor() as pool:
        pressing = pool.submit(lambda: [table.press(range(2_999, 0, -1)) for _again in range(5)])
        while not pressing.done():
            for id in range(1, 3_000, 7):
                assert table[id] == rows[id]
        pressing.result()


@pytest.fixture
def traced() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.usefixtures("traced")
def test_what_nobody_looks_at_takes_little_once_it_is_pressed(folder: Path) -> None:
    words = [f"kunjungan ke-{number} bersama kader" for number in range(40)]
    rows = {id: {"n": id, "body": " ".join(words[id % 7 : id % 7 + 20])} for id in range(1, 4_000)}
    with open_vault(folder) as db, db.transaction("many"):
        for id, row in rows.items():
            db.table("notes").write(id, orjson.dumps(row))
    with open_vault(folder) as db:
        db.compact()
    text = sum(path.stat().st_size for path in folder.glob("*2.json"))
    assert text > 2_000_000
    del rows
    before = tracemalloc.get_traced_memory()[0]
    with open_vault(folder, unread=True) as db:
        db.press({})
        assert tracemalloc.get_traced_memory()[0] - before < text / 4
        assert db.documents("notes")[3_999]["n"] == 3_999
        assert sum(row["n"] for row in db.documents("notes").values()) == 4_000 * 3_999 // 2


def test_acts_change_what_is_unread_and_the_next_snapshot_has_them(folder: Path) -> None:
    with open_vault(folder) as db:
        db.table("t").insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
        db.compact()
    for pressed in (False, True):
        with open_vault(folder, unread=True) as db:
            if pressed:
                db.press({"t": [3, 1]})
            db.put("change", "t", 2, {"n": 20 + pressed})
            db.put("remove", "t", 3, None)
            db.put("new", "t", 4, {"n": 4})
            assert [*db.lines("t")] == [(1, b'{"n":1}'), (2, b'{"n":%d}' % (20 + pressed)), (4, b'{"n":4}')]
            db.compact()
            db.put("back", "t", 3, {"n": 3})
        with open_vault(folder, read_only=True) as db:
            assert dict(db.documents("t")) == {1: {"n": 1}, 2: {"n": 20 + pressed}, 3: {"n": 3}, 4: {"n": 4}}
