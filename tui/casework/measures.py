"""The forms of what is measured and of one value. Values are typed one after the other, an enter after each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Input, Static

from store.language import N_, _
from store.language.formats import day_text
from store.language.numbers import number_text
from store.model import Improves, Measure, Measurement, Stage
from tui.casefile.plan_words import ways_to_add
from tui.casework.fitting import FittingForm
from tui.casework.part_form import PartForm
from tui.forms.choice import Options
from tui.forms.choice_field import ChoiceField
from tui.forms.day import PastDayField
from tui.forms.field import Field
from tui.forms.number import NumberField
from tui.forms.options import options
from tui.forms.text import LineField
from tui.frame import KeyLabel
from tui.look.net import brief

_LATEST = 6
"""So many values are shown beside the one that is typed."""


class MeasureForm(FittingForm):
    """What is measured."""

    MODEL: ClassVar = Measure
    heading_new: ClassVar = N_("What is to be measured")
    heading_old: ClassVar = N_("What is measured")

    def all_parts(self) -> Iterable[Widget]:
        """What, in what, which way is better, and for which goal."""
        yield LineField(
            "target", _("What is counted or rated"), self.of("target") or "", needed=True, limit=120,
            help=_("One thing that can be seen: quarrels at home, hours of sleep, days at school."),
        )  # fmt: skip
        yield LineField("unit", _("Unit"), self.of("unit"), help=_("Times a day, hours, points from 0 to 10."))
        yield ChoiceField(
            "improves", _("Which way is better?"), options(Improves), self.of("improves"), needed=True, unfolded=True
        )
        yield from self.goal_field()


class MeasurementForm(PartForm):
    """One value of one measure on one day."""

    MODEL: ClassVar = Measurement
    heading_new: ClassVar = N_("New value")
    heading_old: ClassVar = N_("Value")

    def __init__(self, code: str, id: str = "", focus: str = "", about: str = "", goes_on: bool = False) -> None:
        """Begin.

        Args:
            code: see `PartForm`.
            id: see `PartForm`.
            focus: see `PartForm`.
            about: the id of the measure, or of a value of it.
            goes_on: whether this value follows upon one that was typed just now.
        """
        super().__init__(code, id, focus, about)
        self._follows, self._goes_on = goes_on, False

    def compose(self) -> Iterator[Widget]:
        """Read the measures once, then lay out the form."""
        self._measures = self.book.parts(Measure, self._code)
        self._values = self.book.parts(Measurement, self._code)
        yield from super().compose()

    # The fields

    def parts(self) -> Iterable[Widget]:
        """Of what, the value, the day, before or during the intervention."""
        if not self._measures:
            words = _("Nothing is set up to measure. Press esc, then {key} {letter}.")
            yield Static(words.format(**ways_to_add(Measure)), classes="lead", markup=False)
            return
        listed: Options = [(one.id, _named(one)) for one in self._measures]
        measure = self._measure
        today = self.book.today()
        yield ChoiceField("measure", _("What is measured"), listed, measure.id if measure else None, needed=True)
        yield NumberField("value", _("Value"), self.of("value"), unit=_unit(measure), needed=True)
        self._offered = self.of("on") or self._next_day(), self.of("stage") or self._stage()
        day, stage = self._offered
        yield PastDayField("on", _("Day"), today, day, needed=True)
        yield ChoiceField("stage", _("Phase A or B"), options(Stage), stage, needed=True)
        yield LineField("note", _("A word about it"), self.of("note"))

    def start(self) -> None:
        """Begin at the value, unless it is still to be said of what."""
        self._first = self._first or ("value" if self._measure else "measure")
        super().start()

    def begin(self) -> None:
        """Show what there is of the measure that is chosen, perhaps before the book was locked."""
        if self._measures:
            self._show_latest()

    def changed(self, field: Field) -> None:
        """Another measure has another unit, and its own last day and phase."""
        if field.key == "measure":
            self._show_latest()
            if self.part is None:
                self._suggest()

    def _suggest(self) -> None:
        """Offer day and phase anew where the user left them alone."""
        before, self._offered = self._offered, (self._next_day(), self._stage())
        day, stage = self.field("on"), self.field("stage")
        if not day.trouble() and day.value == before[0]:
            day.retype(day_text(self._offered[0]))
        if stage.value == before[1]:
            stage.retype(self._offered[1])

    @property
    def holds_text(self) -> bool:
        """Whether leaving now would lose something; what was only offered is no work."""
        if self.part is not None:
            return super().holds_text
        return not self._over and any(not field.is_empty for field in self.fields if field.key in ("value", "note"))

    # What the last value says of the next

    @property
    def _measure(self) -> Measure | None:
        """The one that is chosen: at first that of the value, of the row under the cursor, the only one."""
        if self.query(NumberField):  # it is composed
            id = self.field("measure").value
        elif self.part is not None:
            id = self.part.measure
        else:
            of_value = next((one.measure for one in self._values if one.id == self._about), "")
            id = of_value or self._about or (self._measures[0].id if len(self._measures) == 1 else "")
        return next((one for one in self._measures if one.id == id), None)

    def _so_far(self) -> list[Measurement]:
        """Its values, the oldest first."""
        measure = self._measure
        return sorted((one for one in self._values if measure and one.measure == measure.id), key=lambda one: one.on)

    def _next_day(self) -> date:
        """Today, unless several are typed in a row."""
        return next_day([one.on for one in self._so_far()] if self._follows else [], self.book.today())

    def _stage(self) -> Stage:
        """That of the last value; a measure begins with its baseline."""
        values = self._so_far()
        return values[-1].stage if values else Stage.A

    def _show_latest(self) -> None:
        measure, values = self._measure, self._so_far()
        value = self.field("value")
        assert isinstance(value, NumberField)
        value.set_unit(_unit(measure))
        latest = [one for one in values if self.part is None or one.id != self.part.id][-_LATEST:]
        words = ", ".join(f"{number_text(one.value)} ({one.stage})" for one in latest)
        told = (
            _("The last ones: {values}. The last day: {day}.")
            if len(latest) > 1
            else _("The last one: {values} on {day}.")
        )
        help = told.format(values=words, day=day_text(latest[-1].on)) if latest else _("There is none yet.")
        value.relabel(_("Value"), help=help if measure else "")

    # Keys and saving

    def acts(self) -> Sequence[KeyLabel]:
        """Enter in a line keeps a new value and asks for the next; without a measure there is nothing to do."""
        if not self._measures:
            return ()
        if self._enters_next():
            return [("enter", _("save, next value")), ("ctrl+s", _("save and leave"))]
        return super().acts()

    def _enters_next(self) -> bool:
        return self.part is None and isinstance(self.focused, Input)

    def action_go_on(self) -> None:
        """Enter in a line saves; a new value leads on to the next one."""
        if not isinstance(self.focused, Input):
            super().action_go_on()
            return
        self._goes_on = self._enters_next()
        self.action_save()
        self._goes_on = False

    def save(self) -> None:
        """Write the value, where there is something to measure."""
        if self._measures:
            super().save()

    def finish(self, answer: str | None) -> None:
        """Leave, or go on to the next value of the same measure."""
        if not self._goes_on or self._over:
            super().finish(answer)
            return
        code, about, app = self._code, self.field("measure").value, self.app

        def ask_for_the_next() -> None:
            app.push_screen(MeasurementForm(code, about=about, goes_on=True))

        super().finish(answer)
        app.call_next(ask_for_the_next)  # once this form is gone, and before the next key


def next_day(days: Sequence[date], today: date) -> date:
    """The day that is offered for the next of several values typed in a row.

    Args:
        days: those of the values so far, the first one first.
        today: what is offered for the first value, and never passed.

    Returns:
        As long after the last one as that came after the one before it; the day after a single one.
    """
    if not days:
        return today
    step = (days[-1] - days[-2]).days if len(days) > 1 else 1
    return min(today, days[-1] + timedelta(days=step))


def _named(measure: Measure) -> str:
    return f"{brief(measure.target)} ({_unit(measure)})" if measure.unit else brief(measure.target)


def _unit(measure: Measure | None) -> str:
    return brief(measure.unit) if measure else ""
