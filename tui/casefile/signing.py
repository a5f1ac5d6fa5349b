"""The form that signs a note: what contact it tells of, where nobody said it, and the day of the next one.

The contact that was planned is kept by signing it. Leaving the form signs nothing, which is said.
"""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from store import Note
from store.language import _
from store.language.formats import moment_text
from store.model import ContactMode, ContactOutcome
from tui.atbook import AtBook
from tui.casefile.note_facts import usual_mode
from tui.casefile.note_text import contact_words
from tui.casefile.write_form import NoteForm
from tui.commands import BY_ACTION
from tui.forms.choice_field import ChoiceField
from tui.forms.day import DayField
from tui.forms.field import Field
from tui.forms.options import options
from tui.moves.log_contact import next_help


class SignForm(NoteForm):
    """What contact a note tells of, the next one, and its signature."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g", "save", show=False, priority=True),  # the key that asked for the signature gives it too
    ]

    def heading(self) -> str:
        """That it is signed."""
        return _("Sign this note?")

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("sign and lock it")

    def parts(self) -> Iterable[Widget]:
        """How, and what came of it, as far as nobody said it; then when the next one is. A closed case has none."""
        note = self.note
        said = "" if note.is_unstated else f" · {contact_words(note)}"
        yield Static(f"{moment_text(note.contact_at)}{said}", classes="quiet", markup=False)
        if note.is_unstated:
            yield from self._contact(note)
        if not self.book.case(note.case_code).is_closed:
            is_reached = note.reached_client and not note.is_unstated
            yield DayField("next_contact", _("Next contact"), self.book.today(), help=self._next_help(is_reached))
        yield Static(_what_follows(), classes="quiet", markup=False)

    def _contact(self, note: Note) -> Iterator[Field]:
        yield ChoiceField(
            "mode", _("How was the contact?"), options(ContactMode), needed=True,
            help=_("A note without a contact is Administration."),
            proposal=usual_mode(self.book.leaf_through(note.case_code)),
        )  # fmt: skip
        yield ChoiceField("outcome", _("Outcome"), options(ContactOutcome), ContactOutcome.REACHED)

    def changed(self, field: Field) -> None:
        """What was done says whether it is the planned contact."""
        super().changed(field)
        if field.key in ("mode", "outcome") and any(each.key == "next_contact" for each in self.fields):
            mode, outcome = self.field("mode").value, self.field("outcome").value
            is_reached = bool(mode and outcome) and ContactMode.of(mode).reaches_client(ContactOutcome.of(outcome))
            self.field("next_contact").relabel(_("Next contact"), self._next_help(is_reached))

    def _next_help(self, is_reached: bool) -> str:
        """What becomes of the planned day when none is given here."""
        note = self.note
        return next_help(self.book.case(note.case_code), self.book.today(), note.contact_at if is_reached else None)

    def save(self) -> None:
        """Sign it."""
        stated = {field.key: field.value for field in self.fields}
        self.attempt(lambda: self.book.case(self.book.sign_note(self._note_id, **stated).case_code))

    def finish(self, answer: str | None) -> None:
        """Leave; without a signature the screen below says so."""
        below = self.app.screen_stack[-2]
        super().finish(answer)
        if answer is None and isinstance(below, AtBook):
            below.say(_("Not signed; it is still a draft."))


def _what_follows() -> str:
    return _(
        "A signed note is locked. Later changes are addenda, which keep what was signed. "
        "{key} takes a signature back while it is the last act."
    ).format(key=BY_ACTION["undo"].shown_key)
