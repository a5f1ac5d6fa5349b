"""How a case is masked: the levels, what its worker decided about words, and the numbers that its tokens keep."""

from pydantic import Field

from store.language import N_
from store.model.codes import Vocabulary
from store.model.part import Part
from store.model.record import Record
from store.model.text import Line

CLIENT, SUPERVISOR = "client", "supervisor"
"""The subjects that stand for the client system and the supervisor; the others are ids of people, team and words."""


class MaskLevel(Vocabulary):
    """How much of the client's identity a packet shows."""

    FULL = "full", N_("Full masking")
    PARTIAL = "partial", N_("Initials only")
    NONE = "none", N_("No masking")


class WordKind(Vocabulary):
    """What a word is that the worker wants masked."""

    PERSON = "person", N_("A person")
    PLACE = "place", N_("A place")
    ORGANISATION = "organisation", N_("A school, workplace or other organisation")
    OTHER = "other", N_("Something else")


class MaskWord(Part):
    """What the worker decided about a word in the notes of a case: once, for every packet.

    Attributes:
        text: the word or words as they stand in the notes; capitals do not matter.
        kind: what it is; None lets it stand as it is.
        subject: whose other name it is: an id of the register, or `CLIENT`; empty where it is a name of its own.
    """

    text: Line = Field(min_length=1)
    kind: WordKind | None = None
    subject: Line = ""

    @property
    def may_stay(self) -> bool:
        """Whether it was looked at and stays as it is."""
        return self.kind is None and not self.subject


class Cover(Record):
    """What stands for one subject in packets: the same in all of them, whatever comes or goes in between.

    Attributes:
        subject: an id of the register, or `CLIENT`.
        role: what the token says: a code of the register's roles, or what the worker wrote the person is.
        number: tells those of the same role apart; 1 is not shown.
        names: what it stood for; still masked when the register does not know it any more.
    """

    subject: Line
    role: Line
    number: int = Field(ge=1)
    names: tuple[Line, ...] = ()


class Disguise(Record):
    """The tokens of one case, and by how many weeks its days are moved. Never leaves the book.

    Attributes:
        code: of the case.
        covers: the tokens given so far.
        weeks: days are told so many weeks later (or earlier) where a packet shifts them; 0 until one did.
    """

    code: Line
    covers: tuple[Cover, ...] = ()
    weeks: int = 0
