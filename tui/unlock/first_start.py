"""The first start: choosing the passphrase of a new book, or going without one. Leaving makes nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from store import Casebook, LingkarError
from store.language import _
from tui.forms.ask import Ask
from tui.forms.field import Field
from tui.frame import KeyLabel
from tui.unlock.secret import NewSecretField, SecretField
from tui.unlock.strength import FAIR
from tui.unlock.threshold import Threshold, in_a_sentence

Made = tuple[Casebook, str]
"""The new book, open, and its recovery key; empty for a book without a passphrase."""


class FirstStart(Threshold):
    """There is no book yet."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+n", "decline", show=False, priority=True)]

    def __init__(self, makes: Callable[[str | None], Made], made: Callable[[Made], Awaitable[None]]) -> None:
        """Ask how the new book is to be kept.

        Args:
            makes: makes the book with a passphrase or without one; called in another thread.
            made: what is done with the book, in the program.
        """
        super().__init__()
        self._makes, self._made = makes, made
        self._warned_of = ""
        self._at_work = False

    def heading(self) -> str:
        """What is made."""
        return _("Lingkar: a new casebook")

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("make the book")

    def parts(self) -> Iterable[Widget]:
        """What a passphrase is for, the passphrase, and once more."""
        yield Static(
            _("What you write about clients is encrypted with a passphrase, which is asked for whenever the book is "
              "opened. Nobody can recover it, neither we nor a computer shop: without it, and without the recovery "
              "sheet that follows, the book stays closed for ever."),
            classes="lead", markup=False,
        )  # fmt: skip
        yield NewSecretField(
            "passphrase", _("Passphrase"), help=_("Four or five words that do not belong together are strong.")
        )
        yield SecretField("again", _("The same once more"))
        yield Static(classes="doing", markup=False)

    def begin(self) -> None:
        """Nothing is being made yet."""
        self.query_one(".doing").display = False

    def keys(self) -> Sequence[KeyLabel]:
        """Going on, going without, and the way out."""
        is_last = self.focused is self.field("again").control
        return [("enter", self.save_word if is_last else _("go on")), ("ctrl+n", _("no passphrase")), *self.around()]

    def action_go_on(self) -> None:
        """Enter in the last line makes the book."""
        if self.focused is self.field("again").control:
            self.action_save()
        else:
            super().action_go_on()

    def changed(self, field: Field) -> None:  # noqa: ARG002  # whichever it is
        """Another passphrase is another warning."""
        self._warned_of = ""

    def save(self) -> None:
        """Make the book, after a warning where the passphrase is weak."""
        chosen, again = self.field("passphrase"), self.field("again")
        assert isinstance(chosen, NewSecretField)
        assert isinstance(again, SecretField)
        if chosen.value != again.value:
            self.show_problems({"again": _("This is not the same as above.")})
            again.line.select_all()  # typing begins anew
        elif chosen.strength.score < FAIR and self._warned_of != chosen.value:
            self._warned_of = chosen.value
            self.say(
                _("This passphrase is {word}. Choose another one, or press enter again to use it all the same.").format(
                    word=chosen.strength.word
                )
            )
        else:
            self._make(chosen.value)

    def action_decline(self) -> None:
        """Go without a passphrase, after a question."""
        if self._at_work:
            return
        self.app.push_screen(
            Ask(
                _("A book without a passphrase?"),
                _("Whoever gets hold of this laptop, its disk or a backup can read everything you write about clients. "
                  "`lingkar passphrase` adds one later."),
                _("make it without a passphrase"),
                _("back, to choose one"),
            ),
            lambda yes: self._make(None) if yes else None,
        )  # fmt: skip

    def _make(self, passphrase: str | None) -> None:
        if self._at_work:
            return
        self._show_at_work(True)
        self.lingkar.hold_keys()
        self.lingkar.run_worker(self._make_it(passphrase))

    async def _make_it(self, passphrase: str | None) -> None:
        try:
            made = await asyncio.to_thread(self._makes, passphrase)
        except (LingkarError, OSError) as error:
            self._show_at_work(False)
            self.say(in_a_sentence(error))
            self.lingkar.let_keys_go()
        else:
            for field in self.query(SecretField):
                field.retype("")
            self.app.call_later(self._made, made)  # this screen will be gone

    def _show_at_work(self, at_work: bool) -> None:
        self._at_work = at_work
        for field in self.query(Field):
            field.display = not at_work
        line = self.query_one(".doing", Static)
        line.display = at_work
        line.update(_("Making the book ..."))
        if not at_work:
            self.field("passphrase").control.focus()
