"""A snapshot is a stock TinyDB database, and a long one is read in pieces, with word of how far it is."""

import json
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from store.vault import open_vault, snapshots
from store.vault.keys import PlainKey, new_secret

VALUES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text('\n"},:{a\\é\u2028', max_size=6)
ROWS = st.dictionaries(st.text('n\n"', max_size=2), VALUES | st.lists(VALUES, max_size=2), max_size=3)
TABLES = st.dictionaries(
    st.text('t\n"{:', max_size=3), st.dictionaries(st.integers(1, 2**40), ROWS, max_size=6), max_size=3
)
PIECES = st.integers(1, 40)


def whole(tables: dict[str, dict[int, Any]]) -> dict[str, dict[str, Any]]:
    return {name: {str(id): row for id, row in table.items()} for name, table in tables.items()}


@given(TABLES, PIECES)
def test_it_reads_back_whatever_is_in_it_and_however_it_is_cut(tables: dict[str, dict[int, Any]], piece: int) -> None:
    content = snapshots.write(tables)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshots, "PIECE", piece)
        assert snapshots.parse(content) == tables
        assert [*snapshots.parse(content)] == [*tables], "in the same order"
        unread = snapshots.parse(content, unread=True)
        assert unread == tables, "as it does when rows are made only when they are looked at"
        assert snapshots.write(unread) == content, "which are written as they lie there"
    assert json.loads(content) == whole(tables), "and is JSON like any other"


@given(TABLES.filter(bool), PIECES, st.data())
def test_one_that_was_cut_off_is_refused(tables: dict[str, dict[int, Any]], piece: int, data: st.DataObject) -> None:
    content = snapshots.write(tables)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshots, "PIECE", piece)
        with pytest.raises(ValueError, match=r".*"):
            snapshots.parse(content[: data.draw(st.integers(0, len(content) - 1))])


@given(TABLES)
def test_one_of_the_first_days_is_read_whole(tables: dict[str, dict[int, Any]]) -> None:
    assert snapshots.parse(orjson.dumps(whole(tables))) == tables


@pytest.mark.parametrize("content", [b"", b"[]", b"7", b'{"t":1}', b'{"t":{"x":{}}}', b'{"t":{\n"x":{}\n}}'])
def test_what_holds_no_tables_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        snapshots.parse(content)


def test_no_piece_is_much_longer_than_it_should_be(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    def loads(raw: bytes) -> Any:
        taken.append(len(raw))
        return orjson.loads(raw)

    monkeypatch.setattr(snapshots, "orjson", SimpleNamespace(loads=loads, dumps=orjson.dumps))
    monkeypatch.setattr(snapshots, "PIECE", 1_000)
    tables = {name: {id: {"body": "x" * 90} for id in range(1, 500)} for name in ("one", "two")}
    told: list[int] = []
    content = snapshots.write(tables)
    assert snapshots.parse(content, told.append) == tables
    assert max(taken) < 1_300, "else everything else in the program would wait for it"
    assert len(taken) < len(content) / 1_000 + 10, "nor much shorter"
    assert all(before < after for before, after in pairwise(told))
    assert len(told) > 80
    assert told[-1] > len(content) - 1_300


def test_stock_tinydb_opens_it(folder: Path) -> None:
    with open_vault(folder) as db:
        db.table("t").insert_multiple({"text": f"two\nlines {number}"} for number in range(3))
        db.table("u").insert({"n": 1})
        db.compact()
    path = folder / "0000000002.json"
    with TinyDB(path) as stock:
        assert [row["text"] for row in stock.table("t")] == [f"two\nlines {number}" for number in range(3)]
        assert stock.tables() == {"t", "u"}
    assert len(path.read_bytes().splitlines()) == 8, "a row a line, and each table one before and one after"


def test_an_encrypted_one_is_opened_in_pieces() -> None:
    key, content = new_secret(), bytes(range(256)) * 2_000
    told: list[int] = []
    assert key.open(key.close(content), told.append) == content
    assert len(told) > 5
    assert told == sorted(told)
    assert told[-1] == len(content)


def test_a_plain_one_is_open_already() -> None:
    told: list[int] = []
    assert PlainKey("").open(b"{}", told.append) == b"{}"
    assert told == []


@pytest.mark.parametrize("passphrase", [None, "lima kata acak panjang sekali"])
@pytest.mark.parametrize("read_only", [False, True])
def test_reading_a_deferred_book_tells_how_far_it_is(folder: Path, passphrase: str | None, read_only: bool) -> None:
    with open_vault(folder, passphrase=passphrase) as db:
        db.table("t").insert_multiple({"body": "x" * 1_000} for _ in range(2_000))
        db.compact()
        key = db.key
    told: list[tuple[int, int]] = []
    with open_vault(folder, key=key, read_only=read_only, deferred=True) as db:
        db.read_documents(lambda done, all: told.append((done, all)))
        assert len(told) > 5
        parts = [done / all for done, all in told]
        assert parts == sorted(parts)
        assert 0 < parts[0] < 0.5 < 0.99 < parts[-1] <= 1
        assert len(db.documents("t")) == 2_000
        before = len(told)
        db.read_documents(lambda done, all: told.append((done, all)))
        assert len(told) == before, "they are there"
