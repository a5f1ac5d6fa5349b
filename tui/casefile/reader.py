"""A whole note on a screen of its own, to read. Nothing is written here but addenda and the reason of a voiding."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store import Case, Change, Note, NotFound
from store.language import _
from tui.casefile.head import CaseHead
from tui.casefile.note_acts import OFFERED, NoteActs
from tui.casefile.note_text import FOUND, note_lines
from tui.casefile.page import Page
from tui.casefile.reading import Reading
from tui.commands import Command, bindings_for
from tui.commands.command import Where
from tui.frame import KeyBar, Said
from tui.scrolling import Scrolling

COMMANDS = frozenset({
    "line_down", "line_up", "pages_down", "pages_up", "to_start", "to_end", "leave", "undo", "redo",
    "hide_text", "lock", "switch_language", "switch_theme", "palette", "guide", *OFFERED,
})  # fmt: skip
"""Those of the case file that make sense before a single note; opening it only to go on writing a draft."""


class NoteReader(NoteActs, Scrolling):
    """A note to read."""

    PLACE = Where.CASEFILE
    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings_for(Where.CASEFILE) if isinstance(each, Binding) and each.id in COMMANDS
    ]
    AUTO_FOCUS = None

    def __init__(self, note_id: str, words: Iterable[str] = ()) -> None:
        """Read a note.

        Args:
            note_id: which.
            words: folded words by which it was found; the reading begins where the first of them stands.
        """
        super().__init__()
        self._note_id = note_id
        self._words = tuple(words)

    def compose(self) -> ComposeResult:
        """Where I am, the note, what just happened, what I may do."""
        yield CaseHead()
        yield Page(classes="sheet")
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read it, from where the book was locked."""
        self.show_anew()
        if self.was:
            self.query_one(Page).top = self.was["top"]
        elif self._words:
            self.query_one(Page).seek(FOUND)
        self.show_keys()

    def on_screen_resume(self) -> None:
        """What stood above may have changed the note."""
        self.show_anew()
        self.show_keys()

    def parked(self) -> dict[str, Any]:
        """The note, how far it was read, and how it was found."""
        note, top = self.note, self.query_one(Page).top
        code = note.case_code if note else ""
        return {"screen": "reader", "code": code, "note": self._note_id, "top": top, "words": list(self._words)}

    @property
    def note(self) -> Note | None:
        """The note that is read; None when it was undone."""
        try:
            return self.book.note(self._note_id)
        except NotFound:
            return None

    @property
    def current_case(self) -> Case | None:
        """The case of the note."""
        note = self.note
        return self.book.case(note.case_code) if note else None

    def offers(self, command: Command) -> bool:
        """What makes sense before this note."""
        if command.action in OFFERED:
            return self._is_known(command) and self.offers_for_note(command)
        return self._is_known(command) and super().offers(command)

    def _is_known(self, command: Command) -> bool:
        is_draft = self.note is not None and self.note.is_draft
        return command.action in COMMANDS and (command.action != "open_row" or is_draft)

    def known_commands(self) -> Sequence[Command]:
        """Those of the case file that have a meaning before one note."""
        return [command for command in super().known_commands() if self._is_known(command)]

    @property
    def back_word(self) -> str:
        """To the notes here, not to the board."""
        return _("close")

    def show_change(self, change: Change) -> None:
        """The note may have changed or gone."""
        note = self.note
        if note is None or note.case_code in change.codes:
            self.show_anew()

    def show_anew(self) -> None:
        """Read the note again."""
        note = self.note
        if note is None:
            self.call_later(self.action_leave)
            return
        reading = Reading(self.book, note.case_code, self.lingkar.hidden)
        self.query_one(CaseHead).show(reading)
        self.query_one(Page).show(note.id, lambda width: note_lines(note, width, reading, self._words))

    # Moving

    def action_leave(self) -> None:
        """Back to where the note was opened."""
        if self.is_current:
            self.dismiss()

    @property
    def scrolled(self) -> Page:
        """The note."""
        return self.query_one(Page)
