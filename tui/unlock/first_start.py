"""The first start, on one quiet page: language, name, passphrase; or a look around first. Leaving makes nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from store import Casebook, LingkarError
from store.language import LANGUAGES, N_, _, current, in_all, name_of
from tui.forms.ask import Ask
from tui.forms.choice_field import ChoiceField
from tui.forms.field import Field
from tui.forms.text import LineField, LineInput
from tui.frame import KeyLabel
from tui.unlock.samples import Samples
from tui.unlock.secret import NewSecretField, SecretField
from tui.unlock.threshold import Threshold, in_a_sentence

OWN, SAMPLES = "own", "samples"
"""What one may begin with."""

_LANGUAGE = N_("Language")


class Made(NamedTuple):
    """A new book.

    Attributes:
        book: open.
        key: its recovery key; empty for a book without a passphrase.
        trouble: why what was chosen could not be kept in it; mostly empty.
    """

    book: Casebook
    key: str
    trouble: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the first start leads. What makes something is called in another thread.

    Attributes:
        make: makes the book with a passphrase or without one, and keeps these settings in it.
        enter: goes on with the book.
        build: makes the sample cases, in a language.
        look_around: goes on with them; is given what is filled in here, for the way back.
    """

    make: Callable[[str | None, dict[str, Any]], Made]
    enter: Callable[[Made], Awaitable[None]]
    build: Callable[[str], Samples]
    look_around: Callable[[Samples, dict[str, Any]], Awaitable[None]]


