"""Fields to type in: one line, or several. Pasted text is cleaned on its way in; nothing pasted is cut off."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from store.language import _
from store.model.text import clean
from tui.forms.field import Field
from tui.hinted import HintedInput


class LineInput(HintedInput):
    """One line. What is pasted keeps all its lines, joined by spaces; Textual's own would drop all but the first."""

    SELECTS: ClassVar[bool] = False
    """Whether typing takes the place of what stood there: right for a day, wrong for a name."""

    def __init__(self, value: str = "", placeholder: str = "") -> None:
        """With a text to begin with."""
        super().__init__(value, placeholder=placeholder, select_on_focus=self.SELECTS)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._put(event.text)

    def action_paste(self) -> None:
        """Paste what was copied in the program."""
        self._put(self.app.clipboard)

    def _put(self, text: str) -> None:
        self.replace(" ".join(clean(text).expandtabs(4).splitlines()), *sorted(self.selection))


class Area(TextArea):
    """Several lines, wrapped. Tab leaves it."""

    def __init__(self, text: str = "") -> None:
        """With a text to begin with."""
        super().__init__(text, tab_behavior="focus", soft_wrap=True, highlight_cursor_line=False)
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        result = self.replace(clean(event.text), *sorted(self.selection), maintain_selection_offset=False)
        self.move_cursor(result.end_location)


class LineField(Field):
    """A field of one line."""

    def __init__(
        self, key: str, label: str, value: str = "", *, help: str = "", needed: bool = False, limit: int | None = None,
        control: LineInput | None = None,
    ) -> None:  # fmt: skip
        """A line with a text to begin with.

        Args:
            key: see `Field`.
            label: see `Field`.
            value: the text it begins with.
            help: see `Field`.
            needed: see `Field`.
            limit: the model's greatest length, so that all problems are shown at once.
            control: a special kind of line.
        """
        self._start, self._limit = value, limit
        self.line = control or LineInput(value)
        super().__init__(key, label, self.line, help=help, needed=needed)

    @property
    def value(self) -> str:
        """The text."""
        return self.line.value

    @property
    def is_touched(self) -> bool:
        """Whether the text changed."""
        return self.line.value != self._start

    @property
    def is_empty(self) -> bool:
        """Whether nothing that stays is typed."""
        return not clean(self.line.value).strip()

    @property
    def typed(self) -> str:
        """The text as it stands there, sense or not."""
        return self.line.value

    def retype(self, typed: str | None) -> None:
        """Put the text back."""
        self.line.value = typed or ""

    @property
    def cursor(self) -> tuple[int, ...]:
        """Before which character."""
        return (self.line.cursor_position,)

    def put_cursor(self, cursor: Sequence[int]) -> None:
        """Before this character."""
        self.line.cursor_position = cursor[0]

    def trouble(self) -> str:
        """Too long, or missing."""
        if self._limit and len(clean(self.line.value).strip()) > self._limit:
            return _("This is longer than {count} characters.").format(count=self._limit)
        return super().trouble()

    def on_input_changed(self, event: Input.Changed) -> None:
        """The user typed."""
        event.stop()
        if self.is_mounted:
            self.touched()


class AreaField(Field):
    """A field of several lines."""

    def __init__(self, key: str, label: str, value: str = "", *, help: str = "", needed: bool = False) -> None:
        """Lines with a text to begin with; see `Field`."""
        self.area = Area(value)
        self._start = self.area.text
        super().__init__(key, label, self.area, help=help, needed=needed)

    @property
    def value(self) -> str:
        """The text."""
        return self.area.text

    @property
    def is_touched(self) -> bool:
        """Whether the text changed."""
        return self.area.text != self._start

    @property
    def is_empty(self) -> bool:
        """Whether nothing that stays is typed."""
        return not clean(self.area.text).strip()

    @property
    def typed(self) -> str:
        """The text."""
        return self.area.text

    def retype(self, typed: str | None) -> None:
        """Put the text back."""
        self.area.text = typed or ""

    @property
    def cursor(self) -> tuple[int, ...]:
        """In which line, before which character."""
        return self.area.cursor_location

    def put_cursor(self, cursor: Sequence[int]) -> None:
        """In this line, before this character."""
        line, character = cursor
        self.area.move_cursor((line, character))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """The user typed. Textual also says so when the first text is put in."""
        event.stop()
        if self.is_mounted and (self.is_touched or self.has_class("-wrong")):
            self.touched()


class ProposalInput(LineInput):
    """A line that, empty, offers a text: one key takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("right", "right", show=False)]

    def __init__(self, value: str, proposal: str) -> None:
        """With the text to begin with and the one offered, which must not look as if it stood there already."""
        words = _("empty · {key} takes {proposal}").format(key=_("right"), proposal=proposal)
        super().__init__(value, placeholder=words)
        self.proposal = proposal

    def action_right(self) -> None:
        """Take the proposal, or move the cursor."""
        if self.value:
            self.action_cursor_right()
        else:
            self.value = self.proposal
            self.action_end()
