"""Whether anybody is there: how long no key was pressed, and whether the machine was asleep meanwhile."""

import time
from collections.abc import Callable

TICK = 5.0
"""Seconds between two looks."""
JUMP = 30.0
"""Seconds by which the clock on the wall may run ahead of the steady one, which stands still during sleep."""
LATE = 60.0
"""Seconds by which a look may come late, for systems whose steady clock goes on during sleep."""

Clock = Callable[[], float]


class Watch:
    """Keeps the time since the last sign of a person, and since the last look."""

    def __init__(self, wall: Clock = time.time, steady: Clock = time.monotonic) -> None:
        """From now on.

        Args:
            wall: seconds on the clock that people set.
            steady: seconds on a clock that nobody sets.
        """
        self._wall, self._steady = wall, steady
        self.start()

    def start(self) -> None:
        """Count from now on: somebody is there, and the program was not asleep."""
        self.touch()
        self.look()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._steady()

    def look(self) -> None:
        """The program is awake; to be called every `TICK` seconds."""
        self._looked = self._wall(), self._steady()

    @property
    def idle(self) -> float:
        """Seconds without a sign of anybody."""
        return self._steady() - self._touched

    @property
    def was_asleep(self) -> bool:
        """Whether the machine was asleep since the last look."""
        wall, steady = self._looked
        passed = self._steady() - steady
        return self._wall() - wall - passed >= JUMP or passed > TICK + LATE
