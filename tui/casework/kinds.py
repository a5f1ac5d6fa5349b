"""What can be put into the file of a case: each kind with its letter and its form. The letters are data, here alone."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from store.language import N_, _
from store.model import Folder, Phase
from store.model.flag import Flag
from store.model.goal import Goal
from store.model.intervention import Intervention
from store.model.measure import Measure, Measurement
from store.model.part import Part
from store.model.person import Person
from store.model.record import Record
from store.model.referral import Referral
from store.model.relation import Relation
from store.model.score import Score
from store.model.task import Task
from store.model.team import TeamMember
from tui.casework.rated import GoalRating
from tui.forms.form import Form


def _nothing(_folder: Folder) -> str:
    return ""


def _a_goal(folder: Folder) -> str:
    return "" if any(goal.counts for goal in folder.goals) else N_("Needs a goal first.")


def _a_measure(folder: Folder) -> str:
    return "" if folder.measures else N_("Needs a measure first.")


def _at_evaluation(folder: Folder) -> str:
    return "" if folder.case.phase is Phase.EVALUATION else N_("Asked for in Evaluation.")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry.

    Attributes:
        letter: the key for it in the menu of what can be added.
        model: what a row of this kind holds; None where no row is opened with this form.
        tab: the number of the tab it is shown in; its kinds stand first in the menu there.
        form: module and class of its form, which is imported when it is opened.
        about: the kinds of row a new one is about when the cursor is on one: the goal of a rating.
        needs: why there can be none yet, in the language of the code; empty when there can.
    """

    letter: str
    _label: str
    model: type[Part] | None
    tab: int
    form: str
    _help: str
    about: tuple[type[Part], ...] = ()
    needs: Callable[[Folder], str] = _nothing

    @property
    def label(self) -> str:
        """What it is called."""
        return _(self._label)

    @property
    def help(self) -> str:
        """What it is, in half a sentence."""
        return _(self._help)

    def why_not(self, folder: Folder) -> str:
        """Why none can be added to this file now; empty when one can."""
        why = self.needs(folder)
        return _(why) if why else ""

    def make(self, code: str, id: str = "", focus: str = "", under: Record | None = None) -> Form:
        """Its form.

        Args:
            code: the case.
            id: the entry to change; empty for a new one.
            focus: the field to begin in.
            under: what is under the cursor, which a new one may be about.
        """
        room, _colon, name = self.form.partition(":")
        made: Any = getattr(import_module(room), name)
        named = {"id": id, "focus": focus}
        if not id and isinstance(under, self.about):
            named["about"] = under.id
        form: Form = made(code, **{name: value for name, value in named.items() if value})
        return form


KINDS = (
    Kind("p", N_("Person"), Person, 5, "tui.casework.people:PersonForm",
         N_("in the client system, or around it")),
    Kind("e", N_("Tie"), Relation, 5, "tui.casework.people:RelationForm",
         N_("between two people or systems"), (Person,)),
    Kind("l", N_("Danger"), Flag, 1, "tui.casework.flags:FlagForm",
         N_("what threatens, and the safety plan")),
    Kind("s", N_("Assessment"), None, 1, "tui.casework.assessment:AssessmentForm",
         N_("strengths, functioning, roles, issues")),
    Kind("c", N_("Decision"), None, 1, "tui.casework.decision:DecisionDialog",
         N_("what the evaluation leads to, and why"), (), _at_evaluation),
    Kind("k", N_("Linked case"), None, 1, "tui.casework.link:LinkDialog",
         N_("another case that belongs with this one")),
    Kind("m", N_("Measurement"), Measurement, 6, "tui.casework.measures:MeasurementForm",
         N_("one value on one day"), (Measure, Measurement), _a_measure),
    Kind("d", N_("Expectation and reality"), Score, 6, "tui.casework.scores:ScoresForm",
         N_("life domains, scored on a day")),
    Kind("q", N_("Measure"), Measure, 6, "tui.casework.measures:MeasureForm",
         N_("what is counted or rated again and again"), (Goal,)),
    Kind("r", N_("Rating"), GoalRating, 3, "tui.casework.ratings:RatingForm",
         N_("where a goal stands today on its scale"), (Goal, GoalRating), _a_goal),
    Kind("g", N_("Goal"), Goal, 3, "tui.casework.goals:GoalForm",
         N_("what is to be reached, with its scale")),
    Kind("t", N_("Task"), Task, 4, "tui.casework.plan:TaskForm",
         N_("who does what until when"), (Goal,)),
    Kind("f", N_("Referral"), Referral, 4, "tui.casework.referral:ReferralForm",
         N_("to whom, what for, and when to ask again"), (Goal,)),
    Kind("v", N_("Intervention"), Intervention, 4, "tui.casework.plan:InterventionForm",
         N_("what you do, at which level, in which role"), (Goal,)),
    Kind("a", N_("Team member"), TeamMember, 4, "tui.casework.plan:TeamForm",
         N_("who else works with the client")),
)  # fmt: skip
"""All kinds, in the order of the menu: as a case goes on; what is added often stands first in its tab."""

BY_LETTER = {kind.letter: kind for kind in KINDS}


def kind_of(part: Record | None) -> Kind | None:
    """The kind with whose form an entry is opened; None for what has none."""
    return next((kind for kind in KINDS if kind.model is not None and type(part) is kind.model), None)


def kind_made_with(form: object) -> Kind | None:
    """The kind that is added with a form; None for what is no such form."""
    name = f"{type(form).__module__}:{type(form).__name__}"
    return next((kind for kind in KINDS if kind.form == name), None)


def in_order(tab: int) -> list[Kind]:
    """All kinds, those of this tab first."""
    return sorted(KINDS, key=lambda kind: kind.tab != tab)
