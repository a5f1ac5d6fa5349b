"""The daily review, rule by rule: the day before, the day and the day after each threshold.

All numbers here were taken from the domain reference, section 5, by hand; none from the code.
"""

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from store.model.codes import RiskLevel
from store.model.referral import ReferralStatus
from store.practice.limits import Limits, PhaseLimits
from store.practice.review import Kept, Rule, in_order, in_time, may_be_destroyed

from .facts import closure, flag, note, referral, task
from .looking import START, Row, closed, held, look, of, on, only

NEVER_LOOKED_AT = None
RISKS = [NEVER_LOOKED_AT, "none", "low", "medium", "high", "critical"]
DAY = timedelta(days=1)

# Contact at the latest after so many days: high, medium, low.
CONTACT = {
    "engagement": (1, 3, 7), "assessment": (3, 7, 14), "planning": (7, 14, 14), "intervention": (7, 14, 30),
    "monitoring": (7, 30, 30), "evaluation": (7, 14, 14), "termination": (7, 14, 14),
}  # fmt: skip
# Days in the phase: mentioned, then asked about.
IN_PHASE = {
    "engagement": (7, 14), "assessment": (30, 63), "planning": (14, 30), "intervention": (90, 180),
    "monitoring": (90, 180), "evaluation": (14, 30), "termination": (14, 30),
}  # fmt: skip


def contact_limit(phase: str, risk: str | None) -> int:
    high, medium, low = CONTACT[phase]
    return {"critical": 1, "high": high, "medium": medium, "low": low, "none": low, NEVER_LOOKED_AT: medium}[risk]


def contact_rows() -> list[Row]:
    rows = []
    for phase in CONTACT:
        for risk in RISKS:
            rule = Rule.CRITICAL_CONTACT if risk == "critical" else Rule.CONTACT
            due = on(contact_limit(phase, risk))
            rows.append(Row(rule, f"{phase}, {risk}", due, of(phase, risk_level=risk)))
            if risk:
                rows.append(Row(rule, f"{phase}, a {risk} danger", due, of(phase), {"flags": [flag(risk)]}))
    return rows


def draft(body: str = "b", at: datetime = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=7)))) -> Any:
    return note(at, status="draft", body=body)


