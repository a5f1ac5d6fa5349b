"""Putting a case off: the daily review leaves it alone until a day, for a reason."""

from collections.abc import Iterable
from datetime import timedelta

from textual.widget import Widget

from store.language import _
from tui.forms.day import DayField, day_examples
from tui.forms.form import Form
from tui.forms.text import LineField

PROPOSED = timedelta(days=3)


class PutOffDialog(Form):
    """Why, and until when."""

    ENTER_SAVES = True

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code

    def heading(self) -> str:
        """Which case."""
        return _("Put off: {case}").format(case=self.name_of(self.book.case(self._code)))

    @property
    def save_word(self) -> str:
        """What enter does."""
        return _("put off")

    def parts(self) -> Iterable[Widget]:
        """Reason and day."""
        today = self.book.today()
        yield LineField("reason", _("Why can it wait?"), needed=True, help=_("Kept in the history."))
        yield DayField(
            "until", _("Until"), today, today + PROPOSED, needed=True,
            help=_("{examples}. The review keeps quiet about what is due today. It goes on to speak of dangers, and of "
                   "what comes due meanwhile.").format(examples=day_examples(today)),
        )  # fmt: skip

    def save(self) -> None:
        """Put it off."""
        until, reason = self.field("until").value, self.field("reason").value
        self.attempt(lambda: self.book.put_off(self._code, until, reason))
