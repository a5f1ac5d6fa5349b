"""From the cells of a row to values of fields: what one part of the map says of one row, and what does not fit.

What a row cannot do without, the day of an event, costs the row when it does not fit or has not come yet. What only
adds to it (a number, an age, another day) is kept as text under the name of its column instead, and so is a word where
we have codes, of which neither we nor the map know one: it is listed, so that a person says once what it means. A word
that is understood but is not our own stays beside its code: it may say more.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from store.exchange.importing.heads import counts_hours
from store.exchange.importing.mapping import CODED, DAYS, EVENT_CODED, KIND, ImportMap, Kind, Part
from store.exchange.importing.people import parse_age
from store.exchange.importing.table import Row
from store.exchange.importing.values import (
    find_code,
    is_own_name,
    parse_birth,
    parse_code,
    parse_day,
    parse_minutes,
    parse_moment,
    parse_number,
)
from store.language import _
from store.language.quoting import quoted
from store.model.case import PHASE_ALIASES
from store.model.codes import ContactMode, Vocabulary
from store.model.note import MOST_MINUTES
from store.model.record import to_the_second
from store.model.text import clean_block, clean_line
from store.practice.due import has_come

MEASURE = "measure"
_ONLY_ADDS = frozenset({*DAYS, "age", "minutes", MEASURE})
_HAVE_COME = ("opened", "closed", "consent_on", "risk_assessed", "born")
"""The days that lie in the past; one that has not come yet makes no sense there."""

_NEEDED = ("opened", "size", "phase")
"""What no case is without: where a cell makes no sense, what the map says for all cases stands there too."""

_SAYS_NO_MORE = "sex"  # of which every word says the same as its code


@dataclass(slots=True)
class Told:
    """What a row says, as far as it was understood.

    Attributes:
        values: field -> value; empty ones are left out.
        numbers: column of a measure -> what was measured.
        aside: column -> text that has no field: the map leaves the field empty, or the text does not fit it.
        problems: sentences; with one the row cannot be taken in.
        unknown: field, column and value of each code that is not known; the words are under `aside` too.
        as_text: the columns whose cells are no number or day, and so are kept as text.
        ahead: those of them in which a day stands that has not come yet, and should have.
    """

    values: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    unknown: list[tuple[str, str, str]] = field(default_factory=list)
    as_text: list[str] = field(default_factory=list)
    ahead: list[str] = field(default_factory=list)


class Reader:
    """Reads the rows of one table as one part of a map understands them. Equal cells are understood once."""

    def __init__(self, part: Part, mapping: ImportMap, now: datetime, *, events: bool) -> None:
        """Prepare.

        Args:
            part: which column is what.
            mapping: the whole map.
            now: the moment on the book's clock; by its day years of two figures are understood.
            events: whether it is the part about events.
        """
        self._coded = EVENT_CODED if events else CODED
        columns = part.columns.items()
        self._columns = [(column, name) for column, name in columns if name != MEASURE]
        self._measures = [column for column, name in columns if name == MEASURE]
        self.column_of = {name: column for column, name in self._columns}
        self._constants = {name: text for name, text in part.constants.items() if text}
        self._codes = {
            name: {clean_line(value).casefold(): code for value, code in known.items()}
            for name, known in part.codes.items()
        }
        self._kinds = {clean_line(name).casefold(): kind for name, kind in mapping.kinds.items()}
        self.plain_kind = self._kinds.get("*", Kind())
        self._parse = self._parsers(mapping, now)
        self._understood: dict[tuple[str, str], Any] = {}

    def read(self, row: Row) -> Told:
        """Understand a row."""
        told = Told()
        for column, name in self._columns:
            text = row.cells[column]
            self._take(told, name, column, text or self._constants.get(name, ""))
            if text and name in self._coded and name in told.values and not self._says_all(name, text, told):
                told.aside[column] = text
        for name, text in self._constants.items():
            is_unsaid = name in _NEEDED and name not in told.values and row.cells.get(self.column_of.get(name, ""))
            if name not in self.column_of or is_unsaid:
                self._take(told, name, name, text)
        for column in self._measures:
            if text := row.cells[column]:
                value = self._value(MEASURE, text)
                if isinstance(value, ValueError):
                    _set_aside(told, column, text)
                else:
                    told.numbers[column] = value
        return told

    def text(self, name: str, row: Row) -> str:
        """What stands in a row for a field."""
        return row.cells.get(self.column_of.get(name, ""), "") or self._constants.get(name, "")

    def _take(self, told: Told, name: str, column: str, text: str) -> None:
        if not text and name != KIND and name not in self._codes:
            return
        value = self._value(name, text)
        if isinstance(value, _NotKnown):
            told.unknown.append((name, column, clean_line(text)))
            if name != KIND:  # the name of a kind stands before the text of its note
                told.aside[column] = text
        elif isinstance(value, ValueError):
            if name in _ONLY_ADDS:
                _set_aside(told, column, text, is_ahead=isinstance(value, _NotComeYet))
            else:
                told.problems.append(f"{column}: {value}")
        elif value not in (None, ""):
            told.values[name] = value
        elif text:
            told.aside[column] = text

    @staticmethod
    def _says_all(name: str, text: str, told: Told) -> bool:
        """Whether the code says all that the word does, which then need not be kept."""
        return name == _SAYS_NO_MORE or is_own_name(text, told.values[name])

    def _value(self, name: str, text: str) -> Any:
        """The value of a cell; None for an empty one; or, not raised, what is wrong with it."""
        if name not in self._parse:
            return clean_block(text)
        if (name, text) not in self._understood:
            try:
                self._understood[name, text] = self._parse[name](text)
            except ValueError as error:
                self._understood[name, text] = error
        return self._understood[name, text]

    def _parsers(self, mapping: ImportMap, now: datetime) -> dict[str, Callable[[str], Any]]:
        """How each field that is no text is understood."""
        order, decimal, today = mapping.month_first, mapping.decimal, now.date()
        in_hours = counts_hours(self.column_of.get("minutes", ""))

        def day(text: str) -> date:
            return parse_day(text, month_first=order, today=today)

        def birth(text: str) -> date:
            return parse_birth(text, month_first=order, today=today)

        days: dict[str, Callable[[str], date]] = {name: birth if name == "born" else day for name in DAYS}
        days |= {name: _come(days[name], today) for name in _HAVE_COME}
        codes = {name: self._coder(name, vocabulary) for name, vocabulary in self._coded.items()}
        return {
            **days,
            **codes,
            "date": lambda text: _come_moment(parse_moment(text, month_first=order, today=today), now),
            "minutes": lambda text: _minutes(text, decimal, in_hours),
            "age": parse_age,
            KIND: self._kind,
            MEASURE: lambda text: parse_number(text, decimal),
        }

    def _coder(self, name: str, vocabulary: type[Vocabulary]) -> Callable[[str], Vocabulary | None]:
        known = self._codes.get(name, {})

        def code(text: str) -> Vocabulary | None:
            folded = clean_line(text).casefold()
            if folded in known:
                return vocabulary.of(known[folded]) if known[folded] else None
            if not folded:
                return None
            try:
                return parse_code(PHASE_ALIASES.get(folded, text) if name == "phase" else text, vocabulary)
            except ValueError as error:
                raise _NotKnown(error) from None

        return code

    def _kind(self, text: str) -> Kind:
        """What an event of a kind does; without kinds in the map it becomes a note, of the mode that its kind names."""
        if not self._kinds:
            mode = find_code(text, ContactMode)
            return Kind(mode=mode) if isinstance(mode, ContactMode) else self.plain_kind
        kind = self._kinds.get(clean_line(text).casefold()) or self._kinds.get("*")
        if kind is not None or not text:
            return kind or self.plain_kind
        raise _NotKnown(
            _("{given} is not a kind of event the map knows; there are {choices}.").format(
                given=quoted(text), choices=", ".join(self._kinds)
            )
        )


class _NotKnown(ValueError):
    """A code or kind that neither the map nor we know."""


class _NotComeYet(ValueError):
    """A day that is still to come, where it should have been."""


def _come(read: Callable[[str], date], today: date) -> Callable[[str], date]:
    """The same for a day that must have come."""

    def day(text: str) -> date:
        if (found := read(text)) > today:
            raise _NotComeYet
        return found

    return day


def _come_moment(found: datetime, now: datetime) -> datetime:
    """The moment of what was done: a note of it would claim a contact that nobody has had yet."""
    is_day = found.time() == time() and found.tzinfo is None
    if is_day and found.date() > now.date():
        raise ValueError(_("This day has not come yet."))
    if not is_day and not has_come(to_the_second(found), now):
        raise ValueError(_("This has not come yet."))
    return found


def _set_aside(told: Told, column: str, text: str, *, is_ahead: bool = False) -> None:
    told.aside[column] = text
    told.as_text.append(column)
    if is_ahead:
        told.ahead.append(column)


def _minutes(text: str, decimal: str, in_hours: bool) -> int:
    minutes = parse_minutes(text, decimal, in_hours=in_hours)
    if not 1 <= minutes <= MOST_MINUTES:
        raise ValueError
    return minutes


def kept(columns: Iterable[str], fields: Mapping[str, str], mapping: ImportMap) -> tuple[str, ...]:
    """The columns of a table that are no field, no month or day, and not left out."""
    taken = {*fields, *mapping.days, *mapping.left_out}
    return tuple(column for column in columns if column not in taken)


def filled(row: Row, columns: Iterable[str]) -> dict[str, str]:
    """The cells of these columns that hold something."""
    return {column: text for column in columns if (text := row.cells[column])}


def fingerprint(row: Row, without: Mapping[str, str] | None = None) -> str:
    """What a row without a key is known by: a hash of all that stands in it.

    Args:
        row: the row.
        without: columns that come and go, by which it is not known.
    """
    cells = row.cells.items() if not without else [cell for cell in row.cells.items() if cell[0] not in without]
    return digest("\x1f".join(f"{column}\x1e{value}" for column, value in sorted(cells)))


def digest(text: str) -> str:
    """A short name for a text that does not tell it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