OWN_PHASE = PhaseLimits(high=2, medium=4, low=6, stale=5, stuck=9)
ROWS = [
    Row(Rule.OPEN_DANGER, "high", START, of(), {"flags": [flag(since=START)]}),
    Row(Rule.OPEN_DANGER, "critical, on hold", START, held(), {"flags": [flag("critical", since=START)]}),
    Row(Rule.UNNAMED_DANGER, "high", START, of(risk_level="high", risk_assessed=START)),
    Row(Rule.UNNAMED_DANGER, "critical, on hold", START, held(risk_level="critical", risk_assessed=START)),
    Row(Rule.UNNAMED_DANGER, "imported without a day", START, of(risk_level="high")),
    Row(Rule.UNNAMED_DANGER, "beside a lesser danger", START, of(risk_level="high", risk_assessed=START),
        {"flags": [flag("medium")]}),
    Row(Rule.DANGER_CHECK, "low", on(9), of(), {"flags": [flag("low", next_check=on(9))]}),
    Row(Rule.DANGER_CHECK, "under control, on hold", on(9), held(),
        {"flags": [flag(state="mitigated", state_reason="r", next_check=on(9))]}),
    Row(Rule.CRITICAL_CONTACT, "on hold", on(1), held(risk_level="critical")),
    Row(Rule.APPOINTMENT, "set", on(9), of(next_contact=on(9)), then=Rule.LATE_APPOINTMENT),
    Row(Rule.APPOINTMENT, "set, reached the day before", on(9), of(next_contact=on(9)), {"reached": on(8)},
        then=Rule.LATE_APPOINTMENT),
    *contact_rows(),
    Row(Rule.CONTACT, "never reached: since the intake", on(14), of(), {"reached": None}),
    Row(Rule.CONTACT, "reached before this episode only", on(34), of(episode=2), {"began": on(20), "reached": START}),
    Row(Rule.CONTACT, "reached on the day this episode began", on(34), of(), {"began": on(20), "reached": on(20)}),
    Row(Rule.CONTACT, "own limit", on(10), of(contact_every=10)),
    Row(Rule.CONTACT, "own limit in high danger", on(10), of("engagement", contact_every=10, risk_level="high")),
    Row(Rule.CRITICAL_CONTACT, "whatever the own limit", on(1), of(contact_every=10, risk_level="critical")),
    Row(Rule.CONTACT, "limits of the book, medium", on(4), of(), limits=Limits(intervention=OWN_PHASE)),
    Row(Rule.CONTACT, "limits of the book, high", on(2), of(risk_level="high"), limits=Limits(intervention=OWN_PHASE)),
    Row(Rule.CONTACT, "limits of the book, low", on(6), of(risk_level="low"), limits=Limits(intervention=OWN_PHASE)),
    Row(Rule.CONTACT, "limits of another phase", on(14), of(), limits=Limits(planning=OWN_PHASE)),
    *[Row(Rule.TASK, status, on(30), of(), {"tasks": [task(due=on(30), status=status)]}, on(23))
      for status in ("open", "doing")],
    Row(Rule.TASK, "on hold", on(30), held(), {"tasks": [task(due=on(30))]}, on(23)),
    Row(Rule.TASK, "limits of the book", on(30), of(), {"tasks": [task(due=on(30))]}, on(28), Limits(task_ahead=2)),
    Row(Rule.UNSIGNED, "a draft", on(1), of(), {"drafts": [draft()]}, START),
    Row(Rule.UNSIGNED, "on hold", on(1), held(), {"drafts": [draft()]}, START),
    Row(Rule.UNSIGNED, "closed", on(1), closed(), {"drafts": [draft()]}, START),
    Row(Rule.UNSIGNED, "limits of the book", on(2), of(), {"drafts": [draft()]}, START, Limits(note_unsigned=2)),
    Row(Rule.UNWRITTEN, "a contact without words", on(1), of(), {"drafts": [draft("")]}, START),
    Row(Rule.HOLD_OVER, "with a day", on(9), held(hold={"since": START, "reason": "r", "until": on(9)})),
    Row(Rule.REVIEW, "set", on(30), of(next_review=on(30)), warns=on(27)),
    *[Row(Rule.REVIEW, f"not set, {risk}", on(30), of(risk_level=risk), warns=on(27)) for risk in ("high", "critical")],
    *[Row(Rule.REVIEW, f"not set, {risk}", on(90), of(risk_level=risk), warns=on(87)) for risk in RISKS[:4]],
    Row(Rule.REVIEW, "a high danger", on(30), of(), {"flags": [flag()]}, on(27)),
    Row(Rule.REVIEW, "limits of the book", on(60), of(), warns=on(55), limits=Limits(review=60, review_ahead=5)),
    Row(Rule.REVIEW, "limits of the book, high", on(20), of(risk_level="high"), warns=on(17),
        limits=Limits(review_high=20)),
    *[Row(Rule.REFERRAL, status, on(9), of(), {"referrals": [referral(status, follow_up=on(9), sent_on=START)]})
      for status in ("draft", "sent")],
    Row(Rule.REFERRAL, "on hold", on(9), held(), {"referrals": [referral("sent", follow_up=on(9))]}),
    Row(Rule.AFTERCARE, "after a month", on(30), closed(on(30))),
    *[Row(Rule.STUCK, phase, on(stuck), of(phase), warns=on(stale)) for phase, (stale, stuck) in IN_PHASE.items()],
    Row(Rule.STUCK, "own limit, sooner than it is mentioned", on(10), of(stuck_after=10)),
    Row(Rule.STUCK, "own limit, later", on(400), of(stuck_after=400), warns=on(90)),
    Row(Rule.STUCK, "limits of the book", on(9), of(), warns=on(5), limits=Limits(intervention=OWN_PHASE)),
]  # fmt: skip


