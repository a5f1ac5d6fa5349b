"""Expectation and reality: all life domains of a case on one screen, a short line each, and the form of one score.

What is left alone is not written, unless it was looked at again and is as before.
"""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from textual.widget import Widget
from textual.widgets import Static

from store import Case
from store.language import N_, _
from store.model import LifeDomain, Score
from store.model.score import domain_label
from store.practice.gap import gap_of
from tui.casework.part_form import PartForm
from tui.casework.score_fields import OwnField, Scored, ScoreField
from tui.forms.choice_field import ChoiceField
from tui.forms.day import PastDayField
from tui.forms.form import Form
from tui.forms.options import NO, YES
from tui.forms.text import AreaField, LineField
from tui.look.together import together

_ROW = "domain:"


class ScoresForm(Form):
    """All life domains of a case at once."""

    def __new__(cls, code: str, id: str = "", focus: str = "") -> Any:
        """The form of one score where its id is given: so both are opened in the same way."""
        return ScoreForm(code, id, focus) if id else super().__new__(cls, code, id, focus)

    def __init__(self, code: str, id: str = "", focus: str = "") -> None:  # noqa: ARG002 - see `__new__`
        """Begin.

        Args:
            code: the case.
            id: empty here.
            focus: the domain to begin in.
        """
        super().__init__(_ROW + focus if focus else "")
        self._code = code

    def compose(self) -> Iterator[Widget]:
        """Read the scores once, then lay out the form."""
        self._last = {each.domain: each.last for each in gap_of(self.book.parts(Score, self._code)).domains}
        yield from super().compose()

    def heading(self) -> str:
        """What it is, and of which case."""
        return f"{_('Expectation and reality')} · {self.name_of(self.book.case(self._code))}"

    def parts(self) -> Iterable[Widget]:
        """How to fill it in, a row for each domain, own ones, and what holds for all."""
        help = _(
            "Write expectation, then reality: 1 very poor, 3 enough, 5 very good. Example: 4 2. A third number, 1 to "
            "3, says how much it matters: 4 2 3. Leave empty what does not concern the case."
        )
        yield Static(together(help), classes="quiet", markup=False)
        own = [domain for domain in self._last if domain not in list(LifeDomain)]
        domains = [*map(str, LifeDomain), *own]
        for domain in domains:
            row = ScoreField(_ROW + domain, domain, self._last.get(domain))
            row.set_class(domain == domains[-1], "-last")
            yield row
        yield OwnField("own", _("Domains of your own"), help=_("One a line, the label first: Clean water 4 2"))
        newest = max(self._last.values(), key=lambda score: score.on, default=None)
        yield LineField(
            "whose", _("Whose expectation"), newest.whose if newest else "",
            help=_("The school's, the family's, the court's, the client's own."),
        )  # fmt: skip
        yield PastDayField("on", _("Scored on"), self.book.today(), self.book.today(), needed=True)
        rest = ChoiceField(
            "rest", _("Those you leave as they are"),
            [(NO, _("are not written down again")), (YES, _("were looked at again on that day, and are as before"))],
            NO, unfolded=True,
        )  # fmt: skip
        rest.display = bool(self._last)
        yield rest

    def save(self) -> None:
        """Write the domains that were scored, all in one act."""
        scores = self._given()
        if scores:
            self.attempt(lambda: self._keep(scores))
        elif self._last:
            self.finish(self._code)
        else:
            self.say(_("Nothing is scored yet: write two numbers beside a domain, such as 4 2."))

    def _given(self) -> dict[str, Scored]:
        """What is to be written, by domain."""
        again = self.field("rest").value == YES
        given = {}
        for row in self.query(ScoreField):
            if row.scored and (row.is_rescored or (again and row.last)):
                given[row.domain] = row.scored
        own = self.field("own")
        assert isinstance(own, OwnField)
        known = {domain_label(domain).casefold(): domain for domain in (*map(str, LifeDomain), *self._last)}
        for label, scored in own.scored:
            domain = known.get(label.casefold(), label)
            given[domain] = scored
        return given

    def _keep(self, given: dict[str, Scored]) -> Case:
        """The act. Whose expectation it is holds for what was scored before only if that was written anew."""
        said, whose = self.field("whose").is_touched, self.field("whose").value
        rows = {
            domain: {**scored._asdict(), "whose": None if domain in self._last and not said else whose}
            for domain, scored in given.items()
        }
        self.book.score(self._code, self.field("on").value, rows)
        return self.book.case(self._code)


class ScoreForm(PartForm):
    """One score, to correct it."""

    MODEL: ClassVar = Score
    heading_new: ClassVar = N_("Expectation and reality")
    heading_old: ClassVar = N_("Expectation and reality")

    def parts(self) -> Iterable[Widget]:
        """The numbers, the day, whose expectation, and a note."""
        help = _("What is expected and what is, from 1 to 5, and how much it matters, from 1 to 3: 4 2 3.")
        yield Static(together(help), classes="quiet", markup=False)
        row = ScoreField("scored", self.of("domain"), self.part)
        row.needed = True
        row.add_class("-last")
        yield row
        yield PastDayField("on", _("Scored on"), self.book.today(), self.of("on"), needed=True)
        yield LineField("whose", _("Whose expectation"), self.of("whose") or "")
        yield AreaField("note", _("A word about it"), self.of("note") or "")

    def cleaned(self, values: dict[str, Any]) -> dict[str, Any]:
        """The short line as the three numbers it means."""
        if "scored" not in values:
            return values
        row = self.field("scored")
        assert isinstance(row, ScoreField)
        numbers = row.scored._asdict() if row.scored and row.is_rescored else {}
        return {**{key: value for key, value in values.items() if key != "scored"}, **numbers}
