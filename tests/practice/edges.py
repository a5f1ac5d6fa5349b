"""The gate items of the domain reference as a table, facts that meet them all, and for each what just does not."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from store.practice.gates import Facts, gate_of

from .facts import (
    DAY,
    NOON,
    case,
    closure,
    facts,
    flag,
    goal,
    member,
    move,
    note,
    person,
    rated,
    referral,
    relation,
    score,
    task,
)

HARD, SOFT = True, False
# Domain reference, section 3: phase that is left, hard or soft, checked (a) or ticked (m), in its order.
# `closing_goals` is the column "goals rated" of 2.9, which has no line of its own in section 3.
TABLE = {
    "consent": ("engagement", HARD, "a"),
    "problem": ("engagement", HARD, "a"),
    "first_contact": ("engagement", SOFT, "a"),
    "safety": ("engagement", HARD, "a"),
    "roles": ("engagement", SOFT, "m"),
    "origin": ("engagement", SOFT, "a"),
    "domains": ("assessment", SOFT, "a"),
    "strengths": ("assessment", SOFT, "m"),
    "map": ("assessment", SOFT, "a"),
    "risk": ("assessment", HARD, "a"),
    "level": ("assessment", SOFT, "a"),
    "goal": ("planning", HARD, "a"),
    "goal_tasks": ("planning", SOFT, "a"),
    "plan_agreed": ("planning", SOFT, "m"),
    "team": ("planning", SOFT, "m"),
    "review_date": ("planning", HARD, "a"),
    "signed_note": ("intervention", SOFT, "a"),
    "tasks": ("intervention", SOFT, "a"),
    "referrals": ("intervention", SOFT, "a"),
    "ratings": ("intervention", SOFT, "a"),
    "check": ("monitoring", SOFT, "a"),
    "monitoring_risk": ("monitoring", HARD, "a"),
    "plan_fits": ("monitoring", SOFT, "m"),
    "all_rated": ("evaluation", HARD, "a"),
    "gap_again": ("evaluation", SOFT, "a"),
    "client_view": ("evaluation", SOFT, "m"),
    "decision": ("evaluation", HARD, "a"),
    "record": ("termination", HARD, "a"),
    "notice": ("termination", HARD, "a"),
    "return": ("termination", SOFT, "a"),
    "closing_goals": ("termination", SOFT, "a"),
    "drafts": ("termination", SOFT, "a"),
    "closing_risk": ("termination", HARD, "a"),
    "retention": ("termination", SOFT, "a"),
}
TICKED = [code for code, row in TABLE.items() if row[2] == "m"]
A_SECOND_BEFORE = NOON.replace(hour=0) - timedelta(seconds=1)
LATER, BEFORE = DAY + timedelta(days=1), DAY - timedelta(days=1)
DECISION = {"on": DAY, "verdict": "end", "why": "w"}
FIRST = [score(domain) for domain in ("housing", "health", "Own label")]
AGAIN = [score(one.domain, LATER) for one in FIRST]
GOAL = rated(id="g1")


def full(phase: str) -> Facts:
    """Facts that meet every item of a phase's gate."""
    ready = case(
        phase, consent="verbal", presenting_problem="p", risk_level="low", risk_assessed=DAY,
        risk_reviewed=True, origin_environment="o", level_confirmed=True, next_review=DAY,
        ticks=dict.fromkeys(TICKED, DAY), decision=DECISION,
    )  # fmt: skip
    return facts(
        ready, closure() if phase == "termination" else None, notes=[note()], people=[person()],
        scores=[*FIRST, *AGAIN], goals=[GOAL], tasks=[task(goal="g1", status="done", done_on=DAY)],
        referrals=[referral()],
    )  # fmt: skip


def standing(given: Facts) -> dict[str, bool]:
    return {item.code: met for item, met in gate_of(given).items}


@dataclass
class Edge:
    item: str
    why: str
    change: Callable[[Facts], Facts]


def named(edge: Edge) -> str:
    return f"{edge.item}: {edge.why}"


def with_case(**fields: Any) -> Callable[[Facts], Facts]:
    return lambda given: given._replace(folder=replace(given.folder, case=given.case.changed(**fields)))


def having(**parts: Any) -> Callable[[Facts], Facts]:
    return lambda given: given._replace(folder=replace(given.folder, **{k: tuple(v) for k, v in parts.items()}))


def with_notes(*notes: Any) -> Callable[[Facts], Facts]:
    return having(notes=notes)


def closing(**fields: Any) -> Callable[[Facts], Facts]:
    return lambda given: given._replace(closure=closure(**fields))