AT_ONCE = Rule.OPEN_DANGER, Rule.UNNAMED_DANGER
"""These speak as soon as they are known: there is no day before, even where their day lies in the future."""


def test_every_rule_has_a_row() -> None:
    assert {rule for row in ROWS for rule in (row.rule, row.then)} - {None} == set(Rule)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_day_before_the_day_and_the_day_after(row: Row) -> None:
    both = row.rule, row.then or row.rule
    if row.rule not in AT_ONCE:
        before = row.look(row.due - DAY)
        assert only((*before.findings, *before.quiet), *both) == []
        assert [finding.due for finding in only(before.ahead, *both)] == [row.due]
    for late, rule in enumerate((row.rule, both[1], both[1])):
        days = 1000 if late == 2 else late
        review = row.look(row.due + days * DAY)
        (finding,) = only(review.findings, *both)
        assert (finding.rule, finding.due, review.needs_today) == (rule, row.due, True)
        assert only((*review.mentioned, *review.ahead, *review.quiet), *both) == []


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_day_from_which_on_it_is_mentioned(row: Row) -> None:
    warns = row.warns or row.due
    assert only(row.look(warns - DAY).mentioned, row.rule) == []
    for day in {warns, row.due - DAY}:
        expected = [row.due] if warns <= day < row.due else []
        assert [finding.due for finding in only(row.look(day).mentioned, row.rule)] == expected


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_week_ahead_is_seven_days(row: Row) -> None:
    if row.due - 8 * DAY >= START:
        assert only(row.look(row.due - 8 * DAY).ahead, row.rule) == []
        assert [one.due for one in only(row.look(row.due - 7 * DAY).ahead, row.rule)] == [row.due]


SECTIONS = {
    "open_danger": 1, "unnamed_danger": 1, "danger_check": 1, "critical_contact": 1, "appointment": 2,
    "late_appointment": 3, "contact": 3, "task": 4, "unwritten": 5, "unsigned": 5, "hold_over": 6, "review": 6,
    "referral": 7, "aftercare": 8, "stuck": 9,
}  # fmt: skip


def test_the_order_is_that_of_the_domain_reference() -> None:
    assert {rule.code: rule.section for rule in Rule} == SECTIONS
    assert [rule.code for rule in Rule if rule.is_safety] == [
        code for code, section in SECTIONS.items() if section == 1
    ]


@pytest.mark.parametrize(("ending", "is_asked"), [
    ({"reason": "withdrew"}, True), ({"reason": "transferred"}, True), ({"reason": "died"}, False),
    ({"reason": "transferred", "receiver": "UPTD PPA"}, False),
])  # fmt: skip
def test_an_open_danger_of_a_closed_case_speaks_until_somebody_has_it(ending: dict[str, Any], is_asked: bool) -> None:
    case = of("termination", status="closed", closure=closure(closed=START, **ending))
    found = look(on(40), case, flags=[flag("critical", since=START, next_check=on(40))]).findings
    assert [one.rule for one in found] == ([Rule.OPEN_DANGER, Rule.DANGER_CHECK] if is_asked else [])


# What is no finding


