"""Before a note is signed: what contact it tells of is named, or asked where nobody said it; afterwards it stays so."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from store import Note
from store.language import _
from store.language.formats import moment_text
from store.model import ContactMode, ContactOutcome
from tui.casefile.note_facts import usual_mode
from tui.casefile.note_text import contact_words
from tui.casefile.write_form import NoteForm
from tui.commands import BY_ACTION
from tui.forms.ask import Ask
from tui.forms.choice import ChoiceField
from tui.forms.options import options


def signing_question(note: Note) -> Ask:
    """What is asked before a note is signed of which it is known what it tells of."""
    contact = f"{moment_text(note.contact_at)} · {contact_words(note)}"
    return Ask(_("Sign this note?"), f"{contact}\n\n{_what_follows()}", _("sign and lock it"), _("not yet"))


def _what_follows() -> str:
    return _(
        "A signed note is locked. Later changes are addenda, which keep what was signed. "
        "{key} takes a signature back while it is the last act."
    ).format(key=BY_ACTION["undo"].shown_key)


class SignForm(NoteForm):
    """What contact a note tells of, and its signature."""

    def heading(self) -> str:
        """That it is signed."""
        return _("Sign this note?")

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("sign and lock it")

    def parts(self) -> Iterable[Widget]:
        """How, and what came of it."""
        note = self.note
        yield Static(moment_text(note.contact_at), classes="quiet", markup=False)
        yield ChoiceField(
            "mode", _("How was the contact?"), options(ContactMode), needed=True,
            help=_("A note without a contact is Administration."),
            proposal=usual_mode(self.book.leaf_through(note.case_code)),
        )  # fmt: skip
        yield ChoiceField("outcome", _("Outcome"), options(ContactOutcome), ContactOutcome.REACHED)
        yield Static(_what_follows(), classes="quiet", markup=False)

    def save(self) -> None:
        """Sign it."""
        stated = {field.key: field.value for field in self.fields}
        self.attempt(lambda: self.book.case(self.book.sign_note(self._note_id, **stated).case_code))
