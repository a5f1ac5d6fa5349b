"""Writing a note: the facts on one line, the text, and a draft that is kept as one types.

Nothing typed is lost: the draft is on the disk at most two seconds after the last key, and again whenever the writing
is left, whatever ends it. Only a signature fixes a note.
"""

from contextlib import suppress
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from store import LingkarError, Note, NotFound, new_id
from store.language import _
from store.language.formats import clock_text
from tui.atbook import AtBook
from tui.casefile.layout import QUIET, STRONG, styled
from tui.casefile.note_acts import signing_question
from tui.casefile.note_facts import MORE_KEY, NoteFacts, more_words, usual_mode
from tui.casefile.outside_editor import ask_to_hand_over, chosen_editor, edit_outside
from tui.casefile.questions import QUESTION_KEY, question_key, toggle_question
from tui.casefile.reading import shown
from tui.casefile.templates import is_untouched, outline
from tui.forms.ask import Ask, ask_to_discard
from tui.forms.text import Area
from tui.frame import KeyBar, KeyLabel, Said
from tui.look.net import cell_text


class NoteHead(Widget):
    """Whose note this is, and when its draft was saved last."""

    def __init__(self, what: Content) -> None:
        """Not saved yet."""
        super().__init__()
        self._what, self._saved = what, ""

    def show_saved(self, words: str) -> None:
        """Say when the draft was saved."""
        self._saved = words
        self.refresh()

    def render(self) -> Content:
        """One line."""
        room = self.size.width - styled(self._saved).cell_length - 1
        what = self._what.truncate(room, ellipsis=True)
        gap = " " * (room + 1 - what.cell_length)
        return Content.assemble(what, gap, (self._saved, QUIET))


LOW = 10
"""In fewer lines than this there is room for the text, or for the facts."""


