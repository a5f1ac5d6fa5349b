"""Commands for what a day asks: the queue of the review, the risk, the next contact, a check after an ending."""

import argparse
from collections.abc import Iterator
from datetime import date

from store import Casebook, LingkarError
from store.language import _, n_
from store.model.codes import RiskLevel
from store.model.day import together
from store.model.flag import Flag
from store.practice import cycle
from store.practice.reasons import reason
from store.practice.review import CaseReview, Finding, Rule
from store.practice.risk import standing, too_low_warning
from store.reviewing import Review
from tui.plain.dangers import standing_facts
from tui.plain.kinds import choices, code_of, day
from tui.plain.lookback import done_on
from tui.plain.lookup import Shorten, shortener
from tui.plain.opening import acting, reading
from tui.plain.output import show, tell, warn
from tui.plain.parser import USAGE, Commands, add, add_case_code, text
from tui.plain.views import row

DONE = "done"
_ANSWERS = {
    Rule.OPEN_DANGER: "finish {code} {id} --why", Rule.UNNAMED_DANGER: "add {code} danger",
    Rule.DANGER_CHECK: "change {code} {id} --next-check", Rule.TASK: "finish {code} {id}",
    Rule.UNWRITTEN: "change {code} {id} --body -", Rule.UNSIGNED: "sign {code} {id}",
    Rule.HOLD_OVER: "resume {code}", Rule.REVIEW: "edit {code} --next-review", Rule.REFERRAL: "finish {code} {id}",
    Rule.AFTERCARE: "aftercare {code}", Rule.STUCK: "advance {code}",
}  # fmt: skip
"""The command that answers a reason; all others are answered by a contact."""
_CONTACT = "contact {code} --mode … --outcome …"


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "review", _("go through who needs you today, case by case"), _review)
    parser.add_argument(
        "answer", metavar=DONE, nargs="?", choices=(DONE,),
        help=_("write down that a case was looked at; without a case, what concerns the book as a whole"),
    )  # fmt: skip
    parser.add_argument("of", metavar=_("CODE"), nargs="?", type=text, help=_("the case that was looked at"))
    parser.add_argument(
        "--case", metavar=_("CODE"), type=text, help=_("say why this case needs you, and which commands answer it")
    )

    parser = add(commands, "risk", _("assess the risk today, also when it is as before"), _risk)
    add_case_code(parser)
    parser.add_argument("level", metavar=_("LEVEL"), type=code_of(RiskLevel), help=choices(RiskLevel))

    parser = add(commands, "next-contact", _("set the day of the next contact"), _next_contact)
    add_case_code(parser)
    parser.add_argument("day", metavar=_("DAY"), nargs="?", type=day, help=_("the day"))
    parser.add_argument("--clear", action="store_true", help=_("no contact is planned any more"))

    parser = add(commands, "aftercare", _("note that a check after the ending was done"), _aftercare)
    add_case_code(parser)
    parser.add_argument(
        "day", metavar=_("DAY"), nargs="?", type=day, help=_("the day it was planned for (otherwise the next one)")
    )


def _risk(args: argparse.Namespace) -> int:
    with acting(args) as book:
        case = book.assess_risk(args.code, args.level)
        if warning := too_low_warning(standing(case, book.parts(Flag, case.code))):
            warn(warning)
    return 0


def _next_contact(args: argparse.Namespace) -> int:
    if (args.day is None) != args.clear:
        warn(_("Name the day, or say --clear."))
        return USAGE
    with acting(args) as book:
        book.set_next_contact(args.code, args.day)
    return 0


def _aftercare(args: argparse.Namespace) -> int:
    with acting(args) as book:
        left = cycle.checks_left(book.case(args.code))
        if args.day is None and not left:
            raise LingkarError(_("No check is left."))
        book.aftercare_done(args.code, args.day or left[0])
    return 0


# The review


def _review(args: argparse.Namespace) -> int:
    if args.answer:
        return _look_at(args)
    with reading(args) as book:
        if args.case:
            folder = book.folder_of(args.case)
            show(_reason_lines(book.review_of(args.case), book.today(), shortener(folder)))
        else:
            show(_queue_lines(book.review()))
    return 0


def _queue_lines(review: Review) -> Iterator[str]:
    """How many need the worker, then each on one line with how many reasons there are and the first of them."""
    count = len(review.needing)
    if not count:
        yield _("Nobody needs you today.")
    else:
        yield n_("{count} case needs you today", "{count} cases need you today", count).format(count=count)
    for one in review.needing:
        reasons = [reason(finding, review.day) for finding in one.findings]
        yield row(
            (_("Code"), one.case.code), (_("Alias"), one.case.alias), (_("Phase"), one.case.phase.label),
            *standing_facts(one.standing), (_("Reasons"), str(len(reasons))), (_("First"), reasons[0]),
        )  # fmt: skip
    if review.done:
        done = len(review.done)
        yield n_("{count} case was looked at", "{count} cases were looked at", done).format(count=done)
    if review.book_waits:
        yield _(
            "Something about the book as a whole waits too: `lingkar today` says what, "
            "`lingkar review done` ticks it off."
        )


def _reason_lines(one: CaseReview, today: date, short: Shorten) -> Iterator[str]:
    """Why a case needs its worker, each reason followed by the command that answers it."""
    yield row((_("Code"), one.case.code), (_("Alias"), one.case.alias), *standing_facts(one.standing))
    if not one.findings:
        yield _("This case does not need you today.")
    for finding in one.findings:
        yield from (_("Reason: {text}").format(text=reason(finding, today)), f"    {_answer(finding, one, short)}")
    for finding in one.mentioned:
        yield _("Soon: {text}").format(text=reason(finding, today))
    if one.findings:
        yield _("When you are through with it:")
        yield f"    lingkar review {DONE} {one.case.code}"


def _answer(finding: Finding, one: CaseReview, short: Shorten) -> str:
    id = short(finding.id) if finding.id else ""
    return "lingkar " + _ANSWERS.get(finding.rule, _CONTACT).format(code=one.case.code, id=id)


def _look_at(args: argparse.Namespace) -> int:
    with acting(args, says=False) as book:
        if args.of is None:
            book.book_looked_at()
            tell(_("What concerns the book as a whole was looked at."))
            return 0
        code = book.case(args.of).code
        before = book.review_day(book.today()).of(code)
        found = done_on(book.folder_of(code), book.today())
        book.looked_at(code, left=True, acts=together(before.acts if before else (), found))
        tell(_waiting(book, code))
    return 0


def _waiting(book: Casebook, code: str) -> str:
    """That a case was looked at, and how many wait still."""
    count = len(book.review().needing)
    if code in book.needs_today():
        if book.review_of(code).due_on_a_day:
            return _("{code} was looked at. What is due there today stays until it is done.").format(code=code)
        told = _("{code} was looked at, but its danger or high risk still waits: nothing was done for it today.")
        return told.format(code=code)
    left = n_("{count} case needs you still", "{count} cases need you still", count).format(count=count)
    return _("{code} was looked at. {left}.").format(code=code, left=left)
