"""How the columns share the width: all seven where they fit, else one to three around the cursor. Pure numbers."""

from collections.abc import Sequence
from typing import NamedTuple

from store.model import Phase
from tui.board.arrangement import PHASES

CARD_HEIGHT = 6
LEAST_WIDTH, LEAST_HEIGHT = 24, 9
"""Cells and lines below which the board says that it cannot be shown: heads, one card, the line below it."""

_ALL_COLUMN = 18  # the least width of a column when all are shown
_FEW_COLUMN = 26  # and when only some are
_FOLDED = 3
_MONITORING = PHASES.index(Phase.MONITORING)


class Column(NamedTuple):
    """Where a column stands.

    Attributes:
        phase: its index in `PHASES`.
        x: its first cell.
        width: its cells.
        folded: whether it is only a thin strip (empty Monitoring).
    """

    phase: int
    x: int
    width: int
    folded: bool = False


class Window(NamedTuple):
    """What the board's window shows: measured once when it changes, read for every line.

    Attributes:
        width: its cells.
        height: its lines.
        columns: the columns shown, from left to right.
        head_height: lines above the cards: the heads, and the strip of phases where not all columns are shown.
        cards_shown: how many cards fit below one another; a line is kept for `N more`.
    """

    width: int
    height: int
    columns: tuple[Column, ...]
    head_height: int
    cards_shown: int

    @property
    def is_too_small(self) -> bool:
        """Whether there is no room for even one card."""
        return self.width < LEAST_WIDTH or self.height < LEAST_HEIGHT

    @property
    def shows_all(self) -> bool:
        """Whether every phase has its column."""
        return len(self.columns) == len(PHASES)


def measure(width: int, height: int, counts: Sequence[int], cursor: int, first: int) -> Window:
    """The window for these numbers; see `lay_out`."""
    columns = tuple(lay_out(width, counts, cursor, first))
    head_height = 1 if len(columns) == len(PHASES) else 2
    return Window(width, height, columns, head_height, max(1, (height - head_height - 1) // CARD_HEIGHT))


def is_folded(phase: int, counts: Sequence[int], cursor: int) -> bool:
    """Whether a column is folded: Monitoring, when it is empty and the cursor is elsewhere."""
    return phase == _MONITORING and not counts[phase] and cursor != phase


def lay_out(width: int, counts: Sequence[int], cursor: int, first: int) -> list[Column]:
    """The columns to show.

    Args:
        width: cells there are.
        counts: cards in each column.
        cursor: the phase the cursor is in.
        first: the phase that stood leftmost before; the window moves only when the cursor leaves it.
    """
    folded = [is_folded(phase, counts, cursor) for phase in range(len(PHASES))]
    full = folded.count(False)
    room = width - _FOLDED * folded.count(True)
    if room // full >= _ALL_COLUMN:
        return _place(range(len(PHASES)), folded, room)
    shown = max(1, min(3, width // _FEW_COLUMN))
    open_phases = [phase for phase in range(len(PHASES)) if not folded[phase]]
    at = open_phases.index(cursor)
    start = next((i for i, phase in enumerate(open_phases) if phase >= first), 0)
    start = min(max(start, at - shown + 1), at, len(open_phases) - shown)
    window = open_phases[start : start + shown]
    return _place(window, folded, width)


def _place(phases: Sequence[int], folded: Sequence[bool], room: int) -> list[Column]:
    """Share the room; what does not divide goes to the first columns, a cell each."""
    full = sum(1 for phase in phases if not folded[phase])
    share, extra = divmod(room, full)
    columns, x = [], 0
    for phase in phases:
        width = _FOLDED if folded[phase] else share + (1 if extra > 0 else 0)
        extra -= 0 if folded[phase] else 1
        columns.append(Column(phase, x, width, folded[phase]))
        x += width
    return columns
