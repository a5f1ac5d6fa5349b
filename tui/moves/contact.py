"""The day of the next contact."""

from collections.abc import Iterable

from textual.widget import Widget

from store.language import _
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
        day = self.field("next_contact").value
        self.attempt(lambda: self.book.set_next_contact(self._code, day))
