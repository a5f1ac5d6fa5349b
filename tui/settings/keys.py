"""Other keys for commands: all with their keys, and pressing a new one. What may be a key stands in `keymap`."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store import LingkarError
from store.language import _, n_
from tui.atbook import AtBook
from tui.commands import Command, keymap
from tui.commands.command import shown
from tui.filterline import FilterLine
from tui.forms.ask import Ask
from tui.frame import KeyBar, Said
from tui.settings.keys_list import KeysList, places_words
from tui.small import SHOWS_BESIDE

Keymap = dict[str, tuple[str, ...]]


class KeysScreen(AtBook[None]):
    """All commands and their keys. Each change is saved at once, and works at once."""

    AUTO_FOCUS = "KeysList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", show=False),
        Binding("slash", "find", show=False),
        Binding("f1", "guide", show=False),
        Binding("enter", "change", show=False),
        Binding("plus", "change(True)", show=False),
        Binding("backspace,D", "usual", show=False),
        Binding("ctrl+d", "all_usual", show=False),
        Binding("down,j", "move('by_lines', 1)", show=False),
        Binding("up,k", "move('by_lines', -1)", show=False),
        Binding("pagedown,space", "move('by_pages', 1)", show=False),
        Binding("pageup", "move('by_pages', -1)", show=False),
        Binding("home,g", "move('to_start')", show=False),
        Binding("end,G", "move('to_end')", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Where I am, the commands, more of the one under the cursor, what just happened, what I may do."""
        self.list = KeysList(moved=self.show_facts)
        yield Static(_("Keys"), classes="keys-head", markup=False)
        yield FilterLine()
        yield self.list
        yield Static(classes="keys-facts", markup=False)
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Say what cannot be used of what is wished."""
        self.show_facts()
        if trouble := keymap.checked(self.book.settings.keymap).trouble:
            told = (f"{keymap.named(action)}: {why}" for action, why in trouble.items())
            self.say_trouble(" ".join(told))

    def say(self, text: str) -> None:
        """Say what just happened."""
        self.query_one(Said).say(text)

    def say_trouble(self, text: str) -> None:
        """Say what went wrong, in full."""
        self.query_one(Said).say(text, True)

    def show_facts(self) -> None:
        """What the command under the cursor does, where it works, and its usual keys."""
        if not self.is_mounted:
            return
        command = self.list.command
        if command is None:
            self.query_one(".keys-facts", Static).update(_("No command has these words."))
        else:
            self._show_facts_of(command)
        self.show_keys()

    def _show_facts_of(self, command: Command) -> None:
        usual = ", ".join(map(shown, command.usual_keys)) or _("none, it is in the palette")
        lines = [
            Content.styled(command.help, "bold"),
            Content(_("works in: {places}").format(places=places_words(command))),
            Content(_("usual keys: {keys}").format(keys=usual) + (" · " + why if (why := _fixed(command)) else "")),
        ]
        self.query_one(".keys-facts", Static).update(Content("\n").join(lines))

    def show_keys(self) -> None:
        """The keys that act now."""
        command, line = self.list.command, self.query_one(FilterLine)
        if line.has_focus:
            self.query_one(KeyBar).show([("enter", _("to the list")), ("esc", _("show all"))])
            return
        can = command is not None and keymap.can_change(command)
        keys = [("enter", _("another key"))] if can else []
        keys += [("backspace", _("as usual"))] if command and command.keys != command.usual_keys else []
        keys += [("ctrl+d", _("all as usual"))] if self.book.settings.keymap else []
        keys += [("/", _("find"))]
        keys += [("+", _("one more key"))] if can else []
        out = ("esc", _("show all") if line.is_open else _("leave"))
        self.query_one(KeyBar).show([*keys, (_("up/down"), _("choose")), out])

    # Finding

    def action_find(self) -> None:
        """Type what to look for."""
        self.query_one(FilterLine).ask(_("a key, or words of what it does; enter goes to the list, esc shows all"))

    def filter_by(self, query: str) -> None:
        """List only the commands that fit."""
        if self.is_mounted:
            self.list.filter_by(query)

    def on_input_submitted(self) -> None:
        """To the list; the filter stays on."""
        if not self.query_one(FilterLine).value.strip():
            self.query_one(FilterLine).close()
        self.list.focus()

    # Keys of this screen, which cannot be changed

    def action_move(self, how: str, by: int | None = None) -> None:
        """Up and down."""
        getattr(self.list, how)(*(() if by is None else (by,)))

    def action_close(self) -> None:
        """To all commands again, or leave."""
        line = self.query_one(FilterLine)
        if line.is_open:
            line.close()
            self.list.focus()
        else:
            self.dismiss()

    def action_guide(self) -> None:
        """What the keys do here, and what the manual says of settings."""
        from tui.guide.guide import Guide
        from tui.guide.topics import topic_of

        self.app.push_screen(Guide((), topic_of(self), self.query_one(KeyBar).keys, in_form=False))

    def on_cursor_list_opened(self) -> None:
        """Opened with the mouse."""
        self.action_change()

    def action_change(self, more: bool = False) -> None:
        """Wait for the new key of the command under the cursor.

        Args:
            more: it is to have the key beside those that it has.
        """
        command = self.list.command
        if command is None:
            return
        if not keymap.can_change(command):
            self.say(_fixed(command))
            return

        def pressed(key: str | None) -> None:
            if key is not None:
                keys = (*command.keys, key) if more else (key,)
                told = ", ".join(map(shown, keys)) + f": {command.help}"
                self._keep({**self._wished, command.action: keys}, told)

        self.app.push_screen(NewKey(command, self._wished), pressed)

    def action_usual(self) -> None:
        """Give the command under the cursor its usual keys back."""
        command = self.list.command
        if command is None:
            return
        wished = {action: keys for action, keys in self._wished.items() if action != command.action}
        if len(wished) == len(self._wished):
            return
        if clash := next(keymap.clashes(wished), None):
            action, _other, key = clash
            told = _("{key} is now the key of “{other}”. Give that one another key first.")
            self.say_trouble(told.format(key=shown(key), other=keymap.named(action)))
            return
        keys = ", ".join(map(shown, command.usual_keys))
        self._keep(wished, f"{keys}: {command.help}")

    def action_all_usual(self) -> None:
        """Give all commands their usual keys back, after a question."""
        count = len(self.book.settings.keymap)
        if not count:
            return
        text = n_("{count} command has another key now.", "{count} commands have other keys now.", count)
        question = Ask(
            _("All keys as usual?"), text.format(count=count), _("all as usual"), _("leave them as they are")
        )
        self.app.push_screen(question, lambda yes: self._keep({}, _("All keys are as usual.")) if yes else None)

    @property
    def _wished(self) -> Keymap:
        """The keys that count."""
        return keymap.checked(self.book.settings.keymap).keymap

    def _keep(self, wished: Keymap, told: str) -> None:
        """Save the keys and use them."""
        try:
            self.book.change_settings(keymap=wished)
        except LingkarError as error:
            self.say_trouble(str(error))
            return
        self.lingkar.apply_settings(dict(self.book.settings))
        self.lingkar.show_anew()
        self.list.show_anew()
        self.say(told)


class NewKey(ModalScreen[str | None]):
    """Waits for a key that can be the new one; answers Textual's name of it, None when escape was pressed."""

    HORIZONTAL_BREAKPOINTS = SHOWS_BESIDE

    def __init__(self, command: Command, wished: Keymap) -> None:
        """For a command.

        Args:
            command: which.
            wished: the keys that the user chose for this and other commands.
        """
        super().__init__()
        self._command, self._wished = command, wished

    def compose(self) -> ComposeResult:
        """The command, and what is wrong with a key that was pressed."""
        with VerticalScroll(classes="form ask", can_focus=False) as frame:
            frame.border_title = Content(_("Press the new key"))
            yield Static(self._command.help, markup=False)
            yield Static(classes="doing", markup=False)
        yield KeyBar([(_("any key"), _("becomes its key")), ("esc", _("leaves it as it is"))])

    def on_key(self, event: events.Key) -> None:
        """Take it, or say why it cannot be taken."""
        event.stop()
        event.prevent_default()
        key = keymap.key_named(event.key)
        if key == "escape":
            self.dismiss(None)
        elif why := keymap.fault_of(self._command.action, key, self._wished):
            line = self.query_one(".doing", Static)
            line.set_class(True, "-wrong")
            line.update(why + " " + _("Press another one."))
        else:
            self.dismiss(key)


def _fixed(command: Command) -> str:
    """Why its keys cannot be changed, or which of them stays; empty when all can be."""
    if kept := keymap.KEPT.get(command.action):
        return _("{key} always stays").format(key=shown(kept))
    if keymap.can_change(command):
        return ""
    return _("its keys stay the numbers") if command.usual_keys else _("it cannot have a key")
