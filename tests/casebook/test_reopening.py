"""What a book from elsewhere or from later may hold: unknown fields stay, rows that cannot be read are named."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from store import (
    BookDamaged,
    BookInUse,
    BookNotFound,
    Casebook,
    LingkarError,
    PassphraseNeeded,
    WrongPassphrase,
    open_casebook,
)
from store.keeping import recovery_key
from store.vault import open_vault

from .conftest import Clock
from .scene import CLOSED, DRAFT, FRESH, HELD, SIGNED, WHY, WORKED, documents, play

THEIRS = {"mood": "calm", "nested": {"list": [1, None, {"x": ""}]}, "empty": "", "nothing": None, "none": []}


def add_fields(folder: Path) -> None:
    """As a newer version would have left them."""
    with open_vault(folder) as vault:
        for table in ("cases", "notes", "history"):
            vault.table(table).update(THEIRS)

        def deeper(row: Any) -> None:
            for part in ("hold", "closure"):
                if part in row:
                    row[part]["theirs"] = ["kept"]
            for addendum in row.get("addenda", ()):
                addendum["theirs"] = ["kept"]

        vault.table("cases").update(deeper)
        vault.table("notes").update(deeper)


def test_fields_of_a_newer_version_outlive_every_edit(book: Casebook, folder: Path, clock: Clock) -> None:
    play(book)
    book.add_addendum(SIGNED, "one")
    book.close()
    add_fields(folder)
    with open_casebook(folder, clock=clock) as again:
        again.edit_case(HELD, alias="x")
        again.edit_case(CLOSED, alias="y")
        again.advance(WORKED, WHY)
        again.set_next_contact(WORKED, None)
        again.write_draft(FRESH, DRAFT, session="s", body="more")
        again.add_addendum(SIGNED, "two")
    with open_casebook(folder, clock=clock) as again:
        rows = documents(again)
        by_code = {row["code"]: row for row in rows["cases"].values()}
        by_id = {row["id"]: row for row in rows["notes"].values()}
        for row in (*by_code.values(), *by_id.values()):
            assert {name: row.get(name, "lost") for name in THEIRS} == THEIRS
        assert by_code[HELD]["hold"]["theirs"] == ["kept"]
        assert by_code[CLOSED]["closure"]["theirs"] == ["kept"]
        assert [one.get("theirs") for one in by_id[SIGNED]["addenda"]] == [["kept"], None]
        assert by_code[HELD]["alias"] == "x"


def read(book: Casebook) -> list[Any]:
    return [book.case(FRESH), book.notes(FRESH), book.history(FRESH)]


@pytest.mark.parametrize(("table", "id", "field"), [("cases", 1, "size"), ("notes", 1, "mode"), ("history", 1, "kind")])
def test_a_row_that_cannot_be_read_is_named_and_left_alone(
    table: str, id: int, field: str, book: Casebook, folder: Path
) -> None:
    play(book)
    book.close()
    with open_vault(folder) as vault:
        vault.table(table).update({field: "no such code"}, doc_ids=[id])
    with open_casebook(folder) as again:
        before = documents(again)
        with pytest.raises(BookDamaged, match=rf"Row 1 of the book cannot be read \({field}\)\. Nothing was changed"):
            read(again)
        assert documents(again) == before
        assert again.case(WORKED).alias == "Worked"


def test_opening(folder: Path) -> None:
    with pytest.raises(BookNotFound):
        open_casebook(folder, create=False)
    with pytest.raises(BookNotFound):
        open_casebook(folder, read_only=True)
    assert not folder.exists()
    with open_casebook(folder) as book:
        assert not book.read_only
        assert not book.is_encrypted
        with pytest.raises(BookInUse):
            open_casebook(folder)
    open_casebook(str(folder)).close()
    with pytest.raises(LingkarError, match="no passphrase"):
        open_casebook(folder, "secret")


def test_opening_an_encrypted_book(folder: Path) -> None:
    with open_casebook(folder, "kata sandi") as book:
        assert book.is_encrypted
        book.add_case(alias="Bu S", size="family")
    with pytest.raises(PassphraseNeeded):
        open_casebook(folder)
    with pytest.raises(WrongPassphrase):
        open_casebook(folder, "kata sandI")
    for way in ("kata sandi", recovery_key(folder, "kata sandi")):
        for read_only in (True, False):
            with open_casebook(folder, way, read_only=read_only) as book:
                assert [case.alias for case in book.cases()] == ["Bu S"]


def test_each_day_begins_a_generation_so_that_the_last_one_is_a_backup_of_yesterday(folder: Path) -> None:
    def generations() -> int:
        return len(list(folder.glob("0*.log")))

    with time_machine.travel("2026-11-20 09:00+07:00", tick=False) as clock, open_casebook(folder) as book:
        book.begin_day()
        book.add_case(alias="A", size="family")
        book.begin_day()
        assert generations() == 1, "not twice a day"
        clock.shift(timedelta(days=1))
        book.begin_day()
        book.begin_day()
        assert generations() == 2
        book.undo()
        assert book.cases() == [], "what was done yesterday can still be undone today"
        clock.shift(timedelta(days=1))
    with time_machine.travel("2026-11-23 09:00+07:00", tick=False), open_casebook(folder) as book:
        book.begin_day()
        assert generations() == 3
        book.begin_day()
        assert generations() == 3, "not without an act"
