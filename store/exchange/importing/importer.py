"""Import: reads the files, makes records of what the book does not have yet, and hands them over as one act.

A row is known again by its origin (`imported_from`), so a second import of the same file changes nothing, and a file
that has grown brings in only what is new. Rows that do not fit are left out and reported; a file that cannot be
understood as a whole changes nothing.
"""

from collections import defaultdict
from datetime import date
from pathlib import Path

from store.casebook import Casebook
from store.desk import full_code, now
from store.errors import InvalidInput, LingkarError
from store.exchange.importing.cases import CaseRow, ending, make_case, midnight, opening, read_case
from store.exchange.importing.events import Event, play, read_event, spread
from store.exchange.importing.mapping import ImportMap, Part, guess_map, load_map
from store.exchange.importing.report import Report, Skipped
from store.exchange.importing.table import BadRow, Row, Table, read_table
from store.language import _
from store.model.case import Case
from store.model.move import Move
from store.model.note import Note
from store.model.record import Record
from store.model.text import clean_line

_SOME_DAY = date(2000, 1, 1)


class _NoBook:
    """A book that is not made yet."""

    def every_case(self) -> list[Case]:
        """There are none."""
        return []

    def is_imported(self, _source: str) -> bool:
        """Nothing is."""
        return False

    def next_number(self, _year: int) -> int:
        """The first."""
        return 1

    def today(self) -> date:
        """The day of the machine."""
        return now().date()


def import_csv(book: Casebook | None, file: Path, map_file: Path | None = None, *, dry_run: bool = False) -> Report:
    """Bring the cases of a CSV file into the book, with their events when the map names a file of them.

    Args:
        book: open for writing; for a dry run reading is enough, or None when there is no book yet.
        file: a table of cases, or, when the map has only an events part, of events of cases the book has.
        map_file: which column is what; see `store.exchange.importing.mapping`. Without one the header is guessed from.
        dry_run: change nothing, only report what an import would do.

    Returns:
        What became of each row.

    Raises:
        LingkarError: a file cannot be read as a whole, or a column is missing; nothing was changed.
        NotSaved: the disk refused; nothing was changed.
    """
    table = read_table(file)
    mapping = load_map(map_file) if map_file else guess_map(table.columns)
    only_events = bool(mapping.events.columns) and not mapping.events_file and not mapping.cases.columns
    cases = None if only_events else table
    events = table if only_events else _events_beside(file, mapping)
    if cases is not None:
        _check_cases(cases, mapping.cases)
    if events is not None:
        _check_events(events, mapping.events)
    run = _Import(book or _NoBook(), mapping, clean_line(mapping.name or file.stem), dry_run)
    records = run.records(cases, events)
    if records and book and not dry_run:
        book.add_records(records)
    return run.report


def _events_beside(file: Path, mapping: ImportMap) -> Table | None:
    return read_table(file.parent / mapping.events_file) if mapping.events_file else None


def _check_cases(table: Table, part: Part) -> None:
    _check_columns(table, part)
    if not {"key", "alias", "client_name"} & {*part.columns.values(), *part.constants}:
        raise LingkarError(
            _("{file} has no column for the case key, the alias or the client's name. Its columns are {columns}; "
              "say in a map file (--map) which of them is what.").format(
                file=table.name, columns=", ".join(table.columns)
            )
        )  # fmt: skip


def _check_events(table: Table, part: Part) -> None:
    _check_columns(table, part)
    for field in ("case", "date"):
        if field not in part.columns.values():
            raise LingkarError(_("The map names no column of {file} as {field}.").format(file=table.name, field=field))


def _check_columns(table: Table, part: Part) -> None:
    missing = [column for column in part.columns if column not in table.columns]
    if missing:
        raise LingkarError(
            _("{file} has no column {missing}. Its columns are {columns}. Nothing was imported.").format(
                file=table.name, missing=", ".join(missing), columns=", ".join(table.columns)
            )
        )
    if not table.rows and not table.bad:
        raise LingkarError(_("{file} has a header but no rows. Nothing was imported.").format(file=table.name))


