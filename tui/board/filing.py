"""Tidying from the board, so quietly that nobody notices: yesterday's book becomes a backup, closed cases are filed.

Filing goes on between the keys, one case at a turn.
What is filed is no longer on the board and nothing of it is shown, so nothing is repainted and nothing is said. Trouble
(a full disk) is not said either: the cases stay where they are, and it is tried again later.
"""

from collections import deque
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from store import LingkarError

if TYPE_CHECKING:
    from tui.board.screen import BoardScreen


class Filer:
    """Files what is due while the board is shown."""

    PAUSE: ClassVar[float] = 0.05
    """Seconds between two turns, in which keys and paints go first."""

    AFTER_KEY: ClassVar[float] = 1.0
    """Seconds since the last key before it is the filer's turn again."""

    AFTER_TROUBLE: ClassVar[float] = 600.0
    """Seconds until what could not be filed is tried again."""

    def __init__(self, screen: "BoardScreen") -> None:
        """Nothing to do yet."""
        self._screen = screen
        self._due: deque[str] = deque()
        self._waits = False
        self._is_ready = False

    def look(self) -> None:
        """At the start and on a new day: see what is due by now, and begin with it once the archive is open."""
        with suppress(LingkarError):  # the generation goes on until there is room for a new one
            self._screen.book.begin_day()
        self._due = deque(self._screen.book.due_for_filing())
        if self._due and not self._is_ready:
            self._screen.run_worker(self._make_ready, thread=True, exclusive=True, group="filing", exit_on_error=False)
        self._go_on(self.PAUSE)

    def _make_ready(self) -> None:
        """In a thread of its own: opening a long archive takes its time. Trouble shows again, and counts, at a turn."""
        with suppress(LingkarError):
            self._screen.book.prepare_filing()
        self._is_ready = True

    def _go_on(self, seconds: float) -> None:
        if self._due and not self._waits:
            self._waits = True
            self._screen.set_timer(seconds, self._turn)

    def _turn(self) -> None:
        """File one case, unless the user is at work or something lies over the board."""
        self._waits = False
        screen = self._screen
        idle = monotonic() - screen.lingkar.typed_at
        on_top = screen.app.screen is screen  # `is_current` is so too under a dialog
        if not self._is_ready or not on_top or idle < self.AFTER_KEY or screen.book.is_archive_busy:
            self._go_on(max(self.PAUSE, self.AFTER_KEY - idle))
            return
        code = self._due[0]
        try:
            if screen.book.is_due_for_filing(code):
                screen.book.file_away(code)
        except LingkarError:
            self._go_on(self.AFTER_TROUBLE)
            return
        self._due.popleft()
        self._go_on(self.PAUSE)