class FirstStart(Threshold):
    """There is no book yet."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+n", "decline", show=False, priority=True)]

    def __init__(self, ways: Ways, was: dict[str, Any] | None = None) -> None:
        """Ask how the new book is to be kept.

        Args:
            ways: where it leads.
            was: what was filled in before one looked around.
        """
        super().__init__()
        self._ways, self.was = ways, was
        self._warned_of = ""
        self._at_work = False

    def heading(self) -> str:
        """What is made."""
        return _("Lingkar: a new casebook")

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("make the book") if self._begins_own else _("look around")

    # The fields

    def parts(self) -> Iterable[Widget]:
        """Whose the program is, what to begin with, and what opens the book."""
        language = "/".join(dict.fromkeys(in_all(_LANGUAGE)))  # whoever reads only one of them finds it
        named = _("for packets; it may stay empty")
        begins = [(OWN, _("an empty casebook of your own")), (SAMPLES, _("a look around at invented cases"))]
        yield _beside(ChoiceField("language", language, [(code, name_of(code)) for code in LANGUAGES], current()))
        yield _beside(LineField("practitioner", _("Your name"), control=LineInput(placeholder=named)))
        yield _beside(ChoiceField("begin", _("Begin with"), begins, OWN, unfolded=True))
        yield Static(classes="lead -apart", markup=False)
        yield _beside(
            NewSecretField(
                "passphrase", _("Passphrase"), help=_("Four or five words that do not belong together are strong.")
            )
        )
        yield _beside(SecretField("again", _("Once more")))
        yield Static(classes="doing", markup=False)

    def begin(self) -> None:
        """Nothing is being made yet."""
        self.query_one(".doing").display = False
        self._fit()

    def _fit(self) -> None:
        """A passphrase is asked for where something is to be kept."""
        for field in self.query(SecretField):
            field.display = self._begins_own
        self.query_one(".lead", Static).update(
            _("What you write about clients is encrypted with a passphrase. Nobody can recover it: without it, and "
              "without the recovery sheet that follows, the book stays closed for ever.")
            if self._begins_own else
            _("Try everything on people who do not exist, in a book that is thrown away. Leaving it brings you back "
              "here, and nothing of it stays.")
        )  # fmt: skip

    @property
    def _begins_own(self) -> bool:
        fields = [field for field in self.query(Field) if field.key == "begin"]
        return not fields or fields[0].value == OWN

    def keys(self) -> Sequence[KeyLabel]:
        """Going on, going without, and the way out."""
        without = [("ctrl+n", _("no passphrase"))] if self._begins_own else []
        on = self.save_word if self._is_last else _("go on")
        return [("enter", on), *without, *self.field_keys(), *self.around()]

    @property
    def _is_last(self) -> bool:
        return bool(self.fields) and self.focused is self.fields[-1].control

    def changed(self, field: Field) -> None:
        """Another language is spoken at once; another passphrase is another warning."""
        self._warned_of = ""
        if field.key == "language" and field.value != current():
            self.call_later(self.speak, field.value)
        elif field.key == "begin":
            self._fit()
            self.show_keys()
        elif field.key == "passphrase" and field.control.has_focus:  # not when the page is laid out anew
            self.field("again").retype("")  # dots of another passphrase would look like this one

    # Going on

    def action_go_on(self) -> None:
        """Enter in the last line makes the book."""
        if self._is_last:
            self.action_save()
        else:
            super().action_go_on()

    def save(self) -> None:
        """Make the book, after a warning where the passphrase is weak; or the sample cases."""
        if not self._begins_own:
            self._work(_("Getting the invented cases ready ..."), self._build_samples())
            return
        chosen, again = self.field("passphrase"), self.field("again")
        assert isinstance(chosen, NewSecretField)
        assert isinstance(again, SecretField)
        if chosen.value != again.value:
            self.show_problems({"again": _("This is not the same as above.")})
            again.line.select_all()  # typing begins anew
        elif not chosen.strength.is_fair and self._warned_of != chosen.value:
            self._warned_of = chosen.value
            self.say(
                _("This passphrase is {word}. Choose another one, or press enter again to use it all the same.").format(
                    word=chosen.strength.word
                )
            )
            self.call_after_refresh(self._show_focused)  # the sentence took some of the room
        else:
            self._make(chosen.value)

    def action_decline(self) -> None:
        """Go without a passphrase, after a question."""
        if self._at_work or not self._begins_own:
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
        settings = {"language": current(), "practitioner": self.field("practitioner").value}
        self._work(_("Making the book ..."), self._make_book(passphrase, settings))

    async def _make_book(self, passphrase: str | None, settings: dict[str, Any]) -> None:
        made = await asyncio.to_thread(self._ways.make, passphrase, settings)
        for field in self.query(SecretField):
            field.retype("")
        self.app.call_later(self._ways.enter, made)  # this screen will be gone

    async def _build_samples(self) -> None:
        samples = await asyncio.to_thread(self._ways.build, current())
        typed = {"practitioner": self.field("practitioner").typed}  # a passphrase is not kept meanwhile
        filled_in = {"typed": typed, "focus": "begin", "cursor": []}
        self.app.call_later(self._ways.look_around, samples, filled_in)

    def _work(self, doing: str, work: Coroutine[Any, Any, None]) -> None:
        """Do what takes a moment. Keys pressed from now on wait for what becomes of it."""
        if self._at_work:
            work.close()
            return
        self._show_at_work(doing)
        self.lingkar.hold_keys()
        self.lingkar.run_worker(self._try(work))

    async def _try(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except (LingkarError, OSError) as error:
            self._show_at_work("")
            self.say(in_a_sentence(error))
            self.lingkar.let_keys_go()

    def _show_at_work(self, doing: str) -> None:
        """Say what is done, in the place of all fields; or show these again."""
        self._at_work = bool(doing)
        for field in self.query(Field):
            field.display = not doing
        self.query_one(".lead").display = not doing
        line = self.query_one(".doing", Static)
        line.display = bool(doing)
        line.update(doing)
        if not doing:
            self._fit()
            self.field("passphrase" if self._begins_own else "begin").control.focus()


def _beside(field: Field) -> Field:
    """With its name beside it, so that all of it fits on a small screen."""
    field.add_class("-beside", "-first")
    return field
