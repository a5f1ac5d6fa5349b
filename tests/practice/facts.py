"""Cases, notes and closing records made by hand, so that the rules are tested without a book."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from store.model import Case, Closure, Note
from store.model.record import build

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
