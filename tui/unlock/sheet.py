"""The recovery sheet: the one other way into a book, to be written down or printed and kept away from the laptop."""

from collections.abc import Iterable, Sequence
from datetime import date
from os.path import expanduser
from pathlib import Path

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from store import LingkarError
from store.language import _
from store.packet.files import write_new
from tui.forms.ask import Ask
from tui.forms.text import LineField
from tui.frame import KeyLabel
from tui.packet.write_out import documents, from_home
from tui.plain.sheet import FILE, grouped, place_of_sheet, sheet
from tui.unlock.threshold import Threshold


class RecoverySheet(Threshold):
    """The recovery key of a new book. The book is open behind it."""

    def __init__(self, key: str, folder: Path, today: date) -> None:
        """Show it.

        Args:
            key: `AGE-SECRET-KEY-1...`.
            folder: where the book is.
            today: the day that is written on the sheet.
        """
        super().__init__()
        self._key, self._folder, self._today = key, folder, today
        self._written: Path | None = None

    def heading(self) -> str:
        """What this is."""
        return _("Recovery sheet")

    def parts(self) -> Iterable[Widget]:
        """The key, what it is for, and a file for the printer."""
        yield Static(
            _("If you forget the passphrase, only this key opens the book. Copy it by hand, or print it, and keep it "
              "away from the laptop. Whoever has it can read everything."),
            classes="lead", markup=False,
        )  # fmt: skip
        yield Static(Content("\n").join(Content.styled(line, "bold") for line in grouped(self._key)), classes="key")
        yield LineField(
            "path", _("A file for printing, not written yet"), from_home(documents() / FILE),
            help=_("ctrl+s writes it. Print it, then delete it: it must not stay on this laptop."),
        )  # fmt: skip
        yield Static(classes="doing", markup=False)

    def begin(self) -> None:
        """Nothing is written yet."""
        self.query_one(".doing").display = False

    def keys(self) -> Sequence[KeyLabel]:
        """On, or the file first."""
        write = [] if self._written else [("ctrl+s", _("write the file"))]
        return [("enter", _("go on")), *write, *self.around()]

    def action_go_on(self) -> None:
        """On; without a file only after a question: one enter too many must not take the key away unseen."""
        if self._written:
            self.finish(None)
        else:
            self.app.push_screen(_ask_about_copy(), lambda yes: self.finish(None) if yes else None)

    def action_close(self) -> None:
        """Escape goes on too: the book is made."""
        self.action_go_on()

    def save(self) -> None:
        """Write the sheet to the file."""
        if self._written:
            return
        wanted = Path(expanduser(self.field("path").value.strip()))
        text = sheet(self._key, self._folder, self._today)
        try:
            self._written = write_new(place_of_sheet(wanted, self._folder), text.encode())
        except LingkarError as error:
            self.show_problems({"path": str(error)})
            return
        self.field("path").display = False
        answer = self.query_one(".doing", Static)
        answer.update(
            _(
                "Written to {path}. Print it, then delete it: it must not stay on this laptop. "
                "`lingkar recovery-sheet` shows it again, for whoever knows the passphrase."
            ).format(path=from_home(self._written))
        )
        answer.display = True
        self.set_focus(None)
        self.show_keys()


def _ask_about_copy() -> Ask:
    """Whether to go on although the program wrote nothing down."""
    return Ask(
        _("Have you copied the key by hand?"),
        _("No file was written. As long as you know the passphrase, `lingkar recovery-sheet` shows the key again; "
          "without passphrase and key the book stays closed for ever."),
        _("yes, or I do without it"),
        _("back to the key"),
    )  # fmt: skip
