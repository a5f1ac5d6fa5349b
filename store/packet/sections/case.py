"""A single case as a supervisor reads it (domain reference, section 6.A).

Pure: from a case and its file to blocks. Sections about the work itself stand in `practice`, those about its notes in
`notes`.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from store.language import _, n_
from store.language.formats import day_text
from store.model.case import Case
from store.model.closure import Closure
from store.model.folder import Folder
from store.model.move import Move
from store.packet.document import Block, Facts, Heading, Paragraph, Table
from store.packet.facts import case_facts, closure_facts, decision_text, extra_facts, hold_facts, step_text
from store.packet.register import the_client
from store.packet.sections import practice
from store.packet.sections.cover import dangers_ahead, remark, sign_off
from store.packet.sections.notes import Reading, contacts_by_mode, last_supervision, period_notes, questions
from store.packet.sections.practice import age_band
from store.practice.gates import item_text

_IDENTITY = (
    "size", "level", "field", "phase", "status", "opened", "episode", "consent", "consent_by", "consent_on",
    "consent_scope", "origin_environment", "function", "worker_roles", "collective_issues", "tags", "linked",
    "next_contact", "next_review", "next_supervision", "contact_every", "stuck_after", "put_off", "target_close",
    "client_language", "legal_hold",
)  # fmt: skip
_WITH_NAMES = ("alias", "client_name", *_IDENTITY, "supervisor")
_DAYS_OF_A_YEAR = 365.25


def case_blocks(
    reading: Reading, today: date, *, masked: bool, reflection: str = "", practitioner: str = ""
) -> list[Block]:
    """The packet of one case behind its cover, in the language in use.

    Args:
        reading: what of the case is read.
        today: the day it is made.
        masked: whether what identifies somebody is left out.
        reflection: what the worker adds.
        practitioner: the social worker's own name.
    """
    folder, case = reading.folder, reading.folder.case
    return [
        *dangers_ahead(folder.flags),
        *questions(reading),
        *last_supervision(folder),
        *_identity(folder, today, masked=masked),
        *_problem(case),
        *practice.people(folder, today, masked=masked),
        *practice.assessment(folder),
        *_risk(folder),
        *practice.dangers(folder),
        *practice.goals(folder),
        *practice.plan(folder),
        *practice.not_there(folder),
        *_history(folder.history, case.opened),
        Heading(_("Notes")),
        *contacts_by_mode(reading.notes),
        *period_notes(reading),
        *practice.measures(folder),
        *_closings(case, folder.history, masked=masked),
        *remark(reflection, _("Worker's reflection")),
        *practice.until_next(folder, today),
        *sign_off(practitioner),
    ]


def _identity(folder: Folder, today: date, *, masked: bool) -> Iterator[Block]:
    case = folder.case
    yield Heading(_("Identifying data"))
    known = case_facts(case, today)
    age = [(_("Age"), age_band(client, today))] if masked and (client := the_client(folder)) else []
    yield Facts.known(*age, *(known[name] for name in (_IDENTITY if masked else _WITH_NAMES)), *extra_facts(case))
    if case.hold:
        yield Facts.known(*hold_facts(case.hold).values())


def _problem(case: Case) -> Iterator[Block]:
    yield Heading(_("Presenting problem and source"))
    yield Paragraph(case.presenting_problem or _("Not recorded."))
    label, source = case_facts(case)["intake_source"]
    yield Facts.known((label, source or _("Not recorded.")))


def _risk(folder: Folder) -> Iterator[Block]:
    case = folder.case
    yield Heading(_("Assessment: risk"))
    if case.risk_level is None:
        yield Paragraph(_("The risk was never looked at."))
    else:
        known = case_facts(case, flags=folder.flags)
        yield Facts.known(known["risk_level"], known["risk_assessed"])


def _history(history: Sequence[Move], opened: date) -> Iterator[Block]:
    """The steps of the case. One that leaves it in its phase came from nowhere else."""
    yield Heading(_("Phase history"))
    in_order = sorted(history, key=lambda move: move.at)
    rows = [
        (
            day_text(move.at.date()),
            step_text(move, opened),
            move.from_phase.label if move.from_phase and move.from_phase is not move.to_phase else "",
            move.to_phase.label,
            _why(move),
        )
        for move in in_order
    ]
    yield Table((_("Date"), _("Step"), _("From"), _("To"), _("Reason")), tuple(rows))
    for move in in_order:
        if move.overrides:
            yield from _override(move)


def _why(move: Move) -> str:
    """The reason of a step, and the decision of the evaluation that it followed."""
    decided = [_("Decision: {decision}").format(decision=decision_text(move.decision))] if move.decision else []
    return "\n".join([*([move.reason] if move.reason else []), *decided])


def _override(move: Move) -> Iterator[Block]:
    """A gate that was passed with a reason: what was not met, and why the worker went on."""
    left = move.from_phase.label if move.from_phase else ""
    yield Heading(_("Gate overridden, {day}: {phase}").format(day=day_text(move.at.date()), phase=left), 3)
    items = "\n".join(item_text(code) for code in move.overrides)
    yield Facts.known((_("Not met"), items), (_("Reason"), move.reason))


def _closings(case: Case, history: Sequence[Move], *, masked: bool) -> Iterator[Block]:
    """The closing records: that of each episode that was reopened, and the last.

    Where days are told in another way, the one until which the record is kept would be a number of thousands.
    """
    records = [(move.episode, move.closure) for move in history if move.closure]
    if case.closure and case.closure not in [closure for _episode, closure in records]:
        records.append((case.episode, case.closure))
    for episode, closure in records:
        yield Heading(
            _("Closing record") if episode == case.episode else _("Closing record of episode {n}").format(n=episode)
        )
        known = closure_facts(closure)
        if masked:
            known["retention_until"] = known["retention_until"][0], _years_kept(closure)
        yield Facts.known(*known.values())


def _years_kept(closure: Closure) -> str:
    """For how long a record is kept, in whole years."""
    years = max(1, round((closure.retention_until - closure.closed).days / _DAYS_OF_A_YEAR))
    return n_("about {count} year after the ending", "about {count} years after the ending", years).format(count=years)
