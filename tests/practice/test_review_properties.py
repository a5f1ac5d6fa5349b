"""What holds in the daily review whatever lies in a file: nothing dangerous is missed, and the order never wavers."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.language import LANGUAGES, use
from store.model import FlagState, Phase, RiskLevel, Status
from store.model.codes import ContactMode
from store.model.referral import ReferralStatus
from store.model.task import TaskStatus
from store.practice.limits import Limits, PhaseLimits
from store.practice.reasons import head, reason
from store.practice.review import Facts, Finding, Rule, in_order, is_put_off, review_of
from store.practice.risk import is_serious

from .facts import flag, note, referral, task
from .looking import START, closed, of, on

DAY = timedelta(days=1)
near = st.integers(-40, 40).map(on)
days = st.one_of(near, st.sampled_from([date.min, date.max, date(2028, 2, 29)]))
maybe = st.one_of(st.none(), days)
risks = st.sampled_from([None, *RiskLevel])
zones = st.sampled_from([7, 8, 9]).map(lambda hours: timezone(timedelta(hours=hours)))
limit = st.integers(1, 40)


@st.composite
def book_limits(draw: st.DrawFn) -> Limits:
    high, medium, low = sorted(draw(st.tuples(limit, limit, limit)))
    stale, stuck = sorted(draw(st.tuples(limit, limit)))
    phase = PhaseLimits(high=high, medium=medium, low=low, stale=stale, stuck=stuck)
    return Limits(**dict.fromkeys(Phase, phase), task_ahead=draw(limit))  # type: ignore[arg-type]


@st.composite
def cases(draw: st.DrawFn, day: st.SearchStrategy[date], status: st.SearchStrategy[Status]) -> Any:
    how, perhaps = draw(status), st.one_of(st.none(), day)
    fields: dict[str, Any] = {
        "status": how, "risk_level": draw(risks), "risk_assessed": draw(perhaps), "opened": draw(day),
        "phase_since": draw(day), "next_contact": draw(perhaps), "next_review": draw(perhaps),
        "contact_every": draw(st.one_of(st.none(), limit)), "stuck_after": draw(st.one_of(st.none(), limit)),
    }  # fmt: skip
    if how is Status.CLOSED:
        return closed(*draw(st.lists(day, max_size=3)), **{k: v for k, v in fields.items() if k != "status"})
    if how is Status.ON_HOLD:
        fields["hold"] = {"since": draw(day), "reason": "r", "until": draw(perhaps)}
    if draw(st.booleans()):
        fields["put_off"] = {"on": draw(day), "until": draw(day), "reason": "r"}
    return of(draw(st.sampled_from(Phase)), **fields)


any_status = st.sampled_from(Status)


@st.composite
def facts(
    draw: st.DrawFn, day: st.SearchStrategy[date] = days, status: st.SearchStrategy[Status] = any_status
) -> Facts:
    """Any facts of a case, also those that no act of the book would lead to."""
    moment = st.builds(datetime.combine, day, st.times(), zones)
    return Facts(
        draw(cases(day, status)), draw(day),
        [flag(level, id=f"f{n}", state=state, state_reason="r", since=since, next_check=check)
         for n, (level, state, since, check) in enumerate(draw(st.lists(st.tuples(
             st.sampled_from(RiskLevel), st.sampled_from(FlagState), day, st.one_of(st.none(), day)), max_size=4)))],
        [task(id=f"t{n}", due=due, status=how) for n, (due, how) in enumerate(draw(st.lists(st.tuples(
            st.one_of(st.none(), day), st.sampled_from(TaskStatus)), max_size=3)))],
        [referral(how, id=f"r{n}", follow_up=due, sent_on=sent) for n, (how, due, sent) in enumerate(draw(st.lists(
            st.tuples(st.sampled_from(ReferralStatus), day, st.one_of(st.none(), day)), max_size=3)))],
        draw(st.one_of(st.none(), day)),
        [note(at, status="draft", id=f"n{n}", body=body, mode=mode) for n, (at, body, mode) in enumerate(draw(st.lists(
            st.tuples(moment, st.sampled_from(["", "b"]), st.sampled_from(ContactMode)), max_size=3)))],
    )  # fmt: skip


OPEN = st.sampled_from([Status.ACTIVE, Status.ON_HOLD])
LIFELIKE = facts(near, OPEN)


def key(finding: Finding) -> tuple[str, str]:
    """What a finding is about; an appointment that was missed is the same appointment."""
    rule = Rule.APPOINTMENT if finding.rule is Rule.LATE_APPOINTMENT else finding.rule
    return rule.code, finding.id


@given(facts(status=OPEN), days, book_limits())
def test_no_open_danger_is_ever_missing(given_facts: Facts, today: date, limits: Limits) -> None:
    """Whatever the status, the limits, the hold, the putting off, and whatever the clock says."""
    review = review_of(given_facts, today, limits)
    shown = {finding.id for finding in review.findings if finding.rule is Rule.OPEN_DANGER}
    assert shown == {one.id for one in given_facts.flags if one.is_alarming}
    assert {finding.id for finding in review.findings if finding.rule is Rule.DANGER_CHECK} == {
        one.id for one in given_facts.flags
        if one.next_check and one.next_check <= today and one.state is not FlagState.RESOLVED
    }  # fmt: skip
    if is_serious(given_facts.case, given_facts.flags):
        assert review.findings[0].rule.is_safety
        assert in_order([review]) == [review]


@given(facts(), days, book_limits())
def test_any_facts_have_an_answer_in_words(given_facts: Facts, today: date, limits: Limits) -> None:
    review = review_of(given_facts, today, limits)
    for language in LANGUAGES:
        use(language)
        for finding in (*review.findings, *review.mentioned, *review.ahead, *review.quiet):
            for said in (head(finding), reason(finding, today), reason(finding, today, hidden=True)):
                assert said
                assert "{" not in said


@given(facts(), days, book_limits())
def test_what_is_due_has_come_and_what_is_ahead_has_not(given_facts: Facts, today: date, limits: Limits) -> None:
    review = review_of(given_facts, today, limits)
    assert all(finding.due <= today for finding in (*review.findings, *review.quiet))
    assert all(finding.due > today for finding in (*review.mentioned, *review.ahead))
    assert all((finding.due - today).days <= 7 for finding in review.ahead)
    assert all(finding.warns is not None and finding.warns <= today for finding in review.mentioned)
    assert review.needs_today is bool(review.findings)


@given(facts(), st.data(), days)
def test_the_order_of_findings_is_total(given_facts: Facts, data: st.DataObject, today: date) -> None:
    review = review_of(given_facts, today, Limits())
    turned = {
        name: data.draw(st.permutations(getattr(given_facts, name)), name)
        for name in ("flags", "tasks", "referrals", "drafts")
    }
    assert review_of(given_facts._replace(**turned), today, Limits()) == review
    order = [finding.order for finding in review.findings]
    assert order == sorted(set(order))


@given(st.lists(facts(near), max_size=5), st.data(), near)
def test_the_order_of_the_queue_is_total(several: list[Facts], data: st.DataObject, today: date) -> None:
    reviews = [
        review_of(one._replace(case=one.case.changed(code=f"K-2026-{n:03}")), today, Limits())
        for n, one in enumerate(several)
    ]
    queue = in_order(reviews)
    assert in_order(data.draw(st.permutations(reviews))) == queue
    assert {review.case.code for review in queue} == {review.case.code for review in reviews if review.findings}
    order = [review.order for review in queue]
    assert order == sorted(set(order))


RESTS = {Rule.CONTACT, Rule.APPOINTMENT, Rule.LATE_APPOINTMENT, Rule.REVIEW, Rule.STUCK}


@given(facts(near, st.just(Status.ACTIVE)), near, book_limits())
def test_on_hold_the_rules_about_lateness_rest_and_no_others(active: Facts, today: date, limits: Limits) -> None:
    held = active.case.changed(status="on_hold", hold={"since": START, "reason": "r"})
    resting = review_of(active._replace(case=held), today, limits)
    working = review_of(active, today, limits)
    for name in ("findings", "mentioned", "quiet"):
        assert getattr(resting, name) == tuple(one for one in getattr(working, name) if one.rule not in RESTS)
    assert resting.ahead == tuple(one for one in working.ahead if one.rule not in RESTS)


@given(LIFELIKE, near, near, st.integers(1, 40), book_limits())
def test_putting_off_silences_what_is_due_then_until_its_day(
    given_facts: Facts, today: date, given_on: date, for_days: int, limits: Limits
) -> None:
    until = given_on + for_days * DAY
    steady = given_facts._replace(case=given_facts.case.changed(put_off=None))
    then = review_of(steady, given_on, limits).keys
    put_off = steady.case.changed(put_off={"on": given_on, "until": until, "reason": "r", "quiet": sorted(then)})
    without = review_of(steady, today, limits)
    review = review_of(given_facts._replace(case=put_off), today, limits)
    silent = {key(one) for one in without.findings if not one.rule.is_safety and one.key in then}
    assert {key(one) for one in review.quiet} == (silent if given_on <= today < until else set())
    assert sorted((*review.findings, *review.quiet), key=lambda one: one.order) == list(without.findings)
    assert (review.mentioned, review.ahead) == (without.mentioned, without.ahead)
    assert all(is_put_off(one, put_off, today) for one in review.quiet)


@given(LIFELIKE, st.integers(0, 40).map(on), book_limits())
def test_lateness_grows_by_one_each_day_and_is_never_cut_off(given_facts: Facts, today: date, limits: Limits) -> None:
    steady = given_facts._replace(case=given_facts.case.changed(put_off=None))
    later = {
        days: {key(one): one for one in review_of(steady, today + days * DAY, limits).findings}
        for days in (1, 2, 5000)
    }  # fmt: skip
    for finding in review_of(steady, today, limits).findings:
        if finding.due == today and finding.rule in (Rule.OPEN_DANGER, Rule.UNNAMED_DANGER):
            continue  # its day lies in the future: a clock that was wrong
        if finding.due == today and finding.rule in (Rule.CONTACT, Rule.CRITICAL_CONTACT):
            continue  # so does the intake
        for found in later.values():
            assert found[key(finding)].due == finding.due


def test_the_facts_drawn_here_lead_to_every_rule() -> None:
    found: set[Rule] = set()

    @settings(max_examples=600, database=None, derandomize=True)
    @given(facts(near), st.integers(0, 40).map(on))
    def look(given_facts: Facts, today: date) -> None:
        found.update(one.rule for one in review_of(given_facts, today, Limits()).findings)

    look()
    assert found == set(Rule)
