"""A check after the ending was done: which of those that the closing record planned."""

from collections.abc import Iterable
from datetime import date

from textual.widget import Widget
from textual.widgets import Static

from store.language import _
from store.language.formats import day_text, due_text
from store.practice import cycle
from tui.commands import BY_ACTION
from tui.forms.choice_field import ChoiceField
from tui.forms.form import Form


class AftercareDialog(Form):
    """The checks that are left, the next one chosen. The case stays closed."""

    ENTER_SAVES = True
    ASKS = False  # a cursor that moved over a list is no work that could be lost

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code

    def heading(self) -> str:
        """Whose check."""
        return _("Check after the ending: {case}").format(case=self.name_of(self.book.case(self._code)))

    @property
    def save_word(self) -> str:
        """What enter does."""
        return _("it was done")

    def parts(self) -> Iterable[Widget]:
        """The days, all in sight."""
        today = self.book.today()
        days = cycle.checks_left(self.book.case(self._code))
        listed = [
            (day.isoformat(), _("{day} ({due})").format(day=day_text(day), due=due_text(day, today))) for day in days
        ]
        if not listed:  # it came back after the last one was done
            yield Static(_("No check is left."), classes="quiet", markup=False)
            return
        yield ChoiceField(
            "day", _("Which check was done?"), listed, listed[0][0], unfolded=True,
            help=_("A note tells what you found; a new episode begins on the board (key {key}).").format(
                key=BY_ACTION["move_back"].shown_key
            ),
        )  # fmt: skip

    def save(self) -> None:
        """Note it."""
        if not self.fields:
            self.finish(None)
            return
        day = date.fromisoformat(self.field("day").value)
        self.attempt(lambda: self.book.aftercare_done(self._code, day))