@pytest.mark.parametrize(("rules", "of_case", "parts"), [
    ([Rule.OPEN_DANGER], of(), {"flags": [flag("medium"), flag("low"), flag("none")]}),
    ([Rule.OPEN_DANGER, Rule.DANGER_CHECK], of(), {"flags": [flag(state="resolved", next_check=START)]}),
    ([Rule.OPEN_DANGER], of(), {"flags": [flag("critical", state="mitigated")]}),
    ([Rule.UNNAMED_DANGER], of(risk_level="critical"), {"flags": [flag("high")]}),
    ([Rule.UNNAMED_DANGER], of(risk_level="medium"), {"flags": [flag("low")]}),
    ([Rule.APPOINTMENT, Rule.LATE_APPOINTMENT], of(next_contact=on(9)), {"reached": on(9)}),
    ([Rule.APPOINTMENT, Rule.LATE_APPOINTMENT], of(next_contact=on(9)), {"reached": on(20)}),
    ([Rule.TASK], of(), {"tasks": [task(due=None), *(task(due=START, status=status) for status in (
        "done", "cancelled", "not_possible"))]}),
    ([Rule.REFERRAL], of(), {"referrals": [
        referral(status, follow_up=START) for status in ReferralStatus if status not in ("draft", "sent")]}),
    ([Rule.HOLD_OVER, *(rule for rule in Rule if rule.section in (2, 3, 6, 9))], held(next_contact=START,
        next_review=START), {}),
    ([rule for rule in Rule if rule is not Rule.AFTERCARE], closed(START, risk_level="critical", next_contact=START,
        next_review=START, opened=on(-900), phase_since=on(-900)),
        {"flags": [flag("critical", state="resolved")], "tasks": [task(due=START)],
         "referrals": [referral("sent", follow_up=START)]}),
])  # fmt: skip
def test_what_is_no_finding(rules: list[Rule], of_case: Any, parts: dict[str, Any]) -> None:
    review = look(on(500), of_case, **parts)
    assert only((*review.findings, *review.mentioned, *review.ahead, *review.quiet), *rules) == []


@pytest.mark.parametrize(("flags", "said"), [
    ([], None), ([flag("low"), flag("medium"), flag("high", state="mitigated")], RiskLevel.MEDIUM),
])  # fmt: skip
def test_a_risk_that_no_danger_explains_knows_the_greatest_open_one(flags: list[Any], said: RiskLevel | None) -> None:
    [found] = only(look(START, of(risk_level="high"), flags=flags).findings, Rule.UNNAMED_DANGER)
    assert found.what is said


def test_a_check_that_was_done_is_asked_for_no_more() -> None:
    case = closed(on(30), on(90), on(30))
    assert [one.due for one in look(on(90), case).findings] == [on(30), on(90)]
    assert case.closure is not None
    done = case.changed(closure=case.closure.changed(aftercare_done=(on(30),)))
    assert [one.due for one in look(on(90), done).findings] == [on(90)]


def test_the_limit_does_not_stand_in_the_week_ahead_where_a_contact_is_planned_before_it() -> None:
    ahead = {day: look(on(10), of(next_contact=day)).ahead for day in (on(10), on(11), on(14), on(15), None)}
    rules = {day: [one.rule for one in found] for day, found in ahead.items()}
    assert rules == {
        on(10): [Rule.CONTACT], on(11): [Rule.APPOINTMENT], on(14): [Rule.APPOINTMENT],
        on(15): [Rule.APPOINTMENT, Rule.CONTACT], None: [Rule.CONTACT],
    }  # fmt: skip
    critical = look(START, of(next_contact=on(1), risk_level="critical"))
    assert [one.rule for one in critical.ahead] == [Rule.CRITICAL_CONTACT, Rule.APPOINTMENT], "but in critical danger"


# What a finding says


def test_a_finding_has_what_its_sentence_needs() -> None:
    found = look(
        on(200), of("planning", next_contact=on(3), risk_level="low"),
        flags=[flag(since=on(1), id="f", safety_plan=""), flag("low", next_check=on(2), id="g")],
        tasks=[task(due=on(4), id="t", text="Call", owner="family")],
        referrals=[referral("sent", follow_up=on(9), sent_on=on(2), id="r", to="RS"),
                   referral("draft", follow_up=on(9), sent_on=on(2), id="s", to="RS")],
    )  # fmt: skip
    facts = ("rule", "id", "since", "limit", "name", "what", "level", "lacks_plan")
    assert [tuple(getattr(one, name) for name in facts) for one in found.findings] == [
        (Rule.OPEN_DANGER, "f", on(1), None, "", "domestic_violence", "high", True),
        (Rule.DANGER_CHECK, "g", None, None, "", "domestic_violence", "low", False),
        (Rule.LATE_APPOINTMENT, "", None, None, "", None, None, False),
        (Rule.CONTACT, "", START, 7, "", None, None, False),
        (Rule.TASK, "t", None, None, "Call", "family", None, False),
        (Rule.REVIEW, "", START, 30, "", None, None, False),
        (Rule.REFERRAL, "r", on(2), 7, "RS", "sent", None, False),
        (Rule.REFERRAL, "s", None, None, "RS", "draft", None, False),
        (Rule.STUCK, "", START, 30, "", "planning", None, False),
    ]  # fmt: skip
    (unsigned,) = only(
        look(date(2026, 12, 1), of(), drafts=[note(status="draft", mode="phone")]).findings, Rule.UNSIGNED
    )
    assert (unsigned.since, unsigned.limit, unsigned.what) == (date(2026, 11, 20), 3, "phone")


