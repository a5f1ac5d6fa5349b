"""The form of a goal with its scale. That of a rating stands in `ratings`.

What makes a good scale is said while it is written, in grey, and never stops anyone (Marson's advice).
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, ClassVar

from textual.widget import Widget
from textual.widgets import Static

from store.language import N_, _
from store.language.formats import day_text
from store.model import Goal, GoalStatus, Level, LifeDomain
from store.model.goal import SCALE
from store.practice.goals import advice, goal_advice
from tui.casework.part_form import PartForm
from tui.casework.scale import LevelText, level_options
from tui.forms.choice import Options
from tui.forms.choice_field import ChoiceField
from tui.forms.day import DayField
from tui.forms.field import Field
from tui.forms.options import options
from tui.forms.text import AreaField, LineField
from tui.look.net import brief

OWN = "\n"
"""Stands in the choice of domains for a label that is typed. No label can be this: it is one line."""

_THREE_MONTHS = timedelta(days=90)

_WEIGHTS = {1: N_("1: counts once"), 2: N_("2: counts twice"), 3: N_("3: counts three times")}


class GoalForm(PartForm):
    """A goal."""

    MODEL: ClassVar = Goal
    heading_new: ClassVar = N_("New goal")
    heading_old: ClassVar = N_("Goal")

    # The fields

    def parts(self) -> Iterable[Widget]:
        """The goal, its scale with the advice, and how it counts."""
        self._others = [one for one in self.book.parts(Goal, self._code) if self.part is None or one.id != self.part.id]
        yield AreaField(
            "statement", _("Goal"), self.of("statement") or "", needed=True,
            help=_("What will be different when the work succeeds, in the client's words where you can."),
        )  # fmt: skip
        yield Static(_("What is to be seen at each level"), classes="group", markup=False)
        yield from self._scale()
        yield Static(classes="quiet advice", markup=False)
        yield from self._beginning_and_end()
        yield Static(_("Where it belongs"), classes="group", markup=False)
        yield from self._place()

    def _scale(self) -> Iterator[Field]:
        for level in SCALE:
            yield LevelText(level, self.of(SCALE[level]) or "")

    def _beginning_and_end(self) -> Iterator[Field]:
        baseline, today = self.of("baseline"), self.book.today()
        yield ChoiceField(
            "baseline", _("Baseline"), self._levels(), None if baseline is None else str(baseline),
            help=_("Where the client stands as the goal is set. Needed to leave Planning."),
        )  # fmt: skip
        yield DayField(
            "target", _("Target date"), today, self.of("target"),
            help=_("The day by which level 0 is to be reached: {day} or +90 (three months).").format(
                day=day_text(today + _THREE_MONTHS)
            ),
        )  # fmt: skip

    def _place(self) -> Iterator[Field]:
        domain = self.of("domain") or None
        yield ChoiceField("domain", _("Life domain"), self._domains(), domain)
        yield LineField("own_domain", _("Your own label for it"), limit=60, needed=True)
        level = self.of("level") if self.part else self.book.case(self._code).level
        yield ChoiceField("level", _("Level"), options(Level), level)
        weights: Options = [(str(weight), _(words)) for weight, words in _WEIGHTS.items()]
        yield ChoiceField(
            "weight", _("Weight"), weights, str(self.of("weight")),
            help=_("How much it counts in the score. Where one goal is weighted, weigh them all."),
        )  # fmt: skip
        yield ChoiceField("status", _("Status"), options(GoalStatus), self.of("status"))

    def _levels(self, texts: dict[int, str] | None = None) -> Options:
        return level_options(texts if texts is not None else self._texts(), _("not known yet"))

    def _texts(self) -> dict[int, str]:
        """The texts of the scale as they stand here."""
        fields = self.query(LevelText)
        if not fields:  # not composed yet
            return {level: self.of(key) or "" for level, key in SCALE.items()}
        return {field.level: field.value for field in fields}

    def _domains(self) -> Options:
        """The twelve, the labels that this case uses besides, and a new one."""
        used = [goal.domain for goal in [*self._others, *([self.part] if self.part else [])]]
        used += [score.domain for score in self.book.folder_of(self._code).scores]
        own = dict.fromkeys(label for label in used if label and label not in list(LifeDomain))
        labels: list[tuple[str | None, str]] = [(label, brief(label)) for label in own]
        return [*options(LifeDomain, _("not said")), *labels, (OWN, _("another: your own label"))]

    # What one field means for the others

    def begin(self) -> None:
        """Show what belongs to what is filled in."""
        self._show_own_domain()
        self._show_advice()

    def changed(self, field: Field) -> None:
        """Another text is another scale; another domain may be one's own."""
        if field.key == "domain":
            self._show_own_domain()
        if isinstance(field, LevelText):
            baseline = self.field("baseline")
            assert isinstance(baseline, ChoiceField)
            baseline.choice.offer(self._levels(self._texts()))
        if isinstance(field, LevelText) or field.key in ("weight", "status"):
            self._show_advice()

    def _show_own_domain(self) -> None:
        self.field("own_domain").display = self.field("domain").value == OWN

    def _show_advice(self) -> None:
        """What to look at, in this scale and in the goals together; while the first is written there is only one."""
        goal = Goal(
            id="", case_code=self._code, statement=".", set_on=self.book.today(),
            weight=self.field("weight").value, status=self.field("status").value,
            **{SCALE[level]: text for level, text in self._texts().items()},
        )  # fmt: skip
        together = advice([*self._others, goal]) if self._others else ()
        sentences = [*goal_advice(goal), *together]
        shown = self.query_one(".advice", Static)
        shown.update("\n".join(sentences))
        shown.display = bool(sentences)

    # Keys and saving

    def action_go_on(self) -> None:
        """Enter in a level goes on to the next one: each is a line, however long."""
        if isinstance(getattr(self.focused, "parent", None), LevelText):
            self.focus_next()
        else:
            super().action_go_on()

    def cleaned(self, values: dict[str, Any]) -> dict[str, Any]:
        """A label of one's own is the domain."""
        own = values.pop("own_domain", None)
        if values.get("domain") == OWN:
            values["domain"] = own
        return values
