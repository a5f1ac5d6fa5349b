"""The file of a case opened from the list of closed cases: its neighbours and its way back are in that list."""

from store import Casebook
from store.language import _
from tui.casefile.screen import CaseFile


def read_whole(book: Casebook, code: str) -> None:
    """Read all that the file of a case will show, so that trouble shows before the file does.

    Raises:
        NotFound: there is no such case.
        BookDamaged: it does not read.
    """
    if book.is_archived(code):
        book.notes(code)
    book.history(code)


class ListedFile(CaseFile):
    """A case file between its neighbours in the list."""

    @property
    def back_word(self) -> str:
        """To the list."""
        return _("list")

    def _step(self, by: int) -> None:
        """To a neighbour in the list, if that can be read."""
        place = (self._codes.index(self._shown_code) if self._shown_code in self._codes else -1) + by
        if not 0 <= place < len(self._codes):
            self.say(_("This is the last case of the list.") if by > 0 else _("This is the first case of the list."))
            return
        step = super()._step

        def go() -> None:
            read_whole(self.book, self._codes[place])
            step(by)

        self.attempt(go)
