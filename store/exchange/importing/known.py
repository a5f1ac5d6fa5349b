"""What a plan must know of the book, taken at once, so that the plan can be made in a thread without the book."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from store.casebook import Casebook
from store.desk import full_code, now
from store.exchange.importing.mapping import PERSON_FIELDS
from store.model.case import Case
from store.model.closure import Closure
from store.model.codes import Phase
from store.model.measure import Measure, Measurement
from store.model.move import Move
from store.model.person import Person
from store.model.record import Record
from store.model.text import clean_line

YEARS = range(1850, 2150)
"""The years in which a case can be opened."""

WITH_INTERVENTION = tuple(Phase)[tuple(Phase).index(Phase.INTERVENTION) :]
"""The phases in which what is measured is measured with the intervention."""


def _never(_source: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Known:
    """The book as a plan sees it. Without a book: an empty one.

    Attributes:
        at: the moment on the book's clock.
        by_code: every case, the archived ones too.
        by_source: the imported ones, by their origin.
        by_key: the imported ones, by the key they have there, whichever table they are from.
        last: year -> the last running number given.
        measures: code of a case -> target -> the measure.
        values: what was measured: the id of the measure, the day, the value.
        people: code of a case -> its client as a person: the first member of the client system.
        moves: code of a case -> its history. An archived one is left out: that lies far.
        begun: code of a case -> the day its intervention began.
        is_imported: whether a record with this origin is in the book. Looks into an index, in any thread.
    """

    at: datetime
    by_code: Mapping[str, Case] = field(default_factory=dict)
    by_source: Mapping[str, Case] = field(default_factory=dict)
    by_key: Mapping[str, tuple[Case, ...]] = field(default_factory=dict)
    last: Mapping[int, int] = field(default_factory=dict)
    measures: Mapping[str, Mapping[str, Measure]] = field(default_factory=dict)
    values: frozenset[tuple[str, date, float]] = frozenset()
    people: Mapping[str, Person] = field(default_factory=dict)
    moves: Mapping[str, Sequence[Move]] = field(default_factory=dict)
    begun: Mapping[str, date] = field(default_factory=dict)
    is_imported: Callable[[str], bool] = _never

    @property
    def today(self) -> date:
        """The day on the book's clock."""
        return self.at.date()

    def case(self, name: str, key: str, *, anywhere: bool = False) -> Case | None:
        """A case that was imported under this key from a table of this name, or that has this code.

        Args:
            name: the table.
            key: what the case is known by there.
            anywhere: take the one case with this key from any other table, too, if the key is more than a number
                that many have.
        """
        found = self.by_source.get(clean_line(f"{name}:{key}")) or self.by_code.get(full_code(key))
        if found is None and anywhere and _tells(key):
            others = self.by_key.get(key, ())
            return others[0] if len(others) == 1 else None
        return found

    def has_value(self, code: str, target: str, on: date, number: float) -> bool:
        """Whether a case has this value of a measure on this day."""
        measure = self.measures.get(code, {}).get(target)
        return measure is not None and (measure.id, on, number) in self.values

    def says(self, case: Case, name: str, value: Any) -> bool:
        """Whether a case of the book, or what is known of its client, has this value in a field."""
        record: Record | None = case
        if name in PERSON_FIELDS:
            record = self.people.get(case.code)
        elif name in Closure.model_fields:
            record = case.closure
        if record is None:
            return False
        if name == "nik":
            return value in getattr(record, "note", "")
        kept = getattr(record, name)
        return bool(kept == value or getattr(record.changed(**{name: value}), name) == kept)  # as it would be cleaned


def known_to(book: Casebook | None) -> Known:
    """What a plan needs of the book. Opens the archive if there is anything in it, which may take seconds.

    Args:
        book: None when it is not made yet.
    """
    if book is None:
        return Known(now())
    cases = book.every_case()
    imported = {case.imported_from: case for case in cases if case.imported_from}
    moves = {case.code: tuple(book.history(case.code)) for case in cases if not book.is_archived(case.code)}
    return Known(
        at=book.clock(),
        by_code={case.code: case for case in cases},
        by_source=imported,
        by_key=_by_key(imported.values()),
        last={year: last for year in YEARS if (last := book.next_number(year) - 1)},
        measures={
            case.code: {measure.target: measure for measure in found}
            for case in cases
            if (found := book.parts(Measure, case.code))
        },
        values=frozenset(
            (one.measure, one.on, one.value) for case in cases for one in book.parts(Measurement, case.code)
        ),
        people={
            case.code: person
            for case in cases
            if (person := next((one for one in book.parts(Person, case.code) if one.is_member), None))
        },
        moves=moves,
        begun={case.code: _begun(case, moves.get(case.code, ())) for case in cases if case.phase in WITH_INTERVENTION},
        is_imported=book.is_imported,
    )


def key_in(source: str) -> str:
    """What a case was known by in the table it came from."""
    return source.partition(":")[2]


def _by_key(imported: Iterable[Case]) -> dict[str, tuple[Case, ...]]:
    found: defaultdict[str, list[Case]] = defaultdict(list)
    for case in imported:
        found[key_in(case.imported_from)].append(case)
    return {key: tuple(cases) for key, cases in found.items()}


def _tells(key: str) -> bool:
    """Whether a key is not one that any table may have, as a running number is."""
    return (len(key) >= 4 and any(map(str.isalpha, key))) or sum(map(str.isdecimal, key)) >= 6


def _begun(case: Case, moves: Sequence[Move]) -> date:
    """When the case came to Intervention, or beyond it; without a history, the last step."""
    first = next((move for move in moves if move.to_phase in WITH_INTERVENTION), None)
    return first.at.date() if first else case.phase_since
