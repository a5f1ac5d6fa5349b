"""The list of a case's notes: one widget that draws only the rows in sight, so that thousands cost what ten cost."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from store import Note
from store.language import _
from store.language.formats import when_text
from store.model import NoteStatus
from tui.casefile.layout import QUIET, STRONG, line, styled
from tui.casefile.note_text import contact_words, opening_words, status_style, status_words
from tui.casefile.reading import shown
from tui.casefile.thumb import thumb_at
from tui.commands import BY_ACTION
from tui.look.net import cell_text

ROWS = 3
"""Rows of a note: its facts, how it begins, and an empty one."""

_GUTTER = 2  # for the thumb


class NoteList(Widget):
    """Notes, the newest first, with a cursor.

    Attributes:
        cursor: the place of the note under the cursor.
        drawn: how many notes were drawn so far; what a test counts.
    """

    class Moved(Message):
        """The cursor went to another note, or the note under it changed."""

    class Opened(Message):
        """A note was chosen with the mouse."""

    def __init__(self, *, id: str | None = None) -> None:
        """No notes yet; `show` fills it."""
        super().__init__(id=id)
        self.cursor = 0
        self.drawn = 0
        self._notes: Sequence[Note] = ()
        self._hidden = False
        self._subject = ""
        self._top = 0
        self._strips: dict[int, list[Strip]] = {}

    @property
    def note(self) -> Note | None:
        """The note under the cursor."""
        return self._notes[self.cursor] if self.cursor < len(self._notes) else None

    def show(self, subject: str, notes: Sequence[Note], hidden: bool) -> None:
        """Show notes; with the same subject as before the cursor stays on its note."""
        stay = self.note.id if self.note and subject == self._subject else None
        self._subject, self._notes, self._hidden = subject, notes, hidden
        places = (place for place, note in enumerate(notes) if note.id == stay)
        fallback = min(self.cursor, max(0, len(notes) - 1)) if stay else 0
        self.cursor = next(places, fallback)
        self._strips.clear()
        self._follow()
        self.refresh()
        self.post_message(self.Moved())

    def go_to(self, place: int) -> None:
        """Put the cursor on a note; only what changes is drawn."""
        place = max(0, min(place, len(self._notes) - 1))
        if place == self.cursor or not self._notes:
            return
        before, top = self.cursor, self._top
        self.cursor = place
        for changed in (before, place):
            self._strips.pop(changed, None)
        self._follow()
        if self._top != top:
            self.refresh()
        else:
            self.refresh(*(Region(0, each * ROWS - top, self.size.width, ROWS) for each in (before, place)))
        self.post_message(self.Moved())

    def go_to_note(self, id: str) -> None:
        """Put the cursor on the note with this id, where there is one."""
        self.go_to(next((place for place, note in enumerate(self._notes) if note.id == id), self.cursor))

    def by_lines(self, by: int) -> None:
        """Some notes up or down."""
        self.go_to(self.cursor + by)

    def by_pages(self, by: int) -> None:
        """Some pages up or down."""
        self.go_to(self.cursor + by * max(1, self.size.height // ROWS - 1))

    def to_start(self) -> None:
        """To the newest note."""
        self.go_to(0)

    def to_end(self) -> None:
        """To the oldest note."""
        self.go_to(len(self._notes) - 1)

    def _follow(self) -> None:
        """Keep the cursor in sight."""
        height = self.size.height
        if not height:  # not laid out yet
            return
        last = max(0, len(self._notes) * ROWS - 1 - height)
        self._top = max(0, min(self._top, self.cursor * ROWS, last))
        self._top = max(self._top, self.cursor * ROWS + ROWS - 1 - height)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One visible row."""
        width, ground = self.size.width, self.visual_style.rich_style
        place, row = divmod(self._top + y, ROWS)
        if not self._notes:
            return self._empty(y)
        strip = self._note_strips(place)[row] if place < len(self._notes) else Strip.blank(width, ground)
        if thumb_at(y, self.size.height, self._top, len(self._notes) * ROWS - 1):
            thumb = Segment("┃", self._get_style("$frame").rich_style + ground.background_style)
            return Strip([*strip.crop(0, width - 1), thumb], width)
        return strip

    def _empty(self, y: int) -> Strip:
        words = (
            _("No notes yet."),
            _("A note keeps what happened in one contact, and when."),
            _("Press {key} to write the first one.").format(key=BY_ACTION["note"].shown_key),
        )
        return self._strip(styled("  " + words[y], QUIET) if y < len(words) else Content(""), Style())

    def _note_strips(self, place: int) -> list[Strip]:
        if place not in self._strips:
            if len(self._strips) > 500:
                self._strips.clear()
            self.drawn += 1
            self._strips[place] = self._draw(self._notes[place], selected=place == self.cursor)
        return self._strips[place]

    def _draw(self, note: Note, *, selected: bool) -> list[Strip]:
        width = self.size.width - _GUTTER
        raised = self._get_style("on $panel").rich_style if selected else Style()
        mark = ("┃ ", "bold $accent") if selected else ("  ", "")
        status = styled(status_words(note), status_style(note))
        room = max(8, width - 2 - status.cell_length - 2)
        facts = line((when_text(note.contact_at), STRONG), (" · " + contact_words(note), ""))
        facts = facts.truncate(room, ellipsis=True)
        gap = " " * max(1, width - 2 - facts.cell_length - status.cell_length)
        voided = note.status is NoteStatus.VOIDED
        words = shown(cell_text(opening_words(note)), self._hidden)
        text = styled(words or _("no text yet"), QUIET if voided or self._hidden or not words else "")
        return [
            self._strip(Content.assemble(mark, facts, gap, status), raised),
            self._strip(Content.assemble(mark, text.truncate(width - 2, ellipsis=True)), raised),
            Strip.blank(self.size.width, self.visual_style.rich_style),
        ]

    def _strip(self, content: Content, over: Style) -> Strip:
        width, ground = self.size.width, self.visual_style.rich_style
        made = Visual.to_strips(self, content, width, 1, self.visual_style) if content.plain else []
        strip = (made[0] if made else Strip.blank(width, ground)).adjust_cell_length(width, ground)
        return Strip([Segment(text, (style or ground) + over) for text, style, _ in strip], width) if over else strip

    def on_resize(self) -> None:
        """Another width: draw anew, with the cursor in sight."""
        self._strips.clear()
        self._follow()
        self.refresh()

    def notify_style_update(self) -> None:
        """Other colours: nothing drawn before holds."""
        super().notify_style_update()
        self._strips.clear()

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """To the note under the mouse; a second click opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        place = (self._top + offset.y) // ROWS
        if place < len(self._notes):
            self.go_to(place)
            if event.chain > 1:
                self.post_message(self.Opened())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.by_lines(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.by_lines(-1)
