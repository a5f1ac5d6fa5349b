"""Rating a goal: two keys from the case file, a level, enter. And putting a rating right that was wrong."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from store import Case, Casebook, LingkarError
from store.language import N_, _
from store.language.formats import day_text
from store.model import Goal, Rater
from tui.casefile.plan_words import ways_to_add
from tui.casework.part_form import PartForm
from tui.casework.rated import GoalRating, find_rating, goal_id
from tui.casework.scale import GoalLevelField, level_name
from tui.forms.ask import Ask
from tui.forms.choice import Options
from tui.forms.choice_field import ChoiceField
from tui.forms.day import PastDayField
from tui.forms.field import Field
from tui.forms.options import options
from tui.forms.text import LineField
from tui.frame import KeyLabel
from tui.look.net import brief

_FITS = 60
"""Characters of a goal that a choice shows for sure."""


class RatingForm(PartForm):
    """A look at one goal, on its own scale."""

    MODEL: ClassVar = GoalRating
    heading_new: ClassVar = N_("Rating")
    heading_old: ClassVar = N_("Rating, to be put right")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+d", "remove", show=False, priority=True)]

    def __init__(self, code: str, id: str = "", focus: str = "", about: str = "") -> None:
        """Begin.

        Args:
            code: see `PartForm`.
            id: of a rating that is put right (`rated.rating_id`); empty for a new one.
            focus: see `PartForm`.
            about: the id of the goal, or of a rating of it.
        """
        super().__init__(code, id, focus, about)
        self._rating = id

    def compose(self) -> Iterator[Widget]:
        """Read the goals once, then lay out the form."""
        goals = self.book.parts(Goal, self._code)
        about = goal_id(self._rating or self._about)
        self._goals = [goal for goal in goals if goal.counts or goal.id == about]
        self.part = find_rating(self.book, self._rating, self._code) if self._rating else None
        chosen = about if any(goal.id == about for goal in self._goals) else ""
        self._goal = chosen or (self._goals[0].id if len(self._goals) == 1 else "")
        yield from super(PartForm, self).compose()  # a rating lies in its goal, not in the file

    # The fields

    def parts(self) -> Iterable[Widget]:
        """Which goal, where it stands, who says so, and when."""
        if not self._goals:
            yield Static(self._no_goal(), classes="lead", markup=False)
            return
        listed: Options = [(goal.id, brief(goal.statement)) for goal in self._goals]
        goal = ChoiceField("goal", _("Goal"), listed, self._goal or None, needed=True)
        goal.display = self.part is None  # a rating stays with its goal
        yield goal
        if self.part is not None:
            statement = next(one.statement for one in self._goals if one.id == self._goal)
            yield Static(brief(statement), classes="lead", markup=False)
        yield GoalLevelField("level", _("Where does it stand?"), self._texts(), self._begin_at(), needed=True)
        yield ChoiceField("by", _("Who says so"), options(Rater), self.of("by"))
        yield PastDayField("on", _("Day"), self.book.today(), self.of("on") or self.book.today(), needed=True)
        yield LineField("note", _("A word about it"), self.of("note"))

    def _no_goal(self) -> str:
        return _("There is no goal to rate yet. Leave, and press {key} {letter} to set one.").format(
            **ways_to_add(Goal)
        )

    def start(self) -> None:
        """Begin at the level, unless it is still to be said of which goal."""
        self._first = self._first or ("level" if self._goal else "goal")
        super().start()

    def begin(self) -> None:
        """Show the scale of the goal that is chosen, perhaps before the book was locked."""
        if self._goals:
            self._show_goal()

    def changed(self, field: Field) -> None:
        """Another goal has another scale."""
        if field.key == "goal":
            self._show_goal()
            self._level.begin_at(self._begin_at())

    @property
    def _level(self) -> GoalLevelField:
        field = self.field("level")
        assert isinstance(field, GoalLevelField)
        return field

    def _chosen(self) -> Goal | None:
        id = self.field("goal").value if self.query(GoalLevelField) else self._goal  # which is composed after the goal
        return next((goal for goal in self._goals if goal.id == id), None)

    def _texts(self) -> dict[int, str]:
        goal = self._chosen()
        return goal.scale if goal else {}

    def _begin_at(self) -> int | None:
        """The level it is rated at, or was rated last: as before is an answer too. None before the first."""
        if self.part is not None:
            return int(self.part.level)
        goal = self._chosen()
        return goal.latest.level if goal and goal.latest else None

    def _show_goal(self) -> None:
        goal = self._chosen()
        self._level.show_texts(self._texts())
        self._level.relabel(_("Where does it stand?"), help=self._before(goal) if goal else "")
        whole = brief(goal.statement) if goal and len(goal.statement) > _FITS else ""
        self.field("goal").relabel(_("Goal"), help=whole)

    def _before(self, goal: Goal) -> str:
        """Where it stood before."""
        if goal.latest and self.part is None:
            return _("Last: {level} ({rater}, {day}). The same as before is an answer too.").format(
                level=level_name(goal.latest.level), rater=goal.latest.by.label, day=day_text(goal.latest.on)
            )
        if goal.baseline is not None:
            return _("Baseline: {level}.").format(level=level_name(goal.baseline))
        return _("Not rated yet, and no baseline is written down.") if self.part is None else ""

    @property
    def holds_text(self) -> bool:
        """Whether leaving now would lose something: a cursor that moved over a list is no work."""
        if self._over or not self.is_mounted:
            return False
        return any(field.is_touched for field in self.fields if field.key in ("on", "note"))

    def _show_field(self, field: Field) -> None:
        """The scale may be longer than the form: what is chosen stays in sight."""
        super()._show_field(field)
        if isinstance(field, GoalLevelField):
            field.choice.bring_into_view()

    # Keys

    def acts(self) -> Sequence[KeyLabel]:
        """Enter saves wherever it does not lead to the scale; without a goal there is nothing to do."""
        if not self._goals:
            return ()
        return [("enter", self.save_word)] if self._enter_saves() else super().acts()

    def more_keys(self) -> Sequence[KeyLabel]:
        """What is there can be removed."""
        return [("ctrl+d", _("remove it"))] if self.part else []

    def _enter_saves(self) -> bool:
        return self.focused is not None and self.focused is not self.field("goal").control

    def action_go_on(self) -> None:
        """Enter saves; on the choice of the goal it leads on to its scale."""
        if self._enter_saves():
            self.action_save()
        else:
            super().action_go_on()

    def action_remove(self) -> None:
        """Take a wrong rating away, after a question."""
        if self.part is None:
            raise SkipAction
        self.app.push_screen(
            Ask(
                _("Remove this rating?"), _("The goal stands where it stood without it. Undo (u) brings it back."),
                _("remove it"), _("keep it"),
            ),
            self._remove,
        )  # fmt: skip

    def _remove(self, yes: bool | None) -> None:
        old = self.part
        if yes and old is not None:
            try:
                self.book.remove_rating(old.goal, old.place, old.plain, self._code)
            except LingkarError as error:
                self.show_error(error)
            else:
                self.finish(self._code)

    # Saving

    def save(self) -> None:
        """Write the rating, where there is a goal to rate."""
        if self._goals:
            super().save()

    def keep_values(self, values: dict[str, Any]) -> Case:
        """A new rating, or an old one put right."""
        if "level" in values:
            values["level"] = int(values["level"])
        if self.part is None:
            self.book.rate_goal(values.pop("goal"), code=self._code, **values)
        else:
            old = self.part
            self.book.change_rating(old.goal, old.place, old.plain, self._code, **values)
        return self.book.case(self._code)

    def must_find_its_subject(self, book: Casebook) -> None:
        """See that the case, the goal and the rating are there; see `Form`."""
        book.case(self._code)
        if self._rating:
            find_rating(book, self._rating, self._code)
