"""What a gate asks for with the command that fills it in, for one case; what is left open in it stands there as `…`."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from store.language import _
from store.model.folder import Folder
from store.model.goal import Goal
from store.model.record import Record
from store.practice import items, risk
from store.practice.gates import REASON_LENGTH, Gate, GateNotMet, Item
from tui.plain.lookup import Shorten, shortener

R = TypeVar("R", bound=Record)

Wanted = tuple[str, str]
"""What comes behind `lingkar`, with `{code}` and `{id}`; and the id of the entry, empty where there is none."""


def gate_lines(gate: Gate, folder: Folder) -> Iterator[str]:
    """A gate: each item, whether it is met, and behind one that is not the command that meets it."""
    short = shortener(folder)
    for item, met in gate.items:
        state = _("met") if met else (_("missing") if item.hard else _("advised"))
        yield f"{state}: {gate.text(item)}"
        if not met:
            yield f"    {_command(item, gate, folder, short)}"


def missing_lines(refused: GateNotMet, folder: Folder, option: str) -> Iterator[str]:
    """Why a case does not go on: each missing item with its command, and the way on without it.

    Args:
        refused: what the book said.
        folder: the file of the case.
        option: where a reason is given with this command.
    """
    short = shortener(folder)
    yield refused.head
    for item, row in zip(refused.gate.unmet, refused.rows, strict=True):
        yield from (row, f"    {_command(item, refused.gate, folder, short)}")
    words = _(
        "Fill in what is missing, or go on with {option} and a reason of at least {count} characters, which your "
        "supervisor will see."
    )
    yield words.format(option=option, count=REASON_LENGTH)


def _command(item: Item, gate: Gate, folder: Folder, short: Shorten) -> str:
    if _is_ticked(item):
        words, id = "tick {code} " + item.code, ""
    elif fields := gate.fields.get(item.code):
        words, id = " ".join(("terminate {code} …", *map(_option, fields))), ""
    else:
        words, id = _wanted(item.fix, folder)
    return "lingkar " + words.format(code=folder.case.code, id=short(id) if id else "")


def _is_ticked(item: Item) -> bool:
    return item.by_hand and item.fix not in _OF_THE_CASE


def _wanted(fix: str, folder: Folder) -> Wanted:
    return (_OF_THE_CASE[fix], "") if fix in _OF_THE_CASE else _OF_THE_FILE[fix](folder)


_OF_THE_CASE = {
    "consent": "edit {code} --consent …", "presenting_problem": "edit {code} --problem …",
    "origin_environment": "edit {code} --origin …", "strengths": "edit {code} --strengths …",
    "level": "edit {code} --level …", "next_review": "edit {code} --next-review …", "risk_level": "risk {code} …",
    "scores": "score {code} …=…/…", "people": "add {code} person --alias …", "decision": "decide {code} … --why …",
    **dict.fromkeys(("reason", "return"), "terminate {code} --reason … --outcome … --summary …"),
}  # fmt: skip
"""Where an item is filled in -> the command, as far as no entry is to be named in it."""

_OPTIONS = {"retention_until": "--keep-until …", "door_open": "--door-open"}
"""Fields of the closing record whose option is not called like them, or takes no value."""


def _option(field: str) -> str:
    """The option that fills a field of the closing record."""
    return _OPTIONS.get(field, f"--{field.replace('_', '-')} …")


def _first(found: Iterable[R]) -> R | None:
    return next(iter(found), None)


def _of(entry: Record | None, words: str, otherwise: str = "") -> Wanted:
    """A command on an entry; another one where there is none."""
    return (words, str(entry.key)) if entry else (otherwise or words, "")


_NOTE = "note {code} - --mode … --sign"
_DONE = "finish {code} {id}"


def _contact(folder: Folder) -> Wanted:
    return _of(_first(note for note in folder.notes if note.is_draft and (note.is_unstated or note.reached_client)),
               "sign {code} {id}", _NOTE)  # fmt: skip


def _signed(folder: Folder) -> Wanted:
    return _of(_first(note for note in folder.notes if note.is_draft), "sign {code} {id}", _NOTE)


def _attempt(folder: Folder) -> Wanted:
    """What stands in place of a notice where contact was lost: signed attempts."""
    return _of(_first(note for note in folder.notes if note.is_draft and note.is_failed_attempt), "sign {code} {id}",
               "note {code} - --mode … --outcome … --at … --sign")  # fmt: skip


def _risk(folder: Folder) -> Wanted:
    """The risk, assessed in this phase; once it is, the safety plan that a danger lacks."""
    if folder.case.risk_level is None or not folder.case.risk_reviewed:
        return "risk {code} …", ""
    flag = _first(flag for flag in risk.alarming(folder.flags) if not flag.safety_plan)
    return _of(flag, "change {code} {id} --safety-plan …", "add {code} danger --type … --level … --safety-plan …")


def _danger(folder: Folder) -> Wanted:
    return _of(_first(risk.alarming(folder.flags)), "finish {code} {id} --why …", "risk {code} …")


def _goal(folder: Folder) -> Wanted:
    goal = _first(goal for goal in folder.goals if items.in_work(goal) and not items.has_scale(goal))
    missing = " ".join(f"--{name} …" for name in _missing_of(goal)) if goal else ""
    return _of(goal, "change {code} {id} " + missing, "add {code} goal --statement … --less … --expected … --better … "
               "--baseline …")  # fmt: skip


def _missing_of(goal: Goal) -> Iterator[str]:
    """The fields in which the scale of a goal is not whole."""
    if not (goal.much_less or goal.less):
        yield "less"
    if not goal.expected:
        yield "expected"
    if not (goal.better or goal.much_better):
        yield "better"
    if goal.baseline is None:
        yield "baseline"


def _task_of_goal(folder: Folder) -> Wanted:
    goal = _first(goal for goal in folder.goals if items.in_work(goal) and not items.has_task(goal, folder))
    return _of(goal, "add {code} task --goal {id} --text … --due …", "add {code} goal --statement …")


def _unsettled(folder: Folder) -> Wanted:
    return _of(_first(task for task in folder.tasks if task.is_open and not task.carried_over), _DONE)


def _unanswered(folder: Folder) -> Wanted:
    return _of(_first(one for one in folder.referrals if not one.status.has_outcome), _DONE)


def _rating(folder: Folder) -> Wanted:
    goal = _first(goal for goal in folder.goals if goal.counts and not items.is_rated(goal, folder))
    return _of(goal, "rate {code} {id} …")


def _loose_end(folder: Folder) -> Wanted:
    if any(note.is_draft for note in folder.notes):
        return _signed(folder)
    return _of(_first(task for task in folder.tasks if task.is_open) or _first(
        referral for referral in folder.referrals if referral.is_open), _DONE)  # fmt: skip


_OF_THE_FILE: dict[str, Callable[[Folder], Wanted]] = {
    "contact": _contact, "note": _signed, "notice": _attempt, "risk": _risk, "danger": _danger, "goal": _goal,
    "goal_tasks": _task_of_goal, "tasks": _unsettled, "referrals": _unanswered, "ratings": _rating,
    "loose_ends": _loose_end,
}  # fmt: skip
"""Where an item is filled in -> the command, on the first entry that is to be filled in."""
