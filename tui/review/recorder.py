"""Writing down what is done in the review, as it is done: whatever ends it, it goes on where it was."""

from store import Casebook, Change


class Recorder:
    """The record of the day, on its way into the book."""

    def __init__(self, book: Casebook) -> None:
        """Nothing counted in this sitting yet."""
        self._book = book
        self._told: set[tuple[str, str]] = set()  # sittings at a note: the code of its case, and the session

    def leave(self, code: str) -> None:
        """The worker goes on from a case, which waits no longer today. Raises `NotSaved`."""
        self._book.looked_at(code, left=True)

    def come_back(self, code: str) -> None:
        """Going on from a case is taken back: it waits again. Raises `NotSaved`."""
        self._book.looked_at(code, left=False)

    def write_down(self, code: str, change: Change) -> None:
        """Something was done for a case; what is undone the book takes out of its record itself. Raises `NotSaved`."""
        if self._is_counted(code, change) or change.way == "undo":
            return
        looked = self._book.review_day(self._book.today()).of(code)
        self._book.looked_at(code, acts=(*(looked.acts if looked else ()), change.act.kind))

    def _is_counted(self, code: str, change: Change) -> bool:
        """Whether a change only saves again what is being typed: all of one sitting are one act."""
        sitting = code, change.act.session
        was_told = sitting in self._told
        if change.way == "undo":
            self._told.discard(sitting)
        elif change.act.session:
            self._told.add(sitting)
        return was_told and change.way == "do"
