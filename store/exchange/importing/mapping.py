"""Which column of a CSV file is which field: stated in a map file, or guessed from the header.

A map file is TOML. Every part may be left out:

    name = "openspp"                 # stands before each key in `imported_from`; otherwise the file's name
    dates = "month_first"            # read 11/20/2026 as 20 November; otherwise the day comes first
    decimal = ","                    # how parts of a whole are written; otherwise with a point
    left_out = ["Photo"]             # columns that are not taken in at all; the report names them

    [cases.columns]                  # column = field; see CASE_FIELDS
    case_id = "key"                  # what the other program knows the case by
    case_name = "alias"
    [cases.codes.intake_source]      # for a field with codes: what stands in the file = our code
    walk_in = "self"
    "" = "other"                     # for an empty cell
    [cases.constants]                # field = value, for every row whose cell is empty or that has no such column
    size = "individual"

    [events]
    file = "openspp_events.csv"      # beside the CSV file; a row of it is one dated event of a case
    [events.columns]                 # column = field; see EVENT_FIELDS
    case_id = "case"
    date = "date"
    action = "kind"
    text = "text"
    [events.kinds.create_plan]       # what an event of this kind does; "*" is for kinds that are not named
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
case for every key that the book does not know. A code of "" under `codes` leaves the field empty and keeps the word.

Columns the map does not name are kept with the record under their own name. Without a map file the header is compared
with the names in `_ALIASES`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.errors import LingkarError
from store.language import _
from store.model.case import PHASE_ALIASES
from store.model.codes import (
    Consent,
    ContactMode,
    ContactOutcome,
    IntakeSource,
    Level,
    Outcome,
    Phase,
    PracticeField,
    PracticeFunction,
    RiskLevel,
    Status,
    SystemSize,
    TerminationReason,
    Vocabulary,
)
from store.model.measure import Improves
from store.model.person import Sex

CODED: dict[str, type[Vocabulary]] = {
    "size": SystemSize, "level": Level, "field": PracticeField, "intake_source": IntakeSource, "consent": Consent,
    "risk_level": RiskLevel, "phase": Phase, "status": Status, "reason": TerminationReason, "outcome": Outcome,
    "function": PracticeFunction, "sex": Sex,
}  # fmt: skip
"""The fields of a case whose values are codes."""

DAYS = ("opened", "closed", "next_contact", "next_review", "target_close", "consent_on", "born")
"""The fields of a case whose values are days."""

PERSON_FIELDS = ("born", "age", "sex", "contact", "address", "nik")
"""What is known of the client as a person."""

CASE_FIELDS = (
    "key", "alias", "client_name", "presenting_problem", "origin_environment", "tags", "summary", "strengths",
    "collective_issues", "consent_by", "client_language", "supervisor", *DAYS, *CODED, "age", "contact", "address",
    "nik", "measure",
)  # fmt: skip
"""What a column of a case table can be. `closed`, `reason`, `outcome` and `summary` make the closing record."""

EVENT_FIELDS = (
    "key", "case", "date", "kind", "text", "mode", "outcome", "minutes", "participants", "place", "measure",
)  # fmt: skip
"""What a column of an event table can be. Without a key an event is known by all that stands in its row."""

MANY = ("measure",)
"""What several columns can be."""

EVENT_CODED: dict[str, type[Vocabulary]] = {"mode": ContactMode, "outcome": ContactOutcome}
"""The fields of an event whose values are codes."""

_ALIASES = {
    "key": "case id, id, case number, case no, no kasus, nomor kasus, kode kasus, kode, code, id kasus",
    "alias": "alias, case name, nama kasus, nama samaran, panggilan, nama panggilan, nickname",
    "client_name": "client name, client, name, full name, nama, nama klien, nama lengkap, klien",
    "size": "size, client type, client system, ukuran, sistem klien, ukuran sistem, jenis klien",
    "level": "level, tingkat, level praktik",
    "field": "field, practice field, bidang, bidang praktik",
    "presenting_problem": "presenting problem, presenting issue, problem, masalah, masalah menurut klien, keluhan",
    "origin_environment": "origin environment, environment of origin, lingkungan asal",
    "tags": "tags, tag, label",
    "intake_source": "intake source, source, referral source, sumber, sumber rujukan, asal rujukan",
    "consent": "consent, legal basis, persetujuan, dasar hukum",
    "risk_level": "risk level, risk, risiko, tingkat risiko",
    "phase": "phase, stage, fase, tahap, tahapan",
    "status": "status",
    "opened": "opened, date opened, opened on, intake date, start date, dibuka, tanggal dibuka, tanggal masuk, "
    "tanggal mulai, tanggal",
    "closed": "closed, date closed, closed on, end date, ditutup, tanggal ditutup, tanggal selesai",
    "next_contact": "next contact, kontak berikutnya, kontak selanjutnya",
    "next_review": "next review, review date, tinjauan berikutnya, tanggal tinjauan, peninjauan berikutnya",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """What an event of one kind does: always a note, maybe a move to a phase, maybe the closing record."""

    label: str = ""
    mode: ContactMode = ContactMode.ADMIN
    outcome: ContactOutcome = ContactOutcome.REACHED
    phase: Phase | None = None
    closes: bool = False
    reasons: Mapping[str, TerminationReason] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One table: column -> field, field -> value -> code, field -> constant."""

    columns: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportMap:
    """A whole map.

    Attributes:
        name: stands before each key in the origin of a record.
        month_first: how days with slashes are read.
        decimal: what parts the whole from its parts in a number.
        cases: which column is which field of a case.
        events: which column is which field of an event, in the same table or in `events_file`.
        kinds: what an event of each kind does.
        new_cases: whether an event of an unknown key begins a case.
        days: in a wide sheet, the month or day of each column whose cells are notes or values: 2025-01, 2025-01-31.
        series: what the values in those columns measure; empty where they are notes.
        improves: in which direction what a column measures gets better.
        left_out: columns that are not taken in at all.
    """

    name: str = ""
    month_first: bool = False
    decimal: str = "."
    cases: Part = Part()
    events: Part = Part()
    events_file: str = ""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    new_cases: bool = False
    days: Mapping[str, str] = field(default_factory=dict)
    series: str = ""
    improves: Mapping[str, Improves] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @property
    def has_several_rows(self) -> bool:
        """Whether one table tells of cases and of their events, with several rows a case."""
        return bool(self.cases.columns and self.events.columns) and not self.events_file


