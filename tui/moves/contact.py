"""The day of the next contact."""

from collections.abc import Iterable

from textual.widget import Widget

from store.language import _
from tui.forms.day import DayField
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
        yield DayField(
            "next_contact", _("When?"), self.book.today(), self.book.case(self._code).next_contact,
            help=_("tomorrow, Friday, +7, 20 Nov, 20/11/2026. Empty: no next contact."),
        )  # fmt: skip

    def save(self) -> None:
        """Set or clear it."""
        day = self.field("next_contact").value
        self.attempt(lambda: self.book.set_next_contact(self._code, day))
