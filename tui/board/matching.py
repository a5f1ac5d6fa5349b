"""Whether a card fits what is filtered for.

The language is that of the search, `store.query`; what it can say about notes does not tell cards apart. What only the
book knows is asked when a condition wants to know it, and once until the case changes.
"""

from collections.abc import Callable
from functools import partial
from typing import Generic, NamedTuple, TypeVar

from store import Casebook, LingkarError
from store.model import Referral, Score, Task
from store.practice.gap import gap_of
from store.query import CaseFacts, Field, Is, Query, case_test
from tui.board.card import Card

T = TypeVar("T")


class Lookup(NamedTuple):
    """What stands in the file of a case and not on its card; each takes the code.

    Attributes:
        open_tasks: how many there are.
        open_referrals: how many there are.
        gap_worse: whether the gap was wider on the last day of scoring than before.
        is_late: whether something in it is overdue, as the daily review has it.
    """

    open_tasks: Callable[[str], int]
    open_referrals: Callable[[str], int]
    gap_worse: Callable[[str], bool]
    is_late: Callable[[str], bool]


NO_FILES = Lookup(lambda _code: 0, lambda _code: 0, lambda _code: False, lambda _code: False)
"""Of cases without tasks, referrals and scores, of which none is late."""


def lookup_in(book: Casebook) -> Lookup:
    """What the book knows; nothing of a case that cannot be read, which its file will tell."""

    def open_parts(model: type[Task] | type[Referral], code: str) -> int:
        try:
            return sum(part.is_open for part in book.parts(model, code))
        except LingkarError:
            return 0

    def gap_worse(code: str) -> bool:
        try:
            return gap_of(book.parts(Score, code)).is_worsening
        except LingkarError:
            return False

    def is_late(code: str) -> bool:
        try:
            return book.review_of(code).is_late
        except LingkarError:
            return False

    return Lookup(partial(open_parts, Task), partial(open_parts, Referral), gap_worse, is_late)


class Matching:
    """Says which cards fit, and remembers what it took to say so until the card changes."""

    def __init__(self, lookup: Lookup) -> None:
        """Everything fits until something is asked for."""
        self._lookup = lookup
        self._facts: dict[str, CaseFacts] = {}
        self._asks_late = False
        self.ask(Query())

    def ask(self, query: Query) -> None:
        """What must fit from now on."""
        self.query = query
        self._test = case_test(query)
        before, self._asks_late = self._asks_late, Is.LATE in query.wanted(Field.IS)
        if self._asks_late and not before:
            self._facts.clear()  # what was gathered until now does not tell

    def fits(self, card: Card, *, needs_today: bool) -> bool:
        """Whether a card has all the words and answers the conditions."""
        if not all(word in card.words for word in self.query.words):
            return False
        if not self.query.conditions:
            return True
        code = card.case.code
        facts = self._facts.get(code)
        if facts is None:
            facts = self._facts[code] = self._facts_of(card, needs_today=needs_today)
        return self._test(facts)

    def forget(self, code: str) -> None:
        """The case changed, or whether it needs its worker."""
        self._facts.pop(code, None)

    def forget_all(self) -> None:
        """The day changed, or all cards."""
        self._facts.clear()

    def _facts_of(self, card: Card, *, needs_today: bool) -> CaseFacts:
        code, lookup = card.case.code, self._lookup
        return CaseFacts(
            case=card.case, risk=card.risk, drafts=card.drafts, dangers=card.dangers,
            is_late=self._asks_late and lookup.is_late(code), needs_today=needs_today,
            open_tasks=_Once(lookup.open_tasks, code), open_referrals=_Once(lookup.open_referrals, code),
            gap_worse=_Once(lookup.gap_worse, code),
        )  # fmt: skip


class _Once(Generic[T]):
    """A question about a case that is asked when it is called for the first time."""

    __slots__ = ("_answer", "_ask", "_code")

    def __init__(self, ask: Callable[[str], T], code: str) -> None:
        self._ask, self._code = ask, code
        self._answer: tuple[T, ...] = ()

    def __call__(self) -> T:
        if not self._answer:
            self._answer = (self._ask(self._code),)
        return self._answer[0]
