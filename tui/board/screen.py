"""The board as a screen: the first thing the user sees, and where the keys for cases work."""

from collections.abc import Iterator
from functools import partial
from threading import Thread
from time import monotonic
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import AwaitMount

from store import Case, Change, NotFound
from store.language import _, current, n_
from store.model import Flag
from tui.board.arrangement import Arrangement
from tui.board.board import Board
from tui.board.card import Card, card_of
from tui.board.filing import Filer
from tui.board.filterbar import FilterBar
from tui.board.filtering import Filtering
from tui.board.geometry import LEAST_HEIGHT
from tui.board.matching import lookup_in
from tui.board.topbar import TopBar
from tui.board.trend import trend_of
from tui.commands import BY_ACTION, Command, bindings_for, from_palette
from tui.commands.command import Where
from tui.filterline import FilterLine
from tui.frame import KeyBar, Said
from tui.look.words import real_name
from tui.unlock.memory import settle
from tui.unlock.words import last_saved, mended

TURN = 0.008
"""Seconds for which cases are looked at, before what a person does comes first."""

PAUSE = 0.002
"""Seconds for that."""

_ON_CARDS = frozenset({"show_filters", "only_today"})
"""The commands that need cards, if only such as the filter hides."""


class BoardScreen(Filtering):
    """The board."""

    PLACE = Where.BOARD
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.BOARD)]
    AUTO_FOCUS = "Board"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LEAST_HEIGHT, "-high")]  # noqa: RUF012  # as the base class has it

    def __init__(self) -> None:
        """Nothing read yet; the book is read when the screen is composed."""
        super().__init__()
        self._saved = False
        self._knows_who_waits = False
        self._is_painted = False
        self._looking: Iterator[None] = iter(())  # at one case after another, to see who waits
        self._is_pressed = False
        self._begin: str | None = ""
        self._filer = Filer(self)

    def compose(self) -> ComposeResult:
        """The four zones: where I am, the cards, what just happened, what I may do."""
        self.arrangement = Arrangement(self.book.today(), lookup_in(self.book), self.book.settings.card_order)
        self._fill()
        yield TopBar()
        yield FilterLine()
        yield FilterBar()
        yield Board(self.arrangement, moved=self.show_keys, trend=lambda code: trend_of(self.book, code))
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Put the cursor on the first card there is, or on the one where the book was locked."""
        self.board = self.query_one(Board)
        counts = self.arrangement.counts()
        self.board.phase = next((phase for phase, count in enumerate(counts) if count), 0)
        self.show_top()
        if self.was:
            self._put_back(self.was)
        self.show_keys()
        self._say_how_it_opened()
        self.call_after_refresh(self._begin_to_look)
        self.call_after_refresh(self._remind)
        self.call_after_refresh(self._filer.look)

    def _say_how_it_opened(self) -> None:
        """What was lost or put right, and otherwise when an encrypted book was saved last."""
        said = list(mended(self.book))
        if self.book.report.torn:
            torn = _("The last act before the program was cut off had not been saved; all acts before it are here.")
            said.insert(0, torn)
        if not said and self.book.is_encrypted and self.book.report.seq:
            said.append(last_saved(self.book.report))
        self.say(" · ".join(said))
        self._say_what_is_wrong_in_the_settings()

    def _say_what_is_wrong_in_the_settings(self) -> None:
        """The first line that counts for nothing, how many more there are, and where to see all of them."""
        trouble, settings = self.book.settings_trouble, self.book.settings
        if settings.theme or settings.keymap:
            from tui.settings.trouble import unusable

            trouble = (*trouble, *unusable(self.book.folder, settings, self.app.available_themes))
        if not trouble:
            return
        more = len(trouble) - 1
        how = _("{key} shows them").format(key=BY_ACTION["settings"].shown_key)
        rest = n_("and {count} more line · {how}", "and {count} more lines · {how}", more).format(count=more, how=how)
        self.say(f"{trouble[0]} · {rest}" if more else trouble[0], trouble=True)

    def _remind(self) -> None:
        """Say once a day that a backup is due, beside what is said already; the end of a review says it as well.

        Once that was said, it is said on another occasion that copies are out there which may have served.
        """
        if self.lingkar.is_demo:
            return
        if due := self.book.backup_reminder():
            sentence = due.sentence
            how = from_palette("backup")
        elif sentence := self.book.copies_reminder() or "":
            how = _("{key} shows them").format(key=BY_ACTION["copies"].shown_key)
        else:
            return
        said = self.query_one(Said)
        self.say(" · ".join(part for part in (said.text, sentence, how) if part), said.has_class("-trouble"))

    def _begin_to_look(self) -> None:
        """The board is painted: what was made for that stays, and now there is time to see who needs the worker."""
        settle()
        self._is_painted = True
        self._see_who_waits()

    def _see_who_waits(self) -> None:
        """See who needs the worker today. What takes long goes on between the keys; till then nothing is said of it."""
        self._knows_who_waits = False
        self._looking = self.book.look_at_each()
        self._look_on(self._looking)

    def _look_on(self, looking: Iterator[None]) -> None:
        """Look at some more cases; after the last it is known who waits. While another thread has the book, wait."""
        if looking is not self._looking:  # it was begun anew
            return
        if self.lingkar.holds_keys or not _worked_off(looking):
            self.show_top()
            self.set_timer(PAUSE, partial(self._look_on, looking))
            return
        self._mark_who_waits()
        self._say_how_to_begin()
        if not self._is_pressed:
            self._is_pressed = True
            Thread(target=self.book.press, daemon=True).start()  # which lets go of the book, as a worker would not

    def know_who_waits(self) -> None:
        """At once where it is not known yet: a filter that asks for it came back with the book."""
        if not self._knows_who_waits:
            self._mark_who_waits()

    def _mark_who_waits(self) -> None:
        self._knows_who_waits = True
        self.board.mark(self.book.needs_today())
        self.show_top()

    def _say_how_to_begin(self) -> None:
        """Say once how many wait, in front of what is said already; while it stands there it follows their number."""
        said, before = self.query_one(Said), self._begin
        if before is None or not said.text.startswith(before):
            self._begin = None
            return
        begin = _how_to_begin(len(self.arrangement.waiting), typing=isinstance(self.focused, FilterLine))
        rest = said.text.removeprefix(before).removeprefix(" · ")
        self._begin = begin or None
        if begin != before:
            self.say(" · ".join(filter(None, (begin, rest))), said.has_class("-trouble"))

    def show_keys(self) -> None:
        """Bring what is said of keys up to date: in the last line, and how to begin."""
        super().show_keys()
        if self._begin and self._knows_who_waits:
            self._say_how_to_begin()

    def _catch_up(self) -> None:
        """Show who needs the worker by now, once that was asked at all, and how many."""
        if self._is_painted:
            self._see_who_waits()
        else:
            self.show_top()

    def on_screen_resume(self) -> None:
        """The screen above is gone, in which somebody may have been seen to."""
        if self._is_painted:
            self._catch_up()
        if path := self.lingkar.take_named_file():
            self.call_after_refresh(self.bring_in, path)

    def parked(self) -> dict[str, Any]:
        """The card under the cursor, and the filter."""
        case = self.current_case
        return {"screen": "board", "code": case.code if case else "", "filter": self.arrangement.query.text}

    def _put_back(self, was: dict[str, Any]) -> None:
        if was["filter"]:
            self.query_one(FilterLine).value = was["filter"]
        self.board.go_to(was["code"])

    @property
    def current_case(self) -> Case | None:
        """The case under the cursor."""
        return self.board.current_case if hasattr(self, "board") else None

    def offers(self, command: Command) -> bool:
        """In too small a window only leaving works, also out of a filter; `all cards` only while one is on."""
        if not hasattr(self, "board"):
            return False
        is_filtered = bool(self.arrangement.query.text) or self.query_one(FilterLine).is_open
        if command.action == "clear_filter":
            return is_filtered
        if self.board.is_too_small:
            return command.action == "leave_program"
        if command.action in _ON_CARDS:
            return not self.arrangement.is_empty
        return super().offers(command)

    # What the book tells

    def show_change(self, change: Change) -> None:
        """Repaint the touched cards; the cursor follows the one that was acted on."""
        self._saved = True
        if len(change.codes) > 1:
            self._fill()
            self.board.mark(self.arrangement.waiting - change.codes)
            self.board.show_anew()
        touched = change.codes if len(change.codes) == 1 else frozenset()
        for code in touched:
            self.board.update_card(code, self._card(code))
        self._catch_up()
        for code in touched:
            self.board.go_to(code)

    def show_anew(self) -> None:
        """The language, the theme, hiding or the day changed. The cards say nothing of the others of them."""
        is_new_day = self.arrangement.today != self.book.today()
        if is_new_day:
            self.arrangement.today = self.book.today()
            self._filer.look()
        if is_new_day or self._filled_in != self._how_cards_read:
            self._fill()
        self.board.hidden = self.lingkar.hidden
        self.board.show_anew()
        self._catch_up()

    def _card(self, code: str) -> Card | None:
        if self.book.is_archived(code):  # undone what had brought it back
            return None
        try:
            return self._card_of(self.book.case(code))
        except NotFound:  # undone
            return None

    @property
    def _how_cards_read(self) -> tuple[str, bool]:
        """The language, and whether names are shown."""
        return current(), self.book.settings.show_names

    def _fill(self) -> None:
        self._filled_in = self._how_cards_read
        self.arrangement.fill(map(self._card_of, self.book.cases()))

    def _card_of(self, case: Case) -> Card:
        code, planned = case.code, case.next_contact
        kept = self.book.kept_on(code) if planned and planned <= self.arrangement.today else None
        name = real_name(case, shown=self.book.settings.show_names)
        return card_of(case, self.book.drafts(code), self.book.parts(Flag, code), kept, name)

    def show_top(self) -> None:
        """The line on top, and what the filter does."""
        arrangement = self.arrangement
        self.query_one(TopBar).show(
            today=arrangement.today,
            active=arrangement.active,
            waiting=len(arrangement.waiting) if self._knows_who_waits else 0,
            saved=self.book.clock() if self._saved else None,
            demo=self.lingkar.is_demo,
        )
        self.board.search_key = self.search_key
        self.query_one(FilterBar).show(
            arrangement.query,
            shown=sum(arrangement.counts()),
            cards=len(arrangement.cards),
            typing=self.query_one(FilterLine).is_open,
            hidden=self.lingkar.hidden,
            search_key=self.search_key,
        )

    # Cursor

    def on_board_opened(self) -> None:
        """Opened with the mouse."""
        self.action_open_case()

    def action_cursor_left(self) -> None:
        """To the column on the left."""
        self.board.side(-1)

    def action_cursor_right(self) -> None:
        """To the column on the right."""
        self.board.side(1)

    def action_cursor_down(self) -> None:
        """To the next card."""
        self.board.step(1)

    def action_cursor_up(self) -> None:
        """To the card above."""
        self.board.step(-1)

    def action_page_down(self) -> None:
        """A window of cards down."""
        self.board.page(1)

    def action_page_up(self) -> None:
        """A window of cards up."""
        self.board.page(-1)

    def action_first_card(self) -> None:
        """To the first card of the column."""
        self.board.move_to(self.board.phase, 0)

    def action_last_card(self) -> None:
        """To the last card of the column."""
        self.board.move_to(self.board.phase, len(self.arrangement.columns[self.board.phase]) - 1)

    def action_jump(self, number: int) -> None:
        """To a column by its number."""
        self.board.move_to(number - 1, self.board.row_in(number - 1))

    def action_open_case(self) -> None:
        """The case file."""
        case = self.current_case
        if case is not None:
            self.open_file(case.code)

    def open_file(self, code: str, was: dict[str, Any] | None = None) -> AwaitMount:
        """Open the file of a case.

        Args:
            code: which case.
            was: what the file itself said when the book was locked, to be opened as it was.
        """
        from tui.casefile.screen import CaseFile

        file = CaseFile(code, self.arrangement.codes())
        file.was = was

        def come_back(_: None) -> None:
            if file.current_case:
                self.board.go_to(file.current_case.code)  # the one that was looked at last

        return self.app.push_screen(file, come_back)

    def action_closed_cases(self) -> None:
        """All closed cases, also those that are not on the board any more."""
        from tui.closed.screen import ClosedCases

        self.app.push_screen(ClosedCases())

    def action_study(self) -> None:
        """The statistics of one's own practice."""
        from tui.study.screen import Study

        self.app.push_screen(Study())

    def action_new_case(self) -> None:
        """The form for a new case."""
        from tui.intake.case_form import CaseForm

        self.app.push_screen(CaseForm())

    def action_bring_in(self) -> None:
        """The form for a file to bring in."""
        self.bring_in("")

    def bring_in(self, path: str) -> None:
        """Ask for a file to bring in, or open the one that was named when the program was started."""
        from tui.importing.bring_in import BringIn

        self.app.push_screen(BringIn(path))


def _how_to_begin(waiting: int, *, typing: bool) -> str:
    """How many need their worker, and the key of the review, which is a letter while one types; empty with none."""
    if not waiting:
        return ""
    if typing:
        return n_("{count} case needs you today", "{count} cases need you today", waiting).format(count=waiting)
    return n_(
        "{count} case needs you today · {key} begins the daily review",
        "{count} cases need you today · {key} begins the daily review", waiting,
    ).format(count=waiting, key=BY_ACTION["review"].shown_key)  # fmt: skip


def _worked_off(work: Iterator[None]) -> bool:
    """Do the next steps of some work, as many as there is time for; whether that was all."""
    end = monotonic() + TURN
    return not any(monotonic() > end for _step in work)
