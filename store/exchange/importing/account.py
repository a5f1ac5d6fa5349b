"""The account of an import while it is read: the place of every row, and what was met that a person should know."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from store.exchange.importing.cases import Gathered
from store.exchange.importing.report import AsText, Fate, RowFate, Unknown
from store.exchange.importing.rows import Told
from store.model.came import Supposed
from store.model.text import clean_line


@dataclass(slots=True)
class Place:
    """A row in the account.

    Attributes:
        label: its case as a person knows it, where `one` does not say.
        one: what its case is gathered in; None for a row that is skipped.
        begins: whether a new case begins with it.
        adds: whether a note comes of it, or something else for a case that is there.
        reason: why it is skipped.
    """

    file: str
    line: int
    label: str = ""
    one: Gathered | None = None
    begins: bool = False
    adds: bool = False
    reason: str = ""

    @property
    def fate(self) -> RowFate:
        """What becomes of the row."""
        label = (self.one.alias if self.one else "") or self.label
        if self.reason:
            return RowFate(self.file, self.line, Fate.SKIPPED, label, self.reason)
        if self.begins:
            return RowFate(self.file, self.line, Fate.BOTH if self.adds else Fate.CASE, label)
        return RowFate(self.file, self.line, Fate.NOTE if self.adds else Fate.UNCHANGED, label)


class Account:
    """All rows, and of those that are taken in the words and cells that did not fit.

    Attributes:
        places: every row that was read.
        differing: the lines of rows that say something else than the book, which has them already.
        supposed: what is taken for contacts of which their rows do not say it -> the lines of these.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.places: list[Place] = []
        self.differing: list[int] = []
        self._unknown: dict[tuple[str, str, str, str], tuple[str, list[int]]] = {}
        self._as_text: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
        self.supposed: defaultdict[Supposed, list[int]] = defaultdict(list)

    def skip(self, file: str, line: int, label: str, reason: str) -> None:
        """Put down a row that is left out, and why."""
        self.places.append(Place(file, line, label, reason=clean_line(reason)))

    def count(self, line: int, about: Told, event: Told | None = None) -> None:
        """Put down what of a row that is taken in was not understood.

        Args:
            line: where it stands.
            about: what it says of its case.
            event: what it says of an event.
        """
        for part, told in (("cases", about), ("events", event)):
            if told is not None:
                self._count_unknown(part, told.unknown, line)
                self.count_text(told.as_text, line, told.ahead)

    def _count_unknown(self, part: str, values: Iterable[tuple[str, str, str]], line: int) -> None:
        for name, column, value in values:
            same = (part, name, column, value.casefold())
            self._unknown.setdefault(same, (value, []))[1].append(line)

    def count_text(self, columns: Iterable[str], line: int, ahead: Iterable[str] = ()) -> None:
        """Put down the columns of a row whose cells are kept as text, though they should be numbers or days.

        Args:
            columns: all of them.
            line: where the row stands.
            ahead: those in which a day stands that has not come yet.
        """
        for column in columns:
            self._as_text[column, column in ahead].append(line)

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """The values that no code is known for, those of one field together."""
        found = [
            Unknown(part, name, column, value, tuple(lines))
            for (part, name, column, _folded), (value, lines) in self._unknown.items()
        ]
        return tuple(sorted(found, key=lambda one: (one.part, one.field, one.lines)))

    @property
    def as_text(self) -> tuple[AsText, ...]:
        """The cells that are no number or day and are kept as text."""
        return tuple(AsText(column, tuple(lines), ahead) for (column, ahead), lines in self._as_text.items())
