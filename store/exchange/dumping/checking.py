"""Whether what a file says is a book is one: every document through its model, every text cleaned, every code once.

A dump may have been edited by hand or by another program, or be made to do harm. What stands in it is never part of
what is said of it; a table and the number of a row are.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import orjson

from store.erasure import ERASURES
from store.errors import InvalidInput
from store.exchange.dumping.contents import IN_FILE_ORDER, Contents, archived_codes, rows_in
from store.exchange.dumping.lossless import DUMP, KIND
from store.exchange.foreign import cleaned, has_pythons_own
from store.exchange.progress import Far, Progress, unwatched
from store.habits import HABITS
from store.language import _
from store.language.quoting import quoted
from store.migration import brought_up
from store.model.case import by_number
from store.model.day import ReviewDay
from store.model.disguise import Disguise
from store.model.outside import Outside
from store.model.record import Moment, Record, build
from store.model.text import clean_line
from store.outside import DISGUISES, OUTSIDE, REMINDED
from store.parking import DESK, SETTINGS
from store.reviewing import DAYS
from store.settings import Settings
from store.shelf import BOOK, CASES, IN_THE_FILE, MODEL_OF, STUBS
from store.vault import FORMAT, OLDEST, Document
from store.vault.keys import ARCHIVE

DEEPEST = 40
"""So deep may lists and objects lie in each other; what the program writes stays far below."""

_CODE = re.compile(r"K-\d{4}-(\d{3}|[1-9]\d{3,8})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_ID = re.compile(r"[1-9]\d{0,15}", re.ASCII)
_FORMAT = "format"


class Unsound(ValueError):
    """What was found is no book. The text is a sentence for the user."""


class _Erasure(Record):
    """What is kept of an erasing that is finished; see `store.erasure`."""

    at: Moment
    notes: int
    generations: int = 0


class _Reminded(Record):
    day: date


class _Desk(Record):
    things: tuple[dict[str, Any], ...]


class _Habits(Record):
    uses: dict[str, int]


_KEPT_AS_MODELS: dict[str, type[Record]] = {
    **MODEL_OF, OUTSIDE: Outside, DISGUISES: Disguise, SETTINGS: Settings, DAYS: ReviewDay,
}  # fmt: skip
_ONLY_LOOKED_AT: dict[str, type[Record]] = {ERASURES: _Erasure, REMINDED: _Reminded, DESK: _Desk, HABITS: _Habits}
KNOWN = frozenset({*_KEPT_AS_MODELS, *_ONLY_LOOKED_AT, BOOK})
"""Every table that a book may have."""


def checked(found: Any, progress: Progress = unwatched) -> Contents:
    """The book in a lossless dump, cleaned and as this version writes it.

    Args:
        found: JSON of a format that this version knows; it is used up, since both would be a lot of memory.
        progress: told how many of its rows were looked at.

    Raises:
        Unsound: it is none.
    """
    format, program, given, archive = _parts(found)
    far = Far(progress, sum(map(_length, given.values())) + sum(map(_length, archive)))
    seen: dict[str, set[str]] = {table: set() for table in MODEL_OF}
    tables: dict[str, dict[int, Document]] = {}
    for table in sorted(given):
        if not isinstance(rows := given[table], dict):
            raise Unsound(_("This is not the form of a dump."))
        if not rows:  # TinyDB leaves such tables behind
            continue
        if table not in KNOWN:
            raise Unsound(_("Its table {table} is not known here.").format(table=quoted(table)))
        tables[table] = {}
        for id, row in _rows(table, rows, format, seen):
            tables[table][id] = row
            far.tick()
    files = {}
    while archive:
        file = _file(archive.pop(), format, seen)
        files[file["code"]] = file
        far.tick(rows_in(file))
    if set(files) - set(archived_codes(tables)):
        raise Unsound(_("Its archive holds cases that the book does not know to be there."))
    _number_on(tables)
    return Contents(
        FORMAT, program, dict(sorted(tables.items())), {code: files[code] for code in sorted(files, key=by_number)}
    )


def format_of(found: Any) -> int:
    """The format that a dump says it has.

    Raises:
        Unsound: it says none.
    """
    format = found.get("format") if isinstance(found, dict) else None
    if not isinstance(format, int) or isinstance(format, bool) or format < OLDEST:
        raise Unsound(_("This is not the form of a dump."))
    return format


def _parts(found: Any) -> tuple[int, str, dict[str, Any], list[Any]]:
    format = format_of(found)
    if set(found) != {KIND, "format", "program", "tables", "archive"} or found[KIND] != DUMP:
        raise Unsound(_("This is not the form of a dump."))
    program, tables, archive = found["program"], found["tables"], found["archive"]
    if not (isinstance(program, str) and isinstance(tables, dict) and isinstance(archive, list)):
        raise Unsound(_("This is not the form of a dump."))
    return format, clean_line(program), tables, archive


def _length(part: Any) -> int:
    """How many rows a part of the file has, whatever it is: a table, or an archived case."""
    if not isinstance(part, dict):
        return 1
    return rows_in(part) if "case" in part else len(part)


# Rows


def _rows(table: str, rows: dict[str, Any], format: int, seen: dict[str, set[str]]) -> Iterator[tuple[int, Document]]:
    """The rows of a table in the order of their ids."""
    if not all(_ID.fullmatch(id) for id in rows):
        raise Unsound(_("The rows of its table {table} are not numbered.").format(table=table))
    for id in sorted(rows, key=int):
        yield int(id), _row(table, id, rows.pop(id), format, seen)


def _row(table: str, where: str, row: Any, format: int, seen: dict[str, set[str]]) -> Document:
    """One document as this version writes it.

    Args:
        table: the kind of document.
        where: how its row is called in what is said of it.
        row: what was found.
        format: of the document.
        seen: what those before are known by.
    """
    is_one = table not in (BOOK, SETTINGS, DESK, HABITS) or where == "1"
    if not isinstance(row, dict) or not is_one or has_pythons_own(row):
        raise _unreadable(table, where)
    try:
        document: Document = cleaned(row, DEEPEST)
        if table == BOOK:
            return _counters(document)
        if table in _ONLY_LOOKED_AT:
            build(_ONLY_LOOKED_AT[table], document)
            return _finished(document) if table == ERASURES else document
        document = brought_up(table, document, format)
        record = build(_KEPT_AS_MODELS[table], document)
    except InvalidInput as error:
        raise _unreadable(table, where, *error.problems) from None
    except (ValueError, TypeError, LookupError, AttributeError):
        raise _unreadable(table, where) from None
    if table in MODEL_OF:
        _must_be_known_once(table, where, record, seen[table])
    normal = record.document()
    return document if _same(normal, document) else normal


def _must_be_known_once(table: str, where: str, record: Record, seen: set[str]) -> None:
    """Check what a record is known by: of the right form, and of no other record."""
    name = "code" if table in (CASES, STUBS) else "id"
    key = str(getattr(record, name))
    codes = {"code": key} if name == "code" else {}
    if table in IN_THE_FILE:
        codes["case_code"] = str(getattr(record, "case_code", ""))
    wrong = [field for field, code in codes.items() if not _CODE.fullmatch(code)]
    if wrong or not key or record.key != key:
        raise _unreadable(table, where, *wrong or name)
    if key in seen:
        raise Unsound(
            _("Row {id} of its table {table} has the same {name} as another one.").format(
                id=where, table=table, name=name
            )
        )
    seen.add(key)


def _counters(row: Document) -> Document:
    """The last running number of each year, and beside them the format of the documents, which now is today's.

    Raises:
        ValueError: these are none.
    """
    for year, number in row.items():
        if not (_YEAR.fullmatch(year) or year == _FORMAT) or type(number) is not int or number < 0:
            raise ValueError(year)
    return {**row, _FORMAT: FORMAT}


def _finished(erasure: Document) -> Document:
    """An erasing as it stands in a new book, where nothing of the client is left to be erased."""
    return {name: erasure.get(name, 0) for name in _Erasure.model_fields}


def _number_on(tables: dict[str, dict[int, Document]]) -> None:
    """Let no number be given again that a case has: a counter that was lost or set back goes on behind the highest."""
    highest: dict[str, int] = {}
    for table in (CASES, STUBS):
        for row in tables.get(table, {}).values():
            year, number = by_number(row["code"])
            highest[str(year)] = max(number, highest.get(str(year), 0))
    counters = tables.get(BOOK, {}).get(1, {_FORMAT: FORMAT})
    behind = {year: number for year, number in sorted(highest.items()) if number > counters.get(year, 0)}
    if behind:
        tables[BOOK] = {1: {**counters, **behind}}


# The archive


def _file(file: Any, format: int, seen: dict[str, set[str]]) -> Document:
    """An archived case with its file, as this version writes it."""
    code = file.get("code") if isinstance(file, dict) else None
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise _unreadable(ARCHIVE, "?", "code")
    since = file.get("format", OLDEST)
    if not {"code", "case"} <= set(file) <= set(IN_FILE_ORDER) or type(since) is not int or since > format:
        raise _unreadable(ARCHIVE, code)
    made: Document = {"code": code, "format": FORMAT, "case": _row(CASES, code, file["case"], since, seen)}
    for table in IN_THE_FILE:
        if table in file:
            rows = file[table] if isinstance(file[table], list) else [None]
            made[table] = [_row(table, code, row, since, seen) for row in rows]
    belong = [made["case"]["code"], *(row["case_code"] for table in IN_THE_FILE for row in made.get(table, ()))]
    if set(belong) != {code}:
        raise _unreadable(ARCHIVE, code, "case_code")
    return made


# Values


def _same(one: Document, other: Document) -> bool:
    """Whether two documents are the same, whatever the order of their fields. To Python 1, 1.0 and True are equal."""
    return orjson.dumps(one, option=orjson.OPT_SORT_KEYS) == orjson.dumps(other, option=orjson.OPT_SORT_KEYS)


def _unreadable(table: str, where: str, *fields: str) -> Unsound:
    return Unsound(
        _("Row {id} of table {table} cannot be read ({fields}).").format(
            id=where, table=table, fields=", ".join(fields) or "?"
        )
    )