def test_the_first_contact_is_told_from_later_ones() -> None:
    for reached, began, is_first in ((None, START, True), (on(-1), START, True), (START, START, False),
                                     (on(5), START, False)):  # fmt: skip
        (finding,) = only(look(on(30), of(), reached=reached, began=began).findings, Rule.CONTACT)
        assert finding.is_first is is_first
        assert finding.since == (began if is_first else reached)


def test_of_dangers_the_greatest_comes_first_then_the_oldest() -> None:
    flags = [
        flag("low", id="check", next_check=on(-50)), flag("high", id="old", since=on(-40)),
        flag("high", id="new", since=on(-1)), flag("critical", id="worst", since=START),
    ]  # fmt: skip
    found = look(on(1), of(), flags=flags).findings
    assert [(one.rule, one.id) for one in found[:5]] == [
        (Rule.OPEN_DANGER, "worst"), (Rule.CRITICAL_CONTACT, ""), (Rule.OPEN_DANGER, "old"), (Rule.OPEN_DANGER, "new"),
        (Rule.DANGER_CHECK, "check"),
    ]  # fmt: skip


# The queue


def test_the_queue_has_the_most_urgent_case_first() -> None:
    today = on(20)
    reviews = [look(today, case, **parts) for case, parts in [
        (of(code="K-2026-009"), {"reached": today, "tasks": [task(due=today)]}),
        (of(code="K-2026-010"), {"reached": today, "tasks": [task(due=on(19))]}),
        (of(code="K-2026-1000"), {"reached": today, "tasks": [task(due=today)]}),
        (of(code="K-2026-011", risk_level="low"), {"reached": today, "tasks": [task(due=on(3))]}),
        (of(code="K-2025-999"), {"reached": today, "tasks": [task(due=today)]}),
        (of(code="K-2026-012", next_contact=on(2)), {"reached": START}),
        (of(code="K-2026-013", next_contact=today), {"reached": START}),
        (of(code="K-2026-014"), {"reached": today, "flags": [flag(since=on(1))]}),
        (of(code="K-2026-015"), {"reached": today, "flags": [flag("critical", since=on(9))]}),
        (of(code="K-2026-016"), {"reached": today, "flags": [flag("low", next_check=today)]}),
        (of(code="K-2026-017", risk_level="medium"), {"reached": today, "tasks": [task(due=on(18))]}),
        (of(code="K-2026-018"), {"reached": today}),
    ]]  # fmt: skip
    assert [review.case.code for review in in_order(reviews)] == [
        "K-2026-015", "K-2026-014", "K-2026-016",  # safety, the greater danger first
        "K-2026-013", "K-2026-012",  # an appointment today, then one that was missed
        "K-2026-017", "K-2026-010",  # never looked at counts as medium: what waited longer comes first
        "K-2025-999", "K-2026-009", "K-2026-1000",  # then the code, as numbers
        "K-2026-011",  # waited longest, but the danger is low
    ]  # fmt: skip


# Dates


