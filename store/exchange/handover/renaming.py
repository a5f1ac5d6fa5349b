"""A case that comes from another book under a code and ids of its own. Pure.

Every id is given anew, also one that names what is not there (a note that stayed behind): so nothing in a stranger's
file can name a record of this book. What names other cases of the sender's book, or its directory, is let go.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from store.exchange.handover.contents import Handover
from store.model.case import Case
from store.model.closure import Closure
from store.model.disguise import CLIENT, SUPERVISOR
from store.model.move import Move
from store.model.record import Record, new_id

_ONE = ("id", "goal", "measure", "supervision", "subject")
_SEVERAL = ("goals", "tasks_done")
"""The fields of what lies in a file that hold ids of that file."""

_SESSIONS = UUID("6a0b7f4c-53f5-4f0a-9d4e-0c1f5f8f2a77")
"""Notes of one session that come in with several cases stay notes of one session, and never become one of ours."""


class _Names(dict[str, str]):
    """New ids by old ones."""

    def __missing__(self, old: str) -> str:
        self[old] = new_id()
        return self[old]


def renamed(handover: Handover, code: str) -> tuple[Case, list[Record]]:
    """The case and what lies in its file, as the book that takes it in keeps them.

    Args:
        handover: as it was sent.
        code: of the case in this book.
    """
    names, parts = _Names({"": "", CLIENT: CLIENT, SUPERVISOR: SUPERVISOR}), handover.records
    names |= {part.key: new_id() for part in parts}
    return _case(handover, code, names), [_part(part, code, names) for part in parts]


def cases_elsewhere(handover: Handover) -> tuple[str, ...]:
    """The other cases of the sender's book that this one names outside of its texts."""
    closures = [closure for closure, _record in _closures(handover)]
    return tuple(dict.fromkeys([*handover.case.linked, *(one.kept_case for one in closures if one.kept_case)]))


def _closures(handover: Handover) -> Iterator[tuple[Closure, Record]]:
    for record in (handover.case, *handover.parts["history"]):
        if isinstance(record, Case | Move) and record.closure:
            yield record.closure, record


def _case(handover: Handover, code: str, names: _Names) -> Case:
    case = handover.case
    changed: dict[str, Any] = {"code": code, "linked": (), "imported_from": handover.origin, **_ending(case.closure)}
    if case.put_off:
        changed["put_off"] = case.put_off.changed(quiet=tuple(_finding(key, names) for key in case.put_off.quiet))
    return case.changed(**changed)


def _part(part: Record, code: str, names: _Names) -> Record:
    fields, held = type(part).model_fields, dict(part)
    changed: dict[str, Any] = {"case_code": code}
    changed |= {name: names[held[name]] for name in _ONE if name in fields}
    changed |= {name: tuple(names[id] for id in held[name]) for name in _SEVERAL if name in fields}
    if held.get("session"):
        changed["session"] = uuid5(_SESSIONS, held["session"]).hex
    if "resource" in fields:
        changed["resource"] = ""  # whom it went to stands there in words
    if isinstance(part, Move):
        changed |= _ending(part.closure)
    return part.changed(**changed)


def _ending(closure: Closure | None) -> dict[str, Closure]:
    """A closing record without the case that stays: that one is not here."""
    return {"closure": closure.changed(kept_case="")} if closure and closure.kept_case else {}


def _finding(key: str, names: _Names) -> str:
    """What the daily review knows a finding by, with the new id of what it is about."""
    rule, _colon, rest = key.partition(":")
    id, colon, rest = rest.partition(":")
    return f"{rule}:{names[id]}:{rest}" if colon else key
