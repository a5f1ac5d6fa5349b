"""The review of the demonstration: few cases need their worker, for almost every reason there is, on any day."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from store import Casebook
from store.model import RiskLevel
from store.practice.review import Finding, Rule
from tests.demo.conftest import JAKARTA, build

JAYAPURA = timezone(timedelta(hours=9))


def found(book: Casebook) -> list[Finding]:
    """Every reason in the queue."""
    return [finding for review in book.review().queue for finding in review.findings]


def by_rule(book: Casebook, rule: Rule) -> list[Finding]:
    return [finding for finding in found(book) if finding.rule is rule]


def days_late(book: Casebook, rule: Rule) -> list[int]:
    return sorted((book.today() - finding.due).days for finding in by_rule(book, rule))


def outline(book: Casebook) -> list[tuple[int, list[Any], list[Any]]]:
    """The queue without its words: which case by its place in the book, and its reasons with their days."""
    today, codes = book.today(), [case.code for case in book.cases()]

    def told(findings: tuple[Finding, ...]) -> list[Any]:
        return [
            (one.rule.code, (today - one.due).days, one.since and (today - one.since).days, one.limit)
            for one in findings
        ]

    return [
        (codes.index(one.case.code), told(one.findings), told((*one.mentioned, *one.quiet)))
        for one in book.review().queue
    ]


def test_some_need_their_worker_today_and_most_do_not(book: Casebook) -> None:
    queue = book.review().queue
    assert 9 <= len(queue) <= 12
    assert len(queue) < len(book.cases(status="active")) * 0.6
    assert queue[0].risk is RiskLevel.CRITICAL
    assert len({review.findings[0].rule for review in queue}) >= 6, "they are there for reasons of their own"
    assert max(len(review.findings) for review in queue) <= 6, "so many can be taken in at a glance"


def test_almost_every_rule_is_met(book: Casebook) -> None:
    assert {finding.rule for finding in found(book)} == set(Rule) - {Rule.UNNAMED_DANGER}  # its dangers are named
    assert 2 <= len(by_rule(book, Rule.OPEN_DANGER)) <= 4
    assert len(by_rule(book, Rule.CRITICAL_CONTACT)) == 1
    assert all(days > 0 for days in days_late(book, Rule.CONTACT)), "the limit is exceeded, not only reached"
    late = days_late(book, Rule.TASK)
    assert late[0] == 0
    assert late[-1] > 0
    assert Counter(finding.limit is None for finding in by_rule(book, Rule.REVIEW)) == {True: 1, False: 1}
    own = [case.stuck_after for case in book.cases() if case.stuck_after]
    assert own == [finding.limit for finding in by_rule(book, Rule.STUCK)], "a case that has a limit of its own"


def test_nothing_lies_about_for_months(book: Casebook) -> None:
    for rule in set(Rule) - {Rule.OPEN_DANGER}:  # which lasts as long as it lasts
        assert all(days <= 10 for days in days_late(book, rule)), rule


def test_one_case_was_put_off_and_stays_out(book: Casebook) -> None:
    put_off = [case.code for case in book.cases() if case.put_off]
    assert [bool(book.review_of(code).quiet) for code in put_off] == [True]
    assert put_off[0] not in book.needs_today()


def test_the_week_ahead_is_full_but_can_be_done(book: Casebook) -> None:
    days = Counter((finding.due - book.today()).days for finding, _review in book.review().coming)
    assert sorted(days) == list(range(1, 8))
    assert max(days.values()) <= 10


def test_both_languages_have_the_same_day_before_them(built: Callable[[str], Casebook]) -> None:
    assert outline(built("id")) == outline(built("en"))


@pytest.mark.parametrize("now", [
    datetime(2027, 1, 1, 0, 5, tzinfo=JAKARTA), datetime(2028, 2, 29, 23, 59, tzinfo=JAYAPURA),
    datetime(2027, 3, 31, 12, 0, tzinfo=timezone(timedelta(hours=-8))),
])  # fmt: skip
def test_it_is_the_same_on_every_day_and_in_every_zone(
    tmp_path: Path, built: Callable[[str], Casebook], now: datetime
) -> None:
    with build(tmp_path / "book", now=now) as book:
        assert book.today() == now.date()
        assert outline(book) == outline(built("id"))
