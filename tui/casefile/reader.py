"""A whole note on a screen of its own, to read. Nothing is written here but addenda and the reason of a voiding."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store import Case, Change, Note, NotFound
from store.language import _
from tui.casefile.head import CaseHead
from tui.casefile.note_acts import OFFERED, NoteActs
from tui.casefile.note_text import note_lines
from tui.casefile.page import Page
from tui.casefile.reading import Reading
from tui.commands import Command, bindings_for
from tui.commands.command import Where
from tui.frame import KeyBar, Said

COMMANDS = frozenset({
    "line_down", "line_up", "pages_down", "pages_up", "to_start", "to_end", "leave", "undo", "redo",
    "hide_text", "lock", "switch_language", "switch_theme", "palette", "guide", *OFFERED,
}) - {"open_row"}  # fmt: skip
"""Those of the case file that make sense before a single note."""


class NoteReader(NoteActs):
    """A note to read."""

    PLACE = Where.CASEFILE
    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings_for(Where.CASEFILE) if isinstance(each, Binding) and each.id in COMMANDS
    ]
    AUTO_FOCUS = None

    def __init__(self, note_id: str) -> None:
        """Read this note."""
        super().__init__()
        self._note_id = note_id

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
        self.show_keys()

    def on_screen_resume(self) -> None:
        """What stood above may have changed the note."""
        self.show_anew()
        self.show_keys()

    def parked(self) -> dict[str, Any]:
        """The note, and how far it was read."""
        return {"screen": "reader", "note": self._note_id, "top": self.query_one(Page).top}

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
            return command.action in COMMANDS and self.offers_for_note(command)
        return command.action in COMMANDS and super().offers(command)

    def known_commands(self) -> Sequence[Command]:
        """Those of the case file that have a meaning before one note."""
        return [command for command in super().known_commands() if command.action in COMMANDS]

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
        self.query_one(Page).show(note.id, lambda width: note_lines(note, width, reading))

    # Moving

    def action_leave(self) -> None:
        """Back to where the note was opened."""
        if self.is_current:
            self.dismiss()

    def action_line_down(self) -> None:
        """A line down."""
        self.query_one(Page).scroll_lines(1)

    def action_line_up(self) -> None:
        """A line up."""
        self.query_one(Page).scroll_lines(-1)

    def action_pages_down(self) -> None:
        """A page down."""
        self.query_one(Page).scroll_pages(1)

    def action_pages_up(self) -> None:
        """A page up."""
        self.query_one(Page).scroll_pages(-1)

    def action_to_start(self) -> None:
        """To the beginning."""
        self.query_one(Page).to_start()

    def action_to_end(self) -> None:
        """To the end."""
        self.query_one(Page).to_end()
