"""Going back to an earlier phase, or beginning anew with a case that was closed. Both are normal work with a reason."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from store import Case
from store.language import _
from store.language.formats import day_text
from store.practice import cycle
from tui.forms.choice_field import ChoiceField
from tui.forms.day import DayField, day_examples
from tui.forms.form import Form
from tui.forms.text import AreaField


class BackDialog(Form):
    """Where to, and why."""

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code

    @property
    def _case(self) -> Case:
        return self.book.case(self._code)

    def heading(self) -> str:
        """What is done with which case."""
        words = _("Reopen: {case}") if self._case.is_closed else _("Back: {case}")
        return words.format(case=self.name_of(self._case))

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("reopen") if self._case.is_closed else _("move back")

    def parts(self) -> Iterable[Widget]:
        """What it means, where to, and why."""
        case, ways = self._case, cycle.ways_back(self._case)
        yield Static(self._meaning(case), classes="quiet", markup=False)
        if ways:
            yield ChoiceField(
                "phase", _("Begin again in") if case.is_closed else _("Back to"), [(way, way.label) for way in ways],
                ways[0], unfolded=True,
            )  # fmt: skip
        yield AreaField("reason", _("Why?"), needed=True, help=_("Kept in the history; your supervisor will see it."))
        if case.is_closed:
            today = self.book.today()
            help = _("{examples}. Empty: no next contact.").format(examples=day_examples(today))
            yield DayField("next_contact", _("Next contact"), today, help=help)

    def _meaning(self, case: Case) -> str:
        if case.is_closed and case.closure:
            return _(
                "Closed on {day}. A new episode begins (episode {number}); the closing record stays in the history."
            ).format(day=day_text(case.closure.closed), number=case.episode + 1)
        return _("Now in {phase}. A fresh look at a case is good work, not a mistake.").format(phase=case.phase.label)

    def save(self) -> None:
        """Move it."""
        phase = self.field("phase").value if cycle.ways_back(self._case) else ""
        reason = self.field("reason").value
        if self._case.is_closed:
            day = self.field("next_contact").value
            self.attempt(lambda: self.book.reopen(self._code, phase, reason, next_contact=day))
        else:
            self.attempt(lambda: self.book.move_back(self._code, phase, reason))
