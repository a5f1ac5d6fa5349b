"""Which copies are out there, as a place: where each packet and export is that left the book, and destroying them.

What is written down here is no act of the book: it cannot be undone, so both keys that say that a copy is gone ask.
"""

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from store import Case, Change, LingkarError
from store.copies import COPY_DAYS, Copy, CopyState, why_kept
from store.language import _, n_
from store.language.numbers import count_text
from tui.casefile.layout import ALARM, STRONG
from tui.casefile.reading import shown
from tui.commands import BY_ACTION, Command, bindings_for
from tui.commands.command import Where
from tui.forms.ask import Ask
from tui.frame import KeyBar, Said
from tui.packet.copies_list import CopyList, Row, copy_rows, place_words, what_words
from tui.packet.copy_facts import CopyFacts
from tui.scrolling import Scrolling


class CopiesHead(Widget):
    """Where I am, how many copies are out there, and how many of them for too long."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        super().__init__()
        self._out = self._old = 0

    def show(self, out: int, old: int) -> None:
        """Bring the line up to date.

        Args:
            out: copies that are not destroyed.
            old: those that left too long ago.
        """
        self._out, self._old = out, old
        self.refresh()

    def render(self) -> Content:
        """One line; the old ones are left out where they do not fit, as they stand first."""
        out = n_("{count} copy out there", "{count} copies out there", self._out).format(count=count_text(self._out))
        left = Content.assemble((_("Copies"), "bold $accent"), "  ", (out, STRONG))
        if not self._old:
            return left
        old = Content.styled(_("{count} for more than {days} days").format(count=self._old, days=COPY_DAYS), ALARM)
        gap = self.size.width - left.cell_length - old.cell_length
        return Content.assemble(left, " " * gap, old) if gap >= 2 else left


class Copies(Scrolling):
    """The list of all copies."""

    PLACE = Where.COPIES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.COPIES)]
    AUTO_FOCUS = "CopyList"

    def compose(self) -> ComposeResult:
        """Where I am, the copies, what just happened, what I may do."""
        self.list = CopyList(moved=self.show_keys)
        yield CopiesHead()
        yield self.list
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """The files are looked at once the screen is there."""
        self.list.hidden = self.lingkar.hidden
        self.show_keys()

    def on_screen_resume(self) -> None:
        """Look where the copies are now."""
        self._read()

    @property
    def copy(self) -> Copy | None:
        """The copy under the cursor."""
        return self.list.row.copy if hasattr(self, "list") and self.list.row else None

    @property
    def current_case(self) -> Case | None:
        """None: a copy may be of many cases."""
        return None

    def offers(self, command: Command) -> bool:
        """Only a file that is there is deleted, and a copy that is destroyed is only looked at."""
        if command.action == "open_copy":
            return self.copy is not None
        if command.action == "delete_copy":
            return self.copy is not None and self.copy.state is CopyState.THERE
        if command.action == "copy_gone":
            return self.copy is not None and self.copy.state is not CopyState.GONE
        return super().offers(command)

    def why_not(self, command: Command) -> str:
        """Why no file can be deleted."""
        if command.action != "delete_copy" or self.copy is None or self.offers(command):
            return super().why_not(command)
        return why_kept(self.copy.outside.changed(path=self._place(self.copy)), self.copy.state)

    @work(exclusive=True)
    async def _read(self) -> None:
        """Look at the files in another thread: a stick or a folder in the network may be slow, or not be there."""
        try:
            self._show(copy_rows(await asyncio.to_thread(self.book.copies), self.book.clock()))
        except LingkarError as error:
            self._show([])
            self.say(str(error), trouble=True)

    def _show(self, rows: list[Row]) -> None:
        out = sum(row.copy.state is not CopyState.GONE for row in rows)
        self.query_one(CopiesHead).show(out, sum(row.is_old for row in rows))
        self.list.show(rows)

    def show_change(self, change: Change) -> None:
        """Nothing here is told of cases."""

    def show_anew(self) -> None:
        """The language, the theme, hiding or the day changed."""
        self.list.hidden = self.lingkar.hidden
        self.query_one(CopiesHead).refresh()
        self.list.show_anew()

    # The copy under the cursor

    def on_cursor_list_opened(self) -> None:
        """Opened with the mouse."""
        self.action_open_copy()

    def action_open_copy(self) -> None:
        """Everything that is known of it."""
        if self.copy:
            self.app.push_screen(CopyFacts(self.copy, self.lingkar.hidden))

    def action_delete_copy(self) -> None:
        """Delete the file after a question, if it is the very one that was written."""
        copy = self.copy
        if copy is None:
            return

        def answered(yes: bool | None) -> None:
            if yes and self.attempt(lambda: self.book.delete_copy(copy.id)):
                self.say(_("Deleted: {file}").format(file=self._place(copy)))
                self._read()

        more = _("The case stays in the book. The deleted file does not come back, also not with undo.")
        text = f"{self._place(copy)}\n\n{more}"
        self.app.push_screen(Ask(_("Delete this file?"), text, _("delete it"), _("keep it")), answered)

    def _place(self, copy: Copy) -> str:
        """Where it lies, if that may be shown now: the user named it, perhaps after a client."""
        return shown(place_words(copy.outside), self.lingkar.hidden)

    def action_copy_gone(self) -> None:
        """Write down after a question that it is destroyed; nothing is deleted."""
        copy = self.copy
        if copy is None:
            return

        def answered(yes: bool | None) -> None:
            if yes and self.attempt(lambda: self.book.mark_gone(copy.id)):
                self.say(_("Written down as destroyed: {what}").format(what=what_words(copy.outside)))
                self._read()

        says = _("You say that nobody has it any more. Nothing is deleted, and it cannot be taken back.")
        text = f"{what_words(copy.outside)}\n\n{says}"
        if copy.state is CopyState.THERE:
            text += "\n\n" + _("Its file is still where it was written: {key} deletes it.").format(
                key=BY_ACTION["delete_copy"].shown_key
            )
        question = _("Is this copy destroyed?")
        self.app.push_screen(Ask(question, text, _("yes, it is destroyed"), _("it is still out there")), answered)

    # Leaving, moving about

    @property
    def back_word(self) -> str:
        """To wherever one came from."""
        return _("close")

    def action_leave(self) -> None:
        """Back to where one came from."""
        if self.is_current:
            self.dismiss()

    def action_copies(self) -> None:
        """Back, with the key that led here."""
        self.action_leave()

    @property
    def scrolled(self) -> CopyList:
        """The copies."""
        return self.list