@pytest.mark.parametrize(("since", "limit", "due"), [
    (date(2027, 1, 31), 30, date(2027, 3, 2)), (date(2028, 1, 31), 30, date(2028, 3, 1)),
    (date(2028, 1, 30), 30, date(2028, 2, 29)), (date(2028, 2, 29), 7, date(2028, 3, 7)),
    (date(2028, 2, 28), 1, date(2028, 2, 29)), (date(2027, 2, 28), 1, date(2027, 3, 1)),
    (date(2026, 12, 31), 1, date(2027, 1, 1)), (date(2026, 12, 24), 14, date(2027, 1, 7)),
    (date(2027, 12, 1), 90, date(2028, 2, 29)), (date(2027, 4, 30), 3, date(2027, 5, 3)),
])  # fmt: skip
def test_limits_go_over_the_ends_of_months_and_years(since: date, limit: int, due: date) -> None:
    case = of(opened=since, phase_since=since, contact_every=limit, stuck_after=limit)
    for today, is_due in ((due - DAY, False), (due, True), (due + DAY, True)):
        found = only(look(today, case, reached=since).findings, Rule.CONTACT, Rule.STUCK)
        assert [one.due for one in found] == [due, due][: 2 * is_due]


@pytest.mark.parametrize("hours", [7, 8, 9], ids=["WIB", "WITA", "WIT"])
@pytest.mark.parametrize(("clock", "due"), [
    ((2026, 11, 20, 23, 59), date(2026, 11, 21)), ((2026, 11, 21, 0, 0), date(2026, 11, 22)),
    ((2026, 11, 21, 0, 59), date(2026, 11, 22)), ((2026, 12, 31, 23, 30), date(2027, 1, 1)),
])  # fmt: skip
def test_a_draft_counts_from_the_day_on_its_own_clock(hours: int, clock: tuple[int, ...], due: date) -> None:
    zone = timezone(timedelta(hours=hours))
    written = draft(at=datetime(*clock, tzinfo=zone))  # type: ignore[arg-type, misc]
    (finding,) = only(look(due, of(), drafts=[written]).findings, Rule.UNSIGNED)
    assert (finding.due, finding.since) == (due, due - DAY)


def test_what_lies_in_the_future_has_not_happened_yet() -> None:
    """The clock was wrong when it was written."""
    today, future = on(0), on(700)
    late = of(opened=future, phase_since=future, risk_level="high", risk_assessed=future)
    found = look(today, late, reached=None, flags=[flag("low")]).findings
    assert [(one.rule, one.due) for one in found] == [(Rule.UNNAMED_DANGER, today), (Rule.CONTACT, today)]
    (danger,) = look(today, of(), flags=[flag(since=future)], reached=today).findings
    assert (danger.rule, danger.due) == (Rule.OPEN_DANGER, today)
    unmet = look(today, of(phase_since=future, opened=future, contact_every=1), reached=None)
    assert [(one.rule, one.due) for one in unmet.findings] == [(Rule.CONTACT, today)], "else nobody would ever ask"
    met = look(today, of(phase_since=future, opened=future, contact_every=9), reached=on(-10))
    assert [(one.rule, one.due) for one in met.findings] == [(Rule.CONTACT, today)]


@pytest.mark.parametrize("edge", [date.min, date.max])
def test_the_ends_of_the_calendar(edge: date) -> None:
    case = of(opened=edge, phase_since=edge, next_contact=edge, next_review=edge, risk_level="high", risk_assessed=edge,
              contact_every=3650, stuck_after=3650)  # fmt: skip
    parts: dict[str, Any] = {
        "flags": [flag(since=edge, next_check=edge)], "tasks": [task(due=edge)], "reached": edge,
        "referrals": [referral("sent", follow_up=edge, sent_on=edge)],
    }  # fmt: skip
    for today in (date.min, START, date.max):
        assert look(today, case, **parts).needs_today, "the open danger at least"


