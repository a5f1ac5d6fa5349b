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

from store.model.codes import ContactMode, ContactOutcome, Level, NoteStatus, Phase, Vocabulary, WorkerRole
from store.model.folder import Folder
from store.model.intervention import InterventionType
from store.practice.gap import gap_of
from store.practice.goals import standing
from store.practice.spans import Span, spans, stays

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included."""

    first: date
    last: date

    def has(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


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
    """What changed in the cases that were closed.

    Attributes:
        changes: each case's change of its T-score, or the percentage of its gap that closed, the lowest first.
        mean: their mean; None without any.
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
        on_hold: how many of those rest.
        came_back: of the endings, how many were followed by a reopening until the last day.
        phases: the cases in each phase on the last day, and how long the stays took that ended in the period.
        levels, sizes, fields: the cases worked on, and how many days the episodes took that ended in the period.
        reasons: the endings by reason, the most frequent first.
        goal_change: rise of the T-score in the cases that ended.
        gap_closed: percentage of the gap that closed in them.
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


def statistics_of(folders: Iterable[Folder], period: Period) -> Statistics:
    """The practice of a period.

    Args:
        folders: all cases, archived ones too.
        period: the days to look at.
    """
    files = [_File(folder, spans(folder)) for folder in folders]
    worked = [file for file in files if any(span.touches(period.first, period.last) for span in file.spans)]
    ended = [(file, span) for file in files for span in file.spans if period.has(span.end)]
    sessions = {
        note.session
        for file in files
        for note in file.folder.notes
        if note.session and period.has(note.contact_at.date())
    }
    at_work = [one for file in files for one in file.folder.interventions if _overlaps(one.since, one.until, period)]
    return Statistics(
        period=period,
        worked=len(worked),
        opened=sum(period.has(file.folder.case.opened) for file in files),
        closed=len(ended),
        reopened=sum(period.has(span.start) for file in files for span in file.spans if span.episode > 1),
        open_now=sum(file.is_open(period.last) for file in files),
        on_hold=sum(file.folder.case.hold is not None for file in files if file.is_open(period.last)),
        came_back=sum(_came_back(file, span, period.last) for file, span in ended),
        phases=_phases(files, period),
        levels=_groups(worked, ended, lambda folder: folder.case.level),
        sizes=_groups(worked, ended, lambda folder: folder.case.size),
        fields=_groups(worked, ended, lambda folder: folder.case.field),
        reasons=_reasons(ended),
        goal_change=_effect(file.goal_change for file in _once(ended)),
        gap_closed=_effect(file.gap_closed for file in _once(ended)),
        contacts=_contacts(files, period),
        group_sessions=len(sessions),
        types=_counted(one.kind for one in at_work),
        roles=_counted(one.role for one in at_work if one.role),
        intervention_levels=_counted(one.level for one in at_work),
        issues=_issues(worked),
        overrides=_counted(
            item
            for file in files
            for move in file.folder.history
            if period.has(move.at.date())
            for item in move.overrides
        ),
        barriers=tuple(
            (one.to, one.barrier)
            for file in files
            for one in file.folder.referrals
            if one.status.has_failed and period.has(one.answered_on)
        ),
    )


@dataclass(frozen=True, slots=True)
class _File:
    """A case with its episodes."""

    folder: Folder
    spans: Sequence[Span]

    def is_open(self, day: date) -> bool:
        return any(span.touches(day, day) and span.end != day for span in self.spans)

    @property
    def goal_change(self) -> float | None:
        return standing(self.folder.goals).change

    @property
    def gap_closed(self) -> float | None:
        gap = gap_of(self.folder.scores)
        return gap.closed if len(gap.days) > 1 else None


_Ended = Sequence[tuple[_File, Span]]


def _once(ended: _Ended) -> list[_File]:
    """Each case that ended, once: its goals and its gap are those of the whole case."""
    return list({file.folder.case.code: file for file, _span in ended}.values())


def _came_back(file: _File, ending: Span, last: date) -> bool:
    return any(span.episode > ending.episode and span.start <= last for span in file.spans)


def _phases(files: Sequence[_File], period: Period) -> tuple[Group, ...]:
    """Where the open cases stand on the last day, and how long the stays took that ended in the period."""
    all_stays = [stay for file in files for stay in stays(file.folder)]
    groups = []
    for phase in Phase:
        own = [stay for stay in all_stays if stay.phase is phase]
        here = sum(stay.start <= period.last and (stay.end is None or stay.end > period.last) for stay in own)
        days = [(stay.end - stay.start).days for stay in own if stay.end and period.has(stay.end)]
        groups.append(Group(phase, here, fmean(days) if days else None, len(days)))
    return tuple(groups)


def _groups(worked: Sequence[_File], ended: _Ended, of: Callable[[Folder], Vocabulary]) -> tuple[Group, ...]:
    """The cases worked on by a code of theirs, in the order of its vocabulary; codes without a case are left out."""
    counts = Counter(of(file.folder) for file in worked)
    return tuple(
        _group(code, counts[code], [span for file, span in ended if of(file.folder) is code])
        for vocabulary in {type(code) for code in counts}
        for code in vocabulary
        if counts[code]
    )


def _reasons(ended: _Ended) -> tuple[Group, ...]:
    counts = Counter(span.reason for _file, span in ended if span.reason)
    return tuple(
        _group(reason, count, [span for _file, span in ended if span.reason is reason])
        for reason, count in counts.most_common()
    )


def _group(code: Vocabulary, cases: int, ended: Sequence[Span]) -> Group:
    days = [span.days for span in ended if span.days is not None]
    return Group(code, cases, fmean(days) if days else None, len(days))


def _effect(changes: Iterable[float | None]) -> Effect:
    return Effect(tuple(sorted(change for change in changes if change is not None)))


def _contacts(files: Sequence[_File], period: Period) -> tuple[Contacts, ...]:
    contacts = {  # a session that served several cases was one contact
        note.session or note.id: note
        for file in files
        for note in file.folder.notes
        if period.has(note.contact_at.date()) and note.status is not NoteStatus.VOIDED
    }
    notes = contacts.values()
    counts = Counter(note.mode for note in notes)
    return tuple(
        Contacts(
            mode,
            reached=sum(note.mode is mode and note.outcome is ContactOutcome.REACHED for note in notes),
            attempts=sum(note.mode is mode and note.outcome is not ContactOutcome.REACHED for note in notes),
            minutes=sum(note.minutes or 0 for note in notes if note.mode is mode),
        )
        for mode in sorted(counts, key=lambda mode: (-counts[mode], list(ContactMode).index(mode)))
    )


def _issues(worked: Sequence[_File]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Private troubles, public issues: each issue with the cases behind it."""
    behind: dict[str, list[str]] = {}
    for file in worked:
        for issue in file.folder.case.collective_issues:
            behind.setdefault(issue, []).append(file.folder.case.code)
    return tuple(
        sorted(((issue, tuple(codes)) for issue, codes in behind.items()), key=lambda one: (-len(one[1]), one[0]))
    )


def _counted(codes: Iterable[T]) -> tuple[tuple[T, int], ...]:
    return tuple(Counter(codes).most_common())


def _overlaps(start: date, end: date | None, period: Period) -> bool:
    return start <= period.last and (end is None or end >= period.first)
