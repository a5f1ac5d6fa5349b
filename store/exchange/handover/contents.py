"""What is inside a hand-over: the case as the book of the sender has it, and who sent it when. JSON, and pure.

    {"kind": "handover", "format": 2, "program": "...", "id": "...", "from": "...", "on": "2026-11-22",
     "private_left": 2, "case": {...}, "parts": {"notes": [...], "goals": [...], ...}}

What comes from outside is data of a stranger: every text is cleaned, every record goes through its model, and what does
not hang together is refused as a whole.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from store.casebook import Casebook
from store.errors import InvalidInput
from store.exchange.foreign import cleaned, has_pythons_own
from store.exchange.handover.sealed import KIND, damaged, newer, no_handover
from store.exchange.origin import HANDOVER
from store.exchange.version import program
from store.intake import EARLIEST
from store.language import _
from store.language.formats import day_text
from store.migration import brought_up
from store.model.case import Case
from store.model.codes import Phase, Status
from store.model.record import Record, build, new_id
from store.model.text import HIDDEN, clean_line
from store.shelf import CASES, IN_THE_FILE, NOTES
from store.vault import FORMAT, OLDEST

DEEPEST = 32
"""So many levels of lists and objects: ours have ten at most, and JSON that is nested without end breaks writers."""

LONGEST_NAME = 80
"""Characters of the name of who hands over."""

_CODE = re.compile(r"K-\d{4}-\d{3,9}", re.ASCII)
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_OURS = frozenset({"id", "code", "case_code"})
"""What a record is known by: no record may have one of these beside the fields of its own."""


@dataclass(frozen=True, slots=True)
class Handover:
    """A case on its way from one book to another.

    Attributes:
        id: tells this hand-over from every other.
        sender: who hands it over; may be empty.
        on: the day.
        case: as the book of the sender has it.
        parts: everything in its file, table by table, each in the order in which it came.
        private_left: how many private notes stayed with the sender.
    """

    id: str
    sender: str
    on: date
    case: Case
    parts: Mapping[str, tuple[Record, ...]]
    private_left: int = 0

    @property
    def records(self) -> list[Record]:
        """Everything in its file, one after the other."""
        return [part for found in self.parts.values() for part in found]

    @property
    def notes(self) -> int:
        """How many notes go along."""
        return len(self.parts[NOTES])

    @property
    def origin(self) -> str:
        """By what a case that was taken in is known to come from this hand-over."""
        return f"{HANDOVER}:{self.id}:{self.case.code}"


def gather(book: Casebook, code: str, *, sender: str = "", with_private: bool = False) -> Handover:
    """A case with everything in its file, as it lies in a book.

    Args:
        book: open.
        code: which case; it may be archived.
        sender: who hands it over.
        with_private: whether the private notes go along.

    Raises:
        NotFound: there is no such case.
        BookDamaged: it cannot be read.
    """
    case = book.case(code)
    parts = {table: tuple(book.parts(model, case.code)) for table, model in IN_THE_FILE.items()}
    stays = {note.id for note in book.notes(case.code) if note.private and not with_private}
    parts = {table: tuple(part for part in found if part.key not in stays) for table, found in parts.items()}
    return Handover(new_id(), _name(sender), book.today(), case, parts, len(stays))


def pack(handover: Handover) -> bytes:
    """A hand-over as JSON."""
    return orjson.dumps({
        "kind": KIND, "format": FORMAT, "program": program(), "id": handover.id, "from": handover.sender,
        "on": handover.on.isoformat(), "private_left": handover.private_left,
        "case": handover.case.document(),
        "parts": {table: [part.document() for part in found] for table, found in handover.parts.items() if found},
    })  # fmt: skip


def unpack(data: bytes, path: Path, today: date) -> Handover:
    """The reverse of `pack`, trusting nothing.

    Args:
        data: what was in a file.
        path: the file, for what is said.
        today: the day it is taken in.

    Raises:
        NewerFormat: a newer version made it.
        LingkarError: it is no hand-over, or damaged.
    """
    try:
        told = orjson.loads(data)
    except ValueError:
        raise no_handover(path) from None
    if not isinstance(told, dict) or told.get("kind") != KIND:
        raise no_handover(path)
    since = told.get("format")
    if not isinstance(since, int) or since < OLDEST:
        raise damaged(path)
    if since > FORMAT:
        raise newer(path)
    try:
        told = cleaned(told, DEEPEST, clean_line)
        if set(told["parts"]) - set(IN_THE_FILE):  # dropping what one does not know would lose it
            raise newer(path)
        handover = Handover(
            id=told["id"], sender=_name(told["from"]), on=date.fromisoformat(told["on"]),
            case=_built(Case, CASES, told["case"], since),
            parts={
                table: tuple(_built(model, table, row, since) for row in told["parts"].get(table, ()))
                for table, model in IN_THE_FILE.items()
            },
            private_left=told["private_left"],
        )  # fmt: skip
        _must_hang_together(handover, today)
        return handover
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, InvalidInput):
        raise damaged(path) from None


def _built(model: type[Record], table: str, row: Any, since: int) -> Any:
    """A record of a document of an older format or of ours."""
    if not isinstance(row, dict) or has_pythons_own(row):  # no dump with one is read back
        raise TypeError(table)
    record = build(model, brought_up(table, row, since))
    beside = record.model_extra or {}
    if not _OURS.isdisjoint(beside) or not isinstance(beside.get("imported_from", ""), str):
        raise ValueError(table)
    return build(model, orjson.loads(orjson.dumps(record.document())))  # as the book will keep it and read it back


def _must_hang_together(handover: Handover, today: date) -> None:
    """See that the records are those of one case, as the program itself would have left it.

    Raises:
        ValueError, AttributeError: they are not.
    """
    case, parts = handover.case, [dict(part) for part in handover.records]
    ids = [part["id"] for part in parts]
    is_sound = (
        _ID.fullmatch(handover.id) is not None
        and isinstance(handover.private_left, int) and handover.private_left >= 0
        and _CODE.fullmatch(case.code) is not None
        and case.opened >= EARLIEST and case.opened.year <= today.year + 1  # a clock may be wrong by a little
        and len(set(ids)) == len(ids) and all(ids)
        and all(part["case_code"] == case.code for part in parts)
        and case.is_closed == (case.closure is not None)
        and (case.status is Status.ON_HOLD) == (case.hold is not None)
        and (not case.is_closed or case.phase is Phase.TERMINATION)
    )  # fmt: skip
    if not is_sound:
        raise ValueError("no case as it would be handed over")


def facts(handover: Handover, *, hidden: bool = False) -> list[tuple[str, str]]:
    """What one may know of a case before it is taken in, as names and values.

    Args:
        handover: what came.
        hidden: whether client text is hidden.
    """
    case = handover.case
    return [
        (_("From"), f"{sender_words(handover)}, {day_text(handover.on)}"),
        (_("Called there"), case.code),
        (_("Alias"), HIDDEN if hidden else case.alias),
        (_("Phase"), f"{case.phase.label}, {case.status.label.lower()}"),
        (_("Notes"), str(handover.notes)),
        (_("Private notes that stayed there"), str(handover.private_left)),
    ]


def sender_words(handover: Handover) -> str:
    """Who handed it over, as far as that was said."""
    return handover.sender or _("a colleague")


def _name(text: str) -> str:
    return clean_line(text)[:LONGEST_NAME].rstrip()
