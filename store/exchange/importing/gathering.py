"""Reading every row of the tables and gathering by case what they tell. Each row gets its place in the account."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from store.exchange.importing.account import Account, Place
from store.exchange.importing.before import differs
from store.exchange.importing.cases import Gathered
from store.exchange.importing.events import read_event
from store.exchange.importing.known import Known, key_in
from store.exchange.importing.mapping import ImportMap
from store.exchange.importing.measured import Value, target_of
from store.exchange.importing.rows import Reader, Told, digest, filled, fingerprint, kept
from store.exchange.importing.supposing import supposed_of_contact
from store.exchange.importing.table import Row, Table
from store.exchange.importing.values import folded
from store.exchange.importing.wide import cells_of
from store.exchange.importing.words import NUMBER_HEADS
from store.language import _
from store.language.quoting import quoted
from store.model.text import clean_line


class Gathering:
    """The cases that the tables tell of, in their order, and the account of the rows.

    Attributes:
        cases: what their rows know a case by -> all they tell of it.
        account: every row that was read.
        kept: the columns that are no field.
        joined: the names of other tables, whose cases this one tells more of.
    """

    def __init__(self, known: Known, mapping: ImportMap, name: str, tick: Callable[[], None]) -> None:
        """Begin.

        Args:
            known: what the book has.
            mapping: which column is what.
            name: what stands before the keys in the origins.
            tick: is called for each row.
        """
        self.cases: dict[str, Gathered] = {}
        self.account = Account()
        self.kept: dict[str, None] = {}  # in their order, each once
        self.joined: dict[str, None] = {}
        self._known = known
        self._mapping = mapping
        self._name = name
        self._tick = tick
        self._about_cases = Reader(mapping.cases, mapping, known.at, events=False)
        self._about_events = Reader(mapping.events, mapping, known.at, events=True)
        self._constants = Reader(replace(mapping.cases, columns={}), mapping, known.at, events=False)
        self._lines: dict[str, int] = {}  # origin of a case -> the line it stands in
        self._times: defaultdict[str, int] = defaultdict(int)  # how often the same was said

    # A table with one row a case

    def read_cases(self, table: Table) -> None:
        """Read a table in which each row is a case; the cells of its months or days are notes or values."""
        rest = self._begin(table, self._mapping.cases.columns)
        for row in table.rows:
            self._tick()
            told = self._about_cases.read(row)
            try:
                self.account.places.append(self._case_row(table, row, told, rest))
            except ValueError as error:
                self._skip(table, row, str(error))

    def _case_row(self, table: Table, row: Row, told: Told, rest: Iterable[str]) -> Place:
        """The place of a row of a case.

        Raises:
            ValueError: with a sentence; the row cannot be taken in.
        """
        label = _needed_label(self._label(row))
        self._must_say_more(row)
        key = clean_line(told.values.pop("key", ""))
        source = clean_line(f"{self._name}:{key or fingerprint(row, without=self._mapping.days)}")
        if self._lines.setdefault(source, row.line) != row.line:
            raise ValueError(_("The same case stands in line {line} already.").format(line=self._lines[source]))
        one = Gathered(key, source, table.name, row.line, self._known.by_source.get(source))
        if one.known is None and self._known.is_imported(source):
            return Place(table.name, row.line, label)
        self.cases[key or source] = one
        if one.known is None:
            one.told, one.columns = told.values, self._about_cases.column_of
            one.extra = {**told.aside, **filled(row, rest)}
            one.values += [Value(column, number) for column, number in told.numbers.items()]
            self.account.count(row.line, about=told)
        elif differs(self._known, one.known, told, self._about_cases.column_of, row, rest):
            self.account.differing.append(row.line)
        return Place(table.name, row.line, label, one, one.known is None, self._add_cells(one, row))

    # A table of events, which may tell of their cases too

    def read_events(self, table: Table, *, beside: bool) -> None:
        """Read a table in which each row is an event.

        Args:
            table: the rows.
            beside: whether it lies beside a table of cases, so that it tells nothing else about these.
        """
        columns = {} if beside else self._mapping.cases.columns
        rest = self._begin(table, {**columns, **self._mapping.events.columns})
        for row in table.rows:
            self._tick()
            about = Told() if beside else self._about_cases.read(row)
            told = self._about_events.read(row)
            try:
                self._event_row(table, row, about, told, rest, beside)
            except ValueError as error:
                self._skip(table, row, str(error))
        if columns:
            for one in self.cases.values():
                _settle(one, rest)

    def _event_row(self, table: Table, row: Row, about: Told, told: Told, rest: Iterable[str], beside: bool) -> None:
        """Put a row with the others of its case.

        Raises:
            ValueError: with a sentence; the row cannot be taken in.
        """
        _must_fit(told)
        if not beside:
            self._must_say_more(row)
        key = clean_line(about.values.pop("key", "") or told.values.get("case", ""))
        ident = key or self._ident(about)
        one = self.cases.get(ident) or self._new(key, ident, (table.name, row.line), beside)
        event = None if not beside and self._is_about_the_case(row) else read_event(row, told, self._about_events)
        is_new = one.known is None and ident not in self.cases
        if event is None and ident in self.cases:
            raise ValueError(_("The row has no day, and its case stands further up already."))
        if beside and is_new:  # nothing else tells of such a case
            about = self._constants.read(row)
        self.cases[ident] = one
        place = Place(table.name, row.line, key, one, begins=is_new)
        self.account.places.append(place)
        own_key = clean_line(told.values.get("key", "")) or fingerprint(row)
        if event and (source := self._fresh(f"{one.source}/{own_key}")):
            event.source, place.adds = source, True
            one.events.append(event)
            if not self._mapping.kinds:  # else the map says it of each kind
                for what in supposed_of_contact(told, event, self._about_events.plain_kind):
                    self.account.supposed[what].append(row.line)
        if not beside:
            place.adds = self._add_cells(one, row) or place.adds
        if is_new or place.adds:
            beside_it = one.extra if event is None else event.extra
            self._merge(one, about, row, beside_it)
            beside_it.update(filled(row, rest))
            if (other := clean_line(told.values.get("case", ""))) and other != key:
                beside_it[self._about_events.column_of["case"]] = other
            day = event.moment.date() if event else None
            one.values += [Value(column, number, day) for column, number in {**about.numbers, **told.numbers}.items()]
            self.account.count(row.line, about, told)

    def _new(self, key: str, ident: str, place: tuple[str, int], beside: bool) -> Gathered:
        """The case of a row that is the first to name it.

        Raises:
            ValueError: with a sentence; there is no such case, and none may begin here.
        """
        known = self._known.case(self._name, ident, anywhere=not beside and not self._mapping.cases.columns)
        begins = self._mapping.new_cases or (not beside and self._mapping.has_several_rows)
        if known is None and not begins:
            raise ValueError(_("There is no case {key}.").format(key=quoted(ident)))
        source = clean_line(f"{self._name}:{ident}")
        if known and known.imported_from != source and key_in(known.imported_from) == ident:
            source = known.imported_from  # so that its events are known again, whatever their table is called then
            self.joined[source.partition(":")[0]] = None
        return Gathered(key, source, *place, known)

    def _ident(self, about: Told) -> str:
        """What the rows of a case without a key have in common: a digest of the alias, or else of the name.

        It tells neither, and does not know small from capital letters.

        Raises:
            ValueError: with a sentence; the row has neither.
        """
        told = clean_line(about.values.get("alias", "") or about.values.get("client_name", ""))
        return digest(_needed_label(told).casefold())

    def _is_about_the_case(self, row: Row) -> bool:
        """Whether a row of a table with several rows a case tells of no event."""
        columns = self._mapping.events.columns.items()
        return self._mapping.has_several_rows and not any(
            row.cells[column] for column, name in columns if name not in ("key", "case")
        )

    def _merge(self, one: Gathered, about: Told, row: Row, beside_it: dict[str, str]) -> None:
        """Take what a row says of its case: the first one that says something stands, others are kept beside it."""
        columns = self._about_cases.column_of
        for name, value in about.values.items():
            if one.known is None and name not in one.told:
                one.told[name], one.columns[name] = value, columns.get(name, name)
            elif name in columns and not self._is_said(one, name, value):
                beside_it[columns[name]] = row.cells[columns[name]]
        for column, text in about.aside.items():
            if one.known is None and column not in one.extra and column not in about.as_text:
                one.extra[column] = text
            elif (one.known or one).extra.get(column) != text:
                beside_it[column] = text

    def _is_said(self, one: Gathered, name: str, value: Any) -> bool:
        if one.known is None:
            return bool(one.told[name] == value)
        return self._known.says(one.known, name, value)

    # The cells of a wide sheet

    def _add_cells(self, one: Gathered, row: Row) -> bool:
        """Add what stands under the months or days of a row; answers whether a row that begins nothing adds by it."""
        series, adds = self._mapping.series, False
        for cell in cells_of(row, self._mapping):
            value = cell.value(series)
            if value is None:
                event = cell.event(one.source)
                if source := self._fresh(event.source):
                    event.source, adds = source, True
                    one.events.append(event)
                    self.account.count_text([cell.column] if series else [], row.line)
            elif one.known is None:
                one.values.append(value)
            elif not self._known.has_value(one.known.code, target_of(series), cell.on, value.number):
                one.values.append(value)
                adds = True
        return adds

    def _fresh(self, source: str) -> str:
        """The origin of something that is said for the first, second ... time; empty when the book has it."""
        self._times[source] += 1
        nth = self._times[source]
        source = clean_line(source + (f"#{nth}" if nth > 1 else ""))
        return "" if self._known.is_imported(source) else source

    # What both have in common

    def _must_say_more(self, row: Row) -> None:
        """See that a row has more than the number or key that was put there beforehand, or may have it in another file.

        Raises:
            ValueError: with a sentence; it has not, though there are columns for more.
        """
        keys = {self._about_cases.column_of.get("key"), self._about_events.column_of.get("case")}
        more = [text for column, text in row.cells.items() if column not in keys and folded(column) not in NUMBER_HEADS]
        if more and not any(more) and not self._mapping.events_file:
            raise ValueError(_("The row has nothing but its number."))

    def _begin(self, table: Table, columns: Mapping[str, str]) -> tuple[str, ...]:
        """Begin a table: its bad rows are skipped. Answers the columns that nothing takes."""
        for bad in table.bad:
            self.account.skip(table.name, bad.line, "", bad.reason)
        rest = kept(table.columns, columns, self._mapping)
        self.kept.update(dict.fromkeys(rest))
        return rest

    def _skip(self, table: Table, row: Row, reason: str) -> None:
        self.account.skip(table.name, row.line, self._label(row), reason)

    def _label(self, row: Row) -> str:
        """What a person knows the case of a row by."""
        told = (self._about_cases.text(name, row) for name in ("alias", "key", "client_name"))
        return next((found for text in told if (found := clean_line(text))), "") or clean_line(
            self._about_events.text("case", row)
        )


def _must_fit(told: Told) -> None:
    if told.problems:
        raise ValueError(" ".join(told.problems))


def _needed_label(label: str) -> str:
    if not label:
        raise ValueError(_("The row has neither an alias nor a key nor a name."))
    return label


def _settle(one: Gathered, rest: Iterable[str]) -> None:
    """Give the case what all its rows say in columns that are no field; what they say differently stays with each."""
    if one.known is not None:
        return
    for column in rest:
        told = {event.extra.get(column, "") for event in one.events}
        if column in one.extra:
            told.add(one.extra[column])
        if len(told) == 1 and (text := told.pop()):
            one.extra[column] = text
            for event in one.events:
                event.extra.pop(column, None)
