"""Before a note is signed: what contact it tells of is named, or asked where nobody said it; afterwards it stays so.

The contact that was planned is kept by signing it, so that the day of the next one is asked for as well.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from store import Casebook, Note
from store.language import _
from store.language.formats import moment_text
from store.model import ContactMode, ContactOutcome
from store.practice.due import keeps_at
from tui.casefile.note_facts import usual_mode
from tui.casefile.note_text import contact_words
from tui.casefile.write_form import NoteForm
from tui.commands import BY_ACTION
from tui.forms.ask import Ask
from tui.forms.choice import ChoiceField
from tui.forms.day import DayField
from tui.forms.field import Field
from tui.forms.options import options
from tui.moves.log_contact import next_help


def signing(book: Casebook, note: Note, sign: Callable[[bool | None], None]) -> tuple[Screen[Any], Any]:
    """What opens before a note is signed, and what takes its answer: a form where something is to be filled in.

    Args:
        book: the open book.
        note: the draft.
        sign: told whether to sign it, where it is only a question.
    """
    if note.is_unstated or _may_keep(book, note):
        return SignForm(note.id), None
    contact = f"{moment_text(note.contact_at)} · {contact_words(note)}"
    return Ask(_("Sign this note?"), f"{contact}\n\n{_what_follows()}", _("sign and lock it"), _("not yet")), sign


def _may_keep(book: Casebook, note: Note) -> bool:
    """Whether the note tells, or may tell, of the contact that was planned: then none is planned any more."""
    is_kept = keeps_at(book.case(note.case_code), note.contact_at)
    return is_kept and (note.is_unstated or note.reached_client)


def _what_follows() -> str:
    return _(
        "A signed note is locked. Later changes are addenda, which keep what was signed. "
        "{key} takes a signature back while it is the last act."
    ).format(key=BY_ACTION["undo"].shown_key)


class SignForm(NoteForm):
    """What contact a note tells of, the next one, and its signature."""

    def heading(self) -> str:
        """That it is signed."""
        return _("Sign this note?")

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("sign and lock it")

    def parts(self) -> Iterable[Widget]:
        """How, and what came of it, as far as nobody said it; then when the next one is."""
        note = self.note
        said = "" if note.is_unstated else f" · {contact_words(note)}"
        yield Static(f"{moment_text(note.contact_at)}{said}", classes="quiet", markup=False)
        if note.is_unstated:
            yield from self._contact(note)
        if _may_keep(self.book, note):
            help = self._next_help(None if note.is_unstated else note.contact_at)
            yield DayField("next_contact", _("Next contact"), self.book.today(), help=help)
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
        if field.key in ("mode", "outcome") and _may_keep(self.book, self.note):
            mode, outcome = self.field("mode").value, self.field("outcome").value
            reached = bool(mode and outcome) and ContactMode.of(mode).reaches_client(ContactOutcome.of(outcome))
            at = self.note.contact_at if reached else None
            self.field("next_contact").relabel(_("Next contact"), self._next_help(at))

    def _next_help(self, reached: datetime | None) -> str:
        return next_help(self.book.case(self.note.case_code), self.book.today(), reached)

    def save(self) -> None:
        """Sign it."""
        stated = {field.key: field.value for field in self.fields}
        self.attempt(lambda: self.book.case(self.book.sign_note(self._note_id, **stated).case_code))
