"""The daily review as a screen: one case at a time, why it is here, one key an answer; at the end what was done.

What is done is written down case by case, so that the review goes on where it was, whatever ended it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from store import Case, Change, LingkarError, NotFound
from store.language import _
from store.practice.reasons import reason
from store.practice.review import Finding, Rule
from store.reviewing import Review
from tui.casefile.head import CaseHead
from tui.casefile.layout import paragraph
from tui.casefile.page import Lines
from tui.casefile.part_acts import PartActs
from tui.casefile.reading import Reading
from tui.casefile.rows import Row, RowPage
from tui.commands import BY_ACTION, Command, bindings_for
from tui.commands.command import Where
from tui.forms.ask import Ask
from tui.frame import KeyBar, KeyLabel, Said
from tui.place import BACK_AT, MOST_KEYS
from tui.review.case_rows import Reason, case_rows
from tui.review.ending import book_lines, summary_lines
from tui.review.heads import ReviewHead
from tui.review.queue_list import QueueList
from tui.review.recorder import Recorder
from tui.review.settle import Settling, settling_word
from tui.review.walk import BOOK, SUMMARY, first_stop, next_stop, order_of, previous_stop
from tui.scrolling import Scrolling

SMALLEST = (40, 9)
"""With fewer cells or lines nothing can be said."""

_ALWAYS = frozenset({"leave", "review"})
"""What works in too small a window."""

_FOOTER = ("review_next", "log_contact", "settle", "note", "open_case", "put_off", "next_contact")
"""The keys of the footer, the most important first."""

_FOOTER_OF_BOOK = ("review_next", "closed_cases", "review_previous")
_FOOTER_OF_SUMMARY = ("review_next", "review_previous")

_PLAN = 4  # the tab whose kinds stand first among what can be added


class DailyReview(PartActs, Settling, Scrolling):
    """The queue of the day, worked through case by case."""

    PLACE = Where.REVIEW
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.REVIEW)]
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012  # as the base class has it

    _review: Review  # what the book says of the day; there once the screen is composed

    def __init__(self) -> None:
        """Nothing read yet; the book is read when the screen is composed."""
        super().__init__()
        self._codes: list[str] = []
        self._at = ""
        self._left: list[tuple[str, object]] = []  # the cases left while they waited, and what undo took back then
        self._is_stale = False

    def compose(self) -> ComposeResult:
        """Where I am, the queue, the case and why it is here, what just happened, what I may do."""
        self._recorder = Recorder(self.book)
        self._read()
        yield ReviewHead()
        with Horizontal():
            yield QueueList()
            with Vertical():
                yield CaseHead()
                self.page = RowPage()
                yield self.page
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with whom one needs to see first, or go on where the book was locked, if that was today."""
        if self.was and self.was.get("day") == self._review.day.isoformat():
            stops = [*self._codes, SUMMARY, *([BOOK] if self._book_waits else [])]
            self._at = self.was["at"] if self.was["at"] in stops else self._at
        self._show()

    def parked(self) -> dict[str, Any]:
        """Which case is shown, and on which day: on another one the review begins anew."""
        return {"screen": "review", "at": self._at, "day": self._review.day.isoformat()}

    # Reading

    def _read(self) -> None:
        """What the book says of today now; the order of the cases stays, but for another day."""
        day = self.book.today()
        is_same_day = hasattr(self, "_review") and self._review.day == day
        self._left = self._left if is_same_day else []
        self._review = self.book.review(day)
        order = order_of(self._review, self._codes if is_same_day else ())
        self._codes = [code for code in order if self._is_live(code)]
        self._waiting = [one.case.code for one in self._review.waiting]
        self._is_stale = False
        if self._at not in self._codes and (self._at not in (BOOK, SUMMARY) or not is_same_day):
            self._at = first_stop(self._codes, self._waiting, book_waits=self._book_waits)

    def _is_live(self, code: str) -> bool:
        try:
            return not self.book.is_archived(code) and bool(self.book.case(code))
        except NotFound:  # undone
            return False

    @property
    def _book_waits(self) -> bool:
        """Whether the book as a whole is worth a word; a backup of the demonstration is not."""
        return self._review.book_waits and bool(self._review.retention or not self.lingkar.is_demo)

    @property
    def _is_over(self) -> bool:
        """Whether the day of this review is over: the laptop was closed, or it is past midnight."""
        return self.book.today() != self._review.day

    @property
    def current_case(self) -> Case | None:
        """The case that is shown."""
        return self.book.case(self._at) if self._at in self._codes and self._is_live(self._at) else None

    @property
    def finding(self) -> Finding | None:
        """The reason under the cursor."""
        part = self.page.part if hasattr(self, "page") and self.page.is_attached else None
        if not isinstance(part, Reason) or self.current_case is None:
            return None
        seen = self.book.review_of(self._at)
        return next((one for one in (*seen.findings, *seen.mentioned) if one.key == part.id), None)

    @property
    def part(self) -> None:
        """None: what is under the cursor is a reason, not an entry of the file."""
        return

    @property
    def open_tab(self) -> int:
        """What is added here is most often something to do."""
        return _PLAN

    # Showing

    def show_anew(self) -> None:
        """The language, the theme, hiding or the day changed."""
        if hasattr(self, "page"):
            self._read()
            self._show()

    def on_screen_resume(self) -> None:
        """The screen above is gone: catch up with what it did."""
        if self._is_stale:
            self.show_anew()

    def on_resize(self) -> None:
        """There may be too little room, or enough again."""
        self.show_anew()

    @property
    def _is_too_small(self) -> bool:
        return self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]

    def _show(self) -> None:
        """Everything on the screen, for where one is."""
        review, codes = self._review, self._codes
        waiting = set(self._waiting)
        done = sum(code not in waiting for code in codes)
        self.query_one(ReviewHead).show(self._where(), done, len(codes), review.day)
        case, case_head, hidden = self.current_case, self.query_one(CaseHead), self.lingkar.hidden
        queue = self.query_one(QueueList)
        queue.show_queue(self.book, review, codes, self._at, hidden=hidden)
        queue.set_class(not codes, "-empty")
        case_head.display = case is not None and not self._is_too_small
        if self._is_too_small:
            self._show_lines("", lambda width: paragraph(_("Too small a window"), width))
        elif case is not None:
            reading, seen = Reading(self.book, case.code, hidden), self.book.review_of(case.code)
            looked = review.record.of(case.code)
            acts = looked.acts if looked else ()
            case_head.show(reading)
            self.page.show_rows(self._at, lambda width: case_rows(reading, seen, acts, width))
        elif self._at == BOOK:
            reminds = not self.lingkar.is_demo
            self._show_lines(BOOK, lambda width: book_lines(review, width, reminds=reminds))
        else:
            done_for = [one for one in review.record.looked if one.code in codes]
            seen_now = {one.code: self.book.review_of(one.code) for one in done_for}
            self._show_lines(SUMMARY, lambda width: summary_lines(review, done_for, seen_now, width, hidden=hidden))
        self.show_keys()

    def _show_lines(self, subject: str, lines: Callable[[int], Lines]) -> None:
        self.page.show_rows(subject, lambda width: [Row(lines(width))])

    def _where(self) -> str:
        if self._at in self._codes:
            return _("{number} of {count}").format(number=self._codes.index(self._at) + 1, count=len(self._codes))
        if self._at == BOOK:
            return _("the book")
        return _("all done") if self._codes and not self._waiting else ""

    def on_row_page_moved(self) -> None:
        """What can be done depends on the reason under the cursor."""
        self.show_keys()

    def on_row_page_opened(self) -> None:
        """Chosen with the mouse."""
        if self.current_case:
            self.action_open_case()

    def on_queue_list_chosen(self, event: QueueList.Chosen) -> None:
        """Chosen with the mouse."""
        self._go(event.code)

    # Commands

    def offers(self, command: Command) -> bool:
        """Settling needs a reason under the cursor, and the ways on and back lead somewhere."""
        if not hasattr(self, "page"):
            return False
        if self._is_too_small:
            return command.action in _ALWAYS
        if command.action == "settle":
            return self.finding is not None
        if command.action == "review_next":
            return self._at != SUMMARY or bool(self._waiting) or self._is_over
        if command.action == "review_previous":
            return previous_stop(self._at, self._codes) is not None
        return super().offers(command)

    def footer_keys(self) -> Sequence[KeyLabel]:
        """The keys that matter here; the one that settles says what it does about the reason under the cursor."""
        actions = _FOOTER if self.current_case else _FOOTER_OF_BOOK if self._at == BOOK else _FOOTER_OF_SUMMARY
        keys = [self._key(BY_ACTION[action]) for action in actions if self.offers(BY_ACTION[action])]
        keys.insert(BACK_AT, (BY_ACTION["leave"].shown_key, self.back_word))
        guide = BY_ACTION["guide"]
        return [*keys[: MOST_KEYS - 1], (guide.shown_key, guide.label)]

    def _key(self, command: Command) -> KeyLabel:
        finding = self.finding if command.action == "settle" else None
        return command.shown_key, settling_word(finding) if finding else command.label

    @property
    def back_word(self) -> str:
        """To the board, or to the place in which the review was opened."""
        below = self.lingkar.places()[-2:-1]
        return super().back_word if below and below[0].PLACE is Where.BOARD else _("close")

    @property
    def scrolled(self) -> RowPage:
        """The case."""
        return self.page

    def action_page_on(self) -> None:
        """A page down; the space bar goes to the next case."""
        self.action_pages_down()

    def action_review_next(self) -> None:
        """This case has been seen to, or waits till tomorrow: on to the next. Of a new day nothing was seen yet."""
        if self._is_over:
            self.show_anew()
            self.say(_("A new day has begun."))
            return
        code, is_waiting = self._at, self._at in self._waiting
        if self._leave_stop() and is_waiting:
            self._left.append((code, self.book.next_undo))

    def _leave_stop(self) -> bool:
        """Leave this stop for the next; answers whether that is in the record."""
        if self._at in self._codes:
            if not self._keep(partial(self._recorder.leave, self._at)):
                return False
        elif self._at == BOOK and not self._keep(self.book.book_looked_at):
            return False
        self._read()
        self._at = next_stop(self._at, self._codes, self._waiting, book_waits=self._book_waits)
        self.say("")
        self._show()
        return True

    def action_review_previous(self) -> None:
        """Back to the case before, also when that is done."""
        before = previous_stop(self._at, self._codes)
        if before:
            self._go(before)

    def _go(self, stop: str) -> None:
        self._at = stop
        self.say("")
        self.show_anew()

    def _keep(self, write: Callable[[], None]) -> bool:
        """Write something into the record of the day; answers whether it is there."""
        try:
            write()
        except LingkarError as error:
            self.call_later(self.say_trouble, str(error))  # after what was done is said in the same place
            return False
        return True

    def action_undo(self) -> None:
        """Take the last thing back as one: going on from a case, or an act with all that it brought about."""
        code = self._left_last
        if not code or self._is_over:
            super().action_undo()
        elif self._keep(partial(self._recorder.come_back, code)):
            self._left.pop()
            self._go(code)
            self.say(_("{code} waits again").format(code=code))

    @property
    def _left_last(self) -> str:
        """The case that was left, if that was the last thing done and still holds; else empty."""
        record = self._review.record
        while self._left and not ((looked := record.of(self._left[-1][0])) and looked.left):
            self._left.pop()  # it waits again since
        code, then = self._left[-1] if self._left else ("", None)
        return code if then is self.book.next_undo else ""

    def action_settle(self) -> None:
        """Do what the reason under the cursor asks for. A task that is only due later is asked about first."""
        finding = self.finding
        if finding is None:
            return
        if finding.rule is not Rule.TASK or finding.due <= self._review.day:
            self.settle(finding)
            return
        words = reason(finding, self._review.day, hidden=self.lingkar.hidden)
        question = Ask(_("Done already?"), words, _("it is done"), _("not yet"))
        self.app.push_screen(question, lambda yes: self.settle(finding) if yes else None)

    def action_note(self) -> None:
        """The note on the contact that was written down here, while it is a draft; else a new one."""
        today, looked = self.book.today(), self._review.record.of(self._code)
        drafts = [note for note in self.book.draft_notes(self._code) if note.contact_at.date() == today]
        if looked and "contact" in looked.acts and drafts:
            self.open_draft(drafts[-1].id)
        else:
            super().action_note()

    def action_put_off(self) -> None:
        """Not today: until when, and why. Then on to the next case, unless this one is in danger: that never rests."""
        from tui.moves.put_off import PutOffDialog

        if not self.book.review_of(self._code).can_be_put_off:
            self.say(
                _("A danger is never put off · {key} settles it · {next} goes on").format(
                    key=BY_ACTION["settle"].shown_key, next=BY_ACTION["review_next"].shown_key
                )
            )
            return

        def go_on(code: str | None) -> None:
            if code and code == self._at:
                said = self.query_one(Said).text
                if self.book.review_of(code).in_danger:
                    self.say(_("{said} · its danger is not put off").format(said=said))
                    return
                self._leave_stop()  # what is undone is the putting off
                self.say(said)  # that it was put off, and how to undo it

        self.app.push_screen(PutOffDialog(self._code), go_on)

    def action_open_case(self) -> None:
        """The case file; back here afterwards."""
        from tui.review.file import ReviewedFile

        self.app.push_screen(ReviewedFile(self._code, self.finding))

    def action_closed_cases(self) -> None:
        """All closed cases, among them those whose records may be destroyed."""
        from tui.closed.screen import ClosedCases

        self.app.push_screen(ClosedCases())

    def action_leave(self) -> None:
        """Back to where the review was opened; it goes on where it was."""
        if self.is_active:
            self.dismiss()

    def action_review(self) -> None:
        """Back, with the key that led here."""
        self.action_leave()

    # What the book tells

    def show_change(self, change: Change) -> None:
        """Write down what was done for the cases of this review, and show what is left of their reasons."""
        if not hasattr(self, "page"):
            return
        for code in sorted(change.codes.intersection(self._codes)):
            self._keep(partial(self._recorder.write_down, code, change))
        if not self.is_active:
            self._is_stale = True
            return
        self._read()
        if change.way != "do" and len(change.codes) == 1:
            (code,) = change.codes
            self._at = code if code in self._codes else self._at  # where something was turned back
        self._show()
