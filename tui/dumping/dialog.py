"""Writing the whole book out from the board: in which form, where to, a word that says it is meant, how far it is.

The archive is read and the file is made in a thread of its own, from what the book was at that moment, while nothing is
outside yet. Only then does it leave, and keys wait for that: written down in the book first, then the file. So it can
be stopped up to that moment, and nothing is left of it.
"""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from textual import work
from textual.widget import Widget
from textual.widgets import Static

from store import LingkarError
from store.exchange.dumping import Contents, DumpFormat, Source, let_go, made, read_contents, source_of
from store.exchange.progress import stretch
from store.language import N_, _, n_
from store.model.text import clean
from tui.commands import BY_ACTION
from tui.dumping.words import missing_words, tables_words
from tui.forms.choice_field import ChoiceField
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.options import options
from tui.frame import KeyLabel
from tui.packet.fields import ConfirmField, FolderField
from tui.packet.write_out import chosen, from_home, usual_folder

TICK = 0.1
"""Seconds between looks at how far it is."""


class _Stopped(Exception):
    """Nobody wants it any more."""


class _Run:
    """One making of the file, seen from both threads."""

    def __init__(self, source: Source, format: DumpFormat) -> None:
        """Nothing is done yet.

        Args:
            source: the book at this moment.
            format: in which form.
        """
        self._source, self.format = source, format
        self.share, self.is_unwanted = 0, False

    def make(self) -> tuple[Contents, bytes]:
        """Do it. Called in the thread of its own.

        Raises:
            LingkarError: the archive cannot be read.
            _Stopped: nobody wants it any more.
        """
        contents = read_contents(self._source, stretch(self._progress, 0, 50))
        return contents, made(contents, self.format, stretch(self._progress, 50, 100))

    def _progress(self, done: int, total: int) -> None:
        self.share = 100 * done // total
        if self.is_unwanted:
            raise _Stopped


class DumpFolderField(FolderField):
    """The folder of the file, with a warning where what lies in it does not stay on this computer."""

    SYNCED = N_("{service} copies this folder to other computers, and the whole book with it.")


