"""Knowing one's own practice: what the caseload of a period looks like, in counts and means. Pure.

Founding text 1 asks the generalist to study their own practice. Nothing here tests anything: the figures describe one
worker's cases, most of them few.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import fmean
from typing import TypeVar

from store.model.codes import ContactMode, Level, Phase, PracticeField, SystemSize, Vocabulary, WorkerRole
from store.model.intervention import InterventionType
from store.practice.figures import CaseFigures, Contact
from store.practice.periods import Period, goes_on
from store.practice.spans import Span, Stay

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Group:
    """The cases that share a code.

    Attributes:
        code: a member of a `Vocabulary`.
        cases: how many.
        mean_days: how long they took on average; None where nothing ended.
        ended: over how many that mean is.
    """

    code: Vocabulary
    cases: int
    mean_days: float | None = None
    ended: int = 0


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contacts of one mode: how many reached somebody, and how many were tried in vain; and their minutes."""

    mode: ContactMode
    reached: int
    attempts: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What changed until the endings of a period.

    Attributes:
        changes: at each ending the change of the T-score, or the percentage of the gap that closed, the lowest first.
    """

    changes: tuple[float, ...] = ()

    @property
    def mean(self) -> float | None:
        """The mean; None without any."""
        return fmean(self.changes) if self.changes else None


@dataclass(frozen=True, slots=True)
class Statistics:
    """One worker's practice in a period.

    Attributes:
        period: which.
        worked: how many cases were open on any day of it.
        opened: how many were taken in.
        closed: how many endings there were; a case that ended twice counts twice.
        reopened: how many cases were opened again.
        open_now: how many are open on the last day.
        on_hold: how many of those rest on that day.
        came_back: of the endings, how many were followed by a reopening until the last day.
        phases: the cases in each phase on the last day, and how long the stays took that ended in the period.
        levels, sizes, fields: the cases worked on, and how many days the episodes took that ended in the period.
        reasons: the endings by reason, the most frequent first.
        goal_change: rise of the goal attainment T-score (domain reference 4.1): that at the end less that at the
            baseline, over the endings that have both. It is the difference of two scores as the closing record has
            them, each over the goals that had a level then; not `GoalStanding.change`, which compares the same goals.
        gap_closed: percentage of the gap at the baseline that was gone at the end (domain reference 4.2), over the
            endings that have both and had a gap.
            Both are read from the closing record of each ending, which froze them: what is scored, rated or reopened
            later changes no report of an earlier period. Each tells of its own episode only; see `Closure`.
        contacts: by mode, the most frequent first.
        group_sessions: how many sessions served several cases.
        types, roles, intervention_levels: the interventions at work in the period, counted by each.
        issues: collective issues with the codes of the cases behind each, the most cases first.
        overrides: gate items that were passed with a reason, by their code, the most frequent first.
        barriers: to whom referrals failed in the period, and what stood in the way.
    """

    period: Period
    worked: int = 0
    opened: int = 0
    closed: int = 0
    reopened: int = 0
    open_now: int = 0
    on_hold: int = 0
    came_back: int = 0
    phases: tuple[Group, ...] = ()
    levels: tuple[Group, ...] = ()
    sizes: tuple[Group, ...] = ()
    fields: tuple[Group, ...] = ()
    reasons: tuple[Group, ...] = ()
    goal_change: Effect = field(default_factory=Effect)
    gap_closed: Effect = field(default_factory=Effect)
    contacts: tuple[Contacts, ...] = ()
    group_sessions: int = 0
    types: tuple[tuple[InterventionType, int], ...] = ()
    roles: tuple[tuple[WorkerRole, int], ...] = ()
    intervention_levels: tuple[tuple[Level, int], ...] = ()
    issues: tuple[tuple[str, tuple[str, ...]], ...] = ()
    overrides: tuple[tuple[str, int], ...] = ()
    barriers: tuple[tuple[str, str], ...] = ()


def statistics_of(figures: Iterable[CaseFigures], period: Period) -> Statistics:
    """The practice of a period.

    Args:
        figures: of all cases, archived ones too.
        period: the days to look at.
    """
    cases = list(figures)
    worked = [case for case in cases if any(period.overlaps(span.start, span.end) for span in case.spans)]
    ended = [(case, span) for case in cases for span in case.spans if period.has(span.end)]
    contacts = _contacts_in(cases, period)
    work = [one for case in cases for one in case.work if period.overlaps(one.since, one.until)]
    return Statistics(
        period=period,
        worked=len(worked),
        opened=sum(period.has(case.opened) for case in cases),
        closed=len(ended),
        reopened=sum(period.has(span.start) for case in cases for span in case.spans if span.episode > 1),
        open_now=sum(case.is_open(period.last) for case in cases),
        on_hold=sum(case.is_on_hold(period.last) for case in cases if case.is_open(period.last)),
        came_back=sum(_came_back(case, span, period.last) for case, span in ended),
        phases=_phases(cases, period),
        levels=_groups(Level, worked, ended, lambda case: case.level),
        sizes=_groups(SystemSize, worked, ended, lambda case: case.size),
        fields=_groups(PracticeField, worked, ended, lambda case: case.field),
        reasons=_reasons(ended),
        goal_change=_effect(span.goal_change for _case, span in ended),
        gap_closed=_effect(span.gap_closed for _case, span in ended),
        contacts=_by_mode(contacts),
        group_sessions=sum(bool(contact.session) for contact in contacts),
        types=_counted(one.kind for one in work),
        roles=_counted(one.role for one in work if one.role),
        intervention_levels=_counted(one.level for one in work),
        issues=_issues(worked),
        overrides=_counted(item for case in cases for day, item in case.overrides if period.has(day)),
        barriers=tuple((to, why) for case in cases for day, to, why in case.barriers if period.has(day)),
    )


_Ended = Sequence[tuple[CaseFigures, Span]]


def _came_back(case: CaseFigures, ending: Span, last: date) -> bool:
    return any(span.episode > ending.episode and span.start <= last for span in case.spans)


def _phases(cases: Sequence[CaseFigures], period: Period) -> tuple[Group, ...]:
    """Where the open cases stand on the last day, and how long the stays took that ended in the period."""
    stays: dict[Phase, list[Stay]] = {phase: [] for phase in Phase}
    for case in cases:
        for stay in case.stays:
            stays[stay.phase].append(stay)
    groups = []
    for phase, own in stays.items():
        here = sum(goes_on(stay.start, stay.end, period.last) for stay in own)
        days = [(stay.end - stay.start).days for stay in own if stay.end and period.has(stay.end)]
        groups.append(Group(phase, here, fmean(days) if days else None, len(days)))
    return tuple(groups)


def _groups(
    vocabulary: type[Vocabulary], worked: Sequence[CaseFigures], ended: _Ended,
    of: Callable[[CaseFigures], Vocabulary],
) -> tuple[Group, ...]:  # fmt: skip
    """The cases worked on by a code of theirs, in the order of its vocabulary; codes without a case are left out."""
    counts = Counter(of(case) for case in worked)
    return tuple(
        _group(code, counts[code], [span for case, span in ended if of(case) is code])
        for code in vocabulary
        if counts[code]
    )


def _reasons(ended: _Ended) -> tuple[Group, ...]:
    counts = Counter(span.reason for _case, span in ended if span.reason)
    return tuple(
        _group(reason, count, [span for _case, span in ended if span.reason is reason])
        for reason, count in counts.most_common()
    )


def _group(code: Vocabulary, cases: int, ended: Sequence[Span]) -> Group:
    days = [span.days for span in ended if span.days is not None]
    return Group(code, cases, fmean(days) if days else None, len(days))


def _effect(changes: Iterable[float | None]) -> Effect:
    return Effect(tuple(sorted(change for change in changes if change is not None)))


def _contacts_in(cases: Sequence[CaseFigures], period: Period) -> list[Contact]:
    """The contacts of a period; a session that served several cases was one."""
    first, last = period  # there are hundreds of thousands of contacts
    all_of_them = [contact for case in cases for contact in case.contacts if first <= contact.day <= last]
    sessions = {contact.session: contact for contact in all_of_them if contact.session}
    return [*(contact for contact in all_of_them if not contact.session), *sessions.values()]


def _by_mode(contacts: Sequence[Contact]) -> tuple[Contacts, ...]:
    of_mode: dict[ContactMode, list[Contact]] = {}
    for contact in contacts:
        of_mode.setdefault(contact.mode, []).append(contact)
    order = sorted(of_mode, key=lambda mode: (-len(of_mode[mode]), list(ContactMode).index(mode)))
    return tuple(_told_of(mode, of_mode[mode]) for mode in order)


def _told_of(mode: ContactMode, contacts: Sequence[Contact]) -> Contacts:
    reached = sum(contact.reached for contact in contacts)
    return Contacts(mode, reached, len(contacts) - reached, sum(contact.minutes for contact in contacts))


def _issues(worked: Sequence[CaseFigures]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Private troubles, public issues: each issue with the cases behind it."""
    behind: dict[str, list[str]] = {}
    for case in worked:
        for issue in case.issues:
            behind.setdefault(issue, []).append(case.code)
    found = ((issue, tuple(codes)) for issue, codes in behind.items())
    return tuple(sorted(found, key=lambda one: (-len(one[1]), one[0])))


def _counted(codes: Iterable[T]) -> tuple[tuple[T, int], ...]:
    return tuple(Counter(codes).most_common())