def test_nothing_comes_due_after_the_end_of_the_calendar() -> None:
    last = draft(at=datetime(9999, 12, 31, 9, tzinfo=timezone(timedelta(hours=7))))
    assert only(look(START, of(), drafts=[last]).findings, Rule.UNSIGNED) == []
    assert [one.due for one in only(look(date.max, of(), drafts=[last]).findings, Rule.UNSIGNED)] == [date.max]
    first = task(due=date.min)
    assert [one.warns for one in only(look(START, of(), tasks=[first]).findings, Rule.TASK)] == [date.min]


# Putting off


def put_off(until: int, given: int = 0, parts: dict[str, Any] | None = None, **fields: Any) -> Any:
    """A case that was put off with all that was due on the day."""
    quiet = sorted(look(on(given), of(**fields), **(parts or {})).keys)
    return of(put_off={"on": on(given), "until": on(until), "reason": "r", "quiet": quiet}, **fields)


def test_a_case_that_was_put_off_rests_until_the_day_except_its_dangers_and_what_comes_due() -> None:
    tasks = [task(due=on(-3), id="late"), task(due=START, id="then"), task(due=on(2), id="later")]
    parts = {"flags": [flag(since=START)], "tasks": tasks, "reached": on(-2), "began": on(-9)}
    case = put_off(10, parts=parts, next_contact=on(-1), next_review=on(4))
    told = []
    for day in range(12):
        review = look(on(day), case, **parts)
        assert review.findings[0].rule is Rule.OPEN_DANGER
        assert [one.rule for one in review.quiet] == ([Rule.LATE_APPOINTMENT, Rule.TASK, Rule.TASK] if day < 10 else [])
        told.append([one.id or one.rule.code for one in review.findings[1:]])
    assert told[0] == told[1] == []
    assert told[2] == told[3] == ["later"]
    assert told[4] == ["later", "review"]
    assert told[5] == told[9] == ["contact", "later", "review"]
    assert told[10] == told[11] == ["late_appointment", "contact", "late", "then", "later", "review"]


def test_a_day_on_which_a_case_was_put_off_counts_only_once_it_has_come() -> None:
    """The clock was wrong when it was put off; else everything would rest for years."""
    case = put_off(4000, given=3650)
    assert [one.rule for one in look(on(200), case).findings] == [Rule.CONTACT, Rule.REVIEW, Rule.STUCK]
    assert look(on(200), case).quiet == ()


def test_what_came_about_after_putting_off_speaks_though_its_day_lies_before() -> None:
    case = put_off(30, parts={"tasks": [task(due=START, id="t")]}, phase="intervention", phase_since=START)
    quiet = {"tasks": [task(due=START, id="t")], "reached": on(-12), "began": on(-20)}
    assert look(on(1), case, **quiet).findings == ()
    graver = case.changed(risk_level="high")
    assert [one.rule for one in look(on(1), graver, **quiet).findings if one.rule is Rule.CONTACT] == [Rule.CONTACT]
    planned = case.changed(next_contact=START)
    assert [one.rule for one in look(on(1), planned, **quiet).findings] == [Rule.LATE_APPOINTMENT]
    backdated = {**quiet, "tasks": [task(due=on(-9), id="new"), *quiet["tasks"]]}
    assert [one.id for one in look(on(1), case, **backdated).findings] == ["new"]


# Retention


def test_what_may_be_destroyed_is_past_its_day_and_held_by_nothing() -> None:
    kept = closed().closure
    assert kept is not None

    def ended(code: str, until: date, **fields: Any) -> Any:
        return closed(code=code, **fields).changed(closure=kept.changed(retention_until=until))

    cases = [
        ended("K-2019-003", on(-1)), ended("K-2019-002", START), ended("K-2019-001", on(-1)), of(),
        ended("K-2019-004", on(-9), legal_hold=True), ended("K-2019-005", on(-9)),
    ]  # fmt: skip
    expected = (Kept("K-2019-005", on(-9)), Kept("K-2019-001", on(-1)), Kept("K-2019-003", on(-1)))
    assert in_time(may_be_destroyed(cases, START)) == expected
    assert may_be_destroyed([cases[1]], on(1)) == [Kept("K-2019-002", START)]
