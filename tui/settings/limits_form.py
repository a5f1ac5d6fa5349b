"""The limits of the daily review: how long something may wait before it speaks of it, a line a phase."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from store import LingkarError
from store.language import N_, _
from store.model import Phase
from tui.forms.form import Form
from tui.frame import KeyLabel
from tui.settings.limit_fields import Heads, LimitField, PhaseField

_OTHERS = {
    "review_high": N_("Review of the plan, high or critical risk"),
    "review": N_("Review of the plan, other cases"),
    "review_ahead": N_("Mention a review before it is due"),
    "task_ahead": N_("Mention a task before it is due"),
    "note_unsigned": N_("Sign the note of a contact within"),
    "note_late": N_("Such a note is late after"),
    "referral": N_("Answer to a referral within"),
}
"""The limits that hold in every phase."""


class LimitsForm(Form):
    """All limits of the book. What is emptied is as usual again."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+d", "as_usual", show=False, priority=True)]

    def heading(self) -> str:
        """What is set."""
        return _("Limits of the daily review")

    def parts(self) -> Iterable[Widget]:
        """What the numbers are, the phases, and what holds in all of them."""
        yield Static(
            _("All numbers are days: within how many the client is to be reached again, by risk (every day at critical "
              "risk), and after how many in a phase the review asks what keeps the case there. Empty a line to get the "
              "usual value back; it stands below what you change. A case can have limits of its own."),
            classes="quiet", markup=False,
        )  # fmt: skip
        now = self.book.settings.limits
        yield Heads()
        for phase in Phase:
            yield PhaseField(phase, now)
        yield Static(_("In every phase, in days"), classes="group limits", markup=False)
        for key, label in _OTHERS.items():
            yield LimitField(key, _(label), now)

    def more_keys(self) -> Sequence[KeyLabel]:
        """The way back to what is usual."""
        return [("ctrl+d", _("all as usual"))]

    def action_as_usual(self) -> None:
        """Type the usual limits everywhere; nothing is saved by it."""
        for field in self._limits():
            field.put_usual()

    def save(self) -> None:
        """Keep the limits, and look at every case by them."""
        given = {field.key: field.limits if isinstance(field, PhaseField) else field.limit for field in self._limits()}
        try:
            self.book.change_settings(limits=self.book.settings.limits.changed(**given))
        except LingkarError as error:
            self.show_error(error)
        else:
            self.lingkar.show_anew()
            for place in self.lingkar.places():
                place.say(_("The limits of the review are set."))
            self.finish(None)

    def _limits(self) -> Iterator[PhaseField | LimitField]:
        return (field for field in self.fields if isinstance(field, PhaseField | LimitField))
