"""Which card stands where: pure, without a screen. Columns hold the cards in the order of urgency; a filter thins them.

A change costs the column it touches, not the caseload.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from store import Case
from store.model import Flag, Phase, RiskLevel, Status
from store.practice.cycle import is_on_board
from store.practice.due import Due, due_of
from store.practice.risk import alarming, worst_level

PHASES = tuple(Phase)
Order = tuple[bool, bool, bool, date, str]
"""Ends in the code, so that no two cards have the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A case as the board shows it.

    Attributes:
        drafts: how many of its notes wait for a signature.
        risk: the worst of its level and its open dangers; None where the risk was never looked at.
        alarms: its open high and critical dangers, the worst first.
        due: what is due next: a contact, a look at a danger, or a check after the ending.
        order: its place in the column: serious risk first, then by what is due; resting and closed cases last.
        words: what the filter looks in.
    """

    case: Case
    drafts: int
    risk: RiskLevel | None
    alarms: tuple[Flag, ...]
    due: Due | None
    order: Order
    words: str


@dataclass(frozen=True, slots=True)
class Totals:
    """The caseload today: active cases, and all cases with something overdue and with something due today."""

    active: int
    late: int
    due: int


def card_of(case: Case, drafts: int, flags: Sequence[Flag] = ()) -> Card:
    """The card of a case, with its dangers. A case at rest stands on top all the same when it is in serious danger."""
    worst, alarms = worst_level(case, flags), alarming(flags)
    serious = worst is not None and worst.is_serious
    resting = case.status is Status.ON_HOLD and not serious
    due = due_of(case, flags)
    order = (case.is_closed, resting, not serious, due.day if due else date.max, case.code)
    labels = [case.size.label, case.level.label, case.field.label, worst.label if worst else ""]
    labels += [flag.type.label for flag in alarms]
    words = " ".join((case.code, case.alias, *case.tags, *labels, case.presenting_problem))
    return Card(case, drafts, worst, alarms, due, order, words.casefold())


class Arrangement:
    """The columns of the board."""

    def __init__(self, today: date) -> None:
        """No cards yet."""
        self.today = today
        self.query = ""
        self._cards: dict[str, Card] = {}
        self._totals = [0, 0, 0]
        self.columns: list[list[Card]] = [[] for _ in PHASES]

    def fill(self, cards: Iterable[Card]) -> None:
        """Start anew with these cards."""
        self._cards = {card.case.code: card for card in cards if self._belongs(card)}
        self._totals = [0, 0, 0]
        for card in self._cards.values():
            self._count(card, 1)
        self._arrange()

    def put(self, card: Card) -> None:
        """Add a card, or set it in its new place."""
        self.take(card.case.code)
        if self._belongs(card):
            self._cards[card.case.code] = card
            self._count(card, 1)
            if self._matches(card):
                insort(self.columns[PHASES.index(card.case.phase)], card, key=_order)

    def take(self, code: str) -> None:
        """Remove a card, if it is there."""
        card = self._cards.pop(code, None)
        if card is not None:
            self._count(card, -1)
            column = self.columns[PHASES.index(card.case.phase)]
            place = bisect_left(column, card.order, key=_order)
            if column[place : place + 1] == [card]:
                del column[place]

    def filter(self, query: str) -> None:
        """Show only cards in which every word of the query occurs; an empty query shows all."""
        query = query.casefold().strip()
        narrower = bool(self.query) and query.startswith(self.query)
        self.query = query
        if narrower:
            self.columns = [[card for card in column if self._matches(card)] for column in self.columns]
        else:
            self._arrange()

    def totals(self) -> Totals:
        """What is on the board, also what the filter hides."""
        return Totals(*self._totals)

    def find(self, code: str) -> tuple[int, int] | None:
        """Column and place of a case's card; None when it is not shown."""
        card = self._cards.get(code)
        if card is None or not self._matches(card):
            return None
        column = PHASES.index(card.case.phase)
        return column, bisect_left(self.columns[column], card.order, key=_order)

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

    def _count(self, card: Card, sign: int) -> None:
        """Keep the totals in step with a card that comes (1) or goes (-1)."""
        self._totals[0] += sign * (card.case.status is Status.ACTIVE)
        if card.due and not card.due.rests:
            self._totals[1] += sign * (card.due.day < self.today)
            self._totals[2] += sign * (card.due.day == self.today)

    def _arrange(self) -> None:
        columns: list[list[Card]] = [[] for _ in PHASES]
        for card in sorted(self._cards.values(), key=_order):
            if self._matches(card):
                columns[PHASES.index(card.case.phase)].append(card)
        self.columns = columns

    def _matches(self, card: Card) -> bool:
        return not self.query or all(word in card.words for word in self.query.split())

    def _belongs(self, card: Card) -> bool:
        return is_on_board(card.case, self.today)


def _order(card: Card) -> Order:
    return card.order
