"""What TinyDB promises its users holds over the vault."""

import json
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.operations import add, decrement, delete, increment
from tinydb.operations import set as put
from tinydb.table import Document

from store.vault import VaultDB, open_vault

ROWS: list[dict[str, Any]] = [{"n": 1, "c": "a"}, {"n": 1, "c": "b"}, {"n": 1, "c": "c"}]


@pytest.fixture
def table(db: VaultDB) -> Any:
    table = db.table("rows")
    table.insert_multiple(ROWS)
    return table


def test_insert_gives_ids_from_one_upwards(db: VaultDB) -> None:
    assert [db.table("t").insert({}) for _ in range(3)] == [1, 2, 3]
    assert db.table("t").insert_multiple([{}, {}]) == [4, 5]


def test_insert_with_an_id(db: VaultDB) -> None:
    assert db.insert(Document({"a": 1}, doc_id=7)) == 7
    assert db.insert({"b": 1}) == 8
    with pytest.raises(ValueError, match="already exists"):
        db.insert(Document({"c": 1}, doc_id=7))
    assert db.get(doc_id=7) == {"a": 1}


def test_ids_given_and_chosen_in_one_batch_do_not_collide(db: VaultDB) -> None:
    ids = db.insert_multiple([{"a": 1}, Document({"b": 2}, doc_id=2), {"c": 3}])
    assert ids == [1, 2, 3]
    assert [dict(row) for row in db] == [{"a": 1}, {"b": 2}, {"c": 3}]


@pytest.mark.parametrize("not_a_mapping", [[1], {1, 2}, "text", 3])
def test_only_mappings_can_be_inserted(db: VaultDB, not_a_mapping: Any) -> None:
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert(not_a_mapping)
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert_multiple([{"a": 1}, not_a_mapping])
    assert len(db) == 0


def test_an_id_must_be_an_integer(db: VaultDB) -> None:
    with pytest.raises(TypeError):
        db.insert(Document({}, doc_id="x"))  # type: ignore[arg-type]
    assert db.all() == []


def test_what_json_cannot_hold_is_refused_and_changes_nothing(db: VaultDB) -> None:
    for bad in ({"x": {1, 2}}, {"x": object()}, {1: "x"}, {"x": "\ud800"}):
        with pytest.raises(TypeError):
            db.insert(bad)
    assert db.all() == []


def test_reading(table: Any) -> None:
    assert table.all() == ROWS
    assert [row.doc_id for row in table] == [1, 2, 3]
    assert table.search(where("c") == "b") == [ROWS[1]]
    assert table.search(where("c") == "b")[0].doc_id == 2
    assert table.get(where("c") == "c") == ROWS[2]
    assert table.get(where("c") == "x") is None
    assert table.get(doc_id=1) == ROWS[0]
    assert table.get(doc_id=9) is None
    assert table.get(doc_ids=[3, 1, 9]) == [ROWS[0], ROWS[2]]
    assert table.contains(where("c") == "a")
    assert not table.contains(where("c") == "x")
    assert table.contains(doc_id=3)
    assert not table.contains(doc_id=4)
    assert table.count(where("n") == 1) == 3
    assert len(table) == 3
    with pytest.raises(RuntimeError):
        table.get()
    with pytest.raises(RuntimeError):
        table.contains()


def test_updating(table: Any) -> None:
    assert table.update({"n": 2}) == [1, 2, 3]
    assert table.update({"n": 3}, where("c") == "a") == [1]
    assert table.update({"n": 4}, doc_ids=[2, 9]) == [2]
    assert table.update({"n": 5}, where("c") == "nobody") == []
    assert [row["n"] for row in table] == [3, 4, 2]


def test_update_operations(table: Any) -> None:
    table.update(increment("n"), where("c") == "a")
    table.update(decrement("n"), where("c") == "b")
    table.update(delete("n"), where("c") == "c")
    table.update(add("n", 5), doc_ids=[2])
    table.update(put("d", [1]), doc_ids=[1])
    assert table.all() == [{"n": 2, "c": "a", "d": [1]}, {"n": 5, "c": "b"}, {"c": "c"}]


def test_update_multiple_applies_each_step_in_order(table: Any) -> None:
    steps = [({"n": 7}, where("c") == "a"), ({"c": "seven"}, where("n") == 7), (delete("n"), where("c") == "b")]
    assert sorted(table.update_multiple(steps)) == [1, 1, 2]
    assert table.all() == [{"n": 7, "c": "seven"}, {"c": "b"}, {"n": 1, "c": "c"}]


def test_an_update_that_fails_half_way_changes_nothing(table: Any) -> None:
    def fail_at_b(row: Any) -> None:
        row["n"] = 99
        if row["c"] == "b":
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        table.update(fail_at_b)
    assert table.all() == ROWS


def test_upsert(table: Any) -> None:
    assert table.upsert({"n": 9}, where("c") == "b") == [2]
    assert table.upsert({"c": "new"}, where("c") == "new") == [4]
    assert table.upsert(Document({"n": 8}, doc_id=1)) == [1]
    assert table.upsert(Document({"n": 8}, doc_id=20)) == [20]
    assert [dict(row) for row in table] == [{"n": 8, "c": "a"}, {"n": 9, "c": "b"}, ROWS[2], {"c": "new"}, {"n": 8}]
    with pytest.raises(ValueError, match="doc_id"):
        table.upsert({"n": 1})


