"""What is known of a case, of its rest and of its ending, under the one label each fact has everywhere.

Pure, and texts only: a fact that is not known is empty, and who shows it leaves it out or says that it is missing.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from store.language import _, n_
from store.language.formats import day_text, days_text, minutes_text
from store.language.numbers import number_text
from store.model.case import Case, Decision, Hold, PutOff
from store.model.closure import Closure
from store.model.codes import Vocabulary
from store.model.flag import Flag
from store.model.folder import Folder
from store.model.move import Move
from store.model.note import Note
from store.practice.milestones import came_later
from store.practice.risk import standing, too_low_text

Fact = tuple[str, str]
"""A label in the language in use, and the value."""

WRITTEN = frozenset({"summary", "notice_why", "unmet_needs", "return_plan", "receiver", "family_support"})
"""The fields of a closing record that the worker wrote in their own words: client text."""


def case_facts(case: Case, today: date | None = None, flags: Sequence[Flag] = ()) -> dict[str, Fact]:
    """The facts of a case by the name of their field, in the order they are read in.

    Args:
        case: the case.
        today: a rest in the review that is over by then is left out; None leaves none out.
        flags: its dangers, of which one may be above the assessed risk.
    """
    return {
        "code": (_("Code"), case.code),
        "alias": (_("Alias"), case.alias),
        "client_name": (_("Client's name"), case.client_name),
        "size": (_("Client system"), case.size.label),
        "level": (_("Level"), case.level.label),
        "field": (_("Practice field"), case.field.label),
        "phase": (_("Phase"), _("{phase}, since {day}").format(phase=case.phase.label, day=day_text(case.phase_since))),
        "status": (_("Status"), case.status.label),
        "opened": (_("Opened"), day_text(case.opened)),
        "episode": (_("Episode"), str(case.episode)),
        "presenting_problem": (_("Presenting problem"), case.presenting_problem),
        "intake_source": (_("Intake source"), _label(case.intake_source)),
        "consent": (_("Consent or legal basis"), _label(case.consent)),
        "risk_level": (_("Risk"), risk_text(case, flags)),
        "risk_assessed": (_("Assessed on"), known_day(case.risk_assessed)),
        "origin_environment": (_("Environment of origin"), case.origin_environment),
        "next_contact": (_("Next contact"), known_day(case.next_contact)),
        "next_review": (_("Next review"), known_day(case.next_review)),
        "contact_every": (_("Own limit, contact"), _limit(case.contact_every)),
        "stuck_after": (_("Own limit, phase"), _limit(case.stuck_after)),
        "put_off": (_("Put off in the review"), put_off_text(case.put_off, today)),
        "tags": (_("Tags"), ", ".join(case.tags)),
        "function": (_("Practice function"), _label(case.function)),
        "worker_roles": (_("Worker's roles"), ", ".join(role.label for role in case.worker_roles)),
        "collective_issues": (_("Collective issues"), ", ".join(case.collective_issues)),
        "linked": (_("Linked cases"), ", ".join(case.linked)),
        "consent_by": (_("Consent given by"), case.consent_by),
        "consent_on": (_("Consent given on"), known_day(case.consent_on)),
        "consent_scope": (_("Consent given for"), case.consent_scope),
        "target_close": (_("To be closed by"), known_day(case.target_close)),
        "client_language": (_("Client's language"), case.client_language),
        "supervisor": (_("Supervisor"), case.supervisor),
        "next_supervision": (_("Next supervision"), known_day(case.next_supervision)),
        "legal_hold": (_("Legal hold"), _("the record must be kept") if case.legal_hold else ""),
        "strengths": (_("Strengths and resources"), case.strengths),
        "needs_rights": (_("Needs and rights"), case.needs_rights),
        "tasks_roles": (_("Tasks and roles"), case.tasks_roles),
        "coping": (_("Coping with problems"), case.coping),
        "decision": (_("Decision of the evaluation"), decision_text(case.decision)),
    }


def risk_text(case: Case, flags: Sequence[Flag], day: str = "") -> str:
    """The risk as it was assessed, and that an open danger is above it; empty where it was never looked at.

    Args:
        case: whose.
        flags: its dangers.
        day: when it was assessed, where that is said with it.
    """
    label = _label(case.risk_level)
    if label and day:
        label = _("{risk}, assessed {day}").format(risk=label, day=day)
    return "; ".join(filter(None, (label, too_low_text(standing(case, flags)))))


def put_off_text(put_off: PutOff | None, today: date | None = None) -> str:
    """Until when the review leaves a case alone, and why; empty where it does not, or no longer."""
    if put_off is None or (today and put_off.until <= today):
        return ""
    return _("until {day}: {why}").format(day=day_text(put_off.until), why=put_off.reason)


def step_text(move: Move, opened: date) -> str:
    """What kind of step an entry of the history is.

    Args:
        move: the step; of one that puts off it is said until when.
        opened: the day its case was opened, which may be long before it was taken into the book.
    """
    if came_later(move, opened):
        return _("Taken into the book")
    if move.until is None:
        return move.kind.label
    return _("{step} until {day}").format(step=move.kind.label, day=day_text(move.until))


def extra_facts(record: Case | Note) -> list[Fact]:
    """What an import or a newer version has beside our fields, under the names it came with."""
    beside: dict[str, Any] = {**record.extra, **(record.model_extra or {})}
    return [(name, _as_text(value)) for name, value in beside.items() if value not in (None, "")]


def _as_text(value: Any) -> str:
    return ", ".join(map(_as_text, value)) if isinstance(value, list | tuple) else str(value)


def hold_facts(hold: Hold) -> dict[str, Fact]:
    """Why a case rests, by the name of the field."""
    return {
        "since": (_("On hold since"), day_text(hold.since)),
        "until": (_("Until"), known_day(hold.until)),
        "reason": (_("Reason"), hold.reason),
    }


def closure_facts(closure: Closure) -> dict[str, Fact]:
    """A closing record by the name of its fields, in the order it is read in."""
    return {
        "closed": (_("Closed"), day_text(closure.closed)),
        "reason": (_("Reason"), closure.reason.label),
        "outcome": (_("Outcome"), closure.outcome.label),
        "summary": (_("Summary"), closure.summary),
        "notice": (_("Client's part in the ending"), _label(closure.notice)),
        "notice_why": (_("Why that was not possible"), closure.notice_why),
        "door_open": (_("Coming back"), _("the client knows that the door stays open") if closure.door_open else ""),
        "returned": (_("Returned to origin"), _label(closure.returned)),
        "documents_returned": (_("Client's documents"), _("given back") if closure.documents_returned else ""),
        "receiver": (_("Taken over by"), closure.receiver),
        "kept_case": (_("Case that stays"), closure.kept_case),
        "unmet_needs": (_("Unmet needs"), closure.unmet_needs),
        "return_plan": (_("Return plan"), closure.return_plan),
        "family_support": (_("For the family"), closure.family_support),
        "aftercare": (_("Aftercare"), ", ".join(_check(day, closure) for day in closure.aftercare)),
        "gap_after": (_("Gap index"), _then_and_now(closure.gap_before, closure.gap_after)),
        "t_after": (_("Goals (T-score)"), _then_and_now(closure.t_before, closure.t_after)),
        "retention_until": (_("Kept until"), day_text(closure.retention_until)),
    }


def decision_text(decision: Decision | None) -> str:
    """What an evaluation led to, when, and why; empty before it is decided."""
    if decision is None:
        return ""
    return _("{verdict}, {day}: {why}").format(
        verdict=decision.verdict.label, day=day_text(decision.on), why=decision.why
    )


def _check(day: date, closure: Closure) -> str:
    """A day of aftercare, and whether it was done."""
    return _("{day} (done)").format(day=day_text(day)) if day in closure.aftercare_done else day_text(day)


def _then_and_now(then: float | None, now: float | None) -> str:
    """A number at the baseline and at the end, as far as they are known."""
    if now is None:
        return "" if then is None else _("{number} at the baseline").format(number=number_text(then, 0))
    if then is None:
        return _("{number} at the end").format(number=number_text(now, 0))
    return _("{then} at the baseline, {now} at the end").format(then=number_text(then, 0), now=number_text(now, 0))


def mode_text(note: Note) -> str:
    """How the contact of a note was made; or that nobody has said it yet."""
    return _("contact not chosen yet") if note.is_unstated else note.mode.label


def contact_texts(note: Note) -> tuple[str, ...]:
    """How it was made, and what came of it; or that nobody has said it yet."""
    return (mode_text(note),) if note.is_unstated else (mode_text(note), note.outcome.label)


def note_facts(note: Note, folder: Folder) -> dict[str, Fact]:
    """Who was there, where, how long, for what, by the name of the field.

    Args:
        note: the note.
        folder: the file of its case, in which goals and tasks have their words. Each of them takes a line.
    """
    return {
        "participants": (_("Who was there"), note.participants),
        "place": (_("Where"), note.place),
        "minutes": (_("How long"), minutes_text(note.minutes) if note.minutes else ""),
        "goals": (_("Goals"), _named(note.goals, ((goal.id, goal.statement) for goal in folder.goals))),
        "tasks_done": (_("Tasks done"), _named(note.tasks_done, ((task.id, task.text) for task in folder.tasks))),
        "session": (_("Session"), _session(note)),
        "supervisor": (_("Supervisor"), note.supervisor),
    }


def _named(ids: Sequence[str], known: Iterable[tuple[str, str]]) -> str:
    """What some ids stand for, one a line."""
    if not ids:
        return ""
    words, gone = dict(known), _("no longer in the file")
    return "\n".join(" ".join(words.get(id, gone).split()) for id in ids)


def _session(note: Note) -> str:
    """That the same note stands in other cases too, whose clients are not named; empty where it does not."""
    if not note.session:
        return ""
    count = note.session_cases
    if count < 2:
        return _("group session with other cases")
    return n_("group session with {count} case", "group session with {count} cases", count).format(count=count)


def _limit(days: int | None) -> str:
    return days_text(days) if days else ""


def _label(code: Vocabulary | None) -> str:
    return code.label if code else ""


def known_day(day: date | None) -> str:
    """A day in words; empty where it is not known."""
    return day_text(day) if day else ""
