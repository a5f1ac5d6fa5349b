"""A relation between two people or systems, as an ecomap or genogram draws it."""

from pydantic import Field

from store.language import N_
from store.model.codes import Vocabulary
from store.model.part import Part
from store.model.text import Line


class Bond(Vocabulary):
    """The kinds of tie: the first five of an ecomap, the rest of a genogram (domain reference 2.8)."""

    STRONG = "strong", N_("strong tie")
    ORDINARY = "ordinary", N_("ordinary tie")
    WEAK = "weak", N_("weak tie")
    STRESSFUL = "stressful", N_("stressful tie")
    BROKEN = "broken", N_("broken tie")
    MARRIED = "married", N_("married")
    COHABITING = "cohabiting", N_("living together")
    SEPARATED = "separated", N_("separated")
    DIVORCED = "divorced", N_("divorced")
    CHILD = "child", N_("parent of")

    @property
    def is_kinship(self) -> bool:
        """Whether a genogram draws it: partners, and parents with their children."""
        return self in _KINSHIP


_KINSHIP = frozenset({Bond.MARRIED, Bond.COHABITING, Bond.SEPARATED, Bond.DIVORCED, Bond.CHILD})


class Flow(Vocabulary):
    """Where the energy of a tie goes."""

    NONE = "none", N_("no direction")
    TO = "to", N_("from the first to the second")
    FROM = "from", N_("from the second to the first")
    BOTH = "both", N_("both ways")


class Relation(Part):
    """One tie. Each end is what a person is called in this case, or the name of a system: a school, an office, an RW.

    Attributes:
        a: the one end; of `child`, the parent.
        b: the other end; of `child`, the child.
        note: a word about it.
    """

    a: Line = Field(min_length=1, max_length=60)
    b: Line = Field(min_length=1, max_length=60)
    bond: Bond = Bond.ORDINARY
    flow: Flow = Flow.NONE
    note: Line = ""
