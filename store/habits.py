"""Which commands the user knows by now, so that no hint is given again about one that was used a few times.

Uses are counted in memory and written when the book is closed, as a row of it: no act, no step to undo, and never a
write to the disk at a key. A program that is killed forgets them, which harms nobody.
"""

from contextlib import suppress

from store.desk import Desk
from store.errors import LingkarError

HABITS = "habits"
_ONLY = 1  # the table has this one row

ENOUGH = 3
"""Who used a command so many times knows it. Nobody counts further, so that soon nothing is written any more."""


class Habits(Desk):
    """What the user of an open book is used to."""

    _uses: dict[str, int] | None = None
    _is_fresh = False

    def uses(self, command: str) -> int:
        """How often a command was used, up to `ENOUGH`."""
        return self._counted().get(command, 0)

    def count_use(self, command: str) -> None:
        """A command was used. Writes nothing."""
        if (uses := self.uses(command)) < ENOUGH:
            self._counted()[command] = uses + 1
            self._is_fresh = True

    def keep_habits(self) -> None:
        """Write what was counted since the book was opened, if anything was.

        Raises:
            NotSaved: the disk refused; it stays counted.
        """
        if self._is_fresh and not self.read_only:
            self._quietly("habits", HABITS, _ONLY, {"uses": dict(self._counted())})
            self._is_fresh = False

    def close(self) -> None:
        """Keep what was counted, if there is room for it, and give the lock back."""
        with suppress(LingkarError, OSError):
            self.keep_habits()
        self._is_fresh = False
        super().close()

    def _counted(self) -> dict[str, int]:
        if self._uses is None:
            kept = self._db.documents(HABITS).get(_ONLY, {}).get("uses")
            pairs = kept.items() if isinstance(kept, dict) else ()
            self._uses = {str(name): uses for name, uses in pairs if isinstance(uses, int)}
        return self._uses
