"""What of a note has to be known of every open case each morning, told from its row without reading the note.

A row of a note is some kilobytes of JSON, of which this needs a hundred bytes: most rows tell it at their two ends.
Those that may say the same words elsewhere, in the columns of an imported table, are read.
"""

import re
from typing import NamedTuple

import orjson

from store.model.codes import ContactMode, ContactOutcome, NoteStatus
from store.vault import Document

_WITH_CLIENT = frozenset(mode.value for mode in ContactMode if mode.is_with_client)
_REACHED = frozenset(mode.encode() for mode in _WITH_CLIENT)
_REACHED_BY = ContactOutcome.REACHED.value.encode()

_HEAD = re.compile(
    rb'\{"id":"(\w+)","case_code":"([\w-]+)","contact_at":"([\w:+-]+)","written_at":"[\w:+-]+",'
    rb'"mode":"(\w+)","outcome":"(\w+)"'
)
_BEHIND_THE_BODY = b',"private":'
_STATUS = re.compile(rb',"private":\w+,"status":"(\w+)"')
_HAS_MORE = re.compile(rb'"(?:imported_from|session)":')


class Brief(NamedTuple):
    """A note, in brief.

    Attributes:
        id: of the note.
        case_code: the case it is about.
        contact_at: when the contact was, as it is written there.
        reached: whether it reached the client; a voided note did not.
        is_draft: whether it waits for its signature.
        source: where it was imported from; empty when it was written here.
        session: the group session it is of; empty when it is of none.
    """

    id: str
    case_code: str
    contact_at: str
    reached: bool
    is_draft: bool
    source: str = ""
    session: str = ""


def brief_of(row: Document) -> Brief:
    """A note in brief.

    Args:
        row: as the book has it.
    """
    status = row.get("status")
    reached = _has_reached(row.get("mode"), row.get("outcome"), status)
    is_draft = status == NoteStatus.DRAFT
    source, session = row.get("imported_from", ""), row.get("session", "")
    return Brief(row["id"], row["case_code"], row["contact_at"], reached, is_draft, source, session)


def brief_of_line(line: bytes) -> Brief:
    """The same.

    Args:
        line: the row as JSON.
    """
    # A quotation mark inside a text has a backslash before it: the name of a field is found only where it is one.
    head, behind = _HEAD.match(line), line.rfind(_BEHIND_THE_BODY)
    status = _STATUS.match(line, behind) if behind > 0 else None
    if head is None or status is None or _HAS_MORE.search(line, behind):
        return brief_of(orjson.loads(line))
    id, code, contact_at, mode, outcome = head.groups()
    reached = outcome == _REACHED_BY and mode in _REACHED and status[1] != b"voided"
    return Brief(id.decode(), code.decode(), contact_at.decode(), reached, status[1] == b"draft")


def _has_reached(mode: object, outcome: object, status: object) -> bool:
    return outcome == ContactOutcome.REACHED and mode in _WITH_CLIENT and status != NoteStatus.VOIDED
