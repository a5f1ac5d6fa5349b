"""Writing a note: the facts on one line, the text, and what its keys do. How nothing of it is lost stands in `draft`.

Only a signature fixes a note.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from store import LingkarError
from store.language import _
from store.language.formats import moment_text
from tui.casefile.draft import DraftScreen, NoteHead
from tui.casefile.layout import QUIET, STRONG
from tui.casefile.note_facts import MORE_KEY, NoteFacts, usual_mode
from tui.casefile.outside_editor import ask_to_hand_over, chosen_editor, edit_outside
from tui.casefile.questions import QUESTION_KEY, question_key, toggle_question
from tui.casefile.reading import shown
from tui.casefile.signing import SignForm
from tui.casefile.templates import is_untouched, outline
from tui.forms.ask import Ask, ask_to_discard
from tui.forms.text import Area
from tui.frame import KeyBar, KeyLabel, Said
from tui.look.net import cell_text

LOW = 10
"""In fewer lines than this there is room for the text, or for the facts."""

NAMED = 18
"""From so many lines on each fact has its name above it."""


class NoteEditor(DraftScreen):
    """A note being written."""

    AUTO_FOCUS = "Area"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  # as the base class has it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (NAMED, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "close", show=False, priority=True),
        Binding("escape", "close", show=False),
        Binding("ctrl+g", "sign", show=False, priority=True),
        Binding("ctrl+d", "discard", show=False, priority=True),
        Binding("f4", "hand_over", show=False, priority=True),
        Binding("f1", "guide", show=False),
        Binding(QUESTION_KEY, "question", show=False, priority=True),
        Binding(MORE_KEY, "more", show=False, priority=True),
    ]

    def compose(self) -> ComposeResult:
        """Where I am, the facts, the text, what just happened, what I may do."""
        draft = self._draft
        self._is_new = self.was["new"] if self.was else self._is_new
        mode = draft.mode if draft else usual_mode(self.book.leaf_through(self._code))
        self.facts = NoteFacts(draft, mode, self.book.clock)
        self.area = Area(draft.body if draft else "")
        yield NoteHead(self._head())
        yield self.facts
        yield self.area
        yield Said()
        yield KeyBar(self._keys())

    def on_resize(self) -> None:
        """In a low window the text comes before the facts, unless one of those is just being changed."""
        self.facts.display = self.size.height >= LOW or self.facts.has_focus_within

    def on_mount(self) -> None:
        """The cursor goes where the text ended."""
        if self._draft:
            self._kept = (self.area.text, self.facts.values)
        self.area.move_cursor(self.area.document.end)
        if self.was:
            self._put_back(self.was)
        elif self._draft is None:
            self._tell_of_another()

    def _tell_of_another(self) -> None:
        """That a draft of this case waits already: after a break one may look for it here."""
        if self.book.drafts(self._code):  # counted anyway; without one not all notes need be read
            waiting = next(note for note in self.book.leaf_through(self._code) if note.is_draft)
            told = _("Another draft, of {moment}, waits in the notes")
            self.say(told.format(moment=moment_text(waiting.contact_at)))

    def _head(self) -> Content:
        case = self.book.case(self._code)
        alias = shown(cell_text(case.alias), self.lingkar.hidden)
        what = _("new note") if self._is_new else _("draft")
        return Content.assemble(
            (case.code, STRONG), (" · ", QUIET), (alias, STRONG), (" · ", QUIET),
            (case.phase.label, f"$phase-{case.phase}"), (" · ", QUIET), (what, QUIET),
        )  # fmt: skip

    def _keys(self) -> list[KeyLabel]:
        return [
            ("ctrl+s", _("keep draft")), ("ctrl+g", _("sign")), ("tab", _("facts")), question_key(),
            (MORE_KEY, _("more facts")), ("ctrl+d", _("discard")), ("f4", _("other editor")), ("esc", _("leave")),
        ]  # fmt: skip

    def action_guide(self) -> None:
        """What the keys do here, and what the manual says of notes; what is typed stays."""
        from tui.guide.guide import TYPED, Guide

        keys, words = TYPED
        self.app.push_screen(Guide((), "notes", [*self._keys(), (keys, _(words))], in_form=False))

    # The outline

    def on_note_facts_format_chosen(self) -> None:
        """Put the headings in, where nothing was typed that they would replace."""
        if is_untouched(self.area.text):
            headings = outline(self.facts.chosen_format)
            self.area.text = headings
            first_empty = (1, 0) if headings else (0, 0)
            self.area.move_cursor(first_empty)
        else:
            self.say(_("Your text stays as it is; only the name of the format changed."))

    def on_note_facts_done(self) -> None:
        """On to the text."""
        self.area.focus()

    # Questions for supervision

    def action_question(self) -> None:
        """The line of the cursor is a question for supervision, or is none any more."""
        self.area.focus()
        toggle_question(self.area)

    # Who, where, how long, for which goals

    def action_more(self) -> None:
        """The other facts, in a form of their own over the draft, which must be in the book for it."""
        from tui.casefile.note_more import NoteMore

        if self.must_stay_hidden() or not self.save():
            return
        if self._draft is None:
            try:
                self._write()
            except LingkarError as error:
                self.say(str(error), True)
                return
        self.app.push_screen(NoteMore(self._code, self._note_id, self._session))

    def on_note_facts_more_wanted(self) -> None:
        """The same with the mouse."""
        self.action_more()

    def on_screen_resume(self) -> None:
        """The form above may have changed those facts, or signed the note."""
        if not self.is_mounted:
            return
        draft = self._draft
        if draft and not draft.is_draft:
            self._finish("")
        else:
            self.facts.more.show(draft)

    # Another editor

    def action_hand_over(self) -> None:
        """Write on in another program, after a question."""
        command = chosen_editor()
        if not command:
            self.say(_("No other editor is chosen. Set VISUAL or EDITOR to one before you start Lingkar."), True)
        elif self.save():
            self.app.push_screen(ask_to_hand_over(command), self._hand_over)

    def _hand_over(self, yes: bool | None) -> None:
        command = chosen_editor()
        if not yes or not self.save():
            return
        before = self.area.text
        try:
            text = edit_outside(self.app, command, before)
        except LingkarError as error:
            self.say(str(error), True)
            return
        finally:
            self.lingkar.presence.start()  # the user was there all the time
        if text == before:
            self.say(_("The text came back unchanged. An editor with a window of its own needs its option to wait."))
            return
        self.area.replace(text, (0, 0), self.area.document.end)  # ctrl+z takes it back
        self.area.move_cursor(self.area.document.end)
        self._touch()
        if self.save():
            self.say(_("The text came back and is kept as a draft."))

    # Ending

    def action_close(self) -> None:
        """Keep the draft and go, also where a moment makes no sense; only what the disk refused is asked about."""
        if self._is_nothing:
            self._finish("")
            return
        self.save()
        if not self._is_kept:
            self.app.push_screen(ask_to_discard(), lambda throw: self._finish("") if throw else None)
            return
        try:
            gone = self._leave_nothing_behind()
        except LingkarError as error:
            self.say(str(error), True)
            return
        self._finish(_("Nothing was written, so no note was kept") if gone else self._kept_words())

    def _kept_words(self) -> str:
        """That the draft is kept; and where no moment was typed that makes sense, which one stands."""
        if wrong := self.facts.moment.read():
            moment = moment_text(self.facts.moment.moment)
            return _("Draft on {code} kept. {why} The contact stays at {moment}.").format(
                code=self._code, why=wrong, moment=moment
            )
        return _("Draft on {code} kept").format(code=self._code)

    def action_sign(self) -> None:
        """Sign and lock it, in a form of its own."""
        if is_untouched(self.area.text):
            self.say(_("There is nothing to sign yet."), True)
        elif self.save():
            self.app.push_screen(SignForm(self._note_id))

    def action_discard(self) -> None:
        """Throw the draft away, after a question."""
        if self._is_nothing:
            self._finish("")
            return
        text = _("The whole note goes. Undo (u) brings back what was saved.")
        self.app.push_screen(Ask(_("Discard this draft?"), text, _("discard it"), _("keep writing")), self._discard)

    def _discard(self, yes: bool | None) -> None:
        if not yes:
            return
        try:
            if self._draft:
                self.book.discard_draft(self._note_id)
        except LingkarError as error:
            self.say(str(error), True)
        else:
            self._finish("")

    def _finish(self, said: str) -> None:
        """Leave; the place below says what became of the note."""
        if self._over:
            return
        self._over = True
        places = self.lingkar.places()
        self.dismiss()
        if said and places:
            places[-1].say(said)
