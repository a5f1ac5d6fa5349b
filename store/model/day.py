"""What was done in the daily review of one day: a record of codes, acts and days, without a word about a client."""

from datetime import date

from store.model.record import Moment, Record
from store.model.text import Line

PUT_OFF = "put_off"
"""The name of the act by which a case is put off."""

RESCHEDULE = "reschedule"
"""The name of the act by which a task gets another day."""

_PROMISES = frozenset({PUT_OFF, RESCHEDULE})
"""Acts that are no more than a promise to come back."""


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
        """Whether something was done for the case, and not only put off to another day."""
        return not _PROMISES.issuperset(self.acts)

    def without_last(self, act: str) -> "Looked":
        """The same before the last act of this name was done there: the case waits again. Unchanged without one."""
        if act not in self.acts:
            return self
        last = len(self.acts) - 1 - self.acts[::-1].index(act)
        return self.changed(acts=self.acts[:last] + self.acts[last + 1 :], left=False)


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
