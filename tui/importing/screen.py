"""A table before it comes in: on the left what each column becomes, on the right what will happen to each row.

Nothing is in the book until all of it is, as one act that one undo takes back. Every change of the map is worked out in
another thread; what was worked out before stays in sight, in quiet colours, until then.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from store import Case
from store.exchange.importing.mapfile import text_of
from store.exchange.importing.plan import Supposition, Unknown
from store.language import _
from tui.commands import BY_ACTION, Command, bindings_for
from tui.commands.command import Where
from tui.cursorlist import CursorList
from tui.forms.ask import Ask
from tui.frame import KeyBar, KeyLabel, Said
from tui.importing.head import ImportHead
from tui.importing.panes import BESIDE, Panes, is_too_small
from tui.importing.planning import Read, Shown
from tui.importing.working_out import WorkingOut
from tui.place import BACK_AT, MOST_KEYS

TICK = 0.1
"""Seconds between looks at how far it is."""

_FOOTER = ("import_table", "choose", "other_pane", "undo", "reading_order", "save_map", "load_map")
_NEEDS_FILE = frozenset({"choose", "other_pane", "reading_order", "save_map", "load_map", "import_table"})


class ImportScreen(WorkingOut):
    """A table to be brought in."""

    PLACE = Where.IMPORT
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.IMPORT)]
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (BESIDE, "-wide")]  # noqa: RUF012  # as the base class has it

    def __init__(self, path: Path, read: Read | None = None) -> None:
        """For a file.

        Args:
            path: where it is.
            read: what was read of it already; None reads it.
        """
        super().__init__(path, read)
        self.panes = Panes(moved=self.show_keys)

    def compose(self) -> ComposeResult:
        """Where I am, the columns and what will happen, what just happened, what I may do."""
        yield ImportHead()
        yield from self.panes.compose()
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin, or go on where the book was locked."""
        self.set_interval(TICK, self._show_head)
        self.begin()
        self.show_all()

    def was_read(self) -> None:
        """Go on at the line where the book was locked."""
        if self.was:
            self.panes.in_columns = self.was["in_columns"]
            self.panes.columns.cursor = self.was["cursor"]

    @property
    def current_case(self) -> Case | None:
        """None: the commands here are about a table."""
        return None

    # Showing

    def show_anew(self) -> None:
        """The language, the theme, hiding or the day changed."""
        if self.panes.is_mounted:
            self.describe_anew()
            self.show_all()

    def on_resize(self) -> None:
        """What fits depends on the window."""
        if self.panes.is_mounted:
            self.show_all()

    def show_all(self) -> None:
        """Everything on the screen."""
        self.panes.show(
            self._read, self.mapping, self.plan, self.trouble, is_old=self.is_at_work, hidden=self.lingkar.hidden
        )
        self._show_head()
        self.show_keys()

    def _show_head(self) -> None:
        """The file, and how far it is."""
        if self.is_done:
            self.lingkar.presence.touch()  # it is not locked by itself while the book is being written
        self.query_one(ImportHead).show(
            self._path.name, self.source, self.mapping, self.doing, hidden=self.lingkar.hidden
        )

    # What can be done now

    def offers(self, command: Command) -> bool:
        """Choosing needs something to choose about."""
        action = command.action
        if not self.panes.is_mounted or self.is_done:
            return False
        if is_too_small(self.size):
            return action in ("leave", "lock")
        if action in _NEEDS_FILE and self.source is None:
            return False
        if action == "choose":
            return self.panes.chosen is not None
        if action == "undo":
            return self.can_step(-1)
        if action == "redo":
            return self.can_step(1)
        return super().offers(command)

    def footer_keys(self) -> Sequence[KeyLabel]:
        """The keys that matter now: importing first, then choosing; none while it is being written."""
        if self.is_done:
            return []
        commands = [BY_ACTION[action] for action in _FOOTER]
        keys = [self._key(command) for command in commands if self.offers(command)]
        leave = BY_ACTION["leave"]
        keys.insert(BACK_AT, (leave.shown_key, self.back_word))
        guide = BY_ACTION["guide"]
        return [*keys[: MOST_KEYS - 1], (guide.shown_key, guide.label)]

    def _key(self, command: Command) -> KeyLabel:
        if command.action == "other_pane":
            return command.shown_key, _("rows") if self.panes.in_columns else _("table")
        return command.shown_key, command.label

    @property
    def back_word(self) -> str:
        """Out of here with nothing brought in, or a stop to what was asked for."""
        return _("stop") if self.waits else super().back_word

    # Choosing, moving about

    def action_choose(self) -> None:
        """What a column becomes, what a word means, or all of a row."""
        chosen = self.panes.chosen
        if isinstance(chosen, Shown):
            self.choose_target(chosen)
        elif isinstance(chosen, Unknown):
            self.choose_meaning(chosen)
        elif isinstance(chosen, Supposition):
            self.choose_supposed(chosen)
        elif chosen is not None:
            self.show_row(chosen)

    def action_other_pane(self) -> None:
        """From the columns to what will happen, and back."""
        self.panes.in_columns = not self.panes.in_columns
        self.say("")
        self.show_all()

    def on_click(self, event: events.Click) -> None:
        """The pane under the mouse is the one that the keys move."""
        panes = self.panes
        if event.widget in (panes.columns, panes.rows) and event.widget is not panes.active:
            self.action_other_pane()

    def on_cursor_list_opened(self) -> None:
        """Opened with the mouse."""
        if not self.is_done:
            self.action_choose()

    @property
    def scrolled(self) -> CursorList:
        """The columns, or what will happen."""
        return self.panes.active

    # Leaving

    @property
    def holds_text(self) -> bool:
        """Whether leaving now would lose choices."""
        return self.is_changed

    def action_close(self) -> None:
        """What leaving the program does first where something would be lost."""
        self._ask_to_leave()

    def action_leave(self) -> None:
        """Stop what was asked for; otherwise out, with a question where choices would be lost."""
        if self.waits:
            self.stop_waiting()
            self.say(_("Stopped. Nothing was imported."))
            self.show_keys()
        elif self.is_changed:
            self._ask_to_leave()
        elif self.is_current:
            self.dismiss()

    def _ask_to_leave(self) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss()

        text = _("Nothing was imported. {key} keeps what you chose in a file, for the next time.").format(
            key=BY_ACTION["save_map"].shown_key
        )
        self.app.push_screen(
            Ask(_("Throw away what you chose?"), text, _("throw it away"), _("go on choosing")), answered
        )

    def parked(self) -> dict[str, Any] | None:
        """The file, and the map as it is."""
        if self.source is None or self.is_done:
            return None if self.is_done else self.was
        return {
            "screen": "import", "path": str(self._path.absolute()), "map": text_of(self.mapping),
            "changed": self.is_changed, "in_columns": self.panes.in_columns, "cursor": self.panes.columns.cursor,
        }  # fmt: skip
