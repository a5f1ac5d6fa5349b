"""Cases, notes, closing records and what else lies in a file, made by hand: the rules are tested without a book."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from store.model import (
    Case,
    Closure,
    Flag,
    Folder,
    Goal,
    Move,
    Note,
    Person,
    Referral,
    Relation,
    Score,
    Task,
    TeamMember,
)
from store.model.part import P
from store.model.record import build
from store.practice.gates import Facts

JAKARTA = timezone(timedelta(hours=7))
DAY = date(2026, 11, 20)
"""The day the case entered its phase."""
NOON = datetime(2026, 11, 20, 12, tzinfo=JAKARTA)


def case(phase: str = "engagement", **fields: Any) -> Case:
    return build(Case, {
        "code": "K-2026-001", "alias": "Bu S", "size": "family", "opened": DAY, "phase": phase, "phase_since": DAY,
        **fields,
    })  # fmt: skip


def note(at: datetime = NOON, *, status: str = "signed", **fields: Any) -> Note:
    note.count += 1  # type: ignore[attr-defined]
    return build(Note, {
        "id": f"n{note.count}", "case_code": "K-2026-001", "contact_at": at, "written_at": at, "mode": "home_visit",  # type: ignore[attr-defined]
        "outcome": "reached", "body": "b", "phase": "engagement", "status": status,
        "signed_at": None if status == "draft" else at, **fields,
    })  # fmt: skip


note.count = 0  # type: ignore[attr-defined]


def closure(reason: str = "goals_met", **fields: Any) -> Closure:
    return build(Closure, {
        "closed": DAY, "reason": reason, "outcome": "better", "summary": "s", "notice": "agreed",
        "aftercare": [DAY + timedelta(days=30)], "return_plan": "p", "retention_until": date(2033, 11, 20), **fields,
    })  # fmt: skip


def attempts(*days: float, modes: tuple[str, ...] = ("phone", "home_visit"), **fields: Any) -> list[Note]:
    """Attempts that reached nobody, on these days after `NOON`, by these modes in turn."""
    fields = {"outcome": "no_answer", **fields}
    return [note(NOON + timedelta(days=day), mode=modes[n % len(modes)], **fields) for n, day in enumerate(days)]


def _part(model: type[P], **fields: Any) -> P:
    _part.count += 1  # type: ignore[attr-defined]
    return build(model, {"id": f"p{_part.count}", "case_code": "K-2026-001", **fields})  # type: ignore[attr-defined]


_part.count = 0  # type: ignore[attr-defined]


def goal(**fields: Any) -> Goal:
    """A goal as the Planning gate asks for it, not rated."""
    start = {"statement": "s", "set_on": DAY, "baseline": -1, "less": "l", "expected": "e", "better": "b"}
    return _part(Goal, **{**start, **fields})


def rated(on: date = DAY, level: int = 0, by: str = "practitioner", **fields: Any) -> Goal:
    """A goal with one rating."""
    return goal(**{"ratings": [{"on": on, "level": level, "by": by}], **fields})


def task(**fields: Any) -> Task:
    return _part(Task, **{"text": "t", "owner": "client", "due": DAY, **fields})


def referral(status: str = "completed", **fields: Any) -> Referral:
    return _part(Referral, **{"to": "t", "reason": "r", "follow_up": DAY, "status": status, **fields})


def flag(level: str = "high", **fields: Any) -> Flag:
    """An open danger with a safety plan."""
    start = {"type": "domestic_violence", "level": level, "since": DAY, "safety_plan": "p"}
    return _part(Flag, **{**start, **fields})


def score(domain: str = "housing", on: date = DAY, **fields: Any) -> Score:
    return _part(Score, **{"domain": domain, "on": on, "expectation": 4, "reality": 2, **fields})


def person(**fields: Any) -> Person:
    return _part(Person, **{"alias": "Ibu", **fields})


def relation(**fields: Any) -> Relation:
    return _part(Relation, **{"a": "Ibu", "b": "Nenek", **fields})


def member(**fields: Any) -> TeamMember:
    return _part(TeamMember, **{"name": "n", "discipline": "cadre", **fields})


def move(kind: str, at: datetime, **fields: Any) -> Move:
    return _part(Move, **{"at": at, "kind": kind, "to_phase": "engagement", **fields})  # type: ignore[type-var]


def facts(of: Case | None = None, closure: Closure | None = None, **parts: Any) -> Facts:
    """What a gate looks at: a case with these parts in its file, on `DAY`."""
    return Facts(Folder(of or case(), **{name: tuple(found) for name, found in parts.items()}), DAY, closure)
