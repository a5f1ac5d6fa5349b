"""A book with something in every table, archive included, and looking at its dumps."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from store import Casebook, open_casebook
from store.exchange.dumping import Contents, DumpFormat, contents_of, made
from store.model.disguise import Cover, Disguise
from store.model.outside import OutsideKind
from store.vault import disk
from tests.casebook.archived import a_part_of_each_kind
from tests.casebook.scene import imported
from tests.exchange.safe import NOW, WIB

LIVE, FILED, BACK, ERASED = "K-2025-001", "K-2025-002", "K-2025-003", "K-2025-004"
WHY = "A reason that is long enough to pass."
NASTY = "=1+1;\u202e\"'<x>\n\t+62 812 [/] \x1b[2J \ud800 e\u0301 👨‍👩‍👧"


@contextmanager
def without_waiting() -> Iterator[None]:
    """That each act waits for the disk is the subject of other tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(disk, "flush", lambda fd: None)
        patched.setattr(disk, "sync_folder", lambda path: None)
        yield


def make_full(folder: Path, passphrase: str | None = None) -> Casebook:
    """A book that has gone through everything; open."""
    book = open_casebook(folder, passphrase, clock=lambda: datetime(2025, 3, 1, 9, tzinfo=WIB))
    for alias in ("Melati", "Bu Tua", "=cmd", "Gone"):
        code = book.add_case(alias=alias, size="family", client_name="Siti Rahayu", presenting_problem=NASTY).code
        a_part_of_each_kind(book, code)
        book.add_note(code, body=NASTY, mode="home_visit", outcome="reached", sign=True, place="08123456789")
    book.add_resource(name="Puskesmas", kind="societal")
    book.link(LIVE, FILED)
    for code in (FILED, BACK, ERASED):
        book.terminate(code, reason="moved", outcome="same", summary="-", notice="agreed", override=WHY)
    book.clock = lambda: NOW
    for code in (FILED, BACK):
        book.file_away(code)
    book.reopen(BACK, "assessment", "Came back.")  # it has a stub and an old copy in the archive
    book.erase(ERASED)
    case, note = imported(book)
    unknown = {"=Later": "-3", "later": [1]}  # fields of a newer version
    case = case.changed(extra={"=Kolom": "0812", "b": NASTY, "a": "x"}, **unknown)
    book.add_records([case, note.changed(extra={"z": "1"})])
    book.write_draft(LIVE, "entwurf", session="s", body="masih ditulis")
    book.change_settings(lock_after=9, packet_folder="/media/x y", practitioner="Rini")
    book.park([{"screen": "editor", "code": LIVE, "text": NASTY, "cursor": [1, 2]}])
    book.count_use("note")
    book.keep_habits()
    book.looked_at(LIVE, left=True)
    assert book.backup_reminder()
    cover = Cover(subject="client", role=":client", number=1, names=("Siti",))
    book.went_out(
        OutsideKind.EXPORT, Path("/media/stick/a.md"), [LIVE, FILED], off_laptop=True,
        disguises=[Disguise(code=LIVE, covers=(cover,), weeks=3)],
    )  # fmt: skip
    book.compact()
    book.advance(LIVE, WHY)
    book.set_next_contact(LIVE, date(2026, 12, 1))
    book.undo()
    return book


def bytes_of(book: Casebook, format: DumpFormat = DumpFormat.JSON) -> bytes:
    return made(contents_of(book), format)


def changed(dump: bytes, change: Callable[[Any], object]) -> bytes:
    """A dump that somebody edited."""
    found = orjson.loads(dump)
    change(found)
    return orjson.dumps(found)


def rows_of(contents: Contents) -> dict[str, list[dict[str, Any]]]:
    """Every record of each table, the live ones first."""
    found = {table: [*rows.values()] for table, rows in contents.tables.items()}
    for file in contents.archive.values():
        found.setdefault("cases", []).append(file["case"])
        for table, rows in file.items():
            if isinstance(rows, list):
                found.setdefault(table, []).extend(rows)
    return found


def check_tables(contents: Contents, data: bytes, delimiter: str = ",") -> set[str]:
    """See that CSV tables are safe and hold every value of each record; answers their names."""
    names, rows = set(), rows_of(contents)
    archived = {*contents.archive}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            names.add(entry.removesuffix(".csv"))
            raw = archive.read(entry)
            assert raw.startswith(b"\xef\xbb\xbf")
            text = raw.decode("utf-8-sig")
            table = [*csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)]
            out = io.StringIO(newline="")
            csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(table)
            assert out.getvalue() == text, "every cell in quotes, every row ended by CR LF"
            expected = rows.get(entry.removesuffix(".csv"), [])
            assert len(table) == len(expected) + 1
            assert not re.search(r"^\s*[=+\-@]", "\n".join(table[0]), re.MULTILINE)
            header = [cell.removeprefix("'") for cell in table[0]]
            assert {name for row in expected for name in row} - {"extra"} <= set(header)
            kept = {f"extra: {name}" for row in expected for name in row.get("extra", {})}
            assert kept == {name for name in header if name.startswith("extra")}, "each its own column"
            for cells, row in zip(table[1:], expected, strict=True):
                assert len(cells) == len(header)
                row = {**row, **{f"extra: {name}": text for name, text in row.get("extra", {}).items()}}
                if entry == "measurements.csv":
                    row["target"] = next(each["target"] for each in rows["measures"] if each["id"] == row["measure"])
                for name, cell in zip(header, cells, strict=True):
                    check_cell(cell, row.get(name), delimiter) if name != "archived" else None
                if header[-1] == "archived":
                    code = row["code"] if entry == "cases.csv" else row["case_code"]
                    assert cells[-1] == ("true" if code in archived else "false")
    return names


def check_cell(cell: str, value: Any, delimiter: str) -> None:
    if isinstance(value, str):
        assert cell.removeprefix("'") == value or (cell == value and not cell.startswith("'"))
        assert not re.match(r"[\t\r\n]|\s*[=+\-@＝＋－＠]", cell)
        if value[:1].isdigit() and value.isdigit():
            assert cell[0] == "'"
    elif isinstance(value, bool) or value is None:
        assert cell == {True: "true", False: "false", None: ""}[value]
    elif isinstance(value, int | float):
        assert ("." if delimiter == ";" else ",") not in cell
        assert float(cell.replace(",", ".")) == value
    else:
        assert orjson.loads(cell) == value
