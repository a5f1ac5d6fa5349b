"""The sections of a single-case packet, in the order a supervisor reads them (domain reference, section 6.A).

Pure: from a case and its file to blocks. Sections about the work itself stand in `practice`. No name is masked yet, and
the cover says so.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from store.language import _, current, n_
from store.language.formats import day_text, moment_text, when_text
from store.model.case import Case
from store.model.codes import NoteStatus
from store.model.folder import Folder
from store.model.move import Move
from store.model.note import Note
from store.packet import practice
from store.packet.document import BlankLines, Block, Document, Entry, Facts, Heading, Paragraph, Table
from store.packet.facts import case_facts, closure_facts, decision_text, extra_facts, hold_facts, note_facts, step_text
from store.practice.gates import item_text

_IDENTITY = (
    "alias", "client_name", "size", "level", "field", "phase", "status", "opened", "episode", "consent",
    "origin_environment", "next_contact", "next_review", "contact_every", "stuck_after", "put_off", "tags", "function",
    "worker_roles", "collective_issues", "linked", "consent_by", "consent_on", "consent_scope", "target_close",
    "client_language", "supervisor", "legal_hold",
)  # fmt: skip


def case_document(folder: Folder, now: datetime) -> Document:
    """The packet of one case, in the language in use.

    Args:
        folder: the case and its whole file; private notes are left out and counted.
        now: when the packet is made.
    """
    case, history = folder.case, folder.history
    blocks = [
        *_cover(case, now),
        *_identity(case, now.date()),
        *_problem(case),
        *practice.people(folder, now.date()),
        *practice.assessment(folder),
        *_risk(case),
        *practice.dangers(folder),
        *practice.goals(folder),
        *practice.plan(folder),
        *practice.measures(folder),
        *_history(sorted(history, key=lambda move: move.at)),
        *_notes(folder),
        *_closings(case, history),
        *_sign_off(),
    ]
    return Document(current(), tuple(blocks))


def _cover(case: Case, now: datetime) -> Iterator[Block]:
    yield Heading(_("Case presentation {code}").format(code=case.code), 1)
    yield Paragraph(_("CONFIDENTIAL"), strong=True)
    yield Paragraph(_("Names, places and dates in this packet are real: nothing is masked."), strong=True)
    yield Facts.known((_("Case"), case.code), (_("Made on"), moment_text(now)), (_("Purpose"), _("Supervision")))


def _identity(case: Case, today: date) -> Iterator[Block]:
    yield Heading(_("Identifying data"))
    known = case_facts(case, today)
    yield Facts.known(*(known[name] for name in _IDENTITY), *extra_facts(case))
    if case.hold:
        yield Facts.known(*hold_facts(case.hold).values())


def _problem(case: Case) -> Iterator[Block]:
    yield Heading(_("Presenting problem and source"))
    yield Paragraph(case.presenting_problem or _("Not recorded."))
    label, source = case_facts(case)["intake_source"]
    yield Facts.known((label, source or _("Not recorded.")))


def _risk(case: Case) -> Iterator[Block]:
    yield Heading(_("Assessment: risk"))
    if case.risk_level is None:
        yield Paragraph(_("The risk was never looked at."))
    else:
        known = case_facts(case)
        yield Facts.known(known["risk_level"], known["risk_assessed"])


def _history(history: Sequence[Move]) -> Iterator[Block]:
    yield Heading(_("Phase history"))
    rows = [
        (
            day_text(move.at.date()),
            step_text(move),
            move.from_phase.label if move.from_phase else "",
            move.to_phase.label,
            _why(move),
        )
        for move in history
    ]
    yield Table((_("Date"), _("Step"), _("From"), _("To"), _("Reason")), tuple(rows))
    for move in history:
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


def _notes(folder: Folder) -> Iterator[Block]:
    yield Heading(_("Notes"))
    notes = sorted(folder.notes, key=lambda note: (note.contact_at, note.written_at))
    shown = [note for note in notes if not note.private]
    private = len(notes) - len(shown)
    if private:
        yield Paragraph(
            n_("{count} private note is left out.", "{count} private notes are left out.", private).format(
                count=private
            )
        )
    if not notes:
        yield Paragraph(_("There are no notes."))
    for note in shown:
        yield _entry(note, folder)


def _entry(note: Note, folder: Folder) -> Entry:
    marks = [_("Phase: {phase}").format(phase=note.phase.label)]
    if note.is_late_entry:
        marks.append(_("Late entry, written {moment}").format(moment=when_text(note.written_at)))
    if note.is_draft:
        marks.append(_("DRAFT, not signed"))
    elif note.status is NoteStatus.VOIDED:
        marks.append(_("VOIDED: {reason}").format(reason=note.void_reason))
    elif note.signed_at:
        marks.append(_("Signed {moment}").format(moment=when_text(note.signed_at)))
    marks += [f"{name}: {value}".replace("\n", "; ") for name, value in note_facts(note, folder).values() if value]
    marks += [f"{name}: {value}" for name, value in (note.model_extra or {}).items()]
    additions = [(_("Addendum {moment}").format(moment=when_text(more.at)), more.text) for more in note.addenda]
    title = f"{when_text(note.contact_at)}, {note.mode.label}, {note.outcome.label}"
    return Entry(title, tuple(marks), note.body, tuple(additions))


def _closings(case: Case, history: Sequence[Move]) -> Iterator[Block]:
    """The closing records: that of each episode that was reopened, and the last."""
    records = [(move.episode, move.closure) for move in history if move.closure]
    if case.closure and case.closure not in [closure for _episode, closure in records]:
        records.append((case.episode, case.closure))
    for episode, closure in records:
        yield Heading(
            _("Closing record") if episode == case.episode else _("Closing record of episode {n}").format(n=episode)
        )
        yield Facts.known(*closure_facts(closure).values())


def _sign_off() -> Iterator[Block]:
    yield Heading(_("Agreement and directions"))
    yield BlankLines((_("Decision and follow-up"), _("Next supervision on")))
    yield Heading(_("Sign-off"))
    for who in (_("Social worker"), _("Supervisor")):
        yield Paragraph(who, strong=True)
        yield BlankLines((_("Name"), _("Registration or certificate no."), _("Date"), _("Signature")))
