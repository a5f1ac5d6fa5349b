"""What changed a case beside its steps through the cycle, with the day of each, as far as its file knows it. Pure.

A case may be written down long after it was opened: then its history tells of both days.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from store.language import _
from store.model.case import Case
from store.model.codes import MoveKind
from store.model.flag import Flag
from store.model.move import Move
from store.model.text import HIDDEN


class Milestone(NamedTuple):
    """One of them.

    Attributes:
        day: when.
        text: what happened, in the language in use.
        why: what was written about it; client text.
    """

    day: date
    text: str
    why: str = ""


Entry = tuple[date, Move | Milestone]


def story(case: Case, history: Iterable[Move], flags: Iterable[Flag], *, hidden: bool = False) -> list[Entry]:
    """The steps of a case with what else changed it, the oldest first.

    Of one day only the steps have a time. The opening comes before all that was found out then, and every other step
    after it: it is what the step was taken on.

    Args:
        case: the case.
        history: its steps, the oldest first.
        flags: see `milestones`.
        hidden: see `milestones`.
    """
    steps: list[Entry] = [(move.at.date(), move) for move in history]
    others: list[Entry] = [(one.day, one) for one in milestones(case, flags, hidden=hidden)]
    return sorted([*_opened(case, steps), *others, *steps], key=_place)


def _opened(case: Case, steps: Iterable[Entry]) -> Iterator[Entry]:
    """The opening of a case that came into the book later: that step is not the one."""
    if any(isinstance(move, Move) and came_later(move, case.opened) for _day, move in steps):
        yield case.opened, Milestone(case.opened, MoveKind.OPENED.label)


def came_later(move: Move, opened: date) -> bool:
    """Whether a step took a case into the book after the day it was opened on."""
    return move.kind is MoveKind.OPENED and move.at.date() > opened


def _place(entry: Entry) -> tuple[date, bool]:
    day, what = entry
    return day, not (isinstance(what, Move) and what.kind is MoveKind.OPENED)


def milestones(case: Case, flags: Iterable[Flag], *, hidden: bool = False) -> list[Milestone]:
    """The consent, the last look at the risk, and the dangers: when they became known, and when they were met.

    Args:
        case: the case.
        flags: its dangers, also those that are over.
        hidden: whether client text is hidden, and with it what the dangers are.
    """
    found = [*_of_case(case, hidden), *(one for flag in flags for one in _of_danger(flag, hidden))]
    return sorted(found, key=lambda one: one.day)


def _of_case(case: Case, hidden: bool) -> Iterator[Milestone]:
    if case.consent and case.consent_on:
        text = _("Consent: {consent}").format(consent=case.consent.label)
        if case.consent_by:
            by = HIDDEN if hidden else case.consent_by
            text = _("Consent: {consent}, by {person}").format(consent=case.consent.label, person=by)
        yield Milestone(case.consent_on, text)
    if case.risk_level and case.risk_assessed:
        level = case.risk_level.label.lower()
        yield Milestone(case.risk_assessed, _("Risk last assessed: {level}").format(level=level))


def _of_danger(flag: Flag, hidden: bool) -> Iterator[Milestone]:
    name = HIDDEN if hidden else flag.type.label
    known = _("Danger: {type}, {level}").format(type=name, level=flag.level.label.lower())
    yield Milestone(flag.since, known, HIDDEN if hidden and flag.note else flag.note)
    if not flag.is_open and flag.state_on:
        met = _("Danger {state}: {danger}").format(state=flag.state.label.lower(), danger=name)
        yield Milestone(flag.state_on, met, HIDDEN if hidden and flag.state_reason else flag.state_reason)
