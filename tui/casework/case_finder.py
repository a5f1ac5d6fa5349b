"""A field for finding cases: type part of a code or an alias, go through what fits with the arrows.

With ticks it answers the cases that are ticked; without, the form acts on the one under the cursor. A space ticks, as
in every list of ticks, unless it is part of what is being typed; enter ticks always.
"""

from collections.abc import Callable, Iterable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from store.language import _, n_
from tui.casework.case_list import LEAST, CaseList, CaseRow
from tui.forms.field import Field
from tui.forms.text import LineInput
from tui.frame import KeyLabel


class FindingLine(LineInput):
    """The line to type in. It is asked of each space whether that is a blank in it."""

    def __init__(self, placeholder: str, is_key: Callable[[], bool], act: Callable[[], None]) -> None:
        """With what says that a space is a key, and what that key does."""
        super().__init__(placeholder=placeholder)
        self._is_key, self._act = is_key, act

    async def _on_key(self, event: events.Key) -> None:
        if event.character == " " and self._is_key():
            event.stop()
            event.prevent_default()
            self._act()


class CasesField(Field):
    """A line to type in, and under it the cases that fit."""

    def __init__(
        self, key: str, label: str, rows: Iterable[CaseRow], ticked: Iterable[str] | None = None, *, help: str = "",
        empty: str = "", least: int = 0, acts: Callable[[], Sequence[KeyLabel]] = list,
    ) -> None:  # fmt: skip
        """See `Field`.

        Args:
            key: see `Field`.
            label: see `Field`.
            rows: the cases to choose from.
            ticked: the codes that are ticked at first; None for a list without ticks.
            help: see `Field`.
            empty: what is said where there are no cases.
            least: how many must be ticked.
            acts: the keys of a list without ticks.
        """
        self.line = FindingLine(_("part of a code or an alias"), lambda: self.space_ticks, self.tick)
        self._is_choosing = False
        self._ticked: set[str] | None = None if ticked is None else set(ticked)
        self._start = frozenset(self._ticked or ())
        self._least, self._acts = least, acts
        self.list = CaseList(rows, self._ticked, empty)
        super().__init__(key, label, self.line, help=help, needed=least > 0)

    def compose(self) -> ComposeResult:
        """The list stands between the line and what is said under it."""
        label, control, under = super().compose()
        yield from (label, control, self.list, under)

    @property
    def row(self) -> CaseRow | None:
        """The case under the cursor."""
        return self.list.row

    @property
    def space_ticks(self) -> bool:
        """Whether a space ticks: nothing is typed yet, or the arrows went through what fits since."""
        return self._ticked is not None and (self._is_choosing or not self.line.value)

    @property
    def tick_key(self) -> KeyLabel:
        """What ticks now, for the form that has enter tick as well."""
        return (_("space") if self.space_ticks else "enter", _("tick"))

    def tick(self) -> None:
        """Tick the case under the cursor, or take its tick away; then all cases are shown again."""
        if self._ticked is None or self.row is None:
            return
        self._ticked ^= {self.row.code}
        row = self.row
        if self.line.value:
            self.line.value = ""
            self.list.filter("")
            self.list.go_to(self.list.shown.index(row))
        self.list.refresh()
        self.touched()

    # What a form asks of a field

    @property
    def value(self) -> tuple[str, ...]:
        """The codes that are ticked, in the order of the list."""
        return tuple(row.code for row in self.list.rows if row.code in (self._ticked or ()))

    @property
    def is_touched(self) -> bool:
        """Whether others are ticked, or something is typed."""
        return frozenset(self._ticked or ()) != self._start or bool(self.line.value)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is ticked."""
        return not self.value

    @property
    def typed(self) -> str:
        """What is typed, and then the codes that are ticked, one a line."""
        return "\n".join([self.line.value, *self.value])

    def retype(self, typed: str | None) -> None:
        """Put both back; a case that is gone meanwhile is not ticked."""
        words, *codes = (typed or "").split("\n")
        self.line.value = words
        if self._ticked is not None:
            self._ticked.clear()
            self._ticked.update({row.code for row in self.list.rows} & set(codes))
        self.list.filter(words)
        self.show_under()

    @property
    def cursor(self) -> tuple[int, ...]:
        """Before which character, and in which row."""
        return (self.line.cursor_position, self.list.at)

    def put_cursor(self, cursor: Sequence[int]) -> None:
        """Before this character, and in this row."""
        self.line.cursor_position = cursor[0]
        self.list.go_to(cursor[-1])

    def understood(self) -> str:
        """Which cases are ticked, also those that the filter hides."""
        if self._ticked is None or not self.value:
            return ""
        count = len(self.value)
        words = n_("{count} case: {codes}", "{count} cases: {codes}", count)
        return words.format(count=count, codes=", ".join(self.value))

    def trouble(self) -> str:
        """Too few are ticked."""
        if len(self.value) < self._least:
            return n_("Tick at least {count} case.", "Tick at least {count} cases.", self._least).format(
                count=self._least
            )
        return ""

    def keys(self) -> Sequence[KeyLabel]:
        """How to choose; what enter does is told by the form, which carries it out."""
        return [*self._acts(), (_("up/down"), _("choose"))]

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Arrows go through the list while one types."""
        by = {"up": -1, "down": 1, "pageup": -LEAST, "pagedown": LEAST}.get(event.key)
        if by:
            event.stop()
            self.list.go_to(self.list.at + by)
            self._is_choosing = True
            self.post_message(self.Changed(self))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        event.stop()
        self._is_choosing = False
        if self.is_mounted:
            self.list.filter(self.line.value)
            self.touched()

    def on_case_list_picked(self, event: CaseList.Picked) -> None:
        """Ticked with the mouse."""
        event.stop()
        self.line.focus()
        self.tick()
        self.post_message(self.Changed(self))
