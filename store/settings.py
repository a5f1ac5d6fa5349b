"""What the user set for a book. It travels with the book, not with the laptop."""

from typing import Annotated

from pydantic import Field

from store.language import N_
from store.model.codes import Vocabulary
from store.model.record import Record
from store.model.text import Line
from store.practice.limits import Limits

NEVER = 0
"""The idle minutes of a book that does not lock by itself."""


class CardOrder(Vocabulary):
    """In which order the cards of a column stand."""

    URGENCY = "urgency", N_("Urgency")
    PHASE_AGE = "phase_age", N_("Longest in the phase")
    CODE = "code", N_("Case code")
    ALIAS = "alias", N_("Alias")


class SavedQuery(Record):
    """What is looked for again and again, under a name; see `store.query` for how it is written."""

    name: Line = Field(min_length=1, max_length=40)
    query: Line = Field(min_length=1)


class Settings(Record):
    """The settings of one book.

    Attributes:
        lock_after: after how many minutes without a key the book locks; `NEVER` turns that off.
        limits: how long things may wait before the daily review speaks of them.
        saved: what is looked for again and again.
        card_order: in which order the cards of a column stand.
    """

    lock_after: Annotated[int, Field(ge=0, le=24 * 60)] = 5
    limits: Limits = Limits()
    saved: tuple[SavedQuery, ...] = ()
    card_order: CardOrder = CardOrder.URGENCY
