"""One note for many cases: a group session, or any contact that served several clients at once.

Each case gets its own note, to sign and to add to by itself; none of them names the other clients. What is typed is
kept as in the note editor: at most two seconds after a key it is in the book, and comes back if the program is cut off.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from store import Case, LingkarError
from store.language import _
from store.model import ContactMode, ContactOutcome
from store.model.note import MOST_MINUTES
from store.model.record import to_the_second
from tui.casefile.questions import QUESTION_KEY, question_key, toggle_question
from tui.casework.case_finder import CasesField
from tui.casework.case_list import rows_of
from tui.forms.choice_field import ChoiceField
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.moment import MomentField, moment_examples
from tui.forms.number import NumberField
from tui.forms.options import NO, options, yes_or_no
from tui.forms.text import Area, AreaField, LineField
from tui.frame import KeyLabel

TOGETHER = 2
"""A note on one case alone is written in the note editor."""


class GroupNoteForm(Form):
    """The cases, the text, and the facts of the session."""

    SAVE_AFTER: ClassVar[float] = 1.5
    """Seconds from the first key that is not kept to the write; see `NoteEditor`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g", "sign", show=False, priority=True),
        Binding(QUESTION_KEY, "question", show=False, priority=True),
    ]

    def __init__(self, code: str = "", begun: str = "") -> None:
        """For some cases.

        Args:
            code: one of them, such as the one under the cursor; empty when none is known yet.
            begun: when the form was opened first, if it comes back; the contact is taken to be of that moment.
        """
        super().__init__()
        self._code = code
        self._begun = begun
        self._timer: Timer | None = None
        self._was_kept = False

    def heading(self) -> str:
        """What it is."""
        return _("One note for several cases")

    def parts(self) -> Iterable[Widget]:
        """For whom, what, and how it came about."""
        now = self.book.clock()
        self._begun = self._begun or to_the_second(now).isoformat()
        self._made_of[1]["begun"] = self._begun  # so that it is the same moment when the form comes back
        yield CasesField(
            "codes", _("For which cases"), rows_of(self.book.cases(), self.lingkar.hidden),
            [self._code] if self._code else [], least=TOGETHER, empty=_("There is no case yet."),
        )  # fmt: skip
        yield AreaField(
            "body", _("Note"), needed=True,
            help=_("The same text goes into each file: name only people whom all of them know."),
        )  # fmt: skip
        yield Static(_("The session"), classes="group", markup=False)
        yield MomentField(
            "at", _("When"), datetime.fromisoformat(self._begun), self.book.clock, help=moment_examples(now)
        )
        yield ChoiceField("mode", _("How"), options(ContactMode), ContactMode.GROUP)
        yield ChoiceField("outcome", _("With what outcome"), options(ContactOutcome), ContactOutcome.REACHED)
        yield LineField("place", _("Where"))
        yield NumberField(
            "minutes", _("How long"), whole=True, least=1, most=MOST_MINUTES, unit=_("minutes"), help=_("In minutes.")
        )  # fmt: skip
        yield ChoiceField(
            "private", _("Private"), yes_or_no(), NO, help=_("Private notes stay out of every export.")
        )  # fmt: skip

    # Keys

    def action_go_on(self) -> None:
        """Enter among the cases ticks one; elsewhere it means what it means in every form."""
        cases = self.query_one(CasesField)
        if self.focused is cases.control:
            cases.tick()
        else:
            super().action_go_on()

    def acts(self) -> Sequence[KeyLabel]:
        """Saving; among the cases ticking comes first."""
        cases, save = self.query_one(CasesField), super().acts()
        if self.focused is not cases.control:
            return save
        return [cases.tick_key, *save]

    def more_keys(self) -> Sequence[KeyLabel]:
        """Signing, after the way to the next field. In the text a line can become a question."""
        question = [question_key()] if isinstance(self.focused, Area) else []
        return [("ctrl+g", _("sign all")), *question]

    def action_question(self) -> None:
        """Mark the line of the note as a question for supervision, or take that back."""
        if isinstance(self.focused, Area):
            toggle_question(self.focused)

    def action_sign(self) -> None:
        """Sign and lock every note at once, once that is confirmed with the same key."""
        if problems := {field.key: sentence for field in self.fields if (sentence := field.trouble())}:
            self.show_problems(problems)
        else:
            self.app.push_screen(SignAllForm(*self.field("codes").value), self._signed_or_not)

    def _signed_or_not(self, signs: str | None) -> None:
        if signs is None:
            self.say(_("Not signed; what you typed is still here."))
        else:
            self._write(sign=True)

    def save(self) -> None:
        """A draft in each case."""
        self._write(sign=False)

    def _write(self, *, sign: bool) -> None:
        given = {field.key: field.value for field in self.fields if not field.is_empty}
        self.attempt(lambda: self._noted(given, sign))

    def _noted(self, given: dict[str, Any], sign: bool) -> Case:
        notes = self.book.add_group_note(**given, sign=sign)
        return self.book.case(self._code or notes[0].case_code)

    # Keeping what is typed

    def changed(self, _field: Field) -> None:
        """Soon after a key, or after it came back, what is typed is kept."""
        self._keep_soon()

    def _keep_soon(self) -> None:
        if self._timer is None:
            self._timer = self.set_timer(self.SAVE_AFTER, self._keep)

    def _keep(self) -> None:
        self._timer = None
        if self.holds_text:
            self._was_kept = True
            if not self.lingkar.keep_what_lies_open():
                self.say(_("What you typed could not be kept yet; it is still here."))
                self._keep_soon()  # keep trying

    def finish(self, answer: str | None) -> None:
        """Leave; then the book need not keep what was typed any longer."""
        super().finish(answer)
        if self._was_kept:
            with suppress(LingkarError):  # then it comes back once more at the next start
                self.book.park([])


class SignAllForm(Form):
    """Whether every note of a session is signed, with the keys that sign one note. It answers None where not."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+g", "save", show=False, priority=True)]

    def __init__(self, *codes: str) -> None:
        """For the notes in these cases."""
        super().__init__()
        self._codes = codes

    def heading(self) -> str:
        """What is signed."""
        return _("Sign the note in every case?")

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("sign and lock them")

    def parts(self) -> Iterable[Widget]:
        """Which cases, so that a wrong one is seen; then what follows."""
        yield Static(", ".join(self.name_of(self.book.case(code)) for code in self._codes), markup=False)
        yield Static()
        words = _("A signed note is locked. Later changes are addenda, which keep what was signed.")
        yield Static(words, classes="quiet", markup=False)

    def save(self) -> None:
        """Sign them."""
        self.finish("")

    def parked(self) -> None:
        """It does not come back after a lock; the form below does."""
