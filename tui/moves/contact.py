"""The day of the next contact."""

from collections.abc import Iterable
from datetime import date

from textual.widget import Widget

from store import Case
from store.language import _
from store.practice.due import must_be_ahead
from tui.forms.day import DayField, day_examples
from tui.forms.form import Form


class NextContactDialog(Form):
    """One day; empty clears it."""

    ENTER_SAVES = True

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code

    def heading(self) -> str:
        """Whose contact."""
        return _("Next contact: {case}").format(case=self.name_of(self.book.case(self._code)))

    def parts(self) -> Iterable[Widget]:
        """The day."""
        today = self.book.today()
        yield DayField(
            "next_contact", _("When?"), today, self.book.case(self._code).next_contact,
            help=_("{examples}. Empty: no next contact.").format(examples=day_examples(today)),
        )  # fmt: skip

    def save(self) -> None:
        """Set or clear it."""
        self.attempt(lambda: self._keep(self.field("next_contact").value))

    def _keep(self, day: date | None) -> Case:
        must_be_ahead(day, self.book.today())
        return self.book.set_next_contact(self._code, day)
