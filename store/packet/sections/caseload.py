"""The caseload as a supervisor reads it (domain reference, section 6.B): what stands where, what is late, what ended.

Cases stand in it under their codes. No day of theirs is told, only how long ago something was or how late it is. Pure.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from statistics import fmean

from store.language import N_, _, n_
from store.language.formats import day_text, days_told, weekday_text
from store.language.numbers import number_text
from store.model.case import by_number
from store.model.codes import Level, Phase, RiskLevel, Status
from store.model.folder import Folder
from store.model.note import Note
from store.packet.document import Block, Facts, Heading, Paragraph, Table
from store.packet.sections.cover import remark as remark_blocks
from store.packet.sections.cover import sign_off
from store.packet.sections.notes import Reading, dangers_by_case, questions_by_case
from store.practice.figures import figures_of
from store.practice.gates import item_text
from store.practice.limits import Limits
from store.practice.periods import Period
from store.practice.reasons import head, reason
from store.practice.review import CaseReview, Finding, Rule, review_of
from store.practice.review import Facts as ReviewFacts
from store.practice.risk import worst_level
from store.practice.spans import episode_began
from store.practice.statistics import Effect, Statistics, statistics_of

_ONGOING = (Rule.OPEN_DANGER, Rule.UNNAMED_DANGER)
"""What needs a look every day, and so is never late."""

_CHANGES = (
    (-10.0, N_("fell by 10 points or more")), (0.0, N_("fell by less than 10")), (0.1, N_("did not change")),
    (10.0, N_("rose by less than 10")), (20.0, N_("rose by 10 to less than 20")),
    (float("inf"), N_("rose by 20 points or more")),
)  # fmt: skip
"""Bands of change, each below its number, but the first with it; 10 points are one standard deviation."""


def review_for(whole: Folder, masked: Folder, today: date, limits: Limits) -> CaseReview:
    """What the daily review says of a case, in words that may be read.

    Args:
        whole: its file. Of its notes only days and kinds are taken: a client who was reached in a private note was
            reached.
        masked: the same, as it may be read.
        today: the day.
        limits: those of the book.
    """
    case = masked.case
    began = episode_began(whole.history) if case.episode > 1 else None
    planned = case.contact_planned
    return review_of(
        ReviewFacts(
            case, began or case.opened, whole.flags, masked.tasks, masked.referrals, _reached(whole.notes, today),
            [note for note in whole.notes if note.is_draft],
            _reached(whole.notes, today, planned) if planned else None,
        ),
        today, limits,
    )  # fmt: skip


def _reached(notes: Iterable[Note], until: date, after: datetime | None = None) -> date | None:
    """The last day up to this one on which the client was reached."""
    contacts = (note.contact_at for note in notes if note.reached_client and (after is None or note.contact_at > after))
    return max((at.date() for at in contacts if at.date() <= until), default=None)


def caseload_blocks(
    readings: Sequence[Reading], period: Period, today: date, *, remark: str, practitioner: str = ""
) -> list[Block]:
    """The caseload behind its cover, in the language in use.

    Args:
        readings: of all its cases, with what the review says of each.
        period: the days that endings and the like are counted in; `date.min` begins with the first of all.
        today: the day it is made.
        remark: what the worker adds about the workload.
        practitioner: the social worker's own name.
    """
    ordered = sorted(readings, key=lambda one: by_number(one.folder.case.code))
    here = [one for one in ordered if not one.folder.case.is_closed]
    seen = statistics_of((figures_of(one.folder) for one in ordered), period)
    return [
        *dangers_by_case(ordered),
        *questions_by_case(ordered),
        *_standing(here, today),
        *_late(ordered, today),
        *_period(seen),
        *_phases(seen),
        *_changes(seen.goal_change),
        *_endings(seen),
        *_issues(seen),
        *_overrides(ordered, period),
        *remark_blocks(remark, _("Workload")),
        *sign_off(practitioner),
    ]


# The caseload today


def _standing(here: Sequence[Reading], today: date) -> Iterator[Block]:
    """The open cases by phase with their time in it, by level, and by how great the danger is."""
    cases = [one.folder.case for one in here]
    resting = sum(case.status is Status.ON_HOLD for case in cases)
    yield Heading(_("The caseload today"))
    yield Facts(((_("Open cases"), str(len(cases))), (_("Of these on hold"), str(resting))))
    if not cases:
        return
    ages = [(case.phase, max(0, (today - case.phase_since).days)) for case in cases]
    rows = []
    for phase in Phase:
        if days := [age for of, age in ages if of is phase]:
            rows.append((phase.label, str(len(days)), number_text(fmean(days), 0), str(max(days))))
    headers = (_("Phase"), _("Cases"), _("Days in it so far, mean"), _("Longest"))
    yield Table(headers, tuple(rows), numbers=(1, 2, 3))
    levels = Counter(case.level for case in cases)
    yield _counts(_("Level"), [(level.label, levels[level]) for level in Level])
    risks = Counter(worst_level(one.folder.case, one.folder.flags) for one in here)
    told = [(level.label, risks[level]) for level in reversed(RiskLevel)]
    yield _counts(_("Risk, or an open danger above it"), [*told, (_("not assessed"), risks[None])])


def _counts(name: str, counted: Iterable[tuple[str, int]]) -> Table:
    """Cases by a code; what no case has is left out."""
    rows = tuple((label, str(count)) for label, count in counted if count)
    return Table((name, _("Cases")), rows, numbers=(1,))


def _late(readings: Sequence[Reading], today: date) -> Iterator[Block]:
    """What is overdue, the most urgent case first, with the reason; what was put off too, and why."""
    yield Heading(_("Overdue"))
    found = [(review, late) for one in readings if (review := one.review) and (late := _overdue(review))]
    if not found:
        yield Paragraph(_("Nothing is overdue."))
        return
    yield Paragraph(
        n_("In {count} case something is overdue.", "In {count} cases something is overdue.", len(found)).format(
            count=len(found)
        )
    )
    found.sort(key=lambda each: (each[1][0].order[:3], by_number(each[0].case.code)))
    rows = tuple((review.case.code, head(each), _why(each, review, today)) for review, late in found for each in late)
    yield Table((_("Case"), _("About"), _("Reason")), rows)


def _overdue(review: CaseReview) -> list[Finding]:
    """What is late in a case, the most urgent first."""
    found = [*review.findings, *review.quiet]
    return sorted((each for each in found if each.due < review.today and each.rule not in _ONGOING),
                  key=lambda each: each.order)  # fmt: skip


def _why(finding: Finding, review: CaseReview, today: date) -> str:
    """The reason in words. Of its days only the weekday is told, beside how late it is."""
    with days_told(weekday_text):
        said = reason(finding, today)
    put_off = review.case.put_off
    return _("{reason}. Put off: {why}").format(reason=said, why=put_off.reason) if (
        put_off and finding in review.quiet
    ) else said  # fmt: skip


# The period


def _period(seen: Statistics) -> Iterator[Block]:
    """What came and went."""
    first, last = seen.period.first, day_text(seen.period.last)
    yield Heading(_("In the period"))
    yield Paragraph(
        _("Everything up to {last}").format(last=last)
        if first == date.min
        else _("From {first} to {last}").format(first=day_text(first), last=last)
    )
    told = (
        (_("Worked on"), seen.worked), (_("Taken in"), seen.opened), (_("Ended"), seen.closed),
        (_("Reopened"), seen.reopened),
    )  # fmt: skip
    yield Facts(tuple((name, str(count)) for name, count in told))


def _phases(seen: Statistics) -> Iterator[Block]:
    """How long the stays in each phase took that ended in the period."""
    rows = tuple(
        (group.code.label, number_text(group.mean_days, 1), str(group.ended))
        for group in seen.phases
        if group.mean_days is not None
    )
    yield Heading(_("Mean days in each phase"))
    if rows:
        yield Table((_("Phase"), _("Mean days"), _("Stays that ended")), rows, numbers=(1, 2))
    else:
        yield Paragraph(_("No case left a phase."))


def _changes(effect: Effect) -> Iterator[Block]:
    """How the T-score changed until the endings: the whole distribution, since a mean hides the cases that fell."""
    yield Heading(_("Goal attainment at the endings"))
    if effect.mean is None:
        yield Paragraph(_("No ending has a T-score both at the baseline and at the end."))
        return
    least, most = (number_text(each, 1) for each in (effect.changes[0], effect.changes[-1]))
    said = _("{mean} points on average, from {least} to {most}").format(
        mean=number_text(effect.mean, 1), least=least, most=most
    )
    count = len(effect.changes)
    yield Paragraph(f"{said} · {n_('{count} case', '{count} cases', count).format(count=count)}")
    counted = Counter(_band(change) for change in effect.changes)
    rows = tuple((_(words), str(counted[words])) for _below, words in _CHANGES)
    yield Table((_("T-score"), _("Cases")), rows, numbers=(1,))
    yield Paragraph(_("A description of few cases, not a test."))


def _band(change: float) -> str:
    """The band of a change, by the number that a reader sees."""
    change = round(change, 1)
    first, *others = _CHANGES
    return first[1] if change <= first[0] else next(words for below, words in others if change < below)


def _endings(seen: Statistics) -> Iterator[Block]:
    yield Heading(_("Endings by reason"))
    if not seen.reasons:
        yield Paragraph(_("No case ended."))
        return
    rows = tuple(
        (group.code.label, str(group.cases), "" if group.mean_days is None else number_text(group.mean_days, 0))
        for group in seen.reasons
    )
    yield Table((_("Reason"), _("Endings"), _("Mean days of the episode")), rows, numbers=(1, 2))
    share = number_text(100 * seen.came_back / seen.closed, 0)
    back = _("Of the ended cases, {count} came back later ({share} %).")
    yield Paragraph(back.format(count=seen.came_back, share=share))


def _issues(seen: Statistics) -> Iterator[Block]:
    """Private troubles, public issues: in how many cases of the period each stands."""
    if seen.issues:
        yield Heading(_("Private troubles, public issues"))
        yield _counts(_("Collective issue"), [(issue, len(codes)) for issue, codes in seen.issues])


def _overrides(readings: Sequence[Reading], period: Period) -> Iterator[Block]:
    """The gates of the period that were passed with a reason."""
    rows = [
        (one.folder.case.code, move.from_phase.label if move.from_phase else "",
         "\n".join(item_text(code) for code in move.overrides), move.reason)
        for one in readings
        for move in one.folder.history
        if move.overrides and period.has(move.at.date())
    ]  # fmt: skip
    yield Heading(_("Gates passed with a reason"))
    if rows:
        yield Table((_("Case"), _("Gate"), _("Not met"), _("Reason")), tuple(rows))
    else:
        yield Paragraph(_("No gate was overridden."))
