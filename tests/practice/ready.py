"""Making a case of a real book ready for the gate it stands at, through the acts of the Casebook alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from store import Casebook
from store.model import Flag, Goal, Person, Phase, Referral, Score, Task, TeamMember

GOAL = {
    "statement": "Back to school", "baseline": -1, "much_less": "Stays away", "less": "Goes once a week",
    "expected": "Goes four days a week", "better": "Goes every day",
}  # fmt: skip
DOMAINS = ("education", "family", "livelihood")


def make_ready(book: Casebook, code: str, *, leave: str = "") -> None:
    """Put everything in place that the gate before the case asks for, advice too.

    Args:
        book: the book.
        code: the case.
        leave: the item to leave as it is.
    """
    case = book.case(code)
    ways = _WAYS[case.phase]
    assert not leave or leave in ways
    for item, way in ways.items():
        if item != leave:
            way(book, code)
    for item, met in book.gate(code).items:
        if item.by_hand and not met and item.code != leave:
            book.tick(code, item.code)


def walk(book: Casebook, code: str, to: Phase) -> None:
    """Bring a case forward to a phase, through gates at which nothing is missing."""
    while book.case(code).phase is not to:
        make_ready(book, code)
        if to is Phase.MONITORING and book.case(code).phase is Phase.INTERVENTION:
            book.to_monitoring(code)
        else:
            book.advance(code)


def _reached(book: Casebook, code: str) -> None:
    book.add_note(code, body="Met at home.", mode="home_visit", sign=True)


def _scored(book: Casebook, code: str) -> None:
    for domain in DOMAINS:
        book.add(Score, code, domain=domain, expectation=4, reality=2, on=book.today() - timedelta(days=1))


def _scored_again(book: Casebook, code: str) -> None:
    for domain in {score.domain for score in book.parts(Score, code)}:
        book.add(Score, code, domain=domain, expectation=4, reality=3)


def _assessed(book: Casebook, code: str) -> None:
    level = book.case(code).risk_level or "low"
    book.assess_risk(code, level)
    for flag in book.parts(Flag, code):
        if flag.is_alarming and not flag.safety_plan:
            book.change(flag, safety_plan="Goes to the sister; the neighbour keeps the bag.")


def _no_alarm(book: Casebook, code: str) -> None:
    for flag in book.parts(Flag, code):
        if flag.is_alarming:
            book.change(flag, state="mitigated", state_reason="Lives with the sister now.")
    book.assess_risk(code, "low")


def _goal(book: Casebook, code: str) -> None:
    book.add(Goal, code, **GOAL)


def _tasks_of_goals(book: Casebook, code: str) -> None:
    for goal in book.parts(Goal, code):
        book.add(Task, code, text="Speak with the school", goal=goal.id, owner="worker", due=book.today())


def _tasks_done(book: Casebook, code: str) -> None:
    for task in book.parts(Task, code):
        book.change(task, status="done")


def _team(book: Casebook, code: str) -> None:
    book.add(TeamMember, code, name="Bu Guru", discipline="teacher")
    book.add(Referral, code, to="School", reason="A place", status="sent", follow_up=book.today())


def _answered(book: Casebook, code: str) -> None:
    for referral in book.parts(Referral, code):
        book.change(referral, status="completed")


def _rated(book: Casebook, code: str) -> None:
    for goal in book.parts(Goal, code):
        book.rate_goal(goal.id, 0)


Way = Callable[[Casebook, str], Any]
_WAYS: dict[Phase, dict[str, Way]] = {
    Phase.ENGAGEMENT: {
        "consent": lambda book, code: book.edit_case(code, consent="verbal"),
        "problem": lambda book, code: book.edit_case(code, presenting_problem="The child stays away from school."),
        "first_contact": _reached,
        "safety": lambda book, code: book.assess_risk(code, book.case(code).risk_level or "low"),
        "origin": lambda book, code: book.edit_case(code, origin_environment="The grandmother's house."),
    },
    Phase.ASSESSMENT: {
        "domains": _scored,
        "strengths": lambda book, code: book.edit_case(code, strengths="The grandmother cares."),
        "map": lambda book, code: book.add(Person, code, alias="Nenek", kin_role="grandmother"),
        "risk": _assessed,
        "level": lambda book, code: book.edit_case(code, level="micro"),
    },
    Phase.PLANNING: {
        "goal": _goal,
        "goal_tasks": _tasks_of_goals,
        "team": _team,
        "review_date": lambda book, code: book.edit_case(code, next_review=book.today() + timedelta(days=90)),
    },
    Phase.INTERVENTION: {
        "signed_note": _reached, "tasks": _tasks_done, "referrals": _answered, "ratings": _rated,
    },
    Phase.MONITORING: {"check": _reached, "monitoring_risk": _no_alarm},
    Phase.EVALUATION: {
        "all_rated": _rated, "gap_again": _scored_again,
        "decision": lambda book, code: book.decide(code, "end", "The child goes to school."),
    },
    Phase.TERMINATION: {"drafts": lambda book, code: (_tasks_done(book, code), _answered(book, code)),
                        "closing_goals": _rated, "closing_risk": _no_alarm},
}  # fmt: skip
