"""The cases that a case is linked with, as far as they can be told without opening the archive."""

from dataclasses import dataclass

from store import Case, Casebook, NotFound
from store.language import N_, _
from store.model import Level, Status
from store.model.stub import Stub

_ORDER = list(Level)
_BEHIND, _ABOVE, _BESIDE, _GONE = N_("Behind it"), N_("Part of"), N_("Beside it"), N_("Gone")


@dataclass(frozen=True, slots=True)
class Linked:
    """One of them.

    Attributes:
        case: what is known of it; None for one that is not in the book any more, as its client was erased.
        place: how it stands to the case in words: behind it (of a smaller system), above it, or beside it.
    """

    code: str
    case: Case | Stub | None
    place: str


def linked_cases(book: Casebook, case: Case) -> list[Linked]:
    """Those behind the case first, then those it is part of, then those beside it, then those that are gone."""
    stubs = {}
    if any(book.is_archived(code) for code in case.linked):
        stubs = {stub.code: stub for stub in book.archived()}
    known = {code: stubs.get(code) or _live(book, code) for code in case.linked}
    placed = [(_place(case, other), code, other) for code, other in known.items()]
    return [
        Linked(code, other, _(words))
        for words in (_BEHIND, _ABOVE, _BESIDE, _GONE)
        for place, code, other in placed
        if place == words
    ]


def state_words(case: Case | Stub) -> str:
    """Where a case stands."""
    return _("closed") if case.status is Status.CLOSED else case.phase.label


def _live(book: Casebook, code: str) -> Case | None:
    try:
        return book.case(code)
    except NotFound:
        return None


def _place(case: Case, other: Case | Stub | None) -> str:
    if other is None:
        return _GONE
    step = _ORDER.index(other.level) - _ORDER.index(case.level)
    return _BEHIND if step < 0 else _ABOVE if step > 0 else _BESIDE
