"""What the user set for a book. It travels with the book, not with the laptop."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from store.language import N_
from store.model.codes import Vocabulary
from store.model.record import Record
from store.model.text import Line, clean, clean_line
from store.practice.limits import Limits

NEVER = 0
"""The idle minutes of a book that does not lock by itself."""


LONGEST_NAME = 40
"""Characters of the name of a saved query."""


class CardOrder(Vocabulary):
    """In which order the cards of a column stand."""

    URGENCY = "urgency", N_("Urgency")
    PHASE_AGE = "phase_age", N_("Longest in the phase")
    CODE = "code", N_("Case code")
    ALIAS = "alias", N_("Alias")


class SavedQuery(Record):
    """What is looked for again and again, under a name; see `store.query` for how it is written."""

    name: Line = Field(min_length=1, max_length=LONGEST_NAME)
    query: Line = Field(min_length=1)


class Settings(Record):
    """The settings of one book.

    Attributes:
        lock_after: after how many minutes without a key the book locks; `NEVER` turns that off.
        limits: how long things may wait before the daily review speaks of them.
        saved: what is looked for again and again.
        card_order: in which order the cards of a column stand.
        packet_folder: where packets are written to; empty until it was asked. Blanks in it stay as they are.
        packet_format: the ending of the file that is proposed for a packet.
        import_folder: where the last file lay that was brought in; empty until there was one.
    """

    lock_after: Annotated[int, Field(ge=0, le=24 * 60)] = 5
    limits: Limits = Limits()
    saved: tuple[SavedQuery, ...] = ()
    card_order: CardOrder = CardOrder.URGENCY
    packet_folder: Annotated[str, BeforeValidator(clean)] = ""
    packet_format: Line = "pdf"
    import_folder: Annotated[str, BeforeValidator(clean)] = ""


def with_query(saved: Sequence[SavedQuery], name: str, query: str) -> tuple[SavedQuery, ...]:
    """The saved queries with this one; it takes the place of one with the same name, else comes last."""
    new = SavedQuery(name=name, query=query)
    if any(_is_named(each, new.name) for each in saved):
        return tuple(new if _is_named(each, new.name) else each for each in saved)
    return (*saved, new)


def without_query(saved: Sequence[SavedQuery], name: str) -> tuple[SavedQuery, ...]:
    """The saved queries without the one of this name."""
    return tuple(each for each in saved if not _is_named(each, name))


def _is_named(saved: SavedQuery, name: str) -> bool:
    return saved.name.casefold() == clean_line(name).casefold()
