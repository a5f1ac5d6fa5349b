"""The daily review of an open book: who needs their worker today, and what was done about it.

What is said of a case is kept until the case or the day changes, so that asking again costs what has changed. The
record of a day is a quiet row of the book: no act, nothing to undo, but there after a power cut.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from store.act import Act, Way
from store.copies import Copies
from store.desk import full_code, needed
from store.errors import InvalidInput, Refused
from store.habits import Habits
from store.language import _
from store.model.case import Case, PutOff, by_number
from store.model.codes import ContactMode, ContactOutcome, MoveKind
from store.model.day import Looked, ReviewDay
from store.model.flag import Flag
from store.model.note import Note
from store.model.record import build, new_id, to_the_second
from store.model.referral import Referral
from store.outside import Reminder
from store.parking import Parking
from store.practice.limits import Limits
from store.practice.review import (
    WEEK,
    CaseReview,
    Facts,
    Finding,
    Kept,
    in_order,
    in_time,
    may_be_destroyed,
    review_of,
    still_resting,
)  # fmt: skip
from store.practice.spans import episode_began
from store.supervision import Supervising
from store.vault import Document, Transaction

DAYS = "reviews"
"""The table of the review records, one row a day; its id is the day's number in the calendar."""


LONGEST = timedelta(days=90)
"""So long can a case be put off: a quarter, after which any plan is looked at again (domain reference, section 5)."""


class Review(NamedTuple):
    """The review of one day.

    Attributes:
        day: which one.
        queue: the cases that need their worker, the most urgent first, also those that were left already.
        record: what was done so far.
        coming: what comes due within a week, day by day, and in which case.
        retention: closed records that may be destroyed; not mentioned again within a week.
        backup: that a backup outside the laptop is due.
        resting: the cases of which something is due that was put off, whoever asks again first on top.
    """

    day: date
    queue: tuple[CaseReview, ...]
    record: ReviewDay
    coming: tuple[tuple[Finding, CaseReview], ...]
    retention: tuple[Kept, ...]
    backup: Reminder | None
    resting: tuple[CaseReview, ...] = ()

    @property
    def waiting(self) -> tuple[CaseReview, ...]:
        """The cases that still wait for their worker, the most urgent first."""
        looked = self.record.by_code()
        return tuple(review for review in self.queue if waits(review, looked.get(review.case.code)))

    @property
    def needing(self) -> tuple[CaseReview, ...]:
        """Those that wait, and those that were left with what a look alone does not settle: see `needs`."""
        looked = self.record.by_code()
        return tuple(review for review in self.queue if needs(review, looked.get(review.case.code)))

    @property
    def done(self) -> tuple[Looked, ...]:
        """What was looked at and needs nobody any more today: left, or out of the queue by what was done for it."""
        needing = {review.case.code for review in self.needing}
        return tuple(one for one in self.record.looked if one.code not in needing)

    @property
    def book_waits(self) -> bool:
        """Whether something that concerns the book as a whole was not looked at yet."""
        return bool(self.retention or self.backup) and not self.record.book_left


