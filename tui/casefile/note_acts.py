"""The commands on a note, the same in the list of notes and in the reader: each leads to one act of the Casebook."""

from collections.abc import Callable

from store import Note
from store.language import _
from tui.casefile.signing import SignForm
from tui.casefile.write_form import AddendumForm, VoidForm
from tui.commands import Command
from tui.forms.ask import Ask
from tui.place import Place


def _any(_note: Note) -> bool:
    return True


OFFERED: dict[str, Callable[[Note], bool]] = {
    "open_row": _any,
    "remove": lambda note: note.is_draft,
    "sign_note": lambda note: note.is_draft and bool(note.body),
    "add_addendum": lambda note: note.is_signed,
    "void_note": lambda note: note.is_signed,
}
"""The commands on a note, and for which notes they make sense."""


class NoteActs(Place):
    """A place with a note under the cursor."""

    @property
    def note(self) -> Note | None:
        """The note that the commands are about."""
        raise NotImplementedError

    def offers_for_note(self, command: Command) -> bool:
        """Whether a command on a note makes sense for the one under the cursor."""
        note = self.note
        return note is not None and OFFERED[command.action](note)

    def action_open_row(self) -> None:
        """A draft to go on writing, any other to read."""
        from tui.casefile.editor import NoteEditor
        from tui.casefile.reader import NoteReader

        note = self.note
        if note is None:
            return
        if not note.is_draft:
            self.app.push_screen(NoteReader(note.id))
        elif not self.must_stay_hidden():
            self.app.push_screen(NoteEditor(note.case_code, note.id))

    def action_sign_note(self) -> None:
        """Sign a draft, in a form of its own."""
        if self.note is not None:
            self.app.push_screen(SignForm(self.note.id))

    def action_add_addendum(self) -> None:
        """Write an addendum to a signed note."""
        if self.note is not None:
            self.app.push_screen(AddendumForm(self.note.id))

    def action_remove(self) -> None:
        """Throw a draft away, after a question. What was signed is never removed."""
        note = self.note
        if note is None or not note.is_draft or self.must_stay_hidden():
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.attempt(lambda: self.book.discard_draft(note.id))

        self.app.push_screen(_discarding_question(), answered)

    def action_void_note(self) -> None:
        """Declare a signed note void, with a reason."""
        if self.note is not None:
            self.app.push_screen(VoidForm(self.note.id))


def _discarding_question() -> Ask:
    return Ask(
        _("Discard this draft?"),
        _("It leaves the file of the case. Undo (u) brings it back."),
        _("discard it"),
        _("keep it"),
    )
