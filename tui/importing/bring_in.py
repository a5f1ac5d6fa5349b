"""The form that asks for a file to bring in: a table leads to the import screen, a hand-over to its own form."""

import asyncio
from collections.abc import Iterable
from os.path import expanduser
from pathlib import Path

from platformdirs import user_downloads_path
from textual import work
from textual.widget import Widget
from textual.widgets import Static

from store import LingkarError
from store.exchange.dumping import must_be_no_tables
from store.exchange.handover import is_handover
from store.language import _
from store.model.text import clean_line
from tui.forms.form import Form
from tui.importing.paths import PathField
from tui.importing.planning import Read, first_read
from tui.importing.screen import ImportScreen
from tui.packet.write_out import from_home

ENDINGS = (".csv", ".tsv", ".txt", ".lingkar")
"""Of the files that are offered; any other can be typed."""


class BringIn(Form):
    """Which file."""

    ENTER_SAVES = True
    ASKS = False  # a path is soon typed again

    def __init__(self, path: str = "") -> None:
        """Ask for a file.

        Args:
            path: a file that was named already: it is opened at once.
        """
        super().__init__()
        self._path = path
        self._is_at_work = False

    def heading(self) -> str:
        """What this is."""
        return _("Bring in")

    @property
    def save_word(self) -> str:
        """What enter does."""
        return _("look at it")

    def parts(self) -> Iterable[Widget]:
        """What can be brought in, and the file."""
        yield Static(
            _("A table from another program or a spreadsheet (CSV), or a case that a colleague handed over. Nothing "
              "comes into the book before you have seen what will happen."), classes="lead", markup=False,
        )  # fmt: skip
        yield PathField("path", _("File"), self._path or self._folder(), endings=ENDINGS, needed=True)
        yield Static(_("Reading ..."), classes="doing", markup=False)

    def _folder(self) -> str:
        """Where the last file lay, otherwise where downloads are."""
        known = self.book.settings.import_folder
        if known and Path(known).is_dir():
            return from_home(Path(known)) + "/"
        downloads = user_downloads_path()
        return from_home(downloads if downloads.is_dir() else Path.home()) + "/"

    def begin(self) -> None:
        """Open what was named already."""
        self.query_one(".doing").display = False
        if self._path and not self.was:
            self.call_after_refresh(self.save)

    def save(self) -> None:
        """Look what it is."""
        if not self._is_at_work:
            self._is_at_work = True
            self._open(Path(expanduser(self.field("path").value.strip())))

    @work(exclusive=True)
    async def _open(self, path: Path) -> None:
        field = self.field("path")
        self.query_one(".doing").display = True
        self.lingkar.hold_keys()
        try:
            read = await asyncio.to_thread(_looked_at, path)
        except LingkarError as error:
            field.show_problem(clean_line(str(error)))  # it names the file
            field.control.focus()
            return
        finally:
            self._is_at_work = False
            self.query_one(".doing").display = False
            self.lingkar.let_keys_go()
        self._remember(path.absolute().parent)
        self.finish(None)
        if read is None:
            from tui.handover.receive import ReceiveForm

            self.app.push_screen(ReceiveForm(str(path)))
        else:
            self.app.push_screen(ImportScreen(path, read))

    def _remember(self, folder: Path) -> None:
        settings = self.book.settings
        try:
            if settings.import_folder != str(folder):
                self.book.change_settings(import_folder=str(folder))
        except LingkarError as error:  # it is brought in all the same
            self.lingkar.notify(str(error), severity="warning", markup=False)


def _looked_at(path: Path) -> Read | None:
    """A table that was read; None for a case that a colleague handed over. In another thread: a stick may be slow.

    Raises:
        LingkarError: it cannot be read.
    """
    if not path.exists():
        raise LingkarError(_("There is no such file."))
    if path.is_dir():
        raise LingkarError(_("This is a folder. Type the name of a file in it."))
    must_be_no_tables(path)
    return None if is_handover(path) else first_read(path)
