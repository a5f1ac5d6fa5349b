"""A field of a form: label above, control, and under it what was understood, what is wrong, and why it is asked."""

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from store.language import _
from tui.forms.run import no_text_here
from tui.frame import KeyLabel
from tui.look.together import together


class Field(Vertical):
    """One field. A kind of field brings its control and says what its value is.

    Attributes:
        key: the model's name of the field, by which problems find it.
        has_strayed: whether a sentence was typed last on a list, where it went nowhere: then nothing is saved unseen.
    """

    class Changed(Message):
        """The user changed a field."""

        def __init__(self, field: "Field") -> None:
            """Which one."""
            self.field = field
            super().__init__()

    def __init__(self, key: str, label: str, control: Widget, *, help: str = "", needed: bool = False) -> None:
        """Put the parts together.

        Args:
            key: the model's name of the field.
            label: what it is called.
            control: what is typed or chosen in.
            help: why it is asked or how it is filled.
            needed: whether it must be filled before the form can be saved.
        """
        super().__init__(classes="field")
        self.key = key
        self.has_strayed = False
        self.control = control
        self.needed = needed
        self._label, self._help, self._problem = label, help, ""
        self._mark: str | None = None
        self._shown: list[tuple[str, str]] | None = None

    def compose(self) -> ComposeResult:
        """Label, control, and the lines under it."""
        yield Static(self._head(), classes="label", markup=False)
        yield self.control
        yield Static(classes="under", markup=False)

    def on_mount(self) -> None:
        """Say what is to be said from the start."""
        if self.children:  # none where the program ends in this very moment
            self.show_under()

    def _head(self) -> Content:
        mark = self._mark if self._mark is not None else _("needed") if self.needed else ""
        return Content.assemble((self._label, "bold"), (f"  {mark}" if mark else "", "$quiet"))

    # What a kind of field says of itself

    @property
    def value(self) -> Any:
        """The value as an act takes it. Asked only when `trouble` finds nothing."""
        raise NotImplementedError

    @property
    def is_touched(self) -> bool:
        """Whether it differs from what it began with."""
        raise NotImplementedError

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in."""
        raise NotImplementedError

    @property
    def typed(self) -> str | None:
        """What was typed or chosen, as it stands there."""
        raise NotImplementedError

    def retype(self, typed: str | None) -> None:
        """Put back what `typed` answered before the book was locked."""
        raise NotImplementedError

    @property
    def cursor(self) -> tuple[int, ...]:
        """Where the cursor stands in it; empty where there is none."""
        return ()

    def put_cursor(self, cursor: Sequence[int]) -> None:
        """Put the cursor where `cursor` said it was."""

    @property
    def is_secret(self) -> bool:
        """Whether what is typed here may not be kept anywhere, not even in the book."""
        return False

    def understood(self) -> str:
        """What the program takes the text to mean; empty when that is plain."""
        return ""

    def keys(self) -> Sequence[KeyLabel]:
        """The keys that only this field has, for the line at the bottom."""
        return ()

    def trouble(self) -> str:
        """What is wrong, as far as the field can tell; empty when nothing is."""
        return _("This is needed.") if self.needed and self.is_empty else ""

    # What it shows

    def relabel(self, label: str, help: str | None = None, mark: str | None = None) -> None:
        """Change the words around the control.

        Args:
            label: what it is called now.
            help: why it is asked now; None leaves that as it was.
            mark: a word beside the label in place of "needed".
        """
        self._label, self._mark = label, mark
        self._help = self._help if help is None else help
        if self.is_mounted:
            self.query_one(".label", Static).update(self._head())
            self.show_under()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, until the field changes."""
        self._problem = sentence
        self.set_class(bool(sentence), "-wrong")
        self.show_under()

    def show_under(self) -> None:
        """Bring the lines under the control up to date."""
        lines = [line for line in self._lines() if line[0]]
        if lines == self._shown:
            return  # typing mostly changes nothing here, and an update costs a layout
        self._shown = lines
        under = self.query_one(".under", Static)
        under.update(Content("\n").join(Content.styled(together(text), style) for text, style in lines))
        under.display = bool(lines)

    def _lines(self) -> tuple[tuple[str, str], ...]:
        return ((self._problem, "bold $error"), (self.understood(), "$foreground"), (self._help, "$quiet"))

    def strayed(self) -> None:
        """To be called by a kind of field that is a list when a sentence was typed on it."""
        self.has_strayed = True
        self.show_problem(no_text_here())

    def touched(self) -> None:
        """To be called by a kind of field when its control changed."""
        self._problem, self.has_strayed = "", False
        self.remove_class("-wrong")
        self.show_under()
        self.post_message(self.Changed(self))
