"""What follows from the state of a part by itself: the day on which it came to be so."""

from datetime import date
from typing import cast

from store.errors import InvalidInput
from store.language import _
from store.model.flag import Flag
from store.model.part import P
from store.model.referral import Referral, ReferralStatus
from store.model.task import Task, TaskStatus


def settled(before: P | None, part: P, today: date) -> P:
    """A part with the days that its state implies.

    Args:
        before: as it was; None for a new one.
        part: as it was filled in.
        today: the day on which it is written down.

    Raises:
        InvalidInput: a danger is said to be under control or resolved without a reason (domain reference 2.7), or a
            referral failed and nobody wrote what stood in the way (domain reference, section 1, row 13).
    """
    if isinstance(part, Task):
        return cast(P, _task(part, today))
    if isinstance(part, Flag):
        return cast(P, _flag(cast(Flag | None, before), part, today))
    if isinstance(part, Referral):
        return cast(P, _referral(part, today))
    return part


def _task(task: Task, today: date) -> Task:
    day = (task.done_on or today) if task.status is TaskStatus.DONE else None
    return task if task.done_on == day else task.changed(done_on=day)


def _flag(before: Flag | None, flag: Flag, today: date) -> Flag:
    """The day of the state before is not that of another state; a day that was given with the new one is."""
    if not flag.is_open and not flag.state_reason:
        raise InvalidInput({"state_reason": _("Write why it is under control or resolved.")})
    left_over = before is not None and before.state is not flag.state and before.state_on == flag.state_on
    day = None if flag.is_open else (None if left_over else flag.state_on) or today
    return flag if flag.state_on == day else flag.changed(state_on=day)


def _referral(referral: Referral, today: date) -> Referral:
    if referral.status.has_failed and not referral.barrier:
        raise InvalidInput({"barrier": _("Write what stood in the way.")})
    sent = referral.sent_on if referral.status is ReferralStatus.DRAFT else referral.sent_on or today
    answered = (referral.answered_on or today) if referral.status.has_outcome else None
    if (referral.sent_on, referral.answered_on) == (sent, answered):
        return referral
    return referral.changed(sent_on=sent, answered_on=answered)
