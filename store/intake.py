"""What a person writes about a case: as it is taken in, and as it is changed later. Pure; no book is needed for it."""

from datetime import date, datetime
from typing import Any

from store.desk import only
from store.errors import InvalidInput
from store.language import _
from store.model.case import Case
from store.model.record import build, to_the_second
from store.practice.due import must_be_ahead

EARLIEST = date(1900, 1, 1)
"""No case was opened before; an earlier year is a slip of the hand."""

EDITABLE = (
    "alias", "client_name", "size", "level", "field", "presenting_problem", "intake_source", "consent", "risk_level",
    "origin_environment", "next_contact", "next_review", "tags", "function", "worker_roles", "strengths",
    "needs_rights", "tasks_roles", "coping", "consent_by", "consent_on", "consent_scope", "collective_issues",
    "target_close", "client_language", "supervisor", "next_supervision", "legal_hold", "contact_every", "stuck_after",
)  # fmt: skip
"""The fields of a case that a person fills in. The rest follow from acts."""


def must_be_intake(day: date, today: date) -> None:
    """Check that a case can have been taken in on a day.

    Raises:
        InvalidInput: it cannot.
    """
    if not isinstance(day, date) or not EARLIEST <= day <= today:
        raise InvalidInput({"opened": _("The day of intake is a day of the past, or today.")})


def new_case(number: int, day: date, today: date, **fields: Any) -> Case:
    """A case as it is taken in.

    Args:
        number: the running number of its year.
        day: the day of intake.
        today: the day it is.
        fields: of `EDITABLE`; alias and size are needed.

    Raises:
        InvalidInput: a field does not fit.
    """
    only(fields, EDITABLE)
    given = {name: value for name, value in fields.items() if value is not None}
    case = build(Case, {
        **given, "code": f"K-{day.year}-{number:03}", "opened": day, "phase_since": day,
        "level_confirmed": bool(fields.get("level")), "risk_assessed": today if fields.get("risk_level") else None,
        "risk_reviewed": bool(fields.get("risk_level")),
    })  # fmt: skip
    _must_have_come(case.consent_on, today)
    must_be_ahead(case.next_contact, day)  # of an intake of the past it may be late already
    return case


def edited(case: Case, now: datetime, fields: dict[str, Any]) -> Case:
    """A case with what was changed in it, and what follows from that.

    Args:
        case: as it is.
        now: the moment on the book's clock.
        fields: of `EDITABLE`. Giving the risk level counts as assessing the risk now.

    Raises:
        InvalidInput: a field does not fit.
    """
    only(fields, EDITABLE)
    if fields.get("risk_level"):
        fields = {**fields, "risk_assessed": now.date(), "risk_reviewed": True}
    if fields.get("level"):
        fields = {**fields, "level_confirmed": True}
    elif "level" in fields:
        fields = {**fields, "level_confirmed": False}
    elif "size" in fields and not case.level_confirmed:
        fields = {**fields, "level": None}  # suggested anew from the size
    changed = case.changed(**fields)
    if changed.consent_on != case.consent_on:
        _must_have_come(changed.consent_on, now.date())
    if changed.next_contact != case.next_contact:
        changed = planned(changed, changed.next_contact, now)
    return changed


def planned(case: Case, day: date | None, now: datetime) -> Case:
    """A case whose next contact is planned at this moment.

    Args:
        case: as it is.
        day: of the contact; None for no contact.
        now: the moment on the book's clock.

    Raises:
        InvalidInput: the day has passed.
    """
    changed = case.changed(next_contact=day, contact_planned=to_the_second(now) if day else None)
    must_be_ahead(changed.next_contact, now.date())
    return changed


def _must_have_come(consent: date | None, today: date) -> None:
    """Check that a consent was not given on a day that is still to come."""
    if consent and consent > today:
        raise InvalidInput({"consent_on": _("This day has not come yet.")})
