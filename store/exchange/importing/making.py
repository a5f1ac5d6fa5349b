"""From what was gathered of each case to its records, with case codes that follow on those of the book."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from store.exchange.importing.cases import Gathered, ending, make_case, opening
from store.exchange.importing.events import play, spread
from store.exchange.importing.known import Known
from store.exchange.importing.mapping import ImportMap
from store.exchange.importing.measured import begun_on, make_values
from store.exchange.importing.people import make_person
from store.exchange.importing.steps import midnight
from store.exchange.importing.supposing import supposed_of
from store.language import _
from store.model.came import Supposed
from store.model.case import Case
from store.model.record import Record


class Making:
    """Makes the records of all cases.

    Attributes:
        codes: each new case with its code.
        before: the cases of the book that change, as they are.
        supposed: what is taken where the tables say nothing -> the lines of the new cases for which it is.
        by_initials: the lines of the new cases whose alias is made of the initials of the client, for want of one.
        by_key: the lines of those that are called by the number that they have in the table.
    """

    def __init__(self, known: Known, mapping: ImportMap, tick: Callable[[int], None]) -> None:
        """Begin.

        Args:
            known: what the book has.
            mapping: how the columns were understood.
            tick: is told how many rows a case was made of.
        """
        self.codes: list[tuple[Gathered, str]] = []
        self.before: list[Case] = []
        self.supposed: defaultdict[Supposed, list[int]] = defaultdict(list)
        self.by_initials: list[int] = []
        self.by_key: list[int] = []
        self._known = known
        self._mapping = mapping
        self._tick = tick
        self._last = dict(known.last)
        self._unsure: dict[str, None] = {}  # heads of measures of which nobody says when they get better

    def all_of(self, cases: Iterable[Gathered]) -> tuple[Record, ...]:
        """The records of these cases, those of each together."""
        records: list[Record] = []
        for one in cases:
            records += self._new_case(one) if one.known is None else self._more_of(one, one.known)
            self._tick(1 + len(one.events))
        return tuple(records)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was assumed."""
        if not self._unsure:
            return ()
        words = _(
            "More is taken to be better for {measures}; for one that gets better when it falls, choose “{choice}”."
        )
        return (words.format(measures=", ".join(self._unsure), choice=_("A measure: better when it falls")),)

    def _new_case(self, one: Gathered) -> list[Record]:
        timed = spread(one.events)
        days = [at.date() for at, _event in timed] + [value.on for value in one.values if value.on]
        opened = one.told.get("opened") or min(days, default=self._known.today)
        start = min([midnight(opened), *(at for at, _event in timed)])
        supposed = supposed_of(one)
        for what in supposed:
            self.supposed[what].append(one.line)
        if not one.has_own_alias:
            (self.by_initials if one.initials else self.by_key).append(one.line)
        case = make_case(one, self._code(opened.year), opened, start.date(), supposed)
        first = opening(case, start)
        person = make_person(case, one.person)
        case, records = play(case, [first], timed, self._known.at)
        case, last = ending(one, case, max([start, *(at for at, _event in timed)]))
        self.codes.append((one, case.code))
        told: list[Record] = [case, first, *([person] if person else []), *records, *last]
        return told + self._values(one, case, begun_on([first, *records, *last]))

    def _more_of(self, one: Gathered, case: Case) -> list[Record]:
        """What comes to a case of the book."""
        if not one.events and not one.values:
            return []
        after, records = play(case, self._known.moves.get(case.code, ()), spread(one.events), self._known.at)
        if after != case:
            self.before.append(case)
            records.insert(0, after)
        return records + self._values(one, case, self._known.begun.get(case.code) or begun_on(records))

    def _values(self, one: Gathered, case: Case, begun: date | None) -> list[Record]:
        heads = (value.head for value in one.values if value.head not in self._mapping.improves)
        self._unsure.update(dict.fromkeys(heads))
        known, improves = self._known.measures.get(case.code, {}), self._mapping.improves
        return make_values(case.code, one.values, case.opened, begun, known, improves)

    def _code(self, year: int) -> str:
        number = self._last.get(year, 0) + 1
        self._last[year] = number
        return f"K-{year}-{number:03}"
