"""The daily review as plain text and as JSON: who needs the worker, why, and what lies ahead."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from store import Case, Casebook
from store.copies import copies_sentence
from store.language import _, n_
from store.language.formats import day_text, weekday_text
from store.model.codes import Status
from store.model.text import clean_line
from store.packet.facts import put_off_text
from store.practice.reasons import reason, resting_sentence
from store.practice.review import CaseReview, Finding
from store.reviewing import Review
from tui.look.words import standing_words
from tui.plain.dangers import standing_facts
from tui.plain.views import row, section
from tui.review.doing import done_words


def put_off_cases(review: Review) -> list[CaseReview]:
    """The cases with something that waits because it was put off, and with nothing that does not."""
    return [one for one in review.resting if not one.needs_today]


# Text


def review_lines(book: Casebook, review: Review, *, plain: bool = False) -> Iterator[str]:
    """The review as text: first how many need the worker, then each with its reasons, set in, one a line.

    Args:
        book: where it is.
        review: of a day.
        plain: whether the facts of a case stand under their names, rather than beside each other.
    """
    yield _first_line(review, is_today=review.day == book.today())
    if review.resting:
        yield resting_sentence(review.resting)
    for one in review.needing:
        yield from ("", _named_head(one) if plain else _head(one))
        yield from (f"    {_now(finding, review, plain)}" for finding in one.findings)
        yield from (f"    {_soon(finding, review, plain)}" for finding in one.mentioned)
        if one.quiet:
            yield f"    {_put_off(one.case)}"
    yield from section(_("Looked at already"), looked_lines(book, review, plain=plain))
    yield from section(_("Put off"), put_off_lines(put_off_cases(review), plain=plain))
    yield from section(_("About the book as a whole"), _book_lines(review))
    yield from week_lines(review, plain=plain)
    if review.day == book.today() and (count := book.copies_due()):
        yield from ("", _("{reminder}; `lingkar copies` lists them.").format(reminder=copies_sentence(count)))


def _first_line(review: Review, *, is_today: bool) -> str:
    count, day = len(review.needing), day_text(review.day)
    if not count:
        return _("Nobody needs you today.") if is_today else _("Nobody needs you on {day}.").format(day=day)
    if is_today:
        return n_("{count} case needs you today", "{count} cases need you today", count).format(count=count)
    return n_("{count} case needs you on {day}", "{count} cases need you on {day}", count).format(count=count, day=day)


def _head(review: CaseReview) -> str:
    case = review.case
    status = [] if case.status is Status.ACTIVE else [case.status.label]
    return " · ".join((_name(case), case.phase.label, *status, *standing_words(review.standing)))


def _named_head(review: CaseReview) -> str:
    case = review.case
    return row(
        (_("Code"), case.code), (_("Alias"), case.alias), (_("Phase"), case.phase.label),
        (_("Status"), "" if case.status is Status.ACTIVE else case.status.label), *standing_facts(review.standing),
    )  # fmt: skip


def _now(finding: Finding, review: Review, plain: bool) -> str:
    words = reason(finding, review.day)
    return _("Reason: {text}").format(text=words) if plain else words


def _soon(finding: Finding, review: Review, plain: bool) -> str:
    words = reason(finding, review.day)
    return _("Soon: {text}").format(text=words) if plain else _("soon: {reason}").format(reason=words)


def _name(case: Case) -> str:
    return f"{case.code}  {case.alias}"


def told_of(code: str, alias: str, what: str, words: str, *, plain: bool) -> str:
    """A case and something about it.

    Args:
        code: its code.
        alias: what it is called; empty where it is not in the book any more.
        what: the name of what is said.
        words: what is said.
        plain: whether each fact stands under its name.
    """
    if plain:
        return row((_("Code"), code), (_("Alias"), alias), (what, words))
    return f"{code}  {alias}".rstrip() + f": {words}"


def put_off_lines(resting: Iterable[CaseReview], *, plain: bool) -> Iterator[str]:
    """The cases that are left alone, and until when."""
    for one in resting:
        words = put_off_text(one.case.put_off) if plain else _put_off(one.case)
        yield told_of(one.case.code, one.case.alias, _("Put off"), words, plain=plain)


def _put_off(case: Case) -> str:
    assert case.put_off is not None, "only what was put off is quiet"
    return _("put off until {day}: {reason}").format(
        day=day_text(case.put_off.until), reason=clean_line(case.put_off.reason)
    )


def looked_lines(book: Casebook, review: Review, *, plain: bool) -> Iterator[str]:
    """What was looked at in the review, and what was done there."""
    names = {case.code: case.alias for case in book.cases()} | {stub.code: stub.alias for stub in book.archived()}
    for one in review.done:
        done = ", ".join(done_words(one.acts)) or _("looked at")
        yield told_of(one.code, names.get(one.code, ""), _("Done"), done, plain=plain)


def _book_lines(review: Review) -> Iterator[str]:
    if not review.book_waits:
        return
    for kept in review.retention:
        yield _("{code}: had to be kept until {day}; the record may be destroyed").format(
            code=kept.code, day=day_text(kept.until)
        )
    if review.backup:
        yield review.backup.sentence


def week_lines(review: Review, *, plain: bool) -> Iterator[str]:
    """What comes due, day by day."""
    yield from ("", _("The week ahead") if review.coming else _("Nothing comes due in the week ahead."))
    for day, coming in groupby(review.coming, key=lambda pair: pair[0].due):
        when = f"{weekday_text(day)}, {day_text(day)}"
        if not plain:
            yield when
        for finding, one in coming:
            said = told_of(one.case.code, one.case.alias, _("Reason"), reason(finding, review.day), plain=plain)
            yield f"    {row((_('Day'), when))}; {said}" if plain else f"    {said}"


# JSON


def review_json(book: Casebook, review: Review) -> dict[str, Any]:
    """The review for another program.

    `waiting`: the cases that still need the worker, the most urgent first. `looked`: the record of the day. `put_off`:
    the cases of which nothing is said until a day. `coming`: what comes due within a week. `copies`: how many packets
    are out there for long.
    """
    return {
        "day": review.day.isoformat(),
        "waiting": [_case_json(one, review) for one in review.needing],
        "looked": [one.model_dump(mode="json") for one in review.record.looked],
        "put_off": [_case_json(one, review) for one in put_off_cases(review)],
        "coming": [
            {**_case_facts(one), "finding": _finding_json(finding, review)} for finding, one in review.coming
        ],
        "retention": [{"code": kept.code, "until": kept.until.isoformat()} for kept in review.retention],
        "backup": _backup_json(review),
        "copies": book.copies_due(),
        "book_looked_at": review.record.book_left,
    }  # fmt: skip


def _case_json(one: CaseReview, review: Review) -> dict[str, Any]:
    put_off = one.case.put_off
    return {
        **_case_facts(one),
        "findings": [_finding_json(finding, review) for finding in one.findings],
        "soon": [_finding_json(finding, review) for finding in one.mentioned],
        "quiet": [_finding_json(finding, review) for finding in one.quiet],
        "put_off": put_off.model_dump(mode="json", exclude={"quiet"}) if put_off and one.quiet else None,
    }


def _case_facts(one: CaseReview) -> dict[str, Any]:
    """What a case is known by, every field under its name in the list of cases."""
    case = one.case
    return {
        "code": case.code, "alias": case.alias, "phase": case.phase.value, "status": case.status.value,
        "level": case.level.value, "risk_level": case.risk_level.value if case.risk_level else None,
        "worst_risk": one.risk.value if one.risk else None,
    }  # fmt: skip


def _finding_json(finding: Finding, review: Review) -> dict[str, Any]:
    """A reason with its numbers.

    `days` have gone by since `since`, where the rule counts; `late` is by how many days it is overdue, less than zero
    for what is still ahead.
    """
    return {
        "rule": finding.rule.code, "section": finding.rule.section, "safety": finding.rule.is_safety,
        "due": finding.due.isoformat(), "late": (review.day - finding.due).days,
        "since": finding.since.isoformat() if finding.since else None,
        "days": (review.day - finding.since).days if finding.since else None,
        "limit": finding.limit, "id": finding.id, "text": reason(finding, review.day),
    }  # fmt: skip


def _backup_json(review: Review) -> dict[str, Any] | None:
    due = review.backup
    if due is None:
        return None
    return {"last": due.last.isoformat() if due.last else None, "days": due.days, "text": due.sentence}
