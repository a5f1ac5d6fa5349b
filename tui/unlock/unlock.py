"""The unlock screen: one masked line. Nothing of a client stands on it, and the book is opened beside the interface."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from store import LingkarError, WrongPassphrase
from store.language import _, n_
from tui.forms.field import Field
from tui.frame import KeyLabel
from tui.unlock.secret import SecretField
from tui.unlock.threshold import Threshold, in_a_sentence

T = TypeVar("T")


class Unlock(Threshold, Generic[T]):
    """Asks for the passphrase until it opens."""

    ENTER_SAVES = True
    PAUSES: ClassVar[Sequence[int]] = (1, 2, 4, 8, 16, 30)
    """Seconds to wait after each wrong passphrase; the last for all that follow. Nobody is ever locked out."""

    def __init__(self, opens: Callable[[str], T], opened: Callable[[T], Awaitable[None]], lead: str = "") -> None:
        """Ask.

        Args:
            opens: takes the passphrase and answers what it opened; called in another thread.
            opened: what is done with that, in the program.
            lead: that the book is locked and why, where that needs saying.
        """
        super().__init__()
        self._opens, self._opened, self._lead = opens, opened, lead
        self._wrong = 0
        self._left = 0
        self._timer: Timer | None = None
        self._at_work = False

    def heading(self) -> str:
        """Only the program's name."""
        return "Lingkar"

    @property
    def save_word(self) -> str:
        """What enter does."""
        return _("open")

    def parts(self) -> Iterable[Widget]:
        """The line, and under it what became of the last try."""
        yield Static(self._lead or _("The book is locked."), classes="lead", markup=False)
        help = _("The recovery key opens it too. Type it here instead.")
        yield SecretField("passphrase", _("Passphrase"), help=help)
        yield Static(classes="doing", markup=False)

    def begin(self) -> None:
        """Nothing was tried yet."""
        self._show_state()

    def keys(self) -> Sequence[KeyLabel]:
        """Opening, and the way out."""
        return [("enter", self.save_word), *self.around()]

    def action_close(self) -> None:
        """Escape is pressed by chance, and ends nothing: it says what does."""
        if not self._at_work:
            self._show_state(_("To leave, press ctrl+q."))

    def changed(self, field: Field) -> None:  # noqa: ARG002  # there is only one
        """That was read once something is typed."""
        self._show_state()

    def save(self) -> None:
        """Try what is typed. Keys pressed from now on wait for what becomes of it."""
        if self._left or self._at_work:
            return
        field = self.field("passphrase")
        passphrase, self._at_work = field.value, True
        field.retype("")
        self._show_state()
        self.lingkar.hold_keys()
        self.lingkar.run_worker(self._try(passphrase))

    async def _try(self, passphrase: str) -> None:
        trouble = ""
        try:
            opened = await asyncio.to_thread(self._opens, passphrase)
        except WrongPassphrase:
            self._refuse()
        except (LingkarError, OSError) as error:
            trouble = in_a_sentence(error)
        else:
            self.app.call_later(self._enter, opened)  # this screen will be gone
            return
        self._at_work = False
        self._show_state()
        if trouble:
            self.say(trouble)
        self.lingkar.let_keys_go()

    async def _enter(self, opened: T) -> None:
        """Go in, and keep the language and colours that were chosen out here."""
        await self._opened(opened)
        if self.lingkar.is_open:
            self.keep_settings()

    def _refuse(self) -> None:
        """Wait a little longer after each wrong passphrase."""
        self._left = self.PAUSES[min(self._wrong, len(self.PAUSES) - 1)]
        self._wrong += 1
        self._timer = self.set_interval(1, self._count_down)

    def _count_down(self) -> None:
        self._left = max(0, self._left - 1)
        if not self._left and self._timer:
            self._timer.stop()
        self._show_state()

    def _show_state(self, otherwise: str = "") -> None:
        """Opening, wrong, or what there is to say otherwise."""
        field, line = self.field("passphrase"), self.query_one(".doing", Static)
        had_focus = field.display
        field.display = not self._at_work  # no letters go into it now, so it is not there
        if field.display and not had_focus:
            field.control.focus()
        wrong = bool(self._wrong) and not self._at_work and not otherwise
        line.set_class(wrong, "-wrong")
        line.display = wrong or self._at_work or bool(otherwise)
        line.update(_("Opening ...") if self._at_work else self._sentence() if wrong else otherwise)

    def _sentence(self) -> str:
        wrong = _("This is neither the passphrase of the book nor its recovery key.")
        if not self._left:
            return wrong
        wait = n_("Wait {count} second.", "Wait {count} seconds.", self._left).format(count=self._left)
        return f"{wrong} {wait}"
