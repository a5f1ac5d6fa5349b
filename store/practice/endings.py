"""What an ending asks for, reason by reason: the rows of the domain reference, 2.9, as data and pure functions."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from store.model.closure import Closure
from store.model.codes import ContactOutcome, Notice, TerminationReason
from store.model.note import Note
from store.model.referral import Referral, ReferralStatus

ATTEMPTS, ATTEMPT_MODES, ATTEMPT_DAYS = 3, 2, 14
"""Contact counts as lost after this many attempts, by this many modes, over this many days (domain reference 2.9)."""

_ASKED: dict[TerminationReason, frozenset[str]] = {
    TerminationReason.GOALS_MET: frozenset({"notice", "aftercare"}),
    TerminationReason.PARTIAL: frozenset({"notice", "aftercare"}),
    TerminationReason.NOT_NEEDED: frozenset({"notice"}),
    TerminationReason.RETURNED: frozenset({"notice", "aftercare", "return_plan"}),
    TerminationReason.TRANSFERRED: frozenset({"notice", "receiver"}),
    TerminationReason.MOVED: frozenset({"notice"}),
    TerminationReason.WITHDREW: frozenset({"notice", "door_open"}),
    TerminationReason.LOST_CONTACT: frozenset(),
    TerminationReason.INELIGIBLE: frozenset({"notice", "return_plan"}),
    TerminationReason.CAPACITY: frozenset({"notice", "return_plan"}),
    TerminationReason.MANDATE_END: frozenset({"notice"}),
    TerminationReason.DUPLICATE: frozenset({"kept_case"}),
    TerminationReason.DIED: frozenset({"family_support"}),
    TerminationReason.OTHER: frozenset({"notice"}),
}
"""The fields of the closing record that each reason asks for.

Of a client who withdrew, 2.9 asks for the refusal to be noted. A refusal is itself a notice: who refuses knows of the
ending. So a signed note with the outcome "refused contact" is enough, and so is the notice of the record (agreed,
informed, or not possible and why); what the client said stands in that note or in the summary, which every ending has.
"""

NOT_COMPARED = frozenset({TerminationReason.DUPLICATE, TerminationReason.DIED})
"""The endings after which nobody is as they were at the beginning, or better or worse: their outcome is not judged."""

_RATED = frozenset({
    TerminationReason.GOALS_MET, TerminationReason.PARTIAL, TerminationReason.NOT_NEEDED, TerminationReason.RETURNED,
})  # fmt: skip

_REFERRED = frozenset({TerminationReason.INELIGIBLE, TerminationReason.CAPACITY})
"""The reasons for which a referral stands in the place of a plan in words."""


def asked_for(reason: TerminationReason) -> frozenset[str]:
    """The fields of the closing record that an ending for this reason asks for.

    Where contact was lost, logged attempts stand in place of the notice.
    """
    return _ASKED[reason]


def asks_for_ratings(reason: TerminationReason) -> bool:
    """Whether the goals are to be rated before an ending for this reason."""
    return reason in _RATED


def notice_given(closure: Closure, notes: Sequence[Note]) -> bool:
    """Whether the client agreed or was told, as the reason asks; see `_ASKED` on the client who withdrew."""
    if closure.reason is TerminationReason.LOST_CONTACT:
        return attempts_logged(notes)
    if "notice" not in asked_for(closure.reason):
        return True
    if closure.reason is TerminationReason.WITHDREW and _refusal_noted(notes):
        return True
    if closure.notice is Notice.NOT_POSSIBLE:
        return bool(closure.notice_why)
    return closure.notice is not None


def _refusal_noted(notes: Sequence[Note]) -> bool:
    """Whether a signed note tells of a refusal, after which the client was not met again."""
    last = _last_contact(notes)
    refused = [note.contact_at for note in notes if note.is_signed and note.outcome is ContactOutcome.REFUSED]
    return any(last is None or moment > last for moment in refused)


def _last_contact(notes: Sequence[Note]) -> datetime | None:
    """Also one that is still a draft: it speaks against a loss or a refusal all the same."""
    return max((note.contact_at for note in notes if note.reached_client), default=None)


def attempts_logged(notes: Sequence[Note]) -> bool:
    """Whether the signed attempts since the last contact are enough to call it lost."""
    last = _last_contact(notes)
    tried = [
        note for note in notes if note.is_signed and note.is_failed_attempt and (last is None or note.contact_at > last)
    ]
    if len(tried) < ATTEMPTS or len({note.mode for note in tried}) < ATTEMPT_MODES:
        return False
    moments = [note.contact_at for note in tried]
    return max(moments) - min(moments) >= timedelta(days=ATTEMPT_DAYS)


def still_asked(closure: Closure, referrals: Sequence[Referral]) -> tuple[str, ...]:
    """The fields on return and aftercare that the reason asks for and that are still empty; the notice left out."""
    asked = asked_for(closure.reason) - {"notice"}
    if closure.reason in _REFERRED and any(_leads_on(referral) for referral in referrals):
        asked -= {"return_plan"}
    return tuple(field for field in Closure.model_fields if field in asked and not getattr(closure, field))


def fields_for(item: str, closure: Closure | None, referrals: Sequence[Referral]) -> tuple[str, ...]:
    """The fields of the closing record with which an item of the closing gate is met.

    Args:
        item: its code.
        closure: the record that is proposed, if there is one yet.
        referrals: of the case.

    Returns:
        Nothing where the item is met elsewhere: attempts to reach somebody are notes, and only a danger that somebody
        takes over is met by a name.
    """
    if item == "retention":
        return ("retention_until",)
    if closure is None:
        return ("notice",) if item == "notice" else ()
    if item == "notice" and "notice" in asked_for(closure.reason):
        return ("notice_why",) if closure.notice is Notice.NOT_POSSIBLE else ("notice",)
    asked = still_asked(closure, referrals)
    if item == "closing_risk":
        return tuple(field for field in asked if field == "receiver")
    return asked if item == "return" else ()


def _leads_on(referral: Referral) -> bool:
    """Whether a referral was really made, and did not fail."""
    return referral.status is not ReferralStatus.DRAFT and not referral.status.has_failed
