"""How far a long work is: whoever waits is told now and then, and stops the work by raising."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how many pieces of how many are done; stops the work by raising."""

OFTEN = 256
"""After so many pieces it is worth a word."""


def unwatched(*_far: object) -> None:
    """Progress that nobody looks at."""


class Far:
    """Counts pieces of work that are done."""

    def __init__(self, progress: Progress, total: int) -> None:
        """None is done.

        Args:
            progress: told how many of how many.
            total: how many there are, as far as one can tell.
        """
        self._progress, self._total, self._done = progress, total, 0
        progress(0, total)

    def tick(self, pieces: int = 1) -> None:
        """Some are done."""
        before, self._done = self._done, self._done + pieces
        if self._done // OFTEN > before // OFTEN:
            self._progress(min(self._done, self._total), self._total)

    def finish(self) -> None:
        """All are."""
        self._progress(self._total, self._total)


def stretch(progress: Progress, first: int, last: int) -> Progress:
    """What a part of the work tells, as a stretch of the whole.

    Args:
        progress: of the whole.
        first: where the part begins, in percent.
        last: where it ends.
    """
    return lambda done, total: progress(first + (last - first) * done // max(total, 1), 100)