class Reviewing(Supervising, Copies, Parking, Habits):
    """Reviewing the cases of an open book."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Open; see `store.open_casebook`."""
        self._reviews: dict[str, CaseReview] = {}
        self._reviewed: tuple[date, Limits] | None = None
        self._over: tuple[date, tuple[Kept, ...]] | None = None  # what may be destroyed, on which day
        super().__init__(*args, **options)

    # Reading

    def review(self, today: date | None = None) -> Review:
        """The review of a day.

        Args:
            today: the day; by the book's clock unless given.
        """
        today = today or self.today()
        reviews = self._all_reviews(today)
        coming = [(finding, review) for review in reviews for finding in review.ahead]
        coming.sort(key=lambda pair: (pair[0].due, pair[0].rule.section, by_number(pair[1].case.code), pair[0].order))
        return Review(
            today, tuple(in_order(reviews)), self.review_day(today), tuple(coming), self._retention(today),
            self.backup_due(), still_resting(reviews),
        )  # fmt: skip

    def needs_today(self) -> frozenset[str]:
        """The codes of the cases that still need their worker today.

        Those that wait in the review, and those that were left there although a danger or a day asks for more.
        """
        today = self.today()
        limits, looked = self._limits_on(today), self.review_day(today).by_code()
        reviews = ((code, self._review_of(code, today, limits)) for code in self.shelf.codes())
        return frozenset(code for code, one in reviews if one.needs_today and needs(one, looked.get(code)))

    def look_at_each(self) -> Iterator[None]:
        """Review the cases of today one by one, so that `needs_today` and `review` find it done. Read it to the end."""
        self._limits_on(self.today())
        for code in list(self.shelf.codes()):
            if code not in self._reviews and self.shelf.has_case(code):  # still
                today = self.today()
                self._review_of(code, today, self._limits_on(today))
                yield

    def review_of(self, code: str, today: date | None = None) -> CaseReview:
        """What the review has to say of one case on a day, whether it needs its worker or not.

        Raises:
            NotFound: there is no such case.
        """
        case, today = self.case(code), today or self.today()
        if self.is_archived(case.code):
            return CaseReview(case, today)
        return self._review_of(case.code, today, self._limits_on(today))

    def review_day(self, day: date) -> ReviewDay:
        """The record of a day's review; an empty one where there was none."""
        row = self._db.documents(DAYS).get(day.toordinal())
        return build(ReviewDay, dict(row)) if row else ReviewDay(day=day)

    def review_days(self) -> list[ReviewDay]:
        """The records of all days with a review, the oldest first."""
        rows = self._db.documents(DAYS)
        return [build(ReviewDay, dict(rows[id])) for id in sorted(rows)]

    def draft_notes(self, code: str) -> list[Note]:
        """The notes of a live case that wait for a signature, in the order in which they came."""
        return self.shelf.draft_notes(full_code(code))

    def _all_reviews(self, today: date) -> list[CaseReview]:
        limits = self._limits_on(today)
        return [self._review_of(code, today, limits) for code in sorted(self.shelf.codes(), key=by_number)]

    def _limits_on(self, today: date) -> Limits:
        """The limits; what was said of another day, or by other limits, is forgotten."""
        limits = self.settings.limits
        if self._reviewed != (today, limits):
            self._reviews.clear()
            self._reviewed = today, limits
        return limits

    def _review_of(self, code: str, today: date, limits: Limits) -> CaseReview:
        kept = self._reviews.get(code)
        if kept is None:
            facts = self._review_facts(self.shelf.case(code), today)
            kept = self._reviews[code] = review_of(facts, today, limits)
        return kept

    def _review_facts(self, case: Case, today: date) -> Facts:
        code, shelf = case.code, self.shelf
        again = episode_began(self.history(code)) if case.episode > 1 else None
        planned = case.contact_planned
        return Facts(
            case, again or case.opened, shelf.in_file(Flag, code), shelf.open_tasks(code),
            shelf.in_file(Referral, code), shelf.reached_on(code, today), shelf.draft_notes(code),
            shelf.reached_on(code, today, planned) if planned else None,
        )  # fmt: skip

    def _retention(self, today: date) -> tuple[Kept, ...]:
        """The records that may be destroyed, unless they were asked about lately."""
        rows = self._db.documents(DAYS)
        if any(rows.get(today.toordinal() - ago, {}).get("retention_asked") for ago in range(1, WEEK.days)):
            return ()
        if self._over is None or self._over[0] != today:
            closed = [self.shelf.case(code) for code in self.shelf.closed_codes()]
            filed = [Kept(code, until) for code, until in self.shelf.filed_until(today)]
            self._over = today, in_time([*may_be_destroyed(closed, today), *filed])
        return self._over[1]

    def _learn(self, transaction: Transaction) -> None:
        super()._learn(transaction)
        if self._touched:
            self._over = None
        for code in self._touched:
            self._reviews.pop(code, None)

    # Answers

    def put_off(self, code: str, until: date, reason: str) -> Case:
        """Let the review leave a case alone until a day. Dangers, and what comes due later, it mentions all the same.

        Raises:
            NotFound: there is no such case.
            Refused: the reason is empty, or all that is due is a danger, which is never put off.
            InvalidInput: the day has come already, or lies too far ahead.
            NotSaved: the disk refused; nothing was saved.
        """
        case, today, reason = self.case(code), self.today(), needed(reason)
        review = self.review_of(case.code)
        if not review.can_be_put_off:
            raise Refused(
                _("A danger is never put off, and nothing else is due in {code} today.").format(code=case.code)
            )
        quiet = [finding.key for finding in (*review.findings, *review.quiet)]
        put_off = build(PutOff, {"on": today, "until": until, "reason": reason, "quiet": quiet})
        if put_off.until <= today:
            raise InvalidInput({"until": _("This day has come already.")})
        if put_off.until - today > LONGEST:
            raise InvalidInput(
                {"until": _("A case is put off for {count} days at most; put on hold it can rest longer.").format(
                    count=LONGEST.days
                )}
            )  # fmt: skip
        later = case.changed(put_off=put_off)
        move = self._move(later, MoveKind.PUT_OFF, case.phase, case.phase, reason, until=put_off.until)
        self._commit(Act("put_off", case.code, put_off.until.isoformat()), [later, move])
        return later

    def log_contact(
        self, code: str, *, mode: ContactMode | str, outcome: ContactOutcome | str, at: datetime | None = None,
        body: str = "", next_contact: date | None = None, sign: bool = False,
    ) -> Note:  # fmt: skip
        """Write down that a contact was made or tried, before there is time for its note.

        It is a draft: the note follows, and until then the review asks for it. Unless it is signed at once.

        Args:
            code: which case.
            mode: how the contact was made.
            outcome: what came of it.
            at: when; now unless given.
            body: a few words, if there is time for them.
            next_contact: the day of the next contact; without one, a planned one that this is stands no more.
            sign: those few words are the note; sign it.

        Raises:
            NotFound: there is no such case.
            InvalidInput: a field does not fit, the moment lies ahead, or what is to be signed has no words; nothing
                was saved.
            NotSaved: the disk refused; nothing was saved.
        """
        fields = {"mode": mode, "outcome": outcome, "body": body, "contact_at": at or to_the_second(self.clock())}
        note = self._new_note(code, new_id(), fields, sign=sign)
        if sign and not note.body:
            raise InvalidInput({"body": _("This is needed.")})
        self._must_have_come(note)
        self._commit(Act("contact", note.case_code), [note, *self._planned(note, next_contact)])
        return note

    # The record of the day

    def looked_at(self, code: str, *, left: bool | None = None, acts: tuple[str, ...] | None = None) -> None:
        """Write down that a case is looked at in today's review.

        Args:
            code: which case.
            left: whether the worker goes on to the next one, or comes back to it; None: that is as it was.
            acts: the names of all acts done for it in this review, in their order; None: they are as they were.

        Raises:
            NotSaved: the disk refused.
        """
        code, day = full_code(code), self.review_day(self.today())
        before = day.of(code)
        now = before or Looked(code=code, at=to_the_second(self.clock()))
        if acts is not None:
            now = now.changed(acts=acts)
        if left is not None:
            now = now.changed(left=left, seen=sorted(self.review_of(code).keys) if left else ())
        looked = [now if one is before else one for one in day.looked] if before else [*day.looked, now]
        self._keep_day(day.changed(looked=looked))

    def book_looked_at(self) -> None:
        """Write down that what concerns the book as a whole was looked at. Raises `NotSaved`."""
        today = self.today()
        asked = bool(self._retention(today))
        self._keep_day(self.review_day(today).changed(book_left=True, retention_asked=asked))

    def _turn_along(self, act: Act, way: Way, codes: frozenset[str]) -> None:
        """What is undone was not done in today's review either, wherever it is undone: its case waits again."""
        super()._turn_along(act, way, codes)
        if way != "undo":
            return
        day = self.review_day(self.today())
        looked = tuple(one.without_last(act.kind) if one.code in codes else one for one in day.looked)
        if looked != day.looked:
            self.shelf.restore(DAYS, day.day.toordinal(), day.changed(looked=looked).document())

    def _keep_day(self, day: ReviewDay) -> None:
        self._quietly("review", DAYS, day.day.toordinal(), day.document())