class DumpForm(Form):
    """The whole book as a plain file."""

    ENTER_SAVES = True
    ASKS = False  # all of it is soon chosen again

    def __init__(self) -> None:
        """Nothing is under way yet."""
        super().__init__()
        self._run: _Run | None = None
        self._written: Path | None = None

    def heading(self) -> str:
        """What this is."""
        return _("Write the whole book out")

    @property
    def save_word(self) -> str:
        """What enter does."""
        return _("write the file")

    # The fields

    def parts(self) -> Iterable[Widget]:
        """A plain warning, in which form, where to, the word that says it is meant, and room for the answer."""
        yield Static(self._warning(), classes="lead", markup=False)
        yield ChoiceField("format", _("Format"), options(DumpFormat), DumpFormat.JSON.value)
        yield DumpFolderField("folder", _("Folder"), usual_folder(self.book.settings), needed=True)
        yield ConfirmField("typed", _("Confirmation"))
        yield Static(classes="lead", id="written", markup=False)

    def _warning(self) -> str:
        """What one must know before it leaves."""
        said = _(
            "So that another program can read your records. The file is plain text, and nothing in it is masked: "
            "whoever gets hold of it can read names, notes and everything else about every client."
        )
        if not self.book.is_encrypted:
            return said
        return " ".join([said, _("The passphrase of the book does not protect it.")])

    def begin(self) -> None:
        """Nothing is to be told yet."""
        self.query_one("#written").display = False
        self._fit()
        self.set_interval(TICK, self._show_far)

    def changed(self, field: Field) -> None:
        """Another form is good for something else."""
        if field.key == "format":
            self._fit()

    @property
    def _format(self) -> DumpFormat:
        return DumpFormat.of(self.field("format").value)

    def _fit(self) -> None:
        self.field("format").relabel(_("Format"), help=_good_for(self._format))

    def parked(self) -> dict[str, Any] | None:
        """What has left does not come back; what locking stopped does, to be begun again."""
        return None if self._written else super().parked()

    def keys(self) -> Sequence[KeyLabel]:
        """While it works there is only stopping, afterwards only leaving."""
        if self._run:
            return [("esc", _("stop"))]
        return [("enter", _("leave")), ("esc", _("leave"))] if self._written else super().keys()

    # Writing

    def save(self) -> None:
        """Begin; keys that are pressed meanwhile do not begin again."""
        if self._run:
            return
        try:
            folder = chosen(self.field("folder").value)
        except LingkarError as error:
            self.show_problems({"folder": str(error)})
            return
        self._run = _Run(source_of(self.book), self._format)
        self._tell(_("Writing ..."))
        self._write(self._run, folder)

    @work(exclusive=True)
    async def _write(self, run: _Run, folder: Path) -> None:
        """Make the file, and let it go. Whatever goes wrong, the form is there again."""
        trouble = ""
        try:
            contents, data = await asyncio.to_thread(run.make)
            if run.is_unwanted:  # only at the very end
                raise _Stopped
            self._written = await self._let_go(data, run.format, folder)
        except _Stopped:
            trouble = _("Stopped. Nothing was written.")
        except LingkarError as error:
            trouble = str(error)
        except Exception:  # whatever it is: nothing else may be lost by it
            trouble = _("The book could not be written out. It is unharmed, and nothing has left.")
        finally:
            run.is_unwanted = True  # also when this screen is gone, and the thread works on for nobody
            self._run = None
        if self._written:
            self._remember(folder)
            self._tell(self._told(contents, self._written))
        else:
            self._again(trouble)

    async def _let_go(self, data: bytes, format: DumpFormat, folder: Path) -> Path | None:
        """Write it down and out: hundreds of megabytes, for which another thread has the book to itself."""
        self.lingkar.hold_keys()
        try:
            return await asyncio.to_thread(let_go, self.book, data, format, folder)
        finally:
            self.lingkar.let_keys_go()

    def _remember(self, folder: Path) -> None:
        """The folder, for the next time."""
        try:
            if self.book.settings.packet_folder != str(folder):
                self.book.change_settings(packet_folder=str(folder))
        except LingkarError as error:  # the file is out all the same
            self.lingkar.notify(str(error), severity="warning", markup=False)

    def _told(self, contents: Contents, path: Path) -> str:
        """Where it is, what it is, and how it is got rid of."""
        count = contents.cases
        said = [
            n_(
                "The whole book with {count} case, in plain text: {path}",
                "The whole book with {count} cases, in plain text: {path}", count,
            ).format(count=count, path=clean(from_home(path))),
            _("Delete it after use: {key} lists what was exported, and destroys it.").format(
                key=BY_ACTION["copies"].shown_key
            ),
        ]  # fmt: skip
        if self._format is DumpFormat.CSV:
            said.append(tables_words())
        if contents.missing:
            said.append(missing_words(contents.missing))
        return "\n".join(said)

    # Showing

    def _tell(self, text: str) -> None:
        """Say something in place of the fields."""
        for part in [*self.query(Field), self.query(Static).filter(".lead").first()]:
            part.display = False
        told = self.query_one("#written", Static)
        told.update(text)
        told.display = True
        self.say("")
        self.set_focus(None)
        self.show_keys()

    def _again(self, trouble: str) -> None:
        """Say why nothing was written, and let it be tried again."""
        for part in [*self.query(Field), self.query(Static).filter(".lead").first()]:
            part.display = True
        self.query_one("#written").display = False
        self.field("folder").control.focus()
        self.say(trouble)
        self.show_keys()

    def _show_far(self) -> None:
        if self._run is None:
            return
        self.lingkar.presence.touch()  # it is not locked by itself meanwhile, which would stop it
        told = _("Writing ... {share} %").format(share=self._run.share)
        self.query_one("#written", Static).update(told)

    # Leaving

    def action_save(self) -> None:
        """Once the file is there, leaving."""
        if self._written:
            self.finish(None)
        else:
            super().action_save()

    def action_go_on(self) -> None:
        """Enter begins, and leaves once the file is there."""
        if self._written:
            self.finish(None)
        elif self._run is None:
            super().action_go_on()

    def action_close(self) -> None:
        """Stop what is under way, whose end is waited for; or leave."""
        if self._run:
            self._run.is_unwanted = True
        else:
            super().action_close()


def _good_for(format: DumpFormat) -> str:
    """For what one form or another is right."""
    if format is DumpFormat.JSON:
        return _("Nothing is lost: lingkar restore makes the same book of it again.")
    if format is DumpFormat.TINYDB:
        return _("For programs in Python; lingkar restore reads it too.")
    return _(
        "A zip file with a table for each kind of record, under the names of the fields. It cannot be read in again."
    )