class _Import:
    """One run: what is known so far, and the account of it."""

    def __init__(self, book: Casebook | _NoBook, mapping: ImportMap, name: str, dry_run: bool) -> None:
        self.book = book
        self.mapping = mapping
        self.name = name
        self.report = Report(dry_run=dry_run)
        self._given: dict[int, int] = {}  # year -> the last running number this run gave
        self._sources: dict[int, str] = {}  # line of an event -> its origin
        self._by_code = {case.code: case for case in book.every_case()}
        self._by_source = {case.imported_from: case for case in self._by_code.values() if case.imported_from}

    def records(self, cases: Table | None, events: Table | None) -> list[Record]:
        """All that the book does not have yet."""
        new = self._case_rows(cases) if cases else {}
        grouped = self._events(events, new) if events else {}
        records: list[Record] = []
        for key, row in new.items():
            records += self._new_case(row, grouped.pop(key, []))
        for key, more in grouped.items():
            records += self._known_case(self._known(key), more)
        files = list(self.report.rows)
        self.report.skipped.sort(key=lambda row: (files.index(row.file), row.line))
        count = self.report
        count.cases = sum(record.key not in self._by_code for record in records if isinstance(record, Case))
        count.notes = sum(isinstance(record, Note) for record in records)
        count.moves = sum(isinstance(record, Move) for record in records)
        return records

    # Reading

    def _start(self, table: Table, part: Part) -> None:
        self.report.rows[table.name] = len(table.rows) + len(table.bad)
        self.report.kept += tuple(column for column in table.columns if column not in part.columns)
        for bad in table.bad:
            self._skip(table, bad, bad.reason)

    def _skip(self, table: Table, row: Row | BadRow | CaseRow | Event, reason: str) -> None:
        self.report.skipped.append(Skipped(table.name, row.line, clean_line(reason)))

    def _case_rows(self, table: Table) -> dict[str, CaseRow]:
        """The rows of new cases, by key."""
        self._start(table, self.mapping.cases)
        lines: dict[str, int] = {}
        new: dict[str, CaseRow] = {}
        for row in table.rows:
            try:
                read = read_case(row, self.mapping.cases, self.name, month_first=self.mapping.month_first)
                make_case(read, "K-2000-001", _SOME_DAY, _SOME_DAY)  # a trial: only a row that fits gets a number
            except (ValueError, InvalidInput) as error:
                self._skip(table, row, str(error))
                continue
            first = lines.setdefault(read.source, read.line)
            if first != read.line:
                self._skip(table, row, _("The same case stands in line {line} already.").format(line=first))
            elif self.book.is_imported(read.source):
                self.report.unchanged += 1
            else:
                new[read.key or read.source] = read
        return new

    def _events(self, table: Table, new: dict[str, CaseRow]) -> dict[str, list[Event]]:
        """The events the book does not have yet, by the key of their case."""
        self._start(table, self.mapping.events)
        grouped: dict[str, list[Event]] = defaultdict(list)
        seen: dict[str, int] = defaultdict(int)
        for row in table.rows:
            try:
                event = read_event(row, self.mapping)
            except ValueError as error:
                self._skip(table, row, str(error))
                continue
            seen[f"{event.case}/{event.own_key}"] += 1
            nth = seen[f"{event.case}/{event.own_key}"]
            source = f"{self.name}:{event.case}/{event.own_key}" + (f"#{nth}" if nth > 1 else "")
            self._sources[event.line] = source
            if self.book.is_imported(source):
                self.report.unchanged += 1
            elif event.case in new or self._known(event.case):
                grouped[event.case].append(event)
            else:
                self._skip(table, row, _("There is no case {key}.").format(key=repr(event.case[:60])))
        return grouped

    def _known(self, key: str) -> Case | None:
        """A case the book has: imported under this key, or with this code."""
        return self._by_source.get(f"{self.name}:{key}") or self._by_code.get(full_code(key))

    # Making

    def _new_case(self, row: CaseRow, events: list[Event]) -> list[Record]:
        timed = spread(events)
        opened = row.told.get("opened") or (timed[0][0].date() if timed else self.book.today())
        start = min([midnight(opened), *(at for at, _event in timed)])
        case = make_case(row, self._code(opened.year), opened, start.date())
        first = opening(case, start)
        case, records = play(case, timed, self._sources)
        case, last = ending(row, case, max([start, *(at for at, _event in timed)]))
        self.report.taken += 1 + len(events)
        self.report.codes[row.key] = case.code
        return [case, first, *records, *last]

    def _known_case(self, case: Case | None, events: list[Event]) -> list[Record]:
        if case is None:
            return []
        after, records = play(case, spread(events), self._sources)
        self.report.taken += len(events)
        return records if after == case else [after, *records]

    def _code(self, year: int) -> str:
        number = self._given.get(year, self.book.next_number(year) - 1) + 1
        self._given[year] = number
        return f"K-{year}-{number:03}"
