"""Each finding of the daily review in words and numbers: what happened, how long ago, and the limit it is measured by.

The same on the screen, on the board, on the command line and in the calendar. Pure.
"""

from collections.abc import Callable, Sequence
from datetime import date

from store.language import N_, _, n_
from store.language.days import distance
from store.language.formats import day_text, days_text, due_text
from store.model.referral import ReferralStatus
from store.model.text import HIDDEN
from store.practice.review import CaseReview, Finding, Rule

_HEADS = {
    Rule.OPEN_DANGER: N_("danger"), Rule.UNNAMED_DANGER: N_("risk"), Rule.DANGER_CHECK: N_("danger check"),
    Rule.CRITICAL_CONTACT: N_("contact"), Rule.APPOINTMENT: N_("contact"), Rule.LATE_APPOINTMENT: N_("contact"),
    Rule.CONTACT: N_("contact"), Rule.TASK: N_("task"), Rule.UNWRITTEN: N_("note"), Rule.UNSIGNED: N_("note"),
    Rule.HOLD_OVER: N_("on hold"), Rule.REVIEW: N_("plan review"), Rule.REFERRAL: N_("referral"),
    Rule.AFTERCARE: N_("aftercare"), Rule.STUCK: N_("stuck"),
}  # fmt: skip


def head(finding: Finding) -> str:
    """What it is about, in a word or two; for the calendar this is all that is said beside the case code."""
    return _(_HEADS[finding.rule])


def reason(finding: Finding, today: date, *, hidden: bool = False) -> str:
    """Why the case needs its worker: one sentence without a full stop.

    Args:
        finding: the reason.
        today: what its days are compared with.
        hidden: whether client text is hidden, and with it what the danger is.
    """
    name = finding.name or (_label(finding) if finding.rule.is_safety else "")
    return _SAY[finding.rule](finding, today, HIDDEN if hidden and name else name)


def resting_sentence(resting: Sequence[CaseReview]) -> str:
    """How many cases have something that was put off, and until when; empty where none has.

    Args:
        resting: whoever asks again first on top.
    """
    put_off = resting[0].case.put_off if resting else None
    if put_off is None:
        return ""
    words = n_(
        "{count} case is put off, until {day}.", "{count} cases are put off, the first until {day}.", len(resting)
    )
    return words.format(count=len(resting), day=day_text(put_off.until))


def _days(since: date | None, today: date) -> int:
    return max(0, (today - since).days) if since else 0


def _for(since: date | None, today: date) -> str:
    days = _days(since, today)
    return _("since today") if days == 0 else _("for {days}").format(days=days_text(days))


def _open_danger(finding: Finding, today: date, name: str) -> str:
    said = _("{danger}, {level}: open {time}").format(
        danger=name, level=_level(finding), time=_for(finding.since, today)
    )
    return said + (_("; no safety plan yet") if finding.lacks_plan else "")


def _unnamed_danger(finding: Finding, today: date, _name: str) -> str:
    """The risk, and that no danger explains it: none is open, or those that are open are lower."""
    level, danger = _level(finding), _label(finding).lower()
    if finding.what:
        why = _("the open dangers are lower ({danger} at most)").format(danger=danger)
    else:
        why = _("no open danger says why")
    if finding.since is None:
        return _("Risk {level}; {why}").format(level=level, why=why)
    when = distance(-_days(finding.since, today))
    return _("Risk {level}, assessed {when}; {why}").format(level=level, when=when, why=why)


def _danger_check(finding: Finding, today: date, name: str) -> str:
    return _("Look at the danger again ({danger}): {due}").format(danger=name, due=_due(finding, today))


def _contact(finding: Finding, today: date, _name: str) -> str:
    days = _days(finding.since, today)
    words = n_("Last reached {days} day ago; limit {limit}", "Last reached {days} days ago; limit {limit}", days)
    if finding.is_first:
        words = n_("Not reached for {days} day since it began; limit {limit}",
                   "Not reached for {days} days since it began; limit {limit}", days)  # fmt: skip
        if days == 0:
            words = _("Begun today and not reached yet; limit {limit}")
    elif days == 0:
        words = _("Last reached today; limit {limit}")
    return words.format(days=days, limit=finding.limit)


