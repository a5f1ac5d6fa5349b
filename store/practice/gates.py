"""What should be in place before a case leaves a phase: the items as data, their checks as pure functions.

Gates remind, they do not jail. A hard item that is not met asks for a reason of `REASON_LENGTH` characters, and the
override is kept in the history; a soft one is only shown. Items and kinds: domain reference, section 3. Items about
goals, gaps, tasks and referrals join the table when the model knows those facts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from store.errors import LingkarError
from store.language import N_, _
from store.model.case import Case
from store.model.closure import Closure
from store.model.codes import Consent, Notice, Phase, TerminationReason
from store.model.move import GateResult
from store.model.note import Note
from store.model.text import seen_length

REASON_LENGTH = 20
"""The least characters of a reason that passes a hard item (domain reference, section 3)."""

ATTEMPTS, ATTEMPT_MODES, ATTEMPT_DAYS = 3, 2, 14
"""Contact counts as lost after this many attempts, by this many modes, over this many days (domain reference 2.9)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a gate may look at.

    Attributes:
        case: the case.
        notes: its notes.
        closure: at the end, the closing record that is proposed.
        entered: the moment the case entered its phase; None where only the day (`phase_since`) is known.
    """

    case: Case
    notes: Sequence[Note] = ()
    closure: Closure | None = None
    entered: datetime | None = None

    def is_in_phase(self, moment: datetime) -> bool:
        """Whether something happened since the case entered its phase."""
        if self.entered is None:
            return moment.date() >= self.case.phase_since
        return moment >= self.entered


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a gate.

    Attributes:
        code: its name in the history.
        leaving: the phase whose gate it belongs to.
        hard: whether passing it unmet needs a reason.
        check: the fact it looks at; None for an item the worker ticks off.
        fix: what fills it: a field of the case or of its closing record, `note`, `drafts`, or empty.
    """

    code: str
    leaving: Phase
    _text: str
    hard: bool
    check: Callable[[Facts], bool] | None = None
    fix: str = ""

    @property
    def text(self) -> str:
        """The item in the language in use."""
        return _(self._text)


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate as it stands for one case: each item and whether it is met."""

    items: tuple[tuple[Item, bool], ...]

    @property
    def unmet(self) -> tuple[Item, ...]:
        """What is missing, hard and soft."""
        return tuple(item for item, met in self.items if not met)

    @property
    def unmet_hard(self) -> tuple[Item, ...]:
        """What only a reason can pass."""
        return tuple(item for item in self.unmet if item.hard)

    def results(self) -> tuple[GateResult, ...]:
        """The gate as the history keeps it, once it was passed."""
        return tuple(GateResult(item=item.code, met=met, overridden=item.hard and not met) for item, met in self.items)


class GateNotMet(LingkarError):
    """Hard items are missing and no sufficient reason was given.

    Attributes:
        gate: the gate as it stands.
    """

    def __init__(self, case: Case, gate: Gate, reason: str) -> None:
        """List what is missing."""
        self.gate = gate
        lines = [_("{code} stays in {phase}. Still missing:").format(code=case.code, phase=case.phase.label)]
        lines += [f"  - {item.text}" + ("" if item.hard else " " + _("(advice)")) for item in gate.unmet]
        if reason:
            lines.append(_("A reason needs at least {count} characters.").format(count=REASON_LENGTH))
        else:
            lines.append(_("Fill in what is missing, or go on with a reason, which your supervisor will see."))
        super().__init__("\n".join(lines))


def gate_of(facts: Facts) -> Gate:
    """The gate that stands before the case in its present phase, or before closing it when a closure is proposed.

    Before a closed case there is none.
    """
    if facts.case.is_closed:
        return Gate(())
    leaving = Phase.TERMINATION if facts.closure else facts.case.phase
    return Gate(tuple((item, _is_met(item, facts)) for item in ITEMS if item.leaving is leaving))


def pass_gate(facts: Facts, reason: str) -> Gate:
    """Check the gate.

    Args:
        facts: what it looks at.
        reason: why to go on although hard items are missing; empty when none is given.

    Raises:
        GateNotMet: hard items are missing and the reason is shorter than `REASON_LENGTH` characters.
    """
    gate = gate_of(facts)
    if gate.unmet_hard and seen_length(reason) < REASON_LENGTH:
        raise GateNotMet(facts.case, gate, reason)
    return gate


def _is_met(item: Item, facts: Facts) -> bool:
    if item.check:
        return item.check(facts)
    return item.code in facts.case.ticks


def _client_reached(facts: Facts) -> bool:
    """In this episode; a contact before the first intake counts, one of a former episode does not."""
    if facts.case.episode == 1:
        return any(note.reached_client for note in facts.notes)
    return _reached_in_phase(facts)


def _reached_in_phase(facts: Facts) -> bool:
    return any(note.reached_client and facts.is_in_phase(note.contact_at) for note in facts.notes)


def _signed_in_phase(facts: Facts) -> bool:
    return any(note.is_signed and facts.is_in_phase(note.contact_at) for note in facts.notes)


def _risk_looked_at(facts: Facts) -> bool:
    return facts.case.risk_level is not None and facts.case.risk_reviewed


def _no_serious_risk(facts: Facts) -> bool:
    return facts.case.risk_level is None or not facts.case.risk_level.is_serious


def _risk_settled(facts: Facts) -> bool:
    handed_over = facts.closure and facts.closure.reason in (TerminationReason.TRANSFERRED, TerminationReason.DIED)
    return bool(handed_over) or _no_serious_risk(facts)


def _notice_given(facts: Facts) -> bool:
    """Client notified or in agreement, as the reason asks (domain reference 2.9)."""
    closure = facts.closure
    if closure is None:
        return False
    if closure.reason in (TerminationReason.DUPLICATE, TerminationReason.DIED):
        return True
    if closure.reason is TerminationReason.LOST_CONTACT:
        return _attempts_logged(facts.notes)
    if closure.notice is Notice.NOT_POSSIBLE:
        return bool(closure.notice_why)
    return closure.notice is not None


def _attempts_logged(notes: Sequence[Note]) -> bool:
    """Whether the attempts since the last contact are enough to call it lost."""
    last = max((note.contact_at for note in notes if note.reached_client), default=None)
    tried = [note for note in notes if note.is_failed_attempt and (last is None or note.contact_at > last)]
    if len(tried) < ATTEMPTS or len({note.mode for note in tried}) < ATTEMPT_MODES:
        return False
    moments = [note.contact_at for note in tried]
    return max(moments) - min(moments) >= timedelta(days=ATTEMPT_DAYS)


_AFTERCARE_FOR = {TerminationReason.GOALS_MET, TerminationReason.PARTIAL, TerminationReason.RETURNED}
_PLAN_FOR = {
    TerminationReason.RETURNED,
    TerminationReason.TRANSFERRED,
    TerminationReason.INELIGIBLE,
    TerminationReason.CAPACITY,
}


def asked_for(reason: TerminationReason) -> frozenset[str]:
    """The fields of the closing record that an ending for this reason asks for (domain reference 2.9).

    Of `notice`, `return_plan` and `aftercare`. Where contact was lost, logged attempts stand in place of the notice.
    """
    asked = set()
    if reason not in (TerminationReason.DUPLICATE, TerminationReason.DIED, TerminationReason.LOST_CONTACT):
        asked.add("notice")
    if reason in _PLAN_FOR:
        asked.add("return_plan")
    if reason in _AFTERCARE_FOR:
        asked.add("aftercare")
    return frozenset(asked)


def _return_prepared(facts: Facts) -> bool:
    """Return plan and aftercare, as the reason asks (domain reference 2.9)."""
    closure = facts.closure
    if closure is None:
        return False
    aftercare = closure.reason not in _AFTERCARE_FOR or closure.aftercare
    plan = closure.reason not in _PLAN_FOR or closure.return_plan
    return bool(aftercare and plan)


HARD, SOFT = True, False

ITEMS = (
    Item("consent", Phase.ENGAGEMENT, N_("Consent or another legal basis is recorded"), HARD,
         lambda f: f.case.consent not in (None, Consent.REFUSED), "consent"),
    Item("problem", Phase.ENGAGEMENT, N_("The presenting problem stands in the client's words"), HARD,
         lambda f: bool(f.case.presenting_problem), "presenting_problem"),
    Item("first_contact", Phase.ENGAGEMENT, N_("A first contact reached the client"), SOFT, _client_reached, "note"),
    Item("safety", Phase.ENGAGEMENT, N_("Immediate safety was screened (risk level set)"), HARD,
         _risk_looked_at, "risk_level"),
    Item("roles", Phase.ENGAGEMENT, N_("Roles, confidentiality and its limits were explained"), SOFT),
    Item("origin", Phase.ENGAGEMENT, N_("The environment of origin is named"), SOFT,
         lambda f: bool(f.case.origin_environment), "origin_environment"),
    Item("strengths", Phase.ASSESSMENT, N_("Strengths and resources are recorded, not only problems"), SOFT),
    Item("risk", Phase.ASSESSMENT, N_("The risk was assessed again in this phase"), HARD,
         _risk_looked_at, "risk_level"),
    Item("level", Phase.ASSESSMENT, N_("Level and system size are confirmed"), SOFT,
         lambda f: f.case.level_confirmed, "level"),
    Item("plan_agreed", Phase.PLANNING, N_("The client agreed to the plan, or it is written why not"), SOFT),
    Item("team", Phase.PLANNING, N_("Team and referrals are named"), SOFT),
    Item("review_date", Phase.PLANNING, N_("A review date is set"), HARD,
         lambda f: f.case.next_review is not None, "next_review"),
    Item("signed_note", Phase.INTERVENTION, N_("A note since the plan is signed"), SOFT, _signed_in_phase, "note"),
    Item("check", Phase.MONITORING, N_("The client was seen at least once since the intervention"), SOFT,
         _reached_in_phase, "note"),
    Item("monitoring_risk", Phase.MONITORING, N_("No high or critical risk is open"), HARD,
         _no_serious_risk, "risk_level"),
    Item("plan_fits", Phase.MONITORING, N_("The plan still fits, or was revised"), SOFT),
    Item("client_view", Phase.EVALUATION, N_("The client's own view is recorded"), SOFT),
    Item("record", Phase.TERMINATION, N_("Reason, outcome and summary are written"), HARD,
         lambda f: f.closure is not None),
    Item("notice", Phase.TERMINATION, N_("The client agreed or was told, as the reason asks"), HARD,
         _notice_given, "notice"),
    Item("return", Phase.TERMINATION, N_("Return or aftercare is prepared, as the reason asks"), SOFT,
         _return_prepared, "return_plan"),
    Item("drafts", Phase.TERMINATION, N_("No note is left as a draft"), SOFT,
         lambda f: not any(note.is_draft for note in f.notes), "drafts"),
    Item("closing_risk", Phase.TERMINATION, N_("No high or critical risk is open, or it was handed over"), HARD,
         _risk_settled, "risk_level"),
    Item("retention", Phase.TERMINATION, N_("A retention date is set"), SOFT,
         lambda f: f.closure is not None and f.closure.retention_until > f.closure.closed),
)  # fmt: skip
"""Every gate item, in the order it is shown."""

BY_CODE = {item.code: item for item in ITEMS}
