"""Starts the program, passes on what the book tells, and ends it without losing a word. No feature lives here."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter

from store import Casebook, Change, LingkarError, open_casebook
from store.language import _, current
from store.settings_file import read
from tui.commands import BY_ACTION
from tui.look.console import ConsoleSigns, is_console
from tui.look.few import SYSTEMS, FewColours, NoColours
from tui.look.net import Net
from tui.look.readable import with_ours
from tui.look.sheet import Sheet
from tui.look.themes import DARK, THEMES, usual_theme
from tui.paste import make_pastes_safe
from tui.place import Place
from tui.plain.discretion import keep_loop_discreet
from tui.plain.trouble import where_of
from tui.unlock.beginning import Beginning

NEW_DAY_CHECK = 30.0
"""Seconds between looks at the calendar: what is late depends on the day, and laptops are left open over night."""

LINES_ONLY = ("dumb", "unknown")
"""What terminals call themselves that cannot put a sign where it belongs, such as the shell of an editor."""

LOOK_FOR_HINTS = 5.0
"""Seconds between looks at whether a hint helps. The program looks: a timer of a screen keeps what closed in memory."""


class LingkarApp(Beginning):
    """The program around one book, open or still to be opened.

    Attributes:
        trouble: what the user must be told after an end that was not a plain quit; else empty.
        settings_trouble: what of the settings for keys and colours cannot be used, a sentence each.
    """

    CSS_PATH = Path("look/lingkar.tcss")
    ENABLE_COMMAND_PALETTE = False  # our own, which speaks both languages and never takes a picture of client text
    TITLE = "Lingkar"  # a window title is seen by others: never a name in it

    def __init__(
        self, book: Casebook | None = None, *, folder: Path | None = None, is_demo: bool = False,
        bring_in: Path | None = None,
    ) -> None:  # fmt: skip
        """Around a book.

        Args:
            book: the open book; None asks for its passphrase first, or makes a new one.
            folder: where it is, when it is not open.
            is_demo: whether it is thrown away at the end.
            bring_in: a file that is opened over the board, to be brought in.
        """
        super().__init__(book, book.folder if book else folder or Path(), is_demo=is_demo)
        self.animation_level = "none"  # what one goes to is there at once
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.usual_theme
        self.settings_trouble: tuple[str, ...] = ()
        self.apply_settings(read(self.folder).values)
        self.stylesheet = Sheet(self.get_css_variables())
        self._day: date | None = book.today() if book else None
        self.trouble = ""
        self._named_file = str(bring_in or "")

    def take_named_file(self) -> str:
        """The file that was named when the program was started, for the first board there is; later empty."""
        if self.is_demo:  # nothing real is brought in there
            return ""
        named, self._named_file = self._named_file, ""
        return named

    def apply_settings(self, values: Mapping[str, Any]) -> None:
        """Use the colours and the keys of the settings. What cannot be used is as usual, and told.

        Args:
            values: fields of `store.settings.Settings`.
        """
        theme = values.get("theme") or self.usual_theme
        trouble = []
        if theme in self.available_themes:
            self.theme = theme
        else:
            trouble.append(_("There are no colours of the name {name}; they are as usual.").format(name=theme))
        chosen = values.get("keymap") or {}
        if chosen or self._keymap:
            from tui.commands import keymap

            found = keymap.checked(chosen)
            self.set_keymap(keymap.apply(found.keymap))
            trouble += [f"{action}: {why}" for action, why in found.trouble.items()]
        self.settings_trouble = tuple(trouble)

    def on_mount(self) -> None:
        """Show the board, or the way to it."""
        keep_loop_discreet(asyncio.get_running_loop())
        self.begin()
        self.set_interval(NEW_DAY_CHECK, self._look_at_calendar)
        self.set_interval(LOOK_FOR_HINTS, self._look_for_hint)
        self._end_well_on_signals()

    @property
    def usual_theme(self) -> str:
        """The name of the colours where the settings name none."""
        return usual_theme(self.console.color_system)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that do not set them."""
        return DARK.variables

    def get_css_variables(self) -> dict[str, str]:
        """Those of the theme, in which all that we write with can be read."""
        variables = super().get_css_variables()
        if DARK.name in self.available_themes:  # before ours are there, nothing is shown
            self.theme_variables = variables = with_ours(variables, self.current_theme)
        return variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, what keeps few colours and few signs legible, and our net under user text."""
        system = self.console.color_system or ""
        few: list[LineFilter] = [FewColours(SYSTEMS[system])] if system in SYSTEMS else []
        none: list[LineFilter] = [NoColours()] if self.no_color else []
        signs = [ConsoleSigns()] if is_console(os.environ) else []
        return [*super().get_line_filters(), *(none or few), *signs, Net()]

    async def run_action(
        self, action: Any, default_namespace: DOMNode | None = None, namespaces: Mapping[str, DOMNode] | None = None
    ) -> bool:
        """Carry out a command; its place takes notice, so that hints about keys end that are known."""
        done = await super().run_action(action, default_namespace, namespaces)
        if done and isinstance(default_namespace, Place) and isinstance(action, str):
            default_namespace.used(action)
        return done

    def book_changed(self, change: Change) -> None:
        """Say what was done, and let the places show it; a large import is written in another thread."""
        if current_thread() is not main_thread():
            self.call_from_thread(self.book_changed, change)
            return
        can_undo = change.codes and change.way != "undo"
        undo = " · " + change.act.way_back(BY_ACTION["undo"].shown_key) if can_undo else ""
        for place in self.places():
            if change.codes:
                place.show_change(change)
                place.show_keys()
            place.say(place.told(change) + undo)

    def _look_at_calendar(self) -> None:
        if self.is_open and self.book.today() != self._day:
            self._day = self.book.today()
            self.show_anew()

    def _look_for_hint(self) -> None:
        for place in self.places()[-1:]:
            place.hint()

    # Ending

    async def action_quit(self) -> None:
        """Leave, with drafts kept; a form in which something was typed asks first."""
        typed_in = [screen for screen in self.at_book() if screen.holds_text]
        if typed_in:
            if self.screen is typed_in[-1]:
                await self.screen.run_action("close")
            return
        if self.keep_what_is_typed():
            self.end()
        else:
            from tui.forms.ask import ask_to_discard

            self.push_screen(ask_to_discard(), lambda throw: self.end() if throw else None)

    def action_help_quit(self) -> None:
        """What ctrl+c says; it must not end the program under a person who wants to copy."""
        told = _("To leave, press {key} on the board, or ctrl+q.")
        self.notify(told.format(key=BY_ACTION["leave_program"].shown_key), markup=False)

    def get_driver_class(self) -> type[Driver]:
        """Ours, which sees that the terminal has gone, where Textual would take the one it is made of."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from tui.terminal import TerminalDriver

        return TerminalDriver

    def _end_well_on_signals(self) -> None:
        """A closed window or a shutdown ends the program like a quit, where the system has such signals."""
        if sys.platform == "win32":
            return
        for name in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(name, self._end_now)

    def _end_now(self) -> None:
        if not self.keep_what_lies_open():
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
        self.keep_what_lies_open()
        self._close_messages_no_wait()


