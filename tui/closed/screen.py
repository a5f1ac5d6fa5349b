"""The closed cases as a place: found by words, and opened to read, exported, reopened.

Nothing but the list is read at first. Only a key that needs the file of a case in the archive reads the archive, in a
thread of its own; the board files nothing meanwhile, also when the list is left.
"""

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.worker import Worker, WorkerState

from store import Case, Change, LingkarError
from store.language import _
from store.model.packet import PacketKind
from tui.closed.closed_list import ClosedList
from tui.closed.heads import ClosedFacts, ClosedHead
from tui.closed.listing import Listing, Row, closed_rows
from tui.commands import Command, bindings_for
from tui.commands.command import Where
from tui.filterline import FilterLine
from tui.frame import KeyBar, Said
from tui.packet.acts import PacketActs
from tui.scrolling import Scrolling

_ALWAYS = frozenset({"leave", "closed_cases"})
"""What works in too small a window."""
_ON_ROW = frozenset({"open_case", "reopen", "export_closed", "hand_over"})
"""The commands that need a case under the cursor."""


class ClosedCases(PacketActs, Scrolling):
    """The list of all closed cases."""

    PLACE = Where.CLOSED
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.CLOSED)]
    AUTO_FOCUS = "ClosedList"

    def __init__(self) -> None:
        """Nothing read yet; the book is read when the screen is composed."""
        super().__init__()
        self._reader: Worker[LingkarError | None] | None = None
        self._archive_is_read = False
        self._wanted: Callable[[], None] | None = None  # what waits for the archive
        self._is_stale = False

    def compose(self) -> ComposeResult:
        """Where I am, the cases, more about the one under the cursor, what just happened, what I may do."""
        self.listing = Listing(closed_rows(self.book))
        self.cases = ClosedList(self.listing, moved=self._show_case)
        yield ClosedHead()
        yield FilterLine()
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
        """None: the case may lie in the archive, which is read only when a key needs it. The row is there at once."""
        return None

    def offers(self, command: Command) -> bool:
        """In too small a window only leaving works; what is done with a case needs one, the filter any."""
        if not hasattr(self, "cases"):
            return False
        if self.cases.is_too_small:
            return command.action in _ALWAYS
        if command.action in _ON_ROW:
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
            self._is_stale = True

    def on_screen_resume(self) -> None:
        """The screen above is gone: catch up with what was done meanwhile."""
        if self._is_stale:
            self._read()

    def show_anew(self) -> None:
        """The language, the theme, hiding or the day changed."""
        self.cases.hidden = self.lingkar.hidden
        self._read()

    def _read(self) -> None:
        self._is_stale, row = False, self.row
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

    # The case under the cursor

    def on_cursor_list_opened(self) -> None:
        """Opened with the mouse."""
        self.action_open_case()

    def action_open_case(self) -> None:
        """The case file."""
        self._go_on(self._open)

    def action_reopen(self) -> None:
        """Where the case begins anew, and why."""
        from tui.moves.back import BackDialog

        self._go_on(lambda code: self.app.push_screen(BackDialog(code)))

    def action_export_closed(self) -> None:
        """A packet for supervision."""
        self._go_on(lambda code: self.make_packet(PacketKind.CASE, code))

    def action_hand_over(self) -> None:
        """The whole case as an encrypted file for a colleague."""
        from tui.handover.form import hand_over

        self._go_on(lambda code: hand_over(self, code))

    def _go_on(self, act: Callable[[str], object]) -> None:
        """Do something with the case under the cursor, once the archive is read where it lies there.

        Args:
            act: told the code. Where its file cannot be read, that is said instead.
        """
        row = self.row
        if row is None:
            return

        def go() -> None:
            from tui.closed.file import read_whole

            read_whole(self.book, row.code)
            act(row.code)

        if not row.is_archived or self._archive_is_read:
            self._wanted = None
            self.attempt(go)
            return
        self._wanted = go
        self.say(_("Opening the archive ... esc stops waiting"))
        if self._reader is None:
            self._reader = self._read_archive()

    def _open(self, code: str) -> None:
        from tui.closed.file import ListedFile

        codes = [row.code for row in self.listing.shown if self._archive_is_read or not row.is_archived]
        file = ListedFile(code, codes)

        def come_back(_: None) -> None:
            if file.current_case:
                self.cases.go_to_case(file.current_case.code)  # the one that was looked at last

        self.app.push_screen(file, come_back)

    # Reading the archive

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
        wanted, self._wanted = self._wanted, None
        if wanted and not self._archive_is_read:
            unexpected = _("The archive could not be read. The cases on the board are not affected.")
            self.say_trouble(str(event.worker.result or unexpected))
        elif wanted:
            self.say("")
            if self.is_active:  # else the person went on to something else
                self.attempt(wanted)

    # Leaving

    def action_leave(self) -> None:
        """One step back: from waiting to the list, from the filter to all cases, from the list to the board."""
        line = self.query_one(FilterLine)
        if self._wanted:
            self._wanted = None
            self.say("")
        elif line.is_open:
            line.close()
            self.cases.focus()
        else:
            self.action_closed_cases()

    def action_closed_cases(self) -> None:
        """Back to the board, with the key that led here."""
        self.dismiss()

    # Moving about

    @property
    def scrolled(self) -> ClosedList:
        """The cases."""
        return self.cases

    # Filter

    def action_filter(self) -> None:
        """Type what to filter by."""
        self.query_one(FilterLine).ask(_("words in code, alias, reason, outcome; enter to the cases, esc shows all"))

    def filter_by(self, query: str) -> None:
        """List only the cases with these words."""
        if hasattr(self, "cases"):
            row = self.row
            self.listing.filter(query)
            self._show(row)

    def on_input_submitted(self) -> None:
        """To the cases; the filter stays on."""
        self.cases.focus()
