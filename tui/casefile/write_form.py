"""Small forms with one text in them: an addendum to a note, and the reason why a note does not hold."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from store import Casebook, Note
from store.language import _
from store.language.formats import when_text
from tui.casefile.questions import QUESTION_KEY, question_key, toggle_question
from tui.forms.form import Form
from tui.forms.text import AreaField
from tui.frame import KeyLabel


class NoteForm(Form):
    """A form about a note."""

    def __init__(self, note_id: str) -> None:
        """About this note."""
        super().__init__()
        self._note_id = note_id

    @property
    def note(self) -> Note:
        """The note as it is in the book."""
        return self.book.note(self._note_id)

    def must_find_its_subject(self, book: Casebook) -> None:
        """See that the note is there; see `Form`."""
        book.note(self._note_id)


class WriteForm(NoteForm):
    """A text about a note. The act runs while the text is still there, so that no trouble loses it."""

    def keep_text(self, text: str) -> Note:
        """The act of the book that keeps the text."""
        raise NotImplementedError

    def save(self) -> None:
        """Keep the text."""
        text = self.field("text").value
        self.attempt(lambda: self.book.case(self.keep_text(text).case_code))


class AddendumForm(WriteForm):
    """An addendum to a signed note."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(QUESTION_KEY, "question", show=False, priority=True),
        Binding("ctrl+g", "save", show=False, priority=True),  # what signs a note signs what is added to it
    ]

    def heading(self) -> str:
        """To a note of which case."""
        return _("Addendum · {case}").format(case=self.name_of(self.book.case(self.note.case_code)))

    def parts(self) -> Iterable[Widget]:
        """The text."""
        help = _("The note of {moment} stays as it was signed. This is added below it, with today's date.").format(
            moment=when_text(self.note.contact_at)
        )
        self.text = AreaField("text", _("What is to be added"), help=help, needed=True)
        yield self.text

    def more_keys(self) -> Sequence[KeyLabel]:
        """A question can be added too."""
        return [question_key()]

    def action_question(self) -> None:
        """The line of the cursor is a question for supervision, or is none any more."""
        toggle_question(self.text.area)

    def keep_text(self, text: str) -> Note:
        """Add it."""
        return self.book.add_addendum(self._note_id, text)


class VoidForm(WriteForm):
    """The reason why a signed note does not hold."""

    def heading(self) -> str:
        """Which note."""
        return _("Void the note of {moment}").format(moment=when_text(self.note.contact_at))

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("void it")

    def parts(self) -> Iterable[Widget]:
        """The reason."""
        help = _("It stays listed and readable, with your reason above it.")
        yield AreaField("text", _("Why this note is not valid"), help=help, needed=True)

    def keep_text(self, text: str) -> Note:
        """Declare it void."""
        return self.book.void_note(self._note_id, text)
