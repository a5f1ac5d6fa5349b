"""Which card stands where: pure, without a screen. Columns hold the cards in one order; a filter thins them.

A change costs the column it touches, not the caseload.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

from store.folding import fold
from store.model import Phase, Status
from store.model.case import by_number
from store.practice.cycle import is_on_board
from store.query import Field, Is, Query, read_query
from store.settings import CardOrder
from tui.board.card import Card
from tui.board.matching import NO_FILES, Lookup, Matching

PHASES = tuple(Phase)

KEYS: Mapping[CardOrder, Callable[[Card], tuple[Any, ...]]] = {
    CardOrder.URGENCY: lambda card: card.urgency,
    CardOrder.PHASE_AGE: lambda card: (card.case.phase_since, by_number(card.case.code)),
    CardOrder.CODE: lambda card: by_number(card.case.code),
    CardOrder.ALIAS: lambda card: (fold(card.case.alias), by_number(card.case.code)),
}
"""What the cards of a column are sorted by. No two cards have the same key."""


class Arrangement:
    """The columns of the board.

    Attributes:
        today: what the days of the cards are compared with.
        order: in which order the cards of a column stand.
        waiting: the codes of the cases that need their worker today.
        columns: the cards shown, a list for each phase.
    """

    def __init__(self, today: date, lookup: Lookup = NO_FILES, order: CardOrder = CardOrder.URGENCY) -> None:
        """No cards yet.

        Args:
            today: the day.
            lookup: what the filter may want to know that is not on a card.
            order: in which order the cards of a column stand.
        """
        self.today = today
        self.order = order
        self.waiting: frozenset[str] = frozenset()
        self._matching = Matching(lookup)
        self._cards: dict[str, Card] = {}
        self._away: dict[str, Card] = {}  # closed too long ago to be shown, but while they wait
        self._active = 0
        self.columns: list[list[Card]] = [[] for _ in PHASES]

    @property
    def query(self) -> Query:
        """What is filtered for."""
        return self._matching.query

    def fill(self, cards: Iterable[Card]) -> None:
        """Start anew with these cards."""
        all_cards = {card.case.code: card for card in cards}
        self._cards = {code: card for code, card in all_cards.items() if self._belongs(card)}
        self._away = {code: card for code, card in all_cards.items() if code not in self._cards}
        self._active = sum(_is_active(card) for card in self._cards.values())
        self._matching.forget_all()
        self._arrange()

    def put(self, card: Card) -> None:
        """Add a card, or set it in its new place."""
        self.take(card.case.code)
        if self._belongs(card):
            self._cards[card.case.code] = card
            self._active += _is_active(card)
            if self._matches(card):
                insort(self.columns[PHASES.index(card.case.phase)], card, key=KEYS[self.order])
        else:
            self._away[card.case.code] = card

    def take(self, code: str) -> None:
        """Remove a card, if it is there."""
        self._away.pop(code, None)
        card = self._cards.pop(code, None)
        if card is not None:
            self._matching.forget(code)
            self._active -= _is_active(card)
            column, place = self._place(card)
            if column[place : place + 1] == [card]:
                del column[place]

    def filter(self, text: str) -> None:
        """Show only cards that fit; see `store.query` for how that is written. An empty text shows all."""
        before, query = self.query, read_query(text)
        self._matching.ask(query)
        if query.conditions == before.conditions and query.words == before.words:
            return
        narrower = query.conditions == before.conditions and all(
            any(word in longer for longer in query.words) for word in before.words
        )
        if narrower:
            self.columns = [[card for card in column if self._matches(card)] for column in self.columns]
        else:
            self._arrange()

    def sort_by(self, order: CardOrder) -> None:
        """Set the cards of each column in another order."""
        self.order = order
        self._arrange()

    def mark(self, waiting: frozenset[str]) -> tuple[frozenset[str], bool]:
        """Set which cases need their worker today. Of the closed ones, those have a card for so long.

        Returns:
            Those of which that is news, and whether other cards may be shown by that.
        """
        changed, has_moved = self.waiting ^ waiting, False
        self.waiting = waiting
        for code in changed:
            self._matching.forget(code)
            card = self._away.get(code) or self._cards.get(code)
            if card and self._belongs(card) != (code in self._cards):
                self.put(card)
                has_moved = True
        if changed and self.asks_who_waits:
            self._arrange()
            has_moved = True
        return changed, has_moved

    @property
    def asks_who_waits(self) -> bool:
        """Whether the filter lets through only, or also, cases that need their worker today."""
        return Is.TODAY in self.query.wanted(Field.IS)

    @property
    def active(self) -> int:
        """How many cases are being worked on, also those that the filter hides."""
        return self._active

    @property
    def cards(self) -> Collection[Card]:
        """All cards, also those that the filter hides, in no order."""
        return self._cards.values()

    def find(self, code: str) -> tuple[int, int] | None:
        """Column and place of a case's card; None when it is not shown."""
        card = self._cards.get(code)
        if card is None:
            return None
        column, place = self._place(card)
        return (PHASES.index(card.case.phase), place) if column[place : place + 1] == [card] else None

    def counts(self) -> list[int]:
        """How many cards each column shows."""
        return [len(column) for column in self.columns]

    def codes(self) -> list[str]:
        """The codes of the cards shown, column by column."""
        return [card.case.code for column in self.columns for card in column]

    @property
    def is_empty(self) -> bool:
        """Whether there is no card at all, also none that the filter hides."""
        return not self._cards

    def _place(self, card: Card) -> tuple[list[Card], int]:
        """Its column, and where in it the card stands or would stand."""
        column, key = self.columns[PHASES.index(card.case.phase)], KEYS[self.order]
        return column, bisect_left(column, key(card), key=key)

    def _arrange(self) -> None:
        columns: list[list[Card]] = [[] for _ in PHASES]
        for card in sorted(filter(self._matches, self._cards.values()), key=KEYS[self.order]):
            columns[PHASES.index(card.case.phase)].append(card)
        self.columns = columns

    def _matches(self, card: Card) -> bool:
        if not self.query:
            return True
        return self._matching.fits(card, needs_today=card.case.code in self.waiting)

    def _belongs(self, card: Card) -> bool:
        return is_on_board(card.case, self.today) or card.case.code in self.waiting


def _is_active(card: Card) -> bool:
    return card.case.status is Status.ACTIVE
