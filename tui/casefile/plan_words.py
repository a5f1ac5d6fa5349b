"""What is to be done next, and when it is due, in words: the same in the plan and on the overview."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from store.language import _
from store.language.formats import day_text, due_text
from store.model import Referral, ReferralStatus, Task
from store.model.part import Part
from tui.casefile.layout import ALARM, QUIET
from tui.casework.kinds import KINDS
from tui.commands import BY_ACTION

Step = Task | Referral
"""What waits to be done: a task, or asking again about a referral."""

S = TypeVar("S", bound=Task | Referral)

Words = tuple[str, str]
"""A text and its style."""


def due_day(step: Step) -> date | None:
    """The day on which somebody must do something about it."""
    return step.due if isinstance(step, Task) else step.follow_up


def is_late(step: Step, today: date) -> bool:
    """Whether that day is over, and it still waits."""
    day = due_day(step)
    return step.is_open and day is not None and day < today


def due_words(step: Step, today: date) -> Words:
    """How far off an open step is; lateness in words and in the colour of lateness."""
    day = due_day(step)
    if day is None:
        return _("no date"), QUIET
    return due_text(day, today), ALARM if day < today else ""


def settled_words(step: Step) -> str:
    """What became of a step that does not wait any more, and when."""
    day = step.done_on if isinstance(step, Task) else step.answered_on
    status = step.status.label.lower()
    return _("{status} {day}").format(status=status, day=day_text(day)) if day else status


def step_words(step: Step, name: str) -> str:
    """What is to be done.

    Args:
        step: a task, or an open referral.
        name: its text, or whom it goes to, as that may be shown now.
    """
    if isinstance(step, Task):
        return name
    if step.status is ReferralStatus.DRAFT:
        return _("Send the referral to {name}").format(name=name)
    if step.status is ReferralStatus.SENT:
        return _("Ask {name} for an answer").format(name=name)
    return _("Ask {name} how it goes").format(name=name)


def by_due_day(steps: Sequence[S]) -> list[S]:
    """Open steps, the most urgent first; those without a day last."""
    return sorted((step for step in steps if step.is_open), key=lambda step: due_day(step) or date.max)


def ways_to_add(model: type[Part]) -> dict[str, str]:
    """The two keys that add an entry of a kind, for a sentence: `{key}` and `{letter}`."""
    letter = next(kind.letter for kind in KINDS if kind.model is model)
    return {"key": BY_ACTION["add"].shown_key, "letter": letter}
