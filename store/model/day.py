"""What was done in the daily review of one day: a record of codes, acts and days, without a word about a client."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from store.model.record import Moment, Record
from store.model.text import Line

PUT_OFF = "put_off"
"""The name of the act by which a case is put off."""

RESCHEDULE = "reschedule"
"""The name of the act by which a task gets another day."""

TAKEN_IN = "add_case"
"""The name of the act by which a case is taken in."""

_NO_ANSWERS = frozenset({TAKEN_IN, PUT_OFF, RESCHEDULE})
"""Acts that answer nothing: one asks the first questions, the others only promise to come back."""

_DISCARDED = "discard_note"

_IN_THE_FILE = {"contact": "note", "group_note": "note", "monitor": "advance"}
"""Acts that left in the file what another one leaves there too: what is found in it is called by that name."""


def together(recorded: Iterable[str], found: Iterable[str]) -> tuple[str, ...]:
    """The acts of a record, and those beyond them that the file of the case tells of.

    Args:
        recorded: the names of acts, as a record keeps them.
        found: what was found in the file, by the same names as far as it tells.
    """
    recorded, found = tuple(recorded), Counter(found)
    told = Counter(still_done(recorded))
    more = found - told
    otherwise = Counter(_IN_THE_FILE.get(name, name) for name in (told - found).elements())
    rest: list[str] = []
    for name in more.elements():
        known_as = _IN_THE_FILE.get(name, name)
        if otherwise[known_as]:
            otherwise[known_as] -= 1
        else:
            rest.append(name)
    return (*recorded, *rest)


def still_done(acts: Iterable[str]) -> list[str]:
    """These acts without the notes that were thrown away as drafts, and without the throwing away."""
    names = list(acts)
    for name in [each for each in names if each == _DISCARDED]:
        names.remove(name)
        if "note" in names:
            names.remove("note")
    return names


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
        """Whether something was done for the case since it was taken in, and not only put off to another day."""
        return not _NO_ANSWERS.issuperset(self.acts)

    def without_last(self, act: str) -> "Looked":
        """The same before the last act of this name was done there: the case waits again. Unchanged without one.

        What was found in the file stands here by the name it has there.
        """
        if act not in self.acts:
            act = _IN_THE_FILE.get(act, act)
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
