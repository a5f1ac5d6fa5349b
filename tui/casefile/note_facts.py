"""The line of facts above the text of a note: when, how, with what outcome, in which format, private or not.

Who was there, where, how long, for which goals: those have a form of their own (`note_more`), and here a word only.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from store import Note
from store.language import _, n_
from store.language.formats import minutes_text
from store.model import ContactMode, ContactOutcome, NoteFormat
from store.model.record import to_the_second
from tui.forms.choice import Choice
from tui.forms.moment import MomentInput
from tui.forms.options import options
from tui.look.net import cell_text

MORE_KEY = "f5"
"""The key for the other facts."""


def usual_mode(notes: Iterable[Note]) -> ContactMode:
    """How the client was met, or was to be met, the last time.

    Args:
        notes: of the case, the newest contact first.
    """
    return next((note.mode for note in notes if note.mode.is_with_client), ContactMode.HOME_VISIT)


def more_words(note: Note | None) -> str:
    """The facts that have a form of their own, in a few words; empty where there are none."""
    if note is None:
        return ""
    words = [minutes_text(note.minutes)] if note.minutes else []
    words += [cell_text(text) for text in (note.participants, note.place) if text]
    if note.goals:
        words.append(n_("{count} goal", "{count} goals", len(note.goals)).format(count=len(note.goals)))
    if note.tasks_done:
        count = len(note.tasks_done)
        words.append(n_("{count} task done", "{count} tasks done", count).format(count=count))
    return " · ".join(words)


class MoreFacts(Widget):
    """A word about the facts that have a form of their own. It never has the focus: a key of the editor leads there."""

    def __init__(self, note: Note | None) -> None:
        """As a draft has them."""
        super().__init__()
        self.styles.width, self.styles.height, self.styles.padding = "1fr", 1, (0, 1)
        self.words = more_words(note)

    def show(self, note: Note | None) -> None:
        """As the draft has them now."""
        self.words = more_words(note)
        self.refresh()

    def render(self) -> Content:
        """The key, and what there is or what could be."""
        room = self.content_size.width - cell_len(MORE_KEY) - 1
        could = _("who, where, goals")
        words = self.words or (could if cell_len(could) <= room else _("more facts"))
        line = Content.assemble((MORE_KEY, "bold $accent"), " ", (words, "$foreground" if self.words else "$quiet"))
        return line.truncate(self.content_size.width, ellipsis=True)

    def on_click(self, event: Click) -> None:
        """Chosen with the mouse."""
        event.stop()
        self.post_message(NoteFacts.MoreWanted())


class Fact(Vertical):
    """A fact with its name."""

    def __init__(self, name: str, control: Widget) -> None:
        """Of what changes it, and what it is called."""
        super().__init__(Static(name, classes="label", markup=False), control)


class NoteFacts(Horizontal):
    """The facts of a note, each changed where it stands."""

    class Changed(Message):
        """A fact was changed."""

    class FormatChosen(Message):
        """Another outline was chosen."""

    class Done(Message):
        """Enter was pressed: on to the text."""

    class MoreWanted(Message):
        """The other facts are wanted."""

    def __init__(self, draft: Note | None, usual_mode: ContactMode, clock: Callable[[], datetime]) -> None:
        """The facts to begin with.

        Args:
            draft: the note to go on with; None for a new one.
            usual_mode: how the client is met as a rule, at which choosing begins.
            clock: what time it is.
        """
        super().__init__()
        stated = None if draft is None or draft.is_unstated else draft
        self._format = draft.format if draft else NoteFormat.NARRATIVE
        self.moment = MomentInput(draft.contact_at if draft else to_the_second(clock()), clock)
        self.mode = Choice(options(ContactMode), stated.mode if stated else None, proposal=usual_mode.value)
        self.outcome = Choice(options(ContactOutcome), stated.outcome if stated else None)
        self.format = Choice(options(NoteFormat), self._format.value)
        kinds = [("open", _("no")), ("private", _("yes"))]
        self.private = Choice(kinds, "private" if draft and draft.private else "open")
        self.more = MoreFacts(draft)

    def compose(self) -> ComposeResult:
        """One after the other, each with its name above it; the key for more says by itself what it is for."""
        yield Fact(_("When"), self.moment)
        yield Fact(_("How"), self.mode)
        yield Fact(_("Outcome"), self.outcome)
        yield Fact(_("Format"), self.format)
        yield Fact(_("Private"), self.private)
        yield Fact("", self.more)

    @property
    def values(self) -> dict[str, Any]:
        """The facts as the book takes them."""
        return {
            "contact_at": self.moment.moment,
            "mode": self.mode.value or ContactMode.ADMIN,
            "outcome": self.outcome.value or ContactOutcome.REACHED,
            "format": self.format.value,
            "private": self.private.value == "private",
        }

    @property
    def chosen_format(self) -> NoteFormat:
        """The outline that is chosen."""
        return NoteFormat.of(self.format.value or NoteFormat.NARRATIVE)

    @property
    def typed(self) -> dict[str, str | None]:
        """The facts as they stand there, the moment as it is typed, sense or not."""
        return {"moment": self.moment.value, **{name: choice.value for name, choice in self._choices.items()}}

    def retype(self, typed: dict[str, str | None]) -> None:
        """Put back what `typed` answered before the book was locked."""
        self.moment.value = typed["moment"] or ""
        for name, choice in self._choices.items():
            choice.value = typed[name]
            choice.refresh()
        self._format = self.chosen_format

    @property
    def is_contact_stated(self) -> bool:
        """Whether it is chosen how the contact was made."""
        return self.mode.value is not None

    @property
    def _choices(self) -> dict[str, Choice]:
        return {"mode": self.mode, "outcome": self.outcome, "format": self.format, "private": self.private}

    def on_input_changed(self, event: Input.Changed) -> None:
        """The moment is being typed."""
        event.stop()
        if self.is_mounted:
            self.post_message(self.Changed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to the text."""
        event.stop()
        self.post_message(self.Done())

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Another mode, outcome, format, or private."""
        event.stop()
        if self.is_contact_stated and self.outcome.value is None:  # the usual, in sight
            self.outcome.value = ContactOutcome.REACHED
            self.outcome.refresh()
        if self.chosen_format is not self._format:
            self._format = self.chosen_format
            self.post_message(self.FormatChosen())
        self.post_message(self.Changed())

    def on_choice_entered(self, event: Choice.Entered) -> None:
        """On to the text."""
        event.stop()
        self.post_message(self.Done())
