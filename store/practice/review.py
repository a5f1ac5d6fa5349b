"""The daily review: which cases need their worker today, why, and in which order (domain reference, section 5). Pure.

Each rule gives findings with the day from which on they need the worker. Before that day they are ahead of us: the week
ahead and the calendar show them. On hold, the rules about lateness rest; those about safety never do, and neither does
putting a case off silence them. The dangers of a closed case speak on until they are settled in its file, unless the
client died or somebody named took over.

A day is the one on the clock of whoever wrote it, so that a contact at 23.30 in Jayapura counts for the day it was
there. What lies in the future although it is over (a clock that was wrong) counts as nothing that has happened: a
contact, the beginning of a phase, the putting off of a case.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from store.model.case import Case, by_number
from store.model.codes import RiskLevel, Status, Vocabulary
from store.model.flag import Flag, FlagState
from store.model.note import Note
from store.model.referral import Referral, ReferralStatus
from store.model.task import Task
from store.practice.cycle import checks_left
from store.practice.due import still_planned
from store.practice.limits import Limits
from store.practice.periods import days_on
from store.practice.risk import Standing, alarming, greatest_open, is_handed_over, is_serious, standing, worst_level

AHEAD = timedelta(days=7)
"""How far the week ahead reaches."""

WEEK = timedelta(days=7)
"""How long a record that may be destroyed is not mentioned again once it was."""

_LEVELS = tuple(RiskLevel)


class Rule(Enum):
    """What a finding is about. The number is its section in the domain reference: safety first."""

    OPEN_DANGER = 1, "open_danger"
    UNNAMED_DANGER = 1, "unnamed_danger"
    DANGER_CHECK = 1, "danger_check"
    CRITICAL_CONTACT = 1, "critical_contact"
    APPOINTMENT = 2, "appointment"
    LATE_APPOINTMENT = 3, "late_appointment"
    CONTACT = 3, "contact"
    TASK = 4, "task"
    UNWRITTEN = 5, "unwritten"
    UNSIGNED = 5, "unsigned"
    HOLD_OVER = 6, "hold_over"
    REVIEW = 6, "review"
    REFERRAL = 7, "referral"
    AFTERCARE = 8, "aftercare"
    STUCK = 9, "stuck"

    @property
    def section(self) -> int:
        """Its place in the order of urgency."""
        return self.value[0]

    @property
    def code(self) -> str:
        """Its name for another program."""
        return self.value[1]

    @property
    def is_safety(self) -> bool:
        """Whether it speaks of a danger: then nothing silences it."""
        return self.section == 1


_ONGOING = frozenset({Rule.OPEN_DANGER, Rule.UNNAMED_DANGER})
"""The rules without a day on which anything comes due: they ask for a look every day."""


class Finding(NamedTuple):
    """One reason why a case needs its worker.

    Attributes:
        rule: which one.
        due: the day from which on it does.
        since: the day its count begins with: of the last contact, the intake, the sending; None where the day is set.
        limit: the limit in days that it was measured by; None where the day was set by the worker.
        id: of the danger, task, note or referral it is about; empty for none.
        name: what that is called: client text.
        what: what kind it is, such as the type of a danger; of a risk that no danger explains, how great the greatest
            open danger is.
        level: how great the danger is.
        lacks_plan: whether a safety plan is missing.
        is_first: whether what is counted never happened yet: the client was not reached in this episode.
        warns: the day from which on it is mentioned with the case although it is not due yet.
    """

    rule: Rule
    due: date
    since: date | None = None
    limit: int | None = None
    id: str = ""
    name: str = ""
    what: Vocabulary | None = None
    level: RiskLevel | None = None
    lacks_plan: bool = False
    is_first: bool = False
    warns: date | None = None

    @property
    def key(self) -> str:
        """What it is known by from one look to the next: another day or a greater danger makes it another finding."""
        rule = Rule.APPOINTMENT if self.rule is Rule.LATE_APPOINTMENT else self.rule  # the same, a day later
        return ":".join((rule.code, self.id, self.due.isoformat(), self.level.value if self.level else ""))

    @property
    def order(self) -> tuple[int, int, date, str, str]:
        """The most urgent first, of dangers the greatest, then what has waited longest; total within a case."""
        danger = _LEVELS.index(self.level) if self.level else 0
        return self.rule.section, -danger, self.due, self.rule.code, self.id


class Facts(NamedTuple):
    """What the review looks at in one case.

    Attributes:
        case: which one.
        flags, tasks, referrals: what lies in its file.
        began: the day on which its present episode began.
        reached: the day on which the client was reached last, up to today; None if never.
        drafts: its notes that wait for a signature.
        kept: as `reached`, but only by a contact since the next one was planned, where it is known when that was.
    """

    case: Case
    began: date
    flags: Sequence[Flag] = ()
    tasks: Sequence[Task] = ()
    referrals: Sequence[Referral] = ()
    reached: date | None = None
    drafts: Sequence[Note] = ()
    kept: date | None = None


class CaseReview(NamedTuple):
    """What the review has to say of one case on one day.

    Attributes:
        case: which one.
        today: the day.
        standing: the risk as it was assessed, beside the open dangers.
        reached: the day on which the client was reached last.
        findings: why it needs its worker today, the most urgent first; a case without any is not in the queue.
        quiet: what would be due, but was put off until the day in `case.put_off`.
        later: what is not due yet, however far off.
    """

    case: Case
    today: date
    standing: Standing = Standing()
    reached: date | None = None
    findings: tuple[Finding, ...] = ()
    quiet: tuple[Finding, ...] = ()
    later: tuple[Finding, ...] = ()

    @property
    def risk(self) -> RiskLevel | None:
        """How great the danger is: the worst of the assessed risk and the open dangers."""
        return self.standing.worst

    @property
    def needs_today(self) -> bool:
        """Whether it is in the queue."""
        return bool(self.findings)

    @property
    def in_danger(self) -> bool:
        """Whether a danger is among the reasons."""
        return any(finding.rule.is_safety for finding in self.findings)

    @property
    def due_on_a_day(self) -> tuple[Finding, ...]:
        """What has come due on a day that was set for it: a task, a planned contact, a look at a danger.

        It is due until it is done or put off: no other act, and no look, stands for it. What a limit says may rest
        for the day once it was looked at.
        """
        return tuple(each for each in self.findings if each.limit is None and each.rule not in _ONGOING)

    @property
    def can_be_put_off(self) -> bool:
        """Whether putting the case off would let anything rest: it does not where all that is due is a danger."""
        return bool(self.quiet) or not self.findings or any(not finding.rule.is_safety for finding in self.findings)

    @property
    def mentioned(self) -> tuple[Finding, ...]:
        """What is not due yet, but soon enough to be seen to in one go."""
        return tuple(finding for finding in self.later if finding.warns and finding.warns <= self.today)

    @property
    def ahead(self) -> tuple[Finding, ...]:
        """What comes due within `AHEAD`."""
        return tuple(finding for finding in self.later if _is_ahead(finding, self.case, self.today))

    @property
    def is_late(self) -> bool:
        """Whether something is overdue. A danger that is open is not late: it needs a look every day."""
        return any(finding.due < self.today and finding.rule not in _ONGOING for finding in self.findings)

    @property
    def keys(self) -> frozenset[str]:
        """What its findings are known by."""
        return frozenset(finding.key for finding in self.findings)

    @property
    def order(self) -> tuple[int | date, ...]:
        """Its place in the queue: by what is most urgent, the greater danger, what waited longest, the code."""
        first = self.findings[0]
        level = _LEVELS.index(self.risk or RiskLevel.MEDIUM)
        return first.rule.section, -level, first.due, *by_number(self.case.code)


def review_of(facts: Facts, today: date, limits: Limits) -> CaseReview:
    """What the review has to say of a case.

    Args:
        facts: the case and what lies in its file.
        today: the day.
        limits: those of the book; the case may have its own.
    """
    found = sorted(all_findings(facts, today, limits), key=lambda finding: finding.order)
    due = [finding for finding in found if finding.due <= today]
    return CaseReview(
        facts.case,
        today,
        standing(facts.case, facts.flags),
        facts.reached,
        findings=tuple(finding for finding in due if not is_put_off(finding, facts.case, today)),
        quiet=tuple(finding for finding in due if is_put_off(finding, facts.case, today)),
        later=tuple(finding for finding in found if finding.due > today),
    )


def _is_ahead(finding: Finding, case: Case, today: date) -> bool:
    """Whether it comes due soon. The limit of the contact does not where a contact is planned before it."""
    if finding.rule is Rule.CONTACT and case.next_contact and today < case.next_contact <= finding.due:
        return False
    return finding.due - today <= AHEAD


def is_put_off(finding: Finding, case: Case, today: date) -> bool:
    """Whether a finding waits because the case was put off: not what is about safety, nor what was not due then."""
    put_off = case.put_off
    if put_off is None or finding.rule.is_safety:
        return False
    return put_off.on <= today < put_off.until and finding.key in put_off.quiet


def in_order(reviews: Iterable[CaseReview]) -> list[CaseReview]:
    """The queue: the cases that need their worker today, the most urgent first."""
    return sorted((review for review in reviews if review.needs_today), key=lambda review: review.order)


def still_resting(reviews: Iterable[CaseReview]) -> tuple[CaseReview, ...]:
    """The cases of which something is due that was put off, whoever asks again first on top."""
    resting = [(review.case.put_off, review) for review in reviews if review.quiet]
    days = [(put_off.until, by_number(review.case.code), review) for put_off, review in resting if put_off]
    return tuple(review for _until, _number, review in sorted(days, key=lambda each: each[:2]))


def all_findings(facts: Facts, today: date, limits: Limits) -> Iterator[Finding]:
    """Every finding of a case, due or still ahead, in no order."""
    case = facts.case
    yield from _drafts(facts, limits)
    if case.closure is not None:
        yield from (Finding(Rule.AFTERCARE, day) for day in checks_left(case))
        if not is_handed_over(case.closure):
            yield from _flags(facts, today)
        return
    yield from _dangers(facts, today)
    yield from _contact(facts, today, limits)
    yield from _tasks(facts, limits)
    yield from _referrals(facts, limits)
    if case.hold is not None:
        if case.hold.until:
            yield Finding(Rule.HOLD_OVER, case.hold.until)
    elif case.status is Status.ACTIVE:
        yield from _appointment(facts, today)
        yield _review(facts, today, limits)
        yield _stuck(facts, today, limits)


def asks_still(case: Case, flags: Sequence[Flag], drafts: Sequence[Note]) -> bool:
    """Whether the review has something to say of a closed case, now or on a day to come.

    Args:
        case: closed.
        flags: its dangers.
        drafts: its notes that wait for a signature.
    """
    return any(True for _finding in all_findings(Facts(case, case.opened, flags, drafts=drafts), case.opened, Limits()))


# 1 Safety


def _dangers(facts: Facts, today: date) -> Iterator[Finding]:
    """What the dangers ask for, and a level that says of a danger which nobody wrote down."""
    yield from _flags(facts, today)
    if not alarming(facts.flags) and is_serious(facts.case, facts.flags):
        assessed = facts.case.risk_assessed
        due = min(assessed or facts.case.opened, today)
        yield Finding(Rule.UNNAMED_DANGER, due, assessed, what=greatest_open(facts.flags), level=facts.case.risk_level)


def _flags(facts: Facts, today: date) -> Iterator[Finding]:
    """Open high and critical dangers need a look every day; the others on the day of their check."""
    for flag in alarming(facts.flags):
        yield Finding(
            Rule.OPEN_DANGER, min(flag.since, today), flag.since, id=flag.id, what=flag.type, level=flag.level,
            lacks_plan=not flag.safety_plan,
        )  # fmt: skip
    for flag in facts.flags:
        if flag.next_check and flag.state is not FlagState.RESOLVED:
            yield Finding(Rule.DANGER_CHECK, flag.next_check, id=flag.id, what=flag.type, level=flag.level)


# 2 and 3 Contact


def _contact(facts: Facts, today: date, limits: Limits) -> Iterator[Finding]:
    """The longest time without reaching the client. In critical danger that is a rule of safety, which never rests."""
    case = facts.case
    risk = worst_level(case, facts.flags)
    is_critical = risk is RiskLevel.CRITICAL
    if case.status is not Status.ACTIVE and not is_critical:
        return
    limit = limits.contact(case.phase, risk)
    if case.contact_every and not is_critical:
        limit = case.contact_every
    rule = Rule.CRITICAL_CONTACT if is_critical else Rule.CONTACT
    began = facts.began if facts.began <= today else days_on(today, -limit)  # taken in by a clock that was wrong
    is_first = facts.reached is None or facts.reached < began
    since = began if is_first or facts.reached is None else min(facts.reached, today)
    yield Finding(rule, days_on(since, limit), since, limit, level=risk if is_critical else None, is_first=is_first)


def _appointment(facts: Facts, today: date) -> Iterator[Finding]:
    """The day set for the next contact, until the client was reached on it or later."""
    if day := still_planned(facts.case, facts.kept if facts.case.contact_planned else facts.reached):
        yield Finding(Rule.LATE_APPOINTMENT if day < today else Rule.APPOINTMENT, day)


# 4 and 5 Tasks and notes


def _tasks(facts: Facts, limits: Limits) -> Iterator[Finding]:
    for task in facts.tasks:
        if task.is_open and task.due:
            warns = days_on(task.due, -limits.task_ahead)
            yield Finding(Rule.TASK, task.due, id=task.id, name=task.text, what=task.owner, warns=warns)


def _drafts(facts: Facts, limits: Limits) -> Iterator[Finding]:
    """A contact without words has no note yet; one with words waits for its signature."""
    for note in facts.drafts:
        day = note.contact_at.date()
        stated = None if note.is_unstated else note.mode
        rule, due = Rule.UNSIGNED if note.body else Rule.UNWRITTEN, days_on(day, limits.note_unsigned)
        yield Finding(rule, due, day, limits.note_late, note.id, what=stated, warns=day)


# 6 to 9


def _review(facts: Facts, today: date, limits: Limits) -> Finding:
    """The day set for it, or else so long after the case entered its phase."""
    case = facts.case
    if case.next_review:
        return Finding(Rule.REVIEW, case.next_review, warns=days_on(case.next_review, -limits.review_ahead))
    limit = limits.between_reviews(worst_level(case, facts.flags))
    since = min(case.phase_since, today)
    due = days_on(since, limit)
    return Finding(Rule.REVIEW, due, since, limit, warns=days_on(due, -limits.review_ahead))


def _referrals(facts: Facts, limits: Limits) -> Iterator[Finding]:
    """Those without an answer, on the day set for asking again; a draft waits for being sent."""
    for referral in facts.referrals:
        if not referral.status.has_outcome:
            sent = referral.sent_on if referral.status is ReferralStatus.SENT else None
            limit = limits.referral if sent else None
            due = referral.follow_up
            yield Finding(Rule.REFERRAL, due, sent, limit, referral.id, referral.to, what=referral.status)


def _stuck(facts: Facts, today: date, limits: Limits) -> Finding:
    """Long in one phase: mentioned at first, then asked about."""
    case, of_phase = facts.case, limits.of(facts.case.phase)
    limit = case.stuck_after or of_phase.stuck
    since = min(case.phase_since, today)
    warns = days_on(since, of_phase.stale)
    return Finding(Rule.STUCK, days_on(since, limit), since, limit, what=case.phase, warns=warns)


# 10 What is about the book as a whole


class Kept(NamedTuple):
    """A closed record whose day of retention has passed.

    Attributes:
        code: of the case.
        until: the day until which it had to be kept.
    """

    code: str
    until: date


def may_be_destroyed(ended: Iterable[Case], today: date) -> list[Kept]:
    """The closed records whose day has passed and that nothing holds."""
    days = ((one.code, one.closure.retention_until) for one in ended if one.closure and not one.legal_hold)
    return [Kept(code, day) for code, day in days if day and day < today]


def in_time(kept: Iterable[Kept]) -> tuple[Kept, ...]:
    """Such records, the oldest first."""
    return tuple(sorted(kept, key=lambda one: (one.until, one.code)))
