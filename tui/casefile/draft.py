"""A note as a draft: kept while one types, kept when the screen is left however that comes, and parked under a lock.

Nothing typed is lost: the draft is on the disk at most two seconds after the last key. What the keys of the editor do,
and how its screen looks, stands in `editor`.
"""

from contextlib import suppress
from typing import Any, ClassVar

from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from store import LingkarError, Note, NotFound, new_id
from store.language import _
from store.language.formats import clock_text
from tui.atbook import AtBook
from tui.casefile.layout import QUIET, styled
from tui.casefile.note_facts import NoteFacts, more_words
from tui.casefile.templates import is_untouched
from tui.forms.run import no_text_here
from tui.forms.text import Area
from tui.frame import Said


class NoteHead(Widget):
    """Whose note this is, and when its draft was saved last."""

    def __init__(self, what: Content) -> None:
        """Not saved yet."""
        super().__init__()
        self._what, self._saved = what, ""

    def show_saved(self, words: str) -> None:
        """Say when the draft was saved."""
        self._saved = words
        self.refresh()

    def render(self) -> Content:
        """One line."""
        room = self.size.width - styled(self._saved).cell_length - 1
        what = self._what.truncate(room, ellipsis=True)
        gap = " " * (room + 1 - what.cell_length)
        return Content.assemble(what, gap, (self._saved, QUIET))


class DraftScreen(AtBook[None]):
    """A screen on which a note is being written, and its draft.

    Attributes:
        facts: when, how and with whom, on one line.
        area: the text.
    """

    facts: NoteFacts
    area: Area

    SAVE_AFTER: ClassVar[float] = 1.5
    """Seconds from the first unsaved key to the write; with the write itself it stays under two."""

    def __init__(self, code: str, note_id: str | None = None) -> None:
        """Write a new note on a case, or go on with a draft.

        Args:
            code: the case.
            note_id: the draft; None for a new note.
        """
        super().__init__()
        self._code = code
        self._note_id = note_id or new_id()
        self._is_new = note_id is None
        self._session = new_id()  # all writes of this sitting are one step to undo
        self._unsaved = False
        self._kept: tuple[str, dict[str, Any]] | None = None  # text and facts as the book has them
        self._timer: Timer | None = None
        self._in_trouble = False
        self._over = False

    @property
    def _draft(self) -> Note | None:
        """The note as it is in the book; None while nothing of it is."""
        try:
            return self.book.note(self._note_id)
        except NotFound:
            return None

    @property
    def _is_nothing(self) -> bool:
        """Whether nothing stands here, nor in the book."""
        return is_untouched(self.area.text) and self._draft is None

    @property
    def _is_kept(self) -> bool:
        """Whether the text, and the facts that make sense, are in the book as they stand here."""
        return self._kept == (self.area.text, self.facts.values)

    def on_text_area_changed(self) -> None:
        """A key changed the text. The text itself is read only when it is saved."""
        self._touch()

    def on_note_facts_changed(self) -> None:
        """A fact was changed."""
        self._touch()

    def on_choice_strayed(self) -> None:
        """Words of the note were typed on a fact."""
        self.say(no_text_here(), True)

    def _touch(self) -> None:
        self._unsaved = True
        if self._timer is None and self.is_mounted:
            self._timer = self.set_timer(self.SAVE_AFTER, self._due)

    def _due(self) -> None:
        self._timer = None
        if not self._over and not self.save():
            self._touch()  # keep trying

    def save(self) -> bool:
        """Write what is typed to the book. Trouble is said, and the text stays where it is.

        Returns:
            Whether everything typed is in the book now.
        """
        wrong = self.facts.moment.read()
        if self._is_nothing or (self._is_kept and not self._unsaved):
            return not wrong
        try:
            if not self._is_kept:
                self._write()
                self._show_saved()
        except LingkarError as error:
            self.say(_("The draft could not be saved; what you typed is still here. {why}").format(why=error), True)
            return False
        if wrong:
            self.say(wrong, True)
            return False
        self._unsaved = False
        if self._in_trouble:
            self.say("")
        return True

    def _write(self) -> None:
        text, values = self.area.text, self.facts.values
        self.book.write_draft(self._code, self._note_id, session=self._session, body=text, **values)
        self._kept = (text, values)

    def _show_saved(self) -> None:
        words = _("draft saved {time}").format(time=clock_text(self.book.clock()))
        self.query_one(NoteHead).show_saved(words)

    def say(self, text: str, trouble: bool = False) -> None:
        """Say what just happened."""
        self._in_trouble = trouble
        self.query_one(Said).say(text, trouble)

    def say_trouble(self, text: str) -> None:
        """Say what went wrong, in full."""
        self.say(text, True)

    def on_descendant_blur(self) -> None:
        """The focus went elsewhere, perhaps to another window."""
        if not self._over:
            self.save()

    def keep(self) -> bool:
        """The program may end at once; answers whether everything typed is in the book."""
        if not self.is_mounted or self._over:
            return True
        kept = self.save()
        with suppress(LingkarError):  # an empty draft that stays harms nobody
            self._leave_nothing_behind()
        return kept

    def parked(self) -> dict[str, Any] | None:
        """Which note, where the cursor is, and what of it is not in the book, such as a moment that makes no sense."""
        if not self.is_mounted or self._over:
            return None
        draft, text = self._draft, self.area.text
        return {
            "screen": "editor", "code": self._code, "note": self._note_id if draft else None, "new": self._is_new,
            "text": None if draft and self._kept and self._kept[0] == text else text, "facts": self.facts.typed,
            "cursor": list(self.area.cursor_location), "in_text": self.area.has_focus,
        }  # fmt: skip

    def _put_back(self, was: dict[str, Any]) -> None:
        """Go on where the book was locked."""
        self.facts.retype(was["facts"])
        if was["text"] is not None:
            self.area.text = was["text"]
        if not self._is_kept:
            self._touch()
        line, character = was["cursor"]
        self.area.move_cursor((line, character))
        if not was["in_text"]:
            self.facts.moment.focus()

    def _leave_nothing_behind(self) -> bool:
        """Remove a new note in which nothing stands; answers whether there is no note."""
        draft = self._draft
        if not self._is_new or (draft and not (is_untouched(self.area.text) and not more_words(draft))):
            return False
        if draft:
            self.book.discard_draft(self._note_id)
        return True
