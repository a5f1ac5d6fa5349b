"""Knowing one's own practice: told stories give the figures that were counted by hand."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

import pytest

from store import Casebook
from store.model import (
    ContactMode,
    Folder,
    Goal,
    Intervention,
    InterventionType,
    Level,
    Phase,
    Referral,
    Score,
    SystemSize,
    TerminationReason,
    WorkerRole,
)
from store.practice.figures import figures_of
from store.practice.periods import Period
from store.practice.spans import spans, stays
from store.practice.statistics import Statistics, statistics_of

WIB = timezone(timedelta(hours=7))
WHY = "A reason that is long enough to pass."
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


class Told:
    """A book whose clock is set day by day."""

    def __init__(self, book: Casebook) -> None:
        self.book = book

    def on(self, month: int, day: int, hour: int = 9) -> Casebook:
        self.book.clock = lambda: datetime(2026, month, day, hour, tzinfo=WIB)
        return self.book

    def end(self, code: str, reason: str = "moved", **more: object) -> None:
        self.book.terminate(code, reason=reason, outcome="better", summary="s", notice="agreed", override=WHY, **more)

    def figures(self, period: Period = YEAR) -> Statistics:
        return statistics_of([figures_of(self.book.folder_of(code)) for code in self.book.every_code()], period)


@pytest.fixture
def told(book: Casebook) -> Told:
    return Told(book)


@pytest.fixture
def practice(told: Told) -> Told:
    """Three cases: one that ended after 40 days and came back, one macro case under way, one that rests."""
    family = (
        told.on(3, 1).add_case(alias="a", size="family", field="community_hospice", collective_issues="bansos").code
    )
    told.on(3, 11).advance(family, WHY)
    told.on(4, 10)
    goal = told.book.add(Goal, family, statement="g", baseline=-1, set_on=date(2026, 3, 2))
    told.book.rate_goal(goal.id, 1)
    for day, reality in ((date(2026, 3, 2), 1), (date(2026, 4, 1), 3)):
        told.book.add(Score, family, domain="health", on=day, expectation=5, reality=reality)
    told.end(family)
    told.on(6, 1).reopen(family, "assessment", "Came back.")
    forum = told.on(5, 1).add_case(alias="b", size="society", collective_issues="bansos, air bersih").code
    rests = told.on(5, 2).add_case(alias="c", size="family").code
    told.book.hold(rests, "Waits.")
    told.on(7, 1)
    told.book.add(Intervention, forum, kind="advocacy_policy", level="macro", role="advocate")
    told.book.add(Intervention, forum, kind="community", level="mezzo", role="organiser", until=date(2026, 7, 1))
    sent = told.book.add(Referral, forum, to="Dinas Sosial", reason="Data", follow_up=date(2026, 7, 8))
    told.book.change(sent, status="rejected", barrier="Quota used up")
    return told


def test_counts_of_a_year(practice: Told) -> None:
    seen = practice.figures()
    assert (seen.worked, seen.opened, seen.closed, seen.reopened) == (3, 3, 1, 1)
    assert (seen.open_now, seen.on_hold, seen.came_back) == (3, 1, 1)


def test_the_period_cuts_by_day(practice: Told) -> None:
    april = practice.figures(Period(date(2026, 4, 10), date(2026, 4, 10)))
    assert (april.worked, april.closed, april.open_now, april.came_back) == (1, 1, 0, 0)
    before = practice.figures(Period(date(2026, 4, 1), date(2026, 4, 9)))
    assert (before.worked, before.closed, before.open_now) == (1, 0, 1)
    between = practice.figures(Period(date(2026, 4, 11), date(2026, 4, 30)))
    assert (between.worked, between.open_now, between.opened) == (0, 0, 0)


def test_days_by_phase_are_of_the_stays_that_ended(practice: Told) -> None:
    phases = {group.code: group for group in practice.figures().phases}
    assert (phases[Phase.ENGAGEMENT].cases, phases[Phase.ENGAGEMENT].mean_days) == (2, 10)
    assert (phases[Phase.ASSESSMENT].cases, phases[Phase.ASSESSMENT].mean_days) == (1, 30)
    assert (phases[Phase.PLANNING].cases, phases[Phase.PLANNING].mean_days) == (0, None)
    assert list(phases) == list(Phase)


def test_groups_and_endings(practice: Told) -> None:
    seen = practice.figures()
    assert [(group.code, group.cases, group.mean_days) for group in seen.sizes] == [
        (SystemSize.FAMILY, 2, 40), (SystemSize.SOCIETY, 1, None),
    ]  # fmt: skip
    assert [group.code for group in seen.levels] == [Level.MICRO, Level.MACRO]
    assert [(group.code, group.cases, group.mean_days) for group in seen.reasons] == [(TerminationReason.MOVED, 1, 40)]


def test_what_changed_in_the_cases_that_ended(practice: Told) -> None:
    seen = practice.figures()
    assert seen.goal_change.changes == (pytest.approx(20.0),)
    assert seen.gap_closed.changes == (pytest.approx(50.0),)
    later = practice.figures(Period(date(2026, 5, 1), date(2026, 12, 31)))
    assert later.goal_change.mean is None


def test_an_ending_counts_by_what_was_frozen_and_only_its_own_episode(practice: Told) -> None:
    april, code = Period(date(2026, 4, 1), date(2026, 4, 30)), "K-2026-001"
    practice.on(7, 1).rate_goal(practice.book.parts(Goal, code)[0].id, 2)
    for month, reality in ((7, 3), (8, 4)):
        practice.on(month, 2).add(Score, code, domain="health", expectation=5, reality=reality)
    for seen in (practice.figures(april), (practice.end(code), practice.figures(april))[1]):
        assert (seen.goal_change.changes, seen.gap_closed.changes) == ((pytest.approx(20),), (pytest.approx(50),))
    seen = practice.figures()
    assert seen.goal_change.changes == (pytest.approx(10), pytest.approx(20))
    assert seen.gap_closed.changes == (pytest.approx(50), pytest.approx(50))
    assert (seen.goal_change.mean, seen.closed) == (pytest.approx(15), 2)


def test_on_hold_is_asked_of_the_last_day(practice: Told) -> None:
    practice.on(7, 1).resume("K-2026-003")
    practice.on(9, 1).hold("K-2026-003", "Again.")
    practice.on(9, 5)
    practice.end("K-2026-003", closed=date(2026, 9, 3))
    practice.on(9, 6).reopen("K-2026-003", reason="Came back.")
    days = ((5, 1), (5, 2), (6, 30), (7, 1), (9, 1), (9, 2), (9, 3), (12, 31))
    assert [practice.figures(Period(date(2026, 1, 1), date(2026, *day))).on_hold for day in days] == [
        0, 1, 1, 0, 1, 1, 0, 0,
    ]  # fmt: skip


def test_a_case_imported_on_hold_rests_since_its_day(told: Told) -> None:
    case = told.on(5, 1).add_case(alias="x", size="individual")
    resting = case.changed(status="on_hold", hold={"since": date(2026, 5, 3), "reason": "r"})
    figures = figures_of(Folder(resting))
    assert [figures.is_on_hold(date(2026, 5, day)) for day in (2, 3, 30)] == [False, True, True]


def test_the_work_itself(practice: Told) -> None:
    seen = practice.figures()
    assert set(seen.types) == {(InterventionType.ADVOCACY_POLICY, 1), (InterventionType.COMMUNITY, 1)}
    assert set(seen.roles) == {(WorkerRole.ADVOCATE, 1), (WorkerRole.ORGANISER, 1)}
    assert set(seen.intervention_levels) == {(Level.MACRO, 1), (Level.MEZZO, 1)}
    assert seen.barriers == (("Dinas Sosial", "Quota used up"),)
    august = practice.figures(Period(date(2026, 8, 1), date(2026, 8, 31)))
    assert august.types == ((InterventionType.ADVOCACY_POLICY, 1),)
    assert august.barriers == ()


def test_private_troubles_become_public_issues(practice: Told) -> None:
    issues = practice.figures().issues
    assert [(issue, len(codes)) for issue, codes in issues] == [("bansos", 2), ("air bersih", 1)]


def test_overrides_are_counted_by_item(practice: Told) -> None:
    counted = dict(practice.figures().overrides)
    assert counted["problem"] == 1
    assert counted["consent"] == 1
    assert not practice.figures(Period(date(2026, 8, 1), date(2026, 8, 31))).overrides


def test_a_group_session_is_one_contact_and_a_voided_note_none(told: Told) -> None:
    codes = [told.on(3, day).add_case(alias="x", size="individual").code for day in (1, 2, 3)]
    told.on(3, 5).add_group_note(codes, body="b", minutes=90, sign=True)
    told.book.add_note(codes[0], body="b", mode="phone", outcome="no_answer", minutes=5)
    gone = told.book.add_note(codes[0], body="b", mode="phone", sign=True)
    told.book.void_note(gone.id, "Wrong case.")
    told.book.write_draft(codes[0], "typed", session="s", body="nobody said yet how the contact was")
    seen = told.figures()
    assert seen.group_sessions == 1
    assert [(one.mode, one.reached, one.attempts, one.minutes) for one in seen.contacts] == [
        (ContactMode.PHONE, 0, 1, 5), (ContactMode.GROUP, 1, 0, 90),
    ]  # fmt: skip


def test_a_backdated_ending_counts_from_the_day_it_names(told: Told) -> None:
    code = told.on(3, 1).add_case(alias="x", size="individual").code
    told.on(5, 20)
    told.end(code, closed=date(2026, 4, 1))
    (span,) = spans(told.book.folder_of(code))
    assert (span.end, span.days) == (date(2026, 4, 1), 31)
    assert [(stay.phase, stay.end) for stay in stays(told.book.folder_of(code))] == [
        (Phase.ENGAGEMENT, date(2026, 4, 1))
    ]


def test_nothing_at_all(told: Told) -> None:
    seen = told.figures()
    assert (seen.worked, seen.contacts, seen.issues, seen.goal_change.mean) == (0, (), (), None)
    assert all(group.cases == 0 for group in seen.phases)


def test_an_archived_case_counts_as_before(practice: Told, clock: Callable[[], datetime]) -> None:
    practice.on(8, 1)
    practice.end("K-2026-001")
    before = practice.figures()
    practice.on(12, 1).file_away("K-2026-001")
    assert practice.figures() == before
