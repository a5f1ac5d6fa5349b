"""What every tab of the case file is. The tabs themselves stand in `tabs`, in the order of their numbers."""

from abc import abstractmethod

from textual.containers import Horizontal

from store import Note
from store.model.record import Record
from tui.casefile.note_list import NoteList
from tui.casefile.page import Page
from tui.casefile.reading import Reading


class Tab(Horizontal):
    """One question about the case, and its answer."""

    @property
    @abstractmethod
    def label(self) -> str:
        """What stands beside its number."""

    @abstractmethod
    def read(self, reading: Reading) -> None:
        """Show this look at the case; the place is kept when it is the same case as before."""

    @property
    @abstractmethod
    def body(self) -> Page | NoteList:
        """What the scrolling keys move."""

    @property
    def note(self) -> Note | None:
        """The note that the keys for notes act on; None where there is none."""
        return None

    @property
    def part(self) -> Record | None:
        """What the keys for entries act on: what stands in the row under the cursor; None where there is none."""
        return None
