"""The board as one widget that draws only the lines in the window; its cost does not grow with the caseload.

A widget a card would cost sixteen to two hundred times a bare program's start at 5,000 cards. The widget knows where
the cursor is and what is drawn; what a key does to a case is the business of the screen.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from store import Case
from store.language import _, n_
from tui.board import heads
from tui.board.arrangement import PHASES, Arrangement
from tui.board.card import Card
from tui.board.cards import draw
from tui.board.geometry import CARD_HEIGHT, Column, is_folded, measure
from tui.board.trend import NO_TREND, Trend
from tui.look.drawing import Look, fitted, message_line

CARDS_KEPT = 512
"""How many drawn cards are kept before starting anew; several times what the largest window shows."""


class _Drawn(NamedTuple):
    card: Card
    width: int
    needs_today: bool
    strips: list[Strip]


class Board(Widget, can_focus=True):
    """The columns, the cards, and the cursor.

    Attributes:
        search_key: what leads on to the notes, where the filter has words; said where no card has them.
    """

    class Opened(Message):
        """The card under the cursor was opened with the mouse."""

    def __init__(
        self,
        arrangement: Arrangement,
        moved: Callable[[], None],
        trend: Callable[[str], Trend] = lambda _code: NO_TREND,
    ) -> None:
        """Over an arrangement, which the screen fills.

        Args:
            arrangement: the columns.
            moved: told at once when the cursor is on another card, so that the keys change in the same frame.
            trend: how far a case has come; asked only of cards that are drawn, and once until they change.
        """
        super().__init__()
        self.arrangement = arrangement
        self._moved = moved
        self._ask_trend = trend
        self._trends: dict[str, tuple[Card, Trend]] = {}
        self.hidden = False
        self.search_key = ""
        self.phase = 0
        self._rows = [0] * len(PHASES)  # the card under the cursor, for each column
        self._tops = [0] * len(PHASES)  # the first card shown, for each column
        self._drawn: dict[tuple[str, bool], _Drawn] = {}
        self._look: Look | None = None
        self._window = measure(0, 0, arrangement.counts(), 0, 0)

    # What is where

    @property
    def current(self) -> Card | None:
        """The card under the cursor."""
        column = self.arrangement.columns[self.phase]
        return column[min(self._rows[self.phase], len(column) - 1)] if column else None

    @property
    def current_case(self) -> Case | None:
        """Its case."""
        return self.current.case if self.current else None

    @property
    def is_too_small(self) -> bool:
        """Whether the window has no room for even one card."""
        return bool(self.size) and self._window.is_too_small

    @property
    def _has_message(self) -> bool:
        """Whether a message stands in the place of the cards."""
        return self.arrangement.is_empty or not any(self.arrangement.counts())

    def _measure(self) -> bool:
        """Measure the window anew; whether its columns changed."""
        before = self._window
        width, height = self.size
        self._window = measure(width, height, self.arrangement.counts(), self.phase, before.columns[0].phase)
        return self._window.columns != before.columns

    def _region(self, phase: int, row: int) -> Region | None:
        """The cells of a card, None when it is not on the screen."""
        column = next((c for c in self._window.columns if c.phase == phase), None)
        line = row - self._tops[phase]
        if column is None or not 0 <= line < self._window.cards_shown:
            return None
        return Region(column.x, self._window.head_height + line * CARD_HEIGHT, column.width, CARD_HEIGHT)

    # Moving the cursor

    def move_to(self, phase: int, row: int) -> None:
        """Put the cursor on a card, repainting only what that changes."""
        was_phase, was = self.phase, self._region(self.phase, self._rows[self.phase])
        before = (self.phase, list(self._rows), list(self._tops))
        self.phase = phase
        self._rows[phase] = max(0, min(row, len(self.arrangement.columns[phase]) - 1))
        other_columns = self._measure()
        self._keep_in_window(phase)
        if (self.phase, self._rows, self._tops) == before:
            return
        if other_columns:
            self.refresh()
        elif before[2] != self._tops:
            self._refresh_columns(was_phase, phase)
        else:
            self.refresh(*[r for r in (was, self._region(phase, self._rows[phase])) if r])
        if was_phase != phase:
            self._refresh_heads()
        self._moved()

    def step(self, lines: int) -> None:
        """The cursor up or down its column."""
        self.move_to(self.phase, self._rows[self.phase] + lines)

    def page(self, pages: int) -> None:
        """The cursor a window of cards up or down."""
        self.step(pages * self._window.cards_shown)

    def side(self, columns: int) -> None:
        """The cursor to the next column left or right, past folded ones; not past the edge."""
        counts, phase = self.arrangement.counts(), self.phase + columns
        while 0 <= phase < len(PHASES) and is_folded(phase, counts, self.phase):
            phase += columns
        if 0 <= phase < len(PHASES):
            self.move_to(phase, self._rows[phase])

    def go_to(self, code: str) -> None:
        """The cursor to a case's card, if it is shown."""
        place = self.arrangement.find(code)
        if place:
            self.move_to(*place)

    def row_in(self, phase: int) -> int:
        """Where the cursor stood last in a column."""
        return self._rows[phase]

    def _keep_in_window(self, phase: int) -> None:
        row, shown = self._rows[phase], self._window.cards_shown
        count = len(self.arrangement.columns[phase])
        top = min(self._tops[phase], max(0, count - shown))
        self._tops[phase] = max(row - shown + 1, min(top, row), 0)

    # The book or the view changed

    def update_card(self, code: str, card: Card | None) -> None:
        """Show a case as it is now (None: it is gone), repainting only the columns it left and entered."""
        left, had_message = self.arrangement.find(code), self._has_message
        if card:
            self.arrangement.put(card)
        else:
            self.arrangement.take(code)
        entered = self.arrangement.find(code)
        touched = {place[0] for place in (left, entered) if place}
        other_columns = self._measure()
        for phase in touched | {self.phase}:
            self._rows[phase] = max(0, min(self._rows[phase], len(self.arrangement.columns[phase]) - 1))
            self._keep_in_window(phase)
        if other_columns or had_message or self._has_message or not touched:
            self.refresh()
        elif left == entered and left:
            self.refresh(*[r for r in (self._region(*left),) if r])
        else:
            self._refresh_columns(*touched)
            self._refresh_heads()

    def mark(self, waiting: frozenset[str]) -> None:
        """Say on the cards which cases need their worker today, repainting only those of which that is news."""
        current = self.current_case
        changed, has_moved = self.arrangement.mark(waiting)
        if has_moved or (changed and self._has_message):
            self.show_anew(filtered=True)
            if current:
                self.go_to(current.code)
            return
        regions = [self._region(phase, row) for phase, row, code in self._cards_shown() if code in changed]
        if regions:
            self.refresh(*[region for region in regions if region])

    def _cards_shown(self) -> Iterable[tuple[int, int, str]]:
        """Phase, row and code of the cards in the window."""
        for column in self._window.columns:
            top = self._tops[column.phase]
            cards = self.arrangement.columns[column.phase][top : top + self._window.cards_shown]
            for row, card in enumerate(cards, start=top):
                yield column.phase, row, card.case.code

    def show_anew(self, *, filtered: bool = False) -> None:
        """Draw everything again. After filtering, the cursor goes to the first card there is."""
        if not filtered:
            self._drawn.clear()
            self._look = None
        counts = self.arrangement.counts()
        if filtered and not counts[self.phase] and any(counts):
            self.phase = next(phase for phase, count in enumerate(counts) if count)
        self._measure()
        for phase, count in enumerate(counts):
            self._rows[phase] = max(0, min(self._rows[phase], count - 1))
            self._keep_in_window(phase)
        self.refresh()
        self._moved()

    def notify_style_update(self) -> None:
        """Styles were set anew: on each change of focus, and when the theme changed, which alone matters here."""
        super().notify_style_update()
        if self._look is not None and self._look != Look.of(self.app.theme_variables):
            self._drawn.clear()
            self._look = None

    def on_resize(self) -> None:
        """Measure, and keep the cursor in the window."""
        self._measure()
        for phase in range(len(PHASES)):
            self._keep_in_window(phase)

    def _refresh_columns(self, *phases: int) -> None:
        window = self._window
        top, height = window.head_height, window.height - window.head_height
        regions = [Region(c.x, top, c.width, height) for c in window.columns if c.phase in phases]
        if regions:
            self.refresh(*regions)

    def _refresh_heads(self) -> None:
        self.refresh(Region(0, 0, self.size.width, self._window.head_height))

    # Drawing

    @property
    def look(self) -> Look:
        """The styles of the theme in use."""
        if self._look is None:
            self._look = Look.of(self.app.theme_variables)
        return self._look

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines of the window, whose size may be new: a paint can come before the message that tells of it."""
        if (self._window.width, self._window.height) != self.size:
            self.on_resize()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        window = self._window
        if window.is_too_small:
            return message_line([_("Too small a window")], y, self.size, self.look)
        if self.arrangement.is_empty:
            return message_line(heads.first_steps(), y, self.size, self.look)
        if not any(self.arrangement.counts()):
            return message_line(heads.nothing_fits(self.arrangement, self.search_key), y, self.size, self.look)
        if y < window.head_height:
            return self._head_line(y).adjust_cell_length(window.width, self.look.ground)
        return self._cards_line(y - window.head_height)

    def _head_line(self, y: int) -> Strip:
        counts, window = self.arrangement.counts(), self._window
        if y == 0 and not window.shows_all:
            return heads.strip_of_phases(window.width, counts, self.phase, window.columns, self.look)
        return heads.column_heads(window.columns, counts, self.phase, self.look, with_counts=window.shows_all)

    def _cards_line(self, y: int) -> Strip:
        line, of_card = divmod(y, CARD_HEIGHT)
        return Strip(
            [part for column in self._window.columns for part in self._cell(column, line, of_card)],
            self._window.width,
        )

    def _cell(self, column: Column, line: int, of_card: int) -> Iterable[Segment]:
        """A column's piece of a line."""
        cards, row = self.arrangement.columns[column.phase], self._tops[column.phase] + line
        if line < self._window.cards_shown and row < len(cards):
            selected = column.phase == self.phase and row == self._rows[self.phase]
            return self._draw(cards[row], column.width, selected)[of_card]
        below_cards = line == self._window.cards_shown and of_card == 0
        text = self._more(column) if below_cards else ""
        return [Segment(fitted(text, column.width), self.look.quiet + self.look.ground)]

    def _draw(self, card: Card, width: int, selected: bool) -> list[Strip]:
        key = (card.case.code, selected)
        needs_today = card.case.code in self.arrangement.waiting
        drawn = self._drawn.get(key)
        if drawn is None or drawn.card is not card or (drawn.width, drawn.needs_today) != (width, needs_today):
            strips = draw(
                card, width, self.look, self.arrangement.today, selected=selected, hidden=self.hidden,
                needs_today=needs_today, trend=self._trend(card),
            )  # fmt: skip
            drawn = _Drawn(card, width, needs_today, strips)
            if len(self._drawn) >= CARDS_KEPT:
                self._drawn.clear()
            self._drawn[key] = drawn
        return drawn.strips

    def _trend(self, card: Card) -> Trend:
        """How far a case has come. A change of the case brings a new card, and then it is asked anew."""
        code = card.case.code
        kept = self._trends.get(code)
        if kept is None or kept[0] is not card:
            if len(self._trends) >= CARDS_KEPT:
                self._trends.clear()
            kept = self._trends[code] = card, self._ask_trend(code)
        return kept[1]

    def _more(self, column: Column) -> str:
        """The line below a column's cards: how many lie beyond the window."""
        above = self._tops[column.phase]
        below = len(self.arrangement.columns[column.phase]) - above - self._window.cards_shown
        if column.folded or (below <= 0 and above == 0):
            return ""
        if below > 0:
            return " " + n_("{count} more below", "{count} more below", below).format(count=below)
        return " " + n_("{count} more above", "{count} more above", above).format(count=above)

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a card, a second one opens it. On the heads it leads to the column."""
        if self.is_too_small or self._has_message:
            return
        if event.y < self._window.head_height:
            phase = self._phase_at(event.x, event.y)
            if phase is not None:
                self.move_to(phase, self._rows[phase])
            return
        column = self._column_at(event.x)
        line = (event.y - self._window.head_height) // CARD_HEIGHT
        if column is None or line >= self._window.cards_shown:
            return
        row = self._tops[column.phase] + line
        self.move_to(column.phase, row)
        if event.chain == 2 and row < len(self.arrangement.columns[column.phase]):
            self.post_message(self.Opened())

    def _column_at(self, x: int) -> Column | None:
        return next((c for c in self._window.columns if c.x <= x < c.x + c.width), None)

    def _phase_at(self, x: int, y: int) -> int | None:
        """The phase at a cell of the heads, of which the strip of all phases is the first line."""
        if y == 0 and not self._window.shows_all:
            return heads.phase_at(x, self._window.width, self.arrangement.counts(), self.phase)
        column = self._column_at(x)
        return column.phase if column else None

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls the column under the mouse."""
        self._wheel(event.x, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The same upwards."""
        self._wheel(event.x, -1)

    def _wheel(self, x: int, by: int) -> None:
        """Scroll a column by a card. The cursor goes along only where it would leave the window."""
        column = self._column_at(x)
        if column is None or column.folded or self.is_too_small or self._has_message:
            return
        phase, shown = column.phase, self._window.cards_shown
        top = max(0, min(self._tops[phase] + by, len(self.arrangement.columns[phase]) - shown))
        if top == self._tops[phase]:
            return
        self._tops[phase] = top
        row = max(top, min(self._rows[phase], top + shown - 1))
        has_moved, self._rows[phase] = row != self._rows[phase], row
        self._refresh_columns(phase)
        if has_moved and phase == self.phase:
            self._moved()
