"""Whether a card fits what is filtered for.

The language is that of the search, `store.query`; what it can say about notes does not tell cards apart. What only the
book knows is asked when a condition wants to know it, and once until the case changes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from store import Casebook, LingkarError
from store.model import Referral, Score, Task
from store.practice.gap import gap_of
from store.query import CaseFacts, Query, case_test

if TYPE_CHECKING:
    from tui.board.arrangement import Card

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lookup:
    """What stands in the file of a case and not on its card; each takes the code.

    Attributes:
        open_tasks: how many there are.
        open_referrals: how many there are.
        gap_worse: whether the gap was wider on the last day of scoring than before.
    """

    open_tasks: Callable[[str], int]
    open_referrals: Callable[[str], int]
    gap_worse: Callable[[str], bool]


NO_FILES = Lookup(lambda _code: 0, lambda _code: 0, lambda _code: False)
"""Of cases without tasks, referrals and scores."""


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

    return Lookup(partial(open_parts, Task), partial(open_parts, Referral), gap_worse)


class Matching:
    """Says which cards fit, and remembers what it took to say so until the card changes."""

    def __init__(self, lookup: Lookup) -> None:
        """Everything fits until something is asked for."""
        self.ask(Query())
        self._lookup = lookup
        self._facts: dict[str, CaseFacts] = {}

    def ask(self, query: Query) -> None:
        """What must fit from now on."""
        self.query = query
        self._test = case_test(query)

    def fits(self, card: "Card", *, needs_today: bool, is_late: bool) -> bool:
        """Whether a card has all the words and answers the conditions."""
        if not all(word in card.words for word in self.query.words):
            return False
        if not self.query.conditions:
            return True
        code = card.case.code
        facts = self._facts.get(code)
        if facts is None:
            facts = self._facts[code] = self._facts_of(card, needs_today=needs_today, is_late=is_late)
        return self._test(facts)

    def forget(self, code: str) -> None:
        """The case changed, or whether it needs its worker."""
        self._facts.pop(code, None)

    def forget_all(self) -> None:
        """The day changed, or all cards."""
        self._facts.clear()

    def _facts_of(self, card: "Card", *, needs_today: bool, is_late: bool) -> CaseFacts:
        code, lookup = card.case.code, self._lookup
        return CaseFacts(
            case=card.case, risk=card.risk, drafts=card.drafts, dangers=card.dangers, is_late=is_late,
            needs_today=needs_today, open_tasks=_Once(lookup.open_tasks, code),
            open_referrals=_Once(lookup.open_referrals, code), gap_worse=_Once(lookup.gap_worse, code),
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
