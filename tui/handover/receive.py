"""The form that takes in a case which a colleague handed over: its passphrase, a look at it, and only then the act."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

from textual import work
from textual.widget import Widget
from textual.widgets import Static

from store import Casebook, LingkarError, WrongPassphrase
from store.exchange.handover import (
    Handover,
    Opens,
    facts,
    here_already,
    open_handover,
    opens_with,
    recipient_of,
    take_in,
)
from store.language import _
from tui.casefile.reading import shown
from tui.forms.form import Form
from tui.frame import KeyLabel
from tui.look.net import cell_text
from tui.packet.write_out import from_home
from tui.unlock.secret import SecretField


class ReceiveForm(Form):
    """One case of a colleague."""

    ENTER_SAVES = True
    ASKS = False  # a passphrase is soon typed again

    def __init__(self, path: str) -> None:
        """From this file."""
        super().__init__()
        self._path = Path(path)
        self._is_at_work = False
        self._handover: Handover | None = None
        self._here = ""

    def heading(self) -> str:
        """What this is."""
        return _("A case from a colleague")

    @property
    def save_word(self) -> str:
        """What enter does."""
        return _("take it over") if self._handover else _("open the file")

    def parts(self) -> Iterable[Widget]:
        """The file, its passphrase, what is in it, and for whom a colleague can seal one."""
        name = shown(cell_text(from_home(self._path)), self.lingkar.hidden)
        yield Static(name, classes="lead", markup=False)
        yield SecretField("passphrase", _("Passphrase of the file"), help=_("Your colleague knows it."))
        yield Static(_("Opening ..."), classes="doing", markup=False)
        yield Static(classes="lead", id="found", markup=False)
        yield Static(recipient_words(self.book), classes="quiet", markup=False)

    def begin(self) -> None:
        """Open what needs no passphrase at once."""
        needs_passphrase = opens_with(self._path) is Opens.PASSPHRASE
        self.field("passphrase").display = needs_passphrase
        self.query_one(".doing").display = self.query_one("#found").display = False
        if not needs_passphrase:
            self.set_focus(None)
            self.save()

    def keys(self) -> Sequence[KeyLabel]:
        """What enter does, where it does something."""
        can_go_on = self._handover is not None and not self._here
        return [("enter", self.save_word)] * (can_go_on or bool(self.fields)) + [("esc", _("leave"))]

    def save(self) -> None:
        """Open the file; once it was looked at, take the case in."""
        handover = self._handover
        if handover is None and not self._is_at_work:
            self._is_at_work = True
            self.lingkar.hold_keys()
            self.query_one(".doing").display = True
            # It must stand there before the work begins: opening an age file holds up every other thread.
            self.call_after_refresh(self._open, self.field("passphrase").value if self.fields else None)
        elif handover is not None and not self._here and not self._is_at_work:
            self._is_at_work = True
            self.lingkar.hold_keys()
            self._take_in(handover)

    @work(exclusive=True)
    async def _open(self, passphrase: str | None) -> None:
        trouble, handover = None, None
        try:
            handover = await asyncio.to_thread(_opened, self.book, self._path, passphrase)
            self._here = here_already(self.book, handover)
        except LingkarError as error:
            trouble = error
        finally:
            self._is_at_work = False
            self.lingkar.let_keys_go()
        self.query_one(".doing").display = False
        if trouble:
            self._complain(trouble)
        elif handover:
            self._handover = handover
            self._show(handover)

    @work(exclusive=True)
    async def _take_in(self, handover: Handover) -> None:
        """In another thread, which has the book to itself: a long file takes seconds, and keys wait meanwhile."""
        try:
            case = await asyncio.to_thread(take_in, self.book, handover)
        except LingkarError as error:
            self.show_error(error)
        else:
            self.finish(case.code)
        finally:
            self._is_at_work = False
            self.lingkar.let_keys_go()

    def _complain(self, error: LingkarError) -> None:
        """Say what is wrong: of the passphrase under it, where it is typed anew."""
        field = self.query_one(SecretField)
        if isinstance(error, WrongPassphrase):
            field.show_problem(str(error))
        else:
            self.say(str(error))
        field.line.select_all()

    def _show(self, handover: Handover) -> None:
        """What would be taken in. Nothing is in the book yet."""
        field = self.field("passphrase")
        field.retype("")
        field.display = self.query_one(".quiet").display = False
        lines = [f"{name}: {value}" for name, value in facts(handover, hidden=self.lingkar.hidden)]
        told = (
            _("It was taken in already: here it is {code}.").format(code=self._here)
            if self._here
            else _("Nothing is in your book yet.")
        )
        found = self.query_one("#found", Static)
        found.update("\n".join([*lines, "", told]))
        found.display = True
        self.set_focus(None)
        self.show_keys()

    def action_go_on(self) -> None:
        """Enter opens the file, and then takes the case in."""
        self.action_save()


def _opened(book: Casebook, path: Path, passphrase: str | None) -> Handover:
    """What is in a file. Done in another thread, as is reading the archive, in which the case may lie already."""
    handover = open_handover(book, path, passphrase)
    book.open_archive()
    return handover


def recipient_words(book: Casebook) -> str:
    """For what a colleague can seal a file, so that this book opens it."""
    recipient = recipient_of(book)
    if not recipient:
        return _("Your book has no passphrase, so a colleague can encrypt a file for you with a passphrase only.")
    return _("A colleague who encrypts a file for this recipient needs no passphrase: {recipient}").format(
        recipient=recipient
    )
