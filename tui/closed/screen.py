"""The closed cases as a place: found by words, and opened to read, to export, to reopen.

Nothing but the list is read at first. Only opening a case that lies in the archive reads the archive, in a thread of
its own; the board files nothing meanwhile, also when the list is left.
"""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from store import Case, Change, LingkarError
from store.language import _
from tui.closed.closed_list import ClosedList
from tui.closed.heads import ClosedFacts, ClosedHead
from tui.closed.listing import Listing, Row, closed_rows
from tui.commands import Command, bindings_for
from tui.commands.command import Where
from tui.frame import KeyBar, Said
from tui.place import Place

_ALWAYS = frozenset({"leave", "closed_cases"})
"""What works in too small a window."""


class Words(Input):
    """Where the words to filter by are typed. It filters in the same frame as the key, not one later."""

    def __init__(self) -> None:
        """Empty and closed."""
        super().__init__(id="filter", compact=True, select_on_focus=False)
        self.cursor_blink = False

    def watch_value(self, value: str) -> None:
        """Filter at once."""
        screen = self.screen
        if isinstance(screen, ClosedCases):
            screen.filter_cases(value)


class ClosedCases(Place):
    """The list of all closed cases."""

    PLACE = Where.CLOSED
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.CLOSED)]
    AUTO_FOCUS = "ClosedList"

    def __init__(self) -> None:
        """Nothing read yet; the book is read when the screen is composed."""
        super().__init__()
        self._reader: Worker[LingkarError | None] | None = None
        self._archive_is_read = False
        self._wanted = ""
        self._stale = False

    def compose(self) -> ComposeResult:
        """Where I am, the cases, more about the one under the cursor, what just happened, what I may do."""
        self.listing = Listing(closed_rows(self.book))
        self.cases = ClosedList(self.listing, moved=self._show_case)
        yield ClosedHead()
        yield Words()
        yield self.cases
        yield ClosedFacts()
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what was read."""
        self.cases.hidden = self.lingkar.hidden
        self._show()

    @property
    def row(self) -> Row | None:
        """The case under the cursor."""
        return self.cases.row if hasattr(self, "cases") else None

    @property
    def current_case(self) -> Case | None:
        """None: acts on a case are for its file, as the case may lie in the archive."""
        return None

    def offers(self, command: Command) -> bool:
        """In too small a window only leaving works; opening needs a case, the filter any."""
        if not hasattr(self, "cases"):
            return False
        if self.cases.is_too_small:
            return command.action in _ALWAYS
        if command.action == "open_case":
            return self.row is not None
        if command.action == "filter":
            return bool(self.listing.count)
        return super().offers(command)

    # What the book tells

    def show_change(self, change: Change) -> None:  # noqa: ARG002 - any change may open or close a case
        """Read the list again; behind another screen only once that is gone."""
        if self.is_current:
            self._read()
        else:
            self._stale = True

    def on_screen_resume(self) -> None:
        """The screen above is gone: catch up with what was done meanwhile."""
        if self._stale:
            self._read()

    def show_anew(self) -> None:
        """The language, the theme, hiding or the day changed."""
        self.cases.hidden = self.lingkar.hidden
        self._read()

    def _read(self) -> None:
        self._stale, row = False, self.row
        self.listing.fill(closed_rows(self.book))
        self._show(row)

    def _show(self, stay: Row | None = None) -> None:
        """Show what is listed now, with the cursor on a case if that is still there."""
        self.cases.show_anew(stay=stay.code if stay else "")
        self.query_one(ClosedHead).show(self.listing.count, len(self.listing.shown))

    def _show_case(self) -> None:
        """More about the case under the cursor, and the keys for it."""
        needed = not self.cases.shows_all and not self.cases.is_too_small
        self.query_one(ClosedFacts).show(self.row, needed=needed)
        self.show_keys()

    # Opening

    def on_closed_list_opened(self) -> None:
        """Opened with the mouse."""
        self.action_open_case()

    def action_open_case(self) -> None:
        """The case file, once the archive is open where it is needed."""
        row = self.row
        if row is None:
            return
        self._wanted = ""
        if not row.is_archived or self._archive_is_read:
            self._open(row.code)
            return
        self._wanted = row.code
        self.say(_("Opening the archive ... esc stops waiting"))
        if self._reader is None:
            self._reader = self._read_archive()

    @work(thread=True, exit_on_error=False)
    def _read_archive(self) -> LingkarError | None:
        """Read the archive, in another thread. Trouble is an answer, not a fault of the program."""
        try:
            self.book.open_archive()
        except LingkarError as error:
            return error
        return None

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The archive is read, or cannot be."""
        if event.worker is not self._reader or not event.worker.is_finished:
            return
        self._reader = None
        self._archive_is_read = event.state is WorkerState.SUCCESS and event.worker.result is None
        wanted, self._wanted = self._wanted, ""
        if wanted and not self._archive_is_read:
            unexpected = _("The archive could not be read. The cases on the board are not affected.")
            self.say_trouble(str(event.worker.result or unexpected))
        elif wanted:
            self.say("")
            if self.is_active:  # else the person went on to something else
                self._open(wanted)

    def _open(self, code: str) -> None:
        from tui.closed.file import ListedFile, read_whole

        try:
            read_whole(self.book, code)
        except LingkarError as error:
            self.say_trouble(str(error))
            return
        codes = [row.code for row in self.listing.shown if self._archive_is_read or not row.is_archived]
        file = ListedFile(code, codes)

        def come_back(_: None) -> None:
            if file.current_case:
                self.cases.go_to_case(file.current_case.code)  # the one that was looked at last

        self.app.push_screen(file, come_back)

    # Leaving

    def action_leave(self) -> None:
        """One step back: from waiting to the list, from the filter to all cases, from the list to the board."""
        line = self.query_one(Words)
        if self._wanted:
            self._wanted = ""
            self.say("")
        elif line.has_class("-open"):
            line.value = ""
            line.remove_class("-open")
            self.cases.focus()
        else:
            self.action_closed_cases()

    def action_closed_cases(self) -> None:
        """Back to the board, with the key that led here."""
        self.dismiss()

    # Moving about

    def action_cursor_next(self) -> None:
        """A case down."""
        self.cases.by_rows(1)

    def action_cursor_previous(self) -> None:
        """A case up."""
        self.cases.by_rows(-1)

    def action_page_on(self) -> None:
        """A page down."""
        self.cases.by_pages(1)

    def action_page_back(self) -> None:
        """A page up."""
        self.cases.by_pages(-1)

    def action_first_listed(self) -> None:
        """To the case closed last."""
        self.cases.to_first()

    def action_last_listed(self) -> None:
        """To the case closed first."""
        self.cases.to_last()

    # Filter

    def action_filter(self) -> None:
        """Type what to filter by."""
        line = self.query_one(Words)
        line.placeholder = _("words in code or alias; enter goes to the cases, esc shows all")
        line.add_class("-open")
        line.focus()

    def filter_cases(self, query: str) -> None:
        """List only the cases with these words."""
        if hasattr(self, "cases"):
            row = self.row
            self.listing.filter(query)
            self._show(row)

    def on_input_submitted(self) -> None:
        """To the cases; the filter stays on."""
        self.cases.focus()