def waits(review: CaseReview, looked: Looked | None) -> bool:
    """Whether a case that needs its worker waits still: it was not left, or something new came since.

    Args:
        review: what the review says of the case now.
        looked: how it was looked at in the review of the day, if it was.
    """
    return looked is None or not looked.left or not review.keys <= set(looked.seen)


def needs(review: CaseReview, looked: Looked | None) -> bool:
    """Whether a case still needs its worker today: it waits, or it was left with what a look alone does not settle.

    That is what has come due on a day set for it, until it is done or put off, and a danger, until anything was done.

    Args:
        review: what the review says of the case now.
        looked: how it was looked at in the review of the day, if it was.
    """
    if waits(review, looked) or review.due_on_a_day:
        return True
    return is_left_in_danger(review, looked)


def is_left_in_danger(review: CaseReview, looked: Looked | None) -> bool:
    """Whether a case is in danger and nothing was done for it today. Arguments as for `needs`."""
    return review.in_danger and not (looked and looked.was_served)


def days_without(rows: Mapping[int, Document], code: str) -> dict[int, Document]:
    """The review records that change when a client is erased: the same without the case.

    Args:
        rows: the table.
        code: of the client's case.
    """
    changed: dict[int, Document] = {}
    for id, row in rows.items():
        looked = row.get("looked", [])
        rest = [one for one in looked if one["code"] != code]
        if len(rest) < len(looked):
            changed[id] = {**row, "looked": rest}
    return changed
