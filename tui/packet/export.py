"""Writing a case to a file for supervision: a plain warning, a folder, and where the file is."""

from collections.abc import Iterable, Sequence
from os.path import expanduser
from pathlib import Path
from typing import Any

from textual.widget import Widget
from textual.widgets import Static

from store import LingkarError
from store.language import _
from tui.forms.form import Form
from tui.forms.text import LineField
from tui.frame import KeyLabel


class ExportDialog(Form):
    """One case as a Markdown file."""

    ENTER_SAVES = True

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code
        self._written: Path | None = None

    def heading(self) -> str:
        """Which case leaves."""
        return _("Export for supervision: {case}").format(case=self.name_of(self.book.case(self._code)))

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
        yield Static(
            _(
                "The names in this file are real, and the file is not encrypted. Give it only to those who may read "
                "it, and delete it when it has served."
            ),
            classes="lead", markup=False,
        )  # fmt: skip
        yield LineField(
            "folder", _("Folder"), str(documents()), needed=True,
            help=_("The file's name is made of the case code and the day, never of a person's name."),
        )  # fmt: skip
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
            self.finish(self._code)
            return
        from store.packet import export_case

        folder = self.field("folder")
        try:
            self._written = export_case(self.book, self._code, chosen(folder.value))
        except LingkarError as error:
            folder.show_problem(str(error))
            folder.control.focus()
            return
        folder.display = False
        answer = self.query_one("#written", Static)
        answer.update(_("Written to {path}").format(path=self._written))
        answer.display = True
        self.set_focus(None)
        self.show_keys()

    def action_go_on(self) -> None:
        """Enter writes the file, and leaves once it is there."""
        if self._written:
            self.finish(self._code)
        else:
            super().action_go_on()

    def action_close(self) -> None:
        """Leave, with the code once the file is there."""
        if self._written:
            self.finish(self._code)
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
        raise LingkarError(_("This folder cannot be used: {why}.").format(why=error.strerror)) from None
    if not there:
        raise LingkarError(_("There is no such folder."))
    return folder


def documents() -> Path:
    """The user's folder for documents, or the home folder where there is none."""
    from platformdirs import user_documents_path

    folder = user_documents_path()
    return folder if folder.is_dir() else Path.home()
