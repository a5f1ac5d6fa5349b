"""Writing down that a contact was made or tried, in a few seconds. Its note may follow; until then the review asks."""

from collections.abc import Iterable
from datetime import date, datetime

from textual.widget import Widget

from store import Case
from store.language import _
from store.language.formats import day_text
from store.model import ContactMode, ContactOutcome
from store.model.record import to_the_second
from store.practice.due import keeps_at
from tui.casefile.note_facts import usual_mode
from tui.forms.choice_field import ChoiceField
from tui.forms.day import DayField, day_examples
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.moment import MomentField, moment_examples
from tui.forms.options import options
from tui.forms.text import LineField
from tui.forms.ticks import TickField


class LogContactDialog(Form):
    """How, with what outcome, when, a few words; and when next. Enter saves what stands there, which is the usual."""

    ENTER_SAVES = True

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code

    def heading(self) -> str:
        """With whom."""
        return _("Contact: {case}").format(case=self.name_of(self.book.case(self._code)))

    def parts(self) -> Iterable[Widget]:
        """What happened, and what comes next; a closed case is met no more."""
        case, usual = self.book.case(self._code), usual_mode(self.book.leaf_through(self._code))
        yield ChoiceField("mode", _("How"), options(ContactMode), usual)
        yield ChoiceField("outcome", _("Outcome"), options(ContactOutcome), ContactOutcome.REACHED)
        now = self.book.clock()
        yield MomentField("at", _("When"), to_the_second(now), self.book.clock, help=moment_examples(now))
        yield LineField("body", _("In a few words"), help=_("May stay empty; the note can follow."))
        yield TickField("sign", _("Signature"), _("Sign the note now"))
        if not case.is_closed:
            yield DayField("next_contact", _("Next contact"), self.book.today())

    def begin(self) -> None:
        """Say what becomes of a planned day. What has no words cannot be signed."""
        self._tell_of_the_next()
        self._offer_to_sign()

    def _offer_to_sign(self) -> None:
        self.field("sign").display = not self.field("body").is_empty

    def changed(self, field: Field) -> None:
        """What was done, and when, says whether it is the planned contact. What has no words cannot be signed."""
        self._offer_to_sign()
        if field.key in ("mode", "outcome", "at"):
            self._tell_of_the_next()

    def _tell_of_the_next(self) -> None:
        case, at = self.book.case(self._code), self.field("at")
        if case.is_closed or at.trouble():
            return
        mode, outcome = self.field("mode").value, self.field("outcome").value
        reached = bool(mode and outcome) and ContactMode.of(mode).reaches_client(ContactOutcome.of(outcome))
        help = next_help(case, self.book.today(), at.value if reached else None)
        self.field("next_contact").relabel(_("Next contact"), help)

    def save(self) -> None:
        """Write it down."""
        self.attempt(self._keep)

    def _keep(self) -> Case:
        values = {field.key: field.value for field in self.fields if not field.is_empty}
        self.book.log_contact(self._code, **values)
        return self.book.case(self._code)


def next_help(case: Case, today: date, reached: datetime | None) -> str:
    """How to write the day, and what becomes of one that is planned when none is given.

    Args:
        case: its case.
        today: the day it is.
        reached: when the client was reached; None where that was not so.
    """
    if case.next_contact is None or (reached and keeps_at(case, reached)):
        return _("{examples}. Empty: no next contact.").format(examples=day_examples(today))
    if case.next_contact <= today and not reached:
        words = _("{examples}. Empty: {day} stands until the client is reached.")
    else:
        words = _("{examples}. Empty: {day} stays as it is.")
    return words.format(examples=day_examples(today), day=day_text(case.next_contact))
