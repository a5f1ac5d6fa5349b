"""What belongs to one case: the base of all records that lie in its file beside the case itself."""

from typing import TypeVar

from store.model.record import Record
from store.model.text import Line


class Part(Record):
    """A record in the file of a case. It goes with the case: into the archive, back, and when the client is erased."""

    id: Line
    case_code: Line


P = TypeVar("P", bound=Part)
