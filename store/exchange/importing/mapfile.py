"""The map of an import as a file: read, and written.

A map file is TOML. Every part may be left out:

    name = "openspp"                 # stands before each key in `imported_from`; otherwise the file's name, or the one
                                     # under which the same cases were imported before
    dates = "month_first"            # read 11/20/2026 as 20 November; otherwise the day comes first
    decimal = ","                    # how parts of a whole are written; otherwise with a point
    left_out = ["Photo"]             # columns that are not taken in at all; the report names them

    [cases.columns]                  # column = field; see mapping.CASE_FIELDS
    case_id = "key"                  # what the other program knows the case by
    case_name = "alias"
    remarks = ""                     # no field: kept with the case under its own name, as if it did not stand here
    [cases.codes.intake_source]      # for a field with codes: what stands in the file = our code
    walk_in = "self"
    "" = "other"                     # for an empty cell
    [cases.constants]                # field = value, where the cell is empty or there is no such column; of opened,
    size = "individual"              # size and phase, which no case is without, also where the cell makes no sense

    [events]
    file = "openspp_events.csv"      # beside the CSV file; a row of it is one dated event of a case
    [events.columns]                 # column = field; see mapping.EVENT_FIELDS
    case_id = "case"
    date = "date"
    action = "kind"
    text = "text"
    [events.kinds.create_plan]       # what an event of this kind does; "*" is for those whose kind is not named
    label = "Plan made"              # stands before the text in the note
    mode = "office"                  # as what the note is kept: mode (admin) and outcome (reached)
    phase = "planning"               # the phase the case moves to, unless it is there or farther already
    [events.kinds.close_case]
    closes = true                    # closes the case; reason and outcome by a phrase in the text, "" for any other
    reasons = { "Goals achieved" = "goals_met", "" = "other" }
    outcomes = { unsuccessful = "unknown", successful = "better" }

    [days]                           # a wide sheet: column = its month or day; each cell in it is a note of the case
    "Jan 2025" = "2025-01"
    [series]
    name = "Attendance"              # then the cells are values of this measure instead
    [measures]                       # in which direction what a column measures gets better: up or down
    "PHQ-9" = "down"

Where `cases` and `events` both have columns and no file is named, the table has several rows a case: each row is an
event, and the rows of one key are one case. With `new_cases = true` under `[events]`, a table of events alone begins a
case for every key that the book does not know; so it does with a file of events beside a table of cases.

No word costs a row. One for which neither the map nor the program has a code leaves its field empty and is kept with
the record, under the name of its column; a kind of event that the map does not name becomes a note with the kind before
its text. The report lists such words with their lines. A code of "" under `codes` does the same and lists nothing.
A word that has a code and is not our own word for it is kept beside the code. So is a day that cannot be read, or has
not come yet where it should have. What no table says and no map, the report names with what is taken for it; see
`supposing`.
Without kinds in the map, a kind that is a mode of contact (`home_visit`, "telepon") becomes a note of that mode.

Columns the map does not name are kept with the record under their own name. The fields are listed in `mapping`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from store.errors import LingkarError
from store.exchange.importing.known import YEARS
from store.exchange.importing.mapping import (
    CASE_FIELDS,
    CODED,
    EVENT_CODED,
    EVENT_FIELDS,
    MANY,
    ImportMap,
    Kind,
    Part,
)
from store.exchange.importing.wide import day_of
from store.language import _
from store.language.quoting import quoted
from store.language.system import why_refused
from store.model.case import PHASE_ALIASES
from store.model.codes import ContactMode, ContactOutcome, Outcome, Phase, TerminationReason, Vocabulary
from store.model.measure import Improves
from store.packet import files

_ORDERS = ("day_first", "month_first")
_SIGNS = (".", ",")
_MONTH_OR_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


class _Wrong(Exception):
    """What is wrong with a map file; its path is put before it."""


# Reading


def load_map(path: Path) -> ImportMap:
    """Read a map file.

    Raises:
        LingkarError: it cannot be read, or says something that has no meaning here.
    """
    try:
        return read_map(tomllib.loads(path.read_bytes().decode("utf-8-sig")))
    except OSError as error:
        why = why_refused(error)
    except UnicodeDecodeError:
        why = _("it is not UTF-8 text")
    except tomllib.TOMLDecodeError as error:
        why = _("it is not TOML ({detail})").format(detail=error)
    except RecursionError:
        why = _("it is nested too deeply")
    except _Wrong as error:
        why = str(error)
    raise LingkarError(_("The map {file} cannot be used: {why}.").format(file=path, why=why))


def read_map(told: dict[str, Any]) -> ImportMap:
    """A map from what its file says."""
    _known(
        told, ("name", "dates", "decimal", "left_out", "cases", "events", "days", "series", "measures"), _("the map")
    )
    cases, events, series = _table(told, "cases"), _table(told, "events"), _table(told, "series")
    _known(cases, ("columns", "codes", "constants"), "cases")
    _known(events, ("file", "columns", "codes", "constants", "kinds", "new_cases"), "events")
    _known(series, ("name",), "series")
    kinds = _table(events, "kinds")
    return ImportMap(
        name=_text(told, "name"),
        month_first=_one_of(told, "dates", _ORDERS) == "month_first",
        decimal=_one_of(told, "decimal", _SIGNS),
        cases=_part(cases, CASE_FIELDS, CODED),
        events=_part(events, EVENT_FIELDS, EVENT_CODED),
        events_file=_text(events, "file"),
        kinds={name: _kind(name, _table(kinds, name)) for name in kinds},
        new_cases=_yes(events, "new_cases"),
        days={column: _day(day) for column, day in _table(told, "days").items()},
        series=_text(series, "name"),
        improves={target: _code(Improves, way) for target, way in _table(told, "measures").items()},
        left_out=_names(told, "left_out"),
    )


def _part(told: dict[str, Any], known: tuple[str, ...], coded: dict[str, type[Vocabulary]]) -> Part:
    columns = {column: field for column, field in _table(told, "columns").items() if field != ""}
    codes, constants = _table(told, "codes"), _table(told, "constants")
    _known(columns.values(), known, "columns")
    _known(constants, known, "constants")
    _known(codes, coded, "codes")
    taken = [name for name in columns.values() if name not in MANY]
    if twice := [name for name in taken if taken.count(name) > 1]:
        raise _Wrong(_("two columns are {field}").format(field=twice[0]))
    for name in codes:
        for code in _table(codes, name).values():
            if code != "":
                _code(coded[name], code)
    return Part(columns, codes, {name: str(value) for name, value in constants.items()})


def _kind(name: str, told: dict[str, Any]) -> Kind:
    _known(told, Kind.__slots__, f"kinds.{name}")
    closes = _yes(told, "closes")
    if closes and not (told.get("reasons") and told.get("outcomes")):
        raise _Wrong(_("the kind {kind} closes cases, so it needs reasons and outcomes").format(kind=name))
    return Kind(
        label=_text(told, "label"),
        mode=_code(ContactMode, told.get("mode", ContactMode.ADMIN)),
        outcome=_code(ContactOutcome, told.get("outcome", ContactOutcome.REACHED)),
        phase=_code(Phase, PHASE_ALIASES.get(str(told["phase"]), told["phase"])) if "phase" in told else None,
        closes=closes,
        reasons={phrase: _code(TerminationReason, code) for phrase, code in _table(told, "reasons").items()},
        outcomes={phrase: _code(Outcome, code) for phrase, code in _table(told, "outcomes").items()},
    )


def _code(vocabulary: type[Vocabulary], code: Any) -> Any:
    try:
        return vocabulary.of(code)
    except ValueError:
        raise _Wrong(
            _("{given} is not known here; there are {choices}").format(
                given=quoted(code), choices=", ".join(vocabulary)
            )
        ) from None


def _day(given: Any) -> str:
    """A month or day, if it is one."""
    try:
        if isinstance(given, str) and _MONTH_OR_DAY.fullmatch(given) and day_of(given).year in YEARS:
            return given
    except ValueError:
        pass  # such a day does not exist
    raise _Wrong(_("{given} is no month or day; write it as 2025-01 or 2025-01-31").format(given=quoted(given)))


def _one_of(told: dict[str, Any], name: str, choices: tuple[str, ...]) -> str:
    """A setting that has a few values, of which the first is meant where nothing is said."""
    given = told.get(name, choices[0])
    if given not in choices:
        raise _Wrong(
            _("{name} is {given}; it can be {choices}").format(name=name, given=given, choices=" ".join(choices))
        )
    return str(given)


def _text(told: dict[str, Any], name: str) -> str:
    return str(told.get(name, ""))


def _yes(told: dict[str, Any], name: str) -> bool:
    given = told.get(name, False)
    if not isinstance(given, bool):
        raise _Wrong(
            _("{name} is {given}; it can be {choices}").format(
                name=name, given=given, choices=", ".join(("true", "false"))
            )
        )
    return given


def _names(told: dict[str, Any], name: str) -> tuple[str, ...]:
    given = told.get(name, [])
    if not isinstance(given, list):
        raise _Wrong(_("{name} must be a list").format(name=name))
    return tuple(map(str, given))


def _table(told: dict[str, Any], name: str) -> dict[str, Any]:
    part = told.get(name, {})
    if not isinstance(part, dict):
        raise _Wrong(_("{name} must be a table").format(name=name))
    return part


def _known(given: Iterable[str], known: Iterable[str], where: str) -> None:
    for name in given:
        if name not in known:
            raise _Wrong(
                _("{name} has no meaning under {where}; there are {choices}").format(
                    name=name, where=where, choices=", ".join(known)
                )
            )


# Writing


def save_map(mapping: ImportMap, path: Path, kept: Iterable[str] = ()) -> Path:
    """Write a map, readable by its owner only. A file that is no map is never replaced.

    Args:
        mapping: what to keep.
        path: a new file, or a map that was kept before.
        kept: the columns that are no field; they stand there to be given one by hand.

    Returns:
        Where it is; under a name with a number when another program took the name meanwhile.

    Raises:
        LingkarError: something else is there.
        NotSaved: the folder or the disk refused; what was there is as it was.
    """
    data = text_of(mapping, kept).encode()
    if not path.exists():
        return files.write_new(files.place(path, "map.toml"), data)
    try:
        load_map(path)
    except LingkarError:
        raise LingkarError(
            _("{file} is there already, and it is no map of an import. It stays as it is; choose another name.").format(
                file=path
            )
        ) from None
    files.fill(path, data)
    return path


def text_of(mapping: ImportMap, kept: Iterable[str] = ()) -> str:
    """What stands in the file of a map. Arguments as for `save_map`."""
    import tomli_w  # only where a map is written

    beside = dict.fromkeys(kept, "")
    head = [
        _("How `lingkar import FILE --map THIS_FILE` takes in a table: which column is what."),
        _('A code of "" leaves the field empty; the word is kept with the case.'),
    ]
    if beside:
        head += [
            _("A column whose field is left empty is kept with the case under its own name. It can become:"),
            ", ".join(EVENT_FIELDS if _rows_are_events(mapping) else CASE_FIELDS),
        ]
        if _rows_are_events(mapping) and mapping.cases.columns:
            head += [_("Or, where its line is moved to [cases.columns]:"), ", ".join(CASE_FIELDS)]
    return "".join(f"# {line}\n" for line in head) + "\n" + tomli_w.dumps(_told(mapping, beside))


def _rows_are_events(mapping: ImportMap) -> bool:
    """Whether each row of the table is an event, so that a column which is no field yet tells of that first."""
    return bool(mapping.events.columns) and not mapping.events_file


def _told(mapping: ImportMap, kept: Mapping[str, str]) -> dict[str, Any]:
    """A map as its file says it: what is not said is left out."""
    of_case, of_event = ({}, kept) if _rows_are_events(mapping) else (kept, {})
    events = {
        "file": mapping.events_file, "new_cases": mapping.new_cases, **_part_told(mapping.events, of_event),
        "kinds": {name: _kind_told(kind) for name, kind in mapping.kinds.items()},
    }  # fmt: skip
    return _said({
        "name": mapping.name, "dates": _ORDERS[1] if mapping.month_first else "",
        "decimal": mapping.decimal if mapping.decimal != _SIGNS[0] else "", "left_out": list(mapping.left_out),
        "cases": _part_told(mapping.cases, of_case), "events": _said(events), "days": dict(mapping.days),
        "series": _said({"name": mapping.series}), "measures": _plain(mapping.improves),
    })  # fmt: skip


def _part_told(part: Part, kept: Mapping[str, str]) -> dict[str, Any]:
    codes = {field: _plain(values) for field, values in part.codes.items()}
    return _said({"columns": {**part.columns, **kept}, "codes": codes, "constants": dict(part.constants)})


def _kind_told(kind: Kind) -> dict[str, Any]:
    return _said({
        "label": kind.label, "mode": str(kind.mode) if kind.mode is not ContactMode.ADMIN else "",
        "outcome": str(kind.outcome) if kind.outcome is not ContactOutcome.REACHED else "",
        "phase": str(kind.phase or ""), "closes": kind.closes, "reasons": _plain(kind.reasons),
        "outcomes": _plain(kind.outcomes),
    })  # fmt: skip


def _plain(codes: Mapping[str, str]) -> dict[str, str]:
    return {name: str(code) for name, code in codes.items()}


def _said(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}
