"""The books that the benchmark measures: small, typical, heavy, extreme, and one with a single enormous case.

Sizes, durations and the rate of reopening are those of the domain reference, section 8 (see `sketches` and `shares`);
what lies in a case is in `lives`, and what it says in `texts`. A book is written as one generation, deterministic by
its size and the seed, and kept outside the repository: in the cache folder of the user, or in BENCH_DIR.

Closed cases lie where the program would have put them: in the archive, but for those
that the board still shows or whose aftercare goes on.
"""

import hashlib
import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock
from platformdirs import user_cache_path

from store.lasting import made_to_last
from store.model import Case, Flag, Note, Resource
from store.model.case import by_number
from store.model.day import Looked, ReviewDay
from store.model.outside import Outside
from store.model.record import Record, build
from store.model.stub import Stub
from store.outside import OUTSIDE
from store.practice.cycle import is_shown
from store.practice.review import asks_still
from store.reviewing import DAYS
from store.shelf import BOOK, CASES, IN_THE_FILE, RESOURCES, STUBS, TABLE_OF
from store.vault import FORMAT, Key, generations, keyfile, open_vault
from store.vault.frames import NO_TAG
from store.vault.keys import ARCHIVE
from tests.bench import texts
from tests.bench.lives import file_of
from tests.bench.shares import NOW, TODAY
from tests.bench.sketches import EXTREME, HEAVY, SEED, SINGLE, SIZES, SMALL, TYPICAL, Size, sketches

__all__ = [
    "EXTREME", "HEAVY", "NOW", "PASSPHRASE", "SINGLE", "SIZES", "SMALL", "TYPICAL", "Size", "book_of", "build_book",
    "copy_of", "documents", "home", "scaled",
]  # fmt: skip


PASSPHRASE = "kuda hitam di tepi laut"
REVIEWED = 30
"""For so many days there is a record of the daily review."""
ANSWERS = (("contact",), ("next_contact",), ("note", "next_contact"))


def home() -> Path:
    """The folder for books that are kept and copies that are not; all on one disk."""
    return Path(os.environ.get("BENCH_DIR") or user_cache_path("lingkar-bench"))


def book_of(size: Size, passphrase: str | None = None) -> Path:
    """The book of a size, built when it is first asked for. Only to be read: who writes takes a copy.

    Args:
        size: which one.
        passphrase: what it is encrypted with; None: it is plain.
    """
    kept = "plain" if passphrase is None else "encrypted"
    digest = hashlib.sha256(repr((size, passphrase, SEED, FORMAT)).encode())
    for part in ("books.py", "lives.py", "shares.py", "sketches.py", "texts.py"):
        digest.update((Path(__file__).parent / part).read_bytes())
    prefix = f"{size.name}-{kept}-"
    home().mkdir(parents=True, exist_ok=True)
    place = home() / f"{prefix}{digest.hexdigest()[:12]}"
    with FileLock(home() / f"{prefix}lock"):  # whoever asks meanwhile waits and finds it
        if not place.exists():
            for older in home().glob(f"{prefix}*/"):
                shutil.rmtree(older)
            half = place.with_name(f"{place.name}.half")
            build_book(half, size, passphrase=passphrase)
            half.rename(place)
    return place


def copy_of(size: Size, into: Path, passphrase: str | None = None) -> Path:
    """A book of a size of one's own, to write to.

    Args:
        size: which one.
        into: the folder that becomes the book; it is not there yet.
        passphrase: as for `book_of`.
    """
    return Path(shutil.copytree(book_of(size, passphrase), into, ignore=shutil.ignore_patterns("lock*")))


def scaled(size: Size, share: float) -> Size:
    """The same with a share of everything; words and years stay."""
    kept = {"name", "words", "years"}
    counts = {one.name: round(getattr(size, one.name) * share) for one in fields(size) if one.name not in kept}
    return replace(size, name=f"{size.name}-{share:g}", **counts)


