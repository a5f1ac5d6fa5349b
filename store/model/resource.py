"""A resource of the community: what it gives and to whom one may turn. It belongs to the book, not to a case."""

from pydantic import Field

from store.language import N_
from store.model.codes import Vocabulary
from store.model.record import Record
from store.model.text import Line, Text


class ResourceKind(Vocabulary):
    """Where help comes from (Pincus and Minahan)."""

    INFORMAL = "informal", N_("Informal (natural)")
    FORMAL = "formal", N_("Formal (membership)")
    SOCIETAL = "societal", N_("Societal (institutional)")


class Resource(Record):
    """One resource of the directory.

    Attributes:
        gives: what one gets there.
        is_tangible: whether that is something in the hand: aid, documents, food, cash.
        conditions: for whom, on what terms, at what hours.
    """

    id: Line
    name: Line = Field(min_length=1, max_length=80)
    kind: ResourceKind
    gives: Text = ""
    is_tangible: bool = False
    conditions: Text = ""
    contact: Line = ""
    area: Line = ""
