"""One case and what the daily review says of it, made by hand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from store.model import Case
from store.practice.limits import Limits
from store.practice.review import CaseReview, Facts, Finding, Rule, review_of

from .facts import case, closure

START = date(2026, 3, 2)
"""The day everything begins."""


def on(days: int) -> date:
    """So many days after `START`."""
    return START + timedelta(days)


def of(phase: str = "intervention", **fields: Any) -> Case:
    """A case that was opened on `START` and entered its phase then."""
    return case(phase, **{"opened": START, "phase_since": START, **fields})


def held(**fields: Any) -> Case:
    """The same, on hold."""
    return of(**{"status": "on_hold", "hold": {"since": START, "reason": "r"}, **fields})


def closed(*aftercare: date, **fields: Any) -> Case:
    """The same, closed, with these checks to come."""
    return of("termination", status="closed", closure=closure(closed=START, aftercare=aftercare), **fields)


def look(today: date, of: Case, limits: Limits | None = None, **parts: Any) -> CaseReview:
    """What the review says of a case with these parts; its client was reached on `START` unless `reached` is given."""
    known = {"began": of.opened, "reached": START, **parts}
    return review_of(Facts(of, **known), today, limits or Limits())


def only(findings: Iterable[Finding], *rules: Rule) -> list[Finding]:
    """The findings by some rules."""
    return [finding for finding in findings if finding.rule in rules]


@dataclass(frozen=True)
class Row:
    """When one rule speaks.

    Attributes:
        rule: which one.
        why: what is special here.
        due: from which day on the case needs its worker.
        of: the case.
        parts: of the facts, beside it.
        warns: from which day on it is mentioned.
        limits: other ones than the defaults.
        then: the rule by which it is found after that day, where that is another one.
    """

    rule: Rule
    why: str
    due: date
    of: Case
    parts: dict[str, Any] = field(default_factory=dict)
    warns: date | None = None
    limits: Limits | None = None
    then: Rule | None = None

    def __str__(self) -> str:
        return f"{self.rule.code}: {self.why}"

    def look(self, today: date) -> CaseReview:
        """What the review says on a day."""
        return look(today, self.of, self.limits, **self.parts)
