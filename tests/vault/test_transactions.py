"""One act, one frame: all of it or nothing, seen by its own operations only until it is durable."""

from pathlib import Path
from typing import Any

import pytest
from tinydb import where
from tinydb.table import Document

from store.errors import NotSaved
from store.vault import DocChange, Transaction, VaultDB, disk, open_vault


def log_size(folder: Path) -> int:
    return (folder / "0000000001.log").stat().st_size


def full(fd: int, data: bytes) -> None:
    raise OSError(28, "No space left on device")


def test_many_operations_become_one_transaction(folder: Path) -> None:
    seen: list[Transaction] = []
    with open_vault(folder, on_transaction=seen.append) as db:
        with db.transaction({"act": "add_case", "code": "K-2026-001"}):
            db.table("cases").insert({"code": "K-2026-001"})
            db.table("notes").insert_multiple([{"n": 1}, {"n": 2}])
            db.table("notes").update({"n": 3}, doc_ids=[2])
            assert seen == []
        assert len(seen) == 1
    assert seen[0].seq == 1
    assert seen[0].act == {"act": "add_case", "code": "K-2026-001"}
    assert seen[0].changes == (
        DocChange("cases", 1, None, {"code": "K-2026-001"}),
        DocChange("notes", 1, None, {"n": 1}),
        DocChange("notes", 2, None, {"n": 3}),
    )
    with open_vault(folder) as db:
        assert db.report.frames == 1


def test_operations_outside_are_transactions_of_their_own(folder: Path) -> None:
    seen: list[Transaction] = []
    with open_vault(folder, on_transaction=seen.append) as db:
        db.insert({"a": 1})
        db.update({"a": 2})
        db.upsert({"b": 1}, where("b") == 1)
        db.truncate()
    assert [(one.seq, one.act, len(one.changes)) for one in seen] == [
        (1, None, 1),
        (2, None, 1),
        (3, None, 1),
        (4, None, 2),
    ]


def test_before_and_after_are_the_real_documents_live_and_replayed(folder: Path) -> None:
    live: list[Transaction] = []
    with open_vault(folder, on_transaction=live.append) as db:
        db.table("t").insert({"a": 1})
        with db.transaction(["tuple", ("x",)]):
            db.table("t").update({"a": 2}, doc_ids=[1])
            db.table("t").update({"a": 3}, doc_ids=[1])
        db.table("t").remove(doc_ids=[1])
        db.table("t").insert(Document({"back": True}, doc_id=1))
    assert [change for one in live for change in one.changes] == [
        DocChange("t", 1, None, {"a": 1}),
        DocChange("t", 1, {"a": 1}, {"a": 3}),
        DocChange("t", 1, {"a": 3}, None),
        DocChange("t", 1, None, {"back": True}),
    ]
    replayed: list[Transaction] = []
    with open_vault(folder, on_transaction=replayed.append):
        assert replayed == live


def test_the_snapshot_is_shown_before_the_log_is_replayed(folder: Path) -> None:
    with open_vault(folder) as db:
        db.table("t").insert({"in": "snapshot"})
        db.compact()
        db.table("t").insert({"in": "log"})
    calls: list[Any] = []
    with open_vault(
        folder,
        on_snapshot=lambda db: calls.append(dict(db.documents("t"))),
        on_transaction=lambda one: calls.append(one.changes),
    ):
        pass
    assert calls == [{1: {"in": "snapshot"}}, (DocChange("t", 2, None, {"in": "log"}),)]


def test_writing_while_the_snapshot_is_shown_is_an_error(folder: Path) -> None:
    with pytest.raises(RuntimeError, match="being opened"):
        open_vault(folder, on_snapshot=lambda db: db.insert({}))
    with open_vault(folder) as db:  # and the lock was let go of
        assert len(db) == 0


