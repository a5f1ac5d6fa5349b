"""A book with something of everything in it, for what takes whole books along; and how to look at all of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from store import Casebook, open_casebook
from store.vault import frames
from store.vault.keys import Key

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 21, 7, 0, tzinfo=WIB)
PASSPHRASE = "kuda benar baterai staples"
WORDS = ("Melati", "Siti Rahayu", "beras habis")
"""What nobody else may read: of the board, a name, a note."""

FRESH, FILED = "K-2026-001", "K-2026-002"


@contextmanager
def opened(folder: Path, passphrase: str | None, **more: Any) -> Iterator[Casebook]:
    with open_casebook(folder, passphrase, clock=lambda: NOW, **more) as book:
        yield book


def make(folder: Path, passphrase: str | None) -> None:
    """Two generations; one live case with notes, one in the archive, which has two generations too."""
    with opened(folder, passphrase) as book:
        book.clock = lambda: NOW - timedelta(days=90)
        book.add_case(alias="Melati", size="family", client_name="Siti Rahayu")
        book.add_case(alias="Bu Tua", size="individual")
        book.add_note(FRESH, body="beras habis", mode="home_visit", sign=True)
        book.add_note(FILED, body="selesai sudah")
        book.terminate(
            FILED, reason="moved", outcome="same", summary="Pindah rumah.", notice="agreed",
            override="A reason that is long enough to pass.",
        )  # fmt: skip
        book.clock = lambda: NOW
        book.compact()
        book.file_away(FILED)
        book.write_draft(FRESH, "entwurf", session="s", body="masih ditulis")


def contents(book: Casebook) -> dict[str, Any]:
    """All that a book says, the archive's too."""
    codes = [*(case.code for case in book.cases()), *(stub.code for stub in book.archived())]
    return {
        code: (
            book.case(code).document(),
            [note.document() for note in book.notes(code)],
            [move.document() for move in book.history(code)],
        )
        for code in sorted(codes)
    } | {"archived": [stub.code for stub in book.archived()], "next": book.next_number(2026)}


def contents_of(folder: Path, passphrase: str | None) -> dict[str, Any]:
    with opened(folder, passphrase, read_only=True) as book:
        return contents(book)


def files(folder: Path) -> dict[str, bytes]:
    """Every file, byte for byte, but the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("lock")
    }


def key_of(folder: Path, passphrase: str | None) -> Key:
    with opened(folder, passphrase, read_only=True) as book:
        return book.shelf.db.key


def readable(folder: Path, key: Key) -> bytes:
    """All that could ever be read in a folder, by whoever has the key too: each file, and each opened."""
    found = b"\n".join(files(folder).values())
    for place, its in ((folder, key), (folder / "archive", key.archived())):
        for path in place.iterdir() if place.is_dir() else ():
            if not path.name[:10].isdigit():
                continue
            number = int(path.name[:10])
            if path.name.endswith((".json", ".json.age")):
                found += its.open(path.read_bytes())
            elif path.suffix == ".log":
                found += b"".join(f.payload for f in frames.whole(its.seal, its.context(number), path.read_bytes()))
    return found