class _Wrong(Exception):
    """What is wrong with a map file; its path is put before it."""


def load_map(path: Path) -> ImportMap:
    """Read a map file.

    Raises:
        LingkarError: it cannot be read, or says something that has no meaning here.
    """
    try:
        return read_map(tomllib.loads(path.read_bytes().decode("utf-8-sig")))
    except OSError as error:
        why = error.strerror or type(error).__name__
    except UnicodeDecodeError:
        why = _("it is not UTF-8 text")
    except tomllib.TOMLDecodeError as error:
        why = _("it is not TOML ({detail})").format(detail=error)
    except _Wrong as error:
        why = str(error)
    raise LingkarError(_("The map {file} cannot be used: {why}.").format(file=path, why=why))


def read_map(told: dict[str, Any]) -> ImportMap:
    """A map from what its file says."""
    _known(told, ("name", "dates", "cases", "events"), _("the map"))
    cases, events = _table(told, "cases"), _table(told, "events")
    _known(cases, ("columns", "codes", "constants"), "cases")
    _known(events, ("file", "columns", "codes", "constants", "kinds"), "events")
    order = told.get("dates", "day_first")
    if order not in ("day_first", "month_first"):
        raise _Wrong(_("dates is {given}; it can be {choices}").format(given=order, choices="day_first, month_first"))
    return ImportMap(
        name=str(told.get("name", "")),
        month_first=order == "month_first",
        cases=_part(cases, CASE_FIELDS, CODED),
        events=_part(events, EVENT_FIELDS, EVENT_CODED),
        events_file=str(events.get("file", "")),
        kinds={name: _kind(name, _table(events.get("kinds", {}), name)) for name in _table(events, "kinds")},
    )


def guess_map(columns: Iterable[str]) -> ImportMap:
    """A map of a case table from its header alone, in either language; each field takes the first column that fits."""
    guessed: dict[str, str] = {}
    for column in columns:
        name = " ".join(re.findall(r"[^\W_]+", column.casefold()))
        fits = next((field for field, names in _ALIASES.items() if name in names.split(", ")), None)
        if fits and fits not in guessed.values():
            guessed[column] = fits
    return ImportMap(cases=Part(columns=guessed))


def _part(told: dict[str, Any], fields: tuple[str, ...], coded: dict[str, type[Vocabulary]]) -> Part:
    columns, codes, constants = _table(told, "columns"), _table(told, "codes"), _table(told, "constants")
    _known(columns.values(), fields, "columns")
    _known(constants, fields, "constants")
    _known(codes, coded, "codes")
    twice = [name for name in columns.values() if list(columns.values()).count(name) > 1]
    if twice:
        raise _Wrong(_("two columns are {field}").format(field=twice[0]))
    for name in codes:
        for code in _table(codes, name).values():
            _code(coded[name], code)
    return Part(columns, codes, {name: str(value) for name, value in constants.items()})


def _kind(name: str, told: dict[str, Any]) -> Kind:
    _known(told, Kind.__slots__, f"kinds.{name}")
    closes = bool(told.get("closes", False))
    if closes and not (told.get("reasons") and told.get("outcomes")):
        raise _Wrong(_("the kind {kind} closes cases, so it needs reasons and outcomes").format(kind=name))
    return Kind(
        label=str(told.get("label", "")),
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
            _("{given} is not known here; there are {choices}").format(given=repr(code), choices=", ".join(vocabulary))
        ) from None


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