def test_operations_see_their_own_changes_and_nobody_else_does(db: VaultDB, folder: Path) -> None:
    table = db.table("t")
    table.insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
    with db.transaction("x"):
        table.insert({"n": 4})
        table.update({"n": 20}, where("n") == 2)
        table.remove(where("n") == 1)
        db.table("fresh").insert({})
        expected = [{"n": 20}, {"n": 3}, {"n": 4}]
        assert table.all() == expected
        assert table.search(where("n") == 20) == [{"n": 20}]
        assert table.get(where("n") == 4) == {"n": 4}
        assert table.get(doc_id=1) is None
        assert not table.contains(doc_id=1)
        assert table.count(where("n") > 3) == 2
        assert len(table) == 3
        assert db.tables() == {"t", "fresh"}
        live = db.documents("t")
        assert list(live.values()) == expected
        assert (list(live), len(live), 1 in live, 4 in live) == ([2, 3, 4], 3, False, True)
        with pytest.raises(KeyError):
            live[1]
        with open_vault(folder, read_only=True) as reader:
            assert reader.table("t").all() == [{"n": 1}, {"n": 2}, {"n": 3}]
    assert table.all() == expected
    with open_vault(folder, read_only=True) as reader:
        assert reader.table("t").all() == expected


def test_an_error_inside_changes_nothing(folder: Path) -> None:
    seen: list[Transaction] = []
    with open_vault(folder, on_transaction=seen.append) as db:
        table = db.table("t")
        table.insert_multiple([{"n": 1}, {"n": 2}])
        before, size = table.all(), log_size(folder)
        with pytest.raises(KeyboardInterrupt), db.transaction("x"):  # noqa: PT012
            table.insert({"n": 3})
            table.update({"n": 9})
            table.truncate()
            db.table("other").insert({})
            db.drop_tables()
            raise KeyboardInterrupt
        assert table.all() == before
        assert db.tables() == {"t"}
        assert log_size(folder) == size
        assert len(seen) == 1
        assert db.table("t").insert({"n": 3}) == 3
        assert db.table("t").get(doc_id=2) == {"n": 2}


def test_a_failed_commit_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Transaction] = []
    with open_vault(folder, on_transaction=seen.append) as db:
        db.insert({"n": 1})
        with monkeypatch.context() as patch:
            patch.setattr(disk, "write_all", full)
            with pytest.raises(NotSaved, match="the disk is full"), db.transaction("x"):  # noqa: PT012
                db.update({"n": 2})
                db.insert({"n": 3})
        assert db.all() == [{"n": 1}]
        assert len(seen) == 1
        assert db.insert({"n": 2}) == 2
    with open_vault(folder) as db:
        assert db.all() == [{"n": 1}, {"n": 2}]


def test_a_label_that_json_cannot_hold_changes_nothing(db: VaultDB) -> None:
    with pytest.raises(TypeError), db.transaction(object()):
        db.insert({})
    assert len(db) == 0
    assert db.insert({}) == 1


def test_transactions_do_not_nest(db: VaultDB) -> None:
    with pytest.raises(RuntimeError, match="do not nest"), db.transaction("outer"):  # noqa: PT012
        db.insert({})
        with db.transaction("inner"):
            pass
    assert len(db) == 0
    for forbidden in (db.compact, db.close):
        with pytest.raises(RuntimeError, match="under way"), db.transaction("x"):
            forbidden()


def test_what_changes_nothing_writes_nothing(folder: Path) -> None:
    seen: list[Transaction] = []
    with open_vault(folder, on_transaction=seen.append) as db:
        db.insert({"a": 1, "b": [1]})
        size = log_size(folder)
        with db.transaction("empty"):
            pass
        with db.transaction("made and removed"):
            id = db.insert({})
            db.remove(doc_ids=[id])
        db.update({"a": 1})
        db.update({"a": 5}, where("a") == 7)
        db.remove(doc_ids=[99])
        db.table("nothing").truncate()
        assert (log_size(folder), len(seen)) == (size, 1)


