"""Starts the program, passes on what the book tells, and ends it without losing a word. No feature lives here."""

import gc
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from textual.filter import LineFilter

from store import Casebook, Change, LingkarError, open_casebook
from store.language import _, current
from tui.atbook import AtBook
from tui.board.screen import BoardScreen
from tui.inorder import InOrder
from tui.look.net import Net
from tui.look.themes import DARK, LIGHT
from tui.paste import make_pastes_safe
from tui.place import Place
from tui.plain.trouble import where_of

NEW_DAY_CHECK = 30.0
"""Seconds between looks at the calendar: what is late depends on the day, and laptops are left open over night."""


class LingkarApp(InOrder):
    """The program around one open book.

    Attributes:
        book: the open casebook.
        is_demo: whether the book is the throw-away one of the demonstration.
        hidden: whether all text about clients is hidden.
        trouble: what the user must be told after an end that was not a plain quit; else empty.
    """

    CSS_PATH = Path("look/lingkar.tcss")
    ENABLE_COMMAND_PALETTE = False  # our own, which speaks both languages and never takes a picture of client text
    TITLE = "Lingkar"  # a window title is seen by others: never a name in it

    def __init__(self, book: Casebook, *, is_demo: bool = False) -> None:
        """Around an open book."""
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        self.book = book
        self.is_demo = is_demo
        self.hidden = False
        self._day: date = book.today()
        self.trouble = ""

    def on_mount(self) -> None:
        """Show the board."""
        self.book.subscribe(self._book_changed)
        self.push_screen(BoardScreen())
        self.set_interval(NEW_DAY_CHECK, self._look_at_calendar)
        self._end_well_on_signals()
        self.call_after_refresh(_settle_memory)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that do not set them."""
        return DARK.variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters and our net under user text."""
        return [*super().get_line_filters(), Net()]

    def places(self) -> list[Place]:
        """The places on the stack, the topmost last."""
        return [screen for screen in self.screen_stack if isinstance(screen, Place)]

    def _at_book(self) -> list[AtBook[object]]:
        """The screens that work on the book: the places, forms and the editor."""
        return [screen for screen in self.screen_stack if isinstance(screen, AtBook)]

    def _book_changed(self, change: Change) -> None:
        undo = " · " + _("u undoes") if change.codes and change.way != "undo" else ""
        for place in self.places():
            if change.codes:
                place.show_change(change)
                place.show_keys()
            place.say(change.sentence + undo)

    def show_anew(self) -> None:
        """Let every place read the language, the day and the hiding anew."""
        for place in self.places():
            place.show_anew()
            place.show_keys()

    def _look_at_calendar(self) -> None:
        if self.book.today() != self._day:
            self._day = self.book.today()
            self.show_anew()

    # Ending

    def keep_what_is_typed(self) -> bool:
        """Let every open screen save its draft: the program may end at once.

        Returns:
            Whether nothing typed is left unsaved.
        """
        kept = True
        for screen in self._at_book():
            try:
                kept = screen.keep() and kept
            except Exception:  # the last chance of every screen, also when another one is the fault that ends us
                kept = False
        return kept

    async def action_quit(self) -> None:
        """Leave, with drafts kept; a form in which something was typed asks first."""
        typed_in = [screen for screen in self._at_book() if screen.holds_text]
        if typed_in:
            if self.screen is typed_in[-1]:
                await self.screen.run_action("close")
            return
        if self.keep_what_is_typed():
            self.exit()
        else:
            from tui.forms.ask import ask_to_discard

            self.push_screen(ask_to_discard(), lambda throw: self.exit() if throw else None)

    def action_help_quit(self) -> None:
        """What ctrl+c says; it must not end the program under a person who wants to copy."""
        self.notify(_("To leave, press q on the board, or ctrl+q."), markup=False)

    def _end_well_on_signals(self) -> None:
        """A closed window or a shutdown ends the program like a quit, where the system has such signals."""
        if sys.platform == "win32":
            return
        import asyncio

        for name in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(name, self._end_now)

    def _end_now(self) -> None:
        if not self.keep_what_is_typed():
            self.trouble = _(
                "Lingkar was ended from outside. What was being typed at that moment could not be saved; "
                "everything that was shown as saved is saved."
            )
        self.exit()

    def _fatal_error(self) -> None:
        """An unexpected error: a plain sentence. Textual would print the variables, which are client text."""
        where = where_of(self._exception) if self._exception else "?"
        self.trouble = _(
            "Lingkar met an error it did not expect ({where}) and stopped. "
            "Everything that was shown as saved is saved. Start it again to go on."
        ).format(where=where)
        self.keep_what_is_typed()
        self._close_messages_no_wait()


def _settle_memory() -> None:
    """What the start made stays; a full collection need not look at it again (it would stop the keys for 30-50 ms)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def run_board(folder: Path) -> int:
    """Open the book in a folder, made when there is none, and show its board until the user leaves.

    Returns:
        The exit code for the command line.

    Raises:
        LingkarError: there is no terminal, or the book cannot be opened; the sentence says why.
    """
    _must_have_a_terminal()
    with open_casebook(folder) as book:
        return _run(LingkarApp(book))


def run_demo() -> int:
    """Show the board over a book of sample cases, which is thrown away at the end.

    Returns:
        The exit code for the command line.
    """
    from store.demo import build_demo

    _must_have_a_terminal()
    with tempfile.TemporaryDirectory(prefix="lingkar-") as parent:
        folder = Path(parent) / "demo"
        with open_casebook(folder) as book:
            build_demo(book, current())
            book.compact()  # so that `u` does not unwind the invented stories
        with open_casebook(folder) as book:
            return _run(LingkarApp(book, is_demo=True))


def _must_have_a_terminal() -> None:
    if not (sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty()):
        raise LingkarError(
            _("The board needs a terminal for its keys and its screen. `lingkar --help` lists what works without one.")
        )


def _run(app: LingkarApp) -> int:
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")  # calm, and kind to slow links
    make_pastes_safe()
    app.run()
    if app.trouble:
        raise LingkarError(app.trouble)
    return app.return_code or 0