def build_book(folder: Path, *sizes: Size, passphrase: str | None = None, reviewed: int = REVIEWED) -> None:
    """Write a book.

    Args:
        folder: where; it is not there yet.
        sizes: of the book, or of the parts that it is put together from.
        passphrase: what it is encrypted with; None: it is plain.
        reviewed: for how many days there is a record of the daily review.
    """
    with open_vault(folder, passphrase=passphrase) as book:
        key = book.key
    with made_to_last(are_many=True):
        live, archived = documents(*sizes, reviewed=reviewed)
        key_file = keyfile.find(folder)
        assert key_file is not None
        _publish(folder, key, key_file.fields, live)
        if archived:
            open_vault(folder / ARCHIVE, key=key.archived()).close()
            _publish(folder / ARCHIVE, key.archived(), None, {CASES: archived})


def _publish(folder: Path, key: Key, fields: dict[str, Any] | None, tables: dict[str, dict[int, Any]]) -> None:
    generations.publish(folder, key, fields, tables, 1, NO_TAG)[0].close()


def documents(*sizes: Size, reviewed: int = REVIEWED) -> tuple[dict[str, dict[int, Any]], dict[int, Any]]:
    """What the book holds: the tables of the live one, and the documents of the archive."""
    live: dict[str, dict[int, Any]] = {}
    archived: dict[int, Any] = {}
    numbers: dict[str, int] = {}
    cases: list[Case] = []

    def put(table: str, document: dict[str, Any]) -> None:
        rows = live.setdefault(table, {})
        rows[len(rows) + 1] = document

    for sketch in sketches(*sizes):
        case, *rest = file_of(sketch)
        assert isinstance(case, Case)
        year, number = by_number(case.code)
        numbers[str(year)] = number
        cases.append(case)
        if case.closure is None or _is_live(case, rest):
            for record in (case, *rest):
                put(TABLE_OF[type(record)], record.document())
        else:
            archived[year * 1_000_000 + number] = _filed(case, rest)
            put(STUBS, Stub.of(case, min(TODAY, case.closure.closed + timedelta(days=91))).document())
    live[BOOK] = {1: {**numbers, "format": FORMAT}}
    for place, told in enumerate(texts.resources(), 1):
        known = {name: told[name] for name in Resource.model_fields if name in told}
        put(RESOURCES, build(Resource, {**known, "id": f"{place:032x}"}).document())
    live[OUTSIDE] = dict(enumerate(_backups(max(size.years for size in sizes)), 1))
    live[DAYS] = dict(_reviews(cases, reviewed))
    return live, archived


def _filed(case: Case, rest: list[Record]) -> dict[str, Any]:
    """An archived case with its file, as the archive keeps it."""
    rows = {table: [one.document() for one in rest if type(one) is model] for table, model in IN_THE_FILE.items()}
    found = {table: documents for table, documents in rows.items() if documents}
    return {"code": case.code, "case": case.document(), **found, "format": FORMAT}


def _is_live(case: Case, rest: list[Record]) -> bool:
    """Whether the program would not have filed a closed case yet."""
    assert case.closure is not None
    flags = [one for one in rest if isinstance(one, Flag)]
    drafts = [one for one in rest if isinstance(one, Note) and one.is_draft]
    return is_shown(case.closure.closed, TODAY) or asks_still(case, flags, drafts)


def _backups(years: int) -> Iterator[dict[str, Any]]:
    """The register of what left the book: a backup on a stick every week."""
    for week in range(years * 52, 0, -1):
        at = NOW - timedelta(days=week * 7 - 4)
        path = f"/media/stik/lingkar-{at.date()}.tar"
        backup = build(Outside, {"at": at, "kind": "backup", "path": path, "off_laptop": True, "size": 1_000_000})
        yield backup.document()


def _reviews(cases: list[Case], days: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records of the last days' reviews, with a third of the cases that were open each day."""
    draw = random.Random(SEED)
    for ago in range(days, 0, -1):
        day, at = TODAY - timedelta(days=ago), NOW - timedelta(days=ago, minutes=90)
        looked = [
            build(Looked, {
                "code": case.code, "at": at, "acts": draw.choice(ANSWERS), "left": True, "seen": (f"contact::{day}:",),
            })
            for case in cases
            if case.opened <= day and (case.closure is None or case.closure.closed > day) and draw.random() < 0.33
        ]  # fmt: skip
        yield day.toordinal(), build(ReviewDay, {"day": day, "looked": looked, "book_left": True}).document()
