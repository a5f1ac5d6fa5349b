"""What the places of the program, the board and the case file, have in common.

A place has a case under its cursor or none, carries out the commands declared for it, and is told of every change.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType

from store import Case, Change, LingkarError
from store.act import Way
from store.language import LANGUAGES, _, current, use
from tui.atbook import AtBook
from tui.commands import BY_ACTION, Command, commands_for
from tui.commands.command import Where
from tui.filterline import FilterLine
from tui.frame import KeyBar, KeyLabel, Said
from tui.look.themes import theme_after, theme_label

T = TypeVar("T")

MANY_ROWS = 500
"""More than this is not written within a few frames."""

MOST_KEYS = 8
"""So many keys in a footer can be taken in at a glance."""
BACK_AT = 3
"""The place in it of the way back: with so many keys before it, it fits into 60 cells in both languages."""
_PLACED = ("leave", "leave_program", "guide")

HINT_AFTER = 10.0
"""Seconds without a key after which a hint may help."""


class Place(AtBook[None]):
    """A screen on which the commands of the table work."""

    PLACE: ClassVar[Where]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "stay", show=False)]
    hinted = ""
    """The hint that stands on the quiet line."""
    commands_since_said = 0
    """How many commands were carried out since something was said: by and by it is old."""
    _idle_key = ""
    """What was said of the last key, if it did nothing."""

    def hint(self) -> None:
        """Say a key that helps here, where the person has stopped."""
        from tui.guide.hints import give

        give(self, after=HINT_AFTER)

    def used(self, action: str) -> None:
        """A command was carried out here."""
        from tui.guide.hints import note_use

        note_use(self, action)

    @property
    def current_case(self) -> Case | None:
        """The case under the cursor."""
        raise NotImplementedError

    def show_change(self, change: Change) -> None:
        """The book changed: repaint what it touched."""
        raise NotImplementedError

    def told(self, change: Change) -> str:
        """What is said here of a change."""
        return change.sentence

    def show_anew(self) -> None:
        """Everything may read differently: the language, the theme, hidden text or the day changed."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command makes sense now; keys of those that do not, do nothing."""
        command = BY_ACTION.get(action)
        if command is None:
            return super().check_action(action, parameters)
        return self.offers(command)

    def offers(self, command: Command) -> bool:
        """Whether the footer, the palette and the keys offer this command now."""
        return self.PLACE in command.places and command.allowed(self.current_case)

    def why_not(self, command: Command) -> str:
        """Why a command of this place is not offered now, in words; empty when it is, or there is no more to say."""
        if self.offers(command):
            return ""
        why = command.need.why_not(self.current_case)
        return why or (_("there is nothing under the cursor that it is for") if command.is_on_row else "")

    def on_saving(self) -> str:
        """What to say to whoever wants to save, where no key does: every act is in the book at once."""
        return _("Everything here is saved already")

    @property
    def is_big_enough(self) -> bool:
        """Whether there is room for anything but leaving."""
        return self.offers(BY_ACTION["guide"])

    def on_key(self, event: events.Key) -> None:
        """A key that does nothing here says so, until the next one. Textual asks for its command later."""
        from tui.guide.idle_keys import told

        was, self._idle_key = self._idle_key, told(self, event.key)
        if self._idle_key or (was and self.query_one(Said).text == was):
            self.say(self._idle_key)

    def known_commands(self) -> Sequence[Command]:
        """The commands that work here at all, for the help."""
        return commands_for(self.PLACE)

    def footer_keys(self) -> Sequence[KeyLabel]:
        """The keys for the footer, most important first; the way back where no narrow footer drops it; help last."""
        shown = (c for c in commands_for(self.PLACE) if c.is_in_footer(self.PLACE))
        ranked = sorted(shown, key=lambda c: c.footer or 0)
        keys = [(c.shown_key, self.word_for(c)) for c in ranked if c.action not in _PLACED and self.offers(c)]
        leave, quit, guide = BY_ACTION["leave"], BY_ACTION["leave_program"], BY_ACTION["guide"]
        if self.offers(leave):
            keys.insert(BACK_AT, (leave.shown_key, self.back_word))
        elif self.offers(quit):
            keys.insert(MOST_KEYS - 2, (quit.shown_key, quit.label))
        return [*keys[: MOST_KEYS - 1], (guide.shown_key, guide.label)]

    def word_for(self, command: Command) -> str:
        """What a command is called in the footer."""
        return command.label

    @property
    def back_word(self) -> str:
        """Where the way back leads."""
        return BY_ACTION["leave"].label

    @property
    def filtered_word(self) -> str:
        """Where enter leads from the line in which one types what to show."""
        return _("to the list")

    def show_keys(self) -> None:
        """Bring the footer up to date with the case under the cursor."""
        guide, leave, quit = (BY_ACTION[action] for action in ("guide", "leave", "leave_program"))
        keys = self.footer_keys()
        if keys and keys[-1][1] == guide.label and not self.is_big_enough:
            keys = keys[:-1]  # in too small a window
        if isinstance(self.focused, FilterLine) and self.PLACE is not Where.SEARCH:
            keys = [("enter", self.filtered_word), ("esc", _("show all"))]
        way_out = leave if self.PLACE in leave.places else quit
        self.query_one(KeyBar).show(keys, kept=way_out.shown_key)

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Carry out an act of the book; trouble is said in a sentence and changes nothing."""
        try:
            return act()
        except LingkarError as error:
            self.say(str(error), trouble=True)
            return None

    def say(self, text: str, trouble: bool = False) -> None:
        """Say on the quiet line what just happened."""
        self.commands_since_said = 0
        self.query_one(Said).say(text, trouble)

    def say_trouble(self, text: str) -> None:
        """Say what went wrong, in full."""
        self.say(text, True)

    def on_resize(self) -> None:
        """In too small a window only few keys act. Textual calls this beside the `on_resize` of each kind of place."""
        self.call_after_refresh(self._show_keys_again)

    def _show_keys_again(self) -> None:
        if self.query(KeyBar):  # none where the program ends in this very moment
            self.show_keys()

    def action_stay(self) -> None:
        """What ctrl+z says: in the background the book would lie open behind a shell, and never lock by itself."""
        keys = {action: BY_ACTION[action].shown_key for action in ("lock", "leave_program")}
        self.say(
            _("Lingkar stays in front. {lock} locks the book, {leave_program} on the board leaves.").format(**keys)
        )

    # Commands of every place

    def action_undo(self) -> None:
        """Take the last act back."""
        self._turn("undo", self.book.undo, _("Taking it back ..."))

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._turn("redo", self.book.redo, _("Doing it again ..."))

    def _turn(self, way: Way, turn: Callable[[], Change], meanwhile: str) -> None:
        """Undo or redo; much of it in another thread, which has the book to itself: keys wait, as while it came in."""
        if self.book.rows_to_turn(way) <= MANY_ROWS:
            self.attempt(turn)
            return

        async def work() -> None:
            try:
                await asyncio.to_thread(turn)
            except LingkarError as error:
                self.say(str(error), trouble=True)
            finally:
                self.lingkar.let_keys_go()

        self.say(meanwhile)
        self.lingkar.hold_keys()
        self.lingkar.run_worker(work())  # of the program: the place may be gone with its case

    def action_hide_text(self) -> None:
        """Hide or show all text about clients."""
        self.lingkar.hidden = not self.lingkar.hidden
        self.lingkar.show_anew()
        self.say(_("Client text is hidden") if self.lingkar.hidden else _("Client text is shown"))

    def action_lock(self) -> None:
        """Close the book and ask for its passphrase. The program does it: this screen will be gone."""
        self.lingkar.call_later(self.lingkar.action_lock)

    def action_settings(self) -> None:
        """All that can be set."""
        from tui.settings.screen import SettingsForm

        self.app.push_screen(SettingsForm())

    def action_other_keys(self) -> None:
        """Every command with its keys, and giving it others."""
        from tui.settings.keys import KeysScreen

        self.app.push_screen(KeysScreen())

    def action_lock_after(self) -> None:
        """Choose after how many idle minutes the book locks."""
        from tui.unlock.idle_form import LockAfterDialog

        self.app.push_screen(LockAfterDialog())

    def action_review_limits(self) -> None:
        """Set how long something may wait before the daily review speaks of it."""
        from tui.settings.limits_form import LimitsForm

        self.app.push_screen(LimitsForm())

    def action_switch_language(self) -> None:
        """On to the next language, at once."""
        use(LANGUAGES[(LANGUAGES.index(current()) + 1) % len(LANGUAGES)])
        self.attempt(lambda: self.book.change_settings(language=current()))
        self.lingkar.show_anew()
        for place in self.lingkar.places():
            place.say("")  # what was said last was said in the other language

    def action_switch_theme(self) -> None:
        """On to our next colours, and say which they are."""
        self.app.theme = theme_after(self.app.theme)
        kept = self.attempt(lambda: self.book.change_settings(theme=self.app.theme))
        self.lingkar.show_anew()
        if kept:
            self.say(_("Colours: {name}").format(name=theme_label(self.app.theme)))

    def action_backup(self) -> None:
        """The whole book into one file."""
        from tui.backup.dialog import BackupDialog

        self.app.push_screen(BackupDialog())

    def action_dump(self) -> None:
        """The whole book in plain text, for another program."""
        from tui.dumping.dialog import DumpForm

        self.app.push_screen(DumpForm())

    def action_copies(self) -> None:
        """What was exported, and where each copy of it is."""
        from tui.packet.copies import Copies

        self.app.push_screen(Copies())

    def action_search(self) -> None:
        """Find any case or note; from a file that was opened in a search, back to that."""
        from tui.search.screen import Search

        if any(isinstance(screen, Search) for screen in self.app.screen_stack[-2:-1]):
            self.dismiss()
        else:
            self.app.push_screen(Search(self.sought))

    @property
    def sought(self) -> str:
        """What the search begins with: what was looked for here already."""
        return ""

    def action_review(self) -> None:
        """Who needs the worker today; from what was opened in the review, back to that."""
        from tui.review.screen import DailyReview

        review = next((place for place in self.lingkar.places() if isinstance(place, DailyReview)), None)
        if review:
            self.lingkar.call_later(_back_to, review)  # the program does it: this screen will be gone
        else:
            self.app.push_screen(DailyReview())

    def action_guide(self) -> None:
        """Help for where the user is."""
        from tui.guide.guide import Guide
        from tui.guide.topics import topic_of

        self.app.push_screen(Guide(self.known_commands(), topic_of(self)))

    def action_manual(self) -> None:
        """The manual, at what this place is about."""
        from tui.guide.manual_screen import Manual
        from tui.guide.topics import topic_of

        self.app.push_screen(Manual(topic_of(self)))

    def action_palette(self) -> None:
        """Find a command by its name, and give it."""
        from tui.guide.palette import Palette

        def give(command: Command | None) -> None:
            if command:
                self.call_later(self.run_action, command.action)

        known = commands_for(self.PLACE)
        others = [(command, self.why_not(command)) for command in known if not self.offers(command)]
        self.app.push_screen(Palette([command for command in known if self.offers(command)], others), give)

    async def action_leave_program(self) -> None:
        """Leave; everything is saved already."""
        await self.app.action_quit()


async def _back_to(place: Place) -> None:
    """Take away what lies over a place."""
    while place in place.app.screen_stack and not place.is_active:
        await place.app.pop_screen()
