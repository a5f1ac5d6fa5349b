"""Two books on two laptops, a case with something of everything in its file, and how to compare it there and here."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from store import Case, Casebook, open_casebook
from store.exchange.handover import Handover, gather, let_go, pack, seal_for_passphrase
from store.exchange.handover import sealed as rooms
from store.model import (
    Flag,
    Goal,
    Intervention,
    Measure,
    Measurement,
    Person,
    Referral,
    Relation,
    Score,
    Task,
    TeamMember,
)
from store.model.disguise import MaskWord
from store.shelf import IN_THE_FILE, NOTES

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=WIB)
BOOK, FILE = "kuda benar baterai", "staples jembatan hujan"
"""The passphrase of the encrypted book, and that of a file."""

WORDS = ("Melati", "Siti Rahayu", "beras habis", "rahasia sekali", "Puskesmas")
"""What nobody else may read."""

OTHER, RICH = "K-2025-001", "K-2025-002"
WHY = "A reason that is long enough to pass."


@contextmanager
def opened(folder: Path, passphrase: str | None = None) -> Iterator[Casebook]:
    with open_casebook(folder, passphrase, clock=lambda: NOW) as book:
        yield book


def fill(book: Casebook) -> Case:
    """A case with something in each table of its file, linked with another one, put off, with a private note."""
    day = date(2025, 3, 1)
    book.add_case(alias="Lain", size="family", opened=day)
    book.add_case(alias="Melati", client_name="Siti Rahayu", size="individual", consent="verbal", opened=day)
    book.link(RICH, OTHER)
    goal = book.add(Goal, RICH, statement="Beras cukup", level="micro")
    book.rate_goal(goal.id, 1)
    person = book.add(Person, RICH, alias="Nenek", name="Mbah Siti Rahayu")
    book.add(Relation, RICH, a="Melati", b="Nenek")
    book.add(Score, RICH, domain="health", expectation=4, reality=2)
    task = book.add(Task, RICH, text="Ke Puskesmas", goal=goal.id, due=date(2026, 11, 1))
    book.add(Intervention, RICH, kind="linking", level="micro", goal=goal.id)
    resource = book.add_resource(name="Puskesmas", kind="societal")
    book.add(
        Referral, RICH, to="Puskesmas", resource=resource.id, reason="x", follow_up=date(2026, 11, 1), goal=goal.id
    )
    book.add(TeamMember, RICH, name="Bu Kader", discipline="cadre")
    book.add(Flag, RICH, type="domestic_violence", level="high")
    measure = book.add(Measure, RICH, target="Makan", improves="up", goal=goal.id)
    book.add(Measurement, RICH, measure=measure.id, stage="A", value=1.5)
    book.add(MaskWord, RICH, text="Mbah", subject=person.id)
    book.add(MaskWord, RICH, text="Melur", subject="client")
    note = book.add_note(RICH, body="beras habis", mode="home_visit", goals=[goal.id], tasks_done=[task.id], sign=True)
    book.add_addendum(note.id, "lalu dibeli")
    book.add_note(RICH, body="rahasia sekali", private=True)
    book.add_group_note([RICH, OTHER], body="bersama")
    book.record_supervision(RICH, directions="Lanjut.", supervisor="Bu Rini", tasks=["Tanya"], due=date(2026, 11, 2))
    book.put_off(RICH, date(2026, 12, 1), "Cuti.")
    return book.case(RICH)


def file_of(book: Casebook, code: str, folder: Path, passphrase: str = FILE, **how: Any) -> tuple[Handover, Path]:
    """A hand-over with a passphrase, written."""
    handover = gather(book, code, **how)
    return handover, let_go(book, handover, seal_for_passphrase(pack(handover), passphrase), folder, "Bu Rina")


def sealed_as(content: bytes, path: Path) -> Path:
    """A file with a passphrase that holds this."""
    path.write_bytes(rooms.seal_for_passphrase(content, FILE))
    return path


def rows(book: Casebook, code: str) -> dict[str, list[dict[str, Any]]]:
    """Every document of a case, table by table."""
    tables = {table: [part.document() for part in book.parts(model, code)] for table, model in IN_THE_FILE.items()}
    return {"case": [book.case(code).document()], **tables}


def compared(found: dict[str, list[dict[str, Any]]], code: str) -> Any:
    """The same with ids and code told by the order in which they occur, so that two books can be compared.

    Left out is what is not the same in two books: links, the directory, where a case comes from.
    """
    names: dict[str, str] = {}

    def told(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {
                name: told(one, name)
                for name, one in sorted(value.items())
                if name not in ("linked", "resource", "kept_case") and not (name == "imported_from" and "size" in value)
            }
        if isinstance(value, list):
            return [told(one, key) for one in value]
        if not isinstance(value, str):
            return value
        if value == code:
            return "CODE"
        return re.sub(r"[0-9a-f]{32}", lambda id: names.setdefault(id.group(), f"id {len(names)}"), value)

    return told(found)


def without_origin(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The documents of a case that came in, without the note that says so, which is the last one."""
    return {**found, NOTES: found[NOTES][:-1]}
