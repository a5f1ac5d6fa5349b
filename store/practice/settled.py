"""What follows from the state of a part by itself: the day on which it came to be so."""

from datetime import date
from typing import cast
from unicodedata import category

from store.errors import InvalidInput
from store.language import _
from store.model.flag import Flag
from store.model.part import P, Part
from store.model.person import Person
from store.model.referral import Referral, ReferralStatus
from store.model.relation import Relation
from store.model.task import Task, TaskStatus


def settled(before: P | None, part: P, today: date) -> P:
    """A part with the days that its state implies.

    Args:
        before: as it was; None for a new one.
        part: as it was filled in.
        today: the day on which it is written down.

    Raises:
        InvalidInput: a danger is said to be under control or resolved without a reason (domain reference 2.7), or a
            referral failed and nobody wrote what stood in the way (domain reference, section 1, row 13); or a person
            or an end of a tie is called by signs alone.
    """
    if isinstance(part, Person | Relation):
        _refuse_signs(before, part)
    if isinstance(part, Task):
        return cast(P, _task(part, today))
    if isinstance(part, Flag):
        return cast(P, _flag(cast(Flag | None, before), part, today))
    if isinstance(part, Referral):
        return cast(P, _referral(part, today))
    return part


def _refuse_signs(before: Part | None, part: Person | Relation) -> None:
    """Dashes and dots are no name; what was called so before this was asked may stay."""
    fields = ("alias",) if isinstance(part, Person) else ("a", "b")
    new = [field for field in fields if getattr(before, field, None) != getattr(part, field)]
    if wrong := [field for field in new if not any(map(_says_something, getattr(part, field)))]:
        raise InvalidInput({field: _("Signs alone are no name: write a letter or a number too.") for field in wrong})


def _says_something(character: str) -> bool:
    """Whether it is a letter, a number or a picture."""
    return category(character)[0] in "LN" or category(character) == "So"


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
