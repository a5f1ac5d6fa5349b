"""The form that hands a case over: for whom, what opens the file, and where it goes. Sealing is done in a thread.

What is typed to confirm that real names leave is the passphrase, or the recipient: without one there is no file.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from textual import work
from textual.widget import Widget
from textual.widgets import Static

from store import Case, LingkarError
from store.exchange.handover import (
    LONGEST_NAME,
    Handover,
    Opens,
    gather,
    is_recipient,
    let_go,
    pack,
    recipient_of,
    seal_for_passphrase,
    seal_for_recipient,
)
from store.language import _, n_
from store.model import Consent, TerminationReason
from store.model.text import clean
from tui.forms.choice_field import ChoiceField
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.text import LineField
from tui.forms.ticks import TickField
from tui.frame import KeyLabel
from tui.packet.write_out import chosen, from_home, usual_folder
from tui.place import Place
from tui.unlock.secret import NewSecretField, SecretField


def hand_over(place: Place, code: str) -> None:
    """Ask for whom, and go on to the closing record where that is wished.

    Args:
        place: where one is.
        code: the case.
    """
    form = HandOverForm(code)

    def go_on(_answer: str | None) -> None:
        if form.closes:
            place.app.push_screen(closing_form(code, form.receiver))

    place.app.push_screen(form, go_on)


def closing_form(code: str, receiver: str) -> Form:
    """The closing record of a case that was handed over, with what is known of it filled in."""
    from tui.moves.terminate import TerminateForm

    form = TerminateForm(code)
    typed = {"reason": TerminationReason.TRANSFERRED.value, "receiver": receiver}
    form.was = {"typed": typed, "focus": "outcome", "cursor": []}
    return form


class RecipientField(LineField):
    """The age recipient of a colleague's book."""

    def __init__(self, key: str, label: str, own: str) -> None:
        """See `LineField`.

        Args:
            key: see `Field`.
            label: see `Field`.
            own: that of this book.
        """
        help = _("It begins with age1; `lingkar recipient` shows it to your colleague.")
        super().__init__(key, label, needed=True, help=help)
        self._own = own

    @property
    def value(self) -> str:
        """The recipient without the blanks that copying brings."""
        return "".join(self.line.value.split())

    def trouble(self) -> str:
        """None, with a slip in it, or one's own."""
        if self.value and self.value == self._own:
            return _("This is the recipient of your own book.")
        if self.value and not is_recipient(self.value):
            return _("This is no age recipient, or has a slip in it.")
        return super().trouble()


