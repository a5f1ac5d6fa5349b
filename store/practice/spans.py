"""When a case was open, how long it stayed in each phase, and which one a moment fell into. Pure, from its history."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from store.model.closure import Closure
from store.model.codes import MoveKind, Phase, TerminationReason
from store.model.folder import Folder
from store.model.move import Move

_ENDS_A_STAY = (MoveKind.ADVANCED, MoveKind.MOVED_BACK, MoveKind.TERMINATED, MoveKind.REOPENED)


class Span(NamedTuple):
    """One episode of a case.

    Attributes:
        start: the day it was opened or reopened.
        end: the day it was closed; None while it is open.
        reason: why it was closed.
        episode: 1, and one more after each reopening.
        t_before, t_after, gap_before, gap_after: as the closing record of this ending froze them; see `Closure`.
    """

    start: date
    end: date | None
    reason: TerminationReason | None
    episode: int
    t_before: float | None = None
    t_after: float | None = None
    gap_before: float | None = None
    gap_after: float | None = None

    @property
    def goal_change(self) -> float | None:
        """By how much the T-score rose (domain reference 4.1); None without both."""
        return None if self.t_before is None or self.t_after is None else self.t_after - self.t_before

    @property
    def gap_closed(self) -> float | None:
        """The percentage of the gap that closed (domain reference 4.2); None without both, or without a gap."""
        if not self.gap_before or self.gap_after is None:
            return None
        return 100 * (self.gap_before - self.gap_after) / self.gap_before

    @property
    def days(self) -> int | None:
        """How long it took; None while it is open."""
        return (self.end - self.start).days if self.end else None


class Stay(NamedTuple):
    """A stretch of time in one phase. `end` is None for the phase the case is in now."""

    phase: Phase
    start: date
    end: date | None


class Rest(NamedTuple):
    """A stretch of time on hold. `end` is None while the case rests."""

    start: date
    end: date | None


def episode_began(history: Sequence[Move]) -> date | None:
    """The day of the last reopening; None in the first episode, to which what came before the intake belongs too."""
    return max((move.at.date() for move in history if move.kind is MoveKind.REOPENED), default=None)


def spans(folder: Folder) -> list[Span]:
    """The episodes of a case, the oldest first. Backdated closings count from the day they name."""
    case, found = folder.case, []
    start, episode = case.opened, 1
    for move in folder.history:
        if move.kind is MoveKind.REOPENED:
            start, episode = move.at.date(), move.episode
        elif move.kind is MoveKind.TERMINATED:
            found.append(_ended(start, _closed(move), move.closure, episode))
    if not case.is_closed:
        found.append(Span(start, None, None, case.episode))
    elif not found and case.closure:  # imported as closed, without a history
        found.append(_ended(case.opened, case.closure.closed, case.closure, case.episode))
    return found


def _ended(start: date, end: date, closure: Closure | None, episode: int) -> Span:
    end = max(start, end)
    if closure is None:
        return Span(start, end, None, episode)
    return Span(
        start, end, closure.reason, episode, t_before=closure.t_before, t_after=closure.t_after,
        gap_before=closure.gap_before, gap_after=closure.gap_after,
    )  # fmt: skip


def rests(folder: Folder) -> Iterator[Rest]:
    """The stretches on hold, the oldest first."""
    start: date | None = None
    for move in folder.history:
        if move.kind is MoveKind.HELD:
            start = move.at.date()
        elif start and move.kind in (MoveKind.RESUMED, MoveKind.TERMINATED):
            end = _closed(move) if move.kind is MoveKind.TERMINATED else move.at.date()
            yield Rest(start, max(start, end))
            start = None
    hold = folder.case.hold
    if hold:  # imported on hold, it has no entry of the history
        yield Rest(start or hold.since, None)


def stays(folder: Folder) -> Iterator[Stay]:
    """The stretches in each phase, the oldest first; the time between closing and reopening is none."""
    case = folder.case
    phase, start = Phase.ENGAGEMENT, case.opened
    if folder.history and folder.history[0].kind is MoveKind.OPENED:
        phase = folder.history[0].to_phase
    closed = False
    for move in folder.history:
        if move.kind not in _ENDS_A_STAY:
            continue
        day = max(start, _closed(move) if move.kind is MoveKind.TERMINATED else move.at.date())
        if not closed:
            yield Stay(phase, start, day)
        phase, start, closed = move.to_phase, day, move.kind is MoveKind.TERMINATED
    if not case.is_closed:
        yield Stay(case.phase, start, None)


def phase_at(history: Sequence[Move], moment: datetime, now: Phase) -> Phase:
    """The phase a case was in at a moment, to the minute; before its history begins, the first one that is known.

    Args:
        history: the oldest entry first.
        moment: such as that of a contact.
        now: the phase the case is in, for one without a history.
    """
    phase = (history[0].from_phase or history[0].to_phase) if history else now
    for move in history:
        if is_since(moment, move.at) or _closed(move) < moment.date():
            phase = move.to_phase
    return phase


def is_since(moment: datetime, entry: datetime) -> bool:
    """Whether something was when the case made a step, or later. A time typed to the minute is all of that minute."""
    return moment >= (entry if moment.second else entry.replace(second=0, microsecond=0))


def _closed(move: Move) -> date:
    return move.closure.closed if move.closure else move.at.date()
