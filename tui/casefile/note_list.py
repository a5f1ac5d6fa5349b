"""The list of a case's notes."""

from collections.abc import Mapping

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual

from store import Note
from store.language import _
from store.language.formats import when_text
from store.leafing import NotesAtHand
from store.model import NoteStatus
from tui.casefile.layout import BLANK, QUIET, STRONG, line, paragraph, styled
from tui.casefile.note_text import contact_words, opening_words, status_style, status_words
from tui.casefile.reading import shown
from tui.commands import BY_ACTION
from tui.cursorlist import CursorList
from tui.look.drawing import at_word
from tui.look.net import cell_text

ROWS = 3
"""Rows of a note: its facts, how it begins, and an empty one."""

_GUTTER = 2  # for the thumb


class NoteList(CursorList):
    """Notes, the newest first, with a cursor."""

    ROWS, GAP = ROWS, 1

    class Moved(Message):
        """The cursor went to another note, or the note under it changed."""

    class Opened(CursorList.Opened):
        """A note was chosen with the mouse."""

    def __init__(self) -> None:
        """No notes yet; `show` fills it."""
        super().__init__(moved=self._tell)
        self._notes = NotesAtHand()
        self._asking: Mapping[str, int] = {}
        self._subject = ""
        self._strips: dict[tuple[int, bool], list[Strip]] = {}  # by the place, and whether the cursor is on it

    def _tell(self) -> None:
        self.post_message(self.Moved())

    @property
    def count(self) -> int:
        """How many notes there are."""
        return len(self._notes)

    @property
    def note(self) -> Note | None:
        """The note under the cursor."""
        return self._notes[self.cursor] if self.cursor < len(self._notes) else None

    def show(self, subject: str, notes: NotesAtHand, hidden: bool, asking: Mapping[str, int]) -> None:
        """Show notes; with the same subject as before the cursor stays on its note.

        Args:
            subject: the case they belong to.
            notes: in their order.
            hidden: whether client text is hidden.
            asking: how many open questions for supervision stand in a note, by its id.
        """
        stay = self.note.id if self.note and subject == self._subject else None
        self._subject, self._notes, self.hidden, self._asking = subject, notes, hidden, asking
        place = notes.place_of(stay) if stay else 0
        self.cursor = min(self.cursor, max(0, len(notes) - 1)) if place is None else place
        self._strips.clear()
        self._follow()
        self.refresh()
        self._moved()

    def go_to_note(self, id: str) -> None:
        """Put the cursor on the note with this id, where there is one."""
        place = self._notes.place_of(id)
        self.go_to(self.cursor if place is None else place)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One visible row."""
        width, ground = self.size.width, self.visual_style.rich_style
        place, row = divmod(self._top + y, ROWS)
        if not self._notes:
            return self._empty(y)
        strip = self._note_strips(place)[row] if place < len(self._notes) else Strip.blank(width, ground)
        if self._has_thumb(y):
            thumb = Segment("┃", self._get_style("$edge").rich_style + ground.background_style)
            return Strip([*strip.crop(0, width - 1), thumb], width)
        return strip

    def _empty(self, y: int) -> Strip:
        words = (
            _("No notes yet."),
            _("A note keeps what happened in one contact, and when."),
            _("Press {key} to write the first one.").format(key=BY_ACTION["note"].shown_key),
        )
        lines = [line for sentence in words for line in paragraph(sentence, self.size.width - _GUTTER, QUIET, 2)]
        return self._strip(lines[y] if y < len(lines) else BLANK, Style())

    def _note_strips(self, place: int) -> list[Strip]:
        key = place, place == self.cursor
        if key not in self._strips:
            if len(self._strips) > 500:
                self._strips.clear()
            self.drawn += 1
            self._strips[key] = self._draw(self._notes[place], selected=place == self.cursor)
        return self._strips[key]

    def _draw(self, note: Note, *, selected: bool) -> list[Strip]:
        width = self.size.width - _GUTTER
        raised = self._get_style("on $panel").rich_style if selected else Style()
        mark = ("┃ ", "bold $accent") if selected else ("  ", "")
        moment, asks = when_text(note.contact_at), self._asking.get(note.id, 0)
        facts = line((moment, STRONG), (" · " + contact_words(note), ""))
        status = styled(status_words(note, asks), status_style(note))
        facts = facts.truncate(max(cell_len(moment), width - 2 - status.cell_length - 2), ellipsis=True)
        status = status.truncate(max(1, width - 2 - facts.cell_length - 1), ellipsis=True)
        gap = " " * max(1, width - 2 - facts.cell_length - status.cell_length)
        voided = note.status is NoteStatus.VOIDED
        words = shown(cell_text(opening_words(note)), self.hidden)
        style = QUIET if voided or self.hidden or not words else ""
        text = styled(at_word(words or _("no text yet"), width - 2), style)
        return [
            self._strip(Content.assemble(mark, facts, gap, status), raised),
            self._strip(Content.assemble(mark, text), raised),
            Strip.blank(self.size.width, self.visual_style.rich_style),
        ]

    def _strip(self, content: Content, over: Style) -> Strip:
        width, ground = self.size.width, self.visual_style.rich_style
        made = Visual.to_strips(self, content, width, 1, self.visual_style) if content.plain else []
        strip = (made[0] if made else Strip.blank(width, ground)).adjust_cell_length(width, ground)
        return Strip([Segment(text, (style or ground) + over) for text, style, _ in strip], width) if over else strip

    def show_anew(self) -> None:
        """Another width: nothing drawn before holds."""
        self._strips.clear()
        super().show_anew()

    def notify_style_update(self) -> None:
        """Other colours: nothing drawn before holds."""
        super().notify_style_update()
        self._strips.clear()
