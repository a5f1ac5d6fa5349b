"""The list of what a gate asks for: each item with its state in words, a cursor, and what enter does about it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from store.language import _
from store.practice.gates import Gate, Item
from tui.look.together import together


class Row(Horizontal):
    """One line of the list. An item that is not met can be mended; a row without an item is the way on."""

    def __init__(self, item: Item | None) -> None:
        """For an item, or for going on."""
        super().__init__(classes="row")
        self.item = item
        self.met = False
        self._text = ""

    def compose(self) -> ComposeResult:
        """Cursor, state and text."""
        for part in ("mark", "state", "text"):
            yield Static(classes=part, markup=False)

    def show(self, state: str, text: str, *, met: bool, hard: bool, width: int) -> None:
        """Bring the words up to date.

        Args:
            state: done, missing, advice; empty for the way on.
            text: the item.
            met: whether nothing is to be done.
            hard: whether only a reason passes it.
            width: cells for the state, the same in all rows.
        """
        self.met = met
        style = "$quiet" if met else "bold $foreground" if hard else "$primary"
        column = self.query_one(".state", Static)
        column.update(Content.styled(state, style))
        column.styles.width = width
        self._text = text
        self._show_text()

    def _show_text(self) -> None:
        style = "bold $accent" if self.has_class("-cursor") else "$quiet" if self.met else "$foreground"
        self.query_one(".text", Static).update(Content.styled(together(self._text), style))

    def point(self, here: bool) -> None:
        """Show the cursor, or take it away."""
        if here != self.has_class("-cursor"):
            self.set_class(here, "-cursor")
            mark = Content.styled("›" if here else " ", "bold $accent")
            self.query_one(".mark", Static).update(mark, layout=False)
            self._show_text()


class GateItems(Vertical, can_focus=True):
    """The items, one row each, and perhaps a last row that goes on.

    Attributes:
        gate: what the rows show; an empty one before that.
        at: the row of the cursor, of those in sight.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("home", "move(-99)", show=False),
        Binding("end", "move(99)", show=False),
        Binding("enter", "pick", show=False),
        Binding("space", "pick(True)", show=False),
    ]

    class Picked(Message):
        """The user wants to do something about the row under the cursor: to tick it off, or whatever is best."""

        def __init__(self, row: Row, ticks: bool) -> None:
            """Which row, and whether to tick it off if that can be done."""
            self.row, self.ticks = row, ticks
            super().__init__()

    class Moved(Message):
        """The cursor is on another row."""

    def __init__(self, items: Sequence[Item], way_on: str = "") -> None:
        """Show items.

        Args:
            items: what the gate asks for.
            way_on: the words of a last row that goes on; empty for none.
        """
        super().__init__(classes="gate-items")
        self._items, self._way_on = items, way_on
        self.gate = Gate(())
        self.at = 0

    def compose(self) -> ComposeResult:
        """A row an item."""
        yield from (Row(item) for item in self._items)
        if self._way_on:
            yield Row(None)

    @property
    def rows(self) -> list[Row]:
        """The rows in sight."""
        return [row for row in self.query(Row) if row.display]

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        rows = self.rows
        return rows[min(self.at, len(rows) - 1)] if rows else None

    def show(self, gate: Gate) -> None:
        """Bring every row up to date with the gate as it stands."""
        if gate == self.gate:
            return
        self.gate = gate
        done, missing, advice = _("Done"), _("Missing"), _("Advice")
        width = max(len(done), len(missing), len(advice)) + 2
        met = {item.code: is_met for item, is_met in gate.items}
        for row in self.query(Row):
            if row.item is None:
                row.display = not gate.unmet_hard
                row.add_class("-way-on")
                row.show("", self._way_on, met=False, hard=True, width=0)
            else:
                fine = met.get(row.item.code, False)
                state = done if fine else missing if row.item.hard else advice
                row.show(state, gate.text(row.item), met=fine, hard=row.item.hard, width=width)
        self.point_at(self.at)

    def point_at_first(self, gate: Gate) -> None:
        """Begin on the first hard item that is missing, or on the way on."""
        hard = {item.code for item in gate.unmet_hard}
        rows = self.rows
        start = next((n for n, row in enumerate(rows) if row.item and row.item.code in hard), len(rows) - 1)
        self.point_at(start)

    def point_at_next(self) -> None:
        """To the way on where it is open; else to the next row where something is to be done, round to the first.

        Where nothing required is missing any more, enter must not tick off what is only advised.
        """
        rows = self.rows
        open_rows = [n for n, row in enumerate(rows) if not row.met]
        if rows and rows[-1].item is None:
            self.point_at(len(rows) - 1)
        else:
            self.point_at(next((n for n in open_rows if n > self.at), open_rows[0] if open_rows else self.at))
        self.show_row()

    def point_at(self, at: int) -> None:
        """Put the cursor on a row."""
        rows = self.rows
        if not rows:
            return
        self.at = max(0, min(at, len(rows) - 1))
        for n, row in enumerate(rows):
            row.point(n == self.at and self.has_focus)
        self.post_message(self.Moved())

    def action_move(self, by: int) -> None:
        """To another row; over the edge to the next field."""
        rows = self.rows
        if by == 1 and self.at >= len(rows) - 1:
            self.screen.focus_next()
            return
        self.point_at(self.at + by)
        self.show_row()

    def show_row(self) -> None:
        """Bring the row under the cursor into sight."""
        if self.row:
            self.row.scroll_visible(animate=False)

    def action_pick(self, ticks: bool = False) -> None:
        """Do something about it."""
        if self.row:
            self.post_message(self.Picked(self.row, ticks))

    def on_click(self, event: events.Click) -> None:
        """Do something about the row under the mouse."""
        for n, row in enumerate(self.rows):
            if row.region.contains(event.screen_x, event.screen_y):
                self.point_at(n)
                self.action_pick()

    def watch_has_focus(self, value: bool) -> None:
        """Only what has the focus has a cursor."""
        super().watch_has_focus(value)
        self.point_at(self.at)


def remedy(item: Item, met: bool, ticked: bool) -> str:
    """What enter does about an item, in a word or two; empty when nothing.

    Args:
        item: which one.
        met: whether it is in place.
        ticked: whether the worker ticked it off.
    """
    if ticked:
        return _("take it back")
    if met:
        return ""
    return _("fill it in") if item.fix else _("tick it off") if item.by_hand else ""
