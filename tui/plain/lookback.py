"""Looking back on a day: what was done, case by case, as far as the files and the record of the review tell it."""

from collections.abc import Iterable, Iterator
from datetime import date

from store import Casebook, InvalidInput
from store.language import _, n_
from store.language.formats import day_text
from store.model.case import Case, by_number
from store.model.codes import MoveKind
from store.model.day import TAKEN_IN, together
from store.model.folder import Folder
from store.model.note import Note
from store.practice.reasons import reason
from store.practice.review import CaseReview
from store.reviewing import Review, is_left_in_danger
from tui.plain.today import put_off_lines, told_of, week_lines
from tui.plain.views import section
from tui.review.doing import done_words

_STEPS = {
    MoveKind.ADVANCED: "advance", MoveKind.MOVED_BACK: "move_back", MoveKind.HELD: "hold", MoveKind.RESUMED: "resume",
    MoveKind.TERMINATED: "terminate", MoveKind.REOPENED: "reopen", MoveKind.PUT_OFF: "put_off",
    MoveKind.OPENED: TAKEN_IN,
}  # fmt: skip


def done_on(folder: Folder, day: date) -> Iterator[str]:
    """What was done for a case on a day, by the names that the record of the review has for acts.

    What an import brought was done on other days. The risk as it was taken in with the case answers nothing yet.
    """
    case = folder.case
    steps = [_STEPS[move.kind] for move in folder.history if move.at.date() == day and not move.imported_from]
    for note in folder.notes:
        yield from _noted(note, day)
    yield from ("finish" for task in folder.tasks if task.done_on == day)
    yield from ("flags" for flag in folder.flags if day in (flag.state_on, flag.since))
    if case.risk_assessed == day and TAKEN_IN not in steps:
        yield "assess_risk"
    yield from ("referrals" for one in folder.referrals if day in (one.sent_on, one.answered_on))
    yield from ("rate_goal" for goal in folder.goals for rating in goal.ratings if rating.on == day)
    yield from steps


def _noted(note: Note, day: date) -> Iterator[str]:
    if note.imported_from:
        return
    if note.written_at.date() == day:
        yield "contact" if note.is_draft and not note.is_unstated and not note.body else "note"
    elif note.signed_at and note.signed_at.date() == day:
        yield "sign_note"
    yield from ("addendum" for more in note.addenda if more.at.date() == day)


def lookback_lines(book: Casebook, day: date, *, plain: bool) -> Iterator[str]:
    """What was done on a day; of today also what waits still, what rests, and the week ahead.

    Args:
        book: where it is.
        day: which one.
        plain: whether the facts of a case stand under their names.

    Raises:
        InvalidInput: the day has not come yet.
    """
    if day > book.today():
        raise InvalidInput({"day": _("This day has not come yet.")})
    review = book.review(day)
    is_today = day == book.today()
    if is_today:
        yield _begin(review)
    done = [*_done_lines(book, day, plain=plain)]
    yield from section(_("Done"), done)
    if not done:
        yield _("Nothing is written down as done on {day}.").format(day=day_text(day))
    if is_today:
        yield from section(_("Put off"), put_off_lines(review.resting, plain=plain))
        yield from section(_("Needs you still"), _needs(review.needing, review, plain=plain))
        yield from section(_("Left as it is"), _needs(_left(book, review), review, plain=plain))
        yield from week_lines(review, plain=plain)


def _begin(review: Review) -> str:
    """Whether the day is through."""
    if count := len(review.needing):
        left = n_("{count} case needs you still", "{count} cases need you still", count)
        return left.format(count=count)
    if not (count := len(review.done)):
        return _("Nobody needs you today.")
    return n_(
        "You have been through the {count} case that needed you today.",
        "You have been through all {count} cases that needed you today.", count,
    ).format(count=count)  # fmt: skip


def _done_lines(book: Casebook, day: date, *, plain: bool) -> Iterator[str]:
    """Each case for which something was done, and what."""
    recorded = book.review_day(day).by_code()
    for case in _cases_then(book, day):
        acts = recorded[case.code].acts if case.code in recorded else ()
        if words := done_words(together(acts, done_on(book.folder_of(case.code), day))):
            yield told_of(case.code, case.alias, _("Done"), ", ".join(words), plain=plain)


def _cases_then(book: Casebook, day: date) -> list[Case]:
    """The cases that are or were on a day in the live book: those that were filed since, too."""
    filed = [book.case(stub.code) for stub in book.archived() if stub.opened <= day <= stub.filed]
    return sorted((*book.cases(), *filed), key=lambda case: by_number(case.code))


def _left(book: Casebook, review: Review) -> Iterator[CaseReview]:
    """The cases that were looked at, and for which nothing was done."""
    live = {case.code for case in book.cases()}
    yield from (book.review_of(one.code) for one in review.done if not one.acts and one.code in live)


def _needs(cases: Iterable[CaseReview], review: Review, *, plain: bool) -> Iterator[str]:
    """Cases with what they need most; where something was done for a danger, what has its day today."""
    for one in cases:
        in_danger = is_left_in_danger(one, review.record.of(one.case.code))
        findings = one.findings if in_danger else one.due_on_a_day or one.findings
        words = reason(findings[0], review.day) if findings else _("looked at")
        yield told_of(one.case.code, one.case.alias, _("Reason"), words, plain=plain)
