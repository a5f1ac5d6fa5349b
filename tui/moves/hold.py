"""Letting a case rest, with a reason."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from store.language import _
from tui.forms.day import DayField, day_examples
from tui.forms.form import Form
from tui.forms.text import AreaField


class HoldDialog(Form):
    """Why, and until when."""

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code

    def heading(self) -> str:
        """Which case."""
        return _("On hold: {case}").format(case=self.name_of(self.book.case(self._code)))

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("put on hold")

    def parts(self) -> Iterable[Widget]:
        """Reason and day."""
        yield Static(_("The case rests in its phase. Risk is still watched."), classes="quiet", markup=False)
        yield AreaField("reason", _("Why?"), needed=True, help=_("Kept in the history."))
        today = self.book.today()
        yield DayField(
            "until", _("Until"), today, help=_("{examples}. May stay empty.").format(examples=day_examples(today))
        )  # fmt: skip

    def save(self) -> None:
        """Let it rest."""
        reason, until = self.field("reason").value, self.field("until").value
        self.attempt(lambda: self.book.hold(self._code, reason, until))
