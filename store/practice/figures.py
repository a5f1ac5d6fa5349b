"""What statistics need of one case, without its texts: small enough to keep for every case of a working life. Pure."""

from dataclasses import dataclass
from datetime import date

from store.model.codes import ContactMode, ContactOutcome, Level, PracticeField, SystemSize, WorkerRole
from store.model.folder import Folder
from store.model.intervention import InterventionType
from store.practice.periods import goes_on
from store.practice.spans import Rest, Span, Stay, rests, spans, stays


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact. Those with the same `session` are one that served several cases."""

    day: date
    mode: ContactMode
    reached: bool
    minutes: int
    session: str


@dataclass(frozen=True, slots=True)
class Work:
    """One intervention; `until` is None while it goes on."""

    kind: InterventionType
    level: Level
    role: WorkerRole | None
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """The figures of one case.

    Attributes:
        spans: its episodes.
        stays: its stretches in each phase.
        rests: its stretches on hold.
        overrides: the gate items that were passed with a reason, each with its day.
        barriers: the referrals that failed: the day, to whom, and what stood in the way.
    """

    code: str
    opened: date
    level: Level
    size: SystemSize
    field: PracticeField
    issues: tuple[str, ...]
    spans: tuple[Span, ...]
    stays: tuple[Stay, ...]
    rests: tuple[Rest, ...]
    contacts: tuple[Contact, ...]
    work: tuple[Work, ...]
    overrides: tuple[tuple[date, str], ...]
    barriers: tuple[tuple[date, str, str], ...]

    def is_open(self, day: date) -> bool:
        """Whether it is open at the end of a day."""
        return any(goes_on(span.start, span.end, day) for span in self.spans)

    def is_on_hold(self, day: date) -> bool:
        """Whether it rests at the end of a day."""
        return any(goes_on(rest.start, rest.end, day) for rest in self.rests)


def figures_of(folder: Folder) -> CaseFigures:
    """The figures of a case."""
    case = folder.case
    return CaseFigures(
        code=case.code, opened=case.opened, level=case.level, size=case.size, field=case.field,
        issues=case.collective_issues,
        spans=tuple(spans(folder)), stays=tuple(stays(folder)), rests=tuple(rests(folder)),
        contacts=tuple(
            Contact(note.contact_at.date(), note.mode, note.outcome is ContactOutcome.REACHED, note.minutes or 0,
                    note.session)
            for note in folder.notes
            if note.counts
        ),
        work=tuple(Work(one.kind, one.level, one.role, one.since, one.until) for one in folder.interventions),
        overrides=tuple((move.at.date(), item) for move in folder.history for item in move.overrides),
        barriers=tuple(
            (one.answered_on, one.to, one.barrier)
            for one in folder.referrals
            if one.status.has_failed and one.answered_on
        ),
    )  # fmt: skip
