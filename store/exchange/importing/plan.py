"""What an import would do, as a whole, before anything is done: every record that would come and every row's fate.

`read_source` reads the files, `known_to` asks the book, `make_plan` is pure and may run in a thread, `carry_out` hands
the records to the book as one act.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from store.casebook import Casebook
from store.errors import LingkarError, Refused
from store.exchange.importing.before import earlier_name, met_before
from store.exchange.importing.gathering import Gathering
from store.exchange.importing.known import Known, known_to
from store.exchange.importing.making import Making
from store.exchange.importing.mapping import ImportMap, Part
from store.exchange.importing.report import AsText, Fate, Report, RowFate, Supposition, Unknown
from store.exchange.importing.table import Table, read_table
from store.exchange.progress import Far, Progress, unwatched
from store.language import _
from store.model.came import Supposed
from store.model.case import Case, by_number
from store.model.measure import Measurement
from store.model.move import Move
from store.model.note import Note
from store.model.person import Person
from store.model.record import Record
from store.model.text import clean_line

__all__ = [
    "AsText", "Fate", "Known", "Plan", "Report", "RowFate", "Source", "Supposition", "Unknown", "carry_out",
    "known_to", "make_plan", "read_source",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """What was read: a table, and the table of events that a map names beside it."""

    path: Path
    table: Table
    events: Table | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """An import as it would be.

    Attributes:
        mapping: how the columns were understood, with the name that stands before the keys.
        records: everything that would come, in the order in which it is written.
        report: what becomes of each row.
        before: the cases of the book that would change, as they are.
    """

    mapping: ImportMap
    records: tuple[Record, ...]
    report: Report
    before: tuple[Case, ...] = ()

    @property
    def new_cases(self) -> tuple[Case, ...]:
        """The cases that would come, by code in the order of the file."""
        known = {case.code for case in self.before}
        return tuple(record for record in self.records if isinstance(record, Case) and record.code not in known)


def read_source(path: Path, mapping: ImportMap | None = None) -> Source:
    """Read a table, and the one of events beside it that the map names.

    Raises:
        LingkarError: a file cannot be read; the sentence says why.
    """
    table, named = read_table(path), mapping.events_file if mapping else ""
    if not named:
        return Source(path, table)
    beside = path.parent / named
    if not _may_be_read(path, beside):
        raise LingkarError(
            _("The map names {file} as the file of its events. Such a file lies beside the table, or in a folder "
              "there; nothing else is read.").format(file=clean_line(named))
        )  # fmt: skip
    events = read_table(beside)
    if beside.samefile(path):
        raise LingkarError(
            _("The map names {file} itself as the file of its events. Leave that out where each row of a table tells "
              "of a case and of an event, or name another file.").format(file=table.name)
        )  # fmt: skip
    return Source(path, table, replace(events, name=clean_line(named)))  # in another folder it may have the same name


def _may_be_read(path: Path, beside: Path) -> bool:
    """Whether a file that a map names, perhaps a colleague's map, is a plain file beside the table."""
    with suppress(OSError, ValueError):  # reading it says what is wrong with it
        inside = beside.resolve().is_relative_to(path.parent.resolve())
        return inside and (beside.is_file() or not beside.exists())
    return True


def make_plan(known: Known, source: Source, mapping: ImportMap, progress: Progress = unwatched) -> Plan:
    """Understand every row.

    Args:
        known: what the book has already; see `known_to`.
        source: what was read.
        mapping: which column is what.
        progress: is called every few hundred rows, and may raise to stop.

    Raises:
        LingkarError: a column is missing, or nothing says which case a row belongs to.
    """
    _check(source, mapping)
    tables = [table for table in (source.table, source.events) if table is not None]
    far = Far(progress, 2 * sum(len(table.rows) for table in tables))  # each row is read, and its records made
    own_name = clean_line(source.path.stem)
    name = mapping.name or earlier_name(known, mapping, source.table, own_name)
    gathering = Gathering(known, mapping, clean_line(name), far.tick)
    if _is_of_events(mapping):
        gathering.read_events(source.table, beside=False)
    else:
        gathering.read_cases(source.table)
    if source.events is not None:
        gathering.read_events(source.events, beside=True)
    making = Making(known, mapping, far.tick)
    records = making.all_of(gathering.cases.values())
    far.finish()
    if not mapping.name and name != own_name:
        gathering.joined[name] = None
    report = _report(known, tables, mapping, gathering, making, records)
    return Plan(replace(mapping, name=name), records, report, tuple(making.before))


