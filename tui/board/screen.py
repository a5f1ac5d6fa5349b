"""The board as a screen: the first thing the user sees, and where the keys for cases work."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import AwaitMount
from textual.widgets import Input

from store import Case, Change, NotFound
from store.language import _
from store.model import Flag
from tui.board.arrangement import Arrangement, Card, card_of
from tui.board.board import Board
from tui.board.filing import Filer
from tui.board.topbar import TopBar
from tui.board.trend import trend_of
from tui.commands import BY_ACTION, Command, bindings_for
from tui.commands.command import Where
from tui.frame import KeyBar, Said
from tui.moves.acts import CaseActs
from tui.unlock.words import last_saved, mended


class Filter(Input):
    """Where the words to filter by are typed. It filters in the same frame as the key, not one later."""

    def __init__(self) -> None:
        """Empty and closed."""
        super().__init__(id="filter", compact=True, select_on_focus=False)
        self.cursor_blink = False

    def watch_value(self, value: str) -> None:
        """Filter at once."""
        screen = self.screen
        if isinstance(screen, BoardScreen):
            screen.filter_cards(value)


class BoardScreen(CaseActs):
    """The board."""

    PLACE = Where.BOARD
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.BOARD)]
    AUTO_FOCUS = "Board"

    def __init__(self) -> None:
        """Nothing read yet; the book is read when the screen is composed."""
        super().__init__()
        self._saved = False
        self._filer = Filer(self)

    def compose(self) -> ComposeResult:
        """The four zones: where I am, the cards, what just happened, what I may do."""
        self.arrangement = Arrangement(self.book.today())
        self._fill()
        yield TopBar()
        yield Filter()
        yield Board(self.arrangement, moved=self.show_keys, trend=lambda code: trend_of(self.book, code))
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Put the cursor on the first card there is, or on the one where the book was locked."""
        self.board = self.query_one(Board)
        counts = self.arrangement.counts()
        self.board.phase = next((phase for phase, count in enumerate(counts) if count), 0)
        self._show_top()
        if self.was:
            self._put_back(self.was)
        self.show_keys()
        self._say_how_it_opened()
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

    def _remind(self) -> None:
        """Say once a day that a backup is due, beside what is said already."""
        if not self.lingkar.is_demo and (due := self.book.backup_reminder()):
            how = _("ctrl+p, then {command}").format(command=BY_ACTION["backup"].label)
            said = self.query_one(Said).text
            self.say(" · ".join(part for part in (said, due.sentence, how) if part))

    def parked(self) -> dict[str, Any]:
        """The card under the cursor, and the filter."""
        case = self.current_case
        return {"screen": "board", "code": case.code if case else "", "filter": self.arrangement.query}

    def _put_back(self, was: dict[str, Any]) -> None:
        if was["filter"]:
            line = self.query_one(Filter)
            line.add_class("-open")
            line.value = was["filter"]
        self.board.go_to(was["code"])

    @property
    def current_case(self) -> Case | None:
        """The case under the cursor."""
        return self.board.current_case if hasattr(self, "board") else None

    def offers(self, command: Command) -> bool:
        """In too small a window only leaving works; `all cards` only while a filter is on."""
        if not hasattr(self, "board"):
            return False
        if self.board.is_too_small:
            return command.action == "leave_program"
        if command.action == "clear_filter":
            return bool(self.arrangement.query) or self.query_one(Filter).has_class("-open")
        return super().offers(command)

    # What the book tells

    def show_change(self, change: Change) -> None:
        """Repaint the touched cards; the cursor follows the one that was acted on."""
        self._saved = True
        if len(change.codes) > 1:
            self._fill()
            self.board.show_anew()
        for code in change.codes if len(change.codes) == 1 else ():
            self.board.update_card(code, self._card(code))
            self.board.go_to(code)
        self._show_top()

    def show_anew(self) -> None:
        """The language, the theme, hiding or the day changed."""
        if self.arrangement.today != self.book.today():
            self.arrangement.today = self.book.today()
            self._filer.look()
        self._fill()
        self.board.hidden = self.lingkar.hidden
        self.board.show_anew()
        self._show_top()

    def _card(self, code: str) -> Card | None:
        if self.book.is_archived(code):  # undone what had brought it back
            return None
        try:
            return self._card_of(self.book.case(code))
        except NotFound:  # undone
            return None

    def _fill(self) -> None:
        self.arrangement.fill(map(self._card_of, self.book.cases()))

    def _card_of(self, case: Case) -> Card:
        return card_of(case, self.book.drafts(case.code), self.book.parts(Flag, case.code))

    def _show_top(self) -> None:
        totals = self.arrangement.totals()
        self.query_one(TopBar).show(
            today=self.arrangement.today,
            active=totals.active,
            due=totals.due,
            late=totals.late,
            saved=self.book.clock() if self._saved else None,
            demo=self.lingkar.is_demo,
            filtered=sum(self.arrangement.counts()) if self.arrangement.query else None,
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

    # Filter

    def action_filter(self) -> None:
        """Type what to filter by."""
        line = self.query_one(Filter)
        line.placeholder = _("words in code, alias, problem, tags; enter goes to the cards, esc shows all")
        line.add_class("-open")
        line.focus()

    def filter_cards(self, query: str) -> None:
        """Show only the cards with these words."""
        if hasattr(self, "board"):
            self.arrangement.filter(query)
            self.board.show_anew(filtered=True)
            self._show_top()

    def on_input_submitted(self) -> None:
        """To the cards; the filter stays on."""
        self.board.focus()

    def action_clear_filter(self) -> None:
        """All cards again."""
        line = self.query_one(Filter)
        line.value = ""
        line.remove_class("-open")
        self.board.focus()