def run_board(folder: Path, passphrase: str | None = None, *, plain: bool = False, bring_in: Path | None = None) -> int:
    """Show the board of the book in a folder until the user leaves. Asks for what it takes to open it.

    Args:
        folder: where the book is, or is to be made.
        passphrase: opens an encrypted book, or makes one, without asking.
        plain: make a new book without a passphrase, without asking.
        bring_in: a file that is opened over the board, to be brought in.

    Returns:
        The exit code for the command line.

    Raises:
        LingkarError: there is no terminal, or the book cannot be opened; the sentence says why.
    """
    from store.keeping import Kept, how_kept
    from store.strength import must_be_fit

    _must_have_a_terminal()
    kept = how_kept(folder)
    asks = passphrase is None and (kept is Kept.ENCRYPTED or (kept is Kept.NONE and not plain))
    if passphrase is not None and kept is Kept.NONE:
        must_be_fit(passphrase)
    book = None if asks else open_casebook(folder, passphrase)
    app = LingkarApp(book, folder=folder, bring_in=bring_in)
    del passphrase  # it must not be in memory while the book is locked
    try:
        return _run(app)
    finally:
        app.close_book()


def run_demo() -> int:
    """Show the board over a book of sample cases, which is thrown away at the end.

    Returns:
        The exit code for the command line.
    """
    from tui.unlock.samples import Samples

    _must_have_a_terminal()
    with Samples(current()) as samples:
        return _run(LingkarApp(samples.book, is_demo=True))


def _must_have_a_terminal() -> None:
    """Say what is missing, and what works without.

    Raises:
        LingkarError: there is no terminal, or it can only write line below line.
    """
    if not (sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty()):
        raise LingkarError(
            _("The board needs a terminal for its keys and its screen. `lingkar --help` lists what works without one.")
        )
    if os.environ.get("TERM", "") in LINES_ONLY:
        told = _("This terminal (TERM={name}) only writes line below line, which is not enough for the board. "
                 "`lingkar --help` lists what works in it.")  # fmt: skip
        raise LingkarError(told.format(name=os.environ["TERM"]))


def _run(app: LingkarApp) -> int:
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")  # calm, and kind to slow links
    make_pastes_safe()
    app.run()
    if app.trouble:
        raise LingkarError(app.trouble)
    return app.return_code or 0
