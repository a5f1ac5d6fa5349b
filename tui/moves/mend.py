"""Where a gate item is filled in: the form that opens on enter, at the very thing that is missing.

What is missing is said by `store.practice`; here is only which form it is filled in with.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from store import Note
from store.model import Flag, Folder, Goal, Person, Referral, Score, Task, TeamMember
from store.model.part import Part
from store.practice import items, risk
from tui.atbook import AtBook
from tui.forms.form import Form

P = TypeVar("P")
Made = Form | None
"""A form with client text in it; None where nothing is missing any more."""

DECISION = "c"
"""The letter of the decision among the kinds of entry."""


def mend(at: AtBook, code: str, fix: str) -> None:
    """Open the place where a gate item is filled in, if there is one and nothing hidden would be seen there.

    Args:
        at: the screen from which it is opened.
        code: the case.
        fix: what the item says fills it; see `store.practice.items`.
    """
    folder = at.book.folder_of(code)
    if fix == "risk_level" or (fix in ("risk", "danger") and not _names_danger(folder, fix)):
        from tui.moves.risk import RiskDialog

        at.app.push_screen(RiskDialog(code))
    elif fix == "contact":
        reached = [note for note in folder.notes if note.reached_client]
        _open_note(at, code, [*reached, *(note for note in folder.notes if note.is_unstated)])
    elif fix == "note" or (fix == "loose_ends" and any(note.is_draft for note in folder.notes)):
        _open_note(at, code, folder.notes)
    elif fix and not at.must_stay_hidden():
        form = _FORMS[fix](folder) if fix in _FORMS else _case_form(folder, fix)
        if form:
            at.app.push_screen(form)


def _names_danger(folder: Folder, fix: str) -> bool:
    """Whether a danger is to be looked at, and not the level of the case: for `risk`, once that was assessed."""
    if fix == "risk":
        return folder.case.risk_reviewed and folder.case.risk_level is not None
    return bool(risk.alarming(folder.flags))


def _open_note(at: AtBook, code: str, notes: Iterable[Note]) -> None:
    """The newest draft of these, to sign or to discard it; without one a new note."""
    from tui.casefile.editor import NoteEditor

    draft = next((note for note in notes if note.is_draft), None)
    if draft is None:
        at.app.push_screen(NoteEditor(code))
    elif not at.must_stay_hidden():
        at.app.push_screen(NoteEditor(code, draft.id))


def _case_form(folder: Folder, field: str) -> Form:
    from tui.intake.case_form import CaseForm

    return CaseForm(folder.case.code, focus=field)


def _form(
    model: type[Part], folder: Folder, old: Part | None = None, focus: str = "", under: Part | None = None
) -> Form:
    """The form of a kind of entry: of an old one, or of a new one that is about what lies under it."""
    from tui.casework.kinds import KINDS

    kind = next(kind for kind in KINDS if kind.model is model)
    return kind.make(folder.case.code, old.id if old else "", focus, under)


def _first(found: Iterable[P]) -> P | None:
    return next(iter(found), None)


def _planned(folder: Folder) -> Made:
    """The danger without a safety plan; where none is named, a new one."""
    flag = _first(flag for flag in risk.alarming(folder.flags) if not flag.safety_plan)
    return _form(Flag, folder, flag, "safety_plan" if flag else "")


def _danger(folder: Folder) -> Made:
    flag = _first(risk.alarming(folder.flags))
    return _form(Flag, folder, flag, "state") if flag else None


def _goal(folder: Folder) -> Made:
    """The goal whose scale or baseline is not whole; where there is none, a new one."""
    goal = _first(goal for goal in folder.goals if items.in_work(goal) and not items.has_scale(goal))
    return _form(Goal, folder, goal, _missing_of(goal) if goal else "")


def _missing_of(goal: Goal) -> str:
    """The field of a goal that is to be filled in first."""
    if not goal.expected:
        return "expected"
    if not (goal.much_less or goal.less):
        return "less"
    return "baseline" if goal.better or goal.much_better else "better"


def _task_of_goal(folder: Folder) -> Made:
    """The task that lacks somebody to do it or a day; where the goal has none, a new one for it."""
    goal = _first(goal for goal in folder.goals if items.in_work(goal) and not items.has_task(goal, folder))
    if goal is None:
        return None
    task = _first(task for task in folder.tasks if task.goal == goal.id and task.is_open)
    return _form(Task, folder, task, "due" if task and task.owner else "owner" if task else "", goal)


def _unsettled_task(folder: Folder) -> Made:
    task = _first(task for task in folder.tasks if task.is_open and not task.carried_over)
    return _form(Task, folder, task, "status") if task else None


def _unanswered(folder: Folder) -> Made:
    referral = _first(referral for referral in folder.referrals if not referral.status.has_outcome)
    return _form(Referral, folder, referral, "status") if referral else None


def _rating(folder: Folder) -> Made:
    """Of the first goal that was not rated since its baseline."""
    from tui.casework.rated import GoalRating

    goal = _first(goal for goal in folder.goals if goal.counts and not items.is_rated(goal, folder))
    return _form(GoalRating, folder, under=goal) if goal else None


def _strengths(folder: Folder) -> Made:
    from tui.casework.assessment import AssessmentForm

    return AssessmentForm(folder.case.code, "strengths")


def _team(folder: Folder) -> Made:
    """Whichever of the two is not named yet."""
    return _form(Referral if folder.team else TeamMember, folder)


def _decision(folder: Folder) -> Made:
    from tui.casework.kinds import BY_LETTER

    return BY_LETTER[DECISION].make(folder.case.code)


def _loose_end(folder: Folder) -> Made:
    """The first task, or else referral, that is still open."""
    if task := _first(task for task in folder.tasks if task.is_open):
        return _form(Task, folder, task, "status")
    referral = _first(referral for referral in folder.referrals if referral.is_open)
    return _form(Referral, folder, referral, "status") if referral else None


_FORMS: dict[str, Callable[[Folder], Made]] = {
    "risk": _planned, "danger": _danger, "goal": _goal, "goal_tasks": _task_of_goal, "tasks": _unsettled_task,
    "referrals": _unanswered, "ratings": _rating, "decision": _decision, "loose_ends": _loose_end,
    "strengths": _strengths, "team": _team, "scores": lambda folder: _form(Score, folder),
    "people": lambda folder: _form(Person, folder),
}  # fmt: skip
"""The form for each place that is not a field of the case or of its closing record."""