class NoteEditor(AtBook[None]):
    """A note being written."""

    SAVE_AFTER: ClassVar[float] = 1.5
    """Seconds from the first unsaved key to the write; with the write itself it stays under two."""

    AUTO_FOCUS = "Area"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  # as the base class has it
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

    def __init__(self, code: str, note_id: str | None = None) -> None:
        """Write a new note on a case, or go on with a draft.

        Args:
            code: the case.
            note_id: the draft; None for a new note.
        """
        super().__init__()
        self._code = code
        self._note_id = note_id or new_id()
        self._is_new = note_id is None
        self._session = new_id()  # all writes of this sitting are one step to undo
        self._unsaved = False
        self._kept: tuple[str, dict[str, Any]] | None = None  # text and facts as the book has them
        self._timer: Timer | None = None
        self._in_trouble = False
        self._over = False

    def compose(self) -> ComposeResult:
        """Where I am, the facts, the text, what just happened, what I may do."""
        draft = self._draft
        self._is_new = self.was["new"] if self.was else self._is_new
        mode = draft.mode if draft else usual_mode(self.book.leaf_through(self._code))
        self.facts = NoteFacts(draft, mode, self.book.clock())
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

    @property
    def _draft(self) -> Note | None:
        """The note as it is in the book; None while nothing of it is."""
        try:
            return self.book.note(self._note_id)
        except NotFound:
            return None

    @property
    def _is_nothing(self) -> bool:
        """Whether nothing stands here, nor in the book."""
        return is_untouched(self.area.text) and self._draft is None

    def action_guide(self) -> None:
        """What the keys do here, and what the manual says of notes; what is typed stays."""
        from tui.guide.guide import Guide

        self.app.push_screen(Guide((), "notes", self._keys(), in_form=False))

    # Saving as one types

    def on_text_area_changed(self) -> None:
        """A key changed the text. The text itself is read only when it is saved."""
        self._touch()

    def on_note_facts_changed(self) -> None:
        """A fact was changed."""
        self._touch()

    def _touch(self) -> None:
        self._unsaved = True
        if self._timer is None and self.is_mounted:
            self._timer = self.set_timer(self.SAVE_AFTER, self._due)

    def _due(self) -> None:
        self._timer = None
        if not self._over and not self.save():
            self._touch()  # keep trying

    def save(self) -> bool:
        """Write what is typed to the book. Trouble is said, and the text stays where it is.

        Returns:
            Whether everything typed is in the book now.
        """
        text = self.area.text
        wrong = self.facts.moment.read()
        values = self.facts.values
        if not self._unsaved or self._is_nothing:
            return not wrong
        try:
            if self._kept != (text, values):
                self.book.write_draft(self._code, self._note_id, session=self._session, body=text, **values)
                self._show_saved()
                self._kept = (text, values)
        except LingkarError as error:
            self.say(_("The draft could not be saved; what you typed is still here. {why}").format(why=error), True)
            return False
        if wrong:
            self.say(wrong, True)
            return False
        self._unsaved = False
        if self._in_trouble:
            self.say("")
        return True

    def _show_saved(self) -> None:
        words = _("draft saved {time}").format(time=clock_text(self.book.clock()))
        self.query_one(NoteHead).show_saved(words)

    def say(self, text: str, trouble: bool = False) -> None:
        """Say what just happened."""
        self._in_trouble = trouble
        self.query_one(Said).say(text, trouble)

    def say_trouble(self, text: str) -> None:
        """Say what went wrong, in full."""
        self.say(text, True)

    def on_descendant_blur(self) -> None:
        """The focus went elsewhere, perhaps to another window."""
        if not self._over:
            self.save()

    def keep(self) -> bool:
        """The program may end at once; answers whether everything typed is in the book."""
        if not self.is_mounted or self._over:
            return True
        kept = self.save()
        with suppress(LingkarError):  # an empty draft that stays harms nobody
            self._leave_nothing_behind()
        return kept

    def parked(self) -> dict[str, Any] | None:
        """Which note, where the cursor is, and what of it is not in the book, such as a moment that makes no sense."""
        if not self.is_mounted or self._over:
            return None
        draft, text = self._draft, self.area.text
        return {
            "screen": "editor", "code": self._code, "note": self._note_id if draft else None, "new": self._is_new,
            "text": None if draft and self._kept and self._kept[0] == text else text, "facts": self.facts.typed,
            "cursor": list(self.area.cursor_location), "in_text": self.area.has_focus,
        }  # fmt: skip

    def _put_back(self, was: dict[str, Any]) -> None:
        """Go on where the book was locked."""
        self.facts.retype(was["facts"])
        if was["text"] is not None:
            self.area.text = was["text"]
        if self._kept != (self.area.text, self.facts.values):
            self._touch()
        line, character = was["cursor"]
        self.area.move_cursor((line, character))
        if not was["in_text"]:
            self.facts.moment.focus()

    def _leave_nothing_behind(self) -> bool:
        """Remove a new note in which nothing stands; answers whether there is no note."""
        draft = self._draft
        if not self._is_new or (draft and not (is_untouched(self.area.text) and not more_words(draft))):
            return False
        if draft:
            self.book.discard_draft(self._note_id)
        return True

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
                text, values = self.area.text, self.facts.values
                self.book.write_draft(self._code, self._note_id, session=self._session, body=text, **values)
            except LingkarError as error:
                self.say(str(error), True)
                return
            self._kept = (text, values)
        self.app.push_screen(NoteMore(self._code, self._note_id, self._session))

    def on_note_facts_more_wanted(self) -> None:
        """The same with the mouse."""
        self.action_more()

    def on_screen_resume(self) -> None:
        """The form above may have changed those facts."""
        if self.is_mounted:
            self.facts.more.show(self._draft)

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
        """Keep the draft and go."""
        if self._is_nothing:
            self._finish("")
            return
        if not self.save():
            if self._unsaved and not self.facts.moment.read():
                self.app.push_screen(ask_to_discard(), lambda throw: self._finish("") if throw else None)
            return
        try:
            gone = self._leave_nothing_behind()
        except LingkarError as error:
            self.say(str(error), True)
            return
        self._finish("" if gone else _("Draft on {code} kept").format(code=self._code))

    def action_sign(self) -> None:
        """Sign and lock it, after a question."""
        if is_untouched(self.area.text):
            self.say(_("There is nothing to sign yet."), True)
        elif self.save():
            self.app.push_screen(signing_question(), self._sign)

    def _sign(self, yes: bool | None) -> None:
        if not yes or not self.save():
            return
        try:
            self.book.sign_note(self._note_id)
        except LingkarError as error:
            self.say(str(error), True)
        else:
            self._finish("")

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
