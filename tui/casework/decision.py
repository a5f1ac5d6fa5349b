"""What the evaluation leads to: end, watch on, or plan anew; and why."""

from collections.abc import Iterable

from textual.widget import Widget

from store.language import _
from store.language.formats import day_text
from store.model import Verdict
from tui.forms.choice_field import ChoiceField
from tui.forms.form import Form
from tui.forms.options import options
from tui.forms.text import AreaField


class DecisionDialog(Form):
    """The decision of the evaluation, dated today."""

    def __init__(self, code: str, focus: str = "") -> None:
        """Of this case; see `Form`."""
        super().__init__(focus)
        self._code = code

    def heading(self) -> str:
        """Which case."""
        return _("Decision of the evaluation · {case}").format(case=self.name_of(self.book.case(self._code)))

    def parts(self) -> Iterable[Widget]:
        """The verdict and its reason, as they were written last."""
        decision = self.book.case(self._code).decision
        help = _("Decided on {day}. Saving dates it today.").format(day=day_text(decision.on)) if decision else ""
        yield ChoiceField(
            "verdict", _("What does it lead to?"), options(Verdict), decision.verdict if decision else None,
            needed=True, unfolded=True, help=help,
        )  # fmt: skip
        yield AreaField(
            "why", _("Why?"), decision.why if decision else "", needed=True,
            help=_("What was reached and what not, and what the client thinks of it."),
        )  # fmt: skip

    def save(self) -> None:
        """Write it down."""
        verdict, why = self.field("verdict").value, self.field("why").value
        self.attempt(lambda: self.book.decide(self._code, verdict, why))