def carry_out(book: Casebook, plan: Plan) -> None:
    """Write all of a plan as one act, which one undo takes back.

    Raises:
        Refused: the book changed since the plan was made; it must be made anew.
        NotSaved: the disk refused; nothing was changed.
    """
    if not plan.records:
        return
    new = plan.new_cases
    first: dict[int, int] = {}
    for case in new:
        year, number = by_number(case.code)
        first[year] = min(number, first.get(year, number))
    came: list[Case | Note] = [*new, *(record for record in plan.records if isinstance(record, Note))]
    is_stale = (
        any(book.next_number(year) != number for year, number in first.items())
        or any(book.case(case.code) != case for case in plan.before)
        or any(book.is_imported(record.imported_from) for record in came)
    )
    if is_stale:
        raise Refused(
            _("The casebook changed since this import was worked out. Nothing was imported; look at it anew.")
        )
    book.add_records(list(plan.records))


def _report(
    known: Known,
    tables: list[Table],
    mapping: ImportMap,
    gathering: Gathering,
    making: Making,
    records: tuple[Record, ...],
) -> Report:
    files = {table.name: at for at, table in enumerate(tables)}
    fates = sorted((place.fate for place in gathering.account.places), key=lambda row: (files[row.file], row.line))
    there = {column for table in tables for column in table.columns}
    return Report(
        rows={table.name: len(table.rows) + len(table.bad) for table in tables},
        fates=tuple(fates),
        cases=len(making.codes),
        notes=sum(isinstance(record, Note) for record in records),
        moves=sum(isinstance(record, Move) for record in records),
        people=sum(isinstance(record, Person) for record in records),
        values=sum(isinstance(record, Measurement) for record in records),
        unknown=gathering.account.unknown,
        as_text=gathering.account.as_text,
        supposed=_supposed(making, gathering),
        by_initials=tuple(sorted(making.by_initials)),
        by_key=tuple(sorted(making.by_key)),
        kept=tuple(gathering.kept),
        left_out=tuple(column for column in mapping.left_out if column in there),
        remarks=(
            *(remark for table in tables for remark in table.remarks),
            *making.remarks,
            *met_before(known, gathering.account, gathering.joined),
        ),
        codes={one.key: code for one, code in making.codes if one.key},
    )


def _supposed(making: Making, gathering: Gathering) -> tuple[Supposition, ...]:
    lines = {**making.supposed, **gathering.account.supposed}  # of cases, and of contacts
    return tuple(Supposition(what, tuple(sorted(lines[what]))) for what in Supposed if what in lines)


# What must be known before a row is looked at


def _is_of_events(mapping: ImportMap) -> bool:
    """Whether each row of the table is an event."""
    return bool(mapping.events.columns) and not mapping.events_file


def _check(source: Source, mapping: ImportMap) -> None:
    """See whether the tables have what the map names, and say which case each row belongs to.

    Raises:
        LingkarError: with a sentence; they do not.
    """
    _check_columns(source.table, *mapping.days)
    if _is_of_events(mapping):
        _check_columns(source.table, *mapping.cases.columns, *mapping.events.columns)
        _check_names(source.table, mapping.cases, mapping.events)
        _check_event(source.table, mapping.events, "date")
    else:
        _check_columns(source.table, *mapping.cases.columns)
        _check_names(source.table, mapping.cases, Part())
    if source.events is not None:
        _check_columns(source.events, *mapping.events.columns)
        _check_event(source.events, mapping.events, "case", "date")


def _check_names(table: Table, cases: Part, events: Part) -> None:
    if "case" in events.columns.values():
        return
    if not {"key", "alias", "client_name"} & {*cases.columns.values(), *cases.constants}:
        raise LingkarError(
            _("{file} has no column for the case key, the alias or the client's name. Its columns are {columns}; "
              "choose one of them for it, on the screen with enter or by command in a map file (--map).").format(
                file=table.name, columns=", ".join(table.columns)
            )
        )  # fmt: skip


def _check_event(table: Table, part: Part, *needed: str) -> None:
    for field in needed:
        if field not in part.columns.values():
            raise LingkarError(_("The map names no column of {file} as {field}.").format(file=table.name, field=field))


def _check_columns(table: Table, *columns: str) -> None:
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise LingkarError(
            _("{file} has no column {missing}. Its columns are {columns}. Nothing was imported.").format(
                file=table.name, missing=", ".join(missing), columns=", ".join(table.columns)
            )
        )
    if not table.rows and not table.bad:
        raise LingkarError(_("{file} has a header but no rows. Nothing was imported.").format(file=table.name))
