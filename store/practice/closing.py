"""The closing record as it is drawn up: what was filled in, and what the file says by itself."""

from datetime import date
from typing import Any

from store.errors import InvalidInput
from store.language import _
from store.language.formats import day_text
from store.model.closure import Closure, kept_until
from store.model.codes import Outcome, Returned, TerminationReason
from store.model.folder import Folder
from store.model.record import build
from store.practice.endings import NOT_COMPARED
from store.practice.gap import gap_of
from store.practice.goals import since, standing
from store.practice.spans import episode_began


def closing_record(
    folder: Folder, today: date, *, reason: str, summary: str, outcome: str | None = None, **more: Any
) -> Closure:
    """The record with which a case may be closed.

    Args:
        folder: everything in the file of the case.
        today: the day it is: that of the ending unless another one is given.
        reason: a code of `TerminationReason`.
        summary: the ending in a few sentences.
        outcome: a code of `Outcome`; needed but where nobody is compared, see `outcome_of`.
        more: other fields of `Closure`; None for what was not filled in. How long the record is kept, and the gap and
            the goals then and now, follow from the file.

    Raises:
        InvalidInput: a field does not fit.
    """
    given = {"outcome": outcome_of(reason, outcome), **more}
    facts = {"reason": reason, "summary": summary, "closed": today}
    facts |= {name: value for name, value in given.items() if value is not None}
    closure = build(Closure, {**_measured(folder), **facts})
    if closure.closed < folder.case.opened:
        raise InvalidInput(
            {"closed": _("This day lies before the opening on {day}.").format(day=day_text(folder.case.opened))}
        )
    if closure.closed > today:
        raise InvalidInput({"closed": _("This day has not come yet.")})
    if closure.reason is TerminationReason.RETURNED and closure.returned is None:
        closure = closure.changed(returned=Returned.YES)
    if "retention_until" not in facts:
        closure = closure.changed(retention_until=kept_until(closure.closed, folder.people))
    return closure


def outcome_of(reason: str, outcome: str | None) -> str | None:
    """The outcome that an ending for this reason can have: of who died, or stands in another case, none is judged."""
    return Outcome.UNKNOWN if reason in NOT_COMPARED else outcome


def _measured(folder: Folder) -> dict[str, float | None]:
    """The gap and the goals of the present episode, at the baseline and now."""
    began = episode_began(folder.history) or date.min
    gap = gap_of([score for score in folder.scores if score.on >= began])
    goals = standing([since(goal, began) for goal in folder.goals])
    return {
        "gap_before": gap.baseline, "gap_after": gap.now if gap.is_rescored else None,
        "t_before": goals.baseline, "t_after": goals.now,
    }  # fmt: skip
