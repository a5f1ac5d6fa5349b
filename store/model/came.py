"""Where an imported case stood, for a person, and what was taken for it that no table said."""

from store.language import N_
from store.model.codes import Vocabulary
from store.model.record import Record
from store.model.text import Line


class Supposed(Vocabulary):
    """What an import takes, or leaves open, where a table says nothing that makes sense. The labels say both."""

    OPENED_THEN = "opened_then", N_("Day of intake: taken as the day of the import")
    OPENED_FIRST = "opened_first", N_("Day of intake: taken as the first day that is told of the case")
    SIZE = "size", N_("Client system: taken as Individual")
    PHASE = "phase", N_("Phase: taken as Engagement")
    RISK_DAY = "risk_day", N_("Day of the risk assessment: left open")
    CLOSED = "closed", N_("Day of the closing: taken as the last day that is told of the case")
    HELD = "held", N_("On hold since: taken as the last day that is told of the case")
    MODE = "mode", N_("How the contact was made: taken as Administration")
    REACHED = "reached", N_("What came of the contact: taken as reached")


class Came(Record):
    """Where a case stood in a table.

    Attributes:
        table: the name of the file.
        row: the line of the file that it begins on.
        supposed: what was taken for it where the table says nothing.
    """

    table: Line
    row: int
    supposed: tuple[Supposed, ...] = ()
