"""Making a backup from the board: the place, how far it is, and where it lies once it was checked.

The work is done in a thread of its own, which reads the files of the book and never its documents, so that the book can
go on being used. It is written down in the book here, in the interface's thread, once it is whole.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from textual import work
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from store import LingkarError
from store.exchange.backup import CHECKING, Backup, BackupReport, proposed_place, register
from store.language import _, n_
from store.model.text import clean
from tui.forms.form import Form
from tui.forms.text import LineField
from tui.frame import KeyLabel
from tui.packet.write_out import from_home

TICK = 0.1
"""Seconds between looks at how far it is."""


class Stopped(LingkarError):
    """The user stopped it."""


class BackupDialog(Form):
    """One file with the whole book."""

    ENTER_SAVES = True
    ASKS = False  # a path is soon typed again

    def __init__(self) -> None:
        """Nothing is under way yet."""
        super().__init__()
        self._worker: Worker[BackupReport | LingkarError] | None = None
        self._far = ("", 0, 1)
        self._is_made = self._is_unwanted = False

    def heading(self) -> str:
        """What this is."""
        return _("Backup of the whole book")

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("make the backup")

    def parts(self) -> Iterable[Widget]:
        """What it will be, the place, and room for the answer."""
        yield Static(
            _("The file opens with the passphrase of the book.")
            if self.book.is_encrypted
            else _("The book has no passphrase, so the file will not be encrypted: whoever has it can read it."),
            classes="lead", markup=False,
        )  # fmt: skip
        yield LineField(
            "path", _("Folder or file"), from_home(proposed_place(self.book)), needed=True,
            help=_("Best on another disk, which is kept elsewhere: a stolen laptop takes everything on it along."),
        )  # fmt: skip
        yield Static(classes="lead", id="written", markup=False)

    def begin(self) -> None:
        """Nothing is to be told yet."""
        self.query_one("#written").display = False
        self.set_interval(TICK, self._show_far)

    def parked(self) -> dict[str, Any] | None:
        """A backup that is done does not come back; one that locking stops does, with its place, to be begun again."""
        return None if self._is_made else super().parked()

    @property
    def _is_busy(self) -> bool:
        return self._worker is not None and not self._is_made

    def keys(self) -> Sequence[KeyLabel]:
        """While it works there is only stopping, afterwards only leaving."""
        if self._is_busy:
            return [("esc", _("stop"))]
        return [("enter", _("leave")), ("esc", _("leave"))] if self._is_made else super().keys()

    def save(self) -> None:
        """Begin, and leave once it is made."""
        if self._is_made:
            self.finish(None)
        if self._worker:
            return
        field = self.field("path")
        try:
            job = Backup(self.book, Path(field.value), apart=True)
        except LingkarError as error:
            field.show_problem(str(error))
            field.control.focus()
            return
        self._is_unwanted = False
        self._worker = self._make(job)
        self._tell(_("Writing ..."))

    @work(thread=True, exit_on_error=False)
    def _make(self, job: Backup) -> BackupReport | LingkarError:
        """Make it, in another thread. Trouble is an answer, not a fault of the program."""
        worker = get_current_worker()

        def progress(stage: str, done: int, total: int) -> None:
            self._far = stage, done, total
            if self._is_unwanted or worker.is_cancelled:  # by the user, or because the screen is gone
                raise Stopped(_("The backup was stopped. Nothing is left of it."))

        try:
            return job.make(progress)
        except LingkarError as error:
            return error

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """It ended."""
        if event.worker is not self._worker or event.state not in (WorkerState.SUCCESS, WorkerState.ERROR):
            return
        answer = event.worker.result
        if event.state is WorkerState.ERROR or answer is None:
            answer = LingkarError(_("The backup could not be made. The book is unharmed."))
        if isinstance(answer, LingkarError):
            self._again(answer)
            return
        try:
            register(self.book, answer)
        except LingkarError as error:
            self.say(str(error))
        self._is_made = True
        self._tell(_told(answer))

    def _again(self, error: LingkarError) -> None:
        """Say what went wrong, and let another place be chosen."""
        self._worker = None
        field = self.field("path")
        field.display = True
        self.query_one("#written").display = False
        field.show_problem(str(error))
        field.control.focus()
        self.show_keys()

    def _tell(self, text: str) -> None:
        """Say something in place of the field."""
        self.field("path").display = False
        told = self.query_one("#written", Static)
        told.update(text)
        told.display = True
        self.set_focus(None)
        self.show_keys()

    def _show_far(self) -> None:
        if not self._is_busy:
            return
        self.lingkar.presence.touch()  # it is not locked by itself meanwhile, which would stop the backup
        stage, done, total = self._far
        word = _("Checking ... {share} %") if stage == CHECKING else _("Writing ... {share} %")
        self.query_one("#written", Static).update(word.format(share=100 * done // max(total, 1)))

    def action_go_on(self) -> None:
        """Enter begins, and leaves once it is made."""
        self.action_save() if self._is_made else super().action_go_on()

    def action_close(self) -> None:
        """Stop what is under way, whose end is waited for; or leave."""
        if self._is_busy:
            self._is_unwanted = True
        else:
            super().action_close()


def _told(report: BackupReport) -> str:
    told = n_(
        "Made and checked, {count} case: {path}", "Made and checked, {count} cases: {path}", report.book.cases
    ).format(count=report.book.cases, path=clean(from_home(report.path)))  # fmt: skip
    if report.off_laptop:
        return told
    return "\n".join([told, _("It lies on the same disk as the book: copy it to another one.")])
