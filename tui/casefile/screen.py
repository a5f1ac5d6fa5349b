"""The case file: one case, its tabs, and the keys that act on it. What the tabs say is in `tabs`."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from store import BookDamaged, Case, Change, Note, NotFound
from store.language import _
from store.model.record import Record
from tui.casefile.added import Held
from tui.casefile.head import CaseHead, TabBar, without_count
from tui.casefile.note_acts import OFFERED, NoteActs
from tui.casefile.page import Page
from tui.casefile.part_acts import ON_PARTS, PartActs
from tui.casefile.reading import Reading
from tui.casefile.rows import RowsTab
from tui.casefile.tab import Tab
from tui.casefile.tabs import TABS, NotesTab
from tui.casework.kinds import Kind, kind_made_with
from tui.commands import Command, bindings_for
from tui.commands.command import Where
from tui.frame import KeyBar, Said
from tui.moves.acts import CaseActs
from tui.scrolling import Scrolled, Scrolling


class CaseFile(NoteActs, PartActs, CaseActs, Scrolling):
    """A case's file."""

    PLACE = Where.CASEFILE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.CASEFILE)]
    AUTO_FOCUS = None

    def __init__(self, code: str, codes: Sequence[str] = ()) -> None:
        """Open the file of a case.

        Args:
            code: which case.
            codes: the cases in the order of the board, for going on to the next without going back.
        """
        super().__init__()
        self._shown_code = code
        self._codes = list(codes)
        self._tabs = [make() for make in TABS]
        self._open = 1
        self._stale = False
        self._held = Held()
        self._is_adding = False  # whether what is new was added by a form over this screen

    def compose(self) -> ComposeResult:
        """Where I am, the tabs, the open one, what just happened, what I may do."""
        yield CaseHead()
        yield TabBar()
        yield from self._tabs
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the case, at the tab and in the row where the book was locked."""
        if self.was:
            self._open = max(1, min(self.was["tab"], len(self._tabs)))
        self.show_anew()
        if self.was:
            self._go_back_to(self.was["note"], self.was.get("part"))
        self.show_keys()

    def _go_back_to(self, note: str | None, part: object) -> None:
        if note:
            self.query_one(NotesTab).body.go_to_note(note)
        if isinstance(self._tab, RowsTab) and isinstance(part, str):
            self._tab.body.go_to_part(part)

    def parked(self) -> dict[str, Any]:
        """The case, the tab, the note or the entry under the cursor."""
        note, part = self.note, self.part
        return {
            "screen": "casefile", "code": self._shown_code, "tab": self._open, "note": note.id if note else None,
            "part": part.key if part else None,
        }  # fmt: skip

    # What the book tells

    @property
    def current_case(self) -> Case | None:
        """The case whose file this is; None when it was undone, or lies in an archive that cannot be read."""
        try:
            return self.book.case(self._shown_code)
        except (NotFound, BookDamaged):
            return None

    @property
    def note(self) -> Note | None:
        """The note under the cursor, where notes are shown."""
        return self._tab.note

    @property
    def part(self) -> Record | None:
        """What the row under the cursor holds, in the tabs of rows."""
        return self._tab.part

    @property
    def open_tab(self) -> int:
        """The number of the open tab."""
        return self._open

    def show_change(self, change: Change) -> None:
        """Read the case again when it was touched; behind another screen only once that is gone."""
        if self._shown_code not in change.codes:
            return
        self._is_adding = self._is_adding or self._kind_above is not None
        if self.is_current:
            self.show_anew()
        else:
            self._stale = True

    def told(self, change: Change) -> str:
        """What just happened; of what was added to another tab than the open one also where it is."""
        kind = self._kind_above
        if kind is None or kind.tab == self._open or change.way != "do" or self._shown_code not in change.codes:
            return super().told(change)
        where = _("It is on tab {number}, {tab}: press {number}").format(
            number=kind.tab, tab=without_count(self._tabs[kind.tab - 1].label)
        )
        return f"{super().told(change)}. {where}"

    @property
    def _kind_above(self) -> Kind | None:
        """The kind of entry whose form lies over this screen."""
        stack = self.app.screen_stack
        return next(filter(None, map(kind_made_with, stack[stack.index(self) + 1 :])), None)

    def on_screen_resume(self) -> None:
        """The screen above is gone: catch up with what it did."""
        if self._stale:
            self.show_anew()
            self.show_keys()

    def show_anew(self) -> None:
        """Read everything again; the place in each tab is kept."""
        self._stale = False
        try:
            reading = Reading(self.book, self._shown_code, self.lingkar.hidden)
        except (NotFound, BookDamaged):
            self.call_later(self.action_leave)
            return
        self.query_one(CaseHead).show(reading)
        for tab in self._tabs:
            tab.read(reading)
        self._go_to_added(reading)
        self._show_open_tab()

    def _go_to_added(self, reading: Reading) -> None:
        """Put the cursor of each tab on what a form added to it; what came in otherwise moves no cursor."""
        before, self._held = self._held, Held.by(reading)
        is_adding, self._is_adding = self._is_adding, False
        if not is_adding:
            return
        for number, keys in self._held.added_to(before).items():
            tab = self._tabs[number - 1]
            if isinstance(tab, RowsTab):
                tab.body.go_to_part(*keys)

    def _show_open_tab(self) -> None:
        for number, tab in enumerate(self._tabs, 1):
            tab.display = number == self._open
        self.query_one(TabBar).show([tab.label for tab in self._tabs], self._open)

    def offers(self, command: Command) -> bool:
        """Keys for notes need a note, those for entries an entry; keys for the neighbours need neighbours."""
        if command.action in ON_PARTS and self.part is not None:
            return self.offers_for_part(command)
        if command.action in OFFERED:
            return self.offers_for_note(command)
        if command.action in ON_PARTS:
            return False
        if command.action in ("previous_case", "next_case"):
            return len(self._codes) > 1
        return super().offers(command)

    def on_note_list_moved(self) -> None:
        """The keys that make sense depend on the note."""
        self.show_keys()

    def on_note_list_opened(self) -> None:
        """Opened with the mouse."""
        self.action_open_row()

    def on_row_page_moved(self) -> None:
        """The keys that make sense depend on the entry."""
        self.show_keys()

    def on_row_page_opened(self) -> None:
        """Opened with the mouse."""
        self.action_open_row()

    def action_open_row(self) -> None:
        """The form of an entry, a draft to go on writing, any other note to read."""
        if self.part is not None:
            self.open_part()
        else:
            super().action_open_row()

    def action_remove(self) -> None:
        """An entry, or a draft."""
        if self.part is not None:
            PartActs.action_remove(self)
        else:
            super().action_remove()

    def on_tab_bar_chosen(self, event: TabBar.Chosen) -> None:
        """Opened with the mouse."""
        self.action_tab(event.number)

    # Moving about

    @property
    def _tab(self) -> Tab:
        return self._tabs[self._open - 1]

    def action_tab(self, number: int = 0) -> None:
        """To a tab by its number; without one (from the palette) to the next, round and round."""
        number = number or self._open % len(self._tabs) + 1
        if 1 <= number <= len(self._tabs) and number != self._open:
            self._open = number
            self._show_open_tab()
            self.show_keys()

    def action_next_tab(self) -> None:
        """To the next tab."""
        self.action_tab(self._open + 1)

    def action_previous_tab(self) -> None:
        """To the previous tab."""
        self.action_tab(max(1, self._open - 1))

    @property
    def scrolled(self) -> Scrolled:
        """The open tab."""
        return self._tab.body

    def move(self, move: Callable[[Scrolled], None]) -> None:
        """Move it; a tab that the key before has opened for the first time is laid out before."""
        body = self._tab.body
        if isinstance(body, Page):
            body.when_laid_out(partial(move, body))
        else:
            move(body)

    def action_next_case(self) -> None:
        """To the next case of the board."""
        self._step(1)

    def action_previous_case(self) -> None:
        """To the previous case of the board."""
        self._step(-1)

    def _step(self, by: int) -> None:
        """To a neighbour that is still in the book."""
        place = self._codes.index(self._shown_code) if self._shown_code in self._codes else -1
        place += by
        if not 0 <= place < len(self._codes):
            self.say(_("This is the last case of the board.") if by > 0 else _("This is the first case of the board."))
            return
        try:
            self.book.case(self._codes[place])
        except NotFound:
            del self._codes[place]
            self._step(by)
            return
        self._shown_code = self._codes[place]
        self.say("")
        self.show_anew()
        self.show_keys()

    def action_leave(self) -> None:
        """Back to the board."""
        if self.is_current:
            self.dismiss()