def test_removing(table: Any) -> None:
    assert table.remove(where("c") == "b") == [2]
    assert table.remove(doc_ids=[3, 9]) == [3]
    assert table.remove(where("c") == "b") == []
    assert table.all() == [ROWS[0]]
    with pytest.raises(RuntimeError, match="truncate"):
        table.remove()


def test_an_id_is_not_given_again_while_the_book_is_open(table: Any) -> None:
    table.remove(doc_ids=[3])
    assert table.insert({}) == 4


def test_truncate_and_drop(db: VaultDB, table: Any) -> None:
    db.table("other").insert({})
    table.truncate()
    assert len(table) == 0
    assert table.insert({}) == 1
    db.drop_table("rows")
    assert db.tables() == {"other"}
    db.drop_table("never there")
    db.drop_tables()
    assert db.tables() == set()
    assert db.table("rows").insert({}) == 1


def test_the_default_table(db: VaultDB) -> None:
    db.insert({"a": 1})
    assert len(db) == 1
    assert list(db) == [{"a": 1}]
    assert db.tables() == {"_default"}
    assert "VaultDB" in repr(db)
    assert "total=1" in repr(db.table("_default"))


def test_a_table_may_be_changed_while_it_is_gone_through(table: Any) -> None:
    for row in table:
        table.remove(doc_ids=[row.doc_id])
        table.insert({"was": row.doc_id})
    assert table.all() == [{"was": 1}, {"was": 2}, {"was": 3}]


def test_persist_empty_is_refused(db: VaultDB) -> None:
    with pytest.raises(ValueError, match="persist_empty"):
        db.table("t", persist_empty=True)


def test_there_is_no_query_cache(db: VaultDB) -> None:
    table = db.table("t", cache_size=30)
    table.insert({"l": [1]})
    first = table.search(where("l").exists())
    assert table.search(where("l").exists())[0] is not first[0]


def test_nothing_handed_out_or_taken_in_is_the_stored_document(db: VaultDB) -> None:
    table = db.table("t")
    given: dict[str, Any] = {"inner": {"list": [1]}}
    table.insert(given)
    given["inner"]["list"].append("caller")
    fields: dict[str, Any] = {"more": [1]}
    table.update(fields, doc_ids=[1])
    fields["more"].append("caller")
    readers = [
        lambda: table.get(doc_id=1),
        lambda: table.get(where("inner").exists()),
        lambda: table.get(doc_ids=[1])[0],
        lambda: table.search(where("inner").exists())[0],
        lambda: table.all()[0],
        lambda: next(iter(table)),
    ]
    for read in readers:
        row: Any = read()
        row["inner"]["list"].append("reader")
        row["inner"]["new"] = 1
        row["more"].clear()
    assert table.all() == [{"inner": {"list": [1]}, "more": [1]}]


def test_memory_holds_what_the_disk_will_give_back(db: VaultDB, folder: Path) -> None:
    db.insert({"tuple": (1, 2), "nan": float("nan"), "big": 2**60, "one": 1, "true": True, "float": 1.0})
    kept = json.dumps(db.all())
    assert kept == '[{"tuple": [1, 2], "nan": null, "big": 1152921504606846976, "one": 1, "true": true, "float": 1.0}]'
    db.close()
    with open_vault(folder) as again:
        assert json.dumps(again.all()) == kept


def test_one_is_not_true(db: VaultDB, folder: Path) -> None:
    db.insert({"a": 1})
    db.update({"a": True})
    assert db.all()[0]["a"] is True
    db.close()
    with open_vault(folder) as again:
        assert again.all()[0]["a"] is True


def test_stock_tinydb_opens_the_snapshot(db: VaultDB, folder: Path) -> None:
    db.table("cases").insert_multiple([{"alias": "Bu S"}, {"alias": "Pak Ñ"}])
    db.table("notes").insert(Document({"body": "teks"}, doc_id=12))
    db.compact()
    with TinyDB(folder / "0000000002.json", encoding="utf-8") as stock:
        assert stock.table("cases").all() == [{"alias": "Bu S"}, {"alias": "Pak Ñ"}]
        assert stock.table("notes").get(doc_id=12) == {"body": "teks"}
        assert stock.table("notes").insert({}) == 13


def test_the_storage_interface_reads_and_writes_everything(db: VaultDB, folder: Path) -> None:
    assert db.storage.read() is None
    db.table("a").insert_multiple([{"x": 1}, {"x": 2}])
    everything = db.storage.read()
    assert everything == {"a": {"1": {"x": 1}, "2": {"x": 2}}}
    everything["a"]["1"]["x"] = 99
    assert db.table("a").get(doc_id=1) == {"x": 1}
    db.storage.write({"a": {"2": {"x": 2}}, "b": {"5": {"y": 1}}})
    assert db.storage.read() == {"a": {"2": {"x": 2}}, "b": {"5": {"y": 1}}}
    db.close()
    with open_vault(folder) as again:
        assert again.report.frames == 2
        assert again.storage.read() == {"a": {"2": {"x": 2}}, "b": {"5": {"y": 1}}}


def test_a_closed_book_does_not_look_empty(db: VaultDB) -> None:
    table = db.table("t")
    table.insert({})
    live = db.documents("t")
    db.close()
    db.close()
    for use in (table.all, lambda: len(live), lambda: db.table("t").insert({}), lambda: len(table), db.compact):
        with pytest.raises(RuntimeError, match="closed"):
            use()