def test_a_document_is_written_whole(folder: Path) -> None:
    seen: list[Transaction] = []
    with open_vault(folder, on_transaction=seen.append) as db:
        rows = db.table("t")
        rows.write(None, b'{"a":1,"b":[1]}')
        size = log_size(folder)
        rows.write(1, b'{"a":1,"b":[1]}')
        rows.write(9, None)
        assert (log_size(folder), len(seen)) == (size, 1)
        rows.write(1, b'{"b":[2]}')
        rows.write(30, b'{"n":30}')
        with db.transaction("x"):
            rows.write(None, b'{"n":31}')
            assert rows.get(doc_id=31) == {"n": 31}
            rows.write(31, b'{"n":"again"}')
            rows.write(30, None)
            assert 30 not in db.documents("t")
        held = dict(db.documents("t"))
        assert held == {1: {"b": [2]}, 31: {"n": "again"}}
    assert seen[-1].changes == (
        DocChange("t", 31, None, {"n": "again"}),
        DocChange("t", 30, {"n": 30}, None),
    )
    with open_vault(folder) as db:
        assert dict(db.documents("t")) == held


def test_changes_known_beforehand_are_one_transaction(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Transaction] = []
    with open_vault(folder, on_transaction=seen.append) as db:
        db.commit("first", [("t", None, b'{"n":1}'), ("t", None, b'{"n":2}'), ("u", 7, b'{"n":7}')])
        size = log_size(folder)
        db.commit("as it was", [("t", 1, b'{"n":1}'), ("t", 9, None)])
        assert (log_size(folder), len(seen)) == (size, 1)
        db.commit("more", [("t", 1, b'{"m":1}'), ("t", 2, None), ("t", None, b'{"n":3}'), ("u", 7, b'{"n":7}')])
        with db.transaction("x"), pytest.raises(RuntimeError, match="under way"):
            db.commit("inside", [("t", None, b"{}")])
        with monkeypatch.context() as patch:
            patch.setattr(disk, "write_all", full)
            with pytest.raises(NotSaved):
                db.commit("refused", [("t", None, b'{"n":4}'), ("u", 7, None)])
        assert db.table("t").insert({"n": 4}) == 4
        held = {table: dict(db.documents(table)) for table in db.tables()}
    assert held == {"t": {1: {"m": 1}, 3: {"n": 3}, 4: {"n": 4}}, "u": {7: {"n": 7}}}
    assert [(one.act, one.seq) for one in seen] == [("first", 1), ("more", 2), (None, 3)]
    assert seen[1].changes == (
        DocChange("t", 1, {"n": 1}, {"m": 1}),
        DocChange("t", 2, {"n": 2}, None),
        DocChange("t", 3, None, {"n": 3}),
    )
    with open_vault(folder) as db:
        assert {table: dict(db.documents(table)) for table in db.tables()} == held


def test_a_removed_document_can_come_back_in_the_same_transaction(db: VaultDB) -> None:
    db.insert_multiple([{"n": 1}, {"n": 2}])
    with db.transaction("x"):
        db.remove(doc_ids=[1])
        db.insert(Document({"n": "again"}, doc_id=1))
        db.truncate()
        db.insert(Document({"n": "last"}, doc_id=2))
    assert {row.doc_id: row["n"] for row in db} == {2: "last"}


def test_ids_in_a_long_transaction_do_not_collide(db: VaultDB) -> None:
    table = db.table("t")
    with db.transaction("x"):
        ids = [table.insert({}) for _ in range(5)]
        ids += table.insert_multiple([{}, Document({}, doc_id=30), {}])
        table.remove(doc_ids=[ids[-1]])
        ids.append(table.insert({}))
    assert len(set(ids)) == len(ids)
    assert table.insert({}) not in ids


def test_what_is_written_in_a_transaction_is_not_the_callers_any_more(db: VaultDB) -> None:
    given = {"list": [1]}
    with db.transaction("x"):
        db.insert(given)
        given["list"].append(2)
        read = db.get(doc_id=1)
        assert read is not None
        read["list"].append(3)
    assert db.all() == [{"list": [1]}]


def test_an_error_in_the_listener_comes_through_but_undoes_nothing(folder: Path) -> None:
    def listener(one: Transaction) -> None:
        raise ZeroDivisionError

    with open_vault(folder, on_transaction=listener) as db:
        with pytest.raises(ZeroDivisionError):
            db.insert({"a": 1})
        assert db.all() == [{"a": 1}]
        with pytest.raises(ZeroDivisionError):
            assert db.insert({"a": 2}) == 2
        assert [row.doc_id for row in db] == [1, 2]