def both(*changes: Callable[[Facts], Facts]) -> Callable[[Facts], Facts]:
    def change(given: Facts) -> Facts:
        for one in changes:
            given = one(given)
        return given

    return change


REOPENED = {"history": [move("opened", NOON - timedelta(days=90)), move("reopened", NOON)]}
OLD_SCORES = [score(one.domain, BEFORE) for one in FIRST]
TRANSFER = {"reason": "transferred", "receiver": "LKSA Bina"}
LEFT = {"reason": "moved", "aftercare": [], "return_plan": ""}

EDGES_NOT_MET = [
    Edge("consent", "none", with_case(consent=None)),
    Edge("consent", "refused", with_case(consent="refused")),
    Edge("problem", "empty", with_case(presenting_problem=" \u200b\n")),
    Edge("first_contact", "no note", with_notes()),
    Edge("first_contact", "a draft is no record yet", with_notes(note(status="draft"))),
    Edge("first_contact", "message left", with_notes(note(outcome="left_message"))),
    Edge("first_contact", "third party", with_notes(note(mode="collateral"))),
    Edge("first_contact", "voided", with_notes(note(status="voided"))),
    Edge("first_contact", "of a former episode", both(with_case(episode=2), with_notes(note(A_SECOND_BEFORE)))),
    Edge("safety", "never looked at", with_case(risk_level=None)),
    Edge("safety", "screened in an earlier episode", with_case(risk_reviewed=False)),
    Edge("origin", "empty", with_case(origin_environment="")),
    Edge("domains", "none", having(scores=[])),
    Edge("domains", "two", having(scores=[*FIRST[:2], *AGAIN[:2]])),
    Edge("domains", "of a former episode", having(scores=OLD_SCORES, **REOPENED)),
    Edge("map", "nobody", having(people=[], relations=[])),
    Edge("risk", "not since the phase began", with_case(risk_reviewed=False)),
    Edge("risk", "no level", with_case(risk_level=None)),
    Edge("risk", "high, nothing planned", with_case(risk_level="high")),
    Edge("risk", "a danger without a plan", having(flags=[flag(safety_plan="")])),
    Edge("risk", "one of two without a plan", having(flags=[flag(), flag("critical", safety_plan=" ")])),
    Edge("risk", "the plan is of a danger that is over", both(
        with_case(risk_level="critical"), having(flags=[flag(state="resolved", state_reason="r")]))),
    Edge("level", "suggested only", with_case(level_confirmed=False)),
    Edge("goal", "none", having(goals=[])),
    Edge("goal", "no baseline", having(goals=[goal(baseline=None)])),
    Edge("goal", "no level 0", having(goals=[goal(expected="", much_less="x", much_better="x")])),
    Edge("goal", "nothing below", having(goals=[goal(less="", much_better="x")])),
    Edge("goal", "nothing above", having(goals=[goal(better="", much_less="x")])),
    *[Edge("goal", status, having(goals=[goal(status=status)]))
      for status in ("revised", "dropped", "achieved", "partial", "not_achieved")],
    Edge("goal", "two halves of one", having(goals=[goal(baseline=None), goal(better="")])),
    Edge("goal_tasks", "none", having(tasks=[])),
    Edge("goal_tasks", "of another goal", having(tasks=[task(goal="g2")])),
    Edge("goal_tasks", "nobody to do it", having(tasks=[task(goal="g1", owner=None)])),
    Edge("goal_tasks", "no day", having(tasks=[task(goal="g1", due=None)])),
    Edge("goal_tasks", "half and half", having(tasks=[task(goal="g1", due=None), task(goal="g1", owner=None)])),
    Edge("goal_tasks", "cancelled", having(tasks=[task(goal="g1", status="cancelled")])),
    Edge("goal_tasks", "one of two goals", having(goals=[GOAL, goal()])),
    Edge("team", "a team alone", both(with_case(ticks={}), having(team=[member()], referrals=[]))),
    Edge("team", "referrals alone", both(with_case(ticks={}), having(team=[]))),
    Edge("review_date", "none", with_case(next_review=None)),
    Edge("review_date", "yesterday", with_case(next_review=BEFORE)),
    Edge("signed_note", "draft", with_notes(note(status="draft"))),
    Edge("signed_note", "before the plan", with_notes(note(A_SECOND_BEFORE))),
    Edge("signed_note", "voided", with_notes(note(status="voided"))),
    *[Edge("tasks", status, having(tasks=[task(status="done"), task(status=status)])) for status in ("open", "doing")],
    *[Edge("referrals", status, having(referrals=[referral(), referral(status)])) for status in ("draft", "sent")],
    *[edge for code in ("ratings", "all_rated", "closing_goals") for edge in (
        Edge(code, "none", having(goals=[goal()])),
        Edge(code, "one of two", having(goals=[GOAL, goal()])),
        Edge(code, "before the baseline", having(goals=[rated(BEFORE)])),
        Edge(code, "in a former episode", having(goals=[rated(BEFORE, set_on=BEFORE)], **REOPENED)))],
    Edge("check", "before the phase", with_notes(note(A_SECOND_BEFORE))),
    Edge("check", "nobody there", with_notes(note(outcome="no_answer"))),
    Edge("check", "paper work", with_notes(note(mode="admin"))),
    Edge("check", "a draft is no record yet", with_notes(note(status="draft"))),
    Edge("monitoring_risk", "high", with_case(risk_level="high")),
    Edge("monitoring_risk", "critical", with_case(risk_level="critical")),
    Edge("monitoring_risk", "a high danger is open", having(flags=[flag("high")])),
    Edge("monitoring_risk", "also on hold", both(
        with_case(status="on_hold", hold={"since": DAY, "reason": "r"}), having(flags=[flag("critical")]))),
    Edge("gap_again", "not again", having(scores=FIRST)),
    Edge("gap_again", "two of three", having(scores=[*FIRST, *AGAIN[:2]])),
    Edge("gap_again", "corrected on the same day", having(scores=[*FIRST, *FIRST])),
    Edge("gap_again", "after the baseline of a former episode", having(scores=[*OLD_SCORES, *FIRST], **REOPENED)),
    Edge("client_view", "rated by another", both(with_case(ticks={}), having(goals=[rated(by="caregiver")]))),
    Edge("client_view", "before the phase", both(with_case(ticks={}), having(goals=[rated(BEFORE, by="client")]))),
    Edge("decision", "none", with_case(decision=None)),
    # The record itself can only be missing when no closing is proposed.
    Edge("record", "none proposed", lambda given: given._replace(closure=None)),
    Edge("notice", "nothing said", closing(notice=None)),
    Edge("notice", "not possible, no why", closing(notice="not_possible")),
    Edge("return", "no aftercare", closing(aftercare=[])),
    Edge("drafts", "one draft", with_notes(note(), note(status="draft"))),
    *[Edge("drafts", f"a task {status}", having(tasks=[task(status=status)])) for status in ("open", "doing")],
    Edge("drafts", "a task carried over", having(tasks=[task(carried_over="r")])),
    *[Edge("drafts", f"a referral {status}", having(referrals=[referral(status)]))
      for status in ("draft", "sent", "accepted", "started")],
    Edge("closing_risk", "high", with_case(risk_level="high")),
    Edge("closing_risk", "critical", with_case(risk_level="critical")),
    Edge("closing_risk", "a high danger is open", having(flags=[flag()])),
    Edge("closing_risk", "handed over to nobody", both(having(flags=[flag()]), closing(reason="transferred"))),
    Edge("retention", "the closing day", closing(retention_until=DAY)),
    *[Edge(code, "never ticked", both(with_case(ticks={}), having(team=[], people=[]))) for code in TICKED],
    *[Edge(code, "another ticked", with_case(ticks={"other": DAY})) for code in TICKED],
]  # fmt: skip
EDGES_MET = [
    *[Edge("consent", kind, with_case(consent=kind)) for kind in ("written", "verbal", "guardian", "mandate", "vital")],
    Edge("problem", "a word", with_case(presenting_problem="p")),
    Edge("first_contact", "amended", with_notes(note(status="amended"))),
    Edge("first_contact", "long ago", with_notes(note(NOON - timedelta(days=900)))),
    Edge("first_contact", "beside a draft", with_notes(note(status="draft"), note())),
    Edge("safety", "none identified", with_case(risk_level="none")),
    Edge("safety", "critical", with_case(risk_level="critical")),
    Edge("origin", "a word", with_case(origin_environment="o")),
    Edge("domains", "three", having(scores=FIRST)),
    Edge("domains", "at intake", having(scores=OLD_SCORES)),
    Edge("domains", "in this episode", having(scores=FIRST, **REOPENED)),
    Edge("map", "one person", having(people=[person()], relations=[])),
    Edge("map", "one tie", having(people=[], relations=[relation()])),
    Edge("risk", "since the phase began", with_case(risk_reviewed=True)),
    Edge("risk", "high with a plan", both(with_case(risk_level="high"), having(flags=[flag()]))),
    Edge("risk", "high, and a lesser danger has the plan", both(with_case(risk_level="high"),
        having(flags=[flag("medium")]))),
    Edge("risk", "a medium danger without a plan", having(flags=[flag("medium", safety_plan="")])),
    Edge("risk", "under control without a plan", having(
        flags=[flag(safety_plan="", state="mitigated", state_reason="r")])),
    Edge("level", "chosen", with_case(level_confirmed=True)),
    Edge("goal", "the outer levels", having(goals=[goal(less="", better="", much_less="x", much_better="x")])),
    Edge("goal", "one of two", having(goals=[goal(baseline=None), goal(status="planned")])),
    Edge("goal", "a baseline of 0", having(goals=[goal(baseline=0)])),
    Edge("goal_tasks", "open", having(tasks=[task(goal="g1")])),
    Edge("goal_tasks", "two goals", having(goals=[GOAL, goal(id="g2")], tasks=[task(goal="g1"), task(goal="g2")])),
    Edge("goal_tasks", "a dropped goal needs none", having(goals=[GOAL, goal(status="dropped")])),
    Edge("goal_tasks", "no goal", having(goals=[], tasks=[])),
    Edge("team", "both are recorded", both(with_case(ticks={}), having(team=[member()]))),
    Edge("strengths", "written", with_case(ticks={}, strengths="s")),
    Edge("review_date", "today", with_case(next_review=DAY)),
    Edge("signed_note", "amended", with_notes(note(status="amended"))),
    Edge("signed_note", "midnight", with_notes(note(NOON.replace(hour=0)))),
    Edge("signed_note", "one of several", with_notes(note(status="draft"), note())),
    *[Edge("tasks", status, having(tasks=[task(status=status)])) for status in ("done", "cancelled", "not_possible")],
    Edge("tasks", "carried over", having(tasks=[task(carried_over="r")])),
    Edge("tasks", "none", having(tasks=[])),
    *[Edge("referrals", status, having(referrals=[referral(status)]))
      for status in ("accepted", "rejected", "started", "completed", "client_declined", "unavailable")],
    Edge("referrals", "none", having(referrals=[])),
    *[edge for code in ("ratings", "all_rated", "closing_goals") for edge in (
        Edge(code, "by the client", having(goals=[rated(by="client")])),
        Edge(code, "in this episode", having(goals=[rated(set_on=BEFORE)], **REOPENED)),
        Edge(code, "a goal that was dropped needs none", having(goals=[GOAL, goal(status="dropped")])),
        Edge(code, "no goals", having(goals=[])))],
    Edge("closing_goals", "not asked for", both(having(goals=[goal()]), closing(**LEFT))),
    Edge("check", "midnight", with_notes(note(NOON.replace(hour=0)))),
    Edge("check", "telephone", with_notes(note(mode="phone"))),
    Edge("monitoring_risk", "medium", with_case(risk_level="medium")),
    Edge("monitoring_risk", "none looked at", with_case(risk_level=None)),
    Edge("monitoring_risk", "a medium danger", having(flags=[flag("medium")])),
    *[Edge("monitoring_risk", state, having(flags=[flag("critical", state=state, state_reason="r")]))
      for state in ("mitigated", "resolved")],
    Edge("gap_again", "nothing was ever scored", having(scores=[])),
    Edge("gap_again", "in this episode", having(scores=[*OLD_SCORES, *FIRST, *AGAIN], **REOPENED)),
    Edge("client_view", "the client rated", both(with_case(ticks={}), having(goals=[rated(by="client")]))),
    *[Edge("decision", verdict, with_case(decision={**DECISION, "verdict": verdict}))
      for verdict in ("end", "monitor", "replan")],
    Edge("record", "proposed", closing()),
    Edge("notice", "informed", closing(notice="informed")),
    Edge("notice", "not possible and why", closing(notice="not_possible", notice_why="w")),
    Edge("return", "aftercare", closing(return_plan="")),
    Edge("drafts", "no notes", with_notes()),
    Edge("drafts", "voided", with_notes(note(status="voided"))),
    Edge("drafts", "settled", having(tasks=[task(status="cancelled")], referrals=[referral("unavailable")])),
    Edge("closing_risk", "medium", with_case(risk_level="medium")),
    Edge("closing_risk", "high, handed over", both(with_case(risk_level="high"), closing(**TRANSFER))),
    Edge("closing_risk", "a danger, handed over", both(having(flags=[flag()]), closing(**TRANSFER))),
    Edge("closing_risk", "high, died", both(with_case(risk_level="high"), closing(reason="died"))),
    Edge("closing_risk", "under control", having(flags=[flag(state="mitigated", state_reason="r")])),
    Edge("retention", "a day later", closing(retention_until=LATER)),
    *[Edge(code, "ticked later", with_case(ticks={code: DAY + timedelta(days=9)})) for code in TICKED],
]  # fmt: skip
