"""What was done in the daily review of one day: a record of codes, acts and days, without a word about a client."""

from datetime import date

from store.model.record import Moment, Record
from store.model.text import Line

PUT_OFF = "put_off"
"""The name of the act by which a case is put off: it lets a case rest, and does nothing for it."""


class Looked(Record):
    """One case, as it was looked at in the review.

    Attributes:
        at: when the worker came to it first.
        acts: the names of the acts done for it there, in their order.
        left: whether the worker went on to the next one.
        seen: the keys of the findings that were there then: the case waits again today when another comes.
    """

    code: Line
    at: Moment
    acts: tuple[Line, ...] = ()
    left: bool = False
    seen: tuple[Line, ...] = ()

    @property
    def was_served(self) -> bool:
        """Whether something was done for the case; that it was put off is no more than a promise to come back."""
        return any(act != PUT_OFF for act in self.acts)


class ReviewDay(Record):
    """The review of one day.

    Attributes:
        looked: the cases, in the order in which they were come to.
        book_left: whether what concerns the book as a whole (retention, backup) was looked at.
        retention_asked: whether retention was part of it; a backup alone may be due every day.
    """

    day: date
    looked: tuple[Looked, ...] = ()
    book_left: bool = False
    retention_asked: bool = False

    def of(self, code: str) -> Looked | None:
        """What was done for a case; None when it was not looked at."""
        return next((one for one in self.looked if one.code == code), None)

    def by_code(self) -> dict[str, Looked]:
        """The cases that were looked at, to ask of many whether they were."""
        return {one.code: one for one in self.looked}
