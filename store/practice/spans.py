"""When a case was open, and how long it stayed in each phase, read from its history. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from store.model.codes import MoveKind, Phase, TerminationReason
from store.model.folder import Folder
from store.model.move import Move

_ENDS_A_STAY = (MoveKind.ADVANCED, MoveKind.MOVED_BACK, MoveKind.TERMINATED, MoveKind.REOPENED)


@dataclass(frozen=True, slots=True)
class Span:
    """One episode of a case.

    Attributes:
        start: the day it was opened or reopened.
        end: the day it was closed; None while it is open.
        reason: why it was closed.
        episode: 1, and one more after each reopening.
    """

    start: date
    end: date | None
    reason: TerminationReason | None
    episode: int

    @property
    def days(self) -> int | None:
        """How long it took; None while it is open."""
        return (self.end - self.start).days if self.end else None

    def touches(self, first: date, last: date) -> bool:
        """Whether it was open on any day from `first` to `last`."""
        return self.start <= last and (self.end is None or self.end >= first)


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch of time in one phase. `end` is None for the phase the case is in now."""

    phase: Phase
    start: date
    end: date | None


def spans(folder: Folder) -> list[Span]:
    """The episodes of a case, the oldest first. Backdated closings count from the day they name."""
    case, found = folder.case, []
    start, episode = case.opened, 1
    for move in folder.history:
        if move.kind is MoveKind.REOPENED:
            start, episode = move.at.date(), move.episode
        elif move.kind is MoveKind.TERMINATED:
            end = max(start, _closed(move))
            found.append(Span(start, end, move.closure.reason if move.closure else None, episode))
    if not case.is_closed:
        found.append(Span(start, None, None, case.episode))
    elif not found and case.closure:  # imported as closed, without a history
        found.append(Span(case.opened, max(case.opened, case.closure.closed), case.closure.reason, case.episode))
    return found


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


def _closed(move: Move) -> date:
    return move.closure.closed if move.closure else move.at.date()