def _appointment(finding: Finding, today: date, _name: str) -> str:
    return _("Contact planned: {due}").format(due=_due(finding, today))


def _task(finding: Finding, today: date, name: str) -> str:
    return _("Task “{task}”: {due}").format(task=name, due=_due(finding, today))


def _unwritten(finding: Finding, today: date, _name: str) -> str:
    days = _days(finding.since, today)
    if days:
        return _note(_("Contact of {day} ({mode}): no note for {days}; write it within {limit}"), finding, days)
    return _note(_("Contact of {day} ({mode}): no note yet; write it within {limit}"), finding, days)


def _unsigned(finding: Finding, today: date, _name: str) -> str:
    days = _days(finding.since, today)
    if days:
        return _note(_("Draft of {day} ({mode}): unsigned for {days}; sign within {limit}"), finding, days)
    return _note(_("Draft of {day} ({mode}): not signed yet; sign within {limit}"), finding, days)


def _note(words: str, finding: Finding, days: int) -> str:
    assert finding.since is not None, "a note has its day"
    mode = _label(finding).lower() or _("contact not chosen yet")
    limit = days_text(finding.limit or 0)
    return words.format(day=day_text(finding.since), mode=mode, days=days_text(days), limit=limit)


def _hold_over(finding: Finding, today: date, _name: str) -> str:
    return _("On hold until: {due}").format(due=_due(finding, today))


def _review(finding: Finding, today: date, _name: str) -> str:
    if finding.limit is None:
        return _("Review planned: {due}").format(due=_due(finding, today))
    days = _days(finding.since, today)
    return n_("No review for {days} day; limit {limit}", "No review for {days} days; limit {limit}", days).format(
        days=days, limit=finding.limit
    )


def _referral(finding: Finding, today: date, name: str) -> str:
    if finding.limit is None:
        words = _("Referral to {name} is not sent yet: {due}") if finding.what is ReferralStatus.DRAFT else _(
            "Referral to {name} without an answer: {due}"
        )  # fmt: skip
        return words.format(name=name, due=_due(finding, today))
    days = _days(finding.since, today)
    return n_(
        "Referral to {name}: no answer for {days} day, limit {limit}; ask again: {due}",
        "Referral to {name}: no answer for {days} days, limit {limit}; ask again: {due}", days,
    ).format(name=name, days=days, limit=finding.limit, due=_due(finding, today))  # fmt: skip


def _aftercare(finding: Finding, today: date, _name: str) -> str:
    return _("Check after the ending: {due}").format(due=_due(finding, today))


def _stuck(finding: Finding, today: date, _name: str) -> str:
    days = _days(finding.since, today)
    return n_("In {phase} for {days} day; limit {limit}", "In {phase} for {days} days; limit {limit}", days).format(
        phase=_label(finding), days=days, limit=finding.limit
    )


def _due(finding: Finding, today: date) -> str:
    """The day and how far off it is; today and tomorrow need no day."""
    far = due_text(finding.due, today)
    if -1 < (finding.due - today).days < 2:
        return far
    return _("{day} ({due})").format(day=day_text(finding.due), due=far)


def _label(finding: Finding) -> str:
    return finding.what.label if finding.what else ""


def _level(finding: Finding) -> str:
    return finding.level.label.lower() if finding.level else ""


_SAY: dict[Rule, Callable[[Finding, date, str], str]] = {
    Rule.OPEN_DANGER: _open_danger, Rule.UNNAMED_DANGER: _unnamed_danger, Rule.DANGER_CHECK: _danger_check,
    Rule.CRITICAL_CONTACT: _contact, Rule.APPOINTMENT: _appointment, Rule.LATE_APPOINTMENT: _appointment,
    Rule.CONTACT: _contact, Rule.TASK: _task, Rule.UNWRITTEN: _unwritten, Rule.UNSIGNED: _unsigned,
    Rule.HOLD_OVER: _hold_over, Rule.REVIEW: _review, Rule.REFERRAL: _referral, Rule.AFTERCARE: _aftercare,
    Rule.STUCK: _stuck,
}  # fmt: skip
