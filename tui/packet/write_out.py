"""The form in which something leaves the book as a file: a plain warning, a folder, and where the file is."""

from collections.abc import Iterable, Sequence
from os.path import expanduser
from pathlib import Path
from typing import Any

from textual import work
from textual.widget import Widget
from textual.widgets import Static

from store import LingkarError
from store.language import _
from store.language.system import why_refused
from store.settings import Settings
from tui.forms.form import Form
from tui.forms.text import LineField
from tui.frame import KeyLabel


class WriteOutForm(Form):
    """Asks for a folder and writes a file into it. It answers where that is."""

    ENTER_SAVES = True

    def __init__(self) -> None:
        """Nothing is written yet."""
        super().__init__()
        self._written: Path | None = None

    # What each says of itself

    def warning(self) -> str:
        """What one must know before it leaves."""
        raise NotImplementedError

    def file_help(self) -> str:
        """What the file is called."""
        raise NotImplementedError

    async def write(self, folder: Path) -> Path:
        """Write the file; keys wait meanwhile. Raises `LingkarError`."""
        raise NotImplementedError

    # What they share

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("write the file")

    @property
    def holds_text(self) -> bool:
        """Nothing is lost any more once the file is there."""
        return self._written is None and super().holds_text

    def parked(self) -> dict[str, Any] | None:
        """Nothing is left to do once the file is there."""
        return None if self._written else super().parked()

    def parts(self) -> Iterable[Widget]:
        """The warning, the folder, and a place for the answer."""
        yield Static(self.warning(), classes="lead", markup=False)
        yield LineField("folder", _("Folder"), from_home(documents()), needed=True, help=self.file_help())
        yield Static(classes="lead", id="written", markup=False)

    def begin(self) -> None:
        """Nothing is written yet."""
        self.query_one("#written").display = False

    def keys(self) -> Sequence[KeyLabel]:
        """Once the file is there, there is only leaving."""
        return [("enter", _("leave")), ("esc", _("leave"))] if self._written else super().keys()

    def save(self) -> None:
        """Write the file, and say where it is."""
        if self._written:
            self.finish(str(self._written))
        else:
            self._write()

    @work(exclusive=True)
    async def _write(self) -> None:
        folder = self.field("folder")
        self.lingkar.hold_keys()
        try:
            self._written = await self.write(chosen(folder.value))
        except LingkarError as error:
            folder.show_problem(str(error))
            folder.control.focus()
            return
        finally:
            self.lingkar.let_keys_go()
        folder.display = False
        answer = self.query_one("#written", Static)
        answer.update(_("Written to {path}").format(path=from_home(self._written)))
        answer.display = True
        self.set_focus(None)
        self.show_keys()

    def action_go_on(self) -> None:
        """Enter writes the file, and leaves once it is there."""
        if self._written:
            self.finish(str(self._written))
        else:
            super().action_go_on()

    def action_close(self) -> None:
        """Leave, with the path once the file is there."""
        if self._written:
            self.finish(str(self._written))
        else:
            super().action_close()


def chosen(text: str) -> Path:
    """The folder a person typed; `~` is the home folder.

    Raises:
        LingkarError: there is no such folder, or the system does not let us look.
    """
    folder = Path(expanduser(text.strip()))
    try:
        there = folder.is_dir()
    except OSError as error:  # a name that is too long, a folder of someone else
        raise LingkarError(_("This folder cannot be used: {why}.").format(why=why_refused(error))) from None
    if not there:
        raise LingkarError(_("There is no such folder."))
    return folder


def documents() -> Path:
    """The user's folder for documents, or the home folder where there is none."""
    from platformdirs import user_documents_path

    folder = user_documents_path()
    return folder if folder.is_dir() else Path.home()


def usual_folder(settings: Settings) -> str:
    """Where a file goes unless a person says otherwise: the folder of the settings, or their documents."""
    return from_home(Path(settings.packet_folder) if settings.packet_folder else documents())


def from_home(folder: Path) -> str:
    """A folder as a person calls it: from the home folder on, where it lies there."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):  # elsewhere, or nobody's home
        return str(folder)