class HandOverForm(Form):
    """One whole case as an encrypted file.

    Attributes:
        receiver: for whom it was written.
        closes: whether the closing record is to follow.
    """

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code
        self._warned_of = ""
        self._is_at_work = False
        self._written: Path | None = None
        self.receiver = ""
        self.closes = False

    def heading(self) -> str:
        """Which case."""
        return _("Hand over: {case}").format(case=self.name_of(self.book.case(self._code)))

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("write the file")

    @property
    def holds_text(self) -> bool:
        """Nothing is lost any more once the file is there."""
        return self._written is None and super().holds_text

    # The fields

    def parts(self) -> Iterable[Widget]:
        """A plain warning, for whom, where to, what opens it, what goes along, and what comes after.

        The folder, in which everybody can read along, is not next to the passphrase.
        """
        case = self.book.case(self._code)
        private = len(self.book.leaf_through(self._code).private)
        yield Static(_warning(case), classes="lead", markup=False)
        yield LineField(
            "receiver", _("Who takes over?"), needed=True, limit=LONGEST_NAME,
            help=_("For your list of copies, and for the closing record."),
        )  # fmt: skip
        yield LineField(
            "sender", _("Your name"), self.book.settings.practitioner[:LONGEST_NAME], limit=LONGEST_NAME,
            help=_("It stands in the file; it may stay empty."),
        )  # fmt: skip
        yield LineField("folder", _("Folder"), usual_folder(self.book.settings), needed=True)
        ways = [(Opens.PASSPHRASE.value, _("a passphrase")), (Opens.KEY.value, _("the recipient of their book"))]
        yield ChoiceField("opens", _("What opens the file?"), ways, Opens.PASSPHRASE.value)
        yield NewSecretField(
            "passphrase", _("Passphrase of the file"),
            help=_("Four or five words that do not belong together. Tell them to your colleague; never send them along "
                   "with the file."),
        )  # fmt: skip
        yield SecretField("again", _("The passphrase once more"))
        yield RecipientField("recipient", _("Recipient"), recipient_of(self.book))
        if private:
            words = n_("{count} private note goes along", "{count} private notes go along", private)
            yield TickField("private", _("Private notes"), words.format(count=private))
        if not case.is_closed:
            yield TickField("close", _("Afterwards"), _("Close the case here as transferred"))
        yield Static(_("Writing ..."), classes="doing", markup=False)
        yield Static(classes="lead", id="written", markup=False)

    def begin(self) -> None:
        """Nothing is written yet."""
        self.query_one(".doing").display = self.query_one("#written").display = False
        self._fit()

    def changed(self, field: Field) -> None:
        """Another way to open it asks for something else; another passphrase is another warning."""
        if field.key == "opens":
            self._fit()
        elif field.key == "passphrase" and field.control.has_focus:  # not when the page is laid out anew
            self.field("again").retype("")  # dots of another passphrase would look like this one
        self._warned_of = ""

    @property
    def _has_passphrase(self) -> bool:
        return bool(self.field("opens").value == Opens.PASSPHRASE)

    def _fit(self) -> None:
        for key in ("passphrase", "again"):
            self.field(key).display = self._has_passphrase
        self.field("recipient").display = not self._has_passphrase

    def _is_ticked(self, key: str) -> bool:
        return any(field.key == key and field.value for field in self.query(TickField))

    # Writing

    def keys(self) -> Sequence[KeyLabel]:
        """Once the file is there, there is only going on."""
        if self._written is None:
            return super().keys()
        onward = _("to the closing record") if self._is_ticked("close") else _("leave")
        return [("enter", onward), ("esc", _("leave"))]

    def save(self) -> None:
        """Write the file, after a warning where the passphrase is weak. What is pressed meanwhile waits."""
        if self._is_at_work:
            return
        chosen_one, again = self.field("passphrase"), self.field("again")
        assert isinstance(chosen_one, NewSecretField)
        if self._has_passphrase and chosen_one.value != again.value:
            self.show_problems({"again": _("This is not the same as above.")})
        elif self._has_passphrase and not chosen_one.strength.is_fair and self._warned_of != chosen_one.value:
            self._warned_of = chosen_one.value
            self.say(
                _(
                    "This passphrase is {word}. Choose another one, or press ctrl+s again to use it all the same."
                ).format(word=chosen_one.strength.word)
            )
        else:
            self._is_at_work = True
            self.lingkar.hold_keys()
            self.query_one(".doing").display = True
            # It must stand there before the work begins: sealing an age file holds up every other thread.
            self.call_after_refresh(self._write)

    @work(exclusive=True)
    async def _write(self) -> None:
        try:
            # In another thread, which has the book to itself: a long file takes seconds.
            folder, self.receiver = chosen(self.field("folder").value), self.field("receiver").value
            sender, with_private = self.field("sender").value, self._is_ticked("private")
            handover = await asyncio.to_thread(gather, self.book, self._code, sender=sender, with_private=with_private)
            sealed = await asyncio.to_thread(_sealed, handover, self._seal())
            path = await asyncio.to_thread(let_go, self.book, handover, sealed, folder, self.receiver)
            self._written = path
        except LingkarError as error:
            self.show_problems({"folder": str(error)})
        else:
            self._tell(handover, path)
        finally:
            self._is_at_work = False
            self.lingkar.let_keys_go()
        self.query_one(".doing").display = False

    def _seal(self) -> Callable[[bytes], bytes]:
        """How the file is sealed."""
        if self._has_passphrase:
            return partial(seal_for_passphrase, passphrase=self.field("passphrase").value)
        return partial(seal_for_recipient, recipient=self.field("recipient").value)

    def _tell(self, handover: Handover, path: Path) -> None:
        """Say where the file is, in place of the fields."""
        said = [
            _("Written to {path}").format(path=clean(from_home(path))),
            _("The names in it are real. Give it to {receiver} and to nobody else.").format(
                receiver=clean(self.receiver).strip()
            ),
        ]
        if self._has_passphrase:
            said.append(_("Tell the passphrase by another way than the file takes."))
        if left := handover.private_left:
            said.append(
                n_("{count} private note stays here.", "{count} private notes stay here.", left).format(count=left)
            )
        for secret in self.query(SecretField):
            secret.retype("")
        for part in [*self.query(Field), self.query(Static).filter(".lead").first()]:
            part.display = False
        answer = self.query_one("#written", Static)
        answer.update("\n".join(said))
        answer.display = True
        self.set_focus(None)
        self.show_keys()

    # Leaving

    def action_save(self) -> None:
        """Once the file is there, going on."""
        if self._written:
            self.action_go_on()
        else:
            super().action_save()

    def action_go_on(self) -> None:
        """Enter goes on to the next field, and once the file is there to the closing record."""
        if self._written:
            self.closes = self._is_ticked("close")
            self.finish(self._code)
        else:
            super().action_go_on()


def _sealed(handover: Handover, seal: Callable[[bytes], bytes]) -> bytes:
    return seal(pack(handover))


def _warning(case: Case) -> str:
    """What one must know before a case leaves."""
    said = _("The whole case leaves as one encrypted file: notes, history, plan, people. Nothing in it is masked.")
    if case.consent is None:
        consent = _("No consent of the client is recorded.")
    elif case.consent is Consent.REFUSED:
        consent = _("The client refused consent.")
    else:
        consent = _("Consent on record: {consent}. Does it cover this hand-over?").format(
            consent=case.consent.label.lower()
        )
    return f"{said} {consent}"
