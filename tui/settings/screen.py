"""The settings: one calm form, a section for each concern. What the settings are stands in `store.settings`.

What is chosen counts once it is saved; only the colours are shown at once, and taken back when one leaves.
"""

from collections.abc import Iterable, Sequence
from os.path import expanduser
from pathlib import Path
from typing import Any, TypeVar

from textual.widget import Widget
from textual.widgets import Static

from store import LingkarError
from store.language import LANGUAGES, _, choose, n_, name_of, use
from store.packet.formats import available
from store.settings import NEVER
from store.settings_file import NAME
from tui.forms.choice import Choice, Options
from tui.forms.choice_field import ChoiceField
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.text import LineField
from tui.forms.ticks import TickField
from tui.frame import KeyLabel
from tui.look.themes import THEMES, theme_label
from tui.packet.fields import FolderField
from tui.packet.write_out import from_home
from tui.settings.door import Door
from tui.settings.trouble import unusable
from tui.unlock.idle_form import MINUTES, in_words

F = TypeVar("F", bound=Field)


class SettingsForm(Form):
    """All settings of the book."""

    def __init__(self, focus: str = "") -> None:
        """See `Form`."""
        super().__init__(focus)
        self._theme_before: str | None = None

    def heading(self) -> str:
        """What is set."""
        return _("Settings")

    def parts(self) -> Iterable[Widget]:
        """What is wrong in the file, the sections, and where the file lies."""
        self._theme_before = self.app.theme
        self.book.reread_settings()  # a hand may have been there since
        trouble = self._trouble()
        if trouble:
            yield Static("\n".join(trouble), classes="settings-trouble", markup=False)
        sections = (
            (_("You and the program"), self._person), (_("What is shown"), self._looks), (_("Safety"), self._safety),
            (_("Daily review"), self._review), (_("Packets"), self._packets), (_("Keys"), self._keys),
        )  # fmt: skip
        for number, (head, parts) in enumerate(sections):
            yield Static(head, classes="group" if number else "group -first", markup=False)
            yield from parts()
        words = _("All this, but for your name, stands in {file}. It may be changed there by hand, too.")
        yield Static(words.format(file=from_home(self.book.folder / NAME)), classes="quiet settings-file", markup=False)

    def _trouble(self) -> tuple[str, ...]:
        return (*self.book.settings_trouble, *unusable(self.book.folder, self.book.settings, self.app.available_themes))

    def _person(self) -> Iterable[Widget]:
        now = self.book.settings
        system = _("that of the computer ({language})").format(language=name_of(choose()))
        languages: Options = [("", system), *((code, name_of(code)) for code in LANGUAGES)]
        yield _beside(ChoiceField("language", _("Language"), languages, now.language))
        yield _beside(LineField(
            "practitioner", _("Your name"), now.practitioner, help=_("for packets; empty leaves a line to write it on"),
        ))  # fmt: skip
        yield _beside(TickField("hints", _("Hints"), _("say which key does what"), now.hints))

    def _looks(self) -> Iterable[Widget]:
        now = self.book.settings
        ours = [theme.name for theme in THEMES]
        others = sorted(name for name in self.app.available_themes if name not in ours and name != "ansi_color")
        themes: Options = [(name, theme_label(name)) for name in (*ours, *others)]
        yield _beside(ChoiceField("theme", _("Colours"), themes, self.app.theme))
        names = _("show real names as well")
        yield _beside(TickField("show_names", _("Names"), names, now.show_names))

    def _safety(self) -> Iterable[Widget]:
        minutes = self.book.settings.lock_after
        offered = sorted({*MINUTES, minutes}, key=lambda each: (each == NEVER, each))
        help = (
            _("without a key: the book locks and asks for its passphrase")
            if self.book.is_encrypted
            else _("without a key: client text is hidden, as this book has no passphrase")
        )
        choices: Options = [(str(each), in_words(each)) for each in offered]
        yield _beside(ChoiceField("lock_after", _("Lock after"), choices, str(minutes), help=help))

    def _packets(self) -> Iterable[Widget]:
        now = self.book.settings
        formats: Options = [(format.value, format.label) for format in available()]
        usual = now.packet_format if now.packet_format in dict(formats) else formats[0][0]
        yield _beside(ChoiceField("packet_format", _("Format"), formats, usual))
        folder = now.packet_folder and from_home(Path(now.packet_folder))
        yield _beside(FolderField("packet_folder", _("Folder"), folder, help=_("empty: your documents")))

    def _review(self) -> Iterable[Widget]:
        yield Door(_("Limits: how long something may wait"), self._open_limits)

    def _keys(self) -> Iterable[Widget]:
        yield Door(_("Every command, and which key gives it"), self._open_keys)

    # Keys, and what lies behind the doors

    def field_keys(self) -> Sequence[KeyLabel]:
        """On a door: how to go in; on the colours: how to see one after the other."""
        if isinstance(self.focused, Door):
            return [("enter", _("open"))]
        keys = super().field_keys()
        if any(field.key == "theme" and field.control is self.focused for field in self.fields):
            return [(_("left/right"), _("try them")), *keys]
        return keys

    def _open_limits(self) -> None:
        from tui.settings.limits_form import LimitsForm

        self.app.push_screen(LimitsForm())

    def _open_keys(self) -> None:
        from tui.settings.keys import KeysScreen

        self.app.push_screen(KeysScreen())

    # Colours are shown at once

    def begin(self) -> None:
        """Show the colours that were being tried when the book was locked."""
        self._try_colours()

    def changed(self, field: Field) -> None:
        """Try the colours."""
        if field.key == "theme":
            self._try_colours()

    def on_choice_marked(self, event: Choice.Marked) -> None:
        """The open list of colours shows those under its cursor, over all that lies below it."""
        if event.choice is self.field("theme").control:
            self._show_colours(event.value)

    def _try_colours(self) -> None:
        self._show_colours(self.field("theme").value)

    def _show_colours(self, name: str | None) -> None:
        if name and name != self.app.theme:
            self.app.theme = name

    def on_unmount(self) -> None:
        """Left, however that came: colours that were not saved are taken back."""
        if self._theme_before is not None and self.app.theme != self._theme_before:
            self.app.theme = self._theme_before

    # Saving

    def save(self) -> None:
        """Keep what was changed, use it, and say so."""
        folder = self.field("packet_folder")  # one that was set before may be on a stick that is not plugged in
        if folder.is_touched and not folder.is_empty and not (path := Path(expanduser(folder.value.strip()))).is_dir():
            self.show_problems({folder.key: _("There is no folder {folder}.").format(folder=path)})
            return
        changes = self._changes()
        try:
            if changes:
                self.book.change_settings(**changes)
        except LingkarError as error:
            self.show_error(error)
            return
        self._theme_before = None
        if "language" in changes:
            use(changes["language"] or choose())
        self.lingkar.apply_settings(dict(self.book.settings))
        if changes:
            self.lingkar.show_anew()
        told = n_("{count} setting is saved.", "{count} settings are saved.", len(changes)).format(count=len(changes))
        for place in self.lingkar.places():
            place.say(told if changes else "")
        self.finish(None)

    def _changes(self) -> dict[str, Any]:
        """What differs from what is set now."""
        values = {field.key: field.value for field in self.fields if field.is_touched}
        if "lock_after" in values:
            values["lock_after"] = int(values["lock_after"])
        if folder := values.get("packet_folder", "").strip():
            values["packet_folder"] = str(Path(expanduser(folder)).absolute())
        now = self.book.settings
        return {name: value for name, value in values.items() if getattr(now, name) != value}


def _beside(field: F) -> F:
    """With its name beside it in place of above it."""
    field.add_class("-beside")
    return field
