"""What the forms of the plan share: fields shown only where they fit, the goal that is served."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from textual.widget import Widget

from store.language import _
from store.model import Goal
from tui.casework.part_form import PartForm
from tui.forms.choice_field import ChoiceField
from tui.forms.field import Field
from tui.forms.text import AreaField
from tui.look.net import brief


class FittingForm(PartForm):
    """A form in which what one field says decides which others are asked for."""

    def all_parts(self) -> Iterable[Widget]:
        """Every field there can be, and what stands between them."""
        raise NotImplementedError

    def fits(self, key: str) -> bool:  # noqa: ARG002 - for the forms to answer
        """Whether the field of this name is asked for, as things stand."""
        return True

    def now(self, key: str) -> Any:
        """What a field says now, or will say once the form is there; None where there is no such field."""
        field = next((field for field in self.query(Field) if field.key == key), None)
        return field.value if field else self.of(key)

    def parts(self) -> Iterable[Widget]:
        """Every part, those that do not fit out of sight."""
        for part in self.all_parts():
            if isinstance(part, Field):
                part.display = self.fits(part.key)
            yield part

    def begin(self) -> None:
        """Show what fits, also to what came back after the book was locked."""
        self.show_fitting()

    def changed(self, field: Field) -> None:
        """Another choice asks for other things, the first of which comes into sight."""
        if isinstance(field, ChoiceField):
            before = self.fields
            self.show_fitting()
            asked = [each for each in self.fields if each not in before]
            if asked:
                self.call_after_refresh(self._show_field, asked[0])

    def show_fitting(self) -> None:
        """Show the fields that fit. A text that was typed stays, so that it is not dropped unseen."""
        for field in self.query(Field):
            is_kept = isinstance(field, AreaField) and field.is_touched and not field.is_empty
            field.display = self.fits(field.key) or is_kept

    def goal_field(self) -> Iterator[Field]:
        """The field for the goal it serves, of a new one that under the cursor or the only one; none without goals."""
        goals = self.book.parts(Goal, self._code)
        about = self._about if any(goal.id == self._about for goal in goals) else None
        in_work = [goal.id for goal in goals if goal.counts]
        only = in_work[0] if self.part is None and len(in_work) == 1 else None
        chosen = self.of("goal") or about or only
        offered = [goal for goal in goals if goal.counts or goal.id == chosen]
        if offered:
            listed = [(goal.id, brief(goal.statement)) for goal in offered]
            yield ChoiceField("goal", _("Goal it serves"), [(None, _("no goal")), *listed], chosen)


def day_in(form: FittingForm, key: str) -> Callable[[], date | None]:
    """Answers the day that a field of a form says now, None where it says none."""

    def day() -> date | None:
        field = form.field(key)
        value = None if not field.display or field.trouble() else field.value
        return value if isinstance(value, date) else None

    return day
